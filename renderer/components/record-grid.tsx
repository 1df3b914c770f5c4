// biome-ignore-all lint/a11y/useSemanticElements: rows placed one by one can't form a <table>; the ARIA grid pattern is what fits
/**
 * The grid behind every long list (审批信息, 待认领 …): it draws only the rows on the screen, reads them in pages of
 * 100 and can be worked by keyboard alone. It fills the height of its parent: put it in a flex column with
 * `min-height: 0` (class `page-fill` on the page's outermost element does that).
 *
 * Keys: ↑ ↓ PageUp PageDown Home End move, with Shift they tick a range; Space ticks; Enter opens; Ctrl+A ticks all;
 * Esc unticks all; ← → scroll sideways.
 * Mouse: click makes a row the active one, the box (or Ctrl+click) ticks, Shift+click ticks a range, double click opens.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Flex } from 'antd';
import type { CSSProperties, KeyboardEvent, MouseEvent, PointerEvent, ReactNode, RefObject } from 'react';
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Result } from '#shared/domain/result.ts';
import { EmptyState } from './empty-state.tsx';
import { FailureAlert } from './failure-alert.tsx';
import './record-grid.css';
import { GridHeader } from './record-grid-header.tsx';
import { forgetGridPlaces, gridPlace, useGridLayout } from './record-grid-layout.ts';
import { type LoadPage, useGridPages } from './record-grid-pages.ts';
import { GridRow, tooltipOf } from './record-grid-row.tsx';
import { type GridSelection, useGridSelection } from './record-grid-selection.ts';
import type { RecordGridColumn, RecordGridSort } from './record-grid-types.ts';
import { componentText } from './text.ts';

export type { RecordGridColumn, RecordGridSort };
export { forgetGridPlaces };

export interface RecordGridProps<Row, Field extends string = string> {
  /** keep the array's identity stable (module constant or useMemo) */
  readonly columns: readonly RecordGridColumn<Row, Field>[];
  readonly total: number;
  /** reads rows `offset`…`offset+limit-1` of the current query; a failure is shown above the rows */
  readonly loadPage: LoadPage<Row>;
  readonly rowId: (row: Row) => string;
  /** anything that changes whenever the rows may be others: query, sort or data */
  readonly revision: string | number;
  /** when it changes, the grid goes back to the first row (give it the query without the data revision) */
  readonly resetKey?: string | number;
  /** ticked rows; without it there are no boxes */
  readonly selection?: ReadonlySet<string>;
  readonly onSelectionChange?: (ids: ReadonlySet<string>) => void;
  /** ids of all rows of the query, for Ctrl+A and the box in the head; without it all pages are read */
  readonly loadAllIds?: () => Promise<Result<readonly string[]>>;
  readonly sort?: RecordGridSort<Field> | undefined;
  readonly onSort?: (sort: RecordGridSort<Field>) => void;
  /** Enter, double click, or a link column */
  readonly onOpen?: (row: Row) => void;
  /** the row that the keyboard is on changed */
  readonly onActive?: (row: Row | undefined) => void;
  /** shown instead of rows when total is 0 and nothing is loading */
  readonly empty?: ReactNode;
  /** the query itself is still running: skeleton rows, or the old rows dimmed */
  readonly loading?: boolean;
  /** colours a row's left edge */
  readonly rowTone?: (row: Row) => 'none' | 'warning' | 'error' | 'success';
  /** pixels, default 36 */
  readonly rowHeight?: number;
  /** remembers scroll position and column widths under this name while another page is shown */
  readonly memoryKey?: string;
  readonly ariaLabel?: string;
  /** default `record-grid` */
  readonly testId?: string;
}

const HEADER_HEIGHT = 40;
const SKELETON_ROWS = 12;

export function RecordGrid<Row, Field extends string = string>(props: RecordGridProps<Row, Field>) {
  const { columns, total, loading = false, rowHeight = 36, selection, rowId, onOpen } = props;
  const gridId = useId();
  const place = gridPlace(props.memoryKey);
  const scroller = useRef<HTMLDivElement>(null);
  const selectable = selection !== undefined;
  const layout = useGridLayout(columns, selectable, place);
  const [active, setActive] = useState(place.active);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    // the sticky head and the horizontal scroll bar cover that much
    scrollPaddingEnd: HEADER_HEIGHT + 16,
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  // rows that scroll in take over the elements of rows that scrolled out: half the work of new elements
  const slots = useRef(8);
  slots.current = Math.max(slots.current, Math.ceil(items.length / 8) * 8);
  const pages = useGridPages({
    loadPage: props.loadPage,
    revision: props.revision,
    total,
    firstRow: items[0]?.index ?? 0,
    lastRow: items.at(-1)?.index ?? 0,
  });
  const marks = useGridSelection({
    selected: selection,
    onChange: props.onSelectionChange,
    rowAt: pages.rowAt,
    range: pages.range,
    rowId,
    total,
    loadAllIds: props.loadAllIds,
  });
  usePlace(scroller, place, total, active, props.resetKey, setActive);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row height makes every measured position wrong
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const { onActive } = props;
  const activeRow = total > 0 ? pages.rowAt(active) : undefined;
  useEffect(() => onActive?.(activeRow), [onActive, activeRow]);

  const move = useCallback(
    (index: number, extend: boolean) => {
      const next = Math.min(total - 1, Math.max(0, index));
      setActive(next);
      virtualizer.scrollToIndex(next);
      if (extend) marks.extend(next);
      else marks.anchor(next);
    },
    [total, virtualizer, marks],
  );
  const open = useCallback(
    (index: number) => {
      const row = pages.rowAt(index);
      if (row !== undefined) onOpen?.(row);
    },
    [pages.rowAt, onOpen],
  );
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (total === 0 || isControl(event.target)) return;
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 400) - HEADER_HEIGHT) / rowHeight) - 1);
    if (!handleKey(event, { active, total, page, selectable, move, open, marks, scroller })) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const index = rowIndexOf(event.target);
    if (index === undefined) return;
    if ((event.target as Element).closest('[data-grid-link]')) return open(index);
    if (isControl(event.target)) return;
    setActive(index);
    scroller.current?.focus({ preventScroll: true });
    if (selectable && event.shiftKey) marks.extend(index);
    else if (selectable && (event.ctrlKey || (event.target as Element).closest('[data-grid-tick]'))) marks.toggle(index);
    else marks.anchor(index);
  };
  const onDoubleClick = (event: MouseEvent<HTMLDivElement>) => {
    const index = rowIndexOf(event.target);
    if (index !== undefined && !isControl(event.target) && !(event.target as Element).closest('[data-grid-tick]')) open(index);
  };

  const onPointerOver = (event: PointerEvent<HTMLDivElement>) => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-grid-column]') : null;
    const index = cell ? rowIndexOf(cell) : undefined;
    const row = index === undefined ? undefined : pages.rowAt(index);
    const column = cell ? columns[Number(cell.dataset.gridColumn)] : undefined;
    if (cell) cell.title = row !== undefined && column ? tooltipOf(column, row) : '';
  };

  const waiting = loading && total === 0;
  return (
    <div className="record-grid" data-testid={props.testId ?? 'record-grid'}>
      {pages.failure && <FailureAlert failure={pages.failure} onRetry={pages.retry} style={{ margin: 8 }} />}
      <div
        ref={scroller}
        className="record-grid-scroller"
        role="grid"
        aria-label={props.ariaLabel ?? componentText.grid}
        aria-description={componentText.gridHelp}
        aria-rowcount={total + 1}
        aria-colcount={columns.length + (selectable ? 1 : 0)}
        aria-multiselectable={selectable}
        aria-busy={loading}
        aria-activedescendant={total > 0 ? `${gridId}-${active}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onPointerOver={onPointerOver}
        onMouseDown={(event) => event.shiftKey && event.preventDefault()}
        style={{ '--record-grid-columns': layout.template, '--record-grid-width': `${layout.minWidth}px` } as CSSProperties}
      >
        <GridHeader
          columns={columns}
          layout={layout}
          sort={props.sort}
          onSort={props.onSort}
          ticks={selectable ? { selected: selection.size, total, all: marks.all, none: marks.none } : undefined}
        />
        <div
          role="rowgroup"
          className={loading ? 'record-grid-body record-grid-dimmed' : 'record-grid-body'}
          style={{ height: waiting ? SKELETON_ROWS * rowHeight : virtualizer.getTotalSize() }}
        >
          {waiting
            ? skeletonIndices.map((index) => (
                <GridRow
                  key={index}
                  id=""
                  index={index}
                  top={index * rowHeight}
                  height={rowHeight}
                  row={undefined}
                  columns={columns}
                  layout={layout}
                />
              ))
            : items.map((item) => {
                const row = pages.rowAt(item.index);
                return (
                  <GridRow
                    key={item.index % slots.current}
                    id={`${gridId}-${item.index}`}
                    index={item.index}
                    top={item.start}
                    height={rowHeight}
                    row={row}
                    columns={columns}
                    layout={layout}
                    selectable={selectable}
                    selected={row !== undefined && selection?.has(rowId(row)) === true}
                    active={item.index === active}
                    tone={row === undefined ? 'none' : (props.rowTone?.(row) ?? 'none')}
                  />
                );
              })}
        </div>
      </div>
      {total === 0 && !loading && (
        <Flex className="record-grid-empty" align="center" justify="center">
          {props.empty ?? <EmptyState />}
        </Flex>
      )}
    </div>
  );
}

const skeletonIndices = Array.from({ length: SKELETON_ROWS }, (_, index) => index);

/** Restores the scroll position when the page comes back, notes it while scrolling, goes to the top when the query changes. */
function usePlace(
  scroller: RefObject<HTMLDivElement | null>,
  place: { offset: number; active: number },
  total: number,
  active: number,
  resetKey: string | number | undefined,
  setActive: (index: number) => void,
): void {
  const restored = useRef(false);
  const lastReset = useRef(resetKey);
  place.active = active;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || restored.current || total === 0) return;
    restored.current = true;
    element.scrollTop = place.offset;
  }, [scroller, place, total]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const note = () => {
      if (restored.current) place.offset = element.scrollTop;
    };
    element.addEventListener('scroll', note, { passive: true });
    return () => element.removeEventListener('scroll', note);
  }, [scroller, place]);
  useEffect(() => {
    if (lastReset.current === resetKey) return;
    lastReset.current = resetKey;
    setActive(0);
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [scroller, resetKey, setActive]);
  useEffect(() => {
    if (total > 0 && active > total - 1) setActive(total - 1);
  }, [total, active, setActive]);
}

interface KeyContext {
  readonly active: number;
  readonly total: number;
  readonly page: number;
  readonly selectable: boolean;
  readonly move: (index: number, extend: boolean) => void;
  readonly open: (index: number) => void;
  readonly marks: GridSelection;
  readonly scroller: RefObject<HTMLDivElement | null>;
}

/** Returns whether the key meant something here. */
function handleKey(event: KeyboardEvent, context: KeyContext): boolean {
  const { active, total, page, selectable, move, open, marks, scroller } = context;
  if (event.altKey || event.metaKey) return false;
  if (event.ctrlKey && event.key.toLowerCase() === 'a' && selectable) {
    marks.all();
    return true;
  }
  if (event.ctrlKey && event.key !== 'Home' && event.key !== 'End') return false;
  const extend = event.shiftKey && selectable;
  switch (event.key) {
    case 'ArrowDown':
      move(active + 1, extend);
      return true;
    case 'ArrowUp':
      move(active - 1, extend);
      return true;
    case 'PageDown':
      move(active + page, extend);
      return true;
    case 'PageUp':
      move(active - page, extend);
      return true;
    case 'Home':
      move(0, extend);
      return true;
    case 'End':
      move(total - 1, extend);
      return true;
    case 'ArrowLeft':
    case 'ArrowRight':
      scroller.current?.scrollBy({ left: event.key === 'ArrowLeft' ? -120 : 120 });
      return true;
    case ' ':
      if (selectable) marks.toggle(active);
      return true;
    case 'Enter':
      open(active);
      return true;
    case 'Escape':
      if (selectable) marks.none();
      return selectable;
    default:
      return false;
  }
}

function rowIndexOf(target: EventTarget): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-grid-row]') : null;
  return row ? Number(row.dataset.gridRow) : undefined;
}

/** a button, link or input that a column put into its cell deals with its own clicks and keys */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, a, input:not([data-grid-tick]), select, textarea') !== null;
}
