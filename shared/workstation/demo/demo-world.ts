/**
 * The small world behind the demo profiles: departments that record, push, claim and answer in the order of the clock.
 * Its entries are made once; each profile shows those that its department would hold in its ledger. So what the approving
 * side has pushed is what the supervising side has received, with the same ids, sequence numbers and digests.
 */
import type { Approval, IsoDate } from '#shared/domain/approval.ts';
import { uuidv7 } from '#shared/domain/uuid.ts';
import type { Entry, EntryOf, EntryType } from '#shared/ledger/entry.ts';
import { DemoArrivals } from './demo-arrivals.ts';
import { type DemoCalendar, demoCalendar, HISTORY_DAYS } from './demo-clock.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey, demoOperator } from './demo-departments.ts';
import { type DemoKeys, demoWorkstation } from './demo-keys.ts';
import { DemoRandom } from './demo-random.ts';

/** A record in the world, with all its entries by its own department. */
export interface WorldRecord {
  readonly id: string;
  readonly owner: DemoDepartmentKey;
  /** to whom it still has to be pushed */
  readonly pending: Set<DemoDepartmentKey>;
  readonly facts: (EntryOf<'approval.recorded'> | EntryOf<'approval.corrected'>)[];
  approval: Approval;
  revision: number;
  /** a mistake was seen and is about to be corrected: not pushed meanwhile */
  held: boolean;
}

/** What a department has to tell another in its next receipt. */
export interface Answers {
  readonly packages: Set<string>;
  readonly entries: EntryOf<'package.imported' | 'claim.made' | 'claim.returned' | 'gap.reported' | 'transfer.checked'>[];
}

interface Line {
  readonly time: number;
  readonly entry: Entry;
}
interface Task {
  readonly time: number;
  readonly run: () => void;
}

export class DemoWorld {
  readonly random: DemoRandom;
  readonly calendar: DemoCalendar;
  readonly records = new Map<string, WorldRecord>();
  /** in the order in which they were recorded */
  readonly supervisions: EntryOf<'supervision.recorded'>[] = [];
  /** in the order in which they were issued */
  readonly letters: EntryOf<'letter.issued'>[] = [];
  readonly arrivals = new DemoArrivals();
  readonly #ledgers = new Map<DemoDepartmentKey, { readonly lines: Line[]; readonly ids: Set<string> }>();
  readonly #answers = new Map<string, Answers>();
  readonly #sequences = new Map<string, number>();
  readonly #tasks: Task[] = [];

  constructor(
    seed: number,
    readonly today: IsoDate,
    readonly keys: DemoKeys = {},
  ) {
    this.random = new DemoRandom(seed);
    this.calendar = demoCalendar(today, HISTORY_DAYS);
  }

  /** The fingerprint, in 16 groups of four, of the key with which the department signed at that time. */
  fingerprintOf(department: DemoDepartmentKey, time: number): string {
    const { uscc } = DEMO_DEPARTMENTS[department];
    const known = this.keys[uscc];
    if (known?.before && time <= Date.parse(known.before.until)) return known.before.fingerprint;
    return known?.fingerprint ?? inventedFingerprint(Object.keys(DEMO_DEPARTMENTS).indexOf(department) + 1);
  }

  /** Of the department's second computer. */
  secondFingerprintOf(department: DemoDepartmentKey): string {
    const known = this.keys[DEMO_DEPARTMENTS[department].uscc]?.second;
    return known?.fingerprint ?? inventedFingerprint(Object.keys(DEMO_DEPARTMENTS).indexOf(department) + 101);
  }

  /** The computer that counts the department's packages. */
  seriesOf(department: DemoDepartmentKey): string {
    return demoWorkstation(DEMO_DEPARTMENTS[department].uscc).id;
  }

  /** The working day `k` before the last one. */
  day(k: number): IsoDate | undefined {
    return this.calendar.days[k];
  }

  /** Plans something for a moment; may be called from a running plan, for a later moment. */
  plan(time: number, run: () => void): void {
    this.#tasks.push({ time, run });
  }

  /** Lets everything that was planned happen, in the order of time. */
  run(): void {
    while (this.#tasks.length > 0) {
      let next = 0;
      for (const [index, task] of this.#tasks.entries()) if (task.time < (this.#tasks[next] as Task).time) next = index;
      const [task] = this.#tasks.splice(next, 1);
      task?.run();
    }
  }

  /** Makes an entry; its id follows from its time and the world's randomness. */
  entry<T extends EntryType>(
    type: T,
    by: DemoDepartmentKey,
    time: number,
    subject: string | undefined,
    payload: EntryOf<T>['payload'],
    computer: 1 | 2 = 1,
  ): EntryOf<T> {
    const id = this.id(time);
    const actor = { departmentId: DEMO_DEPARTMENTS[by].uscc, operator: demoOperator(by, computer) };
    return { id, type, at: new Date(time).toISOString(), actor, subject: subject ?? this.id(time), payload } as EntryOf<T>;
  }

  id(time: number): string {
    return uuidv7(time, this.random.bytes(10));
  }

  /** Appends to a department's ledger at a moment; what it has already (a record pushed again) is left out. */
  append(department: DemoDepartmentKey, time: number, ...entries: readonly Entry[]): void {
    const ledger = this.#ledgers.get(department) ?? { lines: [], ids: new Set<string>() };
    this.#ledgers.set(department, ledger);
    for (const entry of entries) {
      if (ledger.ids.has(entry.id)) continue;
      ledger.ids.add(entry.id);
      ledger.lines.push({ time, entry });
    }
  }

  /** Whether the department's ledger holds the entry by now. */
  has(department: DemoDepartmentKey, entryId: string): boolean {
    return this.#ledgers.get(department)?.ids.has(entryId) ?? false;
  }

  /** What stands in a department's ledger at a moment, in the order of appending. */
  ledger(department: DemoDepartmentKey, now: number): Entry[] {
    const lines = (this.#ledgers.get(department)?.lines ?? []).filter((line) => line.time <= now);
    return lines.sort((a, b) => a.time - b.time).map((line) => line.entry);
  }

  nextSequence(from: DemoDepartmentKey, to: DemoDepartmentKey): number {
    const key = `${from}>${to}`;
    const sequence = (this.#sequences.get(key) ?? 0) + 1;
    this.#sequences.set(key, sequence);
    return sequence;
  }

  /** What `from` has not told `to` yet. */
  answers(from: DemoDepartmentKey, to: DemoDepartmentKey): Answers {
    const key = `${from}>${to}`;
    const known = this.#answers.get(key) ?? { packages: new Set(), entries: [] };
    this.#answers.set(key, known);
    return known;
  }

  /** The receipt is written: what comes from now on waits for the next one. */
  clearAnswers(from: DemoDepartmentKey, to: DemoDepartmentKey): void {
    this.#answers.delete(`${from}>${to}`);
  }
}

function inventedFingerprint(seed: number): string {
  return (new DemoRandom(seed).hex(64).toUpperCase().match(/.{4}/g) ?? []).join(' ');
}
