/**
 * Bags of other makers. The Library of Congress's conformance suite (60 bags, public domain; not part of the repository,
 * skipped when absent) as folders and as ZIPs, and small look-alikes made here, one for each rule: hence its length.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Result } from '#shared/domain/result.ts';
import { type BagFile, type ValidBag, validateBag } from '#shared/exchange/bag-validation.ts';
import { rawZip } from './raw-zip.ts';
import { codeOf, open } from './sample-package.ts';

const SUITE = '../shared/data/bagit-conformance';
type Bag = Readonly<Record<string, string | Uint8Array>>;

const bytesOf = (content: string | Uint8Array) => (typeof content === 'string' ? new TextEncoder().encode(content) : content);

function filesOf(bag: Bag, pieceBytes = 7): readonly BagFile[] {
  return Object.entries(bag).map(([path, content]) => {
    const bytes = bytesOf(content);
    return {
      path,
      size: bytes.length,
      read: async function* () {
        for (let offset = 0; offset < bytes.length; offset += pieceBytes) yield bytes.subarray(offset, offset + pieceBytes);
      },
    };
  });
}

/** `valid` with version and the kinds of warnings, or the failure's code. */
async function verdict(result: Promise<Result<ValidBag>>): Promise<string> {
  const bag = await result;
  if (!bag.ok) return codeOf(Promise.resolve(bag));
  for (const { message, path } of bag.value.warnings) expect(message && path, 'a warning is a sentence with a place').toMatch(/./);
  return ['valid', bag.value.version, ...new Set(bag.value.warnings.map(({ code }) => code))].join(' ');
}

/** What the product says to a ZIP of these files, at the root and inside one folder; both must be the same. */
async function openedAsZip(bag: Bag): Promise<string> {
  const zip = (prefix: string) => rawZip(Object.entries(bag).map(([path, content]) => ({ name: `${prefix}${path}`, content })));
  const code = await codeOf(open(await zip('')));
  expect(await codeOf(open(await zip('bag/'))), 'inside a folder').toBe(code);
  return code;
}

// ---- the suite ----

/** What is said to every case that the suite doesn't call valid, on every system. The warnings' policy: docs/package-format.md. */
const EXPECTED: Readonly<Record<string, string>> = {
  'v0.97/invalid/baginfo-missing-encoding': 'package.bag.declaration',
  'v0.97/invalid/bom-in-bagit.txt': 'package.bag.declaration',
  'v0.97/invalid/corrupt-data-file': 'package.bag.oxum',
  'v0.97/invalid/corrupt-tag-file': 'package.digest.mismatch',
  'v0.97/invalid/extra-file-in-bag': 'package.bag.not-in-manifest',
  'v0.97/invalid/invalid-version-number': 'package.bag.declaration',
  'v0.97/invalid/missing-baginfo': 'package.bag.manifest-missing',
  'v0.97/invalid/missing-bagit.txt': 'package.bag.missing-file',
  'v0.97/invalid/out-of-scope-file-paths-using-dot-notation': 'package.bag.path',
  'v0.97/invalid/out-of-scope-file-paths-using-dot-notation-for-fetch': 'package.bag.path',
  'v0.97/invalid/same-filename-listed-twice-with-different-hashes': 'package.bag.manifest-duplicate',
  'v0.97/linux-only/out-of-scope-file-paths-using-absolute-path': 'package.bag.path',
  'v0.97/linux-only/out-of-scope-file-paths-using-absolute-path-for-fetch': 'package.bag.path',
  'v0.97/linux-only/out-of-scope-file-paths-using-shortcut': 'package.bag.path',
  'v0.97/linux-only/out-of-scope-file-paths-using-shortcut-for-fetch': 'package.bag.path',
  'v0.97/linux-only/out-of-scope-file-paths-using-shortcut-username': 'package.bag.path',
  'v0.97/linux-only/out-of-scope-file-paths-using-shortcut-username-for-fetch': 'package.bag.path',
  'v0.97/warning/duplicate-file-with-different-case': 'package.zip.name-collision',
  'v0.97/warning/made-with-md5sum-tools': 'valid 0.97 binary-mark',
  'v0.97/warning/relative-path': 'valid 0.97 leading-dot-slash',
  'v0.97/warning/same-filename-listed-twice-with-different-normalization': 'package.zip.name-collision',
  'v0.97/warning/same-filename-listed-twice-with-the-same-hash': 'valid 0.97 duplicate-line',
  'v0.97/warning/special-system-files': 'package.bag.manifest-missing',
  'v0.97/windows-only/out-of-scope-file-paths-using-absolute-path': 'package.bag.path',
  'v0.97/windows-only/out-of-scope-file-paths-using-absolute-path-for-fetch': 'package.bag.path',
  'v0.97/windows-only/out-of-scope-file-paths-using-shortcut': 'package.bag.path',
  'v0.97/windows-only/out-of-scope-file-paths-using-shortcut-for-fetch': 'package.bag.path',
  'v0.97/windows-only/out-of-scope-file-paths-using-unc': 'package.bag.path',
  'v0.97/windows-only/out-of-scope-file-paths-using-unc-for-fetch': 'package.bag.path',
  'v1.0/invalid/bagit-with-invalid-whitespace': 'package.bag.declaration',
  'v1.0/invalid/notAllManifestsListAllFiles': 'package.bag.not-in-manifest',
  'v1.0/invalid/same-filename-listed-twice-with-different-hashes': 'package.bag.declaration',
  'v1.0/invalid/same-filename-listed-twice-with-the-same-hash': 'package.bag.manifest-duplicate',
};

function suiteCases(): readonly string[] {
  if (!existsSync(SUITE)) return [];
  const folders = (path: string) => readdirSync(join(SUITE, path)).filter((name) => statSync(join(SUITE, path, name)).isDirectory());
  return folders('')
    .filter((name) => name.startsWith('v'))
    .flatMap((version) => folders(version).flatMap((kind) => folders(`${version}/${kind}`).map((name) => `${version}/${kind}/${name}`)));
}

function suiteBag(name: string): Bag {
  const base = join(SUITE, name);
  const paths = readdirSync(base, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(base, path)).isFile());
  return Object.fromEntries(paths.map((path) => [path.replaceAll('\\', '/'), new Uint8Array(readFileSync(join(base, path)))]));
}

describe.skipIf(!existsSync(SUITE))('the 60 bags of the conformance suite (skipped without ../shared/data)', () => {
  const cases = suiteCases();

  it('are all there: 27 valid, 15 invalid, 12 of one system only, 6 with warnings', () => {
    const kinds = cases.map((name) => name.split('/')[1]);
    const count = (kind: string) => kinds.filter((each) => each === kind).length;
    expect([cases.length, count('valid'), count('invalid'), count('warning')]).toEqual([60, 27, 15, 6]);
    expect(count('linux-only') + count('windows-only')).toBe(12);
    expect(Object.keys(EXPECTED).length).toBe(33);
  });

  it.each(cases)('%s: as a folder and as a ZIP', async (name) => {
    const bag = suiteBag(name);
    const said = await verdict(validateBag(filesOf(bag)));
    if (name.includes('/valid/')) {
      const [, version] = /^v([\d.]+)/.exec(name) ?? [];
      expect(said.split(' ').slice(0, 2)).toEqual(['valid', version]);
    } else {
      // one warning case declares 0.96 and stands in the folder of 0.97
      expect(said).toBe(EXPECTED[name]);
    }
    expect(await openedAsZip(bag)).toBe(said.startsWith('valid') ? 'package.bag.unsigned' : said);
  });
});

// ---- look-alikes, one for each rule ----

const hash = (algorithm: string, content: string | Uint8Array) => createHash(algorithm).update(bytesOf(content)).digest('hex');
const declaration = (version: string, encoding = 'UTF-8') => `BagIt-Version: ${version}\nTag-File-Character-Encoding: ${encoding}\n`;
const manifest = (algorithm: string, files: Bag) =>
  Object.entries(files)
    .map(([path, content]) => `${hash(algorithm, content)}  ${path}\n`)
    .join('');

const PAYLOAD: Bag = { 'data/a.txt': 'first\n', 'data/folder/b.txt': 'second\n' };

/** A valid bag of the version, changed; `undefined` takes a file away. No tag manifest, so that tag files can be changed. */
function bag(version: string, changes: Readonly<Record<string, string | Uint8Array | undefined>> = {}, payload = PAYLOAD): Bag {
  const whole = { 'bagit.txt': declaration(version), 'manifest-sha256.txt': manifest('sha256', payload), ...payload, ...changes };
  return Object.fromEntries(Object.entries(whole).flatMap(([path, content]) => (content === undefined ? [] : [[path, content] as const])));
}

const said = (files: Bag) => verdict(validateBag(filesOf(files)));
const line = (path: string, content = 'first\n') => `${hash('sha256', content)}  ${path}\n`;
const BOTH = manifest('sha256', PAYLOAD);

describe('bagit.txt (RFC 8493 2.1.1)', () => {
  it.each(['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'])('takes version %s', async (version) => {
    expect(await said(bag(version))).toBe(`valid ${version}`);
    expect(await openedAsZip(bag(version))).toBe('package.bag.unsigned');
  });

  it('refuses other versions, a missing file, a byte order mark, other lines and white space', async () => {
    for (const version of ['0.92', '0.98', '1.1', '2.0', '10.0']) expect(await said(bag(version)), version).toBe('package.bag.version');
    expect(await said(bag('1.0', { 'bagit.txt': undefined }))).toBe('package.bag.missing-file');
    for (const text of [
      '',
      `\u{feff}${declaration('1.0')}`,
      'BagIt-Version: 1.0\n',
      declaration('1.0').replace(': 1.0', ' : 1.0'),
      declaration('1.0').replace(': 1.0', ':  1.0'),
      declaration('1.0').replace('1.0', '1.0 '),
      declaration('.97'),
      `${declaration('1.0')}more: 1\n`,
      declaration('1.0').split('\n').reverse().join('\n'),
    ]) {
      expect(await said(bag('1.0', { 'bagit.txt': text })), JSON.stringify(text)).toBe('package.bag.declaration');
    }
    expect(await said(bag('1.0', { 'bagit.txt': 'x'.repeat(2000) }))).toBe('package.bag.too-large');
  });
});

describe('encodings of tag files', () => {
  const inUtf16 = (text: string, mark: boolean, bigEndian: boolean) => {
    const bytes = Buffer.from(`${mark ? '\u{feff}' : ''}${text}`, 'utf16le');
    return new Uint8Array(bigEndian ? bytes.swap16() : bytes);
  };

  it('reads UTF-16 in both byte orders, big-endian without a mark', async () => {
    const bagit = declaration('0.97', 'UTF-16');
    for (const [mark, bigEndian] of [
      [true, true],
      [true, false],
      [false, true],
    ] as const) {
      const files = bag('0.97', { 'bagit.txt': bagit, 'manifest-sha256.txt': inUtf16(BOTH, mark, bigEndian) });
      expect(await said(files)).toBe('valid 0.97');
    }
    expect(await said(bag('0.97', { 'bagit.txt': bagit }))).toBe('package.bag.manifest-syntax');
    const named = bag('0.97', { 'bagit.txt': declaration('0.97', 'utf-16be'), 'manifest-sha256.txt': inUtf16(BOTH, false, true) });
    expect(await said(named)).toBe('valid 0.97');
  });

  it('reads ISO-8859-1 as what it is, and US-ASCII', async () => {
    const payload = { 'data/N\u{fa}\u{f1}ez': 'first\n' };
    const latin = new Uint8Array(Buffer.from(manifest('sha256', payload), 'latin1'));
    const files = (encoding: string) => bag('0.97', { 'bagit.txt': declaration('0.97', encoding), 'manifest-sha256.txt': latin }, payload);
    expect(await said(files('ISO-8859-1'))).toBe('valid 0.97');
    expect(await said(files('US-ASCII'))).toBe('package.bag.manifest-syntax');
    expect(await said(files('UTF-8'))).toBe('package.bag.manifest-syntax');
    expect(await said(bag('0.97', { 'bagit.txt': declaration('0.97', 'US-ASCII') }))).toBe('valid 0.97');
  });

  it('refuses encodings that it does not know', async () => {
    for (const encoding of ['GB18030', 'UTF-7', 'x']) {
      expect(await said(bag('1.0', { 'bagit.txt': declaration('1.0', encoding) })), encoding).toBe('package.bag.encoding');
    }
  });
});

describe('manifests (RFC 8493 2.1.3)', () => {
  it.each(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'])('checks %s, streamed in pieces of any size', async (algorithm) => {
    const files = bag('0.97', { 'manifest-sha256.txt': undefined, [`manifest-${algorithm}.txt`]: manifest(algorithm, PAYLOAD) });
    for (const pieceBytes of [1, 5, 1000]) expect(await verdict(validateBag(filesOf(files, pieceBytes)))).toBe('valid 0.97');
    expect(await said({ ...files, 'data/a.txt': 'forst\n' })).toBe('package.digest.mismatch');
  });

  it('refuses algorithms and names that it does not know, and a bag without manifest or payload', async () => {
    for (const name of [
      'manifest-crc32.txt',
      'tagmanifest-sha3.txt',
      'manifest-SHA512.TXT',
      'Manifest-md5.txt',
      'manifest-__proto__.txt',
    ]) {
      expect(await said(bag('1.0', { [name]: '' })), name).toBe('package.bag.algorithm');
    }
    expect(await said(bag('1.0', { 'manifest-sha256.txt': undefined }))).toBe('package.bag.missing-file');
    expect(await said({ 'bagit.txt': declaration('1.0'), 'manifest-sha256.txt': '' })).toBe('package.bag.missing-file');
    expect(await said({ 'bagit.txt': declaration('1.0'), 'manifest-sha256.txt': '', 'data/': '' })).toBe('valid 1.0');
  });

  it('asks of 1.0 that every manifest lists every file, of the drafts that one does', async () => {
    const half = { 'manifest-sha512.txt': manifest('sha512', { 'data/a.txt': 'first\n' }) };
    expect(await said(bag('1.0', half))).toBe('package.bag.not-in-manifest');
    expect(await said(bag('0.97', half))).toBe('valid 0.97');
    expect(await said(bag('0.97', { 'data/more.txt': 'x' }))).toBe('package.bag.not-in-manifest');
    expect(await said(bag('0.97', { 'data/a.txt': undefined }))).toBe('package.bag.manifest-missing');
    // the second manifest is checked too
    expect(await said(bag('0.97', { 'manifest-md5.txt': `${'0'.repeat(32)}  data/a.txt\n` }))).toBe('package.digest.mismatch');
  });

  it('takes a path twice with one digest in the drafts only, with two digests never', async () => {
    expect(await said(bag('0.97', { 'manifest-sha256.txt': BOTH + line('data/a.txt') }))).toBe('valid 0.97 duplicate-line');
    expect(await said(bag('1.0', { 'manifest-sha256.txt': BOTH + line('data/a.txt') }))).toBe('package.bag.manifest-duplicate');
    expect(await said(bag('0.97', { 'manifest-sha256.txt': BOTH + line('data/a.txt', 'x') }))).toBe('package.bag.manifest-duplicate');
    expect(await said(bag('0.97', { 'manifest-sha256.txt': BOTH + line('./data/a.txt', 'x') }))).toBe('package.bag.manifest-duplicate');
  });

  it('takes the asterisk of md5sum in the drafts only, a leading ./ always, both with a warning', async () => {
    const starred = { 'manifest-sha256.txt': BOTH.replaceAll('  ', ' *') };
    expect(await said(bag('0.97', starred))).toBe('valid 0.97 binary-mark');
    expect(await said(bag('1.0', starred))).toBe('package.bag.path');
    for (const version of ['0.96', '1.0']) {
      expect(await said(bag(version, { 'manifest-sha256.txt': BOTH.replaceAll('  ', ' ./') }))).toBe(`valid ${version} leading-dot-slash`);
    }
    expect(await said(bag('0.97', { 'manifest-sha256.txt': BOTH.replaceAll('  ', ' ././') }))).toBe('package.bag.path');
  });

  it('reads a percent sign as it stands in the drafts, as %25 in 1.0; CR and LF in names are refused however written', async () => {
    const odd = { 'data/100%25.txt': 'x', 'data/%7Ea.txt': 'y' };
    expect(await said(bag('0.97', {}, odd))).toBe('valid 0.97');
    expect(await said(bag('1.0', {}, odd))).toBe('package.bag.manifest-syntax');
    const encoded = manifest('sha256', odd).replaceAll('%', '%25');
    expect(await said(bag('1.0', { 'manifest-sha256.txt': encoded }, odd))).toBe('valid 1.0');
    for (const version of ['0.97', '1.0']) {
      for (const written of ['%0A', '%0a', '%0D', '%0D%0A']) {
        const listed = { 'manifest-sha256.txt': BOTH + line(`data/a${written}b`) };
        expect(await said(bag(version, listed)), written).toBe('package.bag.path');
      }
    }
  });

  it('refuses lines that are none', async () => {
    const digest = hash('sha256', 'first\n');
    for (const broken of [
      'x',
      digest,
      `${digest}data/a.txt`,
      `\\${digest}  data/a.txt`,
      `${digest.slice(1)}  data/a.txt`,
      ' ',
      `\u{feff}${digest}  data/a.txt`,
    ]) {
      expect(await said(bag('1.0', { 'manifest-sha256.txt': `${broken}\n` })), broken).toBe('package.bag.manifest-syntax');
    }
    const upper = BOTH.replace(/^[0-9a-f]{64}/gm, (digits) => digits.toUpperCase()).replaceAll('\n', '\r\n');
    expect(await said(bag('1.0', { 'manifest-sha256.txt': upper }))).toBe('valid 1.0');
  });

  it('refuses paths that leave the payload, on whatever system they would', async () => {
    for (const path of [
      '../../../etc/passwd',
      'data/../../x',
      '/tmp/foo',
      '~/foo',
      '~root/foo',
      'C:\\Windows\\System32\\setx.exe',
      '%HomeDrive%\\x',
      '\\\\?\\UNC\\server\\x',
      'data/a:stream',
      'data/CON',
      'data/nul.txt',
      'data/a.',
      'data/a\\b',
      'data//a',
      'data/',
      'bagit.txt',
      'database/x',
    ]) {
      expect(await said(bag('0.97', { 'manifest-sha256.txt': BOTH + line(path) })), path).toBe('package.bag.path');
      expect(await said(bag('0.97', { 'fetch.txt': `https://example.org/ - ${path}\n` })), `fetch ${path}`).toBe('package.bag.path');
    }
  });

  it('refuses names that a file system may not tell apart, in the bag or in a list', async () => {
    for (const twin of ['data/A.TXT', 'data/Folder/b.txt', 'data/FOLDER/c.txt']) {
      // in a list, a folder's other spelling is simply a file that isn't there
      const listed = twin === 'data/FOLDER/c.txt' ? 'package.bag.manifest-missing' : 'package.zip.name-collision';
      expect(await said(bag('0.97', { 'manifest-sha256.txt': BOTH + line(twin) })), twin).toBe(listed);
      expect(await said(bag('0.97', {}, { ...PAYLOAD, [twin]: 'x' })), twin).toBe('package.zip.name-collision');
    }
    const payload = { 'data/N\u{fa}\u{f1}ez': 'first\n' };
    const both = manifest('sha256', payload) + line('data/Nu\u{301}n\u{303}ez');
    expect(await said(bag('0.97', { 'manifest-sha256.txt': both }, payload))).toBe('package.zip.name-collision');
    expect(await said(bag('1.0', {}, { ...PAYLOAD, 'data/CON.txt': 'x' }))).toBe('package.zip.name-device');
    expect(await said(bag('1.0', {}, { ...PAYLOAD, '../x': 'x' }))).toBe('package.zip.name-dots');
  });

  it('stops at lists of absurd length', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => line(`data/${index}`)).join('');
    expect(await said(bag('0.97', { 'manifest-sha256.txt': many }))).toBe('package.bag.too-large');
    expect(await said(bag('0.97', { 'manifest-sha256.txt': line('data/a.txt').repeat(10_001) }))).toBe('package.bag.too-large');
    expect(await said(bag('0.97', { 'fetch.txt': 'https://example.org/a - data/a.txt\n'.repeat(10_001) }))).toBe('package.bag.too-large');
    expect(await said(bag('0.97', { 'manifest-sha256.txt': new Uint8Array(8 * 1024 * 1024 + 1) }))).toBe('package.bag.too-large');
    // a size that is too small is no way round
    const lying = filesOf(bag('0.97', { 'bagit.txt': 'x'.repeat(5000) })).map((file) => ({ ...file, size: 10 }));
    expect(await verdict(validateBag(lying))).toBe('package.bag.too-large');
  });
});

describe('tag manifests (RFC 8493 2.2.1)', () => {
  const tagged = (version: string, paths: readonly string[], more: Readonly<Record<string, string>> = {}): Bag => {
    const files: Bag = bag(version, more);
    return { ...files, 'tagmanifest-md5.txt': manifest('md5', Object.fromEntries(paths.map((path) => [path, files[path] ?? '']))) };
  };

  it('must fit what they list, may leave out other tag files, and in 1.0 must list the payload manifests', async () => {
    const files = tagged('1.0', ['bagit.txt', 'manifest-sha256.txt'], { 'notes/readme.txt': 'unlisted' });
    expect(await said(files)).toBe('valid 1.0');
    expect(await said({ ...files, 'bagit.txt': files['bagit.txt']?.toString().replaceAll('\n', '\r\n') ?? '' })).toBe(
      'package.digest.mismatch',
    );
    expect(await said(tagged('1.0', ['bagit.txt']))).toBe('package.bag.not-in-manifest');
    expect(await said(tagged('0.97', ['bagit.txt']))).toBe('valid 0.97');
    expect(await said(tagged('1.0', ['bagit.txt', 'manifest-sha256.txt', 'absent.txt']))).toBe('package.bag.manifest-missing');
  });

  it('must list neither payload nor themselves', async () => {
    expect(await said(tagged('0.97', ['data/a.txt']))).toBe('package.bag.path');
    expect(await said(tagged('0.97', ['tagmanifest-md5.txt']))).toBe('package.bag.path');
  });
});

describe('bag-info.txt and fetch.txt', () => {
  it('checks every Payload-Oxum, in package-info.txt up to 0.95', async () => {
    const oxum = (value: string) => `Contact-Name: x\nPayload-Oxum: ${value}\n  \n`;
    expect(await said(bag('0.97', { 'bag-info.txt': oxum('13.2') }))).toBe('valid 0.97');
    for (const wrong of ['13.3', '12.2', '13.1']) expect(await said(bag('0.97', { 'bag-info.txt': oxum(wrong) }))).toBe('package.bag.oxum');
    expect(await said(bag('1.0', { 'bag-info.txt': oxum('many') }))).toBe('package.bag.info');
    expect(await said(bag('1.0', { 'bag-info.txt': `${oxum('13.2')}payload-oxum: 1.1\n` }))).toBe('package.bag.oxum');
    expect(await said(bag('1.0', { 'bag-info.txt': 'no colon\n' }))).toBe('package.bag.info');
    expect(await said(bag('0.95', { 'package-info.txt': oxum('1.1') }))).toBe('package.bag.oxum');
    expect(await said(bag('0.96', { 'package-info.txt': oxum('1.1') }))).toBe('valid 0.96');
  });

  it('takes fetch.txt when nothing needs fetching, and never fetches', async () => {
    const row = 'https://example.org/a 6 data/a.txt\n';
    expect(await said(bag('1.0', { 'fetch.txt': row }))).toBe('valid 1.0 fetch');
    expect(await said(bag('1.0', { 'fetch.txt': row, 'data/a.txt': undefined }))).toBe('package.bag.fetch');
    expect(await said(bag('1.0', { 'fetch.txt': row.replace('a.txt', 'c.txt') }))).toBe('package.bag.path');
    expect(await said(bag('1.0', { 'fetch.txt': 'https://example.org/a data/a.txt\n' }))).toBe('package.bag.manifest-syntax');
  });

  it('names the files that systems leave behind', async () => {
    const payload = { ...PAYLOAD, 'data/.DS_Store': 'x', 'data/folder/Thumbs.db': 'y' };
    expect(await said(bag('1.0', {}, payload))).toBe('valid 1.0 system-file');
  });
});

describe('what the product says to a ZIP without sgx/package.json', () => {
  it('tells a valid bag, an invalid bag and no bag apart', async () => {
    expect(await openedAsZip(bag('1.0'))).toBe('package.bag.unsigned');
    expect(await openedAsZip(bag('1.0', { 'data/a.txt': 'forst\n' }))).toBe('package.digest.mismatch');
    const opened = await open(await rawZip(Object.entries(bag('0.97')).map(([path, content]) => ({ name: `x/${path}`, content }))));
    if (opened.ok) throw new Error('opened');
    expect(opened.error.message).toContain('版本 0.97');
    const zip = (names: readonly string[]) => rawZip(names.map((name) => ({ name, content: 'x' })));
    expect(await codeOf(open(await zip(['x/readme.txt', 'x/data/a'])))).toBe('package.descriptor.missing');
    expect(await codeOf(open(await zip(['x/readme.txt', 'loose.txt'])))).toBe('package.bag.two-folders');
    // with a file in sgx/ it is one of ours that lost its descriptor
    expect(await codeOf(open(await zip(['x/bagit.txt', 'x/data/a', 'x/sgx/signer.pem'])))).toBe('package.descriptor.missing');
  });

  it('keeps its hands off a bag beside another folder, and off folders of folders', async () => {
    const bagEntries = Object.entries(bag('1.0')).map(([path, content]) => ({ name: `bag/${path}`, content }));
    expect(await codeOf(open(await rawZip([...bagEntries, { name: '__MACOSX/x', content: 'x' }])))).toBe('package.bag.two-folders');
    const deeper = Object.entries(bag('1.0')).map(([path, content]) => ({ name: `outer/bag/${path}`, content }));
    expect(await codeOf(open(await rawZip(deeper)))).toBe('package.descriptor.missing');
  });

  it('stops when it is cancelled', async () => {
    const bytes = await rawZip(Object.entries(bag('1.0')).map(([path, content]) => ({ name: `x/${path}`, content })));
    const cancelled = AbortSignal.abort();
    expect(await codeOf(open(bytes, { signal: cancelled }))).toBe('package.cancelled');
    expect(await verdict(validateBag(filesOf(bag('1.0')), cancelled))).toBe('package.cancelled');
  });
});
