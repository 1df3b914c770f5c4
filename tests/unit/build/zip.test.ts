import { existsSync, lstatSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { extractZip } from '../../../build/zip.mjs';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
/** Unix modes lie in the upper half of the external attributes */
const unix = (mode: number): { readonly os: 3; readonly attrs: number } => ({ os: 3, attrs: mode * 0x10000 });

describe('the ZIP reader that unpacks the runtime', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'unpack-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const unpack = (archive: Uint8Array, rename?: (name: string) => string | undefined): Promise<number> => {
    writeFileSync(join(folder, 'a.zip'), archive);
    return extractZip(join(folder, 'a.zip'), join(folder, 'out'), rename);
  };
  const out = (name: string): string => join(folder, 'out', name);

  it('writes stored, deflated and empty files, folders, modes and links', async () => {
    const long = 'abc'.repeat(100_000);
    const content: Zippable = {
      'run/': [new Uint8Array(), unix(0o040755)],
      'run/program': [text(long), { level: 9, ...unix(0o100755) }],
      'plain.txt': [text('文字'), { level: 0, ...unix(0o100644) }],
      'empty.txt': [new Uint8Array(), unix(0o100644)],
      link: [text('run/program'), { level: 0, ...unix(0o120777) }],
    };
    expect(await unpack(zipSync(content))).toBe(4);
    expect(readFileSync(out('run/program'), 'utf8')).toBe(long);
    expect(statSync(out('run/program')).mode & 0o777).toBe(0o755);
    expect(readFileSync(out('plain.txt'), 'utf8')).toBe('文字');
    expect(statSync(out('empty.txt')).size).toBe(0);
    expect(lstatSync(out('link')).isSymbolicLink()).toBe(true);
    expect(readlinkSync(out('link'))).toBe('run/program');
  });

  it('renames entries and leaves some out', async () => {
    const archive = zipSync({ 'Box/keep': text('1'), 'Box/resources/app/other': text('2') });
    const written = await unpack(archive, (name) => (name.includes('resources/') ? undefined : name.replace('Box/', '')));
    expect(written).toBe(1);
    expect(readFileSync(out('keep'), 'utf8')).toBe('1');
    expect(existsSync(out('resources'))).toBe(false);
  });

  it.each(['../evil', 'a/../../evil', '/evil', 'a\\..\\..\\evil'])('refuses the path %s', async (name) => {
    await expect(unpack(zipSync({ [name]: text('x') }))).rejects.toThrow('越出目标文件夹');
    expect(existsSync(join(folder, 'evil'))).toBe(false);
  });

  it('refuses a link that leads out of the folder', async () => {
    const archive = zipSync({ link: [text('../../etc/passwd'), { level: 0, ...unix(0o120777) }] });
    await expect(unpack(archive)).rejects.toThrow('越出目标文件夹');
  });

  it('does not write through a link of the archive', async () => {
    const archive = zipSync({ door: [text('inside'), { level: 0, ...unix(0o120777) }], 'door/file': text('x') });
    await expect(unpack(archive)).rejects.toThrow();
  });

  it('notices a changed byte', async () => {
    const archive = zipSync({ a: [text('hello hello hello'), { level: 0 }] });
    const at = Buffer.from(archive).indexOf('hello');
    archive[at] = 0x48;
    await expect(unpack(archive)).rejects.toThrow('校验不符');
  });

  it('stops at an entry larger than the directory says (ZIP bomb)', async () => {
    const archive = zipSync({ a: [new Uint8Array(1_000_000), { level: 9 }] });
    const view = new DataView(archive.buffer);
    const directory = Buffer.from(archive).lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    view.setUint32(directory + 24, 10, true);
    await expect(unpack(archive)).rejects.toThrow('比目录写明的大');
  });

  it.each([0, 1, 21])('refuses an archive that is cut off, or none at all (%i bytes)', async (size) => {
    await expect(unpack(zipSync({ a: text('x') }).slice(0, size))).rejects.toThrow('ZIP');
  });
});
