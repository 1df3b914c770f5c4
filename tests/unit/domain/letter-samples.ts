/** Invented facts from which the tests of letters are filled. */
import type { Approval } from '#shared/domain/approval.ts';
import { makeCitizenId, makeUscc } from '#shared/domain/codes.ts';
import { LETTER_KINDS, type LetterContent, type LetterKind } from '#shared/domain/letter.ts';
import type { LetterFacts, LetterFactsByKind, SupervisionFacts } from '#shared/domain/letter-facts.ts';
import { fillLetter } from '#shared/domain/letter-templates.ts';

export const KINDS = Object.keys(LETTER_KINDS) as LetterKind[];
export const CITIZEN_ID = makeCitizenId('370811', '1990-03-07', 123);

export const APPROVAL: Approval = {
  matter: '食品经营许可',
  decisionNumber: '济高新审〔2026〕15号',
  counterpart: {
    name: '济宁示例餐饮有限公司',
    kind: 'organisation',
    contact: '0537-0000888',
    address: '济宁高新区示例路8号',
    identity: { type: 'uscc', value: makeUscc('91', '370800', 'MA000001') },
  },
  decidedOn: '2026-03-01',
  validity: { from: '2026-03-01', to: '2031-02-28' },
  content: '准予从事热食类食品制售。',
  approvedBy: '济宁高新区行政审批服务局',
  sourceSystem: '手工录入',
};
export const PERSON_APPROVAL: Approval = {
  ...APPROVAL,
  decisionNumber: '济高新审〔2026〕16号',
  counterpart: { ...APPROVAL.counterpart, name: '张示例', kind: 'person', identity: { type: 'citizenId', value: CITIZEN_ID } },
};
export const SUPERVISION: SupervisionFacts = {
  kind: 'suspension',
  decisionNumber: '济高新市监罚〔2026〕7号',
  decisionTitle: '行政处罚决定书',
  counterpart: APPROVAL.counterpart,
  decidedOn: '2026-05-06',
  facts: '2026年4月20日检查发现，该公司后厨不符合食品安全要求，逾期未改正。',
  legalBasis: '《中华人民共和国食品安全法》第一百二十六条第一款',
  content: '责令停产停业',
  approvals: [{ recordId: '01980000-0000-7000-8000-000000000001', matter: APPROVAL.matter, decisionNumber: APPROVAL.decisionNumber }],
  attachments: [{ sha256: 'a'.repeat(64), name: '现场检查笔录.pdf', size: 1000 }],
};

/** Between the two sides: the approving department writes some kinds, the supervising one the others. */
export const FROM_APPROVAL: LetterFacts = {
  from: { name: '济宁高新区行政审批服务局', telephone: '0537-0000101' },
  recipients: ['济宁高新区市场监督管理局'],
  contact: { name: '李示例', telephone: '0537-0000102' },
  approvals: [APPROVAL],
};
export const FROM_SUPERVISION: LetterFacts = {
  ...FROM_APPROVAL,
  from: { name: '济宁高新区市场监督管理局', telephone: '0537-0000201' },
  recipients: ['济宁高新区行政审批服务局'],
  supervisions: [SUPERVISION],
};

const ANSWERS = { from: '济宁高新区行政审批服务局', title: '关于函询食品经营许可办理标准的函', number: '济高新审函〔2026〕2号' };

/** Everything that each kind can be told, so that nothing is left to fill in. */
const COMPLETE: { readonly [K in LetterKind]?: Partial<LetterFactsByKind[K]> } = {
  changeNotice: { findings: '经营场所已经变更', legalBasis: '《中华人民共和国行政许可法》第八条第二款' },
  withdrawNotice: { legalBasis: '《中华人民共和国行政许可法》第八条第二款' },
  revokeNotice: { legalBasis: '《中华人民共和国行政许可法》第六十九条第二款' },
  cancelNotice: { legalBasis: '《中华人民共和国行政许可法》第七十条第（四）项' },
  keepNotice: { act: 'revoke', legalBasis: '《中华人民共和国行政许可法》第六十九条第三款' },
  decisionNotice: {
    act: 'revoke',
    decidedOn: '2026-06-01',
    metOn: '2026-05-28',
    reasons: '以欺骗手段取得许可',
    legalBasis: '《中华人民共和国行政许可法》第六十九条第二款',
    answers: { ...ANSWERS, title: '关于建议撤销食品经营许可审批决定的函' },
  },
  penaltyProposal: {
    act: 'revoke',
    decidedOn: '2026-05-20',
    findings: '提供虚假材料',
    legalBasis: '《中华人民共和国行政许可法》第七十九条',
  },
  commitmentBreach: { commitment: '具备健康证明', proposal: '建议你局责令限期整改' },
  inquiry: { subject: '食品经营许可办理标准', questions: ['热食类制售场所面积有何要求？', '是否需要现场核查？'], dueOn: '2026-06-10' },
  reply: { answers: ANSWERS, replies: ['场所面积按照省级标准执行。', '需要现场核查。'] },
  expertList: {
    field: '食品安全',
    experts: [{ name: '王示例', field: '食品检验', title: '高级工程师', employer: '示例检验所', telephone: '0537-0000001' }],
    institutions: [
      { name: '示例检测公司', uscc: '91370800MA00000010', qualification: 'CMA', contact: '赵示例', telephone: '0537-0000002' },
    ],
  },
  inspectionInvitation: {
    time: '2026年6月8日上午9时',
    place: '济宁高新区示例路8号',
    purpose: '核实场所布局',
    persons: '食品安全专业人员2名',
  },
  liaisonFiling: { liaisons: [{ name: '孙示例', office: '许可科', position: '科长', telephone: '0537-0000003' }] },
  meetingNotice: { time: '2026年6月10日下午2时', place: '政务服务中心3楼会议室', agenda: ['信息推送时限', '联合踏勘目录'] },
  caseTransfer: {
    reason: '该案应由你局处理',
    items: [{ documentNumber: '济高新市监罚〔2026〕7号', title: '行政处罚决定书', date: '2026-05-06', pages: 3, remarks: '' }],
  },
};

const APPROVAL_SIDE: ReadonlySet<LetterKind> = new Set([
  'approvalPush',
  'decisionNotice',
  'penaltyProposal',
  'inspectionInvitation',
  'meetingNotice',
]);

export function factsOf<K extends LetterKind>(kind: K, changes: Partial<LetterFactsByKind[K]> = {}): LetterFactsByKind[K] {
  const base = APPROVAL_SIDE.has(kind) ? FROM_APPROVAL : FROM_SUPERVISION;
  return { ...base, ...COMPLETE[kind], ...changes } as LetterFactsByKind[K];
}
export function letterOfKind<K extends LetterKind>(kind: K, changes: Partial<LetterFactsByKind[K]> = {}): LetterContent {
  return fillLetter(kind, factsOf(kind, changes));
}

/** The words of a letter as they are read, one text a line. */
export function wordsOf(content: LetterContent): string {
  const blocks = [...content.body, ...content.enclosures.flatMap((enclosure) => enclosure.blocks)];
  const lines = blocks.flatMap((block) =>
    block.type === 'table' ? [block.columns.map(({ title }) => title).join('|'), ...block.rows.map((row) => row.join('|'))] : [block.text],
  );
  return [
    content.title,
    `${content.recipients.join('、')}：`,
    ...lines,
    ...content.enclosures.map(({ title }) => `附件 ${title}`),
    content.annotation,
  ].join('\n');
}
