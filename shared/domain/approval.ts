/**
 * 审批信息 (办法 20): one approval decision, with the fields that 20(二) lists.
 *
 * Types are inferred from the schemas. The schemas check shape only; whether a record is fit to be kept and pushed
 * (required fields, check characters, plausible dates) is said by `checkApproval` in approval-checks.ts.
 */
import { z } from 'zod';

export const APPROVAL_SCHEMA_VERSION = 1;

/** A calendar date without time or zone, `YYYY-MM-DD`. */
export const isoDateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export type IsoDate = z.infer<typeof isoDateSchema>;

/** 行政相对人类别 of 双公示 (XK_XDR_LB): 法人及非法人组织 / 个体工商户 / 自然人. */
export const counterpartKindSchema = z.enum(['organisation', 'individualBusiness', 'person']);
export type CounterpartKind = z.infer<typeof counterpartKindSchema>;

/**
 * What the counterpart is identified by (20(二): 公民身份证号码或统一社会信用代码).
 * `registration` is the old 工商注册号, allowed where the USCC is the agreed "has none" (seventeen zeros and X).
 * `otherCertificate` covers 护照, 通行证 and the like, for natural persons without a citizen ID.
 */
export const identitySchema = z.object({
  type: z.enum(['uscc', 'citizenId', 'registration', 'otherCertificate']),
  value: z.string().max(64),
  /** for `otherCertificate`: 护照, 港澳居民来往内地通行证 … */
  certificateType: z.string().max(64).optional(),
  /** Why a code whose check character fails was accepted all the same. */
  acceptedReason: z.string().max(200).optional(),
});
export type Identity = z.infer<typeof identitySchema>;

export const counterpartSchema = z.object({
  name: z.string().max(200),
  kind: counterpartKindSchema,
  contact: z.string().max(200),
  address: z.string().max(500),
  identity: identitySchema,
});
export type Counterpart = z.infer<typeof counterpartSchema>;

/** 许可类别 of 双公示 (XK_XKLB): 普通 特许 认可 核准 登记 其他. */
export const licenceCategorySchema = z.enum(['普通', '特许', '认可', '核准', '登记', '其他']);
export type LicenceCategory = z.infer<typeof licenceCategorySchema>;

/** 有效期: `to` is a date or `longTerm` (长期); `from` may be unknown. */
export const validitySchema = z.object({
  from: isoDateSchema.optional(),
  to: z.union([isoDateSchema, z.literal('longTerm')]),
});
export type Validity = z.infer<typeof validitySchema>;

/** An evidence file, named by content. `sha256`: 64 lower-case hex digits of the plain bytes; `size` in bytes. */
export const attachmentSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(255),
  size: z.number().int().nonnegative(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

export const approvalSchema = z.object({
  /** 事项名称 */
  matter: z.string().max(500),
  /** 法律文书编号 (行政许可决定文书号), kept as given */
  decisionNumber: z.string().max(128),
  /** 法律文书名称 (行政许可决定文书名称) */
  decisionTitle: z.string().max(200).optional(),
  counterpart: counterpartSchema,
  /** 审批日期 */
  decidedOn: isoDateSchema,
  validity: validitySchema,
  /** 审批内容 */
  content: z.string().max(4000),
  category: licenceCategorySchema.optional(),
  /** what 其他 stands for; 双公示 asks for it */
  categoryNote: z.string().max(256).optional(),
  certificateName: z.string().max(200).optional(),
  certificateNumber: z.string().max(128).optional(),
  /** 审批部门 */
  approvedBy: z.string().max(200),
  /** 来源系统 (自建业务系统, 20(一)); 手工录入 for the form */
  sourceSystem: z.string().max(100),
  attachments: z.array(attachmentSchema).max(200).optional(),
  note: z.string().max(2000).optional(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** The fields a table column or a form input can fill, in the order in which they are shown. */
export const APPROVAL_FIELDS = [
  'matter',
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
  'validFrom',
  'validTo',
  'content',
  'category',
  'certificateName',
  'certificateNumber',
  'approvedBy',
  'note',
] as const;
export type ApprovalField = (typeof APPROVAL_FIELDS)[number];

/** Chinese labels, the terms of 办法 20(二) and of the 双公示 standard. */
export const APPROVAL_FIELD_LABELS: Readonly<Record<ApprovalField, string>> = {
  matter: '事项名称',
  decisionNumber: '法律文书编号',
  decisionTitle: '法律文书名称',
  counterpartName: '行政相对人名称',
  counterpartKind: '行政相对人类别',
  uscc: '统一社会信用代码',
  registrationNumber: '工商注册号',
  citizenId: '公民身份证号码',
  certificateType: '证件类型',
  contact: '联系方式',
  address: '地址',
  decidedOn: '审批日期',
  validFrom: '有效期自',
  validTo: '有效期至',
  content: '审批内容',
  category: '许可类别',
  certificateName: '许可证书名称',
  certificateNumber: '许可证书编号',
  approvedBy: '审批部门',
  note: '备注',
};

/**
 * The raw text of one approval, one string per field as a person or a table gave it (already free of surrounding
 * white space). An absent key means "no such column"; an empty string means "cell is empty". Dates may stand in any
 * of the notations that `parseDate` understands.
 */
export type ApprovalDraft = Readonly<Partial<Record<ApprovalField, string>>>;

/** One thing a check has to say about one field of a draft. */
export interface FieldProblem {
  readonly field: ApprovalField;
  /** `error` keeps the row out; `warning` lets it in and is shown; `acceptable` keeps it out until a reason is given */
  readonly level: 'error' | 'warning' | 'acceptable';
  readonly code: string;
  /** Chinese; names the clause that asks, e.g. 办法第二十条（二） */
  readonly message: string;
  /** the value complained about, as given */
  readonly value?: string;
}

/** What `checkApproval` returns: the record if no error stands against it, and everything there is to say. */
export interface CheckedApproval {
  readonly approval: Approval | undefined;
  readonly problems: readonly FieldProblem[];
}
