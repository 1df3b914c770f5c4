/** The evidence files of a record; each is decrypted only into the place the user names. */
import { PaperClipOutlined, SaveOutlined } from '@ant-design/icons';
import { App, Button, Card, Flex, Typography } from 'antd';
import { useState } from 'react';
import type { Attachment } from '#shared/domain/approval.ts';
import { workstation } from '../app/workstation-client.ts';
import './record.css';
import { recordText } from './record-text.ts';
import { sizeText } from './size.ts';

const words = recordText.attachments;

export interface RecordAttachmentsProps {
  readonly attachments: readonly Attachment[];
  readonly testId: string;
}

export function RecordAttachments({ attachments, testId }: RecordAttachmentsProps) {
  return (
    <Card size="small" title={words.title} styles={{ body: { padding: attachments.length > 0 ? '4px 12px' : 12 } }}>
      {attachments.length === 0 && <Typography.Text type="secondary">{words.none}</Typography.Text>}
      {attachments.map((attachment) => (
        <AttachmentLine key={`${attachment.sha256} ${attachment.name}`} attachment={attachment} testId={testId} />
      ))}
    </Card>
  );
}

function AttachmentLine({ attachment, testId }: { readonly attachment: Attachment; readonly testId: string }) {
  const { message, modal, notification } = App.useApp();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const chosen = await window.host.chooseSave({ kind: 'attachment', suggestedName: attachment.name });
    if (!chosen.ok) return void modal.error({ title: words.failed, content: chosen.error.message });
    const target = chosen.value;
    if (!target) return;
    setBusy(true);
    const hide = message.loading(words.saving, 0);
    const result = await workstation().saveAttachment({ sha256: attachment.sha256, token: target.token });
    hide();
    setBusy(false);
    if (!result.ok) return void modal.error({ title: words.failed, content: result.error.message });
    notification.success({
      title: words.saved(result.value.fileName),
      actions: (
        <Button size="small" onClick={() => void window.host.showInFolder({ token: target.token })}>
          {words.show}
        </Button>
      ),
    });
  };
  return (
    <Flex align="center" gap={8} className="record-attachment">
      <PaperClipOutlined />
      <Typography.Text ellipsis={{ tooltip: attachment.name }} style={{ flex: 1 }}>
        {attachment.name}
      </Typography.Text>
      <Typography.Text type="secondary">{sizeText(attachment.size)}</Typography.Text>
      <Button
        type="link"
        size="small"
        icon={<SaveOutlined />}
        loading={busy}
        onClick={() => void save()}
        data-testid={`${testId}.attachment.save`}
      >
        {words.saveAs}
      </Button>
    </Flex>
  );
}
