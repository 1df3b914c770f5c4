/** A package must be readable, and makeable, in ten years with common tools: openssl, unzip, zip, sha256sum. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicKeyFromPem } from '#shared/crypto/sm2.ts';
import { canonicalJson } from '#shared/exchange/entry-lines.ts';
import { attachment, codeOf, id, open, RECIPIENT, recorded, SENDER, sampleInput, write } from './sample-package.ts';

const SCRIPT = fileURLToPath(new URL('../../fixtures/make-package-with-openssl.sh', import.meta.url));
/** 70,000 characters that deflate shrinks, but not a hundredfold */
const NUMBERS = Array.from({ length: 14_000 }, (_, index) => String((index * index * 7919) % 9973).padStart(5, '0')).join('');
const has = (command: string, ...words: string[]) => spawnSync(command, words).status === 0;
const hasOpenSsl = /^OpenSSL [3-9]/.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '');
const hasTools = hasOpenSsl && has('zip', '-v') && has('unzip', '-v') && has('sha256sum', '--version');

describe.skipIf(!hasTools)('common tools (skipped where openssl 3, zip, unzip or sha256sum is missing)', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgx-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('verify a package that we write: unzip, sha256sum -c, openssl dgst -sm3 -verify', async () => {
    const input = sampleInput();
    writeFileSync(join(folder, 'ours.sgx'), (await write(input)).bytes);
    execFileSync('unzip', ['-q', 'ours.sgx'], { cwd: folder });
    const bag = join(folder, input.id);
    const run = (command: string, ...words: string[]) => execFileSync(command, words, { cwd: bag, encoding: 'utf8' });
    run('sha256sum', '--check', '--strict', 'manifest-sha256.txt');
    run('sha256sum', '--check', '--strict', 'tagmanifest-sha256.txt');
    const verify = ['dgst', '-sm3', '-verify', 'sgx/signer.pem', '-signature', 'sgx/signature.der', '-sigopt', 'distid:1234567812345678'];
    expect(run('openssl', ...verify, 'tagmanifest-sha256.txt')).toContain('Verified OK');
    expect(spawnSync('openssl', [...verify, 'manifest-sha256.txt'], { cwd: bag }).status).not.toBe(0);
    expect(readFileSync(join(bag, 'data/entries.ndjson'), 'utf8').split('\n')).toHaveLength(input.entries.length + 1);
  });

  /** Runs the script; its package has one entry with two attachments. */
  function makeWithTools(name: string, zipOptions: string): Uint8Array {
    const home = join(folder, name);
    mkdirSync(home);
    const contents = [new TextEncoder().encode('扫描件一'), new TextEncoder().encode(NUMBERS)];
    const named = contents.map(attachment).map(({ sha256, size }, index) => ({ sha256, size, name: `附件${index}` }));
    for (const [index, content] of contents.entries()) writeFileSync(join(home, `file ${index}`), content);
    const descriptor = {
      format: 1,
      id: id(42),
      purpose: 'approvals',
      title: '用通用工具制作的数据包',
      sender: { department: SENDER },
      recipients: [RECIPIENT],
      sequence: 1,
      created: '2026-11-23T17:30:00.000Z',
      counts: { entries: 1, attachments: 2 },
      schemas: { entry: 1, approval: 1 },
      demo: false,
      producer: { software: 'openssl and zip' },
    };
    writeFileSync(join(home, 'package.json'), JSON.stringify(descriptor, null, 2));
    writeFileSync(join(home, 'entries.ndjson'), `${canonicalJson(recorded(1, { attachments: named }))}\n`);
    execFileSync('openssl', ['genpkey', '-algorithm', 'SM2', '-out', 'key.pem'], { cwd: home });
    execFileSync('openssl', ['pkey', '-in', 'key.pem', '-pubout', '-out', 'public.pem'], { cwd: home });
    const words = ['package.json', 'entries.ndjson', 'key.pem', 'out.sgx', 'file 0', 'file 1'];
    execFileSync('sh', [SCRIPT, ...words], { cwd: home, env: { ...process.env, ZIP_OPTIONS: zipOptions } });
    return new Uint8Array(readFileSync(join(home, 'out.sgx')));
  }

  it.each([
    ['plain', '-r'],
    ['no extra fields', '-r -X'],
    ['no folders', '-r -X -D'],
    ['stored', '-r -0'],
    ['best', '-r -9'],
    ['fastest', '-r -1 -X'],
  ])('make a package that we open: zip %s', async (name, zipOptions) => {
    const bytes = makeWithTools(name, zipOptions);
    const opened = await open(bytes);
    if (!opened.ok) throw new Error(`${opened.error.code} ${opened.error.message}`);
    expect(opened.value.descriptor).toMatchObject({ id: id(42), title: '用通用工具制作的数据包' });
    expect(opened.value.descriptor.container).toBeUndefined();
    expect(opened.value.entries).toHaveLength(1);
    expect(opened.value.publicKeyPem).toBe(readFileSync(join(folder, name, 'public.pem'), 'utf8'));
    expect(publicKeyFromPem(opened.value.publicKeyPem).ok).toBe(true);
    const sizes: number[] = [];
    for (const { sha256 } of opened.value.attachments) {
      let size = 0;
      for await (const piece of opened.value.readAttachment(sha256)) size += piece.length;
      sizes.push(size);
    }
    expect(sizes.sort((left, right) => left - right)).toEqual([12, 70_000]);
    expect(await codeOf(open(bytes.subarray(0, -1)))).toBe('package.zip.truncated');
  });

  it('make a package with an empty folder, a link or a data descriptor that we refuse', async () => {
    makeWithTools('odd', '-r');
    const home = join(folder, 'odd');
    execFileSync('unzip', ['-q', 'out.sgx'], { cwd: home });
    const zip = async (options: readonly string[]) => {
      rmSync(join(home, 'out.sgx'));
      execFileSync('zip', ['-q', ...options, 'out.sgx', id(42)], { cwd: home });
      return codeOf(open(new Uint8Array(readFileSync(join(home, 'out.sgx')))));
    };
    expect(await zip(['-r'])).toBe('opened');
    mkdirSync(join(home, id(42), 'empty'));
    expect(await zip(['-r'])).toBe('package.bag.unexpected-file');
    rmSync(join(home, id(42), 'empty'), { recursive: true });
    execFileSync('ln', ['-s', '/etc/passwd', join(home, id(42), 'sgx/link')]);
    expect(await zip(['-r', '-y'])).toBe('package.zip.special-entry');
    rmSync(join(home, id(42), 'sgx/link'));
    const piped = spawnSync('sh', ['-c', `zip -q -r - ${id(42)} | cat`], { cwd: home, maxBuffer: 1 << 24 }).stdout;
    expect(await codeOf(open(new Uint8Array(piped)))).toBe('package.zip.data-descriptor');
  });
});
