/** Names of the sample letters, and what the note says of each. One PDF and one Word file a template, in the order of the 办法's kinds. */
import { LETTER_KINDS, type LetterKind } from '#shared/domain/letter.ts';

export const LETTER_FOLDER = '公文';
export const TRANSFER_FOLDER = '案卷移送';

const NOTES: Readonly<Record<LetterKind, string>> = {
  approvalPush: '行政审批服务局推送六项审批决定的主要信息，清单为横排附件（办法第二十条）。',
  supervisionPush: '市场监督管理局推送责令停产停业的处罚信息，附证明材料（办法第二十一条（二））。',
  changeNotice: '建议变更审批决定，附现场检查笔录（办法第二十一条（三））。',
  withdrawNotice: '建议撤回审批决定，附房屋安全鉴定报告。',
  revokeNotice: '建议撤销审批决定，附核实材料；处理决定告知函和处罚建议函由此而来。',
  cancelNotice: '建议注销审批决定，附核实材料。',
  keepNotice: '说明审批决定依法不得撤销的情形和理由。',
  decisionNotice: '答复上面的撤销建议：审核材料、听取意见、召开专题会议后作出的处理决定。',
  penaltyProposal: '许可撤销后，建议市场监督管理局依法予以处罚（办法第三十四条）。',
  inquiry: '行政审批服务局就办理标准函询，限期函复（办法第二十五条）。',
  reply: '市场监督管理局对上面函询的复函，先引标题、后引发文字号。',
  commitmentBreach: '告知承诺不实情况（办法第二十四条（二））。',
  expertList: '专家名单和特定资质机构名单，各为一个附件（办法第二十二条）。',
  inspectionInvitation: '邀请三个监管部门参加联合踏勘（办法第二十二条）。',
  liaisonFiling: '联络员备案（办法第二十七条）。',
  meetingNotice: '联络员例会通知，主送各监管部门（办法第三十一条）。',
  caseTransfer: '吊销许可证件一案的移送函（办法第二十一条（二））；附件1为案卷移送清单，双方签字，附件2为卷内目录。',
  other: '其他函件：商请查阅审批档案。',
};

export interface LetterFiles {
  readonly pdf: string;
  readonly docx: string;
  readonly note: string;
}

function files(folder: string, name: string, note: string): LetterFiles {
  return { pdf: `${folder}/${name}.pdf`, docx: `${folder}/${name}.docx`, note };
}

const KINDS = Object.keys(LETTER_KINDS) as LetterKind[];

/** The 案卷移送函 lies with the papers that belong to it. */
const NUMBERED = KINDS.filter((kind) => kind !== 'caseTransfer');
const numbered = (number: number, name: string) => `${String(number).padStart(2, '0')}_${name}`;

export const LETTER_FILES = Object.fromEntries([
  ...NUMBERED.map((kind, index) => [kind, files(LETTER_FOLDER, numbered(index + 1, LETTER_KINDS[kind].name), NOTES[kind])]),
  ['caseTransfer', files(TRANSFER_FOLDER, '1_案卷移送函_附移送清单和卷内目录', NOTES.caseTransfer)],
]) as Readonly<Record<LetterKind, LetterFiles>>;

export const LONG_LETTER_FILES = files(
  LETTER_FOLDER,
  numbered(NUMBERED.length + 1, '十页以上的函'),
  '监管情况通报：各级标题、跨页表格（表头逐页重复）、竖排和横排的附件。',
);

export const TRANSFER_FILES = {
  package: `${TRANSFER_FOLDER}/2_数据包_案卷移送_加密.sgxe`,
  blankReceipt: `${TRANSFER_FOLDER}/3_送达回证_待签收.pdf`,
  receipt: `${TRANSFER_FOLDER}/4_数据包_案卷移送回执_加密.sgxe`,
  checkedReceipt: `${TRANSFER_FOLDER}/5_送达回证_已清点.pdf`,
} as const;

/** Every file of both folders, with `/`. */
export const LETTER_SAMPLE_FILES: readonly string[] = [
  ...[...Object.values(LETTER_FILES), LONG_LETTER_FILES].flatMap(({ pdf, docx }) => [pdf, docx]),
  ...Object.values(TRANSFER_FILES),
];

/** Lines of the note: names flush left, explanations indented. */
export function letterNotes(): readonly string[] {
  const { caseTransfer, ...others } = LETTER_FILES;
  const letters = [...Object.values(others), LONG_LETTER_FILES, caseTransfer];
  return [
    ...letters.flatMap(({ pdf, docx, note }) => [pdf, docx, `    ${note}`]),
    TRANSFER_FILES.package,
    '    装有移送函和电子文件的数据包，加密封装，由行政审批服务局的演示私钥打开。',
    TRANSFER_FILES.blankReceipt,
    '    送达回证，打印后由双方当面签收。',
    TRANSFER_FILES.receipt,
    '    行政审批服务局逐件清点后交还的回执包，由市场监督管理局的演示私钥打开。',
    TRANSFER_FILES.checkedReceipt,
    '    导入回执后的送达回证，写明哪一件页数不符。',
  ];
}
