/**
 * 发文字号 (GB/T 9704 7.2.5): 机关代字〔年〕序号. The year in full between U+3014 and U+3015, the number without 第 and without
 * leading zeros. Reading is strict or tolerant; the tolerant reading says what is wrong, so that a clerk learns the right form.
 */
import type { DocumentNumber } from '#shared/domain/letter.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';

/** As `documentNumberSchema` has them. */
export const EARLIEST_NUMBER_YEAR = 1949;
export const LATEST_NUMBER_YEAR = 2999;
export const LARGEST_SEQUENCE = 99_999;
export const CODE_LIMIT = 20;

/** 济高新审函〔2026〕12号 */
export function formatDocumentNumber({ code, year, sequence }: DocumentNumber): string {
  return `${code}〔${year}〕${sequence}号`;
}

export interface NumberFormProblem {
  readonly code: 'brackets' | 'ordinal' | 'leading-zero' | 'short-year' | 'spaces' | 'full-width' | 'suffix' | 'year-word';
  /** Chinese; says what to write instead */
  readonly message: string;
}

const CLAUSE = '（GB/T 9704-2012 7.2.5）';
const FORM_MESSAGES: Readonly<Record<NumberFormProblem['code'], string>> = {
  brackets: `发文字号的年份应当用六角括号“〔〕”括入，不用方括号、圆括号等${CLAUSE}。请改正括号。`,
  ordinal: `发文字号的顺序号前不加“第”字${CLAUSE}。请删去“第”。`,
  'leading-zero': `发文字号的顺序号不编虚位，1 不写成 01、001${CLAUSE}。请删去前面的 0。`,
  'short-year': `发文字号的年份应当写全四位${CLAUSE}。请补全年份。`,
  spaces: '发文字号中间不应有空格。请删去空格。',
  'full-width': '发文字号中的数字应当用半角阿拉伯数字。请改正。',
  suffix: `发文字号应当以“号”字结尾${CLAUSE}。请补上“号”。`,
  'year-word': `发文字号的年份后不写“年”字${CLAUSE}。请删去“年”。`,
};

function formProblem(code: NumberFormProblem['code']): NumberFormProblem {
  return { code, message: FORM_MESSAGES[code] };
}

/** What may stand in a 机关代字: anything that is written together and can't be taken for the rest of the number. */
const CODE = String.raw`[^\s\d０-９〔〕﹝﹞［］[\]【】〖〗()（）{}｛｝《》“”，。；：、]`;
const STRICT = new RegExp(String.raw`^(${CODE}{1,${CODE_LIMIT}})〔(\d{4})〕([1-9]\d{0,4})号$`, 'u');
const OPEN = '[〔﹝［[【〖(（{｛]';
const CLOSE = String.raw`[〕﹞］\]】〗)）}｝]`;
const TAIL = String.raw`(${OPEN})(\s*)([\d０-９]{4}|[\d０-９]{2})(\s*)(年?)(\s*)(${CLOSE})(\s*)(第?)(\s*)([\d０-９]{1,8})(\s*)`;
const TOLERANT = new RegExp(String.raw`^(${CODE}{1,${CODE_LIMIT}})(\s*)${TAIL}(号?)$`, 'u');
/** In running text the 号 is needed: （2023）12 alone may be anything, and （2023）鲁08民初1号 is a court's. */
const IN_TEXT = new RegExp(`${TAIL}(号)`, 'gu');

function inBounds(year: number, sequence: number): boolean {
  return year >= EARLIEST_NUMBER_YEAR && year <= LATEST_NUMBER_YEAR && sequence >= 1 && sequence <= LARGEST_SEQUENCE;
}

/** Whether `code` can stand in front of 〔2026〕12号 and be read back. */
export function isDocumentCode(code: string): boolean {
  return STRICT.test(`${code}〔2026〕1号`);
}

/**
 * 济高新审 → 济高新审函. Letters leave in the format 信函 (GB/T 9704 10.1); by custom their 机关代字 (7.2.5) ends in 函, so that they
 * are counted apart from decisions and don't use up their numbers. One that ends so already, or has no room for it, stays.
 */
export function codeForLetters(documentCode: string): string {
  return documentCode === '' || documentCode.endsWith('函') || documentCode.length >= CODE_LIMIT ? documentCode : `${documentCode}函`;
}

/** Reads exactly the form that {@link formatDocumentNumber} writes. */
export function parseDocumentNumber(text: string): Result<DocumentNumber> {
  const [, code, year, sequence] = STRICT.exec(text) ?? [];
  const number = { code: code ?? '', year: Number(year), sequence: Number(sequence) };
  if (code && inBounds(number.year, number.sequence)) return ok(number);
  return fail('number.form', `“${text}”不是规范的发文字号。请写成“济高新审函〔2026〕12号”的样子${CLAUSE}。`);
}

export interface DocumentNumberReading {
  readonly number: DocumentNumber;
  /** empty: the form was right */
  readonly problems: readonly NumberFormProblem[];
}

function toHalfWidth(digits: string): string {
  return digits.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

/** What is wrong with the part from the bracket on; `groups` are those of {@link TAIL} and the 号 after it. */
function problemsOf(groups: readonly string[]): NumberFormProblem[] {
  const [open, , year = '', , yearWord, , close, , ordinal, , sequence = '', , suffix] = groups;
  const problems: NumberFormProblem[] = [];
  if (open !== '〔' || close !== '〕') problems.push(formProblem('brackets'));
  if (year.length === 2) problems.push(formProblem('short-year'));
  if (yearWord) problems.push(formProblem('year-word'));
  if (ordinal) problems.push(formProblem('ordinal'));
  if (/^[0０]/.test(sequence)) problems.push(formProblem('leading-zero'));
  if (/[０-９]/.test(year + sequence)) problems.push(formProblem('full-width'));
  if (groups.some((group) => group !== '' && group.trim() === '')) problems.push(formProblem('spaces'));
  if (!suffix) problems.push(formProblem('suffix'));
  return problems;
}

/**
 * Reads the common wrong forms too: 济高新审函[2026]第012号. Two digits of a year are taken as 20××.
 * @returns the number that is meant, and a problem for each thing wrong; fails when no number can be read
 */
export function readDocumentNumber(text: string): Result<DocumentNumberReading> {
  const [, code = '', gap = '', ...groups] = TOLERANT.exec(text.trim()) ?? [];
  const shortYear = toHalfWidth(groups[2] ?? '');
  const year = Number(shortYear.length === 2 ? `20${shortYear}` : shortYear);
  const sequence = Number(toHalfWidth(groups[10] ?? ''));
  if (!code || !inBounds(year, sequence)) {
    return fail('number.unreadable', `看不出“${text}”是哪个发文字号。请写成“济高新审函〔2026〕12号”的样子。`);
  }
  // the blank between code and bracket counts as one of the blanks inside
  const problems = problemsOf(groups.map((group, index) => (index === 1 ? gap + group : group)));
  return ok({ number: { code, year, sequence }, problems });
}

/** A number as it stands in running text; `start` and `end` in UTF-16 units, from the bracket to after 号. */
export interface FoundNumberForm {
  readonly start: number;
  readonly end: number;
  readonly problems: readonly NumberFormProblem[];
}

/** Every 〔2026〕12号 in a text, whatever its form. 国务院令第2号 and （2023）鲁08民初1号 are none. */
export function findDocumentNumbers(text: string): readonly FoundNumberForm[] {
  return [...text.matchAll(IN_TEXT)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    problems: problemsOf(match.slice(1)),
  }));
}

/** By code, year, sequence: 9号 before 10号. */
export function compareDocumentNumbers(a: DocumentNumber, b: DocumentNumber): number {
  if (a.code !== b.code) return a.code < b.code ? -1 : 1;
  return a.year - b.year || a.sequence - b.sequence;
}
