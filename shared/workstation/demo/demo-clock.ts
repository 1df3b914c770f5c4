/** Days and hours of the demo world: working days counted back from the last one, office hours in China's time. */
import type { IsoDate } from '#shared/domain/approval.ts';
import { addDays, toDayNumber } from '#shared/domain/dates.ts';
import { addWorkingDays, isWorkingDay } from '#shared/domain/working-calendar.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** how far back the demo's history goes, in calendar days */
export const HISTORY_DAYS = 60;
/** China is 8 hours before UTC, all year */
const ZONE_MINUTES = 480;

/** The moment, in milliseconds since 1970, at which a clock in China shows `minutes` after midnight of `date`. */
export function instant(date: IsoDate, minutes: number): number {
  return toDayNumber(date) * DAY + Math.round((minutes - ZONE_MINUTES) * MINUTE);
}

/** 9:05 → 545 */
export function clock(hours: number, minutes: number): number {
  return hours * 60 + minutes;
}

export interface DemoCalendar {
  /** working days, the latest first: `days[k]` is k working days before the last */
  readonly days: readonly IsoDate[];
}

/** The working days from `today` (or the last one before) back to `length` calendar days ago. */
export function demoCalendar(today: IsoDate, length: number): DemoCalendar {
  const days: IsoDate[] = [];
  let day = isWorkingDay(today).working ? today : addWorkingDays(today, -1).date;
  const first = addDays(today, -length);
  while (day >= first) {
    days.push(day);
    day = addWorkingDays(day, -1).date;
  }
  return { days };
}

/** The first working day of the calendar on or after `date`; undefined when that lies after the last. */
export function onOrAfter({ days }: DemoCalendar, date: IsoDate): IsoDate | undefined {
  return days.findLast((day) => day >= date);
}
