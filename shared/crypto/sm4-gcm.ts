/**
 * SM4 (GB/T 32907-2016) in GCM (NIST SP 800-38D; for SM4: RFC 8998), which seals the content of an envelope. Electron's
 * OpenSSL has no SM4 and sm-crypto-v2's in JavaScript has a sixth of the speed and tables that the cache can tell about, so it
 * runs in WebAssembly, compiled from wasm/sm4-gcm.as; what remains of side channels is stated there.
 *
 * A nonce must never be used twice under one key; the caller sees to it. Arguments of a wrong size are a bug of the
 * caller and throw; a tag that doesn't fit is a value.
 */
import { loadSm4Module, type Sm4Module } from './sm4-module.ts';

export const SM4_KEY_BYTES = 16;
export const SM4_GCM_NONCE_BYTES = 12;
export const SM4_GCM_TAG_BYTES = 16;

const BLOCK_BYTES = 16;

export interface Sm4Gcm {
  /** ciphertext ‖ tag. At most 1 MiB of `plain` and 64 KiB of `additional` data, else it throws. */
  seal(nonce: Uint8Array, additional: Uint8Array, plain: Uint8Array): Uint8Array<ArrayBuffer>;
  /** The plaintext; undefined when the tag doesn't fit, and then nothing has been deciphered. Same limits as `seal`. */
  open(nonce: Uint8Array, additional: Uint8Array, sealed: Uint8Array): Uint8Array<ArrayBuffer> | undefined;
  /** Overwrites the key and everything derived from it; after that, `seal` and `open` throw. */
  close(): void;
}

/** A cipher for one key, with a memory of its own; a copy of `key` is taken, overwriting `key` is up to the caller. */
export async function createSm4Gcm(key: Uint8Array): Promise<Sm4Gcm> {
  if (key.length !== SM4_KEY_BYTES) throw new RangeError('an SM4 key has 16 bytes');
  const module = await loadSm4Module();
  const cipher = new WasmSm4Gcm(module);
  cipher.takeKey(key);
  return cipher;
}

class WasmSm4Gcm implements Sm4Gcm {
  readonly #module: Sm4Module;
  readonly #memory: Uint8Array<ArrayBuffer>;
  #closed = false;

  constructor(module: Sm4Module) {
    this.#module = module;
    // the memory never grows, so this view stays valid
    this.#memory = new Uint8Array(module.memory.buffer as ArrayBuffer);
  }

  takeKey(key: Uint8Array): void {
    this.#memory.set(key, this.#module.KEY.value);
    this.#module.expandKey();
  }

  seal(nonce: Uint8Array, additional: Uint8Array, plain: Uint8Array): Uint8Array<ArrayBuffer> {
    this.#place(nonce, additional, plain);
    this.#module.seal(additional.length, plain.length);
    const sealed = new Uint8Array(plain.length + SM4_GCM_TAG_BYTES);
    sealed.set(this.#text(plain.length));
    sealed.set(this.#tag(), plain.length);
    return sealed;
  }

  open(nonce: Uint8Array, additional: Uint8Array, sealed: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    const length = sealed.length - SM4_GCM_TAG_BYTES;
    // too short for a tag is what a cut-off file looks like, not a bug
    if (length < 0) return undefined;
    this.#place(nonce, additional, sealed.subarray(0, length));
    this.#tag().set(sealed.subarray(length));
    if (this.#module.open(additional.length, length) === 0) return undefined;
    const text = this.#text(length);
    const plain = text.slice();
    text.fill(0);
    return plain;
  }

  close(): void {
    this.#closed = true;
    this.#memory.fill(0);
  }

  #place(nonce: Uint8Array, additional: Uint8Array, text: Uint8Array): void {
    const { NONCE, TEXT, MAX_ADDITIONAL, MAX_TEXT } = this.#module;
    if (this.#closed) throw new Error('this SM4 key has been closed');
    if (nonce.length !== SM4_GCM_NONCE_BYTES) throw new RangeError('an SM4-GCM nonce has 12 bytes');
    if (additional.length > MAX_ADDITIONAL.value) throw new RangeError('too much additional data for SM4-GCM');
    if (text.length > MAX_TEXT.value) throw new RangeError('too much text for one SM4-GCM operation');
    this.#memory.set(nonce, NONCE.value);
    this.#memory.set(additional, TEXT.value - Math.ceil(additional.length / BLOCK_BYTES) * BLOCK_BYTES);
    this.#memory.set(text, TEXT.value);
  }

  #text(length: number): Uint8Array {
    return this.#memory.subarray(this.#module.TEXT.value, this.#module.TEXT.value + length);
  }

  #tag(): Uint8Array {
    return this.#memory.subarray(this.#module.TAG.value, this.#module.TAG.value + SM4_GCM_TAG_BYTES);
  }
}
