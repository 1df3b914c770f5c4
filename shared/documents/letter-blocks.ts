/** The text of a letter and of its 附件, block by block (GB/T 9704-2012 7.3.3). */
import type { LetterBlock } from '#shared/domain/letter.ts';
import { assertNever } from '#shared/domain/result.ts';
import type { FontRole } from './font-port.ts';
import type { Box } from './letter-flow.ts';
import { placeLine, type SetLine, setParagraph, type TextStyle } from './letter-lines.ts';
import { BODY_EM, BODY_SIZE, type Frame, type LetterMark, LINE_PITCH, type Measure } from './letter-page.ts';
import { tableBoxes } from './letter-table.ts';

/** 一、黑体 （一）楷体 1. 仿宋 （1）仿宋 */
export const HEADING_ROLES = { 1: 'hei', 2: 'kai', 3: 'fangsong', 4: 'fangsong' } as const satisfies Readonly<
  Record<1 | 2 | 3 | 4, FontRole>
>;

export function bodyStyle(frame: Frame, role: FontRole = 'fangsong'): TextStyle {
  return { role, size: BODY_SIZE, cell: frame.cell };
}

/** A line of 3号 on the page's grid. */
export function lineBox(line: SetLine, left: number, marks?: (top: number) => readonly LetterMark[]): Box {
  return {
    height: LINE_PITCH,
    need: BODY_EM,
    keep: false,
    onGrid: true,
    draw: (top) => ({ items: placeLine(line, left, top), marks: marks?.(top) ?? [] }),
  };
}

/** Boxes that stay together with the one that follows. */
export function keepWithNext(boxes: readonly Box[]): readonly Box[] {
  return boxes.map((box) => ({ ...box, keep: true }));
}

export function blockBoxes(blocks: readonly LetterBlock[], frame: Frame, measure: Measure): readonly Box[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'heading':
        return headingBoxes(block.text, block.level, frame, measure);
      case 'paragraph':
        return block.text.split('\n').flatMap((part) => paragraphBoxes(part, frame, measure));
      case 'table':
        return tableBoxes(block, frame, measure);
      default:
        return assertNever(block);
    }
  });
}

function paragraphBoxes(text: string, frame: Frame, measure: Measure): readonly Box[] {
  const lines = paragraphLines(text, bodyStyle(frame), frame, measure);
  return lines.map((line, index) => ({ ...lineBox(line, frame.left), ...(index > 0 ? { goesOn: true } : {}) }));
}

/** 左空二字, wrapped lines flush. Every LF begins a paragraph. */
export function paragraphLines(text: string, style: TextStyle, frame: Frame, measure: Measure): readonly SetLine[] {
  const room = { width: frame.width, first: 2 * frame.cell };
  return text.split('\n').flatMap((part) => setParagraph(part, style, measure, room));
}

function headingBoxes(text: string, level: 1 | 2 | 3 | 4, frame: Frame, measure: Measure): readonly Box[] {
  const lines = paragraphLines(text, bodyStyle(frame, HEADING_ROLES[level]), frame, measure);
  const mark = (top: number): readonly LetterMark[] => [
    { kind: 'heading', level, text, x: frame.left, y: top, width: frame.width, height: LINE_PITCH * lines.length },
  ];
  return keepWithNext(lines.map((line, index) => lineBox(line, frame.left, index === 0 ? mark : undefined)));
}
