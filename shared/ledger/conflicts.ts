/**
 * Conflicts: facts about one thing that two computers of one department made apart. Nothing is overwritten: all of them
 * stay in the history, one is shown on every computer alike, and a person settles it by a further entry that names them
 * (architecture.md, Single writer per fact).
 */
import type { Entry, EntryOf } from './entry.ts';
import { isCorrection, isRevision, type RevisionEntry, revisionOf } from './record-state.ts';

type Answer = EntryOf<'claim.made' | 'claim.returned'>;

/** Entries of one revision, or answers to one package: two or more that nobody has settled. */
export interface OpenConflict {
  readonly kind: 'revision' | 'answer';
  /** in order of time, then id */
  readonly entries: readonly (RevisionEntry | Answer)[];
}

export function openConflicts(history: readonly Entry[]): readonly OpenConflict[] {
  const settled = new Set(history.flatMap((entry) => settledBy(entry)));
  const revisions = new Map<number, RevisionEntry[]>();
  const answers = new Map<string, Answer[]>();
  for (const entry of history) {
    if (settled.has(entry.id)) continue;
    if (isRevision(entry)) add(revisions, revisionOf(entry), entry);
    else if (entry.type === 'claim.made' || entry.type === 'claim.returned')
      add(answers, `${entry.actor.departmentId} ${entry.payload.packageId}`, entry);
  }
  return [
    ...[...revisions.values()].filter((same) => same.length > 1).map((entries) => ({ kind: 'revision' as const, entries })),
    // Two claims say the same; a claim and a return don't.
    ...[...answers.values()]
      .filter((same) => new Set(same.map((entry) => entry.type)).size > 1)
      .map((entries) => ({ kind: 'answer' as const, entries })),
  ];
}

export function hasOpenConflict(history: readonly Entry[]): boolean {
  return history.length > 1 && openConflicts(history).length > 0;
}

function settledBy(entry: Entry): readonly string[] {
  if (isCorrection(entry) || entry.type === 'claim.made' || entry.type === 'claim.returned') return entry.payload.settles ?? [];
  return [];
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
