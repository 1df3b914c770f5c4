/** Which columns the list shows, in which order. Remembered on this machine by column key only, never with data. */
import { create } from 'zustand';

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

const STORAGE_KEY = 'approvals.columns';

interface ColumnChoice {
  /** visible columns in their order */
  readonly columns: readonly ColumnKey[];
  readonly choose: (columns: readonly ColumnKey[]) => void;
  readonly reset: () => void;
}

export const useColumnChoice = create<ColumnChoice>((set) => ({
  columns: parseColumns(globalThis.localStorage?.getItem(STORAGE_KEY) ?? null),
  choose: (columns) => {
    if (columns.length === 0) return;
    localStorage.setItem(STORAGE_KEY, JSON.stringify(columns));
    set({ columns });
  },
  reset: () => {
    localStorage.removeItem(STORAGE_KEY);
    set({ columns: DEFAULT_COLUMNS });
  },
}));

/** Reads a remembered choice; anything that isn't one (another version, another program) gives the default. */
export function parseColumns(stored: string | null): readonly ColumnKey[] {
  if (stored === null) return DEFAULT_COLUMNS;
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return DEFAULT_COLUMNS;
  }
  if (!Array.isArray(value)) return DEFAULT_COLUMNS;
  const known = COLUMN_KEYS.filter((key) => value.includes(key));
  known.sort((left, right) => value.indexOf(left) - value.indexOf(right));
  return known.length > 0 ? known : DEFAULT_COLUMNS;
}

/** Moves `key` to the place of `target`; the rest closes up. */
export function moveColumn(columns: readonly ColumnKey[], key: ColumnKey, target: ColumnKey): readonly ColumnKey[] {
  const from = columns.indexOf(key);
  const to = columns.indexOf(target);
  if (from < 0 || to < 0 || from === to) return columns;
  const rest = columns.filter((column) => column !== key);
  return [...rest.slice(0, to), key, ...rest.slice(to)];
}
