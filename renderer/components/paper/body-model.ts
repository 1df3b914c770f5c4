/**
 * The blocks of a letter's body as they are edited. Headings carry their number in their text (GB/T 9704 7.3.3), so every
 * change of order numbers them anew; what a heading says is edited apart from its number.
 */
import type { LetterBlock, TableBlock } from '#shared/domain/letter.ts';

export type HeadingLevel = 1 | 2 | 3 | 4;

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** 1–99 as 一 … 九十九; what is beyond stays in digits, as no letter has so many headings */
export function chineseCount(count: number): string {
  if (count < 1 || count > 99) return String(count);
  const tens = Math.floor(count / 10);
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${DIGITS[count % 10]}`;
}

/** 一、 （一） 1. （1） */
export function headingNumber(level: HeadingLevel, count: number): string {
  switch (level) {
    case 1:
      return `${chineseCount(count)}、`;
    case 2:
      return `（${chineseCount(count)}）`;
    case 3:
      return `${count}.`;
    case 4:
      return `（${count}）`;
  }
}

const NUMBER = /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[.．](?!\d)|（\d{1,2}）)/;

/** The number that stands before a heading's words; empty when there is none. */
export function numberOf(text: string): string {
  return NUMBER.exec(text)?.[0] ?? '';
}

/** What a heading says without its number. */
export function wordsOf(text: string): string {
  return text.slice(numberOf(text).length);
}

/** Numbers every heading by its place: a level counts on until a higher one begins. Blocks that don't change stay the same objects. */
export function renumbered(blocks: readonly LetterBlock[]): LetterBlock[] {
  const counts = [0, 0, 0, 0];
  return blocks.map((block) => {
    if (block.type !== 'heading') return block;
    const place = block.level - 1;
    const count = (counts[place] ?? 0) + 1;
    for (let level = place; level < counts.length; level++) counts[level] = level === place ? count : 0;
    const text = `${headingNumber(block.level, count)}${wordsOf(block.text)}`;
    return text === block.text ? block : { ...block, text };
  });
}

export function inserted(blocks: readonly LetterBlock[], at: number, ...added: readonly LetterBlock[]): LetterBlock[] {
  return renumbered([...blocks.slice(0, at), ...added, ...blocks.slice(at)]);
}

export function replaced(blocks: readonly LetterBlock[], at: number, block: LetterBlock): LetterBlock[] {
  return renumbered(blocks.map((other, index) => (index === at ? block : other)));
}

export function removed(blocks: readonly LetterBlock[], at: number): LetterBlock[] {
  return renumbered(blocks.filter((_, index) => index !== at));
}

/** `to`: the place that it has afterwards; places outside leave everything as it is */
export function moved(blocks: readonly LetterBlock[], from: number, to: number): LetterBlock[] {
  const block = blocks[from];
  if (!block || to < 0 || to >= blocks.length || to === from) return [...blocks];
  const others = blocks.filter((_, index) => index !== from);
  return renumbered([...others.slice(0, to), block, ...others.slice(to)]);
}

export function emptyBlock(type: LetterBlock['type'], level: HeadingLevel = 1): LetterBlock {
  switch (type) {
    case 'paragraph':
      return { type, text: '' };
    case 'heading':
      return { type, level, text: '' };
    case 'table':
      return {
        type,
        columns: ['序号', '名称', '备注'].map((title, index) => ({ title, width: index === 0 ? 1 : 3 })),
        rows: [['1', '', '']],
      };
  }
}

/** A paragraph that becomes a heading keeps its words, and the reverse. A table stays what it is. */
export function converted(block: LetterBlock, type: 'paragraph' | 'heading', level: HeadingLevel): LetterBlock {
  if (block.type === 'table') return block;
  const words = block.type === 'heading' ? wordsOf(block.text) : block.text;
  return type === 'heading' ? { type, level, text: words.slice(0, HEADING_LIMIT) } : { type, text: words };
}

export const HEADING_LIMIT = 480;
export const MAX_COLUMNS = 12;
export const MAX_ROWS = 2000;
const CELL_LIMIT = 2000;

/**
 * Cells as Excel and WPS put them on the clipboard: tabs between cells, lines between rows, a cell with line breaks in
 * quotation marks with its own marks doubled.
 */
export function cellsOf(pasted: string): string[][] {
  const rows: string[][] = [[]];
  const text = pasted.replaceAll('\r\n', '\n').replace(/\n$/, '');
  const cell = /("(?:[^"]|"")*"|[^\t\n]*)(\t|\n|$)/y;
  while (cell.lastIndex <= text.length) {
    const found = cell.exec(text);
    if (!found) break;
    const [, content = '', separator = ''] = found;
    const plain =
      content.startsWith('"') && content.endsWith('"') && content.length > 1 ? content.slice(1, -1).replaceAll('""', '"') : content;
    rows.at(-1)?.push(plain.trim().slice(0, CELL_LIMIT));
    if (separator === '') break;
    if (separator === '\n') rows.push([]);
  }
  return rows;
}

/**
 * Puts cells into a table from one place on; rows and columns that are missing are made. `row` −1: the head. Rows that don't change
 * stay the same objects: a long table is in every step of the history.
 */
export function withCells(table: TableBlock, row: number, column: number, cells: readonly (readonly string[])[]): TableBlock {
  const width = Math.min(MAX_COLUMNS, Math.max(table.columns.length, column + Math.max(0, ...cells.map((line) => line.length))));
  const columns = Array.from({ length: width }, (_, index) => table.columns[index] ?? { title: '', width: 2 });
  const rows = table.rows.map((line) => (line.length === width ? line : columns.map((_, index) => line[index] ?? '')));
  cells.forEach((line, down) => {
    const texts = line.slice(0, Math.max(0, width - column));
    if (row + down < 0) {
      texts.forEach((text, right) => {
        const head = columns[column + right];
        if (head) columns[column + right] = { ...head, title: text.slice(0, 100) };
      });
    } else if (texts.length > 0 && row + down < MAX_ROWS) {
      while (rows.length <= row + down) rows.push(columns.map(() => ''));
      rows[row + down] = columns.map((_, index) => texts[index - column] ?? rows[row + down]?.[index] ?? '');
    }
  });
  return { ...table, columns, rows };
}

/** What is pasted into a paragraph: several lines become paragraphs, cells a table; undefined when it is plain text. */
export function blocksOf(pasted: string): LetterBlock[] | undefined {
  if (pasted.includes('\t')) {
    const [head = [], ...rows] = cellsOf(pasted);
    return [withCells({ type: 'table', columns: [{ title: '', width: 2 }], rows: [] }, -1, 0, [head, ...rows])];
  }
  const lines = pasted
    .split(/\r?\n/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
  return lines.length > 1 ? lines.map((text) => ({ type: 'paragraph', text })) : undefined;
}
