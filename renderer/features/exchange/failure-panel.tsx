/** Why a package can't be taken in: the sentence, the place inside the file, and the code; stays until it is closed. */
import { Descriptions, Result, Typography } from 'antd';
import type { Failure } from '#shared/domain/result.ts';
import { failureText, importText } from './text.ts';

export interface FailurePanelProps {
  readonly failure: Failure;
  readonly title: string;
  readonly fileName: string | undefined;
}

export function FailurePanel({ failure, title, fileName }: FailurePanelProps) {
  const file = failure.at?.file ?? fileName;
  const entry = failure.at?.path;
  const items = [
    ...(file ? [{ key: 'file', label: failureText.file, children: file }] : []),
    ...(entry ? [{ key: 'entry', label: failureText.entry, children: <Typography.Text code>{entry}</Typography.Text> }] : []),
    {
      key: 'code',
      label: failureText.code,
      children: (
        <Typography.Text copyable code data-testid="packages.failure.code">
          {failure.code}
        </Typography.Text>
      ),
    },
  ];
  return (
    <div data-testid="packages.failure" data-failure-code={failure.code} role="alert">
      <Result
        status="error"
        title={title}
        subTitle={
          <>
            <div className="failure-message" data-testid="packages.failure.message">
              {failure.message}
            </div>
            <div>{importText.failed.nothing}</div>
          </>
        }
        styles={{ root: { padding: '16px 24px' } }}
      />
      <Descriptions
        bordered
        size="small"
        column={1}
        items={items}
        styles={{ label: { width: 120 }, content: { wordBreak: 'break-all' } }}
      />
      <Typography.Paragraph type="secondary" style={{ margin: '8px 0 0' }}>
        {failureText.codeHint}
      </Typography.Paragraph>
    </div>
  );
}
