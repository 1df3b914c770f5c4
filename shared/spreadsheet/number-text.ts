/**
 * Numbers of a workbook as a person sees them: dates as YYYY-MM-DD, no 1E+17, no trailing .0. No Date object with a time
 * zone comes near: a serial number is days since an epoch, and so is the answer.
 */
import { SSF } from 'xlsx';
import type { Cell } from './sheet-cells.ts';

export interface NumberFormat {
  readonly kind: 'general' | 'date' | 'time' | 'other';
  /** as in the file, e.g. `yyyy"年"m"月"d"日"` */
  readonly code: string;
}

export const GENERAL: NumberFormat = { kind: 'general', code: 'General' };

/** Formats that files name by number only (ECMA-376 18.8.30; 27–36 and 50–58 are the Chinese ones). */
const BUILT_IN: ReadonlyMap<number, string> = new Map<number, string>([
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [9, '0%'],
  [10, '0.00%'],
  [11, '0.00E+00'],
  [12, '# ?/?'],
  [13, '# ??/??'],
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'yyyy-mm-dd'] as const),
  [22, 'yyyy-mm-dd hh:mm'],
  ...[18, 19, 20, 21, 32, 33, 34, 35, 55, 56].map((id) => [id, 'hh:mm:ss'] as const),
  [45, 'mm:ss'],
  [46, '[h]:mm:ss'],
  [47, 'mm:ss.0'],
  [48, '##0.0E+0'],
]);

/** The format for an id that the file doesn't spell out. */
export function builtInFormat(id: number): NumberFormat {
  const code = BUILT_IN.get(id);
  return code === undefined ? GENERAL : numberFormat(code);
}

/** Reads a format code; what it says in quotes, brackets or after a backslash isn't a placeholder. */
export function numberFormat(code: string): NumberFormat {
  if (code === '' || code === '@' || /general|通用|常规/i.test(code)) return GENERAL;
  const first = code.split(';')[0] ?? '';
  const bare = first.replace(/"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]?|[eE][+-]|am\/pm|a\/p/gi, '');
  if (/[yd年日]/i.test(bare) || (/m/i.test(bare) && !/[hs\]]/i.test(bare))) return { kind: 'date', code };
  if (/[hs]|\[m/i.test(bare)) return { kind: 'time', code };
  return { kind: 'other', code };
}

/** 9999-12-31 in the 1900 system */
const LAST_SERIAL = 2_958_465;
const DAY_MILLISECONDS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/**
 * A serial date as `YYYY-MM-DD`, with ` HH:MM:SS` where it has a time of day; undefined outside the calendar.
 * In the 1900 system 1900 counts as a leap year (ECMA-376 18.17.4.1): days before 1 March 1900 lie one higher.
 */
export function serialDate(serial: number, date1904: boolean): string | undefined {
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400);
  if (days < (date1904 ? 0 : 1) || days > LAST_SERIAL) return undefined;
  const shifted = date1904 || days >= 60 ? days : days + 1;
  const date = new Date((date1904 ? EPOCH_1904 : EPOCH_1900) + shifted * DAY_MILLISECONDS).toISOString().slice(0, 10);
  const rest = seconds - days * 86_400;
  return rest === 0 ? date : `${date} ${clock(rest)}`;
}

/** The cell for a number in a format. A number of 16 or more digits is flawed: Excel keeps 15, the rest is invented. */
export function numberCell(value: number, format: NumberFormat, date1904: boolean): Cell {
  if (!Number.isFinite(value)) return { text: '#NUM!', flaw: 'errorValue' };
  if (format.kind === 'date') {
    const date = serialDate(value, date1904);
    if (date !== undefined) return date;
  }
  if (Math.abs(value) >= 1e15) return { text: value.toExponential(14).replace(/\.?0*e/, 'E'), flaw: 'longNumber' };
  if (format.kind === 'time' && value >= 0 && value < 1) return clock(Math.round(value * 86_400) % 86_400);
  if (format.kind === 'other') return formatted(value, format.code) ?? plainNumber(value);
  return plainNumber(value);
}

/** Fifteen significant digits, as the cell keeps them; never with an exponent. */
export function plainNumber(value: number): string {
  if (Number.isInteger(value)) return String(value === 0 ? 0 : value);
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e') ? value.toFixed(20).replace(/0+$/, '').replace(/\.$/, '') : text;
}

/** By the cell's own format (`0000` shows 7 as 0007); undefined for what hides digits: exponents and thousands' commas. */
function formatted(value: number, code: string): string | undefined {
  if (/[eE][+-]|,|\?/.test(code)) return undefined;
  try {
    const text: string = String(SSF.format(code, value)).trim();
    return text === '' || /[#*]/.test(text) ? undefined : text;
  } catch {
    // the library throws Errors and plain strings at codes it can't read; the number itself is then the best there is
    return undefined;
  }
}

function clock(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
}
