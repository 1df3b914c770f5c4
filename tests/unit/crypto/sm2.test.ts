import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hexToBytes } from '#shared/crypto/digests.ts';
import {
  decodeSm2Signature,
  encodeSm2Signature,
  fingerprint,
  generateSm2KeyPair,
  isSm2PublicKey,
  publicKeyFromPem,
  publicKeyToDer,
  publicKeyToPem,
  signSm2,
  verifySm2,
} from '#shared/crypto/sm2.ts';

const MESSAGE = new TextEncoder().encode('message digest');
/** GB/T 32918.5-2017 A.2: the signature example on the recommended curve */
const EXAMPLE = {
  privateKey: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
  publicKey:
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  pair: 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
};
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

const pairOf = (r: bigint, s: bigint) => hexToBytes(r.toString(16).padStart(64, '0') + s.toString(16).padStart(64, '0'));

describe('SM2 signatures', () => {
  const { privateKey, publicKey } = generateSm2KeyPair();

  it('accepts the example of GB/T 32918.5 A.2', () => {
    expect(verifySm2(MESSAGE, encodeSm2Signature(hexToBytes(EXAMPLE.pair)), EXAMPLE.publicKey)).toBe(true);
  });

  it('verifies what it signs, and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ minLength: 1, maxLength: 10 }), (bytes, more) => {
        const signature = signSm2(bytes, privateKey, publicKey);
        expect(verifySm2(bytes, signature, publicKey)).toBe(true);
        expect(verifySm2(Uint8Array.of(...bytes, ...more), signature, publicKey)).toBe(false);
        expect(verifySm2(bytes, signature, EXAMPLE.publicKey)).toBe(false);
      }),
      { numRuns: 15 },
    );
  });

  it('is randomised: the same bytes give another signature', () => {
    expect(signSm2(MESSAGE, privateKey)).not.toEqual(signSm2(MESSAGE, privateKey));
  });

  it('refuses a signature with a bit altered, in every byte', () => {
    const signature = signSm2(MESSAGE, privateKey, publicKey);
    for (let bit = 0; bit < signature.length * 8; bit += 7) {
      const altered = signature.slice();
      altered[bit >> 3] = (altered[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(verifySm2(MESSAGE, altered, publicKey), `bit ${bit}`).toBe(false);
    }
  });

  it('knows one DER encoding only (no BER lengths, needless zeros, negative numbers, bytes behind)', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: ORDER - 1n }), fc.bigInt({ min: 1n, max: ORDER - 1n }), (r, s) => {
        const der = encodeSm2Signature(pairOf(r, s));
        expect(decodeSm2Signature(der)).toEqual(pairOf(r, s));
      }),
    );
    const one = Uint8Array.of(0x30, 6, 2, 1, 1, 2, 1, 1);
    expect(decodeSm2Signature(one)).toEqual(pairOf(1n, 1n));
    const others = [
      [0x30, 0x81, 6, 2, 1, 1, 2, 1, 1], // long form of the length
      [0x30, 7, 2, 2, 0, 1, 2, 1, 1], // leading zero
      [0x30, 6, 2, 1, 0x81, 2, 1, 1], // negative
      [0x30, 6, 2, 1, 1, 2, 1, 1, 0], // byte behind
      [0x30, 7, 2, 1, 1, 2, 1, 1, 0], // byte behind, inside
      [0x31, 6, 2, 1, 1, 2, 1, 1], // SET
      [0x30, 6, 2, 1, 1, 3, 1, 1], // BIT STRING
      [0x30, 6, 2, 1, 1, 2, 1, 0], // s = 0
      [0x30, 6, 2, 1, 0, 2, 1, 1], // r = 0
      [0x30, 5, 2, 1, 1, 2, 1], // cut off
      [0x30, 6, 2, 0, 2, 2, 1, 1], // empty number
      [],
    ];
    for (const bytes of others) expect(decodeSm2Signature(Uint8Array.from(bytes)), bytes.join(' ')).toBeUndefined();
    for (const [r, s] of [
      [ORDER, 1n],
      [1n, ORDER],
      [1n, ORDER + 1n],
    ] as const) {
      expect(decodeSm2Signature(encodeSm2Signature(pairOf(r, s)))).toBeUndefined();
    }
  });

  it('refuses r + s = n, for which t would be 0 (GB/T 32918.2 7.1)', () => {
    expect(verifySm2(MESSAGE, encodeSm2Signature(pairOf(5n, ORDER - 5n)), publicKey)).toBe(false);
  });
});

describe('SM2 public keys', () => {
  const { publicKey } = generateSm2KeyPair();

  it('goes to PEM and back', () => {
    const pem = publicKeyToPem(publicKey);
    expect(publicKeyFromPem(pem)).toEqual({ ok: true, value: publicKey });
    expect(publicKeyFromPem(pem.replaceAll('\n', '\r\n'))).toEqual({ ok: true, value: publicKey });
  });

  it('refuses points that are not on the curve, and the point at infinity', () => {
    const last = publicKey.endsWith('0') ? '1' : '0';
    const off = publicKey.slice(0, -1) + last;
    expect(isSm2PublicKey(off)).toBe(false);
    const pem = `-----BEGIN PUBLIC KEY-----\n${(btoa(String.fromCharCode(...publicKeyToDer(publicKey).slice(0, 26), ...hexToBytes(off))).match(/.{1,64}/g) ?? []).join('\n')}\n-----END PUBLIC KEY-----\n`;
    expect(publicKeyFromPem(pem)).toMatchObject({ ok: false, error: { code: 'key.not-on-curve' } });
    expect(isSm2PublicKey(`04${'0'.repeat(128)}`)).toBe(false);
    expect(isSm2PublicKey('00')).toBe(false);
    expect(isSm2PublicKey(publicKey.toUpperCase())).toBe(false);
    expect(verifySm2(MESSAGE, encodeSm2Signature(pairOf(1n, 1n)), off)).toBe(false);
    expect(() => publicKeyToPem(off)).toThrow();
  });

  it('refuses every other wording of a PEM', () => {
    const pem = publicKeyToPem(publicKey);
    const p256 = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEH4Y0zAG13vDeLpmy3lsHy1fK/3l6
6brA6/dNk04FSyd7qrmfz1rRiyJzoN1MyrDEksv9fHhtgyllHa8kl2+/IA==
-----END PUBLIC KEY-----
`;
    const wrong = [
      '',
      p256,
      ` ${pem}`,
      `${pem}\n`,
      pem.trimEnd(),
      pem.replace('PUBLIC', 'PRIVATE').replace('PUBLIC', 'PRIVATE'),
      pem.replace(/\n(?=.{60}\n?-----END)/, ''),
      pem.replace('MFkw', 'MF kw'),
      pem.replace('==', '='),
      pem.replace(/.==/, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}==`), // bits behind the last byte
      pem.replace('MFkw', 'MFow'),
    ];
    for (const text of wrong) expect(publicKeyFromPem(text), text).toMatchObject({ ok: false, error: { code: 'key.malformed' } });
  });

  it('has a fingerprint of 16 groups of four, another one for another key', () => {
    expect(fingerprint(publicKey)).toMatch(/^[0-9A-F]{4}( [0-9A-F]{4}){15}$/);
    expect(fingerprint(publicKey)).not.toBe(fingerprint(EXAMPLE.publicKey));
  });
});

const hasOpenSsl = /^OpenSSL [3-9]/.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '');
describe.skipIf(!hasOpenSsl)('SM2 beside OpenSSL 3 (skipped where it is not installed)', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sm2-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

  it('makes signatures and keys that OpenSSL takes, with the same fingerprint', () => {
    const { privateKey, publicKey } = generateSm2KeyPair();
    writeFileSync(join(folder, 'signer.pem'), publicKeyToPem(publicKey));
    writeFileSync(join(folder, 'message'), MESSAGE);
    writeFileSync(join(folder, 'signature.der'), signSm2(MESSAGE, privateKey));
    const said = run(
      'dgst',
      '-sm3',
      '-verify',
      'signer.pem',
      '-signature',
      'signature.der',
      '-sigopt',
      'distid:1234567812345678',
      'message',
    );
    expect(said.toString()).toContain('Verified OK');
    writeFileSync(join(folder, 'signer.der'), run('pkey', '-pubin', '-in', 'signer.pem', '-outform', 'DER'));
    const sm3 = run('dgst', '-sm3', '-r', 'signer.der').toString().slice(0, 64).toUpperCase();
    expect(fingerprint(publicKey).replaceAll(' ', '')).toBe(sm3);
  });

  it('takes keys and signatures that OpenSSL makes', () => {
    run('genpkey', '-algorithm', 'SM2', '-out', 'private.pem');
    run('pkey', '-in', 'private.pem', '-pubout', '-out', 'public.pem');
    writeFileSync(join(folder, 'message'), MESSAGE);
    const publicKey = publicKeyFromPem(readFileSync(join(folder, 'public.pem'), 'utf8'));
    if (!publicKey.ok) throw new Error(publicKey.error.code);
    for (let turn = 0; turn < 5; turn += 1) {
      run('dgst', '-sm3', '-sign', 'private.pem', '-sigopt', 'distid:1234567812345678', '-out', 'made.der', 'message');
      expect(verifySm2(MESSAGE, readFileSync(join(folder, 'made.der')), publicKey.value)).toBe(true);
    }
    run('dgst', '-sm3', '-sign', 'private.pem', '-sigopt', 'distid:somebody else', '-out', 'other.der', 'message');
    expect(verifySm2(MESSAGE, readFileSync(join(folder, 'other.der')), publicKey.value)).toBe(false);
  });
});
