/** The text of a letter in Word, and what follows it (GB/T 9704-2012 7.3.3–7.3.7, 7.4). */
import type { FileChild, Paragraph } from 'docx';
import type { LetterBlock, LetterContent } from '#shared/domain/letter.ts';
import { assertNever } from '#shared/domain/result.ts';
import { bodyStyle, HEADING_ROLES, paragraphLines } from './letter-blocks.ts';
import { type CopyList, copiesBoxes, listedEnclosures, SMALL_EM, SMALL_PITCH } from './letter-closing.ts';
import { linedParagraphs } from './letter-docx-lines.ts';
import { BASELINE, type DocxLibrary, type ParagraphLook, PITCH, paragraph, TWO_CHARACTERS, twipsOfMm } from './letter-docx-parts.ts';
import { docxTable, HAIR } from './letter-docx-table.ts';
import type { Place } from './letter-flow.ts';
import {
  ASCENT,
  BODY_EM,
  CELL,
  type Frame,
  LINE_PITCH,
  type Measure,
  MM_PER_POINT,
  PORTRAIT,
  SMALL_SIZE,
  TEXT_AREA,
  type TextItem,
} from './letter-page.ts';
import { signatureBoxes } from './letter-signature.ts';

/** 附件： */
const LABEL_CELLS = 3;
/** lines of the text that go along with the signature by themselves; more do by a page break (7.3.5.1) */
const ALONG = 2;

/** What the parts of the file are made with. */
export interface DocxWork {
  readonly docx: DocxLibrary;
  readonly measure: Measure;
}

/**
 * @param places of each block's boxes in the PDF
 * @param after places of what follows the blocks
 * @param isSigned a short last paragraph goes along with the signature, so that it doesn't stand on a page alone (7.3.5.1)
 */
export function docxBlocks(
  { docx, measure }: DocxWork,
  blocks: readonly LetterBlock[],
  frame: Frame,
  places: readonly (readonly Place[])[],
  after: readonly Place[] = [],
  isSigned = false,
): readonly FileChild[] {
  return blocks.flatMap((block, index): readonly FileChild[] => {
    const own = places[index] ?? [];
    switch (block.type) {
      case 'heading': {
        const look = { role: HEADING_ROLES[block.level], style: `Heading${block.level}`, keepNext: true, keepLines: true };
        return textParagraphs({ docx, measure }, block.text, frame, look, []);
      }
      case 'paragraph': {
        const keepNext = isSigned && index === blocks.length - 1 && own.length <= ALONG;
        return textParagraphs({ docx, measure }, block.text, frame, { keepNext }, own);
      }
      case 'table':
        return docxTable(docx, block, frame, measure, own, [...places.slice(index + 1).flat(), ...after]);
      default:
        return assertNever(block);
    }
  });
}

/** 左空二字, every LF begins a paragraph. */
function textParagraphs({ docx, measure }: DocxWork, text: string, frame: Frame, look: ParagraphLook, places: readonly Place[]) {
  let from = 0;
  return text.split('\n').flatMap((part) => {
    const lines = paragraphLines(part, bodyStyle(frame, look.role), frame, measure);
    const own = places.slice(from, from + lines.length);
    from += lines.length;
    const first = 2 * frame.cell;
    return linedParagraphs(docx, { lines, text: part, width: frame.width, first, look: { indent: TWO_CHARACTERS, ...look }, places: own });
  });
}

/** One blank line below the text; wrapped lines begin below the name's first character, no closing mark (7.3.4). */
export function docxEnclosureList({ docx, measure }: DocxWork, content: LetterContent, places: readonly Place[]): readonly Paragraph[] {
  // the first place is the blank line's
  let from = 1;
  return listedEnclosures(content, PORTRAIT, measure).flatMap(({ label, counter, start, lines, text }, index) => {
    const left = 2 * CELL + start;
    const hanging = start - (index === 0 ? 0 : LABEL_CELLS * CELL);
    const indent = { left: twipsOfMm(left), hanging: twipsOfMm(hanging) };
    const own = places.slice(from, from + lines.length);
    from += lines.length;
    const look = {
      ...{ indent, before: index === 0 && places[0]?.page === places[1]?.page ? PITCH : 0 },
      keepNext: index === content.enclosures.length - 1 && lines.length <= ALONG,
    };
    const before = { text: label + counter, room: hanging };
    return linedParagraphs(docx, { lines, text, width: PORTRAIT.width - left, look, places: own, before });
  });
}

interface Piece {
  readonly text: string;
  readonly x: number;
  readonly width: number;
}

/** 署名 and date, where the PDF has them (7.3.5.1, 7.3.5.2): by stops for tabs, so that a changed name keeps its place. */
export function docxSignature({ docx, measure }: DocxWork, content: LetterContent): readonly Paragraph[] {
  const boxes = signatureBoxes(content, PORTRAIT, measure);
  const box = boxes.at(-1);
  if (!box) return [];
  const items = box.draw(0).items.filter((item): item is TextItem => item.kind === 'text');
  const rows = rowsOf(items);
  const lastRow = Math.max(0, ...rows.keys());
  let before = boxes.length - 1;
  return Array.from({ length: lastRow + 1 }, (_, row) => rows.get(row)).flatMap((pieces, row) => {
    if (!pieces) {
      before += 1;
      return [];
    }
    const isDate = content.date !== undefined && row === lastRow;
    const kind = content.seal ? (isDate ? 'right' : 'center') : 'left';
    const tabStops = pieces.map((piece) => ({ type: kind, position: twipsOfMm(stopOf(piece, kind) - TEXT_AREA.left) }) as const);
    const text = pieces.map((piece) => `\t${piece.text}`).join('');
    const made = paragraph(docx, text, { alignment: 'left', tabStops, before: before * PITCH, keepNext: row < lastRow });
    before = 0;
    return [made];
  });
}

function stopOf({ x, width }: Piece, kind: 'left' | 'center' | 'right'): number {
  return kind === 'left' ? x : kind === 'center' ? x + width / 2 : x + width;
}

/** By line; runs of one name are one piece, names side by side are several. */
function rowsOf(items: readonly TextItem[]): ReadonlyMap<number, readonly Piece[]> {
  const rows = new Map<number, Piece[]>();
  for (const { text, x, width, baseline } of [...items].sort((a, b) => a.x - b.x)) {
    const row = Math.round((baseline - BODY_EM) / LINE_PITCH);
    const pieces = rows.get(row) ?? [];
    rows.set(row, pieces);
    const last = pieces.at(-1);
    if (last && x - last.x - last.width < CELL / 2)
      pieces[pieces.length - 1] = { text: last.text + text, x: last.x, width: x + width - last.x };
    else pieces.push({ text, x, width });
  }
  return rows;
}

/** （…） 左空二字, on the line below the date (7.3.6). */
export function docxAnnotation(work: DocxWork, { annotation }: LetterContent, places: readonly Place[]): readonly Paragraph[] {
  return annotation.trim() === '' ? [] : textParagraphs(work, `（${annotation}）`, PORTRAIT, {}, places);
}

/**
 * 4号, 左右各空一字, at the foot of the last page's 版心, without rules (7.4.1, 10.1): a frame at its place on the page. It needs a
 * paragraph below that it hangs on.
 * @param top of the first line in the PDF; undefined when they have pages of their own
 */
export function docxCopies(
  docx: DocxLibrary,
  lists: readonly CopyList[],
  top: number | undefined,
  beginsPage: boolean,
): readonly Paragraph[] {
  if (lists.length === 0) return [];
  const height = copiesBoxes(lists, PORTRAIT).length * SMALL_PITCH;
  // a frame doesn't go on on another page: what is higher than one begins a page as plain text
  const isTooHigh = height > TEXT_AREA.height;
  const frame = isTooHigh ? {} : { frame: copiesFrame(docx, top ?? TEXT_AREA.bottom - height + SMALL_PITCH - SMALL_EM) };
  const anchor = paragraph(docx, '', { size: 1, line: HAIR });
  const turn = top === undefined && !beginsPage ? [paragraph(docx, '', { size: 1, line: HAIR, pageBreakBefore: true })] : [];
  const parts = lists.flatMap(({ label, text, mark, lines }) => {
    const indent = { left: twipsOfMm(SMALL_EM + mark.width), right: twipsOfMm(SMALL_EM), hanging: twipsOfMm(mark.width) };
    const look = { size: SMALL_SIZE, line: SMALL_PITCH / MM_PER_POINT, indent, ...frame };
    return linedParagraphs(docx, {
      lines,
      text,
      width: TEXT_AREA.width - 2 * SMALL_EM - mark.width,
      look,
      before: { text: label, room: mark.width },
    });
  });
  return [...turn, ...parts, anchor];
}

/** Its lines have their baselines where the PDF has them. */
function copiesFrame(docx: DocxLibrary, top: number) {
  const y = top + ASCENT * SMALL_EM - BASELINE * SMALL_PITCH;
  return {
    type: 'absolute',
    width: twipsOfMm(TEXT_AREA.width),
    height: 0,
    anchor: { horizontal: docx.FrameAnchorType.PAGE, vertical: docx.FrameAnchorType.PAGE },
    position: { x: twipsOfMm(TEXT_AREA.left), y: twipsOfMm(y) },
    wrap: docx.FrameWrap.AROUND,
  } as const;
}
