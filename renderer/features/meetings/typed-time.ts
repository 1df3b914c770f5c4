/** Days and times as they are typed while a meeting goes on: quickly, without a picker, in whatever way people write them. */
import { isRealDate } from '#shared/domain/dates.ts';

/** `0930`, `9:30`, `9：30`, `9点半`, `9` → `09:30` …; undefined while it is no time of a day */
export function clockOf(typed: string): string | undefined {
  const found = /^(\d{1,2})(?:[:：.点时]?(\d{2})分?|[点时](半)?|)$/.exec(typed.trim().replaceAll(' ', ''));
  if (!found) return undefined;
  const hour = Number(found[1]);
  const minute = found[3] === undefined ? Number(found[2] ?? 0) : 30;
  return hour > 23 || minute > 59 ? undefined : `${two(hour)}:${two(minute)}`;
}

/**
 * `2026-12-18`, `20261218`, `2026年12月18日`, and without the year `12-18`, `12.18`, `1218`, `12月18日`: the first such day on or
 * after `from`. Undefined while it is no day.
 */
export function dayOf(typed: string, from: string): string | undefined {
  const plain = typed
    .trim()
    .replace(/[年月/.．。－—-]/gu, '-')
    .replace(/[日号\s]/gu, '');
  const whole = /^(\d{4})-?(\d{1,2})-(\d{1,2})$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (whole) return realDay(Number(whole[1]), whole[2], whole[3]);
  const short = /^(\d{1,2})-(\d{1,2})$/.exec(plain) ?? /^(\d{2})(\d{2})$/.exec(plain);
  if (!short) return undefined;
  const year = Number(from.slice(0, 4));
  const day = realDay(year, short[1], short[2]);
  return day !== undefined && day < from ? realDay(year + 1, short[1], short[2]) : day;
}

function realDay(year: number, month: string | undefined, day: string | undefined): string | undefined {
  const date = `${year}-${two(Number(month))}-${two(Number(day))}`;
  return isRealDate(date) ? date : undefined;
}

const two = (value: number) => String(value).padStart(2, '0');
