/** No longer to be done: by who convened the meeting, with the reason, and for good. */
import { Form, Input, Typography } from 'antd';
import type { ActionRow } from '#shared/workstation/meetings/meetings-api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { ActionDialog, type OneActionDialogProps } from './action-dialog.tsx';
import { text } from './text.ts';

const words = text.withdraw;

export function WithdrawDialog({ row, open, onClose }: OneActionDialogProps<ActionRow>) {
  const [form] = Form.useForm<{ readonly reason: string }>();
  const submit = async () => {
    const { reason } = await form.validateFields();
    return workstation().withdrawAction({ actionId: row.actionId, reason });
  };
  return (
    <ActionDialog
      open={open}
      title={words.title}
      okText={words.ok}
      danger
      name="withdraw"
      submit={submit}
      done={words.done}
      onClose={onClose}
    >
      <Typography.Paragraph type="secondary">{words.hint}</Typography.Paragraph>
      <Form form={form} layout="vertical" requiredMark={false} preserve={false} initialValues={{ reason: '' }}>
        <Form.Item name="reason" label={words.reason} rules={[{ required: true, whitespace: true, min: 2, message: words.reasonRequired }]}>
          <Input.TextArea autoFocus maxLength={500} autoSize={{ minRows: 2, maxRows: 4 }} data-testid="actions.withdraw.reason" />
        </Form.Item>
      </Form>
    </ActionDialog>
  );
}
