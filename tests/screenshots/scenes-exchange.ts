/** 待认领, 数据包 and 部门名录. */

import { join } from 'node:path';
import { expect } from '@playwright/test';
import { DEMO_DEPARTMENTS } from '#shared/workstation/demo/demo-departments.ts';
import type { WorkstationApp } from '../e2e/workstation-app.ts';
import type { Camera } from './camera.ts';
import type { Materials } from './materials.ts';

export async function exchangeScenes(camera: Camera, app: WorkstationApp, materials: Materials, folder: string): Promise<void> {
  await inbox(camera, app);
  await packages(camera, app);
  await createPackage(camera, app, folder);
  await importPackages(camera, app, materials);
  await receipt(camera, app, folder);
  await directory(camera, app);
}

async function inbox(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.go('inbox');
  await expect(app.id('inbox.count')).toContainText(/\d/);
  await camera.shoot(app, 'inbox');
  const ticks = app.id('inbox.grid').locator('[data-grid-row] input[data-grid-tick]');
  for (const index of [0, 1, 3, 4]) await ticks.nth(index).click();
  await app.id('inbox.claim').click();
  await app.id('inbox.note').fill('已列入日常监管台账。');
  await camera.shoot(app, 'inbox-claim');
  await app.id('inbox.claim.ok').click();
  await expect(app.page.locator('.ant-modal:visible')).toHaveCount(0);
  await ticks.nth(0).click();
  await app.id('inbox.return').click();
  await app.id('inbox.return.ok').click();
  await camera.shoot(app, 'inbox-return-without-reason');
  await app.id('inbox.reason.0').click();
  await camera.shoot(app, 'inbox-return');
  await app.id('inbox.return.ok').click();
  await expect(app.page.locator('.ant-modal:visible')).toHaveCount(0);
  await app.id('inbox.filter').locator('label').nth(1).click();
  await camera.shoot(app, 'inbox-claimed');
  await app.id('inbox.filter').locator('label').last().click();
  await camera.shoot(app, 'inbox-all');
}

async function packages(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.go('packages');
  await camera.shoot(app, 'packages-out');
  await app.id('packages.tab.in').click();
  await camera.shoot(app, 'packages-in');
}

async function createPackage(camera: Camera, app: WorkstationApp, folder: string): Promise<void> {
  await app.id('packages.create').click();
  await expect(app.id('packages.recipient')).toBeVisible();
  await app.id('packages.next').click();
  await camera.shoot(app, 'create-package-choose');
  await app.id('packages.recipient').click();
  await camera.shoot(app, 'create-package-recipients');
  await app.page.locator('.ant-select-item-option', { hasText: DEMO_DEPARTMENTS.market.name }).click();
  await app.page.keyboard.press('Escape');
  await app.id('packages.next').click();
  await expect(app.id('packages.confirm')).toBeVisible();
  await camera.shoot(app, 'create-package-confirm');
  await app.id('packages.unsealed.choice').click();
  await app.id('packages.export').click();
  await camera.shoot(app, 'create-package-unsealed');
  await app.id('packages.sealed').click();
  await app.answerSaveDialog(join(folder, '演示_审批信息_济宁高新区行政审批服务局（演示）_至_济宁高新区市场监督管理局（演示）.sgxe'));
  await app.id('packages.export').click();
  await expect(app.id('packages.done')).toBeVisible();
  await camera.shoot(app, 'create-package-done');
  await app.id('packages.done.close').click();
  await app.id('packages.create').click();
  await app.id('packages.addDepartment').click();
  await expect(app.id('packages.newDepartment.save')).toBeVisible();
  await camera.shoot(app, 'create-package-new-department');
  await app.id('packages.newDepartment.cancel').click();
  await app.id('packages.create.cancel').click();
}

async function importPackages(camera: Camera, app: WorkstationApp, materials: Materials): Promise<void> {
  await look(app, materials.unknownPackage);
  await expect(app.id('packages.trust.unknown')).toBeVisible();
  await camera.shoot(app, 'package-unknown-key');
  await app.id('packages.confirmFingerprint').click();
  await app.id('packages.against').locator('input').fill('与祁拾川（综合行政执法局）电话核对');
  await camera.shoot(app, 'package-unknown-key-compared');
  await app.id('packages.cancelImport').click();

  await look(app, materials.alteredPackage);
  await expect(app.id('packages.failure')).toBeVisible();
  await camera.shoot(app, 'package-altered');
  await app.id('packages.close').click();

  await look(app, materials.knownPackage);
  await expect(app.id('packages.trust.confirmed')).toBeVisible();
  await camera.shoot(app, 'package-known-key');
  await app.id('packages.doImport').click();
  await expect(app.id('packages.imported')).toBeVisible();
  await camera.shoot(app, 'package-imported');
  await app.id('packages.close').click();

  await look(app, materials.knownPackage);
  await expect(app.id('packages.already')).toBeVisible();
  await camera.shoot(app, 'package-again');
  await app.id('packages.close').click();

  await look(app, materials.receipt);
  await expect(app.id('packages.preview')).toBeVisible();
  await camera.shoot(app, 'package-receipt');
  await app.id('packages.doImport').click();
  await expect(app.id('packages.imported')).toBeVisible();
  await camera.shoot(app, 'package-receipt-imported');
  await app.id('packages.close').click();
}

async function look(app: WorkstationApp, path: string): Promise<void> {
  await expect(app.page.locator('.ant-modal:visible')).toHaveCount(0);
  await app.answerOpenDialog(path);
  await app.id('packages.import').click();
}

async function receipt(camera: Camera, app: WorkstationApp, folder: string): Promise<void> {
  await app.answerSaveDialog(join(folder, '演示_回执_济宁高新区行政审批服务局（演示）.sgxe'));
  await app.id('packages.receiptBar').getByRole('button').first().click();
  await expect(app.id('packages.receipt.export')).toBeVisible();
  await camera.shoot(app, 'receipt-choose');
  await app.id('packages.receipt.export').click();
  await expect(app.id('packages.done')).toBeVisible();
  await camera.shoot(app, 'receipt-done');
  await app.id('packages.receipt.close').click();
}

async function directory(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.go('directory');
  await expect(app.id('directory.table')).toBeVisible();
  await camera.shoot(app, 'directory');
  await app.id('directory.add').click();
  await app.id('directory.name').fill('济宁高新区自然资源局（演示）');
  await app.id('directory.uscc').fill('1137080');
  await app.id('directory.save').click();
  await camera.shoot(app, 'directory-add');
  await app.id('directory.cancel').click();
  await app.id('confirm.ok').click();
  await expect(app.page.locator('.ant-drawer-open:visible')).toHaveCount(0);
  await app.id(`directory.edit.${DEMO_DEPARTMENTS.market.uscc}`).click();
  await camera.shoot(app, 'directory-edit');
  await app.id('directory.cancel').click();
}
