/**
 * What goes wrong in the demo world, a little of everything: packages that never arrive, one of which was explained, and
 * two computers of one department that corrected the same record apart.
 */
import type { IsoDate } from '#shared/domain/approval.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { clock, instant } from './demo-clock.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey } from './demo-departments.ts';
import { approvalsOf, waitingRecords } from './demo-exchange.ts';
import { demoWorkstation } from './demo-keys.ts';
import { planHandover, type Route, takeIn, writeParcel } from './demo-parcels.ts';
import { correct, withNewContact } from './demo-recording.ts';
import { acceptCards, listCards } from './demo-trust.ts';
import type { DemoWorld, WorldRecord } from './demo-world.ts';

const TO_MARKET: Route = { sender: 'approval', recipient: 'market' };
const TO_APPROVAL: Route = { sender: 'market', recipient: 'approval' };
const FROM_EMERGENCY: Route = { sender: 'emergency', recipient: 'approval' };

export function planTroubles(world: DemoWorld): void {
  // Shortly before a regular package, whose coming shows that this one is missing.
  planLoss(world, TO_MARKET, 3, [9, 7, 5], clock(15, 50));
  planLoss(world, TO_APPROVAL, 2, [8, 3], clock(15, 20));
  // The emergency bureau's own ledger isn't shown: that its number was used is enough.
  at(world, 24, clock(15, 0), () => world.nextSequence(FROM_EMERGENCY.sender, FROM_EMERGENCY.recipient));
  at(world, 18, clock(10, 20), (_, time) => {
    const words = (number: number) => `对方来电说明：第 ${number} 包刻录的光盘损坏作废，内容已并入其后的数据包。`;
    explainMissing(world, FROM_EMERGENCY, time, words);
  });
  planDirectory(world);
  for (const department of ['approval', 'market'] as const) planConflict(world, department);
}

function at(world: DemoWorld, k: number, minutes: number, run: (day: IsoDate, time: number) => void): void {
  const day = world.day(k);
  if (day === undefined) return;
  const time = instant(day, minutes + world.random.next() * 3);
  world.plan(time, () => run(day, time));
}

// ---- packages that never came ----

/** On the first of these days on which enough waits. */
function planLoss(world: DemoWorld, route: Route, most: number, days: readonly number[], minutes: number): void {
  const lost = new Set<IsoDate>();
  for (const k of days) {
    at(world, k, minutes, (day, time) => {
      if (lost.size === 0 && loseApprovals(world, route, most, day, time)) lost.add(day);
    });
  }
}

/**
 * Some records of those that wait, in a package of their own: written, never signed for, never taken in. One at least is
 * left for the regular package; false when too few wait.
 */
function loseApprovals(world: DemoWorld, route: Route, most: number, day: IsoDate, time: number): boolean {
  const waiting = waitingRecords(world, route);
  if (waiting.length < 2) return false;
  const records = waiting.slice(0, Math.min(most, waiting.length - 1));
  for (const record of records) record.pending.delete(route.recipient);
  writeParcel(world, route, day, time, approvalsOf(records));
  return true;
}

function explainMissing(world: DemoWorld, route: Route, time: number, words: (number: number) => string): void {
  const { sender, recipient } = route;
  const sequences = [...world.arrivals.missing(route)];
  const [first] = sequences;
  if (first === undefined) return;
  world.arrivals.explain(route, sequences);
  const payload = { series: world.seriesOf(sender), sequences, reason: words(first) };
  world.append(recipient, time, world.entry('gap.explained', recipient, time, DEMO_DEPARTMENTS[sender].uscc, payload));
}

/** The list of cards for the supervising side (办法 19, 27): the first stick was broken, the second one arrived. */
function planDirectory(world: DemoWorld): void {
  const send = (day: IsoDate, time: number) => {
    const facts = listCards(world, time);
    world.append(TO_MARKET.sender, time, ...facts);
    const departments = Object.keys(DEMO_DEPARTMENTS).length;
    return writeParcel(world, TO_MARKET, day, time, {
      purpose: 'directory',
      title: `部门名录 ${departments} 个部门`,
      records: [],
      facts,
    });
  };
  at(world, 26, clock(10, 30), send);
  at(world, 24, clock(10, 30), (day, time) => {
    const parcel = send(day, time);
    planHandover(world, TO_MARKET, parcel, instant(day, clock(13, 50)));
    const arrival = instant(day, clock(14, 30));
    world.plan(arrival, () => {
      const imported = takeIn(world, TO_MARKET, arrival, parcel);
      world.answers(TO_MARKET.recipient, TO_MARKET.sender).entries.push(imported);
      acceptCards(world, arrival);
    });
    const explained = instant(day, clock(15, 5));
    const words = (number: number) => `对方来电说明：第 ${number} 包是名录包，U 盘损坏作废，已重新导出为第 ${parcel.sequence} 包。`;
    world.plan(explained, () => explainMissing(world, TO_MARKET, explained, words));
  });
}

// ---- two computers ----

/** how long a record must have been with its recipient before anybody corrects it by hand: nothing comes back about it any more */
const SETTLED_DAYS = 22;

/**
 * Both computers of a department put the same telephone number right, each in its own way; the second one's correction
 * comes with its sync package the next morning.
 */
function planConflict(world: DemoWorld, department: DemoDepartmentKey): void {
  at(world, 3, department === 'approval' ? clock(10, 5) : clock(10, 25), (_, time) => {
    const record = oldRecord(world, department);
    if (!record) return;
    const theirs = withNewContact(record.approval, world.random);
    correct(world, record, withNewContact(record.approval, world.random), '企业来电告知联系电话变更。', time);
    const { id, revision } = record;
    const earlier = time - 14 * 60_000;
    const reason = '年度报告中的联系电话与登记的不一致，按年报更正。';
    const correction = world.entry('approval.corrected', department, earlier, id, { approval: theirs, revision, reason }, 2);
    planSync(world, department, correction);
  });
}

function oldRecord(world: DemoWorld, department: DemoDepartmentKey): WorldRecord | undefined {
  const until = instant(world.day(SETTLED_DAYS) ?? '', 0);
  return [...world.records.values()].findLast(
    ({ owner, revision, held, pending, facts: [first] }) =>
      owner === department && revision === 1 && !held && pending.size === 0 && first !== undefined && Date.parse(first.at) < until,
  );
}

function planSync(world: DemoWorld, department: DemoDepartmentKey, correction: Entry): void {
  const { uscc } = DEMO_DEPARTMENTS[department];
  at(world, 2, department === 'approval' ? clock(9, 40) : clock(9, 50), (_, time) => {
    const imported = world.entry('package.imported', department, time, undefined, {
      purpose: 'sync',
      title: '本部门同步 1 条',
      sender: uscc,
      sequence: 1,
      series: demoWorkstation(uscc, 2).id,
      records: [],
      fingerprint: world.secondFingerprintOf(department),
      fileSha256: world.random.hex(64),
      sealed: true,
    });
    world.append(department, time, correction, imported);
  });
}
