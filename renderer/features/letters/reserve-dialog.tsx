/** 划定号段: which numbers this computer gives out and which another one does, so that both can issue without a network. */
import { AutoComplete, Flex, Form, InputNumber, Modal, Radio, Select, Typography } from 'antd';
import { useState } from 'react';
import { codeForLetters } from '#shared/domain/document-number.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { text } from './text.ts';

const words = text.numbers;

interface Values {
  readonly code: string;
  readonly year: number;
  readonly first: number;
  readonly last: number;
  readonly own: boolean;
  /** not own: which of the other computers, when there are several */
  readonly series?: string;
}

export function ReserveDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const [failure, setFailure] = useState<Failure>();
  const code = codeForLetters(useSession((session) => session.info?.department?.documentCode ?? ''));
  const close = () => {
    setFailure(undefined);
    onClose();
  };
  const save = async () => {
    const values = await form.validateFields().catch(() => undefined);
    if (!values) return;
    const result = await workstation().reserveNumbers({ ...values, code: values.code.trim() });
    if (!result.ok) return setFailure(result.error);
    useSession.getState().touch();
    close();
  };
  const required = [{ required: true, message: words.required }];
  return (
    <Modal
      open={open}
      title={words.reserve}
      okText={words.reserveOk}
      cancelText={words.cancel}
      onOk={() => void save()}
      onCancel={close}
      destroyOnHidden
    >
      <Form<Values> form={form} layout="vertical" requiredMark={false} initialValues={{ code, year: new Date().getFullYear(), own: true }}>
        <Typography.Paragraph type="secondary">{words.reserveHint}</Typography.Paragraph>
        <Flex gap={12}>
          <Form.Item name="code" label={words.code} rules={required} style={{ flex: 1 }}>
            <AutoComplete maxLength={20} />
          </Form.Item>
          <Form.Item name="year" label={words.year} rules={required}>
            <InputNumber min={1949} max={2999} />
          </Form.Item>
        </Flex>
        <Flex gap={12}>
          <Form.Item name="first" label={words.first} rules={required}>
            <InputNumber min={1} max={99_999} data-testid="numbers.reserve.first" />
          </Form.Item>
          <Form.Item name="last" label={words.last} rules={required}>
            <InputNumber min={1} max={99_999} data-testid="numbers.reserve.last" />
          </Form.Item>
        </Flex>
        <ComputerFields form={form} />
        <FailureAlert failure={failure} title={words.reserveFailed} />
      </Form>
    </Modal>
  );
}

/** One other computer needs no choice; of several the one that is meant has to be named, for a range can't be taken back. */
function ComputerFields({ form }: { readonly form: ReturnType<typeof Form.useForm<Values>>[0] }) {
  const books = useAsync(() => workstation().numberRegister()).value;
  const own = Form.useWatch('own', form) ?? true;
  // every book names the same computers
  const computers = books?.[0]?.computers ?? [];
  return (
    <>
      <Form.Item name="own" label={words.whose}>
        <Radio.Group
          options={[
            { value: true, label: <span data-testid="numbers.reserve.own">{words.own}</span> },
            { value: false, label: <span data-testid="numbers.reserve.other">{words.other}</span> },
          ]}
        />
      </Form.Item>
      {!own && computers.length > 1 && (
        <Form.Item name="series" label={words.which} extra={words.whichHelp} rules={[{ required: true, message: words.whichRequired }]}>
          <Select
            options={computers.map(({ series, name }) => ({ value: series, label: words.computer(name) }))}
            placeholder={words.whichRequired}
            data-testid="numbers.reserve.computer"
          />
        </Form.Item>
      )}
    </>
  );
}
