/**
 * The digests that BagIt manifests of others are written with (RFC 8493 2.4, and MD5, SHA-1, SHA-224 of older bags), over
 * hash-wasm. They only recognise what lies in a foreign bag; nothing of ours rests on them.
 */
import { createMD5, createSHA1, createSHA224, createSHA256, createSHA384, createSHA512, type IHasher } from 'hash-wasm';
import type { Digest } from './digests.ts';

const CREATE = {
  md5: createMD5,
  sha1: createSHA1,
  sha224: createSHA224,
  sha256: createSHA256,
  sha384: createSHA384,
  sha512: createSHA512,
} as const satisfies Record<string, () => Promise<IHasher>>;

export type ChecksumName = keyof typeof CREATE;

/** Hex digits of each. */
export const CHECKSUM_DIGITS: Readonly<Record<ChecksumName, number>> = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
};

export function isChecksumName(name: string): name is ChecksumName {
  return Object.hasOwn(CREATE, name);
}

/** A streaming digest, ready for its first `update`; `hex()` gives {@link CHECKSUM_DIGITS} digits. */
export async function createChecksum(name: ChecksumName): Promise<Digest> {
  const hasher = await CREATE[name]();
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
