/** Mutations of a file as a row of bytes: bad sectors, broken copies, and blind tampering. */
import type { GenuinePackage, MutationKind, Random, World } from './mutations.ts';
import { concat } from './raw-zip.ts';

const pickPackage = (random: Random, { first, second }: World): GenuinePackage => random.pick([first, first, second]);

function kind(name: string, mutate: (random: Random, bytes: Uint8Array, world: World) => Uint8Array): MutationKind {
  return { name, mutate: (random, world) => mutate(random, pickPackage(random, world).bytes.slice(), world) };
}

/** A stretch of at most `longest` bytes. */
function stretch(random: Random, bytes: Uint8Array, longest: number): readonly [start: number, end: number] {
  const start = random.below(bytes.length);
  return [start, Math.min(bytes.length, start + random.between(1, longest))];
}

/** Where the records of the container begin. */
function recordOffsets(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signatures = new Set([0x04034b50, 0x02014b50, 0x06054b50]);
  return Array.from({ length: bytes.length - 4 }, (_, offset) => offset).filter((offset) => signatures.has(view.getUint32(offset, true)));
}

const EXTREMES: readonly number[] = [0, 1, 2, 7, 0x7f, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

export const BYTE_KINDS: readonly MutationKind[] = [
  kind('bytes: one bit flipped', (random, bytes) => {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    return bytes;
  }),
  kind('bytes: several bits flipped', (random, bytes) => {
    for (let count = random.between(2, 40); count > 0; count -= 1) {
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    }
    return bytes;
  }),
  kind('bytes: a stretch overwritten', (random, bytes) => {
    const [start, end] = stretch(random, bytes, 200);
    bytes.set(random.bytes(end - start), start);
    return bytes;
  }),
  kind('bytes: a stretch of zeros or ones', (random, bytes) => bytes.fill(random.pick([0, 0xff]), ...stretch(random, bytes, 600))),
  kind('bytes: truncated', (random, bytes) => bytes.slice(0, random.below(bytes.length))),
  kind('bytes: beginning lost', (random, bytes) => bytes.slice(random.between(1, bytes.length - 1))),
  kind('bytes: a stretch lost', (random, bytes) => {
    const [start, end] = stretch(random, bytes, 500);
    return concat(bytes.subarray(0, start), bytes.subarray(end));
  }),
  kind('bytes: bytes inserted', (random, bytes) => {
    const at = random.below(bytes.length);
    return concat(bytes.subarray(0, at), random.bytes(random.between(1, 64)), bytes.subarray(at));
  }),
  kind('bytes: a stretch doubled', (random, bytes) => {
    const [start, end] = stretch(random, bytes, 500);
    return concat(bytes.subarray(0, end), bytes.subarray(start));
  }),
  kind('bytes: two stretches exchanged', (random, bytes) => {
    const length = random.between(1, 120);
    const [one, two] = [random.below(bytes.length - length), random.below(bytes.length - length)];
    const copy = bytes.slice(one, one + length);
    bytes.copyWithin(one, two, two + length);
    bytes.set(copy, two);
    return bytes;
  }),
  kind('bytes: prefix', (random, bytes) => concat(random.pick([random.bytes(random.between(1, 80)), new Uint8Array(30), bytes]), bytes)),
  kind('bytes: suffix', (random, bytes) => concat(bytes, random.pick([random.bytes(random.between(1, 80)), new Uint8Array(22), bytes]))),
  kind('bytes: head of one package, tail of another', (random, bytes, { first, second, elsewhere, impostor }) => {
    const tail = random.pick([first, second, elsewhere, impostor]).bytes;
    return concat(bytes.subarray(0, random.below(bytes.length)), tail.subarray(random.below(tail.length)));
  }),
  kind('bytes: a number in a header made extreme', (random, bytes) => {
    const record = random.pick(recordOffsets(bytes));
    const view = new DataView(bytes.buffer);
    for (let count = random.between(1, 3); count > 0; count -= 1) {
      const at = record + 4 + 2 * random.below(20);
      if (at + 4 > bytes.length) continue;
      if (random.chance(2)) view.setUint16(at, random.pick(EXTREMES) & 0xffff, true);
      else view.setUint32(at, random.pick(EXTREMES), true);
    }
    return bytes;
  }),
  kind('bytes: a record’s mark exchanged', (random, bytes) => {
    const [one, two] = [random.pick(recordOffsets(bytes)), random.pick(recordOffsets(bytes))];
    bytes.copyWithin(one, two, two + 4);
    return bytes;
  }),
  kind('bytes: text exchanged for text of the same length', (random, bytes) => {
    const swaps: readonly (readonly [string, string])[] = [
      ['2026', '2062'],
      ['approvals', 'directory'],
      ['false', 'true '],
      ['"demo"', '"dem0"'],
      ['data/', 'Data/'],
      ['sgx/', 'sgy/'],
      ['stored-1', 'stored-2'],
      ['sha256', 'sha512'],
      ['113708', '113709'],
      ['manifest', 'Manifest'],
    ];
    const [from, to] = random.pick(swaps);
    const text = Buffer.from(bytes).toString('latin1');
    const places = [...text.matchAll(new RegExp(from, 'g'))].map(({ index }) => index);
    const chosen = random.chance(3) ? places : places.length > 0 ? [random.pick(places)] : [];
    for (const at of chosen) bytes.set(new TextEncoder().encode(to), at);
    return bytes;
  }),
];
