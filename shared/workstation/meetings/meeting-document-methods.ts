/** The methods of {@link MeetingDocumentsApi} but the workbooks; each hands its input to the part that does the work. */
import type { AttachmentVault } from '../attachment-vault.ts';
import type { Context } from '../context.ts';
import { HandlingMethods } from '../handling/handling-methods.ts';
import { saveAttendanceSheet } from './attendance-list.ts';
import {
  beginMeetingDocument,
  confirmMeetingDocument,
  discardMeetingDocument,
  readMeetingDocument,
  saveMeetingDocument,
} from './meeting-document-drafts.ts';
import { MeetingDocuments } from './meeting-documents.ts';
import type { MeetingDocumentsApi } from './meetings-api.ts';

export abstract class MeetingDocumentMethods
  extends HandlingMethods
  implements Omit<MeetingDocumentsApi, 'saveMeetingWorkbook' | 'saveYearLedger'>
{
  /** one for each time that the workstation is opened */
  readonly #documents = new WeakMap<Context, MeetingDocuments>();

  #of({ context, vault }: { readonly context: Context; readonly vault: AttachmentVault }): MeetingDocuments {
    const known = this.#documents.get(context) ?? new MeetingDocuments(context, vault);
    this.#documents.set(context, known);
    return known;
  }

  beginMeetingDocument: MeetingDocumentsApi['beginMeetingDocument'] = async (input) =>
    this.withOpened(({ context }) => beginMeetingDocument(context, input));
  meetingDocument: MeetingDocumentsApi['meetingDocument'] = async (documentId) =>
    this.withOpened(({ context }) => readMeetingDocument(context, documentId));
  saveMeetingDocument: MeetingDocumentsApi['saveMeetingDocument'] = async (input) =>
    this.withOpened(({ context }) => saveMeetingDocument(context, input));
  discardMeetingDocument: MeetingDocumentsApi['discardMeetingDocument'] = async (documentId) =>
    this.withOpened(({ context }) => discardMeetingDocument(context, documentId));
  previewMeetingDocument: MeetingDocumentsApi['previewMeetingDocument'] = async (content) =>
    this.withOpened((opened) => this.#of(opened).preview(content));
  issueMeetingDocument: MeetingDocumentsApi['issueMeetingDocument'] = async (input) =>
    this.withOpened((opened) => this.#of(opened).issue(input));
  readMeetingDocumentPdf: MeetingDocumentsApi['readMeetingDocumentPdf'] = async (documentId) =>
    this.withOpened((opened) => this.#of(opened).readPdf(documentId));
  saveMeetingDocumentPdf: MeetingDocumentsApi['saveMeetingDocumentPdf'] = async (input) =>
    this.withOpened((opened) => this.#of(opened).savePdf(input));
  saveMeetingDocumentDocx: MeetingDocumentsApi['saveMeetingDocumentDocx'] = async (input) =>
    this.withOpened((opened) => this.#of(opened).saveDocx(input));
  confirmMeetingDocument: MeetingDocumentsApi['confirmMeetingDocument'] = async (input) =>
    this.withOpened(({ context }) => confirmMeetingDocument(context, input));
  saveAttendanceSheet: MeetingDocumentsApi['saveAttendanceSheet'] = async (input) =>
    this.withOpened(({ context }) => saveAttendanceSheet(context, input));
}
