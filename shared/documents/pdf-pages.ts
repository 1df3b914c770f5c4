/**
 * How many pages a PDF has, from its bytes, so that nobody counts them for the 卷内目录. A small reader of structure only
 * (ISO 32000-1 7.5): it finds objects by their headers, not by the cross-reference table, so damaged tables don't matter;
 * it draws nothing and runs nothing. What it can't read it doesn't guess: the clerk types the number.
 */
import { Unzlib } from 'fflate';

/** larger files are typed: the whole file is looked at */
export const MOST_PDF_BYTES = 64 * 1024 * 1024;
const MOST_INFLATED = 64 * 1024 * 1024;
const MOST_DICTIONARY = 512 * 1024;
const MOST_PAGES = 10_000;

/** Undefined for what isn't a PDF, is encrypted in its structure, or doesn't hold together. */
export function pdfPageCount(bytes: Uint8Array): number | undefined {
  if (bytes.byteLength > MOST_PDF_BYTES) return undefined;
  const text = new TextDecoder('latin1').decode(bytes);
  if (!text.slice(0, 1024).includes('%PDF-')) return undefined;
  const objects = readObjects(bytes, text);
  const root = [...text.matchAll(/\/Root\s{0,20}(\d{1,10})\s{1,20}\d{1,5}\s{1,20}R/g)].at(-1)?.[1];
  const pages = root === undefined ? undefined : reference(objects.get(Number(root)), 'Pages');
  return pages === undefined ? undefined : countLeaves(objects, pages);
}

/** Object number → its dictionary as text; of several the last, as an incremental update wants it (7.5.6). */
function readObjects(bytes: Uint8Array, text: string): ReadonlyMap<number, string> {
  const objects = new Map<number, string>();
  let inflated = 0;
  for (const header of text.matchAll(/(\d{1,10})\s{1,20}\d{1,5}\s{1,20}obj\b/g)) {
    const begin = header.index + header[0].length;
    const dictionary = dictionaryAt(text, begin);
    objects.set(Number(header[1]), dictionary);
    if (!/\/Type\s{0,20}\/ObjStm\b/.test(dictionary) || !/\/FlateDecode\b/.test(dictionary) || dictionary.includes('/Predictor')) continue;
    const content = streamAt(bytes, text, begin + dictionary.length, MOST_INFLATED - inflated);
    inflated += content.length;
    for (const [number, inside] of objectsInside(dictionary, content)) objects.set(number, inside);
  }
  return objects;
}

function dictionaryAt(text: string, begin: number): string {
  const part = text.slice(begin, begin + MOST_DICTIONARY);
  const end = part.search(/\bendobj\b|\bstream\r?\n/);
  return end === -1 ? part : part.slice(0, end);
}

/** As much as could be inflated; a stream that would become too large counts as empty. */
function streamAt(bytes: Uint8Array, text: string, from: number, most: number): string {
  const start = /^stream\r?\n/.exec(text.slice(from, from + 8));
  const end = text.indexOf('endstream', from);
  if (!start || end === -1) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const inflate = new Unzlib((chunk) => {
      size += chunk.byteLength;
      if (size > most) throw new RangeError('too large');
      chunks.push(chunk);
    });
    for (let at = from + start[0].length; at < end; at += 65_536) inflate.push(bytes.subarray(at, Math.min(at + 65_536, end)), false);
  } catch {
    if (size > most) return '';
  }
  const decoder = new TextDecoder('latin1');
  return chunks.map((chunk) => decoder.decode(chunk)).join('');
}

/** An object stream (7.5.7): pairs of number and offset, then the objects. */
function objectsInside(dictionary: string, content: string): readonly (readonly [number, string])[] {
  const first = Number(/\/First\s{0,20}(\d{1,9})/.exec(dictionary)?.[1] ?? 0);
  const numbers = content.slice(0, first).trim().split(/\s+/).map(Number);
  const found: (readonly [number, string])[] = [];
  for (let index = 0; index + 1 < numbers.length && found.length < 100_000; index += 2) {
    const begin = first + (numbers[index + 1] ?? 0);
    const end = first + (numbers[index + 3] ?? content.length);
    found.push([numbers[index] ?? 0, content.slice(begin, Math.max(begin, end))]);
  }
  return found;
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
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const dictionary = objects.get(number);
    if (dictionary === undefined || seen.has(number)) return undefined;
    seen.add(number);
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
