import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { exportCsv, importTable, registerDepartment } from './steps.ts';
import { APPROVAL_DEPARTMENT, SUPERVISION_DEPARTMENT, WorkstationApp } from './workstation-app.ts';

test.setTimeout(180_000);

test('办法 20(一): from a table to another department’s claim and back, in two windows', async () => {
  const profiles = [await WorkstationApp.newProfile(), await WorkstationApp.newProfile()] as const;
  const [first, second] = profiles;
  const sender = await WorkstationApp.start(first);
  const recipient = await WorkstationApp.start(second);
  const packagePath = join(first, '推送.sgx');
  const receiptPath = join(second, '回执.sgx');
  try {
    await sender.firstRun(APPROVAL_DEPARTMENT);
    await recipient.firstRun(SUPERVISION_DEPARTMENT);

    await test.step('the sender takes in a table and registers the recipient', async () => {
      const table = join(first, '审批系统导出.csv');
      await writeFile(table, exportCsv(5));
      await importTable(sender, table, { accepted: 5 });
      await registerDepartment(sender, SUPERVISION_DEPARTMENT);
    });

    await test.step('chooses records, recipient and target: a signed package', async () => {
      await sender.go('approvals');
      await expect(sender.id('approvals.count')).toContainText('5');
      await sender.id('record-grid.select-all').click();
      await sender.id('approvals.createPackage').click();
      await sender.id('packages.recipient').click();
      await sender.page.locator('.ant-select-item-option', { hasText: SUPERVISION_DEPARTMENT.name }).click();
      await sender.answerSaveDialog(packagePath);
      await sender.page.keyboard.press('Escape');
      await sender.id('packages.next').click();
      // no key was exchanged yet: only an open package is possible, and only on purpose
      await sender.id('packages.unsealed.choice').click();
      await sender.id('packages.unsealed.tick').click();
      await sender.id('packages.unsealed.reason').fill('对方工作站还没有建立密钥');
      await sender.id('packages.export').click();
      await expect(sender.id('packages.done')).toBeVisible();
      expect(existsSync(packagePath)).toBe(true);
      await sender.id('packages.done.close').click();
    });

    await test.step('an altered package is refused by name, and nothing is written', async () => {
      const altered = await readFile(packagePath);
      const place = altered.indexOf('食品经营许可');
      altered[place] = (altered[place] ?? 0) ^ 1;
      const alteredPath = join(second, '改动.sgx');
      await writeFile(alteredPath, altered);
      await recipient.go('packages');
      await recipient.answerOpenDialog(alteredPath);
      await recipient.id('packages.import').click();
      await expect(recipient.id('packages.failure.message')).toContainText('data/entries.ndjson');
    });

    await test.step('the recipient verifies, compares the fingerprint, imports', async () => {
      await recipient.answerOpenDialog(packagePath);
      await recipient.id('packages.chooseOther').click();
      await expect(recipient.id('packages.fingerprint')).toContainText(/[0-9A-F]{4}/);
      await recipient.id('packages.confirmFingerprint').click();
      await recipient.id('packages.against').locator('input').fill('与王经办电话核对');
      await recipient.id('packages.doImport').click();
      await expect(recipient.id('packages.imported')).toBeVisible();
      await recipient.id('packages.afterImport').click();
    });

    await test.step('待认领 with a due day; claims three, returns two', async () => {
      await recipient.go('inbox');
      await expect(recipient.id('inbox.count')).toContainText('5');
      const rows = recipient.page.getByRole('row');
      for (const index of [1, 2, 3]) await rows.nth(index).getByRole('checkbox').click();
      await recipient.id('inbox.claim').click();
      await recipient.id('inbox.claim.ok').click();
      await expect(recipient.id('inbox.count')).toContainText('2');
      await recipient.id('record-grid.select-all').click();
      await recipient.id('inbox.return').click();
      await recipient.id('inbox.reason').fill('不属于本部门监管范围');
      await recipient.id('inbox.return.ok').click();
      await expect(recipient.id('inbox.count')).toContainText('0');
    });

    await test.step('the receipt goes back, and the sender sees who claimed what and when', async () => {
      await recipient.go('packages');
      await recipient.answerSaveDialog(receiptPath);
      await recipient.id(`packages.receipt.${APPROVAL_DEPARTMENT.uscc}`).first().click();
      await recipient.id('packages.receipt.export').click();
      await expect.poll(() => existsSync(receiptPath)).toBe(true);
      await sender.go('packages');
      for (const round of ['first', 'again']) {
        await sender.answerOpenDialog(receiptPath);
        await sender.id('packages.import').click();
        if (round === 'first') {
          await sender.id('packages.confirmFingerprint').click();
          await sender.id('packages.against').locator('input').fill('与李联络员当面核对');
          await sender.id('packages.doImport').click();
          await expect(sender.id('packages.imported')).toBeVisible();
          await sender.id('packages.close').click();
        } else {
          await expect(sender.id('packages.already')).toBeVisible();
          await sender.id('packages.cancelImport').or(sender.id('packages.close')).first().click();
        }
      }
      await sender.go('approvals');
      await expect(sender.page.getByText('已认领')).toHaveCount(3);
      await expect(sender.page.getByText('已退回')).toHaveCount(2);
      await sender.page.getByRole('row').filter({ hasText: '已认领' }).first().dblclick();
      await expect(sender.id('approval.timeline')).toContainText('对方已认领');
      await expect(sender.id('approval.timeline')).toContainText(SUPERVISION_DEPARTMENT.name);
    });
  } catch (error) {
    await sender.picture('sender');
    await recipient.picture('recipient');
    throw error;
  } finally {
    await sender.close();
    await recipient.close();
    await WorkstationApp.remove(...profiles);
  }
});
