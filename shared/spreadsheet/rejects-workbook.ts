/** The workbook of rejected rows: to be mended in Excel or WPS and imported again, so its columns map as before. */
import { APPROVAL_FIELD_LABELS } from '#shared/domain/approval.ts';
import { type FieldMapping, missingRequired } from './column-mapping.ts';
import { type WorkbookColumn, writeWorkbook } from './write-workbook.ts';

/** known to the column mapping as a header that fills no field */
export const REASON_HEADER = '不通过原因';
const MIN_WIDTH = 10;
const MAX_WIDTH = 40;
const REASON_WIDTH = 60;

/** `textsOf(row)`: the texts of a 1-based row, as many as `headers`. */
export function writeRejects(
  headers: readonly string[],
  mapping: FieldMapping,
  rejected: readonly { readonly row: number; readonly reasons: readonly string[] }[],
  textsOf: (row: number) => readonly string[],
): Uint8Array {
  const kept = headers.flatMap((header, column) => (header === REASON_HEADER ? [] : [column]));
  const added = missingRequired(mapping).map(({ field }) => APPROVAL_FIELD_LABELS[field]);
  const titles = [...kept.map((column) => headers[column] ?? ''), ...added];
  const columns: WorkbookColumn[] = [
    ...titles.map((title) => ({ title, width: Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, title.length * 2 + 2)), type: 'text' as const })),
    { title: REASON_HEADER, width: REASON_WIDTH, type: 'text' },
  ];
  const blanks = added.map(() => '');
  function* rows(): Generator<readonly string[]> {
    for (const { row, reasons } of rejected) {
      const texts = textsOf(row);
      yield [...kept.map((column) => texts[column] ?? ''), ...blanks, `原表第 ${row} 行：${reasons.join('；')}`];
    }
  }
  return writeWorkbook({ sheets: [{ name: '不通过的行', columns, rows: rows() }] });
}
