/** Word files as another program lays them out: LibreOffice makes a PDF, poppler says where text and ink stand. Millimetres. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PNG } from 'pngjs';

const has = (command: string, argument: string) => spawnSync(command, [argument]).error === undefined;
export const hasWordPrograms = has('soffice', '--version') && has('pdftotext', '-v') && has('pdftoppm', '-v');

const MM = 25.4 / 72;
/** dots a millimetre */
const DOTS = 10;

export interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Page {
  readonly width: number;
  readonly height: number;
  /** from top to bottom */
  readonly lines: readonly Line[];
}

/** One start of the program for all files; its profile is its own. @returns paths of the PDFs */
export function convertAll(files: Readonly<Record<string, Uint8Array>>): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'word-'));
  const names = Object.keys(files);
  for (const name of names) writeFileSync(join(folder, `${name}.docx`), files[name] ?? new Uint8Array());
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const words = ['--headless', profile, '--convert-to', 'pdf', '--outdir', folder, ...names.map((name) => join(folder, `${name}.docx`))];
  execFileSync('soffice', words, { stdio: 'ignore' });
  return Object.fromEntries(names.map((name) => [name, join(folder, `${name}.pdf`)]));
}

export function pagesOf(pdf: string): readonly Page[] {
  const xml = execFileSync('pdftotext', ['-bbox-layout', pdf, '-'], { encoding: 'utf8' });
  return xml
    .split('<page ')
    .slice(1)
    .map((page) => ({ ...sizeOf(page), lines: joined(wordsOf(page)) }));
}

function sizeOf(page: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(page) ?? [];
  return { width: Number(width) * MM, height: Number(height) * MM };
}

function wordsOf(page: string): readonly Line[] {
  const words = page.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g);
  return [...words].map(([, left, top, right, bottom, text = '']) => ({
    text,
    left: Number(left) * MM,
    right: Number(right) * MM,
    top: Number(top) * MM,
    bottom: Number(bottom) * MM,
  }));
}

/** Words whose middles are at one height are one line: fonts that stand in for each other have different boxes. */
function joined(words: readonly Line[]): readonly Line[] {
  const lines: Line[] = [];
  const middle = ({ top, bottom }: Line) => (top + bottom) / 2;
  for (const word of [...words].sort((a, b) => middle(a) - middle(b) || a.left - b.left)) {
    const last = lines.at(-1);
    if (!last || Math.abs(middle(last) - middle(word)) > 2.5) lines.push(word);
    else lines[lines.length - 1] = merge(last, word);
  }
  return lines;
}

function merge(line: Line, word: Line): Line {
  const [first, second] = line.left <= word.left ? [line, word] : [word, line];
  const edges = { left: first.left, right: Math.max(line.right, word.right) };
  return { ...edges, text: first.text + second.text, top: Math.min(line.top, word.top), bottom: Math.max(line.bottom, word.bottom) };
}

export type Colour = 'red' | 'black';
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
export interface Ink {
  /** the smallest box around all ink of a colour inside an area; undefined when there is none */
  readonly box: (colour: Colour, area: Box) => Box | undefined;
  /** stretches of rows in which ink of a colour reaches without a gap from `left` to `right` */
  readonly bands: (colour: Colour, left: number, right: number) => readonly { readonly top: number; readonly bottom: number }[];
}

/** The ink of a page, as a ruler on the paper finds it. */
export function inkOf(pdf: string, page: number): Ink {
  const root = pdf.replace(/\.pdf$/, `-${page}`);
  const words = ['-r', String(DOTS * 25.4), '-f', String(page), '-l', String(page), '-singlefile', '-png', pdf, root];
  execFileSync('pdftoppm', words);
  const { data, width, height } = PNG.sync.read(readFileSync(`${root}.png`));
  const isInk = (colour: Colour, x: number, y: number) => {
    const at = (y * width + x) * 4;
    const [red = 255, green = 255] = [data[at], data[at + 1]];
    return colour === 'red' ? red > 180 && green < 128 : red < 128 && green < 128;
  };
  const box = (colour: Colour, area: Box) => {
    let found: Box | undefined;
    for (let y = Math.max(0, area.top * DOTS); y < Math.min(height, area.bottom * DOTS); y += 1) {
      for (let x = Math.max(0, area.left * DOTS); x < Math.min(width, area.right * DOTS); x += 1) {
        if (!isInk(colour, x, y)) continue;
        const { left = x, right = x, top = y } = found ?? {};
        found = { left: Math.min(left, x), right: Math.max(right, x + 1), top, bottom: y + 1 };
      }
    }
    return found && { left: found.left / DOTS, right: found.right / DOTS, top: found.top / DOTS, bottom: found.bottom / DOTS };
  };
  const bands = (colour: Colour, left: number, right: number) => {
    const found: { top: number; bottom: number }[] = [];
    for (let y = 0; y < height; y += 1) {
      let [from, to] = [Math.round(left * DOTS), Math.round(right * DOTS)];
      while (from < to && isInk(colour, from, y)) from += 1;
      if (from < to) continue;
      const last = found.at(-1);
      to = y / DOTS;
      if (last && Math.abs(last.bottom - to) < 1e-6) last.bottom = (y + 1) / DOTS;
      else found.push({ top: to, bottom: (y + 1) / DOTS });
    }
    return found;
  };
  return { box, bands };
}
