/**
 * Paragraphs of a Word file that break where the PDF does. Lines of full-width characters only are left to the program: all of
 * them count such lines alike. Every other line ends with a line break, for programs tear figures from their units, let marks
 * hang over the margin, and fonts that stand in have wider figures; such lines are set a little tighter, and justified.
 */
import type { Paragraph } from 'docx';
import { printable } from './font-selection.ts';
import {
  type DocxLibrary,
  type ParagraphLook,
  paragraphOf,
  type TextLook,
  TRACKING,
  textRun,
  textRuns,
  twipsOfPoints,
} from './letter-docx-parts.ts';
import type { Place } from './letter-flow.ts';
import type { SetLine } from './letter-lines.ts';
import { BODY_SIZE, MM_PER_POINT } from './letter-page.ts';

export interface LinedParagraph {
  readonly lines: readonly SetLine[];
  /** what they are made of, one paragraph */
  readonly text: string;
  /** mm; where lines begin is the look's matter */
  readonly width: number;
  /** mm; by how much the first line begins further right */
  readonly first?: number;
  readonly look: ParagraphLook;
  /** of each line; none where lines aren't placed one by one */
  readonly places?: readonly Place[];
  /** before the first line, on it, and mm that it has */
  readonly before?: { readonly text: string; readonly room: number };
}

/** Characters that take one cell in every font and program. */
const CERTAIN = /^[\u2e80-\u2fff\u3001-\u303e\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]*$/u;
/** em; the widest that fonts which stand in have */
const WIDEST: readonly (readonly [RegExp, number])[] = [
  [/[\u2e80-\u{3fffd}\uff00-\uff60\u2014\u2018-\u201d\u2026]/u, 1],
  [/[mwMW@%]/, 1],
  [/[A-Z]/, 0.75],
  [/[\d\p{Script=Latin}]/u, 0.64],
  [/./su, 0.5],
];
/** em; LibreOffice puts it between 汉字 and figures whatever the file says */
const AUTOMATIC_SPACE = 0.25;
const SCRIPT_CHANGE =
  /(?<=[\u2e80-\u{3fffd}\uff00-\uff60])(?=[\d\p{Script=Latin}])|(?<=[\d\p{Script=Latin}%])(?=[\u2e80-\u{3fffd}\uff00-\uff60])/gu;
const LEAST_TRACKING = -40;
/** points that a justified line keeps free: programs round the width of every character */
const SPARE = 6;
/** mm */
const NEAR = 0.01;

/**
 * One paragraph, or several where the lines that go along with the signature begin a page (GB/T 9704 7.3.5.1), and below a line that
 * doesn't reach the margin: programs would pull it apart, as they do with every line but a paragraph's last one.
 */
export function linedParagraphs(docx: DocxLibrary, part: LinedParagraph): readonly Paragraph[] {
  const starts = part.lines.flatMap((_, index) => (index === 0 || part.places?.[index]?.early || isRagged(part, index - 1) ? [index] : []));
  return starts.map((from, index) => {
    const isFirst = index === 0;
    const { indent, before, ...look } = part.look;
    const own = isFirst ? { ...(indent ? { indent } : {}), ...(before === undefined ? {} : { before }) } : restIndent(indent);
    const isBroken = part.places?.[from]?.early === true;
    return paragraphOf(
      docx,
      { ...look, ...own, ...(isBroken ? { pageBreakBefore: true } : {}) },
      linesOf(docx, part, from, starts[index + 1] ?? part.lines.length),
    );
  });
}

/** A heading stays one paragraph, for the table of contents. */
function isRagged({ lines, width, look }: LinedParagraph, index: number): boolean {
  const isJustified = (look.alignment ?? 'both') === 'both' && look.style === undefined;
  return isJustified && (lines[index]?.width ?? width) < width - NEAR;
}

function restIndent(indent: ParagraphLook['indent']): Pick<ParagraphLook, 'indent'> {
  return indent?.left === undefined ? {} : { indent: { left: indent.left } };
}

function linesOf(docx: DocxLibrary, part: LinedParagraph, from: number, to: number) {
  const texts = part.lines.map(textOfLine);
  // a space that a line end swallowed has to be one here too
  const isWhole = texts.join('').length === printable(part.text).length;
  const before = from === 0 && part.before ? beforeLine(docx, part.before, part.look) : [];
  const open: { text: string; tracking: number | undefined; isBroken: boolean }[] = [];
  for (let index = from; index < to; index += 1) {
    const text = texts[index] ?? '';
    const isEnd = index + 1 === to;
    const room = roomOf(part, index);
    const isCertain = CERTAIN.test(text);
    const isFull = [...text].length === Math.floor(room / cellOf(part.look));
    const isLeft = isEnd || (isWhole && isFull && isCertain && CERTAIN.test([...(texts[index + 1] ?? '')][0] ?? ' '));
    const tracking = trackingOf(text, room, part.look, isEnd && to < texts.length && !isRagged(part, index));
    const last = open.at(-1);
    if (last && !last.isBroken && last.tracking === tracking) Object.assign(last, { text: last.text + text, isBroken: !isLeft });
    else open.push({ text, tracking, isBroken: !isLeft });
  }
  const pieces = open.map(({ text, tracking }, index) => {
    const look: TextLook = { ...part.look, ...(tracking === undefined ? {} : { tracking }) };
    return textRun(docx, text, look, open[index - 1]?.isBroken === true);
  });
  return [...before, ...pieces];
}

/** Where a font that stands in is wider, it would push the line's end to the next line. */
function beforeLine(docx: DocxLibrary, { text, room }: NonNullable<LinedParagraph['before']>, look: TextLook) {
  const tracking = trackingOf(text, room / MM_PER_POINT + SPARE, look, false);
  return textRuns(docx, text, { ...look, ...(tracking === undefined ? {} : { tracking }) });
}

export function textOfLine({ runs }: SetLine): string {
  return runs.map(({ text }) => text).join('');
}

/** points; of a line, without its indent */
function roomOf({ width, first = 0 }: LinedParagraph, index: number): number {
  return (width - (index === 0 ? first : 0)) / MM_PER_POINT;
}

function cellOf({ size = BODY_SIZE }: TextLook): number {
  return size + TRACKING / 20;
}

/**
 * Twentieths of a point; undefined where the style's fits. @param isFlush spread to the margin: the end of a paragraph isn't
 * justified, although the text goes on on the next page
 */
function trackingOf(text: string, room: number, { size = BODY_SIZE }: TextLook, isFlush: boolean): number | undefined {
  const characters = [...text];
  if (characters.length === 0) return undefined;
  const spaces = (text.match(SCRIPT_CHANGE)?.length ?? 0) * AUTOMATIC_SPACE;
  const widest = characters.reduce((sum, each) => sum + (WIDEST.find(([kind]) => kind.test(each))?.[1] ?? 1), spaces);
  const wanted = Math.floor(twipsOfPoints(room - widest * size - (isFlush && CERTAIN.test(text) ? 1 : SPARE)) / characters.length);
  if (isFlush && wanted > TRACKING && wanted < 20) return wanted;
  if (CERTAIN.test(text)) return undefined;
  return wanted < TRACKING ? Math.max(LEAST_TRACKING, wanted) : undefined;
}
