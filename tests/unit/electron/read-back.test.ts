import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChosenFiles } from '#electron/chosen-files.ts';
import { fileFailure } from '#electron/durable-file.ts';
import { numberedName, safeFileName } from '#electron/file-names.ts';
import { digestReadBack, digestThroughCache } from '#electron/read-back.ts';
import type { Result } from '#shared/domain/result.ts';
import { type LoopMount, loopMountProblem, mountLoopOrThrow } from './loop-mount.ts';

const problem = loopMountProblem();
const MEBIBYTE = 1024 * 1024;

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function writeFlushed(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  await file.writeFile(content);
  await file.sync();
  await file.close();
}

describe.skipIf(problem !== undefined)(`a medium that can be damaged${problem ? ` (skipped: ${problem})` : ''}`, () => {
  let stick: LoopMount;
  beforeEach(() => {
    stick = mountLoopOrThrow(24);
  });
  afterEach(() => stick.remove());

  /** finds the content on the medium itself and changes one byte of it, as a bad flash cell would */
  async function damageMedium(content: Uint8Array, at: number): Promise<void> {
    const medium = await readFile(stick.image);
    const start = medium.indexOf(content.subarray(0, 64));
    expect(start).toBeGreaterThan(0);
    expect(medium.subarray(start + at, start + at + 16)).toEqual(Buffer.from(content.subarray(at, at + 16)));
    const image = await open(stick.image, 'r+');
    await image.write(Uint8Array.of((content[at] ?? 0) ^ 1), 0, 1, start + at);
    await image.close();
  }

  it.each([0, 1, 511, 4096, 3 * MEBIBYTE + 7])('gives the digest of %i bytes from the medium', async (size) => {
    const content = randomBytes(size);
    await writeFlushed(join(stick.root, '包.sgx'), content);
    expect(await digestReadBack(join(stick.root, '包.sgx'))).toEqual({ sha256: sha256(content), readBack: 'medium' });
  });

  it('notices a byte that the medium lost after the flush, which a reading through the cache calls good', async () => {
    const path = join(stick.root, 'a.sgx');
    const content = randomBytes(8 * 4096);
    await writeFlushed(path, content);
    await damageMedium(content, 100);
    expect(await digestThroughCache(path)).toBe(sha256(content));
    const read = await digestReadBack(path);
    expect(read.readBack).toBe('medium');
    expect(read.sha256).not.toBe(sha256(content));
  });

  it('reports a medium that does not read, and never falls back to the cache for it', async () => {
    const path = join(stick.root, 'a.sgx');
    const content = randomBytes(2 * MEBIBYTE);
    await writeFlushed(path, content);
    // everything behind the first 64 KiB of the device is gone: a loop device answers reads there with an error
    await truncate(stick.image, 64 * 1024);
    expect(await digestThroughCache(path)).toBe(sha256(content));
    const failed = await digestReadBack(path).catch((error: unknown) => fileFailure(error, 'file', '保存'));
    expect(failed).toMatchObject({ ok: false, error: { code: 'file.medium-gone' } });
  });

  it('says that a committed file was compared on the medium', async () => {
    const files = new ChosenFiles();
    const { token } = value(await files.registerNewTarget(stick.root, '包.sgx'));
    const content = randomBytes(2 * MEBIBYTE + 11);
    value(await files.write(token, content));
    expect(value(await files.commit(token))).toEqual({
      sha256: sha256(content),
      fileName: '包.sgx',
      size: content.length,
      readBack: 'medium',
    });
    expect((await readFile(join(stick.root, '包.sgx'))).equals(content)).toBe(true);
  });

  it('tells of a full stick, and leaves no residue on it', async () => {
    const files = new ChosenFiles();
    const before = await readdir(stick.root);
    const { token } = value(await files.registerNewTarget(stick.root, '包.sgx'));
    const written = async () => {
      for (let count = 0; count < 30; count += 1) {
        const result = await files.write(token, randomBytes(MEBIBYTE));
        if (!result.ok) return result;
      }
      return files.commit(token);
    };
    expect(await written()).toMatchObject({ ok: false, error: { code: 'file.disk-full' } });
    expect(await readdir(stick.root)).toEqual(before);
    expect(await files.commit(token)).toMatchObject({ ok: false, error: { code: 'file.unknown-token' } });
  });

  it('tells of a stick that was pulled out in the middle, and writes nothing into the folder under it', async () => {
    const files = new ChosenFiles();
    const { token } = value(await files.registerNewTarget(stick.root, '包.sgx'));
    value(await files.write(token, randomBytes(MEBIBYTE)));
    stick.unmount(true);
    value(await files.write(token, randomBytes(MEBIBYTE)));
    expect(await files.commit(token)).toMatchObject({ ok: false, error: { code: 'file.not-found' } });
    expect(await readdir(stick.root)).toEqual([]);
  });

  it('leaves no residue when it is cancelled, also during the reading back', async () => {
    const files = new ChosenFiles();
    const before = await readdir(stick.root);
    const first = value(await files.registerNewTarget(stick.root, '包.sgx'));
    value(await files.write(first.token, randomBytes(MEBIBYTE)));
    value(await files.abort(first.token));
    const second = value(await files.registerNewTarget(stick.root, '包.sgx'));
    for (let count = 0; count < 16; count += 1) value(await files.write(second.token, randomBytes(MEBIBYTE)));
    const committing = files.commit(second.token);
    await delayUntilReading(stick.root);
    value(await files.abort(second.token));
    expect(await committing).toMatchObject({ ok: false, error: { code: 'file.aborted' } });
    expect(await readdir(stick.root)).toEqual(before);
  });
});

/** until dd of this process reads from the folder */
async function delayUntilReading(folder: string): Promise<void> {
  for (let count = 0; count < 2000; count += 1) {
    const reading = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const lines = await Promise.all(reading.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
    if (lines.some((line) => line.includes(`if=${folder}`))) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('nothing was read back');
}

describe('targets in a folder', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'target-test-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('notices content that another program altered between writing and reading back', async () => {
    const files = new ChosenFiles();
    const { token } = value(await files.registerNewTarget(directory, '包.sgx'));
    value(await files.write(token, randomBytes(5000)));
    const [part = ''] = await readdir(directory);
    execFileSync('sh', ['-c', 'printf X | dd of="$1" bs=1 seek=4321 conv=notrunc status=none', 'sh', join(directory, part)]);
    expect(await files.commit(token)).toMatchObject({ ok: false, error: { code: 'file.read-back-differs' } });
    expect(await readdir(directory)).toEqual([]);
  });

  it('never overwrites: a name that is taken gets a counter, also one taken while we were writing', async () => {
    const files = new ChosenFiles();
    await writeFile(join(directory, '包.sgx'), 'theirs');
    const { token, name } = value(await files.registerNewTarget(directory, '包.sgx'));
    expect(name).toBe('包 (2).sgx');
    value(await files.write(token, Buffer.from('ours')));
    await writeFile(join(directory, '包 (2).sgx'), 'theirs too');
    expect(value(await files.commit(token)).fileName).toBe('包 (3).sgx');
    expect(await readFile(join(directory, '包.sgx'), 'utf8')).toBe('theirs');
    expect(await readFile(join(directory, '包 (2).sgx'), 'utf8')).toBe('theirs too');
    expect(await readFile(join(directory, '包 (3).sgx'), 'utf8')).toBe('ours');
    expect(files.pathOf(token)).toBe(join(directory, '包 (3).sgx'));
  });

  it('keeps two files of one name apart that are written at the same time', async () => {
    const files = new ChosenFiles();
    const targets = [value(await files.registerNewTarget(directory, 'a.sgx')), value(await files.registerNewTarget(directory, 'a.sgx'))];
    for (const { token } of targets) value(await files.write(token, Buffer.from(token)));
    const names = (await Promise.all(targets.map(({ token }) => files.commit(token)))).map((result) => value(result).fileName);
    expect(names.sort()).toEqual(['a (2).sgx', 'a.sgx']);
    expect((await readdir(directory)).sort()).toEqual(names);
  });

  it.each([
    ['../../etc/cron.d/x', '_.._etc_cron.d_x'],
    ['..\\..\\x.sgx', '_.._x.sgx'],
    ['/etc/passwd', '_etc_passwd'],
    ['C:\\x.sgx', 'C__x.sgx'],
    ['a:stream.sgx', 'a_stream.sgx'],
    ['..', '未命名'],
    ['.bashrc', 'bashrc'],
    ['CON.sgx', '_CON.sgx'],
    ['a.sgx. ', 'a.sgx'],
    ['a\u0000b\u202Excod.sgx', 'a_b_xcod.sgx'],
  ])('gives %j no way out of the folder and no name that another system reads differently', async (suggested, expected) => {
    expect(safeFileName(suggested)).toBe(expected);
    const files = new ChosenFiles();
    const inside = join(directory, 'stick', 'deep');
    await mkdir(inside, { recursive: true });
    const { token } = value(await files.registerNewTarget(inside, suggested));
    value(await files.write(token, Buffer.from('x')));
    value(await files.commit(token));
    expect(await readdir(inside)).toEqual([expected]);
    expect(await readdir(directory)).toEqual(['stick']);
  });

  it('shortens long Chinese names so that the name, its counter and its part file fit', async () => {
    const name = safeFileName(`${'审'.repeat(196)}.sgx`);
    expect(Buffer.byteLength(`${numberedName(name, 1000)}.12345678.part`)).toBeLessThanOrEqual(255);
    expect(name.endsWith('审.sgx')).toBe(true);
    const { token } = value(await new ChosenFiles().registerNewTarget(directory, name));
    expect(token).toMatch(/^[0-9a-f]{32}$/);
  });

  it('opens a plain file only: no link, pipe or folder, and does not wait for them', async () => {
    const files = new ChosenFiles();
    await writeFile(join(directory, 'a.sgx'), 'PK');
    await symlink('/etc/passwd', join(directory, 'link.sgx'));
    await mkdir(join(directory, 'folder.sgx'));
    execFileSync('mkfifo', [join(directory, 'pipe.sgx')]);
    expect(value(await files.registerPlain(join(directory, 'a.sgx')))).toMatchObject({ name: 'a.sgx', size: 2 });
    for (const name of ['link.sgx', 'folder.sgx', 'pipe.sgx']) {
      expect(await files.registerPlain(join(directory, name))).toMatchObject({ ok: false, error: { code: 'file.not-a-file' } });
    }
    await files.closeAll();
  });

  it.runIf(existsSync('/dev/shm'))('says so when only the cache could be read: a file system in memory has no medium', async () => {
    const folder = await mkdtemp('/dev/shm/read-back-test-');
    try {
      await writeFlushed(join(folder, 'a'), Buffer.from('abc'));
      expect(await digestReadBack(join(folder, 'a'))).toEqual({ sha256: sha256(Buffer.from('abc')), readBack: 'cache' });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('tells of a folder that is no more', async () => {
    const files = new ChosenFiles();
    expect(await files.registerNewTarget(join(directory, '没有'), 'a.sgx')).toMatchObject({ ok: false, error: { code: 'file.not-found' } });
    expect((await stat(directory)).isDirectory()).toBe(true);
  });
});

describe('failures of media', () => {
  it.each([
    ['EFBIG', 'too-large', 'exFAT'],
    ['EIO', 'medium-gone', '重新插好'],
    ['ENODEV', 'medium-gone', '重新插好'],
    ['ENXIO', 'medium-gone', '重新插好'],
    ['Unknown system error -123', 'medium-gone', '重新插好'],
    ['ESTALE', 'network-gone', '内网'],
    ['ETIMEDOUT', 'network-gone', '内网'],
  ])('says what to do after %s', (code, expected, words) => {
    const failure = fileFailure(Object.assign(new Error(code), { code }), 'file', '保存');
    expect(failure.error.code).toBe(`file.${expected}`);
    expect(failure.error.message).toContain(words);
  });

  it.runIf(process.platform === 'linux')('gives the sentence for a file beyond the limit to what the system really throws', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'limit-test-'));
    try {
      // a position beyond what any file system of ours can hold: the same EFBIG as FAT32 gives at 4 GiB
      const file = await open(join(directory, 'a'), 'w');
      const error = await file.truncate(Number.MAX_SAFE_INTEGER).catch((reason: unknown) => reason);
      await file.close();
      expect(fileFailure(error, 'file', '保存').error.code).toBe('file.too-large');
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
