/** Tables of a letter in Word: rows as high as in the PDF, the head repeated on every page. */
import type { FileChild, ITableCellOptions, Table } from 'docx';
import type { TableBlock } from '#shared/domain/letter.ts';
import { linedParagraphs } from './letter-docx-lines.ts';
import { type DocxLibrary, type ParagraphLook, PITCH, paragraph, twipsOfMm } from './letter-docx-parts.ts';
import type { Place } from './letter-flow.ts';
import { type Frame, LINE_PITCH, type Measure, MM_PER_POINT } from './letter-page.ts';
import { type PlannedRow, planTable, TABLE_MARGINS, TABLE_PITCH, TABLE_SIZE } from './letter-table.ts';

const CAPTION_SIZE = 14;
/** mm less than in the PDF: rows are as high as given there, and borders are to have room in that */
const BORDER_ROOM = 0.3;
const CELL_MARGINS = {
  top: twipsOfMm(TABLE_MARGINS.above - BORDER_ROOM),
  bottom: twipsOfMm(TABLE_MARGINS.above - BORDER_ROOM),
  left: twipsOfMm(TABLE_MARGINS.beside),
  right: twipsOfMm(TABLE_MARGINS.beside),
} as const;
/** points; nothing is written in it */
export const HAIR = 0.5;
/** points that 22 lines of the file's pitch are shorter than the PDF's */
const PITCH_LOSS = 0.9;

/**
 * @param places of the table's boxes: caption, head, rows, the space below
 * @param next of the boxes that follow it
 */
export function docxTable(
  docx: DocxLibrary,
  block: TableBlock,
  frame: Frame,
  measure: Measure,
  places: readonly Place[],
  next: readonly Place[],
): readonly FileChild[] {
  const { caption, head, rows, widths } = planTable(block, frame, measure);
  const placeOfHead = places[caption.length];
  const look = { role: 'hei', size: CAPTION_SIZE, line: PITCH * 0.8, alignment: 'center', keepNext: true } as const;
  const above =
    caption.length > 0
      ? linedParagraphs(docx, { lines: caption, text: block.caption ?? '', width: frame.width, look, places: places.slice(0, 1) })
      : pageBreak(docx, placeOfHead);
  const rowPlaces = places.slice(caption.length + 1);
  // rows that go along with the signature begin a page (GB/T 9704 7.3.5.1)
  const cuts = rows.flatMap((_, index) => (index > 0 && rowPlaces[index]?.early ? [index] : []));
  const starts = [0, ...cuts];
  const tables = starts.flatMap((from, index): readonly FileChild[] => [
    ...(index > 0 ? pageBreak(docx, rowPlaces[from]) : []),
    table(docx, head, rows.slice(from, starts[index + 1]), widths),
  ]);
  const last = rows.length > 0 ? rowPlaces[rows.length - 1] : placeOfHead;
  // two tables that touch would become one
  return [...above, ...tables, paragraph(docx, '', { size: 1, line: gapBelow(last, next) })];
}

function pageBreak(docx: DocxLibrary, place: Place | undefined): readonly FileChild[] {
  return place?.early ? [paragraph(docx, '', { size: 1, line: HAIR, pageBreakBefore: true })] : [];
}

/** Points from a table to where the lines below it stand in the PDF; blank lines are the next paragraph's own matter. */
export function gapBelow(table: Place | undefined, next: readonly Place[]): number {
  const at = next.findIndex(({ blank }) => !blank);
  const place = next[at];
  if (!table || !place || place.page !== table.endPage) return HAIR;
  return Math.max(HAIR, (place.top - table.bottom - at * LINE_PITCH) / MM_PER_POINT - PITCH_LOSS);
}

function table(docx: DocxLibrary, head: PlannedRow, rows: readonly PlannedRow[], columnWidths: readonly number[]): Table {
  const widths = columnWidths.map(twipsOfMm);
  const made = (row: PlannedRow, isHead: boolean) =>
    new docx.TableRow({
      tableHeader: isHead,
      cantSplit: true,
      height: { value: twipsOfMm(row.height), rule: docx.HeightRule.ATLEAST },
      children: row.cells.map((cell, index) => new docx.TableCell(cellOptions(docx, cell, isHead, widths[index] ?? 0))),
    });
  return new docx.Table({
    layout: docx.TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, each) => sum + each, 0), type: docx.WidthType.DXA },
    columnWidths: widths,
    rows: [made(head, true), ...rows.map((row) => made(row, false))],
  });
}

export function cellOptions(
  docx: DocxLibrary,
  { lines, text, column }: PlannedRow['cells'][number],
  isHead: boolean,
  width: number,
): ITableCellOptions {
  const look: ParagraphLook = {
    size: TABLE_SIZE,
    line: TABLE_PITCH / MM_PER_POINT,
    alignment: column.align,
    ...(isHead ? { role: 'hei' as const, keepNext: true } : {}),
  };
  return {
    children: linedParagraphs(docx, { lines, text, width: column.width - 2 * TABLE_MARGINS.beside, look }),
    width: { size: width, type: docx.WidthType.DXA },
    verticalAlign: docx.VerticalAlignTable.CENTER,
    margins: CELL_MARGINS,
  };
}
