import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUuid, uuidv7 } from '#shared/domain/uuid.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

describe('uuidv7', () => {
  it('makes the example of RFC 9562 A.6', () => {
    expect(uuidv7(0x017f22e279b0, bytesOfHex('0cc318c4dc0c0c07398f'))).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('is well-formed, deterministic, and sorts by time', () => {
    const milliseconds = fc.integer({ min: 0, max: 2 ** 48 - 1 });
    const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(milliseconds, random, milliseconds, random, (timeA, randomA, timeB, randomB) => {
        const a = uuidv7(timeA, randomA);
        const b = uuidv7(timeB, randomB);
        expect(a).toMatch(UUID_V7);
        expect(uuidv7(timeA, randomA)).toBe(a);
        if (timeA !== timeB) expect(a < b).toBe(timeA < timeB);
        expect(Number.parseInt(a.replace('-', '').slice(0, 12), 16)).toBe(timeA);
      }),
    );
  });

  it('refuses what it cannot write', () => {
    expect(() => uuidv7(-1, new Uint8Array(10))).toThrow();
    expect(() => uuidv7(2 ** 48, new Uint8Array(10))).toThrow();
    expect(() => uuidv7(1.5, new Uint8Array(10))).toThrow();
    expect(() => uuidv7(0, new Uint8Array(9))).toThrow();
  });
});

describe('createUuid', () => {
  it('gives 100,000 rising, well-formed ids, even when a millisecond is used up', () => {
    const ids = Array.from({ length: 100_000 }, createUuid);
    expect(ids.every((id) => UUID_V7.test(id))).toBe(true);
    expect(ids.every((id, index) => index === 0 || (ids[index - 1] as string) < id)).toBe(true);
  });

  it('carries the present time', () => {
    const before = Date.now();
    const time = Number.parseInt(createUuid().replace('-', '').slice(0, 12), 16);
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThan(before + 1000);
  });
});
