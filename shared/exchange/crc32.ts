/** CRC-32 as ZIP uses it (APPNOTE 4.4.7, polynomial 0xEDB88320), streaming. */
import { createCRC32 } from 'hash-wasm';

export interface Crc32 {
  update(bytes: Uint8Array): void;
  /** unsigned 32-bit value of what was given since the last call (or since the beginning); starts anew */
  value(): number;
}

export async function createCrc32(): Promise<Crc32> {
  const hasher = await createCRC32();
  hasher.init();
  return {
    update: (bytes) => {
      hasher.update(bytes);
    },
    value: () => {
      const value = Number.parseInt(hasher.digest('hex'), 16);
      hasher.init();
      return value;
    },
  };
}
