/** Meetings as lists show them. Everything is derived from the registers; nothing here writes. */
import { type Arrangement, MEETING_KINDS } from '#shared/domain/meeting.ts';
import { canonicalJson } from '#shared/exchange/entry-lines.ts';
import type { MeetingState } from '#shared/ledger/meeting-register.ts';
import { type Context, departmentName, today } from '../context.ts';
import { isOwn, isParty, partyId } from './meeting-parties.ts';
import { isUnsent } from './meeting-words.ts';
import type { MeetingRow, MeetingStage, MeetingsApi } from './meetings-api.ts';

/** What comes first when it is still to come; otherwise the newest first. */
export function meetingRows(context: Context, query: Parameters<MeetingsApi['meetings']>[0]): readonly MeetingRow[] {
  const words = query.text.trim().toLowerCase().split(/\s+/u).filter(Boolean);
  const kinds = new Set(query.kinds);
  const rows: MeetingRow[] = [];
  for (const meeting of context.projection.meetings.values()) {
    const { arrangement } = meeting.convened.payload;
    if ((kinds.size > 0 && !kinds.has(arrangement.kind)) || (query.year !== '' && !arrangement.date.startsWith(`${query.year}-`))) continue;
    if ((query.show === 'coming' && meeting.state !== 'arranged') || (query.show === 'held' && meeting.state !== 'held')) continue;
    if (words.length > 0) {
      const text = searchText(context, meeting);
      if (!words.every((word) => text.includes(word))) continue;
    }
    rows.push(meetingRow(context, meeting));
  }
  const order = query.show === 'coming' ? 1 : -1;
  return rows.sort((a, b) => order * compareRows(a, b));
}

function compareRows(a: MeetingRow, b: MeetingRow): number {
  const [left, right] = [`${a.date} ${a.time} ${a.meetingId}`, `${b.date} ${b.time} ${b.meetingId}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

function searchText(context: Context, { convened, convenerId }: MeetingState): string {
  const { title, place, chair, parties, agenda, kind } = convened.payload.arrangement;
  const names = [departmentName(context, convenerId), ...parties.map(({ name }) => name), ...agenda.map((item) => item.title)];
  return [title, place, chair, MEETING_KINDS[kind].name, ...names].join('\n').toLowerCase();
}

export function meetingRow(context: Context, meeting: MeetingState): MeetingRow {
  const { arrangement } = meeting.convened.payload;
  const actions = context.projection.actions.ofMeeting(meeting.meetingId).filter(({ state }) => state !== 'withdrawn');
  const answers = meeting.answers.filter(({ actor }) => isParty(context, meeting, actor.departmentId));
  const stage = stageOf(context, meeting);
  const unsent = isUnsent(context, meeting);
  return {
    meetingId: meeting.meetingId,
    kind: arrangement.kind,
    kindName: MEETING_KINDS[arrangement.kind].name,
    title: arrangement.title,
    issue: issueText(arrangement),
    date: arrangement.date,
    time: arrangement.endTime === '' ? arrangement.startTime : `${arrangement.startTime}–${arrangement.endTime}`,
    place: arrangement.place,
    convener: departmentName(context, meeting.convenerId),
    own: meeting.own,
    stage,
    parties: arrangement.parties.length,
    answered: answers.length,
    refused: answers.filter(({ payload }) => payload.answer === 'refused').length,
    items: arrangement.agenda.length,
    notAgreed: conclusionsOf(meeting).filter(({ outcome }) => outcome === 'notAgreed').length,
    actions: actions.length,
    actionsOpen: actions.filter(({ state }) => state !== 'done').length,
    todo: todoOf(context, meeting, stage, unsent),
    unsent,
  };
}

export function issueText({ issue }: Pick<Arrangement, 'issue'>): string {
  return issue === 0 ? '' : `第${issue}期`;
}

/** What came of the items: as the convener told all, else as it was noted here. */
export function conclusionsOf({ concluded, held }: MeetingState) {
  return concluded?.payload.conclusions ?? held?.payload.record.items ?? [];
}

function stageOf(context: Context, { state, convened }: MeetingState): MeetingStage {
  if (state !== 'arranged') return state;
  const { date, collectUntil } = convened.payload.arrangement;
  const day = today(context);
  if (date < day) return 'toRecord';
  if (date === day) return 'today';
  return collectUntil !== '' && day <= collectUntil ? 'collecting' : 'arranged';
}

/** Whether this department is asked to come, and hasn't said yet whether it will. */
export function hasToAnswer(context: Context, meeting: MeetingState): boolean {
  if (meeting.own || meeting.state !== 'arranged' || meeting.convened.payload.arrangement.date < today(context)) return false;
  if (!isParty(context, meeting, context.department.uscc)) return false;
  return !meeting.answers.some(({ actor }) => isOwn(context, actor.departmentId));
}

/** Documents of the convener that this department hasn't confirmed yet (31(三)); a 会议记录 is each department's own. */
export function documentsToConfirm(context: Context, meeting: MeetingState): number {
  if (meeting.own || !isParty(context, meeting, context.department.uscc)) return 0;
  const documents = context.projection.meetings.documentsOf(meeting.meetingId);
  const corrected = new Set(documents.flatMap(({ issued }) => issued?.payload.corrects ?? []));
  return documents.filter(({ documentId, issued, confirmed }) => {
    if (!issued || isOwn(context, issued.actor.departmentId) || corrected.has(documentId)) return false;
    return !confirmed.some(({ actor }) => isOwn(context, actor.departmentId));
  }).length;
}

/** Proposed by others, or changed by them since the agenda was last arranged. */
export function proposalsToArrange(meeting: MeetingState): MeetingState['proposals'] {
  const arranged = new Map(meeting.convened.payload.arrangement.agenda.map((item) => [item.itemId, canonicalJson(item)]));
  return meeting.proposals.filter(({ subject, at, payload }) => {
    const known = arranged.get(subject);
    return known === undefined || (at > meeting.convened.at && known !== canonicalJson(payload.item));
  });
}

function todoOf(context: Context, meeting: MeetingState, stage: MeetingStage, unsent: boolean): string {
  if (hasToAnswer(context, meeting)) return '回复是否参会';
  const proposals = meeting.own && meeting.state === 'arranged' ? proposalsToArrange(meeting).length : 0;
  if (proposals > 0) return `安排 ${proposals} 个征集到的议题`;
  if (meeting.own && stage === 'toRecord') return '整理会议记录并定稿';
  if (meeting.own && (stage === 'collecting' || stage === 'arranged') && unsent && !meeting.noticed) return '通知参会部门';
  if (stage !== 'held') return '';
  const toConfirm = documentsToConfirm(context, meeting);
  if (toConfirm > 0) return `确认 ${toConfirm} 份会议文件`;
  if (meeting.own && lacksDocument(context, meeting)) return '印发会议纪要或者备忘录';
  return actionTodo(context, meeting);
}

/** 31(三): 达成一致意见的应当形成会议纪要、会议备忘录 */
function lacksDocument(context: Context, meeting: MeetingState): boolean {
  if (!conclusionsOf(meeting).some(({ outcome }) => outcome === 'agreed')) return false;
  const documents = context.projection.meetings.documentsOf(meeting.meetingId);
  return !documents.some(({ issued }) => issued !== undefined && issued.payload.content.form !== 'record');
}

function actionTodo(context: Context, { meetingId }: MeetingState): string {
  const actions = context.projection.actions.ofMeeting(meetingId);
  const toJudge = actions.filter(({ state, judgeId }) => state === 'reported' && isOwn(context, judgeId)).length;
  if (toJudge > 0) return `确认 ${toJudge} 项督办事项是否完成`;
  const mine = actions.filter(({ state, reporterId }) => state === 'open' && isOwn(context, reporterId)).length;
  return mine > 0 ? `办理 ${mine} 项督办事项` : '';
}

/** The answer of a party, whoever it is named by. */
export function answerOf(context: Context, meeting: MeetingState, party: Arrangement['parties'][number]) {
  const departmentId = partyId(context, party);
  return meeting.answers.find(({ actor }) => actor.departmentId === departmentId);
}
