/**
 * Where a title is broken: between words, with lines of growing or shrinking length (梯形) or the longest in the middle (菱形),
 * never like a block or an hourglass (GB/T 9704-2012 7.3.1).
 */
import { type SetLine, setLine, setParagraph, type TextStyle } from './letter-lines.ts';
import type { Measure } from './letter-page.ts';

/** What reads badly at the beginning or at the end of a line. */
const BAD_START = /^[的和与及或之等了者，。、；：！？）》」』〕】〉”’…—]/u;
const BAD_END = /(?:[和与及或对将把被向在由（《「『〔【〈“‘—]|关于)$/u;
const PLAIN_LIMIT = 3;

interface Word {
  readonly text: string;
  readonly width: number;
}

/** The lines of a title; an LF in it is where its writer wants a line to end. */
export function breakTitle(title: string, style: TextStyle, measure: Measure, width: number): readonly SetLine[] {
  return title
    .split('\n')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => breakPart(part, style, measure, width));
}

function breakPart(part: string, style: TextStyle, measure: Measure, width: number): readonly SetLine[] {
  const words = wordsOf(part).map((text) => ({ text, width: setLine(text, style, measure).width }));
  const total = words.reduce((sum, word) => sum + word.width, 0);
  for (let count = Math.ceil(total / width); count <= PLAIN_LIMIT; count += 1) {
    const best = bestSplit(words, count, width, style.cell);
    if (best) return best.map((text) => setLine(text.trim(), style, measure));
  }
  return setParagraph(part, style, measure, { width });
}

/** Words as a dictionary knows them; what stands in 《》 and the numbers of documents are words too. */
function wordsOf(text: string): readonly string[] {
  const segments = new Intl.Segmenter('zh', { granularity: 'word' }).segment(text);
  const words: string[] = [];
  for (const { segment } of segments) {
    const last = words.at(-1);
    const isBound = last !== undefined && (BAD_START.test(segment) || BAD_END.test(last) || isNumberPart(last, segment));
    if (isBound) words[words.length - 1] = last + segment;
    else words.push(segment);
  }
  return words;
}

/** 2026 | 年 | 12 | 月, 〔2026〕 | 12 | 号, A | / | B, 3 | 个 */
function isNumberPart(before: string, after: string): boolean {
  if (/[\p{Script=Latin}\d/.&-]$/u.test(before) && /^[\p{Script=Latin}\d/.&-]/u.test(after)) return true;
  return (/[\d年月〕]$/u.test(before) && /^[\d年月日号个件项条批〔]/u.test(after)) || /^〔/u.test(after);
}

/** The cheapest way to make `count` lines of the words; undefined when none fits. */
function bestSplit(words: readonly Word[], count: number, width: number, cell: number): readonly string[] | undefined {
  let best: { readonly lines: readonly string[]; readonly cost: number } | undefined;
  for (const cuts of cutsOf(words.length, count)) {
    const lines = cuts.map((end, index) => words.slice(cuts[index - 1] ?? 0, end));
    const widths = lines.map((line) => line.reduce((sum, word) => sum + word.width, 0));
    if (widths.some((each) => each > width + 1e-6)) continue;
    const cost = costOf(widths.map((each) => each / cell));
    if (!best || cost < best.cost) best = { cost, lines: lines.map((line) => line.map(({ text }) => text).join('')) };
  }
  return best?.lines;
}

/** Every way to end `count` lines: indices after the last word of each. */
function cutsOf(length: number, count: number): readonly (readonly number[])[] {
  if (count === 1) return [[length]];
  const inner = Array.from({ length: Math.max(0, length - 1) }, (_, index) => index + 1);
  if (count === 2) return inner.map((cut) => [cut, length]);
  return inner.flatMap((first) => inner.filter((second) => second > first).map((second) => [first, second, length]));
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
