/**
 * 清单: what is inside a package, as a workbook for people who don't have this application at hand: facts, the approvals with
 * the fields of 办法 20(二), their attachments; of a receipt, what was claimed and returned. The same input gives the same bytes.
 */
import { APPROVAL_FIELD_LABELS, type Approval } from '#shared/domain/approval.ts';
import { formatIdentity, formatValidity } from '#shared/domain/approval-format.ts';
import { COUNTERPART_KIND_LABELS } from '#shared/domain/counterpart.ts';
import type { Department } from '#shared/domain/department.ts';
import { SUPERVISION_FIELD_LABELS, type Supervision, supervisionTitle } from '#shared/domain/supervision.ts';
import { type WorkbookColumn, type WorkbookSheet, writeWorkbook } from '#shared/spreadsheet/write-workbook.ts';

export interface PackageListInput {
  readonly packageId: string;
  readonly title: string;
  /** as the application calls it */
  readonly purpose: string;
  /** 第 n 包; absent where there are several recipients */
  readonly sequence: number | undefined;
  /** as it shall be read, local time */
  readonly created: string;
  readonly sender: Pick<Department, 'name' | 'uscc'>;
  readonly recipients: readonly Pick<Department, 'name' | 'uscc'>[];
  /** SM3 of the sender's public key */
  readonly signerFingerprint: string;
  readonly approvals: readonly ListedApproval[];
  /** of a package of supervision information (办法 21) */
  readonly supervisions?: readonly ListedSupervision[] | undefined;
  /** of a receipt */
  readonly answers: readonly ListedAnswer[];
  /** certificates of natural persons in full; otherwise their middle is hidden */
  readonly full: boolean;
}

export interface ListedApproval {
  readonly approval: Approval;
  /** 1 as first recorded, more after corrections */
  readonly revision: number;
}

export interface ListedSupervision {
  readonly supervision: Supervision;
  readonly revision: number;
}

/** 认领 or 退回 of one record (办法 20(一)). */
export interface ListedAnswer {
  readonly kind: 'claimed' | 'returned';
  /** as it shall be read, local time */
  readonly at: string;
  readonly operator: string;
  readonly matter: string;
  readonly decisionNumber: string;
  readonly counterpartName: string;
  /** 退回 always has a reason, 认领 may have a note */
  readonly note: string;
}

const ANSWER_NAMES: Readonly<Record<ListedAnswer['kind'], string>> = { claimed: '认领', returned: '退回' };
const L = APPROVAL_FIELD_LABELS;
const S = SUPERVISION_FIELD_LABELS;

function column(title: string, width: number, more: Partial<WorkbookColumn> = {}): WorkbookColumn {
  return { title, width, type: 'text', ...more };
}
const WRAPPED = { wrap: true } as const;
const NUMBER = column('序号', 6, { type: 'number' });

const FACT_COLUMNS = [column('项目', 22), column('内容', 90, WRAPPED)];
const ANSWER_COLUMNS = [
  NUMBER,
  column('办理', 8),
  column('办理时间', 17),
  column('经办人', 12),
  column(L.matter, 28, WRAPPED),
  column(L.decisionNumber, 26, WRAPPED),
  column(L.counterpartName, 28, WRAPPED),
  column('退回理由或认领备注', 44, WRAPPED),
];

/** What an attachment belongs to is named as its own form names it: a penalty has a 决定书文号, an approval a 法律文书编号. */
function attachmentColumns(decisionNumber: string): readonly WorkbookColumn[] {
  return [
    NUMBER,
    column('附件名称', 40, WRAPPED),
    column('大小（字节）', 13, { type: 'number' }),
    column('SHA-256', 68),
    column(`所属${decisionNumber}`, 28, WRAPPED),
    column('所属行政相对人', 28, WRAPPED),
  ];
}

/** The columns of 审批信息, in the order of 办法 20(二), with what each says of a record; 240 wide, so that A4 across shows them at 6 points. */
const APPROVAL_COLUMNS: readonly (readonly [WorkbookColumn, (listed: ListedApproval, full: boolean) => string])[] = [
  [column(L.matter, 16, WRAPPED), ({ approval }) => approval.matter],
  [column(L.decisionNumber, 18, WRAPPED), ({ approval }) => approval.decisionNumber],
  [column(L.counterpartName, 18, WRAPPED), ({ approval }) => approval.counterpart.name],
  [column(L.counterpartKind, 9, WRAPPED), ({ approval }) => COUNTERPART_KIND_LABELS[approval.counterpart.kind]],
  [column('证件类型', 10, WRAPPED), ({ approval }) => identityType(approval)],
  [column('证件号码', 21), ({ approval }, full) => formatIdentity(approval, !full)],
  [column(L.contact, 13, WRAPPED), ({ approval }) => approval.counterpart.contact],
  [column(L.address, 20, WRAPPED), ({ approval }) => approval.counterpart.address],
  [column(L.decidedOn, 12, { type: 'date' }), ({ approval }) => approval.decidedOn],
  [column('有效期', 13, WRAPPED), ({ approval }) => formatValidity(approval.validity)],
  [column(L.content, 26, WRAPPED), ({ approval }) => approval.content],
  [column(L.category, 8, WRAPPED), ({ approval }) => [approval.category, approval.categoryNote].filter(Boolean).join('-')],
  [column('许可证书', 14, WRAPPED), ({ approval }) => [approval.certificateName, approval.certificateNumber].filter(Boolean).join(' ')],
  [column(L.approvedBy, 14, WRAPPED), ({ approval }) => approval.approvedBy],
  [column('附件数', 6, { type: 'number' }), ({ approval }) => String(approval.attachments?.length ?? 0)],
  [column('版次', 5, { type: 'number' }), ({ revision }) => String(revision)],
  [column(L.note, 12, WRAPPED), ({ approval }) => approval.note ?? ''],
];

/** The columns of 监管信息: what was decided about whom, and which approvals it concerns; as wide as those of 审批信息. */
const SUPERVISION_COLUMNS: readonly (readonly [WorkbookColumn, (listed: ListedSupervision, full: boolean) => string])[] = [
  [column(S.kind, 16, WRAPPED), ({ supervision }) => supervisionTitle(supervision)],
  [column(S.decisionNumber, 18, WRAPPED), ({ supervision }) => supervision.decisionNumber],
  [column(S.counterpartName, 18, WRAPPED), ({ supervision }) => supervision.counterpart.name],
  [column('证件类型', 10, WRAPPED), ({ supervision }) => identityType(supervision)],
  [column('证件号码', 21), ({ supervision }, full) => formatIdentity(supervision, !full)],
  [column(S.contact, 13, WRAPPED), ({ supervision }) => supervision.counterpart.contact],
  [column(S.address, 18, WRAPPED), ({ supervision }) => supervision.counterpart.address],
  [column(S.decidedOn, 12, { type: 'date' }), ({ supervision }) => supervision.decidedOn],
  [column(S.facts, 30, WRAPPED), ({ supervision }) => supervision.facts],
  [column(S.legalBasis, 20, WRAPPED), ({ supervision }) => supervision.legalBasis],
  [column(S.content, 24, WRAPPED), ({ supervision }) => supervision.content],
  [
    column('涉及的审批决定', 24, WRAPPED),
    ({ supervision }) => supervision.approvals.map(({ decisionNumber, matter }) => `${decisionNumber}（${matter}）`).join('\n'),
  ],
  [column(S.madeBy, 14, WRAPPED), ({ supervision }) => supervision.madeBy],
  [column('附件数', 6, { type: 'number' }), ({ supervision }) => String(supervision.attachments?.length ?? 0)],
  [column('版次', 5, { type: 'number' }), ({ revision }) => String(revision)],
  [column(S.note, 12, WRAPPED), ({ supervision }) => supervision.note ?? ''],
];

/** An .xlsx of 数据包, 审批信息 or 监管信息 and 附件, or of 数据包 and 认领与退回 for a receipt. */
export function packageListWorkbook(input: PackageListInput): Uint8Array {
  const sheets: readonly WorkbookSheet[] = [factSheet(input), ...contentSheets(input)];
  return writeWorkbook({ sheets });
}

function contentSheets(input: PackageListInput): readonly WorkbookSheet[] {
  const answers = input.answers.length > 0 ? [answerSheet(input.answers)] : [];
  if (input.supervisions) return [supervisionSheet(input.supervisions, input.full), attachmentSheet(input), ...answers];
  // A receipt holds no approvals; an empty sheet would look like a loss.
  return input.approvals.length === 0 && answers.length > 0 ? answers : [approvalSheet(input), attachmentSheet(input), ...answers];
}

function factSheet(input: PackageListInput): WorkbookSheet {
  const attachments = attachmentRows(contentsOf(input));
  const department = ({ name, uscc }: Pick<Department, 'name' | 'uscc'>) => `${name}（${uscc}）`;
  const rows = [
    ['数据包名称', input.title],
    ['数据包编号', input.packageId],
    ['用途', input.purpose],
    ...(input.sequence === undefined ? [] : [['序号', `第 ${input.sequence} 包`]]),
    ['生成时间', input.created],
    ['发送部门', department(input.sender)],
    ['签名密钥指纹', input.signerFingerprint],
    ...input.recipients.map((recipient) => ['接收部门', department(recipient)]),
    input.supervisions ? ['监管信息', `${input.supervisions.length} 条`] : ['审批信息', `${input.approvals.length} 条`],
    ['附件', `${attachments.length} 个`],
    ...(input.answers.length === 0 ? [] : [['认领与退回', `${input.answers.length} 条`]]),
    ['自然人证件号码', input.full ? '完整列出，请妥善保管本清单' : '已隐去中间部分，完整号码在数据包里'],
  ];
  return { name: '数据包', columns: FACT_COLUMNS, rows, print: { orientation: 'landscape' } };
}

function approvalSheet({ approvals, full }: PackageListInput): WorkbookSheet {
  const rows = approvals.map((listed, index) => [String(index + 1), ...APPROVAL_COLUMNS.map(([, text]) => text(listed, full))]);
  return { name: '审批信息', columns: [NUMBER, ...APPROVAL_COLUMNS.map(([each]) => each)], rows, print: { orientation: 'landscape' } };
}

function supervisionSheet(supervisions: readonly ListedSupervision[], full: boolean): WorkbookSheet {
  const rows = supervisions.map((listed, index) => [String(index + 1), ...SUPERVISION_COLUMNS.map(([, text]) => text(listed, full))]);
  return { name: '监管信息', columns: [NUMBER, ...SUPERVISION_COLUMNS.map(([each]) => each)], rows, print: { orientation: 'landscape' } };
}

function contentsOf({ approvals, supervisions }: PackageListInput): readonly (Approval | Supervision)[] {
  return supervisions?.map(({ supervision }) => supervision) ?? approvals.map(({ approval }) => approval);
}

function attachmentSheet(input: PackageListInput): WorkbookSheet {
  const columns = attachmentColumns(input.supervisions ? S.decisionNumber : L.decisionNumber);
  return { name: '附件', columns, rows: attachmentRows(contentsOf(input)), print: { orientation: 'landscape' } };
}

/** One row an attachment and record: the same file can belong to several records. */
function attachmentRows(contents: readonly (Approval | Supervision)[]): readonly (readonly string[])[] {
  const belonging = contents.flatMap((content) => (content.attachments ?? []).map((attachment) => ({ content, attachment })));
  return belonging.map(({ content, attachment: { name, size, sha256 } }, index) => [
    String(index + 1),
    name,
    String(size),
    sha256,
    content.decisionNumber,
    content.counterpart.name,
  ]);
}

function answerSheet(answers: readonly ListedAnswer[]): WorkbookSheet {
  const rows = answers.map((answer, index) => [
    String(index + 1),
    ANSWER_NAMES[answer.kind],
    answer.at,
    answer.operator,
    answer.matter,
    answer.decisionNumber,
    answer.counterpartName,
    answer.note,
  ]);
  return { name: '认领与退回', columns: ANSWER_COLUMNS, rows, print: { orientation: 'landscape' } };
}

function identityType({ counterpart: { identity } }: Approval | Supervision): string {
  switch (identity.type) {
    case 'uscc':
      return '统一社会信用代码';
    case 'registration':
      return '工商注册号';
    case 'citizenId':
      return '公民身份证';
    case 'otherCertificate':
      return identity.certificateType ?? '其他证件';
  }
}
