/** Second step of 生成数据包: what the file will hold, sealed or not, and where it goes. */
import { Flex, Typography } from 'antd';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { TargetChooser } from '../../components/target-chooser.tsx';
import { useAsync } from '../../components/use-async.ts';
import type { TargetChoice } from '../../components/use-target.ts';
import { firstLines, type PackagePlan, type RecordLine } from './package-source.ts';
import type { Sealing, SealingQuestion } from './sealing.ts';
import { SealingChoice } from './sealing-choice.tsx';
import { createText } from './text.ts';

/** how many records the summary names */
const NAMED = 2;

export interface CreateConfirmProps {
  readonly plan: PackagePlan;
  readonly question: SealingQuestion;
  readonly sealing: Sealing;
  readonly onSealing: (sealing: Sealing) => void;
  /** how often 导出数据包 was pressed */
  readonly attempts: number;
  readonly target: TargetChoice;
  readonly busy: boolean;
  readonly onLeave: () => void;
}

export function CreateConfirm({ plan, question, sealing, onSealing, attempts, target, busy, onLeave }: CreateConfirmProps) {
  const lines = useAsync(() => firstLines(plan.records, NAMED), [plan.records]);
  const words = createText.confirm;
  return (
    <Flex vertical gap={16} data-testid="packages.confirm">
      <DescriptionGrid
        columns={1}
        labelWidth={112}
        items={[
          {
            key: 'recipient',
            label: words.recipient,
            value: plan.recipients.map(({ department }) => (
              <div key={department.uscc}>
                <Typography.Text strong>{department.name}</Typography.Text> <span className="preview-secondary">{department.uscc}</span>
              </div>
            )),
          },
          { key: 'title', label: words.title, value: plan.title },
          { key: 'records', label: words.records, value: <Records plan={plan} lines={lines.value} /> },
        ]}
      />
      <FailureAlert failure={lines.failure} />
      <SealingChoice question={question} value={sealing} onChange={onSealing} attempts={attempts} onLeave={onLeave} />
      <TargetChooser target={target} disabled={busy} />
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
      <span className="preview-secondary">　{createText.confirm.insideValue}</span>
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
