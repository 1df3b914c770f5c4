import { describe, expect, it } from 'vitest';
import { CFB, utils, write } from 'xlsx';
import { openTable } from '#shared/spreadsheet/open-table.ts';
import type { Cell } from '#shared/spreadsheet/sheet-cells.ts';

/** The library's own writer makes the file; dates and codes get their formats here. */
function binary(bookType: 'biff8' | 'xlsb', date1904 = false): Uint8Array {
  const sheet = utils.aoa_to_sheet([
    ['日期', '编号', '长数字', '小数', '错误', '文字'],
    [45_292, 7, 370_102_199_001_011, 1.5, 'x', '001'],
  ]);
  const cell = (address: string) => sheet[address] as { z?: string; t: string; v: unknown };
  cell('A2').z = 'yyyy"年"m"月"d"日"';
  cell('B2').z = '0000';
  cell('C2').v = Number('370102199001011234');
  Object.assign(cell('E2'), { t: 'e', v: 0x2a });
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 1 } }];
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, sheet, '审批');
  utils.book_append_sheet(workbook, utils.aoa_to_sheet([['a']]), '隐藏的');
  workbook.Workbook = { WBProps: { date1904 }, Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  return new Uint8Array(write(workbook, { type: 'buffer', bookType }));
}

function seen(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.flaw;
}

/** A BIFF5 sheet with one LABEL record, its text in `bytes` of a code page. */
function biff5(bytes: readonly number[], codePage: number | undefined): Uint8Array {
  const record = (id: number, body: readonly number[]) => [id & 255, id >> 8, body.length & 255, body.length >> 8, ...body];
  const word = (value: number) => [value & 255, value >> 8];
  const bof = (kind: number) => record(0x0809, [...word(0x0500), ...word(kind), 0, 0, 0, 0]);
  const page = codePage === undefined ? [] : record(0x0042, word(codePage));
  const name = [0xc9, 0xf3, 0xc5, 0xfa];
  const globals = (offset: number) => [
    ...bof(5),
    ...page,
    ...record(0x0085, [...word(offset & 0xffff), 0, 0, 0, 0, name.length, ...name]),
    ...record(0x000a, []),
  ];
  const sheet = [
    ...bof(0x10),
    ...record(0x0200, [0, 0, 1, 0, 0, 0, 1, 0, 0, 0]),
    ...record(0x0204, [0, 0, 0, 0, 0, 0, ...word(bytes.length), ...bytes]),
    ...record(0x000a, []),
  ];
  const stream = [...globals(globals(0).length), ...sheet];
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, '/Book', Uint8Array.from(stream));
  return new Uint8Array(CFB.write(file, { type: 'buffer' }));
}

describe.each(['biff8', 'xlsb'] as const)('a workbook in %s', (bookType) => {
  it('gives dates, formatted numbers, destroyed numbers and errors as .xlsx does', () => {
    const { sheets } = openTable(binary(bookType), 'x', undefined);
    expect(sheets[0]?.rows[1]?.map(seen)).toEqual(['2024-01-01', '0007', 'longNumber', '1.5', 'errorValue', '001']);
    expect(sheets[0]?.merges).toEqual([{ firstRow: 1, lastRow: 1, firstColumn: 0, lastColumn: 1 }]);
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['审批', false],
      ['隐藏的', true],
    ]);
  });
});

describe('old and odd .xls', () => {
  it('knows the 1904 calendar', () => {
    expect(openTable(binary('biff8', true), 'x.xls', undefined).sheets[0]?.rows[1]?.[0]).toBe('2028-01-02');
  });

  it('calls .et what it is', () => {
    expect(openTable(binary('biff8'), '导出.et', undefined).format).toBe('WPS 表格（.et）');
    expect(openTable(binary('biff8'), '导出.xls', undefined).format).toBe('Excel 97–2003 工作簿（.xls）');
  });

  it('reads Chinese texts of Excel 95 files in their code page, and in GB18030 where they name none', () => {
    for (const codePage of [936, undefined]) {
      const { sheets, format } = openTable(biff5([0xba, 0xc5, 0x31], codePage), 'x.xls', undefined);
      expect(format).toBe('Excel 早期工作簿（.xls）');
      expect(sheets[0]).toMatchObject({ name: '审批', rows: [['号1']] });
    }
    expect(openTable(biff5([0xe9], 1252), 'x.xls', undefined).sheets[0]?.rows).toEqual([['é']]);
  });

  it('keeps sheet names that are names of object members apart from the object', () => {
    const workbook = utils.book_new();
    for (const name of ['__proto__', 'constructor', 'toString']) {
      workbook.SheetNames.push(name);
      Object.defineProperty(workbook.Sheets, name, { value: utils.aoa_to_sheet([[name]]), enumerable: true, configurable: true });
    }
    for (const bookType of ['biff8', 'xlsx'] as const) {
      const { sheets } = openTable(new Uint8Array(write(workbook, { type: 'buffer', bookType })), 'x', undefined);
      expect(sheets.map((sheet) => sheet.name)).toContain('constructor');
      expect(Object.getPrototypeOf({})).toBe(Object.prototype);
      expect(({} as { A1?: unknown }).A1).toBeUndefined();
    }
  });
});
