/**
 * 会议记录, 会议纪要 and 备忘录 from the closed record to paper (办法 31(三)). Issuing freezes text and PDF in one commit; whatever
 * is wrong later is corrected by another document that names this one. A 会议记录 stays with the department that keeps it.
 */
import { meetingDocumentDocx } from '#shared/documents/meeting-docx.ts';
import { documentName, meetingDocumentPdf } from '#shared/documents/meeting-pdf.ts';
import { MEETING_DOCUMENTS, type MeetingDocumentContent } from '#shared/domain/meeting.ts';
import { checkMeetingDocument } from '#shared/domain/meeting-document-checks.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import type { SavedFile } from '../api.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, newEntry, record, today } from '../context.ts';
import { saveBytes } from '../file-transfer.ts';
import { PdfPreviews, readIssuedPdf, sealPdf } from '../issued-pdf.ts';
import { sealing } from '../packages/sealing.ts';
import { DOCUMENT_GONE, requireDocumentDraft } from './meeting-document-drafts.ts';
import type { MeetingDocumentsApi } from './meetings-api.ts';

type IssueInput = Parameters<MeetingDocumentsApi['issueMeetingDocument']>[0];

export class MeetingDocuments {
  /** One at a time: a document is issued once. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #previews: PdfPreviews<MeetingDocumentContent>;

  constructor(
    private readonly context: Context,
    private readonly vault: AttachmentVault,
  ) {
    this.#previews = new PdfPreviews((content) => meetingDocumentPdf(content, context.host.fonts, context.now()));
  }

  preview(content: MeetingDocumentContent): ReturnType<MeetingDocumentsApi['previewMeetingDocument']> {
    return this.#previews.of(content);
  }

  issue(input: IssueInput): Promise<Result<void>> {
    const issued = this.#turn.then(() => this.#issue(input));
    this.#turn = issued.catch(() => undefined);
    return issued;
  }

  async #issue({ documentId, signer }: IssueInput): Promise<Result<void>> {
    const { context } = this;
    const draft = requireDocumentDraft(context, documentId);
    if (!draft.ok) return draft;
    const { meetingId, content, corrects } = draft.value.payload;
    const refused = issueRefusal(context, content, signer.trim());
    if (refused) return refused;
    return sealing(this.vault, async (batch) => {
      const made = await meetingDocumentPdf(content, context.host.fonts, context.now());
      if (!made.ok) return made;
      const pdf = await sealPdf(batch, pdfName(content), made.value);
      if (!pdf.ok) return pdf;
      // An autosave may have come in between: what was laid out is what is issued, or nothing.
      const now = requireDocumentDraft(context, documentId);
      if (!now.ok) return now;
      if (now.value.id !== draft.value.id) return fail('meetingDocument.changed', '印发时文稿又有改动，没有印发。请核对后再试。');
      const facts = { meetingId, content, signer: signer.trim(), pdf: pdf.value, ...(corrects === undefined ? {} : { corrects }) };
      const saved = await record(context, [newEntry(context, 'meetingDocument.issued', documentId, facts)]);
      return saved.ok ? ok(undefined) : saved;
    });
  }

  async readPdf(documentId: string): Promise<Result<Uint8Array>> {
    const issued = requireIssuedDocument(this.context, documentId);
    if (!issued.ok) return issued;
    return readIssuedPdf(this.vault, issued.value.payload.pdf, '会议文件的 PDF 与印发时不一致');
  }

  async savePdf({ documentId, token }: Parameters<MeetingDocumentsApi['saveMeetingDocumentPdf']>[0]): Promise<Result<SavedFile>> {
    return saveBytes(this.context.host.files, token, await this.readPdf(documentId));
  }

  /** Made from the frozen content, with the time of issue: the same file at every time, with the lines of a PDF made here. */
  async saveDocx({ documentId, token }: Parameters<MeetingDocumentsApi['saveMeetingDocumentDocx']>[0]): Promise<Result<SavedFile>> {
    const issued = requireIssuedDocument(this.context, documentId);
    if (!issued.ok) return saveBytes(this.context.host.files, token, issued);
    const { at, payload } = issued.value;
    return saveBytes(this.context.host.files, token, ok(await meetingDocumentDocx(payload.content, new Date(at), this.context.host.fonts)));
  }
}

export function requireIssuedDocument(context: Context, documentId: string): Result<EntryOf<'meetingDocument.issued'>> {
  const document = context.projection.meetings.document(documentId);
  if (!document) return DOCUMENT_GONE;
  return document.issued ? ok(document.issued) : fail('meetingDocument.not-issued', '这份会议文件还没有印发。请先印发，再保存或打印。');
}

function issueRefusal(context: Context, content: MeetingDocumentContent, signer: string) {
  if (signer === '') return fail('meetingDocument.signer-required', '请填写签发人。', { path: 'signer' });
  if (signer.length > 50) return fail('meetingDocument.signer-long', '签发人太长，请填写姓名。', { path: 'signer' });
  const problems = checkMeetingDocument(content, { stage: 'issue', today: today(context), signer });
  const blocking = problems.find(({ level }) => level === 'error');
  return blocking && fail('meetingDocument.problems', `还不能印发：${blocking.message}`, { path: blocking.at.part });
}

/** 会议纪要_审批与监管联络员例会纪要（第3期）.pdf; what file systems don't take is left out */
export function pdfName(content: MeetingDocumentContent): string {
  const name = documentName(content).replace(/[\\/:*?"<>|\s.\p{C}]/gu, '');
  return `${MEETING_DOCUMENTS[content.form]}_${name.slice(0, 60)}.pdf`;
}
