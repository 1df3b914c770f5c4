/** The red head of 纪要格式 (GB/T 9704-2012 10.3): 标志, number, 编发机关 and date, and the rule below them. */
import type { MeetingDocumentContent } from '#shared/domain/meeting.ts';
import { bodyStyle } from './letter-blocks.ts';
import { EMBLEM_PITCH, emblemLines } from './letter-head.ts';
import { placeLine, setLine } from './letter-lines.ts';
import {
  ASCENT,
  BODY_EM,
  CELL,
  type LetterItem,
  type LetterMark,
  LINE_PITCH,
  type Measure,
  MM_PER_POINT,
  PORTRAIT,
  type RuleItem,
  STROKES,
  TEXT_AREA,
} from './letter-page.ts';
import { letterDate } from './letter-signature.ts';
import { breakTitle } from './letter-title.ts';

/** 10.3: its strokes begin 35 mm below the 版心's top */
export const EMBLEM_TOP = TEXT_AREA.top + 35;
/** 7.2.7: from the last line to the rule */
const RULE_BELOW = 4;
const RULE_THICKNESS = 1.5;

export interface MinutesHead {
  readonly items: readonly LetterItem[];
  readonly marks: readonly LetterMark[];
  /** lines of the page's grid that the head takes; the text begins on the next one */
  readonly lines: number;
}

export function minutesHead({ title, issue, department, date }: MeetingDocumentContent, measure: Measure): MinutesHead {
  const emblem = emblemItems(title, measure);
  const style = bodyStyle(PORTRAIT);
  // 相距二行
  let top = emblem.bottom + 2 * LINE_PITCH;
  const items: LetterItem[] = [...emblem.items];
  if (issue.trim() !== '') {
    const number = setLine(issue.trim(), style, measure);
    items.push(...placeLine(number, TEXT_AREA.left + (TEXT_AREA.width - number.width) / 2, top));
    top += 2 * LINE_PITCH;
  }
  // 左空一字, 右空一字
  const day = setLine(letterDate(date), style, measure);
  const names = breakTitle(department, style, measure, TEXT_AREA.width - 3 * CELL - day.width);
  names.forEach((name, index) => {
    items.push(...placeLine(name, TEXT_AREA.left + CELL, top + index * LINE_PITCH));
  });
  const last = top + Math.max(0, names.length - 1) * LINE_PITCH;
  items.push(...placeLine(day, TEXT_AREA.right - CELL - day.width, last));
  const rule = last + BODY_EM + RULE_BELOW;
  items.push(redRule(rule));
  // one line stays free below the rule, and the text stands on the lines of the page
  const lines = Math.ceil((rule + LINE_PITCH - TEXT_AREA.top) / LINE_PITCH);
  return { items, marks: [titleMark(title)], lines };
}

function emblemItems(title: string, measure: Measure): { readonly items: readonly LetterItem[]; readonly bottom: number } {
  const lines = emblemLines(title, measure);
  const em = (lines[0]?.style.size ?? 0) * MM_PER_POINT;
  const pitch = em * EMBLEM_PITCH;
  const top = EMBLEM_TOP - (ASCENT - STROKES.above) * em;
  const items = lines.flatMap((line, index) =>
    placeLine(line, TEXT_AREA.left + (TEXT_AREA.width - line.width) / 2, top + index * pitch, 'red'),
  );
  return { items, bottom: EMBLEM_TOP + (STROKES.above + STROKES.below) * em + Math.max(0, lines.length - 1) * pitch };
}

/** As wide as the 版心 (7.2.7). */
function redRule(top: number): RuleItem {
  const place = { x: TEXT_AREA.left, y: top + (RULE_THICKNESS * MM_PER_POINT) / 2, length: TEXT_AREA.width };
  return { kind: 'rule', direction: 'across', ...place, thickness: RULE_THICKNESS, colour: 'red' };
}

function titleMark(title: string): LetterMark {
  const place = { x: TEXT_AREA.left, y: EMBLEM_TOP, width: TEXT_AREA.width, height: LINE_PITCH };
  return { kind: 'title', level: 0, text: title.replaceAll('\n', ''), ...place };
}
