/** The columns of the list of supervision information, by key. */
import { ATTACHMENTS_COLUMN, type ColumnDetails, DUE_COLUMN, recordColumns, STATUS_COLUMN } from '../../components/record-list-columns.tsx';
import { COLUMN_KEYS, type ColumnKey, DEFAULT_COLUMNS } from './column-choice.ts';
import { text } from './text.ts';

const DETAILS: Readonly<Record<ColumnKey, ColumnDetails>> = {
  matter: { width: 196, grow: 1, sortField: 'matter', pinned: true, link: true },
  decisionNumber: { width: 222, grow: 1, sortField: 'decisionNumber' },
  counterpartName: { width: 192, grow: 2, sortField: 'counterpartName' },
  decidedOn: { width: 104, sortField: 'decidedOn' },
  status: STATUS_COLUMN,
  dueOn: DUE_COLUMN,
  content: { width: 220, grow: 1 },
  concerned: { width: 220 },
  recipientName: { width: 180, sortField: 'recipientName' },
  senderName: { width: 180 },
  approvedBy: { width: 180, sortField: 'approvedBy' },
  facts: { width: 260 },
  identity: { width: 180 },
  counterpartKind: { width: 130 },
  contact: { width: 160 },
  address: { width: 220 },
  attachments: ATTACHMENTS_COLUMN,
  note: { width: 200 },
  sourceSystem: { width: 140, sortField: 'sourceSystem' },
  recordedAt: { width: 150, sortField: 'recordedAt' },
};

export const SUPERVISION_COLUMNS = recordColumns<ColumnKey>('supervision', {
  keys: COLUMN_KEYS,
  defaults: DEFAULT_COLUMNS,
  titles: text.columns,
  details: DETAILS,
});
