import { describe, expect, it } from 'vitest';
import { findHeader, readHeaders } from '#shared/spreadsheet/header-detection.ts';
import { openTable } from '#shared/spreadsheet/open-table.ts';
import type { SheetCells } from '#shared/spreadsheet/sheet-cells.ts';
import { buildWorkbook, type CellInput, GOOD_ROW, HEADERS, type SheetSpec } from './workbook-builder.ts';

function sheetOf(spec: SheetSpec): SheetCells {
  const [sheet] = openTable(buildWorkbook({ sheets: [spec] }), 'x.xlsx', undefined).sheets;
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

function csvSheet(text: string): SheetCells {
  const [sheet] = openTable(new TextEncoder().encode(text), 'x.csv', undefined).sheets;
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

const data: CellInput[] = [...GOOD_ROW];

describe('where the header is', () => {
  it('is row 1 of a plain table', () => {
    expect(findHeader(sheetOf({ rows: [[...HEADERS], data, data] }))).toEqual({ headerRows: [1], certain: true });
  });

  it.each([2, 3, 5, 10])('is found on row %d under a merged title, dates and blank rows', (row) => {
    const above: CellInput[][] = [['济宁高新区行政许可信息公示表']];
    while (above.length < row - 1)
      above.push(above.length === 1 ? ['填报单位：行政审批服务局', null, null, null, '填报日期：2025年2月20日'] : []);
    const sheet = sheetOf({ rows: [...above, [...HEADERS], data, data], merges: ['A1:K1'] });
    expect(findHeader(sheet)).toEqual({ headerRows: [row], certain: true });
  });

  it('is not a data row whose values sound like headers', () => {
    const sheet = sheetOf({ rows: [[...HEADERS], ['许可事项', '许可文号', '单位名称', ...GOOD_ROW.slice(3)]] });
    expect(findHeader(sheet).headerRows).toEqual([1]);
  });

  it('is found by field codes too, and prefers the first of two header lines', () => {
    const codes = ['XK_XDR_MC', 'XK_XDR_SHXYM', 'XK_WSH', 'XK_JDRQ'];
    const names = ['行政相对人名称', '统一社会信用代码', '行政许可决定文书号', '许可决定日期'];
    const values = ['甲公司', '91320100748204660Q', '1号', '2025-01-01'];
    expect(findHeader(sheetOf({ rows: [codes, names, values] })).headerRows).toEqual([1]);
    expect(findHeader(sheetOf({ rows: [names, codes, values] })).headerRows).toEqual([1]);
  });

  it('is a guess where no name is known: the first full row, and the user is told', () => {
    const sheet = sheetOf({ rows: [['报表'], ['alpha', 'beta', 'gamma'], ['1', '2', '3'], ['x', 'y', 'z']], merges: ['A1:C1'] });
    expect(findHeader(sheet)).toEqual({ headerRows: [2], certain: false });
    expect(findHeader(csvSheet('1,2,3\n4,5,6'))).toEqual({ headerRows: [1], certain: false });
  });
});

describe('headers on two rows', () => {
  const top = ['序号', '事项名称', '行政相对人', null, null, '有效期', null, '许可内容'];
  const bottom = [null, null, '名称', '统一社会信用代码', '地址', '自', '至', null];
  const row = ['1', '食品经营许可', '甲公司', '91320100748204660Q', '济宁', '2025-01-01', '2030-01-01', '餐饮'];
  const merges = ['A2:A3', 'B2:B3', 'C2:E2', 'F2:G2', 'H2:H3', 'A1:H1'];
  const joined = ['序号', '事项名称', '行政相对人名称', '行政相对人统一社会信用代码', '行政相对人地址', '有效期自', '有效期至', '许可内容'];

  it('joins merged groups with the names below them', () => {
    const sheet = sheetOf({ rows: [['公示表'], top, bottom, row], merges });
    const { headerRows } = findHeader(sheet);
    expect(headerRows).toEqual([2, 3]);
    expect(readHeaders(sheet, headerRows, 8)).toEqual(joined);
  });

  it('finds them when only the groups are merged', () => {
    const sheet = sheetOf({ rows: [top, bottom, row], merges: ['C1:E1', 'F1:G1'] });
    expect(findHeader(sheet).headerRows).toEqual([1, 2]);
    expect(readHeaders(sheet, [1, 2], 8)).toEqual(joined);
  });

  it('finds them in CSV, where nothing is merged', () => {
    const text = [top, bottom, row].map((cells) => cells.map((cell) => cell ?? '').join(',')).join('\r\n');
    const sheet = csvSheet(text);
    expect(findHeader(sheet).headerRows).toEqual([1, 2]);
    expect(readHeaders(sheet, [1, 2], 8)).toEqual(joined);
  });

  it('does not take the first data row for a second header row', () => {
    const sparse = sheetOf({ rows: [[...HEADERS], ['食品经营许可', null, '甲公司', null, null, null, '2025-01-01'], data] });
    expect(findHeader(sparse).headerRows).toEqual([1]);
  });

  it('does not repeat a header that is merged sideways over blank columns', () => {
    const sheet = sheetOf({
      rows: [
        ['事项名称', '许可内容', null, '许可机关'],
        ['a', 'b', null, 'c'],
      ],
      merges: ['B1:C1'],
    });
    expect(readHeaders(sheet, [1], 4)).toEqual(['事项名称', '许可内容', '', '许可机关']);
  });

  it('makes one line of headers with line breaks', () => {
    const sheet = sheetOf({ rows: [['统一社会\n信用代码', '  事项　名称 ']] });
    expect(readHeaders(sheet, [1], 2)).toEqual(['统一社会 信用代码', '事项 名称']);
  });
});
