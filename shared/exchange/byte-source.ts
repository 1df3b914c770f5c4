/** Where a package's bytes come from and what is told while they are read or written. */
import { refuse } from './failures.ts';

/** The largest piece that is read or handed on at once: 1 MiB. */
export const CHUNK_BYTES = 1024 * 1024;

/**
 * Random access to bytes. `read` gives exactly `length` bytes; at a place where it can't, it throws a FailureError.
 * `offset + length` never exceeds `size`, and `length` never exceeds {@link CHUNK_BYTES}.
 */
export interface ByteSource {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Structurally the workstation's Progress: this room may not import that one. */
export interface ExchangeProgress {
  /** Chinese, e.g. 正在核对附件 */
  readonly text: string;
  /** 0–1 */
  readonly fraction: number | undefined;
}
export type OnExchangeProgress = (progress: ExchangeProgress) => void;

/** A source over bytes in memory. */
export function sourceOfBytes(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (offset, length) => bytes.slice(offset, offset + length) };
}

/** Reads `length` bytes of any length ≥ 0; fails with `package.read-short` when the source gives fewer. */
export async function readExactly(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  if (offset < 0 || length < 0 || offset + length > source.size) throw new Error('read outside the source');
  if (length <= CHUNK_BYTES) return readPiece(source, offset, length);
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; done += CHUNK_BYTES) {
    bytes.set(await readPiece(source, offset + done, Math.min(CHUNK_BYTES, length - done)), done);
  }
  return bytes;
}

async function readPiece(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  if (length === 0) return new Uint8Array(0);
  const bytes = await source.read(offset, length);
  return bytes.length === length ? bytes : refuse('package.read-short');
}

/**
 * Yields the range in pieces of at most `pieceBytes`. The next piece is on its way while one is worked on: digests and
 * ciphers use the time that the other process needs. Never more than one read at a time.
 */
export async function* readPieces(
  source: ByteSource,
  offset: number,
  length: number,
  pieceBytes = CHUNK_BYTES,
): AsyncGenerator<Uint8Array> {
  const read = (done: number) => {
    const piece = readExactly(source, offset + done, Math.min(pieceBytes, length - done));
    // whoever stops earlier never asks how this one ended; whoever goes on gets its failure below
    piece.catch(() => undefined);
    return piece;
  };
  let coming = length > 0 ? read(0) : undefined;
  try {
    for (let done = 0; coming !== undefined; done += pieceBytes) {
      const piece: Uint8Array = await coming;
      coming = done + pieceBytes < length ? read(done + pieceBytes) : undefined;
      yield piece;
    }
  } finally {
    // a cancelled job is over when nothing of it is under way any more
    await coming?.catch(() => undefined);
  }
}

/**
 * Reads ahead 64 KiB, so that the many small reads of headers cost few calls to the other process. Keeps one window;
 * pieces of that size or more pass through.
 */
export function readAhead(source: ByteSource, windowBytes = 64 * 1024): ByteSource {
  let start = 0;
  let window: Uint8Array = new Uint8Array(0);
  return {
    size: source.size,
    read: async (offset, length) => {
      if (length >= windowBytes) return readExactly(source, offset, length);
      if (offset < start || offset + length > start + window.length) {
        window = await readExactly(source, offset, Math.min(windowBytes, source.size - offset));
        start = offset;
      }
      return window.slice(offset - start, offset - start + length);
    },
  };
}
