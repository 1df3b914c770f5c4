/** 办法 31(一)、（二）: the approval department convenes; those who are asked propose items and say whether they come. */
import { isRealDate } from '#shared/domain/dates.ts';
import { type AgendaItem, type Arrangement, arrangementSchema } from '#shared/domain/meeting.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { canonicalJson } from '#shared/exchange/entry-lines.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { attendanceAnswered, itemProposed } from '#shared/ledger/meeting-entries.ts';
import type { MeetingState } from '#shared/ledger/meeting-register.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, newEntry, record, today } from '../context.ts';
import { requireAsked } from './applications.ts';
import { MEETING_GONE } from './meeting-detail.ts';
import { invalidMeeting, ownItems, requireItemFiles } from './meeting-items.ts';
import { isOwn, isParty, normalParties } from './meeting-parties.ts';
import { conclusionsOf } from './meeting-rows.ts';
import type { MeetingsApi } from './meetings-api.ts';

/** A meeting that is still to be held, or why nothing about it may be arranged any more. */
export function requireArranged(context: Context, meetingId: string): Result<MeetingState> {
  const meeting = context.projection.meetings.get(meetingId);
  if (!meeting) return MEETING_GONE;
  if (meeting.state === 'cancelled') return fail('meeting.cancelled', '这次会议已经取消。需要再开的，请另行召集。');
  if (meeting.state === 'held') return fail('meeting.held', '这次会议已经召开并定稿，不能再改动安排。');
  return ok(meeting);
}

function requireOwnArranged(context: Context, meetingId: string): Result<MeetingState> {
  const meeting = requireArranged(context, meetingId);
  return meeting.ok && !meeting.value.own ? fail('meeting.not-own', '这次会议由外部门召集，由它调整或者取消。请与它联系。') : meeting;
}

/** Errors: `meeting.not-convener`, `meeting.reason-required`, and what is wrong with the arrangement. */
export async function conveneMeeting(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<MeetingsApi['conveneMeeting']>[0],
): Promise<Result<{ readonly meetingId: string }>> {
  if (!context.department.roles.includes('approval')) {
    return fail('meeting.not-convener', '会议由行政审批部门召集（办法第三十一条（一））。请向审批部门提出会议申请。');
  }
  const known = input.meetingId === undefined ? undefined : requireOwnArranged(context, input.meetingId);
  if (known && !known.ok) return known;
  const before = known?.value.convened.payload.arrangement;
  const arrangement = normalised(context, input.arrangement, known?.value);
  const refused = arrangementRefusal(context, arrangement, before);
  if (refused) return refused;
  const parsed = arrangementSchema.safeParse(arrangement);
  if (!parsed.success) return invalidMeeting(parsed.error.issues[0]?.path);
  const complete = await requireItemFiles(vault, parsed.data.agenda);
  if (!complete.ok) return complete;
  const meetingId = input.meetingId ?? createUuid();
  if (before && canonicalJson(before) === canonicalJson(parsed.data)) return ok({ meetingId });
  const reason = input.reason.trim();
  if (before && reason.length < 2) return fail('meeting.reason-required', '调整已经安排的会议，请写明原因。', { path: 'reason' });
  if (reason.length > 500) return invalidMeeting(['reason']);
  const answers = applicationAnswers(context, meetingId, parsed.data.applications);
  if (!answers.ok) return answers;
  const convened = newEntry(context, 'meeting.convened', meetingId, { arrangement: parsed.data, reason });
  const saved = await record(context, [convened, ...answers.value]);
  return saved.ok ? ok({ meetingId }) : saved;
}

/** An item that another department proposed stays its item, whatever the form says: it confirms what comes of it (31(三)). */
function normalised(context: Context, arrangement: Arrangement, known: MeetingState | undefined): Arrangement {
  const owners = new Map<string, AgendaItem>();
  for (const { payload } of known?.proposals ?? []) owners.set(payload.item.itemId, payload.item);
  for (const applicationId of arrangement.applications) {
    const items = context.projection.meetings.application(applicationId)?.applied.payload.application.items ?? [];
    for (const item of items) owners.set(item.itemId, item);
  }
  const agenda = arrangement.agenda.map((item) => {
    const owner = owners.get(item.itemId);
    return owner ? { ...item, proposerId: owner.proposerId, proposer: owner.proposer } : item;
  });
  return { ...arrangement, title: arrangement.title.trim(), parties: normalParties(context, arrangement.parties), agenda };
}

function arrangementRefusal(context: Context, arrangement: Arrangement, before: Arrangement | undefined) {
  const { date, startTime, endTime, collectUntil, agenda, kind } = arrangement;
  if (!isRealDate(date)) return fail('meeting.date', '会议日期不对。请重新填写。', { path: 'date' });
  // What was talked over in an emergency may be put down afterwards (31(一)).
  if (!before && kind !== 'emergency' && date < today(context)) {
    return fail('meeting.date-past', '会议日期早于今天。请重新填写。', { path: 'date' });
  }
  if (endTime !== '' && endTime <= startTime) return fail('meeting.end-time', '会议结束时间应晚于开始时间。', { path: 'endTime' });
  if (arrangement.parties.length === 0) {
    return fail('meeting.parties-required', '请选择参会部门：例会由行政审批部门与监管部门召开（办法第二十九条）。', { path: 'parties' });
  }
  if (collectUntil !== '' && (!isRealDate(collectUntil) || collectUntil > date)) {
    return fail('meeting.collect-until', '议题征集截止日期不对，或者晚于会议日期。请重新填写。', { path: 'collectUntil' });
  }
  if (agenda.length === 0 && collectUntil === '') {
    return fail('meeting.agenda-required', '还没有议题。请填写议题，或者填写议题征集截止日期，向参会部门征集。', { path: 'agenda' });
  }
  if (new Set(agenda.map(({ itemId }) => itemId)).size < agenda.length) return invalidMeeting(['agenda']);
  return carriedRefusal(context, arrangement);
}

/** 17, 31(三): 报区行政审批与监管联席会议审定 is no matter for another 例会. */
function carriedRefusal({ projection }: Context, { kind, agenda }: Arrangement) {
  if (kind === 'jointConference') return undefined;
  for (const [index, { title, carriedFrom }] of agenda.entries()) {
    const meeting = carriedFrom && projection.meetings.get(carriedFrom.meetingId);
    const before = meeting && conclusionsOf(meeting).find(({ itemId }) => itemId === carriedFrom.itemId);
    if (before?.next !== 'jointConference') continue;
    const message = `议题“${title}”已经确定报联席会议审定（办法第三十一条（三））。请另行召集联席会议，或者从议程中去掉它。`;
    return fail('meeting.joint-conference', message, { path: `agenda.${index}` });
  }
  return undefined;
}

/** Convening is the answer to the applications (31(一)); each is answered once for a meeting. */
function applicationAnswers(context: Context, meetingId: string, applications: readonly string[]): Result<readonly Entry[]> {
  const answers: Entry[] = [];
  for (const applicationId of new Set(applications)) {
    const application = requireAsked(context, applicationId);
    if (!application.ok) return application;
    const { answered } = application.value;
    if (answered?.payload.accepted && answered.payload.meetingId === meetingId) continue;
    answers.push(newEntry(context, 'application.answered', applicationId, { accepted: true, meetingId, reason: '' }));
  }
  return ok(answers);
}

export async function cancelMeeting(
  context: Context,
  { meetingId, reason }: Parameters<MeetingsApi['cancelMeeting']>[0],
): Promise<Result<void>> {
  const meeting = requireOwnArranged(context, meetingId);
  if (!meeting.ok) return meeting;
  if (reason.trim().length < 2) return fail('meeting.reason-required', '取消会议，请写明原因。', { path: 'reason' });
  if (reason.length > 500) return invalidMeeting(['reason']);
  const saved = await record(context, [newEntry(context, 'meeting.cancelled', meetingId, { reason: reason.trim() })]);
  return saved.ok ? ok(undefined) : saved;
}

// ---- by those who are asked ----

/** 28(一): 议题征集; until its day, by those who are asked to come. */
export async function proposeItem(
  context: Context,
  vault: AttachmentVault,
  { meetingId, item }: Parameters<MeetingsApi['proposeItem']>[0],
): Promise<Result<void>> {
  const meeting = requireArranged(context, meetingId);
  if (!meeting.ok) return meeting;
  const refused = proposalRefusal(context, meeting.value, item.itemId);
  if (refused) return refused;
  const payload = itemProposed.payload.safeParse({ meetingId, item: ownItems(context, [item])[0], withdrawn: false });
  if (!payload.success) return invalidMeeting(payload.error.issues[0]?.path);
  const complete = await requireItemFiles(vault, [payload.data.item]);
  if (!complete.ok) return complete;
  const known = meeting.value.proposals.find(({ subject }) => subject === item.itemId);
  if (known && canonicalJson(known.payload) === canonicalJson(payload.data)) return ok(undefined);
  const saved = await record(context, [newEntry(context, 'agendaItem.proposed', item.itemId, payload.data)]);
  return saved.ok ? ok(undefined) : saved;
}

function proposalRefusal(context: Context, meeting: MeetingState, itemId: string) {
  const { collectUntil, agenda } = meeting.convened.payload.arrangement;
  if (!meeting.own && !isParty(context, meeting, context.department.uscc)) {
    return fail('meeting.not-party', '本部门不在这次会议的参会部门中。请与召集部门联系。');
  }
  if (collectUntil === '') return fail('meeting.not-collecting', '这次会议没有征集议题。请直接与召集部门联系。');
  if (collectUntil < today(context)) {
    return fail('meeting.collection-ended', `议题征集已于 ${collectUntil} 截止。请直接与召集部门联系。`);
  }
  const others = [...agenda, ...meeting.proposals.map(({ payload }) => payload.item)].find(
    (item) => item.itemId === itemId && !isOwn(context, item.proposerId),
  );
  return others ? fail('meeting.not-own-item', `议题“${others.title}”由${others.proposer}提出，由它修改。`) : undefined;
}

export async function withdrawItem(
  context: Context,
  { meetingId, itemId }: Parameters<MeetingsApi['withdrawItem']>[0],
): Promise<Result<void>> {
  const meeting = requireArranged(context, meetingId);
  if (!meeting.ok) return meeting;
  const known = meeting.value.proposals.find(({ subject, actor }) => subject === itemId && isOwn(context, actor.departmentId));
  if (!known) return fail('meeting.not-own-item', '没有找到本部门提出的这个议题。请刷新后再试。');
  const saved = await record(context, [newEntry(context, 'agendaItem.proposed', itemId, { ...known.payload, withdrawn: true })]);
  return saved.ok ? ok(undefined) : saved;
}

/** 31(二): 不得以任何不正当理由拒绝参加; so a refusal says why, and somebody comes otherwise. */
export async function answerAttendance(
  context: Context,
  { meetingId, answer, reason, persons }: Parameters<MeetingsApi['answerAttendance']>[0],
): Promise<Result<void>> {
  const meeting = requireArranged(context, meetingId);
  if (!meeting.ok) return meeting;
  if (!isParty(context, meeting.value, context.department.uscc)) {
    return fail('meeting.not-party', '本部门不在这次会议的参会部门中，不需要回复。');
  }
  if (answer === 'refused' && reason.trim().length < 2) {
    return fail('attendance.reason-required', '不能参会的，请写明理由（办法第三十一条（二））。', { path: 'reason' });
  }
  if (answer === 'accepted' && persons.length === 0) return fail('attendance.persons-required', '请填写参会人员。', { path: 'persons' });
  const payload = attendanceAnswered.payload.safeParse({
    answer,
    reason: reason.trim(),
    persons: answer === 'accepted' ? persons.map((person) => ({ ...person, name: person.name.trim() })) : [],
  });
  if (!payload.success) return invalidMeeting(payload.error.issues[0]?.path);
  const known = meeting.value.answers.find(({ actor }) => isOwn(context, actor.departmentId));
  if (known && canonicalJson(known.payload) === canonicalJson(payload.data)) return ok(undefined);
  const saved = await record(context, [newEntry(context, 'attendance.answered', meetingId, payload.data)]);
  return saved.ok ? ok(undefined) : saved;
}
