/** An own officer registered, changed, or leaving (办法 27, 28): a change says why. */
import { App, Checkbox, Col, DatePicker, Form, Input, Modal, Row, Typography } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { LIAISON_DUTIES, type Liaison, type LiaisonDuty } from '#shared/domain/liaison.ts';
import { assertNever } from '#shared/domain/result.ts';
import type { LiaisonRow } from '#shared/workstation/meetings/meetings-api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { todayHere } from '../../components/record-format.ts';
import { testId } from '../../components/test-id.ts';
import { useOpenedForm } from '../../components/use-opened-form.ts';
import { useWrite } from '../../components/use-write.ts';
import { text } from './text.ts';

const words = text.form;
const DUTIES = Object.keys(LIAISON_DUTIES) as LiaisonDuty[];

export type LiaisonTask = { readonly kind: 'create' } | { readonly kind: 'change' | 'end'; readonly row: LiaisonRow };

interface Values extends Omit<Liaison, 'from' | 'until' | 'duties'> {
  readonly duties: LiaisonDuty[];
  readonly from: Dayjs | null;
  readonly until: Dayjs | null;
  readonly reason: string;
}

const EMPTY: Liaison = {
  ...{ name: '', section: '', position: '', telephone: '', mobile: '', duties: DUTIES, headOfSection: true },
  ...{ from: '', until: '' },
};

export function LiaisonDialog({ task, onClose }: { readonly task: LiaisonTask | undefined; readonly onClose: () => void }) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const { busy, failure, write, reset } = useWrite();
  useOpenedForm(form, task !== undefined, () => initialValues(task ?? { kind: 'create' }));
  const submit = async (now: LiaisonTask) => {
    const saved = await write(async () => workstation().saveLiaison(inputOf(now, await form.validateFields())));
    if (!saved) return;
    message.success(words.saved[now.kind]);
    onClose();
  };
  return (
    <Modal
      open={task !== undefined}
      title={task && words.title[task.kind]}
      width={task?.kind === 'end' ? 480 : 680}
      mask={{ closable: false }}
      onCancel={onClose}
      afterClose={reset}
      destroyOnHidden
      okText={task && words.save[task.kind]}
      cancelText={words.cancel}
      confirmLoading={busy}
      onOk={() => task && void submit(task).catch(() => undefined)}
      okButtonProps={testId('liaisons.form.ok')}
      data-testid="liaisons.dialog"
    >
      <FailureAlert failure={failure} title={text.failed} style={{ marginBottom: 12 }} />
      {task && (
        <Form<Values> form={form} layout="vertical" requiredMark={false} preserve={false}>
          {task.kind === 'end' ? <EndFields from={task.row.liaison.from} /> : <Fields />}
          {task.kind !== 'create' && <Reason kind={task.kind} />}
        </Form>
      )}
    </Modal>
  );
}

function initialValues(task: LiaisonTask): Values {
  const liaison = task.kind === 'create' ? { ...EMPTY, from: todayHere() } : task.row.liaison;
  const until = task.kind === 'end' ? liaison.until || todayHere() : liaison.until;
  return { ...liaison, duties: [...liaison.duties], from: dayjs(liaison.from), until: until === '' ? null : dayjs(until), reason: '' };
}

function inputOf(task: LiaisonTask, values: Values) {
  const until = values.until?.format('YYYY-MM-DD') ?? '';
  switch (task.kind) {
    case 'create':
      return { liaison: liaisonOf(values), reason: '' };
    case 'change':
      return { liaisonId: task.row.liaisonId, liaison: liaisonOf(values), reason: values.reason };
    case 'end':
      return { liaisonId: task.row.liaisonId, liaison: { ...task.row.liaison, until }, reason: values.reason };
    default:
      return assertNever(task);
  }
}

function liaisonOf({ reason: _reason, from, until, ...rest }: Values): Liaison {
  return { ...rest, from: from?.format('YYYY-MM-DD') ?? '', until: until?.format('YYYY-MM-DD') ?? '' };
}

function Fields() {
  const line = (name: 'name' | 'section' | 'position' | 'telephone' | 'mobile', max: number) => (
    <Input maxLength={max} autoFocus={name === 'name'} data-testid={`liaisons.form.${name}`} />
  );
  return (
    <Row gutter={16}>
      <Col span={8}>
        <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, min: 2, message: words.required.name }]}>
          {line('name', 50)}
        </Form.Item>
      </Col>
      <Col span={8}>
        <Form.Item name="section" label={words.section}>
          {line('section', 100)}
        </Form.Item>
      </Col>
      <Col span={8}>
        <Form.Item name="position" label={words.position}>
          {line('position', 100)}
        </Form.Item>
      </Col>
      <Col span={12}>
        <Form.Item name="telephone" label={words.telephone} dependencies={['mobile']} rules={[contactRule]} extra={words.contactHint}>
          {line('telephone', 50)}
        </Form.Item>
      </Col>
      <Col span={12}>
        <Form.Item name="mobile" label={words.mobile}>
          {line('mobile', 50)}
        </Form.Item>
      </Col>
      <Col span={24}>
        <Form.Item name="headOfSection" valuePropName="checked" style={{ marginBottom: 12 }}>
          <Checkbox data-testid="liaisons.form.headOfSection">{words.headOfSection}</Checkbox>
        </Form.Item>
      </Col>
      <Col span={24}>
        <Form.Item name="duties" label={words.duties}>
          <DutyChoice />
        </Form.Item>
      </Col>
      <Col span={12}>
        <Day name="from" label={words.from} required={words.required.from} />
      </Col>
      <Col span={12}>
        <Day name="until" label={words.until} />
      </Col>
    </Row>
  );
}

const contactRule = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
  validator: async (_: unknown, value: string) => {
    const given = [value, getFieldValue('mobile')].some((text) => typeof text === 'string' && text.trim() !== '');
    if (!given) throw new Error(words.required.contact);
  },
});

/** 28(一)–(四), each with its paragraph */
function DutyChoice({ value, onChange }: { readonly value?: LiaisonDuty[]; readonly onChange?: (value: LiaisonDuty[]) => void }) {
  return (
    <Checkbox.Group<LiaisonDuty> {...(value && { value })} {...(onChange && { onChange })} style={{ display: 'grid', gap: 4 }}>
      {DUTIES.map((duty) => (
        <Checkbox key={duty} value={duty} data-testid={`liaisons.form.duty.${duty}`}>
          {LIAISON_DUTIES[duty].name}
          <Typography.Text type="secondary">（{LIAISON_DUTIES[duty].article}）</Typography.Text>
        </Checkbox>
      ))}
    </Checkbox.Group>
  );
}

function EndFields({ from }: { readonly from: string }) {
  return (
    <>
      <Day name="until" label={words.until} required={words.required.until} notBefore={from} />
      <Typography.Paragraph type="secondary">{words.endHint}</Typography.Paragraph>
    </>
  );
}

interface DayProps {
  readonly name: 'from' | 'until';
  readonly label: string;
  readonly required?: string;
  readonly notBefore?: string;
}

function Day({ name, label, required, notBefore }: DayProps) {
  return (
    <Form.Item name={name} label={label} rules={required === undefined ? [] : [{ required: true, message: required }]}>
      <DatePicker
        allowClear={required === undefined}
        style={{ width: '100%' }}
        {...(notBefore !== undefined && { disabledDate: (day: Dayjs) => day.isBefore(notBefore, 'day') })}
        data-testid={`liaisons.form.${name}`}
      />
    </Form.Item>
  );
}

function Reason({ kind }: { readonly kind: 'change' | 'end' }) {
  return (
    <Form.Item
      name="reason"
      label={words.reason[kind]}
      rules={[{ required: true, whitespace: true, min: 2, message: words.required.reason }]}
    >
      <Input maxLength={500} placeholder={words.reasonPlaceholder} data-testid="liaisons.form.reason" />
    </Form.Item>
  );
}
