/** A letter of more than ten pages, as a supervising department sends it at the end of a season: text, tables over pages, 附件. */
import type { Enclosure, LetterBlock, LetterContent } from '#shared/domain/letter.ts';
import { numberColumn, paragraph, tableOf } from '#shared/domain/letter-template-parts.ts';
import type { ApprovalRow } from '#shared/workstation/api.ts';

const heading = (level: 1 | 2 | 3, text: string): LetterBlock => ({ type: 'heading', level, text });

/** What an inspection looks at, and how often it was not as it should be, of a hundred. */
const ITEMS = [
  ['许可证件公示', '未在经营场所醒目位置公示许可证件', 6],
  ['经营项目', '超出许可的经营项目从事经营活动', 3],
  ['经营场所', '场所布局与核查时不一致', 4],
  ['从业人员健康', '健康证明过期未及时更换', 9],
  ['进货查验', '进货查验记录不完整', 12],
  ['贮存温度', '冷藏、冷冻设施温度记录不连续', 8],
  ['餐用具清洗消毒', '消毒记录缺失或者浓度不足', 7],
  ['食品标签', '散装食品标签标示不全', 5],
  ['废弃物处理', '餐厨废弃物处置台账不完整', 4],
  ['食品安全自查', '没有按照规定的周期开展自查', 10],
] as const;

/** Which item was wrong at a business, if any: the same for the same row, and not at every one. */
function faultOf(index: number): (typeof ITEMS)[number] | undefined {
  return index % 3 === 1 ? undefined : ITEMS[(index * 7) % ITEMS.length];
}

export function longLetterContent(draft: LetterContent, rows: readonly ApprovalRow[]): LetterContent {
  const approvals = draft.body.filter(({ type }) => type === 'table');
  const wrong = rows.filter((_, index) => faultOf(index)).length;
  const [closing] = draft.body.slice(-1);
  return {
    ...draft,
    title: '关于通报食品经营许可事中事后监管情况的函',
    body: [
      paragraph(
        '根据《济宁高新区行政审批与监管协调联动实施办法》（济高新管办字〔2023〕2号）第十一条、第二十一条第（一）项的规定，我局对你局推送并由我局认领的食品经营许可事项开展了事中事后监管。现将有关情况函告如下：',
      ),
      ...overview(rows.length, wrong),
      ...approvals,
      ...problems(),
      ...causes(),
      ...suggestions(),
      ...(closing ? [closing] : []),
    ],
    enclosures: [inspectionList(rows), selfCheck()],
  };
}

function overview(count: number, wrong: number): readonly LetterBlock[] {
  return [
    heading(1, '一、检查的基本情况'),
    heading(2, '（一）检查的范围'),
    paragraph(
      `本次检查的对象为你局推送的食品经营许可中，由我局认领并列入日常监管台账的${count}项行政审批决定，涉及餐饮服务经营者、食品销售经营者和单位食堂三种主体业态。检查以“双随机、一公开”方式为主，对投诉举报较多的单位和学校、养老机构周边的单位实行全覆盖。`,
    ),
    heading(2, '（二）检查的方式'),
    paragraph(
      '检查分为资料核对和现场检查两个阶段。资料核对阶段，逐项比对许可决定中的主体业态、经营项目、经营场所和有效期，与市场主体登记信息是否一致；现场检查阶段，由2名以上执法人员到场，按照统一的检查表逐项查看、询问和记录，检查结果由当事人签字确认。',
    ),
    paragraph(
      '检查中发现的问题，能够当场改正的责令当场改正；不能当场改正的，下达责令改正通知书，写明改正的内容和期限，并在期满后复查；涉嫌违法的，依法立案调查。',
    ),
    heading(2, '（三）检查的结果'),
    paragraph(
      `本次共检查${count}项许可，其中${count - wrong}项符合要求，${wrong}项存在不同程度的问题，已全部责令改正。存在问题的单位中，没有发现需要撤销、撤回行政审批决定的情形。检查的具体情况见附件1，涉及的行政审批决定如下：`,
    ),
  ];
}

function problems(): readonly LetterBlock[] {
  const table = tableOf(ITEMS, [
    numberColumn(),
    ['检查项目', 3, ([item]) => item],
    ['发现的主要问题', 6, ([, problem]) => problem],
    ['每百户问题数', 2.2, ([, , share]) => String(share), 'center'],
  ]);
  return [
    heading(1, '二、发现的主要问题'),
    paragraph('按照检查项目统计，各类问题的分布情况如下：'),
    table,
    heading(2, '（一）制度落实不到位'),
    paragraph(
      '部分单位取得许可时建立了进货查验、从业人员健康管理、食品安全自查等制度，但在日常经营中没有坚持执行。有的单位进货查验只留存票据、不做记录，供货单位的资质文件过期后没有及时更新；有的单位自查记录内容雷同，缺少对发现问题的整改情况；有的单位没有按照规定配备或者调整食品安全管理人员。',
    ),
    heading(2, '（二）设施设备维护不到位'),
    paragraph(
      '部分单位的冷藏、冷冻设施没有定期除霜和校准，温度显示与实测温度相差较大；有的单位餐用具消毒柜损坏后没有及时维修，临时以清水冲洗代替消毒；有的单位将食品处理区的一部分改作仓库，加工流程出现交叉，与现场核查时的布局不一致。',
    ),
    heading(2, '（三）许可信息与实际情况不一致'),
    heading(3, '1.联系方式失效'),
    paragraph('检查时有部分单位按照推送信息中的电话无法联系，经现场核实，系经营者更换电话后没有办理变更，影响了检查通知和复查的送达。'),
    heading(3, '2.经营项目发生变化'),
    paragraph(
      '少数单位在许可的项目之外增加了自制饮品、散装熟食等项目，没有申请变更许可。我局已经责令其停止超出范围的经营活动，并告知其到你局办理变更手续。',
    ),
    heading(3, '3.停业后没有办理注销'),
    paragraph('少数单位已经停止经营，许可证件仍然在有效期内。对其中主体资格已经终止的，我局将按照规定另行函告你局。'),
  ];
}

function causes(): readonly LetterBlock[] {
  return [
    heading(1, '三、原因分析'),
    paragraph(
      '上述问题的出现，一是部分经营者存在“重取证、轻管理”的思想，认为取得许可后就可以放松要求，对食品安全主体责任认识不足；二是小型餐饮服务单位人员流动快，新进人员没有经过培训就上岗，制度的执行因人而异；三是审批与监管之间的信息虽然实现了推送和认领，但现场核查中提出的整改要求没有随审批信息一并推送，监管人员在检查时不能对照核查记录，难以及时发现场所布局的变化。',
    ),
    paragraph(
      '我局在监管工作中也存在不足。对新取得许可的单位首次检查的时间间隔较长，部分单位在取得许可后三个月内没有接受过检查；检查发现的问题向你局反馈不够及时，没有为审批标准的完善提供足够的依据。我局将在今后的工作中改进。',
    ),
  ];
}

function suggestions(): readonly LetterBlock[] {
  return [
    heading(1, '四、工作建议'),
    heading(2, '（一）完善推送信息的内容'),
    paragraph(
      '建议你局在推送审批信息时，将现场核查记录表和整改要求作为附件一并推送，并在审批内容中写明主体业态、经营项目和食品处理区面积，便于监管人员对照检查。对实行告知承诺的事项，建议同时推送承诺书和核查办法。',
    ),
    heading(2, '（二）加强对申请人的告知'),
    paragraph(
      '建议你局在送达许可证件时，书面告知申请人变更、延续、注销许可的情形和办理途径，提醒其在联系方式、经营项目发生变化时及时办理变更手续。我局负责在首次检查时再次告知。',
    ),
    heading(2, '（三）建立首次检查的衔接机制'),
    paragraph(
      '我局拟对新取得许可的单位在认领之日起30日内开展首次检查，检查结果通过审管互动平台反馈你局；通过平台无法反馈的，以书面公函方式反馈。对首次检查中发现与现场核查结论明显不一致的，请你局派员共同核实。',
    ),
    heading(2, '（四）定期会商重点问题'),
    paragraph(
      '建议将联系方式失效、停业后没有办理注销等问题列入审批与监管联络员例会的议题，统一认定标准和办理程序。我局可以按季度提供疑似停业单位的名单，由双方共同核实后依法处理。存在问题较多的检查项目，由我局编制自查清单（见附件2），请你局在办事窗口向申请人发放。',
    ),
  ];
}

/** Landscape: what was found at each business. */
function inspectionList(rows: readonly ApprovalRow[]): Enclosure {
  const items = rows.map((row, index) => ({ row, fault: faultOf(index) }));
  const table = tableOf(items, [
    numberColumn(),
    ['行政相对人', 4, ({ row }) => row.counterpartName],
    ['法律文书编号', 3.6, ({ row }) => row.decisionNumber],
    ['检查项目', 2.2, ({ fault }) => fault?.[0] ?? '全部项目'],
    ['检查结果', 4, ({ fault }) => fault?.[1] ?? '符合要求'],
    ['处理情况', 2.4, ({ fault }) => (fault ? '责令改正，复查合格' : '—')],
  ]);
  return { title: '食品经营许可事中事后监督检查情况表', blocks: [table], landscape: true };
}

function selfCheck(): Enclosure {
  const table = tableOf(ITEMS, [
    numberColumn(),
    ['自查项目', 3, ([item]) => item],
    ['应当避免的问题', 6, ([, problem]) => problem],
    ['自查结果', 2, () => ''],
  ]);
  return {
    title: '食品经营单位食品安全自查清单',
    blocks: [
      paragraph('食品经营单位应当每月至少对照本清单自查一次，如实记录自查结果；发现不符合要求的，立即整改。自查记录保存期限不少于二年。'),
      table,
    ],
  };
}
