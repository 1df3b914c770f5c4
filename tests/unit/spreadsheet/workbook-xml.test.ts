import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utils, write } from 'xlsx';
import { readOrFail } from '#shared/spreadsheet/failures.ts';
import { openTable } from '#shared/spreadsheet/open-table.ts';
import { MAX_COLUMNS } from '#shared/spreadsheet/read-limits.ts';
import { type Cell, cellText, type SheetCells } from '#shared/spreadsheet/sheet-cells.ts';
import { buildWorkbook, type CellInput, type WorkbookSpec } from './workbook-builder.ts';

function open(spec: WorkbookSpec): readonly SheetCells[] {
  return openTable(buildWorkbook(spec), 'table.xlsx', undefined).sheets;
}

function cellsOf(cells: readonly CellInput[], rest: Omit<WorkbookSpec, 'sheets'> = {}): readonly Cell[] {
  return open({ ...rest, sheets: [{ rows: [cells] }] })[0]?.rows[0] ?? [];
}

describe('cells of an .xlsx', () => {
  it('reads every kind of text', () => {
    const strings = [
      '共享',
      '<si><r><t>富</t></r><r><rPr/><t xml:space="preserve"> 文本</t></r><rPh sb="0" eb="1"><t>PINYIN</t></rPh></si>',
    ];
    const cells = cellsOf(
      [
        '内联 &<>"',
        { t: 's', v: '0' },
        { t: 's', v: '1' },
        { t: 'str', f: 'A1', v: '公式的结果' },
        { t: 'inlineStr', raw: '<is><r><t>甲</t></r><r><t>乙</t></r><rPh><t>x</t></rPh></is>' },
        { t: 'inlineStr', raw: '<is><t><![CDATA[a<b>&amp;]]></t></is>' },
        '换_x000D_行_x005F_x',
        '一\r\n二\r三',
        { t: 'b', v: '1' },
        { t: 'b', v: 'false' },
        { t: 'str', f: 'IF(1,"")', v: '' },
        '末',
      ],
      { strings },
    );
    expect(cells).toEqual([
      '内联 &<>"',
      '共享',
      '富 文本',
      '公式的结果',
      '甲乙',
      'a<b>&amp;',
      '换\n行_x',
      '一\n二\n三',
      'TRUE',
      'FALSE',
      '',
      '末',
    ]);
  });

  it('gives dates as YYYY-MM-DD: by format, ISO cells, 1900 and 1904', () => {
    const formats = ['yyyy/m/d', 'yyyy"年"m"月"d"日"', '0000', 'yyyy\\-mm\\-dd hh:mm'];
    const dates: CellInput[] = [
      { s: 1, v: '45292' },
      { s: 2, v: '45292' },
      { t: 'd', v: '2024-01-01T00:00:00Z' },
      { t: 'd', v: '2024-01-01T08:30:00' },
      { s: 4, v: '45292.3541666667' },
      { s: 3, v: '7' },
    ];
    expect(cellsOf(dates, { formats })).toEqual([
      '2024-01-01',
      '2024-01-01',
      '2024-01-01',
      '2024-01-01 08:30:00',
      '2024-01-01 08:30:00',
      '0007',
    ]);
    expect(cellsOf([{ s: 1, v: '43830' }], { formats, date1904: true })).toEqual(['2024-01-01']);
  });

  it('marks what can not be taken as it stands', () => {
    const cells = cellsOf([
      { v: '370102199001011234' },
      { v: '3.70102199001011E+17' },
      { t: 'e', v: '#N/A' },
      { t: 'e', f: 'VLOOKUP(A1,B:C,2)', v: '#REF!' },
      { f: 'A1&B1' },
      { t: 'str', f: '_xlfn.DISPIMG("ID_1",1)', v: '=DISPIMG("ID_1",1)' },
      { t: 'str', f: 'DISPIMG("ID_1",1)' },
    ]);
    expect(cells.map((cell) => (typeof cell === 'string' ? cell : cell.flaw))).toEqual([
      'longNumber',
      'longNumber',
      'errorValue',
      'errorValue',
      'formulaWithoutValue',
      'picture',
      'picture',
    ]);
  });

  it('takes up to 15 digits as they are and never writes an exponent or a useless zero', () => {
    expect(cellsOf([123456789012345, 13812345678, 2025, 1.5, { v: '1.0' }, { v: '1E3' }, { v: '0.1' }, { v: 'n/a' }])).toEqual([
      '123456789012345',
      '13812345678',
      '2025',
      '1.5',
      '1',
      '1000',
      '0.1',
      'n/a',
    ]);
  });
});

describe('sheets of an .xlsx', () => {
  it('finds rows and cells without addresses, in any order, and in any prefix', () => {
    const sheet = (xml: string) => open({ sheets: [{ rows: [] }], parts: { 'xl/worksheets/sheet1.xml': xml } })[0];
    const text = (value: string) => `<is><t>${value}</t></is>`;
    const bare = sheet(
      `<worksheet><sheetData><row><c t="inlineStr">${text('a')}</c><c/><c t="inlineStr">${text('b')}</c></row><row/><row><c><v>1</v></c></row></sheetData></worksheet>`,
    );
    expect(bare).toMatchObject({ rowNumbers: [1, 3], rows: [['a', '', 'b'], ['1']] });
    const disorder = sheet(
      `<worksheet><sheetData><row r="3"><c r="b3"><v>2</v></c><c r="A3"><v>1</v></c></row><row r="1"><c r="A1"><v>9</v></c></row><row r="3"><c r="D3"><v>4</v></c></row></sheetData></worksheet>`,
    );
    expect(disorder).toMatchObject({ rowNumbers: [1, 3], rows: [['9'], ['1', '2', '', '4']] });
    const prefixed = sheet(
      `<m:worksheet xmlns:m="x"><m:sheetData><m:row r="1"><m:c r="A1"><m:v>5</m:v></m:c><c r="B1"><v>6</v></c></m:row></m:sheetData></m:worksheet>`,
    );
    expect(prefixed).toMatchObject({ rows: [['5']] });
  });

  it('tells hidden sheets, rows and columns', () => {
    const sheets = open({
      sheets: [
        { name: '看得见', rows: [['a'], ['b'], ['c']], hiddenRows: [2, 3], hiddenColumns: [2] },
        { name: '隐藏', state: 'hidden', rows: [['x']] },
        { name: '深藏', state: 'veryHidden', rows: [['y']] },
      ],
    });
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['看得见', false],
      ['隐藏', true],
      ['深藏', true],
    ]);
    expect(sheets[0]).toMatchObject({ hiddenRows: 2, hiddenColumns: [1] });
  });

  it('does not grow with declared ranges: one cell at the far end of the sheet costs nothing', () => {
    const row = `<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>2</v></c></row>`;
    const xml = `<worksheet><dimension ref="A1:XFD1048576"/><sheetData>${row}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`;
    const before = process.memoryUsage().heapUsed;
    const [sheet] = open({ sheets: [{ rows: [] }], parts: { 'xl/worksheets/sheet1.xml': xml } });
    expect(sheet).toMatchObject({ rowNumbers: [1_048_576], rows: [['1']] });
    expect(sheet?.notes.join()).toContain('1 个单元格，没有读取');
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000);
  });

  it('stops at more cells than memory has room for', () => {
    const wide = `<c r="${'ALL'}1"><v>1</v></c>`;
    let xml = '<worksheet><sheetData>';
    for (let row = 1; row <= 17_000; row += 1) xml += `<row r="${row}">${wide}</row>`;
    const bytes = buildWorkbook({ sheets: [{ rows: [] }], parts: { 'xl/worksheets/sheet1.xml': `${xml}</sheetData></worksheet>` } });
    expect(MAX_COLUMNS * 17_000).toBeGreaterThan(16_000_000);
    expect(readOrFail(() => openTable(bytes, 'x.xlsx', undefined))).toMatchObject({ ok: false, error: { code: 'table.too-many-cells' } });
  });

  it.each([
    ['no worksheet part', { 'xl/_rels/workbook.xml.rels': '<Relationships/>' }, 'table.no-sheets'],
    [
      'rows beyond the sheet',
      { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="9999999"/></sheetData></worksheet>' },
      'table.damaged',
    ],
    [
      'a string that is not in the table',
      { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c t="s"><v>9</v></c></row></sheetData></worksheet>' },
      'table.damaged',
    ],
    ['unclosed tags', { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row>' }, 'table.damaged'],
  ])('refuses %s', (_, parts, code) => {
    const bytes = buildWorkbook({ sheets: [{ rows: [['a']] }], parts });
    expect(readOrFail(() => openTable(bytes, 'x.xlsx', undefined))).toMatchObject({ ok: false, error: { code } });
  });

  it('reads macros workbooks without running anything, and says so', () => {
    const opened = openTable(buildWorkbook({ sheets: [{ rows: [['a']] }], parts: { 'xl/vbaProject.bin': 'x' } }), 'x.xlsm', undefined);
    expect(opened.format).toBe('Excel 启用宏的工作簿（.xlsm）');
    expect(opened.notes.join()).toContain('不会运行宏');
  });

  it('reports progress while it reads', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => [`行 ${index}`, index]);
    const seen: number[] = [];
    openTable(buildWorkbook({ sheets: [{ rows }] }), 'x.xlsx', ({ text, fraction }) => {
      expect(text).not.toBe('');
      seen.push(fraction ?? -1);
    });
    expect(seen.at(0)).toBe(0);
    expect(seen.at(-1)).toBe(1);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  });
});

describe('beside the library', () => {
  const value = fc.oneof(
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => text.trim() !== '' && !/(?![\t\n])\p{Cc}|\p{Cs}|_x[0-9A-F]{4}_|^=DISPIMG|[\ufffe\uffff]/iu.test(text)),
    fc.integer({ min: -1e9, max: 1e9 }),
    fc.boolean(),
  );
  const grid = fc.array(fc.array(value, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 });
  const shown = (cell: string | number | boolean) => (typeof cell === 'boolean' ? String(cell).toUpperCase() : String(cell));

  it.each(['xlsx', 'xlsb', 'biff8', 'xlsm'] as const)('reads what the library writes as %s', (bookType) => {
    fc.assert(
      fc.property(grid, fc.boolean(), (rows, bookSST) => {
        const workbook = utils.book_new();
        utils.book_append_sheet(workbook, utils.aoa_to_sheet(rows), '审批');
        const bytes = new Uint8Array(write(workbook, { type: 'buffer', bookType, bookSST, compression: true }));
        const [sheet] = openTable(bytes, 'x', undefined).sheets;
        expect(sheet?.name).toBe('审批');
        expect(sheet?.rows.map((row) => row.map(cellText))).toEqual(rows.map((row) => row.map(shown)));
      }),
      { numRuns: 30 },
    );
  });
});
