import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as XLSX from 'xlsx';
import { encodeGb18030 } from '../../../build/encode-gb18030.ts';
import { SAMPLE_NAMES, writeSamples } from '../../../build/samples.ts';

const NOW = new Date('2026-11-23T02:00:00.000Z');
/** SM2 with a user id needs OpenSSL 3 */
const openssl = /^OpenSSL ([3-9]|\d\d)\./.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '');

let root: string;
let directory: string;
/** where the script makes its profiles: a folder of this test's own, so that what it leaves behind shows */
let temporary: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'samples-test-'));
  directory = join(root, 'samples');
  temporary = join(root, 'temporary');
  await mkdir(temporary);
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary);
  await writeSamples(directory, NOW);
  vi.unstubAllEnvs();
}, 60_000);

afterAll(() => rm(root, { recursive: true, force: true }));

const read = (name: keyof typeof SAMPLE_NAMES) => readFile(join(directory, SAMPLE_NAMES[name]));

async function cells(name: keyof typeof SAMPLE_NAMES): Promise<string[][]> {
  const workbook = XLSX.read(await read(name));
  const sheet = workbook.Sheets[workbook.SheetNames[0] ?? ''] as XLSX.WorkSheet;
  return XLSX.utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' });
}

async function csvRows(): Promise<string[]> {
  const text = new TextDecoder('gb18030', { fatal: true }).decode(await read('csv'));
  return text.trimEnd().split('\r\n');
}

/** The files of a package without its top folder. */
async function unpacked(name: 'package' | 'receipt'): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = Object.entries(unzipSync(new Uint8Array(await read(name))));
  return new Map(files.map(([path, bytes]) => [path.slice(path.indexOf('/') + 1), bytes]));
}

async function entryTypes(name: 'package' | 'receipt'): Promise<Record<string, number>> {
  const lines = new TextDecoder()
    .decode((await unpacked(name)).get('data/entries.ndjson'))
    .trim()
    .split('\n');
  const counts: Record<string, number> = {};
  for (const line of lines) {
    const { type } = JSON.parse(line) as { readonly type: string };
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}

describe('npm run samples', () => {
  it('writes exactly the files that the note names', async () => {
    expect((await readdir(directory)).sort()).toEqual(Object.values(SAMPLE_NAMES).sort());
    const note = (await read('readMe')).toString('utf8');
    for (const name of Object.values(SAMPLE_NAMES)) if (name !== SAMPLE_NAMES.readMe) expect(note).toContain(`\r\n${name}\r\n`);
  });

  it.each(['package', 'receipt'] as const)('lays the key that signed the %s beside it', async (name) => {
    const key = await read(`${name}Key`);
    expect(key.toString('utf8')).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    expect(Buffer.from((await unpacked(name)).get('sgx/signer.pem') ?? []).equals(key)).toBe(true);
  });

  it.runIf(openssl).each(['package', 'receipt'] as const)(
    '%s: the command of the note says Verified OK, and not for altered bytes',
    async (name) => {
      const folder = await mkdtemp(join(root, 'unpacked-'));
      try {
        const files = await unpacked(name);
        for (const path of ['sgx/signature.der', 'tagmanifest-sha256.txt']) {
          await writeFile(join(folder, path.replace('sgx/', '')), files.get(path) ?? new Uint8Array());
        }
        const command =
          (await read('readMe'))
            .toString('utf8')
            .split('\r\n')
            .find((line) => line.includes('openssl dgst')) ?? '';
        const args = command.trim().split(' ').slice(1);
        const key = join(directory, SAMPLE_NAMES[`${name}Key`]);
        const verify = () =>
          spawnSync(
            'openssl',
            args.map((arg) => (arg === 'sgx/signer.pem' ? key : arg.replace('sgx/', ''))),
            { cwd: folder, encoding: 'utf8' },
          );
        expect(verify().stdout.trim()).toBe('Verified OK');
        const altered = Buffer.from(files.get('tagmanifest-sha256.txt') ?? []);
        altered[3] = (altered[3] ?? 0) ^ 1;
        await writeFile(join(folder, 'tagmanifest-sha256.txt'), altered);
        expect(verify().status).not.toBe(0);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );

  it('the package holds twelve approvals, the receipt answers each of them (办法 20(一))', async () => {
    expect((await entryTypes('package'))['approval.recorded']).toBe(12);
    const told = await entryTypes('receipt');
    expect(told['claim.made']).toBeGreaterThanOrEqual(11);
    expect(told['claim.returned']).toBeGreaterThanOrEqual(1);
  });

  it('the list is a workbook with header, dates as written and masked identities', async () => {
    const [header = [], ...rows] = await cells('view');
    expect(header.slice(0, 3)).toEqual(['事项名称', '法律文书编号', '行政相对人']);
    expect(rows.length).toBeGreaterThan(300);
    const decidedOn = header.indexOf('审批日期');
    for (const row of rows) expect(row[decidedOn]).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(rows.some((row) => row.includes('已认领'))).toBe(true);
    expect(rows.flat().some((text) => /^\d{17}[\dX]$/.test(text))).toBe(false);
    expect(rows.flat().some((text) => /^\d{6}\*+/.test(text))).toBe(true);
  });

  it('the table is the same in GB18030 and as a workbook, with every kind of fault', async () => {
    const lines = await csvRows();
    const rows = await cells('table');
    expect(lines).toHaveLength(121);
    expect(lines[0]).toBe(rows[0]?.join(','));
    for (const [index, line] of lines.entries()) expect(line.replaceAll('"', '')).toBe(rows[index]?.join(',').replaceAll('"', ''));
    expect((await read('csv')).toString('utf8')).toContain('\ufffd');
    expect(lines.some((line) => line.includes('/02/30'))).toBe(true);
  });

  it('the rows that did not pass say why, in the last column', async () => {
    const [header = [], ...rows] = await cells('rejects');
    expect(header.at(-1)).toBe('不通过原因');
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) expect(row.at(-1)).toMatch(/^原表第 \d+ 行：.{10,}/);
    expect(rows.length).toBeLessThan(30);
  });

  it('leaves no profile behind', async () => {
    expect(await readdir(temporary)).toEqual([]);
  });

  it('tells how it is called when no folder is named, and writes nothing', () => {
    const script = fileURLToPath(new URL('../../../build/samples.ts', import.meta.url));
    const result = spawnSync(process.execPath, ['--import', 'tsx', script, '--at', 'gestern'], { encoding: 'utf8' });
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('用法');
  });
});

describe('GB18030', () => {
  it('decodes to what was encoded', () => {
    const text = '济宁高新区行政审批服务局〔2026〕12号，“许可”—Ａ℃①\r\nabc';
    expect(new TextDecoder('gb18030', { fatal: true }).decode(encodeGb18030(text))).toBe(text);
    expect(encodeGb18030('啊')).toEqual(Uint8Array.of(0xb0, 0xa1));
  });

  it('agrees with iconv where there is one', ({ skip }) => {
    if (spawnSync('iconv', ['--version']).status !== 0) skip();
    const text = '济宁市任城区〔2026〕鲁济高新审字第①号；《许可证》';
    const expected = execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'], { input: text });
    expect(Buffer.from(encodeGb18030(text)).equals(expected)).toBe(true);
  });

  it('refuses what needs four bytes instead of writing something else', () => {
    expect(() => encodeGb18030('\u{20000}')).toThrow('U+20000');
  });
});
