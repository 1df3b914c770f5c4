/**
 * The little that has to be known of a TrueType or OpenType file before a PDF is made of it: which fonts a collection
 * holds, whether they may be embedded, which characters they have and how wide these are (OpenType 1.9: otff, name, OS/2, cmap,
 * hmtx). A file that is damaged has no fonts.
 */

export interface FontFace {
  readonly postscriptName: string;
  /** OS/2 fsType: false when embedding, or embedding a part, is forbidden */
  readonly embeddable: boolean;
  readonly has: (codePoint: number) => boolean;
  /** in em; that of the font's box for what is missing when it lacks the character */
  readonly advance: (codePoint: number) => number;
}

const COLLECTION = 0x74746366;
/** 1.0, `OTTO`, `true` */
const SINGLE: ReadonlySet<number> = new Set([0x00010000, 0x4f54544f, 0x74727565]);
const MAX_FACES = 64;
const POSTSCRIPT_NAME = 6;
/** fsType bit 1: restricted licence; bit 8: no subsetting; bit 9: bitmaps only */
const FORBIDS_SUBSET = 0x0002 | 0x0100 | 0x0200;

/** The fonts of a file: one, several of a collection, or none when it is no font this code understands. */
export function readFontFaces(bytes: Uint8Array): readonly FontFace[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return faceOffsets(view).flatMap((offset) => readFace(view, offset) ?? []);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function faceOffsets(view: DataView): readonly number[] {
  const signature = view.getUint32(0);
  if (SINGLE.has(signature)) return [0];
  if (signature !== COLLECTION) return [];
  const count = Math.min(view.getUint32(8), MAX_FACES);
  return Array.from({ length: count }, (_, index) => view.getUint32(12 + index * 4));
}

function readFace(view: DataView, offset: number): FontFace | undefined {
  const tables = readTables(view, offset);
  const [name, cmap, os2] = [tables.get('name'), tables.get('cmap'), tables.get('OS/2')];
  const hasOutlines = tables.has('glyf') || tables.has('CFF ');
  if (name === undefined || cmap === undefined || !hasOutlines) return undefined;
  const postscriptName = readPostscriptName(view, name);
  const glyphOf = readCharacterMap(view, cmap);
  if (!postscriptName || !glyphOf) return undefined;
  const embeddable = os2 === undefined || (view.getUint16(os2 + 8) & FORBIDS_SUBSET) === 0;
  const advanceOf = readAdvances(view, tables);
  const has = (codePoint: number) => glyphOf(codePoint) !== 0;
  return { postscriptName, embeddable, has, advance: (codePoint) => advanceOf(glyphOf(codePoint)) };
}

/** Glyphs beyond the last one that hmtx lists have its advance. A font that doesn't say is taken to be all full-width. */
function readAdvances(view: DataView, tables: ReadonlyMap<string, number>): (glyph: number) => number {
  const [head, hhea, hmtx] = [tables.get('head'), tables.get('hhea'), tables.get('hmtx')];
  if (head === undefined || hhea === undefined || hmtx === undefined) return () => 1;
  const unitsPerEm = view.getUint16(head + 18);
  const count = view.getUint16(hhea + 34);
  if (unitsPerEm === 0 || count === 0 || hmtx + count * 4 > view.byteLength) throw new RangeError('advances beyond the end of the file');
  return (glyph) => view.getUint16(hmtx + Math.min(glyph, count - 1) * 4) / unitsPerEm;
}

/** Tag → offset. A table that reaches beyond the end of the file makes the file useless. */
function readTables(view: DataView, offset: number): ReadonlyMap<string, number> {
  const tables = new Map<string, number>();
  const count = view.getUint16(offset + 4);
  for (let index = 0; index < count; index += 1) {
    const record = offset + 12 + index * 16;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(record + at)));
    const start = view.getUint32(record + 8);
    if (start + view.getUint32(record + 12) > view.byteLength) throw new RangeError('table beyond the end of the file');
    tables.set(tag, start);
  }
  return tables;
}

/** The name is ASCII by definition, in one byte a character (platform 1) or two (0 and 3). */
function readPostscriptName(view: DataView, table: number): string | undefined {
  const count = view.getUint16(table + 2);
  const texts = table + view.getUint16(table + 4);
  for (let index = 0; index < count; index += 1) {
    const record = table + 6 + index * 12;
    if (view.getUint16(record + 6) !== POSTSCRIPT_NAME) continue;
    const start = texts + view.getUint16(record + 10);
    const bytes = Array.from({ length: view.getUint16(record + 8) }, (_, at) => view.getUint8(start + at));
    return String.fromCharCode(...bytes.filter((byte) => byte !== 0));
  }
  return undefined;
}

/** The glyph that draws a character; 0 when there is none. */
type GlyphOf = (codePoint: number) => number;

/** The map with all planes (format 12) where there is one, else that of the basic plane (format 4). */
function readCharacterMap(view: DataView, table: number): GlyphOf | undefined {
  const count = view.getUint16(table + 2);
  const starts = Array.from({ length: count }, (_, index) => table + view.getUint32(table + 4 + index * 8 + 4));
  const ofFormat = (format: number) => starts.find((start) => view.getUint16(start) === format);
  const [full, basic] = [ofFormat(12), ofFormat(4)];
  if (full !== undefined) return fullMap(view, full);
  return basic === undefined ? undefined : basicMap(view, basic);
}

function fullMap(view: DataView, start: number): GlyphOf {
  const count = view.getUint32(start + 12);
  if (start + 16 + count * 12 > view.byteLength) throw new RangeError('cmap beyond the end of the file');
  const group = (index: number) => start + 16 + index * 12;
  return (codePoint) => {
    const index = firstAtLeast(count, (each) => view.getUint32(group(each) + 4) >= codePoint);
    if (index === count) return 0;
    const first = view.getUint32(group(index));
    return first <= codePoint ? view.getUint32(group(index) + 8) + codePoint - first : 0;
  };
}

function basicMap(view: DataView, start: number): GlyphOf {
  const doubled = view.getUint16(start + 6);
  const count = doubled >> 1;
  if (start + 16 + doubled * 4 > view.byteLength) throw new RangeError('cmap beyond the end of the file');
  const [ends, firsts, deltas, ranges] = [14, 16 + doubled, 16 + doubled * 2, 16 + doubled * 3].map((at) => start + at) as Four;
  return (codePoint) => {
    if (codePoint > 0xfffe) return 0;
    const index = firstAtLeast(count, (each) => view.getUint16(ends + each * 2) >= codePoint);
    if (index === count) return 0;
    const first = view.getUint16(firsts + index * 2);
    if (first > codePoint) return 0;
    const range = view.getUint16(ranges + index * 2);
    const delta = view.getUint16(deltas + index * 2);
    if (range === 0) return (codePoint + delta) & 0xffff;
    const at = ranges + index * 2 + range + (codePoint - first) * 2;
    const listed = at + 2 <= view.byteLength ? view.getUint16(at) : 0;
    return listed === 0 ? 0 : (listed + delta) & 0xffff;
  };
}
type Four = [number, number, number, number];

/** Binary search: the first index that `isEnough` holds for, or `count`. */
function firstAtLeast(count: number, isEnough: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
