/** What follows the text of a meeting's document: who was there (GB/T 9704-2012 10.3), lines to sign on, and the 版记 (7.4). */
import type { TableBlock } from '#shared/domain/letter.ts';
import type { MeetingDocumentContent } from '#shared/domain/meeting.ts';
import { bodyStyle, keepWithNext, lineBox } from './letter-blocks.ts';
import { SMALL_EM, SMALL_PITCH } from './letter-closing.ts';
import { type Box, blankLine } from './letter-flow.ts';
import { placeLine, type SetLine, setLine, setParagraph, type TextStyle } from './letter-lines.ts';
import {
  BODY_EM,
  CELL,
  type Frame,
  type LetterItem,
  LINE_PITCH,
  type Measure,
  MM_PER_POINT,
  PORTRAIT,
  type RuleItem,
  SMALL_SIZE,
  TEXT_AREA,
} from './letter-page.ts';
import { letterDate } from './letter-signature.ts';
import { signingBoxes } from './meeting-table.ts';

// ---- 出席, 请假, 列席 ----

/** One blank line below the text, 左空二字, the label in 黑体, wrapped lines begin after the ： (10.3). */
export function presenceBoxes({ present }: MeetingDocumentContent, measure: Measure): readonly Box[] {
  const boxes = present.flatMap(({ label, names }) => labelledBoxes(`${label}：`, names, 2, PORTRAIT, measure));
  return boxes.length > 0 ? [blankLine(), ...boxes] : [];
}

/** @param indent characters before the label */
export function labelledBoxes(label: string, text: string, indent: number, frame: Frame, measure: Measure): readonly Box[] {
  const mark = setLine(label, bodyStyle(frame, 'hei'), measure);
  const start = indent * frame.cell + mark.width;
  const lines = setParagraph(text, bodyStyle(frame), measure, { width: frame.width - start });
  return lines.map((line, index) => {
    const own = (top: number) => (index === 0 ? placeLine(mark, frame.left + indent * frame.cell, top) : []);
    return { ...lineBox(line, frame.left), draw: (top) => ({ items: [...own(top), ...placeLine(line, frame.left + start, top)] }) };
  });
}

// ---- signatures ----

/** mm of line for a name by hand */
export const SIGN_LENGTH = 42;
/** below the characters' feet */
const SIGN_BELOW = 1;

/** 主持人 and 记录人 sign a 会议记录 (31(三)); one line each, so that nothing is torn apart. */
export function recordSignature(measure: Measure): readonly Box[] {
  const style = bodyStyle(PORTRAIT);
  const signed = (label: string): Box => {
    const [name, day] = [setLine(`${label}（签字）：`, style, measure), setLine('日期：', style, measure)];
    const left = PORTRAIT.left + 2 * CELL;
    const second = left + name.width + SIGN_LENGTH + CELL;
    const draw = (top: number) => ({
      items: [
        ...placeLine(name, left, top),
        signRule(left + name.width, top, SIGN_LENGTH),
        ...placeLine(day, second, top),
        signRule(second + day.width, top, TEXT_AREA.right - second - day.width),
      ],
    });
    return { height: 2 * LINE_PITCH, need: BODY_EM + 2, keep: false, onGrid: true, draw };
  };
  return keepWithNext([blankLine(), signed('主持人')]).concat(signed('记录人'));
}

function signRule(x: number, top: number, length: number): RuleItem {
  return { kind: 'rule', direction: 'across', x, y: top + BODY_EM + SIGN_BELOW, length, thickness: 0.5, colour: 'black' };
}

export const PARTY_LABEL = '各方签署：';
/** room for a stamp over a name */
export const PARTY_HEIGHT = 18;

/** Each party of a 备忘录 with a place for stamp, signature and day. */
export function partySignatures({ signatories }: MeetingDocumentContent, measure: Measure): readonly Box[] {
  if (signatories.length === 0) return [];
  const label = setLine(PARTY_LABEL, bodyStyle(PORTRAIT, 'hei'), measure);
  return [
    ...keepWithNext([blankLine(), lineBox(label, PORTRAIT.left + 2 * CELL)]),
    ...signingBoxes(partyTable(signatories), PARTY_HEIGHT, PORTRAIT, measure),
  ];
}

export function partyTable(signatories: readonly string[]): TableBlock {
  return {
    type: 'table',
    columns: [
      { title: '单位（盖章）', width: 6, align: 'left' },
      { title: '代表（签字）', width: 4, align: 'center' },
      { title: '日期', width: 3.5, align: 'center' },
    ],
    rows: signatories.map((name) => [name, '', '']),
  };
}

// ---- 版记 (7.4) ----

const OUTER_RULE = 0.35 / MM_PER_POINT;
const INNER_RULE = 0.25 / MM_PER_POINT;
/** what one page takes at most */
const LINES_A_PAGE = Math.floor(TEXT_AREA.height / SMALL_PITCH);
const SMALL: TextStyle = { role: 'fangsong', size: SMALL_SIZE, cell: SMALL_EM };

export interface Imprint {
  /** its upper edge; the lower one is that of the 版心 */
  readonly top: number;
  readonly items: readonly LetterItem[];
}

interface ImprintLine {
  readonly items: (top: number) => readonly LetterItem[];
  /** a rule stands below it */
  readonly ends: boolean;
}

/** 分送, then 编发机关 and day, between rules as wide as the 版心; one for each page that it takes. */
export function imprints({ copies, department, date }: MeetingDocumentContent, measure: Measure): readonly Imprint[] {
  const day = setLine(`${letterDate(date)}印发`, SMALL, measure);
  const room = TEXT_AREA.width - 3 * SMALL_EM - day.width;
  const names = setParagraph(department, SMALL, measure, { width: room });
  const left = TEXT_AREA.left + SMALL_EM;
  const own = names.map((name, index): ImprintLine => {
    const isLast = index === names.length - 1;
    const right = TEXT_AREA.right - SMALL_EM - day.width;
    return { items: (top) => [...placeLine(name, left, top), ...(isLast ? placeLine(day, right, top) : [])], ends: false };
  });
  const lines = [...copyLines(copies, left, measure), ...own];
  const pages: Imprint[] = [];
  for (let from = 0; from < lines.length; from += LINES_A_PAGE) pages.push(imprintOf(lines.slice(from, from + LINES_A_PAGE)));
  return pages;
}

function copyLines(copies: readonly string[], left: number, measure: Measure): readonly ImprintLine[] {
  const { mark, lines } = copiesOf(copies, measure);
  const start = left + mark.width;
  return lines.map((line, index) => ({
    items: (top) => [...(index === 0 ? placeLine(mark, left, top) : []), ...placeLine(line, start, top)],
    ends: index === lines.length - 1,
  }));
}

/** 左右各空一字, wrapped lines begin after the ：, ends with 。 (7.4.1) */
export function copiesOf(copies: readonly string[], measure: Measure): { readonly mark: SetLine; readonly lines: readonly SetLine[] } {
  const mark = setLine(COPIES_LABEL, SMALL, measure);
  const width = TEXT_AREA.width - 2 * SMALL_EM - mark.width;
  return { mark, lines: copies.length === 0 ? [] : setParagraph(`${copies.join('，')}。`, SMALL, measure, { width }) };
}

export const COPIES_LABEL = '分送：';

function imprintOf(lines: readonly ImprintLine[]): Imprint {
  const top = TEXT_AREA.bottom - lines.length * SMALL_PITCH;
  const outer = OUTER_RULE * MM_PER_POINT;
  const items = lines.flatMap((line, index) => {
    const at = top + index * SMALL_PITCH;
    const isInner = line.ends && index < lines.length - 1;
    return [...line.items(at + (SMALL_PITCH - SMALL_EM) / 2), ...(isInner ? [rule(at + SMALL_PITCH, INNER_RULE)] : [])];
  });
  return { top, items: [rule(top + outer / 2, OUTER_RULE), ...items, rule(TEXT_AREA.bottom - outer / 2, OUTER_RULE)] };
}

function rule(y: number, thickness: number): RuleItem {
  return { kind: 'rule', direction: 'across', x: TEXT_AREA.left, y, length: TEXT_AREA.width, thickness, colour: 'black' };
}
