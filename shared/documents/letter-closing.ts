/** What follows the text: 附件说明, 附注, and 抄送 at the foot of the last page (GB/T 9704-2012 7.3.4, 7.3.6, 7.4). */
import type { LetterContent } from '#shared/domain/letter.ts';
import { bodyStyle, lineBox, paragraphLines } from './letter-blocks.ts';
import { type Box, blankLine } from './letter-flow.ts';
import { placeLine, type SetLine, setLine, setParagraph, type TextStyle } from './letter-lines.ts';
import { type Frame, type Measure, MM_PER_POINT, SMALL_SIZE } from './letter-page.ts';

const ENCLOSURES_LABEL = '附件：';
export const SMALL_EM = SMALL_SIZE * MM_PER_POINT;
/** 4号 and 7/8 of it */
export const SMALL_PITCH = SMALL_EM * 1.875;

export interface ListedEnclosure {
  /** 附件： before the first one */
  readonly label: string;
  /** 1. when there are several */
  readonly counter: string;
  /** from the 左空二字 to where the name and its wrapped lines begin, mm */
  readonly start: number;
  readonly lines: readonly SetLine[];
  readonly text: string;
}

/** The names of 附件说明. One-digit and two-digit counters alike: a name begins where its own counter ends. */
export function listedEnclosures({ enclosures }: LetterContent, frame: Frame, measure: Measure): readonly ListedEnclosure[] {
  const style = bodyStyle(frame);
  const label = setLine(ENCLOSURES_LABEL, style, measure).width;
  return enclosures.map(({ title }, index) => {
    const counter = enclosures.length > 1 ? `${index + 1}.` : '';
    const start = label + (counter ? setLine(counter, style, measure).width : 0);
    const text = title.replaceAll('\n', '');
    const lines = setParagraph(text, style, measure, { width: frame.width - 2 * frame.cell - start });
    return { label: index === 0 ? ENCLOSURES_LABEL : '', counter, start, lines, text };
  });
}

/** One blank line below the text, 左空二字, no closing mark; wrapped lines begin below the name's first character (7.3.4). */
export function enclosureListBoxes(content: LetterContent, frame: Frame, measure: Measure): readonly Box[] {
  if (content.enclosures.length === 0) return [];
  const style = bodyStyle(frame);
  const left = frame.left + 2 * frame.cell;
  const boxes = listedEnclosures(content, frame, measure).flatMap(({ label, counter, start, lines }) =>
    lines.map((line, row): Box => {
      const before = row === 0 ? setLine(label + counter, style, measure) : undefined;
      const draw = (top: number) => ({
        items: [...(before ? placeLine(before, left + start - before.width, top) : []), ...placeLine(line, left + start, top)],
      });
      return { ...lineBox(line, frame.left), ...(row > 0 ? { goesOn: true } : {}), draw };
    }),
  );
  return [blankLine(), ...boxes];
}

/** （…） 左空二字, on the line below the date (7.3.6). */
export function annotationBoxes({ annotation }: LetterContent, frame: Frame, measure: Measure): readonly Box[] {
  if (annotation.trim() === '') return [];
  return paragraphLines(`（${annotation}）`, bodyStyle(frame), frame, measure).map((line) => lineBox(line, frame.left));
}

export interface CopyList {
  readonly label: string;
  readonly text: string;
  readonly mark: SetLine;
  readonly lines: readonly SetLine[];
}

/** @param recipients those for whom page one has no room (7.3.2) */
export function copyLists(recipients: readonly string[], copies: readonly string[], frame: Frame, measure: Measure): readonly CopyList[] {
  const style: TextStyle = { role: 'fangsong', size: SMALL_SIZE, cell: SMALL_EM };
  const lists = [['主送：', recipients] as const, ['抄送：', copies] as const].filter(([, names]) => names.length > 0);
  return lists.map(([label, names]) => {
    const mark = setLine(label, style, measure);
    const text = `${names.join('，')}。`;
    return { label, text, mark, lines: setParagraph(text, style, measure, { width: frame.width - 2 * SMALL_EM - mark.width }) };
  });
}

/** 4号, 左右各空一字, wrapped lines begin after the ：, ends with 。 (7.4.1); without rules, 印发机关 and date (10.1). */
export function copiesBoxes(lists: readonly CopyList[], frame: Frame): readonly Box[] {
  return lists.flatMap(({ mark, lines }) =>
    lines.map((line, index) => {
      const left = frame.left + SMALL_EM + mark.width;
      return {
        height: SMALL_PITCH,
        need: SMALL_EM,
        keep: false,
        draw: (top) => ({ items: [...(index === 0 ? placeLine(mark, left - mark.width, top) : []), ...placeLine(line, left, top)] }),
      };
    }),
  );
}
