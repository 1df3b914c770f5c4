/**
 * Tables of a letter: as wide as the text, smaller type with a pitch of its own, the head repeated on every page. A row that is
 * higher than a page goes on on the next one.
 */
import type { TableBlock } from '#shared/domain/letter.ts';
import type { Box } from './letter-flow.ts';
import { placeLine, type SetLine, setParagraph, type TextStyle } from './letter-lines.ts';
import { type Frame, type LetterItem, LINE_PITCH, type Measure, MM_PER_POINT, type RuleItem } from './letter-page.ts';
import { breakTitle } from './letter-title.ts';

/** 小四 */
export const TABLE_SIZE = 12;
/** mm */
export const TABLE_PITCH = 5.8;
/** around the text of a cell, mm */
export const TABLE_MARGINS = { above: 1.2, beside: 1 } as const;
const EM = TABLE_SIZE * MM_PER_POINT;
const PITCH = TABLE_PITCH;
const PADDING = TABLE_MARGINS.above;
const SIDE = TABLE_MARGINS.beside;
const RULE = 0.5;

export const CELL_STYLE: TextStyle = { role: 'fangsong', size: TABLE_SIZE, cell: EM };
export const HEAD_STYLE: TextStyle = { role: 'hei', size: TABLE_SIZE, cell: EM };
const CAPTION_STYLE: TextStyle = { role: 'hei', size: 14, cell: 14 * MM_PER_POINT };

type Align = 'left' | 'center' | 'right';

interface Column {
  readonly x: number;
  readonly width: number;
  readonly align: Align;
}

export interface Cell {
  readonly column: Column;
  readonly lines: readonly SetLine[];
  readonly text: string;
}

export interface PlannedRow {
  readonly cells: readonly Cell[];
  /** mm */
  readonly height: number;
}

/** What a table is made of, for every output. */
export interface PlannedTable {
  readonly caption: readonly SetLine[];
  readonly head: PlannedRow;
  readonly rows: readonly PlannedRow[];
  /** of the columns, mm */
  readonly widths: readonly number[];
}

export function planTable(table: TableBlock, frame: Frame, measure: Measure): PlannedTable {
  const columns = columnsOf(table, frame);
  const planned = (cells: readonly Cell[]) => ({ cells, height: heightOf(cells) });
  const titles = table.columns.map(({ title }) => title);
  return {
    caption: table.caption ? setParagraph(table.caption, CAPTION_STYLE, measure, { width: frame.width }) : [],
    head: planned(headCells(titles, columns.map(centred), measure)),
    rows: table.rows.map((row) => planned(cellsOf(row, columns, measure))),
    widths: columns.map(({ width }) => width),
  };
}

/** The caption, the head and the rows. */
export function tableBoxes(table: TableBlock, frame: Frame, measure: Measure): readonly Box[] {
  const plan = planTable(table, frame, measure);
  const head: Box = { ...rowBox(plan.head.cells, frame, { isFirst: true }), keep: table.rows.length > 0 };
  const rows = plan.rows.map(({ cells }) => withHead(rowBox(cells, frame, {}), head));
  return [...captionBoxes(plan.caption, frame), head, ...rows, spaceBelow()];
}

/** Both parts of a row that goes on on another page have the head above them too. */
export function withHead(row: Box, head: Box): Box {
  const split = (room: number) => {
    const parts = row.split?.(room);
    return parts && ([withHead(parts[0], head), withHead(parts[1], head)] as const);
  };
  return { ...row, head, split };
}

export function columnsOf(table: TableBlock, frame: Frame): readonly Column[] {
  const total = table.columns.reduce((sum, { width }) => sum + width, 0);
  // no column is so narrow that a character and its padding don't fit
  const least = Math.min(EM + 2 * SIDE + 0.1, frame.width / table.columns.length);
  const wanted = table.columns.map(({ width }) => Math.max(least, (frame.width * width) / total));
  const spare = wanted.map((width) => width - least);
  const over = wanted.reduce((sum, width) => sum + width, 0) - frame.width;
  const allSpare = spare.reduce((sum, width) => sum + width, 0);
  const widths = wanted.map((width, index) => width - (allSpare > 0 ? (over * (spare[index] ?? 0)) / allSpare : 0));
  return widths.map((width, index) => ({
    x: frame.left + widths.slice(0, index).reduce((sum, each) => sum + each, 0),
    width,
    align: table.columns[index]?.align ?? 'left',
  }));
}

export function centred(column: Column): Column {
  return { ...column, align: 'center' };
}

export function cellsOf(texts: readonly string[], columns: readonly Column[], measure: Measure): readonly Cell[] {
  return columns.map((column, index) => {
    const text = texts[index] ?? '';
    return { column, text, lines: setParagraph(text, CELL_STYLE, measure, { width: column.width - 2 * SIDE, ragged: true }) };
  });
}

/** Broken between words: 电子 | 文件. */
export function headCells(titles: readonly string[], columns: readonly Column[], measure: Measure): readonly Cell[] {
  return columns.map((column, index) => {
    const text = titles[index] ?? '';
    const width = column.width - 2 * SIDE;
    const lines = breakTitle(text, HEAD_STYLE, measure, width);
    return { column, text, lines: lines.length > 0 ? lines : setParagraph(text, HEAD_STYLE, measure, { width, ragged: true }) };
  });
}

export function heightOf(cells: readonly Cell[]): number {
  return Math.max(...cells.map(({ lines }) => lines.length)) * PITCH + 2 * PADDING;
}

export function rowBox(cells: readonly Cell[], frame: Frame, { isFirst = false }: { readonly isFirst?: boolean }): Box {
  const height = heightOf(cells);
  return {
    height,
    need: height,
    keep: false,
    draw: (top) => ({ items: [...cells.flatMap((cell) => cellText(cell, top, height)), ...grid(cells, frame, top, height, isFirst)] }),
    split: (room) => splitRow(cells, frame, room),
  };
}

function splitRow(cells: readonly Cell[], frame: Frame, room: number): readonly [Box, Box] | undefined {
  const count = Math.floor((room - 2 * PADDING) / PITCH);
  if (count < 1) return undefined;
  const part = (from: number, to?: number) => cells.map((cell) => ({ ...cell, lines: cell.lines.slice(from, to) }));
  return [rowBox(part(0, count), frame, {}), rowBox(part(count), frame, {})];
}

export function cellText({ column, lines }: Cell, top: number, height: number): readonly LetterItem[] {
  const start = top + (height - lines.length * PITCH) / 2 + (PITCH - EM) / 2;
  return lines.flatMap((line, index) => placeLine(line, leftOf(line, column), start + index * PITCH));
}

function leftOf(line: SetLine, { x, width, align }: Column): number {
  const blank = width - 2 * SIDE - line.width;
  if (align === 'left') return x + SIDE;
  return x + SIDE + (align === 'right' ? blank : blank / 2);
}

/** The row's left, right and lower edges and the lines between its cells; the first one has its upper edge too. */
export function grid(cells: readonly Cell[], frame: Frame, top: number, height: number, isFirst: boolean): readonly RuleItem[] {
  const base = { kind: 'rule', thickness: RULE, colour: 'black' } as const;
  const across = (y: number): RuleItem => ({ ...base, direction: 'across', x: frame.left, y, length: frame.width });
  const down = (x: number): RuleItem => ({ ...base, direction: 'down', x, y: top, length: height });
  const edges = [...cells.map(({ column }) => column.x), frame.left + frame.width];
  return [...(isFirst ? [across(top)] : []), ...edges.map(down), across(top + height)];
}

function captionBoxes(lines: readonly SetLine[], frame: Frame): readonly Box[] {
  return lines.map((line) => ({
    height: LINE_PITCH * 0.8,
    need: LINE_PITCH * 0.8,
    keep: true,
    draw: (top) => ({ items: placeLine(line, frame.left + (frame.width - line.width) / 2, top) }),
  }));
}

/** Text after a table goes on on the grid of the page, a little below. */
export function spaceBelow(): Box {
  return { height: 2, need: 0, keep: false, blank: true, draw: () => ({ items: [] }) };
}
