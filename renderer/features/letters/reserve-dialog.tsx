/** 划定号段: which numbers this computer gives out and which another one does, so that both can issue without a network. */
import { AutoComplete, Flex, Form, InputNumber, Modal, Radio, Typography } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { text } from './text.ts';

const words = text.numbers;

interface Values {
  readonly code: string;
  readonly year: number;
  readonly first: number;
  readonly last: number;
  readonly own: boolean;
}

export function ReserveDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const [failure, setFailure] = useState<Failure>();
  const code = useSession((session) => session.info?.department?.documentCode ?? '');
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
        <Form.Item name="own" label={words.whose}>
          <Radio.Group
            options={[
              { value: true, label: words.own },
              { value: false, label: words.other },
            ]}
          />
        </Form.Item>
        <FailureAlert failure={failure} title={words.reserveFailed} />
      </Form>
    </Modal>
  );
}
