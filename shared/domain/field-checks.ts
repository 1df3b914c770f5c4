/** The checks that any text field of a draft goes through: is it there, is it short enough, did a spreadsheet damage it. */
import {
  APPROVAL_FIELD_LABELS,
  type ApprovalDraft,
  type ApprovalField,
  approvalSchema,
  counterpartSchema,
  type FieldProblem,
  identitySchema,
} from '#shared/domain/approval.ts';
import { looksScientific } from '#shared/domain/codes.ts';
import { cleanLine, cleanText, isBlank } from '#shared/domain/text.ts';

export const ARTICLE_20_2 = '办法第二十条（二）';

const { shape: approval } = approvalSchema;
const { shape: counterpart } = counterpartSchema;
const { shape: identity } = identitySchema;

function limitOf(schema: { readonly maxLength: number | null }): number {
  return schema.maxLength ?? Number.POSITIVE_INFINITY;
}

/** The longest text of each field in UTF-16 units, as the schema has it. Dates, codes and the kind have their own rules. */
export const TEXT_LIMITS = {
  matter: limitOf(approval.matter),
  decisionNumber: limitOf(approval.decisionNumber),
  decisionTitle: limitOf(approval.decisionTitle.unwrap()),
  counterpartName: limitOf(counterpart.name),
  contact: limitOf(counterpart.contact),
  address: limitOf(counterpart.address),
  content: limitOf(approval.content),
  category: limitOf(approval.categoryNote.unwrap()),
  certificateName: limitOf(approval.certificateName.unwrap()),
  certificateNumber: limitOf(approval.certificateNumber.unwrap()),
  certificateType: limitOf(identity.certificateType.unwrap()),
  citizenId: limitOf(identity.value),
  registrationNumber: limitOf(identity.value),
  approvedBy: limitOf(approval.approvedBy),
  note: limitOf(approval.note.unwrap()),
} as const satisfies Partial<Record<ApprovalField, number>>;
export type TextField = keyof typeof TEXT_LIMITS;

export const SOURCE_SYSTEM_LIMIT = limitOf(approval.sourceSystem);
export const ACCEPTED_REASON_LIMIT = limitOf(identity.acceptedReason.unwrap());

/** The words in which 办法 20(二) asks for each field. */
const ARTICLE_TERMS: Readonly<Partial<Record<ApprovalField, string>>> = {
  matter: '事项名称',
  decisionNumber: '法律文书编号',
  counterpartName: '行政相对人姓名（名称）',
  contact: '行政相对人的联系方式',
  address: '行政相对人的地址',
  decidedOn: '审批日期',
  validTo: '有效期',
  content: '审批内容',
};
const WHAT_TO_DO: Readonly<Partial<Record<ApprovalField, string>>> = {
  decisionNumber: '请补填；决定确实没有文书号的，可填许可证书编号。',
  validTo: '请补填“有效期至”；没有期限限制的，请填“长期”。',
};

export type Problems = FieldProblem[];

export function report(
  problems: Problems,
  level: FieldProblem['level'],
  field: ApprovalField,
  what: string,
  message: string,
  value?: string,
): void {
  const problem = { field, level, code: `${field}.${what}`, message };
  problems.push(value === undefined ? problem : { ...problem, value });
}

export function reportMissing(problems: Problems, field: ApprovalField, value: string | undefined): void {
  const term = ARTICLE_TERMS[field];
  const asked = term
    ? `${ARTICLE_20_2}要求推送的审批信息包含${term}，`
    : `${APPROVAL_FIELD_LABELS[field]}属于${ARTICLE_20_2}所说的“审批决定的主要信息”，`;
  report(problems, 'error', field, 'missing', `没有填写${APPROVAL_FIELD_LABELS[field]}。${asked}${WHAT_TO_DO[field] ?? '请补填。'}`, value);
}

/** @returns true when `text` fits; else reports limit and actual length */
export function checkLength(problems: Problems, field: TextField, text: string, value: string | undefined): boolean {
  const limit = TEXT_LIMITS[field];
  if (text.length <= limit) return true;
  const label = APPROVAL_FIELD_LABELS[field];
  report(problems, 'error', field, 'too-long', `${label}有 ${text.length} 个字符，最多 ${limit} 个字符。请缩短后再试。`, value);
  return false;
}

/** Codes and numbers that a spreadsheet has turned into `3.70811E+17` can't be restored from it. */
function checkUndamaged(problems: Problems, field: ApprovalField, text: string): boolean {
  if (!looksScientific(text)) return true;
  const label = APPROVAL_FIELD_LABELS[field];
  report(
    problems,
    'error',
    field,
    'scientific',
    `${label}被表格软件改成了科学计数法，原来的数字已经丢失。请在原系统中把该列导出为文本。`,
    text,
  );
  return false;
}

function isNumberLike(field: TextField): boolean {
  return field === 'decisionNumber' || field === 'certificateNumber' || field === 'contact';
}

function checkText(problems: Problems, field: TextField, text: string, value: string | undefined): boolean {
  return checkLength(problems, field, text, value) && (!isNumberLike(field) || checkUndamaged(problems, field, text));
}

/** A field that 20(二) asks for, cleaned. Reports what is wrong; what is returned then is not for keeping. */
export function requiredLine(problems: Problems, draft: ApprovalDraft, field: TextField, clean = cleanLine): string {
  const value = draft[field];
  const text = clean(value ?? '');
  if (isBlank(text)) reportMissing(problems, field, value);
  else checkText(problems, field, text, value);
  return text;
}

/** As {@link requiredLine}, keeping line breaks. */
export function requiredText(problems: Problems, draft: ApprovalDraft, field: TextField): string {
  return requiredLine(problems, draft, field, cleanText);
}

/** A field that may be missing, cleaned; undefined when blank. */
export function optionalLine(problems: Problems, draft: ApprovalDraft, field: TextField, clean = cleanLine): string | undefined {
  const value = draft[field];
  if (value === undefined || value === '') return undefined;
  const text = clean(value);
  if (isBlank(text)) return undefined;
  checkText(problems, field, text, value);
  return text;
}

/** As {@link optionalLine}, keeping line breaks. */
export function optionalText(problems: Problems, draft: ApprovalDraft, field: TextField): string | undefined {
  return optionalLine(problems, draft, field, cleanText);
}
