import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, fromDayNumber, toDayNumber } from '#shared/domain/dates.ts';
import { claimDeadline, penaltyPushDeadline, workingDaysLeft } from '#shared/domain/deadlines.ts';
import { isWorkingDay, workingDaysBetween } from '#shared/domain/working-calendar.ts';

describe('办法第二十条（一）、第二十一条（二）：3 个工作日内完成认领', () => {
  it('does not count the day of receipt (民法典第二百零一条)', () => {
    expect(claimDeadline('2026-11-23', '2026-11-23')).toEqual({ dueOn: '2026-11-26', estimated: false, daysLeft: 3 });
  });
  it('received before or on a weekend', () => {
    expect(claimDeadline('2026-11-20', '2026-11-20').dueOn).toBe('2026-11-25');
    expect(claimDeadline('2026-11-21', '2026-11-21').dueOn).toBe('2026-11-25');
    expect(claimDeadline('2026-11-22', '2026-11-22').dueOn).toBe('2026-11-25');
  });
  it('counts worked Saturdays and skips 国庆', () => {
    expect(claimDeadline('2026-09-30', '2026-09-30').dueOn).toBe('2026-10-10');
    expect(claimDeadline('2026-02-13', '2026-02-13').dueOn).toBe('2026-02-25');
  });
  it('is 0 on the last day and negative after it, over a weekend too', () => {
    const left = (today: string) => claimDeadline('2026-11-24', today).daysLeft;
    expect(claimDeadline('2026-11-24', '2026-11-24').dueOn).toBe('2026-11-27');
    expect(['2026-11-25', '2026-11-26', '2026-11-27'].map(left)).toEqual([2, 1, 0]);
    expect(['2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01'].map(left)).toEqual([-1, -1, -1, -2]);
  });
  it('is estimated when it reaches into a year without a holiday notice', () => {
    expect(claimDeadline('2026-12-28', '2026-12-28')).toEqual({ dueOn: '2026-12-31', estimated: false, daysLeft: 3 });
    expect(claimDeadline('2026-12-30', '2026-12-30')).toEqual({ dueOn: '2027-01-04', estimated: true, daysLeft: 3 });
  });
});

describe('办法第二十一条（二）：作出行政处罚决定后 7 个工作日内推送', () => {
  it('counts seven working days after the decision', () => {
    expect(penaltyPushDeadline('2026-11-23', '2026-11-24')).toEqual({ dueOn: '2026-12-02', estimated: false, daysLeft: 6 });
    expect(penaltyPushDeadline('2026-09-24', '2026-09-24').dueOn).toBe('2026-10-12');
  });
});

describe('every deadline', () => {
  it('falls on a working day, and its days left are positive before, 0 on, negative after', () => {
    const day = fc.integer({ min: toDayNumber('2018-01-01'), max: toDayNumber('2028-12-31') }).map(fromDayNumber);
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 40 }), (received, later) => {
        const today = addDays(received, later);
        const { dueOn, daysLeft } = claimDeadline(received, today);
        expect(isWorkingDay(dueOn).working).toBe(true);
        expect(workingDaysBetween(received, dueOn).days).toBe(3);
        expect(Math.sign(daysLeft)).toBe(Math.sign(toDayNumber(dueOn) - toDayNumber(today)));
        expect(workingDaysLeft(dueOn, today)).toBe(daysLeft);
      }),
    );
  });
});
