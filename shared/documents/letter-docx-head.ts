/**
 * The head of a letter in Word (GB/T 9704-2012 10.1): 发文机关标志 and the double rules float at their places on page one, all
 * else is text that the user can go on writing in. Places are those of the PDF.
 */
import type { Paragraph, ParagraphChild } from 'docx';
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import type { LetterToLayOut } from '#shared/domain/letter.ts';
import type { DocxWork } from './letter-docx-body.ts';
import { linedParagraphs, textOfLine } from './letter-docx-lines.ts';
import { BASELINE, type DocxLibrary, emuOfMm, PITCH, PITCH_MM, paragraph, twipsOfMm } from './letter-docx-parts.ts';
import { letterHead, secondRule } from './letter-head.ts';
import { setParagraph } from './letter-lines.ts';
import { namesIn } from './letter-names.ts';
import {
  ASCENT,
  BODY_EM,
  BODY_SIZE,
  CELL,
  type Frame,
  type LetterItem,
  LINE_PITCH,
  type Measure,
  MM_PER_POINT,
  PAGE,
  PORTRAIT,
  type RuleItem,
  TEXT_AREA,
  type TextItem,
  TITLE_SIZE,
} from './letter-page.ts';
import { breakTitle } from './letter-title.ts';

/** points; lines of a title */
const TITLE_PITCH = 35;
/** exact pitch of 发文机关标志 in its size, when it has one line */
const EMBLEM_PITCH = 1.15;
/** shapes are given in these: 1/96 inch */
const PIXELS_PER_MM = 96 / 25.4;

/** @param recipients those who stand above the text (7.3.2) */
export function docxHead({ docx, measure }: DocxWork, letter: LetterToLayOut, recipients: readonly string[]): readonly Paragraph[] {
  const { content, number } = letter;
  const head = letterHead(letter, measure);
  const shapes = [emblem(docx, head.items), ...rules(docx, [...head.items, ...secondRule()])];
  // the first line of the page stands where its baseline is to be
  const baseline = head.bottom - LINE_PITCH + ASCENT * BODY_EM;
  const before = (baseline - TEXT_AREA.top - BASELINE * PITCH_MM) / MM_PER_POINT;
  const numberLine = paragraph(docx, `\t${number ? formatDocumentNumber(number) : ''}`, {
    alignment: 'left',
    before,
    tabStops: [{ type: 'right', position: twipsOfMm(TEXT_AREA.width) }],
    shapes: [...shapes, ...urgency(docx, content.urgency)],
  });
  const title = titleParagraph(docx, titleLines(content.title, PORTRAIT, measure, namesIn(content, content.title)), 2 * PITCH);
  if (recipients.length === 0) return [numberLine, title, paragraph(docx, '')];
  const text = `${recipients.join('、')}：`;
  const lines = setParagraph(text, { role: 'fangsong', size: BODY_SIZE, cell: CELL }, measure, { width: TEXT_AREA.width });
  return [numberLine, title, ...linedParagraphs(docx, { lines, text, width: TEXT_AREA.width, look: { before: PITCH } })];
}

/** 2号小标宋, centred, broken where the PDF breaks it (7.3.1). @param before points */
export function titleParagraph(docx: DocxLibrary, lines: readonly string[], before: number): Paragraph {
  const look = { role: 'xiaobiaosong', size: TITLE_SIZE, line: TITLE_PITCH, alignment: 'center', keepNext: true } as const;
  return paragraph(docx, lines.join('\n'), { ...look, before });
}

/** `names`: what a line end doesn't part (7.3.1) */
export function titleLines(title: string, { width }: Frame, measure: Measure, names: readonly string[] = []): readonly string[] {
  const style = { role: 'xiaobiaosong', size: TITLE_SIZE, cell: TITLE_SIZE * MM_PER_POINT } as const;
  return breakTitle(title, style, measure, width, names).map(textOfLine);
}

function urgency(docx: DocxLibrary, text: string): readonly ParagraphChild[] {
  return text === '' ? [] : [new docx.TextRun({ text, font: '黑体' })];
}

/** Red 小标宋 in a box without borders; the first line's baseline is that of the PDF, and so are its strokes' tops: at 30 mm. */
function emblem(docx: DocxLibrary, items: readonly LetterItem[]): ParagraphChild {
  const texts = items.filter((item): item is TextItem => item.kind === 'text' && item.colour === 'red');
  const baselines = [...new Set(texts.map(({ baseline }) => baseline))];
  const lines = baselines.map((baseline) =>
    texts
      .filter((each) => each.baseline === baseline)
      .map(({ text }) => text)
      .join(''),
  );
  const size = texts[0]?.size ?? BODY_SIZE;
  const line = size * EMBLEM_PITCH;
  const top = (baselines[0] ?? 0) - BASELINE * line * MM_PER_POINT;
  const height = Math.max(1, lines.length) * line * MM_PER_POINT;
  return shape(docx, {
    ...{ name: '发文机关标志', left: TEXT_AREA.left - 8, top, width: PAGE.width - 2 * (TEXT_AREA.left - 8), height },
    children: lines.map((text) => paragraph(docx, text, { role: 'xiaobiaosong', size, line, red: true, alignment: 'center' })),
  });
}

/** Filled rectangles: their thickness doesn't depend on how a program draws borders. */
function rules(docx: DocxLibrary, items: readonly LetterItem[]): readonly ParagraphChild[] {
  const lines = items.filter((item): item is RuleItem => item.kind === 'rule');
  return lines.map(({ x, y, length, thickness }) => {
    const height = thickness * MM_PER_POINT;
    const place = { name: '红色双线', left: x, top: y - height / 2, width: length, height };
    return shape(docx, { ...place, fill: 'FF0000', children: [paragraph(docx, '', { size: 1, line: 1 })] });
  });
}

export interface Shape {
  readonly name: string;
  /** mm, from the page's corner */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly fill?: string;
  readonly children: readonly Paragraph[];
}

/** A rectangle at its place on the page, in front of the text and not moving it. */
export function shape(docx: DocxLibrary, { name, left, top, width, height, fill, children }: Shape): ParagraphChild {
  return new docx.WpsShapeRun({
    type: 'wps',
    altText: { name, description: '', title: '' },
    transformation: { width: width * PIXELS_PER_MM, height: height * PIXELS_PER_MM },
    ...(fill ? { solidFill: { type: 'rgb' as const, value: fill } } : {}),
    outline: { type: 'noFill' },
    floating: {
      horizontalPosition: { relative: docx.HorizontalPositionRelativeFrom.PAGE, offset: emuOfMm(left) },
      verticalPosition: { relative: docx.VerticalPositionRelativeFrom.PAGE, offset: emuOfMm(top) },
      wrap: { type: docx.TextWrappingType.NONE },
    },
    bodyProperties: { margins: { top: 0, bottom: 0, left: 0, right: 0 } },
    children,
  });
}
