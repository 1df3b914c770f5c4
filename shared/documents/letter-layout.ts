/**
 * An official letter on pages (GB/T 9704-2012 10.1 信函格式): pure, so that the PDF, the print and the preview show the same. What
 * the pages are made of stands in letter-page.ts.
 */
import type { Enclosure, LetterContent, LetterToLayOut } from '#shared/domain/letter.ts';
import type { FontRole } from './font-port.ts';
import { MISSING_MARK } from './font-selection.ts';
import { blockBoxes, bodyStyle, keepWithNext, lineBox } from './letter-blocks.ts';
import { annotationBoxes, type CopyList, copiesBoxes, copyLists, enclosureListBoxes } from './letter-closing.ts';
import { type Box, blankLine, type FlowPage, flow, type Place } from './letter-flow.ts';
import { FIRST_PAGE_BOTTOM, letterHead, secondRule } from './letter-head.ts';
import { placeLine, setLine, setParagraph, type TextStyle } from './letter-lines.ts';
import { namesIn } from './letter-names.ts';
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

type SectionPage = FlowPage & { readonly landscape: boolean };

/** The pages of the letter itself and where its parts stand on them. */
export interface LetterSection {
  readonly pages: readonly SectionPage[];
  /** for each block of the text, one for each of its boxes */
  readonly blocks: readonly (readonly Place[])[];
  readonly enclosureList: readonly Place[];
  readonly signature: readonly Place[];
  readonly annotation: readonly Place[];
  /** 主送机关 that leave page one no room for the text; they go to the 版记 (7.3.2) */
  readonly movedRecipients: readonly string[];
}

/** An 附件 that has pages of its own. */
export interface EnclosureSection {
  readonly enclosure: Enclosure;
  readonly label: string;
  readonly pages: readonly SectionPage[];
  readonly blocks: readonly (readonly Place[])[];
}

/** What every output of a letter follows. */
export interface LetterPlan {
  readonly letter: LetterSection;
  readonly enclosures: readonly EnclosureSection[];
  readonly copies: readonly CopyList[];
  /** where 版记 begins on the last page, mm; undefined when it has pages of its own */
  readonly copiesTop: number | undefined;
  readonly pages: readonly SectionPage[];
}

/** @param measure advances of the fonts that will draw it */
export function layOutLetter(letter: LetterToLayOut, measure: Measure): LaidOutLetter {
  return { pages: planLetter(letter, measure).pages.map((page, index) => finish(page, index + 1, measure)) };
}

export function planLetter(letter: LetterToLayOut, measure: Measure): LetterPlan {
  const { content } = letter;
  const letterPart = letterSection(letter, measure);
  const pages = [...letterPart.pages];
  const enclosures = content.enclosures.flatMap((enclosure, index) => {
    if (enclosure.blocks.length === 0) return [];
    const label = content.enclosures.length > 1 ? `附件${index + 1}` : '附件';
    const section = enclosureSection(content, enclosure, label, pages.length, measure);
    pages.push(...section.pages);
    return [section];
  });
  const copies = copyLists(letterPart.movedRecipients, content.copies, PORTRAIT, measure);
  const copiesTop = placeCopies(pages, copiesBoxes(copies, PORTRAIT));
  return { letter: letterPart, enclosures, copies, copiesTop, pages };
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

function letterSection(letter: LetterToLayOut, measure: Measure): LetterSection {
  const { content } = letter;
  const head = letterHead(letter, measure);
  // 相距二行 below the last element
  const first: Frame = { ...PORTRAIT, top: head.bottom + 2 * LINE_PITCH, bottom: FIRST_PAGE_BOTTOM, freeGrid: true };
  const opening = titleBoxes(content.title, PORTRAIT, measure, 'title', namesIn(content, content.title));
  const recipients = recipientBoxes(content.recipients, measure);
  const body = content.body.map((block) => blockBoxes([block], PORTRAIT, measure));
  const list = enclosureListBoxes(content, PORTRAIT, measure);
  const signature = signatureBoxes(content, PORTRAIT, measure);
  const annotation = annotationBoxes(content, PORTRAIT, measure);
  const text = [...withSignature(body.flat(), list, signature), ...annotation];
  // 7.3.2: when 主送 leaves no room for the text on page one, it goes to the 版记
  const room = first.bottom - first.top - sumOf(opening);
  const isTooLong = content.recipients.length > 0 && sumOf(recipients) + LINE_PITCH > room;
  const above = [...opening, ...(isTooLong ? [blankLine()] : recipients)];
  const { pages, places } = flow([...above, ...text], (page) => (page === 0 ? first : PORTRAIT));
  pages[0]?.items.unshift(...head.items);
  pages[0]?.items.push(...secondRule());
  const [enclosureList = [], signed = [], annotated = [], ...blocks] = [
    ...cut(places.slice(above.length + body.flat().length), [list, signature, annotation]),
    ...cut(places.slice(above.length), body),
  ];
  return {
    pages: pages.map((page) => ({ ...page, landscape: false })),
    ...{ blocks, enclosureList, signature: signed, annotation: annotated },
    movedRecipients: isTooLong ? content.recipients : [],
  };
}

/** One after the other, as many places as each part has boxes. */
export function cut(places: readonly Place[], parts: readonly (readonly Box[])[]): readonly (readonly Place[])[] {
  let from = 0;
  return parts.map(({ length }) => {
    from += length;
    return places.slice(from - length, from);
  });
}

function sumOf(boxes: readonly Box[]): number {
  return boxes.reduce((sum, { height }) => sum + height, 0);
}

/** `names`: what a line end doesn't part (7.3.1) */
export function titleBoxes(
  title: string,
  frame: Frame,
  measure: Measure,
  kind: 'title' | 'enclosure' = 'title',
  names: readonly string[] = [],
): readonly Box[] {
  return breakTitle(title, TITLE_STYLE, measure, frame.width, names).map((line, index) => ({
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

/** The text, 附件说明 and signature; the last lines of the text go with the signature. */
function withSignature(body: readonly Box[], enclosures: readonly Box[], signature: readonly Box[]): readonly Box[] {
  const text = [...body, ...enclosures];
  if (signature.length === 0) return text;
  const from = text.length - boxesWithSignature(body, enclosures);
  const [before, along] = [text.slice(0, from), [...text.slice(from), ...signature]];
  return [...before, ...keepWithNext(along.slice(0, -1)), ...along.slice(-1)];
}

/** How many boxes go along: a short 附件说明 as a whole and the end of the text, or the end of a long 附件说明. */
function boxesWithSignature(body: readonly Box[], enclosures: readonly Box[]): number {
  if (enclosures.length > LINES_WITH_SIGNATURE * 3) return boxesAlong(enclosures, LINES_WITH_SIGNATURE);
  // the lines of 附件说明 count: 特此函告。 above them doesn't stand there alone
  const listed = enclosures.filter(({ blank }) => !blank).length;
  return boxesAlong(body, Math.max(1, LINES_WITH_SIGNATURE - listed)) + enclosures.length;
}

/** From the end of some text, at least `least` lines: whole paragraphs, and of one that is torn two lines or more. */
function boxesAlong(boxes: readonly Box[], least: number): number {
  const lines = boxes.flatMap((box, index) => (box.blank ? [] : [{ index, goesOn: box.goesOn === true }]));
  let from = Math.max(0, lines.length - least);
  if (lines[from]?.goesOn && !lines[from + 1]?.goesOn) from -= 1;
  return boxes.length - (lines[from]?.index ?? 0);
}

/** 附件 begins a page: “附件1” 黑体 flush at line 1, its title centred at line 3 (7.3.7). One without blocks is handed over as a file. */
function enclosureSection(
  content: LetterContent,
  enclosure: Enclosure,
  label: string,
  pagesBefore: number,
  measure: Measure,
): EnclosureSection {
  const landscape = enclosure.landscape === true;
  const frameOf = (page: number) => (landscape ? landscapeFrame((pagesBefore + page) % 2 === 0) : PORTRAIT);
  const frame = frameOf(0);
  const line = setLine(label, bodyStyle(frame, 'hei'), measure);
  const above = [
    lineBox(line, frame.left, (top) => [markOf('enclosure', `${label}　${enclosure.title}`, frame, top)]),
    blankLine(),
    ...titleBoxes(enclosure.title, frame, measure, 'enclosure', namesIn(content, enclosure.title)),
    blankLine(),
  ];
  const blocks = enclosure.blocks.map((block) => blockBoxes([block], frame, measure));
  const { pages, places } = flow([...above, ...blocks.flat()], frameOf);
  return {
    ...{ enclosure, label },
    pages: pages.map((page) => ({ ...page, landscape })),
    blocks: cut(places.slice(above.length), blocks),
  };
}

/** At the foot of the last page's 版心; on pages of its own when that has no room left (7.4). @returns its top on the last page */
function placeCopies(pages: SectionPage[], boxes: readonly Box[]): number | undefined {
  const page = pages.at(-1);
  if (page && !page.landscape && page.bottom <= footTop(boxes)) {
    placeAtFoot(page, boxes);
    return footTop(boxes);
  }
  const [first] = boxes;
  if (!first) return undefined;
  const aPage = Math.floor((TEXT_AREA.height + first.height - first.need) / first.height);
  for (let from = 0; from < boxes.length; from += aPage) {
    const own = { items: [], marks: [], frame: PORTRAIT, bottom: TEXT_AREA.top, grid: undefined, landscape: false };
    placeAtFoot(own, boxes.slice(from, from + aPage));
    pages.push(own);
  }
  return undefined;
}

/** Where boxes begin so that the last one's characters end with the 版心. */
function footTop(boxes: readonly Box[]): number {
  const last = boxes.at(-1);
  return TEXT_AREA.bottom - sumOf(boxes) + (last ? last.height - last.need : 0);
}

function placeAtFoot(page: SectionPage, boxes: readonly Box[]): void {
  let top = footTop(boxes);
  for (const box of boxes) {
    page.items.push(...box.draw(top).items);
    top += box.height;
  }
}

function finish(page: SectionPage, number: number, measure: Measure): LaidOutPage {
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
