import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sm2, sm3 } from 'sm-crypto-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesToHex, hexToBytes } from '#shared/crypto/digests.ts';
import { generateSm2KeyPair, isSm2PublicKey, publicKeyFromPem, sm2PrivateKeyToPem } from '#shared/crypto/sm2.ts';
import { MAX_SM2_SECRET_BYTES, unwrapSm2, wrapSm2 } from '#shared/crypto/sm2-key-wrap.ts';

const SECRET = hexToBytes('00112233445566778899aabbccddeeff');
/** GB/T 32918.5-2017: p of the recommended curve, and its a and b */
const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;

const hexOf = (number: bigint) => number.toString(16).padStart(64, '0');
const der = (tag: number, content: readonly number[]): number[] =>
  content.length < 128 ? [tag, content.length, ...content] : [tag, 0x81, content.length, ...content];
const integer = (hex: string) => {
  const digits = hex.replace(/^(00)+(?=..)/, '');
  return der(2, [...hexToBytes(/^[89a-f]/.test(digits) ? `00${digits}` : digits)]);
};
interface Parts {
  readonly x: string;
  readonly y: string;
  readonly hash: string;
  readonly cipher: string;
}
/** An SM2Cipher of any content, written without the code under test. */
const cipherOf = ({ x, y, hash, cipher }: Parts) =>
  Uint8Array.from(der(0x30, [...integer(x), ...integer(y), ...der(4, [...hexToBytes(hash)]), ...der(4, [...hexToBytes(cipher)])]));
/** The library's own x‖y‖hash‖cipher for a secret. */
function partsFor(secret: Uint8Array, publicKey: string): Parts {
  const hex = sm2.doEncrypt(secret, publicKey, 1);
  return { x: hex.slice(0, 64), y: hex.slice(64, 128), hash: hex.slice(128, 192), cipher: hex.slice(192) };
}

describe('SM2 key wrap', () => {
  const { privateKey, publicKey } = generateSm2KeyPair();

  it('gives back what was wrapped, whatever its length, and only to the key it was wrapped for', () => {
    const other = generateSm2KeyPair();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 300 }), (secret) => {
        const wrapped = wrapSm2(secret, publicKey);
        expect(unwrapSm2(wrapped, privateKey)).toEqual(secret);
        expect(unwrapSm2(wrapped, other.privateKey)).toBeUndefined();
      }),
      { numRuns: 15 },
    );
    const longest = new Uint8Array(MAX_SM2_SECRET_BYTES).fill(9);
    expect(unwrapSm2(wrapSm2(longest, publicKey), privateKey)).toEqual(longest);
    expect(wrapSm2(SECRET, publicKey)).not.toEqual(wrapSm2(SECRET, publicKey));
  });

  it('opens the example of GB/T 32918.5-2017 Annex C', () => {
    const example = cipherOf({
      x: '04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73',
      y: 'e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0',
      hash: '59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766',
      cipher: '21886ca989ca9c7d58087307ca93092d651efa',
    });
    const secret = unwrapSm2(example, '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8');
    expect(new TextDecoder().decode(secret)).toBe('encryption standard');
  });

  it('refuses a wrapped key with a bit altered, in every byte', () => {
    const wrapped = wrapSm2(SECRET, publicKey);
    for (let index = 0; index < wrapped.length; index += 1) {
      const altered = wrapped.slice();
      altered[index] = (altered[index] as number) ^ (1 << (index % 8));
      expect(unwrapSm2(altered, privateKey), `byte ${index}`).toBeUndefined();
    }
  });

  it('refuses a point that is not on the curve, even when its hash fits (invalid curve attack)', () => {
    // (x, 0) lies on the curve with another b, where it has order 2: the product with d tells whether d is odd
    const x = 5n;
    expect((x * x * x - 3n * x + B) % P).not.toBe(0n);
    const shared = hexToBytes(hexOf(x) + hexOf(0n));
    // what a receiver with an odd d, who doesn't look at the point, would compute
    const stream = hexToBytes(sm3(Uint8Array.of(...shared, 0, 0, 0, 1)));
    const cipher = bytesToHex(SECRET.map((byte, index) => byte ^ (stream[index] as number)));
    const hash = sm3(Uint8Array.of(...shared.subarray(0, 32), ...SECRET, ...shared.subarray(32)));
    const attack = cipherOf({ x: hexOf(x), y: hexOf(0n), hash, cipher });
    for (const last of ['1', '2', '3', '4']) expect(unwrapSm2(attack, privateKey.slice(0, -1) + last)).toBeUndefined();
    const parts = partsFor(SECRET, publicKey);
    expect(unwrapSm2(cipherOf(parts), privateKey)).toEqual(SECRET);
    expect(unwrapSm2(cipherOf({ ...parts, y: hexOf(P - BigInt(`0x${parts.y}`)) }), privateKey)).toBeUndefined();
    expect(unwrapSm2(cipherOf({ ...parts, x: hexOf(0n), y: hexOf(0n) }), privateKey)).toBeUndefined();
  });

  it('refuses coordinates that are not reduced: x + p names the same point a second time', () => {
    for (let x = 1n; ; x += 1n) {
      const square = (((x * x * x - 3n * x + B) % P) + P) % P;
      const y = power(square, (P + 1n) / 4n);
      if ((y * y) % P !== square) continue;
      expect(isSm2PublicKey(`04${hexOf(x)}${hexOf(y)}`)).toBe(true);
      expect(isSm2PublicKey(`04${hexOf(x + P)}${hexOf(y)}`)).toBe(false);
      return;
    }
  });

  it('knows one DER encoding only', () => {
    const parts = partsFor(SECRET, publicKey);
    const right = cipherOf(parts);
    expect(unwrapSm2(right, privateKey)).toEqual(SECRET);
    const inner = [...right.subarray(right[1] === 0x81 ? 3 : 2)];
    const rest = [...integer(parts.y), ...der(4, [...hexToBytes(parts.hash)]), ...der(4, [...SECRET])];
    const wrong: Record<string, readonly number[]> = {
      'byte behind': [...right, 0],
      'byte behind, inside': der(0x30, [...inner, 0]),
      'long form of the length': [0x30, 0x82, 0, inner.length, ...inner],
      'indefinite length': [0x30, 0x80, ...inner, 0, 0],
      SET: [0x31, ...right.subarray(1)],
      'leading zeros': der(0x30, [...der(2, [0, 0, ...hexToBytes(parts.x)]), ...rest]),
      negative: der(0x30, [...der(2, [0xff, ...hexToBytes(parts.x)]), ...rest]),
      'one part missing': der(0x30, inner.slice(0, -18)),
      'nothing wrapped': [...cipherOf({ ...parts, cipher: '' })],
      'short hash': [...cipherOf({ ...parts, hash: parts.hash.slice(2) })],
      'only a tag': [0x30],
      'length beyond the end': [0x30, 0x82, 0xff, 0xff, ...inner],
      nothing: [],
    };
    for (const [name, bytes] of Object.entries(wrong)) expect(unwrapSm2(Uint8Array.from(bytes), privateKey), name).toBeUndefined();
  });

  it('refuses a key stream of zeros, under which the secret would lie open (GB/T 32918.4 7.1 B4)', () => {
    // found by trying: for a secret of one byte, one in 256 key streams is zero
    const secret = Uint8Array.of(0x5a);
    let parts = partsFor(secret, publicKey);
    for (let turn = 0; turn < 5000 && parts.cipher !== '5a'; turn += 1) parts = partsFor(secret, publicKey);
    expect(parts.cipher).toBe('5a');
    expect(unwrapSm2(cipherOf(parts), privateKey)).toBeUndefined();
    // and such a one is never made
    for (let turn = 0; turn < 600; turn += 1) expect(wrapSm2(secret, publicKey).at(-1)).not.toBe(0x5a);
  });

  it('takes garbage of any length and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(unwrapSm2(bytes, privateKey)).toBeUndefined();
        expect(unwrapSm2(Uint8Array.of(0x30, 0x82, bytes.length >> 8, bytes.length & 255, ...bytes), privateKey)).toBeUndefined();
      }),
    );
    expect(unwrapSm2(new Uint8Array(5_000_000).fill(0x30), privateKey)).toBeUndefined();
    const wrapped = wrapSm2(SECRET, publicKey);
    for (const key of ['', 'xyz', '0'.repeat(64), 'f'.repeat(64), privateKey.toUpperCase().replace(/^\d/, 'A')]) {
      expect(unwrapSm2(wrapped, key)).toBeUndefined();
    }
  });

  it('wraps nothing for a point off the curve, and no secret that is empty or too long (bugs of the caller)', () => {
    const off = publicKey.slice(0, -1) + (publicKey.endsWith('0') ? '1' : '0');
    expect(() => wrapSm2(SECRET, off)).toThrow('not an SM2 public key');
    expect(() => wrapSm2(new Uint8Array(0), publicKey)).toThrow(RangeError);
    expect(() => wrapSm2(new Uint8Array(MAX_SM2_SECRET_BYTES + 1), publicKey)).toThrow(RangeError);
    expect(() => sm2PrivateKeyToPem(privateKey, off)).toThrow();
    expect(() => sm2PrivateKeyToPem('0'.repeat(64), publicKey)).toThrow();
  });
});

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

const hasOpenSsl = /^OpenSSL [3-9]/.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '');
describe.skipIf(!hasOpenSsl)('SM2 key wrap beside OpenSSL 3 (skipped where it is not installed)', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sm2-wrap-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const file = (name: string) => join(folder, name);

  it('writes private keys that OpenSSL reads, byte for byte as it writes them itself', () => {
    const { privateKey, publicKey } = generateSm2KeyPair();
    const pem = sm2PrivateKeyToPem(privateKey, publicKey);
    writeFileSync(file('private.pem'), pem);
    expect(run('pkey', '-in', 'private.pem').toString()).toBe(pem);
    const read = publicKeyFromPem(run('pkey', '-in', 'private.pem', '-pubout').toString());
    expect(read).toEqual({ ok: true, value: publicKey });
    expect(run('pkey', '-in', 'private.pem', '-check', '-noout').toString()).toContain('valid');
  });

  it('wraps what OpenSSL opens, and opens what OpenSSL wraps', () => {
    for (let turn = 0; turn < 8; turn += 1) {
      const { privateKey, publicKey } = generateSm2KeyPair();
      const secret = crypto.getRandomValues(new Uint8Array([16, 32, 100, 200][turn % 4] ?? 16));
      writeFileSync(file('private.pem'), sm2PrivateKeyToPem(privateKey, publicKey));
      writeFileSync(file('wrapped.der'), wrapSm2(secret, publicKey));
      run('pkeyutl', '-decrypt', '-inkey', 'private.pem', '-in', 'wrapped.der', '-out', 'secret');
      expect(new Uint8Array(readFileSync(file('secret')))).toEqual(secret);
      writeFileSync(file('secret'), secret);
      run('pkeyutl', '-encrypt', '-inkey', 'private.pem', '-in', 'secret', '-out', 'theirs.der');
      expect(unwrapSm2(readFileSync(file('theirs.der')), privateKey)).toEqual(secret);
    }
  });
});
