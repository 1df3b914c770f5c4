/**
 * The content of one entry, streamed: inflated where it is deflated, counted, and checked against the CRC-32. Declared
 * sizes are an upper bound that is enforced while inflating, never a promise that is believed.
 */
import { Inflate } from 'fflate';
import { CHUNK_BYTES, readPieces } from './byte-source.ts';
import { createCrc32 } from './crc32.ts';
import { refuse, throwIfCancelled } from './failures.ts';
import { METHOD_STORED } from './zip-format.ts';
import type { ZipArchive, ZipEntry } from './zip-reader.ts';

/** Deflate expands up to 1,032 times: 16 KiB in are at most 16.5 MiB out before they can be counted. */
const INFLATE_PIECE_BYTES = 16 * 1024;

/**
 * Yields the content in pieces of at most 1 MiB. Throws a FailureError as soon as something is wrong; only a reader that
 * gets to the end has the entry's true content.
 */
export async function* readContent(archive: ZipArchive, entry: ZipEntry, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const crc = await createCrc32();
  let size = 0;
  const pieces = entry.method === METHOD_STORED ? storedPieces(archive, entry) : inflatedPieces(archive, entry);
  for await (const piece of pieces) {
    throwIfCancelled(signal);
    size += piece.length;
    if (size > entry.size) refuse('package.zip.size', { path: entry.name });
    crc.update(piece);
    yield piece;
  }
  if (size !== entry.size) refuse('package.zip.size', { path: entry.name });
  if (crc.value() !== entry.crc32) refuse('package.zip.crc', { path: entry.name });
}

/** The whole content in memory; the caller has looked at `entry.size` before. */
export async function readWhole(archive: ZipArchive, entry: ZipEntry, signal?: AbortSignal): Promise<Uint8Array> {
  const bytes = new Uint8Array(entry.size);
  let size = 0;
  for await (const piece of readContent(archive, entry, signal)) {
    bytes.set(piece, size);
    size += piece.length;
  }
  return bytes;
}

function storedPieces({ source }: ZipArchive, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  return readPieces(source, entry.dataOffset, entry.compressedSize);
}

async function* inflatedPieces({ source }: ZipArchive, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const produced: Uint8Array[] = [];
  const inflate = new Inflate((bytes) => {
    produced.push(bytes);
  });
  const probe = new TailProbe();
  let done = 0;
  for await (const piece of readPieces(source, entry.dataOffset, entry.compressedSize, INFLATE_PIECE_BYTES)) {
    done += piece.length;
    const last = done === entry.compressedSize;
    try {
      // fflate keeps the piece it is given when it can't use it up: both get their own copy
      probe.push(piece, last);
      inflate.push(piece.slice(), last);
    } catch {
      refuse('package.zip.inflate', { path: entry.name });
    }
    for (const bytes of produced.splice(0)) {
      for (let offset = 0; offset < bytes.length; offset += CHUNK_BYTES) yield bytes.subarray(offset, offset + CHUNK_BYTES);
    }
  }
  if (!probe.endsWithLastByte) refuse('package.zip.inflate', { path: entry.name });
}

/**
 * fflate ignores bytes after the final block, and so could carry along what nobody sees. A second instance is given all
 * but the last byte and told that this is all: it must find the stream incomplete. Costs the time of inflating twice,
 * for containers of other tools only; ours are stored.
 */
class TailProbe {
  endsWithLastByte = false;
  private readonly inflate = new Inflate(() => undefined);
  /** the last two bytes so far: fflate reports an early end only when the last push brings something */
  private held = new Uint8Array(0);

  push(piece: Uint8Array, last: boolean): void {
    const joined = new Uint8Array(this.held.length + piece.length);
    joined.set(this.held);
    joined.set(piece, this.held.length);
    if (!last) {
      const cut = Math.max(0, joined.length - 2);
      this.held = joined.slice(cut);
      if (cut > 0) this.inflate.push(joined.slice(0, cut), false);
      return;
    }
    try {
      this.inflate.push(joined.slice(0, -1), true);
    } catch {
      this.endsWithLastByte = true;
    }
  }
}
