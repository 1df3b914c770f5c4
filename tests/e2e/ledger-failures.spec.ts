/** The two copies of the ledger, damaged from outside while the application is closed or while it runs. */
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { makeUscc } from '../bench/make-large-table.ts';
import { type KillTable, writeKillTable } from '../torture/kill-tables.ts';
import { SmallDisk } from './small-disk.ts';
import { importTable, openTable } from './table-import.ts';
import { APPROVAL_DEPARTMENT, PASSPHRASE, WorkstationApp } from './workstation-app.ts';

/** one commit each, in this order; the large one has segments that Chromium keeps in files of their own */
const SIZES = [40, 1500, 30] as const;
const RECORDS = 1570;

let folder: string;
let template: string;
let copies = 0;
let app: WorkstationApp | undefined;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = await mkdtemp(join(tmpdir(), 'workstation-failures-'));
  template = join(folder, 'template');
  const first = await WorkstationApp.start(template);
  await first.firstRun(APPROVAL_DEPARTMENT);
  await first.go('import');
  for (const [index, rows] of SIZES.entries()) await importTable(first, (await table(`T${index + 1}`, rows)).path);
  await first.close();
});

test.beforeEach(() => test.setTimeout(240_000));

test.afterEach(stop);

test.afterAll(async () => {
  await WorkstationApp.remove(folder);
});

function table(tag: string, rows: number): Promise<KillTable> {
  return writeKillTable(folder, tag, rows);
}

async function newProfile(): Promise<string> {
  const profile = join(folder, `profile-${++copies}`);
  await cp(template, profile, { recursive: true });
  return profile;
}

const journalOf = (profile: string) => join(profile, 'ledger', 'ledger.journal');
const databaseOf = (profile: string) => join(profile, 'chromium', 'IndexedDB');

async function stop(): Promise<void> {
  const running = app;
  app = undefined;
  await running?.close();
}

async function start(profile: string): Promise<WorkstationApp> {
  await stop();
  app = await WorkstationApp.start(profile);
  return app;
}

async function startUnlocked(profile: string): Promise<WorkstationApp> {
  const started = await start(profile);
  await started.unlock();
  return started;
}

/** Starts and waits for the refusal on the lock page. */
async function expectRefused(profile: string, code: string): Promise<WorkstationApp> {
  const started = await start(profile);
  await started.id('lock.passphrase').fill(PASSPHRASE);
  await started.id('lock.submit').click();
  await expect(started.id('failure')).toHaveAttribute('data-failure-code', code);
  return started;
}

async function expectRecords(running: WorkstationApp, records: number): Promise<void> {
  await running.go('approvals');
  await expect(running.id('approvals.count')).toHaveAttribute('data-total', String(records));
}

async function expectVerified(running: WorkstationApp): Promise<void> {
  await running.go('settings');
  await running.id('settings.tab.data').click();
  await running.id('settings.verify').click();
  await expect(running.id('settings.verified')).toContainText('台账完整，两份存储一致');
}

/** Told once; after a restart there is nothing to tell any more, and everything is there. */
async function expectMendedOnce(profile: string, told: string | RegExp): Promise<void> {
  const mended = await startUnlocked(profile);
  await expect(mended.id('shell.notices')).toContainText(told);
  await expect(mended.id('shell.read-only')).toHaveCount(0);
  await expectRecords(mended, RECORDS);
  await expectVerified(mended);
  const again = await startUnlocked(profile);
  await expectRecords(again, RECORDS);
  await expect(again.id('shell.notices')).toHaveCount(0);
}

async function filesBelow(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** name → digest of the ledger's files and the key file: what must not change */
async function fingerprint(profile: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const path of [...(await filesBelow(join(profile, 'ledger'))), join(profile, 'keystore.json')].sort()) {
    found[path.slice(profile.length)] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  return found;
}

/** byte offsets of the journal's records (electron/journal.ts: each begins with a mark); the first one holds the department */
function recordOffsets(journal: Buffer): readonly number[] {
  return [...journal.toString('latin1').matchAll(/SGJR\x9f\x3c\xe1\x7a/g)].map((found) => found.index);
}

/** The journal with one bit turned in the middle of the `index`-th import. */
function damagedImport(journal: Buffer, index: number): Buffer {
  const offsets = recordOffsets(journal);
  expect(offsets).toHaveLength(1 + SIZES.length);
  const at = Math.floor(((offsets[index] ?? 0) + (offsets[index + 1] ?? journal.length)) / 2);
  const damaged = Buffer.from(journal);
  damaged[at] = (damaged[at] ?? 0) ^ 1;
  return damaged;
}

test.describe('one copy is lost or damaged', () => {
  test('IndexedDB deleted while closed: everything comes back from the journal, and the user is told', async () => {
    const profile = await newProfile();
    await rm(databaseOf(profile), { recursive: true });
    await expectMendedOnce(profile, '已从台账日志恢复');
  });

  test('IndexedDB damaged on the disk: everything comes back from the journal, and the user is told', async () => {
    const profile = await newProfile();
    const damagedFiles = (await filesBelow(databaseOf(profile))).filter((path) => /\.(log|ldb)$|\/MANIFEST-/.test(path));
    expect(damagedFiles.length).toBeGreaterThan(0);
    for (const path of damagedFiles) await writeFile(path, Buffer.alloc((await stat(path)).size, 0x55));
    await expectMendedOnce(profile, '已从台账日志恢复');
  });

  test('only the files of IndexedDB that hold large segments are gone: the same', async () => {
    const profile = await newProfile();
    const names = await readdir(databaseOf(profile));
    const blobs = names.filter((name) => name.endsWith('.blob'));
    expect(blobs).toHaveLength(1);
    for (const name of blobs) await rm(join(databaseOf(profile), name), { recursive: true });
    await expectMendedOnce(profile, '已从台账日志恢复');
  });

  test('the journal is cut, then a bit turns in it: it comes back from IndexedDB, the user is told, the damaged file is kept', async () => {
    const profile = await newProfile();
    const whole = await readFile(journalOf(profile));
    await truncate(journalOf(profile), whole.length - 100);
    await expectMendedOnce(profile, '台账日志末尾缺少 1 段，已从工作库补齐');

    const damaged = damagedImport(await readFile(journalOf(profile)), 2);
    await writeFile(journalOf(profile), damaged);
    await expectMendedOnce(profile, /台账日志有损坏，已从工作库重建.*损坏的原文件保留为/);
    const kept = (await readdir(join(profile, 'ledger'))).filter((name) => name.startsWith('ledger.journal.damaged-'));
    expect(kept).toHaveLength(1);
    expect((await readFile(join(profile, 'ledger', kept[0] ?? ''))).equals(damaged)).toBe(true);
  });
});

test('both copies damaged: read-only, the damaged segments are named, nothing is overwritten, and a backup brings all back', async () => {
  const profile = await newProfile();
  const whole = await readFile(journalOf(profile));
  // segment 1: the department; 2: the first import; 3 and 4: the second one, lost; 5: the third
  await writeFile(journalOf(profile), damagedImport(whole, 2));
  await rm(databaseOf(profile), { recursive: true });
  const before = await fingerprint(profile);
  const running = await startUnlocked(profile);
  await expect(running.id('shell.read-only')).toContainText('第 3、4 段');
  await expectRecords(running, RECORDS - SIZES[1]);
  await running.go('import');
  await openTable(running, (await table('AFTER', 10)).path);
  await running.id('import.commit').click();
  await expect(running.id('failure')).toHaveAttribute('data-failure-code', 'ledger.read-only');
  await expect(running.id('failure')).toContainText('台账有损坏，目前只能查看和导出，不能写入');
  await stop();
  expect(await fingerprint(profile)).toEqual(before);

  await writeFile(journalOf(profile), whole);
  const restored = await startUnlocked(profile);
  await expectRecords(restored, RECORDS);
  await expectVerified(restored);
});

test.describe('written by a newer version: refused, and nothing is changed', () => {
  test('the journal', async () => {
    const profile = await newProfile();
    const whole = await readFile(journalOf(profile));
    const newer = Buffer.from(whole);
    newer.writeUInt16BE(2, 14);
    await writeFile(journalOf(profile), newer);
    const before = await fingerprint(profile);
    const refused = await expectRefused(profile, 'ledger.newer-version');
    await expect(refused.id('failure')).toContainText('更新版本');
    await stop();
    expect(await fingerprint(profile)).toEqual(before);
    await writeFile(journalOf(profile), whole);
    await expectRecords(await startUnlocked(profile), RECORDS);
  });

  test('the key file', async () => {
    const profile = await newProfile();
    const path = join(profile, 'keystore.json');
    const whole = await readFile(path, 'utf8');
    await writeFile(path, JSON.stringify({ ...(JSON.parse(whole) as object), version: 99 }));
    const before = await fingerprint(profile);
    const refused = await start(profile);
    await expect(refused.id('blocked')).toContainText('更新版本');
    await stop();
    expect(await fingerprint(profile)).toEqual(before);
    await writeFile(path, whole);
    await expectRecords(await startUnlocked(profile), RECORDS);
  });

  test('IndexedDB', async () => {
    const profile = await newProfile();
    const before = await fingerprint(profile);
    const locked = await start(profile);
    // Dexie multiplies its version by ten: this is what a program with STORE_VERSION 2 leaves behind
    const raised = await storedRows(locked.page, 20);
    expect(raised).toMatchObject({ version: 20, seqs: [1, 2, 3, 4, 5] });
    const refused = await expectRefused(profile, 'ledger.newer-version');
    await expect(refused.id('failure')).toContainText('更新版本');
    expect(await storedRows(refused.page)).toEqual(raised);
    await stop();
    expect(await fingerprint(profile)).toEqual(before);
  });
});

interface StoredRows {
  readonly version: number;
  readonly seqs: readonly number[];
  readonly bytes: number;
}

/** Reads the working store as it lies there; with `version`, raises it first. */
function storedRows(page: Page, version?: number): Promise<StoredRows> {
  return page.evaluate(
    (raiseTo) =>
      new Promise<StoredRows>((resolve, reject) => {
        const opening = indexedDB.open('ledger', raiseTo);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const reading = database.transaction('segments').objectStore('segments').getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            const rows = reading.result as readonly { readonly seq: number; readonly bytes: Uint8Array }[];
            const bytes = rows.reduce((sum, row) => sum + row.bytes.byteLength, 0);
            resolve({ version: database.version, seqs: rows.map((row) => row.seq), bytes });
            database.close();
          };
        };
      }),
    version,
  );
}

test('a full disk: the window says so, nothing is lost, and with room again saving works (real tmpfs)', async () => {
  const disk = SmallDisk.mount(120);
  test.skip(disk === undefined, 'a disk that can be filled needs the right to mount (root on Linux)');
  if (!disk) return;
  try {
    const profile = join(disk.folder, 'profile');
    await cp(template, profile, { recursive: true });
    const running = await startUnlocked(profile);
    const saved: string[] = [];
    let number = 0;
    /** the name when it was reported as saved */
    const addDepartment = async () => {
      const name = `磁盘测试部门${++number}`;
      const outcome = await saveDepartment(running, name, makeUscc(number));
      if (outcome === 'saved') saved.push(name);
      return outcome;
    };
    expect(await addDepartment()).toBe('saved');
    disk.fill();
    await expect(async () => expect(await addDepartment()).not.toBe('saved'), 'the rest of the last pages is soon used up').toPass();
    expect(await addDepartment()).toMatch(/磁盘空间/);
    await running.go('import');
    await openTable(running, (await table('FULL', 200)).path);
    await running.id('import.commit').click();
    await expect(running.id('failure')).toContainText('磁盘空间不足');

    disk.empty();
    await running.id('import.commit').click();
    await expect(running.id('import.done')).toBeVisible();
    expect(await addDepartment()).toBe('saved');
    await expectDepartments(running, saved);

    // Chromium may throw its database away when it starts on a full disk; the journal has everything.
    disk.fill();
    await expectDepartments(await startUnlocked(profile), saved);
    disk.empty();
    const restarted = await startUnlocked(profile);
    await expectDepartments(restarted, saved);
    await expectRecords(restarted, RECORDS + 200);
    await expectVerified(restarted);
  } finally {
    await stop();
    disk.unmount();
  }
});

test('IndexedDB is gone and there is no room to make it again: refused with the reason, whole again with room (real tmpfs)', async () => {
  const disk = SmallDisk.mount(120);
  test.skip(disk === undefined, 'a disk that can be filled needs the right to mount (root on Linux)');
  if (!disk) return;
  try {
    const profile = join(disk.folder, 'profile');
    await cp(template, profile, { recursive: true });
    await rm(databaseOf(profile), { recursive: true });
    const before = await fingerprint(profile);
    const locked = await start(profile);
    disk.fill();
    await locked.id('lock.passphrase').fill(PASSPHRASE);
    await locked.id('lock.submit').click();
    await expect(locked.id('failure')).toContainText('磁盘');
    expect(await fingerprint(profile)).toEqual(before);
    disk.empty();
    const restarted = await startUnlocked(profile);
    await expect(restarted.id('shell.notices')).toContainText('已从台账日志恢复');
    await expectRecords(restarted, RECORDS);
    await expectVerified(restarted);
  } finally {
    await stop();
    disk.unmount();
  }
});

/** Adds a department to 部门名录; gives back `saved` or what the window says instead. */
async function saveDepartment(running: WorkstationApp, name: string, uscc: string): Promise<string> {
  await running.go('directory');
  await running.id('directory.add').click();
  await running.id('directory.name').fill(name);
  await running.id('directory.uscc').fill(uscc);
  await running.id('directory.role-supervision').click();
  await running.id('directory.save').click();
  const failure = running.id('directory.drawer').getByTestId('failure');
  const closed = running
    .id('directory.save')
    .waitFor({ state: 'hidden' })
    .then(() => 'saved');
  const outcome = await Promise.race([closed, failure.waitFor().then(async () => (await failure.textContent()) ?? '')]);
  if (outcome !== 'saved') {
    await running.id('directory.cancel').click();
    await running.id('confirm.ok').click();
    await closed;
  }
  return outcome;
}

async function expectDepartments(running: WorkstationApp, names: readonly string[]): Promise<void> {
  await running.go('directory');
  for (const name of names) await expect(running.id('directory.table').getByText(name, { exact: true })).toBeVisible();
  await expect(running.id('directory.table').getByText(/^磁盘测试部门\d+$/)).toHaveCount(names.length);
}
