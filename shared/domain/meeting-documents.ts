/**
 * 会议记录, 会议纪要 and 备忘录, all made from one record (办法 31(三)): what a department edits before it issues them. Texts that
 * people typed go in as they are, only in the third person where a 纪要 or a 备忘录 would speak of 我局.
 */
import type { MeetingDocumentContent, MeetingDocumentForm } from './meeting.ts';
import type { MeetingDocumentFacts } from './meeting-document-parts.ts';
import { memorandumDocument } from './meeting-memorandum.ts';
import { minutesDocument } from './meeting-minutes-document.ts';
import { recordDocument } from './meeting-record-document.ts';
import { assertNever } from './result.ts';

export type { MeetingDocumentFacts } from './meeting-document-parts.ts';

export function meetingDocument(form: MeetingDocumentForm, facts: MeetingDocumentFacts): MeetingDocumentContent {
  switch (form) {
    case 'record':
      return recordDocument(facts);
    case 'minutes':
      return minutesDocument(facts);
    case 'memorandum':
      return memorandumDocument(facts);
    default:
      return assertNever(form);
  }
}
