/** Text as tables and people give it: cleaning what is kept, and making two spellings of the same thing comparable. */

/**
 * Only ASCII that prints, CJK and full-width forms: nothing to clean. Tested first because the property classes below
 * cost five times as much, and nearly every cell is ordinary.
 */
const ORDINARY = /^[ -~\u3000-\ud7ff\uff00-\uffef]*$/;
/** Controls, format characters (zero width, direction marks, BOM), lone surrogates, line and paragraph separators. */
const UNWANTED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const ALL_UNWANTED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const UNWANTED_BUT_LINE_FEED = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/gu;
const LINE_BREAK = /[\n\r\p{Zl}\p{Zp}]/u;
/** Scripts and punctuation that are written without spaces between words. */
const ENDS_TOGETHER = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]$/u;
const BEGINS_TOGETHER = /^[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/** What stands in a cell when there is nothing to say; compared in lower case after trimming. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['-', '--', '—', '——', '–', '－', '/', '／', '\\', '无', '空', '暂无', 'null', 'n/a']);

/** True for an absent or empty text and for the usual placeholders (—, -, /, 无, null …). */
export function isBlank(text: string | undefined): boolean {
  if (text === undefined || text === '') return true;
  if (text.length > 12) return false;
  const trimmed = text.trim();
  return trimmed === '' || (trimmed.length <= 4 && PLACEHOLDERS.has(trimmed.toLowerCase()));
}

/**
 * One line for keeping: outer white space (U+3000 and NBSP too) and invisible characters go; a line break inside goes
 * without trace between Chinese characters, where cells are broken to fit a column, and becomes a space elsewhere.
 */
export function cleanLine(text: string): string {
  const trimmed = text.trim();
  if (ORDINARY.test(trimmed) || !UNWANTED.test(trimmed)) return trimmed;
  return trimmed
    .split(LINE_BREAK)
    .map((line) => line.replaceAll('\t', ' ').replace(ALL_UNWANTED, '').trim())
    .filter((line) => line !== '')
    .map((line, index, lines) => (index === 0 || areWrittenTogether(lines[index - 1] ?? '', line) ? line : ` ${line}`))
    .join('');
}

function areWrittenTogether(before: string, after: string): boolean {
  return ENDS_TOGETHER.test(before.slice(-2)) && BEGINS_TOGETHER.test(after);
}

/** Several lines for keeping (审批内容, 备注): as {@link cleanLine}, but line breaks stay, as `\n`. */
export function cleanText(text: string): string {
  const trimmed = text.trim();
  if (ORDINARY.test(trimmed) || !UNWANTED.test(trimmed)) return trimmed;
  return trimmed
    .replace(/\r\n?|[\p{Zl}\p{Zp}]/gu, '\n')
    .replaceAll('\t', ' ')
    .replace(UNWANTED_BUT_LINE_FEED, '')
    .trim();
}

const NOT_COMPARED = /[\s\p{Cc}\p{Cf}\p{Cs}]/gu;
/** NFKC leaves these alone, but for the full-width brackets, which are replaced anyway */
const PLAIN_COMPARABLE = /^[!-~\u4e00-\u9fff〔〕（）]*$/;
const OPENING_BRACKET = /[〔[【〖﹝{（]/g;
const CLOSING_BRACKET = /[〕\]】〗﹞}）]/g;

/**
 * The form in which names and decision numbers are compared, never shown: NFKC, every kind of bracket alike, every
 * kind of middle dot alike, no white space. `宁新区〔2025〕 1号`, `宁新区[2025]1号` and `宁新区（2025）１号` are the same.
 */
export function comparableText(text: string): string {
  if (PLAIN_COMPARABLE.test(text)) return text.replace(OPENING_BRACKET, '(').replace(CLOSING_BRACKET, ')');
  return text
    .replace(NOT_COMPARED, '')
    .normalize('NFKC')
    .replace(OPENING_BRACKET, '(')
    .replace(CLOSING_BRACKET, ')')
    .replace(/[•・‧∙⋅]/g, '·')
    .replace(/\s/g, '');
}
