/**
 * The small world behind the demo profiles: departments that record, push, claim and answer in the order of the clock.
 * Its entries are made once; each profile shows those that its department would hold in its ledger. So what the approving
 * side has pushed is what the supervising side has received, with the same ids, sequence numbers and digests.
 */
import type { Approval, IsoDate } from '#shared/domain/approval.ts';
import { uuidv7 } from '#shared/domain/uuid.ts';
import type { Entry, EntryOf, EntryType, PackagePurpose } from '#shared/ledger/entry.ts';
import { type DemoCalendar, demoCalendar } from './demo-clock.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey, demoOperator } from './demo-departments.ts';
import { DemoRandom } from './demo-random.ts';

/** how far back the demo's history goes, in calendar days */
export const HISTORY_DAYS = 60;

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
  readonly entries: (EntryOf<'package.imported'> | EntryOf<'claim.made'> | EntryOf<'claim.returned'>)[];
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
  readonly #ledgers = new Map<DemoDepartmentKey, { readonly lines: Line[]; readonly ids: Set<string> }>();
  readonly #answers = new Map<string, Answers>();
  readonly #sequences = new Map<string, number>();
  readonly #tasks: Task[] = [];

  constructor(
    seed: number,
    readonly today: IsoDate,
    private readonly keys: Readonly<Record<string, { readonly fingerprint: string }>> = {},
  ) {
    this.random = new DemoRandom(seed);
    this.calendar = demoCalendar(today, HISTORY_DAYS);
  }

  /** The department's key fingerprint in 16 groups of four, as people compare it. */
  fingerprintOf(department: DemoDepartmentKey): string {
    const { uscc } = DEMO_DEPARTMENTS[department];
    const known = this.keys[uscc]?.fingerprint;
    if (known !== undefined) return known;
    const invented = new DemoRandom(Object.keys(DEMO_DEPARTMENTS).indexOf(department) + 1).hex(64).toUpperCase();
    return (invented.match(/.{4}/g) ?? []).join(' ');
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
  ): EntryOf<T> {
    const id = this.id(time);
    const actor = { departmentId: DEMO_DEPARTMENTS[by].uscc, operator: demoOperator(by) };
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

/** 演示_审批信息_…_至_…_20261123_第3包.sgx, as the application suggests it */
export function packageFileName(
  purpose: PackagePurpose,
  from: DemoDepartmentKey,
  to: DemoDepartmentKey,
  day: IsoDate,
  sequence: number,
): string {
  const kind = purpose === 'approvals' ? '审批信息' : '回执';
  const [sender, recipient] = [DEMO_DEPARTMENTS[from].name, DEMO_DEPARTMENTS[to].name];
  return `演示_${kind}_${sender}_至_${recipient}_${day.replaceAll('-', '')}_第${sequence}包.sgx`;
}
