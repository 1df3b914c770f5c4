/** Second step of 生成数据包: what the file will hold, and that it is signed but not sealed. */
import { Alert, Flex, Typography } from 'antd';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { firstLines, type PackagePlan, type RecordLine } from './package-source.ts';
import { createText } from './text.ts';

/** how many records the summary names */
const NAMED = 5;

export function CreateConfirm({ plan }: { readonly plan: PackagePlan }) {
  const lines = useAsync(() => firstLines(plan.records, NAMED), [plan.records]);
  const words = createText.confirm;
  const { department } = plan.recipient;
  return (
    <Flex vertical gap={16} data-testid="packages.confirm">
      <DescriptionGrid
        columns={1}
        labelWidth={112}
        items={[
          {
            key: 'recipient',
            label: words.recipient,
            value: (
              <>
                <Typography.Text strong>{department.name}</Typography.Text>
                <div className="preview-secondary">{department.uscc}</div>
              </>
            ),
          },
          { key: 'title', label: words.title, value: plan.title },
          { key: 'records', label: words.records, value: <Records plan={plan} lines={lines.value} /> },
          { key: 'inside', label: words.inside, value: words.insideValue },
        ]}
      />
      <FailureAlert failure={lines.failure} />
      <Alert type="warning" showIcon title={words.unsealedTitle} description={words.unsealed} data-testid="packages.unsealed" />
    </Flex>
  );
}

interface RecordsProps {
  readonly plan: PackagePlan;
  readonly lines: readonly RecordLine[] | undefined;
}

function Records({ plan, lines = [] }: RecordsProps) {
  const more = plan.records.length - lines.length;
  return (
    <>
      <Typography.Text strong>{createText.confirm.recordsValue(plan.records.length)}</Typography.Text>
      <ul className="confirm-lines">
        {lines.map((line) => (
          <li key={line.recordId}>
            {line.counterpartName}　{line.matter}
          </li>
        ))}
        {lines.length > 0 && more > 0 && <li className="preview-secondary">{createText.confirm.more(more)}</li>}
      </ul>
    </>
  );
}
