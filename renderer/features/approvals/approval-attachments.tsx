/** The evidence files of an approval; each is decrypted only into the place the user names. */
import { PaperClipOutlined, SaveOutlined } from '@ant-design/icons';
import { App, Button, Card, Flex, Typography } from 'antd';
import { useState } from 'react';
import type { Attachment } from '#shared/domain/approval.ts';
import { workstation } from '../../app/workstation-client.ts';
import { sizeText } from './approval-format.ts';
import { text } from './text.ts';

const words = text.detail;

export function ApprovalAttachments({ attachments }: { readonly attachments: readonly Attachment[] }) {
  return (
    <Card size="small" title={words.groups.attachments} styles={{ body: { padding: attachments.length > 0 ? '4px 12px' : 12 } }}>
      {attachments.length === 0 && <Typography.Text type="secondary">{words.noAttachments}</Typography.Text>}
      {attachments.map((attachment) => (
        <AttachmentLine key={`${attachment.sha256} ${attachment.name}`} attachment={attachment} />
      ))}
    </Card>
  );
}

function AttachmentLine({ attachment }: { readonly attachment: Attachment }) {
  const { message, modal, notification } = App.useApp();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const chosen = await window.host.chooseSave({ kind: 'attachment', suggestedName: attachment.name });
    if (!chosen.ok) return void modal.error({ title: words.saveFailed, content: chosen.error.message });
    const target = chosen.value;
    if (!target) return;
    setBusy(true);
    const hide = message.loading(words.savingAttachment, 0);
    const result = await workstation().saveAttachment({ sha256: attachment.sha256, token: target.token });
    hide();
    setBusy(false);
    if (!result.ok) return void modal.error({ title: words.saveFailed, content: result.error.message });
    notification.success({
      title: words.saved(result.value.fileName),
      actions: (
        <Button size="small" onClick={() => void window.host.showInFolder({ token: target.token })}>
          {text.exporting.show}
        </Button>
      ),
    });
  };
  return (
    <Flex align="center" gap={8} className="approval-attachment">
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
        data-testid="approval.attachment.save"
      >
        {words.saveAs}
      </Button>
    </Flex>
  );
}
