/**
 * What a laid-out letter is made of, and the measures of its pages (GB/T 9704-2012 5 and 10.1). Places are millimetres from
 * the page's top left corner; sizes of type, tracking and thickness of rules are points.
 */
import type { FontRole } from './font-port.ts';

export const MM_PER_POINT = 25.4 / 72;

/** A4 (5.1) */
export const PAGE = { width: 210, height: 297 } as const;
/** 5.2.1: 天头 37, 订口 28, 版心 156 × 225; bottom and right follow from the paper */
export const TEXT_AREA = { left: 28, top: 37, width: 156, height: 225, right: 184, bottom: 262 } as const;
/** 5.2.3: 22 lines of 28 characters fill the 版心 */
export const LINES = 22;
export const CHARACTERS = 28;
/** 28.99 pt */
export const LINE_PITCH = TEXT_AREA.height / LINES;
/** 28 × 16 pt are 448 pt and the 版心 has 442.2 pt: each character gives up 0.21 pt */
export const CELL = TEXT_AREA.width / CHARACTERS;
/** 3号 (5.2.2) */
export const BODY_SIZE = 16;
/** 4号: 抄送 (7.4.1), page numbers (7.5) */
export const SMALL_SIZE = 14;
/** 2号 (7.3.1) */
export const TITLE_SIZE = 22;
export const BODY_EM = BODY_SIZE * MM_PER_POINT;
/** 7/8 of the height of a 3号 character, the distance to the red rules (10.1) */
export const SEVEN_EIGHTHS = (BODY_EM * 7) / 8;

/** The ideographic em box of every Chinese typeface: this much of it stands above the baseline. */
export const ASCENT = 0.88;
/** How far the strokes of 汉字 reach above and below the baseline; distances to 发文机关标志 are measured from them. */
export const STROKES = { above: 0.85, below: 0.085 } as const;

export type LetterColour = 'black' | 'red';

/** The advance of a character in em, in the font that draws it for this role. */
export type Measure = (role: FontRole, character: string) => number;

export interface TextItem {
  readonly kind: 'text';
  readonly text: string;
  readonly role: FontRole;
  readonly size: number;
  readonly x: number;
  readonly baseline: number;
  readonly width: number;
  /** added after every character, on top of its advance */
  readonly tracking: number;
  readonly colour: LetterColour;
  /** read from the page's right side: turned clockwise about (x, baseline) by 90° */
  readonly turned?: true;
}

/** (x, y) is the left or upper end; the line lies half its thickness to either side. */
export interface RuleItem {
  readonly kind: 'rule';
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly direction: 'across' | 'down';
  readonly thickness: number;
  readonly colour: LetterColour;
}

export type LetterItem = TextItem | RuleItem;

/** Places that have a meaning and no ink: where a bookmark points, where the seal goes (a place, never a picture). */
export interface LetterMark {
  readonly kind: 'title' | 'heading' | 'enclosure' | 'seal';
  /** headings: 1–4; otherwise 0 */
  readonly level: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LaidOutPage {
  readonly width: number;
  readonly height: number;
  readonly items: readonly LetterItem[];
  readonly marks: readonly LetterMark[];
}

export interface LaidOutLetter {
  readonly pages: readonly LaidOutPage[];
}

/** Where text stands on a page, and its grid. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  /** nothing reaches below */
  readonly bottom: number;
  /** of a full-width character of 3号 */
  readonly cell: number;
  /** lines follow from what stands above them instead of from `top` */
  readonly freeGrid?: true;
}

export const PORTRAIT: Frame = {
  left: TEXT_AREA.left,
  top: TEXT_AREA.top,
  width: TEXT_AREA.width,
  bottom: TEXT_AREA.bottom,
  cell: CELL,
};
/** 40 characters of 3号 in the 225 mm of a landscape page */
const LANDSCAPE_CHARACTERS = 40;

/** Clause 8: the head of a landscape page lies at the binding edge (28 mm) on odd pages, its foot does on even pages. */
export function landscapeFrame(isOdd: boolean): Frame {
  const top = isOdd ? TEXT_AREA.left : PAGE.width - TEXT_AREA.right;
  const [left, width] = [PAGE.height - TEXT_AREA.bottom, TEXT_AREA.height];
  return { left, top, width, bottom: top + TEXT_AREA.width, cell: width / LANDSCAPE_CHARACTERS };
}
