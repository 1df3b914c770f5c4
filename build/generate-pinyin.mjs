/**
 * Writes shared/domain/pinyin-initials.generated.ts: for every Chinese character the first letters that its readings can
 * have, most common reading first. Run by hand (`node build/generate-pinyin.mjs`) when pinyin-pro is updated; the result
 * is committed, so that the application carries 22 KB of initials and not the whole of pinyin-pro.
 *
 * Readings: pinyin-pro (MIT licence).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';

/** CJK Unified Ideographs; one code each in the table. */
const FIRST = 0x4e00;
const LAST = 0x9fff;
/** 〇 and the extensions A to G, of which pinyin-pro knows only a few: listed one by one. */
const OTHER_RANGES = [
  [0x3007, 0x3007],
  [0x3400, 0x4dbf],
  [0x20000, 0x323af],
];
const LETTERS_PER_LINE = 128;
/** Codes are written as printable ASCII without `"`, then as Latin Extended; two-byte letters are for the rare sets. */
const ASCII_START = 0x23;
const ASCII_COUNT = 0x7f - ASCII_START;
const EXTENDED_START = 0x100;

/** Distinct first letters of all readings, most common reading first; '' where pinyin-pro has none. */
function initialsOfCharacter(character) {
  const letters = pinyin(character, { multiple: true, toneType: 'none', type: 'array' })
    .map((reading) => reading.normalize('NFD').charAt(0).toLowerCase())
    .filter((letter) => letter >= 'a' && letter <= 'z');
  return [...new Set(letters)].join('');
}

function codeLetter(index) {
  return String.fromCharCode(index < ASCII_COUNT ? ASCII_START + index : EXTENDED_START + index - ASCII_COUNT);
}

function collect() {
  const table = [];
  for (let codePoint = FIRST; codePoint <= LAST; codePoint += 1) table.push(initialsOfCharacter(String.fromCodePoint(codePoint)));
  const others = [];
  for (const [from, to] of OTHER_RANGES) {
    for (let codePoint = from; codePoint <= to; codePoint += 1) {
      const character = String.fromCodePoint(codePoint);
      const initials = initialsOfCharacter(character);
      if (initials !== '') others.push(`${character}${initials}`);
    }
  }
  return { table, others };
}

function setsByFrequency(table) {
  const counts = new Map();
  for (const initials of table) counts.set(initials, (counts.get(initials) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([initials]) => initials);
}

function pinyinVersion() {
  return JSON.parse(readFileSync(new URL('../node_modules/pinyin-pro/package.json', import.meta.url), 'utf8')).version;
}

function generate() {
  const { table, others } = collect();
  const sets = setsByFrequency(table);
  const codes = table.map((initials) => codeLetter(sets.indexOf(initials)));
  const lines = [];
  for (let start = 0; start < codes.length; start += LETTERS_PER_LINE) {
    lines.push(`  ${JSON.stringify(codes.slice(start, start + LETTERS_PER_LINE).join(''))},`);
  }
  return [
    `// Written by build/generate-pinyin.mjs from pinyin-pro ${pinyinVersion()} (MIT licence, Copyright zh-lx). Do not edit.`,
    '',
    '/** Sets of initials, most frequent set first, most common reading first inside a set; `-` is "no reading known". */',
    `export const INITIAL_SETS = ${JSON.stringify(sets.map((initials) => initials || '-').join(' '))};`,
    '',
    '/** Position of the set for each code point from FIRST_CODE_POINT: ASCII from ASCII_START, then from EXTENDED_START. */',
    `export const FIRST_CODE_POINT = 0x${FIRST.toString(16)};`,
    `export const ASCII_START = 0x${ASCII_START.toString(16)};`,
    `export const ASCII_COUNT = ${ASCII_COUNT};`,
    `export const EXTENDED_START = 0x${EXTENDED_START.toString(16)};`,
    'export const SET_CODES = [',
    ...lines,
    "].join('');",
    '',
    '/** Characters outside that block, each followed by its initials. */',
    `export const OTHER_CHARACTERS = ${JSON.stringify(others.join(' '))};`,
    '',
  ].join('\n');
}

writeFileSync(new URL('../shared/domain/pinyin-initials.generated.ts', import.meta.url), generate());
