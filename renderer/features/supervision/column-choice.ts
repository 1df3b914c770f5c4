/** Which columns the list of supervision information has, and which it shows when nobody has chosen. */
export const DEFAULT_COLUMNS = [
  'matter',
  'decisionNumber',
  'counterpartName',
  'decidedOn',
  'status',
  'dueOn',
  'content',
  'concerned',
  'recipientName',
  'senderName',
  'approvedBy',
  'facts',
] as const;
/** numbers of persons' documents and how to reach them are shown when somebody asks for them */
export const COLUMN_KEYS = [
  ...DEFAULT_COLUMNS,
  'identity',
  'counterpartKind',
  'contact',
  'address',
  'attachments',
  'note',
  'sourceSystem',
  'recordedAt',
] as const;
export type ColumnKey = (typeof COLUMN_KEYS)[number];
