import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, fromDayNumber, toDayNumber, weekdayOf } from '#shared/domain/dates.ts';
import { addWorkingDays, calendarNote, holidayPapers, isWorkingDay, workingDaysBetween } from '#shared/domain/working-calendar.ts';

const SOURCE = '../shared/data/holidays';
const day = fc.integer({ min: toDayNumber('2016-01-01'), max: toDayNumber('2029-12-31') }).map(fromDayNumber);

function daysFrom(first: string, last: string): readonly string[] {
  return Array.from({ length: toDayNumber(last) - toDayNumber(first) + 1 }, (_, index) => addDays(first, index));
}

describe('the yearly notices of the State Council', () => {
  it('2026: 春节 15–23 February, with 14 and 28 February worked', () => {
    for (const date of daysFrom('2026-02-15', '2026-02-23')) {
      expect(isWorkingDay(date)).toEqual({ working: false, estimated: false, holiday: '春节' });
    }
    expect(isWorkingDay('2026-02-14')).toEqual({ working: true, estimated: false, holiday: '春节' });
    expect(isWorkingDay('2026-02-28').working).toBe(true);
    expect(isWorkingDay('2026-02-24')).toEqual({ working: true, estimated: false });
  });
  it('2026: 国庆 1–7 October, with Sunday 20 September and Saturday 10 October worked', () => {
    for (const date of daysFrom('2026-10-01', '2026-10-07')) expect(isWorkingDay(date).working, date).toBe(false);
    expect([weekdayOf('2026-09-20'), weekdayOf('2026-10-10')]).toEqual([0, 6]);
    expect(isWorkingDay('2026-09-20').working).toBe(true);
    expect(isWorkingDay('2026-10-10').working).toBe(true);
  });
  it('2026: the other holidays', () => {
    const off = ['2026-01-01', '2026-01-02', '2026-04-06', '2026-05-01', '2026-05-05', '2026-06-19', '2026-09-25'];
    for (const date of off) expect(isWorkingDay(date).working, date).toBe(false);
    for (const date of ['2026-01-04', '2026-05-09']) expect(isWorkingDay(date).working, date).toBe(true);
  });
  it('2020: 春节 was prolonged to 2 February by a second paper', () => {
    for (const date of daysFrom('2020-01-24', '2020-02-02')) expect(isWorkingDay(date).working, date).toBe(false);
    expect(isWorkingDay('2020-02-03').working).toBe(true);
    expect(holidayPapers(2020)).toHaveLength(2);
  });
  it('2019’s notice turned days of December 2018', () => {
    expect(isWorkingDay('2018-12-29').working).toBe(true);
    expect(isWorkingDay('2018-12-31').working).toBe(false);
  });
  it('ordinary days go by the week', () => {
    expect(isWorkingDay('2026-11-23')).toEqual({ working: true, estimated: false });
    expect(isWorkingDay('2026-11-22')).toEqual({ working: false, estimated: false });
  });
  it('every published year has a paper on gov.cn, 2027 has none', () => {
    for (let year = 2018; year <= 2026; year += 1) {
      expect(holidayPapers(year).length).toBeGreaterThan(0);
      for (const paper of holidayPapers(year)) expect(paper).toMatch(/^https?:\/\/www\.gov\.cn\//);
    }
    expect(holidayPapers(2027)).toEqual([]);
  });

  const source = existsSync(SOURCE) ? it : it.skip;
  source('agrees with the source files (skipped where ../shared/data is absent)', () => {
    const files = readdirSync(SOURCE).filter((name) => name.endsWith('.json'));
    expect(files).toHaveLength(10);
    for (const name of files) {
      const { year, papers, days } = JSON.parse(readFileSync(`${SOURCE}/${name}`, 'utf8'));
      expect(holidayPapers(year)).toEqual(papers);
      for (const { date, isOffDay, name: holiday } of days) {
        expect(isWorkingDay(date)).toEqual({ working: !isOffDay, estimated: false, holiday });
      }
    }
  });
});

describe('a year without a notice is estimated by weekends', () => {
  it('2027 and years before 2018', () => {
    expect(isWorkingDay('2027-02-08')).toEqual({ working: true, estimated: true });
    expect(isWorkingDay('2027-10-02')).toEqual({ working: false, estimated: true });
    expect(isWorkingDay('2017-12-29')).toEqual({ working: true, estimated: true });
  });
  it('an answer that touches such a year says so, one that does not, does not', () => {
    expect(addWorkingDays('2026-12-31', 1)).toEqual({ date: '2027-01-01', estimated: true });
    expect(addWorkingDays('2026-12-28', 3)).toEqual({ date: '2026-12-31', estimated: false });
    expect(addWorkingDays('2026-12-29', 3)).toEqual({ date: '2027-01-01', estimated: true });
    expect(addWorkingDays('2017-12-31', 1)).toEqual({ date: '2018-01-02', estimated: false });
    expect(workingDaysBetween('2026-12-30', '2027-01-04')).toEqual({ days: 3, estimated: true });
    expect(workingDaysBetween('2026-11-23', '2026-12-31').estimated).toBe(false);
  });
  it('calendarNote says it in Chinese', () => {
    expect(calendarNote(2026, 2027)).toBe('2027 年放假通知尚未发布，暂按周末推算');
    expect(calendarNote(2025, 2026)).toBe('');
    expect(calendarNote(2028, 2027, 2027)).toBe('2027 年、2028 年放假通知尚未发布，暂按周末推算');
    expect(calendarNote(2016, 2027)).toBe('2016 年的放假通知没有收录，暂按周末推算；2027 年放假通知尚未发布，暂按周末推算');
  });
});

describe('counting working days', () => {
  it('does not count the day it begins on, and skips 春节 with its worked Saturdays', () => {
    expect(addWorkingDays('2026-02-13', 1).date).toBe('2026-02-14');
    expect(addWorkingDays('2026-02-13', 3).date).toBe('2026-02-25');
    expect(addWorkingDays('2026-11-20', 1).date).toBe('2026-11-23');
    expect(addWorkingDays('2026-11-21', 1).date).toBe('2026-11-23');
    expect(addWorkingDays('2026-11-23', 0)).toEqual({ date: '2026-11-23', estimated: false });
    expect(addWorkingDays('2026-02-25', -3).date).toBe('2026-02-13');
  });
  it('agrees with counting day by day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (from, length) => {
        const to = addDays(from, length);
        const counted = length === 0 ? [] : daysFrom(addDays(from, 1), to).map(isWorkingDay);
        const expected = {
          days: counted.filter(({ working }) => working).length,
          estimated:
            counted.length > 0 && daysFrom(addDays(from, 1), to).some((date) => holidayPapers(Number(date.slice(0, 4))).length === 0),
        };
        expect(workingDaysBetween(from, to)).toEqual(expected);
        expect(workingDaysBetween(to, from).days).toBe(0 - expected.days);
      }),
    );
  });
  it('going n working days on and counting them gives n, and lands on a working day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const later = addWorkingDays(from, count);
        expect(isWorkingDay(later.date).working).toBe(true);
        expect(workingDaysBetween(from, later.date)).toEqual({ days: count, estimated: later.estimated });
        const earlier = addWorkingDays(from, -count);
        expect(isWorkingDay(earlier.date).working).toBe(true);
        expect(addWorkingDays(earlier.date, 0).date).toBe(earlier.date);
        expect(earlier.date < from && from < later.date).toBe(true);
      }),
    );
  });
});
