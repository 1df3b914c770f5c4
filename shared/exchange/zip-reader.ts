/**
 * The gate: reads the structure of a ZIP and refuses everything that two readers could understand differently. Every
 * byte of the file belongs to exactly one local header, content, central header or the end record; nothing before,
 * between, after or twice. No content is inflated here (zip-content.ts), and no name is ever used as a path.
 */
import { FailureError } from '#shared/domain/result.ts';
import { type ByteSource, readAhead, readExactly } from './byte-source.ts';
import { type PackageFailureCode, refuse, throwIfCancelled } from './failures.ts';
import {
  CENTRAL_BYTES,
  CENTRAL_SIGNATURE,
  canonicalCentralHeader,
  canonicalEnd,
  canonicalLocalHeader,
  END_BYTES,
  END_SIGNATURE,
  FLAG_UTF8,
  LOCAL_BYTES,
  LOCAL_SIGNATURE,
  MAX_ENTRIES,
  MAX_ZIP_BYTES,
  METHOD_DEFLATE,
  METHOD_STORED,
  ZIP64_LOCATOR_SIGNATURE,
} from './zip-format.ts';
import { checkEntryName, refuseCollidingNames } from './zip-names.ts';

/** An entry may not expand to more than this many times its compressed size. */
export const MAX_RATIO = 100;
/** 10,000 headers with names of 512 bytes and some extra fields */
const MAX_DIRECTORY_BYTES = 16 * 1024 * 1024;
/** the longest comment, plus the end record: how far from the end other readers look for it */
const END_SEARCH_BYTES = 0xffff + END_BYTES;

/** Flags that mean encryption: traditional, strong, masked headers (APPNOTE 4.4.4 bits 0, 6, 13). */
const FLAGS_ENCRYPTED = 0x2041;
const FLAG_DATA_DESCRIPTOR = 0x0008;
/** Compression level of deflate: says nothing a reader needs. */
const FLAGS_LEVEL = 0x0006;

/** Extra fields that only carry times and owners: extended timestamp, two Info-ZIP Unix ones, NTFS times. */
const HARMLESS_EXTRA_FIELDS: ReadonlySet<number> = new Set([0x5455, 0x7875, 0x7855, 0x5855, 0x000a]);

export interface ZipEntry {
  /** as in the archive, with `/`; a folder's ends in `/` */
  readonly name: string;
  readonly directory: boolean;
  readonly method: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  /** where its local header begins */
  readonly offset: number;
  /** where its (compressed) content begins */
  readonly dataOffset: number;
  /** the headers' very bytes, for the comparison with the canonical ones */
  readonly local: Uint8Array;
  readonly central: Uint8Array;
}

export interface ZipArchive {
  readonly source: ByteSource;
  /** in the order of the central directory */
  readonly entries: readonly ZipEntry[];
  readonly directoryOffset: number;
  readonly end: Uint8Array;
}

type CentralEntry = Omit<ZipEntry, 'dataOffset' | 'local'> & { readonly nameBytes: Uint8Array };

/** Reads and checks the structure; throws a FailureError with a `package.zip.*` code. */
export async function readZip(unbuffered: ByteSource, signal?: AbortSignal): Promise<ZipArchive> {
  const source = readAhead(unbuffered);
  const { end, entryCount, directoryBytes, directoryOffset } = await readEnd(source);
  const directory = await readExactly(source, directoryOffset, directoryBytes);
  const central = parseDirectory(directory, entryCount);
  refuseCollidingNames(central.map((entry) => entry.name));
  if (central.reduce((sum, entry) => sum + entry.size, 0) > MAX_ZIP_BYTES) refuse('package.size.expanded');
  const located = new Map<CentralEntry, ZipEntry>();
  let expected = 0;
  for (const entry of [...central].sort((left, right) => left.offset - right.offset)) {
    throwIfCancelled(signal);
    if (entry.offset > expected) refuse(expected === 0 ? 'package.zip.prefix-bytes' : 'package.zip.gap', { path: entry.name });
    if (entry.offset < expected) refuse('package.zip.overlap', { path: entry.name });
    const whole = await readLocal(source, entry, directoryOffset);
    located.set(entry, whole);
    expected = whole.dataOffset + whole.compressedSize;
  }
  if (expected !== directoryOffset) refuse('package.zip.gap', { path: '(central directory)' });
  return { source, entries: central.map((entry) => located.get(entry) as ZipEntry), directoryOffset, end };
}

// ---- end of central directory ----

interface EndRecord {
  readonly end: Uint8Array;
  readonly entryCount: number;
  readonly directoryBytes: number;
  readonly directoryOffset: number;
}

async function readEnd(source: ByteSource): Promise<EndRecord> {
  if (source.size > MAX_ZIP_BYTES) refuse('package.size.too-large');
  if (source.size < END_BYTES) refuse('package.zip.not-zip');
  const endOffset = source.size - END_BYTES;
  const end = await readExactly(source, endOffset, END_BYTES);
  const view = viewOf(end);
  if (view.getUint32(0, true) !== END_SIGNATURE || view.getUint16(20, true) !== 0) return explainMissingEnd(source);
  if (endOffset >= 20 && viewOf(await readExactly(source, endOffset - 20, 4)).getUint32(0, true) === ZIP64_LOCATOR_SIGNATURE) {
    refuse('package.zip.zip64');
  }
  const entryCount = view.getUint16(10, true);
  const directoryBytes = view.getUint32(12, true);
  const directoryOffset = view.getUint32(16, true);
  if (entryCount === 0xffff || directoryBytes === 0xffffffff || directoryOffset === 0xffffffff) refuse('package.zip.zip64');
  if (view.getUint16(4, true) !== 0 || view.getUint16(6, true) !== 0) refuse('package.zip.multi-disk');
  if (view.getUint16(8, true) !== entryCount) refuse('package.zip.directory', { detail: '条目数前后不一致' });
  if (entryCount === 0) refuse('package.zip.empty');
  if (entryCount > MAX_ENTRIES) refuse('package.zip.too-many-entries');
  if (directoryBytes > MAX_DIRECTORY_BYTES) refuse('package.zip.directory', { detail: '目录过大' });
  if (directoryOffset + directoryBytes !== endOffset) refuse('package.zip.directory', { detail: '目录位置不符' });
  return { end, entryCount, directoryBytes, directoryOffset };
}

/** The end record isn't the file's last 22 bytes: says why, as far as that can be told. */
async function explainMissingEnd(source: ByteSource): Promise<never> {
  const length = Math.min(source.size, END_SEARCH_BYTES);
  const tail = await readExactly(source, source.size - length, length);
  const view = viewOf(tail);
  for (let offset = tail.length - END_BYTES; offset >= 0; offset -= 1) {
    if (view.getUint32(offset, true) !== END_SIGNATURE) continue;
    const reachesEnd = offset + END_BYTES + view.getUint16(offset + 20, true) === tail.length;
    return refuse(reachesEnd ? 'package.zip.comment' : 'package.zip.trailing-bytes');
  }
  const begin = viewOf(await readExactly(source, 0, 4)).getUint32(0, true);
  return refuse(begin === LOCAL_SIGNATURE ? 'package.zip.truncated' : 'package.zip.not-zip');
}

// ---- central directory ----

function parseDirectory(directory: Uint8Array, entryCount: number): readonly CentralEntry[] {
  const entries: CentralEntry[] = [];
  let offset = 0;
  while (offset < directory.length) {
    const header = directory.subarray(offset);
    if (header.length < CENTRAL_BYTES || viewOf(header).getUint32(0, true) !== CENTRAL_SIGNATURE) {
      refuse('package.zip.directory', { detail: '目录项的标记不符' });
    }
    const view = viewOf(header);
    const nameLength = view.getUint16(28, true);
    const extraLength = view.getUint16(30, true);
    const commentLength = view.getUint16(32, true);
    const length = CENTRAL_BYTES + nameLength + extraLength + commentLength;
    if (length > header.length || entries.length === entryCount) refuse('package.zip.directory', { detail: '目录项超出目录' });
    entries.push(parseCentral(header.slice(0, length), nameLength, extraLength, commentLength));
    offset += length;
  }
  if (entries.length !== entryCount) refuse('package.zip.directory', { detail: '条目数不符' });
  return entries;
}

function parseCentral(header: Uint8Array, nameLength: number, extraLength: number, commentLength: number): CentralEntry {
  const view = viewOf(header);
  const flags = view.getUint16(8, true);
  const method = view.getUint16(10, true);
  const nameBytes = header.subarray(CENTRAL_BYTES, CENTRAL_BYTES + nameLength);
  const name = decodeName(nameBytes, flags);
  const entry: CentralEntry = {
    name,
    directory: name.endsWith('/'),
    method,
    crc32: view.getUint32(16, true),
    compressedSize: view.getUint32(20, true),
    size: view.getUint32(24, true),
    offset: view.getUint32(42, true),
    central: header,
    nameBytes,
  };
  const failure = checkEntryName(name);
  if (failure) throw new FailureError(failure);
  const deny = (code: PackageFailureCode, detail?: string): never =>
    refuse(code, detail === undefined ? { path: name } : { path: name, detail });
  if (flags & FLAGS_ENCRYPTED) deny('package.zip.encrypted');
  if (flags & FLAG_DATA_DESCRIPTOR) deny('package.zip.data-descriptor');
  if (flags & ~(FLAG_UTF8 | FLAGS_LEVEL)) deny('package.zip.flags');
  if (entry.compressedSize === 0xffffffff || entry.size === 0xffffffff || entry.offset === 0xffffffff) deny('package.zip.zip64');
  if (method !== METHOD_STORED && method !== METHOD_DEFLATE) deny('package.zip.method', String(method));
  if (view.getUint16(34, true) !== 0) deny('package.zip.multi-disk');
  if (commentLength !== 0) deny('package.zip.entry-comment');
  checkExtraFields(header.subarray(CENTRAL_BYTES + nameLength, CENTRAL_BYTES + nameLength + extraLength), name);
  checkKind(view.getUint32(38, true), entry);
  checkSizes(entry);
  return entry;
}

/** Without the UTF-8 flag a name is in some code page nobody states, so only ASCII is clear. */
function decodeName(bytes: Uint8Array, flags: number): string {
  if (!(flags & FLAG_UTF8)) {
    if (bytes.some((byte) => byte >= 0x80)) refuse('package.zip.name-encoding');
    return String.fromCharCode(...bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('package.zip.name-encoding');
  }
}

function checkExtraFields(extra: Uint8Array, name: string): void {
  const view = viewOf(extra);
  for (let offset = 0; offset < extra.length; ) {
    if (offset + 4 > extra.length) refuse('package.zip.extra-field', { path: name, detail: '长度不符' });
    const id = view.getUint16(offset, true);
    if (!HARMLESS_EXTRA_FIELDS.has(id)) refuse('package.zip.extra-field', { path: name, detail: `0x${id.toString(16).padStart(4, '0')}` });
    offset += 4 + view.getUint16(offset + 2, true);
    if (offset > extra.length) refuse('package.zip.extra-field', { path: name, detail: '长度不符' });
  }
}

/**
 * Files and folders only. The upper half of the external attributes holds st_mode for Unix and macOS archives; it is
 * looked at whatever system the archive claims, since extractors differ in whether they look at that claim.
 */
function checkKind(externalAttributes: number, entry: CentralEntry): void {
  const type = (externalAttributes >>> 16) & 0xf000;
  const isFolder = entry.directory;
  const unixFits = type === 0 || type === (isFolder ? 0x4000 : 0x8000);
  // MS-DOS and Windows: 0x08 volume label, 0x40 device, 0x400 reparse point (link); 0x10 folder
  const special = (externalAttributes & 0x0448) !== 0;
  const folderMark = (externalAttributes & 0x10) !== 0;
  if (!unixFits || special || (folderMark && !isFolder)) refuse('package.zip.special-entry', { path: entry.name });
}

function checkSizes({ name, directory, method, size, compressedSize }: CentralEntry): void {
  if (directory && size !== 0) refuse('package.zip.directory-size', { path: name });
  if (method === METHOD_STORED && size !== compressedSize) refuse('package.zip.stored-size', { path: name });
  // SheetJS never returns from an empty deflate stream; it isn't a valid one either (RFC 1951 3.2.3)
  if (method === METHOD_DEFLATE && compressedSize === 0) refuse('package.zip.inflate', { path: name });
  if (size > compressedSize * MAX_RATIO) refuse('package.zip.ratio', { path: name });
}

// ---- local headers ----

async function readLocal(source: ByteSource, entry: CentralEntry, directoryOffset: number): Promise<ZipEntry> {
  const { nameBytes, ...rest } = entry;
  const differ = (detail: string): never => refuse('package.zip.header-mismatch', { path: entry.name, detail });
  if (entry.offset + LOCAL_BYTES + nameBytes.length > directoryOffset) refuse('package.zip.overlap', { path: entry.name });
  const fixed = viewOf(await readExactly(source, entry.offset, LOCAL_BYTES));
  if (fixed.getUint32(0, true) !== LOCAL_SIGNATURE) differ('标记');
  const nameLength = fixed.getUint16(26, true);
  const extraLength = fixed.getUint16(28, true);
  const length = LOCAL_BYTES + nameLength + extraLength;
  const dataOffset = entry.offset + length;
  if (dataOffset + entry.compressedSize > directoryOffset) refuse('package.zip.overlap', { path: entry.name });
  const local = await readExactly(source, entry.offset, length);
  const localName = local.subarray(LOCAL_BYTES, LOCAL_BYTES + nameLength);
  if (!sameBytes(localName, nameBytes)) differ('文件名');
  // version needed, flags, method, time, date, CRC-32, both sizes: bytes 4–25 here, 6–27 there
  if (!sameBytes(local.subarray(4, 26), entry.central.subarray(6, 28))) differ('标志、时间、校验值或大小');
  checkExtraFields(local.subarray(LOCAL_BYTES + nameLength), entry.name);
  return { ...rest, dataOffset, local };
}

// ---- the container profile stored-1 ----

/**
 * Demands that every header is the one our writer writes for these names and contents, in this order, so that not even
 * a time stamp can be altered in a package that claims `"container": "stored-1"`.
 */
export function refuseUnlessCanonical(archive: ZipArchive, namesInOrder: readonly string[]): void {
  const encoder = new TextEncoder();
  let offset = 0;
  if (archive.entries.length !== namesInOrder.length) refuse('package.zip.not-canonical', { detail: '条目数' });
  archive.entries.forEach((entry, index) => {
    const canonical = { name: encoder.encode(entry.name), crc32: entry.crc32, size: entry.size };
    const differ = (detail: string): never => refuse('package.zip.not-canonical', { path: entry.name, detail });
    if (entry.name !== namesInOrder[index] || entry.offset !== offset) differ('顺序');
    if (entry.method !== METHOD_STORED) differ('压缩方法');
    if (!sameBytes(entry.local, canonicalLocalHeader(canonical))) differ('文件头');
    if (!sameBytes(entry.central, canonicalCentralHeader(canonical, offset))) differ('目录项');
    offset = entry.dataOffset + entry.compressedSize;
  });
  const directoryBytes = archive.entries.reduce((sum, entry) => sum + entry.central.length, 0);
  if (!sameBytes(archive.end, canonicalEnd(archive.entries.length, directoryBytes, archive.directoryOffset))) {
    refuse('package.zip.not-canonical', { detail: '目录结尾' });
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
