/**
 * The envelope (`.sgxe`): a package sealed for its recipients. Useless to whoever finds the stick, and every change of it
 * is noticed (exchange package, Outside; docs/package-format.md, The envelope).
 *
 * A fresh SM4 content key is wrapped for every recipient's key by SM2 (GB/T 32918.4, GM/T 0009); the content follows in
 * chunks of 64 KiB, SM4-GCM (GB/T 32907, RFC 8998), nonce = 7 random bytes ‖ 4-byte counter ‖ last-chunk flag (the STREAM
 * construction), the SM3 of the header as additional data of every chunk. So cutting, reordering, mixing two files and
 * every edit of the header is detected, and any stretch can be read without reading what is before it.
 *
 * File: `SGXE`, u32 little endian length of the header's text, the text, the chunks.
 */
import { z } from 'zod';
import { hexToBytes, sm3Hex } from '#shared/crypto/digests.ts';
import { fingerprint } from '#shared/crypto/sm2.ts';
import { wrapSm2 } from '#shared/crypto/sm2-key-wrap.ts';
import { createSm4Gcm, SM4_GCM_NONCE_BYTES, SM4_GCM_TAG_BYTES, SM4_KEY_BYTES, type Sm4Gcm } from '#shared/crypto/sm4-gcm.ts';
import { FailureError, type Result } from '#shared/domain/result.ts';
import { type ByteSource, readExactly } from './byte-source.ts';
import { canonicalJson } from './entry-lines.ts';
import { refuse } from './failures.ts';
import type { ByteSink } from './zip-writer.ts';

export const ENVELOPE_FORMAT = 1;
export const ENVELOPE_MARK = 'SGXE';
export const ENVELOPE_CHUNK_BYTES = 64 * 1024;
const SEALED_CHUNK_BYTES = ENVELOPE_CHUNK_BYTES + SM4_GCM_TAG_BYTES;
const PREAMBLE_BYTES = 8;
const PREFIX_BYTES = 7;
/** 50 recipients with some computers each fit */
export const MAX_HEADER_BYTES = 256 * 1024;
const MAX_KEYS = 500;
/** sealed chunks are handed on together: each write costs a trip to another process */
const CHUNKS_A_WRITE = 16;

const headerSchema = z.strictObject({
  cipher: z.literal('SM4-GCM'),
  chunk: z.literal(ENVELOPE_CHUNK_BYTES),
  format: z.literal(ENVELOPE_FORMAT),
  /** 7 bytes, hex */
  nonce: z.string().regex(/^[0-9a-f]{14}$/),
  recipients: z
    .array(
      z.strictObject({
        /** SM3 of the key's SubjectPublicKeyInfo, hex: the fingerprint without its spaces */
        key: z.string().regex(/^[0-9a-f]{64}$/),
        /** base64 of the DER of SM2Cipher */
        wrapped: z.base64().max(400),
      }),
    )
    .min(1)
    .max(MAX_KEYS),
});
type EnvelopeHeader = z.infer<typeof headerSchema>;

/** What an envelope is made with; kept in the ledger so that the same bytes can be written again. */
export interface EnvelopePlan {
  /** mark, length and text */
  readonly header: Uint8Array;
  /** 16 bytes */
  readonly contentKey: Uint8Array;
}

/** `AB12 CD34 …` → 64 lower-case hex digits */
export function keyIdOf(readable: string): string {
  return readable.replaceAll(' ', '').toLowerCase();
}

/** Draws content key and nonce, and wraps the key for every public key (04‖x‖y, hex). */
export function planEnvelope(publicKeys: readonly string[]): EnvelopePlan {
  const contentKey = crypto.getRandomValues(new Uint8Array(SM4_KEY_BYTES));
  const prefix = crypto.getRandomValues(new Uint8Array(PREFIX_BYTES));
  const header: EnvelopeHeader = {
    cipher: 'SM4-GCM',
    chunk: ENVELOPE_CHUNK_BYTES,
    format: ENVELOPE_FORMAT,
    nonce: Array.from(prefix, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    recipients: [...new Set(publicKeys)].map((publicKey) => ({
      key: keyIdOf(fingerprint(publicKey)),
      wrapped: toBase64(wrapSm2(contentKey, publicKey)),
    })),
  };
  return { header: encodeHeader(header), contentKey };
}

function encodeHeader(header: EnvelopeHeader): Uint8Array {
  const text = new TextEncoder().encode(canonicalJson(header));
  if (text.length > MAX_HEADER_BYTES) throw new Error('too many recipients for one envelope');
  const bytes = new Uint8Array(PREAMBLE_BYTES + text.length);
  bytes.set(new TextEncoder().encode(ENVELOPE_MARK));
  new DataView(bytes.buffer).setUint32(4, text.length, true);
  bytes.set(text, PREAMBLE_BYTES);
  return bytes;
}

/** Bytes of an envelope around `size` bytes. */
export function envelopeBytes(size: number, plan: EnvelopePlan): number {
  return plan.header.length + size + Math.max(1, Math.ceil(size / ENVELOPE_CHUNK_BYTES)) * SM4_GCM_TAG_BYTES;
}

// ---- writing ----

export interface SealingSink {
  readonly write: ByteSink;
  /** the last chunk; afterwards the envelope is whole */
  readonly finish: () => Promise<void>;
  /** forgets the key; also after a failure */
  readonly close: () => void;
}

/** Seals what is written and hands it on in pieces of about 1 MiB; holds at most two of them. */
export async function sealingSink(plan: EnvelopePlan, sink: ByteSink): Promise<SealingSink> {
  const { header, additional, prefix } = await prepare(plan.header);
  void header;
  const cipher = await createSm4Gcm(plan.contentKey);
  const plain = new Uint8Array(ENVELOPE_CHUNK_BYTES);
  let used = 0;
  let index = 0;
  let waiting: Uint8Array[] = [plan.header];
  const hand = async () => {
    const pieces = waiting;
    waiting = [];
    await sink(joined(pieces));
  };
  const seal = async (last: boolean) => {
    waiting.push(cipher.seal(nonceOf(prefix, index, last), additional, plain.subarray(0, used)));
    index += 1;
    used = 0;
    if (last || waiting.length >= CHUNKS_A_WRITE) await hand();
  };
  return {
    write: async (bytes) => {
      for (let offset = 0; offset < bytes.length; ) {
        // A full chunk waits until more comes: only then is it known not to be the last one.
        if (used === ENVELOPE_CHUNK_BYTES) await seal(false);
        const piece = bytes.subarray(offset, offset + ENVELOPE_CHUNK_BYTES - used);
        plain.set(piece, used);
        used += piece.length;
        offset += piece.length;
      }
    },
    finish: () => seal(true),
    close: () => {
      plain.fill(0);
      cipher.close();
    },
  };
}

// ---- reading ----

export interface OpenedEnvelope extends ByteSource {
  readonly close: () => void;
}

export interface EnvelopeKeys {
  /** fingerprints of this computer's keys, in any writing */
  readonly fingerprints: readonly string[];
  readonly unwrap: (fingerprint: string, wrapped: Uint8Array) => Promise<Result<Uint8Array>>;
}

/** True when the source begins with the envelope's mark. */
export async function isEnvelope(source: ByteSource): Promise<boolean> {
  if (source.size < PREAMBLE_BYTES) return false;
  return new TextDecoder().decode(await readExactly(source, 0, ENVELOPE_MARK.length)) === ENVELOPE_MARK;
}

/**
 * The package inside, as a source: any stretch of it, each chunk proven before a byte of it is given out.
 * Throws a FailureError: `package.envelope.header`, `.newer`, `.not-for-this-key`, `.damaged`, and those of `unwrap`.
 */
export async function openEnvelope(source: ByteSource, keys: EnvelopeKeys): Promise<OpenedEnvelope> {
  const bytes = await readHeader(source);
  const { header, additional, prefix } = await prepare(bytes);
  const mine = keys.fingerprints.map((each) => ({ readable: each, key: keyIdOf(each) }));
  const found = header.recipients.flatMap(({ key, wrapped }) =>
    mine.filter((own) => own.key === key).map((own) => ({ ...own, wrapped })),
  )[0];
  if (!found) return refuse('package.envelope.not-for-this-key');
  const contentKey = await keys.unwrap(found.readable, fromBase64(found.wrapped));
  if (!contentKey.ok) throw new FailureError(contentKey.error);
  if (contentKey.value.length !== SM4_KEY_BYTES) refuse('package.envelope.header', { detail: 'wrapped' });
  const start = bytes.length;
  const sealedSize = source.size - start;
  const chunks = Math.ceil(sealedSize / SEALED_CHUNK_BYTES);
  const size = sealedSize - chunks * SM4_GCM_TAG_BYTES;
  // the last chunk holds at least one byte
  if (chunks < 1 || size <= (chunks - 1) * ENVELOPE_CHUNK_BYTES) refuse('package.envelope.truncated');
  const cipher = await createSm4Gcm(contentKey.value);
  contentKey.value.fill(0);
  const reader = new ChunkReader(source, { start, chunks, additional, prefix }, cipher);
  return {
    size,
    read: (offset, length) => reader.read(offset, length),
    close: () => cipher.close(),
  };
}

async function readHeader(source: ByteSource): Promise<Uint8Array> {
  if (source.size < PREAMBLE_BYTES) return refuse('package.envelope.truncated');
  const preamble = await readExactly(source, 0, PREAMBLE_BYTES);
  const length = new DataView(preamble.buffer, preamble.byteOffset).getUint32(4, true);
  if (length > MAX_HEADER_BYTES) return refuse('package.envelope.header', { detail: '长度' });
  if (source.size < PREAMBLE_BYTES + length) return refuse('package.envelope.truncated');
  return readExactly(source, 0, PREAMBLE_BYTES + length);
}

/** Parses the header; only the one writing of it is taken, so that nothing can hide in another. */
async function prepare(
  bytes: Uint8Array,
): Promise<{ readonly header: EnvelopeHeader; readonly additional: Uint8Array; readonly prefix: Uint8Array }> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(PREAMBLE_BYTES)));
  } catch {
    return refuse('package.envelope.header', { detail: 'JSON' });
  }
  const format = z.object({ format: z.number() }).safeParse(value);
  if (format.success && format.data.format > ENVELOPE_FORMAT) refuse('package.envelope.newer', { detail: String(format.data.format) });
  const parsed = headerSchema.safeParse(value);
  if (!parsed.success) return refuse('package.envelope.header', { detail: parsed.error.issues[0]?.path.join('.') ?? '' });
  const canonical = encodeHeader(parsed.data);
  if (canonical.length !== bytes.length || !canonical.every((byte, index) => byte === bytes[index])) {
    refuse('package.envelope.header', { detail: '写法' });
  }
  return { header: parsed.data, additional: hexToBytes(await sm3Hex(bytes)), prefix: hexToBytes(parsed.data.nonce) };
}

interface Layout {
  /** where the first chunk begins */
  readonly start: number;
  readonly chunks: number;
  readonly additional: Uint8Array;
  readonly prefix: Uint8Array;
}

/** Opens the chunks that a stretch needs, and remembers the last one: headers of a ZIP are read in small steps. */
class ChunkReader {
  #index = -1;
  #plain: Uint8Array = new Uint8Array(0);

  constructor(
    private readonly source: ByteSource,
    private readonly layout: Layout,
    private readonly cipher: Sm4Gcm,
  ) {}

  async read(offset: number, length: number): Promise<Uint8Array> {
    const result = new Uint8Array(length);
    const first = Math.floor(offset / ENVELOPE_CHUNK_BYTES);
    const last = Math.floor((offset + length - 1) / ENVELOPE_CHUNK_BYTES);
    const copy = (index: number, plain: Uint8Array) => {
      const begin = index * ENVELOPE_CHUNK_BYTES;
      const part = plain.subarray(Math.max(0, offset - begin), Math.min(plain.length, offset + length - begin));
      result.set(part, Math.max(offset, begin) - offset);
    };
    const cached = this.#index === first;
    if (cached) copy(first, this.#plain);
    const from = cached ? first + 1 : first;
    if (from > last) return result;
    const { start, chunks } = this.layout;
    const begin = start + from * SEALED_CHUNK_BYTES;
    const end = last === chunks - 1 ? this.source.size : start + (last + 1) * SEALED_CHUNK_BYTES;
    const sealed = await readExactly(this.source, begin, end - begin);
    for (let index = from; index <= last; index += 1) {
      const place = (index - from) * SEALED_CHUNK_BYTES;
      const plain = this.#open(index, sealed.subarray(place, place + SEALED_CHUNK_BYTES));
      copy(index, plain);
      this.#index = index;
      this.#plain = plain;
    }
    return result;
  }

  #open(index: number, sealed: Uint8Array): Uint8Array {
    const { additional, prefix, chunks } = this.layout;
    const plain = this.cipher.open(nonceOf(prefix, index, index === chunks - 1), additional, sealed);
    return plain ?? refuse('package.envelope.damaged', { detail: String(index + 1) });
  }
}

function nonceOf(prefix: Uint8Array, index: number, last: boolean): Uint8Array {
  const nonce = new Uint8Array(SM4_GCM_NONCE_BYTES);
  nonce.set(prefix);
  new DataView(nonce.buffer).setUint32(PREFIX_BYTES, index);
  nonce[SM4_GCM_NONCE_BYTES - 1] = last ? 1 : 0;
  return nonce;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** The bytes of a base64 text that a schema has checked. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
