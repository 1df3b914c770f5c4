/**
 * The whole way of a package in the real window, with real counterparts: sealing, handing over, gaps, sending again, the
 * inbox folder, a second computer, a conflict. Runs as a test and for the pictures; `look` is called where a picture is worth it.
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { NodeWorkstation } from '../../build/node-workstation.ts';
import {
  acceptCard,
  claimAndAnswer,
  correctFirst,
  EMERGENCY,
  exportSync,
  importPackage,
  makeDirectoryPackage,
  openMarket,
  openSecondComputer,
  push,
  saveCard,
} from './counterparts.ts';
import { COORDINATOR } from './department-cards.ts';
import { exportCsv, importTable, registerDepartment } from './steps.ts';
import { APPROVAL_DEPARTMENT, SUPERVISION_DEPARTMENT, type WorkstationApp } from './workstation-app.ts';

export type Look = (name: string) => Promise<void>;

export interface Delivery {
  readonly app: WorkstationApp;
  readonly folder: string;
  readonly market: NodeWorkstation;
  readonly path: (name: string) => string;
  readonly look: Look;
}

export async function withMarket(app: WorkstationApp, folder: string, look: Look, work: (delivery: Delivery) => Promise<void>) {
  await mkdir(join(folder, '交接'), { recursive: true });
  const market = await openMarket(folder);
  try {
    await work({ app, folder, market, path: (name) => join(folder, '交接', name), look });
  } finally {
    await market.close();
  }
}

/** A recipient whose key nobody compared: sealed isn't possible, open is only possible on purpose. */
export async function refuseCarelessness({ app, path, look }: Delivery): Promise<void> {
  const table = path('审批系统导出.csv');
  await writeFile(table, exportCsv(5));
  await importTable(app, table, { accepted: 5 });
  await registerDepartment(app, SUPERVISION_DEPARTMENT);
  await beginPackage(app);
  await look('create-choose');
  await app.id('packages.next').click();
  await expect(app.id('packages.sealed.blocked')).toContainText(SUPERVISION_DEPARTMENT.name);
  await look('create-blocked');
  await app.answerSaveDialog(path('不应写出.sgx'));
  await app.id('packages.export').click();
  await expect(app.id('packages.done')).toHaveCount(0);
  await app.id('packages.unsealed.choice').click();
  await app.id('packages.export').click();
  await expect(app.id('packages.confirm').getByRole('alert')).not.toHaveCount(0);
  await look('create-unsealed');
  await app.id('packages.unsealed.tick').click();
  await app.id('packages.export').click();
  await expect(app.id('packages.done')).toHaveCount(0);
  await expect(readFile(path('不应写出.sgx'))).rejects.toThrow('ENOENT');
  await app.id('packages.sealed').click();
  await app.id('packages.sealed.directory').click();
  await expect(app.id('page.directory')).toBeVisible();
}

/** Cards go both ways and are compared. */
export async function exchangeCards({ app, market, path }: Delivery): Promise<void> {
  await importCard(app, await saveCard(market, path('市场监督管理局.sgcard')), SUPERVISION_DEPARTMENT.name);
  const own = path('行政审批服务局.sgcard');
  await app.answerSaveDialog(own);
  await app.id('directory.saveCard').click();
  await expect(app.id('key-papers.show')).toBeVisible();
  await acceptCard(market, own);
}

/** Sealed by default; the papers and the handing over from the last step. */
export async function sendSealed({ app, path, look }: Delivery, name: string): Promise<string> {
  const target = path(name);
  await beginPackage(app);
  await app.id('packages.next').click();
  await expect(app.id('packages.confirm')).toBeVisible();
  await look('create-sealed');
  await app.answerSaveDialog(target);
  await app.id('packages.export').click();
  await expect(app.id('packages.done')).toBeVisible();
  await expect(app.id('packages.done.sealed')).toHaveAttribute('data-sealed', 'true');
  expect((await readFile(target)).includes('食品经营许可')).toBe(false);
  await look('create-done');
  return target;
}

export async function papersAndHandover({ app, path, look }: Delivery): Promise<void> {
  await app.answerSaveDialog(path('交接单.pdf'));
  await app.id('packages.done.sheet').click();
  await expect.poll(async () => (await readFile(path('交接单.pdf')).catch(() => Buffer.alloc(0))).subarray(0, 5).toString()).toBe('%PDF-');
  await app.answerSaveDialog(path('清单.xlsx'));
  await app.id('packages.done.list').click();
  await app.id('packages.list.full').click();
  await app.id('packages.list.ok').click();
  await expect(app.page.getByRole('alert').last()).toBeVisible();
  await look('list-full-without-tick');
  await app.id('packages.list.masked').click();
  await app.id('packages.list.ok').click();
  await expect(app.id('packages.list.ok')).toBeHidden();
  expect((await readFile(path('清单.xlsx'))).subarray(0, 2).toString()).toBe('PK');
  await app.id('packages.done.handOver').click();
  await app.id('handover.ok').click();
  await expect(app.page.getByText('请填写接收人。')).toBeVisible();
  await app.id('handover.receivedBy').fill('李联络员');
  await look('handover');
  await app.id('handover.ok').click();
  await expect(app.id('packages.done.handOver')).toBeDisabled();
  await look('create-done-finished');
  await app.id('packages.done.close').click();
  await expect(app.page.locator('.ant-drawer-open:visible')).toHaveCount(0);
}

/** The market gets the second package but not the first, says so in its receipt, and gets the first again. */
export async function outgoingGap(delivery: Delivery, second: string): Promise<void> {
  const { app, market, path, look } = delivery;
  const opened = await importPackage(market, second);
  expect(opened.missing).toEqual([1]);
  await importHere(app, await claimAndAnswer(market, path('回执1.sgxe')));
  await app.id('packages.close').click();
  await expect(app.id('packages.gaps')).toContainText('对方报告没有收到');
  await look('packages-gap');
  await app.id('packages.gaps.open').click();
  await look('gaps');
  await app.answerSaveDialog(path('重新发送.sgxe'));
  await app.id('gap.resend.1').click();
  await look('resend');
  await app.id('packages.resend.export').click();
  await expect(app.id('packages.done')).toBeVisible();
  await look('resend-done');
  await app.id('packages.resend.close').click();
  await closeDrawer(app);
  await importPackage(market, path('重新发送.sgxe'));
  await importHere(app, await claimAndAnswer(market, path('回执2.sgxe')));
  await app.id('packages.close').click();
  await expect(app.id('packages.gaps')).toHaveCount(0);
  await look('packages-claimed');
}

/** Two packages come, the first got lost: told, imported all the same, explained; the second came by the inbox folder. */
export async function incomingGap({ app, market, path, folder, look }: Delivery): Promise<void> {
  await push(market, 1, path('丢失的.sgxe'));
  const second = await push(market, 2, path('收到的.sgxe'));
  const inbox = join(folder, '收件');
  await mkdir(inbox, { recursive: true });
  await app.go('packages');
  await app.id('packages.inbox.folder').click();
  await app.answerOpenDialog(inbox);
  await app.id('packages.inbox.choose').click();
  await expect(app.page.getByText(inbox)).toBeVisible();
  await copyFile(second, join(inbox, '移送信息第 2 批.sgxe'));
  await expect(app.id('packages.inbox.file.0')).toHaveAttribute('data-state', 'complete', { timeout: 30_000 });
  await expect(app.id('packages.inbox.folder')).toHaveAttribute('data-arrived', '1');
  await look('inbox-folder');
  await app.id('packages.inbox.open.complete').click();
  await expect(app.id('packages.missing')).toBeVisible();
  await expect(app.id('packages.opened.sealed')).toHaveAttribute('data-sealed', 'true');
  await look('import-missing');
  await app.id('packages.doImport').click();
  await expect(app.id('packages.imported')).toBeVisible();
  await look('import-missing-done');
  await app.id('packages.close').click();
  await expect(app.id('packages.inbox.file.0')).toHaveAttribute('data-state', 'imported', { timeout: 15_000 });
  await expect(app.id('packages.gaps')).toContainText('本部门没有收到');
  await app.go('home');
  await expect(app.id('home.gaps')).toHaveAttribute('data-count', '1');
  await look('home-gaps');
  await app.id('home.gaps.open').click();
  await app.id('gap.explain').click();
  await app.id('gap.ok').click();
  await expect(app.page.getByText('请写明情况。')).toBeVisible();
  await app.id('gap.reason').fill('已与李联络员电话确认，第 3 包作废，内容在第 4 包中');
  await look('gap-explain');
  await app.id('gap.ok').click();
  await expect(app.id('gap.ok')).toBeHidden();
  await look('gaps-explained');
  await closeDrawer(app);
  await expect(app.id('packages.gaps')).toHaveCount(0);
}

/** Another computer of the department corrects the same record otherwise: told, compared, settled with a reason. */
export async function settleConflict({ app, folder, path, look }: Delivery): Promise<void> {
  await app.id('packages.more').click();
  await look('more-menu');
  await app.id('packages.more.sync').click();
  await expect(app.id('packages.sync.none')).toBeVisible();
  await look('sync-nobody');
  await app.id('packages.sync.cancel').click();
  const second = await openSecondComputer(folder);
  try {
    await app.go('directory');
    await importCard(app, await saveCard(second, path('2 号机.sgcard')), APPROVAL_DEPARTMENT.name);
    await acceptCard(second, path('行政审批服务局.sgcard'));
    await app.go('packages');
    await app.id('packages.more').click();
    await app.id('packages.more.sync').click();
    await look('sync');
    await app.answerSaveDialog(path('同步1.sgxe'));
    await app.id('packages.sync.export').click();
    await expect(app.id('packages.done')).toBeVisible();
    await look('sync-done');
    await app.id('packages.sync.close').click();
    await importPackage(second, path('同步1.sgxe'));
    const recordId = await correctFirst(second, '济宁高新区海川路11号');
    await correctHere(app, recordId, '济宁高新区海川路9号');
    await importHere(app, await exportSync(second, path('同步2.sgxe')), look);
    await app.id('packages.close').click();
    await expect(app.id('conflicts.notice')).toHaveAttribute('data-count', '1');
    await look('packages-conflict');
    await app.id('conflicts.open').click();
    await look('conflicts');
    await app.id(`conflict.compare.${recordId}`).click();
    await app.id('conflict.ok').click();
    await expect(app.page.getByText('请先选择采用哪一版。')).toBeVisible();
    await app.id('conflict.side.0').click();
    await app.id('conflict.reason').fill('已调阅营业执照副本');
    await look('conflict-compare');
    await app.id('conflict.ok').click();
    await expect(app.id('conflict.ok')).toBeHidden();
    await app.go('packages');
    await expect(app.id('conflicts.notice')).toHaveCount(0);
  } finally {
    await second.close();
  }
}

/** Everything about one package, the papers again from the list, and the cards for the others. */
export async function listAndDirectory({ app, path, look }: Delivery): Promise<void> {
  await app.id('packages.tab.out').click();
  await app.page.locator('[data-testid^="packages.row.menu."]').last().click();
  await look('packages-menu');
  await app.id('packages.detail').click();
  await expect(app.id('packages.detail.drawer')).toBeVisible();
  await look('package-detail');
  await closeDrawer(app);
  await app.id('packages.more').click();
  await app.id('packages.more.directory').click();
  await app.id('packages.directory.recipients').click();
  await app.page.locator('.ant-select-item-option', { hasText: SUPERVISION_DEPARTMENT.name }).first().click();
  await app.page.keyboard.press('Escape');
  await look('directory-export');
  await app.answerSaveDialog(path('名录.sgxe'));
  await app.id('packages.directory.export').click();
  await expect(app.id('packages.done')).toBeVisible();
  await look('directory-export-done');
  await app.id('packages.directory.close').click();
}

/** Somebody vouches for others without having been named coordinator: refused; once named, what is ticked is taken in. */
export async function importDirectory({ app, folder, path, look }: Delivery): Promise<void> {
  const { card, directory } = await makeDirectoryPackage(folder, path('行政审批服务局.sgcard'), path);
  await app.go('directory');
  await importCard(app, card, COORDINATOR.name);
  await openPackage(app, directory);
  await expect(app.id('packages.cards.notCoordinator')).toBeVisible();
  await expect(app.id('packages.doImport')).toHaveCount(0);
  await expect(app.id(`packages.card.${EMERGENCY.uscc}`)).toBeDisabled();
  await look('import-directory-refused');
  await app.id('packages.cards.directory').click();
  await app.id(`directory.detail.${COORDINATOR.uscc}`).click();
  await app.id('directory.coordinator').click();
  await app.id('directory.coordinator.note').fill('济审管办字〔2026〕1号');
  await app.id('directory.coordinator.ok').click();
  await expect(app.id('directory.coordinator')).toBeChecked();
  await closeDrawer(app);
  await openPackage(app, directory);
  await expect(app.id(`packages.card.${EMERGENCY.uscc}`)).toBeChecked();
  await look('import-directory');
  await app.id('packages.doImport').click();
  await expect(app.id('packages.imported')).toContainText('1 个部门');
  await app.id('packages.afterImport').click();
  await expect(app.id('directory.table')).toContainText(EMERGENCY.name);
  await expect(app.id(`directory.key.${EMERGENCY.uscc}`)).toHaveAttribute('data-state', 'confirmed');
}

/** One file for two departments: each can open it, each is handed over and registered by itself. */
export async function sendToSeveral({ app, market, path, look }: Delivery): Promise<void> {
  await beginPackage(app);
  await app.id('packages.recipient').click();
  await app.page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: EMERGENCY.name }).click();
  await app.page.keyboard.press('Escape');
  await app.id('packages.next').click();
  await expect(app.id('packages.sealed.blocked')).toHaveCount(0);
  await app.answerSaveDialog(path('两个部门.sgxe'));
  await app.id('packages.export').click();
  await expect(app.id('packages.done.handOver')).toHaveCount(2);
  await look('several-done');
  await app.id('packages.done.close').click();
  expect((await importPackage(market, path('两个部门.sgxe'))).sealed).toBe(true);
  await app.id('packages.tab.out').click();
  await app.page.locator('[data-testid^="packages.open."]').first().click();
  await expect(app.id('packages.detail.drawer')).toContainText('同时发给');
  await look('several-detail');
  await closeDrawer(app);
}

async function openPackage(app: WorkstationApp, path: string): Promise<void> {
  await app.go('packages');
  await app.answerOpenDialog(path);
  await app.id('packages.import').click();
  await expect(app.id('packages.preview')).toBeVisible();
}

export async function beginPackage(app: WorkstationApp): Promise<void> {
  await app.go('approvals');
  const create = app.id('approvals.createPackage');
  // what was selected before is still selected
  if (!(await create.isVisible())) await app.id('record-grid.select-all').click();
  await create.click();
  await app.id('packages.recipient').click();
  await app.page.locator('.ant-select-item-option', { hasText: SUPERVISION_DEPARTMENT.name }).click();
  await app.page.keyboard.press('Escape');
}

export async function importCard(app: WorkstationApp, path: string, name: string): Promise<void> {
  await app.answerOpenDialog(path);
  await app.id('directory.importCard').click();
  await expect(app.id('card.dialog')).toContainText(name);
  await app.id('card.compared').click();
  await app.id('card.against').locator('input').fill('与密钥确认单逐组核对');
  await app.id('card.confirm').click();
  await app.id('card.done').click();
  await expect(app.page.locator('.ant-modal:visible')).toHaveCount(0);
}

export async function importHere(app: WorkstationApp, path: string, look?: Look): Promise<void> {
  await openPackage(app, path);
  await look?.('import-sync');
  await app.id('packages.doImport').click();
  await expect(app.id('packages.imported')).toBeVisible();
}

async function correctHere(app: WorkstationApp, recordId: string, address: string): Promise<void> {
  await app.go('approvals');
  await app.page.getByRole('row').filter({ hasText: '〔2026〕1号' }).first().dblclick();
  await app.id('approval.correct').click();
  await app.id('form.address').fill(address);
  await app.id('form.save').click();
  await app.id('form.reason').fill('申请人现场说明');
  // by the keyboard: a click can fall into the moment in which the dialog opens
  await app.id('form.reason').press('Enter');
  await expect(app.id('form.confirm')).toBeHidden();
  expect(recordId).not.toBe('');
}

export async function closeDrawer(app: WorkstationApp): Promise<void> {
  await app.page.locator('.ant-drawer-close:visible').last().click();
  await expect(app.page.locator('.ant-drawer-open:visible')).toHaveCount(0);
}
