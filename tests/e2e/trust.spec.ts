import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { COORDINATOR, type DepartmentCards, makeDepartmentCards } from './department-cards.ts';
import { APPROVAL_DEPARTMENT, PASSPHRASE, SUPERVISION_DEPARTMENT, WorkstationApp } from './workstation-app.ts';

test.setTimeout(180_000);

const MARKET = SUPERVISION_DEPARTMENT.uscc;

test('whose key is believed: cards, impostors, a change of key, a leak, revocation, and the own key', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'workstation-cards-'));
  const profile = await WorkstationApp.newProfile();
  const cards = await makeDepartmentCards(folder);
  const app = await WorkstationApp.start(profile);
  try {
    // dialogs that glide to their place move the buttons away from the pointer
    await app.page.emulateMedia({ reducedMotion: 'reduce' });
    await app.firstRun(APPROVAL_DEPARTMENT);
    await app.go('directory');
    await test.step('the code beside the own fingerprint says the same to a scanner', () => readsQr(app));
    await test.step('a card that was altered on the way is refused, and nothing is registered', () => altered(app, cards));
    await test.step('a key is believed only after a person compared it, and says with what', () => compare(app, cards));
    await test.step('an impostor under the same name and code gets nowhere unnoticed', () => impostor(app, cards));
    await test.step('the impostor’s package can be looked at, not imported', () => refused(app, cards.impostorPackage, 'changed'));
    await test.step('the successor that the old key signed is taken over with one click', () => rotation(app, cards));
    await test.step('after a leak the old key is revoked by its own declaration, and never comes back', () => leak(app, cards));
    await test.step('a package of the leaked key is refused, with who revoked it', () => refused(app, cards.leakedPackage, 'revoked'));
    await test.step('revoking needs a reason and upon what; without a key nothing can be sealed', () => revocation(app));
    await test.step('办法 19, 27: only a department that approves and whose key was compared can coordinate', () =>
      coordinator(app, cards));
    await test.step('the own key is changed only with the passphrase, and the card that follows is signed by both', () =>
      rotate(app, folder));
  } catch (error) {
    await app.picture('trust');
    throw error;
  } finally {
    await app.close();
    await WorkstationApp.remove(profile);
    await rm(folder, { recursive: true, force: true });
  }
});

async function readsQr(app: WorkstationApp): Promise<void> {
  const shown = app.id('directory.ownFingerprint').locator('span');
  await expect(shown).toHaveCount(16);
  const groups = await shown.allTextContents();
  const { data, width, height } = PNG.sync.read(await app.id('directory.ownQr').screenshot());
  expect(jsQR(new Uint8ClampedArray(data), width, height)?.data).toBe(`SGKEY:${APPROVAL_DEPARTMENT.uscc}:${groups.join('')}`);
}

async function altered(app: WorkstationApp, cards: DepartmentCards): Promise<void> {
  await openCard(app, cards.alteredCard);
  await expect(app.id('card.failed').getByTestId('failure')).toHaveAttribute('data-failure-code', 'card.signature');
  await app.id('card.close').click();
  await expect(app.id('directory.empty.add')).toBeVisible();
}

async function compare(app: WorkstationApp, cards: DepartmentCards): Promise<void> {
  await openCard(app, cards.card);
  await expect(app.id('card.relation.newDepartment')).toBeVisible();
  await expect(app.id('card.confirm')).toBeDisabled();
  await app.id('card.compared').click();
  await expect(app.id('card.confirm')).toBeDisabled();
  await app.id('card.later').click();
  await app.id('card.done').click();
  await expect(app.id(`directory.key.${MARKET}`)).toHaveAttribute('data-state', 'unconfirmed');
  await expect(app.id(`directory.seal.${MARKET}`)).toHaveAttribute('data-seal', 'false');

  await openDetails(app);
  await app.page.locator('[data-testid^="key.confirm."]').click();
  await expect(app.id('key.confirm.ok')).toBeDisabled();
  await app.id('key.compared').click();
  await app.id('key.against').locator('input').fill('与盖章的密钥确认单核对');
  await app.id('key.confirm.ok').click();
  const key = app.id('directory.details').locator('.key-item');
  await expect(key).toContainText('与盖章的密钥确认单核对');
  await expect(key).toContainText('王经办');
  await closeDetails(app);
  await expect(app.id(`directory.key.${MARKET}`)).toHaveAttribute('data-state', 'confirmed');
  await expect(app.id(`directory.seal.${MARKET}`)).toHaveAttribute('data-seal', 'true');
}

async function impostor(app: WorkstationApp, cards: DepartmentCards): Promise<void> {
  await openCard(app, cards.impostorCard);
  await expect(app.id('card.relation.newKey')).toHaveClass(/ant-alert-error/);
  await expect(app.id('card.confirmedKeys')).toContainText('监管科 1 号机');
  await expect(app.id('card.accept')).toHaveCount(0);
  await expect(app.id('card.confirm')).toBeDisabled();
  await app.id('card.cancel').click();
  await openDetails(app);
  await expect(app.id('directory.details').locator('.key-item')).toHaveCount(1);
  await closeDetails(app);
}

/** From the refusal the way leads to where a new card is taken in. */
async function refused(app: WorkstationApp, path: string, trust: 'changed' | 'revoked'): Promise<void> {
  await app.go('packages');
  await app.answerOpenDialog(path);
  await app.id('packages.import').click();
  await expect(app.id(`packages.trust.${trust}`)).toBeVisible();
  await expect(app.id('packages.trust.note')).toContainText('王经办');
  await expect(app.id('packages.doImport')).toHaveCount(0);
  await app.id('packages.trust.directory').click();
  await expect(app.id('directory.table')).toBeVisible();
}

async function rotation(app: WorkstationApp, cards: DepartmentCards): Promise<void> {
  await openCard(app, cards.rotatedCard);
  await expect(app.id('card.relation.rotation')).toBeVisible();
  await expect(app.id('card.changes')).toContainText('0537-0000009');
  await app.id('card.accept').click();
  await app.id('card.done').click();
  await expect(app.id('directory.table')).toContainText('0537-0000009');
  await openDetails(app);
  await expect(states(app)).toHaveText(['已核对', '已更换']);
  await closeDetails(app);
}

async function leak(app: WorkstationApp, cards: DepartmentCards): Promise<void> {
  await openCard(app, cards.leakedCard);
  await expect(app.id('card.revokes')).toContainText('泄露');
  await app.id('card.compared').click();
  await app.id('card.against').locator('input').fill('与新的密钥确认单当面核对');
  await app.id('card.confirm').click();
  await app.id('card.done').click();
  await openCard(app, cards.rotatedCard);
  await expect(app.id('card.relation.revoked')).toBeVisible();
  for (const action of ['confirm', 'later', 'accept', 'update']) await expect(app.id(`card.${action}`)).toHaveCount(0);
  await app.id('card.showDepartment').click();
  await expect(states(app)).toHaveText(['已核对', '已更换', '已吊销']);
  await expect(app.page.locator('.key-item-revoked').getByRole('button')).toHaveCount(0);
  await closeDetails(app);
}

async function revocation(app: WorkstationApp): Promise<void> {
  await openDetails(app);
  await app.page.locator('.key-item-confirmed [data-testid^="key.revoke."]').click();
  await expect(app.id('key.revoke.last')).toBeVisible();
  await app.id('key.note').fill('张主任电话告知计算机被盗');
  await expect(app.id('key.revoke.ok')).toBeDisabled();
  await app.id('key.note').fill('');
  await app.id('key.reason.lost').click();
  await app.id('key.revoke.ok').click();
  await expect(app.id('key.revoke.dialog')).toContainText('请写明依据');
  await app.id('key.note').fill('张主任电话告知计算机被盗');
  await app.id('key.revoke.ok').click();
  await expect(app.id('key.revoke.ok')).toBeHidden();
  await expect(states(app)).toHaveText(['已更换', '已吊销', '已吊销']);
  await closeDetails(app);
  await expect(app.id(`directory.seal.${MARKET}`)).toHaveAttribute('data-seal', 'false');
}

async function coordinator(app: WorkstationApp, cards: DepartmentCards): Promise<void> {
  await openDetails(app);
  await expect(app.id('directory.coordinator')).toBeDisabled();
  await closeDetails(app);
  await openCard(app, cards.coordinatorCard);
  await expect(app.id('card.relation.newDepartment')).toBeVisible();
  await app.id('card.later').click();
  await app.id('card.showDepartment').click();
  await expect(app.id('directory.coordinator')).toBeDisabled();
  await app.page.locator('[data-testid^="key.confirm."]').click();
  await app.id('key.compared').click();
  await app.id('key.against').locator('input').fill('当面核对');
  await app.id('key.confirm.ok').click();
  await app.id('directory.coordinator').click();
  await expect(app.id('directory.coordinator.ok')).toBeDisabled();
  await app.id('directory.coordinator.note').fill('济高新管办字〔2023〕2号');
  await app.id('directory.coordinator.ok').click();
  await expect(app.id('directory.coordinator')).toBeChecked();
  await closeDetails(app);
  await expect(app.id(`directory.coordinator.${COORDINATOR.uscc}`)).toBeVisible();
}

async function rotate(app: WorkstationApp, folder: string): Promise<void> {
  const before = await app.id('directory.ownFingerprint').textContent();
  await app.go('settings');
  await app.id('settings.tab.security').click();
  await app.id('settings.workstation').fill('审批窗口 3 号机');
  await app.id('settings.save-workstation').click();
  await expect(app.id('settings.save-workstation')).toBeDisabled();
  await app.id('settings.rotateKey').click();
  await app.id('settings.rotate.kind.routine').click();
  await app.id('settings.rotate.passphrase').fill('不对的口令');
  await app.id('settings.rotate.ok').click();
  await expect(app.id('settings.rotate.dialog').getByTestId('failure')).toBeVisible();
  await app.id('settings.rotate.passphrase').fill(PASSPHRASE);
  await app.id('settings.rotate.ok').click();
  await expect(app.id('settings.rotate.done')).toBeVisible({ timeout: 30_000 });
  const path = join(folder, '新名片.sgcard');
  await app.answerSaveDialog(path);
  await app.id('settings.rotate.saveCard').click();
  await expect(app.id('key-papers.show')).toBeVisible();
  const card = await readFile(path, 'utf8');
  expect(card).toContain('审批窗口 3 号机');
  expect(card).toContain('"replaces"');
  const sheet = join(folder, '密钥确认单.pdf');
  await app.answerSaveDialog(sheet);
  await app.id('settings.rotate.saveKeySheet').click();
  await expect(app.id('key-papers.show')).toHaveCount(2, { timeout: 30_000 });
  expect((await readFile(sheet)).subarray(0, 5).toString()).toBe('%PDF-');
  await app.id('settings.rotate.close').click();
  await app.go('directory');
  await expect(app.id('directory.ownFingerprint')).not.toHaveText(before ?? '');
  await expect(app.id('directory.ownWorkstation')).toContainText('审批窗口 3 号机');
  await app.id('directory.ownOthers').click();
  await expect(states(app)).toHaveText(['已更换']);
}

const states = (app: WorkstationApp) => app.page.locator('.ant-drawer-open [data-testid^="key.state."]');

async function openCard(app: WorkstationApp, path: string): Promise<void> {
  await expect(app.page.locator('.ant-modal:visible')).toHaveCount(0);
  await app.answerOpenDialog(path);
  await app.id('directory.importCard').click();
}

async function openDetails(app: WorkstationApp): Promise<void> {
  await expect(app.page.locator('.ant-modal:visible')).toHaveCount(0);
  await app.id(`directory.detail.${MARKET}`).click();
  await expect(app.id('directory.details')).toBeVisible();
}

async function closeDetails(app: WorkstationApp): Promise<void> {
  await app.page.locator('.ant-drawer-close:visible').click();
  await expect(app.page.locator('.ant-drawer-open:visible')).toHaveCount(0);
}
