/** What a person does with supervision information (办法 21); a part of {@link WorkstationApi}. Lists and packages are those of records. */
import type { Result } from '#shared/domain/result.ts';
import type { CheckedSupervision, Supervision, SupervisionDraft } from '#shared/domain/supervision.ts';
import type { ApprovalRow, NewAttachment, TimelineItem } from '../api.ts';

/** What a form of supervision information holds. */
export interface SupervisionInput {
  readonly draft: SupervisionDraft;
  readonly acceptedReason?: string;
  /** ids of the approvals concerned, from {@link SupervisionApi.findApprovals} */
  readonly approvals: readonly string[];
}

export interface SupervisionDetail {
  readonly row: ApprovalRow;
  readonly supervision: Supervision;
  readonly own: boolean;
  /** `known`: it is in this ledger, and can be opened */
  readonly approvals: readonly {
    readonly recordId: string;
    readonly matter: string;
    readonly decisionNumber: string;
    readonly known: boolean;
  }[];
  readonly timeline: readonly TimelineItem[];
}

export interface SupervisionApi {
  /** approvals by number, counterpart or any other text, newest first; the list's own query isn't touched; `limit` at most 100 */
  findApprovals(input: {
    readonly text: string;
    readonly limit: number;
  }): Promise<Result<{ readonly total: number; readonly rows: readonly ApprovalRow[] }>>;
  /** records of either kind, in the order given; those that aren't in the ledger are left out; at most 1,000 */
  recordRows(input: { readonly records: readonly string[] }): Promise<Result<readonly ApprovalRow[]>>;
  supervisionDetail(recordId: string): Promise<Result<SupervisionDetail>>;
  /** the form's checks; pure */
  checkSupervision(input: SupervisionInput): Promise<Result<CheckedSupervision>>;
  recordSupervision(
    input: SupervisionInput & { readonly attachments: readonly NewAttachment[] },
  ): Promise<Result<{ readonly recordId: string }>>;
  correctSupervision(
    input: SupervisionInput & {
      readonly recordId: string;
      readonly attachments: readonly NewAttachment[];
      readonly keepAttachments: readonly string[];
      readonly reason: string;
    },
  ): Promise<Result<void>>;
  /** what the form begins with when the record is corrected */
  supervisionDraft(recordId: string): Promise<Result<{ readonly draft: SupervisionDraft; readonly approvals: readonly ApprovalRow[] }>>;
}
