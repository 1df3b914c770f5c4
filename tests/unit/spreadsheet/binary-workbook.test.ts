import { describe, expect, it } from 'vitest';
import { CFB, utils, write } from 'xlsx';
import { readOrFail } from '#shared/spreadsheet/failures.ts';
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

type Bytes = readonly number[];
const word = (value: number): Bytes => [value & 255, (value >> 8) & 255];
const long = (value: number): Bytes => [...word(value & 0xffff), ...word(value >>> 16)];
const double = (value: number): Bytes => [...new Uint8Array(new Float64Array([value]).buffer)];
const record = (id: number, ...body: readonly Bytes[]): Bytes => [...word(id), ...word(body.flat().length), ...body.flat()];
const cell = (row: number, column: number, style = 0): Bytes => [...word(row), ...word(column), ...word(style)];
const wide = (text: string): Bytes => [...text].flatMap((character) => word(character.charCodeAt(0)));
const EOF = record(0x000a);

/** A workbook stream of one sheet; version 0x0600 is BIFF8, 0x0500 BIFF5. */
function stream(version: number, name: Bytes, globals: Bytes, sheet: Bytes): Bytes {
  const bof = (kind: number) => record(0x0809, word(version), word(kind), [0, 0, 0, 0], version === 0x0600 ? [0, 0, 0, 0, 0, 0, 0, 0] : []);
  const front = (offset: number) => [...bof(5), ...globals, ...record(0x0085, long(offset), [0, 0], name), ...EOF];
  return [...front(front(0).length), ...bof(0x10), ...sheet, ...EOF];
}

function inContainer(bytes: Bytes, name: 'Workbook' | 'Book'): Uint8Array {
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, `/${name}`, Uint8Array.from(bytes));
  return new Uint8Array(CFB.write(file, { type: 'buffer' }));
}

const biff8 = (globals: Bytes, sheet: Bytes) => inContainer(stream(0x0600, [2, 1, ...wide('审批')], globals, sheet), 'Workbook');

/** A BIFF5 sheet with one LABEL record, its text in `bytes` of a code page. */
function biff5(bytes: Bytes, codePage: number | undefined): Uint8Array {
  const globals = codePage === undefined ? [] : record(0x0042, word(codePage));
  return inContainer(stream(0x0500, [4, 0xc9, 0xf3, 0xc5, 0xfa], globals, record(0x0204, cell(0, 0), word(bytes.length), bytes)), 'Book');
}

const firstSheet = (bytes: Uint8Array) => openTable(bytes, 'x.xls', undefined).sheets[0];

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

describe('records of an .xls', () => {
  it('reads every kind of cell', () => {
    const sheet = [
      ...record(0x0208, word(1), word(0), word(9), word(0), [0, 0, 0, 0], [0x20, 1], word(0)),
      ...record(0x00fd, cell(0, 0), long(0)),
      ...record(0x00fd, cell(0, 1), long(1)),
      ...record(0x0203, cell(0, 2), double(1.25)),
      ...record(0x0203, cell(0, 3, 1), double(45_292)),
      ...record(0x00bd, word(0), word(4), [...word(0), ...long((7 << 2) | 2)], [...word(2), ...long((1250 << 2) | 3)], word(5)),
      ...record(0x027e, cell(0, 6), long(0x40590000)),
      ...record(0x0205, cell(0, 7), [1, 0]),
      ...record(0x0205, cell(0, 8), [0x2a, 1]),
      ...record(0x0006, cell(1, 0), double(2.5), word(0), long(0)),
      ...record(0x0006, cell(1, 1), [0, 0, 0, 0, 0, 0, 0xff, 0xff], word(0), long(0)),
      ...record(0x0207, word(2), [1, ...wide('结果')]),
      ...record(0x0006, cell(1, 2), [1, 0, 0, 0, 0, 0, 0xff, 0xff], word(0), long(0)),
      ...record(0x0006, cell(1, 3), [2, 0, 0x17, 0, 0, 0, 0xff, 0xff], word(0), long(0)),
      ...record(0x0006, cell(1, 4), [3, 0, 0, 0, 0, 0, 0xff, 0xff], word(0), long(0)),
      ...record(0x0006, cell(1, 5), [0, 0, 0, 0, 0, 0, 0xff, 0xff], word(0), long(0)),
      ...record(0x0207, word(17), [0, ...[...'=DISPIMG("ID_1",1)'].slice(0, 17).map((c) => c.charCodeAt(0))]),
      ...record(0x0203, cell(1, 6), double(370_102_199_001_011_200)),
      ...record(0x00e5, word(1), word(0), word(1), word(2), word(2)),
      ...record(0x007d, word(3), word(4), word(2048), word(0), word(1), word(0)),
    ];
    const globals = [
      ...record(0x041e, word(164), word(10), [0, ...[...'yyyy\\-mm-d'].map((c) => c.charCodeAt(0))]),
      ...record(0x041e, word(165), word(4), [0, 0x30, 0x30, 0x30, 0x30]),
      ...[0, 164, 165].flatMap((id) => record(0x00e0, word(0), word(id))),
      ...record(0x00fc, long(2), long(2), [...word(2), 1, ...wide('共享')], [...word(3), 0x08, ...word(1), 0x61, 0x62, 0x63, 0, 0, 0, 0]),
    ];
    const read = firstSheet(biff8(globals, sheet));
    expect(read?.name).toBe('审批');
    expect(read?.rows.map((row) => row.map(seen))).toEqual([
      ['共享', 'abc', '1.25', '2024-01-01', '7', '0013', '100', 'TRUE', 'errorValue'],
      ['2.5', '结果', 'FALSE', 'errorValue', '', 'picture', 'longNumber'],
    ]);
    expect(read).toMatchObject({
      hiddenRows: 1,
      hiddenColumns: [3, 4],
      merges: [{ firstRow: 1, lastRow: 2, firstColumn: 2, lastColumn: 2 }],
    });
  });

  it('reads on across CONTINUE records, wherever the string table is cut, and whatever its counts say', () => {
    const strings = [
      [...word(4), 1, ...wide('审批信息')],
      [...word(5), 0, 0x61, 0x62, 0x63, 0x64, 0x65],
      [...word(2), 0x0c, ...word(1), ...long(3), 0x78, 0x79, 0, 0, 0, 0, 9, 9, 9],
      [...word(1), 1, ...wide('末')],
    ];
    const body = strings.flat();
    const sheet = strings.flatMap((_, index) => record(0x00fd, cell(index, 0), long(index)));
    // cuts inside characters begin the next record with a byte that says how wide its characters are
    const characters = [
      { first: 3, end: 11, width: 2 },
      { first: 14, end: 19, width: 1 },
      { first: 28, end: 30, width: 1 },
      { first: 40, end: 42, width: 2 },
    ];
    for (let cut = 1; cut < body.length; cut += 1) {
      const inside = characters.find(({ first, end }) => cut >= first && cut < end);
      if (inside && (cut - inside.first) % inside.width !== 0) continue;
      const flags = inside ? [inside.width - 1] : [];
      const globals = [...record(0x00fc, long(0), long(0), body.slice(0, cut)), ...record(0x003c, flags, body.slice(cut))];
      expect(firstSheet(biff8(globals, sheet))?.rows, `cut at ${cut}`).toEqual([['审批信息'], ['abcde'], ['xy'], ['末']]);
    }
  });

  it('reads what home-made exporters write: a bare stream with GBK texts and cells of Excel 2', () => {
    const bof = record(0x0809, word(0), word(0x10), word(0), word(0));
    const label = record(0x0204, cell(0, 0), word(4), [0xc3, 0xfb, 0xb3, 0xc6]);
    const number = record(0x0203, cell(0, 1), double(12));
    const ancient = record(0x0004, cell(1, 0), [0, 2, 0xbc, 0xd7]);
    const opened = openTable(Uint8Array.from([...bof, ...label, ...number, ...ancient, ...EOF]), '导出.xls', undefined);
    expect(opened.sheets[0]?.rows).toEqual([['名称', '12'], ['甲']]);
  });

  it('ends with data or a failure wherever the stream is cut', () => {
    const whole = stream(
      0x0600,
      [2, 1, ...wide('审批')],
      record(0x00fc, long(1), long(1), [...word(2), 1, ...wide('共享')]),
      record(0x00fd, cell(0, 0), long(0)),
    );
    for (let length = 0; length < whole.length; length += 1) {
      const read = readOrFail(() =>
        openTable(inContainer([...whole.slice(0, length), ...Array(10).fill(0)], 'Workbook'), 'x.xls', undefined),
      );
      if (!read.ok) expect(read.error.code).toMatch(/^table\./);
    }
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
