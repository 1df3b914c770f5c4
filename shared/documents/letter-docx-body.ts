/** The text of a letter in Word, and what follows it (GB/T 9704-2012 7.3.3–7.3.7, 7.4). */
import type { FileChild, Paragraph, Table } from 'docx';
import type { LetterBlock, LetterContent, TableBlock } from '#shared/domain/letter.ts';
import { assertNever } from '#shared/domain/result.ts';
import { copiesBoxes } from './letter-closing.ts';
import {
  type DocxLibrary,
  type ParagraphLook,
  PITCH,
  paragraph,
  TWO_CHARACTERS,
  twipsOfCells,
  twipsOfMm,
  twipsOfPoints,
  typicalMeasure,
} from './letter-docx-parts.ts';
import { BODY_EM, CELL, LINE_PITCH, MM_PER_POINT, PORTRAIT, SMALL_SIZE, TEXT_AREA, type TextItem } from './letter-page.ts';
import { signatureBoxes } from './letter-signature.ts';

/** 小四, 5.8 mm */
export const TABLE_SIZE = 12;
export const TABLE_PITCH = 5.8 / MM_PER_POINT;
const CAPTION_SIZE = 14;
export const CELL_MARGINS = { top: twipsOfMm(1.2), bottom: twipsOfMm(1.2), left: twipsOfMm(1), right: twipsOfMm(1) } as const;
/** points; nothing is written in it */
export const HAIR = 0.5;
/** three lines; LibreOffice takes all of a paragraph along, and a long one would leave page one without text (7.3.3) */
const SHORT = 84;
const SMALL_PITCH = SMALL_SIZE * 1.875;

/**
 * @param width of the text, mm
 * @param isSigned the last lines go along with the signature, so that it doesn't stand on a page alone (7.3.5.1)
 */
export function docxBlocks(docx: DocxLibrary, blocks: readonly LetterBlock[], width: number, isSigned = false): readonly FileChild[] {
  return blocks.flatMap((block, index): readonly FileChild[] => {
    switch (block.type) {
      case 'heading':
        return textParagraphs(docx, block.text, { style: `Heading${block.level}`, keepNext: true, keepLines: true });
      case 'paragraph':
        return textParagraphs(docx, block.text, { keepNext: isSigned && index === blocks.length - 1 && block.text.length <= SHORT });
      case 'table':
        return tableParts(docx, block, width);
      default:
        return assertNever(block);
    }
  });
}

/** 左空二字, every LF begins a paragraph. */
function textParagraphs(docx: DocxLibrary, text: string, look: ParagraphLook = {}): readonly Paragraph[] {
  return text.split('\n').map((part) => paragraph(docx, part, { indent: TWO_CHARACTERS, ...look }));
}

/** Two tables that touch would become one: a line of no height stands below each. */
function tableParts(docx: DocxLibrary, block: TableBlock, width: number): readonly FileChild[] {
  const look = { role: 'hei', size: CAPTION_SIZE, line: PITCH * 0.8, alignment: 'center', keepNext: true } as const;
  const caption = block.caption ? [paragraph(docx, block.caption, look)] : [];
  return [...caption, table(docx, block, width), paragraph(docx, '', { size: 1, line: 2 / MM_PER_POINT })];
}

function table(docx: DocxLibrary, { columns, rows }: TableBlock, width: number): Table {
  const widths = columnWidths(columns, width);
  const row = (texts: readonly string[], isHead: boolean) =>
    new docx.TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: columns.map(({ align = 'left' }, index) => {
        const look = {
          size: TABLE_SIZE,
          line: TABLE_PITCH,
          alignment: isHead ? 'center' : align,
          ...(isHead ? { role: 'hei' as const } : {}),
        };
        const children = (texts[index] ?? '').split('\n').map((text) => paragraph(docx, text, look));
        return new docx.TableCell({
          children,
          width: { size: widths[index] ?? 0, type: docx.WidthType.DXA },
          verticalAlign: docx.VerticalAlignTable.CENTER,
          margins: CELL_MARGINS,
        });
      }),
    });
  const titles = columns.map(({ title }) => title);
  return new docx.Table({
    layout: docx.TableLayoutType.FIXED,
    width: { size: twipsOfMm(width), type: docx.WidthType.DXA },
    columnWidths: widths,
    rows: [row(titles, true), ...rows.map((texts) => row(texts, false))],
  });
}

/** In twips; together as wide as the text, none narrower than a character and its margins. */
export function columnWidths(columns: TableBlock['columns'], width: number): readonly number[] {
  const [all, total] = [twipsOfMm(width), columns.reduce((sum, column) => sum + column.width, 0)];
  const least = Math.min(twipsOfPoints(TABLE_SIZE) + CELL_MARGINS.left + CELL_MARGINS.right + 2, Math.floor(all / columns.length));
  const spare = all - least * columns.length;
  return columns.map((column) => least + Math.floor((spare * column.width) / total));
}

/** One blank line below the text; wrapped lines begin below the name's first character, no closing mark (7.3.4). */
export function docxEnclosureList(docx: DocxLibrary, { enclosures }: LetterContent): readonly Paragraph[] {
  // 附件： takes three characters, 1. one and 10. two
  const counterCells = enclosures.length >= 10 ? 2 : 1;
  return enclosures.map(({ title }, index) => {
    const [label, labelCells] = index === 0 ? ['附件：', 3] : ['', 0];
    const counter = enclosures.length > 1 ? `${index + 1}.\t` : '';
    const name = title.replaceAll('\n', '');
    const own = enclosures.length > 1 ? counterCells : 0;
    const indent = { left: twipsOfCells(5 + own), hanging: twipsOfCells(labelCells + own) };
    const tabs = counter === '' ? {} : { tabStops: [{ type: 'left' as const, position: indent.left }] };
    return paragraph(docx, `${label}${counter}${name}`, {
      indent,
      ...tabs,
      before: index === 0 ? PITCH : 0,
      keepNext: index === enclosures.length - 1,
    });
  });
}

interface Piece {
  readonly text: string;
  readonly x: number;
  readonly width: number;
}

/** 署名 and date, where the PDF has them (7.3.5.1, 7.3.5.2): by stops for tabs, so that a changed name keeps its place. */
export function docxSignature(docx: DocxLibrary, content: LetterContent): readonly Paragraph[] {
  const boxes = signatureBoxes(content, PORTRAIT, typicalMeasure);
  const box = boxes.at(-1);
  if (!box) return [];
  const items = box.draw(0).items.filter((item): item is TextItem => item.kind === 'text');
  const rows = rowsOf(items);
  const lastRow = Math.max(0, ...rows.keys());
  let before = boxes.length - 1;
  return Array.from({ length: lastRow + 1 }, (_, row) => rows.get(row)).flatMap((pieces, row) => {
    if (!pieces) {
      before += 1;
      return [];
    }
    const isDate = content.date !== undefined && row === lastRow;
    const kind = content.seal ? (isDate ? 'right' : 'center') : 'left';
    const tabStops = pieces.map((piece) => ({ type: kind, position: twipsOfMm(stopOf(piece, kind) - TEXT_AREA.left) }) as const);
    const text = pieces.map((piece) => `\t${piece.text}`).join('');
    const made = paragraph(docx, text, { alignment: 'left', tabStops, before: before * PITCH, keepNext: row < lastRow });
    before = 0;
    return [made];
  });
}

function stopOf({ x, width }: Piece, kind: 'left' | 'center' | 'right'): number {
  return kind === 'left' ? x : kind === 'center' ? x + width / 2 : x + width;
}

/** By line; runs of one name are one piece, names side by side are several. */
function rowsOf(items: readonly TextItem[]): ReadonlyMap<number, readonly Piece[]> {
  const rows = new Map<number, Piece[]>();
  for (const { text, x, width, baseline } of [...items].sort((a, b) => a.x - b.x)) {
    const row = Math.round((baseline - BODY_EM) / LINE_PITCH);
    const pieces = rows.get(row) ?? [];
    rows.set(row, pieces);
    const last = pieces.at(-1);
    if (last && x - last.x - last.width < CELL / 2)
      pieces[pieces.length - 1] = { text: last.text + text, x: last.x, width: x + width - last.x };
    else pieces.push({ text, x, width });
  }
  return rows;
}

/** （…） 左空二字, on the line below the date (7.3.6). */
export function docxAnnotation(docx: DocxLibrary, { annotation }: LetterContent): readonly Paragraph[] {
  return annotation.trim() === '' ? [] : [paragraph(docx, `（${annotation}）`, { indent: TWO_CHARACTERS })];
}

/**
 * 4号, 左右各空一字, at the foot of the last page's 版心, without rules (7.4.1, 10.1): a frame that hangs on the margin's foot. It
 * needs a paragraph below that it hangs on.
 */
export function docxCopies(docx: DocxLibrary, recipients: readonly string[], copies: readonly string[]): readonly Paragraph[] {
  const parts = [['主送：', recipients] as const, ['抄送：', copies] as const].filter(([, names]) => names.length > 0);
  if (parts.length === 0) return [];
  const em = twipsOfPoints(SMALL_SIZE);
  const frame = {
    type: 'alignment',
    width: twipsOfMm(TEXT_AREA.width),
    anchor: { horizontal: docx.FrameAnchorType.MARGIN, vertical: docx.FrameAnchorType.MARGIN },
    alignment: { x: docx.HorizontalPositionAlign.LEFT, y: docx.VerticalPositionAlign.BOTTOM },
    wrap: docx.FrameWrap.AROUND,
  } as const;
  const indent = { left: 4 * em, right: em, hanging: 3 * em };
  // a frame doesn't go on on another page: what is higher than one begins a page as plain text
  const isTooHigh = copiesBoxes(recipients, copies, PORTRAIT, typicalMeasure).length * SMALL_PITCH * MM_PER_POINT > TEXT_AREA.height;
  const look = { size: SMALL_SIZE, line: SMALL_PITCH, indent, ...(isTooHigh ? {} : { frame }) };
  return [
    ...parts.map(([label, names], index) =>
      paragraph(docx, `${label}${names.join('，')}。`, { ...look, pageBreakBefore: isTooHigh && index === 0 }),
    ),
    paragraph(docx, '', { size: 1, line: HAIR }),
  ];
}
