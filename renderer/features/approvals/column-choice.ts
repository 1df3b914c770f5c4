/** Which columns the list of approvals has, and which it shows when nobody has chosen. */
export const COLUMN_KEYS = [
  'matter',
  'decisionNumber',
  'counterpartName',
  'identity',
  'decidedOn',
  'validity',
  'status',
  'dueOn',
  'recipientName',
  'senderName',
  'approvedBy',
  'sourceSystem',
  'counterpartKind',
  'contact',
  'address',
  'content',
  'category',
  'certificate',
  'attachments',
  'note',
  'recordedAt',
] as const;
export type ColumnKey = (typeof COLUMN_KEYS)[number];

export const DEFAULT_COLUMNS: readonly ColumnKey[] = [
  'matter',
  'decisionNumber',
  'counterpartName',
  'decidedOn',
  'status',
  'dueOn',
  'validity',
  'recipientName',
  'approvedBy',
  'sourceSystem',
  'identity',
];
