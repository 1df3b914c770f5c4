/** Meetings between departments through real packages (办法 17, 29–31): from the application to the finished item. */
import { writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type NodeWorkstation, required } from '../../../build/node-workstation.ts';
import { actions, agendaItem, arrangement, close, convene, detail, EMERGENCY, itemRecord, Meetings, planned } from './meetings-helpers.ts';
import { draft, RECIPIENT, SENDER } from './two-departments.ts';

let world: Meetings;

afterEach(async () => {
  await world.remove();
});

const failure = (code: string) => ({ ok: false, error: { code } });

describe('办法 31(一): either side applies, the approval department convenes', () => {
  it('from the application to the finished item, with everybody’s copy the same in the end', async () => {
    world = await Meetings.create();
    const { approval, market } = world;
    const [recordId = ''] = await world.two.record(draft(1));

    // the supervising department asks, with material
    await writeFile(world.two.path('说明.txt'), '口径不一致的三个例子');
    const chosen = await market.choose(world.two.path('说明.txt'));
    const files = required(await market.workstation.addMeetingFiles([{ token: chosen.token, name: '情况说明.txt', size: chosen.size }]));
    const wanted = agendaItem('食品经营许可推送口径', { files: [...files], proposerId: SENDER.uscc, proposer: '冒名' });
    const application = {
      ...{ toId: SENDER.uscc, kind: 'occasional' as const, title: '关于推送口径的会议', reason: '推送口径不一致', wishedOn: '2026-11-26' },
      ...{ wishedParties: [], items: [wanted] },
    };
    const { applicationId } = required(await market.workstation.applyForMeeting({ application }));
    expect(required(await market.workstation.applications())).toMatchObject([{ own: true, state: 'waiting', unsent: true }]);
    expect(required(await market.workstation.meetingRecipients({ meetings: [], applications: [applicationId] }))).toEqual([SENDER.uscc]);
    await world.send(market, [approval], { applications: [applicationId] });
    expect(required(await market.workstation.applications())).toMatchObject([{ unsent: false }]);

    // the approval department convenes: that is the answer
    expect(required(await approval.workstation.applications())).toMatchObject([
      {
        own: false,
        toAnswer: true,
        from: RECIPIENT.name,
        application: { items: [{ proposerId: RECIPIENT.uscc, proposer: RECIPIENT.name }] },
      },
    ]);
    expect(required(await approval.workstation.meetingOverview())).toMatchObject({ applicationsToAnswer: 1 });
    const begun = required(await approval.workstation.beginMeeting({ kind: 'occasional', applications: [applicationId], carried: [] }));
    expect(begun).toMatchObject({
      ...{ title: '关于推送口径的会议', date: '2026-11-26', issue: 1, applications: [applicationId], agenda: [{ title: wanted.title }] },
      parties: [{ departmentId: RECIPIENT.uscc, name: RECIPIENT.name }],
    });
    const own = agendaItem('证照有效期提示', { about: [recordId] });
    const { meetingId } = required(
      await approval.workstation.conveneMeeting({
        arrangement: { ...begun, place: '三楼会议室', chair: '李局长', collectUntil: '2026-11-25', agenda: [...begun.agenda, own] },
        reason: '',
      }),
    );
    expect((await detail(approval, meetingId)).row).toMatchObject({ stage: 'collecting', unsent: true, todo: '通知参会部门', items: 2 });
    expect((await detail(approval, meetingId)).references).toMatchObject([
      { id: recordId, kind: 'approval', title: '济高新审〔2026〕1号' },
    ]);
    await world.send(approval, [market], { meetings: [meetingId] });
    expect((await detail(approval, meetingId)).row).toMatchObject({ unsent: false, todo: '' });

    // the party is told, gets the material of the agenda, proposes one more item and says who comes
    expect(required(await market.workstation.applications())).toMatchObject([{ state: 'accepted', meetingId }]);
    expect((await detail(market, meetingId)).row).toMatchObject({ own: false, todo: '回复是否参会', convener: SENDER.name });
    const more = agendaItem('踏勘意见反馈时限');
    required(await market.workstation.proposeItem({ meetingId, item: more }));
    const persons = [{ name: '张联络', position: '科长', as: 'attendee' as const }];
    required(await market.workstation.answerAttendance({ meetingId, answer: 'accepted', reason: '', persons }));
    expect((await detail(market, meetingId)).row).toMatchObject({ unsent: true, answered: 1 });
    await world.send(market, [approval], { meetings: [meetingId] });
    const collected = await detail(approval, meetingId);
    expect(collected.row.todo).toBe('安排 1 个征集到的议题');
    expect(collected.parties).toMatchObject([{ own: false, answer: 'accepted', persons }]);
    const [proposal] = collected.proposals;
    if (!proposal) throw new Error('no proposal');
    const changed = { ...collected.arrangement, startTime: '10:00', agenda: [...collected.arrangement.agenda, proposal.item] };
    expect(await approval.workstation.conveneMeeting({ meetingId, arrangement: changed, reason: '' })).toMatchObject(
      failure('meeting.reason-required'),
    );
    required(await approval.workstation.conveneMeeting({ meetingId, arrangement: changed, reason: '增加议题' }));
    await world.send(approval, [market], { meetings: [meetingId] });
    expect((await detail(market, meetingId)).arrangement).toMatchObject({ startTime: '10:00' });
    expect((await detail(market, meetingId)).arrangement.agenda).toHaveLength(3);

    // it is held, noted, and closed
    world.two.now = new Date('2026-11-26T03:00:00.000Z');
    expect((await detail(approval, meetingId)).row.stage).toBe('today');
    const [first, second, third] = changed.agenda;
    if (!first || !second || !third) throw new Error('no agenda');
    const action = planned('统一推送口径并报送清单');
    const noted = itemRecord(first, {
      speeches: [{ speaker: '张联络', department: RECIPIENT.name, text: '建议按文书编号推送' }],
      positions: [{ departmentId: RECIPIENT.uscc, department: RECIPIENT.name, stance: 'agree', text: '' }],
    });
    required(await approval.workstation.noteMeeting({ meetingId, item: noted }));
    const items = [
      { ...noted, outcome: 'agreed' as const, conclusion: '按文书编号推送', actions: [action] },
      itemRecord(second, { outcome: 'agreed', conclusion: '到期前 30 日提示' }),
      itemRecord(third, { outcome: 'deferred', conclusion: '待调研' }),
    ];
    required(await close(approval, meetingId, items));
    expect((await detail(approval, meetingId)).row).toMatchObject({
      stage: 'held',
      actions: 1,
      unsent: true,
      todo: '印发会议纪要或者备忘录',
    });
    await world.send(approval, [market], { meetings: [meetingId] });

    // the others know what came of it, not who said what
    const told = await detail(market, meetingId);
    expect(told.row).toMatchObject({ stage: 'held', actions: 1, actionsOpen: 1 });
    expect(told.conclusions.map(({ outcome, conclusion, next }) => [outcome, conclusion, next])).toEqual([
      ['agreed', '按文书编号推送', ''],
      ['agreed', '到期前 30 日提示', ''],
      ['deferred', '待调研', 'nextMeeting'],
    ]);
    expect(JSON.stringify(told)).not.toContain('建议按文书编号推送');
    expect(told.closed).toBe(false);

    // who proposed it asked for it; it is responsible itself, so the convener confirms (31(三))
    expect(await actions(market, 'mine')).toMatchObject([
      { actionId: action.actionId, mayReport: true, mayJudge: false, mayChange: false },
    ]);
    const { actionId } = action;
    expect(await approval.workstation.judgeAction({ actionId, accepted: true, note: '' })).toMatchObject(failure('action.not-reported'));
    expect(await approval.workstation.progressAction({ actionId, note: '代报', percent: 100, finished: true, files: [] })).toMatchObject(
      failure('action.not-owner'),
    );
    await writeFile(world.two.path('清单.txt'), '清单');
    const evidence = await market.choose(world.two.path('清单.txt'));
    const proof = [{ token: evidence.token, name: '推送清单.txt', size: evidence.size }];
    required(await market.workstation.progressAction({ actionId, note: '已形成清单', percent: 60, finished: true, files: proof }));
    await world.send(market, [approval], { meetings: [meetingId] });
    expect(await actions(approval, 'toJudge')).toMatchObject([{ state: 'reported', percent: 100, lastNote: '已形成清单', mayJudge: true }]);
    expect(required(await approval.workstation.meetingOverview())).toMatchObject({ actionsToJudge: 1 });
    expect(await approval.workstation.judgeAction({ actionId, accepted: false, note: '' })).toMatchObject(
      failure('action.reason-required'),
    );
    required(await approval.workstation.judgeAction({ actionId, accepted: false, note: '缺少两项' }));
    await world.send(approval, [market], { meetings: [meetingId] });
    expect(await actions(market, 'mine')).toMatchObject([{ state: 'open' }]);
    required(await market.workstation.progressAction({ actionId, note: '已补齐', percent: 100, finished: true, files: [] }));
    await world.send(market, [approval], { meetings: [meetingId] });
    required(await approval.workstation.judgeAction({ actionId, accepted: true, note: '' }));
    await world.send(approval, [market], { meetings: [meetingId] });

    const left = required(await approval.workstation.actionDetail(actionId));
    const right = required(await market.workstation.actionDetail(actionId));
    expect(left).toMatchObject({ state: 'done', percent: 100, daysLeft: undefined, files: [{ name: '推送清单.txt' }] });
    expect(right.timeline).toEqual(left.timeline);
    expect(left.timeline.map(({ title }) => title.slice(0, 9))).toEqual([
      ...['确认督办事项完成', '报告督办事项已完成', '督办事项退回继续办', '报告督办事项已完成', '确定督办事项“统一'],
    ]);
    const shown = async (at: NodeWorkstation) => {
      const { arrangement: arranged, conclusions, parties } = await detail(at, meetingId);
      return { arranged, conclusions, answers: parties.map(({ answer, persons: who }) => [answer, who]) };
    };
    expect(await shown(market)).toEqual(await shown(approval));
  });

  it('a supervising department convenes nothing, and an application goes to a department that approves', async () => {
    world = await Meetings.create({ three: true });
    const { approval, market } = world;
    expect(await market.workstation.conveneMeeting({ arrangement: arrangement(), reason: '' })).toMatchObject(
      failure('meeting.not-convener'),
    );
    expect(await market.workstation.beginMeeting({ kind: 'monthly', applications: [], carried: [] })).toMatchObject(
      failure('meeting.not-convener'),
    );
    const application = { kind: 'monthly' as const, title: '会议', reason: '理由', wishedOn: '' as const, wishedParties: [], items: [] };
    expect(await market.workstation.applyForMeeting({ application: { ...application, toId: EMERGENCY.uscc } })).toMatchObject(
      failure('application.not-approval'),
    );
    expect(await approval.workstation.applyForMeeting({ application: { ...application, toId: SENDER.uscc } })).toMatchObject(
      failure('application.own'),
    );
  });

  it('not convening is answered with a reason, and the applicant hears it', async () => {
    world = await Meetings.create();
    const { approval, market } = world;
    const application = { toId: SENDER.uscc, kind: 'coordination' as const, title: '协调会', reason: '理由', wishedOn: '' as const };
    const { applicationId } = required(
      await market.workstation.applyForMeeting({ application: { ...application, wishedParties: [], items: [] } }),
    );
    await world.send(market, [approval], { applications: [applicationId] });
    expect(await approval.workstation.declineApplication({ applicationId, reason: ' ' })).toMatchObject(
      failure('application.reason-required'),
    );
    required(await approval.workstation.declineApplication({ applicationId, reason: '已列入下次例会' }));
    await world.send(approval, [market], { applications: [applicationId] });
    expect(required(await market.workstation.applications())).toMatchObject([{ state: 'declined', reason: '已列入下次例会' }]);
    expect(await market.workstation.declineApplication({ applicationId, reason: '冒答' })).toMatchObject(failure('application.not-asked'));
  });

  it('an emergency meeting needs no agenda beforehand but a title, is today’s, and may be put down afterwards', async () => {
    world = await Meetings.create();
    const { approval } = world;
    const begun = required(await approval.workstation.beginMeeting({ kind: 'emergency', applications: [], carried: [] }));
    expect(begun).toMatchObject({ date: '2026-11-23', issue: 0 });
    const agenda = [agendaItem('突发事件处置')];
    const yesterday = { ...begun, date: '2026-11-22', agenda };
    required(await approval.workstation.conveneMeeting({ arrangement: yesterday, reason: '' }));
    expect(await approval.workstation.conveneMeeting({ arrangement: { ...yesterday, kind: 'thematic' }, reason: '' })).toMatchObject(
      failure('meeting.date-past'),
    );
  });
});

describe('办法 31(二): who is asked comes, or says why not', () => {
  it('a refusal needs a reason; an answer needs somebody who comes; only who is asked answers', async () => {
    world = await Meetings.create({ three: true });
    const { approval, market, emergency } = world;
    const meetingId = await convene(approval);
    await world.send(approval, [market, emergency], { meetings: [meetingId] });
    const answer = { meetingId, reason: '', persons: [] };
    expect(await market.workstation.answerAttendance({ ...answer, answer: 'refused' })).toMatchObject(
      failure('attendance.reason-required'),
    );
    expect(await market.workstation.answerAttendance({ ...answer, answer: 'accepted' })).toMatchObject(
      failure('attendance.persons-required'),
    );
    expect(await emergency.workstation.answerAttendance({ ...answer, answer: 'refused', reason: '有其他安排' })).toMatchObject(
      failure('meeting.not-party'),
    );
    required(await market.workstation.answerAttendance({ ...answer, answer: 'refused', reason: '当日承担上级检查' }));
    // the receipt is enough for the convener
    world.later();
    await world.two.receipt();
    await world.two.take(approval, 'receipt.sgxe');
    const { row, parties } = await detail(approval, meetingId);
    expect(row).toMatchObject({ parties: 1, answered: 1, refused: 1 });
    expect(parties).toMatchObject([{ answer: 'refused', reason: '当日承担上级检查' }]);
  });

  it('the notice is a letter with time, place, agenda and contact; after its issue a further one tells of changes', async () => {
    world = await Meetings.create();
    const { approval, market } = world;
    const agenda = [agendaItem('信息推送口径'), agendaItem('踏勘意见反馈')];
    const meetingId = await convene(approval, { date: '2026-11-30', collectUntil: '2026-11-27', agenda });
    const { letterId } = required(await approval.workstation.beginMeetingNotice(meetingId));
    const letter = required(await approval.workstation.letterDetail(letterId));
    expect(letter.content).toMatchObject({ kind: 'meetingNotice', recipients: [RECIPIENT.name] });
    expect(letter.recipientIds).toEqual([RECIPIENT.uscc]);
    const text = JSON.stringify(letter.content);
    for (const part of ['2026年11月30日（星期一）下午14:30至16:00', '政务中心三楼会议室', '信息推送口径', '踏勘意见反馈', '（第11期）'])
      expect(text).toContain(part);
    expect(letter.content?.annotation).toBe('联系人：王经办，联系电话：0537-0000001');
    expect(text).toContain('2026年11月27日前');
    // no gap is left to be filled in
    expect(text).not.toMatch(/〔(?!2023〕)/u);
    expect(required(await approval.workstation.beginMeetingNotice(meetingId)).letterId).toBe(letterId);
    expect((await detail(approval, meetingId)).noticeLetterId).toBe(letterId);
    required(await approval.workstation.issueLetter({ letterId, code: '济高新审函', date: '2026-11-23', signer: '李局长' }));
    world.later();
    const again = required(await approval.workstation.beginMeetingNotice(meetingId)).letterId;
    expect(again).not.toBe(letterId);
    await world.send(approval, [market], { meetings: [meetingId] });
    expect(await market.workstation.beginMeetingNotice(meetingId)).toMatchObject(failure('meeting.not-own'));
  });

  it('items are collected until their day, each in its own department’s name, and taken back', async () => {
    world = await Meetings.create();
    const { approval, market } = world;
    const meetingId = await convene(approval, { date: '2026-11-30', collectUntil: '2026-11-25', agenda: [] });
    await world.send(approval, [market], { meetings: [meetingId] });
    const item = agendaItem('平台账号管理', { proposerId: SENDER.uscc, proposer: SENDER.name });
    required(await market.workstation.proposeItem({ meetingId, item }));
    const [proposal] = (await detail(market, meetingId)).proposals;
    expect(proposal).toMatchObject({ own: true, item: { proposerId: RECIPIENT.uscc, proposer: RECIPIENT.name } });
    required(await market.workstation.withdrawItem({ meetingId, itemId: item.itemId }));
    expect((await detail(market, meetingId)).proposals).toEqual([]);
    world.two.now = new Date('2026-11-26T02:00:00.000Z');
    expect(await market.workstation.proposeItem({ meetingId, item })).toMatchObject(failure('meeting.collection-ended'));
    expect(await approval.workstation.withdrawItem({ meetingId, itemId: item.itemId })).toMatchObject(failure('meeting.not-own-item'));
    required(await approval.workstation.cancelMeeting({ meetingId, reason: '议题不足' }));
    await world.send(approval, [market], { meetings: [meetingId] });
    expect((await detail(market, meetingId)).row.stage).toBe('cancelled');
    expect(await market.workstation.answerAttendance({ meetingId, answer: 'refused', reason: '不去了', persons: [] })).toMatchObject(
      failure('meeting.cancelled'),
    );
  });
});

describe('办法 29, 30: the 例会', () => {
  it('29: once a month with every supervising department; the home page tells when this month has none', async () => {
    world = await Meetings.create({ three: true });
    const { approval, market } = world;
    expect(required(await approval.workstation.meetingOverview())).toMatchObject({ monthlyMissing: true });
    // only the approval department is to blame for it
    expect(required(await market.workstation.meetingOverview())).toMatchObject({ monthlyMissing: false });
    const begun = required(await approval.workstation.beginMeeting({ kind: 'monthly', applications: [], carried: [] }));
    expect(begun).toMatchObject({ title: '2026年11月审批与监管联络员例会', date: '2026-11-30', issue: 1 });
    expect(begun.parties.map(({ name }) => name).sort()).toEqual([EMERGENCY.name, RECIPIENT.name].sort());
    const meetingId = await convene(approval, begun.parties.length > 0 ? { parties: begun.parties, date: '2026-11-30', issue: 1 } : {});
    const overview = required(await approval.workstation.meetingOverview());
    expect(overview).toMatchObject({ monthlyMissing: false, next: { meetingId, issue: '第1期' } });
    expect(required(await approval.workstation.beginMeeting({ kind: 'monthly', applications: [], carried: [] })).issue).toBe(2);
    world.two.now = new Date('2026-12-01T02:00:00.000Z');
    const december = required(await approval.workstation.meetingOverview());
    expect(december).toMatchObject({ monthlyMissing: true, toRecord: 1, next: undefined });
  });

  it('29: a meeting without another department is none, and a record says who was there', async () => {
    world = await Meetings.create();
    const { approval } = world;
    const alone = arrangement({ parties: [{ departmentId: SENDER.uscc, name: SENDER.name }] });
    expect(await approval.workstation.conveneMeeting({ arrangement: alone, reason: '' })).toMatchObject(
      failure('meeting.parties-required'),
    );
    const item = agendaItem('信息推送口径');
    const meetingId = await convene(approval, { agenda: [item] });
    const items = [itemRecord(item, { outcome: 'agreed', conclusion: '同意' })];
    const head = { startedAt: '', endedAt: '', attendance: [], remarks: '' };
    const nobody = { meetingId, record: { head, items }, chair: '李', recorder: '王', reason: '' };
    expect(await approval.workstation.closeMeeting(nobody)).toMatchObject(failure('meeting.attendance-required'));
    required(await close(approval, meetingId, items));
    expect(required(await approval.workstation.meetings({ text: '', show: 'held', kinds: [], year: '2026' }))).toHaveLength(1);
  });

  it('30: what is to be talked about comes from records and letters, and others may be asked to come', async () => {
    world = await Meetings.create();
    const { approval, market } = world;
    const [recordId = ''] = await world.two.record(draft(1));
    const agenda = [agendaItem('许可事项办理标准', { about: [recordId] })];
    const guest = { name: '高新区财政金融局' };
    const meetingId = await convene(approval, { agenda, parties: [...arrangement().parties, guest] });
    const { references, parties } = await detail(approval, meetingId);
    expect(references).toMatchObject([{ id: recordId, kind: 'approval' }]);
    expect(parties).toMatchObject([{ departmentId: RECIPIENT.uscc }, { departmentId: undefined, name: guest.name }]);
    // only who is in the directory gets a package
    expect(required(await approval.workstation.meetingRecipients({ meetings: [meetingId], applications: [] }))).toEqual([RECIPIENT.uscc]);
    await world.send(approval, [market], { meetings: [meetingId] });
    // the record itself wasn't pushed: the other side sees the item and no reference
    expect(await detail(market, meetingId)).toMatchObject({ references: [], arrangement: { agenda: [{ title: '许可事项办理标准' }] } });
    const query = { show: 'all' as const, kinds: [], year: '' };
    expect(required(await market.workstation.meetings({ ...query, text: '办理标准' }))).toHaveLength(1);
    expect(required(await market.workstation.meetings({ ...query, text: '没有的' }))).toEqual([]);
  });
});
