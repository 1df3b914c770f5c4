/** Writing the receipt package for one sender: sealed for it, where to, progress, and what to do with it. */
import { Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { ok } from '#shared/domain/result.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { OutputDialog } from './output-dialog.tsx';
import { type OwedReceipt, receiptLine } from './owed-receipt.ts';
import { sealTarget } from './sealing.ts';
import { createText, receiptText } from './text.ts';

export interface ReceiptExport {
  readonly running: boolean;
  /** `owed`: the department that sent the packages which are answered */
  readonly start: (owed: OwedReceipt) => void;
  /** put it anywhere on the page */
  readonly dialog: ReactNode;
}

const WORDS = {
  title: receiptText.create,
  ok: receiptText.export,
  progressTitle: receiptText.progressTitle,
  failedTitle: receiptText.failedTitle,
  doneTitle: receiptText.doneTitle,
};

export function useReceiptExport(): ReceiptExport {
  const [open, setOpen] = useState(false);
  const [owed, setOwed] = useState<OwedReceipt | undefined>(undefined);
  const close = () => setOpen(false);
  return {
    running: open,
    start: (line) => {
      setOwed(line);
      setOpen(true);
    },
    dialog: owed && <ReceiptDialog open={open} owed={owed} onClose={close} />,
  };
}

interface ReceiptDialogProps {
  readonly open: boolean;
  readonly owed: OwedReceipt;
  readonly onClose: () => void;
}

function ReceiptDialog({ open, owed, onClose }: ReceiptDialogProps) {
  const { departmentId, departmentName } = owed;
  const directory = useAsync(() => workstation().directory());
  const row = directory.value?.find((candidate) => candidate.department.uscc === departmentId);
  const recipient = row ? sealTarget(row) : { id: departmentId, name: departmentName, canSeal: directory.value === undefined };
  return (
    <OutputDialog
      open={open}
      words={WORDS}
      testId="packages.receipt"
      sealing={{ purpose: 'receipt', recipients: [recipient] }}
      name={(sealed) => workstation().suggestPackageName({ recipient: departmentId, purpose: 'receipt', sealed })}
      write={async (input) => {
        const result = await workstation().exportReceipt({ ...input, recipient: departmentId });
        return result.ok ? ok({ rows: [result.value] }) : result;
      }}
      next={() => createText.done.receiptNext}
      onClose={onClose}
    >
      <FailureAlert failure={directory.failure} onRetry={directory.reload} />
      <div className="output-intro">
        <Typography.Text strong>{departmentName}</Typography.Text>
        <div className="preview-secondary">{receiptLine(owed)}</div>
      </div>
    </OutputDialog>
  );
}
