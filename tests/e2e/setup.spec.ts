import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { APPROVAL_DEPARTMENT, PASSPHRASE, WorkstationApp } from './workstation-app.ts';

test.describe('first run, lock and unlock', () => {
  test('a clerk sets the workstation up, locks, unlocks, changes the passphrase and recovers by code', async () => {
    const profile = await WorkstationApp.newProfile();
    let app = await WorkstationApp.start(profile);
    try {
      await expect(app.id('classified-notice').first()).toContainText('涉密');
      const code = await app.firstRun(APPROVAL_DEPARTMENT);
      await expect(app.id('shell.department')).toHaveText(APPROVAL_DEPARTMENT.name);

      await test.step('locking ends the worker: nothing decrypted and no key stays', async () => {
        expect(app.page.workers()).toHaveLength(1);
        await app.id('shell.lock').click();
        await expect(app.id('lock')).toBeVisible();
        await expect.poll(() => app.page.workers().length).toBe(0);
        const refused = await app.page.evaluate(() => window.host.sign({ bytes: new Uint8Array(3) }));
        expect(refused).toMatchObject({ ok: false, error: { code: 'keystore.locked' } });
      });

      await test.step('wrong passphrases are refused and slowed down progressively', async () => {
        for (let attempt = 0; attempt < 3; attempt++) {
          await app.id('lock.passphrase').fill(`不对的口令 ${attempt}`);
          await app.id('lock.submit').click();
          await expect(app.id('lock.failure')).toBeVisible();
        }
        await expect(app.id('lock.wait').first()).toBeVisible();
        await expect(app.id('lock.wait').first()).toBeHidden({ timeout: 15_000 });
      });

      await test.step('the right one opens, also after a restart', async () => {
        await app.unlock();
        await app.close();
        app = await WorkstationApp.start(profile);
        await app.unlock();
        await app.page.keyboard.press('Control+L');
        await expect(app.id('lock')).toBeVisible();
      });

      await test.step('the recovery code sets a new passphrase and is replaced itself', async () => {
        await app.id('lock.forgotten').click();
        await app.id('lock.recovery-code').fill(code.toLowerCase());
        await app.id('lock.new-passphrase').fill('恢复之后的新口令-88');
        await app.id('lock.repeat-passphrase').fill('恢复之后的新口令-88');
        await app.id('lock.recover-submit').click();
        expect(await app.keepRecoveryCode()).not.toBe(code);
        await app.id('shell.lock').click();
        await app.id('lock.passphrase').fill(PASSPHRASE);
        await app.id('lock.submit').click();
        await expect(app.id('lock.failure')).toBeVisible();
        await app.unlock('恢复之后的新口令-88');
      });

      await test.step('no file of the profile holds the passphrase or the code', async () => {
        const names = await readdir(profile, { recursive: true, withFileTypes: true });
        for (const name of names.filter((each) => each.isFile())) {
          const content = await readFile(join(name.parentPath, name.name));
          expect(content.includes(Buffer.from(PASSPHRASE)), name.name).toBe(false);
          expect(content.includes(Buffer.from(code)), name.name).toBe(false);
        }
      });
    } finally {
      await app.close();
      await WorkstationApp.remove(profile);
    }
  });

  test('locks by itself after idle minutes', async () => {
    const profile = await WorkstationApp.newProfile();
    const app = await WorkstationApp.start(profile);
    try {
      await app.firstRun(APPROVAL_DEPARTMENT);
      await app.page.clock.install();
      await app.id('shell.lock').click();
      await app.unlock();
      await app.page.clock.fastForward('09:40');
      await expect(app.id('shell.idle-warning')).toBeVisible();
      await app.page.clock.fastForward('00:40');
      await expect(app.id('lock')).toBeVisible();
    } finally {
      await app.close();
      await WorkstationApp.remove(profile);
    }
  });

  test('one instance per profile: a second start shows the first window and ends', async () => {
    const profile = await WorkstationApp.newProfile();
    const app = await WorkstationApp.start(profile);
    try {
      const second = await WorkstationApp.start(profile).then(
        () => 'opened',
        () => 'ended',
      );
      expect(second).toBe('ended');
      await expect(app.id('first-run')).toBeVisible();
    } finally {
      await app.close();
      await WorkstationApp.remove(profile);
    }
  });

  test('demo data: a marked profile of its own with two departments of records', async () => {
    const profile = await WorkstationApp.newProfile();
    const app = await WorkstationApp.start(profile, ['--demo=approval']);
    try {
      await app.id('lock.demo-fill').click();
      await app.id('lock.submit').click();
      await expect(app.id('shell')).toBeVisible();
      await expect(app.id('shell.demo')).toContainText('演示');
      await app.go('approvals');
      await expect(app.id('approvals.count')).toContainText(/[2-9]\d\d/);
      await app.go('directory');
      await expect(app.id('directory.table')).toContainText('演示');
    } finally {
      await app.close();
      await WorkstationApp.remove(profile, `${profile}-demo-approval`);
    }
  });
});

test.describe('the window carries attacks and stays shut', () => {
  test('no network, no foreign page, no window, no node, no path, no message that is not in the contract', async () => {
    const profile = await WorkstationApp.newProfile();
    const app = await WorkstationApp.start(profile);
    try {
      const outcome = await app.page.evaluate(async () => {
        const tries: Record<string, string> = {};
        const attempt = async (name: string, work: () => unknown) => {
          try {
            const result = await work();
            tries[name] = result === null || result === undefined ? 'nothing' : 'done';
          } catch {
            tries[name] = 'refused';
          }
        };
        await attempt('fetch http', () => fetch('http://127.0.0.1:9/'));
        await attempt('fetch file', () => fetch('file:///etc/passwd'));
        await attempt(
          'websocket',
          () =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket('ws://127.0.0.1:9/');
              socket.onopen = resolve;
              socket.onerror = reject;
            }),
        );
        await attempt('eval', () => new Function('return 1')());
        await attempt('window.open', () => window.open('https://example.com'));
        await attempt('require', () => (window as unknown as { require: (name: string) => unknown }).require('fs'));
        await attempt('geolocation', () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)));
        await attempt('traversal', async () => {
          const response = await fetch('app://workstation/..%2f..%2fpackage.json');
          if (!response.ok) throw new Error(String(response.status));
          return response;
        });
        return tries;
      });
      expect(outcome).toEqual({
        'fetch http': 'refused',
        'fetch file': 'refused',
        websocket: 'refused',
        eval: 'refused',
        'window.open': 'nothing',
        require: 'refused',
        geolocation: 'refused',
        traversal: 'refused',
      });
      await app.page
        .evaluate(() => {
          location.href = 'https://example.com/';
        })
        .catch(() => undefined);
      await app.page.waitForTimeout(500);
      expect(app.page.url()).toBe('app://workstation/');
      const malformed = await app.page.evaluate(() => window.host.fileRead({ token: '../../etc/passwd', offset: 0, length: 10 }));
      expect(malformed).toMatchObject({ ok: false, error: { code: 'ipc.malformed' } });
      const locked = await app.page.evaluate(() => window.host.journalOpen());
      expect(locked).toMatchObject({ ok: false, error: { code: 'app.locked' } });
      expect(Object.keys(await app.page.evaluate(() => ({ ...window.host })))).not.toContain('acceptDropped');
    } finally {
      await app.close();
      await WorkstationApp.remove(profile);
    }
  });
});
