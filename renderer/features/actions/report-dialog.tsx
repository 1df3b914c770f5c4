/** Progress as the responsible department sees it, with the papers that prove it (办法 31(三)). */
import { Checkbox, Form, Input, Slider } from 'antd';
import { useState } from 'react';
import type { NewAttachment } from '#shared/workstation/api.ts';
import type { ActionRow } from '#shared/workstation/meetings/meetings-api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { AttachmentFields } from '../../components/attachment-fields.tsx';
import { useOpenedForm } from '../../components/use-opened-form.ts';
import { ActionDialog, type OneActionDialogProps } from './action-dialog.tsx';
import { text } from './text.ts';

const words = text.report;
const MARKS = { 0: '0%', 25: '25%', 50: '50%', 75: '75%', 100: '100%' };

interface Values {
  readonly note: string;
  readonly percent: number;
  readonly finished: boolean;
}

export function ReportDialog({ row, open, onClose }: OneActionDialogProps<ActionRow>) {
  const [form] = Form.useForm<Values>();
  const [files, setFiles] = useState<readonly NewAttachment[]>([]);
  useOpenedForm(form, open, () => ({ note: '', percent: row.percent, finished: false }));
  const finished = Form.useWatch('finished', form) === true;
  const submit = async () => {
    const { note, percent, finished: isDone } = await form.validateFields();
    return workstation().progressAction({ actionId: row.actionId, note, percent: isDone ? 100 : percent, finished: isDone, files });
  };
  return (
    <ActionDialog
      open={open}
      title={words.title}
      okText={words.ok}
      name="report"
      submit={submit}
      done={row.mayJudge || row.mayChange ? words.doneHere : words.done}
      afterClose={() => setFiles([])}
      onClose={onClose}
    >
      <Form<Values> form={form} layout="vertical" requiredMark={false} preserve={false}>
        <Form.Item name="note" label={words.note} rules={[{ required: true, whitespace: true, message: words.noteRequired }]}>
          <Input.TextArea
            autoFocus
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 8 }}
            placeholder={words.notePlaceholder}
            data-testid="actions.report.note"
          />
        </Form.Item>
        <Form.Item name="percent" label={words.percent}>
          <Slider min={0} max={100} step={5} marks={MARKS} disabled={finished} ariaLabelForHandle={words.percent} />
        </Form.Item>
        <Form.Item name="finished" valuePropName="checked">
          <Checkbox data-testid="actions.report.finished">{words.finished}</Checkbox>
        </Form.Item>
      </Form>
      <Form.Item label={words.files} layout="vertical" style={{ marginBottom: 0 }}>
        <AttachmentFields
          form={{ added: files, setAdded: setFiles, kept: [], setKept: () => undefined, testId: 'actions.report' }}
          existing={[]}
        />
      </Form.Item>
    </ActionDialog>
  );
}
