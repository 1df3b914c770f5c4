/**
 * The ZIP inside an .xlsx: directory and local headers walked and compared (APPNOTE 4.3), entries inflated piece by
 * piece. Nothing is taken from a declared size: what comes out is counted, and its CRC and length must agree at the end.
 */
import { Inflate } from 'fflate';
import { refuse, refuseDamaged } from './failures.ts';
import { MAX_INFLATION_RATIO, MAX_ZIP_ENTRIES, RATIO_FLOOR_BYTES, type ReadBudget } from './read-limits.ts';

export interface ZipEntry {
  /** lower case, forward slashes, no leading slash: parts are found regardless of how a writer spelt them */
  readonly name: string;
  readonly stored: boolean;
  readonly compressedSize: number;
  readonly declaredSize: number;
  readonly crc: number;
  readonly hasDataDescriptor: boolean;
  readonly headerOffset: number;
  readonly dataOffset: number;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const MAX_COMMENT = 65_535;
const FEED_BYTES = 65_536;

/** All entries of the archive, checked; throws a FailureError that says what is wrong. */
export function readZipDirectory(bytes: Uint8Array): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view);
  if (directory.count > MAX_ZIP_ENTRIES) {
    refuse(
      'table.too-many-parts',
      `文件内部有 ${directory.count} 个部件，超过 ${MAX_ZIP_ENTRIES} 个，不是正常的工作簿。请另存为 .xlsx 后再导入。`,
    );
  }
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let offset = directory.offset;
  for (let index = 0; index < directory.count; index += 1) {
    const { entry, next } = readEntry(view, bytes, offset, directory.offset);
    if (names.has(entry.name)) refuseDamaged('压缩包内有同名部件', entry.name);
    names.add(entry.name);
    entries.push(entry);
    offset = next;
  }
  refuseOverlaps(entries);
  return entries;
}

/**
 * Gives the entry's content to `onChunk`, in order, the last one marked. Every byte is charged to `budget`.
 * Throws a FailureError when the data is damaged or inflates beyond measure.
 */
export function inflateEntry(
  bytes: Uint8Array,
  entry: ZipEntry,
  budget: ReadBudget,
  onChunk: (chunk: Uint8Array, last: boolean, consumed: number) => void,
): void {
  const data = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize);
  let produced = 0;
  let crc = 0xffffffff;
  let consumed = 0;
  const take = (chunk: Uint8Array, last: boolean) => {
    produced += chunk.length;
    budget.addStreamed(chunk.length);
    refuseBomb(entry, produced);
    crc = updateCrc(crc, chunk);
    onChunk(chunk, last, consumed);
  };
  const feed = entry.stored ? take : inflater(entry, take);
  do {
    const end = Math.min(consumed + FEED_BYTES, data.length);
    const piece = data.subarray(consumed, end);
    consumed = end;
    feed(piece, consumed === data.length);
  } while (consumed < data.length);
  if (produced !== entry.declaredSize || (crc ^ 0xffffffff) >>> 0 !== entry.crc) refuseDamaged('部件的长度或校验值不符', entry.name);
}

function inflater(entry: ZipEntry, take: (chunk: Uint8Array, last: boolean) => void): (piece: Uint8Array, last: boolean) => void {
  // LibreOffice writes empty parts as zero bytes of "deflate"; strictly that is no deflate stream at all
  if (entry.compressedSize === 0) return () => take(new Uint8Array(0), true);
  let ended = false;
  let inner: unknown;
  const inflate = new Inflate((chunk, last) => {
    try {
      take(chunk, last);
    } catch (error) {
      inner = error;
      throw error;
    }
    ended ||= last;
  });
  return (piece, last) => {
    if (ended) return;
    try {
      inflate.push(piece, last);
    } catch (error) {
      if (inner !== undefined) throw inner;
      if (error instanceof Error && 'code' in error) refuseDamaged('压缩数据不完整或有错', entry.name);
      throw error;
    }
  };
}

function refuseBomb(entry: ZipEntry, produced: number): void {
  if (produced > RATIO_FLOOR_BYTES && produced > entry.compressedSize * MAX_INFLATION_RATIO) {
    refuse('table.zip-bomb', '文件内部的压缩比例不正常（可能是恶意构造的文件），已停止读取。请向提供文件的单位核实。', {
      path: entry.name,
    });
  }
}

function findDirectory(view: DataView): { readonly count: number; readonly offset: number } {
  const lowest = Math.max(0, view.byteLength - MAX_COMMENT - 22);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) !== END_OF_DIRECTORY) continue;
    const count = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 12, true);
    const offset = view.getUint32(at + 16, true);
    if (count === 0xffff || size === 0xffffffff || offset === 0xffffffff) return findDirectory64(view, at);
    if (offset + size > at) break;
    return { count, offset };
  }
  return refuseDamaged('压缩包没有完整的目录，文件可能没有拷贝完');
}

function findDirectory64(view: DataView, end: number): { readonly count: number; readonly offset: number } {
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_64) return refuseDamaged('压缩包的目录不完整');
  const at = wide(view, locator + 8);
  if (at + 56 > locator || view.getUint32(at, true) !== END_OF_DIRECTORY_64) return refuseDamaged('压缩包的目录不完整');
  const count = wide(view, at + 32);
  const offset = wide(view, at + 48);
  if (offset + wide(view, at + 40) > at) return refuseDamaged('压缩包的目录不完整');
  return { count, offset };
}

/** A 64-bit number that must be a place in this file; anything larger reads as Infinity and fails the next comparison. */
function wide(view: DataView, offset: number): number {
  return view.getUint32(offset + 4, true) === 0 ? view.getUint32(offset, true) : Number.POSITIVE_INFINITY;
}

function readEntry(view: DataView, bytes: Uint8Array, offset: number, limit: number): { readonly entry: ZipEntry; readonly next: number } {
  if (offset + 46 > view.byteLength || view.getUint32(offset, true) !== CENTRAL_HEADER) return refuseDamaged('压缩包的目录有错');
  const flags = view.getUint16(offset + 8, true);
  const method = view.getUint16(offset + 10, true);
  const nameEnd = offset + 46 + view.getUint16(offset + 28, true);
  const extraEnd = nameEnd + view.getUint16(offset + 30, true);
  const next = extraEnd + view.getUint16(offset + 32, true);
  if (next > view.byteLength) return refuseDamaged('压缩包的目录有错');
  const name = partName(bytes.subarray(offset + 46, nameEnd));
  if ((flags & 1) !== 0) refuse('table.encrypted-entry', '压缩包内的部件设有密码。请在表格软件中打开，去掉密码后另存为 .xlsx 再导入。');
  if (method !== 0 && method !== 8) refuseDamaged('用了工作簿不允许的压缩方式', name);
  const sizes = readSizes(view, offset, nameEnd, extraEnd);
  const dataOffset = checkLocalHeader(view, bytes, sizes.header, name, method);
  if (dataOffset + sizes.compressed > limit) refuseDamaged('部件超出了压缩包的范围', name);
  if (method === 0 && sizes.compressed !== sizes.declared) refuseDamaged('部件的长度前后不一', name);
  if (method === 8 && sizes.compressed === 0 && sizes.declared > 0) refuseDamaged('部件声称有内容，实际是空的', name);
  const entry: ZipEntry = {
    name,
    stored: method === 0,
    compressedSize: sizes.compressed,
    declaredSize: sizes.declared,
    crc: view.getUint32(offset + 16, true),
    hasDataDescriptor: (flags & 8) !== 0,
    headerOffset: sizes.header,
    dataOffset,
  };
  return { entry, next };
}

interface Sizes {
  readonly compressed: number;
  readonly declared: number;
  readonly header: number;
}

/** Sizes and offset; from the ZIP64 extra field (APPNOTE 4.5.3) where the 32-bit ones are filled with ones. */
function readSizes(view: DataView, offset: number, extraStart: number, extraEnd: number): Sizes {
  const plain = [view.getUint32(offset + 24, true), view.getUint32(offset + 20, true), view.getUint32(offset + 42, true)];
  if (plain.includes(0xffffffff)) {
    for (let at = extraStart; at + 4 <= extraEnd; at += 4 + view.getUint16(at + 2, true)) {
      if (view.getUint16(at, true) !== 1) continue;
      let field = at + 4;
      plain.forEach((value, index) => {
        if (value !== 0xffffffff || field + 8 > extraEnd) return;
        plain[index] = wide(view, field);
        field += 8;
      });
      break;
    }
  }
  return { declared: plain[0] ?? 0, compressed: plain[1] ?? 0, header: plain[2] ?? 0 };
}

/** Where the data begins; the local header has to say the same name and method as the directory. */
function checkLocalHeader(view: DataView, bytes: Uint8Array, offset: number, name: string, method: number): number {
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL_HEADER) return refuseDamaged('部件的头部缺失', name);
  const nameEnd = offset + 30 + view.getUint16(offset + 26, true);
  const dataOffset = nameEnd + view.getUint16(offset + 28, true);
  const localName = partName(bytes.subarray(offset + 30, Math.min(nameEnd, bytes.length)));
  if (localName !== name || view.getUint16(offset + 8, true) !== method) refuseDamaged('部件的头部与目录不一致', name);
  return dataOffset;
}

function refuseOverlaps(entries: readonly ZipEntry[]): void {
  const sorted = [...entries].sort((a, b) => a.headerOffset - b.headerOffset);
  let end = 0;
  for (const entry of sorted) {
    if (entry.headerOffset < end) refuseDamaged('压缩包内的部件互相重叠', entry.name);
    end = entry.dataOffset + entry.compressedSize;
  }
}

function partName(raw: Uint8Array): string {
  return new TextDecoder().decode(raw).replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

const CRC_TABLES = makeCrcTables();

/** CRC-32 of ZIP, four bytes a step; `crc` starts as 0xffffffff and is inverted at the end. */
function updateCrc(crc: number, bytes: Uint8Array): number {
  const [first, second, third, fourth] = CRC_TABLES;
  let state = crc;
  let at = 0;
  for (const stop = bytes.length - 3; at < stop; at += 4) {
    state ^= byte(bytes, at) | (byte(bytes, at + 1) << 8) | (byte(bytes, at + 2) << 16) | (byte(bytes, at + 3) << 24);
    state =
      entryOf(fourth, state & 255) ^
      entryOf(third, (state >>> 8) & 255) ^
      entryOf(second, (state >>> 16) & 255) ^
      entryOf(first, state >>> 24);
  }
  for (; at < bytes.length; at += 1) state = (state >>> 8) ^ entryOf(first, (state ^ byte(bytes, at)) & 255);
  return state;
}

function byte(bytes: Uint8Array, at: number): number {
  return bytes[at] as number;
}

function entryOf(table: Int32Array, at: number): number {
  return table[at] as number;
}

function makeCrcTables(): readonly [Int32Array, Int32Array, Int32Array, Int32Array] {
  const tables = [new Int32Array(256), new Int32Array(256), new Int32Array(256), new Int32Array(256)] as const;
  for (let value = 0; value < 256; value += 1) {
    let state = value;
    for (let bit = 0; bit < 8; bit += 1) state = state & 1 ? (state >>> 1) ^ 0xedb88320 : state >>> 1;
    tables[0][value] = state;
  }
  for (let table = 1; table < 4; table += 1) {
    for (let value = 0; value < 256; value += 1) {
      const before = entryOf(tables[(table - 1) as 0 | 1 | 2], value);
      tables[table as 1 | 2 | 3][value] = (before >>> 8) ^ entryOf(tables[0], before & 255);
    }
  }
  return tables;
}
