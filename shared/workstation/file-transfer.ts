/** Whole files through the chunked file port. Chunks are at most 4 MiB, so no message stalls a process. */
import { ok, type Result } from '#shared/domain/result.ts';
import type { SavedFile } from './api.ts';
import type { FilePort } from './host.ts';

const CHUNK_BYTES = 2 * 1024 * 1024;

export async function readWhole(
  files: FilePort,
  token: string,
  size: number,
  onFraction: (fraction: number) => void = () => undefined,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const bytes = new Uint8Array(size);
  let offset = 0;
  while (offset < size) {
    const chunk = await files.read(token, offset, Math.min(CHUNK_BYTES, size - offset));
    if (!chunk.ok) return chunk;
    // The file became shorter since it was chosen: what is there is what is read.
    if (chunk.value.byteLength === 0) break;
    bytes.set(chunk.value, offset);
    offset += chunk.value.byteLength;
    onFraction(offset / size);
  }
  return ok(offset === size ? bytes : bytes.slice(0, offset));
}

async function writeWhole(
  files: FilePort,
  token: string,
  bytes: Uint8Array,
): Promise<Result<{ readonly sha256: string; readonly fileName: string; readonly size: number }>> {
  for (let offset = 0; offset < bytes.byteLength; offset += CHUNK_BYTES) {
    const written = await files.write(token, bytes.subarray(offset, offset + CHUNK_BYTES));
    if (!written.ok) return written;
  }
  return files.commit(token);
}

/** Writes what there is to the chosen place; the place is let go when there is nothing to write. */
export async function saveBytes(files: FilePort, token: string, bytes: Result<Uint8Array>): Promise<Result<SavedFile>> {
  const written = bytes.ok ? await writeWhole(files, token, bytes.value) : bytes;
  if (written.ok) return ok({ fileName: written.value.fileName });
  await files.abort(token);
  return written;
}
