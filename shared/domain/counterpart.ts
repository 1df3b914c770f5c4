/** 行政相对人: what kind it is, and which of its codes identifies it (办法 20(二), 双公示 XK_XDR_LB and XK_XDR_ZJLX). */
import type { ApprovalDraft, ApprovalField, CounterpartKind, Identity } from '#shared/domain/approval.ts';
import { isIndividualBusinessUscc, NO_USCC, normaliseCode } from '#shared/domain/codes.ts';
import { cleanLine, comparableText, isBlank } from '#shared/domain/text.ts';

export const COUNTERPART_KIND_LABELS: Readonly<Record<CounterpartKind, string>> = {
  organisation: '法人及非法人组织',
  individualBusiness: '个体工商户',
  person: '自然人',
};

/**
 * How tables write the kind. Codes: 01–04 of the provincial enforcement systems; 0 and 1 of the 2015 template agree
 * with them on 1.
 */
const KIND_ALIASES: Readonly<Record<CounterpartKind, string>> = {
  organisation:
    '法人及非法人组织 法人和非法人组织 法人或非法人组织 法人、非法人组织 法人及其他组织 法人和其他组织 法人或其他组织 ' +
    '法人 企业法人 机关法人 事业单位法人 社会团体法人 非法人组织 其他组织 社会组织 组织 企业 公司 单位 事业单位 机关 0 00 2 02 3 03',
  individualBusiness: '个体工商户 个体户 个体 个体经营 个体经营户 4 04',
  person: '自然人 个人 公民 居民 1 01',
};
const KIND_BY_ALIAS: ReadonlyMap<string, CounterpartKind> = new Map(
  (Object.keys(KIND_ALIASES) as CounterpartKind[]).flatMap((kind) => KIND_ALIASES[kind].split(' ').map((alias) => [alias, kind] as const)),
);

/** The kind that a cell names by label, alias or code; undefined when the text says nothing known. */
export function readCounterpartKind(text: string): CounterpartKind | undefined {
  return KIND_BY_ALIAS.get(text) ?? KIND_BY_ALIAS.get(comparableText(text));
}

const CITIZEN_ID_NAMES: ReadonlySet<string> = new Set(
  (
    '身份证 身份证号 身份证号码 居民身份证 居民身份证号码 公民身份证 公民身份证号码 公民身份号码 二代身份证 ' +
    '第二代居民身份证 中华人民共和国居民身份证 1 01'
  ).split(' '),
);
const CERTIFICATE_CODES: ReadonlyMap<string, string> = new Map([
  ['2', '护照'],
  ['02', '护照'],
  ['3', '港澳居民来往内地通行证'],
  ['03', '港澳居民来往内地通行证'],
  ['4', '台湾居民来往大陆通行证'],
  ['04', '台湾居民来往大陆通行证'],
  ['5', '外国人永久居留身份证'],
  ['05', '外国人永久居留身份证'],
]);

/** The name of a certificate that is not the citizen ID; undefined for the citizen ID, which an empty cell means too. */
export function otherCertificateName(text: string | undefined): string | undefined {
  const cleaned = cleanLine(text ?? '');
  if (isBlank(cleaned) || CITIZEN_ID_NAMES.has(cleaned)) return undefined;
  const name = comparableText(cleaned);
  if (CITIZEN_ID_NAMES.has(name)) return undefined;
  return CERTIFICATE_CODES.get(name) ?? cleaned;
}

/** Which column identifies the counterpart, with its normalised value; nothing here is checked yet. */
export interface IdentityChoice {
  readonly type: Identity['type'];
  readonly field: Extract<ApprovalField, 'uscc' | 'registrationNumber' | 'citizenId'>;
  readonly value: string;
  /** for `otherCertificate` */
  readonly certificateType?: string;
  /** the citizen ID (or other certificate) that stands in the row too and is not kept */
  readonly personalLeftOut: boolean;
  /** the USCC that stands in the row too and is not kept */
  readonly usccLeftOut: boolean;
}

function codeIn(text: string | undefined): string {
  const code = normaliseCode(text ?? '');
  return isBlank(code) ? '' : code;
}

/**
 * Chooses the identifying code: for a natural person the certificate, else the USCC, else (USCC is the agreed "has none")
 * the 工商注册号, else the certificate. A 工商注册号 beside a USCC is left out silently: the USCC has replaced it.
 */
export function chooseIdentity(draft: ApprovalDraft, kind: CounterpartKind | undefined): IdentityChoice | undefined {
  const uscc = codeIn(draft.uscc);
  const personal = codeIn(draft.citizenId);
  const hasUscc = uscc !== '' && uscc !== NO_USCC;
  if (hasUscc && !(kind === 'person' && personal)) {
    return { type: 'uscc', field: 'uscc', value: uscc, personalLeftOut: personal !== '', usccLeftOut: false };
  }
  const registration = codeIn(draft.registrationNumber);
  if (uscc === NO_USCC && registration && kind !== 'person') {
    return { type: 'registration', field: 'registrationNumber', value: registration, personalLeftOut: personal !== '', usccLeftOut: false };
  }
  if (!personal) return undefined;
  const certificateType = otherCertificateName(draft.certificateType);
  const rest = { field: 'citizenId', value: personal, personalLeftOut: false, usccLeftOut: hasUscc } as const;
  return certificateType ? { type: 'otherCertificate', certificateType, ...rest } : { type: 'citizenId', ...rest };
}

/** The kind where no column says it: 92… is an individual business, any other organisation code an organisation. */
export function inferCounterpartKind(choice: IdentityChoice): CounterpartKind {
  if (choice.type === 'citizenId' || choice.type === 'otherCertificate') return 'person';
  return choice.type === 'uscc' && isIndividualBusinessUscc(choice.value) ? 'individualBusiness' : 'organisation';
}
