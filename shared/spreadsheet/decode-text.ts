/**
 * Text tables as bytes: which encoding, and the text. Byte order marks first, then strict UTF-8, else GB18030 (what
 * Chinese systems write when they write neither). The choice is shown to the user, never made in secret.
 */
import { refuse } from './failures.ts';

export type TextEncoding = 'UTF-8' | 'GB18030' | 'UTF-16LE' | 'UTF-16BE' | 'UTF-32LE' | 'UTF-32BE';

export interface DetectedEncoding {
  readonly encoding: TextEncoding;
  /** bytes to pass over at the beginning */
  readonly markBytes: number;
}

const CHUNK_BYTES = 262_144;
const PROBE_BYTES = 65_536;
/** of the text's bytes; more unreadable characters than this and it is no text */
const MAX_UNREADABLE = 0.01;

export function detectEncoding(bytes: Uint8Array): DetectedEncoding {
  const marked = byteOrderMark(bytes);
  if (marked) return marked;
  const wide = wideWithoutMark(bytes);
  if (wide) return { encoding: wide, markBytes: 0 };
  return { encoding: isUtf8(bytes) ? 'UTF-8' : 'GB18030', markBytes: 0 };
}

/**
 * Gives the text as UTF-8, chunk by chunk, with the bytes used so far; returns how many characters could not be read.
 * Throws a FailureError where it is no text at all.
 */
export function readAsUtf8(
  bytes: Uint8Array,
  detected: DetectedEncoding,
  onChunk: (chunk: Uint8Array, last: boolean, consumed: number) => void,
): number {
  const { encoding, markBytes } = detected;
  const convert = encoding === 'UTF-8' && isUtf8(bytes) ? undefined : converter(encoding);
  let unreadable = 0;
  let length = 0;
  for (let at = markBytes; at < bytes.length || at === markBytes; at += CHUNK_BYTES) {
    const end = Math.min(at + CHUNK_BYTES, bytes.length);
    const last = end === bytes.length;
    const chunk = convert ? convert(bytes.subarray(at, end), last) : bytes.subarray(at, end);
    unreadable += countUnreadable(chunk);
    length += chunk.length;
    if (unreadable > 10 && unreadable > length * MAX_UNREADABLE) refuseNoText();
    onChunk(chunk, last, end);
  }
  return unreadable;
}

function byteOrderMark(bytes: Uint8Array): DetectedEncoding | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'UTF-8', markBytes: 3 };
  if (first === 0xff && second === 0xfe) {
    return third === 0 && fourth === 0 ? { encoding: 'UTF-32LE', markBytes: 4 } : { encoding: 'UTF-16LE', markBytes: 2 };
  }
  if (first === 0xfe && second === 0xff) return { encoding: 'UTF-16BE', markBytes: 2 };
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return { encoding: 'UTF-32BE', markBytes: 4 };
  return undefined;
}

/**
 * A table in UTF-16 has commas, digits and line ends, whose high byte is zero; text in UTF-8 or GB18030 has no zero byte
 * at all. So zero bytes say UTF-16, and on which side they stand says which.
 */
function wideWithoutMark(bytes: Uint8Array): TextEncoding | undefined {
  const zeros = [0, 0, 0, 0];
  const length = Math.min(bytes.length, PROBE_BYTES) & ~3;
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0) zeros[at & 3] = (zeros[at & 3] ?? 0) + 1;
  const [a = 0, b = 0, c = 0, d = 0] = zeros;
  const total = a + b + c + d;
  if (total === 0) return undefined;
  const groups = length / 4;
  if (d === groups && c > groups * 0.9 && a < groups * 0.1) return 'UTF-32LE';
  if (a === groups && b > groups * 0.9 && d < groups * 0.1) return 'UTF-32BE';
  if (bytes.length % 2 !== 0) return undefined;
  if (b + d > total * 0.9) return 'UTF-16LE';
  return a + c > total * 0.9 ? 'UTF-16BE' : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function converter(encoding: TextEncoding): (chunk: Uint8Array, last: boolean) => Uint8Array {
  const encoder = new TextEncoder();
  if (encoding.startsWith('UTF-32')) {
    const decode = utf32Decoder(encoding === 'UTF-32LE');
    return (chunk) => encoder.encode(decode(chunk));
  }
  const decoder = new TextDecoder(encoding.toLowerCase(), { ignoreBOM: true });
  return (chunk, last) => encoder.encode(decoder.decode(chunk, { stream: !last }));
}

/** There is no standard decoder for UTF-32. Chunks are a multiple of four bytes; left over bytes at the end are unreadable. */
function utf32Decoder(littleEndian: boolean): (chunk: Uint8Array) => string {
  return (chunk) => {
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const pieces: string[] = [];
    for (let at = 0; at + 4 <= chunk.length; at += 4) {
      const code = view.getUint32(at, littleEndian);
      pieces.push(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
    }
    if (chunk.length % 4 !== 0) pieces.push('\ufffd');
    return pieces.join('');
  };
}

/** Replacement characters (EF BF BD), and control characters that no table holds. */
function countUnreadable(chunk: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < chunk.length; at += 1) {
    const value = chunk[at] as number;
    if (value < 0x20) {
      if (value < 0x09 || value > 0x0d) count += 1;
    } else if (value === 0xef && chunk[at + 1] === 0xbf && chunk[at + 2] === 0xbd) count += 1;
  }
  return count;
}

function refuseNoText(): never {
  return refuse('table.not-a-table', '文件内容不是表格，也不是文本。请检查是否选对了文件；可以选择 .xlsx、.xls、.et 或 .csv 文件。');
}
