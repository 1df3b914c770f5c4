/**
 * Calendar dates as `YYYY-MM-DD`, without time and zone. Arithmetic counts days as integers (proleptic Gregorian), so
 * no clock, zone or summer time can move a date; `Date` appears only where an instant has to become a date.
 */
import type { IsoDate } from '#shared/domain/approval.ts';
import { isBlank } from '#shared/domain/text.ts';

// ---- arithmetic ----

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

function daysInMonth(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return leap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

function exists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function toIso(year: number, month: number, day: number): IsoDate {
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

function partsOf(date: IsoDate): readonly [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

/** True for `YYYY-MM-DD` that stands in the calendar; 2023-02-30 does not. */
export function isRealDate(text: string): text is IsoDate {
  return ISO_DATE.test(text) && exists(...partsOf(text));
}

export function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4));
}

/** Days since 1970-01-01, negative before. Years are counted from March so that the leap day is the last of its year. */
export function toDayNumber(date: IsoDate): number {
  const [year, month, day] = partsOf(date);
  const marchYear = month > 2 ? year : year - 1;
  const dayOfMarchYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfMarchYear - 719_468;
}

/** The inverse of {@link toDayNumber}, for years 0–9999. */
export function fromDayNumber(dayNumber: number): IsoDate {
  const days = dayNumber + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return toIso(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** The same day `years` later (negative: earlier); 29 February becomes 28 in a common year. */
export function addYears(date: IsoDate, years: number): IsoDate {
  const [year, month, day] = partsOf(date);
  return toIso(year + years, month, Math.min(day, daysInMonth(year + years, month)));
}

/** 0 Sunday … 6 Saturday */
export function weekdayOf(date: IsoDate): number {
  return (((toDayNumber(date) + 4) % 7) + 7) % 7;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The date that a calendar on the wall shows in `timeZone` (IANA name) at the instant `now`. */
export function todayIn(timeZone: string, now: Date): IsoDate {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'gregory', year: 'numeric', month: 'numeric', day: 'numeric' });
    formatters.set(timeZone, formatter);
  }
  const parts = new Map(formatter.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  return toIso(parts.get('year') ?? 0, parts.get('month') ?? 0, parts.get('day') ?? 0);
}

// ---- notations ----

export const EARLIEST_YEAR = 1949;
export const LATEST_YEAR = 2099;

/** Nothing set: the text says that there is no date (empty, —, -, 无). Otherwise exactly one of the three. */
export interface ParsedDate {
  readonly date?: IsoDate;
  readonly longTerm?: true;
  readonly problem?: DateProblem;
}
export interface DateProblem {
  readonly code: 'impossible' | 'out-of-range' | 'incomplete' | 'duration' | 'serial' | 'unreadable';
  /** Chinese; does not repeat the text complained about */
  readonly message: string;
}

const PROBLEM_MESSAGES: Readonly<Record<DateProblem['code'], string>> = {
  impossible: '日历上没有这一天。请核对年、月、日后改正。',
  'out-of-range': `年份不在 ${EARLIEST_YEAR} 年至 ${LATEST_YEAR} 年之间，多半是录入错误。请核对；有效期若无期限限制，请填“长期”。`,
  incomplete: '日期不完整，应当有四位年份、月和日。请写成 2023-03-01 的样子。',
  duration: '这是一段期限，不是日期。请填写具体的日期，例如 2026-02-28。',
  serial: '这像是表格软件内部的日期序号。请在原表中把这一列设为日期格式后重新导出。',
  unreadable: '看不出是哪一天。请写成 2023-03-01 的样子。',
};

function problem(code: DateProblem['code']): ParsedDate {
  return { problem: { code, message: PROBLEM_MESSAGES[code] } };
}

const LONG_TERM_WORDS: ReadonlySet<string> = new Set([
  '长期',
  '永久',
  '长期有效',
  '永久有效',
  '无固定期限',
  '无期限',
  '无限期',
  '长久',
  '长久有效',
  '不限期',
]);
/** How systems that know only dates write 长期 (reference: public 双公示 data) */
const LONG_TERM_DATES: ReadonlySet<string> = new Set(['2099-12-31', '2099-01-31']);

const PLAIN = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const TIME = String.raw`(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?`;
const WEEKDAY = String.raw`(?:\s*\(?(?:星期|周)[一二三四五六日天]\)?)?`;
const SEPARATED = new RegExp(String.raw`^(\d{4})\s*([-/.—–])\s*(\d{1,2})\s*\2\s*(\d{1,2})${WEEKDAY}${TIME}$`);
const CHINESE = new RegExp(String.raw`^(\d{4})\s*(年)\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]${WEEKDAY}${TIME}$`);
const COMPACT = new RegExp(String.raw`^(\d{4})()(\d{2})(\d{2})(?:[0-2]\d[0-5]\d[0-5]\d)?${TIME}$`);

const DURATION = /^(?:\d+|[一二两三四五六七八九十半]+)\s*(?:年|个?月|天|日)(?:半)?$/;
const INCOMPLETE = /^(?:\d{4}(?:[-/.年]\s*(?:\d{1,2}月?)?)?|\d{6}|\d{1,2}[-/.]\d{1,2}[-/.]\d{1,4})$/;

/**
 * Reads a date in any of the notations that self-built systems export: `2023-3-1`, `2023/03/01`, `2023.3.1`,
 * `2023年3月1日`, `20230301`, each with a time behind, in full-width digits too; 长期 and its synonyms and the dates that
 * stand for it; `—` and the like for none. An instant with a zone is given as the date in Beijing.
 */
export function parseDate(text: string): ParsedDate {
  const iso = readIso(text);
  if (iso) return iso;
  const plain = PLAIN.exec(text);
  if (plain) return dateFrom(plain);
  const folded = text
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trim();
  if (isBlank(folded)) return {};
  if (LONG_TERM_WORDS.has(folded)) return { longTerm: true };
  const match = PLAIN.exec(folded) ?? SEPARATED.exec(folded) ?? CHINESE.exec(folded) ?? COMPACT.exec(folded);
  if (match) return dateFrom(match);
  if (DURATION.test(folded)) return problem('duration');
  if (/^[1-9]\d{4}(?:\.\d+)?$/.test(folded)) return problem('serial');
  return problem(INCOMPLETE.test(folded) ? 'incomplete' : 'unreadable');
}

/** The ordinary case, `2023-03-01` in a usual year, without a regular expression: a large table has 300,000 dates. */
function readIso(text: string): ParsedDate | undefined {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  const year = digitsAt(text, 0, 4);
  if (!(year >= EARLIEST_YEAR && year < LATEST_YEAR)) return undefined;
  return exists(year, digitsAt(text, 5, 7), digitsAt(text, 8, 10)) ? { date: text } : undefined;
}

/** NaN when something else than a digit stands there. */
function digitsAt(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
  }
  return value;
}

/** Groups: 1 year, 3 month, 4 day, 5–7 time, 8 zone. */
function dateFrom(match: RegExpExecArray): ParsedDate {
  const year = Number(match[1]);
  const month = Number(match[3]);
  const day = Number(match[4]);
  if (!exists(year, month, day)) return problem('impossible');
  let date = toIso(year, month, day);
  if (match[5] !== undefined) {
    const [hour, minute, second] = [match[5], match[6], match[7]].map((part) => Number(part ?? 0)) as [number, number, number];
    if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return problem('unreadable');
    if (match[8]) date = dateInBeijing(date, hour, minute, match[8]);
  }
  if (LONG_TERM_DATES.has(date)) return { longTerm: true };
  const finalYear = yearOf(date);
  return finalYear < EARLIEST_YEAR || finalYear > LATEST_YEAR ? problem('out-of-range') : { date };
}

/** `2023-02-28T16:00:00.000Z` is how a program writes midnight of 1 March in Beijing. */
function dateInBeijing(date: IsoDate, hour: number, minute: number, zone: string): IsoDate {
  const digits = zone.replace(':', '');
  const sign = digits.startsWith('-') ? -1 : 1;
  const offset = zone === 'Z' ? 0 : sign * (Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5)));
  return todayIn('Asia/Shanghai', new Date(toDayNumber(date) * 86_400_000 + (hour * 60 + minute - offset) * 60_000));
}

/**
 * Reads a period that stands in one cell, `2023-03-01至2026-02-28` or `自2023年3月1日起至长期`.
 * @returns undefined unless both halves are a date or 长期
 */
export function parsePeriod(text: string): { readonly from: ParsedDate; readonly to: ParsedDate } | undefined {
  const folded = text
    .normalize('NFKC')
    .trim()
    .replace(/^[自从]/, '')
    .replace(/(?:为?止|截止)$/, '');
  const oneHyphen = folded.indexOf('-') === folded.lastIndexOf('-');
  const halves = folded.split(oneHyphen ? /[至到~—–-]+/ : /[至到~—–]+|\s-+\s|--/);
  if (halves.length !== 2) return undefined;
  const [from, to] = halves.map((half) => parseDate(half.trim().replace(/起$/, '')));
  if (!from?.date || !(to?.date ?? to?.longTerm)) return undefined;
  return { from, to };
}
