/** A file of a step or of a 移送清单, decrypted only into the place that the user names. */
import { PaperClipOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { Attachment } from '#shared/domain/approval.ts';
import { workstation } from '../../app/workstation-client.ts';
import { text } from './text.ts';

export interface SaveFileButtonProps {
  readonly file: Attachment;
  /** instead of the file's name, where a table has no room for it */
  readonly label?: string;
  readonly testId: string;
}

export function SaveFileButton({ file, label, testId }: SaveFileButtonProps) {
  const { message, modal } = App.useApp();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const failed = (content: string) => void modal.error({ title: text.failed, content });
    const chosen = await window.host.chooseSave({ kind: 'attachment', suggestedName: file.name });
    if (!chosen.ok) return failed(chosen.error.message);
    if (!chosen.value) return;
    const { token } = chosen.value;
    setBusy(true);
    const saved = await workstation()
      .saveAttachment({ sha256: file.sha256, token })
      .finally(() => setBusy(false));
    if (!saved.ok) return failed(saved.error.message);
    void message.success(text.fileSaved(saved.value.fileName));
  };
  return (
    <Button
      type="link"
      size="small"
      icon={<PaperClipOutlined />}
      loading={busy}
      title={text.saveFile(file.name)}
      onClick={() => void save()}
      className="handling-file"
      data-testid={testId}
    >
      {label ?? file.name}
    </Button>
  );
}
