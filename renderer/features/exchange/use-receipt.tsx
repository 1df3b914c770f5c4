/** Writing the receipt package for one sender: where to, progress, and what to do with it. */
import { App, Button, Modal } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { ProgressModal } from '../../components/progress-modal.tsx';
import { isCancelled } from './failures.ts';
import { PackageDone, type WrittenPackage } from './package-done.tsx';
import { createText, receiptText } from './text.ts';
import { useJob } from './use-job.ts';

export interface ReceiptExport {
  readonly running: boolean;
  /** `recipient`: the department that sent the packages which are answered */
  readonly start: (recipient: string) => void;
  /** put it anywhere on the page */
  readonly dialog: ReactNode;
}

type Stage =
  | { readonly kind: 'idle' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'done'; readonly written: WrittenPackage };

const IDLE: Stage = { kind: 'idle' };

export function useReceiptExport(): ReceiptExport {
  const { message } = App.useApp();
  const [stage, setStage] = useState<Stage>(IDLE);
  const job = useJob();

  const write = useCallback(
    async (recipient: string) => {
      const name = await workstation().suggestPackageName({ recipient, purpose: 'receipt' });
      if (!name.ok) return setStage({ kind: 'failed', failure: name.error });
      const target = await window.host.chooseSave({ kind: 'package', suggestedName: name.value });
      if (!target.ok) return setStage({ kind: 'failed', failure: target.error });
      if (!target.value) return;
      const { token } = target.value;
      const result = await job.run((input) => workstation().exportReceipt({ ...input, token, recipient }));
      if (result.ok) {
        useSession.getState().touch();
        setStage({ kind: 'done', written: { row: result.value, token } });
      } else if (isCancelled(result.error)) message.info(createText.progress.cancelled);
      else setStage({ kind: 'failed', failure: result.error });
    },
    [job.run, message],
  );
  const close = () => setStage(IDLE);

  const dialog = (
    <>
      <ProgressModal
        open={job.running}
        title={receiptText.progressTitle}
        progress={job.progress}
        onCancel={job.cancel}
        cancelText={createText.progress.cancel}
      />
      <Modal
        open={stage.kind !== 'idle' && !job.running}
        title={receiptText.create}
        width={720}
        centered
        mask={{ closable: false }}
        onCancel={close}
        footer={
          <Button type="primary" onClick={close} data-testid="packages.receipt.close">
            {stage.kind === 'failed' ? createText.closeFailed : createText.close}
          </Button>
        }
      >
        {stage.kind === 'failed' && <FailureAlert failure={stage.failure} title={receiptText.failedTitle} />}
        {stage.kind === 'done' && (
          <PackageDone
            written={stage.written}
            title={receiptText.doneTitle}
            next={createText.done.receiptNext(stage.written.row.departmentName)}
          />
        )}
      </Modal>
    </>
  );
  return { running: job.running, start: (recipient) => void write(recipient), dialog };
}
