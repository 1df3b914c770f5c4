/** A package of the demo world: written, handed over with a signed 交接单, taken in. Sealed, as is the default. */
import type { IsoDate } from '#shared/domain/approval.ts';
import { todayIn } from '#shared/domain/dates.ts';
import type { Entry, EntryOf, PackagePurpose } from '#shared/ledger/entry.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey, demoOperator } from './demo-departments.ts';
import type { DemoWorld } from './demo-world.ts';

export interface Route {
  readonly sender: DemoDepartmentKey;
  readonly recipient: DemoDepartmentKey;
}

export interface Parcel {
  readonly id: string;
  readonly purpose: PackagePurpose;
  readonly title: string;
  readonly sequence: number;
  readonly records: readonly string[];
  readonly facts: readonly Entry[];
  readonly fileSha256: string;
  /** when it was signed */
  readonly time: number;
}

type Content = Pick<Parcel, 'purpose' | 'title' | 'records' | 'facts'> & {
  readonly answers?: readonly string[];
  /** files that go along: the PDF of each letter */
  readonly attachments?: number;
};

/** bytes of bag, list and envelope, and of a fact inside; a real package of a demo department is about as large */
const PACKAGE_BYTES = 14_300;
const FACT_BYTES = 1_270;
/** a letter of one page, as attachment and as print file */
const ATTACHMENT_BYTES = 91_000;

export function writeParcel(world: DemoWorld, { sender, recipient }: Route, day: IsoDate, time: number, content: Content): Parcel {
  const sequence = world.nextSequence(sender, recipient);
  const { purpose, title, records, facts, answers, attachments = 0 } = content;
  const fileSha256 = world.random.hex(64);
  const entry = world.entry('package.exported', sender, time, undefined, {
    purpose,
    title,
    recipient: DEMO_DEPARTMENTS[recipient].uscc,
    sequence,
    series: world.seriesOf(sender),
    records: [...records],
    entries: facts.length,
    fileName: fileName(purpose, { sender, recipient }, day, sequence),
    fileSha256,
    fileSm3: world.random.hex(64),
    fileSize: PACKAGE_BYTES + facts.length * FACT_BYTES + attachments * ATTACHMENT_BYTES + world.random.integer(0, 900),
    attachments,
    sealed: true,
    ...(answers ? { answers: [...answers] } : {}),
    // The words about meetings that went out: of demo packages no recipe tells it.
    ...(purpose === 'receipt' || purpose === 'meetings' ? { told: facts.map(({ id }) => id) } : {}),
  });
  world.append(sender, time, entry);
  return { id: entry.subject, purpose, title, sequence, records, facts, fileSha256, time };
}

/** Two people signed for it. */
export function planHandover(world: DemoWorld, { sender, recipient }: Route, parcel: Parcel, time: number): void {
  world.plan(time, () => {
    const handedOn = todayIn('Asia/Shanghai', new Date(time));
    const payload = { recipient: DEMO_DEPARTMENTS[recipient].uscc, receivedBy: demoOperator(recipient), handedOn, note: '' };
    world.append(sender, time, world.entry('package.handedOver', sender, time, parcel.id, payload));
  });
}

/** The recipient's ledger takes in what is inside; the fact that says so comes back. */
export function takeIn(world: DemoWorld, route: Route, time: number, parcel: Parcel): EntryOf<'package.imported'> {
  const { sender, recipient } = route;
  const { purpose, title, sequence, records, fileSha256 } = parcel;
  const imported = world.entry('package.imported', recipient, time, parcel.id, {
    purpose,
    title,
    sender: DEMO_DEPARTMENTS[sender].uscc,
    sequence,
    series: world.seriesOf(sender),
    records: [...records],
    fingerprint: world.fingerprintOf(sender, parcel.time),
    fileSha256,
    sealed: true,
  });
  world.append(recipient, time, ...parcel.facts, imported);
  world.arrivals.note(route, sequence);
  return imported;
}

const KINDS: Readonly<Record<PackagePurpose, string>> = {
  approvals: '审批信息',
  supervision: '监管信息',
  letters: '公函',
  meetings: '会议',
  receipt: '回执',
  directory: '名录',
  sync: '同步',
};

/** 演示_审批信息_…_至_…_20261123_第3包.sgxe, as the application suggests it */
function fileName(purpose: PackagePurpose, route: Route, day: IsoDate, sequence: number): string {
  const [sender, recipient] = [DEMO_DEPARTMENTS[route.sender].name, DEMO_DEPARTMENTS[route.recipient].name];
  return `演示_${KINDS[purpose]}_${sender}_至_${recipient}_${day.replaceAll('-', '')}_第${sequence}包.sgxe`;
}
