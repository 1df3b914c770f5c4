/**
 * SHA-256 (FIPS 180-4) and SM3 (GB/T 32905-2016), one-shot and streaming, over hash-wasm: Electron's own OpenSSL has no
 * SM3, and WebCrypto can't stream. Needs WebAssembly, i.e. `'wasm-unsafe-eval'` in the page's script-src.
 */
import { createSHA256, createSM3, type IHasher, sha256, sm3 } from 'hash-wasm';

export type DigestName = 'sha256' | 'sm3';

/** A running digest. One instance serves many inputs, one after the other. */
export interface Digest {
  update(bytes: Uint8Array): void;
  /** 64 lower-case hex digits of what was given since the last call (or since the beginning); starts anew */
  hex(): string;
}

/** A streaming digest, ready for its first `update`. */
export async function createDigest(name: DigestName): Promise<Digest> {
  const hasher: IHasher = await (name === 'sha256' ? createSHA256() : createSM3());
  hasher.init();
  return {
    update: (bytes) => {
      hasher.update(bytes);
    },
    hex: () => {
      const hex = hasher.digest('hex');
      hasher.init();
      return hex;
    },
  };
}

/** SHA-256 of `bytes`, 64 lower-case hex digits. */
export function sha256Hex(bytes: Uint8Array): Promise<string> {
  return sha256(bytes);
}

/** SM3 of `bytes`, 64 lower-case hex digits. */
export function sm3Hex(bytes: Uint8Array): Promise<string> {
  return sm3(bytes);
}

const HEX_OF_BYTE: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hex. */
export function bytesToHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEX_OF_BYTE[byte];
  return hex;
}

/** The bytes of a hex text of even length; anything else is a bug of the caller. */
export function hexToBytes(hex: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/i.test(hex)) throw new Error('not a hex text');
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  return bytes;
}
