/** 会议申请 (办法 31(一)): either side may ask the approval department for a meeting. */
import { Alert, App, Button, DatePicker, Flex, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { type AgendaItem, MEETING_KINDS, type MeetingKind } from '#shared/domain/meeting.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { DepartmentNames } from '../../components/paper/department-names.tsx';
import { useWrite } from '../../components/use-write.ts';
import { ItemsEditor } from './items-editor.tsx';
import { text } from './text.ts';
import { useOthers, useOwnDepartment } from './use-own.ts';

const words = text.apply;

interface Values {
  readonly toId: string;
  readonly kind: MeetingKind;
  readonly title: string;
  readonly reason: string;
  readonly wishedOn?: Dayjs | null;
}

export interface ApplyDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onApplied: () => void;
}

export function ApplyDialog({ open, onClose, onApplied }: ApplyDialogProps) {
  return (
    <Modal
      open={open}
      title={words.title}
      width={760}
      onCancel={onClose}
      footer={null}
      mask={{ closable: false }}
      centered
      styles={BODY}
      destroyOnHidden
    >
      <ApplyForm onClose={onClose} onApplied={onApplied} />
    </Modal>
  );
}

const BODY = { body: { maxHeight: 'calc(100vh - 140px)', overflowY: 'auto' } } as const;

function ApplyForm({ onClose, onApplied }: Omit<ApplyDialogProps, 'open'>) {
  const [form] = Form.useForm<Values>();
  const { message } = App.useApp();
  const own = useOwnDepartment();
  const conveners = useOthers().filter(({ roles }) => roles.includes('approval'));
  const [parties, setParties] = useState<readonly string[]>([]);
  const [items, setItems] = useState<readonly AgendaItem[]>([]);
  const { busy, failure, write } = useWrite();
  const submit = async (values: Values) => {
    const application = {
      ...{ toId: values.toId, kind: values.kind, title: values.title.trim(), reason: values.reason.trim() },
      wishedOn: values.wishedOn ? values.wishedOn.format('YYYY-MM-DD') : '',
      wishedParties: [...parties],
      items: [...items],
    };
    if (!(await write(() => workstation().applyForMeeting({ application })))) return;
    void message.success(words.done);
    onClose();
    onApplied();
  };
  const only = conveners.length === 1 ? conveners[0]?.uscc : undefined;
  return (
    <Form<Values>
      // the only approval department is chosen as soon as the directory is known
      key={only ?? ''}
      form={form}
      layout="vertical"
      requiredMark={false}
      disabled={busy}
      initialValues={{ kind: 'coordination', ...(only !== undefined && { toId: only }) }}
      onFinish={(values) => void submit(values)}
      data-testid="meetings.apply.form"
    >
      <Alert type="info" showIcon title={words.hint} style={{ marginBottom: 12 }} />
      {conveners.length === 0 && <Alert type="warning" showIcon title={words.noConvener} style={{ marginBottom: 12 }} />}
      <FailureAlert failure={failure} title={text.failed} style={{ marginBottom: 12 }} />
      <ApplyFields conveners={conveners} />
      <Form.Item label={words.wishedParties}>
        <DepartmentNames
          id="meetings-apply-parties"
          label={words.wishedParties}
          placeholder={words.wishedParties}
          names={parties}
          disabled={busy}
          onChange={setParties}
        />
      </Form.Item>
      <Form.Item label={words.items}>
        <ItemsEditor items={items} proposer={own} onChange={setItems} />
      </Form.Item>
      <Flex justify="end" gap={8}>
        <Button onClick={onClose}>{text.cancel}</Button>
        <Button type="primary" htmlType="submit" loading={busy} disabled={conveners.length === 0} data-testid="meetings.apply.ok">
          {words.ok}
        </Button>
      </Flex>
    </Form>
  );
}

function ApplyFields({ conveners }: { readonly conveners: readonly { readonly uscc: string; readonly name: string }[] }) {
  const required = [{ required: true, whitespace: true, min: 2, message: text.required }];
  return (
    <>
      <Form.Item name="toId" label={words.to} rules={[{ required: true, message: text.required }]}>
        <Select options={conveners.map(({ uscc, name }) => ({ value: uscc, label: name }))} data-testid="meetings.apply.to" />
      </Form.Item>
      <Flex gap={16}>
        <Form.Item name="kind" label={words.kind} style={{ flex: 1 }}>
          <Select options={KIND_OPTIONS} data-testid="meetings.apply.kind" />
        </Form.Item>
        <Form.Item name="wishedOn" label={words.wishedOn} style={{ flex: 1 }}>
          <DatePicker style={{ width: '100%' }} disabledDate={(day) => day.isBefore(dayjs(), 'day')} />
        </Form.Item>
      </Flex>
      <Form.Item name="title" label={words.subject} rules={required}>
        <Input maxLength={200} placeholder={words.subjectPlaceholder} data-testid="meetings.apply.title" />
      </Form.Item>
      <Form.Item name="reason" label={words.reason} rules={required}>
        <Input.TextArea
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 6 }}
          placeholder={words.reasonPlaceholder}
          data-testid="meetings.apply.reason"
        />
      </Form.Item>
    </>
  );
}

export const KIND_OPTIONS = Object.entries(MEETING_KINDS).map(([kind, { name }]) => ({ value: kind as MeetingKind, label: name }));
