import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK_BYTES, sourceOfBytes } from '#shared/exchange/byte-source.ts';
import { createCrc32 } from '#shared/exchange/crc32.ts';
import { readWhole } from '#shared/exchange/zip-content.ts';
import { readZip, refuseUnlessCanonical } from '#shared/exchange/zip-reader.ts';
import { writeZip, type ZipInput, zipBytes } from '#shared/exchange/zip-writer.ts';
import { concat } from './raw-zip.ts';

async function input(name: string, content: Uint8Array): Promise<ZipInput> {
  const crc = await createCrc32();
  crc.update(content);
  return { name, size: content.length, crc32: crc.value(), content: () => [content] };
}

async function write(inputs: readonly ZipInput[]): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const written = await writeZip(inputs, async (bytes) => void pieces.push(bytes));
  if (!written.ok) throw new Error(written.error.code);
  expect(written.value).toBe(zipBytes(inputs));
  for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(CHUNK_BYTES);
  return concat(...pieces);
}

const name = fc.stringMatching(/^[a-z0-9交接单]{1,12}$/).filter((text) => !/^(con|prn|aux|nul|com\d|lpt\d)$/.test(text));
const files = fc.uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 3000 })), {
  selector: ([path]) => path,
  minLength: 1,
  maxLength: 8,
});

describe('ZIP writer, profile stored-1', () => {
  it('knows the CRC-32 of the standard check text', async () => {
    expect((await input('a', new TextEncoder().encode('123456789'))).crc32).toBe(0xcbf43926);
  });

  it('writes what the gate reads, canonical, the same bytes every time', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (contents) => {
        const inputs = await Promise.all(contents.map(([path, content]) => input(`p/${path}`, content)));
        const zip = await write(inputs);
        expect(await write(inputs)).toEqual(zip);
        const archive = await readZip(sourceOfBytes(zip));
        refuseUnlessCanonical(
          archive,
          inputs.map((file) => file.name),
        );
        for (const [index, entry] of archive.entries.entries()) expect(await readWhole(archive, entry)).toEqual(contents[index]?.[1]);
      }),
      { numRuns: 40 },
    );
  });

  it('streams contents larger than a piece', async () => {
    const content = new Uint8Array(2 * CHUNK_BYTES + 12345).map((_, index) => index % 253);
    const zip = await write([await input('p/big', content), await input('p/small', new Uint8Array(3))]);
    const archive = await readZip(sourceOfBytes(zip));
    expect(Buffer.from(await readWhole(archive, archive.entries[0] as never)).equals(content)).toBe(true);
  });

  it('refuses what the gate would refuse, before the first byte', async () => {
    const file = await input('p/a', new Uint8Array(1));
    const cases: readonly (readonly [readonly ZipInput[], string])[] = [
      [[], 'package.zip.empty'],
      [[{ ...file, name: '../a' }], 'package.zip.name-dots'],
      [[file, { ...file, name: 'p/A' }], 'package.zip.name-collision'],
      [
        [
          { ...file, size: 3e9 },
          { ...file, name: 'p/b', size: 2e9 },
        ],
        'package.size.too-large',
      ],
      [Array.from({ length: 10_001 }, (_, index) => ({ ...file, name: `p/${index}` })), 'package.zip.too-many-entries'],
    ];
    for (const [inputs, code] of cases) {
      const written: Uint8Array[] = [];
      expect(await writeZip(inputs, async (bytes) => void written.push(bytes))).toMatchObject({ ok: false, error: { code } });
      expect(written).toEqual([]);
    }
  });

  it('notices content that is not what was announced', async () => {
    const file = await input('p/a', Uint8Array.of(1, 2, 3));
    for (const content of [
      [1, 2],
      [1, 2, 3, 4],
      [1, 2, 4],
    ]) {
      const written = await writeZip([{ ...file, content: () => [Uint8Array.from(content)] }], async () => undefined);
      expect(written).toMatchObject({ ok: false, error: { code: 'package.write.attachment-changed', at: { path: 'p/a' } } });
    }
  });

  it('stops when cancelled', async () => {
    const abort = new AbortController();
    abort.abort();
    expect(await writeZip([await input('p/a', new Uint8Array(9))], async () => undefined, abort.signal)).toMatchObject({
      ok: false,
      error: { code: 'package.cancelled' },
    });
  });

  const hasUnzip = spawnSync('unzip', ['-v']).status === 0;
  it.skipIf(!hasUnzip)('passes unzip -t (skipped where unzip is not installed)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zip-'));
    writeFileSync(
      join(folder, 'a.zip'),
      await write([await input('p/交接单.txt', new Uint8Array(7)), await input('p/b', new Uint8Array(0))]),
    );
    const said = spawnSync('unzip', ['-t', 'a.zip'], { cwd: folder, encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(said.stdout).toContain('No errors detected');
    expect(said.status).toBe(0);
  });
});
