/** 登记已交接: who signed the 交接单, and when. */
import { App, Button, DatePicker, Flex, Form, Input, Modal, Typography } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { todayIn } from '#shared/domain/dates.ts';
import type { Failure } from '#shared/domain/result.ts';
import type { PackageRow } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { handoverText } from './delivery-text.ts';
import { packagesText } from './text.ts';

const words = handoverText;

interface HandoverValues {
  readonly receivedBy: string;
  readonly handedOn: Dayjs;
  readonly note?: string;
}

export interface HandoverDialogProps {
  /** closed when undefined */
  readonly row: PackageRow | undefined;
  readonly onClose: () => void;
  readonly onDone?: (row: PackageRow) => void;
}

export function HandoverDialog({ row, onClose, onDone }: HandoverDialogProps) {
  const [form] = Form.useForm<HandoverValues>();
  const { busy, failure, register, reset } = useHandover((done) => {
    onDone?.(done);
    onClose();
  });
  const submit = async () => {
    const values = await form.validateFields().catch(() => undefined);
    if (row && values) await register(row, values);
  };
  return (
    <Modal
      open={row !== undefined}
      title={words.title}
      width={520}
      centered
      mask={{ closable: false }}
      closable={!busy}
      keyboard={!busy}
      onCancel={onClose}
      afterClose={reset}
      destroyOnHidden
      footer={
        <>
          <Button onClick={onClose} disabled={busy} data-testid="handover.cancel">
            {words.cancel}
          </Button>
          <Button type="primary" loading={busy} onClick={() => void submit()} data-testid="handover.ok">
            {words.ok}
          </Button>
        </>
      }
    >
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{words.hint}</Typography.Text>
        {row && <Which row={row} />}
        <FailureAlert failure={failure} title={words.failedTitle} />
        <HandoverForm form={form} onSubmit={() => void submit()} />
      </Flex>
    </Modal>
  );
}

function Which({ row }: { readonly row: PackageRow }) {
  return (
    <div className="handover-which">
      <Typography.Text strong>{row.title}</Typography.Text>
      <div className="preview-secondary">
        {row.departmentName}　{packagesText.sequence(row.sequence, row.seriesLabel)}
      </div>
    </div>
  );
}

function HandoverForm({
  form,
  onSubmit,
}: {
  readonly form: ReturnType<typeof Form.useForm<HandoverValues>>[0];
  readonly onSubmit: () => void;
}) {
  const today = dayjs(todayIn('Asia/Shanghai', new Date()));
  return (
    <Form<HandoverValues> form={form} layout="vertical" requiredMark={false} initialValues={{ handedOn: today }} onFinish={onSubmit}>
      <Flex gap={16}>
        <Form.Item
          name="receivedBy"
          label={words.receivedBy}
          rules={[{ required: true, whitespace: true, message: words.receivedByMissing }]}
          style={{ flex: 1 }}
        >
          <Input maxLength={50} placeholder={words.receivedByPlaceholder} autoFocus data-testid="handover.receivedBy" />
        </Form.Item>
        <Form.Item name="handedOn" label={words.handedOn} rules={[{ required: true, message: words.handedOnMissing }]}>
          <DatePicker
            allowClear={false}
            disabledDate={(day) => day.isAfter(today, 'day')}
            style={{ width: 150 }}
            data-testid="handover.handedOn"
          />
        </Form.Item>
      </Flex>
      <Form.Item name="note" label={words.note} style={{ marginBottom: 0 }}>
        <Input.TextArea
          maxLength={200}
          placeholder={words.notePlaceholder}
          autoSize={{ minRows: 2, maxRows: 4 }}
          data-testid="handover.note"
        />
      </Form.Item>
    </Form>
  );
}

function useHandover(onDone: (row: PackageRow) => void) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const register = async (row: PackageRow, values: HandoverValues) => {
    setBusy(true);
    const result = await workstation().handOverPackage({
      rowId: row.rowId,
      receivedBy: values.receivedBy.trim(),
      handedOn: values.handedOn.format('YYYY-MM-DD'),
      note: values.note?.trim() ?? '',
    });
    setBusy(false);
    setFailure(result.ok ? undefined : result.error);
    if (!result.ok) return;
    useSession.getState().touch();
    message.success(words.done);
    onDone(row);
  };
  return { busy, failure, register, reset: () => setFailure(undefined) };
}
