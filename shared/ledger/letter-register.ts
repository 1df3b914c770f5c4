/**
 * Letters, the numbers they took, and the templates of the users. Every question has the same answer in whatever order
 * the entries came. What a department may say here: drafts, numbers and templates are its own affair; a letter is spoken
 * by who issued it; whether a 案卷移送 was complete is the word of those it was addressed to (single writer per fact).
 */
import type { Attachment } from '#shared/domain/approval.ts';
import type { Entry, EntryOf } from './entry.ts';
import { attachmentsOf } from './entry-attachments.ts';

export type LetterEntry = EntryOf<
  | 'letter.drafted'
  | 'letter.discarded'
  | 'letter.issued'
  | 'letter.registered'
  | 'letterTemplate.saved'
  | 'numbers.reserved'
  | 'number.voided'
  | 'transfer.checked'
>;

export interface LetterState {
  readonly letterId: string;
  readonly state: 'draft' | 'issued' | 'received' | 'discarded';
  readonly own: boolean;
  /** who wrote it; undefined for a letter on paper of somebody who isn't in the directory */
  readonly ownerId: string | undefined;
  readonly drafted: EntryOf<'letter.drafted'> | undefined;
  readonly discarded: EntryOf<'letter.discarded'> | undefined;
  readonly issued: EntryOf<'letter.issued'> | undefined;
  /** the same letter issued once more on another computer: the first one holds, these are a problem to be shown */
  readonly again: readonly EntryOf<'letter.issued'>[];
  readonly registered: EntryOf<'letter.registered'> | undefined;
  /** of a 案卷移送: the recipients' word, oldest first */
  readonly checked: readonly EntryOf<'transfer.checked'>[];
}

/** Of one 机关代字 and year of this department. */
export interface NumberState {
  readonly code: string;
  readonly year: number;
  readonly issued: readonly EntryOf<'letter.issued'>[];
  readonly voided: readonly EntryOf<'number.voided'>[];
  readonly ranges: readonly EntryOf<'numbers.reserved'>[];
}

interface Parts {
  drafted?: EntryOf<'letter.drafted'>;
  discarded?: EntryOf<'letter.discarded'>;
  registered?: EntryOf<'letter.registered'>;
  readonly issued: EntryOf<'letter.issued'>[];
  readonly checked: EntryOf<'transfer.checked'>[];
}

interface NumberParts {
  readonly code: string;
  readonly year: number;
  readonly issued: EntryOf<'letter.issued'>[];
  readonly voided: EntryOf<'number.voided'>[];
  readonly ranges: EntryOf<'numbers.reserved'>[];
}

export class LetterRegister {
  readonly #letters = new Map<string, Parts>();
  readonly #states = new Map<string, LetterState>();
  readonly #templates = new Map<string, EntryOf<'letterTemplate.saved'>>();
  readonly #numbers = new Map<string, NumberParts>();

  constructor(private readonly ownId: string) {}

  fold(entry: LetterEntry): void {
    const own = entry.actor.departmentId === this.ownId;
    if (entry.type === 'letter.issued') this.#issued(entry, own);
    else if (entry.type === 'transfer.checked') insert(this.#parts(entry.subject).checked, entry);
    else if (own) this.#ownFact(entry);
  }

  #issued(entry: EntryOf<'letter.issued'>, own: boolean): void {
    insert(this.#parts(entry.subject).issued, entry);
    // Another department that claims a number of ours changes nothing about ours.
    if (own) insert(this.#numbersOf(entry.payload.number).issued, entry);
  }

  #ownFact(entry: Exclude<LetterEntry, EntryOf<'letter.issued' | 'transfer.checked'>>): void {
    switch (entry.type) {
      case 'letter.drafted': {
        const parts = this.#parts(entry.subject);
        if (isLater(entry, parts.drafted)) parts.drafted = entry;
        return;
      }
      case 'letter.discarded': {
        const parts = this.#parts(entry.subject);
        if (isLater(entry, parts.discarded)) parts.discarded = entry;
        return;
      }
      case 'letter.registered': {
        const parts = this.#parts(entry.subject);
        if (isLater(entry, parts.registered)) parts.registered = entry;
        return;
      }
      case 'letterTemplate.saved':
        if (isLater(entry, this.#templates.get(entry.subject))) this.#templates.set(entry.subject, entry);
        return;
      case 'numbers.reserved':
        insert(this.#numbersOf(entry.payload).ranges, entry);
        return;
      case 'number.voided':
        insert(this.#numbersOf(entry.payload.number).voided, entry);
        return;
    }
  }

  #parts(letterId: string): Parts {
    this.#states.delete(letterId);
    let parts = this.#letters.get(letterId);
    if (!parts) {
      parts = { issued: [], checked: [] };
      this.#letters.set(letterId, parts);
    }
    return parts;
  }

  #numbersOf({ code, year }: { readonly code: string; readonly year: number }): NumberParts {
    const key = `${code} ${year}`;
    let numbers = this.#numbers.get(key);
    if (!numbers) {
      numbers = { code, year, issued: [], voided: [], ranges: [] };
      this.#numbers.set(key, numbers);
    }
    return numbers;
  }

  get(letterId: string): LetterState | undefined {
    const known = this.#states.get(letterId);
    if (known) return known;
    const parts = this.#letters.get(letterId);
    const state = parts && stateOf(letterId, parts, this.ownId);
    if (state) this.#states.set(letterId, state);
    return state;
  }

  *values(): Iterable<LetterState> {
    for (const letterId of this.#letters.keys()) {
      const state = this.get(letterId);
      if (state) yield state;
    }
  }

  /** Own templates that were not taken away. */
  templates(): readonly EntryOf<'letterTemplate.saved'>[] {
    return [...this.#templates.values()].filter(({ payload }) => !payload.removed).sort(compare);
  }

  /** Own numbers; none have been given out where the answer has no entries. */
  numbers(code: string, year: number): NumberState {
    return this.#numbers.get(`${code} ${year}`) ?? { code, year, issued: [], voided: [], ranges: [] };
  }

  allNumbers(): readonly NumberState[] {
    return [...this.#numbers.values()];
  }

  /** A file that some letter or template names. */
  file(sha256: string): Attachment | undefined {
    for (const { drafted, issued, registered } of this.values()) {
      for (const entry of [issued, drafted, registered]) {
        const found = entry && attachmentsOf(entry).find((each) => each.sha256 === sha256);
        if (found) return found;
      }
    }
    return undefined;
  }
}

/**
 * Whose letter it is: this department's, if it issued or began one of this id; otherwise the department that issued it
 * first. Nobody else's words about it count.
 */
function stateOf(letterId: string, parts: Parts, ownId: string): LetterState | undefined {
  const { drafted, discarded, registered } = parts;
  const ours = drafted !== undefined || parts.issued.some((entry) => entry.actor.departmentId === ownId);
  const makerId = ours ? ownId : parts.issued[0]?.actor.departmentId;
  const [issued, ...again] = parts.issued.filter((entry) => entry.actor.departmentId === makerId);
  if (!drafted && !issued && !registered) return undefined;
  const addressed = new Set(issued?.payload.recipientIds);
  return {
    letterId,
    state: issued ? (ours ? 'issued' : 'received') : registered && !ours ? 'received' : discarded ? 'discarded' : 'draft',
    own: ours,
    ownerId: makerId ?? registered?.payload.fromId,
    drafted,
    discarded,
    issued,
    again,
    registered,
    checked: parts.checked.filter((entry) => addressed.has(entry.actor.departmentId)),
  };
}

/** Keeps the list in order of time, then id. */
function insert<E extends Entry>(list: E[], entry: E): void {
  const last = list.at(-1);
  list.push(entry);
  if (last && compare(last, entry) > 0) list.sort(compare);
}

function compare(a: Entry, b: Entry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function isLater(entry: Entry, known: Entry | undefined): boolean {
  return known === undefined || compare(known, entry) < 0;
}
