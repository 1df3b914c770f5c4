/** How the departments of the demo world come by their own records: by hand, by tables of their systems, with mistakes. */
import type { Approval, IsoDate } from '#shared/domain/approval.ts';
import { checkApproval } from '#shared/domain/approval-checks.ts';
import { addYears } from '#shared/domain/dates.ts';
import { clock, HISTORY_DAYS, instant, onOrAfter } from './demo-clock.ts';
import { type DemoDecision, demoDecisions } from './demo-data.ts';
import type { DemoDepartmentKey } from './demo-departments.ts';
import type { DemoRandom } from './demo-random.ts';
import type { DemoWorld, WorldRecord } from './demo-world.ts';

const BY_HAND = '手工录入';
/** every so many working days a system's table is taken in */
const IMPORT_INTERVAL = 3;
/** share of records that are first entered with a mistake */
const MISTAKE_SHARE = 0.03;

interface Mistake {
  readonly reason: string;
  /** the approval as it was first entered; undefined when this mistake can't be made in it */
  readonly spoil: (approval: Approval) => Approval | undefined;
}

function nextDigit(digit: string): string {
  return String((Number(digit) + 1) % 10);
}

const MISTAKES: readonly Mistake[] = [
  {
    reason: '联系方式录入有误，经与申请人核实后更正。',
    spoil: (approval) => withCounterpart(approval, { contact: approval.counterpart.contact.replace(/\d$/, nextDigit) }),
  },
  {
    reason: '地址门牌号录入有误，按申请材料更正。',
    spoil: (approval) => withCounterpart(approval, { address: approval.counterpart.address.replace(/\d(?=号)/, nextDigit) }),
  },
  {
    reason: '有效期截止日期录入有误，按许可证更正。',
    spoil: (approval) =>
      approval.validity.to === 'longTerm'
        ? undefined
        : { ...approval, validity: { ...approval.validity, to: addYears(approval.validity.to, 1) } },
  },
  {
    reason: '许可证书编号录入有误，与证书原件核对后更正。',
    spoil: (approval) =>
      approval.certificateNumber && /\d/.test(approval.certificateNumber)
        ? { ...approval, certificateNumber: approval.certificateNumber.replace(/\d(?=\D*$)/, nextDigit) }
        : undefined,
  },
];

function withCounterpart(approval: Approval, change: Partial<Approval['counterpart']>): Approval {
  return { ...approval, counterpart: { ...approval.counterpart, ...change } };
}

/** Plans the records of one department over the whole history: about `count`, fewer by those decided after the last table. */
export function planRecords(world: DemoWorld, owner: DemoDepartmentKey, count: number, seed: number): void {
  const last = world.day(0) as IsoDate;
  const decisions = demoDecisions(count, { seed, today: last, decidedBy: owner, days: HISTORY_DAYS - 2 });
  const bySystem = new Map<string, DemoDecision[]>();
  for (const decision of decisions) {
    const { sourceSystem } = decision.matter;
    if (sourceSystem) bySystem.set(sourceSystem, [...(bySystem.get(sourceSystem) ?? []), decision]);
    else planByHand(world, owner, decision);
  }
  let offset = 0;
  for (const [system, ofSystem] of bySystem) {
    planTables(world, owner, system, ofSystem, offset);
    offset += 1;
  }
}

function planByHand(world: DemoWorld, owner: DemoDepartmentKey, decision: DemoDecision): void {
  const day = onOrAfter(world.calendar, decision.draft.decidedOn ?? '');
  if (day === undefined) return;
  const time = instant(day, world.random.integer(clock(8, 50), clock(15, 30)) + world.random.next());
  world.plan(time, () => record(world, owner, decision, BY_HAND, time, undefined));
}

/** Tables are taken in every third working day; different systems on different days. */
function planTables(world: DemoWorld, owner: DemoDepartmentKey, system: string, decisions: readonly DemoDecision[], offset: number): void {
  const days = world.calendar.days.filter((_, k) => k % IMPORT_INTERVAL === offset % IMPORT_INTERVAL).toReversed();
  let taken = 0;
  for (const day of days) {
    const rows = decisions.slice(taken).filter(({ draft }) => (draft.decidedOn ?? '') <= day);
    taken += rows.length;
    if (rows.length === 0) continue;
    const time = instant(day, clock(14, 40) + offset * 7 + world.random.next() * 6);
    world.plan(time, () => takeTable(world, owner, system, day, rows, time));
  }
}

function takeTable(
  world: DemoWorld,
  owner: DemoDepartmentKey,
  system: string,
  day: IsoDate,
  rows: readonly DemoDecision[],
  time: number,
): void {
  const importId = world.id(time);
  for (const [index, decision] of rows.entries()) record(world, owner, decision, system, time + index, importId);
  const counts = { recorded: rows.length, corrected: 0, unchanged: 0, rejected: 0 };
  const payload = { fileName: `${system}导出_${day.replaceAll('-', '')}.xlsx`, sourceSystem: system, ...counts };
  const committedAt = time + rows.length;
  world.append(owner, committedAt, world.entry('import.committed', owner, committedAt, importId, payload));
}

function record(
  world: DemoWorld,
  owner: DemoDepartmentKey,
  decision: DemoDecision,
  sourceSystem: string,
  time: number,
  importId: string | undefined,
): void {
  const checked = checkApproval(decision.draft, { sourceSystem, today: world.today });
  if (!checked.approval) throw new Error(`demo draft refused: ${checked.problems.map(({ code }) => code).join(' ')}`);
  const right = checked.approval;
  const mistake = world.random.chance(MISTAKE_SHARE) ? world.random.pick(MISTAKES) : undefined;
  const approval = mistake?.spoil(right) ?? right;
  const entry = world.entry('approval.recorded', owner, time, undefined, { approval, ...(importId ? { importId } : {}) });
  const { supervisedBy } = decision.matter;
  // A department that decides itself what it supervises tells the approval bureau, which keeps the whole picture.
  const recipient = supervisedBy === owner ? 'approval' : supervisedBy;
  const made: WorldRecord = {
    id: entry.subject,
    owner,
    pending: new Set([recipient]),
    facts: [entry],
    approval,
    revision: 1,
    held: approval !== right,
  };
  world.records.set(made.id, made);
  world.append(owner, time, entry);
  if (mistake && made.held) planCorrection(world, made, right, mistake.reason, time);
}

function planCorrection(world: DemoWorld, made: WorldRecord, right: Approval, reason: string, after: number): void {
  const time = after + world.random.integer(12, 45) * 60_000 + world.random.integer(0, 59_999);
  world.plan(time, () => correct(world, made, right, reason, time));
}

/** The department corrects its own record; from then on it may be pushed (again). */
export function correct(world: DemoWorld, record: WorldRecord, approval: Approval, reason: string, time: number): void {
  record.approval = approval;
  record.revision += 1;
  record.held = false;
  const entry = world.entry('approval.corrected', record.owner, time, record.id, { approval, revision: record.revision, reason });
  record.facts.push(entry);
  world.append(record.owner, time, entry);
}

/** What is put right after the recipient sent a record back: another telephone number. */
export function withNewContact(approval: Approval, random: DemoRandom): Approval {
  return withCounterpart(approval, { contact: `1000000${random.digits(4)}` });
}
