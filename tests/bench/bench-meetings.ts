/**
 * What a liaison officer has after years: 200 meetings with 2,000 items on their agendas and 2,000 督办事项. Lists, one meeting,
 * the items and a month of the calendar, asked of the service in its worker as the pages ask, and seen in the window.
 */
import type { Page } from '@playwright/test';
import { addDays } from '#shared/domain/dates.ts';
import {
  type AgendaItem,
  type Arrangement,
  type Attendee,
  emptyItemRecord,
  type ItemRecord,
  type PlannedAction,
} from '#shared/domain/meeting.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { addWorkingDays } from '#shared/domain/working-calendar.ts';
import { APPROVAL_DEPARTMENT, SUPERVISION_DEPARTMENT, WorkstationApp } from '../e2e/workstation-app.ts';
import { type FigureDefinition, type Figures, median } from './figures.ts';
import { probe } from './page-probe.ts';
import { call, watchForWorkstation } from './page-workstation.ts';

const MEETINGS = 200;
/** the others are still to come */
const HELD = 182;
const ITEMS = 10;
/** one for each item, and one more for the first: 2,002 */
const ACTIONS = ITEMS + 1;
/** a call is measured as the median of so many */
const CALLS = 9;
/** milliseconds; a list that doesn't come is a fault, not a figure */
const SHOWN_MS = 30_000;
/** milliseconds after which a page does nothing more by itself */
const SETTLED_MS = 400;

export const MEETING_DEFINITIONS: readonly FigureDefinition[] = [
  { key: 'meetingList', title: `meetings: list of ${MEETINGS}`, unit: 'ms', expectation: 50 },
  { key: 'meetingSearch', title: 'meetings: search', unit: 'ms', expectation: 50 },
  { key: 'meetingDetail', title: `meetings: one of them with ${ITEMS} items`, unit: 'ms', expectation: 50 },
  { key: 'actionList', title: 'meetings: all 2,002 督办事项', unit: 'ms', expectation: 50 },
  { key: 'actionsOverdue', title: 'meetings: those that are late', unit: 'ms', expectation: 50 },
  { key: 'calendarMonth', title: 'meetings: a month of the calendar', unit: 'ms', expectation: 50 },
  { key: 'meetingOverview', title: 'meetings: what waits, for the home page', unit: 'ms', expectation: 50 },
  { key: 'noteItem', title: 'meetings: save an item while it is typed, both copies of the ledger', unit: 'ms' },
  { key: 'closeMeeting', title: `meetings: close a record with ${ACTIONS} 督办事项, both copies of the ledger`, unit: 'ms' },
  { key: 'meetingsShown', title: 'meetings: menu clicked to the list on the screen', unit: 'ms' },
  { key: 'actionsShown', title: '督办事项: menu clicked to the list on the screen', unit: 'ms' },
  { key: 'calendarShown', title: 'calendar: menu clicked to the month on the screen', unit: 'ms' },
  { key: 'meetingsTask', title: 'meetings: longest task of the window meanwhile (0: none over 50)', unit: 'ms', expectation: 50 },
  { key: 'actionsTask', title: '督办事项: longest task of the window meanwhile (0: none over 50)', unit: 'ms', expectation: 50 },
  { key: 'calendarTask', title: 'calendar: longest task of the window meanwhile (0: none over 50)', unit: 'ms', expectation: 50 },
];

/** One application, filled once; the figures by their keys above. */
export async function benchMeetings(runs: number, figures: Figures, say: (text: string) => void): Promise<void> {
  const profile = await WorkstationApp.newProfile();
  try {
    const first = await WorkstationApp.start(profile);
    await first.firstRun(APPROVAL_DEPARTMENT);
    await first.close();
    const app = await WorkstationApp.start(profile);
    try {
      await watchForWorkstation(app.page);
      await app.unlock();
      say(`${MEETINGS} meetings`);
      const meetingId = await fill(app.page, figures);
      await probe(app.page);
      for (let run = 1; run <= runs; run += 1) {
        say(`meetings, run ${run} of ${runs}`);
        figures.addAll(await callFigures(app.page, meetingId));
        figures.addAll(await windowFigures(app));
      }
    } finally {
      await app.close();
    }
  } finally {
    await WorkstationApp.remove(profile);
  }
}

/** @returns a meeting that was held */
async function fill(page: Page, figures: Figures): Promise<string> {
  const today = await page.evaluate(() => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date()));
  const department = { address: '', telephone: '', documentCode: '', roles: ['supervision' as const] };
  const { name, uscc } = SUPERVISION_DEPARTMENT;
  await call(page, 'saveDirectoryDepartment', { ...department, name, uscc });
  let held = '';
  for (let index = 0; index < MEETINGS; index += 1) {
    const date = index < HELD ? addDays(today, -Math.floor((index * 364) / HELD) - 1) : addDays(today, (index - HELD) * 2 + 1);
    const arrangement = arrangementOf(index, date);
    const { meetingId } = (await call(page, 'conveneMeeting', { arrangement, reason: '' })).value;
    if (index >= HELD) continue;
    held = meetingId;
    const record = {
      head: { startedAt: '09:00', endedAt: '11:00', attendance: ATTENDANCE, remarks: '' },
      items: recordsOf(arrangement, today),
    };
    const [item] = record.items;
    if (item && index % 20 === 0) figures.add('noteItem', (await call(page, 'noteMeeting', { meetingId, item })).milliseconds);
    const closed = await call(page, 'closeMeeting', { meetingId, record, chair: '李局长', recorder: '王经办', reason: '' });
    figures.add('closeMeeting', closed.milliseconds);
  }
  return held;
}

/** Only an emergency may be put down afterwards (办法 31(一)), so those of the past are. */
function arrangementOf(index: number, date: string): Arrangement {
  const agenda = Array.from({ length: ITEMS }, (_, place): AgendaItem => {
    const title = `第${index + 1}次会议第${place + 1}项：审管信息推送和认领口径`;
    return {
      ...{ itemId: createUuid(), title, background: '两个部门掌握的口径不一致，申请人反映较多。'.repeat(4), question: '请研究统一口径。' },
      ...{ proposerId: APPROVAL_DEPARTMENT.uscc, proposer: APPROVAL_DEPARTMENT.name, files: [], about: [], letters: [] },
    };
  });
  return {
    ...{ kind: index < HELD ? 'emergency' : 'monthly', title: `审批与监管联络员会议（${index + 1}）`, issue: 0, date },
    ...{ startTime: '09:00', endTime: '11:00', place: '三楼会议室', chair: '李局长', recorder: '王经办', contact: '王经办，0537-0000001' },
    ...{ parties: [{ departmentId: SUPERVISION_DEPARTMENT.uscc, name: SUPERVISION_DEPARTMENT.name }], collectUntil: '', agenda },
    ...{ applications: [], remarks: '' },
  };
}

const ATTENDANCE: Attendee[] = [APPROVAL_DEPARTMENT, SUPERVISION_DEPARTMENT].map(({ uscc, name }, index) => ({
  ...{ departmentId: uscc, department: name, name: `代表${index + 1}`, position: '科长', state: 'present', as: 'attendee', note: '' },
}));

/** What was agreed long ago is late, what was agreed lately is not. */
function recordsOf({ agenda, date }: Arrangement, today: string): ItemRecord[] {
  return agenda.map((item, place) => {
    const actions = Array.from({ length: place === 0 ? 2 : 1 }, (_, count): PlannedAction => {
      const dueOn = addWorkingDays(date < addDays(today, -60) ? date : today, 5 + ((place + count) % 20)).date;
      const { uscc: ownerId, name: owner } = place % 2 === 0 ? SUPERVISION_DEPARTMENT : APPROVAL_DEPARTMENT;
      return { actionId: createUuid(), task: `落实第${place + 1}项议定事项并报送清单`, ownerId, owner, dueOn };
    });
    const speeches = [APPROVAL_DEPARTMENT, SUPERVISION_DEPARTMENT].map(({ name }) => ({
      ...{ speaker: '代表', department: name, text: '建议按照文书编号推送，由监管部门在三个工作日内认领。' },
    }));
    return { ...emptyItemRecord(item), speeches, outcome: 'agreed', conclusion: '按照文书编号推送，三个工作日内认领。', actions };
  });
}

async function callFigures(page: Page, meetingId: string): Promise<Record<string, number>> {
  const all = { text: '', show: 'all' as const };
  const month = await page.evaluate(() => new Date().toISOString().slice(0, 7));
  const times = async (once: () => Promise<{ readonly milliseconds: number }>): Promise<number> => {
    const each: number[] = [];
    for (let count = 0; count < CALLS; count += 1) each.push((await once()).milliseconds);
    return median(each);
  };
  const listed = (await call(page, 'meetings', { ...all, kinds: [], year: '' })).value;
  const actions = (await call(page, 'actions', { ...all, overdueOnly: false })).value;
  if (listed.length !== MEETINGS || actions.length !== HELD * ACTIONS)
    throw new Error(`${listed.length} meetings, ${actions.length} items`);
  return {
    meetingList: await times(() => call(page, 'meetings', { ...all, kinds: [], year: '' })),
    meetingSearch: await times(() => call(page, 'meetings', { text: '推送 第77次', show: 'all', kinds: [], year: '' })),
    meetingDetail: await times(() => call(page, 'meetingDetail', meetingId)),
    actionList: await times(() => call(page, 'actions', { ...all, overdueOnly: false })),
    actionsOverdue: await times(() => call(page, 'actions', { ...all, overdueOnly: true })),
    calendarMonth: await times(() => call(page, 'calendar', { from: `${month}-01`, to: addDays(`${month}-28`, 3) })),
    meetingOverview: await times(() => call(page, 'meetingOverview', {})),
  };
}

/** From the click to the frame that shows the rows; through the home page, so that each list is made anew. */
async function windowFigures({ page }: WorkstationApp): Promise<Record<string, number>> {
  const show = async (place: string, result: string) => {
    await page.getByTestId('nav.home').click();
    await page.getByTestId('page.home').waitFor();
    // what the home page itself costs isn't counted
    await page.waitForTimeout(SETTLED_MS);
    await page.evaluate(() => window.probe.watch());
    const clicked = page.evaluate(([button, shown]) => window.probe.click(button, shown), [
      `[data-testid="nav.${place}"]`,
      result,
    ] as const);
    const late = page.waitForTimeout(SHOWN_MS).then(() => Promise.reject(new Error(`${place} did not show ${result}`)));
    const shown = await Promise.race([clicked, late]);
    await page.waitForTimeout(SETTLED_MS);
    return { shown, task: (await page.evaluate(() => window.probe.watched())).task };
  };
  // the list remembers what it showed
  await page.getByTestId('nav.meetings').click();
  await page.getByTestId('meetings.show.all').click();
  await page.locator(`[data-testid="meetings.count"][data-count="${MEETINGS}"]`).waitFor();
  const meetings = await show('meetings', '[data-testid^="meetings.row."]');
  const actions = await show('actions', '[data-testid^="actions.row."]');
  const calendar = await show('calendar', '[data-testid="calendar.list"]');
  return {
    ...{ meetingsShown: meetings.shown, actionsShown: actions.shown, calendarShown: calendar.shown },
    ...{ meetingsTask: meetings.task, actionsTask: actions.task, calendarTask: calendar.task },
  };
}
