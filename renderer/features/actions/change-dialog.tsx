/** Another day or another owner, by who convened the meeting, with the reason. Due days are working days. */
import { AutoComplete, DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { Party } from '#shared/domain/meeting.ts';
import { isWorkingDay } from '#shared/domain/working-calendar.ts';
import type { ActionRow } from '#shared/workstation/meetings/meetings-api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { useAsync } from '../../components/use-async.ts';
import { useOpenedForm } from '../../components/use-opened-form.ts';
import { ActionDialog, type OneActionDialogProps } from './action-dialog.tsx';
import { text } from './text.ts';

const words = text.change;

interface Values {
  readonly due: Dayjs;
  readonly owner: string;
  readonly reason: string;
}

export function ChangeDialog({ row, open, onClose }: OneActionDialogProps<ActionRow>) {
  const [form] = Form.useForm<Values>();
  const departments = useDepartments();
  useOpenedForm(form, open, () => ({ due: dayjs(row.dueOn), owner: row.owner, reason: '' }));
  const submit = async () => {
    const { due, owner, reason } = await form.validateFields();
    const name = owner.trim();
    const known = departments.find((party) => party.name === name) ?? (name === row.owner ? { departmentId: row.ownerId } : {});
    const departmentId = 'departmentId' in known ? known.departmentId : undefined;
    const party: Party = departmentId === undefined ? { name } : { departmentId, name };
    return workstation().changeAction({ actionId: row.actionId, dueOn: due.format('YYYY-MM-DD'), owner: party, reason });
  };
  return (
    <ActionDialog open={open} title={words.title} okText={words.ok} name="change" submit={submit} done={words.done} onClose={onClose}>
      <Form<Values> form={form} layout="vertical" requiredMark={false} preserve={false}>
        <Form.Item name="due" label={words.due} rules={[{ required: true, message: words.notWorking }]} extra={words.notWorking}>
          <DatePicker allowClear={false} disabledDate={isRest} style={{ width: '100%' }} data-testid="actions.change.due" />
        </Form.Item>
        <Form.Item
          name="owner"
          label={words.owner}
          rules={[{ required: true, whitespace: true, min: 2, message: words.ownerRequired }]}
          extra={words.ownerHint}
        >
          <AutoComplete
            options={departments.map(({ name }) => ({ value: name }))}
            showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }}
            data-testid="actions.change.owner"
          />
        </Form.Item>
        <Form.Item name="reason" label={words.reason} rules={[{ required: true, whitespace: true, min: 2, message: words.reasonRequired }]}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 4 }} data-testid="actions.change.reason" />
        </Form.Item>
      </Form>
    </ActionDialog>
  );
}

const isRest = (day: Dayjs) => !isWorkingDay(day.format('YYYY-MM-DD')).working;

/** The own department and those of the directory. */
function useDepartments(): readonly Party[] {
  const own = useSession((session) => session.info?.department);
  const directory = useAsync(() => workstation().directory()).value ?? [];
  const all = [...(own ? [own] : []), ...directory.map(({ department }) => department)];
  return all.map(({ uscc, name }) => ({ departmentId: uscc, name }));
}
