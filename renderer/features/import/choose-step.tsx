/** ① which file, and which system it comes from. */
import { FileExcelOutlined } from '@ant-design/icons';
import { App, Card, Flex, Typography } from 'antd';
import type { Result } from '#shared/domain/result.ts';
import type { ChosenFile } from '#shared/ipc.ts';
import { workstation } from '../../app/workstation-client.ts';
import { DropButton } from '../../components/drop-button.tsx';
import { useAsync } from '../../components/use-async.ts';
import { SourceField } from './source-field.tsx';
import { text } from './text.ts';
import type { ImportFlow } from './use-import.ts';

const words = text.choose;

export function ChooseStep({ flow }: { readonly flow: ImportFlow }) {
  const { message } = App.useApp();
  const { value: facets } = useAsync(() => workstation().approvalFacets());
  const take = (result: Result<readonly ChosenFile[]>) => {
    if (!result.ok) return flow.fail({ title: text.failed.open, failure: result.error });
    const [file, ...others] = result.value;
    if (others.length > 0) void message.info(words.one);
    if (file) flow.open(file);
  };
  return (
    <Card styles={{ body: { padding: 24 } }}>
      <Flex vertical gap={20}>
        <Flex vertical gap={4}>
          <Typography.Text strong>{words.source}</Typography.Text>
          <SourceField value={flow.source} onChange={flow.setSource} known={(facets?.sources ?? []).map((item) => item.value)} />
          <Typography.Text type="secondary">{words.sourceHelp}</Typography.Text>
        </Flex>
        <DropButton kind="table" multiple={false} className="import-drop" onFiles={take} testId="import.choose">
          {(hovering) => (
            <>
              <FileExcelOutlined className="import-drop-icon" />
              <span className="import-drop-title">{hovering ? words.dropNow : words.drop}</span>
              <span className="import-drop-formats">{words.formats}</span>
            </>
          )}
        </DropButton>
        <ul className="import-tips">
          {words.tips.map((tip) => (
            <li key={tip}>{tip}</li>
          ))}
        </ul>
      </Flex>
    </Card>
  );
}
