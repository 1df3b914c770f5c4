/**
 * The plain facts from which letters are filled. Everything that the ledger can't know is optional: what is missing stands in
 * the letter as 〔……〕, which the checks find, so that a letter is begun with one click and never leaves with a hole in it.
 */
import type { Approval, Attachment, IsoDate } from '#shared/domain/approval.ts';
import type { LetterKind, LetterReference } from '#shared/domain/letter.ts';
import type { Supervision } from '#shared/domain/supervision.ts';

/** The fields of a 监管信息 that letters need (办法 21). */
export type SupervisionFacts = Pick<
  Supervision,
  | 'kind'
  | 'measure'
  | 'decisionNumber'
  | 'decisionTitle'
  | 'counterpart'
  | 'decidedOn'
  | 'facts'
  | 'legalBasis'
  | 'content'
  | 'approvals'
  | 'attachments'
>;

/** 证明材料: a file that goes along, or the name of what is handed over on paper */
export type Evidence = Attachment | string;

export interface LetterFacts {
  /** the department that writes; `shortName` when its letterhead carries the standard short name */
  readonly from: { readonly name: string; readonly shortName?: string; readonly telephone: string };
  /** 主送机关 */
  readonly recipients: readonly string[];
  readonly copies?: readonly string[];
  /** the person whom the recipient may ring; 附注 */
  readonly contact: { readonly name: string; readonly telephone?: string };
  readonly date?: IsoDate | undefined;
  /** an answer is wanted by this day */
  readonly dueOn?: IsoDate | undefined;
  readonly approvals?: readonly Approval[];
  readonly supervisions?: readonly SupervisionFacts[];
  readonly answers?: LetterReference | undefined;
  readonly corrects?: LetterReference | undefined;
  /** further evidence or material that is enclosed */
  readonly evidence?: readonly Evidence[];
}

/** 21(三): 变更 撤回 撤销 注销; four different legal acts */
export type ApprovalAct = 'change' | 'withdraw' | 'revoke' | 'cancel';
export const APPROVAL_ACT_NAMES: Readonly<Record<ApprovalAct, string>> = {
  change: '变更',
  withdraw: '撤回',
  revoke: '撤销',
  cancel: '注销',
};

/** What a supervising department says about an approval (21(三), 24(二)). */
export interface FindingFacts extends LetterFacts {
  readonly findings?: string;
  readonly legalBasis?: string;
  readonly proposal?: string;
}
export interface Expert {
  readonly name: string;
  readonly field: string;
  readonly title: string;
  readonly employer: string;
  readonly telephone: string;
}
export interface Institution {
  readonly name: string;
  readonly uscc: string;
  readonly qualification: string;
  readonly contact: string;
  readonly telephone: string;
}
export interface Liaison {
  readonly name: string;
  /** 科室 */
  readonly office: string;
  readonly position: string;
  readonly telephone: string;
}
/** A line of the 案卷移送清单. */
export interface TransferLine {
  readonly documentNumber: string;
  readonly title: string;
  readonly date: IsoDate | '';
  readonly pages: number;
  readonly remarks: string;
}

/** What each kind of letter can be told beyond the ledger's records. */
export interface LetterFactsByKind extends Readonly<Record<LetterKind, LetterFacts>> {
  readonly changeNotice: FindingFacts;
  readonly withdrawNotice: FindingFacts;
  readonly revokeNotice: FindingFacts;
  readonly cancelNotice: FindingFacts;
  /** `act`: what the law forbids */
  readonly keepNotice: FindingFacts & { readonly act?: ApprovalAct };
  readonly decisionNotice: LetterFacts & {
    readonly act?: ApprovalAct | 'keep';
    readonly decisionNumber?: string;
    readonly decidedOn?: IsoDate;
    readonly reasons?: string;
    readonly legalBasis?: string;
    /** 必要时召开专题会议研究 */
    readonly metOn?: IsoDate;
  };
  /** `decidedOn`: when the approving department did it */
  readonly penaltyProposal: FindingFacts & { readonly act?: ApprovalAct; readonly decidedOn?: IsoDate };
  readonly commitmentBreach: FindingFacts & { readonly commitment?: string };
  readonly inquiry: LetterFacts & { readonly subject?: string; readonly background?: string; readonly questions?: readonly string[] };
  readonly reply: LetterFacts & { readonly replies?: readonly string[] };
  readonly expertList: LetterFacts & {
    readonly field?: string;
    readonly experts?: readonly Expert[];
    readonly institutions?: readonly Institution[];
  };
  readonly inspectionInvitation: LetterFacts & {
    readonly project?: string;
    readonly purpose?: string;
    readonly time?: string;
    readonly place?: string;
    readonly persons?: string;
  };
  readonly liaisonFiling: LetterFacts & { readonly liaisons?: readonly Liaison[]; readonly replaced?: string };
  readonly meetingNotice: LetterFacts & {
    readonly meeting?: string;
    readonly time?: string;
    readonly place?: string;
    readonly agenda?: readonly string[];
    readonly participants?: string;
  };
  readonly caseTransfer: LetterFacts & { readonly reason?: string; readonly items?: readonly TransferLine[] };
  readonly other: LetterFacts & { readonly subject?: string };
}
