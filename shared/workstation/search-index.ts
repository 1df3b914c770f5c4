/**
 * Full-text search over the records in memory: one normalised string per record, scanned with `includes`. On 100,000
 * records of 300 characters that takes 5 to 30 ms and 70 MB; joined blocks were measured and are hardly faster, with
 * offsets to keep in step besides (tests/bench/search.bench.ts). Normalising takes longer, about 8 µs a record, so it is
 * put off: `set` only takes note, the work is done in idle time by `ensureBuilt`, or by the first search that comes before.
 */
import { initialCodes, initialQuery, matchesInitialCodes } from '#shared/domain/pinyin-initials.ts';

/** Stands between the fields of a record, so that no match runs across them: a noncharacter, removed from queries. */
const FIELD_END = '\uFFFE';
/** Stands between the name fields' codes: code 0 matches no letter. */
const CODES_END = '\0';
/** From this many letters on a word is tried as pinyin initials too; a single one would find nearly everything. */
const MIN_INITIALS = 2;
/** Records built between two looks at the clock. */
const BUILD_STEP = 64;

const KNOWN_NAMES = 2000;

const SPACES = /\s+/g;
/** Spaces, and signs without width that come along when text is copied from a web page or a form. */
const INVISIBLE = /[\s\u00AD\u200B-\u200F\u2060\uFEFF]+/g;
const OPENING = /[[{〔【〖〘〚〈《「『<]/g;
const CLOSING = /[\]}〕】〗〙〛〉》」』>]/g;

/**
 * The form in which texts are compared: full width as half width (NFKC), lower case, every kind of bracket as a round
 * one (文号 are typed with 〔〕, [] and （）alike), no white space.
 */
export function normaliseForSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/ς/g, 'σ').replace(INVISIBLE, '').replace(OPENING, '(').replace(CLOSING, ')');
}

interface Word {
  readonly text: string;
  /** undefined when the word isn't tried as initials */
  readonly initials: Uint32Array | undefined;
}

/** The query's words, those that are quickest and leave fewest records first: initials last, long before short. */
function wordsOf(query: string): readonly Word[] {
  const texts = query.split(SPACES).map((part) => normaliseForSearch(part).replaceAll(FIELD_END, ''));
  return [...new Set(texts)]
    .filter((text) => text !== '')
    .map((text) => ({ text, initials: text.length >= MIN_INITIALS ? initialQuery(text) : undefined }))
    .sort((a, b) => Number(a.initials !== undefined) - Number(b.initials !== undefined) || b.text.length - a.text.length);
}

/** Whether everything that `next` finds is found by `previous` too. */
function narrows(next: readonly Word[], previous: readonly Word[]): boolean {
  return previous.every((old) =>
    next.some((word) => word.text.includes(old.text) && (word.initials === undefined || old.initials !== undefined)),
  );
}

export interface SearchTexts {
  /** every field that is searched as text */
  readonly texts: readonly string[];
  /** the fields that pinyin initials find: names, not long texts */
  readonly nameTexts: readonly string[];
}

type ReadTexts = (position: number) => SearchTexts;

/**
 * Records are known by their position, 0 and up without holes in the end; `set` again replaces a record. Not
 * asynchronous: it lives in the worker.
 */
export class SearchIndex {
  /** normalised text of each record; undefined while the record waits */
  readonly #texts: (string | undefined)[] = [];
  readonly #codes: (string | undefined)[] = [];
  readonly #waiting = new Map<number, ReadTexts>();
  readonly #codesOfNames = new Map<string, string>();
  #last: { readonly words: readonly Word[]; readonly positions: Uint32Array } | undefined;

  /** Number of positions known. */
  get size(): number {
    return this.#texts.length;
  }

  /** Number of records that wait to be normalised. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Notes a record's texts; they are held by reference until it is built. */
  set(position: number, texts: readonly string[], nameTexts: readonly string[]): void {
    this.setLater(position, () => ({ texts, nameTexts }));
  }

  /** Notes a record whose texts are asked for when it is built, and not held until then. */
  setLater(position: number, read: ReadTexts): void {
    while (this.#texts.length <= position) {
      this.#texts.push(undefined);
      this.#codes.push(undefined);
    }
    this.#texts[position] = undefined;
    this.#codes[position] = undefined;
    this.#waiting.set(position, read);
    this.#last = undefined;
  }

  /**
   * Normalises waiting records until none is left or `performance.now()` has reached `deadline` (milliseconds).
   * @returns true when everything is built
   */
  ensureBuilt(deadline = Number.POSITIVE_INFINITY): boolean {
    let steps = 0;
    for (const [position, read] of this.#waiting) {
      steps += 1;
      if (steps % BUILD_STEP === 0 && performance.now() >= deadline) return false;
      const { texts, nameTexts } = read(position);
      this.#texts[position] = normaliseForSearch(texts.join(FIELD_END));
      this.#codes[position] = nameTexts.map((text) => this.#codesOf(text)).join(CODES_END);
      this.#waiting.delete(position);
    }
    return true;
  }

  /**
   * Positions of the records that hold every word of the query (words are parted by spaces) as a substring of a field
   * or, for words of two Latin letters and more, as pinyin initials of a name field. Ascending; all for an empty query.
   * A query that goes on from the last one looks only at what that one found.
   */
  search(query: string): Uint32Array {
    this.ensureBuilt();
    const words = wordsOf(query);
    const last = this.#last;
    let positions = last !== undefined && narrows(words, last.words) ? last.positions : this.#all();
    for (const word of words) positions = this.#filter(positions, word);
    this.#last = { words, positions };
    return positions.slice();
  }

  /** Matters and departments come again and again: the codes of the first different texts are kept. */
  #codesOf(text: string): string {
    const known = this.#codesOfNames.get(text);
    if (known !== undefined) return known;
    const codes = initialCodes(text);
    if (this.#codesOfNames.size < KNOWN_NAMES) this.#codesOfNames.set(text, codes);
    return codes;
  }

  #all(): Uint32Array {
    const positions = new Uint32Array(this.#texts.length);
    for (let position = 0; position < positions.length; position += 1) positions[position] = position;
    return positions;
  }

  #filter(positions: Uint32Array, { text, initials }: Word): Uint32Array {
    const found = new Uint32Array(positions.length);
    let count = 0;
    for (const position of positions) {
      const hit =
        (this.#texts[position] as string).includes(text) ||
        (initials !== undefined && matchesInitialCodes(this.#codes[position] as string, initials));
      if (hit) {
        found[count] = position;
        count += 1;
      }
    }
    return found.subarray(0, count);
  }
}
