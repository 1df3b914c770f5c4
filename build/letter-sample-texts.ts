/**
 * What clerks write in the sample letters: what was found about invented businesses, and what the templates leave open. Days are
 * counted back from the day of the samples.
 */
import { addDays } from '#shared/domain/dates.ts';
import type { LetterBlock } from '#shared/domain/letter.ts';
import { chineseDate, numberColumn, paragraph, tableOf } from '#shared/domain/letter-template-parts.ts';
import type { SupervisionDraft } from '#shared/domain/supervision.ts';
import { SUPERVISION_KIND_LABELS } from '#shared/domain/supervision.ts';
import type { Fills } from './letter-sample-clerk.ts';

/** What a supervising department found or decided, with the papers that prove it: name and what it says. */
export interface Finding {
  readonly draft: SupervisionDraft;
  readonly evidence: readonly (readonly [name: string, text: string])[];
}

const FOOD_LAW = '《中华人民共和国食品安全法》';
const LICENCE_LAW = '《中华人民共和国行政许可法》';
const FINDING: SupervisionDraft = { kind: SUPERVISION_KIND_LABELS.finding, decisionNumber: '' };

export function findings(today: string) {
  const day = (before: number) => chineseDate(addDays(today, -before));
  const found = (facts: string, content: string, ...evidence: Finding['evidence']): Finding => ({
    draft: { ...FINDING, decidedOn: addDays(today, -4), facts, content },
    evidence,
  });
  const penalty = (kind: 'suspension' | 'revocation', number: number, facts: string, legalBasis: string, content: string) => ({
    ...{ kind: SUPERVISION_KIND_LABELS[kind], decisionNumber: `济高新市监罚〔${today.slice(0, 4)}〕${number}号` },
    ...{ decisionTitle: '行政处罚决定书', decidedOn: addDays(today, -3), facts, legalBasis, content },
  });
  return {
    supervisionPush: {
      draft: penalty(
        'suspension',
        121,
        `${day(20)}检查发现，该单位安排3名未取得健康证明的人员从事接触直接入口食品的工作，当场责令改正；${day(10)}复查，该单位拒不改正`,
        `${FOOD_LAW}第一百二十六条第一款第（六）项`,
        '责令停产停业7日，期满前完成整改并申请复查',
      ),
      evidence: [
        ['行政处罚决定书', '当事人安排未取得健康证明的人员从事接触直接入口食品的工作，经责令改正拒不改正，决定责令停产停业7日。'],
        ['现场检查笔录', '后厨凉菜间有操作人员3名，均不能提供有效的健康证明。现场负责人对检查情况无异议。'],
      ],
    },
    changeNotice: found(
      `该单位后厨所在的临街附房因城市道路拓宽已于${day(25)}拆除。经现场测量，现有食品处理区面积不足原核定面积的二分之一，已不具备冷食类食品制售的专间条件，热食类食品制售的条件仍然符合要求`,
      '建议核减冷食类食品制售项目',
      ['现场检查笔录', '附房已经拆除，冷食专间不复存在；热食加工区布局和设施符合要求。'],
      ['道路拓宽工程房屋拆除通知', '临街附房在道路红线以内，应当按期拆除。'],
    ),
    withdrawNotice: found(
      '经有资质的机构鉴定，该单位经营场所所在房屋为D级危险房屋，属地街道已经发布撤离通告。准予许可时依据的场所条件发生重大变化，继续经营将危及公共安全',
      '建议依法撤回许可',
      ['房屋安全鉴定报告', '房屋承重墙多处开裂，整体危险性等级评定为D级，建议立即停止使用。'],
      ['撤离通告', '该房屋内的单位和个人应当立即撤离，不得继续使用。'],
    ),
    revokeNotice: found(
      '核查发现，该单位申请许可时提交的经营场所租赁合同系伪造，房屋所有权人书面说明从未将该房屋出租给该单位。该单位负责人对提交虚假材料的事实无异议',
      '建议依法撤销许可',
      ['房屋所有权人书面说明', '本人从未将该处房屋出租给该单位，也未在租赁合同上签字。'],
      ['询问笔录', '被询问人承认租赁合同上的签字由其本人代签，出租人并不知情。'],
    ),
    cancelNotice: found(
      `该单位已于${day(15)}办理企业注销登记，主体资格终止，食品经营许可证没有办理注销手续，登记的经营场所已经由他人使用`,
      '建议依法办理许可的注销手续',
      ['企业登记信息查询单', '登记状态：注销。'],
      ['现场检查笔录', '登记的经营场所已经改为服装店，现场没有食品经营活动。'],
    ),
    keepNotice: found(
      '举报人反映该单位取得许可时现场核查只有一名人员签字，要求撤销许可。经查，核查人员签字不全属实；该单位经营条件自取得许可以来一直符合法定要求，承担辖区3家养老机构、1200余名老人的集中供餐，没有可以替代的供餐单位，撤销许可可能对公共利益造成重大损害',
      '建议不予撤销，由审批部门补正核查材料',
      ['现场检查笔录', '食品处理区布局、设施和人员均符合要求，进货查验记录完整。'],
      ['养老机构供餐情况说明', '三家养老机构均由该单位供餐，没有其他具备条件的供餐单位。'],
    ),
    commitmentBreach: found(
      `${day(4)}现场核查，该单位没有设置独立的餐用具清洗消毒区域，也没有配备消毒设施，与其承诺不符`,
      '建议责令限期整改',
      ['现场核查记录表', '餐用具清洗消毒：无独立区域，无消毒设施，不符合。'],
    ),
    caseTransfer: {
      draft: penalty(
        'revocation',
        122,
        `该单位一年内累计三次因经营超过保质期的食品受到罚款的行政处罚，${day(18)}检查时仍在经营超过保质期的食品`,
        `${FOOD_LAW}第一百三十四条`,
        '吊销食品经营许可证',
      ),
      evidence: [
        ['询问笔录', '当事人承认冷藏柜内的12袋预包装食品已经超过保质期，没有及时清理。'],
        ['涉案食品清单', '预包装熟食12袋，均已超过保质期，予以扣押。'],
        ['听证告知书及送达回证', '当事人收到告知书后，在法定期限内没有要求听证。'],
      ],
    },
  } as const satisfies Readonly<Record<string, Finding>>;
}

export type FindingKey = keyof ReturnType<typeof findings>;

const ACT = '〔变更、撤回、撤销或者注销〕';

export const REVIEW_FILLS = {
  supervisionPush: {},
  changeNotice: {
    '建议你局依法变更上述行政审批决定。': '建议你局依法变更上述行政审批决定，核减冷食类食品制售项目，保留热食类食品制售项目。',
  },
  withdrawNotice: {},
  revokeNotice: { '〔适用的款、项〕': '第二款' },
  cancelNotice: { '〔适用的项〕': '第（三）项' },
  keepNotice: {
    [ACT]: '撤销',
    '〔依法不得变更、撤回、撤销或者注销的法律法规及条款〕': `${LICENCE_LAW}第六十九条第三款`,
  },
  commitmentBreach: {
    '〔行政相对人承诺的内容〕': '具备与经营的食品品种、数量相适应的餐用具清洗消毒区域和设施，并在取得许可之日前配备到位',
    '依法依职责作出处理（〔终止办理、责令限期整改、撤销行政决定或者予以行政处罚〕）':
      '依法责令该单位限期整改，逾期不整改或者整改后仍不符合要求的，依法撤销行政审批决定',
  },
} as const satisfies Readonly<Record<string, Fills>>;

export const DECISION_REASONS =
  '该单位提交伪造的租赁合同取得食品经营许可，属于以欺骗手段取得行政许可。经核实，相关证据真实、充分，撤销该许可不会对公共利益造成重大损害';
export const DECISION_FILLS: Fills = { '〔作出处理决定依据的法律法规及条款〕': `${LICENCE_LAW}第六十九条第二款` };

export const penaltyFills = (decidedOn: string): Fills => ({
  [ACT]: '撤销',
  '〔作出处理决定的日期〕': chineseDate(decidedOn),
  '〔监管中发现的问题及查证情况〕':
    '该单位申请食品经营许可时提交伪造的经营场所租赁合同，房屋所有权人的书面说明和该单位负责人的询问笔录可以证明',
  '〔行政处罚依据的法律法规规章及条款〕': `${LICENCE_LAW}第七十九条`,
});

export function inquiryFills(dueOn: string): Fills {
  return {
    '〔函询事项〕': '集体用餐配送食品经营许可核查标准',
    '〔需要对方明确的具体问题〕': [
      paragraph('一、集体用餐配送单位委托第三方冷链运输的，是否可以不再要求自有运输车辆，改为查验运输合同和车辆的温度控制记录？'),
      paragraph('二、分餐间与热食加工区之间以传递窗相连的，分餐间面积是否单独核定，有无最低要求？'),
      paragraph('三、增加配送路线而不增加加工品种的，是否需要在变更许可时重新进行现场核查？'),
    ],
    '请你局及时将意见函复我局。': `请你局于${chineseDate(dueOn)}前将意见函复我局。`,
  };
}

export const REPLY_FILLS: Fills = {
  '〔答复意见〕': [
    paragraph(
      '一、委托第三方冷链运输的，可以不要求自有运输车辆。核查时应当查验运输合同、车辆的温度控制记录和清洗消毒记录，合同期限不短于一年。',
    ),
    paragraph('二、分餐间面积应当单独核定，不小于10平方米，并符合专间的要求。以传递窗相连的，传递窗应当能够关闭。'),
    paragraph('三、只增加配送路线、不增加加工品种和加工量的，不需要重新进行现场核查；加工量超过原核定加工能力的，应当重新核查。'),
  ],
};

const EXPERTS = [
  ['程听澜', '食品检验', '高级工程师', '济宁示例食品检验所', '0537-0000911'],
  ['薛予安', '食品工艺', '教授', '示例工程学院食品学院', '0537-0000912'],
  ['尹见山', '冷链物流', '高级工程师', '济宁示例冷链设计院', '0537-0000913'],
  ['卫知遥', '餐饮服务', '高级技师', '示例餐饮行业协会', '0537-0000914'],
] as const;
const INSTITUTIONS = [
  ['济宁示例检测技术有限公司', '食品及接触材料检测（CMA）', '米怀瑾', '0537-0000921'],
  ['山东示例冷链验证有限公司', '冷藏冷冻设施温度验证', '洪疏桐', '0537-0000922'],
] as const;

export const expertTable: LetterBlock = tableOf(EXPERTS, [
  numberColumn(),
  ['姓名', 1.6, ([name]) => name],
  ['专业领域', 2.2, ([, field]) => field],
  ['职称（职务）', 2.4, ([, , title]) => title],
  ['工作单位', 4, ([, , , employer]) => employer],
  ['联系电话', 2.8, ([, , , , telephone]) => telephone],
]);
export const institutionTable: LetterBlock = tableOf(INSTITUTIONS, [
  numberColumn(),
  ['机构名称', 4, ([name]) => name],
  ['资质', 4, ([, qualification]) => qualification],
  ['联系人', 1.8, ([, , contact]) => contact],
  ['联系电话', 2.8, ([, , , telephone]) => telephone],
]);

export const EXPERT_FILLS: Fills = {
  '〔行业领域〕': '食品安全',
  '〔专家的姓名、专业领域、职称或者职务、工作单位和联系电话〕': [expertTable],
};

export function inspectionFills(day: string, dueOn: string): Fills {
  return {
    '〔项目或者事项名称〕': '济宁高新区示例中央厨房项目食品经营许可',
    '〔踏勘时间〕': `${chineseDate(day)}上午9时，在项目现场集合`,
    '〔踏勘地点〕': '济宁高新区示例路88号示例产业园3号厂房',
    '〔踏勘内容和需要核实的事项〕': '食品处理区的布局和加工流程，冷藏冷冻设施，污水和油烟处理设施，消防通道和燃气使用安全',
    '〔参加人员的专业和人数〕': '食品安全、环境保护、安全生产专业人员各1至2名',
    '请及时将参加人员名单函复我局。': `请于${chineseDate(dueOn)}前将参加人员名单函复我局。`,
  };
}

export const LIAISON_FILLS: Fills = {
  '〔姓名〕': '骆知苇',
  '〔科室〕': '登记许可与审管协调科',
  '〔职务〕': '科长',
  '〔联系电话〕': '0537-0000201',
};

export function meetingFills(day: string, dueOn: string): Fills {
  return {
    '〔会议时间〕': `${chineseDate(day)}下午2时30分，会期半天`,
    '〔会议地点〕': '政务服务中心4楼第二会议室',
    '〔会议议题〕': [
      paragraph('（一）通报审批信息、监管信息推送和认领情况。'),
      paragraph('（二）研究集体用餐配送单位现场核查标准。'),
      paragraph('（三）讨论联合踏勘评审事项目录的修改意见。'),
    ],
    '请在会前将参会人员名单报送我局；': `请于${chineseDate(dueOn)}前将参会人员名单报送我局；`,
  };
}

export const OTHER_FILLS: Fills = {
  '现就〔事由〕函告如下：': '现就查阅食品经营许可档案有关事项商请如下：',
  '〔事由〕': '商请查阅食品经营许可档案',
  '特此函告。': '请予支持为盼。',
  '〔目的或者依据〕': '做好学校周边食品经营单位专项检查',
  '〔正文〕':
    '请你局提供学校周边200米范围内食品经营单位的许可申请材料和现场核查记录，供我局核对经营项目和场所布局。我局将安排2名执法人员到你局档案室查阅，不复制、不带离档案，并遵守档案管理和个人信息保护的规定',
};

export const TRANSFER_REASON = '当事人的食品经营许可证已被依法吊销，需要由你局办理许可的注销手续，有关案卷材料无法通过审管互动平台推送';
