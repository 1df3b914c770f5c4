/**
 * The SHA-256 of a file, taken from the bytes that are read of it anyway: a package is read once from a slow stick, not
 * a second time for its digest. What is read in the order of the file counts as it passes; the rest is read at the end.
 */
import { createDigest, type Digest } from '#shared/crypto/digests.ts';
import { type ByteSource, CHUNK_BYTES, readExactly, readPieces } from './byte-source.ts';

export class DigestingSource implements ByteSource {
  readonly size: number;
  /** everything before it is in the digest */
  #position = 0;

  private constructor(
    private readonly source: ByteSource,
    private readonly digest: Digest,
  ) {
    this.size = source.size;
  }

  static async over(source: ByteSource): Promise<DigestingSource> {
    return new DigestingSource(source, await createDigest('sha256'));
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const gap = offset - this.#position;
    // headers that were looked at before lie between the contents: what is skipped is small
    if (gap > 0 && gap <= CHUNK_BYTES) this.#pass(offset - gap, await readExactly(this.source, offset - gap, gap));
    const bytes = await this.source.read(offset, length);
    this.#pass(offset, bytes);
    return bytes;
  }

  /** Of the whole file, hex; to be called once. `onRead` gets the fraction of the file that is in the digest. */
  async finish(onRead: (fraction: number) => void): Promise<string> {
    for await (const piece of readPieces(this.source, this.#position, this.size - this.#position)) {
      this.#pass(this.#position, piece);
      onRead(this.#position / this.size);
    }
    return this.digest.hex();
  }

  /** Nothing is counted twice, whatever was read meanwhile. */
  #pass(offset: number, bytes: Uint8Array): void {
    const known = this.#position - offset;
    if (known < 0 || known >= bytes.length) return;
    this.digest.update(bytes.subarray(known));
    this.#position = offset + bytes.length;
  }
}
