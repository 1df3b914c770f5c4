/**
 * The record of a meeting (办法 31(三)): noted while it goes on, then closed. Closing is one commit: the record, what all are
 * told came of the items, and the 督办事项 that were decided. Each party may keep a record of its own; only that of the
 * department that convened has consequences.
 */
import { isRealDate } from '#shared/domain/dates.ts';
import { type AgendaItem, type ItemRecord, type MeetingRecord, type PlannedAction, plannedActionSchema } from '#shared/domain/meeting.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { canonicalJson } from '#shared/exchange/entry-lines.ts';
import type { Entry, EntryOf } from '#shared/ledger/entry.ts';
import { actionAssigned, meetingConcluded, meetingHeld, meetingNoted } from '#shared/ledger/meeting-entries.ts';
import type { MeetingState } from '#shared/ledger/meeting-register.ts';
import { type Context, localTime, newEntry, record, today } from '../context.ts';
import { dueRefusal } from './action-writing.ts';
import { MEETING_GONE } from './meeting-detail.ts';
import { invalidMeeting } from './meeting-items.ts';
import { isOwn, partyId } from './meeting-parties.ts';
import type { MeetingsApi } from './meetings-api.ts';

type CloseInput = Parameters<MeetingsApi['closeMeeting']>[0];

/** Written only when something is another than before: an autosave every few seconds must not fill the ledger. */
export async function noteMeeting(
  context: Context,
  { meetingId, head, item }: Parameters<MeetingsApi['noteMeeting']>[0],
): Promise<Result<{ readonly notedAt: string }>> {
  const meeting = requireNotable(context, meetingId);
  if (!meeting.ok) return meeting;
  if (meeting.value.held) return fail('meeting.closed', '会议记录已经定稿，不能再改。需要改动的，请更正会议记录并写明原因。');
  const { record: known, notedAt } = meeting.value;
  const parsed = meetingNoted.payload.safeParse({ ...(head ? { head } : {}), ...(item ? { item } : {}) });
  if (!parsed.success) return invalidMeeting(parsed.error.issues[0]?.path);
  const before = known.items.find(({ itemId }) => itemId === item?.itemId);
  const changed = {
    ...(parsed.data.head && canonicalJson(parsed.data.head) !== canonicalJson(known.head) ? { head: parsed.data.head } : {}),
    ...(parsed.data.item && (!before || canonicalJson(parsed.data.item) !== canonicalJson(before)) ? { item: parsed.data.item } : {}),
  };
  if (!changed.head && !changed.item) return ok({ notedAt: notedAt === undefined ? '' : localTime(notedAt) });
  const entry = newEntry(context, 'meeting.noted', meetingId, changed);
  const saved = await record(context, [entry]);
  return saved.ok ? ok({ notedAt: localTime(entry.at) }) : saved;
}

function requireNotable({ projection }: Context, meetingId: string): Result<MeetingState> {
  const meeting = projection.meetings.get(meetingId);
  if (!meeting) return MEETING_GONE;
  return meeting.state === 'cancelled' ? fail('meeting.cancelled', '这次会议已经取消，不能记录。') : ok(meeting);
}

/** Errors: see {@link MeetingsApi.closeMeeting}; each names the item. Nothing is written unless all of it can be. */
export async function closeMeeting(context: Context, input: CloseInput): Promise<Result<void>> {
  const meeting = requireNotable(context, input.meetingId);
  if (!meeting.ok) return meeting;
  const parsed = meetingHeld.payload.safeParse({
    record: complete(meeting.value, input.record),
    chair: input.chair.trim(),
    recorder: input.recorder.trim(),
    reason: input.reason.trim(),
  });
  if (!parsed.success) return closeInvalid(input, parsed.error.issues[0]?.path);
  const held = parsed.data;
  const refused = closeRefusal(context, meeting.value, held);
  if (refused) return refused;
  const before = meeting.value.held?.payload;
  if (before && canonicalJson({ ...before, reason: '' }) === canonicalJson({ ...held, reason: '' })) return ok(undefined);
  if (before && held.reason.length < 2) return fail('meeting.reason-required', '更正会议记录，请写明原因。', { path: 'reason' });
  const consequences = meeting.value.own ? consequencesOf(context, meeting.value, held) : ok([]);
  if (!consequences.ok) return consequences;
  const saved = await record(context, [newEntry(context, 'meeting.held', input.meetingId, held), ...consequences.value]);
  return saved.ok ? ok(undefined) : saved;
}

/** Every item of the agenda, in its order, then those that came up besides; what is put off comes again at the next meeting. */
function complete({ convened, record: noted }: MeetingState, given: MeetingRecord): MeetingRecord {
  const { agenda } = convened.payload.arrangement;
  const items = agenda.flatMap(({ itemId }) => [...given.items, ...noted.items].find((item) => item.itemId === itemId) ?? []);
  const besides = given.items.filter(({ itemId }) => !agenda.some((item) => item.itemId === itemId));
  return {
    head: given.head,
    items: [...items, ...besides].map((item) => {
      if (item.outcome === 'agreed') return { ...item, next: '' };
      return item.outcome === 'deferred' && item.next === '' ? { ...item, next: 'nextMeeting' } : item;
    }),
  };
}

/** Lines are noted half typed; the record that is closed has whole ones. */
function closeInvalid({ record: { items } }: CloseInput, path: readonly PropertyKey[] = []) {
  if (path[0] === 'chair') return fail('meeting.chair-required', '请填写主持人。', { path: 'chair' });
  if (path[0] === 'recorder') return fail('meeting.recorder-required', '请填写记录人。', { path: 'recorder' });
  if (path.includes('attendance')) {
    return fail('meeting.attendee-incomplete', '参会人员中有的没有填写姓名，或者内容太长。请补充或者删除。', { path: 'attendance' });
  }
  if (!path.includes('actions')) return invalidMeeting(path);
  const incomplete = items.find(({ actions }) => actions.some((action) => !plannedActionSchema.safeParse(action).success));
  const message = `议题“${incomplete?.title ?? ''}”的督办事项没有填写完整。请写明任务、责任单位和完成期限，或者删除。`;
  return fail('action.incomplete', message, { path: incomplete?.itemId ?? '' });
}

function closeRefusal(context: Context, { convened }: MeetingState, { record: { head, items } }: EntryOf<'meeting.held'>['payload']) {
  const { date } = convened.payload.arrangement;
  if (date > today(context)) return fail('meeting.not-yet', `会议定于 ${date} 召开，现在还不能定稿。改期的，请先调整会议安排。`);
  // 29: 由行政审批部门与各监管部门召开; a record that doesn't say who was there proves no meeting.
  if (!head.attendance.some(({ state }) => state === 'present' || state === 'late')) {
    return fail('meeting.attendance-required', '还没有登记到会人员。请先登记，再定稿。', { path: 'attendance' });
  }
  for (const item of items) {
    const refused = itemRefusal(item, date);
    if (refused) return refused;
  }
  const actionIds = items.flatMap(({ actions }) => actions.map(({ actionId }) => actionId));
  return new Set(actionIds).size < actionIds.length ? invalidMeeting(['items']) : undefined;
}

/** 31(三): agreed is what can be written into a 纪要; what wasn't agreed comes again or goes to the 联席会议. */
function itemRefusal({ itemId, title, outcome, conclusion, actions, next }: ItemRecord, date: string) {
  const at = { path: itemId };
  if (outcome === 'open') return fail('meeting.item-open', `议题“${title}”还没有结论。请先选择议定、未达成一致或者暂缓。`, at);
  if (outcome === 'agreed' && conclusion.trim() === '' && actions.length === 0) {
    return fail('meeting.conclusion-required', `议题“${title}”已经议定，请写明议定内容，或者列出督办事项。`, at);
  }
  if (outcome === 'notAgreed' && next === '') {
    const message = `议题“${title}”没有达成一致，请选择择机再次召开例会，或者报联席会议审定（办法第三十一条（三））。`;
    return fail('meeting.next-required', message, at);
  }
  if (outcome !== 'agreed' && actions.length > 0) {
    return fail('meeting.action-not-agreed', `议题“${title}”没有议定，不能列督办事项。请去掉它们，或者改为已议定。`, at);
  }
  for (const { task, dueOn } of actions) {
    const refused = dueRefusal(task, dueOn);
    if (refused) return fail(refused.error.code, refused.error.message, at);
    if (isRealDate(dueOn) && dueOn < date) {
      return fail('action.due-before', `议题“${title}”的督办事项完成期限 ${dueOn} 早于会议日期。请重新填写。`, at);
    }
  }
  return undefined;
}

// ---- what follows (31(三)) ----

function consequencesOf(context: Context, meeting: MeetingState, held: EntryOf<'meeting.held'>['payload']): Result<readonly Entry[]> {
  const concluded = meetingConcluded.payload.safeParse({
    heldOn: meeting.convened.payload.arrangement.date,
    conclusions: held.record.items.map(({ speeches: _speeches, actions: _actions, ...conclusion }) => conclusion),
    attendance: presence(held.record),
  });
  if (!concluded.success) return invalidMeeting(concluded.error.issues[0]?.path);
  const before = meeting.concluded?.payload;
  const told = before && canonicalJson(before) === canonicalJson(concluded.data);
  const entries: Entry[] = told ? [] : [newEntry(context, 'meeting.concluded', meeting.meetingId, concluded.data)];
  const assigned = assignments(context, meeting, held);
  return assigned.ok ? ok([...entries, ...assigned.value, ...withdrawals(context, meeting, held)]) : assigned;
}

/** How many came from each department; who sent nobody stands there with 0. */
function presence({ head }: MeetingRecord) {
  const counts = new Map<string, number>();
  for (const { department, state } of head.attendance) {
    const came = state === 'present' || state === 'late' ? 1 : 0;
    counts.set(department, (counts.get(department) ?? 0) + came);
  }
  return [...counts].map(([department, present]) => ({ department, present }));
}

/** New ones, and those that a correction words otherwise. What was moved since by {@link changeAction} stays moved. */
function assignments(context: Context, meeting: MeetingState, held: EntryOf<'meeting.held'>['payload']): Result<readonly Entry[]> {
  const before = plannedIn(meeting.held?.payload.record);
  const entries: Entry[] = [];
  for (const item of held.record.items) {
    for (const action of item.actions) {
      const planned = before.get(action.actionId);
      if (planned && canonicalJson(planned) === canonicalJson(action)) continue;
      const known = context.projection.actions.get(action.actionId);
      if (known && (known.meetingId !== meeting.meetingId || !isOwn(context, known.convenerId))) return invalidMeeting([item.itemId]);
      if (known?.state === 'done' || known?.state === 'withdrawn') continue;
      const payload = actionAssigned.payload.safeParse(assignmentOf(context, meeting, item, action, known ? held.reason : ''));
      if (!payload.success) return invalidMeeting(payload.error.issues[0]?.path);
      entries.push(newEntry(context, 'action.assigned', action.actionId, payload.data));
    }
  }
  return ok(entries);
}

/** 31(三): who proposed the item confirms that it is done, if it has this application; otherwise the department that convened. */
function assignmentOf(context: Context, meeting: MeetingState, item: ItemRecord, action: PlannedAction, reason: string) {
  const asked: AgendaItem | undefined = meeting.convened.payload.arrangement.agenda.find(({ itemId }) => itemId === item.itemId);
  const ownerId = partyId(context, { ...(action.ownerId === undefined ? {} : { departmentId: action.ownerId }), name: action.owner });
  const reachable = asked && (isOwn(context, asked.proposerId) || context.projection.directory.has(asked.proposerId));
  return {
    meetingId: meeting.meetingId,
    itemId: item.itemId,
    task: action.task,
    ...(ownerId === undefined ? {} : { ownerId }),
    owner: action.owner,
    ...(reachable ? { askedById: asked.proposerId } : {}),
    askedBy: asked?.proposer ?? context.department.name,
    dueOn: action.dueOn,
    reason,
  };
}

/** What a correction takes out of the record is no longer to be done. */
function withdrawals(context: Context, meeting: MeetingState, held: EntryOf<'meeting.held'>['payload']): readonly Entry[] {
  const still = plannedIn(held.record);
  return [...plannedIn(meeting.held?.payload.record).keys()].flatMap((actionId) => {
    const state = context.projection.actions.get(actionId)?.state;
    if (still.has(actionId) || (state !== 'open' && state !== 'reported')) return [];
    return [newEntry(context, 'action.withdrawn', actionId, { reason: held.reason })];
  });
}

function plannedIn(known: MeetingRecord | undefined): ReadonlyMap<string, PlannedAction> {
  return new Map((known?.items ?? []).flatMap(({ actions }) => actions.map((action) => [action.actionId, action])));
}
