/** Measures issued letters as others see them: text by poppler's places of words, ink by its pictures. All in millimetres. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';

const DPI = 200;
const MM_A_DOT = 25.4 / DPI;
const MM_PER_POINT = 25.4 / 72;

export interface Word {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export type Kind = 'red' | 'dark';

/** One page as a picture. */
export class Picture {
  readonly #png: PNG;

  constructor(png: PNG) {
    this.#png = png;
  }

  /** The smallest box around all ink of a kind between two heights; undefined when there is none. */
  ink(kind: Kind, from = 0, to = 1000, left = 0, right = 1000): Box | undefined {
    const { width, height } = this.#png;
    const box = { left: width, right: -1, top: height, bottom: -1 };
    for (let y = Math.ceil(from / MM_A_DOT); y < Math.min(height, Math.floor(to / MM_A_DOT)); y += 1) {
      for (let x = Math.ceil(left / MM_A_DOT); x < Math.min(width, Math.floor(right / MM_A_DOT)); x += 1) {
        if (!this.#is(kind, x, y)) continue;
        box.left = Math.min(box.left, x);
        box.right = Math.max(box.right, x + 1);
        box.top = Math.min(box.top, y);
        box.bottom = y + 1;
      }
    }
    if (box.right < 0) return undefined;
    return { left: box.left * MM_A_DOT, right: box.right * MM_A_DOT, top: box.top * MM_A_DOT, bottom: box.bottom * MM_A_DOT };
  }

  /** Bands of rows of which most of the width is ink of a kind: rules. Top and bottom of each. */
  redRules(): readonly { readonly top: number; readonly bottom: number }[] {
    return this.rules('red');
  }

  rules(kind: Kind): readonly { readonly top: number; readonly bottom: number }[] {
    const { width, height } = this.#png;
    const bands: { top: number; bottom: number }[] = [];
    for (let y = 0; y < height; y += 1) {
      let count = 0;
      for (let x = 0; x < width; x += 1) if (this.#is(kind, x, y)) count += 1;
      if (count < width * 0.7) continue;
      const last = bands.at(-1);
      if (last && Math.abs(last.bottom - y * MM_A_DOT) < 1e-6) last.bottom = (y + 1) * MM_A_DOT;
      else bands.push({ top: y * MM_A_DOT, bottom: (y + 1) * MM_A_DOT });
    }
    return bands;
  }

  #is(kind: Kind, x: number, y: number): boolean {
    const at = (y * this.#png.width + x) * 4;
    const [red = 255, green = 255] = [this.#png.data[at], this.#png.data[at + 1]];
    return kind === 'red' ? red > 200 && green < 128 : red < 128;
  }
}

/** An issued letter, looked at page by page (from 1). */
export class IssuedLetter {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  picture(page: number): Picture {
    return this.#withFile((file) => {
      execFileSync('pdftoppm', ['-r', `${DPI}`, '-f', `${page}`, '-singlefile', '-png', file, file]);
      return new Picture(PNG.sync.read(readFileSync(`${file}.png`)));
    });
  }

  words(page: number): readonly Word[] {
    const xml = this.#run('pdftotext', '-bbox-layout', '-f', `${page}`, '-l', `${page}`);
    const found = xml.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="[\d.-]+">([^<]*)<\/word>/g);
    return [...found].map(([, left, top, right, text = '']) => ({
      text,
      left: Number(left) * MM_PER_POINT,
      right: Number(right) * MM_PER_POINT,
      top: Number(top) * MM_PER_POINT,
    }));
  }

  /** The first word of a page that has these characters in it. */
  word(page: number, part: string): Word {
    const word = this.words(page).find(({ text }) => text.includes(part));
    if (!word) throw new Error(`no word with ${part} on page ${page}`);
    return word;
  }

  /** as a reader copies it */
  text(page?: number): string {
    return this.#run('pdftotext', ...(page === undefined ? [] : ['-f', `${page}`, '-l', `${page}`]));
  }

  info(): string {
    return this.#withFile((file) => execFileSync('pdfinfo', ['-f', '1', '-l', '-1', file], { encoding: 'utf8' }));
  }

  /** Titles of the bookmarks, those below indented by two spaces a level. */
  bookmarks(): readonly string[] {
    const json = this.#withFile((file) => execFileSync('qpdf', ['--json', '--json-key=outlines', file], { encoding: 'utf8' }));
    const { outlines } = JSON.parse(json) as { readonly outlines: readonly Outline[] };
    return titlesOf(outlines, '');
  }

  #run(command: string, ...words: string[]): string {
    return this.#withFile((file) => execFileSync(command, [...words, file, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }));
  }

  #withFile<T>(work: (file: string) => T): T {
    const folder = mkdtempSync(join(tmpdir(), 'letter-'));
    try {
      const file = join(folder, 'letter.pdf');
      writeFileSync(file, this.#bytes);
      return work(file);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

interface Outline {
  readonly title: string;
  readonly kids: readonly Outline[];
}

function titlesOf(outlines: readonly Outline[], indent: string): readonly string[] {
  return outlines.flatMap(({ title, kids }) => [indent + title, ...titlesOf(kids, `${indent}  `)]);
}
