/** Drives and intranet folders through the real preload and main process. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { APPROVAL_DEPARTMENT, WorkstationApp } from './workstation-app.ts';

test('intranet folders: chosen by the dialog, filled and watched; nothing of it while locked', async () => {
  const profile = await WorkstationApp.newProfile();
  const folders = await mkdtemp(join(tmpdir(), 'delivery-e2e-'));
  const [inbox, outbox] = [join(folders, '收件'), join(folders, '发件')];
  await Promise.all([mkdir(inbox), mkdir(outbox)]);
  const app = await WorkstationApp.start(profile);
  try {
    await test.step('below the lock everything is refused', () => refusesAll(app));
    await app.firstRun(APPROVAL_DEPARTMENT);

    await test.step('the outbox takes a file under a free name, read back and compared', async () => {
      await app.answerOpenDialog(outbox);
      expect(await app.page.evaluate(() => window.host.chooseExchangeFolder({ role: 'outbox' }))).toEqual({
        ok: true,
        value: { outbox: { path: outbox, available: true } },
      });
      await writeFile(join(outbox, '包.sgxe'), 'theirs');
      const committed = await app.page.evaluate(async () => {
        const target = await window.host.targetInOutbox({ suggestedName: '../包.sgxe' });
        if (!target.ok) return target;
        await window.host.fileWrite({ token: target.value.token, bytes: new TextEncoder().encode('ours') });
        return window.host.fileCommit({ token: target.value.token });
      });
      expect(committed).toMatchObject({ ok: true, value: { size: 4, readBack: expect.stringMatching(/^(medium|cache)$/) } });
      expect(await readFile(join(outbox, '包.sgxe'), 'utf8')).toBe('theirs');
      expect(await readdir(folders)).toHaveLength(2);
    });

    await test.step('the inbox tells when a file has arrived, and hands it over', async () => {
      await app.answerOpenDialog(inbox);
      await app.page.evaluate(() => window.host.chooseExchangeFolder({ role: 'inbox' }));
      const complete = app.page.evaluate(async () => {
        const arrived = new Promise<string>((resolve) => {
          window.host.on('inboxChanged', ({ files }) => {
            const whole = files.find(({ state }) => state === 'complete');
            if (whole) resolve(whole.id);
          });
        });
        await window.host.inboxFiles();
        const opened = await window.host.openInboxFile({ id: await arrived });
        return opened.ok ? window.host.fileRead({ token: opened.value.token, offset: 0, length: 4 }).then((read) => read.ok) : opened;
      });
      await writeFile(join(inbox, '收到.sgxe'), 'SGXE content');
      expect(await complete).toBe(true);
    });

    await test.step('drives are listed without their places', async () => {
      const drives = await app.page.evaluate(() => window.host.drives());
      expect(drives.ok).toBe(true);
      expect(JSON.stringify(drives)).not.toMatch(/"root"|\/media\//);
      const unknown = await app.page.evaluate(() => window.host.targetOnDrive({ driveId: '0'.repeat(32), suggestedName: 'a.sgx' }));
      expect(unknown).toMatchObject({ ok: false, error: { code: 'drive.gone' } });
      const path = await app.page.evaluate(() => window.host.targetOnDrive({ driveId: '/etc', suggestedName: 'a.sgx' }));
      expect(path).toMatchObject({ ok: false, error: { code: 'ipc.malformed' } });
    });

    await app.page.evaluate(() => window.host.lock());
    await test.step('after the lock everything is refused again', () => refusesAll(app));
  } catch (error) {
    await app.picture('delivery');
    throw error;
  } finally {
    await app.close();
    await WorkstationApp.remove(profile);
    await rm(folders, { recursive: true, force: true });
  }
});

async function refusesAll(app: WorkstationApp): Promise<void> {
  const codes = await app.page.evaluate(async () => {
    const id = '0'.repeat(32);
    const answers = await Promise.all([
      window.host.drives(),
      window.host.watchDrives({ on: true }),
      window.host.targetOnDrive({ driveId: id, suggestedName: 'a' }),
      window.host.exchangeFolders(),
      window.host.chooseExchangeFolder({ role: 'inbox' }),
      window.host.forgetExchangeFolder({ role: 'inbox' }),
      window.host.inboxFiles(),
      window.host.openInboxFile({ id }),
      window.host.markInboxFile({ id, state: 'imported' }),
      window.host.targetInOutbox({ suggestedName: 'a' }),
    ]);
    return answers.map((answer) => (answer.ok ? 'answered' : answer.error.code));
  });
  expect(codes).toEqual(Array(10).fill('app.locked'));
}
