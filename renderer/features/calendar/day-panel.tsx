/** What falls on the chosen day; each leads to its meeting, item or letter. */
import { Card, Flex, Tag } from 'antd';
import { assertNever } from '#shared/domain/result.ts';
import { isWorkingDay } from '#shared/domain/working-calendar.ts';
import type { CalendarEvent } from '#shared/workstation/meetings/meetings-api.ts';
import { type Page, useNavigation } from '../../app/navigation.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { toneOf } from './day-cell.tsx';
import { text } from './text.ts';

export interface DayPanelProps {
  readonly day: string;
  readonly events: readonly CalendarEvent[];
}

export function DayPanel({ day, events }: DayPanelProps) {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <Flex vertical gap={12} className="calendar-side">
      <Card size="small" title={<DayTitle day={day} />} styles={{ body: { padding: 0 } }} data-testid="calendar.list" data-day={day}>
        {events.length === 0 && <EmptyState title={text.none} description={text.noneHint} compact />}
        {events.map((event) => (
          <button
            key={event.id}
            type="button"
            className="calendar-row"
            onClick={() => go(targetOf(event))}
            data-testid={`calendar.event.${event.id}`}
            data-kind={event.kind}
          >
            <span className={`calendar-bar ${toneOf(event)}`} />
            <span className="calendar-row-text">
              <span>{event.title}</span>
              <span className="calendar-secondary">{detailOf(event)}</span>
            </span>
            <span>
              {event.overdue && <Tag color="error">{text.overdue}</Tag>}
              {event.done && <Tag color="success">{text.done}</Tag>}
            </span>
          </button>
        ))}
      </Card>
    </Flex>
  );
}

function DayTitle({ day }: { readonly day: string }) {
  const { working, holiday, estimated } = isWorkingDay(day);
  return (
    <Flex gap={8} align="center" wrap>
      {text.day(day)}
      <Tag color={working ? 'blue' : 'default'} title={estimated ? text.estimated : undefined} data-testid="calendar.working">
        {working ? text.working : text.rest}
        {holiday !== undefined && `（${holiday}）`}
        {estimated && '*'}
      </Tag>
    </Flex>
  );
}

function detailOf({ kind, time, endTime, place }: CalendarEvent): string {
  const when = time === '' ? text.allDay : [time, endTime].filter(Boolean).join('–');
  return [text.kinds[kind], when, place === '' ? '' : text.place(place)].filter(Boolean).join('　');
}

function targetOf({ kind, targetId }: CalendarEvent): Page {
  switch (kind) {
    case 'meeting':
    case 'collect':
      return { name: 'meeting', meetingId: targetId };
    case 'action':
      return { name: 'actions', show: targetId, filter: 'all' };
    case 'inquiry':
      return { name: 'handling', tab: 'inquiries', show: targetId };
    case 'review':
      return { name: 'handling', tab: 'reviews', show: targetId };
    default:
      return assertNever(kind);
  }
}
