import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { read } from 'xlsx';
import { openTable } from '#shared/spreadsheet/open-table.ts';
import { cellText } from '#shared/spreadsheet/sheet-cells.ts';
import { type WorkbookColumn, writeWorkbook } from '#shared/spreadsheet/write-workbook.ts';

const column = (title: string, type: WorkbookColumn['type'] = 'text', width = 12): WorkbookColumn => ({ title, type, width });

function textsOf(bytes: Uint8Array, sheet = 0): string[][] {
  return (openTable(bytes, 'x.xlsx', undefined).sheets[sheet]?.rows ?? []).map((row) => row.map(cellText));
}

function partOf(bytes: Uint8Array, name: string): string {
  return strFromU8(unzipSync(bytes)[name] ?? new Uint8Array(0));
}

describe('writeWorkbook', () => {
  it('writes codes as text cells and what looks like a formula as data', () => {
    const values = ['001', '370102199001011234', '=1+1', '+cmd|calc', '-1', '@SUM(A1)', '\t=1', '=DDE("x")', '<b>&"x"</b>', '长期', ''];
    const bytes = writeWorkbook({ sheets: [{ name: '审批', columns: [column('值')], rows: values.map((value) => [value]) }] });
    const sheet = read(bytes, { type: 'array', cellNF: true, cellFormula: true }).Sheets.审批;
    values.forEach((value, index) => {
      const cell = sheet?.[`A${index + 2}`];
      if (value === '') {
        expect(cell).toBeUndefined();
        return;
      }
      expect(cell).toMatchObject({ t: 's', v: value, z: '@' });
      expect(cell.f).toBeUndefined();
    });
    expect(partOf(bytes, 'xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]/);
  });

  it('writes true dates and numbers only where nothing is lost', () => {
    const columns = [column('日期', 'date'), column('数', 'number')];
    const rows = [
      ['2024-01-01', '12.5'],
      ['长期', '007'],
      ['2024-02-30', '1234567890123456'],
      ['1899-12-31', '-3'],
      ['1900-03-01', '1e5'],
    ];
    const bytes = writeWorkbook({ sheets: [{ name: 'x', columns, rows }] });
    const sheet = read(bytes, { type: 'array' }).Sheets.x;
    expect([2, 3, 4, 5, 6].map((row) => [sheet?.[`A${row}`].t, sheet?.[`B${row}`].t])).toEqual([
      ['n', 'n'],
      ['s', 's'],
      ['s', 's'],
      ['s', 'n'],
      ['n', 's'],
    ]);
    expect(textsOf(bytes).slice(1)).toEqual(rows);
  });

  it('freezes the header, sets filter and widths', () => {
    const xml = partOf(
      writeWorkbook({ sheets: [{ name: 'x', columns: [column('甲', 'text', 30), column('乙')], rows: [['1', '2']] }] }),
      'xl/worksheets/sheet1.xml',
    );
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<autoFilter ref="A1:B2"/>');
    expect(xml).toContain('<col min="1" max="1" width="30" customWidth="1"/>');
    // the order that ECMA-376 18.3.1.99 demands
    const order = ['<sheetViews>', '<cols>', '<sheetData>', '<autoFilter', '<pageMargins'].map((tag) => xml.indexOf(tag));
    expect([...order].sort((a, b) => a - b)).toEqual(order);
  });

  it('gives sheets names that Excel takes, no two alike', () => {
    const names = ['审批[2025]:甲/乙', '', 'x'.repeat(40), 'X'.repeat(40), "'a'"];
    const bytes = writeWorkbook({ sheets: names.map((name) => ({ name, columns: [column('a')], rows: [] })) });
    const written = read(bytes, { type: 'array' }).SheetNames;
    expect(written).toEqual(['审批 2025  甲 乙', '工作表2', 'x'.repeat(31), `${'X'.repeat(27)}(2)`, 'a']);
  });

  it('shortens what Excel could not open', () => {
    const [, [cell = ''] = []] = textsOf(writeWorkbook({ sheets: [{ name: 'x', columns: [column('a')], rows: [['字'.repeat(40_000)]] }] }));
    expect(cell.length).toBe(32_767);
    expect(cell.endsWith('（原文过长，以下从略）')).toBe(true);
  });

  it('gives equal bytes for equal content', () => {
    const content = () => ({ sheets: [{ name: 'x', columns: [column('a')], rows: [['1'], ['二']] }] });
    expect(writeWorkbook(content())).toEqual(writeWorkbook(content()));
  });

  it('takes rows one after the other, and fails loudly at nonsense', () => {
    function* rows() {
      for (let index = 0; index < 3; index += 1) yield [String(index)];
    }
    expect(textsOf(writeWorkbook({ sheets: [{ name: 'x', columns: [column('n')], rows: rows() }] }))).toEqual([['n'], ['0'], ['1'], ['2']]);
    expect(() => writeWorkbook({ sheets: [] })).toThrow(RangeError);
  });

  it('is read back as it was written, by this room and by the library', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { maxLength: 6 }), (values) => {
        const rows = values.map(([first = '', second = '']) => ['·', first, second, '·']);
        const bytes = writeWorkbook({ sheets: [{ name: 'x', columns: ['A', 'B', 'C', 'D'].map((title) => column(title)), rows }] });
        // a lone surrogate has no place in XML; CR and CRLF are read as line feeds
        const kept = (value: string) => value.replace(/\p{Cs}/gu, '\ufffd').replace(/\r\n?/g, '\n');
        const mine = (value: string) => (value.startsWith('=DISPIMG(') ? '（图片）' : kept(value));
        expect(textsOf(bytes).slice(1)).toEqual(rows.map((row) => row.map(mine)));
        const sheet = read(bytes, { type: 'array' }).Sheets.x;
        rows.forEach((row, index) => {
          if (row[1] !== '' && !/[\p{Cc}\p{Cs}\ufffe\uffff]|_x/u.test(row[1] ?? '')) expect(sheet?.[`B${index + 2}`].v).toBe(row[1]);
        });
      }),
    );
  });
});
