/**
 * Text into lines. Full-width characters stand on a grid whatever their font says (its quotation marks may be 0.35 em wide, its
 * dash 0.89 em); words, figures and 发文字号 stay whole (letter-words.ts); no line begins with a closing mark or ends with an
 * opening one: the character before goes along to the next line, so that none has more than fits. Lines that wrap end flush,
 * unless that would pull their characters apart.
 */
import type { FontRole } from './font-port.ts';
import { printable } from './font-selection.ts';
import { ASCENT, type LetterColour, type Measure, MM_PER_POINT, type TextItem } from './letter-page.ts';
import { wordsOf } from './letter-words.ts';

export interface TextStyle {
  readonly role: FontRole;
  /** points */
  readonly size: number;
  /** what a full-width character takes, mm */
  readonly cell: number;
}

/** A piece of a line in which every character is followed by the same tracking (points); x counts from the line's start. */
interface Run {
  readonly text: string;
  readonly x: number;
  readonly tracking: number;
  readonly width: number;
}

export interface SetLine {
  readonly style: TextStyle;
  readonly runs: readonly Run[];
  /** from the line's start to the end of its last character's cell, mm */
  readonly width: number;
}

export interface LineRoom {
  readonly width: number;
  /** where the first line begins, and where the others do */
  readonly first?: number;
  readonly rest?: number;
  /** lines end where they end, as in the cells of a table; groups go to the next line whole */
  readonly ragged?: true;
}

/** One character with the marks that combine with it. */
interface Atom {
  readonly text: string;
  /** what it takes on the line */
  readonly width: number;
  /** the advance of its glyph */
  readonly natural: number;
  readonly side: 'open' | 'close' | 'none';
  readonly wide: boolean;
  /** inside a word: no space is added before it */
  readonly inWord: boolean;
}
/** what no line end may tear apart */
type Cluster = readonly Atom[];
/** clusters that stay together where the line before them ends flush nevertheless */
type Group = readonly Cluster[];

const CLOSING = '，。、；：！？）》」』〕】〉”’…—·％‰℃,.;:!?)]}%';
const OPENING = '（《「『〔【〈“‘([{';
/** closing and opening marks: where their glyph stands in its cell */
const BLANK_AFTER = '，。、；：！？）》」』〕】〉”’';
const BLANK_BEFORE = '（《「『〔【〈“‘';
/** full-width in Chinese text, although fonts and Unicode leave it open */
const WIDE_MARKS = /[“”‘’—…]/u;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const NARROW_LIMIT = 0.9;
/** How far the gap between two characters may grow, in cells: a line that wants more tears a group apart, or stays ragged. */
const MAX_SPREAD = 0.15;
const NEAR = 1e-6;

/** The text in lines; an LF in it ends a line. Empty text has one empty line. */
export function setParagraph(text: string, style: TextStyle, measure: Measure, room: LineRoom): readonly SetLine[] {
  const { width, first = 0, rest = 0, ragged } = room;
  return printable(text)
    .split('\n')
    .flatMap((part, index) => {
      const start = index === 0 ? first : rest;
      const spread = ragged ? 0 : MAX_SPREAD * style.cell;
      const lines = fill(groupsOf(part, style, measure), spread, (line) => width - (line === 0 ? start : rest));
      return lines.map((atoms, line) => {
        const indent = line === 0 ? start : rest;
        return setAtoms(atoms, style, indent, line < lines.length - 1 && !ragged ? width - indent : undefined);
      });
    });
}

/** One line as wide as it comes out. */
export function setLine(text: string, style: TextStyle, measure: Measure): SetLine {
  const atoms = groupsOf(printable(text).replaceAll('\n', ''), style, measure).flat(2);
  return setAtoms(atoms, style, 0, undefined);
}

/** Items of a line whose em box has its top at `top`. */
export function placeLine(line: SetLine, left: number, top: number, colour: LetterColour = 'black'): readonly TextItem[] {
  const { role, size } = line.style;
  const baseline = top + ASCENT * size * MM_PER_POINT;
  return line.runs.map(({ text, x, tracking, width }) => ({
    kind: 'text',
    text,
    role,
    size,
    x: left + x,
    baseline,
    width,
    tracking,
    colour,
  }));
}

function groupsOf(text: string, style: TextStyle, measure: Measure): readonly Group[] {
  const groups: Atom[][][] = [];
  for (const pieces of wordsOf(text)) {
    const [first = [], ...others] = pieces.map((piece) => [...atomsOf(piece, style, measure)]);
    const group = groups.at(-1);
    const last = group?.at(-1);
    const isBound = CLOSING.includes(pieces[0]?.[0] ?? ' ') || last?.at(-1)?.side === 'open';
    if (group && last && isBound && !isSpace(first[0]?.text ?? '')) {
      last.push(...first);
      group.push(...others);
    } else groups.push([first, ...others]);
  }
  return groups;
}

function atomsOf(token: string, style: TextStyle, measure: Measure): readonly Atom[] {
  const em = style.size * MM_PER_POINT;
  const characters = token.match(/.\p{M}*/gsu) ?? [];
  return characters.map((text, index) => {
    const natural = [...text].reduce((sum, each) => sum + measure(style.role, each), 0) * em;
    const wide = WIDE.test(text) || WIDE_MARKS.test(text) || natural >= NARROW_LIMIT * em;
    // Latin letters give up half of what a full-width character does, so two digits take one cell
    const width = wide ? Math.max(style.cell, natural + style.cell - em) : natural + (style.cell - em) / 2;
    const side = BLANK_AFTER.includes(text) ? 'close' : OPENING.includes(text) ? 'open' : 'none';
    return { text, width, natural, side, wide, inWord: index > 0 && !wide };
  });
}

function isSpace(text: string): boolean {
  return text === ' ' || text === '\u3000';
}

/**
 * Greedy: as much as fits, what must not be torn apart goes to the next line together.
 * @param spread how far the gaps of a line may grow for a group to stay together, mm; 0 where lines aren't justified
 */
function fill(groups: readonly Group[], spread: number, roomOf: (line: number) => number): readonly (readonly Atom[])[] {
  const lines: Atom[][] = [];
  const open = [...groups].reverse();
  let line: Atom[] = [];
  for (let group = open.pop(); group; group = open.pop()) {
    const atoms = group.flat();
    const room = roomOf(lines.length);
    if (widthOf(line) + widthOf(atoms) <= room + NEAR) line.push(...atoms);
    else if (atoms.length === 1 && isSpace(atoms[0]?.text ?? '')) continue;
    else if (isTorn(group, line, spread, room, roomOf(lines.length + 1))) open.push(...partsOf(group, spread === 0).reverse());
    else if (line.length === 0) line.push(...atoms);
    else {
      lines.push(trimEnd(line));
      line = [];
      open.push(group);
    }
  }
  return [...lines, line];
}

/** Whether a group for which this line has no room is torn apart instead of going to the next one. */
function isTorn(group: Group, line: readonly Atom[], spread: number, room: number, next: number): boolean {
  const atoms = group.flat();
  if (atoms.length === 1) return false;
  if (widthOf(atoms) > next) return true;
  if (group.length === 1 || line.length === 0) return group.length > 1;
  return spread > 0 && (room - widthOf(line)) / gapsOf(line) > spread;
}

/**
 * Its clusters, or the characters of a single one: a word that is longer than a line. A 发文字号 ends a line before its year where
 * lines aren't justified, as everywhere when it is longer than a line: 济高新审食许 | 〔2026〕12号, then 〔2026〕 | 12号.
 */
function partsOf(group: Group, isRagged: boolean): Group[] {
  const atoms = group.flat();
  const [open, close] = [atoms.findIndex(({ text }) => text === '〔'), atoms.findIndex(({ text }) => text === '〕')];
  const cutAt = (at: number): Group[] => [[atoms.slice(0, at)], [atoms.slice(at)]];
  if (open > 0 && (isRagged || group.length === 1)) return cutAt(open);
  if (group.length > 1) return group.map((cluster) => [cluster]);
  return open === 0 && close > 0 && close + 1 < atoms.length ? cutAt(close + 1) : atoms.map((atom) => [[atom]]);
}

function gapsOf(atoms: readonly Atom[]): number {
  return atoms.filter((atom, index) => index > 0 && !atom.inWord).length;
}

function trimEnd(atoms: Atom[]): Atom[] {
  return atoms.slice(0, atoms.findLastIndex(({ text }) => !isSpace(text)) + 1);
}

function widthOf(atoms: readonly Atom[]): number {
  return atoms.reduce((sum, { width }) => sum + width, 0);
}

/** @param flush the width that a wrapped line fills; undefined for a last line */
function setAtoms(atoms: readonly Atom[], style: TextStyle, indent: number, flush: number | undefined): SetLine {
  const gaps = gapsOf(atoms);
  const wanted = flush === undefined || gaps === 0 ? 0 : Math.max(0, flush - widthOf(atoms)) / gaps;
  const spread = wanted <= MAX_SPREAD * style.cell ? wanted : 0;
  const places: { atom: Atom; x: number }[] = [];
  let x = indent;
  atoms.forEach((atom, index) => {
    if (index > 0 && !atom.inWord) x += spread;
    places.push({ atom, x: x + inCell(atom, style) });
    x += atom.width;
  });
  return { style, runs: runsOf(places), width: x };
}

/** Where a glyph narrower than its cell stands: opening marks next to what they open, closing ones next to what they close. */
function inCell({ wide, natural, text }: Atom, { size }: TextStyle): number {
  const blank = size * MM_PER_POINT - natural;
  if (!wide || Math.abs(blank) < NEAR) return 0;
  if (BLANK_AFTER.includes(text)) return 0;
  return BLANK_BEFORE.includes(text) ? blank : blank / 2;
}

/** Characters one after the other at the same tracking are one run. */
function runsOf(places: readonly { readonly atom: Atom; readonly x: number }[]): readonly Run[] {
  const runs: { text: string; x: number; tracking: number | undefined; end: number }[] = [];
  for (const { atom, x } of places) {
    const run = runs.at(-1);
    const tracking = run ? x - run.end : 0;
    const joins = run && (run.tracking === undefined || Math.abs(run.tracking - tracking) < NEAR) && [...atom.text].length === 1;
    if (run && joins) {
      run.text += atom.text;
      run.tracking ??= tracking;
      run.end = x + atom.natural;
    } else runs.push({ text: atom.text, x, tracking: [...atom.text].length === 1 ? undefined : 0, end: x + atom.natural });
  }
  return runs.map(({ text, x, tracking = 0, end }) => ({ text, x, tracking: tracking / MM_PER_POINT, width: end - x }));
}
