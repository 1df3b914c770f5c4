/**
 * What self-built systems call the columns (办法 20(一), 20(二); 双公示 layouts of 2015 and 2018 with their field codes).
 * The order inside a field is the order of preference; a name stands once. Collected, not complete: the user can map any
 * column by hand and the choice is remembered.
 */
import type { ApprovalField } from '#shared/domain/approval.ts';

const NAMES: Readonly<Record<ApprovalField, string>> = {
  matter:
    '事项名称 许可事项名称 行政许可事项名称 审批事项名称 许可事项 行政许可事项 审批事项 行政审批事项 政务服务事项名称 ' +
    'XK_XMMC 项目名称 许可项目名称 许可项目 申请事项 办理事项 业务名称 主项名称 事项',
  decisionNumber:
    'XK_WSH 法律文书编号 行政许可决定文书号 行政许可决定书文号 行政许可决定文书文号 行政许可决定文书编号 行政许可决定书编号 ' +
    '行政许可文书号 许可决定文书号 许可决定书文号 许可决定书编号 决定文书号 决定书文号 决定书编号 决定文号 法律文书号 ' +
    '文书号 文书编号 许可文号 审批文号 批复文号 批准文号 批文号 文号',
  decisionTitle:
    'XK_XKWS 法律文书名称 行政许可决定文书名称 行政许可决定书名称 行政许可文书名称 许可决定文书名称 许可文书名称 ' +
    '决定文书名称 决定书名称 文书名称 批文名称',
  counterpartName:
    'XK_XDR_MC XK_XDR 行政相对人名称 行政相对人姓名(名称) 行政相对人名称(姓名) 行政相对人姓名 行政相对人 相对人名称 ' +
    '被许可人名称 被许可人 许可对象 企业名称 单位名称 公司名称 法人名称 法人或其他组织名称 法人及其他组织名称 ' +
    '市场主体名称 主体名称 个体工商户名称 机构名称 申请人名称 申请人姓名 申请人(单位) 申请人 申请单位名称 申请单位 ' +
    '申请企业 持证单位 持证人 使用单位名称 使用单位 建设单位名称 建设单位 项目单位 经营者名称 经营者 字号名称 权利人 名称 姓名',
  counterpartKind: 'XK_XDR_LB 行政相对人类别 行政相对人类型 相对人类别 相对人类型 申请人类型 申请人类别 主体类别 主体类型',
  uscc:
    'XK_XDR_SHXYM 统一社会信用代码 行政相对人代码_1(统一社会信用代码) 行政相对人统一社会信用代码 代码_1(统一社会信用代码) ' +
    '行政相对人代码_1 代码_1 企业统一社会信用代码 单位统一社会信用代码 申请人统一社会信用代码 统一信用代码 社会信用代码 ' +
    '统一社会信用码 信用代码 统一代码 USCC',
  registrationNumber:
    'XK_XDR_GSZC XK_XDR_GSDJ 工商注册号 行政相对人代码_2(工商注册号) 行政相对人代码_3(工商登记码) 代码_2(工商注册号) ' +
    '代码_3(工商登记码) 工商登记码 工商登记号 营业执照注册号 工商营业执照注册号 营业执照号 注册号',
  citizenId:
    'XK_XDR_SFZ XK_XDR_SFZH XK_XDR_ZJHM 公民身份证号码 公民身份证号 公民身份号码 居民身份证号码 居民身份证号 ' +
    '行政相对人代码_5(居民身份证号) 代码_5(居民身份证号) 行政相对人身份证号 行政相对人证件号码 身份证号码 身份证号 身份证 ' +
    '申请人身份证号 申请人证件号码 证件号码 证件号',
  certificateType: 'XK_XDR_ZJLX 证件类型 行政相对人证件类型 申请人证件类型 证件种类',
  contact:
    '联系方式 行政相对人联系方式 行政相对人联系电话 联系电话 申请人联系电话 申请人联系方式 企业联系电话 单位联系电话 ' +
    '联系人电话 联系人联系方式 联系人联系电话 联系手机 手机号码 手机号 手机 移动电话 电话号码 单位电话 电话 固定电话 LXDH',
  address:
    '地址 行政相对人地址 住所 住所(经营场所) 住所/经营场所 注册地址 企业地址 单位地址 企业住所 申请人地址 住所地 住址 ' +
    '经营场所 经营地址 主要经营场所 营业场所 生产经营地址 生产地址 联系地址 通讯地址 详细地址 注册地 项目地址 建设地点',
  decidedOn:
    'XK_JDRQ 审批日期 许可决定日期 行政许可决定日期 审批决定日期 决定日期 作出决定日期 许可日期 批准日期 核准日期 批复日期 ' +
    '许可决定时间 审批时间 决定时间 许可时间 批准时间 发证日期 发证时间 颁证日期',
  validFrom:
    'XK_YXQZ 有效期自 有效期起 有效期始 有效期起始日期 有效期起始 有效期开始日期 有效期(起) 有效期(自) 有效期限自 有效期限起 ' +
    '许可有效期自 许可有效期起 证书有效期自 证书有效期起 有效起始日期 许可开始日期 起始日期 开始日期 生效日期',
  validTo:
    'XK_YXQZI XK_JZQ 有效期至 有效期止 有效期截止日期 有效期截止 有效期结束日期 有效期(止) 有效期(至) 有效期限至 有效期限止 ' +
    '许可有效期至 许可有效期止 证书有效期至 证书有效期止 有效截止日期 许可截止期 许可截止日期 截止日期 到期日期 到期日 ' +
    '失效日期 许可有效期 许可期限 有效期限 有效期',
  content:
    'XK_NR 审批内容 许可内容 行政许可内容 许可决定内容 行政许可决定内容 审批决定内容 决定内容 批准内容 核准内容 许可范围 ' +
    '许可经营范围 经营范围 经营项目 内容',
  category: 'XK_XKLB XK_SPLB 许可类别 行政许可类别 审批类别 许可类型 行政许可类型',
  certificateName: 'XK_XKZS 许可证书名称 行政许可证书名称 许可证名称 许可证件名称 证书名称 证照名称',
  certificateNumber:
    'XK_XKBH 许可编号 许可证书编号 许可证编号 行政许可证编号 许可证件编号 许可证号 许可证书号 证书编号 证书号 证照编号 证照号码 证号',
  approvedBy:
    'XK_XKJG XK_XZJG 审批部门 许可机关 行政许可机关 许可机关名称 审批机关 审批部门名称 许可部门 审批单位 许可决定机关 决定机关 ' +
    '批准机关 发证机关 发证部门 登记机关 实施机关 实施主体 审批机构',
  note: 'BZ 备注 备注信息 其他说明 说明',
};

/**
 * Names that say "this is a header row" but fill no field. The identity papers of legal representatives are among them:
 * personal data that 20(二) doesn't ask for stays in the file.
 */
const OTHER_NAMES =
  '序号 编号 法定代表人 法定代表人姓名 法人代表 负责人 联系人 法定代表人证件类型 法定代表人证件号码 法定代表人身份证号 组织机构代码 税务登记号 ' +
  '行政相对人代码_3(组织机构代码) 行政相对人代码_4(税务登记号) 行政相对人代码_5(事业单位证书号) 行政相对人代码_6(社会组织登记证号) ' +
  '许可机关统一社会信用代码 当前状态 数据来源单位 数据来源单位统一社会信用代码 数据来源 地方编码 数据更新时间戳 信息使用范围 ' +
  'XK_XDR_ZZJG XK_XDR_ZDM XK_XDR_SWDJ XK_XDR_SYDW XK_XDR_SHZZ XK_FRDB XK_FDDB XK_FR XK_FR_ZJLX XK_FR_ZJHM XK_FR_SFZH ' +
  'XK_XKJGDM XK_ZT XK_LYDW XK_LYDWDM DFBM SJC XK_SYFW 不通过原因 受理日期 受理编号 办件编号 申请日期 状态 数量 金额 面积';

/** Only tried where no name fits exactly; the first that fits wins. `not` keeps other people's and offices' columns out. */
const OTHER_PEOPLE = /法定代表人|法人代表|法人(?:身份|证件)|负责人|经办|代理|委托|受理人|审核人|填表|填报|从业|股东|监护/;
const OFFICES = /机关|来源|部门|监督|咨询|受理|窗口|许可单位|审批单位/;
const PATTERNS: readonly (readonly [field: ApprovalField, is: RegExp, not: RegExp | undefined])[] = [
  ['uscc', /统一社会信用代码|信用代码/, new RegExp(`${OTHER_PEOPLE.source}|${OFFICES.source}`)],
  ['citizenId', /身份证|身份号码/, new RegExp(`${OTHER_PEOPLE.source}|${OFFICES.source}|联系人|类型`)],
  ['registrationNumber', /工商注册号|工商登记[码号]|执照注册号/, undefined],
  ['contact', /联系电话|联系方式|手机|电话/, new RegExp(`${OFFICES.source}|${OTHER_PEOPLE.source}`)],
  ['address', /地址|住所|经营场所/, new RegExp(`${OFFICES.source}|网|邮箱|${OTHER_PEOPLE.source}`)],
  ['decisionTitle', /(?:文书|决定书|批文|批复)名称/, undefined],
  ['decisionNumber', /(?:文书|决定书|批文|批复|许可|审批|批准).*(?:文号|书号|文书编号)|文号$/, /受理|证/],
  ['validFrom', /有效期.*(?:自|起|始)/, /至|止/],
  ['validTo', /有效期.*(?:至|止|截止|结束|届满|到)|截止日期|到期/, /公示/],
  ['decidedOn', /(?:决定|审批|批准|许可|核准|发证).*(?:日期|时间)/, /受理|申请|公示|更新|上报/],
  ['certificateName', /(?:许可证|证书|证照|证件).*名称/, undefined],
  ['certificateNumber', /(?:许可证|证书|证照).*(?:编号|号码|号)$/, OTHER_PEOPLE],
  ['counterpartKind', /(?:相对人|申请人|主体).*(?:类别|类型)/, /证件/],
  ['counterpartName', /(?:相对人|申请人|申请单位|被许可人|企业|公司|持证人|建设单位).*(?:名称|姓名)/, OFFICES],
  ['category', /许可类[别型]|审批类[别型]/, undefined],
  ['content', /(?:许可|审批|批准|核准).*(?:内容|范围)/, undefined],
  ['approvedBy', /(?:许可|审批|发证|批准|决定)(?:机关|部门)/, /代码|编码|电话|地址/],
  ['matter', /事项/, /编码|代码|类型|类别|内容|编号/],
  ['note', /备注/, undefined],
];
const LONGEST_HEADER = 40;

export interface HeaderMeaning {
  readonly field: ApprovalField;
  /** lower is better; from {@link PATTERN_RANK} on it is a guess */
  readonly rank: number;
}
export const PATTERN_RANK = 1_000;

/**
 * The form in which headers are compared and remembered: full-width to half-width, upper case, no spaces, one kind of
 * bracket; marks of obligation (*, 必填), numbering (1.) and a colon at the end are gone.
 */
export function normaliseHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cc}\p{Cf}]/gu, '')
    .replace(/[〔[【〖﹝{]/g, '(')
    .replace(/[〕\]】〗﹞}]/g, ')')
    .replace(/\((?:必填|选填|非必填|必填项|选填项|文本|日期|文本格式|日期格式)\)|[*※★]/g, '')
    .replace(/^\d{1,2}[.、]/, '')
    .replace(/[:;,。]+$/, '')
    .slice(0, 200);
}

/** Without any punctuation: `行政相对人代码_1（统一社会信用代码）` and `行政相对人代码1统一社会信用代码` are one name. */
function bare(normalised: string): string {
  return normalised.replace(/[^\p{L}\p{N}]/gu, '');
}

const MEANINGS: ReadonlyMap<string, HeaderMeaning> = new Map(
  (Object.keys(NAMES) as ApprovalField[]).flatMap((field) =>
    NAMES[field].split(' ').map((name, rank) => [bare(normaliseHeader(name)), { field, rank }] as const),
  ),
);
const OTHERS: ReadonlySet<string> = new Set(OTHER_NAMES.split(' ').map((name) => bare(normaliseHeader(name))));

/** What a header means; undefined when it says nothing known, or something that no field is for. */
export function meaningOf(header: string): HeaderMeaning | undefined {
  const name = bare(normaliseHeader(header));
  if (name === '' || name.length > LONGEST_HEADER || OTHERS.has(name)) return undefined;
  const exact = MEANINGS.get(name);
  if (exact) return exact;
  const index = PATTERNS.findIndex(([, is, not]) => is.test(name) && !not?.test(name));
  const field = PATTERNS[index]?.[0];
  return field === undefined ? undefined : { field, rank: PATTERN_RANK + index };
}

/** True for a name that is listed here, whether it fills a field or not. */
export function isListedHeader(header: string): boolean {
  if (header === '' || header.length > LONGEST_HEADER) return false;
  const name = bare(normaliseHeader(header));
  return MEANINGS.has(name) || OTHERS.has(name);
}

/** One column for organisations and persons alike, e.g. `统一社会信用代码/身份证号`. */
export function holdsEitherCode(header: string): boolean {
  const name = bare(normaliseHeader(header));
  return /信用代码/.test(name) && /身份证|身份号码|证件号/.test(name) && !OTHER_PEOPLE.test(name);
}
