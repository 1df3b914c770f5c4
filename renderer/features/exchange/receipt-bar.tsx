/** Says to whom answers are owed, and writes the receipts. Nothing is shown when none is. */
import { Alert, Button } from 'antd';
import type { PackageRow } from '#shared/workstation/api.ts';
import { receiptText } from './text.ts';
import type { ReceiptExport } from './use-receipt.tsx';

export interface ReceiptBarProps {
  readonly packages: readonly PackageRow[];
  readonly receipt: ReceiptExport;
  readonly disabled: boolean;
}

/** What one sender waits for, over all its packages. */
export interface OwedReceipt {
  readonly departmentId: string;
  readonly departmentName: string;
  readonly packages: number;
  readonly records: number;
  readonly claimed: number;
  readonly returned: number;
}

/** One line per sender with packages that were answered after its last receipt, in the order of the list. */
export function owedReceipts(packages: readonly PackageRow[]): readonly OwedReceipt[] {
  const owed = new Map<string, OwedReceipt>();
  for (const row of packages) {
    if (row.direction !== 'in' || !row.receiptDue) continue;
    const before = owed.get(row.departmentId);
    owed.set(row.departmentId, {
      departmentId: row.departmentId,
      departmentName: row.departmentName,
      packages: (before?.packages ?? 0) + 1,
      records: (before?.records ?? 0) + row.records,
      claimed: (before?.claimed ?? 0) + row.claimed,
      returned: (before?.returned ?? 0) + row.returned,
    });
  }
  return [...owed.values()];
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

function answered(line: OwedReceipt): boolean {
  return line.claimed + line.returned > 0;
}

/** what the receipt will say, in one line */
export function receiptLine(line: OwedReceipt): string {
  const { packages, records, claimed, returned } = line;
  const waiting = records - claimed - returned;
  return answered(line) ? receiptText.answered(packages, claimed, returned, waiting) : receiptText.received(packages, waiting);
}
