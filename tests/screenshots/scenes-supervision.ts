/** Supervision information at the department that supervises: list, one piece with its history, form. */
import { expect } from '@playwright/test';
import type { WorkstationApp } from '../e2e/workstation-app.ts';
import type { Camera } from './camera.ts';

export async function supervisionRecordScenes(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.go('supervision');
  await expect(app.id('supervision.count')).toContainText(/\d/);
  await camera.shoot(app, 'supervision');
  await app.page.getByRole('row').filter({ hasText: '已认领' }).first().dblclick();
  await expect(app.id('supervision.timeline')).toBeVisible();
  await camera.shoot(app, 'supervision-record');
  await app.go('supervision');
  await app.id('supervision.new').click();
  await camera.shoot(app, 'supervision-form');
  await app.id('supervision.field.kind').click();
  await app.page.locator('.ant-select-item-option:visible', { hasText: '责令停产停业' }).click();
  await app.id('supervision.save').click();
  await expect(app.id('supervision.field.facts.problem')).toBeVisible();
  await app.id('supervision.approvals').click();
  await expect(app.page.locator('.ant-select-item-option:visible').first()).toBeVisible();
  await camera.shoot(app, 'supervision-form-problems');
  await app.page.locator('.ant-select-item-option:visible').first().click();
  await app.id('supervision.cancel').click();
  await app.page.getByRole('button', { name: '离开，不保存' }).click();
}
