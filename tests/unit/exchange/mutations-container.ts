/** Mutations of the container, built record by record: what a tool, or an attacker who knows ZIP, would write. */
import { deflateRawSync } from 'node:zlib';
import type { GenuinePackage, MutationKind, Random, World } from './mutations.ts';
import { concat, type RawEnd, type RawEntry, rawZip } from './raw-zip.ts';

type MutableEntries = RawEntry[];

/** The first package's entries as our writer writes them. */
export function entriesOf({ id, files }: Pick<GenuinePackage, 'id' | 'files'>): MutableEntries {
  return [...files].map(([path, content]) => ({ name: `${id}/${path}`, content }));
}

function kind(name: string, change: (random: Random, entries: MutableEntries, world: World) => RawEnd | undefined): MutationKind {
  return {
    name: `zip: ${name}`,
    mutate: (random, world) => {
      const entries = entriesOf(random.pick([world.first, world.first, world.second]));
      const end = change(random, entries, world) ?? {};
      return rawZip(entries, end);
    },
  };
}

/** Changes one or several entries in their place. */
function each(random: Random, entries: MutableEntries, change: (entry: RawEntry) => Partial<RawEntry>): undefined {
  const all = random.chance(4);
  const chosen = random.below(entries.length);
  entries.forEach((entry, index) => {
    if (all || index === chosen) entries[index] = { ...entry, ...change(entry) };
  });
}

const nameOf = ({ name }: RawEntry) => (typeof name === 'string' ? name : new TextDecoder().decode(name));
const contentOf = ({ content }: RawEntry) =>
  typeof content === 'string' ? new TextEncoder().encode(content) : (content ?? new Uint8Array(0));
const insert = (random: Random, entries: MutableEntries, entry: RawEntry) => {
  entries.splice(random.below(entries.length + 1), 0, entry);
};

/** Names that some system, or some reader, takes for something else. */
function hostileName(random: Random, name: string): string {
  const folder = name.slice(0, name.indexOf('/') + 1);
  return random.pick([
    `../${name}`,
    `${folder}../../etc/passwd`,
    `/${name}`,
    `C:\\${name}`,
    `C:/${name}`,
    name.replaceAll('/', '\\'),
    name.replace('/', '//'),
    `./${name}`,
    `${name}/`,
    `${name}.`,
    `${name} `,
    ` ${name}`,
    `${name}:stream`,
    `${name}\u0000.txt`,
    `${name}\u202etxt.exe`,
    `${name}\u200b`,
    `${folder}CON`,
    `${folder}data/nul.txt`,
    `${folder}data/attachments/com1`,
    `${folder}data/print/${'长'.repeat(90)}`,
    `${folder}${'a/'.repeat(200)}b`,
    name.slice(folder.length),
    name.toUpperCase(),
    name.toLowerCase() === name ? `${name.slice(0, -1)}${name.slice(-1).toUpperCase()}` : name.toLowerCase(),
    `${folder}data/print/e\u0301.pdf`,
    '',
    '/',
    '..',
    '.',
  ]);
}

function lies(random: Random, size: number): number {
  return random.pick(
    [0, 1, size - 1, size + 1, size * 2, size * 100, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff, random.next()].filter((n) => n >= 0),
  );
}

/** Deflated zeros; kept, since making them is slower than opening them. */
const bombs = new Map<number, Uint8Array>();
function bomb(size: number): Uint8Array {
  const known = bombs.get(size) ?? new Uint8Array(deflateRawSync(new Uint8Array(size)));
  bombs.set(size, known);
  return known;
}

const VALUES = [1, 2, 4, 8, 0x10, 0x20, 0x40, 0x80, 0x100, 0x400, 0x800, 0x1000, 0x2000, 0x8000] as const;

export const CONTAINER_KINDS: readonly MutationKind[] = [
  kind('entries reordered', (random, entries) => void entries.splice(0, entries.length, ...random.shuffled(entries))),
  kind('entry doubled', (random, entries) => {
    const entry = random.pick(entries);
    const altered = random.chance(2) ? { ...entry, content: random.bytes(random.between(0, 50)) } : entry;
    insert(random, entries, altered);
  }),
  kind('entry renamed', (random, entries) => each(random, entries, (entry) => ({ name: hostileName(random, nameOf(entry)) }))),
  kind('entry added', (random, entries) => {
    const folder = nameOf(random.pick(entries)).split('/')[0] ?? '';
    const names = ['readme.txt', 'fetch.txt', 'data/a.exe', 'data/print/a.pdf', 'sgx/x.json', 'manifest-sha512.txt', 'data/attachments/x'];
    const inside = `${folder}/${random.pick(names)}`;
    const name = random.pick([inside, inside, 'loose.txt', 'other/a', `${folder}/data/attachments/${'0'.repeat(64)}`]);
    insert(random, entries, { name: random.chance(5) ? hostileName(random, name) : name, content: random.bytes(random.below(40)) });
  }),
  kind('entry removed', (random, entries) => {
    for (let count = random.between(1, 3); count > 0; count -= 1) entries.splice(random.below(entries.length), 1);
  }),
  kind('twin in another case or Unicode form', (random, entries) => {
    const entry = random.pick(entries);
    const name = nameOf(entry);
    const folder = name.slice(0, name.indexOf('/') + 1);
    const [one, two] = random.pick([
      [name, name.toUpperCase()],
      [name, name.replace('data', 'DATA').replace('sgx', 'SGX').replace('bag', 'BAG')],
      [`${folder}data/print/\u00e9.pdf`, `${folder}data/print/e\u0301.pdf`],
      [`${folder}data/print/\u212a.pdf`, `${folder}data/print/k.pdf`],
      [`${folder}data/print/\u00df.pdf`, `${folder}data/print/SS.pdf`],
      [`${folder}data/print/a`, `${folder}data/print/a/b`],
    ] as const);
    if (one !== name) insert(random, entries, { name: one, content: 'one' });
    insert(random, entries, { name: two, content: contentOf(entry) });
  }),
  kind('size lied about in the local header', (random, entries) =>
    each(random, entries, (entry) => ({ local: { [random.pick(['size', 'compressedSize'])]: lies(random, contentOf(entry).length) } })),
  ),
  kind('size lied about in the directory', (random, entries) =>
    each(random, entries, (entry) => {
      const { length } = contentOf(entry);
      const field = random.pick(['size', 'compressedSize'] as const);
      return { [field]: lies(random, length), local: { [field]: length } };
    }),
  ),
  kind('size lied about in both', (random, entries) =>
    each(random, entries, (entry) => {
      const value = lies(random, contentOf(entry).length);
      return random.pick([{ size: value }, { compressedSize: value }, { size: value, compressedSize: value }]);
    }),
  ),
  kind('CRC-32 lied about', (random, entries) =>
    each(random, entries, () => random.pick([{ crc32: random.next() }, { crc32: 0 }, { local: { crc32: random.next() } }])),
  ),
  kind('flags', (random, entries) =>
    each(random, entries, () => {
      const flags = random.pick(VALUES) | (random.chance(2) ? random.pick(VALUES) : 0);
      return random.pick([{ flags }, { flags, local: { flags: 0 } }, { local: { flags } }]);
    }),
  ),
  kind('method', (random, entries) =>
    each(random, entries, () => {
      const method = random.pick([1, 6, 8, 9, 12, 14, 93, 95, 97, 99, 0xffff]);
      return random.pick([{ method }, { method, local: { method: 0 } }, { local: { method } }]);
    }),
  ),
  kind('times and attributes', (random, entries) =>
    each(random, entries, () =>
      random.pick([
        { time: random.below(0x10000) },
        { attributes: random.next() },
        { attributes: 0xa1ff0000 },
        { attributes: 0x81a40000 },
        { attributes: 0x10 },
      ]),
    ),
  ),
  kind('extra fields', (random, entries) =>
    each(random, entries, () => {
      const payload = random.bytes(random.below(24));
      const tag = random.pick([0x0001, 0x0017, 0x5455, 0x7075, 0x7875, 0x9901, random.below(0x10000)]);
      const length = random.chance(3) ? random.below(0x10000) : payload.length;
      const extra = concat(Uint8Array.of(tag & 0xff, tag >> 8, length & 0xff, length >> 8), payload);
      return random.pick([{ extra }, { extra, centralExtra: new Uint8Array(0) }, { centralExtra: extra }]);
    }),
  ),
  kind('comments', (random, entries) => {
    const comment = random.bytes(random.between(1, 60));
    return random.chance(2) ? each(random, entries, () => ({ comment })) : { comment };
  }),
  kind('entries that overlap', (random, entries) => {
    const target = random.below(entries.length);
    const at = entries.slice(0, target).reduce((sum, entry) => sum + 30 + nameOf(entry).length + contentOf(entry).length, 0);
    return each(random, entries, () => ({ offset: at + random.pick([0, 0, 1, 30]), absent: random.chance(2) }));
  }),
  kind('bytes hidden between entries', (random, entries) => {
    const hidden = random.bytes(random.between(1, 60));
    return random.pick([each(random, entries, () => ({ before: hidden })), { beforeDirectory: hidden }, { beforeEnd: hidden }]);
  }),
  kind('local name unlike the directory’s', (random, entries) =>
    each(random, entries, (entry) => ({
      local: { name: random.pick([hostileName(random, nameOf(entry)), nameOf(random.pick(entries))]) },
    })),
  ),
  kind('deflated', (random, entries) => each(random, entries, () => ({ deflate: true }))),
  kind('deflate stream damaged', (random, entries) =>
    each(random, entries, (entry) => {
      const raw = new Uint8Array(deflateRawSync(contentOf(entry)));
      const at = random.below(raw.length);
      const damaged = raw.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << random.below(8));
      return {
        method: 8,
        raw: random.pick([damaged, raw.subarray(0, -1), concat(raw, random.bytes(3)), random.bytes(30), new Uint8Array(0)]),
      };
    }),
  ),
  kind('bomb', (random, entries) =>
    each(random, entries, (entry) => {
      const size = random.pick([1 << 16, 1 << 20, 1 << 22]);
      const raw = bomb(size);
      const declared = random.pick([size, contentOf(entry).length, raw.length * 100, 0xfffffff0]);
      return { method: 8, raw, size: declared, compressedSize: raw.length };
    }),
  ),
  kind('nested', (random, entries, { first, second, impostor }) => {
    const inner = random.pick([first, second, impostor]);
    const folder = nameOf(random.pick(entries)).split('/')[0] ?? '';
    if (random.chance(3)) return each(random, entries, () => ({ content: inner.bytes }));
    if (random.chance(2)) return void insert(random, entries, { name: `${folder}/data/print/内.sgx`, content: inner.bytes });
    return void entries.push(...entriesOf(inner).map((entry) => ({ ...entry, name: `${folder}/data/${nameOf(entry)}` })));
  }),
  kind('two packages in one container', (random, entries, { second, impostor, elsewhere }) => {
    const more = entriesOf(random.pick([second, impostor, elsewhere]));
    entries.splice(random.pick([0, entries.length]), 0, ...more);
  }),
  kind('end record lied in', (random, entries) => {
    const count = random.pick([0, 1, entries.length - 1, entries.length + 1, 0xffff]);
    const number = random.pick([0, 1, 22, 0xfffffffe, 0xffffffff, random.next()]);
    return random.pick<RawEnd>([
      { count },
      { countOnDisk: count },
      { disk: random.between(1, 3) },
      { directoryOffset: number },
      { directoryBytes: number },
      { count, directoryBytes: number },
      { beforeEnd: concat(Uint8Array.of(0x50, 0x4b, 6, 7), new Uint8Array(16)) },
    ]);
  }),
  kind('folders added', (random, entries) => {
    const folder = nameOf(random.pick(entries)).split('/')[0] ?? '';
    const name = random.pick([`${folder}/`, `${folder}/data/`, `${folder}/sgx/`, `${folder}/empty/`, 'empty/', `${folder}/data/print/`]);
    insert(random, entries, { name, content: random.chance(4) ? 'x' : '', attributes: random.pick([0, 0x10, 0x41ed0010]) });
  }),
  kind('names that are no UTF-8', (random, entries) =>
    each(random, entries, (entry) => {
      const name = new TextEncoder().encode(nameOf(entry));
      name[random.below(name.length)] = random.pick([0xff, 0xc0, 0x80, 0xed, 0xf5, 0xe4]);
      return { name, flags: random.pick([0, 0x800]) };
    }),
  ),
  kind('top folder exchanged', (random, entries, { first, second, elsewhere }) => {
    const folder = random.pick([first.id, second.id, elsewhere.id, 'package', '', '数据包']);
    const from = nameOf(random.pick(entries)).split('/')[0] ?? '';
    const rename = (entry: RawEntry) => nameOf(entry).replace(`${from}/`, folder === '' ? '' : `${folder}/`);
    entries.forEach((entry, index) => {
      entries[index] = { ...entry, name: rename(entry) };
    });
    if (folder === from) entries.reverse();
  }),
  kind('content exchanged between entries', (random, entries) => {
    const [one, two] = [random.below(entries.length), random.below(entries.length)];
    const [left, right] = [entries[one], entries[two]];
    if (!left || !right) return;
    entries[one] = { ...left, content: contentOf(right) };
    entries[two] = { ...right, content: contentOf(left) };
  }),
];
