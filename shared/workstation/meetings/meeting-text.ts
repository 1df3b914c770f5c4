/** Each fact about meetings, liaison officers and 督办事项 in one sentence: for the home page, timelines and what a package holds. */
import { MEETING_DOCUMENTS, MEETING_KINDS } from '#shared/domain/meeting.ts';
import { assertNever } from '#shared/domain/result.ts';
import type { ActionEntry } from '#shared/ledger/action-register.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import type { ApplicationEntry, MeetingEntry } from '#shared/ledger/meeting-register.ts';
import type { Context } from '../context.ts';

export type MeetingFact = MeetingEntry | ApplicationEntry | ActionEntry | EntryOf<'liaison.filed'>;

const FACTS = /^(?:meeting|application|agendaItem|attendance|meetingDocument|action|liaison)\./;

export function isMeetingFact(entry: { readonly type: string }): entry is MeetingFact {
  return FACTS.test(entry.type);
}

/** Without who and when. '' for what is saved by itself while somebody types. */
export function meetingSentence(context: Context, entry: MeetingFact): string {
  switch (entry.type) {
    case 'liaison.filed': {
      const { name, until } = entry.payload.liaison;
      return until === '' ? `报备联络员${name}` : `联络员${name}任职至${until}`;
    }
    case 'meeting.applied':
      return `申请召开${MEETING_KINDS[entry.payload.application.kind].name}“${entry.payload.application.title}”`;
    case 'application.answered':
      return `${entry.payload.accepted ? '同意' : '没有同意'}会议申请${titleOfApplication(context, entry.subject)}${because(entry.payload.reason)}`;
    case 'meeting.convened':
      return `${isFirst(context, entry) ? '召集' : '调整'}“${entry.payload.arrangement.title}”，${entry.payload.arrangement.date} ${entry.payload.arrangement.startTime}${because(entry.payload.reason)}`;
    case 'meeting.cancelled':
      return `取消${titleOf(context, entry.subject)}${because(entry.payload.reason)}`;
    case 'meeting.noticed':
      return `为${titleOf(context, entry.subject)}起草会议通知`;
    case 'agendaItem.proposed':
      return `${entry.payload.withdrawn ? '撤回' : '提出'}议题“${entry.payload.item.title}”`;
    case 'attendance.answered':
      return entry.payload.answer === 'accepted'
        ? `回复参加${titleOf(context, entry.subject)}，${entry.payload.persons.length} 人`
        : `回复不能参加${titleOf(context, entry.subject)}${because(entry.payload.reason)}`;
    case 'meeting.held':
      return `${titleOf(context, entry.subject)}的会议记录已定稿${because(entry.payload.reason)}`;
    case 'meeting.concluded':
      return `通报${titleOf(context, entry.subject)}的议定情况`;
    case 'meetingDocument.issued':
      return `印发${MEETING_DOCUMENTS[entry.payload.content.form]}“${entry.payload.content.title}”`;
    case 'meetingDocument.confirmed':
      return entry.payload.agrees ? '确认会议文件内容无误' : `对会议文件有不同意见${because(entry.payload.note)}`;
    case 'action.assigned':
      return `确定督办事项“${brief(entry.payload.task)}”，${entry.payload.owner}负责，${entry.payload.dueOn}前完成`;
    case 'action.progressed':
      return `${entry.payload.finished ? '报告督办事项已完成' : `报告督办事项进展 ${entry.payload.percent}%`}：${brief(entry.payload.note)}`;
    case 'action.judged':
      return entry.payload.accepted ? '确认督办事项完成' : `督办事项退回继续办理${because(entry.payload.note)}`;
    case 'action.withdrawn':
      return `撤销督办事项${because(entry.payload.reason)}`;
    case 'meeting.noted':
    case 'meetingDocument.drafted':
      return '';
    default:
      return assertNever(entry);
  }
}

function isFirst({ projection }: Context, entry: EntryOf<'meeting.convened'>): boolean {
  const first = projection.meetings.get(entry.subject)?.arrangements[0];
  return first === undefined || first.id === entry.id;
}

function titleOf({ projection }: Context, meetingId: string): string {
  const title = projection.meetings.get(meetingId)?.convened.payload.arrangement.title;
  return title === undefined ? '会议' : `“${title}”`;
}

function titleOfApplication({ projection }: Context, applicationId: string): string {
  const title = projection.meetings.application(applicationId)?.applied.payload.application.title;
  return title === undefined ? '' : `“${title}”`;
}

const because = (reason: string) => (reason.trim() === '' ? '' : `：${brief(reason)}`);
const brief = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
