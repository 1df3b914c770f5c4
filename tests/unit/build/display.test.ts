import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { xwdToPng } from '../../../build/display.mjs';

/** A dump as Xvfb keeps it: 25 fields of 4 bytes, big-endian, then the name, the colours (12 bytes each), the pixels. */
function dump(width: number, height: number, byteOrder: 0 | 1, pixels: readonly number[]): Buffer {
  const header = Buffer.alloc(104);
  const fields: Readonly<Record<number, number>> = { 0: 104, 1: 7, 2: 2, 4: width, 5: height, 7: byteOrder, 11: 32, 12: width * 4, 19: 2 };
  for (const [index, value] of Object.entries(fields)) header.writeUInt32BE(value, Number(index) * 4);
  const body = Buffer.alloc(pixels.length * 4);
  for (const [index, pixel] of pixels.entries()) {
    if (byteOrder === 0) body.writeUInt32LE(pixel, index * 4);
    else body.writeUInt32BE(pixel, index * 4);
  }
  return Buffer.concat([header, Buffer.alloc(24, 9), body]);
}

describe('a picture of the virtual display', () => {
  it.each([0, 1] as const)('turns pixels of byte order %i into a PNG', (byteOrder) => {
    const png = xwdToPng(dump(2, 2, byteOrder, [0xff0000, 0x00ff00, 0x0000ff, 0x123456]));
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2, 2]);
    const length = png.readUInt32BE(33);
    const rows = inflateSync(png.subarray(41, 41 + length));
    expect([...rows]).toEqual([0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0x12, 0x34, 0x56]);
  });

  it('refuses other depths', () => {
    const wrong = dump(1, 1, 0, [0]);
    wrong.writeUInt32BE(8, 44);
    expect(() => xwdToPng(wrong)).toThrow('32 位色');
  });
});
