import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AttachmentFiles } from '#electron/attachment-files.ts';
import { ChosenFiles } from '#electron/chosen-files.ts';
import { withoutPersonalData } from '#electron/log.ts';
import { resolveProfile } from '#electron/profile.ts';
import type { Result } from '#shared/domain/result.ts';
import { AttachmentVault } from '#shared/workstation/attachment-vault.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'files-test-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('files the user chose', () => {
  it('reads by token only, and nothing that is not a file', async () => {
    const files = new ChosenFiles();
    const path = join(directory, '表.csv');
    await writeFile(path, 'abcdef');
    const [chosen] = value(await files.register([path]));
    expect(chosen).toMatchObject({ name: '表.csv', size: 6 });
    expect(Buffer.from(value(await files.read(chosen?.token ?? '', 2, 3))).toString()).toBe('cde');
    expect(await files.read('0'.repeat(32), 0, 1)).toMatchObject({ ok: false, error: { code: 'file.unknown-token' } });
    expect(await files.register([directory])).toMatchObject({ ok: false, error: { code: 'file.not-a-file' } });
    expect(await files.register([join(directory, '没有')])).toMatchObject({ ok: false, error: { code: 'file.not-found' } });
    await files.closeAll();
    expect(await files.read(chosen?.token ?? '', 0, 1)).toMatchObject({ ok: false, error: { code: 'file.unknown-token' } });
  });

  it('shows a written file under its name only when it is complete and was read back', async () => {
    const files = new ChosenFiles();
    const path = join(directory, '包.sgx');
    const { token } = files.registerTarget(path);
    const content = randomBytes(3_000_000);
    value(await files.write(token, content.subarray(0, 2_000_000)));
    expect(await readdir(directory)).not.toContain('包.sgx');
    value(await files.write(token, content.subarray(2_000_000)));
    const committed = value(await files.commit(token));
    expect(committed).toEqual({
      sha256: createHash('sha256').update(content).digest('hex'),
      fileName: '包.sgx',
      size: 3_000_000,
      readBack: expect.stringMatching(/^(medium|cache)$/),
    });
    expect((await readFile(path)).equals(content)).toBe(true);
    expect(await readdir(directory)).toEqual(['包.sgx']);
  });

  it('leaves the old file and no residue when writing is abandoned', async () => {
    const files = new ChosenFiles();
    const path = join(directory, '包.sgx');
    await writeFile(path, 'old');
    const { token } = files.registerTarget(path);
    value(await files.write(token, Buffer.from('new')));
    await files.closeAll();
    expect(await readdir(directory)).toEqual(['包.sgx']);
    expect(await readFile(path, 'utf8')).toBe('old');
  });

  it('leaves no residue when it is abandoned in the moment in which the part file is made', async () => {
    const files = new ChosenFiles();
    const { token } = files.registerTarget(join(directory, '包.sgx'));
    const writing = files.write(token, Buffer.from('new'));
    await files.abort(token);
    expect(await writing).toMatchObject({ ok: false, error: { code: 'file.aborted' } });
    expect(await readdir(directory)).toEqual([]);
  });

  it('notices that the medium gave back something else than was written', async () => {
    const files = new ChosenFiles();
    const { token } = files.registerTarget(join(directory, '包.sgx'));
    value(await files.write(token, Buffer.from('content')));
    const part = (await readdir(directory)).find((name) => name.endsWith('.part')) ?? '';
    await writeFile(join(directory, part), 'contenT');
    expect(await files.commit(token)).toMatchObject({ ok: false, error: { code: 'file.read-back-differs' } });
    expect(await readdir(directory)).toEqual([]);
  });
});

describe('sealed attachments', () => {
  const key = new Uint8Array(32).fill(3);

  it.each([0, 1, 1024 * 1024, 1024 * 1024 + 1, 2_500_000])('gives back %i bytes, whole and in parts', async (size) => {
    const vault = await AttachmentVault.create(new AttachmentFiles(join(directory, 'attachments')), key);
    const content = randomBytes(size);
    const read = async (offset: number, length: number) => ({ ok: true as const, value: content.subarray(offset, offset + length) });
    const attachment = value(await vault.begin().add({ name: '照片.jpg', size, read }));
    expect(attachment.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(Buffer.from(value(await vault.read(attachment, 0, size))).equals(content)).toBe(true);
    const middle = Math.floor(size / 3);
    expect(Buffer.from(value(await vault.read(attachment, middle, 700_000))).equals(content.subarray(middle, middle + 700_000))).toBe(true);
    const again = value(await vault.begin().add({ name: '副本.jpg', size, read }));
    expect(again.sha256).toBe(attachment.sha256);
    expect(await readdir(join(directory, 'attachments'))).toHaveLength(1);
  });

  it('tells nothing by name or bytes, and refuses a changed file', async () => {
    const folder = join(directory, 'attachments');
    await mkdir(folder);
    const vault = await AttachmentVault.create(new AttachmentFiles(folder), key);
    const content = Buffer.from('身份证复印件'.repeat(1000));
    const read = async (offset: number, length: number) => ({ ok: true as const, value: content.subarray(offset, offset + length) });
    const attachment = value(await vault.begin().add({ name: '身份证.jpg', size: content.length, read }));
    const [name = ''] = await readdir(folder);
    expect(name).not.toContain(attachment.sha256);
    const sealed = await readFile(join(folder, name));
    expect(sealed.includes(Buffer.from('身份证复印件'))).toBe(false);
    sealed[100] = (sealed[100] ?? 0) ^ 1;
    await writeFile(join(folder, name), sealed);
    expect(await vault.read(attachment, 0, 10)).toMatchObject({ ok: false, error: { code: 'attachment.damaged' } });
    await writeFile(join(folder, name), sealed.subarray(0, 500));
    expect(await vault.read(attachment, 0, 10)).toMatchObject({ ok: false, error: { code: 'attachment.damaged' } });
  });
});

describe('profiles and the log', () => {
  it('resolves --profile DIR and the demo beside it', () => {
    expect(resolveProfile(['app', '--profile', 'data'], '/home/u/.config', '/srv').directory).toBe('/srv/data');
    expect(resolveProfile(['app', '--profile=/x/y'], '/home/u/.config', '/srv').directory).toBe('/x/y');
    expect(resolveProfile(['app'], '/home/u/.config', '/srv').directory).toBe('/home/u/.config/shenguan-workstation');
    const demo = resolveProfile(['app', '--profile=/x/y', '--demo=supervision'], '/home/u/.config', '/srv');
    expect(demo).toMatchObject({ directory: '/x/y-demo-supervision', base: '/x/y', demo: 'supervision' });
  });

  it('writes no numbers of persons, names or keys into the log', () => {
    const text = withoutPersonalData('失败 370811199001011234 张三 电话 13800000000 key 0123456789abcdef0123456789abcdef01');
    expect(text).not.toMatch(/3708111|1380000|张三|0123456789abcdef/);
  });
});
