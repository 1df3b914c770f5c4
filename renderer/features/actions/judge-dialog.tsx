/** Done is what the one who asked has confirmed; sending back needs a reason (办法 31(三)). */
import { Form, Input, Radio, Typography } from 'antd';
import type { ActionRow } from '#shared/workstation/meetings/meetings-api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { useOpenedForm } from '../../components/use-opened-form.ts';
import { ActionDialog, type OneActionDialogProps } from './action-dialog.tsx';
import { text } from './text.ts';

const words = text.judge;
type Choice = 'accept' | 'back';

interface Values {
  readonly choice: Choice;
  readonly note: string;
}

export function JudgeDialog({ row, open, onClose }: OneActionDialogProps<ActionRow>) {
  const [form] = Form.useForm<Values>();
  useOpenedForm<Values>(form, open, () => ({ choice: 'accept', note: '' }));
  const choice: Choice = Form.useWatch('choice', form) ?? 'accept';
  const submit = async () => {
    const values = await form.validateFields();
    return workstation().judgeAction({ actionId: row.actionId, accepted: values.choice === 'accept', note: values.note });
  };
  const rules = choice === 'back' ? [{ required: true, whitespace: true, min: 2, message: words.reasonRequired }] : [];
  return (
    <ActionDialog
      open={open}
      title={words.title}
      okText={words.ok[choice]}
      danger={choice === 'back'}
      name="judge"
      submit={submit}
      done={words.done[choice]}
      onClose={onClose}
    >
      {row.lastNote !== '' && (
        <Typography.Paragraph className="actions-task">
          {words.last}：{row.lastNote}
        </Typography.Paragraph>
      )}
      <Form<Values> form={form} layout="vertical" requiredMark={false} preserve={false}>
        <Form.Item name="choice">
          <Radio.Group>
            {(['accept', 'back'] as const).map((value) => (
              <Radio key={value} value={value} data-testid={`actions.judge.${value}`}>
                {words.choice[value]}
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item name="note" label={words.note[choice]} rules={rules}>
          <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} data-testid="actions.judge.note" />
        </Form.Item>
      </Form>
    </ActionDialog>
  );
}
