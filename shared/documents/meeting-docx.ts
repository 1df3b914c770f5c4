/**
 * The documents of a meeting as Word files that Word, WPS and LibreOffice open alike: the same content as the PDF with the same
 * lines on the same pages, as text to go on writing in. The same content, fonts and clock give the same bytes.
 */
import type { FileChild, ISectionOptions } from 'docx';
import { unzipSync } from 'fflate';
import type { MeetingDocumentContent } from '#shared/domain/meeting.ts';
import { isFactTable } from '#shared/domain/meeting-document-parts.ts';
import type { FontPort } from './font-port.ts';
import { printable, selectFonts } from './font-selection.ts';
import { footersOf, pageOf, settle } from './letter-docx.ts';
import { type DocxWork, docxBlocks } from './letter-docx-body.ts';
import { titleLines, titleParagraph } from './letter-docx-head.ts';
import { letterStyles, paragraph, typicalMeasure } from './letter-docx-parts.ts';
import { type Measure, PORTRAIT } from './letter-page.ts';
import { docxImprint, docxMinutesHead, docxPartySignatures, docxPresence, docxRecordSignature, docxRows } from './meeting-docx-parts.ts';
import { layOutMeetingDocument, type MeetingPlan, planMeetingDocument, textsOfPages } from './meeting-layout.ts';
import { documentName } from './meeting-pdf.ts';
import { planFacts } from './meeting-table.ts';

/** @param fonts those that the PDF is drawn with, so that both break lines alike; see letterDocx */
export async function meetingDocumentDocx(content: MeetingDocumentContent, now: Date, fonts?: FontPort): Promise<Uint8Array> {
  const docx = await import('docx');
  const work = { docx, measure: await measureFor(content, fonts) };
  const plan = planMeetingDocument(content, work.measure);
  const document = new docx.Document({
    title: printable(documentName(content)),
    creator: printable(content.department),
    lastModifiedBy: printable(content.department),
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    styles: letterStyles(),
    sections: content.form === 'minutes' ? minutesSections(work, content, plan) : [plainSection(work, content, plan)],
  });
  return settle(unzipSync(await docx.Packer.pack(document, 'uint8array')), now);
}

async function measureFor(content: MeetingDocumentContent, fonts: FontPort | undefined): Promise<Measure> {
  const selection = fonts && (await selectFonts(fonts, textsOfPages(layOutMeetingDocument(content, () => 1).pages)));
  return selection?.ok ? selection.value.advance : typicalMeasure;
}

function section({ docx }: DocxWork, children: readonly FileChild[]): ISectionOptions {
  return { properties: pageOf(docx, false), footers: footersOf(docx, false, false), children };
}

function bodyOf(work: DocxWork, { body, form }: MeetingDocumentContent, { blocks, closing }: MeetingPlan): readonly FileChild[] {
  return body.flatMap((block, index) => {
    const own = blocks[index] ?? [];
    const next = [...blocks.slice(index + 1).flat(), ...closing];
    if (isFactTable(block)) return docxRows(work, planFacts(block, PORTRAIT, work.measure), own, next);
    const isSigned = form !== 'minutes' && index === body.length - 1;
    return docxBlocks(work, [block], PORTRAIT, [own], next, isSigned);
  });
}

/** 会议记录 and 备忘录: a plain title of 2号小标宋 at the top of the 版心. */
function plainSection(work: DocxWork, content: MeetingDocumentContent, plan: MeetingPlan): ISectionOptions {
  const { docx, measure } = work;
  const issue = content.issue.trim();
  return section(work, [
    titleParagraph(docx, titleLines(content.title, PORTRAIT, measure), 0),
    ...(issue === '' ? [] : [paragraph(docx, issue, { alignment: 'center', keepNext: true })]),
    paragraph(docx, '', { keepNext: true }),
    ...bodyOf(work, content, plan),
    ...(content.form === 'record' ? docxRecordSignature(docx) : docxPartySignatures(work, content, plan.closing)),
  ]);
}

/** 7.4: the 版记 on the last, even page; with the text where that has room for it. */
function minutesSections(work: DocxWork, content: MeetingDocumentContent, plan: MeetingPlan): readonly ISectionOptions[] {
  const { docx } = work;
  const text = [...docxMinutesHead(work, content), ...bodyOf(work, content, plan), ...docxPresence(work, content, plan.closing)];
  const imprint = docxImprint(work, content);
  if (plan.imprint === 'below') return [section(work, [...text, ...imprint])];
  const empty = () => new docx.Footer({ children: [paragraph(docx, '')] });
  const own = {
    properties: { ...pageOf(docx, false), type: docx.SectionType.EVEN_PAGE },
    footers: plan.imprint === 'afterBlank' ? { default: empty(), even: empty() } : footersOf(docx, false, false),
    children: imprint,
  };
  return [section(work, text), own];
}
