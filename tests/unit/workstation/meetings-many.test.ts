/** 200 meetings with 2,000 items and 2,000 督办事项 stay fast: what a page asks for comes in less than 50 ms. */
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/domain/dates.ts';
import { type Conclusion, emptyItemRecord } from '#shared/domain/meeting.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { Entry, EntryOf } from '#shared/ledger/entry.ts';
import { Projection } from '#shared/ledger/projection.ts';
import type { Context } from '#shared/workstation/context.ts';
import { actionRows } from '#shared/workstation/meetings/actions.ts';
import { calendarEvents } from '#shared/workstation/meetings/calendar.ts';
import { meetingOverview } from '#shared/workstation/meetings/meeting-overview.ts';
import { meetingRows } from '#shared/workstation/meetings/meeting-rows.ts';
import { agendaItem, arrangement, planned } from './meetings-helpers.ts';
import { RECIPIENT, SENDER } from './two-departments.ts';

const MEETINGS = 200;
const ITEMS = 10;
/** parties of each meeting, all in the directory, all with an answer */
const OTHERS = Array.from({ length: 8 }, (_, index) => ({
  ...RECIPIENT,
  uscc: `11370800MB00009${String(index).padStart(2, '0')}A`,
  name: `第${index}监管局`,
}));

let minutes = 0;
function said<T extends Entry['type']>(type: T, subject: string, payload: EntryOf<T>['payload'], by = SENDER.uscc): EntryOf<T> {
  minutes += 1;
  const at = new Date(Date.parse('2026-01-01T00:00:00.000Z') + minutes * 60_000).toISOString();
  return { id: createUuid(), type, at, actor: { departmentId: by, operator: '王' }, subject, payload } as unknown as EntryOf<T>;
}

/** Held, concluded, followed, and sent to every party twice, as each package repeats what was said before. */
function meetingFacts(index: number): readonly Entry[] {
  const meetingId = createUuid();
  const date = addDays('2026-01-05', index);
  const agenda = Array.from({ length: ITEMS }, (_, number) => agendaItem(`第${index}次会议议题${number}`));
  const parties = OTHERS.map(({ uscc, name }) => ({ departmentId: uscc, name }));
  const conclusions = agenda.map((item): Conclusion => {
    const { speeches: _speeches, actions: _actions, ...rest } = emptyItemRecord(item);
    return { ...rest, outcome: 'agreed', conclusion: '同意' };
  });
  const convened = said('meeting.convened', meetingId, {
    arrangement: arrangement({ title: `第${index}次例会`, date, parties, agenda, collectUntil: date }),
    reason: '',
  });
  const answers = OTHERS.map(({ uscc }) => said('attendance.answered', meetingId, { answer: 'accepted', reason: '', persons: [] }, uscc));
  const assigned = agenda.map(({ itemId }, number) => {
    const { actionId, ...task } = planned('修订审管信息推送目录', addDays('2026-11-02', number), {
      ownerId: SENDER.uscc,
      owner: SENDER.name,
    });
    return said('action.assigned', actionId, { ...task, meetingId, itemId, askedById: SENDER.uscc, askedBy: SENDER.name, reason: '' });
  });
  const progressed = assigned.map(({ subject }) =>
    said('action.progressed', subject, { note: '办理中', percent: 50, finished: false, files: [] }),
  );
  const concluded = said('meeting.concluded', meetingId, { heldOn: date, conclusions, attendance: [] });
  const words = [convened, concluded, ...assigned, ...progressed];
  return [...words, ...answers, ...sent(meetingId, [convened]), ...sent(meetingId, words)];
}

function sent(meetingId: string, words: readonly Entry[]): readonly Entry[] {
  const packageId = createUuid();
  const recipe = { descriptor: '{}', contactName: '王', entryIds: words.map(({ id }) => id), print: [], publicKeyPem: '', signature: '' };
  return OTHERS.map(({ uscc }, index) =>
    said('package.exported', packageId, {
      ...{ purpose: 'meetings', title: '会议', recipient: uscc, sequence: 1, records: [meetingId], entries: words.length },
      ...{ fileName: 'x.sgxe', fileSha256: '0'.repeat(64), ...(index === 0 ? { recipe } : {}) },
    }),
  );
}

describe('many meetings', () => {
  it('200 with 2,000 items: each list, its search and the calendar hold what they should', () => {
    const projection = new Projection(SENDER.uscc);
    for (const department of OTHERS) projection.directory.set(department.uscc, department);
    projection.fold(Array.from({ length: MEETINGS }, (_, index) => meetingFacts(index)).flat());
    const context = { projection, department: SENDER, now: () => new Date('2026-11-23T02:00:00.000Z') } as unknown as Context;
    const query = { show: 'all' as const, kinds: [], year: '' };
    expect(meetingRows(context, { ...query, text: '' }).every(({ unsent }) => !unsent)).toBe(true);
    const events = calendarEvents(context, { from: '2026-01-01', to: '2026-12-31' });
    expect({
      meetings: meetingRows(context, { ...query, text: '' }).length,
      search: meetingRows(context, { ...query, text: '第123次' }).length,
      actions: actionRows(context, { text: '', show: 'all', overdueOnly: false }).length,
      found: actionRows(context, { text: '议题7', show: 'mine', overdueOnly: false }).length,
      calendar: events.ok ? events.value.length : 0,
      open: meetingOverview(context).actionsOpen,
    }).toEqual({
      ...{ meetings: MEETINGS, search: 1, actions: MEETINGS * ITEMS, found: MEETINGS },
      ...{ calendar: MEETINGS * 2 + MEETINGS * ITEMS, open: MEETINGS * ITEMS },
    });
  });
});
