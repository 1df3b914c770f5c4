/**
 * The workstation: one method per thing a user does. The worker, the command line and the tests all drive this.
 * Every method resolves to a Result; nothing here knows of windows, files or Electron.
 *
 * Methods that take `onProgress` may be called through Comlink with a proxied function. Long work is cancelled through
 * `cancel(jobId)`; a cancelled import or export leaves nothing behind.
 *
 * Longer than 400 lines because it is one contract, read from top to bottom; letters, handling and supervision have files
 * of their own beside it.
 */
import type { Approval, ApprovalDraft, ApprovalField, CheckedApproval, IsoDate } from '#shared/domain/approval.ts';
import type { Department } from '#shared/domain/department.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import type { SupervisionKind } from '#shared/domain/supervision.ts';
import type { PackagePurpose, RevocationReason } from '#shared/ledger/entry.ts';
import type { LedgerNotice } from '#shared/ledger/ledger.ts';
import type { RecordKind } from '#shared/ledger/record-state.ts';
import type { HandlingApi } from './handling/handling-api.ts';
import type { LettersApi } from './letters/letters-api.ts';
import type { ActionsApi, LiaisonsApi, MeetingDocumentsApi, MeetingsApi } from './meetings/meetings-api.ts';
import type { SupervisionApi } from './supervision/supervision-api.ts';

export interface Progress {
  /** Chinese, e.g. 正在核对第 12,000 行 */
  readonly text: string;
  /** 0–1; undefined when the end isn't known */
  readonly fraction: number | undefined;
  /** the point from which it can't be cancelled any more */
  readonly committing?: boolean;
}
export type OnProgress = (progress: Progress) => void;

// ---- the ledger ----

export interface LedgerState {
  readonly entries: number;
  readonly segments: number;
  readonly records: number;
  /** hex; the digest chain's head */
  readonly headDigest: string;
  /** true when damage was found that neither copy can mend: look, export, but nothing is written */
  readonly readOnly: boolean;
  readonly damagedSegments: readonly number[];
  /** what was repaired or is wrong, to be told to the user */
  readonly notices: readonly LedgerNotice[];
}

// ---- approvals ----

export type ApprovalStatus =
  | 'notPushed' // own record, in no package yet
  | 'pushed' // own record, exported, nobody has answered
  | 'handedOver' // own record, the 交接单 was signed
  | 'received' // own record, the recipient has imported the package
  | 'claimed' // own: claimed by a recipient; received: claimed by us
  | 'returned' // own: returned by a recipient; received: returned by us
  | 'toClaim'; // received from another department, waiting for us

export type SortField =
  | 'matter'
  | 'decisionNumber'
  | 'counterpartName'
  | 'decidedOn'
  | 'validTo'
  | 'approvedBy'
  | 'sourceSystem'
  | 'status'
  | 'dueOn'
  | 'recordedAt'
  | 'category'
  | 'recipientName';

export interface ApprovalQuery {
  /** absent: approvals only */
  readonly kinds?: readonly RecordKind[];
  /** of supervision information: these kinds only */
  readonly supervisionKinds?: readonly SupervisionKind[];
  /** substring over all text, or pinyin initials; empty for all */
  readonly text: string;
  readonly direction: 'all' | 'own' | 'received';
  readonly statuses: readonly ApprovalStatus[];
  readonly overdueOnly: boolean;
  readonly decidedFrom: IsoDate | undefined;
  readonly decidedTo: IsoDate | undefined;
  readonly matters: readonly string[];
  /** department ids of recipients (own records) */
  readonly recipients: readonly string[];
  /** source systems */
  readonly sources: readonly string[];
  readonly sort: { readonly field: SortField; readonly order: 'ascending' | 'descending' };
}

/** Everything, newest first. */
export const EMPTY_QUERY: ApprovalQuery = {
  text: '',
  direction: 'all',
  statuses: [],
  overdueOnly: false,
  decidedFrom: undefined,
  decidedTo: undefined,
  matters: [],
  recipients: [],
  sources: [],
  sort: { field: 'recordedAt', order: 'descending' },
};

/** One line of the list: everything flat and already formatted for people, so that the renderer computes nothing. */
export interface ApprovalRow {
  readonly recordId: string;
  readonly kind: RecordKind;
  readonly revision: number;
  readonly own: boolean;
  /** 事项名称; of supervision information its kind, with what 其他 stands for */
  readonly matter: string;
  readonly decisionNumber: string;
  readonly counterpartName: string;
  readonly counterpartKind: string;
  /** ID numbers of persons are masked in lists: 370811********1234 */
  readonly identity: string;
  readonly contact: string;
  readonly address: string;
  readonly decidedOn: string;
  /** 2025-02-20 至 长期; empty for supervision information */
  readonly validity: string;
  readonly content: string;
  /** supervision information: 违法事实（检查情况） */
  readonly facts: string;
  /** supervision information: 涉及的审批决定, by their numbers */
  readonly concerned: string;
  readonly category: string;
  readonly certificate: string;
  /** 审批部门, or 作出部门 */
  readonly approvedBy: string;
  readonly sourceSystem: string;
  readonly senderName: string;
  readonly recipientName: string;
  readonly status: ApprovalStatus;
  /** last day to claim, or to push a penalty (办法 21(二)), with how sure it is; empty when nothing is due */
  readonly dueOn: string;
  readonly dueEstimated: boolean;
  /** working days left; negative: overdue; undefined: nothing due */
  readonly daysLeft: number | undefined;
  readonly attachments: number;
  readonly note: string;
  readonly recordedAt: string;
}

export interface ApprovalListInfo {
  readonly total: number;
  /** of all records, whatever the query */
  readonly all: number;
  readonly milliseconds: number;
}

export interface ApprovalFacets {
  readonly matters: readonly { readonly value: string; readonly count: number }[];
  readonly sources: readonly { readonly value: string; readonly count: number }[];
  readonly recipients: readonly { readonly value: string; readonly label: string; readonly count: number }[];
}

export interface TimelineItem {
  readonly entryId: string;
  /** local time, 2026-11-23 16:20 */
  readonly at: string;
  /** Chinese headline: 录入, 更正, 导出数据包, 对方已接收, 对方已认领 … */
  readonly title: string;
  readonly actor: string;
  readonly details: readonly string[];
  /** for corrections: what changed */
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
}

export interface ApprovalDetail {
  readonly row: ApprovalRow;
  readonly approval: Approval;
  readonly own: boolean;
  /** supervision information that concerns it (办法 21) */
  readonly supervisions: readonly ApprovalRow[];
  readonly timeline: readonly TimelineItem[];
}

// ---- import of tables ----

export interface TableColumn {
  /** 0-based position */
  readonly index: number;
  /** letter(s) as the spreadsheet shows */
  readonly letter: string;
  readonly header: string;
  /** up to three non-empty values below */
  readonly samples: readonly string[];
}

export interface TableSheet {
  readonly name: string;
  readonly rows: number;
  readonly hidden: boolean;
}

/** The same shape for what was guessed, remembered, or set by the user. */
export interface ColumnMapping {
  /** field → column index (one column may fill two fields) */
  readonly columns: Readonly<Partial<Record<ApprovalField, number>>>;
  /** field → one text for every row (when the table has no such column) */
  readonly constants: Readonly<Partial<Record<ApprovalField, string>>>;
}

export interface OpenedTable {
  readonly importId: string;
  readonly fileName: string;
  /** e.g. Excel 工作簿（.xlsx）, CSV（GB18030） */
  readonly format: string;
  readonly sheets: readonly TableSheet[];
  readonly sheet: string;
  /** 1-based rows of the header; two-row headers give both */
  readonly headerRows: readonly number[];
  readonly dataRows: number;
  readonly columns: readonly TableColumn[];
  readonly mapping: ColumnMapping;
  /** where the mapping came from */
  readonly mappingFrom: 'guessed' | 'remembered';
  readonly sourceSystem: string;
  readonly knownSourceSystems: readonly string[];
  /** required fields (20(二)) that neither a column nor a constant fills */
  readonly missing: readonly { readonly field: ApprovalField; readonly message: string }[];
  /** things the reader noticed: hidden rows, subtotals, notes under the table, formulas without values */
  readonly notes: readonly string[];
}

export interface ImportSettings {
  readonly sheet: string;
  readonly headerRows: readonly number[];
  readonly mapping: ColumnMapping;
  readonly sourceSystem: string;
}

export type RowOutcome = 'accepted' | 'warned' | 'rejected';
export type RowRelation = 'new' | 'changed' | 'same' | 'repeated';

export interface RowProblem {
  readonly sheet: string;
  /** 1-based, as in the file */
  readonly row: number;
  /** letter; empty when the table has no such column */
  readonly column: string;
  readonly field: string;
  readonly value: string;
  readonly level: 'error' | 'warning' | 'acceptable';
  readonly code: string;
  readonly reason: string;
}

export interface ImportPreview {
  readonly importId: string;
  readonly rows: number;
  readonly accepted: number;
  readonly warned: number;
  readonly rejected: number;
  readonly relations: Readonly<Record<RowRelation, number>>;
  /** how many rows have each kind of problem, most frequent first */
  readonly problemKinds: readonly {
    readonly code: string;
    readonly reason: string;
    readonly level: RowProblem['level'];
    readonly rows: number;
  }[];
  readonly timings: Readonly<Record<'parse' | 'check' | 'compare', number>>;
}

export interface PreviewRow {
  readonly row: number;
  readonly outcome: RowOutcome;
  readonly relation: RowRelation | undefined;
  readonly draft: ApprovalDraft;
  readonly problems: readonly RowProblem[];
  /** for `changed`: what differs from the ledger */
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
}

export interface ImportOutcome {
  readonly recorded: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly timings: Readonly<Record<'seal' | 'store' | 'index', number>>;
}

// ---- packages ----

/** How far an outgoing package is; for incoming ones how far we are. */
export type PackageStage = 'exported' | 'handedOver' | 'received' | 'answering' | 'answered' | 'toClaim' | 'settled' | 'told';

export interface PackageRow {
  /** one row per package and recipient; unique */
  readonly rowId: string;
  readonly packageId: string;
  readonly direction: 'out' | 'in';
  readonly purpose: PackagePurpose;
  readonly title: string;
  readonly departmentId: string;
  readonly departmentName: string;
  readonly sequence: number;
  /** which computer of the sender counted: the first four of its series; empty when the sender has only one */
  readonly seriesLabel: string;
  readonly at: string;
  readonly records: number;
  readonly attachments: number;
  readonly claimed: number;
  readonly returned: number;
  /** records whose answer is late */
  readonly overdue: number;
  readonly stage: PackageStage;
  /** out: 已导出 / 已交接 / 已接收 / 已认领 n/m; in: 待认领 n / 已办结, Chinese */
  readonly state: string;
  readonly sealed: boolean;
  readonly fileName: string;
  readonly fileSize: number | undefined;
  readonly fileSha256: string;
  /** empty for packages of before version 2, and for incoming ones */
  readonly fileSm3: string;
  /** out, signed 交接单: 2026-11-24 交给 李联络员 */
  readonly handover: string;
  /** out: the recipient says that it never got this one */
  readonly reportedMissing: boolean;
  /** out: the same bytes can be written again */
  readonly canResend: boolean;
  /** times it was written again */
  readonly resent: number;
  /** in, approvals: whether a receipt has been exported after the last claim or return */
  readonly receiptDue: boolean;
  /** on the row that a write answers with: whether the comparison reached the medium itself */
  readonly readBack?: 'medium' | 'cache';
}

/** Numbers that are missing between those that came. */
export interface GapRow {
  readonly gapId: string;
  /** in: packages of theirs that we lack; out: packages of ours that they told us they lack */
  readonly direction: 'in' | 'out';
  readonly departmentId: string;
  readonly departmentName: string;
  readonly series: string;
  readonly seriesLabel: string;
  readonly sequences: readonly number[];
  /** out: the packages, in the order of `sequences`; undefined where this computer doesn't know it */
  readonly packages: readonly (PackageRow | undefined)[];
  /** in: whether our last receipt told the sender */
  readonly reported: boolean;
  /** 第 12 包 已说明：…… */
  readonly explained: readonly {
    readonly sequences: readonly number[];
    readonly reason: string;
    readonly at: string;
    readonly by: string;
  }[];
}

/**
 * confirmed: this key was confirmed before; unknown: no key of this department is confirmed; changed: another one is;
 * superseded: signed by the old key after the new one was made; revoked: this key isn't believed any more.
 */
export type PackageTrust = 'confirmed' | 'unknown' | 'changed' | 'superseded' | 'revoked';

/** Where a clerk goes on after the import. */
export interface PackageMatter {
  readonly at: 'approvals' | 'supervision' | 'letters' | 'transfers' | 'reviews' | 'meetings';
  /** the one letter (for `reviews` the 函告) that it is about; empty when there are several, or none */
  readonly letterId: string;
}

export interface OpenedPackage {
  readonly openId: string;
  readonly packageId: string;
  readonly purpose: PackagePurpose;
  readonly title: string;
  readonly senderId: string;
  readonly senderName: string;
  readonly sequence: number;
  readonly seriesLabel: string;
  readonly createdAt: string;
  readonly demo: boolean;
  readonly sealed: boolean;
  readonly fingerprint: string;
  readonly trust: PackageTrust;
  /** for `revoked` and `changed`: who decided what, when */
  readonly trustNote: string;
  /** purpose `directory`: whether its sender was named coordinator here */
  readonly coordinator: boolean;
  /** purpose `directory`: the cards inside, each with its fingerprint */
  readonly cards: readonly ListedCard[];
  readonly alreadyImported: boolean;
  readonly newEntries: number;
  readonly knownEntries: number;
  readonly matter: PackageMatter;
  /** first lines of what is inside */
  readonly preview: readonly { readonly title: string; readonly subtitle: string; readonly relation: 'new' | 'known' | 'changed' }[];
  readonly records: number;
  readonly attachments: number;
  readonly fileSha256: string;
  /** numbers of this sender that are missing before this one; told, never in the way */
  readonly missing: readonly number[];
}

export interface ListedCard {
  readonly department: Department;
  readonly fingerprint: string;
  readonly workstation: string;
  /** new: taken in when ticked; known: already confirmed; changed: another key is confirmed, can't be taken in by a list */
  readonly relation: 'new' | 'known' | 'changed' | 'revoked';
}

export type KeyTrust = 'none' | 'unconfirmed' | 'confirmed' | 'superseded' | 'revoked';

export interface KeyRow {
  readonly departmentId: string;
  readonly fingerprint: string;
  /** the computer's name, as its card says; may be empty */
  readonly workstation: string;
  readonly trust: KeyTrust;
  /** who did what with it, oldest first */
  readonly history: readonly { readonly at: string; readonly operator: string; readonly text: string }[];
}

export interface DirectoryRow {
  readonly department: Department;
  /** of the newest usable key */
  readonly fingerprint: string;
  readonly keyState: KeyTrust;
  readonly confirmedAt: string;
  readonly keys: readonly KeyRow[];
  readonly coordinator: boolean;
  /** whether a package can be sealed for it */
  readonly canSeal: boolean;
  readonly packagesOut: number;
  readonly packagesIn: number;
}

export interface OpenedCard {
  readonly openId: string;
  readonly fileName: string;
  readonly department: Department;
  readonly fingerprint: string;
  readonly workstation: string;
  readonly createdAt: string;
  /**
   * newDepartment, newKey: to be confirmed by a person; rotation: the confirmed key before signed it, nothing to compare;
   * known: nothing new; revoked: was revoked here, can't come back; own: this computer's own; ownOther: another computer
   * of this department
   */
  readonly relation: 'newDepartment' | 'newKey' | 'rotation' | 'known' | 'revoked' | 'own' | 'ownOther';
  /** `newKey`: the department's keys that are confirmed already */
  readonly confirmedKeys: readonly KeyRow[];
  /** keys that this file declares invalid, signed by those keys themselves */
  readonly revokes: readonly { readonly fingerprint: string; readonly reason: RevocationReason; readonly known: boolean }[];
  /** what differs from the directory: 名称, 电话 … */
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
}

export interface OwnKeys {
  readonly departmentId: string;
  readonly fingerprint: string;
  readonly workstation: string;
  readonly createdAt: string;
  /** this computer's keys before, and the keys of the department's other computers */
  readonly others: readonly KeyRow[];
}

/** Two facts about one thing that two computers of one department made apart. */
export interface ConflictRow {
  readonly recordId: string;
  readonly recordKind: RecordKind;
  readonly kind: 'revision' | 'answer';
  readonly title: string;
  readonly decisionNumber: string;
  readonly ownerName: string;
  /** only the department that made the facts may settle it */
  readonly mine: boolean;
}

export interface ConflictSide {
  readonly entryId: string;
  readonly at: string;
  readonly actor: string;
  /** 更正（第 2 版）, 认领, 退回 … */
  readonly title: string;
  readonly reason: string;
  /** every field, in the order of the form; `differs` where the sides aren't equal */
  readonly fields: readonly { readonly label: string; readonly value: string; readonly differs: boolean }[];
}

export interface ConflictDetail extends ConflictRow {
  readonly sides: readonly ConflictSide[];
}

// ---- home ----

export interface Overview {
  readonly department: Department;
  readonly today: string;
  readonly toClaim: number;
  readonly overdue: number;
  readonly dueSoon: number;
  readonly notPushed: number;
  readonly awaitingAnswer: number;
  readonly receiptsDue: number;
  readonly returnedByOthers: number;
  /** numbers missing from others, and reported missing by others, that nobody has explained */
  readonly gaps: number;
  readonly conflicts: number;
  /** approvals */
  readonly records: number;
  /** the counts above that are about approvals alone (overdue, dueSoon, notPushed, awaitingAnswer, returnedByOthers), of supervision */
  readonly supervision: {
    readonly overdue: number;
    readonly dueSoon: number;
    readonly notPushed: number;
    readonly awaitingAnswer: number;
    readonly returnedByOthers: number;
  };
  /** both kinds */
  readonly urgent: readonly ApprovalRow[];
  readonly recent: readonly {
    readonly at: string;
    readonly text: string;
    readonly recordId: string | undefined;
    readonly kind: RecordKind | undefined;
  }[];
  /** e.g. 2027 年放假通知尚未发布，暂按周末推算; empty when all is known */
  readonly calendarNote: string;
}

export interface WorkstationApi extends LettersApi, HandlingApi, SupervisionApi, LiaisonsApi, MeetingsApi, MeetingDocumentsApi, ActionsApi {
  /** opens both stores, compares, repairs, verifies, folds; must be the first call; `dataKey` 32 bytes */
  open(input: {
    readonly dataKey: Uint8Array;
    readonly department: Department;
    readonly operator: string;
    readonly onProgress?: OnProgress;
  }): Promise<Result<LedgerState>>;
  ledgerState(): Promise<Result<LedgerState>>;
  /** re-reads and verifies every segment of both stores */
  verifyLedger(onProgress?: OnProgress): Promise<Result<LedgerState>>;
  cancel(jobId: string): Promise<void>;

  overview(): Promise<Result<Overview>>;

  queryApprovals(query: ApprovalQuery): Promise<Result<ApprovalListInfo>>;
  /** rows of the last query */
  approvalPage(offset: number, limit: number): Promise<Result<readonly ApprovalRow[]>>;
  /** record ids of the last query (for "select all"), at most 10,000 */
  approvalIds(): Promise<Result<readonly string[]>>;
  approvalFacets(): Promise<Result<ApprovalFacets>>;
  approvalDetail(recordId: string): Promise<Result<ApprovalDetail>>;
  /** the checks of import and form; pure */
  checkDraft(draft: ApprovalDraft, acceptedReason?: string): Promise<Result<CheckedApproval>>;
  recordApproval(input: {
    readonly draft: ApprovalDraft;
    readonly acceptedReason?: string;
    readonly attachments: readonly NewAttachment[];
  }): Promise<Result<{ readonly recordId: string }>>;
  correctApproval(input: {
    readonly recordId: string;
    readonly draft: ApprovalDraft;
    readonly acceptedReason?: string;
    readonly attachments: readonly NewAttachment[];
    readonly keepAttachments: readonly string[];
    readonly reason: string;
  }): Promise<Result<void>>;
  draftOf(recordId: string): Promise<Result<ApprovalDraft>>;
  /** the current query's rows as a workbook, written to a save token; identities in full only when `full` */
  exportView(input: {
    readonly token: string;
    readonly columns: readonly { readonly key: keyof ApprovalRow; readonly title: string }[];
    readonly full: boolean;
    readonly onProgress?: OnProgress;
  }): Promise<Result<{ readonly rows: number; readonly fileName: string }>>;
  /** decrypts an attachment into a save token */
  saveAttachment(input: { readonly sha256: string; readonly token: string }): Promise<Result<{ readonly fileName: string }>>;

  openTable(input: {
    readonly jobId: string;
    readonly token: string;
    readonly fileName: string;
    readonly size: number;
    readonly onProgress?: OnProgress;
  }): Promise<Result<OpenedTable>>;
  /** looks again with another sheet or header row; the mapping is guessed anew */
  reopenTable(input: {
    readonly importId: string;
    readonly sheet: string;
    readonly headerRows?: readonly number[];
    readonly sourceSystem?: string;
  }): Promise<Result<OpenedTable>>;
  previewImport(input: {
    readonly jobId: string;
    readonly importId: string;
    readonly settings: ImportSettings;
    readonly onProgress?: OnProgress;
  }): Promise<Result<ImportPreview>>;
  previewRows(input: {
    readonly importId: string;
    readonly show: RowOutcome | 'all' | 'changed';
    readonly offset: number;
    readonly limit: number;
  }): Promise<Result<{ readonly total: number; readonly rows: readonly PreviewRow[] }>>;
  /** rejected rows with the reasons in a new column, as a workbook that can be mended and imported again */
  saveRejects(input: {
    readonly importId: string;
    readonly token: string;
  }): Promise<Result<{ readonly rows: number; readonly fileName: string }>>;
  /** accepted and warned rows; all of them or none. `acceptReason` lets `acceptable` rows (failed USCC check) in. */
  commitImport(input: {
    readonly jobId: string;
    readonly importId: string;
    readonly acceptReason?: string;
    readonly remember: boolean;
    readonly onProgress?: OnProgress;
  }): Promise<Result<ImportOutcome>>;
  discardImport(importId: string): Promise<void>;

  directory(): Promise<Result<readonly DirectoryRow[]>>;
  saveDirectoryDepartment(department: Department): Promise<Result<void>>;
  /** confirms the key of an opened package of a department that has none yet */
  confirmKey(input: { readonly departmentId: string; readonly openId: string; readonly against: string }): Promise<Result<void>>;
  ownFingerprint(): Promise<Result<string>>;
  ownKeys(): Promise<Result<OwnKeys>>;
  /** a `.sgcard` to a save token */
  saveOwnCard(input: { readonly token: string }): Promise<Result<SavedFile>>;
  /** the 密钥确认单 as PDF to a save token */
  saveKeySheet(input: { readonly token: string }): Promise<Result<SavedFile>>;
  openCard(input: { readonly token: string; readonly fileName: string; readonly size: number }): Promise<Result<OpenedCard>>;
  /** takes the card's department and key in; confirmed at once when `against` says with what it was compared */
  acceptCard(input: { readonly openId: string; readonly against?: string }): Promise<Result<void>>;
  closeCard(openId: string): Promise<void>;
  /** a key that is known but unconfirmed */
  confirmKnownKey(input: { readonly departmentId: string; readonly fingerprint: string; readonly against: string }): Promise<Result<void>>;
  /** final */
  revokeKey(input: {
    readonly departmentId: string;
    readonly fingerprint: string;
    readonly reason: RevocationReason;
    readonly note: string;
  }): Promise<Result<void>>;
  nameCoordinator(input: { readonly departmentId: string; readonly coordinator: boolean; readonly note: string }): Promise<Result<void>>;
  /** after the main process made a new signing key (`host.rotateKey`): becomes a fact of the ledger */
  noteOwnKeys(): Promise<Result<OwnKeys>>;

  packages(): Promise<Result<readonly PackageRow[]>>;
  gaps(): Promise<Result<readonly GapRow[]>>;
  explainGap(input: { readonly gapId: string; readonly sequences: readonly number[]; readonly reason: string }): Promise<Result<void>>;
  suggestPackageName(input: {
    readonly recipient: string;
    readonly purpose: PackagePurpose;
    /** default true */
    readonly sealed?: boolean;
  }): Promise<Result<string>>;
  /** bytes that a package of these records will need at the most; for the choice of a drive */
  estimatePackage(input: {
    readonly records: readonly string[];
  }): Promise<Result<{ readonly bytes: number; readonly attachments: number }>>;
  /** one package for all recipients; one row each comes back. Approvals or supervision information, not both in one. */
  exportPackage(
    input: PackageOutput & { readonly recipients: readonly string[]; readonly records: readonly string[]; readonly title: string },
  ): Promise<Result<readonly PackageRow[]>>;
  /** all claims and returns about packages of that sender that it has not been told yet, and which numbers are missing */
  exportReceipt(input: PackageOutput & { readonly recipient: string }): Promise<Result<PackageRow>>;
  /** cards of departments whose keys are confirmed here, for the others (办法 19, 27) */
  exportDirectory(
    input: PackageOutput & { readonly recipients: readonly string[]; readonly departments: readonly string[] },
  ): Promise<Result<readonly PackageRow[]>>;
  /** what this computer knows, for the department's other computers; `more`: it didn't all fit, make another one */
  exportSync(input: PackageOutput): Promise<Result<{ readonly row: PackageRow; readonly more: boolean }>>;
  /** the same bytes under the same id, to a new place */
  resendPackage(input: {
    readonly jobId: string;
    readonly token: string;
    readonly rowId: string;
    readonly onProgress?: OnProgress;
  }): Promise<Result<PackageRow>>;
  /** 已交接 */
  handOverPackage(input: {
    readonly rowId: string;
    readonly receivedBy: string;
    readonly handedOn: IsoDate;
    readonly note: string;
  }): Promise<Result<void>>;
  /** the 交接单 as PDF to a save token */
  saveHandoverSheet(input: { readonly rowId: string; readonly token: string }): Promise<Result<SavedFile>>;
  /** the 清单 as workbook to a save token; identities in full only when `full` */
  savePackageList(input: { readonly rowId: string; readonly token: string; readonly full: boolean }): Promise<Result<SavedFile>>;

  conflicts(): Promise<Result<readonly ConflictRow[]>>;
  conflictDetail(input: { readonly recordId: string; readonly kind: ConflictRow['kind'] }): Promise<Result<ConflictDetail>>;
  settleConflict(input: {
    readonly recordId: string;
    readonly kind: ConflictRow['kind'];
    /** the side that holds */
    readonly entryId: string;
    readonly reason: string;
  }): Promise<Result<void>>;

  openPackage(input: {
    readonly jobId: string;
    readonly token: string;
    readonly fileName: string;
    readonly size: number;
    readonly onProgress?: OnProgress;
  }): Promise<Result<OpenedPackage>>;
  importPackage(input: {
    /** made by the caller, so that it can be cancelled until the ledger is written */
    readonly jobId: string;
    readonly openId: string;
    /** purpose `directory`: fingerprints of the cards to be confirmed on the coordinator's word */
    readonly cards?: readonly string[];
    readonly onProgress?: OnProgress;
  }): Promise<Result<{ readonly appended: number; readonly records: number }>>;
  closePackage(openId: string): Promise<void>;

  claim(input: { readonly records: readonly string[]; readonly note?: string }): Promise<Result<{ readonly claimed: number }>>;
  returnRecords(input: { readonly records: readonly string[]; readonly reason: string }): Promise<Result<{ readonly returned: number }>>;
}

/** What every package that leaves has in common. */
export interface PackageOutput {
  readonly jobId: string;
  /** save token */
  readonly token: string;
  /** default true: only the recipients can open it */
  readonly sealed?: boolean;
  /** needed when it isn't sealed: why; kept in the ledger */
  readonly unsealedReason?: string;
  readonly onProgress?: OnProgress;
}

export interface SavedFile {
  readonly fileName: string;
}

/** A file chosen for a record, not yet sealed. */
export interface NewAttachment {
  readonly token: string;
  readonly name: string;
  readonly size: number;
}

export type { Failure, LedgerNotice, RecordKind };
