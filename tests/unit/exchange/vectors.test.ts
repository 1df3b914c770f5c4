/**
 * The test vectors of the format, tests/fixtures/exchange/: files that were written once and must be read, and written,
 * the same way for ever. What fails here means that the format has changed; then its number must change too.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesToHex, hexToBytes, sm3Hex } from '#shared/crypto/digests.ts';
import { fingerprint, publicKeyFromPem } from '#shared/crypto/sm2.ts';
import { unwrapSm2 } from '#shared/crypto/sm2-key-wrap.ts';
import { createSm4Gcm } from '#shared/crypto/sm4-gcm.ts';
import { fail, ok } from '#shared/domain/result.ts';
import { sourceOfBytes } from '#shared/exchange/byte-source.ts';
import { isSignedBy, readCardFile } from '#shared/exchange/department-card.ts';
import { type EnvelopeKeys, fromBase64, keyIdOf, toBase64 } from '#shared/exchange/envelope.ts';
import { openPackage } from '#shared/exchange/package-reader.ts';
import { withExample } from '../../../build/exchange-example.ts';
import { KEY_NAMES, type KeyName, vectorInputs } from '../../../build/exchange-vector-content.ts';
import {
  type EnvelopeVector,
  type PackageVector,
  SPECIFICATION,
  VECTORS_FOLDER,
  type Vectors,
  writeVector,
} from '../../../build/exchange-vectors.ts';
import { required } from '../../../build/node-workstation.ts';

const read = (file: string) => new Uint8Array(readFileSync(join(VECTORS_FOLDER, file)));
const text = (file: string) => readFileSync(join(VECTORS_FOLDER, file), 'utf8');
const vectors = JSON.parse(text('expected.json')) as Vectors;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const named = vectors.packages.map((each) => [each.file, each] as const);
const sealed = vectors.packages.flatMap((each) => (each.envelope ? [[each.file, each, each.envelope] as const] : []));

/** d in the PKCS #8 file: 32 bytes after a prefix of fixed length (GM/T 0009, RFC 5915). */
function privateKeyOf(name: KeyName): string {
  const base64 = text(vectors.keys[name].file).replace(/-----.*-----|\n/g, '');
  return bytesToHex(fromBase64(base64).subarray(36, 68));
}

const ALL_KEYS: EnvelopeKeys = {
  fingerprints: KEY_NAMES.map((name) => vectors.keys[name].fingerprint),
  unwrap: async (wanted, wrapped) => {
    const name = KEY_NAMES.find((each) => vectors.keys[each].fingerprint === wanted);
    const secret = name && unwrapSm2(wrapped, privateKeyOf(name));
    return secret ? ok(secret) : fail('keystore.unwrap', '不能解开。');
  },
};

const open = (bytes: Uint8Array, { openedBy }: PackageVector) =>
  openPackage(sourceOfBytes(bytes), { ownDepartmentId: openedBy, acceptDemo: true, keys: ALL_KEYS });

/** The chunks deciphered by hand, with nonces and tags as expected.json has them. */
async function unseal(bytes: Uint8Array, { header, headerSm3, contentKey, chunks }: EnvelopeVector): Promise<Uint8Array> {
  const cipher = await createSm4Gcm(hexToBytes(contentKey));
  let offset = 8 + new TextEncoder().encode(header).length;
  const pieces = chunks.map(({ nonce, plainBytes, tag }) => {
    const chunk = bytes.subarray(offset, offset + plainBytes + 16);
    offset += chunk.length;
    expect(bytesToHex(chunk.subarray(plainBytes))).toBe(tag);
    const plain = cipher.open(hexToBytes(nonce), hexToBytes(headerSm3), chunk);
    if (!plain) throw new Error('a tag does not fit');
    return plain;
  });
  expect(offset).toBe(bytes.length);
  return new Uint8Array(Buffer.concat(pieces));
}

describe('the test vectors', () => {
  it('are small, all described, of every purpose, and say that their keys are demo keys', () => {
    const files = readdirSync(VECTORS_FOLDER);
    const described = [vectors.packages, vectors.cards, Object.values(vectors.keys)].flat().map(({ file }) => file);
    expect(files.sort()).toEqual([...described, 'expected.json'].sort());
    expect(files.reduce((sum, file) => sum + statSync(join(VECTORS_FOLDER, file)).size, 0)).toBeLessThan(200_000);
    const purposes = vectors.packages.map(
      ({ descriptor }) => JSON.parse(descriptor) as { readonly purpose: string; readonly demo: boolean },
    );
    expect([...new Set(purposes.map(({ purpose }) => purpose))].sort()).toEqual([
      'approvals',
      'directory',
      'letters',
      'meetings',
      'receipt',
      'supervision',
      'sync',
    ]);
    expect(purposes.every(({ demo }) => demo)).toBe(true);
    expect(vectors.note).toContain('demo keys that everybody knows');
    for (const { file } of Object.values(vectors.keys)) expect(file).toContain('demo-key');
  });

  it.each(KEY_NAMES)('key %s: public key and fingerprint', (name) => {
    const { publicKeyPem, fingerprint: expected } = vectors.keys[name];
    const publicKey = required(publicKeyFromPem(publicKeyPem));
    expect(fingerprint(publicKey)).toBe(expected);
    const wrapped = fromBase64(text(vectors.keys[name].file).replace(/-----.*-----|\n/g, ''));
    expect(bytesToHex(wrapped)).toContain(publicKey);
  });

  it.each(named)('%s is opened, with the digests, the descriptor and the entries that are written down', async (file, vector) => {
    const bytes = read(file);
    expect([bytes.length, sha256(bytes), await sm3Hex(bytes)]).toEqual([vector.size, vector.sha256, vector.sm3]);
    const bag = required(await open(bytes, vector));
    expect(bag.descriptor).toEqual(JSON.parse(vector.descriptor));
    expect(bag.entries.map((entry) => entry.id)).toEqual(vector.entryIds);
    expect(bag.entries.map((entry) => entry.type)).toEqual(vector.entryTypes);
    expect(bag.attachments).toEqual(vector.attachments);
    expect(bag).toMatchObject({ fingerprint: vectors.keys[vector.signer].fingerprint, sealed: vector.envelope !== undefined });
    const real = { ownDepartmentId: vector.openedBy, acceptDemo: false, keys: ALL_KEYS };
    expect(await openPackage(sourceOfBytes(bytes), real)).toMatchObject({ ok: false, error: { code: 'package.demo.in-real' } });
  });

  it.each(sealed)('%s: header, content key, nonces and tags', async (file, { size }, envelope) => {
    const bytes = read(file);
    const headerBytes = new TextEncoder().encode(envelope.header);
    expect(new TextDecoder().decode(bytes.subarray(8, 8 + headerBytes.length))).toBe(envelope.header);
    expect(await sm3Hex(bytes.subarray(0, 8 + headerBytes.length))).toBe(envelope.headerSm3);
    const { recipients } = JSON.parse(envelope.header) as {
      readonly recipients: readonly { readonly key: string; readonly wrapped: string }[];
    };
    expect(recipients.map(({ key }) => key)).toEqual(envelope.keys.map((name) => keyIdOf(vectors.keys[name].fingerprint)));
    for (const [index, { wrapped }] of recipients.entries()) {
      const secret = unwrapSm2(fromBase64(wrapped), privateKeyOf(envelope.keys[index] ?? 'sender'));
      expect(secret && bytesToHex(secret)).toBe(envelope.contentKey);
    }
    const inside = await unseal(bytes, envelope);
    expect([inside.length, sha256(inside)]).toEqual([envelope.inside.size, envelope.inside.sha256]);
    expect(size).toBe(8 + headerBytes.length + inside.length + 16 * envelope.chunks.length);
  });

  it.each(named)('%s is what the writer writes today, byte for byte', async (file, vector) => {
    const input = vectorInputs(text('card-recipient.sgcard'))[vector.input];
    if (!input) throw new Error(`no input ${vector.input}`);
    const header = vector.envelope && wholeHeader(vector.envelope.header);
    const envelope = vector.envelope &&
      header && { header: toBase64(header), contentKey: toBase64(hexToBytes(vector.envelope.contentKey)) };
    const { bytes } = await writeVector(input, { again: { descriptor: vector.descriptor, signature: vector.signature, envelope } });
    expect(Buffer.from(bytes).equals(Buffer.from(read(file)))).toBe(true);
  });

  it.each(named)('%s has the descriptor that the writer makes of it today', async (_file, vector) => {
    const input = vectorInputs(text('card-recipient.sgcard'))[vector.input];
    if (!input) throw new Error(`no input ${vector.input}`);
    const { written } = await writeVector(input, {});
    expect(written.secrets.descriptor).toBe(vector.descriptor);
  });

  it.each(vectors.cards.map((each) => [each.file, each] as const))(
    '%s: key, successor, revocations',
    (file, { key, replaces, revokes }) => {
      const { cards, revocations } = required(readCardFile(read(file)));
      const [card] = cards;
      if (!card || cards.length > 1) throw new Error('not one card');
      expect(card.fingerprint).toBe(vectors.keys[key].fingerprint);
      expect(card.statement.replaces).toBe(replaces && vectors.keys[replaces].fingerprint);
      if (replaces) expect(isSignedBy(card, vectors.keys[replaces].publicKeyPem)).toBe(true);
      expect(revocations.map((each) => each.fingerprint)).toEqual(revokes.map((name) => vectors.keys[name].fingerprint));
    },
  );

  it.each(vectors.refusals)('$file altered (at $at, cut $cut): $code', async ({ file, at, cut, code }) => {
    const vector = vectors.packages.find((each) => each.file === file);
    if (!vector) throw new Error(`no ${file}`);
    const bytes = read(file).slice(0, cut);
    if (at !== undefined) bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect(await open(bytes, vector)).toMatchObject({ ok: false, error: { code } });
  });

  it('are what the worked example of the specification shows', () => {
    const page = readFileSync(SPECIFICATION, 'utf8');
    expect(withExample(page, vectors, read)).toBe(page);
    for (const { sm3, envelope } of vectors.packages.filter((each) => each.file === 'approvals.sgxe'))
      for (const shown of [sm3, envelope?.contentKey, envelope?.header]) expect(page).toContain(shown);
  });
});

function wholeHeader(json: string): Uint8Array {
  const encoded = new TextEncoder().encode(json);
  const header = new Uint8Array(8 + encoded.length);
  header.set(new TextEncoder().encode('SGXE'));
  new DataView(header.buffer).setUint32(4, encoded.length, true);
  header.set(encoded, 8);
  return header;
}
