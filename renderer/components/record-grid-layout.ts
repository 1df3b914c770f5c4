/** Column widths of the grid, and what is remembered of a grid while another page is shown. */
import { useCallback, useMemo, useRef, useState } from 'react';
import type { RecordGridColumn } from './record-grid-types.ts';

export const SELECTION_WIDTH = 44;
const MIN_WIDTH = 56;
const MAX_WIDTH = 900;

export interface GridPlace {
  offset: number;
  active: number;
  widths: Readonly<Record<string, number>>;
}

/** numbers only, never rows: it may outlive the page but says nothing about anybody */
const places = new Map<string, GridPlace>();

export function gridPlace(memoryKey: string | undefined): GridPlace {
  const known = memoryKey === undefined ? undefined : places.get(memoryKey);
  if (known) return known;
  const fresh: GridPlace = { offset: 0, active: 0, widths: {} };
  if (memoryKey !== undefined) places.set(memoryKey, fresh);
  return fresh;
}

/** Forgets scroll positions and column widths; called when the application locks. */
export function forgetGridPlaces(): void {
  places.clear();
}

export interface GridLayout {
  /** value of grid-template-columns */
  readonly template: string;
  /** pixels below which the grid scrolls sideways */
  readonly minWidth: number;
  /** left offset of pinned columns, undefined for the others */
  readonly pinnedLeft: readonly (number | undefined)[];
  readonly widthOf: (key: string) => number;
  /** undefined sets the column's own width back */
  readonly resize: (key: string, width: number | undefined) => void;
}

export function useGridLayout<Row, Field extends string>(
  columns: readonly RecordGridColumn<Row, Field>[],
  selectable: boolean,
  place: GridPlace,
): GridLayout {
  const [widths, setWidths] = useState(place.widths);
  const memory = useRef(place);
  memory.current = place;
  const resize = useCallback((key: string, width: number | undefined) => {
    setWidths((before) => {
      const { [key]: _old, ...others } = before;
      const next = width === undefined ? others : { ...others, [key]: Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width))) };
      memory.current.widths = next;
      return next;
    });
  }, []);
  return useMemo(() => ({ ...measureGrid(columns, selectable, widths), resize }), [columns, selectable, widths, resize]);
}

/** Tracks, width and pinned offsets for the columns as they are set or were dragged; pure. */
export function measureGrid<Row, Field extends string>(
  columns: readonly RecordGridColumn<Row, Field>[],
  selectable: boolean,
  widths: Readonly<Record<string, number>>,
) {
  const widthOf = (key: string) => widths[key] ?? columns.find((column) => column.key === key)?.width ?? MIN_WIDTH;
  const someGrow = columns.some((column) => column.grow && widths[column.key] === undefined);
  const tracks = columns.map((column, index) => {
    const width = widthOf(column.key);
    if (someGrow) return column.grow && widths[column.key] === undefined ? `minmax(${width}px, ${column.grow}fr)` : `${width}px`;
    return index === columns.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`;
  });
  const start = selectable ? SELECTION_WIDTH : 0;
  let left: number | undefined = start;
  const pinnedLeft = columns.map((column) => {
    if (left === undefined || !column.pinned) {
      left = undefined;
      return undefined;
    }
    const own: number = left;
    left += widthOf(column.key);
    return own;
  });
  return {
    template: (selectable ? [`${SELECTION_WIDTH}px`, ...tracks] : tracks).join(' '),
    minWidth: columns.reduce((sum, column) => sum + widthOf(column.key), start),
    pinnedLeft,
    widthOf,
  };
}
