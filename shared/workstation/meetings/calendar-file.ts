/**
 * The calendar as a file for other calendars (RFC 5545): what {@link calendarEvents} tells, with reminders. Times are in UTC,
 * so no reader needs to know China's zone; days without a time are days, in whatever zone they are read.
 */
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventClass, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { IsoDate } from '#shared/domain/approval.ts';
import { isRealDate } from '#shared/domain/dates.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { addWorkingDays } from '#shared/domain/working-calendar.ts';
import type { SavedFile } from '../api.ts';
import type { Context } from '../context.ts';
import { saveBytes } from '../file-transfer.ts';
import { calendarEvents } from './calendar.ts';
import type { ActionsApi, CalendarEvent } from './meetings-api.ts';

const NAME = '审管联动日历';
/** when an office begins; reminders come then, on the working day before */
const MORNING = '09:00';
const MINUTES_BEFORE = 30;
const KINDS: Readonly<Record<CalendarEvent['kind'], string>> = {
  meeting: '会议',
  collect: '议题征集截止',
  action: '督办事项',
  inquiry: '业务函询',
  review: '函告办理',
};

export async function saveCalendar(
  context: Context,
  { from, to, token }: Parameters<ActionsApi['saveCalendar']>[0],
): Promise<Result<SavedFile>> {
  return saveBytes(context.host.files, token, calendarFile(context, from, to));
}

function calendarFile(context: Context, from: IsoDate, to: IsoDate): Result<Uint8Array> {
  if (!isRealDate(from) || !isRealDate(to)) return fail('calendar.span', '日期不对。请重新选择。');
  const events = calendarEvents(context, { from, to });
  return events.ok ? ok(new TextEncoder().encode(calendarText(events.value, context.now()))) : events;
}

/** `now`: DTSTAMP of all events (3.8.7.2): a reader takes what was written later for what holds. */
export function calendarText(events: readonly CalendarEvent[], now: Date): string {
  const calendar = ical({
    name: NAME,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: NAME, product: NAME, language: 'ZH-CN' },
  });
  for (const event of events) addEvent(calendar, event, now);
  // 3.1: every line ends with CRLF, the last one too
  return `${calendar.toString()}\r\n`;
}

function addEvent(calendar: ReturnType<typeof ical>, event: CalendarEvent, now: Date): void {
  const { time, endTime, date } = event;
  const allDay = time === '';
  const summary = plain(event.title);
  const entry = calendar.createEvent({
    // the id of the meeting, item or letter: read in again, the event is changed and not doubled
    id: event.id.replace(':', '-'),
    stamp: now,
    start: allDay ? new Date(`${date}T00:00:00Z`) : instant(date, time),
    ...(endTime > time && !allDay ? { end: instant(date, endTime) } : {}),
    allDay,
    summary,
    description: plain(descriptionOf(event)),
    ...(event.place.trim() === '' ? {} : { location: plain(event.place) }),
    class: ICalEventClass.PRIVATE,
    status: ICalEventStatus.CONFIRMED,
    transparency: allDay ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
  });
  if (event.done) return;
  for (const trigger of remindersOf(event)) entry.createAlarm({ type: ICalAlarmType.display, trigger, description: summary });
}

/** The morning of the working day before; of a meeting with its hour, half an hour before it as well. */
function remindersOf({ date, time }: CalendarEvent): readonly Date[] {
  const before = instant(addWorkingDays(date, -1).date, MORNING);
  return time === '' ? [before] : [before, new Date(instant(date, time).getTime() - MINUTES_BEFORE * 60_000)];
}

function descriptionOf({ kind, done, overdue }: CalendarEvent): string {
  return `${KINDS[kind]}${done ? '，已完成' : overdue ? '，已逾期' : ''}`;
}

/** China has one zone and no summer time. */
function instant(date: IsoDate, time: string): Date {
  return new Date(`${date}T${time}:00+08:00`);
}

/** TEXT has no control characters (3.3.11); what begins a line of its own stays inside its value. */
function plain(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd');
}
