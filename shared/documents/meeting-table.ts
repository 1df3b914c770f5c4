/**
 * Ruled tables that letters don't have: facts without a head and with their labels in 黑体, and rows high enough to sign in.
 * Measures are those of letter-table.ts.
 */
import type { TableBlock } from '#shared/domain/letter.ts';
import type { Box } from './letter-flow.ts';
import type { Frame, Measure } from './letter-page.ts';
import {
  CELL_STYLE,
  type Cell,
  cellsOf,
  cellText,
  centred,
  columnsOf,
  grid,
  HEAD_STYLE,
  heightOf,
  rowBox,
  spaceBelow,
  withHead,
} from './letter-table.ts';

/** Label and value in each row; on every further page it begins with its upper rule again. */
export function factBoxes(table: TableBlock, frame: Frame, measure: Measure): readonly Box[] {
  const columns = columnsOf(table, frame);
  const edge = (): Box => ({
    height: 0,
    need: 0,
    keep: true,
    draw: (top) => ({
      items: grid(emptyCells(columns), frame, top, 0, true)
        .filter(({ direction }) => direction === 'across')
        .slice(0, 1),
    }),
  });
  const rows = table.rows.map((texts, index) => {
    const values = cellsOf(texts, columns, CELL_STYLE, measure);
    const [label] = cellsOf(texts.slice(0, 1), columns.slice(0, 1), HEAD_STYLE, measure);
    const cells = label ? [label, ...values.slice(1)] : values;
    return withHead(rowBox(cells, frame, { isFirst: index === 0 }), edge());
  });
  return [...rows, spaceBelow()];
}

function emptyCells(columns: readonly Cell['column'][]): readonly Cell[] {
  return columns.map((column) => ({ column, lines: [] }));
}

/** Rows at least `least` mm high, so that a hand or a stamp finds room; the head is repeated on every page. */
export function signingBoxes(table: TableBlock, least: number, frame: Frame, measure: Measure): readonly Box[] {
  const columns = columnsOf(table, frame);
  const titles = table.columns.map(({ title }) => title);
  const head: Box = { ...tallRow(cellsOf(titles, columns.map(centred), HEAD_STYLE, measure), 0, frame, true), keep: true };
  const rows = table.rows.map((texts) => withHead(tallRow(cellsOf(texts, columns, CELL_STYLE, measure), least, frame, false), head));
  return [head, ...rows, spaceBelow()];
}

function tallRow(cells: readonly Cell[], least: number, frame: Frame, isFirst: boolean): Box {
  const height = Math.max(heightOf(cells), least);
  if (height > least) return rowBox(cells, frame, { isFirst });
  return {
    height,
    need: height,
    keep: false,
    draw: (top) => ({ items: [...cells.flatMap((cell) => cellText(cell, top, height)), ...grid(cells, frame, top, height, isFirst)] }),
  };
}

/** How many lines the fullest cell of each row takes. */
export function linesOfRows(table: TableBlock, frame: Frame, measure: Measure): readonly number[] {
  const columns = columnsOf(table, frame);
  return table.rows.map((texts) => Math.max(...cellsOf(texts, columns, CELL_STYLE, measure).map(({ lines }) => lines.length)));
}
