/**
 * From draft to paper. Issuing freezes: number, text, 附件 and the very PDF, in one commit; whatever is wrong later is
 * corrected by another letter that names this one (办法 21; GB/T 9704 7.2.5).
 */
import { letterDocx } from '#shared/documents/letter-docx.ts';
import { letterPdf } from '#shared/documents/letter-pdf.ts';
import { isRealDate } from '#shared/domain/dates.ts';
import { isDocumentCode } from '#shared/domain/document-number.ts';
import type { DocumentNumber, LetterContent, LetterToLayOut } from '#shared/domain/letter.ts';
import { issueNumber } from '#shared/domain/number-register.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import type { LetterState } from '#shared/ledger/letter-register.ts';
import type { SavedFile } from '../api.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, newEntry, record, today } from '../context.ts';
import { saveBytes } from '../file-transfer.ts';
import { PdfPreviews, readIssuedPdf, sealPdf } from '../issued-pdf.ts';
import { sealing } from '../packages/sealing.ts';
import { letterProblems } from './letter-check.ts';
import { requireDraft } from './letter-drafts.ts';
import { pdfName } from './letter-export.ts';
import { countingOf, foreignCode, registerOf } from './letter-numbers.ts';
import { LETTER_GONE, type LetterFacts, letterLinks, letterRow } from './letter-rows.ts';
import type { LetterRow, LettersApi } from './letters-api.ts';

type IssueInput = Parameters<LettersApi['issueLetter']>[0];

export class LetterIssues {
  /** One at a time: the number of the second follows from the entry of the first. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #previews: PdfPreviews<Parameters<LettersApi['previewLetter']>[0]>;

  constructor(
    private readonly context: Context,
    private readonly vault: AttachmentVault,
  ) {
    this.#previews = new PdfPreviews(({ content, number }) => letterPdf({ content, number }, context.host.fonts, context.now()));
  }

  preview(letter: Parameters<LettersApi['previewLetter']>[0]): ReturnType<LettersApi['previewLetter']> {
    return this.#previews.of(letter);
  }

  issue(input: IssueInput): Promise<Result<LetterRow>> {
    const issued = this.#turn.then(() => this.#issue(input));
    this.#turn = issued.catch(() => undefined);
    return issued;
  }

  async #issue(input: IssueInput): Promise<Result<LetterRow>> {
    const { context } = this;
    const draft = requireDraft(context, input.letterId);
    if (!draft.ok) return draft;
    const facts = readyFacts(context, draft.value, input);
    if (!facts.ok) return facts;
    const number = await this.#number(input);
    if (!number.ok) return number;
    const saved = await this.#freeze(input, facts.value, number.value);
    if (!saved.ok) return saved;
    const letter = context.projection.letters.get(input.letterId);
    return letter ? ok(letterRow(context, letter, letterLinks(context))) : LETTER_GONE;
  }

  async #number({ letterId, code, date }: IssueInput): Promise<Result<DocumentNumber>> {
    const counting = await countingOf(this.context);
    if (!counting.ok) return counting;
    const register = registerOf(this.context.projection.letters.numbers(code.trim(), Number(date.slice(0, 4))));
    const issued = issueNumber(register, letterId, counting.value);
    return issued.ok ? ok(issued.value.number) : issued;
  }

  /** Without the entry the PDF goes again, and no number is taken. */
  #freeze({ letterId, signer }: IssueInput, facts: LetterFacts, number: DocumentNumber): Promise<Result<unknown>> {
    const { context } = this;
    return sealing(this.vault, async (batch) => {
      const made = await letterPdf({ content: facts.content, number }, context.host.fonts, context.now());
      if (!made.ok) return made;
      const pdf = await sealPdf(batch, pdfName(number), made.value);
      if (!pdf.ok) return pdf;
      const taken = registerOf(context.projection.letters.numbers(number.code, number.year)).issued;
      if (taken.some(({ sequence }) => sequence === number.sequence)) {
        return fail('number.taken', '刚才导入的同步包里已经用了这个号。请再签发一次，由系统重新编号。');
      }
      return record(context, [newEntry(context, 'letter.issued', letterId, { ...facts, number, signer: signer.trim(), pdf: pdf.value })]);
    });
  }

  async readPdf(letterId: string): Promise<Result<Uint8Array>> {
    const issued = requireIssued(this.context, letterId);
    if (!issued.ok) return issued;
    return readIssuedPdf(this.vault, issued.value.payload.pdf, '公函的 PDF 与签发时不一致');
  }

  async savePdf({ letterId, token }: Parameters<LettersApi['saveLetterPdf']>[0]): Promise<Result<SavedFile>> {
    return saveBytes(this.context.host.files, token, await this.readPdf(letterId));
  }

  /** Made from the frozen content, with the time of issue: the same file at every time, with the lines of a PDF made here. */
  async saveDocx({ letterId, token }: Parameters<LettersApi['saveLetterDocx']>[0]): Promise<Result<SavedFile>> {
    const issued = requireIssued(this.context, letterId);
    if (!issued.ok) return saveBytes(this.context.host.files, token, issued);
    const { at, payload } = issued.value;
    const letter: LetterToLayOut = { content: payload.content, number: payload.number };
    return saveBytes(this.context.host.files, token, ok(await letterDocx(letter, new Date(at), this.context.host.fonts)));
  }
}

function requireIssued(context: Context, letterId: string): Result<EntryOf<'letter.issued'>> {
  const letter = context.projection.letters.get(letterId);
  if (!letter) return LETTER_GONE;
  if (letter.issued) return ok(letter.issued);
  return letter.registered && !letter.own
    ? fail('letter.on-paper', '这份来函是按纸质登记的，没有 PDF。请查看登记的附件。')
    : fail('letter.not-issued', '这份公函还没有签发。请先签发，再保存或打印。');
}

/** What is frozen: the draft with its date, when nothing stands in the way. */
function readyFacts(context: Context, { drafted }: LetterState, { code, date, signer }: IssueInput): Result<LetterFacts> {
  if (!drafted) return LETTER_GONE;
  if (!isRealDate(date)) return fail('letter.date', '请填写成文日期。', { path: 'date' });
  if (date > today(context))
    return fail('letter.date-future', '成文日期晚于今天。成文日期是负责人签发的日期，请改为签发当天。', { path: 'date' });
  if (signer.trim() === '') return fail('letter.signer-required', '请填写签发人。', { path: 'signer' });
  if (signer.trim().length > 50) return fail('letter.signer-long', '签发人太长，请填写姓名。', { path: 'signer' });
  if (!isDocumentCode(code.trim()))
    return fail('number.code', '请填写机关代字，例如“济高新审函”，不含年份、序号和括号。', { path: 'code' });
  const foreign = foreignCode(context, code.trim());
  if (foreign) return foreign;
  const content: LetterContent = { ...drafted.payload.content, date };
  const { about } = drafted.payload;
  const blocking = letterProblems(context, { content, about, stage: 'issue', signer }).find(({ level }) => level === 'error');
  if (blocking) return fail('letter.problems', `还不能签发：${blocking.message}`, { path: blocking.at.part });
  return ok({ ...drafted.payload, content });
}
