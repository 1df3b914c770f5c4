/** The columns of the list, by key. */
import type { ApprovalRow, SortField } from '#shared/workstation/api.ts';
import type { RecordGridColumn } from '../../components/record-grid.tsx';
import { DueDay, dueText, StatusTag } from '../../components/record-status.tsx';
import { recordText } from '../../components/record-text.ts';
import type { ColumnKey } from './column-choice.ts';
import { text } from './text.ts';

type Column = RecordGridColumn<ApprovalRow, SortField>;

const DETAILS: Readonly<Record<ColumnKey, Omit<Column, 'key' | 'title'>>> = {
  matter: { width: 196, grow: 3, sortField: 'matter', pinned: true, link: true },
  decisionNumber: { width: 222, grow: 1, sortField: 'decisionNumber' },
  counterpartName: { width: 192, grow: 2, sortField: 'counterpartName' },
  counterpartKind: { width: 130 },
  identity: { width: 180 },
  contact: { width: 160 },
  address: { width: 220 },
  decidedOn: { width: 104, sortField: 'decidedOn' },
  validity: { width: 200, sortField: 'validTo' },
  content: { width: 260 },
  category: { width: 92, sortField: 'category' },
  certificate: { width: 180 },
  approvedBy: { width: 180, sortField: 'approvedBy' },
  sourceSystem: { width: 140, sortField: 'sourceSystem' },
  senderName: { width: 180 },
  recipientName: { width: 180, sortField: 'recipientName' },
  status: {
    width: 100,
    sortField: 'status',
    render: (row) => <StatusTag status={row.status} />,
    tooltip: (row) => recordText.statusHelp[row.status],
  },
  dueOn: {
    width: 200,
    sortField: 'dueOn',
    render: (row) => <DueDay due={row} />,
    tooltip: (row) => (row.daysLeft === undefined ? row.dueOn : `${row.dueOn} ${dueText(row.daysLeft)}`),
  },
  attachments: { width: 72, align: 'right', render: (row) => (row.attachments > 0 ? row.attachments : ''), tooltip: () => '' },
  note: { width: 200 },
  recordedAt: { width: 150, sortField: 'recordedAt' },
};

/** Only leading columns can stay at the left, so a pinned column that was moved elsewhere is pinned no more. */
export function gridColumns(keys: readonly ColumnKey[]): readonly Column[] {
  return keys.map((key, index) => {
    const { pinned, ...details } = DETAILS[key];
    return { key, title: text.columns[key], ...details, ...(pinned && index === 0 && { pinned }) };
  });
}

/** What stands out at the row's edge: overdue, or due today or tomorrow. */
export function rowTone(row: ApprovalRow): 'none' | 'warning' | 'error' {
  if (row.daysLeft === undefined || row.daysLeft > 1) return 'none';
  return row.daysLeft < 0 ? 'error' : 'warning';
}
