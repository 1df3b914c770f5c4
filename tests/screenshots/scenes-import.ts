/** 导入表格 from choosing the file to the result. */

import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { WorkstationApp } from '../e2e/workstation-app.ts';
import type { Camera } from './camera.ts';
import type { Materials } from './materials.ts';

export async function importScenes(camera: Camera, app: WorkstationApp, materials: Materials, folder: string): Promise<void> {
  await app.go('import');
  await camera.shoot(app, 'import-choose');
  await choose(app, materials.incompleteTable);
  await camera.shoot(app, 'import-mapping-missing');
  await app.id('import.mapping').scrollIntoViewIfNeeded();
  await scrollToEnd(app);
  await camera.shoot(app, 'import-mapping-end');
  await app.id('import.stop').click();
  await app.id('confirm.ok').click();

  await choose(app, materials.table);
  await camera.shoot(app, 'import-mapping');
  await app.id('import.next').click();
  await expect(app.id('import.commit')).toBeVisible();
  await camera.shoot(app, 'import-preview');
  await app.id('import.rows').locator('.ant-table-row').first().click();
  await expect(app.id('import.problems').first()).toBeVisible();
  await camera.shoot(app, 'import-problems');
  await app.id('import.show').getByText('有变化').or(app.id('import.show').locator('label').last()).first().click();
  await app.id('import.rows').locator('.ant-table-row').first().click();
  await expect(app.id('import.changes').first()).toBeVisible();
  await camera.shoot(app, 'import-changes');
  await app.id('import.show.rejected').click();
  await app.answerSaveDialog(join(folder, '不通过的行.xlsx'));
  await app.id('import.saveRejects').click();
  await expect(app.page.locator('.ant-notification-notice').first()).toBeVisible();
  await app.id('import.accept').click();
  await app.id('import.acceptReason').fill('已与营业执照核对无误');
  await camera.shoot(app, 'import-accept');
  await app.page.locator('.ant-notification-notice-close').first().click();
  await app.id('import.commit').click();
  await expect(app.id('import.done')).toBeVisible();
  await camera.shoot(app, 'import-result');
}

async function choose(app: WorkstationApp, path: string): Promise<void> {
  await app.answerOpenDialog(path);
  await app.id('import.choose').click();
  await expect(app.id('import.format')).toBeVisible();
}

async function scrollToEnd(app: WorkstationApp): Promise<void> {
  await app.page.locator('.shell-content').evaluate((element) => element.scrollTo(0, element.scrollHeight));
}
