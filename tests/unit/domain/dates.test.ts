import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addYears,
  daysBetween,
  fromDayNumber,
  isRealDate,
  parseDate,
  parsePeriod,
  toDayNumber,
  todayIn,
  weekdayOf,
} from '#shared/domain/dates.ts';

const anyDay = fc.integer({ min: -200_000, max: 300_000 });
const usualDay = fc.integer({ min: toDayNumber('1949-01-01'), max: toDayNumber('2098-12-31') });

describe('date arithmetic', () => {
  it('agrees with the calendar of the machine on every day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = fromDayNumber(day);
        expect(date).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
        expect(toDayNumber(date)).toBe(day);
        expect(weekdayOf(date)).toBe(new Date(day * 86_400_000).getUTCDay());
        expect(isRealDate(date)).toBe(true);
      }),
    );
  });
  it('adds days over months, years and leap days', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysBetween('2026-02-01', '2026-03-01')).toBe(28);
    expect(daysBetween('2026-03-01', '2026-02-01')).toBe(-28);
  });
  it('adds years, 29 February becoming 28', () => {
    expect(addYears('2024-02-29', -30)).toBe('1994-02-28');
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29');
    expect(addYears('2026-11-23', -30)).toBe('1996-11-23');
  });
  it('knows which days stand in the calendar', () => {
    for (const text of ['2023-02-30', '2023-13-01', '2023-00-10', '1900-02-29', '2023-3-1', '']) expect(isRealDate(text), text).toBe(false);
    for (const text of ['2000-02-29', '2024-02-29', '2023-12-31']) expect(isRealDate(text), text).toBe(true);
  });
});

describe('todayIn', () => {
  it('is the date on the wall in Shanghai, whatever the zone of the machine', () => {
    expect(todayIn('Asia/Shanghai', new Date('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23');
    expect(todayIn('Asia/Shanghai', new Date('2026-11-23T16:00:00.000Z'))).toBe('2026-11-24');
    expect(todayIn('UTC', new Date('2026-11-23T16:00:00.000Z'))).toBe('2026-11-23');
  });
  it('follows the summer time of 1986–1991', () => {
    expect(todayIn('Asia/Shanghai', new Date('1988-06-01T15:00:00.000Z'))).toBe('1988-06-02');
  });
});

describe('parseDate: the notations that self-built systems export', () => {
  const first = { date: '2023-03-01' };
  it.each([
    ['2023-3-1'],
    ['2023-03-01'],
    ['2023/03/01'],
    ['2023/3/1'],
    ['2023.3.1'],
    ['2023年3月1日'],
    ['2023 年 03 月 01 日'],
    ['20230301'],
    ['20230301000000'],
    ['2023-03-01 00:00:00.0'],
    ['2023/3/1 0:00'],
    ['20230301 00:00:00'],
    ['2023年3月1日 08:30'],
    ['2023-03-01T00:00:00'],
    ['2023-03-01T08:00:00+08:00'],
    ['2023-02-28T16:00:00.000Z'],
    ['2023-03-01T15:59:59Z'],
    ['２０２３－０３－０１'],
    ['２０２３年３月１日'],
    ['\u30002023-03-01\u00a0'],
    ['\ufeff2023-03-01'],
    ['2023年3月1日 星期三'],
    ['2023—03—01'],
  ])('%s', (text) => {
    expect(parseDate(text)).toEqual(first);
  });

  it.each([
    '长期',
    '永久',
    '长期有效',
    '无固定期限',
    '2099-12-31',
    '2099-01-31',
    '2099/12/31',
    '2099年12月31日',
    '20991231',
    ' 长期\u3000',
  ])('%s is 长期', (text) => {
    expect(parseDate(text)).toEqual({ longTerm: true });
  });

  it.each(['', ' ', '—', '——', '-', '－', '/', '无', '空', 'NULL', '\u3000'])('“%s” is none', (text) => {
    expect(parseDate(text)).toEqual({});
  });

  it.each([
    ['2023-02-30', 'impossible'],
    ['2023-02-29', 'impossible'],
    ['2023年13月1日', 'impossible'],
    ['20230230', 'impossible'],
    ['0000-00-00', 'impossible'],
    ['0168-05-01', 'out-of-range'],
    ['2177-05-01', 'out-of-range'],
    ['9999-12-31', 'out-of-range'],
    ['1948-12-31', 'out-of-range'],
    ['2100-01-01', 'out-of-range'],
    ['2023-03', 'incomplete'],
    ['2023年3月', 'incomplete'],
    ['2023', 'incomplete'],
    ['23-3-1', 'incomplete'],
    ['3/1/2023', 'incomplete'],
    ['3年', 'duration'],
    ['三年', 'duration'],
    ['36个月', 'duration'],
    ['44986', 'serial'],
    ['2023-03-01 25:00', 'unreadable'],
    ['2023-3/1', 'unreadable'],
    ['见证书', 'unreadable'],
  ])('%s is flagged as %s', (text, code) => {
    const parsed = parseDate(text);
    expect(parsed).toEqual({ problem: { code, message: expect.stringMatching(/。$/) } });
  });

  it('keeps the first and last year that are plausible', () => {
    expect(parseDate('1949-01-01')).toEqual({ date: '1949-01-01' });
    expect(parseDate('2099-06-30')).toEqual({ date: '2099-06-30' });
  });

  it('reads every day in every notation to the same date', () => {
    const notations: readonly ((y: number, m: number, d: number, iso: string) => string)[] = [
      (_y, _m, _d, iso) => iso,
      (y, m, d) => `${y}-${m}-${d}`,
      (y, m, d) => `${y}/${m}/${d}`,
      (y, m, d) => `${y}.${m}.${d}`,
      (y, m, d) => `${y}年${m}月${d}日`,
      (_y, _m, _d, iso) => iso.replaceAll('-', ''),
      (_y, _m, _d, iso) => `${iso} 00:00:00.0`,
      (_y, _m, _d, iso) => iso.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    ];
    fc.assert(
      fc.property(usualDay, fc.constantFrom(...notations), (day, write) => {
        const iso = fromDayNumber(day);
        const [y, m, d] = iso.split('-').map(Number) as [number, number, number];
        expect(parseDate(write(y, m, d, iso))).toEqual({ date: iso });
      }),
    );
  });

  it('gives a real date, 长期, a problem or nothing for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789-/.年月日 :TZ至长期') })), (text) => {
        const { date, longTerm, problem } = parseDate(text);
        expect([date, longTerm, problem].filter((part) => part !== undefined).length).toBeLessThanOrEqual(1);
        if (date) expect(isRealDate(date)).toBe(true);
      }),
    );
  });
});

describe('parsePeriod', () => {
  it.each([
    '2023-03-01至2026-02-28',
    '2023-03-01 至 2026-02-28',
    '2023.3.1-2026.2.28',
    '2023年3月1日－2026年2月28日',
    '2023-3-1 - 2026-2-28',
    '2023-03-01 起 至 2026-02-28',
    '自2023年3月1日起至2026年2月28日止',
    '2023/03/01～2026/02/28',
    '2023-03-01到2026-02-28',
    '2023.03.01—2026.02.28',
  ])('%s', (text) => {
    expect(parsePeriod(text)).toEqual({ from: { date: '2023-03-01' }, to: { date: '2026-02-28' } });
  });
  it('ends in 长期', () => {
    expect(parsePeriod('2023-03-01至长期')).toEqual({ from: { date: '2023-03-01' }, to: { longTerm: true } });
  });
  it.each(['2023-03-01', '2023-03-01至', '至2026-02-28', '2023-03-01至2026-02-30', '3年', '长期'])('%s is none', (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });
});
