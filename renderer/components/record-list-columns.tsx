/** The columns of a list of records: what is shown of each, which may be chosen, and what stands out at a row's edge. */
import type { ApprovalRow, SortField } from '#shared/workstation/api.ts';
import { type ColumnChoiceStore, type ColumnSet, createColumnChoice } from './column-choice.ts';
import type { RecordGridColumn } from './record-grid.tsx';
import { DueDay, dueText, StatusTag } from './record-status.tsx';
import { recordText } from './record-text.ts';

type Column = RecordGridColumn<ApprovalRow, SortField>;
export type ColumnDetails = Omit<Column, 'key' | 'title'>;

/** One list's columns, and the choice of them that is remembered. */
export interface RecordColumns<Key extends string> extends ColumnSet<Key> {
  readonly titles: Readonly<Record<Key, string>>;
  readonly details: Readonly<Record<Key, ColumnDetails>>;
  readonly useChoice: ColumnChoiceStore<Key>;
}

/** `list`: the list's name, under which the choice is remembered. */
export function recordColumns<Key extends string>(list: string, set: Omit<RecordColumns<Key>, 'useChoice'>): RecordColumns<Key> {
  return { ...set, useChoice: createColumnChoice<Key>(set, `${list}.columns`) };
}

export const STATUS_COLUMN: ColumnDetails = {
  width: 100,
  sortField: 'status',
  render: (row) => <StatusTag status={row.status} />,
  tooltip: (row) => recordText.statusHelp[row.status],
};
export const DUE_COLUMN: ColumnDetails = {
  width: 200,
  sortField: 'dueOn',
  render: (row) => <DueDay due={row} />,
  tooltip: (row) => (row.daysLeft === undefined ? row.dueOn : `${row.dueOn} ${dueText(row.daysLeft)}`),
};
export const ATTACHMENTS_COLUMN: ColumnDetails = {
  width: 72,
  align: 'right',
  render: (row) => (row.attachments > 0 ? row.attachments : ''),
  tooltip: () => '',
};

/** Only leading columns can stay at the left, so a pinned column that was moved elsewhere is pinned no more. */
export function gridColumns<Key extends string>({ titles, details }: RecordColumns<Key>, keys: readonly Key[]): readonly Column[] {
  return keys.map((key, index) => {
    const { pinned, ...rest }: ColumnDetails = details[key];
    return { key, title: titles[key], ...rest, ...(pinned && index === 0 && { pinned }) };
  });
}

/** What stands out at the row's edge: overdue, or due today or on the next working day. */
export function rowTone(row: ApprovalRow): 'none' | 'warning' | 'error' {
  if (row.daysLeft === undefined || row.daysLeft > 1) return 'none';
  return row.daysLeft < 0 ? 'error' : 'warning';
}
