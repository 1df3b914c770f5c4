/** Real and hostile tables that are not part of the project; skipped, saying so, where they are absent. */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { type CellObject, read } from 'xlsx';
import { guessMapping, missingRequired } from '#shared/spreadsheet/column-mapping.ts';
import { readOrFail } from '#shared/spreadsheet/failures.ts';
import { openTable } from '#shared/spreadsheet/open-table.ts';
import { cellText } from '#shared/spreadsheet/sheet-cells.ts';
import { TableSession } from '#shared/spreadsheet/table-session.ts';
import type { OddTableAnswer } from './odd-table-reader.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const DATA = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const ODD = `${DATA}odd-xlsx/`;
const APPROVALS = `${DATA}approvals-real.csv`;
const note = (path: string) => (existsSync(path) ? '' : ' (skipped: the data is not here)');

describe.skipIf(!existsSync(APPROVALS))(`30 real approvals from a public credit report${note(APPROVALS)}`, () => {
  function openReal() {
    const opened = TableSession.open(new Uint8Array(readFileSync(APPROVALS)), 'approvals-real.csv');
    if (!opened.ok) throw new Error(opened.error.message);
    const described = opened.value.describe(opened.value.sheets[0]?.name ?? '');
    if (!described.ok) throw new Error(described.error.message);
    return { session: opened.value, table: described.value, mapping: guessMapping(described.value.columns) };
  }

  it('are mapped right; 文书名称 stands for the missing 事项名称', () => {
    const { session, table, mapping } = openReal();
    expect(session.format).toBe('CSV（UTF-8）');
    expect(table).toMatchObject({ headerRows: [1], dataRows: 30 });
    const headers = Object.fromEntries(Object.entries(mapping.columns).map(([field, index]) => [field, table.columns[index]?.header]));
    expect(headers).toEqual({
      matter: '行政许可决定文书名称',
      decisionNumber: '行政许可决定文书号',
      decisionTitle: '行政许可决定文书名称',
      counterpartName: '行政相对人名称',
      uscc: '统一社会信用代码',
      decidedOn: '许可决定日期',
      validFrom: '有效期自',
      validTo: '有效期至',
      content: '许可内容',
      category: '许可类别',
      approvedBy: '许可机关',
    });
    expect(missingRequired(mapping).map(({ field }) => field)).toEqual(['contact', 'address']);
  });

  it('lack contact and address: every row is rejected with 办法 20(二)', () => {
    const { session, table, mapping } = openReal();
    const rows = [...session.checkRows({ ...table, ...mapping, sourceSystem: '信用中国', today: '2026-11-23' })];
    expect(rows).toHaveLength(30);
    for (const { approval, problems } of rows) {
      expect(approval).toBeUndefined();
      const errors = problems.filter(({ level }) => level === 'error');
      expect(errors.map(({ field }) => field)).toEqual(['contact', 'address']);
      for (const { reason, column } of errors) {
        expect(reason).toContain('办法第二十条（二）');
        expect(column).toBe('');
      }
    }
  });

  it('are all accepted once contact and address are given for the whole table', () => {
    const { session, table, mapping } = openReal();
    const constants = { contact: '025-57072033', address: '江苏省南京市' };
    const rows = [...session.checkRows({ ...table, ...mapping, constants, sourceSystem: '信用中国', today: '2026-11-23' })];
    expect(rows.filter(({ approval }) => approval !== undefined)).toHaveLength(30);
    expect(rows.find(({ draft }) => draft.decisionNumber === '21503202112018020017')?.approval).toMatchObject({
      matter: '特种设备登记',
      validity: { to: 'longTerm' },
    });
  });
});

const SECONDS = 30;
const MAX_RSS_MEGABYTES = 1_000;

/** A process of its own that reads one file after the other; ended and started anew when a file takes too long. */
class OddTableReaders {
  private child: ChildProcess | undefined;

  read(path: string): Promise<OddTableAnswer | 'timeout' | 'crash'> {
    this.child ??= fork(fileURLToPath(new URL('./odd-table-reader.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
      cwd: ROOT,
      silent: true,
    });
    const child = this.child;
    return new Promise((resolve) => {
      const finish = (answer: OddTableAnswer | 'timeout' | 'crash') => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (typeof answer === 'string') this.end();
        resolve(answer);
      };
      const timer = setTimeout(() => finish('timeout'), SECONDS * 1000);
      child.once('message', (answer) => finish(answer as OddTableAnswer));
      child.once('exit', () => finish('crash'));
      child.send(path);
    });
  }

  end(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}

describe.skipIf(!existsSync(ODD))(`odd workbooks, beside the library${note(ODD)}`, () => {
  /** at these the library never returns, or takes a gigabyte */
  const HANGS = /zero-byte-deflate|poc-shared-strings/;
  const files = existsSync(ODD) ? readdirSync(ODD).filter((name) => /\.(?:xlsx|xlsm|xls|et)$/i.test(name) && !HANGS.test(name)) : [];

  it('have the same cells wherever both can read them', () => {
    let compared = 0;
    for (const name of files) {
      const bytes = new Uint8Array(readFileSync(ODD + name));
      const mine = readOrFail(() => openTable(bytes, name, undefined));
      const theirs = mine.ok ? libraryCells(bytes) : undefined;
      if (!mine.ok || !theirs) continue;
      for (const sheet of mine.value.sheets) {
        sheet.rows.forEach((row, index) => {
          row.forEach((cell, column) => {
            const other = theirs.get(`${sheet.name} ${sheet.rowNumbers[index]} ${column}`);
            if (other === undefined) return;
            expect(
              isSameValue(cellText(cell), other),
              `${name} ${sheet.name} ${sheet.rowNumbers[index]} ${column}: ${cellText(cell)} / ${other.v}`,
            ).toBe(true);
            compared += 1;
          });
        });
      }
    }
    expect(compared).toBeGreaterThan(5_000);
  });
});

function libraryCells(bytes: Uint8Array): ReadonlyMap<string, CellObject> | undefined {
  const cells = new Map<string, CellObject>();
  try {
    const workbook = read(bytes, { type: 'array', dense: true, cellNF: true });
    for (const name of workbook.SheetNames) {
      workbook.Sheets[name]?.['!data']?.forEach((row, index) => {
        row?.forEach((cell, column) => {
          if (cell?.v !== undefined && cell.v !== '') cells.set(`${name} ${index + 1} ${column}`, cell);
        });
      });
    }
    return cells;
  } catch {
    return undefined;
  }
}

/** Dates, formats and lost digits are shown differently on purpose; the value behind them has to be the same. */
function isSameValue(text: string, { t, v, w }: CellObject): boolean {
  if (text === String(v).replace(/\r\n?/g, '\n') || text === w || text === String(v).toUpperCase()) return true;
  return t === 'n' && (/^\d{4}-\d{2}-\d{2}|^\d{2}:\d{2}|E\+/.test(text) || Math.abs(Number.parseFloat(text) - Number(v)) < 0.001);
}

describe.skipIf(!existsSync(ODD))(`tables that break readers${note(ODD)}`, () => {
  const readers = new OddTableReaders();
  afterAll(() => readers.end());
  const files = existsSync(ODD) ? readdirSync(ODD).filter((name) => !/^(?:MANIFEST|README)/i.test(name)) : [];

  it('are all there', () => {
    expect(files.length).toBeGreaterThanOrEqual(100);
  });

  it.each(files)(
    '%s ends in data or a failure, in time and in bounds',
    async (name) => {
      const answer = await readers.read(ODD + name);
      expect(answer).toMatchObject({ outcome: expect.stringMatching(/^(?:data|failure)$/) });
      if (typeof answer === 'string') return;
      expect(answer.maxRssMegabytes).toBeLessThan(MAX_RSS_MEGABYTES);
      if (answer.outcome === 'failure') {
        expect(answer.code).toMatch(/^table\.[a-z-]+$/);
        expect(answer.message).toMatch(/[。]$/);
      }
    },
    (SECONDS + 5) * 1000,
  );
});
