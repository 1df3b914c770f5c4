/** One day of the month: whether it is a working day, and what falls on it. */
import { isWorkingDay } from '#shared/domain/working-calendar.ts';
import type { CalendarEvent } from '#shared/workstation/meetings/meetings-api.ts';
import { todayHere } from '../../components/record-format.ts';
import { text } from './text.ts';

/** lines that a cell has room for */
const LINES = 3;

export interface DayCellProps {
  readonly day: string;
  readonly inMonth: boolean;
  readonly chosen: boolean;
  readonly events: readonly CalendarEvent[];
}

export function DayCell({ day, inMonth, chosen, events }: DayCellProps) {
  const { working, holiday } = isWorkingDay(day);
  const shown = events.length > LINES ? events.slice(0, LINES - 1) : events;
  const classes = [
    'calendar-day',
    !inMonth && 'is-outside',
    chosen && 'is-chosen',
    day === todayHere() && 'is-today',
    !working && 'is-rest',
  ];
  return (
    <div
      className={classes.filter(Boolean).join(' ')}
      data-testid={`calendar.day.${day}`}
      data-working={working}
      data-events={events.length}
    >
      <div className="calendar-day-head">
        <span className="calendar-day-number">{Number(day.slice(8))}</span>
        {holiday !== undefined && (
          <span className="calendar-holiday" title={holiday}>
            <b>{working ? text.workMark : text.restMark}</b> {holiday}
          </span>
        )}
      </div>
      {shown.map((event) => (
        <div key={event.id} className={`calendar-event ${toneOf(event)}`} title={`${text.kinds[event.kind]}　${event.time} ${event.title}`}>
          {event.time} {briefOf(event)}
        </div>
      ))}
      {shown.length < events.length && <div className="calendar-more">{text.more(events.length - shown.length)}</div>}
    </div>
  );
}

/** The colour says what falls due; the narrow cell has room for what it is about. */
function briefOf({ kind, title }: CalendarEvent): string {
  return kind === 'meeting' ? title : title.slice(title.indexOf('：') + 1);
}

export function toneOf({ kind, done, overdue }: CalendarEvent): string {
  return overdue ? 'is-overdue' : done ? 'is-done' : `is-${kind}`;
}
