/** What the dialogs of one item have in common: busy while it is written, its failure shown, closed when it is done. */
import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import type { Result } from '#shared/domain/result.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { testId } from '../../components/test-id.ts';
import { useWrite } from '../../components/use-write.ts';
import { text } from './text.ts';

export interface ActionDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly okText: string;
  readonly danger?: boolean;
  /** begins its test ids */
  readonly name: string;
  /** rejects when the fields aren't right yet */
  readonly submit: () => Promise<Result<void>>;
  readonly done: string;
  readonly afterClose?: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function ActionDialog(props: ActionDialogProps) {
  const { open, title, okText, danger = false, name, submit, done, afterClose, onClose, children } = props;
  const { message } = App.useApp();
  const { busy, failure, write, reset } = useWrite();
  const run = async () => {
    const written = await write(async () => {
      const result = await submit();
      return result.ok ? { ok: true, value: true } : result;
    });
    if (!written) return;
    void message.success(done);
    onClose();
  };
  return (
    <Modal
      open={open}
      title={title}
      mask={{ closable: false }}
      onCancel={onClose}
      afterClose={() => {
        reset();
        afterClose?.();
      }}
      destroyOnHidden
      okText={okText}
      cancelText={text.cancel}
      confirmLoading={busy}
      onOk={() => void run().catch(() => undefined)}
      okButtonProps={{ danger, ...testId(`actions.${name}.ok`) }}
    >
      <FailureAlert failure={failure} title={text.failed} style={{ marginBottom: 12 }} />
      {children}
    </Modal>
  );
}

export interface OneActionDialogProps<Row> {
  readonly row: Row;
  readonly open: boolean;
  readonly onClose: () => void;
}
