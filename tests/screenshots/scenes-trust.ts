/** 部门名录 with its keys and cards, and the change of the own key in 设置. */
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { DepartmentCards } from '../e2e/department-cards.ts';
import { APPROVAL_DEPARTMENT, PASSPHRASE, SUPERVISION_DEPARTMENT, WorkstationApp } from '../e2e/workstation-app.ts';
import { type Camera, prepareForPictures } from './camera.ts';

const MARKET = SUPERVISION_DEPARTMENT.uscc;

export async function trustScenes(camera: Camera, profile: string, materials: DepartmentCards, output: string): Promise<void> {
  const app = await WorkstationApp.start(profile);
  try {
    await prepareForPictures(app);
    await app.firstRun(APPROVAL_DEPARTMENT);
    await app.go('directory');
    await ownPapers(camera, app, output);
    await firstCard(camera, app, materials);
    await laterCards(camera, app, materials);
    await refusedPackages(camera, app, materials);
    await coordinator(camera, app, materials);
    await revoke(camera, app);
    await rotate(camera, app);
  } finally {
    await app.close();
  }
}

async function ownPapers(camera: Camera, app: WorkstationApp, output: string): Promise<void> {
  await expect(app.id('directory.ownQr')).toBeVisible();
  await camera.shoot(app, 'trust-nobody');
  await app.answerSaveDialog(join(output, '部门名片-高新区行政审批服务局.sgcard'));
  await app.id('directory.saveCard').click();
  await expect(app.id('key-papers.show')).toBeVisible();
  await camera.shoot(app, 'trust-card-saved');
  await closeNotices(app);
}

async function firstCard(camera: Camera, app: WorkstationApp, materials: DepartmentCards): Promise<void> {
  await openCard(app, materials.alteredCard);
  await expect(app.id('card.failed')).toBeVisible();
  await camera.shoot(app, 'card-altered');
  await app.id('card.close').click();
  await openCard(app, materials.card);
  await expect(app.id('card.relation.newDepartment')).toBeVisible();
  await camera.shoot(app, 'card-new-department');
  await app.id('card.later').click();
  await expect(app.id('card.result')).toBeVisible();
  await camera.shoot(app, 'card-later');
  await app.id('card.done').click();
  await app.id(`directory.detail.${MARKET}`).click();
  await expect(app.id('directory.details')).toBeVisible();
  await camera.shoot(app, 'department-unconfirmed');
  await app.page.locator('[data-testid^="key.confirm."]').first().click();
  await app.id('key.compared').click();
  await app.id('key.against').locator('input').fill('与盖章的密钥确认单核对，李联络员当面送达');
  await camera.shoot(app, 'key-confirm');
  await app.id('key.confirm.ok').click();
  await expect(app.id('key.confirm.ok')).toBeHidden();
  await camera.shoot(app, 'department-confirmed');
  await closeDrawer(app);
}

async function laterCards(camera: Camera, app: WorkstationApp, materials: DepartmentCards): Promise<void> {
  await openCard(app, materials.impostorCard);
  await expect(app.id('card.relation.newKey')).toBeVisible();
  await camera.shoot(app, 'card-impostor');
  await app.id('card.cancel').click();
  await openCard(app, materials.rotatedCard);
  await expect(app.id('card.relation.rotation')).toBeVisible();
  await camera.shoot(app, 'card-rotation');
  await app.id('card.accept').click();
  await app.id('card.done').click();
  await openCard(app, materials.leakedCard);
  await expect(app.id('card.revokes')).toBeVisible();
  await app.id('card.compared').click();
  await app.id('card.against').locator('input').fill('与新的密钥确认单核对');
  await camera.shoot(app, 'card-after-leak');
  await app.id('card.confirm').click();
  await app.id('card.done').click();
  await openCard(app, materials.ownOtherCard);
  await expect(app.id('card.relation.ownOther')).toBeVisible();
  await camera.shoot(app, 'card-own-other');
  await app.id('card.later').click();
  await app.id('card.done').click();
  await camera.shoot(app, 'directory-with-keys');
  await app.id('directory.ownOthers').click();
  await expect(app.page.locator('[data-testid^="key.confirm."]').first()).toBeVisible();
  await camera.shoot(app, 'own-other-keys');
  await closeDrawer(app);
}

async function refusedPackages(camera: Camera, app: WorkstationApp, materials: DepartmentCards): Promise<void> {
  for (const [path, trust] of [
    [materials.impostorPackage, 'changed'],
    [materials.leakedPackage, 'revoked'],
  ] as const) {
    await app.go('packages');
    await app.answerOpenDialog(path);
    await app.id('packages.import').click();
    await expect(app.id(`packages.trust.${trust}`)).toBeVisible();
    await camera.shoot(app, `package-key-${trust}`);
    await app.id('packages.trust.directory').click();
    await expect(app.id('directory.table')).toBeVisible();
  }
}

async function coordinator(camera: Camera, app: WorkstationApp, materials: DepartmentCards): Promise<void> {
  await openCard(app, materials.coordinatorCard);
  await app.id('card.compared').click();
  await app.id('card.against').locator('input').fill('与盖章的密钥确认单当面核对');
  await app.id('card.confirm').click();
  await expect(app.id('card.result')).toBeVisible();
  await camera.shoot(app, 'card-confirmed');
  await app.id('card.showDepartment').click();
  await app.id('directory.coordinator').click();
  await app.id('directory.coordinator.note').fill('济高新管办字〔2023〕2号');
  await camera.shoot(app, 'coordinator');
  await app.id('directory.coordinator.ok').click();
  await expect(app.id('directory.coordinator')).toBeChecked();
  await closeDrawer(app);
  await camera.shoot(app, 'directory-coordinator');
}

async function revoke(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.id(`directory.detail.${MARKET}`).click();
  await expect(app.id('directory.details')).toBeVisible();
  await camera.shoot(app, 'department-history');
  await app.page.locator('[data-testid^="key.revoke."]').first().click();
  await app.id('key.reason.lost').click();
  await app.id('key.note').fill('市场监管局来函：原计算机硬盘损坏，已与张主任电话确认。');
  await camera.shoot(app, 'key-revoke');
  await app.id('key.revoke.ok').click();
  await expect(app.id('key.revoke.ok')).toBeHidden();
  await closeDrawer(app);
}

async function rotate(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.go('settings');
  await app.id('settings.tab.security').click();
  await expect(app.id('settings.fingerprint')).toBeVisible();
  await camera.shoot(app, 'settings-signing-key');
  await app.id('settings.rotateKey').click();
  await app.id('settings.rotate.kind.compromised').click();
  await camera.shoot(app, 'rotate-compromised');
  await app.id('settings.rotate.kind.routine').click();
  await app.id('settings.rotate.passphrase').fill(PASSPHRASE);
  await camera.shoot(app, 'rotate-routine');
  await app.id('settings.rotate.ok').click();
  await expect(app.id('settings.rotate.done')).toBeVisible();
  await camera.shoot(app, 'rotate-done');
  await app.id('settings.rotate.close').click();
}

async function openCard(app: WorkstationApp, path: string): Promise<void> {
  await expect(app.page.locator('.ant-modal:visible')).toHaveCount(0);
  await app.answerOpenDialog(path);
  await app.id('directory.importCard').click();
}

async function closeDrawer(app: WorkstationApp): Promise<void> {
  await app.page.locator('.ant-drawer-close:visible').first().click();
  await expect(app.page.locator('.ant-drawer-open:visible')).toHaveCount(0);
}

async function closeNotices(app: WorkstationApp): Promise<void> {
  for (const button of await app.page.locator('.ant-notification-notice-close').all()) await button.click();
  await expect(app.page.locator('.ant-notification-notice')).toHaveCount(0);
}
