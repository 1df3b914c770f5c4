/** What stands around the pages: lock of the demo, home, settings, shortcuts, idle warning, and a damaged ledger. */
import { expect } from '@playwright/test';
import { WorkstationApp } from '../e2e/workstation-app.ts';
import { type Camera, prepareForPictures } from './camera.ts';
import { copyDamaged } from './materials.ts';

export async function startDemo(profile: string, which: 'approval' | 'supervision'): Promise<WorkstationApp> {
  const app = await WorkstationApp.start(profile, [`--demo=${which}`]);
  await prepareForPictures(app);
  await app.id('lock.demo-fill').click();
  return app;
}

export async function enterDemo(app: WorkstationApp): Promise<void> {
  await app.id('lock.submit').click();
  // an empty demo profile gets its story, with the PDFs of its letters
  await expect(app.id('shell')).toBeVisible({ timeout: 60_000 });
}

export async function settingsScenes(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.go('settings');
  for (const tab of ['department', 'security', 'data', 'demo', 'about']) {
    await app.id(`settings.tab.${tab}`).click();
    if (tab === 'data') {
      await app.id('settings.verify').click();
      await expect(app.id('settings.verified')).toBeVisible();
    }
    await camera.shoot(app, `settings-${tab}`);
  }
  await app.go('home');
  await app.id('shell.help').click();
  await expect(app.page.locator('.ant-modal:visible')).toBeVisible();
  await camera.shoot(app, 'shortcuts');
  await app.page.keyboard.press('Escape');
}

/** With the page's clock moved on; the app can only be locked afterwards. */
export async function idleScene(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.page.clock.install();
  await app.id('shell.lock').click();
  await app.id('lock.demo-fill').click();
  await enterDemo(app);
  await app.page.clock.fastForward('09:40');
  await expect(app.id('shell.idle-warning')).toBeVisible();
  await camera.shoot(app, 'idle-warning');
}

/** `profile` is closed; its ledger is damaged in copies: once so that it can be mended, once so that it can't. */
export async function damageScenes(camera: Camera, profile: string): Promise<void> {
  for (const both of [false, true]) {
    const copy = `${profile}-damaged-${both ? 'both' : 'journal'}`;
    await copyDamaged(`${profile}-demo-approval`, `${copy}-demo-approval`, { both });
    const app = await startDemo(copy, 'approval');
    try {
      await enterDemo(app);
      await expect(app.id(both ? 'shell.read-only' : 'shell.notices')).toBeVisible();
      await app.go('approvals');
      await camera.shoot(app, both ? 'ledger-read-only' : 'ledger-mended');
      if (!both) continue;
      await app.id('shell.read-only').getByRole('button').click();
      await camera.shoot(app, 'ledger-read-only-details');
    } finally {
      await app.close();
    }
  }
}
