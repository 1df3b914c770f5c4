/**
 * Wraps a secret for the holder of an SM2 key: public-key encryption of GB/T 32918.4-2016 in the order C1C3C2, written as
 * SM2Cipher of GM/T 0009-2012 7.2, SEQUENCE { INTEGER x, INTEGER y, OCTET STRING hash, OCTET STRING cipher }, which
 * `openssl pkeyutl -decrypt` opens.
 *
 * sm-crypto-v2 does the arithmetic. It takes any DER, throws for some malformed texts, gives an empty list for a wrong hash
 * and doesn't mind a key stream of zeros: all that is seen to here. That the point lies on the curve is looked at here too,
 * before anything is multiplied: a point on a weaker curve would give away the private key bit by bit.
 */
import { sm2 } from 'sm-crypto-v2';
import { DER_INTEGER, DER_OCTETS, DER_SEQUENCE, encodeDer, encodeDerInteger, sameBytes } from './der.ts';
import { bytesToHex, hexToBytes } from './digests.ts';
import { isSm2PrivateKey, isSm2PublicKey } from './sm2.ts';

/** Longest secret, in bytes; keys have 16 or 32. */
export const MAX_SM2_SECRET_BYTES = 1024;

const C1C3C2 = 1;
const COORDINATE_BYTES = 32;
const HASH_BYTES = 32;
/** Tags and lengths of an SM2Cipher with the longest secret */
const MAX_OVERHEAD_BYTES = 128;

/** The bytes of the library's notation, x‖y‖hash‖cipher, apart. */
interface Sm2Cipher {
  readonly x: Uint8Array;
  readonly y: Uint8Array;
  readonly hash: Uint8Array;
  readonly cipher: Uint8Array;
}

/** The secret (1 to {@link MAX_SM2_SECRET_BYTES} bytes) for the holder of `publicKey`; DER, randomised. @throws Error for a key off the curve */
export function wrapSm2(secret: Uint8Array, publicKey: string): Uint8Array {
  if (secret.length < 1 || secret.length > MAX_SM2_SECRET_BYTES) throw new RangeError('an SM2 secret has 1 to 1024 bytes');
  if (!isSm2PublicKey(publicKey)) throw new Error('not an SM2 public key');
  for (;;) {
    const bytes = hexToBytes(sm2.doEncrypt(secret, publicKey, C1C3C2));
    const parts = splitCipher(bytes);
    // GB/T 32918.4 6.1 A5: a key stream of zeros isn't used, another k is drawn
    if (!sameBytes(parts.cipher, secret)) return encodeCipher(parts);
  }
}

/**
 * The secret, or undefined when `wrapped` isn't the one DER encoding of an SM2Cipher, its point isn't on the curve, or its
 * hash doesn't fit, e.g. because it was wrapped for another key. Never throws.
 */
export function unwrapSm2(wrapped: Uint8Array, privateKey: string): Uint8Array | undefined {
  const parts = decodeCipher(wrapped);
  if (!parts || !isSm2PrivateKey(privateKey)) return undefined;
  const point = bytesToHex(parts.x) + bytesToHex(parts.y);
  // the cofactor is 1, so a point on the curve is in the right group (GB/T 32918.4 7.1 B1, B2)
  if (!isSm2PublicKey(`04${point}`)) return undefined;
  try {
    const text = point + bytesToHex(parts.hash) + bytesToHex(parts.cipher);
    const secret = Uint8Array.from(sm2.doDecrypt(text, privateKey, C1C3C2, { output: 'array' }));
    // a wrong hash gives an empty list; B4: a key stream of zeros is an error
    return secret.length === parts.cipher.length && !sameBytes(secret, parts.cipher) ? secret : undefined;
  } catch {
    return undefined;
  }
}

function splitCipher(bytes: Uint8Array): Sm2Cipher {
  const hashAt = 2 * COORDINATE_BYTES;
  return {
    x: bytes.subarray(0, COORDINATE_BYTES),
    y: bytes.subarray(COORDINATE_BYTES, hashAt),
    hash: bytes.subarray(hashAt, hashAt + HASH_BYTES),
    cipher: bytes.subarray(hashAt + HASH_BYTES),
  };
}

function encodeCipher({ x, y, hash, cipher }: Sm2Cipher): Uint8Array {
  const parts = [encodeDerInteger(x), encodeDerInteger(y), encodeDer(DER_OCTETS, hash), encodeDer(DER_OCTETS, cipher)];
  return encodeDer(DER_SEQUENCE, Uint8Array.from(parts.flatMap((part) => [...part])));
}

function decodeCipher(der: Uint8Array): Sm2Cipher | undefined {
  if (der.length > MAX_SM2_SECRET_BYTES + MAX_OVERHEAD_BYTES) return undefined;
  const sequence = readDer(der, 0, DER_SEQUENCE);
  if (!sequence) return undefined;
  const x = readDer(der, sequence.start, DER_INTEGER);
  const y = x && readDer(der, x.end, DER_INTEGER);
  const hash = y && readDer(der, y.end, DER_OCTETS);
  const cipher = hash && readDer(der, hash.end, DER_OCTETS);
  if (!cipher || hash.content.length !== HASH_BYTES || cipher.content.length < 1) return undefined;
  const parts = { x: coordinate(x.content), y: coordinate(y.content), hash: hash.content, cipher: cipher.content };
  if (!parts.x || !parts.y) return undefined;
  const read = { ...parts, x: parts.x, y: parts.y };
  // writing it again catches bytes behind, long lengths, negative numbers and every other way to write the same
  return sameBytes(encodeCipher(read), der) ? read : undefined;
}

/** 32 bytes, big-endian; undefined for a number that has more. */
function coordinate(integer: Uint8Array): Uint8Array | undefined {
  const digits = integer[0] === 0 ? integer.subarray(1) : integer;
  if (digits.length > COORDINATE_BYTES) return undefined;
  const bytes = new Uint8Array(COORDINATE_BYTES);
  bytes.set(digits, COORDINATE_BYTES - digits.length);
  return bytes;
}

interface DerValue {
  readonly content: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** The value with this tag at `at`; undefined when there is another one, or not all of it. */
function readDer(der: Uint8Array, at: number, tag: number): DerValue | undefined {
  const first = der[at + 1];
  if (der[at] !== tag || first === undefined || first > 0x82 || first === 0x80) return undefined;
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  const start = at + 2 + lengthBytes;
  let length = first < 0x80 ? first : 0;
  for (const byte of der.subarray(at + 2, start)) length = length * 256 + byte;
  const end = start + length;
  return end > der.length ? undefined : { content: der.subarray(start, end), start, end };
}
