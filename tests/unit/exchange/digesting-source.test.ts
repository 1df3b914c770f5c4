import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256Hex } from '#shared/crypto/digests.ts';
import { FailureError } from '#shared/domain/result.ts';
import { CHUNK_BYTES, readPieces, sourceOfBytes } from '#shared/exchange/byte-source.ts';
import { DigestingSource } from '#shared/exchange/digesting-source.ts';

const BYTES = Uint8Array.from({ length: 3 * CHUNK_BYTES + 77 }, (_, index) => (index * 31 + (index >> 9)) & 255);

it('gives the digest of the whole file, whatever was read of it in whatever order', async () => {
  const expected = await sha256Hex(BYTES);
  const stretch = fc.tuple(fc.nat(BYTES.length - 1), fc.nat(CHUNK_BYTES));
  await fc.assert(
    fc.asyncProperty(fc.array(stretch, { maxLength: 12 }), async (stretches) => {
      const source = await DigestingSource.over(sourceOfBytes(BYTES));
      for (const [offset, wanted] of stretches) {
        const length = Math.min(wanted, BYTES.length - offset);
        expect(Buffer.compare(await source.read(offset, length), BYTES.subarray(offset, offset + length))).toBe(0);
      }
      expect(await source.finish(() => undefined)).toBe(expected);
    }),
    { numRuns: 40 },
  );
});

it('reads a file that is read in order only once', async () => {
  let read = 0;
  const inner = sourceOfBytes(BYTES);
  const source = await DigestingSource.over({
    size: inner.size,
    read: (offset, length) => {
      read += length;
      return inner.read(offset, length);
    },
  });
  for await (const piece of readPieces(source, 100, BYTES.length - 100)) expect(piece.length).toBeGreaterThan(0);
  expect(await source.finish(() => undefined)).toBe(await sha256Hex(BYTES));
  expect(read).toBe(BYTES.length);
});

it('ends a reading ahead that nobody wants any more, and tells its failure only to whom it concerns', async () => {
  let under = 0;
  const source = {
    size: 3 * CHUNK_BYTES,
    read: async (offset: number, length: number) => {
      under += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      under -= 1;
      if (offset > 0) throw new FailureError({ code: 'medium', message: 'gone' });
      return new Uint8Array(length);
    },
  };
  for await (const piece of readPieces(source, 0, source.size)) {
    expect(piece.length).toBe(CHUNK_BYTES);
    break;
  }
  expect(under).toBe(0);
  await expect(
    (async () => {
      for await (const piece of readPieces(source, 0, source.size)) expect(piece.length).toBe(CHUNK_BYTES);
    })(),
  ).rejects.toThrow('medium');
});
