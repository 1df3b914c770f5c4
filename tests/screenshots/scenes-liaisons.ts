/** 联络员, 督办事项, 日历 and what the home page tells of them, of a department that has met another one. */
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { todayIn } from '#shared/domain/dates.ts';
import { emptyItemRecord, type ItemRecord } from '#shared/domain/meeting.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { addWorkingDays } from '#shared/domain/working-calendar.ts';
import { type NodeWorkstation, openNodeWorkstation, required } from '../../build/node-workstation.ts';
import { departmentOf } from '../e2e/counterparts.ts';
import { APPROVAL_DEPARTMENT, PASSPHRASE, SUPERVISION_DEPARTMENT, WorkstationApp } from '../e2e/workstation-app.ts';
import { type Camera, prepareForPictures } from './camera.ts';

const OWN = departmentOf(APPROVAL_DEPARTMENT);
const MARKET = departmentOf(SUPERVISION_DEPARTMENT);
const today = todayIn('Asia/Shanghai', new Date());

export async function liaisonScenes(camera: Camera, folder: string): Promise<void> {
  const profile = join(folder, 'own');
  await prepareLedger(profile);
  const app = await WorkstationApp.start(profile);
  try {
    await prepareForPictures(app);
    await app.unlock();
    // the profile was made outside the window, which tells that it filled its own store from the journal
    await app.id('shell.notices').getByRole('button', { name: '知道了' }).click();
    await camera.shoot(app, 'meetings-home');
    await liaisons(camera, app);
    await actions(camera, app, join(folder, '台账.xlsx'));
    await calendar(camera, app, join(folder, '日历.ics'));
  } finally {
    await app.close();
  }
}

/** Three weeks ago the departments met: items that are late, reported, done and to come; another meeting lies ahead. */
async function prepareLedger(directory: string): Promise<void> {
  let now = new Date(Date.now() - 21 * 86_400_000);
  const met = todayIn('Asia/Shanghai', now);
  const opened = await openNodeWorkstation({ directory, department: OWN, operator: '王经办', passphrase: PASSPHRASE, now: () => now });
  try {
    const { workstation } = opened;
    required(await workstation.saveDirectoryDepartment(MARKET));
    const item = { ...EMPTY_ITEM, itemId: createUuid(), title: '食品经营许可信息推送口径' };
    const { meetingId } = required(await workstation.conveneMeeting({ arrangement: meetingOn(met, [item]), reason: '' }));
    const due = (days: number) => addWorkingDays(today, days).date;
    const planned = [
      { task: '报送自建业务系统的行政审批信息清单，逐项写明事项名称、证照名称和数据接口', dueOn: due(-3) },
      { task: '统一食品经营许可的推送口径，形成对照表', dueOn: due(2) },
      { task: '组织两个部门的窗口人员培训一次', dueOn: due(12) },
    ].map((each) => ({ ...each, actionId: createUuid(), ownerId: OWN.uscc, owner: OWN.name }));
    const market = { task: '反馈踏勘意见的办理时限', dueOn: due(5), actionId: createUuid(), ownerId: MARKET.uscc, owner: MARKET.name };
    await closeWith(opened, meetingId, {
      ...emptyItemRecord(item),
      outcome: 'agreed',
      conclusion: '统一口径。',
      actions: [...planned, market],
    });
    now = new Date();
    const [late, reported] = planned;
    const report = { note: '清单已完成三分之二，余下的本周报送。', percent: 65, finished: false, files: [] };
    required(await workstation.progressAction({ actionId: late?.actionId ?? '', ...report }));
    required(await workstation.progressAction({ actionId: reported?.actionId ?? '', ...report, note: '对照表已印发。', finished: true }));
    const next = { ...meetingOn(due(4), [{ ...item, itemId: createUuid() }]), collectUntil: due(1), issue: 2 };
    required(await workstation.conveneMeeting({ arrangement: next, reason: '' }));
  } finally {
    await opened.close();
  }
}

const EMPTY_ITEM = { background: '', question: '', proposerId: OWN.uscc, proposer: OWN.name, files: [], about: [], letters: [] };

function meetingOn(date: string, agenda: readonly (typeof EMPTY_ITEM & { itemId: string; title: string })[]) {
  const parties = [{ departmentId: MARKET.uscc, name: MARKET.name }];
  return {
    ...{ kind: 'monthly' as const, title: '审批与监管联络员例会', issue: 1, date, startTime: '14:30', endTime: '16:00' },
    ...{ place: '政务中心三楼会议室', chair: '李局长', recorder: '王经办', contact: '', parties, collectUntil: '' },
    ...{ agenda: agenda.map((each) => ({ ...each, files: [], about: [], letters: [] })), applications: [], remarks: '' },
  };
}

async function closeWith({ workstation }: NodeWorkstation, meetingId: string, item: ItemRecord): Promise<void> {
  const person = { department: OWN.name, name: '李局长', position: '局长', state: 'present' as const, as: 'attendee' as const, note: '' };
  const record = { head: { startedAt: '14:30', endedAt: '16:00', attendance: [person], remarks: '' }, items: [item] };
  required(await workstation.closeMeeting({ meetingId, record, chair: '李局长', recorder: '王经办', reason: '' }));
}

async function open(app: WorkstationApp, page: 'liaisons' | 'actions' | 'calendar'): Promise<void> {
  await app.id(`nav.${page}`).click();
  await app.id(`page.${page}`).waitFor();
}

async function closeDrawer(app: WorkstationApp): Promise<void> {
  await app.page.keyboard.press('Escape');
  await expect(app.page.locator('.ant-drawer-open:visible')).toHaveCount(0);
}

async function liaisons(camera: Camera, app: WorkstationApp): Promise<void> {
  await open(app, 'liaisons');
  await expect(app.id('liaisons.without')).toHaveAttribute('data-own', 'true');
  await camera.shoot(app, 'liaisons-none');
  await app.id('liaisons.create').click();
  await app.id('liaisons.form.ok').click();
  await expect(app.page.locator('.ant-form-item-has-error')).toHaveCount(2);
  await camera.shoot(app, 'liaisons-form');
  for (const [field, value] of Object.entries({ name: '骆知苇', section: '审批一科', position: '科长', telephone: '0537-0000201' })) {
    await app.id(`liaisons.form.${field}`).fill(value);
  }
  await app.id('liaisons.form.ok').click();
  await expect(app.id('liaisons.count')).toHaveAttribute('data-count', '1');
  await camera.shoot(app, 'liaisons');
  // from the keyboard: the row is focused, Enter opens it
  await app.page.locator('tr[data-own="true"]').focus();
  await app.page.keyboard.press('Enter');
  await app.id('liaisons.change').click();
  await app.id('liaisons.form.section').fill('审批二科');
  await app.id('liaisons.form.mobile').fill('13800005678');
  await app.id('liaisons.form.reason').fill('内设机构调整');
  await app.id('liaisons.form.ok').click();
  await expect(app.id('liaisons.history.item')).toHaveCount(2);
  await camera.shoot(app, 'liaisons-drawer');
  await app.id('liaisons.end').click();
  await expect(app.id('liaisons.form.reason')).toBeVisible();
  await camera.shoot(app, 'liaisons-end');
  await app.page.keyboard.press('Escape');
  await expect(app.id('liaisons.form.reason')).toHaveCount(0);
  await closeDrawer(app);
  await app.id('liaisons.file').click();
  await app.id('liaisons.file.full').click();
  await camera.shoot(app, 'liaisons-file');
  await app.page.keyboard.press('Escape');
  await app.id('liaisons.letter').click();
  await expect(app.id('liaisons.letter.ok')).toBeEnabled();
  await camera.shoot(app, 'liaisons-letter');
  await app.id('liaisons.letter.ok').click();
  await app.id('page.letter').waitFor();
}

async function actions(camera: Camera, app: WorkstationApp, ledger: string): Promise<void> {
  await open(app, 'actions');
  await expect(app.id('actions.count')).toHaveAttribute('data-count', '4');
  await camera.shoot(app, 'actions');
  await app.page.locator('tr[data-may-judge="true"]').dblclick();
  await app.id('actions.judge').click();
  await app.id('actions.judge.back').click();
  await app.id('actions.judge.ok').click();
  await expect(app.page.locator('.ant-form-item-has-error')).toHaveCount(1);
  await camera.shoot(app, 'actions-judge');
  await app.page.keyboard.press('Escape');
  await expect(app.id('actions.judge.note')).toHaveCount(0);
  await app.id('actions.change').click();
  await expect(app.id('actions.change.reason')).toBeVisible();
  await camera.shoot(app, 'actions-change');
  await app.page.keyboard.press('Escape');
  await expect(app.id('actions.change.reason')).toHaveCount(0);
  await closeDrawer(app);
  await app.page.locator('tr[data-overdue="true"]').dblclick();
  await camera.shoot(app, 'actions-drawer');
  await app.id('actions.report').click();
  await app.id('actions.report.note').fill('清单已全部报送。');
  await camera.shoot(app, 'actions-report');
  await app.page.keyboard.press('Escape');
  await expect(app.id('actions.report.note')).toHaveCount(0);
  await closeDrawer(app);
  await app.id('actions.search').locator('input').fill('没有这样的事项');
  await expect(app.id('actions.count')).toHaveAttribute('data-count', '0');
  await camera.shoot(app, 'actions-nothing-found');
  await app.id('actions.search').locator('input').fill('');
  await expect(app.id('actions.count')).toHaveAttribute('data-count', '4');
  await print(camera, app);
  await app.answerSaveDialog(ledger);
  await app.id('actions.ledger').click();
  await app.id(`actions.ledger.${today.slice(0, 4)}`).click();
  await expect(app.page.getByText('台账.xlsx')).toBeVisible();
}

/** The paper: the system's print dialog is held back until the picture of what it would get is taken. */
async function print(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents ?? {};
    Reflect.set(contents, 'print', (_options: unknown, done: () => void) => {
      Reflect.set(globalThis, 'finishPrinting', done);
    });
  });
  await app.id('actions.print').click();
  await app.page.locator('.print-sheet').waitFor({ state: 'attached' });
  await app.page.emulateMedia({ media: 'print' });
  await camera.shoot(app, 'actions-print');
  await app.page.emulateMedia({ media: 'screen' });
  await app.electron.evaluate(() => (Reflect.get(globalThis, 'finishPrinting') as (done: boolean) => void)(true));
  await app.page.locator('.print-sheet').waitFor({ state: 'detached' });
}

async function calendar(camera: Camera, app: WorkstationApp, path: string): Promise<void> {
  await open(app, 'calendar');
  await expect(app.page.locator('.calendar-event').first()).toBeVisible();
  await camera.shoot(app, 'calendar');
  const day = addWorkingDays(today, 4).date;
  if (day.slice(0, 7) > today.slice(0, 7)) await app.id('calendar.after').click();
  await app.id(`calendar.day.${day}`).click();
  await expect(app.id('calendar.list')).toHaveAttribute('data-day', day);
  await camera.shoot(app, 'calendar-day');
  await app.answerSaveDialog(path);
  await app.id('calendar.file').click();
  await expect(app.id('calendar.file.year')).toBeVisible();
  await camera.shoot(app, 'calendar-file');
  await app.id('calendar.file.year').click();
  await expect(app.page.getByText('日历.ics')).toBeVisible();
  await app.page.locator('[data-kind="meeting"]').click();
  await app.id('page.meeting').waitFor();
}
