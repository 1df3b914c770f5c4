/** Who waits for an answer, and what the receipt will say. */
import type { PackageRow } from '#shared/workstation/api.ts';
import { receiptText } from './text.ts';

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

export function answered(line: OwedReceipt): boolean {
  return line.claimed + line.returned > 0;
}

/** what the receipt will say, in one line */
export function receiptLine(line: OwedReceipt): string {
  const { packages, records, claimed, returned } = line;
  const waiting = records - claimed - returned;
  return answered(line) ? receiptText.answered(packages, claimed, returned, waiting) : receiptText.received(packages, waiting);
}
