/**
 * Pinyin initials for search: 济宁高新区 is found by `jngxq`. A character with several readings matches the first letter
 * of each (重 by c and z, 行 by h and x), because clerks type the reading they have in mind.
 *
 * The table is made from pinyin-pro by build/generate-pinyin.mjs; it is decoded (about a millisecond) at first use.
 */
import {
  ASCII_COUNT,
  ASCII_START,
  EXTENDED_START,
  FIRST_CODE_POINT,
  INITIAL_SETS,
  OTHER_CHARACTERS,
  SET_CODES,
} from './pinyin-initials.generated.ts';

const LETTER_A = 97;
const LETTERS = 26;
/** More arguments in one call could overflow the stack. */
const CODES_AT_ONCE = 1000;

/**
 * A code stands for a set of letters: 0 for none, 1 to 26 for one letter, more for the sets of characters with several
 * readings. Frequent sets have low codes, so that a string of codes takes one byte a character nearly always.
 */
interface Tables {
  /** code of each character from FIRST_CODE_POINT */
  readonly codes: Uint16Array;
  readonly others: ReadonlyMap<number, number>;
  /** code → bits, bit 0 for a */
  readonly masks: Uint32Array;
  /** code → letter of the most common reading */
  readonly firstLetters: readonly string[];
}

let decoded: Tables | undefined;

function tables(): Tables {
  decoded ??= decode();
  return decoded;
}

function decode(): Tables {
  const letters = Array.from({ length: LETTERS }, (_, index) => String.fromCharCode(LETTER_A + index));
  const sets = ['', ...letters];
  const codeOfSet = new Map(sets.map((set, code) => [set, code]));
  const codeOf = (set: string): number => {
    const known = codeOfSet.get(set);
    if (known !== undefined) return known;
    codeOfSet.set(set, sets.length);
    return sets.push(set) - 1;
  };
  const listed = INITIAL_SETS.split(' ').map((set) => codeOf(set === '-' ? '' : set));
  const codes = new Uint16Array(SET_CODES.length);
  for (let index = 0; index < codes.length; index += 1) {
    const letter = SET_CODES.charCodeAt(index);
    codes[index] = listed[letter < EXTENDED_START ? letter - ASCII_START : letter - EXTENDED_START + ASCII_COUNT] ?? 0;
  }
  const others = new Map<number, number>();
  for (const item of OTHER_CHARACTERS.split(' ')) {
    const codePoint = item.codePointAt(0) as number;
    others.set(codePoint, codeOf(item.slice(codePoint > 0xffff ? 2 : 1)));
  }
  return { codes, others, masks: Uint32Array.from(sets, maskOfLetters), firstLetters: sets.map((set) => set.charAt(0)) };
}

function maskOfLetters(letters: string): number {
  let mask = 0;
  for (let index = 0; index < letters.length; index += 1) mask |= 1 << (letters.charCodeAt(index) - LETTER_A);
  return mask;
}

function codeOfCodePoint(codePoint: number, { codes, others }: Tables): number {
  const index = codePoint - FIRST_CODE_POINT;
  if (index >= 0 && index < codes.length) return codes[index] as number;
  if (codePoint >= LETTER_A && codePoint < LETTER_A + LETTERS) return codePoint - LETTER_A + 1;
  if (codePoint >= 65 && codePoint < 65 + LETTERS) return codePoint - 64;
  return others.get(codePoint) ?? 0;
}

/** The letters a character can be typed by, bit 0 for a to bit 25 for z; 0 for digits, marks and unknown characters. */
export function initialMask(codePoint: number): number {
  const known = tables();
  return known.masks[codeOfCodePoint(codePoint, known)] as number;
}

/**
 * The text as a string of codes for {@link matchesInitialCodes}, one UTF-16 unit per character that has a reading or is
 * a Latin letter; everything else is left out. Kept by the search index for each record.
 */
export function initialCodes(text: string): string {
  const known = tables();
  const normal = text.normalize('NFKC');
  const codes: number[] = [];
  for (let index = 0; index < normal.length; index += 1) {
    const unit = normal.charCodeAt(index);
    const paired = unit >= 0xd800 && unit < 0xdc00;
    const code = codeOfCodePoint(paired ? (normal.codePointAt(index) as number) : unit, known);
    if (paired && code !== 0) index += 1;
    if (code !== 0) codes.push(code);
  }
  let result = '';
  for (let start = 0; start < codes.length; start += CODES_AT_ONCE) {
    result += String.fromCharCode(...codes.slice(start, start + CODES_AT_ONCE));
  }
  return result;
}

/** The query's letters as masks, for {@link matchesInitialCodes}; undefined when it holds anything but Latin letters. */
export function initialQuery(query: string): Uint32Array | undefined {
  if (!/^[a-z]+$/i.test(query)) return undefined;
  return Uint32Array.from(query.toLowerCase(), maskOfLetters);
}

/** Whether the letters stand somewhere in the codes, one after the other. A code 0 in `codes` matches nothing. */
export function matchesInitialCodes(codes: string, query: Uint32Array): boolean {
  const { masks } = tables();
  const length = query.length;
  const first = query[0] as number;
  for (let start = 0, end = codes.length - length; start <= end; start += 1) {
    if (((masks[codes.charCodeAt(start)] as number) & first) === 0) continue;
    let matched = 1;
    while (matched < length && ((masks[codes.charCodeAt(start + matched)] as number) & (query[matched] as number)) !== 0) matched += 1;
    if (matched === length) return true;
  }
  return false;
}

/** First letters by the most common reading, e.g. 济宁高新区 → `jngxq`; Latin letters in lower case; nothing else. */
export function initialsOf(text: string): string {
  const { firstLetters } = tables();
  return Array.from(initialCodes(text), (code) => firstLetters[code.charCodeAt(0)]).join('');
}

/** Whether `query` (Latin letters) can be read as consecutive initials in `text`; false for any other query. */
export function matchesInitials(text: string, query: string): boolean {
  const letters = initialQuery(query);
  return letters !== undefined && matchesInitialCodes(initialCodes(text), letters);
}
