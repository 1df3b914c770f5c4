import { afterEach, describe, expect, it } from 'vitest';
import { required } from '../../../build/node-workstation.ts';
import { actions, agendaItem, arrangement, close, convene, detail, EMERGENCY, itemRecord, Meetings, planned } from './meetings-helpers.ts';
import { RECIPIENT, SENDER } from './two-departments.ts';

let world: Meetings;

afterEach(async () => {
  await world.remove();
});

const failure = (code: string) => ({ ok: false, error: { code } });

describe('办法 31(三): the record and what follows', () => {
  it('closes only when every item has an outcome, and each outcome what belongs to it', async () => {
    world = await Meetings.create();
    const { approval } = world;
    const item = agendaItem('信息推送口径');
    const meetingId = await convene(approval, { agenda: [item] });
    const attempt = async (changes: Parameters<typeof itemRecord>[1]) => close(approval, meetingId, [itemRecord(item, changes)]);
    expect(await close(approval, meetingId, [])).toMatchObject(failure('meeting.item-open'));
    expect(await attempt({})).toMatchObject({ ...failure('meeting.item-open'), error: { at: { path: item.itemId } } });
    expect(await attempt({ outcome: 'agreed' })).toMatchObject(failure('meeting.conclusion-required'));
    expect(await attempt({ outcome: 'notAgreed', conclusion: '分歧较大' })).toMatchObject(failure('meeting.next-required'));
    const sunday = planned('统一口径', '2026-12-13');
    expect(await attempt({ outcome: 'agreed', actions: [sunday] })).toMatchObject({
      ...failure('action.due-not-working'),
      error: { message: expect.stringContaining('2026-12-14') },
    });
    expect(await attempt({ outcome: 'deferred', actions: [planned('统一口径')] })).toMatchObject(failure('meeting.action-not-agreed'));
    // noted half typed, an action keeps what it has; closed, it must be whole
    const half = { ...planned('统一口径'), task: '', dueOn: '' };
    required(await approval.workstation.noteMeeting({ meetingId, item: itemRecord(item, { actions: [half] }) }));
    expect((await detail(approval, meetingId)).record.items).toMatchObject([{ actions: [{ task: '' }] }]);
    expect(await attempt({ outcome: 'agreed', actions: [half] })).toMatchObject({
      ...failure('action.incomplete'),
      error: { at: { path: item.itemId } },
    });
    expect(await actions(approval)).toEqual([]);
    const early = await convene(approval, { agenda: [item], date: '2026-11-24' });
    expect(await close(approval, early, [itemRecord(item, { outcome: 'agreed', conclusion: '同意' })])).toMatchObject(
      failure('meeting.not-yet'),
    );
  });

  it('noted every few seconds it writes only what changed; after closing, a correction says why', async () => {
    world = await Meetings.create();
    const { approval } = world;
    const item = agendaItem('信息推送口径');
    const meetingId = await convene(approval, { agenda: [item] });
    const entries = async () => required(await approval.workstation.ledgerState()).entries;
    const noted = itemRecord(item, { conclusion: '讨论中' });
    required(await approval.workstation.noteMeeting({ meetingId, item: noted }));
    const after = await entries();
    required(await approval.workstation.noteMeeting({ meetingId, item: noted }));
    expect(await entries()).toBe(after);
    const [kept, dropped] = [planned('修订目录'), planned('核对账号')];
    required(await close(approval, meetingId, [itemRecord(item, { outcome: 'agreed', actions: [kept, dropped] })]));
    expect(await approval.workstation.noteMeeting({ meetingId, item: noted })).toMatchObject(failure('meeting.closed'));
    world.later();
    // moved meanwhile, and it stays moved
    const owner = { departmentId: RECIPIENT.uscc, name: RECIPIENT.name };
    const change = { actionId: kept.actionId, dueOn: '2026-12-31', owner };
    expect(await approval.workstation.changeAction({ ...change, reason: '' })).toMatchObject(failure('action.reason-required'));
    required(await approval.workstation.changeAction({ ...change, reason: '工作量较大' }));
    world.later();
    const corrected = [itemRecord(item, { outcome: 'agreed', conclusion: '补记', actions: [kept] })];
    expect(await close(approval, meetingId, corrected)).toMatchObject(failure('meeting.reason-required'));
    required(await close(approval, meetingId, corrected, '核对录音后更正'));
    const rows = await actions(approval);
    expect(rows.map(({ task, state, dueOn }) => [task, state, dueOn]).sort()).toEqual([
      ['修订目录', 'open', '2026-12-31'],
      ['核对账号', 'withdrawn', '2026-12-15'],
    ]);
    expect((await detail(approval, meetingId)).conclusions).toMatchObject([{ conclusion: '补记' }]);
  });

  it('参会各方应当做好会议记录: a party’s own record has no consequences for anybody', async () => {
    world = await Meetings.create();
    const { approval, market } = world;
    const item = agendaItem('信息推送口径');
    const meetingId = await convene(approval, { agenda: [item] });
    await world.send(approval, [market], { meetings: [meetingId] });
    required(await close(market, meetingId, [itemRecord(item, { outcome: 'agreed', conclusion: '我方记录', actions: [planned('修订')] })]));
    expect(await actions(market)).toEqual([]);
    const nothing = { meetings: [meetingId], applications: [], liaisons: false, recipients: [SENDER.uscc], title: '', jobId: 'm' };
    const { token } = market.target(world.two.path('nothing.sgxe'));
    expect(await market.workstation.exportMeetings({ ...nothing, token })).toMatchObject(failure('package.no-meetings'));
  });

  it('17: what three departments can’t agree on comes again, then goes to the 联席会议 with its history', async () => {
    world = await Meetings.create({ three: true });
    const { approval, market, emergency } = world;
    const parties = [RECIPIENT, EMERGENCY].map(({ uscc, name }) => ({ departmentId: uscc, name }));
    const item = agendaItem('危险化学品经营许可的监管边界', { proposerId: EMERGENCY.uscc, proposer: EMERGENCY.name });
    const first = await convene(approval, { parties, agenda: [item] });
    await world.send(approval, [market, emergency], { meetings: [first] });
    required(await close(approval, first, [itemRecord(item, { outcome: 'notAgreed', conclusion: '职责边界有分歧', next: 'nextMeeting' })]));
    await world.send(approval, [market, emergency], { meetings: [first] });
    for (const at of [approval, market, emergency])
      expect(required(await at.workstation.carriedItems())).toMatchObject([
        { title: item.title, next: 'nextMeeting', times: 1, conclusion: '职责边界有分歧' },
      ]);

    // the next meeting: not agreed either, and raised
    world.two.now = new Date('2026-12-14T02:00:00.000Z');
    const again = required(await approval.workstation.beginMeeting({ kind: 'monthly', applications: [], carried: [item.itemId] }));
    expect(again.agenda).toMatchObject([{ title: item.title, proposerId: EMERGENCY.uscc, carriedFrom: { meetingId: first } }]);
    expect(again.agenda[0]?.itemId).not.toBe(item.itemId);
    const second = required(
      await approval.workstation.conveneMeeting({ arrangement: { ...again, date: '2026-12-14' }, reason: '' }),
    ).meetingId;
    expect(required(await approval.workstation.carriedItems())).toEqual([]);
    const [carried] = again.agenda;
    if (!carried) throw new Error('nothing was carried');
    required(
      await close(approval, second, [itemRecord(carried, { outcome: 'notAgreed', conclusion: '建议上会', next: 'jointConference' })]),
    );
    const [raised] = required(await approval.workstation.carriedItems());
    expect(raised).toMatchObject({ meetingId: second, next: 'jointConference', times: 2 });
    if (!raised) throw new Error('nothing is raised');

    // another 例会 is no place for it
    const wrong = arrangement({ date: '2026-12-21', parties, agenda: [raised.item] });
    expect(await approval.workstation.conveneMeeting({ arrangement: wrong, reason: '' })).toMatchObject(
      failure('meeting.joint-conference'),
    );
    const joint = required(
      await approval.workstation.beginMeeting({ kind: 'jointConference', applications: [], carried: [raised.itemId] }),
    );
    expect(joint).toMatchObject({ kind: 'jointConference', title: '行政审批与监管联席会议' });
    const last = required(
      await approval.workstation.conveneMeeting({ arrangement: { ...joint, date: '2026-12-14' }, reason: '' }),
    ).meetingId;
    const [decided] = joint.agenda;
    if (!decided) throw new Error('no agenda');
    const owner = { ownerId: EMERGENCY.uscc, owner: EMERGENCY.name };
    const action = planned('牵头制定监管清单', '2026-12-31', owner);
    required(await close(approval, last, [itemRecord(decided, { outcome: 'agreed', conclusion: '由应急部门牵头', actions: [action] })]));
    // one package with all three meetings, to both
    await world.send(approval, [market, emergency], { meetings: [first, second, last] });
    for (const at of [approval, market, emergency]) {
      const { histories, row } = await detail(at, last);
      expect(row).toMatchObject({ kindName: '联席会议', unsent: false });
      expect(histories.map(({ before }) => before.map(({ conclusion }) => conclusion))).toEqual([['职责边界有分歧', '建议上会']]);
      expect(required(await at.workstation.carriedItems())).toEqual([]);
    }
    expect(await actions(emergency, 'mine')).toHaveLength(1);
    expect(await actions(market, 'mine')).toEqual([]);
    // proposed and owned by the same department: the convener confirms
    required(
      await emergency.workstation.progressAction({ actionId: action.actionId, note: '已印发', percent: 100, finished: true, files: [] }),
    );
    await world.send(emergency, [approval, market], { meetings: [last] });
    required(await approval.workstation.judgeAction({ actionId: action.actionId, accepted: true, note: '' }));
    await world.send(approval, [market, emergency], { meetings: [last] });
    for (const at of [approval, market, emergency])
      expect(await actions(at)).toMatchObject([{ state: 'done', meetingTitle: '行政审批与监管联席会议', itemTitle: item.title }]);
  });

  it('what isn’t sent to every party yet stays marked, and days are in the calendar', async () => {
    world = await Meetings.create({ three: true });
    const { approval, market, emergency } = world;
    const parties = [RECIPIENT, EMERGENCY].map(({ uscc, name }) => ({ departmentId: uscc, name }));
    const item = agendaItem('信息推送口径');
    const meetingId = await convene(approval, { parties, agenda: [item], date: '2026-11-23', collectUntil: '2026-11-23' });
    const row = await world.send(approval, [market], { meetings: [meetingId] });
    expect((await detail(approval, meetingId)).row.unsent).toBe(true);
    // a lost stick loses nothing: the same bytes again
    const { token } = approval.target(world.two.path('again.sgxe'));
    const again = required(await approval.workstation.resendPackage({ jobId: 'again', rowId: row.rowId, token }));
    expect(again).toMatchObject({ purpose: 'meetings', fileSha256: row.fileSha256, resent: 1 });
    // and what came is answered with a receipt
    expect(required(await market.workstation.packages())).toMatchObject([{ purpose: 'meetings', direction: 'in', receiptDue: true }]);
    await world.send(approval, [emergency], { meetings: [meetingId] });
    expect((await detail(approval, meetingId)).row.unsent).toBe(false);
    required(await close(approval, meetingId, [itemRecord(item, { outcome: 'agreed', actions: [planned('修订目录', '2026-11-30')] })]));
    const days = { from: '2026-11-01', to: '2026-11-30' };
    const events = required(await approval.workstation.calendar(days));
    expect(events.map(({ kind, date, time, done }) => [kind, date, time, done])).toEqual([
      ['collect', '2026-11-23', '', true],
      ['meeting', '2026-11-23', '14:30', true],
      ['action', '2026-11-30', '', false],
    ]);
    world.two.now = new Date('2026-12-01T02:00:00.000Z');
    expect(required(await approval.workstation.calendar(days)).map(({ overdue }) => overdue)).toEqual([false, false, true]);
    expect(required(await approval.workstation.actions({ text: '目录', show: 'open', overdueOnly: true }))).toMatchObject([
      { daysLeft: -1 },
    ]);
    expect(required(await approval.workstation.calendar({ from: '2026-12-01', to: '2026-12-31' }))).toEqual([]);
  });
});
