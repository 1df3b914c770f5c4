/**
 * One instance of the WebAssembly module with SM4 in GCM (wasm/sm4-gcm.as), with its own memory. Only sm4-gcm.ts uses
 * it in the product; it stands apart so that tests and measurements can reach the block cipher. Needs SIMD (Chromium 91,
 * Node.js 16.4) and `'wasm-unsafe-eval'` in the page's script-src.
 */
import { SM4_GCM_MODULE } from './sm4-gcm.generated.ts';

/** What the module exports. Globals hold addresses in its memory, lengths are in bytes. */
export interface Sm4Module {
  readonly memory: WebAssembly.Memory;
  readonly KEY: WebAssembly.Global<'i32'>;
  readonly NONCE: WebAssembly.Global<'i32'>;
  readonly TAG: WebAssembly.Global<'i32'>;
  readonly TEXT: WebAssembly.Global<'i32'>;
  readonly MAX_ADDITIONAL: WebAssembly.Global<'i32'>;
  readonly MAX_TEXT: WebAssembly.Global<'i32'>;
  /** takes the key at KEY into use and clears it there */
  expandKey(): void;
  /** enciphers the text in place, writes TAG; the additional data ends at TEXT, but for zeros up to a whole block */
  seal(additionalLength: number, textLength: number): void;
  /** 1: deciphered in place; 0: TAG doesn't fit, nothing is deciphered */
  open(additionalLength: number, textLength: number): number;
  /** enciphers `count` blocks at TEXT in place, each for itself (ECB) */
  encipherBlocks(count: number): void;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** A new instance, which shares nothing with others but the code. */
export async function loadSm4Module(): Promise<Sm4Module> {
  compiled ??= WebAssembly.compile(Uint8Array.from(atob(SM4_GCM_MODULE), (character) => character.charCodeAt(0)));
  const { exports } = await WebAssembly.instantiate(await compiled);
  // the names are those of the source that the module was compiled from; a unit test compiles it again and compares
  return exports as unknown as Sm4Module;
}
