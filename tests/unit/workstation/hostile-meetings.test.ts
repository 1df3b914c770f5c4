/** What a department whose key is confirmed can't do with meetings, officers and items of others (办法 27–31). */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Liaison } from '#shared/domain/liaison.ts';
import { type AgendaItem, emptyItemRecord } from '#shared/domain/meeting.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { writePackage } from '#shared/exchange/package-writer.ts';
import type { Entry, EntryOf, PackagePurpose } from '#shared/ledger/entry.ts';
import { Projection } from '#shared/ledger/projection.ts';
import { meetingRefusal } from '#shared/workstation/meetings/meeting-refusal.ts';
import { type NodeWorkstation, required } from '../../../build/node-workstation.ts';
import { actions, agendaItem, arrangement, close, convene, detail, EMERGENCY, itemRecord, Meetings, planned } from './meetings-helpers.ts';
import { RECIPIENT, SENDER } from './two-departments.ts';

let world: Meetings;
let files = 0;

beforeEach(async () => {
  world = await Meetings.create();
});
afterEach(async () => {
  await world.remove();
});

const PDF = new TextEncoder().encode('%PDF-1.4 纪要');
const digestOf = (bytes: Uint8Array) => ({ sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length });

/** A fact by the department that sends it. */
function said<T extends Entry['type']>(type: T, subject: string, payload: EntryOf<T>['payload'], by = RECIPIENT.uscc): Entry {
  world.later();
  const at = world.two.now.toISOString();
  return { id: createUuid(), type, at, actor: { departmentId: by, operator: '某' }, subject, payload } as unknown as Entry;
}

/** A package that its program would never write, signed by the real key of `from`. */
async function forge(from: NodeWorkstation, entries: readonly Entry[], purpose: PackagePurpose = 'meetings'): Promise<string> {
  files += 1;
  const { publicKeyPem } = required(from.keystore.keyring()).current;
  const [sender, recipient] = from === world.market ? [RECIPIENT, SENDER] : [SENDER, RECIPIENT];
  const pieces: Uint8Array[] = [];
  const named = entries.some(({ type }) => type === 'meetingDocument.issued');
  required(
    await writePackage(
      {
        ...{ id: createUuid(), purpose, title: '会议', sender, contactName: '某', sequence: files, demo: false, software: '测试' },
        ...{ recipients: [{ uscc: recipient.uscc, name: recipient.name }], createdAt: world.two.now.toISOString(), entries, publicKeyPem },
        attachments: named ? [{ ...digestOf(PDF), read: async (offset, length) => PDF.slice(offset, offset + length) }] : [],
        sign: async (bytes) => from.keystore.sign(bytes),
      },
      async (bytes) => void pieces.push(bytes),
    ),
  );
  await writeFile(world.two.path(`forged-${files}.sgx`), Buffer.concat(pieces));
  return `forged-${files}.sgx`;
}

/** Tries to import; the code that stops it. Whatever is refused, the whole package is. */
async function attempt(from: NodeWorkstation, entries: readonly Entry[], purpose: PackagePurpose = 'meetings'): Promise<string> {
  const at = from === world.market ? world.approval : world.market;
  const opened = await world.two.open(at, await forge(from, entries, purpose));
  if (!opened.ok) return opened.error.code;
  const before = required(await at.workstation.ledgerState()).entries;
  const imported = await at.workstation.importPackage({ jobId: 'i', openId: opened.value.openId });
  if (imported.ok) return 'imported';
  expect(imported.error.message).toMatch(/。$/u);
  expect(required(await at.workstation.ledgerState()).entries).toBe(before);
  await at.workstation.closePackage(opened.value.openId);
  return imported.error.code;
}

const byMarket = (...entries: readonly Entry[]) => attempt(world.market, entries);
const byApproval = (...entries: readonly Entry[]) => attempt(world.approval, entries);

const convened = (meetingId: string, changes: Parameters<typeof arrangement>[0] = {}, by = RECIPIENT.uscc) =>
  said('meeting.convened', meetingId, { arrangement: arrangement(changes), reason: '' }, by);
const proposed = (meetingId: string, item: AgendaItem, by = RECIPIENT.uscc) =>
  said('agendaItem.proposed', item.itemId, { meetingId, item, withdrawn: false }, by);
const concluded = (meetingId: string, item: AgendaItem, by = RECIPIENT.uscc) => {
  const { speeches: _speeches, actions: _actions, ...rest } = emptyItemRecord(item);
  const conclusions = [{ ...rest, outcome: 'agreed' as const, conclusion: '对发送部门有利' }];
  return said('meeting.concluded', meetingId, { heldOn: '2026-11-23', conclusions, attendance: [] }, by);
};
const issued = (meetingId: string, title: string, documentId: string = createUuid(), by = RECIPIENT.uscc) =>
  said(
    'meetingDocument.issued',
    documentId,
    {
      meetingId,
      content: {
        ...{ form: 'minutes', title, issue: '', department: '某局', date: '2026-11-23', body: [], present: [], chair: '', recorder: '' },
        ...{ signatories: [], copies: [] },
      },
      signer: '某',
      pdf: { ...digestOf(PDF), name: '纪要.pdf' },
    },
    by,
  );
const answer = (meetingId: string) => said('attendance.answered', meetingId, { answer: 'refused', reason: '不去', persons: [] });

describe('31(一), 31(三): who isn’t the convener arranges nothing', () => {
  it('a supervising department convenes no meeting, whatever roles it claims in its package', async () => {
    expect(await byMarket(convened(createUuid()))).toBe('package.meeting-not-approval');
    // and the honest one of the approval department goes in: what is refused is refused for what is wrong with it
    expect(await byApproval(convened(createUuid(), {}, SENDER.uscc))).toBe('imported');
  });

  it('neither moves, cancels, concludes nor issues, and sets no item', async () => {
    const item = agendaItem('信息推送口径');
    const meetingId = await convene(world.approval, { agenda: [item] });
    await world.send(world.approval, [world.market], { meetings: [meetingId] });
    expect(await byMarket(convened(meetingId, { place: '市场局' }))).toBe('package.not-convener');
    expect(await byMarket(said('meeting.cancelled', meetingId, { reason: '不开了' }))).toBe('package.not-convener');
    expect(await byMarket(concluded(meetingId, item))).toBe('package.not-convener');
    expect(await byMarket(issued(meetingId, '纪要'))).toBe('package.not-convener');
    const { actionId: _id, ...task } = planned('审批局承担全部工作');
    const assigned = { ...task, meetingId, itemId: item.itemId, askedBy: '市场局', reason: '' };
    expect(await byMarket(said('action.assigned', createUuid(), assigned))).toBe('package.not-convener');
    expect((await detail(world.approval, meetingId)).row).toMatchObject({ stage: 'today', actions: 0, place: '政务中心三楼会议室' });
    // nor of a meeting that nobody here knows
    expect(await byMarket(concluded(createUuid(), item))).toBe('package.not-convener');
    expect(await byMarket(issued(createUuid(), '纪要'))).toBe('package.not-convener');
  });

  it('notes and drafts never travel', async () => {
    const noted = said('meeting.noted', createUuid(), { item: emptyItemRecord(agendaItem('事项')) });
    await expect(forge(world.market, [noted])).rejects.toThrow('package.entry.type');
    const held = { record: { head: { startedAt: '', endedAt: '', attendance: [], remarks: '' }, items: [] }, chair: '甲', recorder: '乙' };
    await expect(forge(world.market, [said('meeting.held', createUuid(), { ...held, reason: '' })])).rejects.toThrow('package.entry.type');
    const cancelled = said('meeting.cancelled', createUuid(), { reason: '不开了' });
    await expect(forge(world.market, [cancelled], 'receipt')).rejects.toThrow('package.entry.type');
  });
});

describe('28(一), 31(二): nobody speaks for others', () => {
  it('items are proposed in the own name, and changed by nobody else', async () => {
    const meetingId = await convene(world.approval, { date: '2026-11-30', collectUntil: '2026-11-27' });
    await world.send(world.approval, [world.market], { meetings: [meetingId] });
    expect(await byMarket(proposed(meetingId, agendaItem('审批局的不足')))).toBe('package.meeting-for-others');
    const ours = agendaItem('本部门的议题');
    required(await world.approval.workstation.proposeItem({ meetingId, item: ours }));
    const changed = { ...ours, title: '改了的议题', proposerId: RECIPIENT.uscc, proposer: RECIPIENT.name };
    expect(await byMarket(proposed(meetingId, changed))).toBe('package.meeting-for-others');
    const honest = agendaItem('推送时限', { proposerId: RECIPIENT.uscc, proposer: RECIPIENT.name });
    expect(await byMarket(proposed(meetingId, { ...honest, itemId: createUuid() }, RECIPIENT.uscc), proposed(meetingId, honest))).toBe(
      'imported',
    );
    const titles = (await detail(world.approval, meetingId)).proposals.map(({ item }) => item.title);
    expect(titles.sort()).toEqual(['推送时限', '推送时限', '本部门的议题'].sort());
  });

  it('an answer in another’s name doesn’t even open, and who isn’t asked answers nothing', async () => {
    const other = [{ departmentId: EMERGENCY.uscc, name: EMERGENCY.name }];
    const meetingId = await convene(world.approval, { parties: other });
    const forged = said('attendance.answered', meetingId, { answer: 'refused', reason: '不去', persons: [] }, EMERGENCY.uscc);
    await expect(forge(world.market, [forged])).rejects.toThrow('package.entry.foreign-actor');
    expect(await byMarket(answer(meetingId))).toBe('package.not-their-meeting');
    expect(await attempt(world.market, [answer(meetingId)], 'receipt')).toBe('package.not-their-meeting');
    expect((await detail(world.approval, meetingId)).parties).toMatchObject([{ name: EMERGENCY.name, answer: undefined }]);
    const asked = await convene(world.approval);
    expect(await attempt(world.market, [answer(asked)], 'receipt')).toBe('imported');
  });

  it('an application stays its applicant’s, and as it was made', async () => {
    const application = { toId: SENDER.uscc, kind: 'monthly' as const, title: '会议', reason: '理由', wishedOn: '' as const };
    const payload = { application: { ...application, wishedParties: [], items: [] } };
    const applicationId = createUuid();
    const honest = said('meeting.applied', applicationId, payload);
    expect(await byMarket(honest)).toBe('imported');
    const altered = said('meeting.applied', applicationId, { application: { ...payload.application, title: '另一个会议' } });
    expect(await byMarket(altered)).toBe('package.meeting-altered');
    const items = [agendaItem('以审批局名义')];
    expect(await byMarket(said('meeting.applied', createUuid(), { application: { ...payload.application, items } }))).toBe(
      'package.meeting-for-others',
    );
    // its own answer to itself
    expect(await byMarket(said('application.answered', applicationId, { accepted: true, reason: '' }))).toBe('package.not-their-meeting');
    expect(required(await world.approval.workstation.applications())).toMatchObject([{ application: { title: '会议' }, toAnswer: true }]);
  });

  it('27: an officer is changed by the own department only', async () => {
    const liaison: Liaison = {
      ...{ name: '张联络', section: '审批科', position: '科长', telephone: '0537-1', mobile: '', duties: [], headOfSection: true },
      ...{ from: '2026-01-01', until: '' },
    };
    const { liaisonId } = required(await world.approval.workstation.saveLiaison({ liaison, reason: '' }));
    const gone = { liaison: { ...liaison, until: '2026-11-01' }, reason: '冒充' };
    expect(await byMarket(said('liaison.filed', liaisonId, gone))).toBe('package.not-their-liaison');
    expect(await byMarket(said('liaison.filed', createUuid(), { liaison, reason: '' }))).toBe('imported');
    expect(required(await world.approval.workstation.liaisons()).without).toEqual([]);
  });
});

describe('31(三): an issued document never changes, and an item moves only by those to whom it belongs', () => {
  it('another wording under the same id is refused, in one package and in two', async () => {
    const [meetingId, documentId] = [createUuid(), createUuid()];
    const meeting = convened(meetingId, {}, SENDER.uscc);
    const first = issued(meetingId, '例会纪要', documentId, SENDER.uscc);
    const second = issued(meetingId, '改过的纪要', documentId, SENDER.uscc);
    expect(await byApproval(meeting, first, second)).toBe('package.meeting-altered');
    expect(await byApproval(meeting, first)).toBe('imported');
    expect(await byApproval(meeting, first, second)).toBe('package.meeting-altered');
    const moved = issued(createUuid(), '例会纪要', documentId, SENDER.uscc);
    expect(await byApproval(moved)).toBe('package.not-convener');
    expect((await detail(world.market, meetingId)).documents).toMatchObject([{ title: '例会纪要', confirmed: false }]);
    expect(required(await world.market.workstation.meetingOverview()).toConfirm).toBe(1);
    expect(await byMarket(said('meetingDocument.confirmed', documentId, { agrees: true, note: '' }))).toBe('imported');
  });

  it('who wasn’t at the meeting doesn’t confirm its document', () => {
    const [meetingId, documentId] = [createUuid(), createUuid()];
    const confirmed = said('meetingDocument.confirmed', documentId, { agrees: true, note: '冒充' });
    const codeFor = (parties: readonly { readonly uscc: string; readonly name: string }[]) => {
      const projection = new Projection(SENDER.uscc);
      const asked = parties.map(({ uscc, name }) => ({ departmentId: uscc, name }));
      projection.fold([convened(meetingId, { parties: asked }, SENDER.uscc), issued(meetingId, '例会纪要', documentId, SENDER.uscc)]);
      const context = { projection, department: SENDER } as unknown as Parameters<typeof meetingRefusal>[0];
      const descriptor = { sender: { department: RECIPIENT } } as Parameters<typeof meetingRefusal>[1];
      return meetingRefusal(context, descriptor, [confirmed])?.error.code;
    };
    expect(codeFor([EMERGENCY])).toBe('package.not-their-meeting');
    expect(codeFor([EMERGENCY, RECIPIENT])).toBeUndefined();
  });

  it('who isn’t responsible reports nothing, who didn’t ask confirms nothing, who didn’t convene withdraws nothing', async () => {
    const item = agendaItem('信息推送口径');
    const meetingId = await convene(world.approval, { agenda: [item] });
    const [ours, theirs] = [
      planned('审批局修订目录', '2026-12-15', { ownerId: SENDER.uscc, owner: SENDER.name }),
      planned('市场局报送清单'),
    ];
    required(await close(world.approval, meetingId, [itemRecord(item, { outcome: 'agreed', actions: [ours, theirs] })]));
    await world.send(world.approval, [world.market], { meetings: [meetingId] });
    const progress = { note: '代报完成', percent: 100, finished: true, files: [] };
    expect(await byMarket(said('action.progressed', ours.actionId, progress))).toBe('package.action-not-owner');
    expect(await byMarket(said('action.judged', theirs.actionId, { accepted: true, note: '' }))).toBe('package.action-not-judge');
    expect(await byMarket(said('action.withdrawn', theirs.actionId, { reason: '不办了' }))).toBe('package.not-convener');
    const { actionId: _id, ...task } = theirs;
    const longer = { ...task, meetingId, itemId: item.itemId, askedBy: '', dueOn: '2027-12-31', reason: '自行延期' };
    expect(await byMarket(said('action.assigned', theirs.actionId, longer))).toBe('package.not-convener');
    expect(await byMarket(said('action.progressed', theirs.actionId, progress))).toBe('imported');
    expect((await actions(world.approval)).map(({ task: what, state, dueOn }) => [what, state, dueOn]).sort()).toEqual([
      ['审批局修订目录', 'open', '2026-12-15'],
      ['市场局报送清单', 'reported', '2026-12-15'],
    ]);
  });

  it('who was responsible before may not know yet that it was relieved: its package goes in, its word counts no more', async () => {
    const item = agendaItem('信息推送口径');
    const meetingId = await convene(world.approval, { agenda: [item] });
    const action = planned('报送清单');
    required(await close(world.approval, meetingId, [itemRecord(item, { outcome: 'agreed', actions: [action] })]));
    await world.send(world.approval, [world.market], { meetings: [meetingId] });
    const owner = { departmentId: SENDER.uscc, name: SENDER.name };
    required(
      await world.approval.workstation.changeAction({ actionId: action.actionId, dueOn: '2026-12-31', owner, reason: '改由审批局办理' }),
    );
    world.later();
    const input = { actionId: action.actionId, note: '已报送', percent: 100, finished: true, files: [] };
    required(await world.market.workstation.progressAction(input));
    await world.send(world.market, [world.approval], { meetings: [meetingId] });
    expect(await actions(world.approval)).toMatchObject([{ state: 'open', percent: 0, owner: SENDER.name }]);
  });
});
