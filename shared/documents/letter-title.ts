/**
 * Where a title is broken: between words, with lines of growing or shrinking length (梯形) or the longest in the middle (菱形),
 * never like a block or an hourglass (GB/T 9704-2012 7.3.1).
 */
import { type SetLine, setLine, setParagraph, type TextStyle } from './letter-lines.ts';
import type { Measure } from './letter-page.ts';

/** What reads badly at the beginning or at the end of a line. */
const BAD_START = /^[的和与及或之等了者，。、；：！？）》」』〕】〉”’…—]/u;
const BAD_END = /(?:[和与及或对将把被向在由（《「『〔【〈“‘—]|关于)$/u;
const CONJUNCTION = /^[和与及或]$/u;
/** lines of which the shape is looked after; longer titles and the heads of narrow columns are filled line by line */
const SHAPED = 3;
/** a name torn apart is worse than any shape */
const TORN = 1000;
const NEAR = 1e-6;

interface Word {
  readonly text: string;
  readonly width: number;
  /** names that a line end after it would tear apart */
  readonly tears: number;
}

interface Split {
  readonly lines: readonly string[];
  readonly cost: number;
  readonly tears: number;
}

/**
 * The lines of a title; an LF in it is where its writer wants a line to end.
 * @param names what stays whole where that takes at most one line more (letter-names.ts)
 */
export function breakTitle(
  title: string,
  style: TextStyle,
  measure: Measure,
  width: number,
  names: readonly string[] = [],
): readonly SetLine[] {
  return title
    .split('\n')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => breakPart(part, style, measure, width, names));
}

function breakPart(part: string, style: TextStyle, measure: Measure, width: number, names: readonly string[]): readonly SetLine[] {
  const words = wordsOf(part, names).map((word) => ({ ...word, width: setLine(word.text, style, measure).width }));
  if (words.some((word) => word.width > width + NEAR)) return setParagraph(part, style, measure, { width, ragged: true });
  const filled = fill(words, width);
  return (filled.length > SHAPED ? filled : shaped(words, filled.length, width, style.cell)).map((text) =>
    setLine(text.trim(), style, measure),
  );
}

/** As many words on each line as it holds: no way of breaking has fewer lines. */
function fill(words: readonly Word[], width: number): readonly string[] {
  const lines: { text: string; width: number }[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line && line.width + word.width <= width + NEAR)
      Object.assign(line, { text: line.text + word.text, width: line.width + word.width });
    else lines.push({ text: word.text, width: word.width });
  }
  return lines.map(({ text }) => text);
}

function shaped(words: readonly Word[], count: number, width: number, cell: number): readonly string[] {
  const best = bestSplit(words, count, width, cell);
  const longer = best && best.tears > 0 ? bestSplit(words, count + 1, width, cell) : undefined;
  return (longer && best && longer.tears < best.tears ? longer : best)?.lines ?? fill(words, width);
}

/** Words as a dictionary knows them, those of a name apart from those beside it; what stands in 《》 and numbers of documents too. */
function wordsOf(text: string, names: readonly string[]): readonly Omit<Word, 'width'>[] {
  const spans = names.flatMap((name) => placesOf(name, text));
  const ends = new Set(spans.map(([, end]) => end));
  const words: string[] = [];
  for (const { segment, at } of segmentsOf(text, [...new Set([0, ...spans.flat()])])) {
    const last = words.at(-1);
    // between two names a line ends rather than inside one of them
    const isBadStart = BAD_START.test(segment) && !(ends.has(at) && CONJUNCTION.test(segment));
    const isBound = last !== undefined && (isBadStart || BAD_END.test(last) || isNumberPart(last, segment));
    if (isBound) words[words.length - 1] = last + segment;
    else words.push(segment);
  }
  let end = 0;
  return words.map((word) => {
    end += word.length;
    return { text: word, tears: spans.filter(([from, to]) => from < end && end < to).length };
  });
}

/** @param edges where words end in any case */
function segmentsOf(text: string, edges: readonly number[]): readonly { readonly segment: string; readonly at: number }[] {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.flatMap((edge, index) =>
    [...segmenter.segment(text.slice(edge, sorted[index + 1]))].map(({ segment, index: from }) => ({ segment, at: edge + from })),
  );
}

function placesOf(name: string, text: string): readonly (readonly [number, number])[] {
  const places: [number, number][] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) places.push([at, at + name.length]);
  return places;
}

/** 2026 | 年 | 12 | 月, 〔2026〕 | 12 | 号, A | / | B, 3 | 个 */
function isNumberPart(before: string, after: string): boolean {
  if (/[\p{Script=Latin}\d/.&-]$/u.test(before) && /^[\p{Script=Latin}\d/.&-]/u.test(after)) return true;
  return (/[\d年月〕]$/u.test(before) && /^[\d年月日号个件项条批〔]/u.test(after)) || /^〔/u.test(after);
}

/** The cheapest way to make `count` lines of the words; undefined when none fits. */
function bestSplit(words: readonly Word[], count: number, width: number, cell: number): Split | undefined {
  let best: Split | undefined;
  for (const cuts of cutsOf(words, 0, count, width + NEAR)) {
    const lines = cuts.map((end, index) => words.slice(cuts[index - 1] ?? 0, end));
    const tears = cuts.slice(0, -1).reduce((sum, end) => sum + (words[end - 1]?.tears ?? 0), 0);
    const cost = tears * TORN + costOf(lines.map((line) => widthOf(line) / cell));
    if (!best || cost < best.cost) best = { cost, tears, lines: lines.map((line) => line.map(({ text }) => text).join('')) };
  }
  return best;
}

/** Every way to end `count` lines none of which is too wide: indices after the last word of each. */
function cutsOf(words: readonly Word[], from: number, count: number, width: number): readonly (readonly number[])[] {
  const rest = widthOf(words.slice(from));
  if (rest > count * width || words.length - from < count) return [];
  if (count === 1) return [[words.length]];
  const found: (readonly number[])[] = [];
  let line = 0;
  for (let end = from + 1; end < words.length; end += 1) {
    line += words[end - 1]?.width ?? 0;
    if (line > width) break;
    for (const others of cutsOf(words, end, count - 1, width)) found.push([end, ...others]);
  }
  return found;
}

function widthOf(words: readonly Word[]): number {
  return words.reduce((sum, { width }) => sum + width, 0);
}

/** Widths in characters. Near to even is good, exactly even (a block) and a waist (an hourglass) aren't. */
function costOf(widths: readonly number[]): number {
  const mean = widths.reduce((sum, each) => sum + each, 0) / widths.length;
  const uneven = widths.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const steps = widths.slice(1).map((each, index) => each - (widths[index] ?? 0));
  const isBlock = widths.length > 1 && steps.every((step) => Math.abs(step) < 1);
  const hasWaist = steps.some((step, index) => index > 0 && step > 0.5 && (steps[index - 1] ?? 0) < -0.5);
  return uneven + (isBlock ? 12 : 0) + (hasWaist ? 400 : 0);
}
