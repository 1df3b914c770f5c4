/** The other side of real-tables.test.ts: reads the files whose paths it is sent, everything that an import would do. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { guessMapping } from '#shared/spreadsheet/column-mapping.ts';
import { TableSession } from '#shared/spreadsheet/table-session.ts';

export interface OddTableAnswer {
  readonly outcome: 'data' | 'failure';
  readonly code: string;
  readonly message: string;
  readonly rows: number;
  readonly maxRssMegabytes: number;
}

function importAll(path: string): Omit<OddTableAnswer, 'maxRssMegabytes'> {
  const opened = TableSession.open(new Uint8Array(readFileSync(path)), basename(path));
  if (!opened.ok) return { outcome: 'failure', code: opened.error.code, message: opened.error.message, rows: 0 };
  const session = opened.value;
  let rows = 0;
  for (const { name } of session.sheets) {
    const described = session.describe(name);
    if (!described.ok) continue;
    const { sheet, headerRows, columns } = described.value;
    const settings = { sheet, headerRows, ...guessMapping(columns), sourceSystem: '测试', today: '2026-11-23' };
    const checked = [...session.checkRows(settings)];
    rows += checked.length;
    session.rejectsWorkbook(
      settings,
      checked.map(({ row, problems }) => ({ row, reasons: problems.map(({ reason }) => reason) })),
    );
  }
  return { outcome: 'data', code: '', message: '', rows };
}

process.on('message', (path) => {
  const answer: OddTableAnswer = { ...importAll(String(path)), maxRssMegabytes: process.resourceUsage().maxRSS / 1024 };
  process.send?.(answer);
});
