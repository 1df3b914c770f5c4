/** Builds ZIPs byte by byte, wrong ones included: every field of every header can be set. */
import { deflateRawSync } from 'node:zlib';
import { createCrc32 } from '#shared/exchange/crc32.ts';

export interface RawEntry {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  readonly deflate?: boolean;
  /** what stands in the file instead of the (deflated) content */
  readonly raw?: Uint8Array;
  readonly flags?: number;
  readonly method?: number;
  readonly time?: number;
  readonly crc32?: number;
  readonly size?: number;
  readonly compressedSize?: number;
  readonly extra?: Uint8Array;
  readonly centralExtra?: Uint8Array;
  readonly comment?: Uint8Array;
  readonly attributes?: number;
  readonly disk?: number;
  /** where the central directory says the local header is */
  readonly offset?: number;
  /** bytes between this entry and the one before */
  readonly before?: Uint8Array;
  /** fields that the local header says otherwise */
  readonly local?: Partial<Pick<RawEntry, 'name' | 'flags' | 'method' | 'time' | 'crc32' | 'size' | 'compressedSize'>>;
  readonly localSignature?: number;
  /** not written at all: its central header points elsewhere */
  readonly absent?: boolean;
}

export interface RawEnd {
  readonly prefix?: Uint8Array;
  readonly beforeDirectory?: Uint8Array;
  readonly beforeEnd?: Uint8Array;
  readonly suffix?: Uint8Array;
  readonly comment?: Uint8Array;
  readonly count?: number;
  readonly countOnDisk?: number;
  readonly disk?: number;
  readonly directoryOffset?: number;
  readonly directoryBytes?: number;
}

const utf8 = (text: string | Uint8Array) => (typeof text === 'string' ? new TextEncoder().encode(text) : text);

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

function numbers(...fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Uint8Array {
  return concat(
    ...fields.map(([bytes, value]) => {
      const field = new Uint8Array(4);
      new DataView(field.buffer).setUint32(0, value >>> 0, true);
      return field.subarray(0, bytes);
    }),
  );
}

function common(
  entry: Required<Pick<RawEntry, 'flags' | 'method' | 'time' | 'crc32' | 'size' | 'compressedSize'>>,
  nameLength: number,
  extraLength: number,
): Uint8Array {
  return numbers(
    [2, 20],
    [2, entry.flags],
    [2, entry.method],
    [2, entry.time],
    [2, 0x0021],
    [4, entry.crc32],
    [4, entry.compressedSize],
    [4, entry.size],
    [2, nameLength],
    [2, extraLength],
  );
}

/** The ZIP of these entries; without overrides it is well-formed. */
export async function rawZip(entries: readonly RawEntry[], end: RawEnd = {}): Promise<Uint8Array> {
  const crc = await createCrc32();
  const parts: Uint8Array[] = [end.prefix ?? new Uint8Array(0)];
  const directory: Uint8Array[] = [];
  let position = parts[0]?.length ?? 0;
  for (const entry of entries) {
    const name = utf8(entry.name);
    const content = utf8(entry.content ?? '');
    const written = entry.raw ?? (entry.deflate ? new Uint8Array(deflateRawSync(content)) : content);
    crc.update(content);
    const fields = {
      flags: entry.flags ?? (name.some((byte) => byte > 0x7f) ? 0x0800 : 0),
      method: entry.method ?? (entry.deflate ? 8 : 0),
      time: entry.time ?? 0,
      crc32: entry.crc32 ?? crc.value(),
      size: entry.size ?? content.length,
      compressedSize: entry.compressedSize ?? written.length,
    };
    crc.value();
    const extra = entry.extra ?? new Uint8Array(0);
    const centralExtra = entry.centralExtra ?? extra;
    const comment = entry.comment ?? new Uint8Array(0);
    const before = entry.before ?? new Uint8Array(0);
    const localName = utf8(entry.local?.name ?? name);
    const { name: _name, ...localFields } = entry.local ?? {};
    const header = concat(
      numbers([4, entry.localSignature ?? 0x04034b50]),
      common({ ...fields, ...localFields }, localName.length, extra.length),
      localName,
      extra,
    );
    directory.push(
      numbers([4, 0x02014b50], [2, 0x0a14]),
      common(fields, name.length, centralExtra.length),
      numbers([2, comment.length], [2, entry.disk ?? 0], [2, 0], [4, entry.attributes ?? 0], [4, entry.offset ?? position + before.length]),
      name,
      centralExtra,
      comment,
    );
    if (entry.absent) continue;
    parts.push(before, header, written);
    position += before.length + header.length + written.length;
  }
  const gap = end.beforeDirectory ?? new Uint8Array(0);
  const directoryBytes = concat(...directory);
  const comment = end.comment ?? new Uint8Array(0);
  const record = numbers(
    [4, 0x06054b50],
    [2, end.disk ?? 0],
    [2, end.disk ?? 0],
    [2, end.countOnDisk ?? end.count ?? entries.length],
    [2, end.count ?? entries.length],
    [4, end.directoryBytes ?? directoryBytes.length],
    [4, end.directoryOffset ?? position + gap.length],
    [2, comment.length],
  );
  return concat(...parts, gap, directoryBytes, end.beforeEnd ?? new Uint8Array(0), record, comment, end.suffix ?? new Uint8Array(0));
}
