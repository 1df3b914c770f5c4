/** What follows the text: 附件说明, 附注, and 抄送 at the foot of the last page (GB/T 9704-2012 7.3.4, 7.3.6, 7.4). */
import type { LetterContent } from '#shared/domain/letter.ts';
import { bodyStyle, lineBox, paragraphLines } from './letter-blocks.ts';
import { type Box, blankLine } from './letter-flow.ts';
import { placeLine, setLine, setParagraph, type TextStyle } from './letter-lines.ts';
import { type Frame, type Measure, MM_PER_POINT, SMALL_SIZE } from './letter-page.ts';

const ENCLOSURES_LABEL = '附件：';
export const SMALL_EM = SMALL_SIZE * MM_PER_POINT;
/** 4号 and 7/8 of it */
export const SMALL_PITCH = SMALL_EM * 1.875;

/** One blank line below the text, 左空二字, no closing mark; wrapped lines begin below the name's first character (7.3.4). */
export function enclosureListBoxes({ enclosures }: LetterContent, frame: Frame, measure: Measure): readonly Box[] {
  if (enclosures.length === 0) return [];
  const style = bodyStyle(frame);
  const indent = 2 * frame.cell;
  const label = setLine(ENCLOSURES_LABEL, style, measure);
  const names = enclosures.map(({ title }, index) => {
    const counter = enclosures.length > 1 ? `${index + 1}.` : '';
    // one-digit and two-digit counters alike: the name begins where its own counter ends
    const start = label.width + (counter ? setLine(counter, style, measure).width : 0);
    const lines = setParagraph(title.replaceAll('\n', ''), style, measure, { width: frame.width - indent - start });
    return { counter, start, lines };
  });
  const boxes = names.flatMap(({ counter, start, lines }, index) =>
    lines.map((line, row): Box => {
      const before = `${index === 0 ? ENCLOSURES_LABEL : ''}${counter}`;
      const mark = row === 0 && before !== '' ? setLine(before, style, measure) : undefined;
      const markLeft = frame.left + indent + (index === 0 ? 0 : label.width);
      const draw = (top: number) => ({
        items: [...(mark ? placeLine(mark, markLeft, top) : []), ...placeLine(line, frame.left + indent + start, top)],
      });
      return { ...lineBox(line, frame.left), draw };
    }),
  );
  return [blankLine(), ...boxes];
}

/** （…） 左空二字, on the line below the date (7.3.6). */
export function annotationBoxes({ annotation }: LetterContent, frame: Frame, measure: Measure): readonly Box[] {
  if (annotation.trim() === '') return [];
  return paragraphLines(`（${annotation}）`, bodyStyle(frame), frame, measure).map((line) => lineBox(line, frame.left));
}

/**
 * 4号, 左右各空一字, wrapped lines begin after the ：, ends with 。 (7.4.1); without rules, 印发机关 and date (10.1).
 * @param recipients those for whom page one has no room (7.3.2)
 */
export function copiesBoxes(recipients: readonly string[], copies: readonly string[], frame: Frame, measure: Measure): readonly Box[] {
  const style: TextStyle = { role: 'fangsong', size: SMALL_SIZE, cell: SMALL_EM };
  const part = (label: string, names: readonly string[]): readonly Box[] => {
    if (names.length === 0) return [];
    const mark = setLine(label, style, measure);
    const left = frame.left + SMALL_EM + mark.width;
    const lines = setParagraph(`${names.join('，')}。`, style, measure, { width: frame.width - 2 * SMALL_EM - mark.width });
    return lines.map((line, index) => ({
      height: SMALL_PITCH,
      need: SMALL_EM,
      keep: false,
      draw: (top) => ({ items: [...(index === 0 ? placeLine(mark, left - mark.width, top) : []), ...placeLine(line, left, top)] }),
    }));
  };
  return [...part('主送：', recipients), ...part('抄送：', copies)];
}
