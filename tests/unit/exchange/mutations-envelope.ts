/**
 * Mutations of sealed packages: of the envelope's header and chunks, and envelopes made by an attacker, who needs no
 * more than the recipient's public key for that.
 */
import { fingerprint } from '#shared/crypto/sm2.ts';
import { wrapSm2 } from '#shared/crypto/sm2-key-wrap.ts';
import { canonicalJson } from '#shared/exchange/entry-lines.ts';
import { fromBase64, keyIdOf, planEnvelope, sealingSink, toBase64 } from '#shared/exchange/envelope.ts';
import type { MutationKind, Random, World } from './mutations.ts';
import { BYTE_KINDS } from './mutations-bytes.ts';
import { CONTAINER_KINDS } from './mutations-container.ts';
import { CONTENT_KINDS } from './mutations-content.ts';
import { concat } from './raw-zip.ts';

const SEALED_CHUNK_BYTES = 64 * 1024 + 16;
const INNER_KINDS: readonly MutationKind[] = [...BYTE_KINDS, ...CONTAINER_KINDS, ...CONTENT_KINDS];

interface Recipient {
  readonly key: string;
  readonly wrapped: string;
}
type Header = Readonly<Record<string, unknown>> & { readonly nonce: string; readonly recipients: readonly Recipient[] };

interface Envelope {
  readonly header: Header;
  readonly chunks: readonly Uint8Array[];
}

function apart(bytes: Uint8Array): Envelope {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Header;
  const chunks: Uint8Array[] = [];
  for (let at = 8 + length; at < bytes.length; at += SEALED_CHUNK_BYTES) chunks.push(bytes.subarray(at, at + SEALED_CHUNK_BYTES));
  return { header, chunks };
}

function together(headerText: string, chunks: readonly Uint8Array[], stated?: number): Uint8Array {
  const text = new TextEncoder().encode(headerText);
  const preamble = new Uint8Array(8);
  preamble.set(new TextEncoder().encode('SGXE'));
  new DataView(preamble.buffer).setUint32(4, stated ?? text.length, true);
  return concat(preamble, text, ...chunks);
}

/** What anybody can do who has the public key. */
export async function sealFor(bytes: Uint8Array, publicKeys: readonly string[]): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const sealing = await sealingSink(planEnvelope(publicKeys), async (piece) => void pieces.push(piece));
  await sealing.write(bytes);
  await sealing.finish();
  sealing.close();
  return concat(...pieces);
}

function kind(name: string, change: (random: Random, envelope: Envelope, world: World, bytes: Uint8Array) => Uint8Array): MutationKind {
  return {
    name: `envelope: ${name}`,
    mutate: (random, world) => {
      const bytes = random.pick([world.sealed.small, world.sealed.large]);
      return change(random, apart(bytes), world, bytes);
    },
  };
}

const flip = (random: Random, bytes: Uint8Array, from = 0): Uint8Array => {
  const copy = bytes.slice();
  const at = random.between(from, bytes.length - 1);
  copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  return copy;
};

function changedHeader(random: Random, header: Header, { attacker, reader, sealed }: World): unknown {
  const donor = apart(random.pick([sealed.small, sealed.large, sealed.elsewhere])).header;
  const [first] = header.recipients;
  const stranger = { key: keyIdOf(fingerprint(attacker.publicKey)), wrapped: toBase64(wrapSm2(random.bytes(16), attacker.publicKey)) };
  return random.pick<() => unknown>([
    () => ({ ...header, nonce: Buffer.from(random.bytes(7)).toString('hex') }),
    () => ({ ...header, nonce: header.nonce.toUpperCase() }),
    () => ({ ...header, nonce: donor.nonce }),
    () => ({ ...header, recipients: [...header.recipients].reverse() }),
    () => ({ ...header, recipients: [] }),
    () => ({ ...header, recipients: [...header.recipients, stranger] }),
    () => ({ ...header, recipients: [...header.recipients, ...header.recipients] }),
    () => ({ ...header, recipients: [stranger, first] }),
    () => ({ ...header, recipients: donor.recipients }),
    () => ({ ...header, recipients: [{ ...first, wrapped: donor.recipients[0]?.wrapped }] }),
    () => ({ ...header, recipients: [{ ...first, wrapped: toBase64(flip(random, fromBase64(first?.wrapped ?? ''))) }] }),
    // a key that the attacker chose, of any length
    () => ({
      ...header,
      recipients: [{ ...first, wrapped: toBase64(wrapSm2(random.bytes(random.pick([1, 15, 16, 17, 32])), reader.publicKey)) }],
    }),
    () => ({ ...header, recipients: [{ ...first, more: 1 }] }),
    () => ({ ...header, cipher: random.pick(['SM4-CBC', 'AES-GCM', 'none', null]) }),
    () => ({ ...header, chunk: random.pick([0, 1, 16, 65535, 131072, -1, 2 ** 40]) }),
    () => ({ ...header, format: random.pick([0, 2, 99, 1.5, '1', null]) }),
    () => ({ ...header, more: true }),
    () => random.pick([null, [], {}, 'x', 1]),
  ])();
}

function writtenHeader(random: Random, header: Header): string {
  const text = canonicalJson(header);
  return random.pick([
    ` ${text}`,
    `${text}\n`,
    JSON.stringify(header, null, 2),
    `\u{feff}${text}`,
    text.replace('{', '{"format":1,'),
    text.replace('"SM4-GCM"', '"SM4\\u002dGCM"'),
    text.replace('"format":1', '"format":1.0'),
    text.slice(0, -1),
    `${text}${text}`,
    '['.repeat(50_000),
    '',
  ]);
}

export const ENVELOPE_KINDS: readonly MutationKind[] = [
  kind('one bit flipped', (random, _envelope, _world, bytes) => flip(random, bytes)),
  kind('one bit of the header flipped', (random, { header, chunks }) => {
    const whole = together(canonicalJson(header), []);
    return concat(flip(random, whole), ...chunks);
  }),
  kind('truncated', (random, { header, chunks }, _world, bytes) =>
    random.chance(2)
      ? bytes.slice(0, random.below(bytes.length))
      : together(canonicalJson(header), chunks.slice(0, random.below(chunks.length))),
  ),
  kind('bytes behind', (random, _envelope, _world, bytes) =>
    concat(bytes, random.pick([random.bytes(random.between(1, 40)), bytes, new Uint8Array(SEALED_CHUNK_BYTES)])),
  ),
  kind('chunks exchanged, doubled or lost', (random, { header, chunks }) => {
    const at = random.below(chunks.length);
    const changed = random.pick([
      [...chunks].reverse(),
      random.shuffled(chunks),
      chunks.filter((_, index) => index !== at),
      chunks.flatMap((chunk, index) => (index === at ? [chunk, chunk] : [chunk])),
      chunks.map((chunk, index) => (index === at ? chunk.slice(0, -random.between(1, 17)) : chunk)),
      chunks.map((chunk) => (random.chance(2) ? chunk : flip(random, chunk, chunk.length - 16))),
    ]);
    return together(canonicalJson(header), changed);
  }),
  kind('chunks of another envelope', (random, { header, chunks }, { sealed }) => {
    const donor = apart(random.pick([sealed.small, sealed.large, sealed.elsewhere]));
    if (random.chance(2)) return together(canonicalJson(header), donor.chunks);
    return together(canonicalJson(donor.header), [...chunks.slice(0, 1), ...donor.chunks.slice(1)]);
  }),
  kind('header altered', (random, { header, chunks }, world) => together(canonicalJson(changedHeader(random, header, world)), chunks)),
  kind('header written otherwise', (random, { header, chunks }) => together(writtenHeader(random, header), chunks)),
  kind('length of the header lied about', (random, { header, chunks }) => {
    const text = canonicalJson(header);
    const lie = random.pick([0, 1, text.length - 1, text.length + 1, 0xffff, 262144, 262145, 0x7fffffff, 0xffffffff]);
    return together(text, chunks, lie);
  }),
  kind('re-addressed', (random, _envelope, { reader, sealed }) => {
    const { header, chunks } = apart(sealed.elsewhere);
    const [first] = header.recipients;
    const key = keyIdOf(fingerprint(reader.publicKey));
    const wrapped = random.pick([first?.wrapped, toBase64(wrapSm2(random.bytes(16), reader.publicKey))]);
    const recipients = random.pick([[{ key, wrapped }], [first, { key, wrapped }]]);
    return together(canonicalJson({ ...header, recipients }), chunks);
  }),
  {
    name: 'envelope: around another package or no package',
    mutate: (random, { reader, attacker, elsewhere, impostor, sealed }) => {
      const inner = random.pick([elsewhere.bytes, impostor.bytes, sealed.small, sealed.elsewhere, random.bytes(random.between(1, 70_000))]);
      return sealFor(inner, random.pick([[reader.publicKey], [attacker.publicKey, reader.publicKey], [attacker.publicKey]]));
    },
  },
  ...['bytes', 'zip', 'content'].map((room) => ({
    name: `envelope: around a mutant (${room})`,
    mutate: async (random: Random, world: World) => {
      const inner = random.pick(INNER_KINDS.filter(({ name }) => name.startsWith(room)));
      const bytes = await inner.mutate(random, world);
      // nothing can be sealed that has no bytes, and what is unaltered is re-sealed, not forged
      const unaltered = [world.first, world.second].some((each) => Buffer.compare(each.bytes, bytes) === 0);
      return bytes.length === 0 || unaltered ? world.first.bytes : sealFor(bytes, [world.reader.publicKey]);
    },
  })),
];
