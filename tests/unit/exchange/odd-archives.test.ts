/** Real odd and hostile archives, and the Library of Congress's bags. Not part of the repository: skipped when absent. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attempt, type Result } from '#shared/domain/result.ts';
import { checkBagDeclaration, type Manifest, parseManifest } from '#shared/exchange/bag.ts';
import { sourceOfBytes } from '#shared/exchange/byte-source.ts';
import { readContent } from '#shared/exchange/zip-content.ts';
import { readZip } from '#shared/exchange/zip-reader.ts';
import { codeOf, open } from './sample-package.ts';

const ODD_ZIPS = '../shared/data/odd-zip';
const BAGS = '../shared/data/bagit-conformance';

/** What the manifest says of an archive that must not pass the gate. */
const DANGEROUS =
  /dot-dot|absolute-path|symlink|duplicate-names|overlapping|encrypted|backslash|nul-in-name|data-descriptor|method-|case-collision|no-EOCD|prefix-bytes|bad-crc|no-utf8-flag|open-error|ratio>|empty/;

/** Reads every entry to its end; gives the bytes inflated. */
function readAll(bytes: Uint8Array): Promise<Result<number>> {
  return attempt(async () => {
    const archive = await readZip(sourceOfBytes(bytes));
    let size = 0;
    for (const entry of archive.entries) for await (const piece of readContent(archive, entry)) size += piece.length;
    return size;
  });
}

describe.skipIf(!existsSync(ODD_ZIPS))('229 odd archives (skipped without ../shared/data)', () => {
  const rows = existsSync(ODD_ZIPS) ? readFileSync(join(ODD_ZIPS, 'MANIFEST.csv'), 'utf8').trim().split('\n').slice(1) : [];

  it('are refused, or read to the end and harmless, each within 5 seconds; none is a package', { timeout: 300_000 }, async () => {
    const passed: string[] = [];
    for (const row of rows) {
      const [name = ''] = row.split(',');
      const note = row.slice(row.lastIndexOf(',') + 1);
      const bytes = new Uint8Array(readFileSync(join(ODD_ZIPS, name)));
      const start = performance.now();
      const read = await readAll(bytes);
      expect(await codeOf(open(bytes)), name).toMatch(/^package\.(zip|bag|descriptor|size)\./);
      expect(performance.now() - start, name).toBeLessThan(5000);
      if (read.ok) {
        passed.push(name);
        expect(note, name).not.toMatch(DANGEROUS);
        expect(read.value, name).toBeLessThanOrEqual(bytes.length * 100);
      }
    }
    expect(rows.length).toBe(229);
    // the plain ones do pass: the gate isn't simply shut
    expect(passed.length).toBeGreaterThan(20);
  });
});

describe.skipIf(!existsSync(BAGS))('Library of Congress bags (skipped without ../shared/data)', () => {
  const read = (...path: readonly string[]) => new Uint8Array(readFileSync(join(BAGS, ...path)));
  const manifest = (...path: readonly string[]): Promise<Result<Manifest>> =>
    attempt(() => parseManifest(read(...path), path.at(-1) ?? ''));
  const declaration = (...path: readonly string[]) => codeOf(attempt(() => checkBagDeclaration(read(...path, 'bagit.txt'))));

  it('takes what a valid 1.0 bag says', async () => {
    expect(await declaration('v1.0/valid/basicBag')).toBe('opened');
    for (const file of readdirSync(join(BAGS, 'v1.0/valid/basicBag')).filter((name) => name.includes('manifest-sha256'))) {
      expect((await manifest('v1.0/valid/basicBag', file)).ok, file).toBe(true);
    }
  });

  it('refuses what the suite calls invalid, where format 1 has the same file', async () => {
    expect(await declaration('v1.0/invalid/bagit-with-invalid-whitespace')).toBe('package.bag.declaration');
    expect(await declaration('v0.97/invalid/bom-in-bagit.txt')).toBe('package.bag.declaration');
    expect(await declaration('v0.97/invalid/baginfo-missing-encoding')).toBe('package.bag.declaration');
    expect(await declaration('v0.97/invalid/invalid-version-number')).toBe('package.bag.declaration');
    expect(await declaration('v0.97/valid/basic-bag')).toBe('package.bag.version');
    for (const name of ['same-filename-listed-twice-with-different-hashes', 'same-filename-listed-twice-with-the-same-hash']) {
      expect(await codeOf(manifest('v1.0/invalid', name, 'manifest-sha256.txt')), name).toBe('package.bag.manifest-duplicate');
    }
  });
});
