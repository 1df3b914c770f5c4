/** What the Word files of a meeting's documents have that letters don't: the head of a 纪要, who was there, signatures, the 版记. */
import type { FileChild, Paragraph, ParagraphChild } from 'docx';
import type { MeetingDocumentContent } from '#shared/domain/meeting.ts';
import { bodyStyle } from './letter-blocks.ts';
import { SMALL_EM, SMALL_PITCH } from './letter-closing.ts';
import type { DocxWork } from './letter-docx-body.ts';
import { shape } from './letter-docx-head.ts';
import { linedParagraphs } from './letter-docx-lines.ts';
import { BASELINE, type DocxLibrary, PITCH, PITCH_MM, paragraph, textRuns, twipsOfCells, twipsOfMm } from './letter-docx-parts.ts';
import { cellOptions, gapBelow, HAIR } from './letter-docx-table.ts';
import type { Place } from './letter-flow.ts';
import { setLine, setParagraph } from './letter-lines.ts';
import {
  BODY_SIZE,
  CELL,
  type Measure,
  MM_PER_POINT,
  PORTRAIT,
  type RuleItem,
  SMALL_SIZE,
  TEXT_AREA,
  type TextItem,
} from './letter-page.ts';
import { letterDate } from './letter-signature.ts';
import { CELL_STYLE, type Cell, TABLE_MARGINS, TABLE_PITCH, TABLE_SIZE } from './letter-table.ts';
import { COPIES_LABEL, copiesOf, imprints, PARTY_HEIGHT, PARTY_LABEL, partyTable, SIGN_LENGTH } from './meeting-closing.ts';
import { minutesHead } from './meeting-head.ts';
import { type PlannedRows, planSigning } from './meeting-table.ts';

/** exact pitch of 标志 in its size */
const EMBLEM_PITCH = 1.15;

// ---- the head of a 纪要 (10.3) ----

/** 标志 and rule float at the PDF's places; number, 编发机关 and date are text with the PDF's baselines. */
export function docxMinutesHead({ docx, measure }: DocxWork, content: MeetingDocumentContent): readonly Paragraph[] {
  const head = minutesHead(content, measure);
  const texts = head.items.filter((item): item is TextItem => item.kind === 'text');
  const rules = head.items.filter((item): item is RuleItem => item.kind === 'rule');
  const shapes = [emblem(docx, texts), ...rules.map((item) => redRule(docx, item))];
  const rows = linesOf(texts.filter(({ colour }) => colour === 'black'));
  const day = letterDate(content.date);
  const tabStops = [{ type: 'right' as const, position: twipsOfMm(TEXT_AREA.width - CELL) }];
  let below: number = TEXT_AREA.top;
  const paragraphs = rows.map(({ text, baseline }, index) => {
    const before = (baseline - below) / MM_PER_POINT - BASELINE * PITCH;
    below = baseline + (1 - BASELINE) * PITCH_MM;
    const own = index === 0 ? { shapes } : {};
    if (index === 0 && content.issue.trim() !== '') return paragraph(docx, text, { ...own, before, alignment: 'center' });
    const isLast = index === rows.length - 1;
    const line = isLast ? `${text.slice(0, text.length - day.length)}\t${day}` : text;
    return paragraph(docx, line, { ...own, before, alignment: 'left', indent: { left: twipsOfCells(1) }, tabStops });
  });
  const gap = (TEXT_AREA.top + head.lines * PITCH_MM - below) / MM_PER_POINT;
  return [...paragraphs, paragraph(docx, '', { size: 1, line: gap })];
}

function linesOf(texts: readonly TextItem[]): readonly { readonly text: string; readonly baseline: number }[] {
  const baselines = [...new Set(texts.map(({ baseline }) => baseline))];
  return baselines.map((baseline) => {
    const line = texts.filter((each) => each.baseline === baseline).sort((a, b) => a.x - b.x);
    return { text: line.map(({ text }) => text).join(''), baseline };
  });
}

/** Red 小标宋, its strokes' tops 35 mm below the 版心's. */
function emblem(docx: DocxLibrary, texts: readonly TextItem[]): ParagraphChild {
  const red = texts.filter(({ colour }) => colour === 'red');
  const lines = linesOf(red);
  const size = red[0]?.size ?? BODY_SIZE;
  const line = size * EMBLEM_PITCH;
  const top = (lines[0]?.baseline ?? 0) - BASELINE * line * MM_PER_POINT;
  const height = Math.max(1, lines.length) * line * MM_PER_POINT;
  return shape(docx, {
    ...{ name: '纪要标志', left: TEXT_AREA.left - 8, top, width: TEXT_AREA.width + 16, height },
    children: lines.map(({ text }) => paragraph(docx, text, { role: 'xiaobiaosong', size, line, red: true, alignment: 'center' })),
  });
}

function redRule(docx: DocxLibrary, { x, y, length, thickness }: RuleItem): ParagraphChild {
  const height = thickness * MM_PER_POINT;
  const place = { name: '红色分隔线', left: x, top: y - height / 2, width: length, height };
  return shape(docx, { ...place, fill: 'FF0000', children: [paragraph(docx, '', { size: 1, line: 1 })] });
}

// ---- tables ----

/**
 * @param places of the rows, after that of the head where there is one
 * @param next of the boxes that follow
 */
export function docxRows(
  { docx, measure }: DocxWork,
  plan: PlannedRows,
  places: readonly Place[],
  next: readonly Place[],
): readonly FileChild[] {
  const widths = plan.widths.map(twipsOfMm);
  const planned = [...(plan.head ? [{ ...plan.head, isHead: true }] : []), ...plan.rows.map((row) => ({ ...row, isHead: false }))];
  const rows = planned.map(({ cells, height, isHead }, row) => {
    const place = places[row];
    return new docx.TableRow({
      tableHeader: isHead,
      cantSplit: place === undefined || place.page === place.endPage,
      height: { value: twipsOfMm(height), rule: docx.HeightRule.ATLEAST },
      children: cells.map((cell, index) => {
        // the labels of facts look as a head does, and stay where they are
        const isLabel = isHead || (!plan.head && index === 0);
        const options = cellOptions(docx, cell, isLabel, widths[index] ?? 0);
        return new docx.TableCell(cell.text.includes('\n') ? { ...options, children: linesOfCell(docx, cell, measure) } : options);
      }),
    });
  });
  const width = { size: widths.reduce((sum, each) => sum + each, 0), type: docx.WidthType.DXA };
  const made = new docx.Table({ layout: docx.TableLayoutType.FIXED, width, columnWidths: widths, rows });
  // two tables that touch would become one
  return [made, paragraph(docx, '', { size: 1, line: gapBelow(places[planned.length - 1], next) })];
}

/** Every LF of a cell begins a paragraph: a line break would be spread to the margin. */
function linesOfCell(docx: DocxLibrary, { text, column }: Cell, measure: Measure): readonly Paragraph[] {
  const width = column.width - 2 * TABLE_MARGINS.beside;
  const look = { size: TABLE_SIZE, line: TABLE_PITCH / MM_PER_POINT, alignment: 'both' } as const;
  return text
    .split('\n')
    .flatMap((part) => linedParagraphs(docx, { lines: setParagraph(part, CELL_STYLE, measure, { width }), text: part, width, look }));
}

// ---- who was there, and who signs ----

/** One blank line below the text, 左空二字, the label in 黑体, wrapped lines after the ： (10.3). */
export function docxPresence(
  { docx, measure }: DocxWork,
  { present }: MeetingDocumentContent,
  places: readonly Place[],
): readonly Paragraph[] {
  // the first place is the blank line's
  let from = 1;
  return present.flatMap(({ label, names }, index) => {
    const mark = setLine(`${label}：`, bodyStyle(PORTRAIT, 'hei'), measure);
    const left = 2 * CELL + mark.width;
    const lines = setParagraph(names, bodyStyle(PORTRAIT), measure, { width: TEXT_AREA.width - left });
    const own = places.slice(from, from + lines.length);
    from += lines.length;
    const look = {
      shapes: textRuns(docx, `${label}：`, { role: 'hei' }),
      indent: { left: twipsOfMm(left), hanging: twipsOfMm(mark.width) },
      before: index === 0 && places[0]?.page === places[1]?.page ? PITCH : 0,
    };
    return linedParagraphs(docx, { lines, text: names, width: TEXT_AREA.width - left, look, places: own });
  });
}

/** 主持人 and 记录人 with lines to sign on: stops for tabs with a leader. */
export function docxRecordSignature(docx: DocxLibrary): readonly Paragraph[] {
  return ['主持人', '记录人'].map((who, index) => {
    const label = `${who}（签字）：`;
    const first = 2 * CELL + [...label].length * CELL + SIGN_LENGTH;
    const stops = [
      { type: 'left', position: twipsOfMm(first), leader: 'underscore' },
      { type: 'left', position: twipsOfMm(first + CELL) },
      { type: 'right', position: twipsOfMm(TEXT_AREA.width), leader: 'underscore' },
    ] as const;
    const look = { indent: { left: twipsOfCells(2) }, tabStops: stops, before: PITCH, alignment: 'left', keepNext: index === 0 } as const;
    return paragraph(docx, `${label}\t\t日期：\t`, look);
  });
}

/** @param places of the blank line, the label, the head and the parties */
export function docxPartySignatures(work: DocxWork, content: MeetingDocumentContent, places: readonly Place[]): readonly FileChild[] {
  if (content.signatories.length === 0) return [];
  const { docx, measure } = work;
  const label = paragraph(docx, PARTY_LABEL, { role: 'hei', indent: { left: twipsOfCells(2) }, before: PITCH, keepNext: true });
  const plan = planSigning(partyTable(content.signatories), PARTY_HEIGHT, PORTRAIT, measure);
  return [label, ...docxRows(work, plan, places.slice(2), [])];
}

// ---- 版记 (7.4) ----

/** twentieths of a point: 0.35 mm and 0.25 mm */
const [OUTER, INNER] = [20, 14];

/**
 * 分送, then 编发机关 and day, between rules as wide as the 版心: a frame that ends with it. A frame doesn't go on on another page,
 * so what is higher than one is plain text. The rules are filled lines of their own: LibreOffice draws no borders of so low ones.
 */
export function docxImprint({ docx, measure }: DocxWork, content: MeetingDocumentContent): readonly Paragraph[] {
  const { copies, department, date } = content;
  const isTooHigh = imprints(content, measure).length > 1;
  const { mark, lines } = copiesOf(copies, measure);
  const rules = 2 * OUTER + (copies.length > 0 ? INNER : 0);
  const height = (lines.length + 1) * SMALL_PITCH + (rules / 20) * MM_PER_POINT;
  const framed = isTooHigh ? {} : { frame: imprintFrame(docx, TEXT_AREA.bottom - height) };
  const rule = (thickness: number) => filledLine(docx, thickness, framed);
  const look = { ...framed, size: SMALL_SIZE, line: SMALL_PITCH / MM_PER_POINT };
  const indent = { left: twipsOfMm(SMALL_EM + mark.width), right: twipsOfMm(SMALL_EM), hanging: twipsOfMm(mark.width) };
  const width = TEXT_AREA.width - 2 * SMALL_EM - mark.width;
  const before = { text: COPIES_LABEL, room: mark.width };
  const text = `${copies.join('，')}。`;
  const sent = copies.length > 0 ? [...linedParagraphs(docx, { lines, text, width, look: { ...look, indent }, before }), rule(INNER)] : [];
  const tabStops = [{ type: 'right' as const, position: twipsOfMm(TEXT_AREA.width - SMALL_EM) }];
  const sides = { left: twipsOfMm(SMALL_EM), right: twipsOfMm(SMALL_EM) };
  const own = paragraph(docx, `${department}\t${letterDate(date)}印发`, { ...look, alignment: 'left', indent: sides, tabStops });
  return [rule(OUTER), ...sent, own, rule(OUTER), paragraph(docx, '', { size: 1, line: HAIR })];
}

function imprintFrame(docx: DocxLibrary, top: number) {
  return {
    type: 'absolute',
    width: twipsOfMm(TEXT_AREA.width),
    height: 0,
    anchor: { horizontal: docx.FrameAnchorType.PAGE, vertical: docx.FrameAnchorType.PAGE },
    position: { x: twipsOfMm(TEXT_AREA.left), y: twipsOfMm(top) },
    wrap: docx.FrameWrap.AROUND,
  } as const;
}

/** @param height twentieths of a point */
function filledLine(docx: DocxLibrary, height: number, framed: { readonly frame?: ReturnType<typeof imprintFrame> }): Paragraph {
  return new docx.Paragraph({
    ...framed,
    spacing: { before: 0, after: 0, line: height, lineRule: docx.LineRuleType.EXACT },
    shading: { type: docx.ShadingType.CLEAR, color: 'auto', fill: '000000' },
    children: [new docx.TextRun({ text: '', size: 2 })],
  });
}
