/** From the welcome page to the empty workstation, the lock in its states, and a profile that can't be opened. */
import { expect } from '@playwright/test';
import { APPROVAL_DEPARTMENT, WorkstationApp } from '../e2e/workstation-app.ts';
import { type Camera, prepareForPictures } from './camera.ts';
import { makeBlockedProfile } from './materials.ts';

const GOOD_PASSPHRASE = '石榴-缝纫机-37-慢车';

export async function setupScenes(camera: Camera, profile: string): Promise<void> {
  const app = await WorkstationApp.start(profile);
  try {
    await prepareForPictures(app);
    await firstRun(camera, app);
    await emptyPages(camera, app);
    await lock(camera, app);
  } finally {
    await app.close();
  }
  await blocked(camera, profile);
}

async function firstRun(camera: Camera, app: WorkstationApp): Promise<void> {
  await expect(app.id('first-run.start')).toBeVisible();
  await camera.shoot(app, 'welcome');
  await app.id('first-run.start').click();
  await camera.shoot(app, 'department-empty');
  await app.id('first-run.uscc').fill('11370800MB0000019X');
  await app.id('first-run.next').click();
  await camera.shoot(app, 'department-problems');
  const { name, uscc, role } = APPROVAL_DEPARTMENT;
  await app.id('first-run.name').fill(name);
  await app.id('first-run.uscc').fill(uscc);
  await app.id(`first-run.role-${role}`).click();
  await app.id('first-run.address').fill('济宁高新区海川路9号');
  await app.id('first-run.telephone').fill('0537-0000001');
  await app.id('first-run.documentCode').fill('济高新审');
  await app.id('first-run.operator').fill('王经办');
  await camera.shoot(app, 'department-filled');
  await app.id('first-run.next').click();
  await camera.shoot(app, 'passphrase-empty');
  await app.id('first-run.new-passphrase').fill('admin123');
  await app.id('first-run.repeat-passphrase').fill('admin12');
  await app.id('first-run.repeat-passphrase').blur();
  await camera.shoot(app, 'passphrase-weak');
  await app.id('first-run.new-passphrase').fill(GOOD_PASSPHRASE);
  await app.id('first-run.repeat-passphrase').fill(GOOD_PASSPHRASE);
  await camera.shoot(app, 'passphrase-good');
  await app.id('first-run.create').click();
  await expect(app.id('recovery.code')).toBeVisible();
  await camera.shoot(app, 'recovery-code');
  await app.keepRecoveryCode();
}

async function emptyPages(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.go('home');
  await camera.shoot(app, 'empty-home');
  await app.go('approvals');
  await camera.shoot(app, 'empty-approvals');
  await app.go('import');
  await camera.shoot(app, 'empty-import');
  await app.go('inbox');
  await camera.shoot(app, 'empty-inbox');
  await app.go('packages');
  await camera.shoot(app, 'empty-packages-out');
  await app.id('packages.tab.in').click();
  await camera.shoot(app, 'empty-packages-in');
  await app.id('packages.create').click();
  await expect(app.id('packages.goImport')).toBeVisible();
  await camera.shoot(app, 'empty-create-package');
  await app.id('packages.create.cancel').click();
  await app.go('directory');
  await camera.shoot(app, 'empty-directory');
  await app.go('settings');
  await camera.shoot(app, 'settings-own-department');
}

async function lock(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.id('shell.lock').click();
  await camera.shoot(app, 'lock');
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await app.id('lock.passphrase').fill(`不对的口令 ${attempt}`);
    await app.id('lock.submit').click();
    if (attempt > 1) continue;
    await expect(app.id('lock.failure')).toBeVisible();
    await camera.shoot(app, 'lock-wrong-passphrase');
  }
  await expect(app.id('lock.wait').first()).toBeVisible();
  await camera.shoot(app, 'lock-wait');
  await expect(app.id('lock.wait').first()).toBeHidden({ timeout: 20_000 });
  await app.id('lock.forgotten').click();
  await camera.shoot(app, 'lock-recovery');
}

async function blocked(camera: Camera, profile: string): Promise<void> {
  const newer = `${profile}-newer`;
  await makeBlockedProfile(newer, profile);
  const app = await WorkstationApp.start(newer);
  try {
    await prepareForPictures(app);
    await expect(app.id('blocked')).toBeVisible();
    await camera.shoot(app, 'blocked');
  } finally {
    await app.close();
  }
}
