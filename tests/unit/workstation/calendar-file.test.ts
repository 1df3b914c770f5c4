/** The calendar's file (RFC 5545), read back by a second library: days, hours, reminders, and texts that try to be more than text. */
import { readFile } from 'node:fs/promises';
import ICAL from 'ical.js';
import { afterEach, describe, expect, it } from 'vitest';
import { calendarText } from '#shared/workstation/meetings/calendar-file.ts';
import type { CalendarEvent } from '#shared/workstation/meetings/meetings-api.ts';
import { required } from '../../../build/node-workstation.ts';
import { agendaItem, close, convene, itemRecord, Meetings, planned } from './meetings-helpers.ts';

const NOW = new Date('2026-11-23T02:00:00.000Z');

function event(changes: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    ...{ id: 'meeting:019a0000-0000-7000-8000-000000000001', kind: 'meeting', title: '例会', date: '2026-11-30', time: '14:30' },
    ...{ endTime: '16:00', place: '三楼会议室', done: false, overdue: false, targetId: '019a0000-0000-7000-8000-000000000001' },
    ...changes,
  };
}

function readBack(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => ({ component, event: new ICAL.Event(component) }));
}

const alarmsOf = (component: ICAL.Component) =>
  component.getAllSubcomponents('valarm').map((alarm) => String(alarm.getFirstPropertyValue('trigger')));

describe('the file of a ledger', () => {
  let world: Meetings;
  afterEach(async () => {
    await world.remove();
  });

  it('holds meetings and due days of the span, the same whenever it is written, and changed ones under their old id', async () => {
    world = await Meetings.create();
    const { approval } = world;
    const item = agendaItem('信息推送口径');
    const meetingId = await convene(approval, { agenda: [item] });
    required(
      await close(approval, meetingId, [itemRecord(item, { outcome: 'agreed', conclusion: '统一', actions: [planned('报送清单')] })]),
    );
    const path = world.two.path('日历.ics');
    const write = async (from: string, to: string) => {
      required(await approval.workstation.saveCalendar({ from, to, token: approval.target(path).token }));
      return readFile(path, 'utf8');
    };
    const text = await write('2026-11-01', '2026-12-31');
    expect(await write('2026-11-01', '2026-12-31')).toBe(text);
    const events = readBack(text);
    expect(events.map(({ event: { summary, uid } }) => [summary, uid.replace(meetingId, 'ID').slice(0, 10)])).toEqual([
      ['2026年11月审批与监管联络员例会', 'meeting-ID'],
      ['督办事项到期：报送清单（高新区市场监督管理局）', expect.stringMatching(/^action-/)],
    ]);
    expect(readBack(await write('2026-12-01', '2026-12-31'))).toHaveLength(1);
    const { token } = approval.target(world.two.path('none.ics'));
    expect(await approval.workstation.saveCalendar({ from: '2026-12-01', to: '2026-11-01', token })).toMatchObject({
      ok: false,
      error: { code: 'calendar.span' },
    });
  });
});

describe('RFC 5545', () => {
  it('a meeting has its hours of China, and reminders on the working day before and half an hour before', () => {
    const [read] = readBack(calendarText([event()], NOW));
    expect(read?.event.startDate.toJSDate().toISOString()).toBe('2026-11-30T06:30:00.000Z');
    expect(read?.event.endDate.toJSDate().toISOString()).toBe('2026-11-30T08:00:00.000Z');
    expect(read?.event.location).toBe('三楼会议室');
    // 2026-11-30 is a Monday
    expect(read && alarmsOf(read.component)).toEqual(['2026-11-27T01:00:00Z', '2026-11-30T06:00:00Z']);
  });

  it('a due day is a day whatever the zone, with one reminder; what is done reminds of nothing', () => {
    const due = event({ id: 'action:1', kind: 'action', time: '', endTime: '', place: '', date: '2026-10-08' });
    const [open, done] = readBack(calendarText([due, { ...due, id: 'action:2', done: true }], NOW));
    expect(open?.event.startDate.isDate).toBe(true);
    expect(open?.event.startDate.toString()).toBe('2026-10-08');
    // 国庆节 lies before it
    expect(open && alarmsOf(open.component)).toEqual(['2026-09-30T01:00:00Z']);
    expect(done && alarmsOf(done.component)).toEqual([]);
  });

  it('lines end with CRLF and have at most 75 octets, whatever the text', () => {
    const title = `关于“𠮷野家”食品经营许可，审批；监管\\衔接${'很长的议题'.repeat(40)}`;
    const text = calendarText([event({ title, place: '' })], NOW);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    const lines = text.split('\r\n');
    expect(Math.max(...lines.map((line) => new TextEncoder().encode(line).length))).toBeLessThanOrEqual(75);
    expect(lines.join('').includes('\n')).toBe(false);
    expect(readBack(text)[0]?.event.summary).toBe(title);
  });

  it('a title can’t add an event, an alarm that runs something, or a property', () => {
    const attack =
      '例会\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:other\rATTACH:http://192.0.2.1/\nBEGIN:VALARM\u2028ACTION:PROCEDURE\u0000\u0007';
    const [read, ...others] = readBack(calendarText([event({ title: attack, place: attack })], NOW));
    expect(others).toEqual([]);
    expect(read?.component.getFirstProperty('attach')).toBeNull();
    expect(read?.event.summary.split('\n')).toHaveLength(6);
    const actions = read?.component.getAllSubcomponents('valarm').map((alarm) => alarm.getFirstPropertyValue('action'));
    expect(actions).toEqual(['DISPLAY', 'DISPLAY']);
    expect(read?.event.uid).toBe('meeting-019a0000-0000-7000-8000-000000000001');
  });
});
