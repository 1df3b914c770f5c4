/**
 * Ruled tables that letters don't have: facts without a head and with their labels in 黑体, and rows high enough to sign in.
 * Measures are those of letter-table.ts.
 */
import type { TableBlock } from '#shared/domain/letter.ts';
import type { Box } from './letter-flow.ts';
import type { Frame, Measure } from './letter-page.ts';
import {
  type Cell,
  cellsOf,
  cellText,
  centred,
  columnsOf,
  grid,
  headCells,
  heightOf,
  type PlannedRow,
  rowBox,
  spaceBelow,
  withHead,
} from './letter-table.ts';

export interface PlannedRows {
  /** undefined for facts */
  readonly head: PlannedRow | undefined;
  readonly rows: readonly PlannedRow[];
  /** of the columns, mm */
  readonly widths: readonly number[];
}

/** Label and value in each row. */
export function planFacts(table: TableBlock, frame: Frame, measure: Measure): PlannedRows {
  const columns = columnsOf(table, frame);
  const rows = table.rows.map((texts) => {
    const labels = headCells(texts, columns.slice(0, 1), measure);
    const cells = [...labels, ...cellsOf(texts, columns, measure).slice(1)];
    return { cells, height: heightOf(cells) };
  });
  return { head: undefined, rows, widths: columns.map(({ width }) => width) };
}

/** Rows at least `least` mm high, so that a hand or a stamp finds room. */
export function planSigning(table: TableBlock, least: number, frame: Frame, measure: Measure): PlannedRows {
  const columns = columnsOf(table, frame);
  const titles = table.columns.map(({ title }) => title);
  const head = headCells(titles, columns.map(centred), measure);
  const rows = table.rows.map((texts) => {
    const cells = cellsOf(texts, columns, measure);
    return { cells, height: Math.max(least, heightOf(cells)) };
  });
  return { head: { cells: head, height: heightOf(head) }, rows, widths: columns.map(({ width }) => width) };
}

/** On every further page it begins with its upper rule again. */
export function factBoxes(table: TableBlock, frame: Frame, measure: Measure): readonly Box[] {
  const { rows } = planFacts(table, frame, measure);
  const boxes = rows.map(({ cells }, index) => withHead(rowBox(cells, frame, { isFirst: index === 0 }), upperEdge(cells, frame)));
  return [...boxes, spaceBelow()];
}

function upperEdge(cells: readonly Cell[], frame: Frame): Box {
  return {
    height: 0,
    need: 0,
    keep: true,
    draw: (top) => ({
      items: grid(cells, frame, top, 0, true)
        .filter(({ direction }) => direction === 'across')
        .slice(0, 1),
    }),
  };
}

/** The head is repeated on every page. */
export function signingBoxes(table: TableBlock, least: number, frame: Frame, measure: Measure): readonly Box[] {
  const { head, rows } = planSigning(table, least, frame, measure);
  const headBox: Box = { ...rowBox(head?.cells ?? [], frame, { isFirst: true }), keep: true };
  return [headBox, ...rows.map((row) => withHead(tallBox(row, frame), headBox)), spaceBelow()];
}

function tallBox({ cells, height }: PlannedRow, frame: Frame): Box {
  if (height === heightOf(cells)) return rowBox(cells, frame, {});
  return {
    height,
    need: height,
    keep: false,
    draw: (top) => ({ items: [...cells.flatMap((cell) => cellText(cell, top, height)), ...grid(cells, frame, top, height, false)] }),
  };
}

/** How many lines the fullest cell of each row takes. */
export function linesOfRows(table: TableBlock, frame: Frame, measure: Measure): readonly number[] {
  const columns = columnsOf(table, frame);
  return table.rows.map((texts) => Math.max(...cellsOf(texts, columns, measure).map(({ lines }) => lines.length)));
}
