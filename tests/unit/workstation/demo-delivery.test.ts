/** What the demo shows of sending, losing, disagreeing and trusting; and that two demo windows really seal for each other. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSPHRASE, prepareDemo } from '#electron/demo-profile.ts';
import { Keystore } from '#electron/keystore.ts';
import { addDays } from '#shared/domain/dates.ts';
import { isWorkingDay } from '#shared/domain/working-calendar.ts';
import { isSignedBy, readCardFile, readCardText } from '#shared/exchange/department-card.ts';
import { type Entry, type EntryOf, type EntryType, entrySchema } from '#shared/ledger/entry.ts';
import { Projection } from '#shared/ledger/projection.ts';
import { EMPTY_QUERY } from '#shared/workstation/api.ts';
import { localDate, localTime } from '#shared/workstation/context.ts';
import { DEMO_DEPARTMENTS, demoOperator } from '#shared/workstation/demo/demo-departments.ts';
import { demoKeys, demoWorkstation } from '#shared/workstation/demo/demo-keys.ts';
import { type DemoStory, demoStory } from '#shared/workstation/demo/demo-story.ts';
import { openDemoWorkstation } from '../../../build/demo-files.ts';
import { type NodeWorkstation, required } from '../../../build/node-workstation.ts';

const SIDES = ['approval', 'supervision'] as const;
const NOW = new Date('2026-11-23T08:00:00.000Z');
const { approval: APPROVAL, market: MARKET } = DEMO_DEPARTMENTS;
const BY_USCC = new Map(Object.values(DEMO_DEPARTMENTS).map((department) => [department.uscc, department]));
/** six weeks of mornings, around 国庆 too: every day shows the same things */
const MORNINGS = Array.from({ length: 45 }, (_, index) => `${addDays('2026-09-14', index)}T00:20:00.000Z`);

function ofType<T extends EntryType>(entries: readonly Entry[], type: T): EntryOf<T>[] {
  return entries.filter((entry): entry is EntryOf<T> => entry.type === type);
}

function folded({ department, entries }: DemoStory): Projection {
  const projection = new Projection(department.uscc);
  projection.fold(structuredClone(entries));
  return projection;
}

function own({ department, operator, entries }: DemoStory): Entry[] {
  return entries.filter(({ actor }) => actor.departmentId === department.uscc && actor.operator === operator);
}

describe.each(SIDES)('packages of the %s side', (side) => {
  const story = demoStory(side, NOW);
  const mine = own(story);
  const sent = ofType(mine, 'package.exported');
  const byId = new Map(story.entries.map((entry) => [entry.id, entry]));
  /** PDFs and evidence that the words of a package about meetings name */
  const filesOf = ({ told = [] }: EntryOf<'package.exported'>['payload']) => {
    const named = told.flatMap((id) => {
      const entry = byId.get(id);
      if (entry?.type === 'meetingDocument.issued') return [entry.payload.pdf.sha256];
      return entry?.type === 'action.progressed' ? entry.payload.files.map(({ sha256 }) => sha256) : [];
    });
    return new Set(named).size;
  };

  it('are sealed and numbered by the computer of the department, with what the 交接单 needs', () => {
    const { id } = demoWorkstation(story.department.uscc);
    expect(sent.length).toBeGreaterThan(20);
    for (const { payload } of sent) {
      const attachments = payload.purpose === 'letters' ? payload.records.length : payload.purpose === 'meetings' ? filesOf(payload) : 0;
      expect(payload).toMatchObject({ series: id, sealed: true, attachments });
      expect(payload.fileSm3).toMatch(/^[0-9a-f]{64}$/);
      expect(payload.fileSize).toBeGreaterThan(10_000);
      expect(payload.fileName).toMatch(/^演示_(审批信息|监管信息|公函|会议|回执|名录)_.*_第\d+包\.sgxe$/);
    }
    for (const { payload, actor } of ofType(story.entries, 'package.imported')) {
      const computer = payload.purpose === 'sync' ? 2 : 1;
      expect(payload).toMatchObject({ series: demoWorkstation(payload.sender, computer).id, sealed: true });
      expect(payload.sender === actor.departmentId).toBe(payload.purpose === 'sync');
    }
  });

  it('are mostly signed for, after they were written and before they were taken in; the newest is not', () => {
    const handed = new Map(ofType(mine, 'package.handedOver').map((entry) => [entry.subject, entry]));
    const taken = new Map(ofType(story.entries, 'package.imported').map((entry) => [entry.subject, entry.at]));
    expect(handed.size / sent.length).toBeGreaterThan(0.8);
    expect(handed.has(sent.at(-1)?.subject ?? '')).toBe(false);
    for (const { subject, at, payload } of sent) {
      const handover = handed.get(subject);
      if (!handover) continue;
      expect(handover.at > at).toBe(true);
      expect(handover.at < (taken.get(subject) ?? '9')).toBe(true);
      expect(isWorkingDay(localDate(handover.at)).working).toBe(true);
      const recipient = Object.entries(DEMO_DEPARTMENTS).find(([, { uscc }]) => uscc === payload.recipient)?.[0] as 'market';
      const expected = { recipient: payload.recipient, receivedBy: demoOperator(recipient), handedOn: localDate(handover.at) };
      expect(handover.payload).toMatchObject(expected);
    }
  });
});

describe.each(SIDES)('what went wrong at the %s side', (side) => {
  it.each(MORNINGS)('at %s: one number missing, one explained, one of ours reported missing, one conflict', (moment) => {
    const story = demoStory(side, new Date(moment));
    const { packages, conflicts, byRecordId } = folded(story);
    const gaps = packages.gaps();
    const missing = gaps.filter((gap) => gap.missing.length > 0);
    const other = side === 'approval' ? MARKET.uscc : APPROVAL.uscc;
    expect(missing.map(({ departmentId, missing: numbers }) => [departmentId, numbers.length])).toEqual([[other, 1]]);
    for (const gap of missing) expect(packages.toldMissing(gap.departmentId, gap.series)).toEqual(gap.missing);
    expect(gaps.flatMap((gap) => gap.explained)).toHaveLength(1);

    // The other side's report names a package of ours that exists and that nobody signed for.
    const reports = packages.reportedMissing();
    expect(reports.map((report) => [report.departmentId, report.sequences.length])).toEqual([[other, 1]]);
    const [report] = reports;
    const lost = [...packages.values()].find(
      (state) => state.direction === 'out' && state.departmentId === other && state.sequence === report?.sequences[0],
    );
    expect(lost).toMatchObject({ purpose: 'approvals', series: report?.series });
    if (lost) expect([packages.handover(lost), packages.receivedAt(lost)]).toEqual([undefined, undefined]);

    expect(conflicts.size).toBe(1);
    const [recordId = ''] = conflicts;
    const corrections = ofType(byRecordId.get(recordId)?.history ?? [], 'approval.corrected');
    expect(corrections.map(({ payload }) => payload.revision)).toEqual([2, 2]);
    expect(new Set(corrections.map(({ actor }) => actor.operator)).size).toBe(2);
    expect(new Set(corrections.map(({ payload }) => payload.approval.counterpart.contact)).size).toBe(2);
    const [sync] = ofType(story.entries, 'package.imported').filter(({ payload }) => payload.purpose === 'sync');
    for (const { at, actor } of corrections) {
      expect(actor.departmentId).toBe(story.department.uscc);
      expect(sync && at < sync.at).toBe(true);
      expect(localTime(at).slice(11) >= '08:30').toBe(true);
    }
  });
});

describe.each(SIDES)('whom the %s side believes', async (side) => {
  const keys = await demoKeys(NOW);
  const story = demoStory(side, NOW, keys);
  const { keys: register, coordinators } = folded(story);
  const statesOf = (uscc: string) => register.of(uscc).map(({ trust }) => trust);

  it('confirmed keys of most departments, one replaced, one given up with a successor that waits', () => {
    const others = Object.values(DEMO_DEPARTMENTS).filter(({ uscc }) => uscc !== story.department.uscc);
    const states = others.map(({ uscc }) => statesOf(uscc).join(' ')).sort();
    expect(states).toEqual([...Array<string>(7).fill('confirmed'), 'revoked unconfirmed', 'superseded confirmed']);
    expect(statesOf(story.department.uscc)).toEqual(['confirmed']);
    expect(register.of(story.department.uscc)[0]?.workstation).toBe(demoWorkstation(story.department.uscc, 2).name);
    expect([...coordinators.keys()]).toEqual(side === 'supervision' ? [APPROVAL.uscc] : []);
  });

  it('has every key from a card that its key signed, the replaced one with the signature of the key before', () => {
    for (const entry of story.entries) {
      expect(entrySchema.parse(entry)).toEqual(entry);
      if (entry.type !== 'key.confirmed' && entry.type !== 'key.learned') continue;
      const card = required(readCardText(entry.payload.card ?? ''));
      expect(card.fingerprint).toBe(entry.payload.fingerprint);
      expect(card.statement).toMatchObject({ publicKey: entry.payload.publicKeyPem, department: BY_USCC.get(entry.subject) });
      expect(card.statement.created <= entry.at).toBe(true);
      const replaces = entry.type === 'key.confirmed' ? entry.payload.replaces : undefined;
      expect(card.statement.replaces).toBe(replaces);
      const before = replaces === undefined ? undefined : register.find(entry.subject, replaces);
      if (before) expect(isSignedBy(card, before.publicKeyPem)).toBe(true);
      expect(before === undefined).toBe(replaces === undefined);
    }
    const revoked = ofType(story.entries, 'key.revoked');
    expect(revoked).toHaveLength(1);
    for (const { payload } of revoked) {
      const { revocations } = required(readCardFile(new TextEncoder().encode(payload.proof)));
      expect(revocations.map(({ fingerprint }) => fingerprint)).toEqual([payload.fingerprint]);
    }
  });

  it('took in only what a key had signed that it believed at that time', () => {
    for (const [index, entry] of story.entries.entries()) {
      if (entry.type !== 'package.imported' || entry.actor.departmentId !== story.department.uscc) continue;
      const until = folded({ ...story, entries: story.entries.slice(0, index) });
      const key = until.keys.find(entry.payload.sender, entry.payload.fingerprint);
      expect(['confirmed', 'superseded'], `${entry.at} ${entry.payload.title}`).toContain(key?.trust);
      if (entry.payload.purpose === 'directory') expect(until.coordinators.has(entry.payload.sender)).toBe(true);
    }
  });
});

describe('demo computers', () => {
  it('are the same every time, another for each department', () => {
    const all = [...BY_USCC.keys()].flatMap((uscc) => [demoWorkstation(uscc), demoWorkstation(uscc, 2)]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(20);
    expect(new Set(all.map(({ name }) => name)).size).toBe(20);
    expect(demoWorkstation(APPROVAL.uscc)).toEqual({ id: '01864d38-9800-7474-83e0-5ae3afcd8cbb', name: '济高新审-1号机' });
  });

  it.each(SIDES)('the %s profile counts on where the story ends', async (side) => {
    const folder = await mkdtemp(join(tmpdir(), 'demo-profile-'));
    try {
      const keystore = new Keystore(folder, Date.now, { N: 1024, r: 8, p: 1 });
      await keystore.load();
      await prepareDemo(keystore, side);
      required(await keystore.unlock(DEMO_PASSPHRASE));
      const { workstation } = required(keystore.keyring());
      const { department, entries } = demoStory(side, NOW);
      expect(workstation).toEqual(demoWorkstation(department.uscc));
      const series = ofType(entries, 'package.exported').filter(({ actor }) => actor.departmentId === department.uscc);
      expect(new Set(series.map(({ payload }) => payload.series))).toEqual(new Set([workstation.id]));
      keystore.lock();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('two demo windows', () => {
  let folder: string;
  let approval: NodeWorkstation;
  let market: NodeWorkstation;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-windows-'));
    approval = await openDemoWorkstation(folder, 'approval', () => NOW);
    market = await openDemoWorkstation(folder, 'market', () => NOW);
  });
  afterAll(async () => {
    await approval.close();
    await market.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function take(to: NodeWorkstation, path: string) {
    const chosen = await to.choose(path);
    const opened = required(
      await to.workstation.openPackage({ jobId: 'open', token: chosen.token, fileName: chosen.name, size: chosen.size }),
    );
    required(await to.workstation.importPackage({ jobId: 'import', openId: opened.openId }));
    return opened;
  }

  it('seal for each other with the numbers that follow, and miss only what the story lost', async () => {
    const path = join(folder, '包.sgxe');
    const last = required(await approval.workstation.packages()).find((row) => row.direction === 'out' && row.departmentId === MARKET.uscc);
    required(await approval.workstation.queryApprovals({ ...EMPTY_QUERY, direction: 'own', statuses: ['notPushed'] }));
    const records = required(await approval.workstation.approvalIds()).slice(0, 4);
    const { token } = approval.target(path);
    const input = { jobId: 'push', token, recipients: [MARKET.uscc], records, title: '' };
    const [row] = required(await approval.workstation.exportPackage(input));
    expect(row).toMatchObject({ sealed: true, sequence: (last?.sequence ?? 0) + 1, seriesLabel: '', canResend: true });
    expect(last).toMatchObject({ canResend: false });
    const opened = await take(market, path);
    const [gap] = required(await market.workstation.gaps()).filter(({ direction }) => direction === 'in');
    expect(opened).toMatchObject({ sealed: true, trust: 'confirmed', records: 4, missing: gap?.sequences });
    expect(gap?.sequences).toHaveLength(1);

    required(await market.workstation.claim({ records }));
    const receipt = join(folder, '回执.sgxe');
    required(await market.workstation.exportReceipt({ jobId: 'receipt', token: market.target(receipt).token, recipient: APPROVAL.uscc }));
    expect(await take(approval, receipt)).toMatchObject({ sealed: true, trust: 'confirmed', purpose: 'receipt' });
    const after = required(await approval.workstation.packages()).find((each) => each.packageId === row?.packageId);
    expect(after?.state).toBe('已认领 4/4');
  });

  it('refuse to seal for the department whose new key nobody has compared', async () => {
    required(await approval.workstation.queryApprovals({ ...EMPTY_QUERY, direction: 'own', statuses: ['notPushed'] }));
    const records = required(await approval.workstation.approvalIds()).slice(0, 1);
    const { token } = approval.target(join(folder, '不能加密.sgxe'));
    const input = { jobId: 'refused', token, recipients: [DEMO_DEPARTMENTS.rural.uscc], records, title: '' };
    expect(await approval.workstation.exportPackage(input)).toMatchObject({ ok: false, error: { code: 'package.no-recipient-key' } });
  });
});
