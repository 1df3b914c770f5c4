/**
 * The documents of a meeting as Word files that Word, WPS and LibreOffice open alike: the same content as the PDF, as text to go
 * on writing in. The same content and clock give the same bytes.
 */
import type { FileChild, ISectionOptions } from 'docx';
import { unzipSync } from 'fflate';
import type { LetterBlock } from '#shared/domain/letter.ts';
import type { MeetingDocumentContent } from '#shared/domain/meeting.ts';
import { isFactTable } from '#shared/domain/meeting-document-parts.ts';
import { printable } from './font-selection.ts';
import { footersOf, pageOf, settle } from './letter-docx.ts';
import { docxBlocks } from './letter-docx-body.ts';
import { titleLines, titleParagraph } from './letter-docx-head.ts';
import { type DocxLibrary, letterStyles, paragraph, typicalMeasure } from './letter-docx-parts.ts';
import { TEXT_AREA } from './letter-page.ts';
import { docxImprint, docxMinutesHead, docxPartySignatures, docxPresence, docxRecordSignature, factTable } from './meeting-docx-parts.ts';
import { imprintPlace } from './meeting-layout.ts';
import { documentName } from './meeting-pdf.ts';

export async function meetingDocumentDocx(content: MeetingDocumentContent, now: Date): Promise<Uint8Array> {
  const docx = await import('docx');
  const document = new docx.Document({
    title: printable(documentName(content)),
    creator: printable(content.department),
    lastModifiedBy: printable(content.department),
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    styles: letterStyles(),
    sections: content.form === 'minutes' ? minutesSections(docx, content) : [plainSection(docx, content)],
  });
  return settle(unzipSync(await docx.Packer.pack(document, 'uint8array')), now);
}

function section(docx: DocxLibrary, children: readonly FileChild[]): ISectionOptions {
  return { properties: pageOf(docx, false), footers: footersOf(docx, false, false), children };
}

function bodyOf(docx: DocxLibrary, blocks: readonly LetterBlock[]): readonly FileChild[] {
  return blocks.flatMap((block, index) => {
    if (isFactTable(block)) return factTable(docx, block);
    return docxBlocks(docx, [block], TEXT_AREA.width, index === blocks.length - 1);
  });
}

/** 会议记录 and 备忘录: a plain title of 2号小标宋 at the top of the 版心. */
function plainSection(docx: DocxLibrary, content: MeetingDocumentContent): ISectionOptions {
  const issue = content.issue.trim();
  return section(docx, [
    titleParagraph(docx, titleLines(content.title), 0),
    ...(issue === '' ? [] : [paragraph(docx, issue, { alignment: 'center', keepNext: true })]),
    paragraph(docx, '', { keepNext: true }),
    ...bodyOf(docx, content.body),
    ...(content.form === 'record' ? docxRecordSignature(docx) : docxPartySignatures(docx, content)),
  ]);
}

/** 7.4: the 版记 on the last, even page; with the text where that has room for it. */
function minutesSections(docx: DocxLibrary, content: MeetingDocumentContent): readonly ISectionOptions[] {
  const { shared, afterBlank } = imprintPlace(content, typicalMeasure);
  const text = [...docxMinutesHead(docx, content), ...bodyOf(docx, content.body), ...docxPresence(docx, content)];
  const imprint = docxImprint(docx, content);
  if (shared) return [section(docx, [...text, ...imprint])];
  const empty = () => new docx.Footer({ children: [paragraph(docx, '')] });
  const own = {
    properties: { ...pageOf(docx, false), type: docx.SectionType.EVEN_PAGE },
    footers: afterBlank ? { default: empty(), even: empty() } : footersOf(docx, false, false),
    children: imprint,
  };
  return [section(docx, text), own];
}
