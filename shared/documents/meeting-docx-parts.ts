/** What the Word files of a meeting's documents have that letters don't: the head of a 纪要, who was there, signatures, the 版记. */
import type { FileChild, IParagraphOptions, Paragraph, ParagraphChild } from 'docx';
import type { TableBlock } from '#shared/domain/letter.ts';
import type { MeetingDocumentContent } from '#shared/domain/meeting.ts';
import { CELL_MARGINS, columnWidths, HAIR, TABLE_PITCH, TABLE_SIZE } from './letter-docx-body.ts';
import { shape } from './letter-docx-head.ts';
import {
  BASELINE,
  type DocxLibrary,
  fontNames,
  PITCH,
  PITCH_MM,
  paragraph,
  twipsOfCells,
  twipsOfMm,
  twipsOfPoints,
  typicalMeasure,
} from './letter-docx-parts.ts';
import { BODY_SIZE, CELL, MM_PER_POINT, type RuleItem, SMALL_SIZE, TEXT_AREA, type TextItem } from './letter-page.ts';
import { letterDate } from './letter-signature.ts';
import { COPIES_LABEL, imprints, PARTY_HEIGHT, partyTable, SIGN_LENGTH } from './meeting-closing.ts';
import { minutesHead } from './meeting-head.ts';

/** exact pitch of 标志 in its size */
const EMBLEM_PITCH = 1.15;
const SMALL_PITCH = SMALL_SIZE * 1.875;

// ---- the head of a 纪要 (10.3) ----

/** 标志 and rule float at the PDF's places; number, 编发机关 and date are text with the PDF's baselines. */
export function docxMinutesHead(docx: DocxLibrary, content: MeetingDocumentContent): readonly Paragraph[] {
  const head = minutesHead(content, typicalMeasure);
  const texts = head.items.filter((item): item is TextItem => item.kind === 'text');
  const shapes = [
    emblem(docx, texts),
    ...head.items.filter((item): item is RuleItem => item.kind === 'rule').map((item) => rule(docx, item)),
  ];
  const rows = linesOf(texts.filter(({ colour }) => colour === 'black'));
  const day = letterDate(content.date);
  const tabStops = [{ type: 'right' as const, position: twipsOfMm(TEXT_AREA.width - CELL) }];
  let below = TEXT_AREA.top;
  const paragraphs = rows.map(({ text, baseline }, index) => {
    const before = (baseline - below) / MM_PER_POINT - BASELINE * PITCH;
    below = baseline + (1 - BASELINE) * PITCH_MM;
    const own = index === 0 ? { shapes } : {};
    const isNumber = index === 0 && content.issue.trim() !== '';
    if (isNumber) return paragraph(docx, text, { ...own, before, alignment: 'center' });
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
  const lines = linesOf(texts.filter(({ colour }) => colour === 'red'));
  const size = texts.find(({ colour }) => colour === 'red')?.size ?? BODY_SIZE;
  const line = size * EMBLEM_PITCH;
  const top = (lines[0]?.baseline ?? 0) - BASELINE * line * MM_PER_POINT;
  const height = Math.max(1, lines.length) * line * MM_PER_POINT;
  return shape(docx, {
    ...{ name: '纪要标志', left: TEXT_AREA.left - 8, top, width: TEXT_AREA.width + 16, height },
    children: lines.map(({ text }) => paragraph(docx, text, { role: 'xiaobiaosong', size, line, red: true, alignment: 'center' })),
  });
}

function rule(docx: DocxLibrary, { x, y, length, thickness }: RuleItem): ParagraphChild {
  const height = thickness * MM_PER_POINT;
  const place = { name: '红色分隔线', left: x, top: y - height / 2, width: length, height };
  return shape(docx, { ...place, fill: 'FF0000', children: [paragraph(docx, '', { size: 1, line: 1 })] });
}

// ---- tables ----

/** Label and value in ruled rows, without a head, the labels in 黑体. */
export function factTable(docx: DocxLibrary, block: TableBlock): readonly FileChild[] {
  return ruledTable(docx, block, { labels: true, isHeaded: false, least: 0 });
}

interface TableLook {
  /** the first column in 黑体 */
  readonly labels: boolean;
  readonly isHeaded: boolean;
  /** of a row, mm */
  readonly least: number;
}

function ruledTable(docx: DocxLibrary, { columns, rows }: TableBlock, { labels, isHeaded, least }: TableLook): readonly FileChild[] {
  const widths = columnWidths(columns, TEXT_AREA.width);
  const row = (texts: readonly string[], isHead: boolean) =>
    new docx.TableRow({
      tableHeader: isHead,
      cantSplit: isHead || least > 0,
      ...(least > 0 && !isHead ? { height: { value: twipsOfMm(least), rule: docx.HeightRule.ATLEAST } } : {}),
      children: columns.map(({ align = 'left' }, index) => {
        const isBold = isHead || (labels && index === 0);
        const alignment = isHead ? 'center' : align;
        const look = { size: TABLE_SIZE, line: TABLE_PITCH, alignment, ...(isBold ? { role: 'hei' as const } : {}) } as const;
        return new docx.TableCell({
          children: (texts[index] ?? '').split('\n').map((text) => paragraph(docx, text, look)),
          width: { size: widths[index] ?? 0, type: docx.WidthType.DXA },
          verticalAlign: docx.VerticalAlignTable.CENTER,
          margins: CELL_MARGINS,
        });
      }),
    });
  const head = isHeaded
    ? [
        row(
          columns.map(({ title }) => title),
          true,
        ),
      ]
    : [];
  const made = new docx.Table({
    layout: docx.TableLayoutType.FIXED,
    width: { size: twipsOfMm(TEXT_AREA.width), type: docx.WidthType.DXA },
    columnWidths: widths,
    rows: [...head, ...rows.map((texts) => row(texts, false))],
  });
  // two tables that touch would become one
  return [made, paragraph(docx, '', { size: 1, line: 2 / MM_PER_POINT })];
}

// ---- who was there, and who signs ----

/** One blank line below the text, 左空二字, the label in 黑体, wrapped lines after the ： (10.3). */
export function docxPresence(docx: DocxLibrary, { present }: MeetingDocumentContent): readonly Paragraph[] {
  return present.map(({ label, names }, index) => {
    const mark = `${label}：`;
    const cells = [...mark].length;
    const run = new docx.TextRun({ text: mark, font: fontNames('hei') });
    const indent = { left: twipsOfCells(2 + cells), hanging: twipsOfCells(cells) };
    return paragraph(docx, names, { shapes: [run], indent, before: index === 0 ? PITCH : 0 });
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

export function docxPartySignatures(docx: DocxLibrary, { signatories }: MeetingDocumentContent): readonly FileChild[] {
  if (signatories.length === 0) return [];
  const label = paragraph(docx, '各方签署：', { role: 'hei', indent: { left: twipsOfCells(2) }, before: PITCH, keepNext: true });
  return [label, ...ruledTable(docx, partyTable(signatories), { labels: false, isHeaded: true, least: PARTY_HEIGHT })];
}

// ---- 版记 (7.4) ----

/** twentieths of a point: 0.35 mm and 0.25 mm */
const [OUTER, INNER] = [20, 14];

/**
 * 分送, then 编发机关 and day, between rules as wide as the 版心: a frame that hangs on its foot. A frame doesn't go on on another
 * page, so what is higher than one is plain text. The rules are filled lines of their own: LibreOffice
 * draws no borders of so low ones.
 */
export function docxImprint(docx: DocxLibrary, content: MeetingDocumentContent): readonly Paragraph[] {
  const { copies, department, date } = content;
  const em = twipsOfPoints(SMALL_SIZE);
  const isTooHigh = imprints(content, typicalMeasure).length > 1;
  const frame: IParagraphOptions['frame'] = {
    type: 'alignment',
    width: twipsOfMm(TEXT_AREA.width),
    anchor: { horizontal: docx.FrameAnchorType.MARGIN, vertical: docx.FrameAnchorType.MARGIN },
    alignment: { x: docx.HorizontalPositionAlign.LEFT, y: docx.VerticalPositionAlign.BOTTOM },
    wrap: docx.FrameWrap.AROUND,
  };
  const framed = isTooHigh ? {} : { frame };
  const line = (height: number) =>
    new docx.Paragraph({
      ...framed,
      spacing: { before: 0, after: 0, line: height, lineRule: docx.LineRuleType.EXACT },
      shading: { type: docx.ShadingType.CLEAR, color: 'auto', fill: '000000' },
      children: [new docx.TextRun({ text: '', size: 2 })],
    });
  const look = { ...framed, size: SMALL_SIZE, line: SMALL_PITCH };
  const label = [...COPIES_LABEL].length * em;
  const sent =
    copies.length > 0
      ? [
          paragraph(docx, `${COPIES_LABEL}${copies.join('，')}。`, { ...look, indent: { left: em + label, right: em, hanging: label } }),
          line(INNER),
        ]
      : [];
  const tabStops = [{ type: 'right' as const, position: twipsOfMm(TEXT_AREA.width) - em }];
  const own = paragraph(docx, `${department}\t${letterDate(date)}印发`, {
    ...look,
    alignment: 'left',
    indent: { left: em, right: em },
    tabStops,
  });
  return [line(OUTER), ...sent, own, line(OUTER), paragraph(docx, '', { size: 1, line: HAIR })];
}
