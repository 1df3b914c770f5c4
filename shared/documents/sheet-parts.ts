/** What the one-page sheets (密钥确认单, 交接单) are made of: titles, tables of facts, boxes to tick, lines to sign on. */
import type { Column, Content, TableCell } from 'pdfmake/interfaces';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { cleanLine } from '#shared/domain/text.ts';
import type { FontPort } from './font-port.ts';
import { makePdf, type PdfDefinition, POINTS_PER_MM } from './pdf.ts';

/** millimetres */
const MARGINS = [20, 14, 20, 12] as const;
export const TEXT_WIDTH = (210 - MARGINS[0] - MARGINS[2]) * POINTS_PER_MM;
export const FONT_SIZE = 10.5;
const RULE = 0.6;
const PADDING = 6;

/** extra points in every line to write on: as many as the page has room for */
const ROOM = [14, 9, 4, 0] as const;

export interface Sheet extends Pick<PdfDefinition, 'title' | 'author' | 'created'> {
  /** laid out with more or less room to write; with none it must fit one page, whatever the input */
  readonly content: (room: number) => Content;
}

/** A sheet is one page: it is signed, stamped and filed as one. More would be a bug of its layout, so it throws. */
export async function sheetPdf({ content, ...sheet }: Sheet, fonts: FontPort): Promise<Result<Uint8Array>> {
  for (const room of ROOM) {
    const made = await makePdf({ ...sheet, font: 'song', fontSize: FONT_SIZE, margins: MARGINS, content: content(room) }, fonts);
    if (!made.ok) return made;
    if (made.value.pages === 1) return ok(made.value.bytes);
  }
  throw new Error('sheet: more than one page');
}

export function titleLine(text: string, explanation: string): Content {
  return {
    stack: [
      { text, font: 'hei', fontSize: 22, alignment: 'center', characterSpacing: 4 },
      { text: explanation, fontSize: 9, alignment: 'center', margin: [0, 3, 0, 7] },
    ],
  };
}

export function heading(text: string): Content {
  return { text, font: 'hei', fontSize: 11.5, margin: [0, 7, 0, 4] };
}

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** how many the value may take, one unless given; what is longer ends in … */
  readonly lines?: number;
  /** a code that is compared: in a font for that, never cut, broken only where it says so */
  readonly isCode?: boolean;
}

const LABEL_WIDTH = 92;
const CODE_SIZE = 10.5;

/** Label and value in ruled rows. Every value is cut to its lines, so a table has a greatest height whatever it is given. */
export function factTable(facts: readonly Fact[], width = TEXT_WIDTH): Content {
  const valueWidth = width - LABEL_WIDTH - PADDING * 4 - RULE * 3;
  return ruledTable(
    [LABEL_WIDTH, valueWidth],
    facts.map(({ label, value, lines = 1, isCode }) => [
      { text: label, font: 'hei' },
      isCode
        ? { text: value, font: 'mono', fontSize: CODE_SIZE, lineHeight: 1.1, margin: [0, 1.5, 0, 0] }
        : { text: fitText(value, valueWidth / FONT_SIZE, lines) || ' ', wordBreak: 'break-all' },
    ]),
  );
}

export function ruledTable(widths: (number | string)[], body: TableCell[][], heights: number | number[] = []): Content {
  const pad = () => PADDING;
  const thin = () => RULE;
  return {
    table: { widths, body, ...(typeof heights === 'number' || heights.length > 0 ? { heights } : {}) },
    layout: {
      hLineWidth: thin,
      vLineWidth: thin,
      paddingLeft: pad,
      paddingRight: pad,
      paddingTop: () => 3.5,
      paddingBottom: () => 3.5,
    },
  };
}

/** `□ U 盘    □ 光盘`: for a pen. */
export function tickBoxes(choices: readonly string[]): string {
  return choices.map((choice) => `□ ${choice}`).join('　 ');
}

/** A label and a ruled line to write on, the label low on the line as in print forms. */
export function signatureLine(label: string, width: number, room: number): Content {
  const labelWidth = Math.ceil(widthOf(label) * FONT_SIZE) + 2;
  const line: Column = { canvas: [{ type: 'line', x1: 0, y1: 13, x2: width - labelWidth, y2: 13, lineWidth: RULE }], width: '*' };
  return { columns: [{ text: label, width: labelWidth, noWrap: true }, line], margin: [0, 5 + room, 0, 4] };
}

export function dateLine(label: string, room: number): Content {
  return { text: `${label}　　　　　年　　　月　　　日`, margin: [0, 5 + room, 0, 4] };
}

/**
 * Black on white with the four modules of quiet zone that ISO/IEC 18004 asks for. `fit` is the side in points without it;
 * correction level M survives a fold or a stamp over a corner.
 */
export function qrCode(text: string, fit: number): Content {
  return { qr: text, fit, eccLevel: 'M', padding: 4 } as Content;
}

/** In em, never too little for the widest of the fonts that ship (Ш 1.15, W 1.05, M 0.97, H 0.85); narrow letters count 0.64. */
function widthOfCharacter(character: string): number {
  if (character > '\u2000') return 1;
  if (character > '~') return 1.15;
  if (character === 'W') return 1.05;
  return /[A-Z@%&mw]/.test(character) ? 0.97 : 0.64;
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
}

/** The text on one line of thought, cut with … so that it takes at most `lines` lines of `ems` em each. */
export function fitText(text: string, ems: number, lines: number): string {
  const clean = cleanLine(text);
  // The end of a line can stay empty by one character, or by more where punctuation must not begin the next.
  const room = lines === 1 ? ems : (ems - 2) * lines;
  if (widthOf(clean) <= room) return clean;
  let [kept, width] = ['', 1];
  for (const character of clean) {
    width += widthOfCharacter(character);
    if (width > room) break;
    kept += character;
  }
  return `${kept}…`;
}

/** 64 hex digits in groups of four; anything else is refused: a wrong digest on paper is worse than none. */
export function hexGroups(text: string, letters: 'upper' | 'lower'): Result<readonly string[]> {
  const hex = text.replaceAll(' ', '');
  if (!/^[0-9a-fA-F]{64}$/.test(hex))
    return fail('document.digest', '摘要或指纹不是 64 位十六进制数字，文件没有生成。请重新打开本页再试。');
  return ok((letters === 'upper' ? hex.toUpperCase() : hex.toLowerCase()).match(/.{4}/g) ?? []);
}

/** `2026-11-26` as it is written on paper; anything else as it is. */
export function paperDate(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  return year === undefined ? date : `${year} 年 ${Number(month)} 月 ${Number(day)} 日`;
}
