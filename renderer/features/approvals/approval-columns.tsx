/** The columns of the list, by key. */
import { ATTACHMENTS_COLUMN, type ColumnDetails, DUE_COLUMN, recordColumns, STATUS_COLUMN } from '../../components/record-list-columns.tsx';
import { COLUMN_KEYS, type ColumnKey, DEFAULT_COLUMNS } from './column-choice.ts';
import { text } from './text.ts';

const DETAILS: Readonly<Record<ColumnKey, ColumnDetails>> = {
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
  status: STATUS_COLUMN,
  dueOn: DUE_COLUMN,
  attachments: ATTACHMENTS_COLUMN,
  note: { width: 200 },
  recordedAt: { width: 150, sortField: 'recordedAt' },
};

export const APPROVAL_COLUMNS = recordColumns<ColumnKey>('approvals', {
  keys: COLUMN_KEYS,
  defaults: DEFAULT_COLUMNS,
  titles: text.columns,
  details: DETAILS,
});
