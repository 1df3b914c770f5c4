/** The columns of the list of supervision information. */
import type { ApprovalRow, SortField } from '#shared/workstation/api.ts';
import type { RecordGridColumn } from '../../components/record-grid.tsx';
import { DueDay, dueText, StatusTag } from '../../components/record-status.tsx';
import { recordText } from '../../components/record-text.ts';
import { text } from './text.ts';

const words = text.columns;

export const COLUMNS: readonly RecordGridColumn<ApprovalRow, SortField>[] = [
  { key: 'matter', title: words.matter, width: 196, grow: 1, sortField: 'matter', pinned: true, link: true },
  { key: 'decisionNumber', title: words.decisionNumber, width: 222, grow: 1, sortField: 'decisionNumber' },
  { key: 'counterpartName', title: words.counterpartName, width: 192, grow: 2, sortField: 'counterpartName' },
  { key: 'decidedOn', title: words.decidedOn, width: 104, sortField: 'decidedOn' },
  {
    key: 'status',
    title: words.status,
    width: 100,
    sortField: 'status',
    render: (row) => <StatusTag status={row.status} />,
    tooltip: (row) => recordText.statusHelp[row.status],
  },
  {
    key: 'dueOn',
    title: words.dueOn,
    width: 200,
    sortField: 'dueOn',
    render: (row) => <DueDay due={row} />,
    tooltip: (row) => (row.daysLeft === undefined ? row.dueOn : `${row.dueOn} ${dueText(row.daysLeft)}`),
  },
  { key: 'content', title: words.content, width: 220, grow: 1 },
  { key: 'concerned', title: words.concerned, width: 220 },
  { key: 'recipientName', title: words.recipientName, width: 180, sortField: 'recipientName' },
  { key: 'senderName', title: words.senderName, width: 180 },
  { key: 'approvedBy', title: words.approvedBy, width: 180, sortField: 'approvedBy' },
  { key: 'facts', title: words.facts, width: 260 },
];

/** overdue, or due today or on the next working day */
export function rowTone(row: ApprovalRow): 'none' | 'warning' | 'error' {
  if (row.daysLeft === undefined || row.daysLeft > 1) return 'none';
  return row.daysLeft < 0 ? 'error' : 'warning';
}
