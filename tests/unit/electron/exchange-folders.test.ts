import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChosenFiles } from '#electron/chosen-files.ts';
import { ExchangeFolderKeeper } from '#electron/exchange-folders.ts';
import { isWantedName } from '#electron/inbox-look.ts';
import { InboxWatch } from '#electron/inbox-watch.ts';
import { Patience } from '#electron/patience.ts';
import type { Result } from '#shared/domain/result.ts';
import type { InboxFile, IpcEvents } from '#shared/ipc.ts';

const TIMES = { poll: 60, settle: 120 };
const PACKAGE = Buffer.from('PK\u0003\u0004 rest of a package', 'latin1');

let directory: string;
let inbox: string;
let outbox: string;
let profile: string;
let told: IpcEvents['inboxChanged'][];
let opened: ExchangeFolderKeeper[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'exchange-test-'));
  [inbox = '', outbox = '', profile = ''] = ['收件', '发件', 'profile'].map((name) => join(directory, name));
  await Promise.all([mkdir(inbox), mkdir(outbox)]);
  told = [];
  opened = [];
});

afterEach(async () => {
  for (const keeper of opened) keeper.stop();
  await rm(directory, { recursive: true, force: true });
});

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

function keeperOf(files = new ChosenFiles()): ExchangeFolderKeeper {
  const keeper = new ExchangeFolderKeeper({
    directory: profile,
    files,
    inboxChanged: (detail) => told.push(detail),
    times: TIMES,
    patience: new Patience(500),
  });
  opened.push(keeper);
  return keeper;
}

async function withInbox(files?: ChosenFiles): Promise<ExchangeFolderKeeper> {
  const keeper = keeperOf(files);
  value(await keeper.choose('inbox', inbox));
  return keeper;
}

async function until<T>(ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let count = 0; count < 250; count += 1) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await pause(20);
  }
  throw new Error('it never came true');
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function fileOf(keeper: ExchangeFolderKeeper, name: string): Promise<InboxFile | undefined> {
  return value(await keeper.inboxFiles()).find((file) => file.name === name);
}

const whenState = (keeper: ExchangeFolderKeeper, name: string, state: InboxFile['state']) =>
  until(async () => {
    const file = await fileOf(keeper, name);
    return file?.state === state ? file : undefined;
  });

describe('the folders that were chosen', () => {
  it('are there after a restart, and go when they are forgotten', async () => {
    const keeper = await withInbox();
    expect(value(await keeper.choose('outbox', outbox))).toEqual({
      inbox: { path: inbox, available: true },
      outbox: { path: outbox, available: true },
    });
    expect(value(await keeperOf().folders()).inbox).toEqual({ path: inbox, available: true });
    expect(value(await keeper.forget('inbox'))).toEqual({ outbox: { path: outbox, available: true } });
    expect(value(await keeperOf().folders())).toEqual({ outbox: { path: outbox, available: true } });
  });

  it('are not the same one, by whatever path', async () => {
    const keeper = await withInbox();
    await symlink(inbox, join(directory, 'also'));
    for (const path of [inbox, join(directory, 'also')]) {
      expect(await keeper.choose('outbox', path)).toMatchObject({ ok: false, error: { code: 'exchange-folders.same' } });
    }
    expect(await keeper.choose('outbox', join(directory, '没有'))).toMatchObject({
      ok: false,
      error: { code: 'exchange-folders.unavailable' },
    });
    expect(value(await keeper.folders())).toEqual({ inbox: { path: inbox, available: true } });
  });

  it.each([
    ['no JSON', '{"version":1,'],
    ['another shape', '{"version":1,"inbox":5,"imported":[]}'],
    ['a newer version', '{"version":2,"inbox":"/x","marks":{}}'],
  ])('are reported, not replaced, when the file is unreadable: %s', async (what, text) => {
    await mkdir(profile);
    await writeFile(join(profile, 'exchange-folders.json'), text);
    const keeper = keeperOf();
    const code = what === 'a newer version' ? 'exchange-folders.newer-version' : 'exchange-folders.damaged';
    const answers = [
      await keeper.folders(),
      await keeper.choose('inbox', inbox),
      await keeper.forget('outbox'),
      await keeper.inboxFiles(),
      await keeper.outboxTarget('a.sgx'),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(await readFile(join(profile, 'exchange-folders.json'), 'utf8')).toBe(text);
  });

  it('keeps both changes when two are made at once', async () => {
    const keeper = keeperOf();
    await Promise.all([keeper.choose('inbox', inbox), keeper.choose('outbox', outbox)]);
    expect(Object.keys(value(await keeperOf().folders())).sort()).toEqual(['inbox', 'outbox']);
  });

  it('are not available when they are gone, and again when they are back', async () => {
    const keeper = await withInbox();
    value(await keeper.choose('outbox', outbox));
    await writeFile(join(inbox, 'a.sgx'), PACKAGE);
    await whenState(keeper, 'a.sgx', 'complete');
    await rename(inbox, `${inbox}-away`);
    await rename(outbox, `${outbox}-away`);
    expect(value(await keeper.folders())).toMatchObject({ inbox: { available: false }, outbox: { available: false } });
    expect(await keeper.outboxTarget('a.sgx')).toMatchObject({ ok: false, error: { code: 'outbox.unavailable' } });
    expect(value(await keeper.inboxFiles())).toEqual([]);
    await until(() => told.at(-1)?.available === false || undefined);
    await rename(`${inbox}-away`, inbox);
    await until(() => (told.at(-1)?.available === true && told.at(-1)?.files.length === 1) || undefined);
  });
});

describe('the inbox', () => {
  it('shows a file as complete only when it has come to rest, and tells so by itself', async () => {
    const keeper = await withInbox();
    expect(value(await keeper.inboxFiles())).toEqual([]);
    await writeFile(join(inbox, '包.sgx'), PACKAGE);
    await until(() => told.at(-1)?.files[0]?.state === 'arriving' || undefined);
    for (let count = 0; count < 8; count += 1) {
      await appendFile(join(inbox, '包.sgx'), 'more');
      await pause(40);
      expect((await fileOf(keeper, '包.sgx'))?.state).toBe('arriving');
    }
    await until(() => told.at(-1)?.files[0]?.state === 'complete' || undefined);
    expect(told.at(-1)).toMatchObject({ available: true, files: [{ name: '包.sgx', size: PACKAGE.length + 32, state: 'complete' }] });
  });

  it('finds what arrives also where the system sends no events, as on a share', async () => {
    const seen: number[] = [];
    const watch = new InboxWatch(inbox, new Patience(500), (view) => seen.push(view.files.length), { poll: 50, settle: 50 });
    try {
      await watch.look();
      // a folder put in the place of the watched one sends this watch nothing
      await mkdir(join(directory, 'new'));
      await rename(inbox, join(directory, 'old'));
      await rename(join(directory, 'new'), inbox);
      await pause(150);
      await writeFile(join(inbox, 'a.sgx'), PACKAGE);
      await until(() => seen.at(-1) === 1 || undefined);
    } finally {
      watch.end();
    }
  });

  it.each([
    ['a package', true, 'a.sgx', PACKAGE],
    ['an envelope', true, 'a.SGXE', Buffer.from('SGXE\u0001rest')],
    ['a card', true, 'a.sgcard', Buffer.from('{"部门":"济南高新区市场监管局"}')],
    ['a card whose 512th byte lies inside a character', true, 'a.sgcard', Buffer.from(`{${'审'.repeat(400)}}`)],
    ['room that was reserved and is still empty', false, 'a.sgx', Buffer.alloc(4096)],
    ['a program under the name of a package', false, 'a.sgxe', Buffer.from('MZ\u0090\u0000')],
    ['an envelope under the name of a package', false, 'a.sgx', Buffer.from('SGXE\u0001rest')],
    ['bytes under the name of a card', false, 'a.sgcard', Buffer.from([0x7b, 0xff, 0xfe])],
    ['a card with control characters', false, 'a.sgcard', Buffer.from('{"a":"\u001b[2J"}')],
    ['an empty file', false, 'a.sgcard', Buffer.alloc(0)],
  ])('%s: complete is %s', async (_what, complete, name, content) => {
    await writeFile(join(inbox, name), content);
    const keeper = await withInbox();
    if (complete) {
      await whenState(keeper, name, 'complete');
      return;
    }
    value(await keeper.inboxFiles());
    await pause(TIMES.settle * 3);
    // a place that was too slow to answer gives an empty list once
    const file = await until(() => fileOf(keeper, name));
    expect(file.state).toBe('arriving');
    expect(await keeper.openInboxFile(file.id)).toMatchObject({ ok: false, error: { code: 'inbox.arriving' } });
  });

  it('passes over partial, temporary, hidden and other files', () => {
    const passed = [
      'a.sgx.part',
      'a.sgx.1a2b.part',
      'a.tmp',
      'a.sgx.tmp',
      '~a.sgx',
      '~$a.sgx',
      '.a.sgx',
      'a.sgx~',
      'a.sgx.crdownload',
      'a.xlsx',
      'sgx',
    ];
    expect(passed.filter(isWantedName)).toEqual([]);
    expect(['a.sgx', '包 (2).SGXE', 'x.y.sgcard'].filter(isWantedName)).toHaveLength(3);
  });

  it.skipIf(process.platform === 'win32')(
    'is not led elsewhere: links, folders and pipes are ignored, also one put there at the last moment',
    async () => {
      const secret = join(directory, 'secret.sgx');
      await writeFile(secret, PACKAGE);
      await symlink(secret, join(inbox, 'link.sgx'));
      await symlink(directory, join(inbox, 'up.sgx'));
      await symlink('/dev/zero', join(inbox, 'endless.sgcard'));
      await mkdir(join(inbox, 'folder.sgx'));
      execFileSync('mkfifo', [join(inbox, 'pipe.sgx')]);
      await writeFile(join(inbox, 'real.sgx'), PACKAGE);
      const files = new ChosenFiles();
      const keeper = await withInbox(files);
      const real = await whenState(keeper, 'real.sgx', 'complete');
      expect(value(await keeper.inboxFiles()).map(({ name }) => name)).toEqual(['real.sgx']);
      await rm(join(inbox, 'real.sgx'));
      await symlink(secret, join(inbox, 'real.sgx'));
      expect(await keeper.openInboxFile(real.id)).toMatchObject({ ok: false, error: { code: 'inbox.gone' } });
    },
  );

  it('hands over what it showed: the token reads the version that was looked at, whatever takes its name later', async () => {
    await writeFile(join(inbox, 'a.sgx'), PACKAGE);
    const files = new ChosenFiles();
    const keeper = await withInbox(files);
    const file = await whenState(keeper, 'a.sgx', 'complete');
    const { token, name, size } = value(await keeper.openInboxFile(file.id));
    expect([name, size]).toEqual(['a.sgx', PACKAGE.length]);
    await rm(join(inbox, 'a.sgx'));
    await writeFile(join(inbox, 'a.sgx'), 'something else');
    expect(Buffer.from(value(await files.read(token, 0, 100))).equals(PACKAGE)).toBe(true);
    expect(await keeper.openInboxFile(file.id)).toMatchObject({ ok: false, error: { code: 'inbox.gone' } });
    expect(await keeper.openInboxFile('0'.repeat(32))).toMatchObject({ ok: false, error: { code: 'inbox.gone' } });
    await files.closeAll();
  });

  it('remembers over a restart what was imported, and only that version of it', async () => {
    await writeFile(join(inbox, 'a.sgx'), PACKAGE);
    const keeper = await withInbox();
    const file = await whenState(keeper, 'a.sgx', 'complete');
    value(await keeper.markImported(file.id));
    expect((await fileOf(keeper, 'a.sgx'))?.state).toBe('imported');
    await until(() => told.at(-1)?.files[0]?.state === 'imported' || undefined);
    keeper.stop();
    const again = keeperOf();
    expect((await fileOf(again, 'a.sgx'))?.state).toBe('imported');
    await writeFile(join(inbox, 'a.sgx'), PACKAGE);
    await utimes(join(inbox, 'a.sgx'), new Date(), new Date(Date.now() - 60_000));
    const newer = await whenState(again, 'a.sgx', 'complete');
    expect(newer.id).not.toBe(file.id);
    expect(await again.markImported('0'.repeat(32))).toMatchObject({ ok: false, error: { code: 'inbox.gone' } });
  });

  it('is only ever read: nothing in it is written, renamed or deleted, nor its times changed', async () => {
    for (const name of ['a.sgx', 'b.sgx.part', '~c.sgx', 'd.txt']) await writeFile(join(inbox, name), PACKAGE);
    const picture = async () =>
      Promise.all(
        (await readdir(inbox)).sort().map(async (name) => {
          const { size, mtimeMs, ctimeMs, ino } = await stat(join(inbox, name));
          return { name, size, mtimeMs, ctimeMs, ino, content: await readFile(join(inbox, name), 'latin1') };
        }),
      );
    const before = await picture();
    const files = new ChosenFiles();
    const keeper = await withInbox(files);
    const file = await whenState(keeper, 'a.sgx', 'complete');
    const { token } = value(await keeper.openInboxFile(file.id));
    value(await files.read(token, 0, 10));
    expect(await files.write(token, Buffer.from('x'))).toMatchObject({ ok: false });
    value(await keeper.markImported(file.id));
    value(await keeper.forget('inbox'));
    await files.closeAll();
    expect(await picture()).toEqual(before);
  });

  it('tells nothing after the lock, not even what was being looked at', async () => {
    const keeper = await withInbox();
    const looking = keeper.inboxFiles();
    keeper.stop();
    await looking;
    const count = told.length;
    await writeFile(join(inbox, 'a.sgx'), PACKAGE);
    await pause(TIMES.poll * 5);
    expect(told).toHaveLength(count);
    // after the next unlock it goes on when it is asked for
    await whenState(keeper, 'a.sgx', 'complete');
  });

  it.skipIf(process.platform === 'win32')('gives up on a folder that does not answer, in time', async () => {
    // the system hangs at opening a pipe that nobody writes to, as it does at a share whose server is gone
    const patience = new Patience(150);
    execFileSync('mkfifo', [join(directory, 'pipe')]);
    const keeper = new ExchangeFolderKeeper({ directory: profile, files: new ChosenFiles(), inboxChanged: () => undefined, patience });
    opened.push(keeper);
    value(await keeper.choose('inbox', inbox));
    value(await keeper.choose('outbox', outbox));
    const stuck = [inbox, outbox].map((path) => patience.ask(path, () => readFile(join(directory, 'pipe'))));
    const started = performance.now();
    expect(value(await keeper.folders())).toMatchObject({ inbox: { available: false }, outbox: { available: false } });
    expect(value(await keeper.inboxFiles())).toEqual([]);
    expect(await keeper.outboxTarget('a.sgx')).toMatchObject({ ok: false, error: { code: 'outbox.unavailable' } });
    expect(performance.now() - started).toBeLessThan(2_000);
    execFileSync('sh', ['-c', 'exec 3> "$1"; sleep 0.3', 'sh', join(directory, 'pipe')]);
    await Promise.all(stuck);
    await until(async () => value(await keeper.folders()).outbox?.available || undefined);
  });
});

describe('the outbox', () => {
  it('takes a package under a free name, and nothing shows there before it is whole', async () => {
    const files = new ChosenFiles();
    const keeper = keeperOf(files);
    expect(await keeper.outboxTarget('a.sgx')).toMatchObject({ ok: false, error: { code: 'outbox.not-set' } });
    value(await keeper.choose('outbox', outbox));
    await writeFile(join(outbox, '包.sgx'), 'theirs');
    const { token, name } = value(await keeper.outboxTarget('../包.sgx'.slice(3)));
    expect(name).toBe('包 (2).sgx');
    value(await files.write(token, PACKAGE));
    expect((await readdir(outbox)).filter(isWantedName)).toEqual(['包.sgx']);
    value(await files.commit(token));
    expect((await readdir(outbox)).sort()).toEqual(['包 (2).sgx', '包.sgx']);
  });
});
