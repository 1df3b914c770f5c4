/**
 * 监管信息 (办法 21): what a supervising department decided or found about a counterpart, and which approvals it concerns.
 *
 * Types are inferred from the schemas. The schemas check shape only; whether a record is fit to be kept and pushed is said
 * by `checkSupervision` in supervision-checks.ts.
 */
import { z } from 'zod';
import { attachmentSchema, counterpartSchema, isoDateSchema } from './approval.ts';

/**
 * 21(二) names the first two, which have seven working days to be pushed; the others are 与审批有关的监管信息 of 21(一) and
 * the problems found in everyday supervision of 21(三).
 */
export const supervisionKindSchema = z.enum(['suspension', 'revocation', 'penalty', 'measure', 'finding']);
export type SupervisionKind = z.infer<typeof supervisionKindSchema>;

export const SUPERVISION_KIND_LABELS: Readonly<Record<SupervisionKind, string>> = {
  suspension: '责令停产停业',
  revocation: '吊销许可证件',
  penalty: '其他行政处罚',
  measure: '其他监管措施',
  finding: '检查发现问题',
};

/** An approval that the record is about: its id, and what people call it, for whoever doesn't have it in the ledger. */
export const concernedApprovalSchema = z.object({
  recordId: z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
  /** 事项名称 */
  matter: z.string().max(500),
  /** 法律文书编号 */
  decisionNumber: z.string().max(128),
});
export type ConcernedApproval = z.infer<typeof concernedApprovalSchema>;

export const CONCERNED_APPROVALS_LIMIT = 200;

export const supervisionSchema = z.object({
  kind: supervisionKindSchema,
  /** what 其他 stands for: 罚款, 警告, 责令改正, 查封 … */
  measure: z.string().max(200).optional(),
  /** 决定书文号, kept as given; empty for a finding that has none */
  decisionNumber: z.string().max(128),
  /** 文书名称 */
  decisionTitle: z.string().max(200).optional(),
  counterpart: counterpartSchema,
  /** the day of the decision; of a finding the day of the inspection */
  decidedOn: isoDateSchema,
  /** 违法事实, or what the inspection found */
  facts: z.string().max(4000),
  /** 依据; may be empty for a finding */
  legalBasis: z.string().max(2000),
  /** 处罚（处理）内容 */
  content: z.string().max(4000),
  /** 作出部门 */
  madeBy: z.string().max(200),
  /** 涉及的审批决定 (21(一): 与审批有关) */
  approvals: z.array(concernedApprovalSchema).max(CONCERNED_APPROVALS_LIMIT),
  /** 手工录入 for the form */
  sourceSystem: z.string().max(100),
  /** 证明材料 (21(三)) */
  attachments: z.array(attachmentSchema).max(200).optional(),
  note: z.string().max(2000).optional(),
});
export type Supervision = z.infer<typeof supervisionSchema>;

/** The fields a form input can fill, in the order in which they are shown. */
export const SUPERVISION_FIELDS = [
  'kind',
  'measure',
  'decisionNumber',
  'decisionTitle',
  'counterpartName',
  'counterpartKind',
  'uscc',
  'registrationNumber',
  'citizenId',
  'certificateType',
  'contact',
  'address',
  'decidedOn',
  'facts',
  'legalBasis',
  'content',
  'madeBy',
  'note',
] as const;
export type SupervisionField = (typeof SUPERVISION_FIELDS)[number];

export const SUPERVISION_FIELD_LABELS: Readonly<Record<SupervisionField, string>> = {
  kind: '监管信息类别',
  measure: '处罚（措施）名称',
  decisionNumber: '决定书文号',
  decisionTitle: '文书名称',
  counterpartName: '行政相对人名称',
  counterpartKind: '行政相对人类别',
  uscc: '统一社会信用代码',
  registrationNumber: '工商注册号',
  citizenId: '公民身份证号码',
  certificateType: '证件类型',
  contact: '联系方式',
  address: '地址',
  decidedOn: '决定日期',
  facts: '违法事实（检查情况）',
  legalBasis: '法律依据',
  content: '处罚（处理）内容',
  madeBy: '作出部门',
  note: '备注',
};

/** The raw text of one record, one string per field; `kind` as its label. The same notations as in `ApprovalDraft`. */
export type SupervisionDraft = Readonly<Partial<Record<SupervisionField, string>>>;

/** One thing a check has to say about one field; `approvals` is the choice of approvals concerned. */
export interface SupervisionProblem {
  readonly field: SupervisionField | 'approvals';
  /** as in `FieldProblem` of approvals */
  readonly level: 'error' | 'warning' | 'acceptable';
  readonly code: string;
  readonly message: string;
  readonly value?: string;
}

export interface CheckedSupervision {
  readonly supervision: Supervision | undefined;
  readonly problems: readonly SupervisionProblem[];
}

/** 21(二): these may affect approvals and have to be pushed within seven working days of the decision. */
export function mustBePushedInTime({ kind }: Pick<Supervision, 'kind'>): boolean {
  return kind === 'suspension' || kind === 'revocation';
}

/** What a list calls it: the kind, and what 其他 stands for: 其他行政处罚（罚款）. */
export function supervisionTitle({ kind, measure }: Pick<Supervision, 'kind' | 'measure'>): string {
  const label = SUPERVISION_KIND_LABELS[kind];
  return measure ? `${label}（${measure}）` : label;
}
