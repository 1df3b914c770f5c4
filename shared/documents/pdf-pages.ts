/**
 * How many pages a PDF has, from its bytes, so that nobody counts them for the 卷内目录. A small reader of structure only
 * (ISO 32000-1 7.5): it finds objects by their headers, not by the cross-reference table, so damaged tables don't matter;
 * it draws nothing and runs nothing. What it can't read it doesn't guess: the clerk types the number.
 */
import { Unzlib } from 'fflate';

/** larger files are typed: the whole file is looked at */
export const MOST_PDF_BYTES = 64 * 1024 * 1024;
/** of all object streams of a file together: those of 10,000 pages need a tenth of it */
const MOST_INFLATED = 32 * 1024 * 1024;
const MOST_DICTIONARY = 512 * 1024;
const MOST_OBJECTS = 500_000;
const MOST_PAGES = 10_000;
/** characters of page tree nodes: objects in a stream may overlap, and each would be looked at whole */
const MOST_LOOKED_AT = 64 * 1024 * 1024;
/** bytes handed to the inflater at once: they become at most a thousand times as many before it can be stopped */
const PIECE = 4096;

/**
 * Undefined for what isn't a PDF, is encrypted in its structure, or doesn't hold together. Files come from others and this runs
 * beside the keys: one pass over the bytes, every buffer capped, no recursion, so that no file costs more than its size.
 */
export function pdfPageCount(bytes: Uint8Array): number | undefined {
  if (bytes.byteLength > MOST_PDF_BYTES) return undefined;
  const text = new TextDecoder('latin1').decode(bytes);
  if (!text.slice(0, 1024).includes('%PDF-')) return undefined;
  const objects = readObjects(bytes, text);
  const root = lastRoot(text);
  const pages = root === undefined ? undefined : reference(objects.get(root), 'Pages');
  return pages === undefined ? undefined : countLeaves(objects, pages);
}

/** Of several the last, as an incremental update wants it (7.5.6). */
function lastRoot(text: string): number | undefined {
  for (let at = text.lastIndexOf('/Root'); at !== -1; at = at === 0 ? -1 : text.lastIndexOf('/Root', at - 1)) {
    const found = /^\/Root\s{0,20}(\d{1,10})\s{1,20}\d{1,5}\s{1,20}R/.exec(text.slice(at, at + 80));
    if (found) return Number(found[1]);
  }
  return undefined;
}

/** what has begun and not ended yet at a place in the file */
interface Open {
  object: { readonly number: number; readonly begin: number } | undefined;
  stream: { readonly dictionary: string; readonly begin: number } | undefined;
}

/**
 * Object number → its dictionary as text; of several the last (7.5.6). A dictionary ends where the next of these words stands,
 * so no character belongs to two of them.
 */
function readObjects(bytes: Uint8Array, text: string): ReadonlyMap<number, string> {
  const objects = new Map<number, string>();
  const open: Open = { object: undefined, stream: undefined };
  let left = MOST_INFLATED;
  for (const { 0: word, index } of text.matchAll(/(?:end)?(?:obj\b|stream)/g)) {
    if (objects.size > MOST_OBJECTS) break;
    const number = word === 'obj' ? headerNumber(text, index) : undefined;
    if (word === 'endstream') {
      const content = open.stream ? inflated(bytes.subarray(open.stream.begin, index), left) : undefined;
      left -= content?.size ?? 0;
      if (open.stream && content) addObjectsInside(objects, open.stream.dictionary, content.text);
      open.stream = undefined;
    } else if (word !== 'obj' || number !== undefined) {
      const dictionary = closeObject(objects, open, text, index);
      const begin = word === 'stream' ? streamBegin(text, index) : undefined;
      if (begin !== undefined && dictionary !== undefined && isObjectStream(dictionary)) open.stream = { dictionary, begin };
      if (number !== undefined) open.object = { number, begin: index + word.length };
    }
  }
  closeObject(objects, open, text, text.length);
  return objects;
}

/** The number of `12 0 obj`. */
function headerNumber(text: string, index: number): number | undefined {
  const found = /(\d{1,10})\s{1,20}\d{1,5}\s{1,20}$/.exec(text.slice(Math.max(0, index - 60), index));
  return found ? Number(found[1]) : undefined;
}

function streamBegin(text: string, index: number): number | undefined {
  const found = /^stream\r?\n/.exec(text.slice(index, index + 8));
  return found ? index + found[0].length : undefined;
}

function closeObject(objects: Map<number, string>, open: Open, text: string, end: number): string | undefined {
  if (!open.object) return undefined;
  const { number, begin } = open.object;
  const dictionary = text.slice(begin, Math.min(end, begin + MOST_DICTIONARY));
  objects.set(number, dictionary);
  open.object = undefined;
  return dictionary;
}

function isObjectStream(dictionary: string): boolean {
  return /\/Type\s{0,20}\/ObjStm\b/.test(dictionary) && /\/FlateDecode\b/.test(dictionary) && !dictionary.includes('/Predictor');
}

/** As much as could be inflated; a stream that would become too large counts as empty, and its size all the same. */
function inflated(stream: Uint8Array, most: number): { readonly text: string; readonly size: number } {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const inflate = new Unzlib((chunk) => {
      size += chunk.byteLength;
      if (size > most) throw new RangeError('too large');
      chunks.push(chunk);
    });
    for (let at = 0; at < stream.byteLength && size <= most; at += PIECE) inflate.push(stream.subarray(at, at + PIECE), false);
  } catch {
    if (size > most) return { text: '', size };
  }
  const decoder = new TextDecoder('latin1');
  return { text: chunks.map((chunk) => decoder.decode(chunk)).join(''), size };
}

/** An object stream (7.5.7): pairs of number and offset, then the objects. */
function addObjectsInside(objects: Map<number, string>, dictionary: string, content: string): void {
  const first = Number(/\/First\s{0,20}(\d{1,9})/.exec(dictionary)?.[1] ?? 0);
  let before: { readonly number: number; readonly begin: number } | undefined;
  const close = (end: number) => {
    if (before)
      objects.set(before.number, content.slice(before.begin, Math.min(Math.max(before.begin, end), before.begin + MOST_DICTIONARY)));
  };
  for (const [, number, offset] of content.slice(0, first).matchAll(/(\d{1,10})\s{1,20}(\d{1,10})/g)) {
    if (objects.size > MOST_OBJECTS) return;
    const begin = first + Number(offset);
    close(begin);
    before = { number: Number(number), begin };
  }
  close(content.length);
}

function reference(dictionary: string | undefined, key: string): number | undefined {
  const found = new RegExp(`/${key}\\s{0,20}(\\d{1,10})\\s{1,20}\\d{1,5}\\s{1,20}R`).exec(dictionary ?? '');
  return found ? Number(found[1]) : undefined;
}

/** The tree's leaves, not what its /Count claims. A loop or a missing node means that the file doesn't hold together. */
function countLeaves(objects: ReadonlyMap<number, string>, root: number): number | undefined {
  const seen = new Set<number>();
  const waiting = [root];
  let leaves = 0;
  let lookedAt = 0;
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const dictionary = objects.get(number);
    if (dictionary === undefined || seen.has(number)) return undefined;
    seen.add(number);
    lookedAt += dictionary.length;
    if (lookedAt > MOST_LOOKED_AT) return undefined;
    const kids = /\/Kids\s{0,20}\[([^\]]*)\]/.exec(dictionary)?.[1] ?? arrayAt(objects, dictionary);
    if (kids === undefined) leaves += 1;
    else for (const kid of kids.matchAll(/(\d{1,10})\s{1,20}\d{1,5}\s{1,20}R/g)) waiting.push(Number(kid[1]));
    if (leaves > MOST_PAGES || waiting.length > MOST_PAGES) return undefined;
  }
  return leaves > 0 ? leaves : undefined;
}

/** /Kids may be a reference to an array. */
function arrayAt(objects: ReadonlyMap<number, string>, dictionary: string): string | undefined {
  const at = reference(dictionary, 'Kids');
  return at === undefined ? undefined : /\[([^\]]*)\]/.exec(objects.get(at) ?? '')?.[1];
}
