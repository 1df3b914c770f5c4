/**
 * The records of a ZIP file (PKWARE APPNOTE 6.3), and the one way this project writes them: the container profile
 * `stored-1`. Writer and reader share these functions, so the reader can demand the very bytes the writer would write.
 */

export const LOCAL_SIGNATURE = 0x04034b50;
export const CENTRAL_SIGNATURE = 0x02014b50;
export const END_SIGNATURE = 0x06054b50;
export const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;

export const LOCAL_BYTES = 30;
export const CENTRAL_BYTES = 46;
export const END_BYTES = 22;

/** APPNOTE 4.4.4 bit 11: the name is UTF-8 */
export const FLAG_UTF8 = 0x0800;

export const METHOD_STORED = 0;
export const METHOD_DEFLATE = 8;

export const MAX_ENTRIES = 10_000;
/** What a ZIP without zip64 can say of a size; 0xFFFFFFFF itself is the mark "see zip64". */
export const MAX_ZIP_BYTES = 0xfffffffe;

/** 1980-01-01 00:00:00, the earliest DOS time: a package says in its descriptor when it was made. */
const CANONICAL_TIME = 0;
const CANONICAL_DATE = 0x0021;
/** 2.0: deflate and folders, the least that there is */
const CANONICAL_VERSION = 20;
/**
 * "Version made by": 2.0 on Windows NTFS (APPNOTE 4.4.2.2). Attributes of 0 then mean an ordinary file, and Info-ZIP's unzip
 * takes names for UTF-8; said to be of MS-DOS (0), it turns 清单.xlsx into another name in spite of the flag.
 */
const CANONICAL_MADE_BY = 0x0a00 | CANONICAL_VERSION;

export interface CanonicalEntry {
  /** UTF-8 */
  readonly name: Uint8Array;
  readonly crc32: number;
  readonly size: number;
}

function flagsOf(name: Uint8Array): number {
  return name.some((byte) => byte >= 0x80) ? FLAG_UTF8 : 0;
}

/** Version needed … file name length: the 26 bytes that local and central header have in common. */
function writeCommon(view: DataView, offset: number, entry: CanonicalEntry): void {
  view.setUint16(offset, CANONICAL_VERSION, true);
  view.setUint16(offset + 2, flagsOf(entry.name), true);
  view.setUint16(offset + 4, METHOD_STORED, true);
  view.setUint16(offset + 6, CANONICAL_TIME, true);
  view.setUint16(offset + 8, CANONICAL_DATE, true);
  view.setUint32(offset + 10, entry.crc32, true);
  view.setUint32(offset + 14, entry.size, true);
  view.setUint32(offset + 18, entry.size, true);
  view.setUint16(offset + 22, entry.name.length, true);
}

/** The local header of an entry in the profile `stored-1`. */
export function canonicalLocalHeader(entry: CanonicalEntry): Uint8Array {
  const bytes = new Uint8Array(LOCAL_BYTES + entry.name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, LOCAL_SIGNATURE, true);
  writeCommon(view, 4, entry);
  bytes.set(entry.name, LOCAL_BYTES);
  return bytes;
}

/** The central directory header of an entry in the profile `stored-1`. */
export function canonicalCentralHeader(entry: CanonicalEntry, localOffset: number): Uint8Array {
  const bytes = new Uint8Array(CENTRAL_BYTES + entry.name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, CENTRAL_SIGNATURE, true);
  view.setUint16(4, CANONICAL_MADE_BY, true);
  writeCommon(view, 6, entry);
  view.setUint32(42, localOffset, true);
  bytes.set(entry.name, CENTRAL_BYTES);
  return bytes;
}

/** The end of central directory record, without comment. */
export function canonicalEnd(entries: number, directoryBytes: number, directoryOffset: number): Uint8Array {
  const bytes = new Uint8Array(END_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, END_SIGNATURE, true);
  view.setUint16(8, entries, true);
  view.setUint16(10, entries, true);
  view.setUint32(12, directoryBytes, true);
  view.setUint32(16, directoryOffset, true);
  return bytes;
}

/** Byte order of UTF-8, i.e. order of code points. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] as number) - (right[index] as number);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
