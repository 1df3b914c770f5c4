/**
 * An official letter as a Word file (GB/T 9704-2012 10.1 信函格式) that Word, WPS and LibreOffice open alike: the same content as
 * the PDF, as text to go on writing in. The same letter and clock give the same bytes.
 */
import type { FileChild, Footer, ISectionOptions } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { type LetterContent, type LetterToLayOut, letterTitle } from '#shared/domain/letter.ts';
import type { FontPort } from './font-port.ts';
import { printable, selectFonts } from './font-selection.ts';
import { type DocxWork, docxAnnotation, docxBlocks, docxCopies, docxEnclosureList, docxSignature } from './letter-docx-body.ts';
import { docxHead, shape, titleLines, titleParagraph } from './letter-docx-head.ts';
import {
  BASELINE,
  type DocxLibrary,
  FONT_ALTERNATIVES,
  FONT_NAMES,
  fontNames,
  type LetterRole,
  letterStyles,
  PITCH,
  PITCH_MM,
  paragraph,
  twipsOfMm,
  twipsOfPoints,
  typicalMeasure,
} from './letter-docx-parts.ts';
import { FIRST_PAGE_BOTTOM } from './letter-head.ts';
import { type EnclosureSection, type LetterPlan, type LetterSection, letterTexts, planLetter } from './letter-layout.ts';
import { namesIn } from './letter-names.ts';
import {
  ASCENT,
  BODY_EM,
  LINE_PITCH,
  landscapeFrame,
  type Measure,
  MM_PER_POINT,
  PAGE,
  PORTRAIT,
  SMALL_SIZE,
  TEXT_AREA,
} from './letter-page.ts';

/** 7.5: the dash stands 7 mm below the 版心; the baseline lies 0.36 em below it */
const NUMBER_BASELINE = TEXT_AREA.bottom + 7 + 0.36 * SMALL_SIZE * MM_PER_POINT;
/** exact pitch of the page number's line, points; a fifth of it lies below the baseline */
const NUMBER_PITCH = 20;
const FOOTER_DISTANCE = PAGE.height - NUMBER_BASELINE - 0.2 * NUMBER_PITCH * MM_PER_POINT;
/** points from the 版心 to that line: the footer pushes the text up to the end of the 版心 */
const FOOTER_ABOVE = (PAGE.height - FOOTER_DISTANCE - TEXT_AREA.bottom) / MM_PER_POINT - NUMBER_PITCH;
const LANDSCAPE = landscapeFrame(true);

/** The same for each of the file's parts: a file says when it was made in its properties, nowhere else. */
const PART_TIME = new Date(1980, 0, 1);

/**
 * @param fonts those that the PDF is drawn with, so that both break lines alike; without them letters and figures count as half of
 * a 汉字, as they do in 仿宋_GB2312
 */
export async function letterDocx(letter: LetterToLayOut, now: Date, fonts?: FontPort): Promise<Uint8Array> {
  const docx = await import('docx');
  const { content } = letter;
  const document = new docx.Document({
    title: printable(letterTitle(content.title)),
    creator: printable(content.letterhead),
    lastModifiedBy: printable(content.letterhead),
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    styles: letterStyles(),
    sections: sections({ docx, measure: await measureFor(letter, fonts) }, letter),
  });
  return settle(unzipSync(await docx.Packer.pack(document, 'uint8array')), now);
}

async function measureFor(letter: LetterToLayOut, fonts: FontPort | undefined): Promise<Measure> {
  const selection = fonts && (await selectFonts(fonts, letterTexts(letter)));
  return selection?.ok ? selection.value.advance : typicalMeasure;
}

interface Part {
  readonly landscape: boolean;
  readonly children: readonly FileChild[];
}

function sections(work: DocxWork, letter: LetterToLayOut): readonly ISectionOptions[] {
  const { content } = letter;
  const plan = planLetter(letter, work.measure);
  const { movedRecipients, blocks, enclosureList, signature, annotation } = plan.letter;
  const recipients = movedRecipients.length > 0 ? [] : content.recipients;
  const after = [...enclosureList, ...signature, ...annotation];
  const children = [
    ...docxHead(work, letter, recipients),
    ...docxBlocks(work, content.body, PORTRAIT, blocks, after, true),
    ...docxEnclosureList(work, content, enclosureList),
    ...docxSignature(work, content),
    ...docxAnnotation(work, content, annotation),
  ];
  const parts = [{ landscape: false, children }, ...plan.enclosures.map((section) => enclosurePart(work, content, section))];
  return withCopies(work.docx, parts, plan).map((part, index) => {
    const { page, ...properties } = pageOf(work.docx, part.landscape);
    const margin = index === 0 ? { ...page?.margin, bottom: twipsOfMm(PAGE.height - firstPageBottom(plan.letter)) } : page?.margin;
    return {
      properties: {
        ...properties,
        page: { ...page, ...(margin ? { margin } : {}) },
        titlePage: index === 0,
      },
      footers: footersOf(work.docx, part.landscape, index === 0),
      children: part.children,
    };
  });
}

/**
 * Where the text of page one may end, mm: below the 版心, as long as 7/8 of a character stay free above the second rule (10.1). The
 * other pages' footers are so high that theirs ends with the 版心. A line takes as much below its baseline as the pitch says, so
 * the page ends between the last line that it has in the PDF and the next one.
 */
function firstPageBottom({ blocks, enclosureList, signature, annotation }: LetterSection): number {
  const below = (1 - BASELINE) * PITCH_MM;
  const usual = FIRST_PAGE_BOTTOM - (1 - ASCENT) * BODY_EM + below;
  const places = [...blocks.flat(), ...enclosureList, ...signature, ...annotation].filter(({ blank }) => !blank);
  const last = places.findLast(({ page, endPage }) => page === 0 && endPage === 0);
  if (!last) return usual;
  // from where the next line begins in the PDF to where it does here
  const used = last.bottom - LINE_PITCH + ASCENT * BODY_EM + below;
  const next = places[places.indexOf(last) + 1];
  if (!next || next.early || next.endPage > next.page) return Math.max(usual, used + 0.5);
  return used + Math.min(PITCH_MM, next.bottom - next.top) / 3;
}

/** On a portrait page: after a landscape one they have their own (7.4). */
function withCopies(docx: DocxLibrary, parts: readonly Part[], { copies, copiesTop }: LetterPlan): readonly Part[] {
  const last = parts.at(-1);
  if (copies.length === 0 || !last) return parts;
  if (last.landscape) return [...parts, { landscape: false, children: docxCopies(docx, copies, copiesTop, true) }];
  return [...parts.slice(0, -1), { ...last, children: [...last.children, ...docxCopies(docx, copies, copiesTop, false)] }];
}

/** “附件1” 黑体 flush at line 1, its title centred at line 3 (7.3.7). */
function enclosurePart(work: DocxWork, content: LetterContent, { enclosure, label, blocks }: EnclosureSection): Part {
  const landscape = enclosure.landscape === true;
  const frame = landscape ? LANDSCAPE : PORTRAIT;
  const { docx, measure } = work;
  const children = [
    paragraph(docx, label, { role: 'hei', keepNext: true, alignment: 'left' }),
    titleParagraph(docx, titleLines(enclosure.title, frame, measure, namesIn(content, enclosure.title)), PITCH),
    paragraph(docx, ''),
    ...docxBlocks(work, enclosure.blocks, frame, blocks),
  ];
  return { landscape, children };
}

/** 5.2: 版心 and grid. A landscape page's head lies at the binding edge (8); Word can't change margins with the page's parity. */
export function pageOf(docx: DocxLibrary, landscape: boolean): NonNullable<ISectionOptions['properties']> {
  const [top, left] = landscape ? [LANDSCAPE.top, LANDSCAPE.left] : [TEXT_AREA.top, TEXT_AREA.left];
  const bottom = landscape ? PAGE.width - LANDSCAPE.bottom : PAGE.height - TEXT_AREA.bottom;
  const right = landscape ? PAGE.height - LANDSCAPE.left - LANDSCAPE.width : PAGE.width - TEXT_AREA.right;
  return {
    type: docx.SectionType.NEXT_PAGE,
    page: {
      // the library turns width and height itself
      size: {
        width: twipsOfMm(PAGE.width),
        height: twipsOfMm(PAGE.height),
        orientation: landscape ? docx.PageOrientation.LANDSCAPE : docx.PageOrientation.PORTRAIT,
      },
      margin: {
        top: twipsOfMm(top),
        right: twipsOfMm(right),
        bottom: twipsOfMm(bottom),
        left: twipsOfMm(left),
        header: twipsOfMm(15),
        footer: landscape ? twipsOfMm(10) : twipsOfMm(FOOTER_DISTANCE),
        gutter: 0,
      },
    },
    // without a type: LibreOffice would centre the lines where a page has no whole number of them, as page one and landscape pages
    grid: { linePitch: twipsOfPoints(PITCH) },
  };
}

/** None on page one (10.1); odd pages 右空一字, even pages 左空一字 (7.5). */
export function footersOf(docx: DocxLibrary, landscape: boolean, isFirst: boolean): NonNullable<ISectionOptions['footers']> {
  const footer = (side: 'left' | 'right'): Footer =>
    new docx.Footer({ children: [landscape ? turnedNumber(docx, side) : pageNumber(docx, side, FOOTER_ABOVE)] });
  return {
    default: footer('right'),
    even: footer('left'),
    ...(isFirst ? { first: new docx.Footer({ children: [paragraph(docx, '', { size: 1, line: 1 })] }) } : {}),
  };
}

/** @param before points above it */
function pageNumber(docx: DocxLibrary, side: 'left' | 'right', before = 0) {
  const em = twipsOfPoints(SMALL_SIZE);
  return new docx.Paragraph({
    alignment: side,
    indent: side === 'left' ? { left: em } : { right: em },
    spacing: { before: twipsOfPoints(before), after: 0, line: twipsOfPoints(NUMBER_PITCH), lineRule: docx.LineRuleType.EXACT },
    children: [new docx.TextRun({ font: fontNames('song'), size: SMALL_SIZE * 2, children: ['— ', docx.PageNumber.CURRENT, ' —'] })],
  });
}

/** Where it stands on all other pages when the paper is turned: in a box, read from the page's right side. */
function turnedNumber(docx: DocxLibrary, side: 'left' | 'right') {
  const width = NUMBER_PITCH * MM_PER_POINT;
  const left = PAGE.height - NUMBER_BASELINE - 0.2 * width;
  const box = { name: '页码', left, top: TEXT_AREA.left, width, height: TEXT_AREA.width };
  return paragraph(docx, '', { line: 1, shapes: [shape(docx, { ...box, children: [pageNumber(docx, side)] })] });
}

/**
 * What the library leaves open: the time of making, other names of the fonts, turned page numbers, and the empty paragraph that
 * ends a section, which would take a line of its own and, on a full page, a page.
 */
export function settle(parts: Readonly<Record<string, Uint8Array>>, now: Date): Uint8Array {
  const settled = Object.entries(parts).map(([name, bytes]) => [name, settlePart(name, bytes, now)] as const);
  return zipSync(Object.fromEntries(settled), { level: 6, mtime: PART_TIME });
}

function settlePart(name: string, bytes: Uint8Array, now: Date): Uint8Array {
  const edit = (change: (xml: string) => string) => strToU8(change(strFromU8(bytes)));
  if (name === 'docProps/core.xml') return edit((xml) => xml.replace(/(<dcterms:\w+ [^>]*>)[^<]*/g, `$1${now.toISOString()}`));
  if (name === 'word/fontTable.xml')
    return edit((xml) => xml.replace(/(<w:fonts[^>]*?)(?:\/>|>.*<\/w:fonts>)/s, `$1>${fontTable()}</w:fonts>`));
  if (/^word\/footer\d+\.xml$/.test(name)) {
    return edit((xml) => numbered(xml, Number(name.replace(/\D/g, '')) * 1000).replace(/<wps:bodyPr\b/g, '<wps:bodyPr vert="vert"'));
  }
  if (name === 'word/styles.xml') return edit(settleStyles);
  if (name === 'word/settings.xml') {
    return edit((xml) => xml.replace('<w:compat>', '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'));
  }
  if (name !== 'word/document.xml') return bytes;
  const spacing = '<w:spacing w:before="0" w:after="0" w:line="10" w:lineRule="exact"/>';
  return edit((xml) => numbered(xml, 1).replaceAll('<w:p><w:pPr><w:sectPr', `<w:p><w:pPr>${spacing}<w:sectPr`));
}

/**
 * Lines and pages end as in the PDF: no mark hangs over the margin, and no line is taken along for a lonely one. No spaces between 汉字 and figures that the writer didn't put there: 2026年11月 takes what it does in the PDF. All lines are of
 * exact pitch; LibreOffice would make each a multiple of the grid's nevertheless.
 */
function settleStyles(xml: string): string {
  const off = (name: string) => `<w:${name} w:val="0"/>`;
  const lines = `${off('widowControl')}<w:kinsoku/>${off('overflowPunct')}${off('topLinePunct')}`;
  const spacing = `<w:pPr>${lines}${off('autoSpaceDE')}${off('autoSpaceDN')}${off('snapToGrid')}</w:pPr>`;
  return xml.replace('<w:pPrDefault/>', `<w:pPrDefault>${spacing}</w:pPrDefault>`);
}

/** The library counts drawings over all files it makes; each file begins again here. */
function numbered(xml: string, first: number): string {
  let next = first;
  return xml.replace(/(<wp:docPr id=")\d+/g, (_, start: string) => `${start}${next++}`);
}

/** 0x86: GB2312 */
function fontTable(): string {
  const roles = Object.keys(FONT_NAMES) as LetterRole[];
  const font = (role: LetterRole) =>
    `<w:font w:name="${FONT_NAMES[role]}"><w:altName w:val="${FONT_ALTERNATIVES[role]}"/><w:charset w:val="86"/></w:font>`;
  return roles.map(font).join('');
}
