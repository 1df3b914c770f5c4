/**
 * The most work that fits into the limits: 10,000 names as long and as deep as may be. Such a file must be answered in
 * seconds; with names of 250 folders, which were allowed once, it took half a minute.
 */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkEntryName, refuseCollidingNames } from '#shared/exchange/zip-names.ts';
import { rawZip } from './raw-zip.ts';
import { codeOf, open } from './sample-package.ts';

/** 30 folders of letters that fold and compose, another branch for each hundred files; about 500 bytes. */
function deepName(top: string, index: number): string {
  const branch = String(Math.floor(index / 100)).padStart(3, '0');
  return `${top}${Array.from({ length: 29 }, () => `\u00e9\u00c5\u03a3${branch}abcdef`).join('/')}/${index}`;
}

/** of computing, not of the clock: what else the machine does is not the archive's doing */
async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  console.info(`${seconds.toFixed(2)} s`);
  return seconds;
}

describe('archives that keep the reader busy', () => {
  it('names deeper than 32 parts are refused', () => {
    const name = (parts: number) => Array.from({ length: parts }, () => 'a').join('/');
    expect(checkEntryName(name(32))).toBeUndefined();
    expect(checkEntryName(`${name(32)}/`)).toBeUndefined();
    expect(checkEntryName(name(33))?.code).toBe('package.zip.name-too-long');
  });

  it('10,000 of the deepest names that are allowed are checked quickly, on every storey', { timeout: 120_000 }, async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => deepName('bag/', index));
    expect(Buffer.byteLength(names[0] ?? '')).toBeGreaterThan(450);
    expect(names.map((name) => checkEntryName(name)?.code).filter((code) => code !== undefined)).toEqual([]);
    expect(await secondsOf(async () => refuseCollidingNames(names))).toBeLessThan(3);
    const bytes = await rawZip(names.map((name) => ({ name })));
    expect(await secondsOf(async () => expect(await codeOf(open(bytes))).toBe('package.descriptor.missing'))).toBeLessThan(5);
  });

  it('so is a plain bag of 9,900 deep files with a manifest for each of six algorithms', { timeout: 120_000 }, async () => {
    const paths = Array.from({ length: 9_900 }, (_, index) => deepName('data/', index));
    const algorithms = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];
    const manifests = algorithms.map((algorithm) => {
      const empty = createHash(algorithm).digest('hex');
      return { name: `manifest-${algorithm}.txt`, content: paths.map((path) => `${empty}  ${path}\n`).join('') };
    });
    const bagit = { name: 'bagit.txt', content: 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' };
    const bytes = await rawZip([bagit, ...manifests, ...paths.map((name) => ({ name }))]);
    expect(await secondsOf(async () => expect(await codeOf(open(bytes))).toBe('package.bag.unsigned'))).toBeLessThan(15);
  });
});
