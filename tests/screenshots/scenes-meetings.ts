/** 会议: empty, lists, an application, convening, one meeting with its tabs, the record, its documents. */
import { expect, type Locator } from '@playwright/test';
import { APPROVAL_DEPARTMENT, WorkstationApp } from '../e2e/workstation-app.ts';
import { type Camera, prepareForPictures } from './camera.ts';

/** A department that has just begun: what its pages say to do next. */
export async function emptyMeetingScenes(camera: Camera, profile: string): Promise<void> {
  const app = await WorkstationApp.start(profile);
  try {
    await prepareForPictures(app);
    await app.firstRun(APPROVAL_DEPARTMENT);
    await app.id('nav.meetings').click();
    for (const tab of ['meetings', 'applications', 'carried']) {
      await app.id(`meetings.tab.${tab}`).click();
      await camera.shoot(app, `empty-meetings-${tab}`);
    }
  } finally {
    await app.close();
  }
}

export async function meetingScenes(camera: Camera, app: WorkstationApp): Promise<void> {
  await lists(camera, app);
  await applying(camera, app);
  await convening(camera, app);
  await tabs(camera, app);
  await recording(camera, app);
  await documents(camera, app);
}

function row(app: WorkstationApp, list: string, attribute = ''): Locator {
  return app.page.locator(`tr[data-testid^="${list}.row."]${attribute}`).first();
}

async function openMeetings(app: WorkstationApp, show: 'coming' | 'held' | 'all'): Promise<void> {
  await app.go('home');
  await app.id('nav.meetings').click();
  await app.id(`meetings.show.${show}`).click();
  await expect(row(app, 'meetings')).toBeVisible();
}

async function lists(camera: Camera, app: WorkstationApp): Promise<void> {
  for (const show of ['coming', 'held', 'all'] as const) {
    await openMeetings(app, show);
    await camera.shoot(app, `meetings-${show}`);
  }
  await app.id('meetings.search').locator('input').fill('没有这样的会议');
  await expect(app.id('meetings.count')).toHaveAttribute('data-count', '0');
  await camera.shoot(app, 'meetings-nothing-found');
  await app.id('meetings.tab.applications').click();
  await expect(row(app, 'applications')).toBeVisible();
  await camera.shoot(app, 'meeting-applications');
  await row(app, 'applications').dblclick();
  await expect(app.id('applications.drawer')).toBeVisible();
  await camera.shoot(app, 'meeting-application');
  await app.page.keyboard.press('Escape');
  await expect(app.page.locator('.ant-drawer-open:visible')).toHaveCount(0);
  await app.id('meetings.tab.carried').click();
  await expect(row(app, 'carried')).toBeVisible();
  await row(app, 'carried').locator('input[type=checkbox]').check();
  await camera.shoot(app, 'meeting-carried');
}

async function applying(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.id('meetings.apply').click();
  await expect(app.id('meetings.apply.title')).toBeVisible();
  await app.id('meetings.apply.title').fill('关于住所核验口径的协调会议');
  await app.id('meetings.apply.reason').fill('两部门对住所材料的核验口径不一致，需要商定。');
  await camera.shoot(app, 'meeting-apply');
  await app.page.keyboard.press('Escape');
  await expect(app.id('meetings.apply.title')).toBeHidden();
}

async function convening(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.id('meetings.convene').click();
  await expect(app.id('meetingForm.title')).toBeVisible();
  await camera.shoot(app, 'meeting-form');
  await app.id('meeting.items.add').click();
  await app.id('meeting.item.title').fill('统一住所（经营场所）核验口径');
  await app.id('meeting.item.background').fill('今年以来已有三起因住所材料核验口径不同而退回的情况。');
  await app.id('meeting.item.question').fill('住所证明材料由谁核验、核验到什么程度。');
  await camera.shoot(app, 'meeting-item');
  await app.id('meeting.item.ok').click();
  await expect(app.id('meeting.items.0')).toBeVisible();
  await app.id('meetingForm.title').fill('');
  await app.id('meetingForm.save').click();
  await camera.shoot(app, 'meeting-form-problems');
  await app.id('meetingForm.title').fill('审批与监管联络员例会');
  await app.id('meetingForm.save').click();
  await expect(app.id('meeting')).toBeVisible();
  await camera.shoot(app, 'meeting-convened');
  await app.id('meeting.pack').or(app.id('meeting.next')).first().click();
  await expect(app.id('meeting.pack.ok')).toBeVisible();
  await camera.shoot(app, 'meeting-pack');
  await app.page.keyboard.press('Escape');
}

async function tabs(camera: Camera, app: WorkstationApp): Promise<void> {
  await openMeetings(app, 'held');
  await row(app, 'meetings', '[data-stage="held"]').dblclick();
  for (const tab of ['arrangement', 'agenda', 'answers', 'record', 'documents', 'actions', 'history']) {
    await app.id(`meeting.tab.${tab}`).click();
    await camera.shoot(app, `meeting-${tab}`);
  }
}

async function recording(camera: Camera, app: WorkstationApp): Promise<void> {
  await openMeetings(app, 'coming');
  await row(app, 'meetings', '[data-stage="toRecord"]')
    .or(row(app, 'meetings', '[data-stage="today"]'))
    .first()
    .dblclick();
  await app.id('meeting.tab.record').click();
  await app.id('meeting.record').first().click();
  await expect(app.id('record.attendance')).toBeVisible();
  const fill = app.id('record.attendance.fill');
  if (await fill.isVisible()) await fill.click();
  await app.id('record-startedAt').fill('09:00');
  await camera.shoot(app, 'record-attendance');
  await app.page.keyboard.press('Alt+ArrowDown');
  await expect(app.id('record.item')).toBeVisible();
  const before = await app.page.locator('.record-speech').count();
  await app.id('record.speech.add').click();
  await app.page.keyboard.type('周启明');
  await app.page.keyboard.press('Enter');
  await app.page.keyboard.type('建议先由审批部门统一材料清单，再由监管部门按清单核验。');
  await app.page.keyboard.press('Enter');
  await app.page.keyboard.type('卓明远');
  await app.page.keyboard.press('Enter');
  await app.page.keyboard.type('同意，请在月底前完成清单。');
  await expect(app.page.locator('.record-speech')).toHaveCount(before + 2);
  await app.id('record.stance.0').selectOption('agree');
  await app.id('record.outcome.agreed').check();
  await app.id('record.conclusion').fill('由审批部门牵头统一材料清单，监管部门按清单核验。');
  await app.id('record.action.add').click();
  await app.page.keyboard.type('印发住所（经营场所）材料清单');
  await expect(app.id('record.saveState')).toHaveAttribute('data-state', 'saved', { timeout: 15_000 });
  await camera.shoot(app, 'record-item');
  await app.page.keyboard.press('Control+/');
  await expect(app.id('record.keyList')).toBeVisible();
  await camera.shoot(app, 'record-keys');
  await app.page.keyboard.press('Escape');
  await expect(app.id('record.keyList')).toBeHidden();
  await app.id('record.close.open').click();
  await expect(app.id('record.close')).toBeVisible();
  await camera.shoot(app, 'record-close');
  await app.id('record.problem.actions').first().click();
  await expect(app.id('record.close')).toBeHidden();
  await expect(app.id('record.task.0')).toBeFocused();
}

async function documents(camera: Camera, app: WorkstationApp): Promise<void> {
  await openMeetings(app, 'held');
  await row(app, 'meetings', '[data-stage="held"]').dblclick();
  await app.id('meeting.tab.documents').click();
  const make = app.page.locator('[data-testid^="meeting.make."]').first();
  await make.click();
  await expect(app.id('document.editor')).toBeVisible();
  await expect(app.page.locator('.letter-page canvas').first()).toBeVisible({ timeout: 30_000 });
  await camera.shoot(app, 'meeting-document-editor');
  await app.id('document.issue').click();
  await app.id('document.issue.signer').fill('卓明远');
  await camera.shoot(app, 'meeting-document-issue');
  await app.id('document.issue.ok').click();
  await expect(app.id('document.correct')).toBeVisible({ timeout: 30_000 });
  await expect(app.page.locator('.letter-page canvas').first()).toBeVisible({ timeout: 30_000 });
  await camera.shoot(app, 'meeting-document-issued');
}
