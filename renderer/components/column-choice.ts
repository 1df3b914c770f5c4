/** Which columns a list shows, in which order. Remembered on this machine by column key only, never with data. */
import { create, type StoreApi, type UseBoundStore } from 'zustand';

export interface ColumnSet<Key extends string> {
  /** all there are, in the order in which hidden ones are offered */
  readonly keys: readonly Key[];
  readonly defaults: readonly Key[];
}

export interface ColumnChoice<Key extends string> {
  /** visible columns in their order */
  readonly columns: readonly Key[];
  readonly choose: (columns: readonly Key[]) => void;
  readonly reset: () => void;
}

export type ColumnChoiceStore<Key extends string> = UseBoundStore<StoreApi<ColumnChoice<Key>>>;

/** `storageKey`: under which the choice is kept, one for each list. */
export function createColumnChoice<Key extends string>(set: ColumnSet<Key>, storageKey: string): ColumnChoiceStore<Key> {
  return create<ColumnChoice<Key>>((change) => ({
    columns: parseColumns(globalThis.localStorage?.getItem(storageKey) ?? null, set),
    choose: (columns) => {
      if (columns.length === 0) return;
      localStorage.setItem(storageKey, JSON.stringify(columns));
      change({ columns });
    },
    reset: () => {
      localStorage.removeItem(storageKey);
      change({ columns: set.defaults });
    },
  }));
}

/** Reads a remembered choice; anything that isn't one (another version, another program) gives the default. */
export function parseColumns<Key extends string>(stored: string | null, { keys, defaults }: ColumnSet<Key>): readonly Key[] {
  if (stored === null) return defaults;
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return defaults;
  }
  if (!Array.isArray(value)) return defaults;
  const known = keys.filter((key) => value.includes(key));
  known.sort((left, right) => value.indexOf(left) - value.indexOf(right));
  return known.length > 0 ? known : defaults;
}

/** Moves `key` to the place of `target`; the rest closes up. */
export function moveColumn<Key extends string>(columns: readonly Key[], key: Key, target: Key): readonly Key[] {
  const from = columns.indexOf(key);
  const to = columns.indexOf(target);
  if (from < 0 || to < 0 || from === to) return columns;
  const rest = columns.filter((column) => column !== key);
  return [...rest.slice(0, to), key, ...rest.slice(to)];
}
