/**
 * The demo departments without a window, and tables as their systems export them: for `npm run samples` and
 * `npm run screenshots`.
 */
import { join } from 'node:path';
import type { FontLibrary } from '#electron/fonts.ts';
import { writeCsv, writeWorkbook } from '#shared/spreadsheet/write-workbook.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey, demoOperator } from '#shared/workstation/demo/demo-departments.ts';
import { demoKeyPair, demoWorkstation } from '#shared/workstation/demo/demo-keys.ts';
import { storyTable } from '#shared/workstation/demo/demo-story.ts';
import { type DemoTable, demoTable } from '#shared/workstation/demo/demo-table.ts';
import { encodeGb18030 } from './encode-gb18030.ts';
import { type NodeWorkstation, openNodeWorkstation } from './node-workstation.ts';

export type TableTexts = Pick<DemoTable, 'header' | 'rows'>;

const EXPORTED_ROWS = 120;
const FAULT_SHARE = 0.08;

/**
 * The newest rows of what the approving side's system would export at `now`, with the faults that exports have: most rows
 * are in the demo ledger already, some were corrected there, the last ones are new.
 */
export function faultyExport(now: Date): DemoTable {
  const { count, options } = storyTable(now);
  const { header, rows, faults } = demoTable(count, { ...options, faultShare: FAULT_SHARE });
  const first = Math.max(0, rows.length - EXPORTED_ROWS);
  return {
    header,
    rows: rows.slice(first),
    faults: faults.flatMap(({ row, fault }) => (row < first ? [] : [{ row: row - first, fault }])),
  };
}

/** As Chinese systems write it: GB18030, CRLF. */
export function csvGb18030({ header, rows }: TableTexts): Uint8Array {
  const withMark = writeCsv({ columns: header.map((title) => ({ title })), rows });
  return encodeGb18030(new TextDecoder().decode(withMark));
}

export function workbook({ header, rows }: TableTexts, sheet: string): Uint8Array {
  const columns = header.map((title) => ({ title, width: Math.min(40, Math.max(10, title.length * 2)), type: 'text' as const }));
  return writeWorkbook({ sheets: [{ name: sheet, columns, rows }] });
}

/** A demo department's workstation in `folder`, with its known key and the computer that the story tells of; an empty folder gets the demo story. */
export function openDemoWorkstation(
  folder: string,
  key: DemoDepartmentKey,
  now: () => Date,
  fonts?: FontLibrary,
): Promise<NodeWorkstation> {
  const department = DEMO_DEPARTMENTS[key];
  return openNodeWorkstation({
    directory: join(folder, key),
    department,
    operator: demoOperator(key),
    passphrase: 'yanshi-2026',
    signingKey: demoKeyPair(department.uscc),
    computer: demoWorkstation(department.uscc),
    now,
    ...(fonts ? { fonts } : {}),
  });
}
