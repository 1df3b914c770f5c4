import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInFormat, GENERAL, numberCell, numberFormat, plainNumber, serialDate } from '#shared/spreadsheet/number-text.ts';

describe('dates of a workbook', () => {
  it.each([
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [61, false, '1900-03-01'],
    [45_292, false, '2024-01-01'],
    [2_958_465, false, '9999-12-31'],
    [0, true, '1904-01-01'],
    [43_830, true, '2024-01-01'],
  ])('serial %d (1904: %s) is %s', (serial, date1904, expected) => {
    expect(serialDate(serial, date1904)).toBe(expected);
  });

  it('keeps a time of day, rounded to seconds, without any time zone', () => {
    expect(serialDate(45_292.5, false)).toBe('2024-01-01 12:00:00');
    expect(serialDate(45_292.999_999_9, false)).toBe('2024-01-02');
    expect(serialDate(45_292.354_166_666_7, false)).toBe('2024-01-01 08:30:00');
  });

  it('is the day counted from the epoch, for every day after February 1900', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_958_465 }), (serial) => {
        expect(serialDate(serial, false)).toBe(new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10));
        if (serial > 1_462) expect(serialDate(serial - 1_462, true)).toBe(serialDate(serial, false));
      }),
    );
  });

  it('has none outside the calendar', () => {
    for (const serial of [-1, 0, 0.5, 2_958_466, 1e12]) expect(serialDate(serial, false)).toBeUndefined();
  });
});

describe('number formats', () => {
  it.each([
    'yyyy-mm-dd',
    'yyyy"年"m"月"d"日";@',
    '[$-804]yyyy"年"m"月"',
    'd/m/yy h:mm',
    'mmm',
    '[DBNum1][$-804]yyyy"年"m"月"d"日"',
    'yyyy年m月d日',
  ])('%s is a date', (code) => {
    expect(numberFormat(code).kind).toBe('date');
  });

  it.each(['0', '#,##0.00_);[Red](#,##0.00)', '"day"0', '0\\d', '0.00E+00', '_ ￥* #,##0', '0"年"', '[Red]0.00', '"￥"0.00'])(
    '%s is no date',
    (code) => {
      expect(numberFormat(code).kind).toBe('other');
    },
  );

  it('knows General by its names, times, and the formats that files name by number only', () => {
    for (const code of ['General', 'G/通用格式', '常规', '@', '']) expect(numberFormat(code)).toEqual(GENERAL);
    for (const code of ['h:mm:ss', '[h]:mm', '上午/下午h"时"mm"分"']) expect(numberFormat(code).kind).toBe('time');
    for (const id of [14, 22, 27, 31, 57, 58]) expect(builtInFormat(id).kind).toBe('date');
    expect(builtInFormat(999)).toEqual(GENERAL);
  });
});

describe('numbers as a person sees them', () => {
  it.each([
    [20_250_104, 'General', '20250104'],
    [13_812_345_678, 'General', '13812345678'],
    [123_456_789_012_345, 'General', '123456789012345'],
    [0.1 + 0.2, 'General', '0.3'],
    [1.0, 'General', '1'],
    [-0, 'General', '0'],
    [0.000_000_1, 'General', '0.0000001'],
    [7, '0000', '0007'],
    [3.5, '0.00', '3.50'],
    [0.35, '0%', '35%'],
    [1234567, '#,##0', '1234567'],
    [370_800_123_456, '0.00E+00', '370800123456'],
    [45_292, 'yyyy/m/d', '2024-01-01'],
    [0.354_166_666_7, 'h:mm', '08:30:00'],
  ])('%d in format %s is %s', (value, code, expected) => {
    expect(numberCell(value, numberFormat(code), false)).toBe(expected);
  });

  it('never gives back a number of 16 or more digits as digits', () => {
    for (const value of ['370102199001011234', '1e15', '-1e15', '21503202112018020017'].map(Number)) {
      const cell = numberCell(value, numberFormat('0'), false);
      expect(cell).toMatchObject({ flaw: 'longNumber' });
      expect(typeof cell === 'string' ? cell : cell.text).toMatch(/^-?\d(?:\.\d+)?E\+\d+$/);
    }
  });

  it('never shows an exponent or a useless zero, and stays the same number', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e14, max: 1e14, noNaN: true }), (value) => {
        const text = plainNumber(value);
        expect(text).toMatch(/^-?\d+(?:\.\d*[1-9])?$/);
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(Math.max(1e-20, Math.abs(value) * 1e-14));
      }),
    );
  });

  it('survives format codes that are no format', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.double({ noDefaultInfinity: true, noNaN: true }), (code, value) => {
        const cell = numberCell(value, numberFormat(code), false);
        expect(typeof cell === 'string' ? cell : cell.text).not.toBe('');
      }),
    );
    expect(numberCell(Number.NaN, GENERAL, false)).toMatchObject({ flaw: 'errorValue' });
  });
});
