/** The list of approvals, one approval, and the form. */
import { expect } from '@playwright/test';
import type { WorkstationApp } from '../e2e/workstation-app.ts';
import type { Camera } from './camera.ts';
import type { Materials } from './materials.ts';

export async function approvalScenes(camera: Camera, app: WorkstationApp, materials: Materials): Promise<void> {
  await list(camera, app);
  await detail(camera, app);
  await newApproval(camera, app, materials);
  await correction(camera, app);
}

async function list(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.go('approvals');
  await expect(app.id('approvals.count')).toContainText(/\d/);
  await camera.shoot(app, 'approvals');
  await app.id('approvals.search').fill('食品');
  await expect(app.id('approvals.count')).toContainText('共');
  await camera.shoot(app, 'approvals-search');
  await app.id('approvals.search').fill('没有这样的记录');
  await expect(app.page.getByText('没有找到符合条件的审批信息')).toBeVisible();
  await camera.shoot(app, 'approvals-nothing-found');
  await app.id('approvals.search').fill('');
  await app.id('approvals.filter.status').click();
  await option(app, '待认领').click();
  await option(app, '已退回').click();
  await app.page.keyboard.press('Escape');
  await app.id('approvals.filter.matter').click();
  await expect(app.page.locator('.ant-select-item-option:visible').first()).toBeVisible();
  await camera.shoot(app, 'approvals-filters');
  await app.page.keyboard.press('Escape');
  await app.id('approvals.filters.clear').click();
  await app.id('approvals.columns').click();
  await expect(app.id('approvals.column.matter')).toBeVisible();
  await camera.shoot(app, 'approvals-columns');
  await app.page.keyboard.press('Escape');
  await app.id('approvals.direction').getByText('本部门作出').or(app.id('approvals.direction').locator('label').nth(1)).first().click();
  const rows = app.id('approvals.grid').getByRole('row');
  for (const index of [1, 2, 4]) await rows.nth(index).locator('input[data-grid-tick]').click();
  await expect(app.id('approvals.selection')).toBeVisible();
  await camera.shoot(app, 'approvals-selection');
  await app.id('approvals.export').click();
  await app.id('approvals.export.full').click();
  await camera.shoot(app, 'approvals-export');
  await app.page.keyboard.press('Escape');
  await app.id('approvals.selection').getByRole('button').last().click();
}

function option(app: WorkstationApp, label: string) {
  return app.page.locator('.ant-select-item-option:visible', { hasText: label }).first();
}

/** One that was corrected, pushed and answered: its history has most to show. */
async function detail(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.id('approvals.filter.status').click();
  await option(app, '已退回').click();
  await app.page.keyboard.press('Escape');
  await open(app, 1);
  await camera.shoot(app, 'approval');
  await app.id('approval.timeline.item').last().scrollIntoViewIfNeeded();
  await camera.shoot(app, 'approval-timeline');
  await print(camera, app);
  await app.go('approvals');
  await app.id('approvals.filters.clear').click();
}

async function open(app: WorkstationApp, index: number): Promise<void> {
  await app.id('approvals.grid').getByRole('row').nth(index).dblclick();
  await expect(app.id('approval.timeline')).toBeVisible();
}

/** The paper: the system's print dialog is held back until the picture of what it would get is taken. */
async function print(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents ?? {};
    Reflect.set(contents, 'print', (_options: unknown, done: () => void) => {
      Reflect.set(globalThis, 'finishPrinting', done);
    });
  });
  await app.id('approval.print').click();
  await app.page.locator('.print-sheet').waitFor({ state: 'attached' });
  await app.page.emulateMedia({ media: 'print' });
  await camera.shoot(app, 'approval-print');
  await app.page.emulateMedia({ media: 'screen' });
  await app.electron.evaluate(() => (Reflect.get(globalThis, 'finishPrinting') as (done: boolean) => void)(true));
  await app.page.locator('.print-sheet').waitFor({ state: 'detached' });
}

async function newApproval(camera: Camera, app: WorkstationApp, materials: Materials): Promise<void> {
  await app.id('approvals.new').click();
  await expect(app.id('form')).toBeVisible();
  await camera.shoot(app, 'form-empty');
  await app.id('form.matter').fill('食品经营许可');
  await app.id('form.decisionNumber').fill('JY13708110000001');
  await app.id('form.counterpartName').fill('济宁高新区样例餐饮有限公司（演示）');
  await app.id('form.uscc').fill('91370800MA00000012');
  await app.id('form.contact').fill('李');
  await app.id('form.save').click();
  await expect(app.page.locator('.ant-form-item-has-error').first()).toBeVisible();
  await camera.shoot(app, 'form-problems');
  await app.answerOpenDialog(materials.attachment);
  await app.id('form.addAttachment').click();
  await app.id('form.addAttachment').scrollIntoViewIfNeeded();
  await camera.shoot(app, 'form-end');
  await app.id('form.cancel').click();
  await expect(app.id('confirm.ok')).toBeVisible();
  await camera.shoot(app, 'form-leave');
  await app.id('confirm.ok').click();
  await expect(app.id('page.approvals')).toBeVisible();
}

async function correction(camera: Camera, app: WorkstationApp): Promise<void> {
  await open(app, 2);
  await app.id('approval.correct').click();
  await expect(app.id('form')).toBeVisible();
  await app.id('form.contact').fill('0537-0000188');
  await app.id('form.address').fill('济宁高新区示例路18号3幢2层');
  await camera.shoot(app, 'correction');
  await app.id('form.save').click();
  await app.id('form.reason').fill('联系电话和地址录入有误，经与申请人核实后更正。');
  await camera.shoot(app, 'correction-differences');
  await app.id('form.confirm').click();
  await expect(app.id('approval.timeline')).toBeVisible();
  await camera.shoot(app, 'approval-corrected');
}
