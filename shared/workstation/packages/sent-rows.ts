/** What a page gets back after a package was written: its rows in the list of packages, one a recipient. */
import { ok, type Result } from '#shared/domain/result.ts';
import type { PackageRow } from '../api.ts';
import type { Opened } from '../opened.ts';
import { packageRows } from './package-rows.ts';
import type { SentPackage } from './package-sending.ts';

export function sentRows(
  { context, standings }: Pick<Opened, 'context' | 'standings'>,
  sent: Result<SentPackage>,
): Result<readonly PackageRow[]> {
  if (!sent.ok) return sent;
  const { packageId, readBack } = sent.value;
  const rows = packageRows(context, standings).filter((row) => row.packageId === packageId && row.direction === 'out');
  return ok(rows.map((row) => (readBack ? { ...row, readBack } : row)));
}

export function firstRow(rows: Result<readonly PackageRow[]>): Result<PackageRow> {
  if (!rows.ok) return rows;
  const [row] = rows.value;
  if (!row) throw new Error('a written package is missing from the projection');
  return ok(row);
}
