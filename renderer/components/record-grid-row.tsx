// biome-ignore-all lint/a11y/useSemanticElements: rows placed one by one can't form a <table>; the ARIA grid pattern is what fits
/** One line of the grid. Drawn again only when something of its own changes. */
import type { ReactNode } from 'react';
import { memo } from 'react';
import type { GridLayout } from './record-grid-layout.ts';
import type { RecordGridColumn } from './record-grid-types.ts';
import { componentText } from './text.ts';

interface GridRowProps<Row, Field extends string> {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  /** undefined while its page is read */
  readonly row: Row | undefined;
  readonly columns: readonly RecordGridColumn<Row, Field>[];
  readonly layout: GridLayout;
  readonly selectable?: boolean;
  readonly selected?: boolean;
  readonly active?: boolean;
  readonly tone?: 'none' | 'warning' | 'error' | 'success';
}

function GridRowInner<Row, Field extends string>(props: GridRowProps<Row, Field>) {
  const { id, index, top, height, row, columns, layout, selectable = false, selected = false, active = false, tone = 'none' } = props;
  const classes = ['record-grid-line', 'record-grid-row'];
  if (index % 2 === 1) classes.push('record-grid-odd');
  if (active) classes.push('record-grid-active');
  if (selected) classes.push('record-grid-selected');
  if (tone !== 'none') classes.push(`record-grid-tone-${tone}`);
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={selectable ? selected : undefined}
      tabIndex={-1}
      data-grid-row={index}
      className={classes.join(' ')}
      style={{ transform: `translateY(${top}px)`, height }}
    >
      {selectable && (
        <div
          role="gridcell"
          aria-colindex={1}
          tabIndex={-1}
          className="record-grid-cell record-grid-pinned record-grid-tick"
          style={{ left: 0 }}
          data-grid-tick
        >
          <input
            type="checkbox"
            tabIndex={-1}
            readOnly
            checked={selected}
            disabled={!row}
            aria-label={componentText.selectRow}
            data-grid-tick
          />
        </div>
      )}
      {columns.map((column, position) => {
        const left = layout.pinnedLeft[position];
        return (
          <div
            key={column.key}
            role="gridcell"
            aria-colindex={position + (selectable ? 2 : 1)}
            tabIndex={-1}
            className={left === undefined ? 'record-grid-cell' : 'record-grid-cell record-grid-pinned'}
            style={{ textAlign: column.align ?? 'left', ...(left !== undefined && { left }) }}
            data-grid-column={position}
          >
            {row === undefined ? <span className="record-grid-skeleton" /> : <CellContent column={column} row={row} />}
          </div>
        );
      })}
    </div>
  );
}

/** `memo` loses the type parameters; they are given back here */
export const GridRow = memo(GridRowInner) as typeof GridRowInner;

function CellContent<Row, Field extends string>({ column, row }: { readonly column: RecordGridColumn<Row, Field>; readonly row: Row }) {
  const content: ReactNode = column.render ? column.render(row) : textOf(row, column.key);
  if (!column.link) return content;
  return (
    <span className="record-grid-link" data-grid-link>
      {content}
    </span>
  );
}

/** What the mouse shows on a cell; asked for only when it rests there, for 300 titles a frame slow scrolling down. */
export function tooltipOf<Row, Field extends string>(column: RecordGridColumn<Row, Field>, row: Row): string {
  return column.tooltip ? column.tooltip(row) : textOf(row, column.key);
}

function textOf(row: unknown, key: string): string {
  const value = typeof row === 'object' && row !== null ? (row as Readonly<Record<string, unknown>>)[key] : undefined;
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}
