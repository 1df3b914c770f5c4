/** A file of a step or of a 移送清单, decrypted only into the place that the user names. */
import { PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Attachment } from '#shared/domain/approval.ts';
import { workstation } from '../../app/workstation-client.ts';
import { useSaveFile } from '../../components/use-save-file.tsx';
import { text } from './text.ts';

export interface SaveFileButtonProps {
  readonly file: Attachment;
  /** instead of the file's name, where a table has no room for it */
  readonly label?: string;
  readonly testId: string;
}

export function SaveFileButton({ file, label, testId }: SaveFileButtonProps) {
  const { saving, save } = useSaveFile();
  const run = () => save('attachment', file.name, (token) => workstation().saveAttachment({ sha256: file.sha256, token }));
  return (
    <Button
      type="link"
      size="small"
      icon={<PaperClipOutlined />}
      loading={saving}
      title={text.saveFile(file.name)}
      onClick={() => void run()}
      className="handling-file"
      data-testid={testId}
    >
      {label ?? file.name}
    </Button>
  );
}
