/** Says to whom answers are owed, and writes the receipts. Nothing is shown when none is. */
import { Alert, Button } from 'antd';
import type { PackageRow } from '#shared/workstation/api.ts';
import { answered, owedReceipts, receiptLine } from './owed-receipt.ts';
import { receiptText } from './text.ts';
import type { ReceiptExport } from './use-receipt.tsx';

export interface ReceiptBarProps {
  readonly packages: readonly PackageRow[];
  readonly receipt: ReceiptExport;
  readonly disabled: boolean;
}

export function ReceiptBar({ packages, receipt, disabled }: ReceiptBarProps) {
  const owed = owedReceipts(packages);
  if (owed.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      className="receipt-bar"
      title={
        <>
          <div>{receiptText.bar(owed.length)}</div>
          <ul className="receipt-lines">
            {owed.map((line) => (
              <li key={line.departmentId}>
                <span className="receipt-name">{line.departmentName}</span>
                <span className="receipt-counts">{receiptLine(line)}</span>
                <Button
                  size="small"
                  type={answered(line) ? 'primary' : 'default'}
                  disabled={disabled || receipt.running}
                  onClick={() => receipt.start(line)}
                  data-testid={`packages.receipt.${line.departmentId}`}
                >
                  {receiptText.create}
                </Button>
              </li>
            ))}
          </ul>
        </>
      }
      data-testid="packages.receiptBar"
    />
  );
}
