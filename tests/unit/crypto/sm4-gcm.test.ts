import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { sm4 } from 'sm-crypto-v2';
import { describe, expect, it, vi } from 'vitest';
import { bytesToHex, hexToBytes } from '#shared/crypto/digests.ts';
import { createSm4Gcm, SM4_GCM_NONCE_BYTES, SM4_GCM_TAG_BYTES, SM4_KEY_BYTES } from '#shared/crypto/sm4-gcm.ts';
import { loadSm4Module } from '#shared/crypto/sm4-module.ts';
import { compileWasm, generatedFile, generatedSource } from '../../../build/wasm.mjs';

const KEY = hexToBytes('0123456789abcdeffedcba9876543210');
const NONCE = hexToBytes('00001234567800000000abcd');
const ADDITIONAL = hexToBytes('feedfacedeadbeeffeedfacedeadbeefabaddad2');
const OTHER_KEY = hexToBytes('00001234567800000000abcd00000001');
const NOTHING = new Uint8Array(0);
const MIB = 1024 * 1024;

/** Bytes that no pattern of the cipher could reproduce, the same in every run. */
function bytesOf(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

/** The bare block cipher. */
async function blockCipher(key: Uint8Array) {
  const module = await loadSm4Module();
  const memory = new Uint8Array(module.memory.buffer);
  memory.set(key, module.KEY.value);
  module.expandKey();
  return {
    module,
    encipher: (blocks: Uint8Array) => {
      memory.set(blocks, module.TEXT.value);
      module.encipherBlocks(blocks.length / 16);
      return memory.slice(module.TEXT.value, module.TEXT.value + blocks.length);
    },
  };
}

/** SM4-GCM of sm-crypto-v2: another implementation, plain JavaScript. */
function reference(key: Uint8Array, nonce: Uint8Array, additional: Uint8Array, plain: Uint8Array): string {
  const options = { mode: 'gcm', iv: nonce, associatedData: additional, output: 'array', outputTag: true, padding: 'none' } as const;
  const { output, tag } = sm4.encrypt(plain, key, options) as unknown as { readonly output: Uint8Array; readonly tag: Uint8Array };
  return bytesToHex(output) + bytesToHex(tag);
}

describe('SM4 (GB/T 32907-2016)', () => {
  it('gives the first example of Appendix A', async () => {
    const { encipher } = await blockCipher(KEY);
    expect(bytesToHex(encipher(KEY))).toBe('681edf34d206965e86b3e94f536e4246');
  });

  it('gives the second example of Appendix A: a million times over', async () => {
    const { module } = await blockCipher(KEY);
    const text = new Uint8Array(module.memory.buffer, module.TEXT.value, 16);
    text.set(KEY);
    for (let turn = 0; turn < 1_000_000; turn += 1) module.encipherBlocks(1);
    expect(bytesToHex(text)).toBe('595298c7c6fd271f0402f804c33d3f66');
  });
});

describe('SM4-GCM', () => {
  it('gives the example of RFC 8998 A.1, both ways', async () => {
    const cipher = await createSm4Gcm(KEY);
    const plain = hexToBytes(
      `${'aa'.repeat(8)}${'bb'.repeat(8)}${'cc'.repeat(8)}${'dd'.repeat(8)}${'ee'.repeat(8)}${'ff'.repeat(8)}${'ee'.repeat(8)}${'aa'.repeat(8)}`,
    );
    const sealed = cipher.seal(NONCE, ADDITIONAL, plain);
    expect(bytesToHex(sealed)).toBe(
      '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735' +
        'd82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d' +
        '83de3541e4c2b58177e065a9bf7b62ec',
    );
    expect(cipher.open(NONCE, ADDITIONAL, sealed)).toEqual(plain);
  });

  it('agrees with sm-crypto-v2 for any key, nonce, additional data and text up to 70,000 bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.uint8Array({ minLength: 12, maxLength: 12 }),
        fc.uint8Array({ maxLength: 100 }),
        fc.oneof(fc.nat({ max: 600 }), fc.nat({ max: 70_000 })),
        async (key, nonce, additional, length) => {
          const cipher = await createSm4Gcm(key);
          const plain = bytesOf(length, length);
          const sealed = cipher.seal(nonce, additional, plain);
          expect(bytesToHex(sealed) === reference(key, nonce, additional, plain)).toBe(true);
          expect(cipher.open(nonce, additional, sealed)).toEqual(plain);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('agrees with it at every length around blocks, strides of eight and sixteens, and every length of additional data', async () => {
    const cipher = await createSm4Gcm(KEY);
    for (let length = 0; length <= 530; length += 1) {
      const plain = bytesOf(length, 7);
      const additional = bytesOf(length % 67, 9);
      expect(bytesToHex(cipher.seal(NONCE, additional, plain)), `length ${length}`).toBe(reference(KEY, NONCE, additional, plain));
    }
  });

  it('works up to its limits, 1 MiB of text and 64 KiB of additional data, and throws beyond', async () => {
    const cipher = await createSm4Gcm(KEY);
    const plain = bytesOf(MIB);
    const additional = bytesOf(65_536, 3);
    const sealed = cipher.seal(NONCE, additional, plain);
    expect(bytesToHex(sealed) === reference(KEY, NONCE, additional, plain)).toBe(true);
    expect(Buffer.compare(cipher.open(NONCE, additional, sealed) ?? NOTHING, plain)).toBe(0);
    expect(() => cipher.seal(NONCE, NOTHING, new Uint8Array(MIB + 1))).toThrow(RangeError);
    expect(() => cipher.seal(NONCE, new Uint8Array(65_537), NOTHING)).toThrow(RangeError);
    expect(() => cipher.open(NONCE, NOTHING, new Uint8Array(MIB + 17))).toThrow(RangeError);
  });

  it('opens nothing when any byte of ciphertext, tag, nonce or additional data is altered, or the end is missing', async () => {
    const cipher = await createSm4Gcm(KEY);
    const sealed = cipher.seal(NONCE, ADDITIONAL, bytesOf(300));
    const altered = (bytes: Uint8Array, index: number) => bytes.map((byte, at) => (at === index ? byte ^ (1 << (index % 8)) : byte));
    for (let index = 0; index < sealed.length; index += 1) {
      expect(cipher.open(NONCE, ADDITIONAL, altered(sealed, index)), `byte ${index}`).toBeUndefined();
    }
    for (let index = 0; index < NONCE.length; index += 1) expect(cipher.open(altered(NONCE, index), ADDITIONAL, sealed)).toBeUndefined();
    for (let index = 0; index < ADDITIONAL.length; index += 1)
      expect(cipher.open(NONCE, altered(ADDITIONAL, index), sealed)).toBeUndefined();
    for (let length = 0; length < sealed.length; length += 1) {
      expect(cipher.open(NONCE, ADDITIONAL, sealed.subarray(0, length)), `length ${length}`).toBeUndefined();
    }
    const other = await createSm4Gcm(OTHER_KEY);
    expect(other.open(NONCE, ADDITIONAL, sealed)).toBeUndefined();
    expect(cipher.open(NONCE, ADDITIONAL, sealed)).toEqual(bytesOf(300));
  });

  it('takes zeros at the end of text and additional data for what they are, not for filling', async () => {
    const cipher = await createSm4Gcm(KEY);
    const sealed = cipher.seal(NONCE, Uint8Array.of(1, 0), Uint8Array.of(5));
    expect(cipher.open(NONCE, Uint8Array.of(1), sealed)).toBeUndefined();
    expect(cipher.open(NONCE, Uint8Array.of(1, 0, 0), sealed)).toBeUndefined();
    const lengths = Array.from({ length: 40 }, (_, length) => bytesToHex(cipher.seal(NONCE, new Uint8Array(length), NOTHING)));
    expect(new Set(lengths).size).toBe(40);
  });

  it('deciphers nothing when the tag does not fit, not even inside its own memory', async () => {
    const { module } = await blockCipher(KEY);
    const memory = Buffer.from(module.memory.buffer);
    const plain = Buffer.from('一段不该被别人读到的文字'.repeat(20));
    const tag = module.TAG.value;
    memory.set(plain, module.TEXT.value);
    module.seal(0, plain.length);
    memory.writeUInt8(memory.readUInt8(tag) ^ 1, tag);
    expect(module.open(0, plain.length)).toBe(0);
    expect(memory.includes(plain.subarray(0, 16))).toBe(false);
    memory.writeUInt8(memory.readUInt8(tag) ^ 1, tag);
    expect(module.open(0, plain.length)).toBe(1);
    expect(memory.includes(plain)).toBe(true);
  });

  it('leaves no plaintext in its memory after a call, and nothing at all after it was closed', async () => {
    const started = vi.spyOn(WebAssembly, 'instantiate');
    const cipher = await createSm4Gcm(KEY);
    const instance = (await started.mock.results.at(-1)?.value) as WebAssembly.Instance;
    started.mockRestore();
    const memory = Buffer.from((instance.exports as { readonly memory: WebAssembly.Memory }).memory.buffer);
    const plain = Buffer.from('一段不该被别人读到的文字'.repeat(20));
    const sealed = cipher.seal(NONCE, ADDITIONAL, plain);
    expect(memory.includes(plain.subarray(0, 16))).toBe(false);
    expect(memory.includes(Buffer.from(sealed.subarray(0, 16)))).toBe(true);
    expect(cipher.open(NONCE, ADDITIONAL, sealed)).toEqual(new Uint8Array(plain));
    expect(memory.includes(plain.subarray(0, 16))).toBe(false);
    expect(memory.includes(Buffer.from(KEY))).toBe(false);
    cipher.close();
    expect(memory.every((byte) => byte === 0)).toBe(true);
  });

  it('keeps two keys apart that are in use at the same time', async () => {
    const [first, second] = await Promise.all([createSm4Gcm(KEY), createSm4Gcm(OTHER_KEY)]);
    for (let turn = 0; turn < 20; turn += 1) {
      const plain = bytesOf(turn * 97, turn);
      expect(bytesToHex(first.seal(NONCE, NOTHING, plain))).toBe(reference(KEY, NONCE, NOTHING, plain));
      expect(bytesToHex(second.seal(NONCE, NOTHING, plain))).toBe(reference(OTHER_KEY, NONCE, NOTHING, plain));
    }
    first.close();
    expect(bytesToHex(second.seal(NONCE, NOTHING, KEY))).toBe(reference(OTHER_KEY, NONCE, NOTHING, KEY));
  });

  it('gives out copies: what was returned does not change with the next call', async () => {
    const cipher = await createSm4Gcm(KEY);
    const sealed = cipher.seal(NONCE, NOTHING, bytesOf(100));
    const copy = sealed.slice();
    const opened = cipher.open(NONCE, NOTHING, sealed);
    cipher.seal(NONCE, ADDITIONAL, bytesOf(200, 8));
    expect(sealed).toEqual(copy);
    expect(opened).toEqual(bytesOf(100));
  });

  it('throws for keys and nonces of another length, and after it was closed (bugs of the caller)', async () => {
    for (const length of [0, SM4_KEY_BYTES - 1, SM4_KEY_BYTES + 1, 32])
      await expect(createSm4Gcm(new Uint8Array(length))).rejects.toThrow(RangeError);
    const cipher = await createSm4Gcm(KEY);
    for (const length of [0, SM4_GCM_NONCE_BYTES - 1, SM4_GCM_NONCE_BYTES + 1]) {
      expect(() => cipher.seal(new Uint8Array(length), NOTHING, NOTHING)).toThrow(RangeError);
      expect(() => cipher.open(new Uint8Array(length), NOTHING, new Uint8Array(SM4_GCM_TAG_BYTES))).toThrow(RangeError);
    }
    cipher.close();
    expect(() => cipher.seal(NONCE, NOTHING, NOTHING)).toThrow('closed');
    expect(() => cipher.open(NONCE, NOTHING, new Uint8Array(SM4_GCM_TAG_BYTES))).toThrow('closed');
  });
});

describe('the WebAssembly module', () => {
  it('is what its source compiles to, byte for byte', async () => {
    expect(readFileSync(generatedFile, 'utf8')).toBe(generatedSource(await compileWasm()));
  }, 60_000);

  it('imports nothing and exports only what is used', async () => {
    const { SM4_GCM_MODULE } = await import('#shared/crypto/sm4-gcm.generated.ts');
    const module = await WebAssembly.compile(Buffer.from(SM4_GCM_MODULE, 'base64'));
    expect(WebAssembly.Module.imports(module)).toEqual([]);
    const names = WebAssembly.Module.exports(module).map(({ name }) => name);
    expect(names.sort()).toEqual(
      ['KEY', 'MAX_ADDITIONAL', 'MAX_TEXT', 'NONCE', 'TAG', 'TEXT', 'encipherBlocks', 'expandKey', 'memory', 'open', 'seal'].sort(),
    );
  });
});

const openssl = (words: readonly string[], input: Uint8Array) => spawnSync('openssl', words, { input, maxBuffer: 4 * MIB });
const hasSm4 = openssl(['enc', '-sm4-ecb', '-K', bytesToHex(KEY), '-nopad'], new Uint8Array(16)).status === 0;
describe.skipIf(!hasSm4)('SM4 beside OpenSSL (skipped where it is not installed or has no SM4)', () => {
  const enc = (mode: 'ecb' | 'ctr', key: Uint8Array, input: Uint8Array, iv: readonly string[] = []) =>
    openssl(['enc', `-sm4-${mode}`, '-K', bytesToHex(key), '-nopad', ...iv], input).stdout.toString('hex');

  it('enciphers random blocks under random keys alike (ECB)', async () => {
    for (let turn = 0; turn < 12; turn += 1) {
      const key = crypto.getRandomValues(new Uint8Array(16));
      const blocks = crypto.getRandomValues(new Uint8Array(16 * (turn < 10 ? turn + 1 : 4096)));
      const { encipher } = await blockCipher(key);
      expect(bytesToHex(encipher(blocks)) === enc('ecb', key, blocks), `key ${bytesToHex(key)}`).toBe(true);
    }
  });

  it('has the key stream of CTR from counter 2 on, at many lengths', async () => {
    for (const length of [0, 1, 15, 16, 17, 63, 64, 65, 127, 128, 129, 255, 1000, 4095, 65_536, MIB]) {
      const key = crypto.getRandomValues(new Uint8Array(16));
      const nonce = crypto.getRandomValues(new Uint8Array(12));
      const plain = bytesOf(length, length + 1);
      const sealed = (await createSm4Gcm(key)).seal(nonce, NOTHING, plain);
      const theirs = enc('ctr', key, plain, ['-iv', `${bytesToHex(nonce)}00000002`]);
      expect(bytesToHex(sealed.subarray(0, length)) === theirs, `length ${length}`).toBe(true);
    }
  });
});
