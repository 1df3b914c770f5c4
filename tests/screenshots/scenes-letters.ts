/** 公文: empty, lists, editor with the page and the problems, issuing, an issued letter, its package, numbers, templates, paper. */
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { APPROVAL_DEPARTMENT, WorkstationApp } from '../e2e/workstation-app.ts';
import { type Camera, prepareForPictures } from './camera.ts';

/** A department that has just begun: what its pages say to do next. */
export async function emptyLetterScenes(camera: Camera, profile: string): Promise<void> {
  const app = await WorkstationApp.start(profile);
  try {
    await prepareForPictures(app);
    await app.firstRun(APPROVAL_DEPARTMENT);
    await openLetters(app);
    for (const tab of ['draft', 'issued', 'received', 'numbers', 'templates']) {
      await app.id(`letters.tab.${tab}`).click();
      await camera.shoot(app, `empty-letters-${tab}`);
    }
    await app.go('handling');
    for (const tab of ['transfers', 'reviews', 'inquiries']) {
      await app.id(`handling.tab.${tab}`).click();
      await camera.shoot(app, `empty-handling-${tab}`);
    }
  } finally {
    await app.close();
  }
}

export async function letterScenes(camera: Camera, app: WorkstationApp, output: string): Promise<void> {
  await lists(camera, app);
  await editor(camera, app);
  await issued(camera, app, output);
  await books(camera, app);
  await dialogs(camera, app);
}

async function openLetters(app: WorkstationApp): Promise<void> {
  await app.id('nav.letters').click();
  await expect(app.id('letters')).toBeVisible();
}

function row(app: WorkstationApp, words: string): Locator {
  return app.page.getByRole('row').filter({ hasText: words }).first();
}

async function pageDrawn(app: WorkstationApp): Promise<void> {
  await expect(app.page.locator('.letter-page canvas').first()).toBeVisible({ timeout: 30_000 });
}

async function lists(camera: Camera, app: WorkstationApp): Promise<void> {
  await openLetters(app);
  for (const tab of ['issued', 'received', 'draft']) {
    await app.id(`letters.tab.${tab}`).click();
    await expect(app.id('letters.count')).toContainText(/\d/);
    await camera.shoot(app, `letters-${tab}`);
  }
  const search = app.id('letters.search').locator('input');
  await search.fill('没有这样的公函');
  await expect(app.id('letters.count')).toContainText('0');
  await camera.shoot(app, 'letters-nothing-found');
  await search.fill('');
  await app.id('letters.create').click();
  await expect(app.id('letters.begin.inquiry')).toBeVisible();
  await camera.shoot(app, 'letter-begin');
  await app.page.keyboard.press('Escape');
}

async function editor(camera: Camera, app: WorkstationApp): Promise<void> {
  await row(app, '复函').dblclick();
  await pageDrawn(app);
  await camera.shoot(app, 'letter-editor');
  await app.id('letter-body-b1').fill('一、变更执业药师的，应当自变更之日起30日内办理备案。\n妥否，请批示。');
  await expect(app.page.locator('.letter-problem', { hasText: '请批示' }).first()).toBeVisible();
  await camera.shoot(app, 'letter-editor-problems');
  await app.id('letter-body-b1').fill('执业药师变更的，应当自变更之日起30日内办理备案；逾期未办理的，在许可证延续前补办。');
  await expect(app.page.locator('.letter-problem', { hasText: '请批示' })).toHaveCount(0);
  await app.id('letter.enclosure.add').scrollIntoViewIfNeeded();
  await camera.shoot(app, 'letter-editor-end');
  await app.id('letter.saveTemplate').click();
  await expect(app.id('templates.name')).toBeVisible();
  await camera.shoot(app, 'letter-save-template');
  await app.page.keyboard.press('Escape');
  await expect(app.id('templates.name')).toBeHidden();
  await app.id('letter.issue').click();
  await app.id('letter.issue.signer').fill('卓明远');
  await camera.shoot(app, 'letter-issue');
  await app.id('letter.issue.ok').click();
  await expect(app.id('letter.issued')).toBeVisible();
  await camera.shoot(app, 'letter-issued');
  await app.id('letter.issued.view').click();
  await pageDrawn(app);
  await camera.shoot(app, 'letter-detail');
}

/** The letter that was just issued goes into a package; others show what became of them. */
async function issued(camera: Camera, app: WorkstationApp, output: string): Promise<void> {
  await app.id('letter.pack').click();
  await expect(app.id('letter.pack.ok')).toBeVisible();
  await camera.shoot(app, 'letter-pack');
  await app.answerSaveDialog(join(output, '演示_公函.sgxe'));
  await app.id('letter.pack.ok').click();
  await expect(app.id('letter.packed')).toBeVisible();
  await camera.shoot(app, 'letter-packed');
  await app.id('letter.packed.close').click();
  await openLetters(app);
  await app.id('letters.tab.received').click();
  await row(app, '建议变更').dblclick();
  await pageDrawn(app);
  await camera.shoot(app, 'letter-received');
  await openLetters(app);
  await row(app, '停产停业整顿').dblclick();
  await expect(app.id('letter.detail')).toContainText('纸质');
  await camera.shoot(app, 'letter-on-paper');
}

async function books(camera: Camera, app: WorkstationApp): Promise<void> {
  await openLetters(app);
  await app.id('letters.tab.numbers').click();
  await expect(app.id('numbers.next').first()).toBeVisible();
  await camera.shoot(app, 'letter-numbers');
  await app.id('numbers.voidNext').first().click();
  await expect(app.id('numbers.void.reason')).toBeVisible();
  await camera.shoot(app, 'letter-number-void');
  await app.page.keyboard.press('Escape');
  await app.id('numbers.reserve').first().click();
  await expect(app.id('numbers.reserve.first')).toBeVisible();
  await camera.shoot(app, 'letter-numbers-reserve');
  await app.page.keyboard.press('Escape');
  await app.id('letters.tab.templates').click();
  await camera.shoot(app, 'letter-templates');
}

async function dialogs(camera: Camera, app: WorkstationApp): Promise<void> {
  await app.id('letters.register').click();
  await expect(app.id('register.title')).toBeVisible();
  await camera.shoot(app, 'letter-register');
  await app.page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(app.page.locator('.ant-form-item-explain-error').first()).toBeVisible();
  await camera.shoot(app, 'letter-register-problems');
  await app.page.keyboard.press('Escape');
  await expect(app.id('register.title')).toBeHidden();
}
