/** Order among entries, the same on every computer: by time, then by id. */
import type { Entry } from './entry.ts';

export function compareByTime(a: Entry, b: Entry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Keeps `list` in order, oldest first. */
export function insertByTime<T extends Entry>(list: T[], entry: T): void {
  const last = list.at(-1);
  list.push(entry);
  if (last && compareByTime(last, entry) > 0) list.sort(compareByTime);
}
