/**
 * Finds the header of a table: below a merged title and lines like 填报单位：…, on one row or two. Judged by names that
 * are known; where none is, the first row that looks like one is taken and the user is asked to look.
 */
import { isListedHeader, meaningOf } from './header-names.ts';
import { cellText, type Merge, type SheetCells } from './sheet-cells.ts';

export interface HeaderFinding {
  /** 1-based, one or more consecutive rows */
  readonly headerRows: readonly number[];
  /** false: no known name was found, the row is a guess */
  readonly certain: boolean;
}

const ROWS_LOOKED_AT = 10;
const MAX_HEADER_ROWS = 3;
/** a merge over more of the table's width than this is a title, not the head of a group */
const TITLE_SHARE = 0.6;

export function findHeader(sheet: SheetCells): HeaderFinding {
  const count = Math.min(sheet.rows.length, ROWS_LOOKED_AT);
  let best = { index: -1, score: Number.NEGATIVE_INFINITY, known: 0 };
  for (let index = 0; index < count; index += 1) {
    const judged = judgeRow(rowTexts(sheet, index));
    if (judged.score > best.score) best = { index, ...judged };
  }
  if (best.index < 0) return { headerRows: [], certain: false };
  if (best.known >= 2) return { headerRows: extend(sheet, best.index), certain: true };
  return { headerRows: [sheet.rowNumbers[firstFullRow(sheet, count)] ?? 1], certain: false };
}

/** Known names count most, a row of several short texts a little, long texts and digits speak against. */
function judgeRow(texts: readonly string[]): { readonly score: number; readonly known: number } {
  const filled = texts.filter((text) => text !== '');
  const listed = filled.filter(isListedHeader).length;
  const guessed = filled.filter((text) => !isListedHeader(text) && meaningOf(text) !== undefined && !looksLikeData(text)).length;
  const data = filled.filter(looksLikeData).length;
  const repeated = filled.length - new Set(filled).size;
  const score = listed * 10 + guessed * 3 + (filled.length > 1 ? Math.min(filled.length, 30) * 0.2 : -5) - data * 2 - repeated;
  return { score, known: listed + guessed };
}

/** Where no name is known: the first row that is nearly as wide as the widest and has no numbers or dates in it. */
function firstFullRow(sheet: SheetCells, count: number): number {
  const filled = sheet.rows.slice(0, count).map((_, index) => rowTexts(sheet, index).filter((text) => text !== ''));
  const widest = Math.max(...filled.map((texts) => texts.length));
  const full = filled.findIndex((texts) => texts.length >= widest * TITLE_SHARE && !texts.some(looksLikeData));
  return full < 0
    ? Math.max(
        0,
        filled.findIndex((texts) => texts.length >= widest * TITLE_SHARE),
      )
    : full;
}

function looksLikeData(text: string): boolean {
  return text.length > 60 || /\d{6,}|^\d+(?:\.\d+)?$|\d{4}[-/.年]\d{1,2}/.test(text);
}

/** The whole header around its best row, judged by merges; where the file has none, by which cells are blank. */
function extend(sheet: SheetCells, index: number): readonly number[] {
  const number = sheet.rowNumbers[index] ?? 0;
  let first = number;
  let last = number;
  for (const merge of sheet.merges) {
    const touches = merge.firstRow <= number && merge.lastRow >= number;
    if (!touches || merge.lastRow - merge.firstRow >= MAX_HEADER_ROWS || isTitle(sheet, merge)) continue;
    first = Math.min(first, merge.firstRow);
    last = Math.max(last, merge.lastRow);
  }
  if (first === last) {
    if (hasGroups(sheet, number) && isSubHeader(sheet, index + 1, number)) last = sheet.rowNumbers[index + 1] ?? last;
    else if (hasGroups(sheet, number - 1) && sheet.rowNumbers[index - 1] === number - 1) first = number - 1;
    else if (fillsTheBlanksOf(sheet, index)) last = sheet.rowNumbers[index + 1] ?? last;
  } else if (last === number && hasGroups(sheet, number) && isSubHeader(sheet, index + 1, number)) last = number + 1;
  const rows: number[] = [];
  for (let row = first; row <= last && rows.length < MAX_HEADER_ROWS; row += 1) rows.push(row);
  return rows;
}

/** A row with cells merged sideways over part of the width: heads of groups, their columns' names stand below. */
function hasGroups(sheet: SheetCells, row: number): boolean {
  return sheet.merges.some(
    (merge) => merge.firstRow === row && merge.lastRow === row && merge.lastColumn > merge.firstColumn && !isTitle(sheet, merge),
  );
}

function isTitle(sheet: SheetCells, merge: Merge): boolean {
  return merge.lastColumn - merge.firstColumn + 1 > Math.max(2, tableWidth(sheet) * TITLE_SHARE);
}

function isSubHeader(sheet: SheetCells, index: number, above: number): boolean {
  if (sheet.rowNumbers[index] !== above + 1) return false;
  const filled = rowTexts(sheet, index).filter((text) => text !== '');
  return filled.length > 0 && !filled.some(looksLikeData);
}

/** Without merges (CSV): the next row has names only where this one is blank, or where a group begins (`有效期,,` / `自,至`). */
function fillsTheBlanksOf(sheet: SheetCells, index: number): boolean {
  const above = rowTexts(sheet, index);
  if (!isSubHeader(sheet, index + 1, sheet.rowNumbers[index] ?? 0)) return false;
  const below = rowTexts(sheet, index + 1);
  const filled = below.flatMap((text, column) => (text === '' ? [] : [column]));
  const fits = (column: number) => (above[column] ?? '') === '' || (above[column + 1] ?? '') === '';
  return filled.length >= 2 && filled.every(fits) && filled.some((column) => (above[column] ?? '') === '');
}

/**
 * The header text of every column: the texts of its header cells from above, each said once, merged cells and groups
 * without merges carried to the right (有效期 over 自 and 至 gives 有效期自 and 有效期至).
 */
export function readHeaders(sheet: SheetCells, headerRows: readonly number[], width: number): readonly string[] {
  const rows = headerRows.map((row, level) => headerRow(sheet, row, width, headerRows[level + 1]));
  return Array.from({ length: width }, (_, column) => {
    const parts: string[] = [];
    rows.forEach((texts, level) => {
      const own = texts[column] ?? '';
      const text = own === '' && level < rows.length - 1 ? groupOver(rows, level, column) : own;
      if (text !== '' && parts.at(-1) !== text) parts.push(text);
    });
    return parts.join('');
  });
}

/** A blank head belongs to the group on its left as long as the row below names a column there. */
function groupOver(rows: readonly (readonly string[])[], level: number, column: number): string {
  if ((rows[level + 1]?.[column] ?? '') === '') return '';
  for (let left = column - 1; left >= 0; left -= 1) {
    const text = rows[level]?.[left] ?? '';
    if (text !== '') return (rows[level + 1]?.[left] ?? '') === '' ? '' : text;
  }
  return '';
}

/** A merged head speaks for its first column, and for each further one that the header's next row gives a name. */
function headerRow(sheet: SheetCells, row: number, width: number, next: number | undefined): readonly string[] {
  const texts = Array.from({ length: width }, (_, column) => oneLine(textAt(sheet, row, column)));
  for (const merge of sheet.merges) {
    if (merge.firstRow > row || merge.lastRow < row || isTitle(sheet, merge)) continue;
    const text = oneLine(textAt(sheet, merge.firstRow, merge.firstColumn));
    for (let column = merge.firstColumn; column <= Math.min(merge.lastColumn, width - 1); column += 1) {
      const isNamedBelow = next !== undefined && next > merge.lastRow && textAt(sheet, next, column) !== '';
      if (column === merge.firstColumn || isNamedBelow) texts[column] = text;
    }
  }
  return texts;
}

/** The widest of the first rows: titles and notes are narrower. */
function tableWidth(sheet: SheetCells): number {
  let width = 0;
  for (const row of sheet.rows.slice(0, ROWS_LOOKED_AT * 3)) width = Math.max(width, row.length);
  return width;
}

function rowTexts(sheet: SheetCells, index: number): readonly string[] {
  return (sheet.rows[index] ?? []).map((cell) => oneLine(cellText(cell)));
}

function textAt(sheet: SheetCells, row: number, column: number): string {
  const index = rowIndex(sheet, row);
  return index < 0 ? '' : cellText(sheet.rows[index]?.[column]);
}

/** Where a 1-based row stands in `rows`; -1 for a blank row. */
export function rowIndex(sheet: SheetCells, row: number): number {
  let low = 0;
  let high = sheet.rowNumbers.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sheet.rowNumbers[middle] as number;
    if (found === row) return middle;
    if (found < row) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cf}]+/gu, ' ').trim();
}
