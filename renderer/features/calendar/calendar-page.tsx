/** 日历: meetings and due days by month, with the State's working days; a click leads to what the event belongs to. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Calendar, Flex, Typography } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useMemo, useState } from 'react';
import type { CalendarEvent } from '#shared/workstation/meetings/meetings-api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { todayHere } from '../../components/record-format.ts';
import { useAsync } from '../../components/use-async.ts';
import { useHotkey } from '../../components/use-hotkey.ts';
import './calendar.css';
import { DayCell } from './day-cell.tsx';
import { DayPanel } from './day-panel.tsx';
import { FileButton } from './file-button.tsx';
import { text } from './text.ts';

const DAY = 'YYYY-MM-DD';
/** the grid shows six weeks: days of the months before and after as well */
const MARGIN_DAYS = 14;

export function CalendarPage() {
  const [chosen, setChosen] = useState<Dayjs>(() => dayjs(todayHere()));
  const month = chosen.format('YYYY-MM');
  const events = useAsync(() => workstation().calendar(spanOf(month)), [month]);
  const byDay = useMemo(() => groupByDay(events.value ?? []), [events.value]);
  useDayKeys(setChosen);
  const inMonth = (events.value ?? []).filter(({ date }) => date.startsWith(month)).length;
  return (
    <div className="calendar" data-testid="calendar">
      <PageHeader
        title={text.title}
        description={text.description}
        extra={<Typography.Text type="secondary">{text.count(inMonth)}</Typography.Text>}
        actions={<FileButton month={month} />}
      />
      <FailureAlert failure={events.failure} title={text.failed} onRetry={events.reload} />
      <div className="calendar-columns">
        <Calendar
          className="calendar-month"
          value={chosen}
          onChange={setChosen}
          headerRender={() => <MonthHead chosen={chosen} onChange={setChosen} />}
          fullCellRender={(day, { type }) =>
            type === 'date' && (
              <DayCell
                day={day.format(DAY)}
                inMonth={day.format('YYYY-MM') === month}
                chosen={day.isSame(chosen, 'day')}
                events={byDay.get(day.format(DAY)) ?? []}
              />
            )
          }
        />
        <DayPanel day={chosen.format(DAY)} events={byDay.get(chosen.format(DAY)) ?? []} />
      </div>
    </div>
  );
}

/** The grid of days from the keyboard: a day, a week, a month at a time. */
function useDayKeys(move: (to: (day: Dayjs) => Dayjs) => void): void {
  useHotkey('ArrowLeft', () => move((day) => day.subtract(1, 'day')));
  useHotkey('ArrowRight', () => move((day) => day.add(1, 'day')));
  useHotkey('ArrowUp', () => move((day) => day.subtract(1, 'week')));
  useHotkey('ArrowDown', () => move((day) => day.add(1, 'week')));
  useHotkey('PageUp', () => move((day) => day.subtract(1, 'month')));
  useHotkey('PageDown', () => move((day) => day.add(1, 'month')));
}

function spanOf(month: string) {
  const first = dayjs(`${month}-01`);
  return { from: first.subtract(MARGIN_DAYS, 'day').format(DAY), to: first.endOf('month').add(MARGIN_DAYS, 'day').format(DAY) };
}

function groupByDay(events: readonly CalendarEvent[]): ReadonlyMap<string, readonly CalendarEvent[]> {
  const days = new Map<string, CalendarEvent[]>();
  for (const event of events) days.set(event.date, [...(days.get(event.date) ?? []), event]);
  return days;
}

function MonthHead({ chosen, onChange }: { readonly chosen: Dayjs; readonly onChange: (day: Dayjs) => void }) {
  return (
    <Flex gap={8} align="center" className="calendar-head">
      <Button
        icon={<LeftOutlined />}
        aria-label={text.before}
        title={text.before}
        onClick={() => onChange(chosen.subtract(1, 'month'))}
        data-testid="calendar.before"
      />
      <Typography.Title level={2} className="calendar-title" data-testid="calendar.month" data-month={chosen.format('YYYY-MM')}>
        {text.month(chosen.year(), chosen.month() + 1)}
      </Typography.Title>
      <Button
        icon={<RightOutlined />}
        aria-label={text.after}
        title={text.after}
        onClick={() => onChange(chosen.add(1, 'month'))}
        data-testid="calendar.after"
      />
      <Button onClick={() => onChange(dayjs(todayHere()))} data-testid="calendar.today">
        {text.today}
      </Button>
    </Flex>
  );
}
