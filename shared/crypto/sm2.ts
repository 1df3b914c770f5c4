/**
 * SM2 signatures with SM3 (GB/T 32918.2-2016), keys as SubjectPublicKeyInfo PEM, and the fingerprint people compare.
 *
 * sm-crypto-v2 does the arithmetic; what stands at the border is written here and is strict: a signature has exactly one
 * DER encoding, r and s lie in [1, n-1], a public key is an uncompressed point on the curve under the two OIDs that
 * OpenSSL writes. A public key in code is 130 lower-case hex digits (04‖x‖y), a private key 64.
 */
import { sm2, sm3 } from 'sm-crypto-v2';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { DER_SEQUENCE, encodeDer, encodeDerInteger, encodePem, sameBytes } from './der.ts';
import { bytesToHex, hexToBytes } from './digests.ts';

/** The agreed default identity of the signer (GB/T 35276); what `-sigopt distid:` gives to OpenSSL. */
export const SM2_USER_ID = '1234567812345678';

/** Order n of the curve's base point (GB/T 32918.5). */
const CURVE_ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

/**
 * DER of SEQUENCE { SEQUENCE { id-ecPublicKey 1.2.840.10045.2.1, sm2 1.2.156.10197.1.301 }, BIT STRING … } up to the
 * point: the whole structure is fixed but for the 65 bytes of the point, so nothing needs to be parsed.
 */
const SPKI_PREFIX = hexToBytes('3059301306072a8648ce3d020106082a811ccf5501822d034200');
const POINT_BYTES = 65;

/** The same for PKCS #8: version, the two OIDs, then ECPrivateKey { 1, OCTET STRING d, [1] BIT STRING point }. */
const PKCS8_PREFIX = hexToBytes('308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420');
const PKCS8_PUBLIC_PREFIX = hexToBytes('a144034200');

export interface Sm2KeyPair {
  /** 64 hex digits, d in [1, n-2]; never leaves the main process */
  readonly privateKey: string;
  /** 130 hex digits, 04‖x‖y */
  readonly publicKey: string;
}

/** A fresh pair from the system's random source. */
export function generateSm2KeyPair(): Sm2KeyPair {
  for (;;) {
    const { privateKey, publicKey } = sm2.generateKeyPairHex();
    // d = n-1 has no signature (1+d has no inverse), GB/T 32918.1 6.1; it won't come up, but it costs one comparison
    if (BigInt(`0x${privateKey}`) < CURVE_ORDER - 1n) return { privateKey, publicKey };
  }
}

/** Signs `bytes` (user id {@link SM2_USER_ID}); DER of SEQUENCE { r, s }, 8–72 bytes, randomised. */
export function signSm2(bytes: Uint8Array, privateKey: string, publicKey?: string): Uint8Array {
  const options = { hash: true, der: false, userId: SM2_USER_ID };
  const hex = sm2.doSignature(bytes, privateKey, publicKey === undefined ? options : { ...options, publicKey });
  return encodeSm2Signature(hexToBytes(hex));
}

/**
 * True when `signature` is the one DER encoding of a pair (r, s) that fits `bytes` and `publicKey`. Never throws: a
 * malformed signature or key is simply not a valid one.
 */
export function verifySm2(bytes: Uint8Array, signature: Uint8Array, publicKey: string): boolean {
  const pair = decodeSm2Signature(signature);
  if (!pair || !isSm2PublicKey(publicKey)) return false;
  try {
    return sm2.doVerifySignature(bytes, bytesToHex(pair), publicKey, { hash: true, der: false, userId: SM2_USER_ID });
  } catch {
    // the library throws where the sum of the two products is the point at infinity
    return false;
  }
}

/** DER of SEQUENCE { INTEGER r, INTEGER s } from the 64 bytes r‖s. */
export function encodeSm2Signature(pair: Uint8Array): Uint8Array {
  const r = encodeDerInteger(pair.subarray(0, 32));
  const s = encodeDerInteger(pair.subarray(32, 64));
  return encodeDer(DER_SEQUENCE, Uint8Array.of(...r, ...s));
}

/** The 64 bytes r‖s, or undefined when `der` isn't the canonical encoding of two numbers in [1, n-1]. */
export function decodeSm2Signature(der: Uint8Array): Uint8Array | undefined {
  if (der.length < 8 || der.length > 72 || der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const pair = new Uint8Array(64);
  let offset = 2;
  for (const end of [32, 64]) {
    const length = der[offset + 1];
    if (der[offset] !== 0x02 || length === undefined || length < 1 || length > 33) return undefined;
    const value = der.subarray(offset + 2, offset + 2 + length);
    const number = value[0] === 0 ? value.subarray(1) : value;
    if (value.length !== length || number.length > 32) return undefined;
    pair.set(number, end - number.length);
    offset += 2 + length;
  }
  if (offset !== der.length || !inRange(pair.subarray(0, 32)) || !inRange(pair.subarray(32))) return undefined;
  // re-encoding catches negative numbers, needless leading zeros and every other way to write the same pair
  return sameBytes(encodeSm2Signature(pair), der) ? pair : undefined;
}

function inRange(number: Uint8Array): boolean {
  const value = BigInt(`0x${bytesToHex(number)}`);
  return value >= 1n && value < CURVE_ORDER;
}

/** True for 04‖x‖y (130 lower-case hex digits) with (x, y) on the curve; the curve's cofactor is 1, so that is enough. */
export function isSm2PublicKey(publicKey: string): boolean {
  if (!/^04[0-9a-f]{128}$/.test(publicKey)) return false;
  try {
    return sm2.verifyPublicKey(publicKey);
  } catch {
    return false;
  }
}

/** True for 64 lower-case hex digits with 1 ≤ d ≤ n-2 (GB/T 32918.1 6.1). */
export function isSm2PrivateKey(privateKey: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(privateKey)) return false;
  const d = BigInt(`0x${privateKey}`);
  return d >= 1n && d < CURVE_ORDER - 1n;
}

/** SubjectPublicKeyInfo DER, 91 bytes. */
export function publicKeyToDer(publicKey: string): Uint8Array {
  if (!isSm2PublicKey(publicKey)) throw new Error('not an SM2 public key');
  return Uint8Array.of(...SPKI_PREFIX, ...hexToBytes(publicKey));
}

/** SubjectPublicKeyInfo PEM exactly as OpenSSL writes it: 64 characters a line, LF. */
export function publicKeyToPem(publicKey: string): string {
  return encodePem('PUBLIC KEY', publicKeyToDer(publicKey));
}

/**
 * PKCS #8 PEM without encryption, the public key inside (RFC 5915), as `openssl genpkey -algorithm SM2` writes it. For
 * the demo's keys and for tests: a department's own private key never leaves the main process.
 */
export function sm2PrivateKeyToPem(privateKey: string, publicKey: string): string {
  if (!isSm2PrivateKey(privateKey) || !isSm2PublicKey(publicKey)) throw new Error('not an SM2 key pair');
  return encodePem(
    'PRIVATE KEY',
    Uint8Array.of(...PKCS8_PREFIX, ...hexToBytes(privateKey), ...PKCS8_PUBLIC_PREFIX, ...hexToBytes(publicKey)),
  );
}

/**
 * The key in a SubjectPublicKeyInfo PEM, as {@link publicKeyToPem} writes it; CR LF is allowed (OpenSSL on Windows).
 * Fails with `key.malformed`, or `key.not-on-curve`.
 */
export function publicKeyFromPem(pem: string): Result<string> {
  const malformed = () => fail('key.malformed', '公钥文件的格式不正确，应为 SM2 公钥（PEM）。请让对方重新导出公钥。');
  const text = pem.replaceAll('\r\n', '\n');
  const body = /^-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/=\n]{1,200})\n-----END PUBLIC KEY-----\n$/.exec(text)?.[1];
  if (body === undefined) return malformed();
  let der: Uint8Array;
  try {
    der = Uint8Array.from(atob(body.replaceAll('\n', '')), (character) => character.charCodeAt(0));
  } catch {
    return malformed();
  }
  const fits = der.length === SPKI_PREFIX.length + POINT_BYTES && SPKI_PREFIX.every((byte, index) => byte === der[index]);
  if (!fits) return malformed();
  const publicKey = bytesToHex(der.subarray(SPKI_PREFIX.length));
  if (!isSm2PublicKey(publicKey)) return fail('key.not-on-curve', '公钥不是 SM2 曲线上的点，不能使用。请让对方重新导出公钥。');
  return publicKeyToPem(publicKey) === text ? ok(publicKey) : malformed();
}

/**
 * What people compare: SM3 of the key's SubjectPublicKeyInfo DER, upper-case hex in 16 groups of four. Anyone can make
 * it: `openssl pkey -pubin -in signer.pem -outform DER | openssl dgst -sm3`.
 */
export function fingerprint(publicKey: string): string {
  const hex = sm3(publicKeyToDer(publicKey)).toUpperCase();
  return (hex.match(/.{4}/g) ?? []).join(' ');
}
