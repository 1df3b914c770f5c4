/**
 * The sealed segment: up to 1,000 entries as JSON → deflate-raw → AES-256-GCM, chained by digest to the one before.
 * The JSON is lines, each an array of entries: pieces of some 60 kB are written, encoded, decoded and parsed two to three
 * times as fast as one text of a megabyte (docs/performance.md). A single array without a line end is read as well.
 *
 * Byte layout, big endian:
 *
 * | offset | bytes | what |
 * |---|---|---|
 * | 0 | 4 | `SGSG` |
 * | 4 | 2 | format version |
 * | 6 | 4 | seq, from 1 |
 * | 10 | 4 | number of entries |
 * | 14 | 32 | digest of the segment before; zeros for the first |
 * | 46 | 12 | GCM iv, random |
 * | 58 | 4 | length of the ciphertext with its 16-byte tag |
 * | 62 | n | ciphertext; the first 46 bytes are its additional data |
 * | 62+n | 32 | SHA-256 of everything before: the digest |
 *
 * The same bytes lie in IndexedDB and in the journal, so either can be completed from the other.
 */
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Entry } from './entry.ts';

export const SEGMENT_VERSION = 1;
/** IndexedDB costs 130–200 µs a row whatever it holds, so segments are few and large (architecture.md). */
export const ENTRIES_PER_SEGMENT = 1000;
const ENTRIES_PER_LINE = 64;
const LINE_FEED = 10;
export const GENESIS_DIGEST = '0'.repeat(64);

const MAGIC = 0x53475347;
const HEADER_BYTES = 62;
const AUTHENTICATED_BYTES = 46;
const DIGEST_BYTES = 32;

export interface SegmentHeader {
  readonly seq: number;
  readonly count: number;
  /** hex */
  readonly prevDigest: string;
  /** hex */
  readonly digest: string;
}

export interface SealedSegment extends SegmentHeader {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export async function importDataKey(raw: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw.slice(), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Seals entries; `prevDigest` is the head's digest in hex. */
export async function sealSegment(
  key: CryptoKey,
  input: { readonly seq: number; readonly prevDigest: string; readonly entries: readonly Entry[] },
): Promise<SealedSegment> {
  const packed = await pipe(linesOf(input.entries), new CompressionStream('deflate-raw'));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const cipherLength = packed.byteLength + 16;
  const bytes = new Uint8Array(HEADER_BYTES + cipherLength + DIGEST_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint16(4, SEGMENT_VERSION);
  view.setUint32(6, input.seq);
  view.setUint32(10, input.entries.length);
  bytes.set(fromHex(input.prevDigest), 14);
  bytes.set(iv, 46);
  view.setUint32(58, cipherLength);
  const additionalData = bytes.slice(0, AUTHENTICATED_BYTES);
  bytes.set(new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, packed)), HEADER_BYTES);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.subarray(0, HEADER_BYTES + cipherLength)));
  bytes.set(digest, HEADER_BYTES + cipherLength);
  return { seq: input.seq, count: input.entries.length, prevDigest: input.prevDigest, digest: toHex(digest), bytes };
}

/**
 * Reads the header and checks lengths and digest; the content stays sealed.
 * Errors: `segment.newer-version`, `segment.malformed`, `segment.digest-mismatch`.
 */
export async function inspectSegment(bytes: Uint8Array<ArrayBuffer>): Promise<Result<SegmentHeader>> {
  if (bytes.byteLength < HEADER_BYTES + 16 + DIGEST_BYTES) return fail('segment.malformed', '台账分段长度不足。');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== MAGIC) return fail('segment.malformed', '台账分段的标识不对。');
  if (view.getUint16(4) > SEGMENT_VERSION) {
    return fail('segment.newer-version', '台账由更新版本的程序写成，本版本不能打开。请安装新版本后再打开，数据没有改动。');
  }
  const cipherLength = view.getUint32(58);
  if (bytes.byteLength !== HEADER_BYTES + cipherLength + DIGEST_BYTES) return fail('segment.malformed', '台账分段长度不符。');
  const body = HEADER_BYTES + cipherLength;
  const digest = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.subarray(0, body))));
  if (digest !== toHex(bytes.subarray(body))) return fail('segment.digest-mismatch', '台账分段的摘要不符，内容被改动或损坏。');
  return ok({ seq: view.getUint32(6), count: view.getUint32(10), prevDigest: toHex(bytes.subarray(14, 46)), digest });
}

/** Unseals an inspected segment. Error: `segment.sealed` when key or content don't fit. */
export async function openSegment(key: CryptoKey, bytes: Uint8Array<ArrayBuffer>): Promise<Result<Entry[]>> {
  try {
    const iv = bytes.slice(46, 58);
    const additionalData = bytes.slice(0, AUTHENTICATED_BYTES);
    const sealed = bytes.subarray(HEADER_BYTES, bytes.byteLength - DIGEST_BYTES);
    const packed = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed));
    const plain = await pipe([packed], new DecompressionStream('deflate-raw'));
    return ok(entriesOf(plain));
  } catch {
    return fail('segment.sealed', '台账分段不能用当前密钥解开，内容被改动或不属于本台账。');
  }
}

function* linesOf(entries: readonly Entry[]): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  for (let start = 0; start < entries.length; start += ENTRIES_PER_LINE) {
    yield encoder.encode(`${JSON.stringify(entries.slice(start, start + ENTRIES_PER_LINE))}\n`);
  }
}

/** Authenticated by the key of this ledger and checked on the way in: not parsed by schema again (house rule 5). */
function entriesOf(plain: Uint8Array): Entry[] {
  const decoder = new TextDecoder();
  const entries: Entry[] = [];
  for (let start = 0; start < plain.length; ) {
    const found = plain.indexOf(LINE_FEED, start);
    const end = found < 0 ? plain.length : found;
    entries.push(...(JSON.parse(decoder.decode(plain.subarray(start, end))) as Entry[]));
    start = end + 1;
  }
  return entries;
}

/** Written and read by hand: a Blob would go through the browser process and take twice as long. */
async function pipe(
  pieces: Iterable<Uint8Array<ArrayBuffer>>,
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const [, bytes] = await Promise.all([writeAll(through.writable, pieces), readAll(through.readable)]);
  return bytes;
}

async function writeAll(stream: WritableStream<BufferSource>, pieces: Iterable<Uint8Array<ArrayBuffer>>): Promise<void> {
  const writer = stream.getWriter();
  for (const piece of pieces) {
    await writer.ready;
    // A failed write fails `ready` and `close` too.
    writer.write(piece).catch(() => undefined);
  }
  await writer.close();
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const pieces: Uint8Array[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) pieces.push(next.value);
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.byteLength;
  }
  return whole;
}

const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const value of bytes) text += HEX[value];
  return text;
}

export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index++) bytes[index] = Number.parseInt(text.slice(index * 2, index * 2 + 2), 16);
  return bytes;
}
