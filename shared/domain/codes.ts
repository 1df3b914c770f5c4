/**
 * Codes that identify a counterpart or a department: 统一社会信用代码 (GB 32100-2015), 公民身份证号码 (GB 11643-1999) and
 * the old 工商注册号. Readers never throw: they give the normalised value and say what is wrong with it.
 */
import type { IsoDate } from '#shared/domain/approval.ts';
import { isRealDate } from '#shared/domain/dates.ts';

const PLAIN_CODE = /^[0-9A-Z]*$/;

/** Full-width to half-width, no white space or invisible characters, upper case: how every code is kept and compared. */
export function normaliseCode(text: string): string {
  if (PLAIN_CODE.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .toUpperCase()
    .normalize('NFKC');
}

// ---- 统一社会信用代码 ----

/** GB 32100-2015 table 1: digits and capitals without I, O, S, V, Z; the position is the character's value. */
const USCC_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_VALUES = new Map([...USCC_CHARACTERS].map((character, value) => [character, value]));
/** 3^i mod 31 (GB 32100-2015, 5) */
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
/** GB 11714: weights of the organisation code inside the USCC */
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The agreed "has none" of 双公示; the 工商注册号 is then required. */
export const NO_USCC = '00000000000000000X';

export interface UsccReading {
  /** normalised; 18 characters of the set unless the state says otherwise */
  readonly value: string;
  readonly state: 'valid' | 'none' | 'checkCharacterFails' | 'wrongCharacters' | 'wrongLength';
}

/** The check character for the first 17 characters; undefined when one of them is outside the set. */
export function usccCheckCharacter(first17: string): string | undefined {
  let sum = 0;
  for (const [position, weight] of USCC_WEIGHTS.entries()) {
    const value = USCC_VALUES.get(first17[position] ?? '');
    if (value === undefined) return undefined;
    sum += value * weight;
  }
  return USCC_CHARACTERS[(31 - (sum % 31)) % 31];
}

/** Reads a USCC in any width and case. The region inside is not judged: real codes keep regions that are long gone. */
export function readUscc(text: string): UsccReading {
  const value = normaliseCode(text);
  if (value === NO_USCC) return { value, state: 'none' };
  if (value.length !== 18) return { value, state: 'wrongLength' };
  const expected = usccCheckCharacter(value);
  const last = value[17] ?? '';
  if (expected === undefined || !USCC_VALUES.has(last)) return { value, state: 'wrongCharacters' };
  return { value, state: expected === last ? 'valid' : 'checkCharacterFails' };
}

/** 92…: 个体工商户 (GB 32100-2015: 9 工商, 2 个体工商户) */
export function isIndividualBusinessUscc(uscc: string): boolean {
  return uscc.startsWith('92');
}

/**
 * A USCC with right check characters, for invented departments and companies.
 * @param prefix 登记管理部门 and 机构类别, e.g. `91` company, `92` individual business, `11` public authority
 * @param division six digits of GB/T 2260
 * @param body eight characters of the USCC set; the ninth of the organisation code is computed (GB 11714)
 * @throws RangeError when a part has the wrong length or characters
 */
export function makeUscc(prefix: string, division: string, body: string): string {
  const front = prefix + division + body;
  if (prefix.length !== 2 || !/^\d{6}$/.test(division) || body.length !== 8 || ![...front].every((c) => USCC_VALUES.has(c))) {
    throw new RangeError('makeUscc: 2 characters, 6 digits and 8 characters of GB 32100-2015 table 1 are needed');
  }
  const sum = ORGANISATION_WEIGHTS.reduce((total, weight, position) => total + weight * Number.parseInt(body[position] ?? '', 36), 0);
  const remainder = 11 - (sum % 11);
  const first17 = front + (remainder === 10 ? 'X' : String(remainder % 11));
  return first17 + (usccCheckCharacter(first17) ?? '');
}

// ---- 工商注册号 ----

/** 15 digits (since 2007) or 13 (before). Its own check digit is not judged: many in use never had a right one. */
export function looksLikeRegistrationNumber(code: string): boolean {
  return /^(?:\d{13}|\d{15})$/.test(code);
}

// ---- 公民身份证号码 ----

/** 2^(17-i) mod 11 (GB 11643-1999; ISO 7064 MOD 11-2) */
const CITIZEN_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CITIZEN_CHECK_CHARACTERS = '10X98765432';
const EARLIEST_BIRTH = '1900-01-01';

export interface CitizenIdReading {
  readonly value: string;
  /** `old15`: the number of before 1999, right in itself but no longer valid */
  readonly state: 'valid' | 'old15' | 'checkCharacterFails' | 'impossibleDate' | 'wrongCharacters' | 'wrongLength';
}

function citizenCheckCharacter(first17: string): string {
  let sum = 0;
  for (const [position, weight] of CITIZEN_WEIGHTS.entries()) sum += (first17.charCodeAt(position) - 48) * weight;
  return CITIZEN_CHECK_CHARACTERS[sum % 11] ?? '';
}

function isPlausibleBirth(digits: string, today: IsoDate): boolean {
  const date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  return isRealDate(date) && date >= EARLIEST_BIRTH && date <= today;
}

/** Reads a citizen ID in any width; `x` counts as `X`. `today` bounds the birth date. */
export function readCitizenId(text: string, today: IsoDate): CitizenIdReading {
  const value = normaliseCode(text);
  if (value.length === 15) {
    if (!/^[1-9]\d{14}$/.test(value)) return { value, state: 'wrongCharacters' };
    return { value, state: isPlausibleBirth(`19${value.slice(6, 12)}`, today) ? 'old15' : 'impossibleDate' };
  }
  if (value.length !== 18) return { value, state: 'wrongLength' };
  if (!/^[1-9]\d{16}[\dX]$/.test(value)) return { value, state: 'wrongCharacters' };
  if (!isPlausibleBirth(value.slice(6, 14), today)) return { value, state: 'impossibleDate' };
  return { value, state: citizenCheckCharacter(value) === value[17] ? 'valid' : 'checkCharacterFails' };
}

/** The 18-digit form of a 15-digit number (GB 11643-1999: century 19, check character); other values come back as they are. */
export function upgradeCitizenId(value: string): string {
  if (!/^\d{15}$/.test(value)) return value;
  const first17 = `${value.slice(0, 6)}19${value.slice(6)}`;
  return first17 + citizenCheckCharacter(first17);
}

/**
 * A citizen ID with a right check character, for invented persons.
 * @param division six digits of GB/T 2260
 * @param sequence 0–999; odd for men, even for women
 * @throws RangeError when a part is out of range
 */
export function makeCitizenId(division: string, birth: IsoDate, sequence: number): string {
  if (!/^[1-9]\d{5}$/.test(division) || !isRealDate(birth) || !Number.isInteger(sequence) || sequence < 0 || sequence > 999) {
    throw new RangeError('makeCitizenId: a division of 6 digits, a real date and a sequence of 0 to 999 are needed');
  }
  const first17 = division + birth.replaceAll('-', '') + String(sequence).padStart(3, '0');
  return first17 + citizenCheckCharacter(first17);
}

// ---- damage done by spreadsheets ----

/** `3.70811E+17`: what is left of a long number after a spreadsheet has shown it in scientific notation. */
export function looksScientific(text: string): boolean {
  return text.length <= 24 && /^\d(?:\.\d+)?E\+\d{1,3}$/i.test(text.trim());
}

/** 18 digits that end in 000: a spreadsheet keeps 15 significant digits, 8 % of such values still pass the check. */
export function looksRounded(code: string): boolean {
  return code.length === 18 && code.endsWith('000') && /^\d+$/.test(code);
}
