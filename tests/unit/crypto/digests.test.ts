import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToHex, createDigest, hexToBytes, sha256Hex, sm3Hex } from '#shared/crypto/digests.ts';

const ABC = new TextEncoder().encode('abc');

describe('digests', () => {
  it('gives the SHA-256 of FIPS 180-4 and the SM3 of GB/T 32905 A.1', async () => {
    expect(await sha256Hex(ABC)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(await sm3Hex(ABC)).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  });

  it('streams: any division into pieces gives the one-shot digest, and one instance serves many inputs', async () => {
    const [sha256, sm3] = [await createDigest('sha256'), await createDigest('sm3')];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), async (pieces) => {
        for (const piece of pieces) {
          sha256.update(piece);
          sm3.update(piece);
        }
        const whole = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
        expect(sha256.hex()).toBe(await sha256Hex(whole));
        expect(sm3.hex()).toBe(await sm3Hex(whole));
      }),
    );
  });

  it('writes and reads hex, and calls anything else a bug', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(hexToBytes(bytesToHex(bytes))).toEqual(bytes);
      }),
    );
    expect(() => hexToBytes('abc')).toThrow();
    expect(() => hexToBytes('zz')).toThrow();
  });
});
