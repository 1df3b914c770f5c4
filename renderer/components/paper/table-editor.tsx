/** A table of a letter: columns, rows, cells; Excel's cells are pasted from any cell on. Long tables are edited page by page. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Input, InputNumber, Pagination, Select, Typography } from 'antd';
import { type ClipboardEvent, useState } from 'react';
import type { TableBlock } from '#shared/domain/letter.ts';
import { cellsOf, MAX_COLUMNS, MAX_ROWS, withCells } from './body-model.ts';
import { paperText } from './paper-text.ts';

const words = paperText.table;

export interface TableEditorProps {
  readonly table: TableBlock;
  readonly id: string;
  readonly disabled: boolean;
  readonly onChange: (table: TableBlock) => void;
}

/** rows on the screen at a time */
const PAGE = 25;

type Column = TableBlock['columns'][number];
const ALIGNMENTS = ['left', 'center', 'right'] as const;

export function TableEditor({ table, id, disabled, onChange }: TableEditorProps) {
  const [page, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(table.rows.length / PAGE));
  const first = Math.min(page, pages - 1) * PAGE;
  const paste = (row: number, column: number) => (event: ClipboardEvent) => {
    const cells = cellsOf(event.clipboardData.getData('text/plain'));
    if (cells.length < 2 && (cells[0]?.length ?? 0) < 2) return;
    event.preventDefault();
    onChange(withCells(table, row, column, cells));
  };
  const setCell = (row: number, column: number, value: string) => onChange(withCells(table, row, column, [[value]]));
  return (
    <div className="letter-table">
      <Input
        id={id}
        value={table.caption ?? ''}
        placeholder={words.caption}
        aria-label={words.caption}
        maxLength={200}
        disabled={disabled}
        onChange={(event) => onChange({ ...table, caption: event.target.value || undefined })}
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
                    onPaste={paste(-1, index)}
                    onChange={(next) => onChange({ ...table, columns: table.columns.map((other, at) => (at === index ? next : other)) })}
                    onRemove={() => onChange(withoutColumn(table, index))}
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
                <tr key={row}>
                  {table.columns.map((_, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a cell has no name but its place
                    <td key={column}>
                      <Input.TextArea
                        id={`${id}-r${row}-c${column}`}
                        value={cells[column] ?? ''}
                        autoSize
                        maxLength={2000}
                        disabled={disabled}
                        aria-label={words.cell(row, column)}
                        onPaste={paste(row, column)}
                        onChange={(event) => setCell(row, column, event.target.value)}
                        data-testid={`${id}-r${row}-c${column}`}
                      />
                    </td>
                  ))}
                  <td>
                    <Button
                      type="text"
                      size="small"
                      icon={<DeleteOutlined />}
                      disabled={disabled}
                      aria-label={words.removeRow(row)}
                      title={words.removeRow(row)}
                      onClick={() => onChange({ ...table, rows: table.rows.filter((_, at) => at !== row) })}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <Flex gap={8} align="center" wrap>
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={disabled || table.rows.length >= MAX_ROWS}
          onClick={() => {
            onChange({ ...table, rows: [...table.rows, table.columns.map(() => '')] });
            setPage(Math.ceil((table.rows.length + 1) / PAGE) - 1);
          }}
        >
          {words.addRow}
        </Button>
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={disabled || table.columns.length >= MAX_COLUMNS}
          onClick={() => onChange(withCells(table, -1, table.columns.length, [['']]))}
        >
          {words.addColumn}
        </Button>
        <Typography.Text type="secondary">{words.paste}</Typography.Text>
        {pages > 1 && (
          <Pagination
            size="small"
            simple
            current={first / PAGE + 1}
            pageSize={PAGE}
            total={table.rows.length}
            onChange={(next) => setPage(next - 1)}
          />
        )}
        <Typography.Text type="secondary">{words.rows(table.rows.length)}</Typography.Text>
      </Flex>
    </div>
  );
}

function withoutColumn(table: TableBlock, column: number): TableBlock {
  const keep = <T,>(_: T, index: number) => index !== column;
  return { ...table, columns: table.columns.filter(keep), rows: table.rows.map((cells) => cells.filter(keep)) };
}

interface ColumnHeadProps {
  readonly id: string;
  readonly column: Column;
  readonly index: number;
  readonly disabled: boolean;
  readonly removable: boolean;
  readonly onPaste: (event: ClipboardEvent) => void;
  readonly onChange: (column: Column) => void;
  readonly onRemove: () => void;
}

function ColumnHead({ id, column, index, disabled, removable, onPaste, onChange, onRemove }: ColumnHeadProps) {
  return (
    <Flex vertical gap={2}>
      <Input
        id={id}
        value={column.title}
        maxLength={100}
        disabled={disabled}
        aria-label={words.head(index)}
        onPaste={onPaste}
        onChange={(event) => onChange({ ...column, title: event.target.value })}
      />
      <Flex gap={2} align="center">
        <InputNumber
          size="small"
          min={1}
          max={100}
          value={column.width}
          disabled={disabled}
          controls={false}
          style={{ width: 40 }}
          aria-label={`${words.head(index)}，${words.width}`}
          title={words.width}
          onChange={(width) => width && onChange({ ...column, width })}
        />
        <Select
          size="small"
          variant="borderless"
          value={column.align ?? 'center'}
          disabled={disabled}
          options={ALIGNMENTS.map((value) => ({ value, label: words[value] }))}
          aria-label={`${words.head(index)}，${words.align}`}
          onChange={(align) => onChange({ ...column, align })}
        />
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          disabled={disabled || !removable}
          aria-label={words.removeColumn(index)}
          title={words.removeColumn(index)}
          onClick={onRemove}
        />
      </Flex>
    </Flex>
  );
}
