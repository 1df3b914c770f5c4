/**
 * "A package altered in any byte is refused": every byte, every length, and what an attacker would do who knows the format.
 * One attack after the other on the same package, hence its length.
 */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateSm2KeyPair, publicKeyToDer, publicKeyToPem, type Sm2KeyPair, signSm2 } from '#shared/crypto/sm2.ts';
import { sourceOfBytes } from '#shared/exchange/byte-source.ts';
import { readWhole } from '#shared/exchange/zip-content.ts';
import { readZip } from '#shared/exchange/zip-reader.ts';
import { ENTRY_SCHEMA_VERSION } from '#shared/ledger/entry.ts';
import { concat, type RawEnd, type RawEntry, rawZip } from './raw-zip.ts';
import { codeOf, type Entry, id, KEYS, open, RECIPIENT, recorded, SENDER, sampleInput, write } from './sample-package.ts';

type Files = Map<string, Uint8Array>;
const text = (value: string) => new TextEncoder().encode(value);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const manifestOf = (files: Files, paths: readonly string[]) =>
  text(paths.map((path) => `${sha256(files.get(path) as Uint8Array)}  ${path.replaceAll('%', '%25')}\n`).join(''));
const SIGNED = ['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt', 'sgx/package.json', 'sgx/signer.pem'];
const FOLDER = id(7_000_000);

let genuine: Uint8Array;
let files: Files;
beforeAll(async () => {
  genuine = (await write(sampleInput())).bytes;
  const archive = await readZip(sourceOfBytes(genuine));
  files = new Map();
  for (const entry of archive.entries) files.set(entry.name.slice(37), await readWhole(archive, entry));
});

/** Packs files as our writer would (same order of files as given), with right sizes and CRCs. */
function pack(changed: Files, end: RawEnd = {}, entry: (path: string) => Partial<RawEntry> = () => ({})): Promise<Uint8Array> {
  return rawZip(
    [...changed].map(([path, content]) => ({ name: `${FOLDER}/${path}`, content, ...entry(path) })),
    end,
  );
}

function changed(changes: Readonly<Record<string, Uint8Array | string | undefined>>): Files {
  const copy = new Map(files);
  for (const [path, content] of Object.entries(changes)) {
    if (content === undefined) copy.delete(path);
    else copy.set(path, typeof content === 'string' ? text(content) : content);
  }
  return copy;
}

/** Brings Oxum, manifests and signature up to date: what a forger with a key of his own can do. */
function reseal(copy: Files, keys: Sm2KeyPair): Files {
  const payload = [...copy.keys()].filter((path) => path.startsWith('data/')).sort();
  const octets = payload.reduce((sum, path) => sum + (copy.get(path)?.length ?? 0), 0);
  const info = new TextDecoder().decode(copy.get('bag-info.txt')).replace(/Payload-Oxum: .*/, `Payload-Oxum: ${octets}.${payload.length}`);
  copy.set('bag-info.txt', text(info));
  copy.set('manifest-sha256.txt', manifestOf(copy, payload));
  copy.set('sgx/signer.pem', text(publicKeyToPem(keys.publicKey)));
  copy.set('tagmanifest-sha256.txt', manifestOf(copy, SIGNED));
  copy.set('sgx/signature.der', signSm2(copy.get('tagmanifest-sha256.txt') as Uint8Array, keys.privateKey));
  return inOrder(copy);
}

const TAGS = [...SIGNED.slice(0, 3), 'tagmanifest-sha256.txt', ...SIGNED.slice(3), 'sgx/signature.der'];
function inOrder(copy: Files): Files {
  const payload = [...copy.keys()].filter((path) => path.startsWith('data/')).sort();
  return new Map([...TAGS, ...payload].flatMap((path) => (copy.has(path) ? [[path, copy.get(path) as Uint8Array] as const] : [])));
}

function descriptorWith(changes: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...JSON.parse(new TextDecoder().decode(files.get('sgx/package.json'))), ...changes });
}

describe('a package altered in any byte', () => {
  it('packs in these tests as the writer does', async () => {
    expect(await pack(files)).toEqual(genuine);
    expect(await codeOf(open(genuine))).toBe('opened');
  });

  /** Alters one bit of each byte that `chosen` chooses; every one must be refused. Gives how often each code came. */
  async function flipBytes(bytes: Uint8Array, chosen: (index: number) => boolean): Promise<Map<string, number>> {
    const codes = new Map<string, number>();
    for (let index = 0; index < bytes.length; index += 1) {
      if (!chosen(index)) continue;
      const altered = bytes.slice();
      altered[index] = (altered[index] as number) ^ (1 << (index % 8));
      const code = await codeOf(open(altered));
      expect(code, `byte ${index} of ${bytes.length}`).toMatch(/^package\./);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    return codes;
  }

  it('is refused with a code and a place: every single byte of a receipt', { timeout: 240_000 }, async () => {
    const actor = { departmentId: SENDER.uscc, operator: '王芳' };
    const claim: Entry = {
      id: id(1),
      type: 'claim.made',
      at: '2026-11-24T01:00:00.000Z',
      actor,
      subject: id(2),
      payload: { packageId: id(3) },
    };
    const receipt = await write(sampleInput({ purpose: 'receipt', entries: [claim], attachments: [] }));
    expect(await codeOf(open(receipt.bytes))).toBe('opened');
    const codes = await flipBytes(receipt.bytes, () => true);
    // headers, names, contents, and the container's end all have their own reasons
    expect(codes.size).toBeGreaterThan(10);
  });

  it('is refused with a code and a place: every header byte, every 16th content byte of approvals with evidence', {
    timeout: 240_000,
  }, async () => {
    const { entries } = await readZip(sourceOfBytes(genuine));
    const isContent = (index: number) => entries.some(({ dataOffset, size }) => index >= dataOffset && index < dataOffset + size);
    await flipBytes(genuine, (index) => !isContent(index) || index % 16 === 0);
  });

  it('is refused at every shorter length, and with bytes behind or in front', { timeout: 120_000 }, async () => {
    for (let length = 0; length < genuine.length; length += 1) {
      expect(await codeOf(open(genuine.subarray(0, length))), `${length} bytes`).toMatch(/^package\.zip\.(not-zip|truncated)$/);
    }
    for (const more of [1, 2, 21, 22, 23, 1000]) {
      expect(await codeOf(open(concat(genuine, new Uint8Array(more)))), `+${more}`).toBe('package.zip.trailing-bytes');
      expect(await codeOf(open(concat(new Uint8Array(more), genuine)))).toMatch(/^package\.zip\./);
    }
    expect(await codeOf(open(concat(genuine, genuine)))).toMatch(/^package\.zip\./);
  });

  it('is refused when only the container was redone: order, times, deflate, folders', async () => {
    expect(await codeOf(open(await pack(new Map([...files].reverse()))))).toBe('package.zip.not-canonical');
    expect(await codeOf(open(await pack(files, {}, () => ({ time: 1 }))))).toBe('package.zip.not-canonical');
    expect(await codeOf(open(await pack(files, {}, () => ({ attributes: 0x81a40000 }))))).toBe('package.zip.not-canonical');
    expect(await codeOf(open(await pack(files, {}, () => ({ flags: 0x0800 }))))).toBe('package.zip.not-canonical');
    const times = { extra: Uint8Array.of(0x55, 0x54, 5, 0, 3, 1, 2, 3, 4), centralExtra: new Uint8Array(0) };
    expect(await codeOf(open(await pack(files, {}, (path) => (path === 'data/entries.ndjson' ? times : {}))))).toBe(
      'package.zip.not-canonical',
    );
    expect(await codeOf(open(await pack(files, {}, (path) => (path.startsWith('data/') ? { deflate: true } : {}))))).toBe(
      'package.zip.not-canonical',
    );
    const withFolder = new Map([...files, ['data/', new Uint8Array(0)] as const]);
    expect(await codeOf(open(await pack(withFolder)))).toBe('package.zip.not-canonical');
  });

  it.each([
    'bagit.txt',
    'bag-info.txt',
    'manifest-sha256.txt',
    'tagmanifest-sha256.txt',
    'sgx/package.json',
    'sgx/signer.pem',
    'sgx/signature.der',
    'data/entries.ndjson',
  ])('is refused when %s is altered and the container repaired', { timeout: 120_000 }, async (path) => {
    const content = files.get(path) as Uint8Array;
    for (let index = 0; index < content.length; index += Math.max(1, Math.floor(content.length / 80))) {
      const altered = content.slice();
      altered[index] = (altered[index] as number) ^ (1 << (index % 7));
      expect(await codeOf(open(await pack(changed({ [path]: altered })))), `byte ${index}`).toMatch(/^package\.(?!zip)/);
    }
    expect(await codeOf(open(await pack(changed({ [path]: content.slice(0, -1) }))))).toMatch(/^package\.(?!zip)/);
    expect(await codeOf(open(await pack(changed({ [path]: concat(content, text('\n')) }))))).toMatch(/^package\.(?!zip)/);
  });
});

describe('a package put together from true parts', () => {
  const attacker = generateSm2KeyPair();

  it('is refused with the signature of another package of the same sender', async () => {
    const other = await write(sampleInput({ sequence: 2 }));
    const archive = await readZip(sourceOfBytes(other.bytes));
    const signature = await readWhole(archive, archive.entries.find((entry) => entry.name.endsWith('signature.der')) as never);
    expect(await codeOf(open(await pack(changed({ 'sgx/signature.der': signature }))))).toBe('package.signature.invalid');
  });

  it('is refused when signed with another key under the old public key', async () => {
    const signature = signSm2(files.get('tagmanifest-sha256.txt') as Uint8Array, attacker.privateKey);
    expect(await codeOf(open(await pack(changed({ 'sgx/signature.der': signature }))))).toBe('package.signature.invalid');
  });

  it('is refused with another public key that the tag manifest does not list', async () => {
    const signature = signSm2(files.get('tagmanifest-sha256.txt') as Uint8Array, attacker.privateKey);
    const forged = changed({ 'sgx/signature.der': signature, 'sgx/signer.pem': publicKeyToPem(attacker.publicKey) });
    expect(await codeOf(open(await pack(forged)))).toBe('package.digest.mismatch');
  });

  it('opens when wholly resigned with another key, but under that key’s fingerprint: trust is decided by it', async () => {
    const opened = await open(await pack(reseal(new Map(files), attacker)));
    const before = await open(genuine);
    if (!opened.ok || !before.ok) throw new Error('refused');
    expect(opened.value.fingerprint).not.toBe(before.value.fingerprint);
    expect(opened.value.publicKeyPem).toBe(publicKeyToPem(attacker.publicKey));
  });

  it('is refused with a payload exchanged under a manifest brought up to date but not signed', async () => {
    const entries = text(`${JSON.stringify(recorded(9))}\n`);
    const copy = changed({ 'data/entries.ndjson': entries });
    const old = files.get('sgx/signature.der') as Uint8Array;
    const forged = reseal(copy, KEYS);
    forged.set('sgx/signature.der', old);
    expect(await codeOf(open(await pack(forged)))).toBe('package.signature.invalid');
  });

  it('is refused with a signature of the right numbers in another encoding', async () => {
    const der = files.get('sgx/signature.der') as Uint8Array;
    const long = Uint8Array.of(0x30, 0x81, ...der.slice(1));
    expect(await codeOf(open(await pack(changed({ 'sgx/signature.der': long }))))).toBe('package.signature.malformed');
  });

  it('is refused with a public key that is off the curve', async () => {
    const der = publicKeyToDer(attacker.publicKey);
    der[90] = (der[90] as number) ^ 1;
    const base64 = Buffer.from(der).toString('base64').replace(/.{64}/, '$&\n');
    const pem = `-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----\n`;
    expect(await codeOf(open(await pack(changed({ 'sgx/signer.pem': pem }))))).toBe('package.signer.invalid');
  });
});

/** Signed properly, by a sender whose program is wrong or hostile. */
describe('a well-signed package that breaks the rules', () => {
  const sealed = (changes: Readonly<Record<string, Uint8Array | string | undefined>>) => pack(reseal(changed(changes), KEYS));
  const refused = async (changes: Readonly<Record<string, Uint8Array | string | undefined>>) => codeOf(open(await sealed(changes)));
  const entryLines = (...entries: readonly unknown[]) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  const withEntries = (...entries: readonly unknown[]) => refused({ 'data/entries.ndjson': entryLines(...entries) });
  const second = () =>
    JSON.parse(new TextDecoder().decode(files.get('data/entries.ndjson')).split('\n')[1] ?? '') as Record<string, unknown>;

  it('says so when the format, or the records in it, are newer than this program', async () => {
    expect(await refused({ 'sgx/package.json': descriptorWith({ format: 2, sender: 'changed' }) })).toBe('package.format.newer');
    expect(await refused({ 'sgx/package.json': descriptorWith({ schemas: { entry: ENTRY_SCHEMA_VERSION + 1, approval: 1 } }) })).toBe(
      'package.schema.newer',
    );
    expect(await refused({ 'sgx/package.json': descriptorWith({ schemas: { entry: 1, approval: 7 } }) })).toBe('package.schema.newer');
  });

  it('refuses a descriptor that is missing, no JSON, or of another shape; takes members it does not know', async () => {
    expect(await codeOf(open(await pack(changed({ 'sgx/package.json': undefined }))))).toBe('package.descriptor.missing');
    for (const json of ['', '{', '[]', 'null', '"x"', '\u{feff}{}', descriptorWith({ format: '1' }), descriptorWith({ format: 0 })]) {
      expect(await refused({ 'sgx/package.json': json }), json).toBe('package.descriptor.invalid');
    }
    const wrong = {
      id: 'x',
      purpose: 'other',
      sequence: 0,
      recipients: [],
      demo: 'no',
      created: '2026-11-23',
      container: 'stored-2',
      sender: { department: { ...SENDER, uscc: 'x' } },
      previous: 1,
    };
    for (const [member, value] of Object.entries(wrong)) {
      expect(await refused({ 'sgx/package.json': descriptorWith({ [member]: value }) }), member).toBe('package.descriptor.invalid');
    }
    expect(await refused({ 'sgx/package.json': descriptorWith({ unknown: true }) })).toBe('opened');
  });

  it('refuses another folder name, and two folders', async () => {
    expect(await refused({ 'sgx/package.json': descriptorWith({ id: id(8) }) })).toBe('package.bag.folder-name');
    const entries = [...files].map(([path, content]) => ({ name: `${FOLDER}/${path}`, content }));
    expect(await codeOf(open(await rawZip([...entries, { name: 'second/a' }])))).toBe('package.bag.two-folders');
    expect(await codeOf(open(await rawZip([...entries, { name: 'loose.txt' }])))).toBe('package.bag.two-folders');
    expect(await codeOf(open(await rawZip([{ name: 'loose.txt' }])))).toBe('package.bag.two-folders');
  });

  it('refuses fetch.txt, files outside the format, missing files', async () => {
    const raw = async (changes: Readonly<Record<string, Uint8Array | string | undefined>>) => codeOf(open(await pack(changed(changes))));
    expect(await raw({ 'fetch.txt': '' })).toBe('package.bag.fetch');
    for (const path of [
      'readme.txt',
      'manifest-sha512.txt',
      'sgx/other.json',
      'data/a.exe',
      'data/attachments/a',
      'data/print/a/b',
      'data/data/entries.ndjson',
    ]) {
      expect(await raw({ [path]: 'x' }), path).toBe('package.bag.unexpected-file');
    }
    for (const path of files.keys()) {
      if (path === 'sgx/package.json' || path.startsWith('data/attachments')) continue;
      expect(await raw({ [path]: undefined }), path).toBe('package.bag.missing-file');
    }
  });

  it('refuses payload that the manifest does not list, and lists that name what is not there', async () => {
    const listed = new TextDecoder().decode(files.get('manifest-sha256.txt'));
    const direct = async (manifest: string) => {
      const copy = changed({ 'manifest-sha256.txt': manifest });
      copy.set('tagmanifest-sha256.txt', manifestOf(copy, SIGNED));
      copy.set('sgx/signature.der', signSm2(copy.get('tagmanifest-sha256.txt') as Uint8Array, KEYS.privateKey));
      return codeOf(open(await pack(copy)));
    };
    const [first = '', other = ''] = listed.split('\n');
    expect(await direct(`${first}\n`)).toBe('package.bag.not-in-manifest');
    expect(await direct(`${listed}${'0'.repeat(64)}  data/print/a.pdf\n`)).toBe('package.bag.manifest-missing');
    expect(await direct(`${listed}${'0'.repeat(64)}  ../../etc/passwd\n`)).toBe('package.bag.manifest-missing');
    expect(await direct(`${listed}${first}\n`)).toBe('package.bag.manifest-duplicate');
    expect(await direct(`${first}\n${other.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))}\n`)).toBe('package.digest.mismatch');
    expect(await direct(`${first}\n${other.replace('  ', '  ./')}\n`)).toBe('package.bag.manifest-missing');
    for (const broken of [
      'x',
      `${'0'.repeat(63)}  data/a`,
      `${'0'.repeat(64)}data/a`,
      `${'0'.repeat(64)}  data/100%.pdf`,
      `${'0'.repeat(64)}  `,
      '\u{feff}',
    ]) {
      expect(await direct(`${broken}\n${listed}`), broken).toBe('package.bag.manifest-syntax');
    }
    expect(
      await direct(
        listed
          .replaceAll('\n', '\r\n')
          .toUpperCase()
          .replaceAll('DATA/ATTACHMENTS', 'data/attachments')
          .replace('DATA/ENTRIES.NDJSON', 'data/entries.ndjson')
          .replace(/attachments\/[0-9A-F]+/, (path) => path.toLowerCase()),
      ),
    ).toBe('opened');
  });

  it('refuses a tag manifest that leaves something out', async () => {
    for (const path of SIGNED) {
      const copy = new Map(files);
      copy.set(
        'tagmanifest-sha256.txt',
        manifestOf(
          copy,
          SIGNED.filter((other) => other !== path),
        ),
      );
      copy.set('sgx/signature.der', signSm2(copy.get('tagmanifest-sha256.txt') as Uint8Array, KEYS.privateKey));
      expect(await codeOf(open(await pack(copy)))).toBe('package.bag.not-in-manifest');
    }
  });

  it('refuses another bagit.txt, and a bag-info.txt that says something else than the descriptor', async () => {
    for (const wrong of [
      '',
      'BagIt-Version : 1.0\nTag-File-Character-Encoding : UTF-8\n',
      'BagIt-Version: 1.0\n',
      '\u{feff}BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
      'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n',
    ]) {
      expect(await refused({ 'bagit.txt': wrong }), wrong).toBe('package.bag.declaration');
    }
    expect(await refused({ 'bagit.txt': 'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n' })).toBe('package.bag.version');
    const info = new TextDecoder().decode(files.get('bag-info.txt'));
    const wrong = [
      info.replace(FOLDER, id(9)),
      info.replace(SENDER.name, '别的单位'),
      info.replace('2026-11-23', '2026-11-22'),
      info.replace(/External-Identifier: .*\n/, ''),
      `${info}External-Identifier: ${FOLDER}\n`,
      `${info}no colon here\n`,
      ` ${info}`,
    ];
    for (const bad of wrong) expect(await refused({ 'bag-info.txt': bad }), bad).toBe('package.bag.info');
    expect(await refused({ 'bag-info.txt': `${info}Contact-Phone: 0537\n  0000000\ncontact-phone: 2\n` })).toBe('opened');
    const copy = changed({ 'bag-info.txt': info.replace(/Payload-Oxum: (\d+)/, (_, octets) => `Payload-Oxum: ${Number(octets) + 1}`) });
    copy.set('tagmanifest-sha256.txt', manifestOf(copy, SIGNED));
    copy.set('sgx/signature.der', signSm2(copy.get('tagmanifest-sha256.txt') as Uint8Array, KEYS.privateKey));
    expect(await codeOf(open(await pack(copy)))).toBe('package.bag.oxum');
  });

  it('refuses tag files of absurd size', async () => {
    expect(await refused({ 'sgx/package.json': `${descriptorWith({})}${' '.repeat(300_000)}` })).toBe('package.bag.too-large');
  });

  it('refuses records that are none, of a kind that may not travel, of others, twice, or not as many as stated', async () => {
    const [one, two] = [recorded(1), second()];
    expect(await withEntries(one, two)).toBe('opened');
    expect(await refused({ 'data/entries.ndjson': '' })).toBe('package.entries.empty');
    expect(await refused({ 'data/entries.ndjson': `${JSON.stringify(one)}\n\n${JSON.stringify(two)}\n` })).toBe('package.entries.syntax');
    expect(await refused({ 'data/entries.ndjson': Uint8Array.of(0x22, 0xff, 0x22, 0x0a) })).toBe('package.entries.syntax');
    expect(await refused({ 'data/entries.ndjson': `[${'1,'.repeat(2_200_000)}1]` })).toBe('package.bag.too-large');
    expect(await withEntries(one, { ...two, payload: {} })).toBe('package.entry.schema');
    expect(await withEntries(one, { ...two, id: 'x' })).toBe('package.entry.schema');
    expect(await withEntries(one, {})).toBe('package.entry.schema');
    // members this program doesn't know would be lost on the way into the ledger
    expect(await withEntries({ ...one, more: 1 }, two)).toBe('package.entry.schema');
    expect(await withEntries({ ...one, payload: { approval: { ...one.payload.approval, more: null } } }, two)).toBe('package.entry.schema');
    expect(await withEntries(JSON.parse(JSON.stringify(one).replace('{', '{"__proto__":{"x":1},')), two)).toBe('package.entry.schema');
    expect(await withEntries(one, null)).toBe('package.entry.schema');
    expect(await withEntries(one, { ...two, type: 'key.confirmed' })).toBe('package.entry.type');
    expect(await withEntries(one, { ...two, type: 'claim.made', payload: { packageId: id(4) } })).toBe('package.entry.type');
    expect(await withEntries(one, { ...two, type: '不存在' })).toBe('package.entry.type');
    expect(await withEntries(one, { ...two, actor: { departmentId: RECIPIENT.uscc, operator: '李强' } })).toBe(
      'package.entry.foreign-actor',
    );
    expect(await withEntries(one, { ...two, id: one.id })).toBe('package.entry.duplicate-id');
    expect(await withEntries(two)).toBe('package.entries.count');
  });

  it('names the line, and never what stands in it', async () => {
    const opened = await open(
      await sealed({ 'data/entries.ndjson': entryLines(recorded(1), { ...second(), payload: { approval: { matter: '机密内容' } } }) }),
    );
    if (opened.ok) throw new Error('opened');
    expect(opened.error.at).toEqual({ path: 'data/entries.ndjson', row: 2 });
    expect(opened.error.message).not.toContain('机密');
  });

  it('refuses attachments that are missing, unnamed, or named wrongly', async () => {
    const path = [...files.keys()].find((name) => name.startsWith('data/attachments/')) ?? '';
    expect(await refused({ [path]: undefined })).toBe('package.entries.count');
    expect(await refused({ [path]: undefined, 'sgx/package.json': descriptorWith({ counts: { entries: 2, attachments: 0 } }) })).toBe(
      'package.attachment.missing',
    );
    const more = text('nobody names me');
    const both = descriptorWith({ counts: { entries: 2, attachments: 2 } });
    expect(await refused({ [`data/attachments/${sha256(more)}`]: more, 'sgx/package.json': both })).toBe('package.attachment.unreferenced');
    expect(await refused({ [path]: more })).toBe('package.attachment.name');
    const entry = second() as { payload: { approval: { attachments: { size: number }[] } } };
    const [named] = entry.payload.approval.attachments;
    if (named) named.size += 1;
    expect(await withEntries(recorded(1), entry)).toBe('package.attachment.size');
  });

  it('takes files for people under data/print/, checks them, and leaves them alone', async () => {
    const copy = reseal(changed({ 'data/print/交接单 100%.pdf': '%PDF' }), KEYS);
    expect(await codeOf(open(await pack(copy)))).toBe('opened');
    copy.set('data/print/交接单 100%.pdf', text('%PDG'));
    expect(await codeOf(open(await pack(copy)))).toBe('package.digest.mismatch');
  });
});
