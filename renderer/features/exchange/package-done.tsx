/** After a package was written: its name and digest, where it lies, and what has to be done with it now. */
import { FolderOpenOutlined } from '@ant-design/icons';
import { Button, Descriptions, Flex, Result, Typography } from 'antd';
import type { PackageRow } from '#shared/workstation/api.ts';
import { createText, packagesText } from './text.ts';

export interface WrittenPackage {
  readonly row: PackageRow;
  /** the save token, with which the main process knows the folder */
  readonly token: string;
}

export interface PackageDoneProps {
  readonly written: WrittenPackage;
  readonly title: string;
  readonly next: readonly string[];
}

export function PackageDone({ written, title, next }: PackageDoneProps) {
  const { row, token } = written;
  const done = createText.done;
  return (
    <div data-testid="packages.done">
      <Result status="success" title={title} styles={{ root: { padding: '8px 24px 16px' } }} />
      <Descriptions
        bordered
        size="small"
        column={1}
        styles={{ label: { width: 140 }, content: { wordBreak: 'break-all' } }}
        items={[
          {
            key: 'file',
            label: done.file,
            children: (
              <Flex align="center" justify="space-between" gap={8} wrap>
                <Typography.Text strong data-testid="packages.done.fileName">
                  {row.fileName}
                </Typography.Text>
                <Button
                  size="small"
                  icon={<FolderOpenOutlined />}
                  onClick={() => void window.host.showInFolder({ token })}
                  data-testid="packages.showInFolder"
                >
                  {done.showInFolder}
                </Button>
              </Flex>
            ),
          },
          {
            key: 'digest',
            label: done.digest,
            children: (
              <Typography.Text className="digest" copyable={{ text: row.fileSha256 }} data-testid="packages.done.digest">
                {row.fileSha256}
              </Typography.Text>
            ),
          },
          { key: 'to', label: packagesText.columns.recipient, children: `${row.departmentName}　${packagesText.sequence(row.sequence)}` },
          { key: 'records', label: done.records, children: packagesText.recordsOf(row.records) },
        ]}
      />
      <Typography.Title level={3} style={{ margin: '16px 0 4px', fontSize: 14 }}>
        {done.nextTitle}
      </Typography.Title>
      <ol className="next-steps">
        {next.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </div>
  );
}
