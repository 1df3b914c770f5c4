/** What needs a reason that the others get to know: declining an application, cancelling a meeting, objecting to a document. */
import { Form, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import type { Result } from '#shared/domain/result.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { testId } from '../../components/test-id.ts';
import { useWrite } from '../../components/use-write.ts';
import { text } from './text.ts';

export interface ReasonDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly hint: string;
  readonly label: string;
  readonly okText: string;
  readonly cancelText?: string;
  readonly danger?: boolean;
  readonly maxLength?: number;
  /** begins the test ids */
  readonly name: string;
  readonly write: (reason: string) => Promise<Result<void>>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { open, title, hint, label, okText, cancelText = text.cancel, danger = false, maxLength = 500, name, onDone, onClose } = props;
  const [reason, setReason] = useState('');
  const [insistent, setInsistent] = useState(false);
  const { busy, failure, write, reset } = useWrite();
  const missing = reason.trim().length < 2;
  const submit = async () => {
    setInsistent(true);
    if (missing) return;
    const done = await write(async () => {
      const result = await props.write(reason.trim());
      return result.ok ? { ok: true, value: true } : result;
    });
    if (!done) return;
    onClose();
    onDone();
  };
  return (
    <Modal
      open={open}
      title={title}
      mask={{ closable: false }}
      onCancel={onClose}
      afterClose={() => {
        setReason('');
        setInsistent(false);
        reset();
      }}
      destroyOnHidden
      okText={okText}
      cancelText={cancelText}
      confirmLoading={busy}
      okButtonProps={{ danger, ...testId(`${name}.ok`) }}
      onOk={() => void submit()}
    >
      <FailureAlert failure={failure} title={text.failed} style={{ marginBottom: 12 }} />
      <Typography.Paragraph type="secondary">{hint}</Typography.Paragraph>
      <Form layout="vertical">
        <Form.Item label={label} {...(insistent && missing && { validateStatus: 'error' as const, help: text.reasonRequired })}>
          <Input.TextArea
            value={reason}
            maxLength={maxLength}
            autoSize={{ minRows: 3, maxRows: 8 }}
            autoFocus
            onChange={(event) => setReason(event.target.value)}
            data-testid={`${name}.reason`}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
