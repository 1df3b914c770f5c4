/**
 * The story that fills a demo profile: two months of an approval bureau and a market supervision bureau. Both profiles
 * show the same world from their own side, so that packages really exchanged between two demo windows fit on.
 */
import type { IsoDate } from '#shared/domain/approval.ts';
import { todayIn } from '#shared/domain/dates.ts';
import type { Department } from '#shared/domain/department.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { clock, demoCalendar, HISTORY_DAYS, instant } from './demo-clock.ts';
import type { DemoDraftOptions } from './demo-data.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey, demoOperator } from './demo-departments.ts';
import { planExchange } from './demo-exchange.ts';
import { planHandling } from './demo-handling.ts';
import type { DemoKeys } from './demo-keys.ts';
import { DemoLetterDesk } from './demo-letter-desk.ts';
import { planLetters } from './demo-letters.ts';
import { planLiaisons } from './demo-liaisons.ts';
import { DemoMeetingDesk } from './demo-meeting-desk.ts';
import { planMeetings } from './demo-meetings.ts';
import { planRecords } from './demo-recording.ts';
import { planSupervision } from './demo-supervision.ts';
import { planTroubles } from './demo-troubles.ts';
import { confirmation, isComparedAtFirst, planTrust } from './demo-trust.ts';
import { DemoWorld } from './demo-world.ts';

export interface DemoStory {
  readonly department: Department;
  readonly operator: string;
  /** to be appended in this order; each entry's time is at or before `now` */
  readonly entries: readonly Entry[];
}

const SEED = 20_230_214;
/** own records: at the approval bureau some 320 are in the ledger, the rest waits in the next table */
const RECORDS: readonly (readonly [owner: DemoDepartmentKey, count: number])[] = [
  ['approval', 330],
  ['market', 72],
  ['emergency', 30],
];

/**
 * The whole ledger of a demo profile: departments, own records with corrections, packages and receipts in both
 * directions, claims, returns, letters, reviews, case files, officers, meetings, keys, and some things that went wrong. Pure: the same `which`,
 * `now` and keys give the same entries. The story depends on the day only; what would happen later on the day of `now` is left
 * out. The PDFs of the letters are made afterwards (demo-filling.ts): until then their digests are invented.
 */
export function demoStory(which: 'approval' | 'supervision', now: Date, keys: DemoKeys = {}): DemoStory {
  const self: DemoDepartmentKey = which === 'approval' ? 'approval' : 'market';
  const world = new DemoWorld(SEED, todayIn('Asia/Shanghai', now), keys);
  for (const department of ['approval', 'market'] as const) introduce(world, department);
  for (const [index, [owner, count]] of RECORDS.entries()) planRecords(world, owner, count, SEED + index);
  planExchange(world);
  planSupervision(world);
  planTroubles(world);
  const desk = new DemoLetterDesk(world);
  desk.planRanges();
  planLetters(desk);
  planHandling(desk);
  const meetings = new DemoMeetingDesk(desk);
  planLiaisons(meetings);
  planMeetings(meetings);
  world.run();
  return { department: DEMO_DEPARTMENTS[self], operator: demoOperator(self), entries: world.ledger(self, now.getTime()) };
}

/**
 * What `demoTable` needs to give the approving side's own decisions once more, as its system would export them now: most
 * rows are in the story's ledger already, some were corrected there, the last ones are new.
 */
export function storyTable(now: Date): { readonly count: number; readonly options: DemoDraftOptions } {
  const today = todayIn('Asia/Shanghai', now);
  const last = demoCalendar(today, HISTORY_DAYS).days[0] ?? today;
  const count = RECORDS.find(([owner]) => owner === 'approval')?.[1] ?? 0;
  return { count, options: { seed: SEED, today: last, decidedBy: 'approval', days: HISTORY_DAYS - 2 } };
}

/** First run: the department itself, the directory, and the keys that were compared by telephone. */
function introduce(world: DemoWorld, self: 'approval' | 'market'): void {
  const first = world.calendar.days.at(-1) as IsoDate;
  let time = instant(first, clock(8, 31)) + world.random.integer(0, 59_999);
  const own = DEMO_DEPARTMENTS[self];
  world.append(self, time, world.entry('department.profiled', self, time, own.uscc, { department: own }));
  for (const [name, department] of Object.entries(DEMO_DEPARTMENTS) as [DemoDepartmentKey, Department][]) {
    if (department === own) continue;
    time += world.random.integer(8_000, 20_000);
    world.append(self, time, world.entry('directory.changed', self, time, department.uscc, { department }));
    const confirmed = isComparedAtFirst(self, name) ? confirmation(world, self, name, time + 1) : undefined;
    if (confirmed) world.append(self, time + 1, confirmed);
  }
  planTrust(world, self);
}
