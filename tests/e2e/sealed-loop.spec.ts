import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { closeDrawer, importCard, importHere } from './delivery-flow.ts';
import { exportCsv, importTable } from './steps.ts';
import { APPROVAL_DEPARTMENT, type DepartmentInput, SUPERVISION_DEPARTMENT, WorkstationApp } from './workstation-app.ts';

test.setTimeout(240_000);

test('办法 20(一): cards, sealed packages, a lost stick, claims and receipts between two windows', async () => {
  const profiles = [await WorkstationApp.newProfile(), await WorkstationApp.newProfile()] as const;
  const [first, second] = profiles;
  const sender = await WorkstationApp.start(first);
  const recipient = await WorkstationApp.start(second);
  const path = (name: string) => join(first, '交接', name);
  try {
    await mkdir(join(first, '交接'));
    await sender.firstRun(APPROVAL_DEPARTMENT);
    await recipient.firstRun(SUPERVISION_DEPARTMENT);

    await test.step('cards are exchanged, and each compares the other’s fingerprint', async () => {
      const shown = [await handOutCard(sender, path('审批.sgcard')), await handOutCard(recipient, path('市监.sgcard'))] as const;
      await importCard(sender, path('市监.sgcard'), SUPERVISION_DEPARTMENT.name);
      await importCard(recipient, path('审批.sgcard'), APPROVAL_DEPARTMENT.name);
      expect(shown[0]).not.toBe(shown[1]);
      for (const [app, other, fingerprint] of [
        [sender, SUPERVISION_DEPARTMENT, shown[1]],
        [recipient, APPROVAL_DEPARTMENT, shown[0]],
      ] as const) {
        await expect(app.id(`directory.key.${other.uscc}`)).toHaveAttribute('data-state', 'confirmed');
        await expect(app.page.getByText(fingerprint.slice(0, 4)).first()).toBeVisible();
      }
    });

    await test.step('two packages leave sealed; the file shows nothing to a finder', async () => {
      const table = path('导出.csv');
      await writeFile(table, exportCsv(5));
      await importTable(sender, table, { accepted: 5 });
      await send(sender, [0, 1], path('第一包.sgxe'));
      await send(sender, [2, 3, 4], path('第二包.sgxe'));
      const bytes = await readFile(path('第一包.sgxe'));
      expect(bytes.subarray(0, 4).toString()).toBe('SGXE');
      for (const secret of ['食品经营许可', '济宁测试商贸', '0537-0000002']) expect(bytes.includes(secret)).toBe(false);
    });

    await test.step('the first stick is lost: the second package is taken in, the gap is told on the spot', async () => {
      await importHere(recipient, path('第二包.sgxe'));
      await recipient.id('packages.close').click();
      await expect(recipient.id('packages.gaps')).toContainText('1');
      await answer(recipient, path('回执一.sgxe'));
    });

    await test.step('the sender is told too, and sends the same bytes again', async () => {
      await importHere(sender, path('回执一.sgxe'));
      await sender.id('packages.close').click();
      await expect(sender.id('packages.gaps')).toBeVisible();
      await sender.id('packages.gaps.open').click();
      await sender.answerSaveDialog(path('第一包再发.sgxe'));
      await sender.id('gap.resend.1').click();
      await sender.id('packages.resend.export').click();
      await expect(sender.id('packages.done')).toBeVisible();
      await sender.id('packages.resend.close').click();
      await closeDrawer(sender);
      expect(await digest(path('第一包再发.sgxe'))).toBe(await digest(path('第一包.sgxe')));
    });

    await test.step('a copy that was altered on the way is refused; the true one heals the gap', async () => {
      await copyFile(path('第一包再发.sgxe'), path('改动.sgxe'));
      const bytes = await readFile(path('改动.sgxe'));
      const last = bytes.length - 20;
      bytes[last] = (bytes[last] ?? 0) ^ 1;
      await writeFile(path('改动.sgxe'), bytes);
      await recipient.go('packages');
      await recipient.answerOpenDialog(path('改动.sgxe'));
      await recipient.id('packages.import').click();
      await expect(recipient.id('packages.failure.message')).toContainText('没有通过核验');
      await recipient.answerOpenDialog(path('第一包再发.sgxe'));
      await recipient.id('packages.chooseOther').click();
      await recipient.id('packages.doImport').click();
      await expect(recipient.id('packages.imported')).toBeVisible();
      await recipient.id('packages.close').click();
      await expect(recipient.id('packages.gaps')).toHaveCount(0);
    });

    await test.step('everything is claimed, the receipt goes back sealed, and the sender sees it', async () => {
      await recipient.go('inbox');
      await expect(recipient.id('inbox.count')).toContainText('5');
      await recipient.id('record-grid.select-all').click();
      await recipient.id('inbox.claim').click();
      await recipient.id('inbox.claim.ok').click();
      await expect(recipient.id('inbox.count')).toContainText('0');
      await answer(recipient, path('回执二.sgxe'));
      await importHere(sender, path('回执二.sgxe'));
      await sender.id('packages.close').click();
      await expect(sender.id('packages.gaps')).toHaveCount(0);
      await sender.go('approvals');
      await expect(sender.page.getByText('已认领')).toHaveCount(5);
    });

    await test.step('a finder with the same program opens nothing', async () => {
      const finderProfile = await WorkstationApp.newProfile();
      const finder = await WorkstationApp.start(finderProfile);
      try {
        await finder.firstRun({ name: '高新区其他部门', uscc: '11370800MB00000353', role: 'supervision' });
        await finder.go('packages');
        await finder.answerOpenDialog(path('第一包.sgxe'));
        await finder.id('packages.import').click();
        await expect(finder.id('packages.failure.message')).toContainText('不是为本机的密钥加密的');
      } finally {
        await finder.close();
        await WorkstationApp.remove(finderProfile);
      }
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

async function digest(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

/** Saves the own card; gives the fingerprint that the page shows. */
async function handOutCard(app: WorkstationApp, path: string): Promise<string> {
  await app.go('directory');
  await app.answerSaveDialog(path);
  await app.id('directory.saveCard').click();
  await expect.poll(async () => (await readFile(path, 'utf8').catch(() => '')).startsWith('{')).toBe(true);
  return (await app.id('directory.ownFingerprint').textContent()) ?? '';
}

/** The records in these lines of the list, sealed for the supervising department. */
async function send(app: WorkstationApp, lines: readonly number[], path: string, recipient: DepartmentInput = SUPERVISION_DEPARTMENT) {
  await app.go('approvals');
  await expect(app.id('approvals.count')).toContainText('5');
  for (const line of lines)
    await app.page
      .getByRole('row')
      .nth(line + 1)
      .getByRole('checkbox')
      .click();
  await app.id('approvals.createPackage').click();
  await app.id('packages.recipient').click();
  await app.page.locator('.ant-select-item-option', { hasText: recipient.name }).click();
  await app.page.keyboard.press('Escape');
  await app.id('packages.next').click();
  await app.answerSaveDialog(path);
  await app.id('packages.export').click();
  await expect(app.id('packages.done.sealed')).toHaveAttribute('data-sealed', 'true');
  await app.id('packages.done.close').click();
  await expect(app.page.locator('.ant-drawer-open:visible')).toHaveCount(0);
}

async function answer(app: WorkstationApp, path: string): Promise<void> {
  await app.go('packages');
  await app.id(`packages.receipt.${APPROVAL_DEPARTMENT.uscc}`).first().click();
  await app.answerSaveDialog(path);
  await app.id('packages.receipt.export').click();
  await expect(app.id('packages.done')).toBeVisible();
  await app.id('packages.receipt.close').click();
}
