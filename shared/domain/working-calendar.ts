/**
 * 工作日 by the State Council's yearly notices (调休 included). A year whose notice is not at hand is reckoned by weekends
 * alone, and every answer that touches such a year says `estimated`: a promise about 2027 must not look like a fact.
 */
import type { IsoDate } from '#shared/domain/approval.ts';
import { fromDayNumber, toDayNumber, yearOf } from '#shared/domain/dates.ts';
import { HOLIDAY_NOTICES } from '#shared/domain/holidays.generated.ts';

interface NamedDay {
  readonly working: boolean;
  readonly name: string;
}

const PUBLISHED_YEARS: ReadonlySet<number> = new Set(HOLIDAY_NOTICES.filter(({ papers }) => papers.length > 0).map(({ year }) => year));
const FIRST_PUBLISHED_YEAR = Math.min(...PUBLISHED_YEARS);

function daysOf(span: string): readonly number[] {
  const [first = '', last = first] = span.split('/');
  const start = toDayNumber(first);
  return Array.from({ length: toDayNumber(last) - start + 1 }, (_, index) => start + index);
}

/** Every day that a notice names; a notice may name days of the December before (2018-12-29). */
const NAMED_DAYS: ReadonlyMap<number, NamedDay> = new Map<number, NamedDay>(
  HOLIDAY_NOTICES.flatMap(({ holidays }) => holidays).flatMap(({ name, off, work }) => [
    ...off.flatMap(daysOf).map((day) => [day, { working: false, name }] as const),
    ...work.flatMap(daysOf).map((day) => [day, { working: true, name }] as const),
  ]),
);

/** 0 Monday … 6 Sunday; day 0 is Thursday 1970-01-01 */
function weekPosition(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

function isWeekday(day: number): boolean {
  return weekPosition(day) < 5;
}

function isWorking(day: number): boolean {
  return NAMED_DAYS.get(day)?.working ?? isWeekday(day);
}

/** Days that the notices turn round, ascending, each with the sum of all turns up to it (+1 worked weekend, -1 free weekday). */
const TURNED_DAYS: readonly { readonly day: number; readonly sum: number }[] = (() => {
  let sum = 0;
  return [...NAMED_DAYS]
    .filter(([day, { working }]) => working !== isWeekday(day))
    .sort(([left], [right]) => left - right)
    .map(([day, { working }]) => {
      sum += working ? 1 : -1;
      return { day, sum };
    });
})();

function turnsUpTo(day: number): number {
  let low = 0;
  let high = TURNED_DAYS.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((TURNED_DAYS[middle]?.day ?? 0) <= day) low = middle + 1;
    else high = middle;
  }
  return TURNED_DAYS[low - 1]?.sum ?? 0;
}

/** Working days up to and including `day`, from a fixed Monday; only differences mean anything. */
function workingCount(day: number): number {
  const position = weekPosition(day);
  const weeks = (day + 3 - position) / 7;
  return weeks * 5 + Math.min(position + 1, 5) + turnsUpTo(day);
}

/** True when a year from that of day `first` to that of day `last` has no published notice. */
function touchesUnpublished(first: number, last: number): boolean {
  const lastYear = yearOf(fromDayNumber(last));
  for (let year = yearOf(fromDayNumber(first)); year <= lastYear; year += 1) if (!PUBLISHED_YEARS.has(year)) return true;
  return false;
}

export interface DayAnswer {
  readonly working: boolean;
  /** reckoned by weekends alone, because no notice for the year is at hand */
  readonly estimated: boolean;
  /** 春节, 国庆节 …: the holiday that makes this a day off, or a worked weekend */
  readonly holiday?: string;
}

/** Is this a working day, and how sure is that? */
export function isWorkingDay(date: IsoDate): DayAnswer {
  const day = toDayNumber(date);
  const named = NAMED_DAYS.get(day);
  if (named) return { working: named.working, estimated: false, holiday: named.name };
  return { working: isWeekday(day), estimated: !PUBLISHED_YEARS.has(yearOf(date)) };
}

/**
 * The `count`th working day after `date`, the day itself not counted (民法典 201: 开始的当日不计入); before it when `count` is
 * negative, the day itself for 0. The answer is always a working day unless `count` is 0.
 */
export function addWorkingDays(date: IsoDate, count: number): { readonly date: IsoDate; readonly estimated: boolean } {
  const start = toDayNumber(date);
  const step = count < 0 ? -1 : 1;
  let day = start;
  for (let left = Math.abs(count); left > 0; ) {
    day += step;
    if (isWorking(day)) left -= 1;
  }
  const estimated = count !== 0 && touchesUnpublished(Math.min(start + step, day), Math.max(start + step, day));
  return { date: fromDayNumber(day), estimated };
}

/** Working days after `from` up to and including `to`; negative, counted the other way, when `to` is earlier. */
export function workingDaysBetween(from: IsoDate, to: IsoDate): { readonly days: number; readonly estimated: boolean } {
  const first = toDayNumber(from);
  const last = toDayNumber(to);
  if (first === last) return { days: 0, estimated: false };
  const [early, late] = first < last ? [first, last] : [last, first];
  return { days: workingCount(last) - workingCount(first), estimated: touchesUnpublished(early + 1, late) };
}

/** The papers behind a year's calendar; empty when its notice is not at hand. */
export function holidayPapers(year: number): readonly string[] {
  return HOLIDAY_NOTICES.find((notice) => notice.year === year)?.papers ?? [];
}

/** 2027 年放假通知尚未发布，暂按周末推算; empty when the notices of all these years are at hand. */
export function calendarNote(...years: readonly number[]): string {
  const unknown = [...new Set(years)].filter((year) => !PUBLISHED_YEARS.has(year)).sort((left, right) => left - right);
  const list = (some: readonly number[]) => some.map((year) => `${year} 年`).join('、');
  const earlier = unknown.filter((year) => year < FIRST_PUBLISHED_YEAR);
  const later = unknown.filter((year) => year > FIRST_PUBLISHED_YEAR);
  return [
    earlier.length ? `${list(earlier)}的放假通知没有收录，暂按周末推算` : '',
    later.length ? `${list(later)}放假通知尚未发布，暂按周末推算` : '',
  ]
    .filter(Boolean)
    .join('；');
}
