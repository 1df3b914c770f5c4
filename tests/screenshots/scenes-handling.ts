/** 函件办理: case files, 函告 on their way to a decision, questions and answers. */
import { expect } from '@playwright/test';
import type { WorkstationApp } from '../e2e/workstation-app.ts';
import type { Camera } from './camera.ts';

export async function handlingScenes(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.go('home');
  await camera.shoot(app, 'handling-home');
  await app.go('handling');
  await transfers(camera, app);
  await reviews(camera, app);
  await inquiries(camera, app);
}

function row(app: WorkstationApp, attribute: string) {
  return app.page.locator(`tr[${attribute}]`).first();
}

async function closeDrawer(app: WorkstationApp): Promise<void> {
  await app.page.keyboard.press('Escape');
  await expect(app.page.locator('.ant-drawer-open:visible')).toHaveCount(0);
}

async function transfers(camera: Camera, app: WorkstationApp): Promise<void> {
  await expect(row(app, 'data-state="toCheck"')).toBeVisible();
  await camera.shoot(app, 'handling-transfers');
  await row(app, 'data-state="toCheck"').dblclick();
  await expect(app.id('transfers.check')).toBeVisible();
  await app.id('transfers.check.0.complete').click();
  await app.id('transfers.check.1.pagesDiffer').click();
  await app.id('transfers.check.2.missing').click();
  await camera.shoot(app, 'handling-transfer-check');
  await closeDrawer(app);
  await row(app, 'data-state="lacking"').dblclick();
  await expect(app.id('transfers.result')).toBeVisible();
  await camera.shoot(app, 'handling-transfer-result');
  await closeDrawer(app);
  await app.id('transfers.begin').click();
  await expect(app.id('transfers.begin.reason')).toBeVisible();
  await app.id('transfers.begin.reason').fill('依法作出吊销许可证件的决定');
  await app.id('transfers.begin.recipient').click();
  await app.page.locator('.ant-select-item-option:visible', { hasText: '市场监督管理局' }).click();
  await app.id('transfers.begin.records').click();
  const options = app.page.locator('.ant-select-item-option:visible');
  await expect(options.first()).toBeVisible();
  await camera.shoot(app, 'handling-transfer-begin');
  await options.first().click();
  await app.id('transfers.begin.reason').click();
  await app.id('transfers.begin.ok').click();
  await expect(app.id('transfers.drawer')).toBeVisible();
  await camera.shoot(app, 'handling-transfer-draft');
  await closeDrawer(app);
}

async function reviews(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.id('handling.tab.reviews').click();
  await expect(row(app, 'data-next="decided"')).toBeVisible();
  await camera.shoot(app, 'handling-reviews');
  await row(app, 'data-next="decided"').dblclick();
  await expect(app.id('reviews.drawer')).toBeVisible();
  await camera.shoot(app, 'handling-review');
  await app.id('reviews.take.decided').click();
  await app.id('reviews.act.revoke').click();
  await camera.shoot(app, 'handling-review-step');
  await app.page.keyboard.press('Escape');
  await expect(app.id('reviews.step.note')).toHaveCount(0);
  await closeDrawer(app);
  await row(app, 'data-answered="true"').dblclick();
  await expect(app.id('reviews.drawer')).toBeVisible();
  await camera.shoot(app, 'handling-review-finished');
  await closeDrawer(app);
}

async function inquiries(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.id('handling.tab.inquiries').click();
  await expect(app.id('inquiries.count')).toContainText(/\d/);
  await camera.shoot(app, 'handling-inquiries');
  await app.id('inquiries.show.answered').click();
  await camera.shoot(app, 'handling-inquiries-answered');
  await app.id('inquiries.search').locator('input').fill('没有这样的问题');
  await expect(app.id('inquiries.count')).toContainText('0');
  await camera.shoot(app, 'handling-inquiries-nothing-found');
}
