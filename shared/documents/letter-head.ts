/** The red head of 信函格式 and what stands right below it (GB/T 9704-2012 10.1). */
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import type { LetterToLayOut } from '#shared/domain/letter.ts';
import { placeLine, type SetLine, setLine, type TextStyle } from './letter-lines.ts';
import {
  BODY_SIZE,
  CELL,
  type LetterItem,
  LINE_PITCH,
  type Measure,
  MM_PER_POINT,
  PAGE,
  type RuleItem,
  SEVEN_EIGHTHS,
  STROKES,
  TEXT_AREA,
  TITLE_SIZE,
} from './letter-page.ts';
import { breakTitle } from './letter-title.ts';

/** 发文机关标志: its top 30 mm below the page's */
const EMBLEM_TOP = 30;
/** 小初, or smaller when a name is long, but never smaller than the title */
const EMBLEM_SIZE = 36;
/** names that don't fit in one line stand in several */
export const EMBLEM_PITCH = 1.15;
/** from 标志 to the rule */
const RULE_BELOW_EMBLEM = 4;
/** both double rules, centred on the page */
const RULE_LENGTH = 170;
const RULE_LEFT = (PAGE.width - RULE_LENGTH) / 2;
/** the second one's lower edge: 20 mm above the page's */
export const SECOND_RULE_BOTTOM = PAGE.height - 20;
const [THICK, GAP, THIN] = [2.25, 1, 0.75];
const DOUBLE_RULE = (THICK + GAP + THIN) * MM_PER_POINT;
/** Text on page one ends 7/8 of a 3号 character above the second rule. */
export const FIRST_PAGE_BOTTOM = SECOND_RULE_BOTTOM - DOUBLE_RULE - SEVEN_EIGHTHS;

export interface LetterHead {
  readonly items: readonly LetterItem[];
  /** where the next line begins */
  readonly bottom: number;
}

/** A draft has no number yet; its place stays free, so that issuing the letter moves nothing. */
export function letterHead({ content, number }: LetterToLayOut, measure: Measure): LetterHead {
  const emblem = emblemItems(content.letterhead, measure);
  const rule = emblem.bottom + RULE_BELOW_EMBLEM;
  const top = rule + DOUBLE_RULE + SEVEN_EIGHTHS;
  const style: TextStyle = { role: 'fangsong', size: BODY_SIZE, cell: CELL };
  const numberLine = number ? setLine(formatDocumentNumber(number), style, measure) : undefined;
  const urgency = content.urgency ? setLine(content.urgency, { ...style, role: 'hei' }, measure) : undefined;
  return {
    items: [
      ...emblem.items,
      ...doubleRule(rule, THICK, THIN),
      ...(urgency ? placeLine(urgency, TEXT_AREA.left, top) : []),
      ...(numberLine ? placeLine(numberLine, TEXT_AREA.right - numberLine.width, top) : []),
    ],
    bottom: top + LINE_PITCH,
  };
}

/** At the foot of page one: thin above thick. */
export function secondRule(): readonly LetterItem[] {
  return doubleRule(SECOND_RULE_BOTTOM - DOUBLE_RULE, THIN, THICK);
}

function emblemItems(name: string, measure: Measure): LetterHead {
  const lines = emblemLines(name, measure);
  const em = (lines[0]?.style.size ?? EMBLEM_SIZE) * MM_PER_POINT;
  const pitch = em * EMBLEM_PITCH;
  // 30 mm are counted to the strokes, as a ruler on the paper does
  const top = EMBLEM_TOP - (0.88 - STROKES.above) * em;
  const items = lines.flatMap((line, index) => placeLine(line, (PAGE.width - line.width) / 2, top + index * pitch, 'red'));
  return { items, bottom: EMBLEM_TOP + (STROKES.above + STROKES.below) * em + Math.max(0, lines.length - 1) * pitch };
}

export function emblemLines(name: string, measure: Measure): readonly SetLine[] {
  const styleOf = (size: number): TextStyle => ({ role: 'xiaobiaosong', size, cell: size * MM_PER_POINT });
  const natural = setLine(name, styleOf(EMBLEM_SIZE), measure).width;
  const size = Math.min(EMBLEM_SIZE, Math.floor((EMBLEM_SIZE * TEXT_AREA.width) / Math.max(natural, 1)));
  if (size >= TITLE_SIZE) return [setLine(name, styleOf(size), measure)];
  return breakTitle(name, styleOf(TITLE_SIZE), measure, TEXT_AREA.width);
}

function doubleRule(top: number, upper: number, lower: number): readonly RuleItem[] {
  const rule = (y: number, thickness: number): RuleItem => ({
    kind: 'rule',
    direction: 'across',
    x: RULE_LEFT,
    y: y + (thickness * MM_PER_POINT) / 2,
    length: RULE_LENGTH,
    thickness,
    colour: 'red',
  });
  return [rule(top, upper), rule(top + (upper + GAP) * MM_PER_POINT, lower)];
}
