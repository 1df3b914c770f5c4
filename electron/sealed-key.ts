/**
 * Wrapping of the data key: scrypt over a passphrase (or the recovery code) gives the key that seals it with
 * AES-256-GCM. Parameters travel with the wrap, so they can be raised later without a migration.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';

/** OWASP 2024: N=2^16, r=8, p=2 is equivalent to N=2^17, p=1 and needs 64 MiB; about 0.4 s on an office PC. */
export const SCRYPT_COST: ScryptCost = { N: 65536, r: 8, p: 2 };
/** what a tampered key file may ask for at most: 256 MiB, some seconds */
const SCRYPT_LIMITS = { N: 1 << 18, r: 8, p: 8 } as const;

const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+=*$/)
  .max(4096);

export const sealedBoxSchema = z.object({ iv: base64, sealed: base64 });
export type SealedBox = z.infer<typeof sealedBoxSchema>;

export const wrappedKeySchema = z.object({
  kdf: z.literal('scrypt'),
  N: z.number().int().min(1024).max(SCRYPT_LIMITS.N),
  r: z.number().int().min(1).max(SCRYPT_LIMITS.r),
  p: z.number().int().min(1).max(SCRYPT_LIMITS.p),
  salt: base64,
  box: sealedBoxSchema,
});
export type WrappedKey = z.infer<typeof wrappedKeySchema>;

export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

export async function wrapKey(dataKey: Uint8Array, secret: string, context: string, cost: ScryptCost): Promise<WrappedKey> {
  const salt = randomBytes(16);
  const wrapping = await derive(secret, salt, cost);
  const box = seal(wrapping, dataKey, context);
  wrapping.fill(0);
  return { kdf: 'scrypt', N: cost.N, r: cost.r, p: cost.p, salt: salt.toString('base64'), box };
}

/** The data key, or undefined when the secret is wrong (or the file was changed: the two can't be told apart). */
export async function unwrapKey(wrapped: WrappedKey, secret: string, context: string): Promise<Buffer | undefined> {
  const wrapping = await derive(secret, Buffer.from(wrapped.salt, 'base64'), wrapped);
  const dataKey = unseal(wrapping, wrapped.box, context);
  wrapping.fill(0);
  return dataKey;
}

export function seal(key: Uint8Array, plain: Uint8Array, context: string): SealedBox {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { iv: iv.toString('base64'), sealed: sealed.toString('base64') };
}

export function unseal(key: Uint8Array, box: SealedBox, context: string): Buffer | undefined {
  const sealed = Buffer.from(box.sealed, 'base64');
  if (sealed.length < 16) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(box.iv, 'base64'));
    decipher.setAAD(Buffer.from(context, 'utf8'));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** A key for one purpose out of the data key (RFC 5869). */
export function deriveSubkey(dataKey: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', dataKey, Buffer.alloc(0), Buffer.from(purpose, 'utf8'), 32));
}

function derive(secret: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  const { N, r, p } = cost;
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFC'), salt, 32, { N, r, p, maxmem: 320 * 1024 * 1024 }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

/** Crockford's base 32: no I, L, O, U, so that a code read from paper is typed right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_BYTES = 20;

/** 19 random bytes and one check byte: 152 bits, `XXXX-XXXX-…`, eight groups of four. */
export function createRecoveryCode(): string {
  const bytes = Buffer.alloc(CODE_BYTES);
  randomBytes(CODE_BYTES - 1).copy(bytes);
  bytes[CODE_BYTES - 1] = checkByte(bytes);
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  const characters = (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]);
  return (characters.join('').match(/.{4}/g) ?? []).join('-');
}

/** The canonical form of a typed code, or undefined when a character or the check is wrong (said before any attempt counts). */
export function normalizeRecoveryCode(typed: string): string | undefined {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-—–_]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (text.length !== (CODE_BYTES * 8) / 5) return undefined;
  let bits = '';
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return undefined;
    bits += value.toString(2).padStart(5, '0');
  }
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
  if (bytes[CODE_BYTES - 1] !== checkByte(bytes)) return undefined;
  return (text.match(/.{4}/g) ?? []).join('-');
}

function checkByte(bytes: Buffer): number {
  return (
    createHash('sha256')
      .update(bytes.subarray(0, CODE_BYTES - 1))
      .digest()[0] ?? 0
  );
}
