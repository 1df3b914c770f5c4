/**
 * Mutations of what a package says, in a container that is right: by somebody who knows the format, without the sender's
 * key (digests brought up to date, the old signature kept) or with a key of his own.
 */
import { createHash } from 'node:crypto';
import { publicKeyToPem, type Sm2KeyPair, signSm2 } from '#shared/crypto/sm2.ts';
import type { Files, GenuinePackage, MutationKind, Random, World } from './mutations.ts';
import { entriesOf } from './mutations-container.ts';
import { concat, rawZip } from './raw-zip.ts';

type MutableFiles = Map<string, Uint8Array>;
type Json = Record<string, unknown>;

const SIGNED = ['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt', 'sgx/package.json', 'sgx/signer.pem'];
const ORDER = [...SIGNED.slice(0, 3), 'tagmanifest-sha256.txt', ...SIGNED.slice(3), 'sgx/signature.der'];
const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (files: Files, path: string) => new TextDecoder().decode(files.get(path));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const payloadOf = (files: Files) => [...files.keys()].filter((path) => path.startsWith('data/')).sort();

function manifestOf(files: Files, paths: readonly string[]): Uint8Array {
  return bytesOf(paths.map((path) => `${sha256(files.get(path) ?? new Uint8Array(0))}  ${path}\n`).join(''));
}

/** How far the attacker goes in making his change look right. */
type Effort = 'nothing else' | 'digests redone' | 'signed with another key' | 'signed under the old key’s name';
const EFFORTS: readonly Effort[] = ['nothing else', 'digests redone', 'signed with another key', 'signed under the old key’s name'];

function finish(files: MutableFiles, effort: Effort, attacker: Sm2KeyPair, keep: readonly string[] = []): void {
  if (effort === 'nothing else') return;
  const payload = payloadOf(files);
  const octets = payload.reduce((sum, path) => sum + (files.get(path)?.length ?? 0), 0);
  const redo = (path: string, content: () => Uint8Array) => void (keep.includes(path) || files.set(path, content()));
  redo('bag-info.txt', () =>
    bytesOf(textOf(files, 'bag-info.txt').replace(/Payload-Oxum: .*/, `Payload-Oxum: ${octets}.${payload.length}`)),
  );
  redo('manifest-sha256.txt', () => manifestOf(files, payload));
  if (effort === 'signed with another key') redo('sgx/signer.pem', () => bytesOf(publicKeyToPem(attacker.publicKey)));
  redo('tagmanifest-sha256.txt', () => manifestOf(files, SIGNED));
  if (effort === 'digests redone') return;
  redo('sgx/signature.der', () => signSm2(files.get('tagmanifest-sha256.txt') ?? new Uint8Array(0), attacker.privateKey));
}

function pack(id: string, files: Files): Promise<Uint8Array> {
  const known = ORDER.filter((path) => files.has(path));
  const others = [...files.keys()].filter((path) => !ORDER.includes(path)).sort();
  const ordered = new Map([...known, ...others].map((path) => [path, files.get(path) ?? new Uint8Array(0)] as const));
  return rawZip(entriesOf({ id, files: ordered }));
}

/**
 * The same package of the same sender as a common tool would have packed it: without the promise `stored-1`, so that the
 * container's headers are nobody's word.
 */
export async function withoutProfile({ id, files }: GenuinePackage, sender: Sm2KeyPair): Promise<GenuinePackage> {
  const { container: _, ...descriptor } = JSON.parse(textOf(files, 'sgx/package.json')) as Json;
  const copy: MutableFiles = new Map([...files, ['sgx/package.json', bytesOf(`${JSON.stringify(descriptor, null, 2)}\n`)]]);
  finish(copy, 'signed with another key', sender);
  return { id, files: copy, bytes: await pack(id, copy) };
}

/** Files that a change touches itself, and which `finish` must leave as they are. */
type Change = (random: Random, files: MutableFiles, world: World, from: GenuinePackage) => readonly string[] | undefined;

function kind(
  name: string,
  change: Change,
  efforts: readonly Effort[],
  source: (world: World) => readonly GenuinePackage[] = own,
): MutationKind[] {
  return efforts.map((effort) => ({
    name: `content: ${name}, ${effort}`,
    mutate: (random, world) => {
      const from = random.pick(source(world));
      const files = new Map(from.files);
      const keep = change(random, files, world, from);
      finish(files, effort, world.attacker, keep);
      return pack(from.id, files);
    },
  }));
}

const own = ({ first, second }: World) => [first, first, second];

function edited(random: Random, bytes: Uint8Array): Uint8Array {
  const at = random.below(Math.max(1, bytes.length));
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  return random.pick([
    copy,
    bytes.slice(0, at),
    concat(bytes, random.bytes(random.between(1, 9))),
    bytesOf(''),
    concat(bytes, bytesOf('\n')),
  ]);
}

// ---- the descriptor ----

const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  'x',
  '\u0000',
  '长'.repeat(500),
  [],
  {},
  [[[[[]]]]],
  '2026-13-45',
  2 ** 60,
];

function changedDescriptor(random: Random, descriptor: Json, { recipient, second, elsewhere }: World): string {
  const members = Object.keys(descriptor);
  const change = random.pick<() => unknown>([
    () => ({ ...descriptor, [random.pick(members)]: random.pick(ODD_VALUES) }),
    () => ({ ...descriptor, [random.pick(members)]: undefined }),
    () => ({ ...descriptor, id: random.pick([second.id, elsewhere.id, 'x']) }),
    () => ({ ...descriptor, recipients: [recipient, { uscc: '11370800004234567P', name: '另一单位' }] }),
    () => ({ ...descriptor, recipients: [{ ...recipient, name: '改名' }] }),
    () => ({ ...descriptor, recipients: [{ uscc: '11370800004234567P', name: '另一单位' }] }),
    () => ({ ...descriptor, purpose: random.pick(['receipt', 'directory', 'sync', 'approvals', 'x']) }),
    () => ({ ...descriptor, sequence: random.pick([2, 3, 100, 2 ** 53]) }),
    () => ({ ...descriptor, title: random.pick(['改过的标题', '\u202etxt', 'a'.repeat(201)]) }),
    () => ({ ...descriptor, demo: descriptor.demo !== true }),
    () => ({ ...descriptor, container: random.pick([undefined, 'stored-2', '']) }),
    () => ({ ...descriptor, created: random.pick(['2026-11-24T08:00:00.000Z', '1970-01-01T00:00:00.000Z', 'now']) }),
    () => ({ ...descriptor, counts: random.pick([{ entries: 1, attachments: 0 }, { entries: 9, attachments: 9 }, { entries: -1 }]) }),
    () => ({ ...descriptor, format: random.pick([0, 2, 99, '1', 1.5]) }),
    () => ({ ...descriptor, unknown: random.pick(ODD_VALUES) }),
    () => random.pick(ODD_VALUES),
  ])();
  const text = JSON.stringify(change, null, random.pick([0, 2])) ?? '';
  return random.pick<() => string>([
    () => text,
    () => text,
    () => text,
    () => text.replace('{', '{"__proto__":{"demo":true},'),
    () => text.replace('{', `{"id":"${second.id}",`),
    () => `\u{feff}${text}`,
    () => `${text}${text}`,
    () => text.replace(/\}$/, ',}'),
    () => '['.repeat(20_000),
  ])();
}

const descriptorChange: Change = (random, files, world) => {
  const descriptor = JSON.parse(textOf(files, 'sgx/package.json')) as Json;
  files.set('sgx/package.json', bytesOf(changedDescriptor(random, descriptor, world)));
  return undefined;
};

// ---- lines: manifests and entries ----

function changedLines(random: Random, text: string, other: string, alter: (line: string) => string): string {
  const lines = text.split('\n').slice(0, -1);
  const at = random.below(Math.max(1, lines.length));
  const line = lines[at] ?? '';
  const change = random.pick<() => void>([
    () => void lines.splice(at, 1),
    () => void lines.splice(at, 0, line),
    () => void lines.reverse(),
    () => void lines.splice(at, 1, alter(line)),
    () => void lines.splice(at, 1, alter(line)),
    () => void lines.push(...other.split('\n').slice(0, -1)),
    () => void lines.splice(at, 1, random.pick(other.split('\n'))),
    () => void lines.splice(at, 0, ''),
  ]);
  change();
  return `${lines.join(random.pick(['\n', '\n', '\n', '\r\n']))}${random.pick(['\n', '\n', '', '\u0000'])}`;
}

function changedManifestLine(random: Random, line: string): string {
  const [digest = '', path = ''] = line.split('  ');
  return random.pick([
    `${digest.replace(/./, (digit) => (digit === '0' ? '1' : '0'))}  ${path}`,
    `${digest.slice(1)}  ${path}`,
    `${digest.toUpperCase()}  ${path}`,
    `${digest} *${path}`,
    `${digest}  ./${path}`,
    `${digest}  ../${path}`,
    `${digest}  /${path}`,
    `${digest}  ${path.toUpperCase()}`,
    `${digest}  ${path}%0A`,
    `${digest}  ${path}%25`,
    `\\${digest}  ${path}`,
    `${digest}${path}`,
    `${digest}  `,
    random.bytes(20).join(''),
  ]);
}

function manifestChange(path: string): Change {
  return (random, files, { second }) => {
    const other = textOf(second.files, path);
    files.set(path, bytesOf(changedLines(random, textOf(files, path), other, (line) => changedManifestLine(random, line))));
    return [path];
  };
}

function changedEntry(random: Random, line: string): string {
  const entry = JSON.parse(line) as { actor: Json; payload: Json } & Json;
  return random.pick<() => string>([
    () => JSON.stringify({ ...entry, [random.pick(Object.keys(entry))]: random.pick(ODD_VALUES) }),
    () => JSON.stringify({ ...entry, type: random.pick(['key.confirmed', 'claim.made', 'department.saved', 'package.imported', 'x']) }),
    () => JSON.stringify({ ...entry, actor: { ...entry.actor, departmentId: '113708000042312345' } }),
    () => JSON.stringify({ ...entry, actor: { ...entry.actor, operator: '李四' } }),
    () => JSON.stringify({ ...entry, subject: entry.id }),
    () => line.replace(/济宁测试食品有限公司\d+/, '另一家公司'),
    () => line.replace('{', '{"__proto__":{"polluted":true},'),
    () => line.replace(/"type":"[^"]*"/, (member) => `${member},"type":"key.confirmed"`),
    () => line.slice(0, -1),
    () => `${line}${line}`,
    () => `[${line}]`,
    () => line.replaceAll('"', "'"),
    () => '{"a":'.repeat(5000),
    () => `"${'\\ud800'.repeat(20)}"`,
  ])();
}

const entriesChange: Change = (random, files, { second }) => {
  const path = 'data/entries.ndjson';
  files.set(path, bytesOf(changedLines(random, textOf(files, path), textOf(second.files, path), (line) => changedEntry(random, line))));
  return undefined;
};

// ---- files, metadata, identity ----

const anyFileChange: Change = (random, files) => {
  const path = random.pick([...files.keys()]);
  files.set(path, edited(random, files.get(path) ?? new Uint8Array(0)));
  return [path];
};

const attachmentsChange: Change = (random, files, { first }) => {
  const path = payloadOf(first.files).find((each) => each.startsWith('data/attachments/')) ?? '';
  const content = first.files.get(path) ?? new Uint8Array(0);
  const more = random.bytes(random.between(1, 60));
  random.pick<() => void>([
    () => void files.set(path, edited(random, content)),
    () => void files.delete(path),
    () => void files.set(`data/attachments/${sha256(more)}`, more),
    () => void files.set(`data/attachments/${'0'.repeat(64)}`, content),
    () => void files.set(`${path.slice(0, -1)}${path.endsWith('0') ? '1' : '0'}`, content),
    () => void files.set('data/print/清单.pdf', more),
  ])();
  return undefined;
};

const bagInfoChange: Change = (random, files, { second }) => {
  const path = random.pick(['bag-info.txt', 'bag-info.txt', 'bagit.txt']);
  const text = textOf(files, path);
  const changed = changedLines(random, text, textOf(second.files, path), (line) =>
    random.pick([
      line.replace(': ', ' : '),
      ` ${line}`,
      line.replace(/\d/, '9'),
      line.split(':')[0] ?? '',
      `${line}\n${line}`,
      line.replace(/: .*/, ': x'),
    ]),
  );
  files.set(path, bytesOf(changed));
  return [path];
};

/** Somebody else's package, made out to the reader. */
const readdress: Change = (_random, files, { recipient }) => {
  const descriptor = JSON.parse(textOf(files, 'sgx/package.json')) as Json;
  files.set('sgx/package.json', bytesOf(`${JSON.stringify({ ...descriptor, recipients: [recipient] }, null, 2)}\n`));
  return undefined;
};

const transplant: Change = (random, files, { first, second, elsewhere, impostor }) => {
  const donor = random.pick([first, second, elsewhere, impostor]).files;
  const paths = [...new Set([...donor.keys(), ...files.keys()])];
  const chosen = random.shuffled(paths).slice(0, random.between(1, 6));
  for (const path of chosen) {
    const content = donor.get(path);
    if (content) files.set(path, content);
    else files.delete(path);
  }
  return chosen;
};

const swapIdentity: Change = (random, files, { second, elsewhere, impostor }) => {
  const donor = random.pick([second, elsewhere, impostor]).files;
  const paths = random.pick([
    ['sgx/signature.der'],
    ['sgx/signer.pem'],
    ['sgx/signature.der', 'sgx/signer.pem'],
    ['tagmanifest-sha256.txt', 'sgx/signature.der'],
  ]);
  for (const path of paths) files.set(path, donor.get(path) ?? new Uint8Array(0));
  return paths;
};

const signatureChange: Change = (random, files) => {
  const der = files.get('sgx/signature.der') ?? new Uint8Array(0);
  const rLength = der[3] ?? 0;
  const [r, s] = [der.subarray(2, 4 + rLength), der.subarray(4 + rLength)];
  const sequence = (...parts: readonly Uint8Array[]) =>
    concat(
      Uint8Array.of(
        0x30,
        parts.reduce((sum, part) => sum + part.length, 0),
      ),
      ...parts,
    );
  const one = Uint8Array.of(2, 1, 1);
  const zero = Uint8Array.of(2, 1, 0);
  files.set(
    'sgx/signature.der',
    random.pick([
      sequence(s, r),
      sequence(r, r),
      sequence(r, one),
      sequence(one, s),
      sequence(zero, s),
      sequence(r, zero),
      sequence(r, s, one),
      concat(Uint8Array.of(0x30, 0x81), der.subarray(1)),
      concat(der, Uint8Array.of(0)),
      sequence(concat(Uint8Array.of(2, rLength + 1, 0), r.subarray(2)), s),
      edited(random, der),
      random.bytes(der.length),
      bytesOf(Buffer.from(der).toString('base64')),
    ]),
  );
  return ['sgx/signature.der'];
};

const signerChange: Change = (random, files, { sender, attacker }) => {
  const pem = textOf(files, 'sgx/signer.pem');
  const lower = pem.replace(/\n([A-Za-z0-9+/]{10})/, (_, begin: string) => `\n${begin.toLowerCase()}`);
  const texts = [
    pem.replaceAll('\n', '\r\n'),
    `${pem}\n`,
    `\n${pem}`,
    pem.trimEnd(),
    pem + publicKeyToPem(attacker.publicKey),
    lower,
    sender.publicKey,
    '',
  ];
  files.set('sgx/signer.pem', bytesOf(random.pick(texts)));
  return ['sgx/signer.pem'];
};

/** One of our packages that shall pass for a plain bag. */
const plainBag: Change = (random, files) => {
  for (const path of ['sgx/package.json', 'sgx/signer.pem', 'sgx/signature.der']) files.delete(path);
  if (random.chance(2)) files.delete('tagmanifest-sha256.txt');
  else files.set('tagmanifest-sha256.txt', manifestOf(files, SIGNED.slice(0, 3)));
  const path = random.pick([...files.keys()]);
  if (random.chance(2)) files.set(path, edited(random, files.get(path) ?? new Uint8Array(0)));
  return undefined;
};

export const CONTENT_KINDS: readonly MutationKind[] = [
  ...kind('a file edited', anyFileChange, EFFORTS),
  ...kind('descriptor', descriptorChange, EFFORTS),
  ...kind('payload manifest', manifestChange('manifest-sha256.txt'), EFFORTS),
  ...kind('tag manifest', manifestChange('tagmanifest-sha256.txt'), ['digests redone', 'signed with another key']),
  ...kind('entries', entriesChange, EFFORTS),
  ...kind('attachments', attachmentsChange, EFFORTS),
  ...kind('bag-info and bagit', bagInfoChange, ['digests redone', 'signed with another key']),
  ...kind('re-addressed', readdress, EFFORTS, ({ elsewhere }) => [elsewhere]),
  ...kind('parts of another package', transplant, ['nothing else', 'digests redone', 'signed with another key']),
  ...kind('signature or signer of another package', swapIdentity, ['nothing else', 'digests redone']),
  ...kind('signature rewritten', signatureChange, ['nothing else']),
  ...kind('signer rewritten', signerChange, ['nothing else', 'digests redone', 'signed with another key']),
  ...kind('a plain bag made of it', plainBag, ['nothing else']),
];
