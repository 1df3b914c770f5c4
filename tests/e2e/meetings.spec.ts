/**
 * Two departments run a meeting in two real windows (办法 17, 27–31): application, convening, answer, the record from the keyboard,
 * minutes as PDF, the package to the other side, its confirmation, an item that it reports with a file and that is confirmed as
 * done; and an item that was not agreed, which goes to the 联席会议.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { todayIn } from '#shared/domain/dates.ts';
import { chineseDate } from '#shared/domain/letter-template-parts.ts';
import { addWorkingDays } from '#shared/domain/working-calendar.ts';
import { importAndFollow, swapCards } from './letter-steps.ts';
import { addItem, keys, openMeeting, packFrom, setDate, takeNext } from './meeting-steps.ts';
import { APPROVAL_DEPARTMENT, SUPERVISION_DEPARTMENT, WorkstationApp } from './workstation-app.ts';

test.setTimeout(240_000);

const run = promisify(execFile);
const TITLE = '关于现场核查标准的协调会议';
const [AGREED, OPEN] = ['食品经营许可现场核查标准', '联合踏勘的牵头部门'];
const TASK = '修订食品经营许可现场核查表';
const CONCLUSION = '审批和监管使用同一张核查表';

interface Sides {
  readonly approval: WorkstationApp;
  readonly market: WorkstationApp;
  readonly path: (name: string) => string;
}

test('办法 17, 29–31: from the application to an item that is done, and one that goes to the 联席会议', async () => {
  const profiles = [await WorkstationApp.newProfile(), await WorkstationApp.newProfile()] as const;
  const approval = await WorkstationApp.start(profiles[0]);
  const market = await WorkstationApp.start(profiles[1]);
  const sides: Sides = { approval, market, path: (name) => join(profiles[0], name) };
  try {
    await approval.firstRun(APPROVAL_DEPARTMENT);
    await market.firstRun(SUPERVISION_DEPARTMENT);
    await swapCards(approval, market, [APPROVAL_DEPARTMENT.name, SUPERVISION_DEPARTMENT.name], profiles[0]);
    await test.step('31(一): the supervising department asks for a meeting, with its items', () => apply(sides));
    await test.step('31(一): the approval department convenes, which is the answer', () => convene(sides));
    await test.step('31(二): the party says who comes', () => answer(sides));
    await test.step('31(三): recorded from the keyboard alone, saved by itself, and closed', () => record(sides));
    await test.step('31(三), GB/T 9704 10.3: minutes from the record, issued, saved as PDF', () => issueMinutes(sides));
    await test.step('31(三): the other side confirms the minutes and reports its item with a file', () => confirmAndReport(sides));
    await test.step('31(三): the one who asked confirms that it is done, and both sides say so', () => judge(sides));
    await test.step('17, 31(三): what was not agreed goes to the 联席会议 with its history', () => raise(sides));
  } catch (error) {
    await approval.picture('approval');
    await market.picture('market');
    throw error;
  } finally {
    await approval.close();
    await market.close();
    await WorkstationApp.remove(...profiles);
  }
});

const today = () => todayIn('Asia/Shanghai', new Date());
const dueOn = () => addWorkingDays(today(), 10).date;

async function apply({ market, path }: Sides): Promise<void> {
  await writeFile(path('三个例子.txt'), '审批与监管掌握的尺度不一致的三个例子');
  await market.id('nav.meetings').click();
  // 31(一): only the approval department convenes
  await expect(market.id('meetings.convene')).toHaveCount(0);
  await market.id('meetings.apply').first().click();
  await market.id('meetings.apply.title').fill(TITLE);
  await market.id('meetings.apply.reason').fill('现场核查和日常检查的尺度不一致');
  await addItem(market, { title: AGREED, question: '标准如何统一', file: path('三个例子.txt') });
  await addItem(market, { title: OPEN, question: '由谁牵头' });
  await market.id('meetings.apply.ok').click();
  await market.page.getByTestId(/^applications\.open\./).click();
  await packFrom(market, 'applications', path('申请.sgxe'));
}

async function convene({ approval, path }: Sides): Promise<void> {
  await importAndFollow(approval, path('申请.sgxe'));
  await approval.id('meetings.tab.applications').click();
  await approval.page.getByTestId(/^applications\.open\./).click();
  await expect(approval.id('applications.drawer')).toContainText('三个例子.txt');
  // the drawer is still sliding in: a key needs no place to hit
  await approval.id('applications.convene').press('Enter');
  await expect(approval.id('meetingForm.title')).toHaveValue(TITLE);
  await setDate(approval, today());
  await approval.id('meetingForm.place').fill('政务服务中心三楼会议室');
  await approval.id('meetingForm.chair').fill('赵局长');
  await approval.id('meetingForm.save').click();
  await approval.id('meeting.tab.agenda').click();
  for (const item of [AGREED, OPEN]) await expect(approval.id('meeting')).toContainText(item);
  await packFrom(approval, 'meeting', path('会议.sgxe'));
}

async function answer({ approval, market, path }: Sides): Promise<void> {
  await importAndFollow(market, path('会议.sgxe'));
  await openMeeting(market, TITLE);
  await takeNext(market, 'answer');
  await market.id('meeting.answer.refused').click();
  await market.id('meeting.answer.ok').click();
  // 31(二): a refusal needs a reason
  await expect(market.page.getByText('请写明理由，至少两个字')).toBeVisible();
  await market.id('meeting.answer.accepted').click();
  await market.id('meeting.answer.add').click();
  await market.id('meeting.answer.name.0').fill('李联络');
  await market.id('meeting.answer.ok').click();
  await packFrom(market, 'meeting', path('答复.sgxe'));
  await importAndFollow(approval, path('答复.sgxe'));
}

/** Nothing here touches the mouse between the first item and the last one. */
async function record({ approval }: Sides): Promise<void> {
  await openMeeting(approval, TITLE);
  await takeNext(approval, 'record');
  await expect(approval.id('record')).toBeVisible();
  await keys(approval, { press: 'Control+Shift+Digit0' }, { press: 'F6' }, { press: 'F6' }, { press: 'Enter' });
  await expect(approval.id('record.attendance.count')).toContainText('到会 1 人');
  // the first item: two speeches, both sides agree, what was agreed, who does what until when
  await keys(approval, { press: 'Control+Shift+Digit1' }, { press: 'F6' }, { press: 'Enter' });
  await keys(approval, '李联络', { press: 'Enter' }, '去年有七家新办单位两次核查的判定不一致', { press: 'Enter' });
  await keys(approval, '王经办', { press: 'Enter' }, '建议共同修订核查表');
  await keys(approval, { press: 'F6' }, { press: 'ArrowDown' }, { press: 'Tab' }, { press: 'Tab' }, { press: 'ArrowDown' });
  await keys(approval, { press: 'F6' }, { press: 'F6' }, { press: 'ArrowRight' }, { press: 'Tab' }, CONCLUSION);
  await keys(approval, { press: 'F6' }, { press: 'Enter' }, TASK, { press: 'Tab' }, SUPERVISION_DEPARTMENT.name, { press: 'Tab' });
  await keys(approval, dueOn());
  await expect(approval.id('record.due.0')).toHaveValue(dueOn());
  // the second item: nobody gives way
  await keys(approval, { press: 'Alt+ArrowDown' });
  await expect(approval.id('record.item')).toContainText(OPEN);
  await keys(approval, { press: 'F6' }, { press: 'F6' }, { press: 'F6' }, { press: 'F6' });
  await keys(approval, { press: 'ArrowRight' }, { press: 'ArrowRight' }, { press: 'Tab' }, '对由谁牵头没有达成一致');
  await keys(approval, { press: 'Tab' }, { press: 'ArrowDown' }, { press: 'ArrowDown' });
  await expect(approval.id('record.next')).toHaveValue('jointConference');
  await expect(approval.id('record.saveState')).toHaveText(/\d\d:\d\d:\d\d/, { timeout: 15_000 });
  for (const [index, outcome] of ['agreed', 'notAgreed'].entries()) {
    await expect(approval.id(`record.list.${index}`)).toHaveAttribute('data-outcome', outcome);
  }
  await approval.id('record.close.open').click();
  await expect(approval.id('record.close')).toHaveAttribute('data-problems', '0');
  await approval.id('record.close.ok').click();
  await expect(approval.id('record')).toHaveCount(0);
}

async function issueMinutes({ approval, path }: Sides): Promise<void> {
  await approval.id('meeting.make.minutes').click();
  await expect(approval.id('document.editor')).toBeVisible();
  await approval.id('document.issue').click();
  await approval.id('document.issue.signer').fill('赵局长');
  await approval.id('document.issue.ok').click();
  await approval.answerSaveDialog(path('会议纪要.pdf'));
  await approval.id('document.savePdf').click();
  await expect(approval.page.getByText('已保存：会议纪要.pdf')).toBeVisible();
  await run('qpdf', ['--check', path('会议纪要.pdf')]);
  const text = (await run('pdftotext', ['-layout', path('会议纪要.pdf'), '-'])).stdout.replace(/\s/g, '');
  const duty = `由${SUPERVISION_DEPARTMENT.name}负责${TASK}，于${chineseDate(dueOn())}前`;
  for (const words of ['纪要', APPROVAL_DEPARTMENT.name, AGREED, `会议议定，${CONCLUSION}`, duty]) expect(text).toContain(words);
  // neither what was not agreed nor who said what
  for (const words of [OPEN, '七家新办单位']) expect(text).not.toContain(words);
  await openMeeting(approval, TITLE);
  await packFrom(approval, 'meeting', path('纪要.sgxe'));
}

async function confirmAndReport({ market, path }: Sides): Promise<void> {
  await importAndFollow(market, path('纪要.sgxe'));
  await openMeeting(market, TITLE);
  await expect(market.id('meeting')).not.toContainText('七家新办单位');
  await takeNext(market, 'confirm');
  await market.id('meeting.document.minutes').click();
  await expect(market.page.locator('.letter-page canvas').first()).toBeVisible();
  await market.id('document.confirm').click();
  await expect(market.page.getByText('已确认。请把确认发给召集部门。')).toBeVisible();
  await writeFile(path('核查表.txt'), '修订后的核查表');
  await market.id('nav.actions').click();
  await market.page
    .getByTestId(/^actions\.row\./)
    .filter({ hasText: TASK })
    .dblclick();
  await market.id('actions.report').press('Enter');
  await market.id('actions.report.note').fill('核查表已修订，见附件。');
  await market.id('actions.report.finished').click();
  await market.answerOpenDialog(path('核查表.txt'));
  await market.id('actions.report.addAttachment').click();
  await expect(market.id('actions.report.attachments')).toContainText('核查表.txt');
  await market.id('actions.report.ok').click();
  await packAction(market, path('进展.sgxe'));
}

/** From the drawer of an item, which is closed afterwards. */
async function packAction(app: WorkstationApp, target: string): Promise<void> {
  await packFrom(app, 'actions', target);
  await app.page.locator('.ant-drawer-close').press('Enter');
  await expect(app.id('actions.drawer')).toHaveCount(0);
}

async function judge({ approval, market, path }: Sides): Promise<void> {
  await importAndFollow(approval, path('进展.sgxe'));
  await openMeeting(approval, TITLE);
  await approval.id('meeting.tab.documents').click();
  await expect(approval.id('meeting.confirmation')).toContainText('内容无误');
  await approval.id('nav.actions').click();
  await approval.page
    .getByTestId(/^actions\.row\./)
    .filter({ hasText: TASK })
    .dblclick();
  await expect(approval.id('actions.drawer')).toContainText('核查表.txt');
  await approval.id('actions.judge').press('Enter');
  await approval.id('actions.judge.ok').click();
  await packAction(approval, path('完成.sgxe'));
  await importAndFollow(market, path('完成.sgxe'));
  for (const app of [approval, market]) {
    await app.id('nav.home').click();
    await app.id('nav.actions').click();
    await app.id('actions.show.all').click();
    const row = app.page.getByTestId(/^actions\.row\./).filter({ hasText: TASK });
    await expect(row).toHaveAttribute('data-state', 'done');
  }
}

async function raise({ approval, market, path }: Sides): Promise<void> {
  await approval.id('nav.meetings').click();
  await approval.id('meetings.tab.carried').click();
  const row = approval.page.getByTestId(/^carried\.row\./).filter({ hasText: OPEN });
  await expect(row).toHaveAttribute('data-next', 'jointConference');
  await row.getByRole('checkbox').check();
  await approval.id('carried.convene').click();
  await expect(approval.id('meetingForm.title')).toHaveValue('行政审批与监管联席会议');
  await approval.id('meetingForm.place').fill('管委会二楼会议室');
  await approval.id('meetingForm.chair').fill('赵局长');
  await approval.id('meetingForm.save').click();
  await approval.id('meeting.tab.agenda').click();
  await expect(approval.id('meeting')).toContainText(OPEN);
  await packFrom(approval, 'meeting', path('联席会议.sgxe'));
  await importAndFollow(market, path('联席会议.sgxe'));
  await openMeeting(market, '行政审批与监管联席会议');
  await market.id('meeting.tab.agenda').click();
  // the history of the item: where it was, and why it wasn't agreed
  await expect(market.id('meeting')).toContainText(TITLE);
  await expect(market.id('meeting')).toContainText('对由谁牵头没有达成一致');
}
