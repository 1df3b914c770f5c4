/** A table of a letter: columns, rows, cells; Excel's cells are pasted from any cell on. Long tables are edited page by page. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Input, Pagination, Typography } from 'antd';
import { memo, useCallback, useMemo, useState } from 'react';
import type { TableBlock } from '#shared/domain/letter.ts';
import { cellsOf, MAX_COLUMNS, MAX_ROWS, withCells } from './body-model.ts';
import { paperText } from './paper-text.ts';
import { ColumnHead, type TableActions, TableRow } from './table-parts.tsx';

const words = paperText.table;

/** Always the same function, see `ChangeLetter`: it is given what the table becomes, by what it is then. */
export type ChangeTable = (change: (table: TableBlock) => TableBlock) => void;

export interface TableEditorProps {
  readonly table: TableBlock;
  readonly id: string;
  readonly disabled: boolean;
  readonly onChange: ChangeTable;
}

/** rows on the screen at a time */
const PAGE = 25;

export function TableEditor({ table, id, disabled, onChange }: TableEditorProps) {
  const [page, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(table.rows.length / PAGE));
  const first = Math.min(page, pages - 1) * PAGE;
  const actions = useTableActions(onChange);
  const addRow = useCallback(() => {
    onChange((now) => ({ ...now, rows: [...now.rows, now.columns.map(() => '')] }));
    // the page that the new row is on; more than there are is the last one
    setPage(MAX_ROWS);
  }, [onChange]);
  const addColumn = useCallback(() => onChange((now) => withCells(now, -1, now.columns.length, [['']])), [onChange]);
  return (
    <div className="letter-table">
      <Input
        id={id}
        value={table.caption ?? ''}
        placeholder={words.caption}
        aria-label={words.caption}
        maxLength={200}
        disabled={disabled}
        onChange={({ target }) => onChange((now) => ({ ...now, caption: target.value || undefined }))}
        data-testid={id}
      />
      <div className="letter-table-scroll">
        <table>
          <thead>
            <tr>
              {table.columns.map((column, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column has no name but its place
                <th key={index} scope="col">
                  <ColumnHead
                    id={`${id}-c${index}`}
                    column={column}
                    index={index}
                    disabled={disabled}
                    removable={table.columns.length > 1}
                    actions={actions}
                  />
                </th>
              ))}
              <th aria-hidden />
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(first, first + PAGE).map((cells, offset) => {
              const row = first + offset;
              return (
                <TableRow key={row} id={id} cells={cells} row={row} columns={table.columns.length} disabled={disabled} actions={actions} />
              );
            })}
          </tbody>
        </table>
      </div>
      <TableFoot
        rows={table.rows.length}
        columns={table.columns.length}
        page={first / PAGE}
        disabled={disabled}
        onAddRow={addRow}
        onAddColumn={addColumn}
        onPage={setPage}
      />
    </div>
  );
}

interface TableFootProps {
  readonly rows: number;
  readonly columns: number;
  /** from 0 */
  readonly page: number;
  readonly disabled: boolean;
  readonly onAddRow: () => void;
  readonly onAddColumn: () => void;
  readonly onPage: (page: number) => void;
}

const TableFoot = memo(function TableFoot({ rows, columns, page, disabled, onAddRow, onAddColumn, onPage }: TableFootProps) {
  return (
    <Flex gap={8} align="center" wrap>
      <Button size="small" icon={<PlusOutlined />} disabled={disabled || rows >= MAX_ROWS} onClick={onAddRow}>
        {words.addRow}
      </Button>
      <Button size="small" icon={<PlusOutlined />} disabled={disabled || columns >= MAX_COLUMNS} onClick={onAddColumn}>
        {words.addColumn}
      </Button>
      <Typography.Text type="secondary">{words.paste}</Typography.Text>
      {rows > PAGE && (
        <Pagination size="small" simple current={page + 1} pageSize={PAGE} total={rows} onChange={(next) => onPage(next - 1)} />
      )}
      <Typography.Text type="secondary">{words.rows(rows)}</Typography.Text>
    </Flex>
  );
});

function useTableActions(onChange: ChangeTable): TableActions {
  return useMemo(
    () => ({
      setCell: (row, column, value) => onChange((table) => withCells(table, row, column, [[value]])),
      setColumn: (column, change) =>
        onChange((table) => ({ ...table, columns: table.columns.map((other, at) => (at === column ? change(other) : other)) })),
      removeColumn: (column) => onChange((table) => withoutColumn(table, column)),
      removeRow: (row) => onChange((table) => ({ ...table, rows: table.rows.filter((_, at) => at !== row) })),
      paste: (row, column, event) => {
        const cells = cellsOf(event.clipboardData.getData('text/plain'));
        if (cells.length < 2 && (cells[0]?.length ?? 0) < 2) return;
        event.preventDefault();
        onChange((table) => withCells(table, row, column, cells));
      },
    }),
    [onChange],
  );
}

function withoutColumn(table: TableBlock, column: number): TableBlock {
  const keep = <T,>(_: T, index: number) => index !== column;
  return { ...table, columns: table.columns.filter(keep), rows: table.rows.map((cells) => cells.filter(keep)) };
}
