/** Meetings and days that are due, for the calendar and its file (办法 25, 29, 31). */
import type { IsoDate } from '#shared/domain/approval.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { MeetingState } from '#shared/ledger/meeting-register.ts';
import { type Context, today } from '../context.ts';
import { inquiryRows } from '../handling/inquiries.ts';
import { reviewRows } from '../handling/reviews.ts';
import type { CalendarEvent } from './meetings-api.ts';

interface Span {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** Both days included; by day and time. What was cancelled or withdrawn isn't in it. */
export function calendarEvents(context: Context, span: Span): Result<readonly CalendarEvent[]> {
  if (span.to < span.from) return fail('calendar.span', '结束日期早于开始日期。请重新选择。');
  const day = today(context);
  const events = [...meetingEvents(context, day), ...actionEvents(context, day), ...letterEvents(context, day)];
  return ok(events.filter(({ date }) => span.from <= date && date <= span.to).sort(compareEvents));
}

function compareEvents(a: CalendarEvent, b: CalendarEvent): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  if (a.time !== b.time) return a.time < b.time ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function meetingEvents({ projection }: Context, day: IsoDate): readonly CalendarEvent[] {
  const events: CalendarEvent[] = [];
  for (const meeting of projection.meetings.values()) {
    if (meeting.state === 'cancelled') continue;
    events.push(meetingEvent(meeting, day));
    const { collectUntil, title } = meeting.convened.payload.arrangement;
    if (collectUntil === '') continue;
    const { meetingId, state } = meeting;
    events.push({
      ...wholeDay(`collect:${meetingId}`, collectUntil, meetingId),
      kind: 'collect',
      title: `议题征集截止：${title}`,
      done: state === 'held' || collectUntil < day,
      overdue: false,
    });
  }
  return events;
}

function meetingEvent({ meetingId, state, own, convened }: MeetingState, day: IsoDate): CalendarEvent {
  const { title, date, startTime, endTime, place } = convened.payload.arrangement;
  return {
    id: `meeting:${meetingId}`,
    kind: 'meeting',
    title,
    date,
    time: startTime,
    endTime,
    place,
    done: state === 'held',
    // the department that convened has to close the record (31(三))
    overdue: own && state === 'arranged' && date < day,
    targetId: meetingId,
  };
}

function actionEvents({ projection }: Context, day: IsoDate): readonly CalendarEvent[] {
  const events: CalendarEvent[] = [];
  for (const { actionId, state, assigned } of projection.actions.values()) {
    if (state === 'withdrawn') continue;
    const { task, owner, dueOn } = assigned.payload;
    events.push({
      ...wholeDay(`action:${actionId}`, dueOn, actionId),
      kind: 'action',
      title: `督办事项到期：${task}（${owner}）`,
      done: state === 'done',
      overdue: state === 'open' && dueOn < day,
    });
  }
  return events;
}

/** 25: answers that are wanted by a day; 21(三): claims and own target days. */
function letterEvents(context: Context, day: IsoDate): readonly CalendarEvent[] {
  const inquiries = inquiryRows(context, { text: '', show: 'all' }).flatMap(({ inquiryId, question, dueOn, answers }) => {
    if (dueOn === '') return [];
    const done = answers.length > 0;
    const title = `函询答复期限：${question.title}`;
    return [
      { ...wholeDay(`inquiry:${inquiryId}`, dueOn, inquiryId), kind: 'inquiry' as const, title, done, overdue: !done && dueOn < day },
    ];
  });
  const reviews = reviewRows(context).flatMap(({ reviewId, title, claimDueOn, targetOn, own, next }) => {
    const dueOn = claimDueOn || targetOn;
    if (dueOn === '' || own) return [];
    const done = next === undefined;
    const heading = `${claimDueOn === '' ? '函告自定办结日' : '函告认领期限'}：${title}`;
    return [
      { ...wholeDay(`review:${reviewId}`, dueOn, reviewId), kind: 'review' as const, title: heading, done, overdue: !done && dueOn < day },
    ];
  });
  return [...inquiries, ...reviews];
}

function wholeDay(id: string, date: IsoDate, targetId: string) {
  return { id, date, time: '', endTime: '', place: '', targetId };
}
