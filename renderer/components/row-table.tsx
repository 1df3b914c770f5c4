/**
 * A table whose rows open something: by a double click, by Enter on the row, by its button. ↑ ↓ move from row to row, so the
 * list is used from the keyboard alone.
 */
import { Button, Table, type TableColumnsType } from 'antd';
import { type KeyboardEvent, type ReactNode, useDeferredValue } from 'react';
import './row-table.css';

/** rows of one page of a table */
const PAGE = 50;

export interface RowTableProps<Row extends object> {
  /** undefined while they are read */
  readonly rows: readonly Row[] | undefined;
  readonly idOf: (row: Row) => string;
  readonly columns: TableColumnsType<Row>;
  readonly actionsTitle: string;
  readonly open: string;
  readonly empty: ReactNode;
  /** beginning of the test ids of rows and buttons */
  readonly name: string;
  /** further data attributes of a row */
  readonly dataOf?: (row: Row) => Readonly<Record<`data-${string}`, string | boolean>>;
  readonly onOpen: (id: string) => void;
}

export function RowTable<Row extends object>(props: RowTableProps<Row>) {
  const { idOf, columns, actionsTitle, open, empty, name, dataOf, onOpen } = props;
  // fifty rows at once would hold up a key or a click: rows that have come are rendered in slices
  const read = useDeferredValue(props.rows);
  const rows = read ?? [];
  const rowProps = (row: Row): object => ({
    tabIndex: 0,
    'data-testid': `${name}.row.${idOf(row)}`,
    ...dataOf?.(row),
    onDoubleClick: () => onOpen(idOf(row)),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => moveOrOpen(event, () => onOpen(idOf(row))),
  });
  return (
    <Table<Row>
      className="row-table"
      size="small"
      rowKey={idOf}
      columns={[
        ...columns,
        {
          key: 'actions',
          title: actionsTitle,
          width: 72,
          render: (_, row) => (
            <Button
              type="link"
              size="small"
              style={{ padding: 0 }}
              onClick={() => onOpen(idOf(row))}
              data-testid={`${name}.open.${idOf(row)}`}
            >
              {open}
            </Button>
          ),
        },
      ]}
      dataSource={[...rows]}
      tableLayout="fixed"
      pagination={rows.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
      locale={{ emptyText: read ? empty : ' ' }}
      onRow={rowProps}
      data-testid={`${name}.table`}
    />
  );
}

/** Only keys pressed on the row itself: a button in it has its own Enter. */
function moveOrOpen(event: KeyboardEvent<HTMLElement>, open: () => void): void {
  const row = event.currentTarget;
  if (event.target !== row) return;
  const next = event.key === 'ArrowDown' ? row.nextElementSibling : event.key === 'ArrowUp' ? row.previousElementSibling : undefined;
  if (event.key === 'Enter') open();
  else if (next instanceof HTMLElement) next.focus();
  else if (next === undefined) return;
  event.preventDefault();
}
