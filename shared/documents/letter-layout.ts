/**
 * An official letter on pages (GB/T 9704-2012 10.1 信函格式): pure, so that the PDF, the print and the preview show the same. What
 * the pages are made of stands in letter-page.ts.
 */
import type { LetterContent, LetterToLayOut } from '#shared/domain/letter.ts';
import type { FontRole } from './font-port.ts';
import { MISSING_MARK } from './font-selection.ts';
import { blockBoxes, bodyStyle, keepWithNext, lineBox } from './letter-blocks.ts';
import { annotationBoxes, copiesBoxes, enclosureListBoxes } from './letter-closing.ts';
import { type Box, blankLine, type FlowPage, flow } from './letter-flow.ts';
import { FIRST_PAGE_BOTTOM, letterHead, secondRule } from './letter-head.ts';
import { placeLine, setLine, setParagraph, type TextStyle } from './letter-lines.ts';
import {
  type Frame,
  type LaidOutLetter,
  type LaidOutPage,
  type LetterItem,
  type LetterMark,
  LINE_PITCH,
  landscapeFrame,
  type Measure,
  MM_PER_POINT,
  PAGE,
  PORTRAIT,
  SMALL_SIZE,
  TEXT_AREA,
  TITLE_SIZE,
} from './letter-page.ts';
import { signatureBoxes } from './letter-signature.ts';
import { breakTitle } from './letter-title.ts';

/** 35 pt for the lines of a title of 2号 */
const TITLE_PITCH = 35 * MM_PER_POINT;
const TITLE_EM = TITLE_SIZE * MM_PER_POINT;
const TITLE_STYLE: TextStyle = { role: 'xiaobiaosong', size: TITLE_SIZE, cell: TITLE_EM };
/** lines of text that go along with a signature to a new page, so that it doesn't stand there alone (7.3.5.1) */
const LINES_WITH_SIGNATURE = 2;
/** the dash of a page number: 7 mm below the 版心, and this much of its size above the baseline (7.5) */
const PAGE_NUMBER_BELOW = 7;
const DASH_HEIGHT = 0.36;

type Section = readonly (FlowPage & { readonly landscape: boolean })[];

/** @param measure advances of the fonts that will draw it */
export function layOutLetter(letter: LetterToLayOut, measure: Measure): LaidOutLetter {
  const { content } = letter;
  const letterPart = letterSection(letter, measure);
  const pages = [...letterPart.pages];
  content.enclosures.forEach((_, index) => {
    pages.push(...enclosureSection(content, index, pages.length, measure));
  });
  placeCopies(pages, copiesBoxes(letterPart.movedRecipients, content.copies, PORTRAIT, measure));
  return { pages: pages.map((page, index) => finish(page, index + 1, measure)) };
}

/** Which characters each role has to draw: what fonts are chosen by. */
export function letterTexts(letter: LetterToLayOut): ReadonlyMap<FontRole, string> {
  // widths don't matter for what is drawn; only how often page numbers occur does, and their characters are always wanted
  const texts = new Map<FontRole, string>([['song', `— 0123456789${MISSING_MARK}`]]);
  for (const { items } of layOutLetter(letter, () => 1).pages) {
    for (const item of items) if (item.kind === 'text') texts.set(item.role, (texts.get(item.role) ?? MISSING_MARK) + item.text);
  }
  return texts;
}

function letterSection(letter: LetterToLayOut, measure: Measure): { readonly pages: Section; readonly movedRecipients: readonly string[] } {
  const { content } = letter;
  const head = letterHead(letter, measure);
  // 相距二行 below the last element
  const first: Frame = { ...PORTRAIT, top: head.bottom + 2 * LINE_PITCH, bottom: FIRST_PAGE_BOTTOM, freeGrid: true };
  const opening = titleBoxes(content.title, PORTRAIT, measure);
  const recipients = recipientBoxes(content.recipients, measure);
  const text = withSignature(blockBoxes(content.body, PORTRAIT, measure), content, measure);
  // 7.3.2: when 主送 leaves no room for the text on page one, it goes to the 版记
  const room = first.bottom - first.top - sumOf(opening);
  const isTooLong = content.recipients.length > 0 && sumOf(recipients) + LINE_PITCH > room;
  const boxes = [...opening, ...(isTooLong ? [blankLine()] : recipients), ...text];
  const pages = flow(boxes, (page) => (page === 0 ? first : PORTRAIT));
  pages[0]?.items.unshift(...head.items);
  pages[0]?.items.push(...secondRule());
  return { pages: pages.map((page) => ({ ...page, landscape: false })), movedRecipients: isTooLong ? content.recipients : [] };
}

function sumOf(boxes: readonly Box[]): number {
  return boxes.reduce((sum, { height }) => sum + height, 0);
}

export function titleBoxes(title: string, frame: Frame, measure: Measure, kind: 'title' | 'enclosure' = 'title'): readonly Box[] {
  return breakTitle(title, TITLE_STYLE, measure, frame.width).map((line, index) => ({
    height: TITLE_PITCH,
    need: TITLE_EM,
    keep: true,
    draw: (top) => ({
      items: placeLine(line, frame.left + (frame.width - line.width) / 2, top),
      marks: index === 0 && kind === 'title' ? [markOf('title', title, frame, top)] : [],
    }),
  }));
}

function markOf(kind: 'title' | 'enclosure', text: string, frame: Frame, top: number): LetterMark {
  return { kind, level: 0, text: text.replaceAll('\n', ''), x: frame.left, y: top, width: frame.width, height: TITLE_PITCH };
}

/** One blank line below the title, flush left also where it wraps, ends with ： (7.3.2). */
function recipientBoxes(recipients: readonly string[], measure: Measure): readonly Box[] {
  if (recipients.length === 0) return [blankLine()];
  const lines = setParagraph(`${recipients.join('、')}：`, bodyStyle(PORTRAIT), measure, { width: PORTRAIT.width });
  return [blankLine(), ...lines.map((line) => lineBox(line, PORTRAIT.left))];
}

/** The text, 附件说明, signature and 附注; the last lines of the text go with the signature. */
function withSignature(body: readonly Box[], content: LetterContent, measure: Measure): readonly Box[] {
  const enclosures = enclosureListBoxes(content, PORTRAIT, measure);
  const text = [...body, ...enclosures];
  const signature = signatureBoxes(content, PORTRAIT, measure);
  const annotation = annotationBoxes(content, PORTRAIT, measure);
  if (signature.length === 0) return [...text, ...annotation];
  const from = text.length - boxesWithSignature(body, enclosures);
  const [before, along] = [text.slice(0, from), [...text.slice(from), ...signature]];
  return [...before, ...keepWithNext(along.slice(0, -1)), ...along.slice(-1), ...annotation];
}

/** How many boxes go along: a short 附件说明 as a whole and the last lines of the text, or the last lines of a long 附件说明. */
function boxesWithSignature(body: readonly Box[], enclosures: readonly Box[]): number {
  const isShort = enclosures.length <= LINES_WITH_SIGNATURE * 3;
  const [lines, more] = isShort ? [body, enclosures.length] : [enclosures, 0];
  const from = lines.flatMap((box, index) => (box.blank ? [] : [index])).at(-LINES_WITH_SIGNATURE) ?? 0;
  return lines.length - from + more;
}

/** 附件 begins a page: “附件1” 黑体 flush at line 1, its title centred at line 3 (7.3.7). One without blocks is handed over as a file. */
function enclosureSection(content: LetterContent, index: number, pagesBefore: number, measure: Measure): Section {
  const enclosure = content.enclosures[index];
  if (!enclosure || enclosure.blocks.length === 0) return [];
  const isLandscape = enclosure.landscape === true;
  const frameOf = (page: number) => (isLandscape ? landscapeFrame((pagesBefore + page) % 2 === 0) : PORTRAIT);
  const frame = frameOf(0);
  const label = setLine(content.enclosures.length > 1 ? `附件${index + 1}` : '附件', bodyStyle(frame, 'hei'), measure);
  const name = `${content.enclosures.length > 1 ? `附件${index + 1}` : '附件'}　${enclosure.title}`;
  const boxes = [
    lineBox(label, frame.left, (top) => [markOf('enclosure', name, frame, top)]),
    blankLine(),
    ...titleBoxes(enclosure.title, frame, measure, 'enclosure'),
    blankLine(),
    ...blockBoxes(enclosure.blocks, frame, measure),
  ];
  return flow(boxes, frameOf).map((page) => ({ ...page, landscape: isLandscape }));
}

/** At the foot of the last page's 版心; on pages of its own when that has no room left (7.4). */
function placeCopies(pages: Section[number][], boxes: readonly Box[]): void {
  const page = pages.at(-1);
  if (page && !page.landscape && page.bottom <= footTop(boxes)) {
    placeAtFoot(page, boxes);
    return;
  }
  const [first] = boxes;
  if (!first) return;
  const aPage = Math.floor((TEXT_AREA.height + first.height - first.need) / first.height);
  for (let from = 0; from < boxes.length; from += aPage) {
    const own = { items: [], marks: [], frame: PORTRAIT, bottom: TEXT_AREA.top, grid: undefined, landscape: false };
    placeAtFoot(own, boxes.slice(from, from + aPage));
    pages.push(own);
  }
}

/** Where boxes begin so that the last one's characters end with the 版心. */
function footTop(boxes: readonly Box[]): number {
  const last = boxes.at(-1);
  return TEXT_AREA.bottom - sumOf(boxes) + (last ? last.height - last.need : 0);
}

function placeAtFoot(page: Section[number], boxes: readonly Box[]): void {
  let top = footTop(boxes);
  for (const box of boxes) {
    page.items.push(...box.draw(top).items);
    top += box.height;
  }
}

function finish(page: Section[number], number: number, measure: Measure): LaidOutPage {
  const [width, height] = page.landscape ? [PAGE.height, PAGE.width] : [PAGE.width, PAGE.height];
  return { width, height, items: [...page.items, ...pageNumber(number, page.landscape, measure)], marks: page.marks };
}

/**
 * 7.5: between two 一字线, odd pages 右空一字, even pages 左空一字; none on page one (10.1). On a landscape page it stands where it
 * stands on all others when the paper is turned.
 */
function pageNumber(number: number, isLandscape: boolean, measure: Measure): readonly LetterItem[] {
  return number === 1 ? [] : pageNumberItems(number, isLandscape, measure);
}

export function pageNumberItems(number: number, isLandscape: boolean, measure: Measure): readonly LetterItem[] {
  const em = SMALL_SIZE * MM_PER_POINT;
  const line = setLine(`— ${number} —`, { role: 'song', size: SMALL_SIZE, cell: em }, measure);
  const left = number % 2 === 1 ? TEXT_AREA.right - em - line.width : TEXT_AREA.left + em;
  const baseline = TEXT_AREA.bottom + PAGE_NUMBER_BELOW + DASH_HEIGHT * em;
  return placeLine(line, left, 0).map((item) =>
    isLandscape ? { ...item, x: PAGE.height - baseline, baseline: item.x, turned: true } : { ...item, baseline },
  );
}
