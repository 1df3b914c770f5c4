/** Pushing, receiving, claiming, returning and answering between the departments of the demo world (办法 20(一)). */
import type { IsoDate } from '#shared/domain/approval.ts';
import { clock, instant } from './demo-clock.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey } from './demo-departments.ts';
import { type Parcel, planHandover, type Route, takeIn, writeParcel } from './demo-parcels.ts';
import { correct, withNewContact } from './demo-recording.ts';
import type { DemoWorld, WorldRecord } from './demo-world.ts';

/** A rhythm in working days, counted back from the last one: on every k with k mod `every` = `at`, from `from` on. */
interface Rhythm {
  readonly every: number;
  readonly at: number;
  readonly from?: number;
}

interface Channel extends Route {
  /** when the sender makes packages, minutes after midnight, and how many working days later they are taken in */
  readonly push: Rhythm & { readonly minutes: number; readonly days: number };
  /** when the recipient writes receipts; the sender takes them in the next working day */
  readonly receipt: Rhythm;
}

const CHANNELS: readonly Channel[] = [
  { sender: 'approval', recipient: 'market', push: { every: 2, at: 1, minutes: clock(16, 10), days: 0 }, receipt: { every: 3, at: 1 } },
  { sender: 'approval', recipient: 'health', push: { every: 4, at: 2, minutes: clock(16, 35), days: 1 }, receipt: { every: 4, at: 3 } },
  {
    sender: 'approval',
    recipient: 'construction',
    push: { every: 4, at: 0, from: 4, minutes: clock(16, 40), days: 1 },
    receipt: { every: 4, at: 1 },
  },
  { sender: 'approval', recipient: 'ecology', push: { every: 6, at: 3, minutes: clock(16, 20), days: 0 }, receipt: { every: 5, at: 2 } },
  { sender: 'approval', recipient: 'transport', push: { every: 6, at: 1, minutes: clock(16, 45), days: 2 }, receipt: { every: 6, at: 3 } },
  {
    sender: 'approval',
    recipient: 'humanResources',
    push: { every: 6, at: 2, minutes: clock(16, 30), days: 1 },
    receipt: { every: 5, at: 3 },
  },
  {
    sender: 'approval',
    recipient: 'rural',
    push: { every: 7, at: 4, minutes: clock(16, 50), days: 2 },
    receipt: { every: 7, at: 6, from: 12 },
  },
  { sender: 'approval', recipient: 'culture', push: { every: 7, at: 5, minutes: clock(16, 15), days: 1 }, receipt: { every: 6, at: 1 } },
  { sender: 'market', recipient: 'approval', push: { every: 5, at: 3, minutes: clock(15, 40), days: 0 }, receipt: { every: 5, at: 2 } },
  { sender: 'market', recipient: 'approval', push: { every: 10, at: 1, minutes: clock(15, 45), days: 0 }, receipt: { every: 10, at: 9 } },
  { sender: 'emergency', recipient: 'approval', push: { every: 5, at: 4, minutes: clock(15, 20), days: 0 }, receipt: { every: 5, at: 2 } },
  { sender: 'emergency', recipient: 'approval', push: { every: 9, at: 0, minutes: clock(8, 40), days: 0 }, receipt: { every: 9, at: 8 } },
];

const CLAIM_NOTES = [
  '已列入日常监管台账。',
  '已分派属地监管所。',
  '纳入本月“双随机”抽查对象。',
  '已建立监管档案，将按期开展首次检查。',
] as const;
const MISTAKEN = '联系电话无法接通，请核实联系方式后重新推送。';
const RETURN_REASONS = [
  MISTAKEN,
  MISTAKEN,
  '经营场所不在本部门监管区域内，请核实后推送属地部门。',
  '该事项不属于本部门监管职责，请按权责清单推送。',
] as const;
const MINUTE = 60_000;
const RETURN_SHARE = 0.06;
const NOTE_SHARE = 0.15;

/**
 * Share of a package's records that are answered by now, by the working days since it came; rounded down, so that one is
 * always left over: due today in the package of three days ago, overdue in those before.
 */
const ANSWERED_SHARES = [0, 0.15, 0.35, 0.5, 0.75, 0.85, 0.9, 0.9, 0.9] as const;

export function planExchange(world: DemoWorld): void {
  for (const channel of CHANNELS) {
    for (const [k, day] of world.calendar.days.entries()) {
      if (fits(channel.push, k)) planPush(world, channel, k, day);
      if (fits(channel.receipt, k)) planReceipt(world, channel, k, day);
    }
  }
}

function fits({ every, at, from = 0 }: Rhythm, k: number): boolean {
  return k >= from && k % every === at;
}

// ---- approvals ----

function planPush(world: DemoWorld, channel: Channel, k: number, day: IsoDate): void {
  const time = instant(day, channel.push.minutes + world.random.next() * 8);
  world.plan(time, () => push(world, channel, k, day, time));
}

function push(world: DemoWorld, channel: Channel, k: number, day: IsoDate, time: number): void {
  const { sender, recipient } = channel;
  const records = waitingRecords(world, channel);
  if (records.length === 0) return;
  for (const record of records) record.pending.delete(recipient);
  const parcel = writeParcel(world, { sender, recipient }, day, time, approvalsOf(records));
  const arrival = k - channel.push.days;
  const arrivalDay = world.day(arrival);
  // It hasn't arrived yet, and nobody has signed for it.
  if (arrivalDay === undefined) return;
  planHandover(world, { sender, recipient }, parcel, handoverTime(world, channel, k, time));
  const minutes = channel.push.days === 0 ? channel.push.minutes + 30 : clock(9, 0);
  const arrivalTime = instant(arrivalDay, minutes + world.random.next() * 25);
  world.plan(arrivalTime, () => receive(world, channel, arrival, arrivalTime, parcel, records));
}

/** Records of the sender that the recipient shall have and hasn't been sent. */
export function waitingRecords(world: DemoWorld, { sender, recipient }: Route): readonly WorldRecord[] {
  return [...world.records.values()].filter((record) => record.owner === sender && record.pending.has(recipient) && !record.held);
}

export function approvalsOf(records: readonly WorldRecord[]): Pick<Parcel, 'purpose' | 'title' | 'records' | 'facts'> {
  const facts = records.flatMap((record) => record.facts);
  return { purpose: 'approvals', title: `审批信息 ${records.length} 条`, records: records.map(({ id }) => id), facts };
}

/** Brought over at once, or the next morning: before the recipient takes it in. */
function handoverTime(world: DemoWorld, { push: { days } }: Channel, k: number, written: number): number {
  if (days === 0) return written + world.random.integer(8, 20) * MINUTE;
  const minutes = days === 1 ? world.random.integer(clock(8, 35), clock(8, 58)) : world.random.integer(clock(9, 20), clock(11, 10));
  return instant(world.day(k - 1) ?? world.today, minutes);
}

function receive(world: DemoWorld, channel: Channel, k: number, time: number, parcel: Parcel, records: readonly WorldRecord[]): void {
  const { sender, recipient } = channel;
  const imported = takeIn(world, channel, time, parcel);
  const answers = world.answers(recipient, sender);
  answers.packages.add(parcel.id);
  answers.entries.push(imported);
  const share = ANSWERED_SHARES[k] ?? 1;
  const answered = world.random.sample(records, Math.floor(records.length * share));
  const days = new Map<number, WorldRecord[]>();
  for (const record of answered) {
    const answerDay = Math.max(0, k - world.random.integer(1, 3));
    days.set(answerDay, [...(days.get(answerDay) ?? []), record]);
  }
  for (const [answerDay, batch] of days) {
    const answerTime = instant(world.day(answerDay) as IsoDate, world.random.integer(clock(9, 10), clock(11, 20)) + world.random.next());
    world.plan(answerTime, () => answer(world, channel, answerTime, parcel.id, batch));
  }
}

// ---- answers ----

/** The clerk goes through the list: some go back with a reason, the rest are claimed at once. */
function answer(world: DemoWorld, channel: Channel, time: number, packageId: string, batch: readonly WorldRecord[]): void {
  const { sender, recipient } = channel;
  const note = world.random.chance(NOTE_SHARE) ? { note: world.random.pick(CLAIM_NOTES) } : {};
  const answers = world.answers(recipient, sender);
  answers.packages.add(packageId);
  for (const [index, record] of batch.entries()) {
    const at = time + index;
    const entry = world.random.chance(RETURN_SHARE)
      ? world.entry('claim.returned', recipient, at, record.id, { packageId, reason: world.random.pick(RETURN_REASONS) })
      : world.entry('claim.made', recipient, at, record.id, { packageId, ...note });
    answers.entries.push(entry);
    world.append(recipient, at, entry);
  }
}

/** Whether what goes this way is answered in a rhythm. */
export function hasReceipts({ sender, recipient }: Route): boolean {
  return CHANNELS.some((channel) => channel.sender === sender && channel.recipient === recipient);
}

/** What the recipient of the route has to tell by the end of that day; nothing when there is nothing. */
export function planReceipt(world: DemoWorld, route: Route, k: number, day: IsoDate): void {
  const time = instant(day, clock(16, 55) + world.random.next() * 20);
  world.plan(time, () => sendReceipt(world, route, k, day, time));
}

function sendReceipt(world: DemoWorld, { sender, recipient }: Route, k: number, day: IsoDate, time: number): void {
  const { packages, entries } = world.answers(recipient, sender);
  const missing = world.arrivals.untold({ sender, recipient });
  const nextDay = world.day(k - 1);
  if (entries.length === 0 && missing === undefined) return;
  world.clearAnswers(recipient, sender);
  const gaps = missing ? [gapReport(world, { sender, recipient }, time, missing)] : [];
  const records = [
    ...new Set(entries.filter(({ type }) => type.startsWith('claim.') || type === 'transfer.checked').map(({ subject }) => subject)),
  ];
  const lacking = missing && missing.length > 0 ? `，缺 ${missing.length} 包` : '';
  const back = { sender: recipient, recipient: sender };
  const parcel = writeParcel(world, back, day, time, {
    purpose: 'receipt',
    title: `回执：接收 ${packages.size} 包，答复 ${records.length} 条${lacking}`,
    records,
    facts: [...entries, ...gaps],
    answers: [...packages],
  });
  if (nextDay === undefined) return;
  // The newest ones lie ready; the others were signed for before they were taken in.
  if (k > 1) planHandover(world, back, parcel, instant(nextDay, world.random.integer(clock(8, 35), clock(8, 59))));
  const arrivalTime = instant(nextDay, clock(9, 5) + world.random.next() * 30);
  world.plan(arrivalTime, () => takeReceipt(world, sender, recipient, arrivalTime, parcel));
}

/** The recipient's own fact, as it writes the receipt. */
function gapReport(world: DemoWorld, { sender, recipient }: Route, time: number, missing: readonly number[]) {
  const payload = { series: world.seriesOf(sender), missing: [...missing] };
  const report = world.entry('gap.reported', recipient, time, DEMO_DEPARTMENTS[sender].uscc, payload);
  world.append(recipient, time, report);
  return report;
}

function takeReceipt(world: DemoWorld, by: DemoDepartmentKey, from: DemoDepartmentKey, time: number, parcel: Parcel): void {
  takeIn(world, { sender: from, recipient: by }, time, parcel);
  for (const entry of parcel.facts) {
    const record = world.records.get(entry.subject);
    if (entry.type !== 'claim.returned' || entry.payload.reason !== MISTAKEN || !record) continue;
    const mendedAt = time + world.random.integer(50, 300) * 60_000;
    world.plan(mendedAt, () => {
      correct(world, record, withNewContact(record.approval, world.random), '监管部门退回：联系电话无法接通，经核实后更正。', mendedAt);
      record.pending.add(from);
    });
  }
}
