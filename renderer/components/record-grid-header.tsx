// biome-ignore-all lint/a11y/useSemanticElements: rows placed one by one can't form a <table>; the ARIA grid pattern is what fits
/** The grid's head: titles, sorting, the box that ticks everything, and handles to drag columns wider. */
import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons';
import { Checkbox } from 'antd';
import type { PointerEvent as ReactPointerEvent } from 'react';
import type { GridLayout } from './record-grid-layout.ts';
import type { RecordGridColumn, RecordGridSort } from './record-grid-types.ts';
import { componentText } from './text.ts';

interface Ticks {
  readonly selected: number;
  readonly total: number;
  readonly all: () => void;
  readonly none: () => void;
}

interface GridHeaderProps<Row, Field extends string> {
  readonly columns: readonly RecordGridColumn<Row, Field>[];
  readonly layout: GridLayout;
  readonly sort: RecordGridSort<Field> | undefined;
  readonly onSort: ((sort: RecordGridSort<Field>) => void) | undefined;
  readonly ticks: Ticks | undefined;
}

export function GridHeader<Row, Field extends string>({ columns, layout, sort, onSort, ticks }: GridHeaderProps<Row, Field>) {
  return (
    <div role="rowgroup" className="record-grid-head">
      <div role="row" aria-rowindex={1} className="record-grid-line" tabIndex={-1}>
        {ticks && (
          <div
            role="columnheader"
            aria-colindex={1}
            className="record-grid-cell record-grid-pinned record-grid-tick"
            style={{ left: 0 }}
            tabIndex={-1}
          >
            <Checkbox
              aria-label={componentText.selectAll}
              checked={ticks.total > 0 && ticks.selected >= ticks.total}
              indeterminate={ticks.selected > 0 && ticks.selected < ticks.total}
              disabled={ticks.total === 0}
              onChange={(event) => (event.target.checked ? ticks.all() : ticks.none())}
              data-testid="record-grid.select-all"
            />
          </div>
        )}
        {columns.map((column, index) => (
          <HeaderCell
            key={column.key}
            column={column}
            position={index + (ticks ? 2 : 1)}
            left={layout.pinnedLeft[index]}
            layout={layout}
            order={column.sortField !== undefined && sort?.field === column.sortField ? sort.order : undefined}
            onSort={onSort}
          />
        ))}
      </div>
    </div>
  );
}

interface HeaderCellProps<Row, Field extends string> {
  readonly column: RecordGridColumn<Row, Field>;
  readonly position: number;
  readonly left: number | undefined;
  readonly layout: GridLayout;
  readonly order: RecordGridSort['order'] | undefined;
  readonly onSort: ((sort: RecordGridSort<Field>) => void) | undefined;
}

function HeaderCell<Row, Field extends string>({ column, position, left, layout, order, onSort }: HeaderCellProps<Row, Field>) {
  const { sortField } = column;
  const sortable = sortField !== undefined && onSort !== undefined;
  return (
    <div
      role="columnheader"
      aria-colindex={position}
      aria-sort={sortable ? (order ?? 'none') : undefined}
      tabIndex={-1}
      className={left === undefined ? 'record-grid-cell' : 'record-grid-cell record-grid-pinned'}
      style={{ textAlign: column.align ?? 'left', ...(left !== undefined && { left }) }}
    >
      {sortable ? (
        <button
          type="button"
          className="record-grid-sort"
          style={{ justifyContent: column.align === 'right' ? 'flex-end' : column.align === 'center' ? 'center' : 'flex-start' }}
          onClick={() => onSort({ field: sortField, order: order === 'ascending' ? 'descending' : 'ascending' })}
          data-testid={`record-grid.sort.${sortField}`}
        >
          <span className="record-grid-title">{column.title}</span>
          <span className="record-grid-carets" aria-hidden>
            <CaretUpOutlined className={order === 'ascending' ? 'record-grid-caret-on' : ''} />
            <CaretDownOutlined className={order === 'descending' ? 'record-grid-caret-on' : ''} />
          </span>
        </button>
      ) : (
        <span className="record-grid-title">{column.title}</span>
      )}
      <ResizeHandle width={layout.widthOf(column.key)} onResize={(width) => layout.resize(column.key, width)} />
    </div>
  );
}

function ResizeHandle({ width, onResize }: { readonly width: number; readonly onResize: (width: number | undefined) => void }) {
  const start = (event: ReactPointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const handle = event.currentTarget;
    const from = event.clientX;
    // a growing column is wider than its set width: begin with what is seen
    const before = handle.parentElement?.getBoundingClientRect().width ?? width;
    handle.setPointerCapture(event.pointerId);
    const drag = (move: PointerEvent) => onResize(before + move.clientX - from);
    const end = () => {
      handle.removeEventListener('pointermove', drag);
      handle.removeEventListener('pointerup', end);
      handle.removeEventListener('pointercancel', end);
    };
    handle.addEventListener('pointermove', drag);
    handle.addEventListener('pointerup', end);
    handle.addEventListener('pointercancel', end);
  };
  return (
    <div
      className="record-grid-resize"
      title={componentText.resizeColumn}
      aria-hidden
      onPointerDown={start}
      onDoubleClick={() => onResize(undefined)}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
