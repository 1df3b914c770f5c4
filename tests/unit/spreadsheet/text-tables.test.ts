import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectEncoding } from '#shared/spreadsheet/decode-text.ts';
import { chooseSeparator, readDelimited } from '#shared/spreadsheet/delimited-text.ts';
import { ReadBudget } from '#shared/spreadsheet/read-limits.ts';
import { cellText } from '#shared/spreadsheet/sheet-cells.ts';
import { TableSession } from '#shared/spreadsheet/table-session.ts';
import { writeCsv } from '#shared/spreadsheet/write-workbook.ts';

const TEXT = '名称,证号,日期\r\n南京钢铁,370102199001011234,3-4\r\n江苏华西,001,〔2025〕1号\r\n';
/** 名称,号\r\n甲,001\r\n in GB18030 */
const GB18030 = Uint8Array.from([0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xba, 0xc5, 0x0d, 0x0a, 0xbc, 0xd7, 0x2c, 0x30, 0x30, 0x31, 0x0d, 0x0a]);

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

function utf32(text: string, littleEndian: boolean): Uint8Array {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(codes.length * 4));
  codes.forEach((code, index) => {
    view.setUint32(index * 4, code, littleEndian);
  });
  return new Uint8Array(view.buffer);
}

function rowsOf(bytes: Uint8Array): { readonly rows: string[][]; readonly numbers: readonly number[]; readonly separator: string } {
  const { builder, separator } = readDelimited(bytes, detectEncoding(bytes), new ReadBudget(), undefined);
  const sheet = builder.build('csv', false);
  return { rows: sheet.rows.map((row) => row.map(cellText)), numbers: sheet.rowNumbers, separator };
}

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('encodings', () => {
  it.each([
    ['UTF-8', utf8(TEXT)],
    ['UTF-8', utf8(`\ufeff${TEXT}`)],
    ['UTF-16LE', utf16(`\ufeff${TEXT}`, true)],
    ['UTF-16BE', utf16(`\ufeff${TEXT}`, false)],
    ['UTF-16LE', utf16(TEXT, true)],
    ['UTF-16BE', utf16(TEXT, false)],
    ['UTF-32LE', utf32(`\ufeff${TEXT}`, true)],
    ['UTF-32BE', utf32(`\ufeff${TEXT}`, false)],
    ['UTF-32LE', utf32(TEXT, true)],
  ] as const)('reads %s, and says so', (encoding, bytes) => {
    const opened = TableSession.open(bytes, '导出.csv');
    expect(opened.ok && opened.value.format).toBe(`CSV（${encoding}）`);
    expect(rowsOf(bytes).rows).toEqual([
      ['名称', '证号', '日期'],
      ['南京钢铁', '370102199001011234', '3-4'],
      ['江苏华西', '001', '〔2025〕1号'],
    ]);
  });

  it('takes GB18030 for what is not UTF-8, four-byte characters too', () => {
    const opened = TableSession.open(GB18030, '导出.csv');
    expect(opened.ok && opened.value.format).toBe('CSV（GB18030）');
    expect(rowsOf(GB18030).rows).toEqual([
      ['名称', '号'],
      ['甲', '001'],
    ]);
    // four-byte forms have digits in them, which are no text of their own
    expect(rowsOf(Uint8Array.from([...GB18030, 0x81, 0x39, 0xef, 0x30, 0x2c, 0x31])).rows[2]?.[1]).toBe('1');
  });

  it('keeps characters whole across chunk borders', () => {
    const text = `a,${'审批'.repeat(150_000)}\r\nb,末`;
    expect(rowsOf(utf8(text)).rows).toEqual([
      ['a', '审批'.repeat(150_000)],
      ['b', '末'],
    ]);
  });

  it('says how many characters could not be read, and refuses what is no text', () => {
    const opened = TableSession.open(Uint8Array.from([...GB18030, ...utf8('x'.repeat(2000)), 0xff]), '导出.csv');
    expect(opened.ok && opened.value.notes.join()).toContain('1 处文字无法识别');
    const noise = Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919 + 13) % 251);
    expect(TableSession.open(noise, '导出.csv')).toMatchObject({
      ok: false,
      error: { code: 'table.not-a-table', at: { file: '导出.csv' } },
    });
  });

  it('ends with data or a failure for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const opened = TableSession.open(bytes, 'x.csv');
        if (!opened.ok) expect(opened.error.code).toMatch(/^table\./);
      }),
    );
  });
});

describe('separators', () => {
  it.each([
    ['a,b,c\n1,2,3', ','],
    ['a\tb\tc\n1,5\t2\t3', '\t'],
    ['a;b;c\n"1;2";2,5;3', ';'],
    ['a|b\n1|2', '|'],
    ['单列\n甲', ','],
    ['名称;"a,b,c,d"\n甲;"1,2,3,4"', ';'],
  ])('%j is separated by %j', (text, separator) => {
    expect(chooseSeparator(text).separator).toBe(separator);
  });

  it('obeys a sep= line, which is no row', () => {
    expect(rowsOf(utf8('sep=;\r\na,b;c\r\n1;2'))).toMatchObject({
      rows: [
        ['a,b', 'c'],
        ['1', '2'],
      ],
      numbers: [1, 2],
    });
  });
});

describe('CSV', () => {
  it('keeps every value as text', () => {
    const values = ['370102199001011234', '001', '3-4', '1E5', 'TRUE', '2025-01-01', '1,234.50', '=1+1', '+86', '-', '0x10', 'null'];
    const line = values.map((value) => `"${value}"`).join(',');
    expect(rowsOf(utf8(line)).rows).toEqual([values]);
  });

  it('reads quotes, line breaks in quotes and every kind of line end', () => {
    expect(rowsOf(utf8('a,"x ""y"" z","1\r\n2"\rb,c\n\n"d"e,"",f\r\n')).rows).toEqual([
      ['a', 'x "y" z', '1\n2'],
      ['b', 'c'],
      ['de', '', 'f'],
    ]);
    expect(rowsOf(utf8('a\r\n\r\nb')).numbers).toEqual([1, 3]);
  });

  it('takes off what systems put on to keep Excel from converting', () => {
    expect(rowsOf(utf8(`="001",'370102199001011234,'=1+1,'quoted',"=""02"""`)).rows).toEqual([
      ['001', '370102199001011234', '=1+1', "'quoted'", '02'],
    ]);
  });

  it('names the row of a quote that is never closed instead of swallowing the rest', () => {
    const opened = TableSession.open(utf8('a,b\r\n1,"x\r\n2,y\r\n3,z'), 'x.csv');
    expect(opened).toMatchObject({ ok: false, error: { code: 'table.open-quote', at: { file: 'x.csv', row: 2 } } });
  });

  it('reads the same whatever lies on the border of two chunks', () => {
    // the second row is pushed over the border of 262,144 bytes, one byte at a time
    for (let shift = 0; shift < 40; shift += 1) {
      const first = 'x'.repeat(262_144 - 30 + shift);
      expect(rowsOf(utf8(`${first}\r\n"甲""乙","1\r\n2"\r\n末,"b"\r\n`)).rows).toEqual([[first], ['甲"乙', '1\n2'], ['末', 'b']]);
    }
  });

  it('gives back what was written, whatever it is', () => {
    // the first column is never blank, so that no row is: blank rows are left out on purpose
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/(?![\t\r\n])\p{Cc}|\ufffd/u.test(text));
    const grid = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(grid, (values) => {
        const rows = values.map(([first = '', second = ''], index) => [`r${index}`, first, second, 'end']);
        const bytes = writeCsv({ columns: ['A', 'B', 'C', 'D'].map((title) => ({ title })), rows });
        const expected = rows.map((row) => row.map((text) => text.replace(/\r\n?/g, '\n')));
        // an apostrophe that was there already before such a character is taken for a mark; that is the format's limit
        fc.pre(!rows.flat().some((text) => /^'(?:[=+\-@\t\r]|\d{15})|^="[^"]*"$|^=DISPIMG\(/.test(text)));
        expect(rowsOf(bytes).rows.slice(1)).toEqual(expected);
      }),
    );
  });

  it('writes what looks like a formula with an apostrophe before it', () => {
    const text = new TextDecoder().decode(
      writeCsv({ columns: [{ title: '=A' }], rows: [['=cmd|x'], ['+1'], ['-1'], ['@SUM(A1)'], ['\tx'], ['\rx'], ['安全']] }),
    );
    for (const line of text
      .replace('\ufeff', '')
      .split('\r\n')
      .filter((each) => each !== ''))
      expect(line).not.toMatch(/^"?[=+\-@\t\r]/);
    expect(text).toContain("'=cmd|x");
  });
});
