/** Head, rows and cells of a table of a letter. Each is rendered when its own text changes: there are up to three hundred on the screen. */
import { DeleteOutlined } from '@ant-design/icons';
import { Button, Flex, Input, InputNumber, Select } from 'antd';
import { type ClipboardEvent, memo } from 'react';
import type { TableBlock } from '#shared/domain/letter.ts';
import { GrowingText } from './growing-text.tsx';
import { paperText } from './paper-text.ts';

const words = paperText.table;

type Column = TableBlock['columns'][number];
const ALIGNMENTS = ['left', 'center', 'right'] as const;

/** The same object as long as the table stands where it stands. */
export interface TableActions {
  readonly setCell: (row: number, column: number, value: string) => void;
  readonly setColumn: (column: number, change: (column: Column) => Column) => void;
  readonly removeColumn: (column: number) => void;
  readonly removeRow: (row: number) => void;
  /** cells from this place on; `row` −1: the head. One cell is left to the input itself. */
  readonly paste: (row: number, column: number, event: ClipboardEvent) => void;
}

export interface TableRowProps {
  /** of the table */
  readonly id: string;
  readonly cells: readonly string[];
  readonly row: number;
  readonly columns: number;
  readonly disabled: boolean;
  readonly actions: TableActions;
}

export const TableRow = memo(function TableRow({ id, cells, row, columns, disabled, actions }: TableRowProps) {
  return (
    <tr>
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell has no name but its place
        <td key={column}>
          <Cell
            id={`${id}-r${row}-c${column}`}
            value={cells[column] ?? ''}
            row={row}
            column={column}
            disabled={disabled}
            actions={actions}
          />
        </td>
      ))}
      <td>
        <RemoveButton name={words.removeRow(row)} disabled={disabled} at={row} onRemove={actions.removeRow} />
      </td>
    </tr>
  );
});

interface CellProps extends Omit<TableRowProps, 'cells' | 'columns'> {
  readonly value: string;
  readonly column: number;
}

const Cell = memo(function Cell({ id, value, row, column, disabled, actions }: CellProps) {
  return (
    <GrowingText
      id={id}
      value={value}
      maxLength={2000}
      disabled={disabled}
      aria-label={words.cell(row, column)}
      onPaste={(event) => actions.paste(row, column, event)}
      onChange={({ target }) => actions.setCell(row, column, target.value)}
      data-testid={id}
    />
  );
});

interface RemoveButtonProps {
  readonly name: string;
  readonly disabled: boolean;
  /** which row or column */
  readonly at: number;
  readonly onRemove: (at: number) => void;
}

const RemoveButton = memo(function RemoveButton({ name, disabled, at, onRemove }: RemoveButtonProps) {
  return (
    <Button
      type="text"
      size="small"
      icon={<DeleteOutlined />}
      disabled={disabled}
      aria-label={name}
      title={name}
      onClick={() => onRemove(at)}
    />
  );
});

export interface ColumnHeadProps {
  readonly id: string;
  readonly column: Column;
  readonly index: number;
  readonly disabled: boolean;
  readonly removable: boolean;
  readonly actions: TableActions;
}

export const ColumnHead = memo(function ColumnHead({ id, column, index, disabled, removable, actions }: ColumnHeadProps) {
  const set = (changes: Partial<Column>) => actions.setColumn(index, (now) => ({ ...now, ...changes }));
  return (
    <Flex vertical gap={2}>
      <Input
        id={id}
        value={column.title}
        maxLength={100}
        disabled={disabled}
        aria-label={words.head(index)}
        onPaste={(event) => actions.paste(-1, index, event)}
        onChange={({ target }) => set({ title: target.value })}
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
          onChange={(width) => width && set({ width })}
        />
        <Select
          size="small"
          variant="borderless"
          value={column.align ?? 'center'}
          disabled={disabled}
          options={ALIGNMENTS.map((value) => ({ value, label: words[value] }))}
          aria-label={`${words.head(index)}，${words.align}`}
          onChange={(align) => set({ align })}
        />
        <RemoveButton name={words.removeColumn(index)} disabled={disabled || !removable} at={index} onRemove={actions.removeColumn} />
      </Flex>
    </Flex>
  );
});
