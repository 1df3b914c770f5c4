/**
 * The documents of a meeting on pages: 会议纪要 in 纪要格式 (GB/T 9704-2012 10.3); 会议记录 and 备忘录, which have no national
 * layout, under a plain title with the page, headings and tables of letters. Pure, as letter-layout.ts.
 */
import type { LetterBlock } from '#shared/domain/letter.ts';
import type { MeetingDocumentContent } from '#shared/domain/meeting.ts';
import { isFactTable } from '#shared/domain/meeting-document-parts.ts';
import type { FontRole } from './font-port.ts';
import { MISSING_MARK } from './font-selection.ts';
import { blockBoxes, bodyStyle, keepWithNext, lineBox } from './letter-blocks.ts';
import { type Box, blankLine, type FlowPage, flow, type Place } from './letter-flow.ts';
import { cut, pageNumberItems, titleBoxes } from './letter-layout.ts';
import { setLine } from './letter-lines.ts';
import { type Frame, type LaidOutLetter, type LaidOutPage, LINE_PITCH, type Measure, PAGE, PORTRAIT, TEXT_AREA } from './letter-page.ts';
import { type Imprint, imprints, partySignatures, presenceBoxes, recordSignature } from './meeting-closing.ts';
import { minutesHead } from './meeting-head.ts';
import { factBoxes } from './meeting-table.ts';

/** lines of text that go along with a signature to a new page */
const LINES_WITH_SIGNATURE = 2;

/** What every output follows. */
export interface MeetingPlan {
  readonly pages: readonly Pick<FlowPage, 'items' | 'marks'>[];
  /** how many of them have a page number */
  readonly numbered: number;
  /** for each block of the text, one for each of its boxes */
  readonly blocks: readonly (readonly Place[])[];
  /** of what follows the text: who was there, or the signatures */
  readonly closing: readonly Place[];
  /** where the 版记 of a 纪要 stands: below the text of the last page, on the next page, or on the one behind a blank page */
  readonly imprint: 'below' | 'next' | 'afterBlank';
}

/** @param measure advances of the fonts that will draw it */
export function layOutMeetingDocument(content: MeetingDocumentContent, measure: Measure): LaidOutLetter {
  const { pages, numbered } = planMeetingDocument(content, measure);
  return {
    pages: pages.map((page, index) =>
      index < numbered
        ? finishPage(page, index + 1, false, measure)
        : { width: PAGE.width, height: PAGE.height, items: page.items, marks: page.marks },
    ),
  };
}

export function planMeetingDocument(content: MeetingDocumentContent, measure: Measure): MeetingPlan {
  const body = content.body.map((block) => meetingBlock(block, PORTRAIT, measure));
  if (content.form === 'minutes') return planMinutes(content, body, measure);
  const head = plainHead(content, measure);
  const closing = content.form === 'record' ? recordSignature(measure) : partySignatures(content, measure);
  const { pages, places } = flow(withClosing([...head, ...body.flat()], closing), () => PORTRAIT);
  const [blocks, closed] = partsOf(places.slice(head.length), body, closing);
  return { pages, numbered: pages.length, blocks, closing: closed, imprint: 'below' };
}

function partsOf(places: readonly Place[], body: readonly (readonly Box[])[], closing: readonly Box[]) {
  const all = cut(places, [...body, closing]);
  return [all.slice(0, body.length), all[body.length] ?? []] as const;
}

/** Which characters each role has to draw: what fonts are chosen by. */
export function textsOfPages(pages: readonly LaidOutPage[]): ReadonlyMap<FontRole, string> {
  const texts = new Map<FontRole, string>([['song', `— 0123456789${MISSING_MARK}`]]);
  for (const { items } of pages) {
    for (const item of items) if (item.kind === 'text') texts.set(item.role, (texts.get(item.role) ?? MISSING_MARK) + item.text);
  }
  return texts;
}

export function finishPage(page: Pick<FlowPage, 'items' | 'marks'>, number: number, isLandscape: boolean, measure: Measure): LaidOutPage {
  const [width, height] = isLandscape ? [PAGE.height, PAGE.width] : [PAGE.width, PAGE.height];
  return { width, height, items: [...page.items, ...pageNumberItems(number, isLandscape, measure)], marks: page.marks };
}

/** Tables of facts have no head. */
function meetingBlock(block: LetterBlock, frame: Frame, measure: Measure): readonly Box[] {
  return isFactTable(block) ? factBoxes(block, frame, measure) : blockBoxes([block], frame, measure);
}

function plainHead({ title, issue }: MeetingDocumentContent, measure: Measure): readonly Box[] {
  const number = issue.trim() === '' ? undefined : setLine(issue.trim(), bodyStyle(PORTRAIT), measure);
  const centred = number ? [lineBox(number, PORTRAIT.left + (PORTRAIT.width - number.width) / 2)] : [];
  return [...titleBoxes(title, PORTRAIT, measure), ...keepWithNext([...centred, blankLine()])];
}

/** A page must not carry only signatures. */
function withClosing(text: readonly Box[], closing: readonly Box[]): readonly Box[] {
  if (closing.length === 0) return text;
  const from = text.flatMap((box, index) => (box.blank ? [] : [index])).at(-LINES_WITH_SIGNATURE) ?? 0;
  return [...text.slice(0, from), ...keepWithNext(text.slice(from)), ...closing];
}

// ---- 纪要 ----

function planMinutes(content: MeetingDocumentContent, body: readonly (readonly Box[])[], measure: Measure): MeetingPlan {
  const head = minutesHead(content, measure);
  const first: Frame = { ...PORTRAIT, top: TEXT_AREA.top + head.lines * LINE_PITCH };
  const presence = presenceBoxes(content, measure);
  const { pages, places } = flow([...body.flat(), ...presence], (page) => (page === 0 ? first : PORTRAIT));
  pages[0]?.items.unshift(...head.items);
  pages[0]?.marks.unshift(...head.marks);
  const [blocks, closing] = partsOf(places, body, presence);
  return { blocks, closing, ...withImprint(pages, imprints(content, measure)) };
}

/**
 * 7.4: the 版记 ends with the 版心 of the last page, which is an even one. Where a blank page comes before it, neither that one nor
 * the 版记's has a number (7.5).
 */
function withImprint(pages: readonly FlowPage[], imprint: readonly Imprint[]): Pick<MeetingPlan, 'pages' | 'numbered' | 'imprint'> {
  const [only, ...others] = imprint;
  const last = pages.at(-1);
  if (only && last && others.length === 0 && pages.length % 2 === 0 && last.bottom <= only.top) {
    last.items.push(...only.items);
    return { pages, numbered: pages.length, imprint: 'below' };
  }
  const own = imprint.map(({ items }) => ({ items: [...items], marks: [] }));
  const isOdd = (pages.length + own.length) % 2 === 1;
  const all = [...pages, ...(isOdd ? [{ items: [], marks: [] }] : []), ...own];
  return { pages: all, numbered: isOdd ? pages.length : all.length, imprint: isOdd ? 'afterBlank' : 'next' };
}
