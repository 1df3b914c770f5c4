/** The documents of a meeting as PDF/A-1b: exactly what meeting-layout.ts laid out, in embedded fonts, with bookmarks. */
import type { MeetingDocumentContent } from '#shared/domain/meeting.ts';
import type { Result } from '#shared/domain/result.ts';
import type { FontPort } from './font-port.ts';
import { drawLetter, measureOf } from './letter-pdf.ts';
import { layOutMeetingDocument, textsOfPages } from './meeting-layout.ts';
import { drawPdf, type PdfFile } from './pdf.ts';

export async function meetingDocumentPdf(content: MeetingDocumentContent, fonts: FontPort, now: Date): Promise<Result<PdfFile>> {
  const info = { title: documentName(content), author: content.department, created: now };
  // widths don't matter for what is drawn
  const texts = textsOfPages(layOutMeetingDocument(content, () => 1).pages);
  return drawPdf(info, fonts, texts, (canvas, selection) => {
    drawLetter(layOutMeetingDocument(content, measureOf(selection)), canvas, selection);
  });
}

/** Title and number in one line: what tells one 纪要 of a series from the others. */
export function documentName({ title, issue }: Pick<MeetingDocumentContent, 'title' | 'issue'>): string {
  return title.replaceAll('\n', '') + issue.trim();
}
