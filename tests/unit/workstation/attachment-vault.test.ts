/** Which sealed files a job takes away when it comes to nothing: its own, and never one that somebody else may name. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AttachmentFiles } from '#electron/attachment-files.ts';
import { FailureError, fail, ok } from '#shared/domain/result.ts';
import { type AttachmentBatch, AttachmentVault } from '#shared/workstation/attachment-vault.ts';
import { required } from '../../../build/node-workstation.ts';

const KEY = new Uint8Array(32).fill(7);
const SIZE = 2_500_000;

let folder = '';
let files: AttachmentFiles;
let vault: AttachmentVault;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'attachment-vault-')), 'attachments');
  files = new AttachmentFiles(folder, 0);
  vault = await AttachmentVault.create(files, KEY);
});
afterEach(async () => {
  await files.closeAll();
  await rm(join(folder, '..'), { recursive: true, force: true });
});

async function add(batch: AttachmentBatch, content: Buffer) {
  const read = async (offset: number, length: number) => ok(content.subarray(offset, offset + length));
  return required(await batch.add({ name: '影像.mp4', size: content.length, read }));
}

describe('a job that comes to nothing', () => {
  it('takes away what it brought, also what it brought twice', async () => {
    const content = randomBytes(SIZE);
    const batch = vault.begin();
    await add(batch, content);
    await add(batch, content);
    await add(batch, randomBytes(10));
    expect(await readdir(folder)).toHaveLength(2);
    await batch.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves what was there before', async () => {
    const content = randomBytes(SIZE);
    const first = vault.begin();
    const attachment = await add(first, content);
    first.keep();
    const second = vault.begin();
    await add(second, content);
    await second.discard();
    expect(Buffer.from(required(await vault.read(attachment, 0, SIZE))).equals(content)).toBe(true);
    await first.discard();
    expect(await vault.has(attachment.sha256)).toBe(true);
  });

  it('leaves what another job has met meanwhile, by adding or by asking for it', async () => {
    const [one, two] = [randomBytes(SIZE), randomBytes(SIZE)];
    const cancelled = vault.begin();
    const first = await add(cancelled, one);
    const second = await add(cancelled, two);
    const other = vault.begin();
    await add(other, one);
    other.keep();
    expect(await vault.has(second.sha256)).toBe(true);
    await cancelled.discard();
    for (const { sha256 } of [first, second]) expect(await vault.has(sha256)).toBe(true);
  });

  it('never takes away a file in the moment in which another job finds it', async () => {
    for (let round = 0; round < 50; round += 1) {
      const content = randomBytes(100);
      const cancelled = vault.begin();
      const { sha256 } = await add(cancelled, content);
      const other = vault.begin();
      await Promise.all([add(other, content), cancelled.discard()]);
      expect(await vault.has(sha256)).toBe(true);
    }
  });

  it('keeps one file when two jobs bring the same at once, whichever of them fails', async () => {
    const content = randomBytes(SIZE);
    const [one, two] = [vault.begin(), vault.begin()];
    const [attachment] = await Promise.all([add(one, content), add(two, content)]);
    one.keep();
    await two.discard();
    expect(Buffer.from(required(await vault.read(attachment, 0, SIZE))).equals(content)).toBe(true);
  });
});

describe('a source that fails', () => {
  it.each([
    ['in the middle', async (offset: number) => (offset > 0 ? fail('file.medium-gone', '已拔出') : ok(randomBytes(1024 * 1024)))],
    ['by growing shorter', async (offset: number) => ok(randomBytes(offset > 0 ? 5 : 1024 * 1024))],
  ])('%s leaves no file, not even half of one', async (_name, read) => {
    const added = await vault.begin().add({ name: '影像.mp4', size: SIZE, read });
    expect(added.ok || added.error.code).toMatch(/^(file\.medium-gone|attachment\.changed)$/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('by a bug leaves no file either', async () => {
    const read = async () => {
      throw new FailureError({ code: 'x', message: 'x' });
    };
    await expect(vault.begin().add({ name: '影像.mp4', size: SIZE, read })).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('files kept open for reading', () => {
  it('are closed when they go, when they are written anew and at lock: nobody reads the one from before', async () => {
    const content = randomBytes(SIZE);
    const batch = vault.begin();
    const attachment = await add(batch, content);
    required(await vault.read(attachment, 0, 100));
    await batch.discard();
    expect(await vault.read(attachment, 0, 100)).toMatchObject({ ok: false, error: { code: 'attachment.not-found' } });
    await add(vault.begin(), content);
    expect(Buffer.from(required(await vault.read(attachment, 1_500_000, 100))).equals(content.subarray(1_500_000, 1_500_100))).toBe(true);
    const [name = ''] = await readdir(folder);
    await rename(join(folder, name), join(folder, 'elsewhere'));
    await files.closeAll();
    expect(await vault.read(attachment, 0, 100)).toMatchObject({ ok: false, error: { code: 'attachment.not-found' } });
  });

  it('are many more than are kept open', async () => {
    const contents = Array.from({ length: 12 }, () => randomBytes(1000));
    const batch = vault.begin();
    const added = [];
    for (const content of contents) added.push(await add(batch, content));
    const reads = await Promise.all([...added, ...added].map((attachment) => vault.read(attachment, 0, 1000)));
    for (const [index, read] of reads.entries())
      expect(Buffer.from(required(read)).equals(contents[index % 12] ?? Buffer.alloc(0))).toBe(true);
  });
});

describe('files that no entry names', () => {
  const always = () => true;

  /** as the next run of the program finds the folder */
  async function nextRun(): Promise<void> {
    vault = await AttachmentVault.create(files, KEY);
  }

  it('go, and only they: what is named stays, and so does what isn’t the vault’s', async () => {
    const batch = vault.begin();
    const [named, unnamed] = [await add(batch, randomBytes(SIZE)), await add(batch, randomBytes(10))];
    batch.keep();
    await writeFile(join(folder, '说明.txt'), '不是附件');
    await nextRun();
    expect(required(await vault.sweep(new Set([named.sha256, 'a'.repeat(64)]), always))).toBe(1);
    expect(await vault.has(named.sha256)).toBe(true);
    expect(await vault.has(unnamed.sha256)).toBe(false);
    expect(await readdir(folder)).toHaveLength(2);
    expect(required(await vault.sweep(new Set([named.sha256]), always))).toBe(0);
  });

  it('stay for thirty days: an older ledger that was put back doesn’t name them, the newer one does', async () => {
    const batch = vault.begin();
    const { sha256 } = await add(batch, randomBytes(100));
    batch.keep();
    vault = await AttachmentVault.create(new AttachmentFiles(folder), KEY);
    expect(required(await vault.sweep(new Set(), always))).toBe(0);
    const [file = ''] = await readdir(folder);
    const later = (days: number) => new Date(Date.now() - days * 24 * 3_600_000);
    await utimes(join(folder, file), later(29), later(29));
    expect(required(await vault.sweep(new Set(), always))).toBe(0);
    await utimes(join(folder, file), later(31), later(31));
    expect(required(await vault.sweep(new Set(), always))).toBe(1);
    expect(await vault.has(sha256)).toBe(false);
  });

  it('stay in the run that brought them, or that has found them: their entry may be about to come', async () => {
    const batch = vault.begin();
    const [brought, found] = [await add(batch, randomBytes(100)), await add(batch, randomBytes(100))];
    batch.keep();
    expect(required(await vault.sweep(new Set(), always))).toBe(0);
    await nextRun();
    expect(await vault.has(found.sha256)).toBe(true);
    expect(required(await vault.sweep(new Set(), always))).toBe(1);
    expect(await vault.has(found.sha256)).toBe(true);
    expect(await vault.has(brought.sha256)).toBe(false);
  });

  it('never go in the moment in which somebody brings them again or asks for them', async () => {
    for (let round = 0; round < 50; round += 1) {
      const content = randomBytes(100);
      const left = vault.begin();
      const { sha256 } = await add(left, content);
      left.keep();
      await nextRun();
      const again = vault.begin();
      const asked = round % 2 === 0 ? vault.has(sha256) : add(again, content).then(() => true);
      const [there] = await Promise.all([asked, vault.sweep(new Set(), always)]);
      // who was told that it is there must find it there
      expect(await vault.has(sha256)).toBe(there);
      if (there) required(await vault.read({ sha256, size: 100 }, 0, 100));
    }
  });

  it('stay when the vault is closed meanwhile, and an empty folder is no failure', async () => {
    expect(required(await vault.sweep(new Set(), always))).toBe(0);
    const batch = vault.begin();
    const { sha256 } = await add(batch, randomBytes(100));
    batch.keep();
    await nextRun();
    expect(required(await vault.sweep(new Set(), () => false))).toBe(0);
    expect(await vault.has(sha256)).toBe(true);
  });
});

it('sweeps away what a crash left half written, and nothing else', async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${'a'.repeat(32)}.part`), 'half');
  await writeFile(join(folder, `${'b'.repeat(64)}.sealed`), 'whole');
  const [one, two] = [required(await files.begin()), required(await files.begin())];
  expect((await readdir(folder)).sort()).toEqual([`${'b'.repeat(64)}.sealed`, `${one}.part`, `${two}.part`].sort());
});
