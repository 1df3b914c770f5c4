/**
 * Mutated packages for the fuzzer: what accident and malice do to a file on its way. Every mutant follows from a seed, the
 * kind's name and a number, and from nothing else, so that a finding can be made again from three words.
 *
 * A further format adds its kinds as one more list to KINDS, and its genuine files to World.
 */
import { generateSm2KeyPair, type Sm2KeyPair } from '#shared/crypto/sm2.ts';
import { sourceOfBytes } from '#shared/exchange/byte-source.ts';
import type { PackageInput } from '#shared/exchange/package-writer.ts';
import { readWhole } from '#shared/exchange/zip-content.ts';
import { readZip } from '#shared/exchange/zip-reader.ts';
import { BYTE_KINDS } from './mutations-bytes.ts';
import { CONTAINER_KINDS } from './mutations-container.ts';
import { CONTENT_KINDS } from './mutations-content.ts';
import { ENVELOPE_KINDS } from './mutations-envelope.ts';
import { attachment, id, RECIPIENT, recorded, sampleInput, signerOf, write } from './sample-package.ts';

/** A small generator (mulberry32 over a hashed seed): the same text gives the same numbers everywhere. */
export class Random {
  #state: number;

  constructor(seed: string) {
    // FNV-1a, then mixed by the generator itself
    let hash = 0x811c9dc5;
    for (const character of seed) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    this.#state = hash >>> 0;
    for (let index = 0; index < 4; index += 1) this.next();
  }

  /** [0, 2³²) */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** [0, end) */
  below(end: number): number {
    return Math.floor((this.next() / 2 ** 32) * end);
  }

  /** [from, to] */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  chance(oneIn: number): boolean {
    return this.below(oneIn) === 0;
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('nothing to pick from');
    return list[this.below(list.length)] as T;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256));
  }

  shuffled<T>(list: readonly T[]): T[] {
    const result = [...list];
    for (let index = result.length - 1; index > 0; index -= 1) {
      const other = this.below(index + 1);
      [result[index], result[other]] = [result[other] as T, result[index] as T];
    }
    return result;
  }
}

/** path inside the bag → content, in the container's order */
export type Files = ReadonlyMap<string, Uint8Array>;

export interface GenuinePackage {
  /** also the top folder's name */
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly files: Files;
}

/** What the attacker has in hand: true packages, and a key of his own. The sender's private key he hasn't. */
export interface World {
  readonly recipient: { readonly uscc: string; readonly name: string };
  readonly sender: Sm2KeyPair;
  readonly attacker: Sm2KeyPair;
  /** two packages of the sender for the recipient */
  readonly first: GenuinePackage;
  readonly second: GenuinePackage;
  /** the sender's, for somebody else */
  readonly elsewhere: GenuinePackage;
  /** whole and well-signed, in the sender's name, with the attacker's key */
  readonly impostor: GenuinePackage;
  /** the key that envelopes are sealed for; its private half stays with the reader */
  readonly reader: Pick<Sm2KeyPair, 'publicKey'>;
  /** genuine envelopes of the sender; `large` has three chunks, `elsewhere` is sealed for another's key */
  readonly sealed: { readonly small: Uint8Array; readonly large: Uint8Array; readonly elsewhere: Uint8Array };
}

export interface MutationKind {
  readonly name: string;
  readonly mutate: (random: Random, world: World) => Promise<Uint8Array> | Uint8Array;
}

export const KINDS: readonly MutationKind[] = [...BYTE_KINDS, ...CONTAINER_KINDS, ...CONTENT_KINDS, ...ENVELOPE_KINDS];

async function genuine(input: PackageInput): Promise<GenuinePackage> {
  const { bytes } = await write(input);
  const archive = await readZip(sourceOfBytes(bytes));
  const files = new Map<string, Uint8Array>();
  for (const entry of archive.entries) files.set(entry.name.slice(input.id.length + 1), await readWhole(archive, entry));
  return { id: input.id, bytes, files };
}

export async function createWorld(reader: World['reader'], recipient: World['recipient'] = RECIPIENT): Promise<World> {
  const [sender, attacker, stranger] = [generateSm2KeyPair(), generateSm2KeyPair(), generateSm2KeyPair()];
  const input = (number: number, changes: Partial<PackageInput>) =>
    sampleInput({ id: id(8_000_000 + number), sequence: number, recipients: [recipient], ...signerOf(sender), ...changes });
  const other = { uscc: '11370800004234567P', name: '济宁高新区应急管理局' };
  const evidence = attachment(new Random('evidence').bytes(150_000));
  const named = [{ sha256: evidence.sha256, name: '现场照片.jpg', size: evidence.size }];
  const large = { entries: [recorded(21, { attachments: named })], attachments: [evidence] };
  const sealed = async (number: number, key: World['reader'], changes: Partial<PackageInput>) =>
    (await write(input(number, { ...changes, sealFor: [key.publicKey] }))).bytes;
  return {
    recipient,
    sender,
    attacker,
    reader,
    first: await genuine(input(1, {})),
    second: await genuine(input(2, { entries: [recorded(11), recorded(12), recorded(13)], attachments: [] })),
    elsewhere: await genuine(input(3, { recipients: [other] })),
    impostor: await genuine(input(4, { ...signerOf(attacker), entries: [recorded(14)], attachments: [] })),
    sealed: {
      small: await sealed(5, reader, {}),
      large: await sealed(6, reader, large),
      elsewhere: await sealed(7, stranger, { recipients: [other] }),
    },
  };
}

/** The files that a mutant may not be equal to: an unaltered one is no mutant. */
export function isGenuine(bytes: Uint8Array, { first, second, elsewhere, impostor, sealed }: World): boolean {
  const files = [first.bytes, second.bytes, elsewhere.bytes, impostor.bytes, sealed.small, sealed.large, sealed.elsewhere];
  return files.some((each) => Buffer.compare(each, bytes) === 0);
}
