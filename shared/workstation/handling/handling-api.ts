/** What a clerk does with case files handed over (办法 21(二)), reviews (21(三)) and inquiries (25); beside {@link LettersApi}. */
import type { IsoDate } from '#shared/domain/approval.ts';
import type { LetterKind } from '#shared/domain/letter.ts';
import type { Result } from '#shared/domain/result.ts';
import type { REVIEW_ACTS, TransferItem } from '#shared/ledger/letter-entries.ts';
import type { ReviewStep } from '#shared/ledger/review-register.ts';
import type { NewAttachment, SavedFile } from '../api.ts';
import type { LettersApi, ReviewRow } from '../letters/letters-api.ts';

/** draft: not issued; waiting: issued, no word yet; toCheck: came, to be checked by us; complete / lacking: as the recipient says */
export type TransferState = 'draft' | 'waiting' | 'toCheck' | 'complete' | 'lacking';

export interface TransferRow {
  readonly letterId: string;
  readonly own: boolean;
  readonly state: TransferState;
  readonly title: string;
  readonly number: string;
  readonly from: string;
  readonly to: string;
  readonly date: string;
  readonly items: number;
  readonly pages: number;
  /** items that weren't there, or not whole */
  readonly lacking: number;
}

export type TransferCheckItem = Parameters<LettersApi['checkTransfer']>[0]['items'][number];

export interface TransferCheck {
  readonly departmentName: string;
  readonly receivedBy: string;
  readonly receivedOn: string;
  readonly note: string;
  readonly items: readonly TransferCheckItem[];
}

export interface TransferDetail {
  readonly row: TransferRow;
  readonly items: readonly TransferItem[];
  /** the newest word of each recipient */
  readonly checks: readonly TransferCheck[];
}

/** A 函告 on its way to the decision; `own`: this department sent it and waits. */
export interface ReviewDetail extends ReviewRow {
  readonly own: boolean;
  readonly kind: LetterKind;
  readonly kindName: string;
  readonly to: string;
  /** 办法 21(二): claimed within three working days; undefined once it is, and for own ones */
  readonly claimDueOn: string;
  readonly claimDaysLeft: number | undefined;
  readonly claimEstimated: boolean;
  /** calendar days from the arrival to the decision, or to today */
  readonly daysElapsed: number;
  /** set by the department itself: 21(三) names no day */
  readonly targetOn: string;
  readonly targetDaysLeft: number | undefined;
  /** what can be done now; of the others `refusals` says why not */
  readonly possible: readonly ReviewStep[];
  readonly refusals: Readonly<Partial<Record<ReviewStep, string>>>;
  /** different decisions of two computers of this department, to be settled by deciding again */
  readonly apart: readonly { readonly act: string; readonly on: string; readonly by: string }[];
  /** the 处理决定告知函, once one is issued or came */
  readonly decisionLetterId: string;
  readonly decisionLetter: string;
  /** the claim or the own target day has passed */
  readonly overdue: boolean;
}

export interface InquiryText {
  readonly letterId: string;
  readonly title: string;
  readonly number: string;
  readonly from: string;
  readonly date: string;
  /** paragraphs, as they were written; the summary of a letter on paper */
  readonly text: string;
}

/** A question with its answers: the archive of how things were agreed (办法 25). */
export interface InquiryRow {
  readonly inquiryId: string;
  /** asked by this department; otherwise it was asked */
  readonly own: boolean;
  readonly question: InquiryText;
  readonly to: string;
  readonly answers: readonly InquiryText[];
  readonly dueOn: string;
  /** working days; undefined when answered or no day was set */
  readonly daysLeft: number | undefined;
}

export interface HandlingApi {
  handlingOverview(): Promise<Result<HandlingOverview>>;
  transfers(): Promise<Result<readonly TransferRow[]>>;
  transferDetail(letterId: string): Promise<Result<TransferDetail>>;
  /** a draft of a 案卷移送函 with its list; `files` are sealed, and the pages of PDFs counted */
  beginTransfer(input: {
    readonly records: readonly string[];
    readonly files: readonly NewAttachment[];
    readonly recipientId: string;
    /** 移送的事由; a gap in the letter when absent */
    readonly reason?: string;
  }): Promise<Result<{ readonly letterId: string }>>;
  /** the list of a draft anew; its 案卷移送清单 and 卷内目录 follow */
  setTransferItems(input: {
    readonly letterId: string;
    readonly items: readonly TransferItem[];
    readonly files?: readonly NewAttachment[];
  }): Promise<Result<void>>;
  /** the 送达回证 as PDF to a save token; with what was missing once it was checked */
  saveDeliveryReceipt(input: { readonly letterId: string; readonly token: string }): Promise<Result<SavedFile>>;
  reviewDetails(): Promise<Result<readonly ReviewDetail[]>>;
  /** a draft of the 处理决定告知函 with what the steps say */
  beginDecisionLetter(reviewId: string): Promise<Result<{ readonly letterId: string }>>;
  /** '' takes the own target day away */
  setReviewTarget(input: { readonly reviewId: string; readonly targetOn: IsoDate | '' }): Promise<Result<void>>;
  inquiries(query: { readonly text: string; readonly show: 'open' | 'answered' | 'all' }): Promise<Result<readonly InquiryRow[]>>;
}

export type ReviewAct = (typeof REVIEW_ACTS)[number];

/** What waits for this department, for the menu and the home page. */
export interface HandlingOverview {
  readonly toCheck: number;
  readonly reviews: number;
  readonly inquiries: number;
  readonly overdue: number;
  /** by the day that comes next; those without a day last */
  readonly urgent: readonly {
    readonly kind: 'transfer' | 'review' | 'inquiry';
    readonly letterId: string;
    readonly title: string;
    /** 来自 …, 第一步 … */
    readonly subtitle: string;
    readonly dueOn: string;
    readonly daysLeft: number | undefined;
  }[];
}
