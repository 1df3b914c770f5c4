/**
 * Writes the container profile `stored-1`: entries stored, in the given order, nothing that isn't determined by names
 * and contents. CRC-32 and size of every entry are known before the first byte is written, so there are no data
 * descriptors and the target need not be seekable.
 */
import { attempt, FailureError, type Result } from '#shared/domain/result.ts';
import { CHUNK_BYTES } from './byte-source.ts';
import { createCrc32 } from './crc32.ts';
import { refuse, throwIfCancelled } from './failures.ts';
import {
  CENTRAL_BYTES,
  canonicalCentralHeader,
  canonicalEnd,
  canonicalLocalHeader,
  END_BYTES,
  LOCAL_BYTES,
  MAX_ENTRIES,
  MAX_ZIP_BYTES,
} from './zip-format.ts';
import { checkEntryName, refuseCollidingNames } from './zip-names.ts';

export interface ZipInput {
  /** path with `/`; never a folder */
  readonly name: string;
  readonly size: number;
  readonly crc32: number;
  /** the content from its beginning; must have the size and CRC-32 above */
  readonly content: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Takes the bytes in order, at most 1 MiB a call; throws a FailureError when it can't. */
export type ByteSink = (bytes: Uint8Array) => Promise<void>;

/** Bytes of the ZIP that these inputs make. */
export function zipBytes(inputs: readonly ZipInput[]): number {
  const encoder = new TextEncoder();
  return inputs.reduce((sum, input) => sum + LOCAL_BYTES + CENTRAL_BYTES + 2 * encoder.encode(input.name).length + input.size, END_BYTES);
}

/**
 * Writes the ZIP and gives its size in bytes. Fails before the first byte with `package.size.too-large` (4 GiB: zip64
 * isn't part of `stored-1`), `package.zip.too-many-entries`, `package.zip.empty` or a name's own code; and with
 * `package.write.attachment-changed` when a content isn't what was announced.
 */
export function writeZip(inputs: readonly ZipInput[], sink: ByteSink, signal?: AbortSignal): Promise<Result<number>> {
  return attempt(async () => {
    refuseUnwritable(inputs);
    const encoder = new TextEncoder();
    const out = new ChunkedSink(sink);
    const crc = await createCrc32();
    const directory: Uint8Array[] = [];
    for (const input of inputs) {
      const entry = { name: encoder.encode(input.name), crc32: input.crc32, size: input.size };
      directory.push(canonicalCentralHeader(entry, out.written));
      await out.write(canonicalLocalHeader(entry));
      let size = 0;
      for await (const piece of input.content()) {
        throwIfCancelled(signal);
        size += piece.length;
        if (size > input.size) refuse('package.write.attachment-changed', { path: input.name });
        crc.update(piece);
        await out.write(piece);
      }
      if (size !== input.size || crc.value() !== input.crc32) refuse('package.write.attachment-changed', { path: input.name });
    }
    const directoryOffset = out.written;
    for (const header of directory) await out.write(header);
    await out.write(canonicalEnd(directory.length, out.written - directoryOffset, directoryOffset));
    throwIfCancelled(signal);
    await out.flush();
    return out.written;
  });
}

/** What the reader would refuse is not written. */
function refuseUnwritable(inputs: readonly ZipInput[]): void {
  if (inputs.length === 0) refuse('package.zip.empty');
  if (inputs.length > MAX_ENTRIES) refuse('package.zip.too-many-entries');
  for (const { name } of inputs) {
    const failure = checkEntryName(name);
    if (failure) throw new FailureError(failure);
  }
  refuseCollidingNames(inputs.map((input) => input.name));
  if (zipBytes(inputs) > MAX_ZIP_BYTES) refuse('package.size.too-large');
}

/** Gathers small writes: a call of the sink may cost a trip to another process. */
class ChunkedSink {
  written = 0;
  private readonly buffer = new Uint8Array(CHUNK_BYTES);
  private used = 0;

  constructor(private readonly sink: ByteSink) {}

  async write(bytes: Uint8Array): Promise<void> {
    for (let offset = 0; offset < bytes.length; ) {
      const piece = bytes.subarray(offset, offset + CHUNK_BYTES - this.used);
      this.buffer.set(piece, this.used);
      this.used += piece.length;
      offset += piece.length;
      this.written += piece.length;
      if (this.used === CHUNK_BYTES) await this.flush();
    }
  }

  async flush(): Promise<void> {
    if (this.used === 0) return;
    // a copy: the sink may keep what it was given, or transfer it to another thread
    const piece = this.buffer.slice(0, this.used);
    this.used = 0;
    await this.sink(piece);
  }
}
