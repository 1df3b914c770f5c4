/**
 * What the Word file of a letter is built from: units, the names of its fonts, its styles, and the paragraphs of a fixed pitch
 * that all of it consists of. Measures come from letter-page.ts, so that the Word file and the PDF agree.
 */
import type { IParagraphOptions, IStylesOptions, Paragraph, ParagraphChild } from 'docx';
import type { FontRole } from './font-port.ts';
import { printable } from './font-selection.ts';
import { BODY_SIZE, CELL, type Measure, MM_PER_POINT } from './letter-page.ts';

/** The library, loaded with the first file that is made. */
export type DocxLibrary = typeof import('docx');

/** 28.95 pt exact: 22 of them fill the 版心 (GB/T 9704 5.2.3) and none is lost to rounding */
export const PITCH = 28.95;
/** Where a line of exact pitch has its baseline, whatever its font. */
export const BASELINE = 0.8;
/**
 * Twentieths of a point after each character, so that 28 of 3号 fit (441 of 442.2 pt; a justified line fills the rest). A grid of
 * characters narrower than the type would say the same, but LibreOffice gives each character two of its cells then.
 */
export const TRACKING = -5;
/** mm */
export const PITCH_MM = PITCH * MM_PER_POINT;

/** twentieths of a point */
export function twipsOfPoints(points: number): number {
  return Math.round(points * 20);
}

export function twipsOfMm(millimetres: number): number {
  return twipsOfPoints(millimetres / MM_PER_POINT);
}

/** a multiple of the characters' pitch (ordinary 3号 text) */
export function twipsOfCells(cells: number): number {
  return twipsOfMm(cells * CELL);
}

/** English Metric Units: what floating shapes are placed by */
export function emuOfMm(millimetres: number): number {
  return Math.round(millimetres * 36_000);
}

/**
 * Advances as all Chinese typefaces of official letters have them: 汉字 and their punctuation one em, the rest half of it.
 * Which font will draw the file isn't known here.
 */
export const typicalMeasure: Measure = (_role, character) => (/[\u2e80-\u{3fffd}\uff00-\uff60“”‘’—…]/u.test(character) ? 1 : 0.5);

/** Names that Word and WPS know; what stands in for them elsewhere is told in the table of fonts. */
export const FONT_NAMES: Readonly<Record<Exclude<FontRole, 'mono'>, string>> = {
  fangsong: '仿宋_GB2312',
  xiaobiaosong: '方正小标宋简体',
  hei: '黑体',
  kai: '楷体_GB2312',
  song: '宋体',
};
export type LetterRole = keyof typeof FONT_NAMES;

/** ISO/IEC 29500-1 17.8.3.1: other names of a font, the nearest one first */
export const FONT_ALTERNATIVES: Readonly<Record<LetterRole, string>> = {
  fangsong: '仿宋,FangSong,方正仿宋_GBK,FandolFang R,Noto Serif CJK SC',
  xiaobiaosong: '方正小标宋_GBK,华文中宋,Noto Serif CJK SC Black',
  hei: 'SimHei,Noto Sans CJK SC,FandolHei',
  kai: '楷体,KaiTi,方正楷体_GBK,LXGW WenKai,FandolKai',
  song: 'SimSun,Noto Serif CJK SC,FandolSong',
};

export interface TextLook {
  readonly role?: LetterRole;
  /** points */
  readonly size?: number;
  readonly red?: boolean;
  /** twentieths of a point; the style's when absent */
  readonly tracking?: number;
}

export interface ParagraphLook extends TextLook {
  readonly alignment?: 'left' | 'center' | 'right' | 'both';
  /** points */
  readonly line?: number;
  /** points */
  readonly before?: number;
  readonly indent?: IParagraphOptions['indent'];
  readonly tabStops?: IParagraphOptions['tabStops'];
  readonly keepNext?: boolean;
  readonly keepLines?: boolean;
  readonly pageBreakBefore?: boolean;
  readonly style?: string;
  readonly frame?: IParagraphOptions['frame'];
  /** in front of the text */
  readonly shapes?: readonly ParagraphChild[];
}

/** left空二字 of every paragraph (7.3.3) */
export const TWO_CHARACTERS = { firstLine: twipsOfCells(2), firstLineChars: 200 } as const;

/** A paragraph of one look: an LF in it is a line break, a tab goes to the next stop, what can't be printed is left out. */
export function paragraph(docx: DocxLibrary, text: string, look: ParagraphLook = {}): Paragraph {
  return paragraphOf(docx, look, textRuns(docx, text, look));
}

export function paragraphOf(docx: DocxLibrary, look: ParagraphLook, children: readonly ParagraphChild[]): Paragraph {
  const {
    line = PITCH,
    before = 0,
    alignment = 'both',
    indent,
    tabStops,
    keepNext,
    keepLines,
    pageBreakBefore,
    style,
    frame,
    shapes = [],
  } = look;
  return new docx.Paragraph({
    alignment,
    spacing: { before: twipsOfPoints(before), after: 0, line: twipsOfPoints(line), lineRule: docx.LineRuleType.EXACT },
    ...(indent ? { indent } : {}),
    ...(tabStops ? { tabStops } : {}),
    ...(keepNext ? { keepNext } : {}),
    ...(keepLines ? { keepLines } : {}),
    ...(pageBreakBefore ? { pageBreakBefore } : {}),
    ...(style ? { style } : {}),
    ...(frame ? { frame } : {}),
    children: [...shapes, ...children],
  });
}

/** An LF in it is a line break, a tab goes to the next stop. */
export function textRuns(docx: DocxLibrary, text: string, look: TextLook): readonly ParagraphChild[] {
  return text.split('\n').flatMap((line, row) => {
    const parts = line.split('\t').map(printable);
    return parts.flatMap((part, index) => {
      const isBelow = row > 0 && index === 0;
      if (part === '' && index === 0 && !isBelow) return [];
      return [textRun(docx, index > 0 ? `\t${part}` : part, look, isBelow)];
    });
  });
}

/** A run of one look; a tab at its beginning goes to the next stop. @param isBelow whether a line break stands before it */
export function textRun(docx: DocxLibrary, text: string, { role, size, red, tracking }: TextLook, isBelow: boolean): ParagraphChild {
  const children = text.startsWith('\t') ? [new docx.Tab(), text.slice(1)] : [text];
  return new docx.TextRun({
    ...(role ? { font: fontNames(role) } : {}),
    ...(size ? { size: size * 2 } : {}),
    ...(red ? { color: 'FF0000' } : {}),
    ...(tracking === undefined ? {} : { characterSpacing: tracking }),
    ...(isBelow ? { break: 1 } : {}),
    children,
  });
}

/** One name for all kinds of characters: figures and Latin letters come from the same typeface. */
export function fontNames(role: LetterRole): {
  readonly ascii: string;
  readonly hAnsi: string;
  readonly eastAsia: string;
  readonly cs: string;
} {
  const name = FONT_NAMES[role];
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name };
}

/** 7.3.3: 一、黑体 （一）楷体 1. 仿宋 （1）仿宋, none of them bold; outline levels make them a table of contents */
const HEADING_ROLES: readonly LetterRole[] = ['hei', 'kai', 'fangsong', 'fangsong'];

export function letterStyles(): IStylesOptions {
  const heading = (level: number) => ({
    run: { font: fontNames(HEADING_ROLES[level - 1] ?? 'fangsong'), size: BODY_SIZE * 2, color: '000000', bold: false },
    paragraph: { outlineLevel: level - 1, keepNext: true },
  });
  return {
    paragraphStyles: [
      {
        id: 'Normal',
        name: 'Normal',
        quickFormat: true,
        run: { font: fontNames('fangsong'), size: BODY_SIZE * 2, characterSpacing: TRACKING },
      },
    ],
    default: {
      document: {
        run: { font: fontNames('fangsong'), size: BODY_SIZE * 2, language: { value: 'en-US', eastAsia: 'zh-CN' } },
      },
      heading1: heading(1),
      heading2: heading(2),
      heading3: heading(3),
      heading4: heading(4),
    },
  };
}
