/** What a clerk does with letters, numbers, case files and the way of 21(三); a part of {@link WorkstationApi}. */
import type { Attachment, IsoDate } from '#shared/domain/approval.ts';
import type { DocumentNumber, LetterContent, LetterKind, LetterReference } from '#shared/domain/letter.ts';
import type { LetterProblem } from '#shared/domain/letter-checks.ts';
import type { Result } from '#shared/domain/result.ts';
import type { REVIEW_ACTS, REVIEW_STEPS, TransferItem } from '#shared/ledger/letter-entries.ts';
import type { NewAttachment, PackageOutput, PackageRow, SavedFile, TimelineItem } from '../api.ts';

export type LetterState = 'draft' | 'issued' | 'received' | 'discarded';

export interface LetterRow {
  readonly letterId: string;
  readonly state: LetterState;
  readonly own: boolean;
  readonly kind: LetterKind;
  readonly kindName: string;
  readonly title: string;
  /** 济高新审函〔2026〕12号; empty for drafts */
  readonly number: string;
  readonly from: string;
  readonly to: string;
  /** 成文日期; for drafts the day of the last change */
  readonly date: string;
  readonly signer: string;
  readonly dueOn: string;
  readonly daysLeft: number | undefined;
  /** answered by that letter */
  readonly answeredBy: string;
  readonly corrects: string;
  readonly about: number;
  readonly enclosures: number;
  /** whether it was put into a package for all recipients of the directory */
  readonly sent: boolean;
  readonly at: string;
}

export interface LetterDetail {
  readonly row: LetterRow;
  readonly content: LetterContent | undefined;
  readonly number: DocumentNumber | undefined;
  readonly about: readonly { readonly recordId: string; readonly title: string; readonly subtitle: string }[];
  readonly recipientIds: readonly string[];
  readonly transfer: readonly TransferItem[];
  /** the recipient's word on the transfer */
  readonly checked:
    | readonly {
        readonly index: number;
        readonly state: 'complete' | 'pagesDiffer' | 'missing';
        readonly pages: number;
        readonly note: string;
      }[]
    | undefined;
  /** of 附件, 移送清单 or the letter on paper; {@link WorkstationApi.saveAttachment} gives their bytes. The PDF isn't among them. */
  readonly files: readonly { readonly sha256: string; readonly name: string; readonly size: number }[];
  /** Chinese; what two computers did apart and a person has to settle */
  readonly problems: readonly string[];
  readonly timeline: readonly TimelineItem[];
}

export interface LetterDraftInput {
  readonly letterId: string;
  readonly content: LetterContent;
  readonly about: readonly string[];
  readonly recipientIds: readonly string[];
  readonly dueOn?: IsoDate;
  readonly transfer?: readonly TransferItem[];
}

export interface NumberRegisterRow {
  readonly code: string;
  readonly year: number;
  /** the next one that this computer gives out; undefined when its range is used up */
  readonly next: number | undefined;
  /** why there is none; empty otherwise */
  readonly nextProblem: string;
  readonly issued: readonly {
    readonly sequence: number;
    readonly letterId: string;
    readonly title: string;
    readonly date: string;
    readonly signer: string;
  }[];
  readonly voided: readonly { readonly sequence: number; readonly reason: string }[];
  readonly ranges: readonly { readonly first: number; readonly last: number; readonly own: boolean; readonly computer: string }[];
  /** holes that nobody has explained */
  readonly holes: readonly number[];
  /** Chinese; a number given twice, given and voided, ranges that overlap */
  readonly problems: readonly string[];
  /** a range that is free, to begin with */
  readonly proposed: { readonly first: number; readonly last: number } | undefined;
  /** the department's other computers that this one has heard of */
  readonly computers: readonly { readonly series: string; readonly name: string }[];
}

export interface ReviewRow {
  readonly reviewId: string;
  readonly title: string;
  readonly number: string;
  readonly from: string;
  readonly counterpart: string;
  readonly done: readonly {
    readonly step: (typeof REVIEW_STEPS)[number];
    readonly on: string;
    readonly by: string;
    readonly note: string;
    /** who was heard or met; empty when nobody was named */
    readonly persons: string;
    /** evidence of the step; {@link WorkstationApi.saveAttachment} gives their bytes */
    readonly files: readonly Attachment[];
    /** calendar days after the arrival */
    readonly day: number;
  }[];
  readonly next: (typeof REVIEW_STEPS)[number] | undefined;
  readonly act: (typeof REVIEW_ACTS)[number] | undefined;
  readonly receivedOn: string;
}

export interface LettersApi {
  letters(query: {
    readonly text: string;
    readonly state: LetterState | 'all';
    readonly kinds: readonly LetterKind[];
    /** inquiries and notices that wait for an answer */
    readonly openOnly: boolean;
  }): Promise<Result<readonly LetterRow[]>>;
  letterDetail(letterId: string): Promise<Result<LetterDetail>>;
  /** a filled template, saved as a draft; `template`: a template of the users */
  beginLetter(input: {
    readonly kind: LetterKind;
    readonly about: readonly string[];
    readonly template?: string;
    readonly answers?: LetterReference;
    readonly corrects?: string;
  }): Promise<Result<LetterDraftInput>>;
  saveDraft(input: LetterDraftInput): Promise<Result<void>>;
  discardDraft(letterId: string): Promise<Result<void>>;
  /** seals files for 附件 (`enclosures[].file`) and 移送清单 (`transfer[].file`); a draft then names them */
  addLetterFiles(files: readonly NewAttachment[]): Promise<Result<readonly Attachment[]>>;
  /** the very PDF that would be issued, with `number` if one is given */
  previewLetter(input: { readonly content: LetterContent; readonly number?: DocumentNumber }): Promise<
    Result<{
      readonly pdf: Uint8Array;
      readonly pages: number;
      readonly substitutes: readonly string[];
      readonly standIns: readonly string[];
    }>
  >;
  /** number, date and signer; frozen afterwards */
  issueLetter(input: {
    readonly letterId: string;
    readonly code: string;
    readonly date: IsoDate;
    readonly signer: string;
  }): Promise<Result<LetterRow>>;
  /** with what the ledger knows of the records it is about; `issue`: what {@link issueLetter} refuses is an error */
  letterProblems(input: {
    readonly content: LetterContent;
    readonly about: readonly string[];
    readonly stage: 'draft' | 'issue';
    readonly signer?: string;
  }): Promise<Result<readonly LetterProblem[]>>;
  /** the frozen bytes, for the page that shows them */
  readLetterPdf(letterId: string): Promise<Result<Uint8Array>>;
  saveLetterPdf(input: { readonly letterId: string; readonly token: string }): Promise<Result<SavedFile>>;
  saveLetterDocx(input: { readonly letterId: string; readonly token: string }): Promise<Result<SavedFile>>;
  /** one package for all recipients, with PDF and 附件; one row each comes back */
  exportLetters(
    input: PackageOutput & { readonly recipients: readonly string[]; readonly letters: readonly string[]; readonly title: string },
  ): Promise<Result<readonly PackageRow[]>>;
  registerLetter(input: {
    readonly kind: LetterKind;
    readonly from: string;
    readonly fromId?: string;
    readonly title: string;
    readonly number: string;
    readonly date: IsoDate;
    readonly receivedOn: IsoDate;
    readonly summary: string;
    readonly about: readonly string[];
    readonly files: readonly NewAttachment[];
    readonly dueOn?: IsoDate;
    readonly answers?: string;
  }): Promise<Result<{ readonly letterId: string }>>;

  letterTemplates(): Promise<Result<readonly { readonly templateId: string; readonly name: string; readonly kind: LetterKind }[]>>;
  saveTemplate(input: { readonly templateId?: string; readonly name: string; readonly content: LetterContent }): Promise<Result<void>>;
  removeTemplate(templateId: string): Promise<Result<void>>;

  numberRegister(): Promise<Result<readonly NumberRegisterRow[]>>;
  /** the 机关代字 that a letter of this kind would get today */
  proposedCode(kind: LetterKind): Promise<Result<string>>;
  reserveNumbers(input: {
    readonly code: string;
    readonly year: number;
    readonly first: number;
    readonly last: number;
    readonly own: boolean;
    /** not own: for which of the other computers; may be left out when there is only one */
    readonly series?: string;
  }): Promise<Result<void>>;
  voidNumber(input: { readonly number: DocumentNumber; readonly reason: string }): Promise<Result<void>>;

  /** the recipient confirms a 案卷移送, page by page */
  checkTransfer(input: {
    readonly letterId: string;
    readonly items: readonly {
      readonly index: number;
      readonly state: 'complete' | 'pagesDiffer' | 'missing';
      readonly pages: number;
      readonly note: string;
    }[];
    readonly receivedBy: string;
    readonly receivedOn: IsoDate;
    readonly note: string;
  }): Promise<Result<void>>;

  reviews(): Promise<Result<readonly ReviewRow[]>>;
  stepReview(input: {
    readonly reviewId: string;
    readonly step: (typeof REVIEW_STEPS)[number];
    readonly on: IsoDate;
    readonly note: string;
    readonly act?: (typeof REVIEW_ACTS)[number];
    readonly persons?: string;
    readonly files?: readonly NewAttachment[];
    readonly letterId?: string;
  }): Promise<Result<void>>;
}
