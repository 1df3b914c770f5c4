/** Meetings of the demo world as data: who was asked, what was on the agenda, what was said and agreed, what followed (办法 17, 29–31). */
import type { ItemRecord, MeetingKind, Position } from '#shared/domain/meeting.ts';
import type { DemoDepartmentKey } from './demo-departments.ts';

export type MeetingKey = 'first' | 'monthly' | 'emergency' | 'thematic' | 'coordination' | 'joint' | 'coming';

/** `k`: working days before the last one, negative for days to come */
export interface DemoStep {
  readonly k: number;
  readonly percent: number;
  readonly note: string;
  readonly finished?: boolean;
  /** name of an evidence file */
  readonly file?: string;
}

export interface DemoAction {
  readonly task: string;
  readonly owner: DemoDepartmentKey;
  readonly due: number;
  readonly steps: readonly DemoStep[];
  readonly judged?: { readonly k: number; readonly note: string };
  /** another day, by who convened */
  readonly moved?: { readonly k: number; readonly due: number; readonly reason: string };
  readonly withdrawn?: { readonly k: number; readonly reason: string };
}

export interface DemoOutcome extends Pick<ItemRecord, 'outcome' | 'conclusion' | 'next' | 'vote'> {
  readonly speeches: readonly (readonly [by: DemoDepartmentKey, text: string])[];
  readonly positions: readonly (readonly [by: DemoDepartmentKey, stance: Position['stance'], text: string])[];
  readonly actions?: readonly DemoAction[];
}

export interface DemoItem {
  readonly by: DemoDepartmentKey;
  readonly title: string;
  readonly background: string;
  readonly question: string;
  /** words in the title of a letter that it is about */
  readonly letter?: string;
  /** not agreed at that meeting, and carried here: the item's place there */
  readonly carried?: { readonly from: MeetingKey; readonly index: number };
  readonly outcome?: DemoOutcome;
}

export interface DemoAnswer {
  readonly by: DemoDepartmentKey;
  readonly k: number;
  /** a refusal */
  readonly reason?: string;
}

export interface DemoConfirmation {
  readonly by: DemoDepartmentKey;
  readonly k: number;
  readonly note?: string;
}

export interface DemoMeeting {
  readonly key: MeetingKey;
  readonly kind: MeetingKind;
  /** absent: by month */
  readonly title?: string;
  readonly convened: number;
  readonly on: number;
  readonly collectUntil?: number;
  readonly hours: readonly [start: string, end: string];
  readonly parties: readonly DemoDepartmentKey[];
  readonly answers: readonly DemoAnswer[];
  readonly items: readonly DemoItem[];
  readonly documents?: { readonly k: number; readonly forms: readonly ('minutes' | 'memorandum')[] };
  readonly confirmed?: readonly DemoConfirmation[];
  readonly cancelled?: { readonly k: number; readonly reason: string };
}

export const MEETINGS: readonly DemoMeeting[] = [
  {
    ...{ key: 'first', kind: 'monthly', convened: 27, on: 24, hours: ['09:00', '11:00'], parties: ['market', 'emergency'] },
    answers: [
      { by: 'market', k: 26 },
      { by: 'emergency', k: 26 },
    ],
    items: [
      {
        ...{ by: 'market', title: '食品经营许可现场核查标准', letter: '现场核查标准' },
        background: '食品经营许可现场核查和日常检查使用两张表，对冷藏设施、专间面积的掌握尺度不一致，申请人反映较多。',
        question: '现场核查和日常检查的判定标准如何统一。',
        outcome: {
          ...{ outcome: 'agreed', next: '', conclusion: '现场核查以日常监督检查要点为基础，审批和监管使用同一张核查表。' },
          speeches: [
            ['market', '去年有11家新办单位在首次检查时被责令整改，其中7家与现场核查时的判定不一致。'],
            ['approval', '建议以监管部门的检查要点为基础，由双方共同修订核查表。'],
            ['market', '同意，我局可以先提出修订稿。'],
          ],
          positions: [
            ['approval', 'agree', '统一核查标准有利于减少申请人重复整改'],
            ['market', 'agree', '审批和监管使用同一张核查表便于事中事后衔接'],
          ],
          actions: [
            {
              ...{ task: '修订食品经营许可现场核查表', owner: 'market', due: 12, judged: { k: 12, note: '核查表已启用。' } },
              steps: [
                { k: 17, percent: 50, note: '已形成修订稿，征求基层监管所意见。' },
                { k: 13, percent: 100, note: '核查表已修订并印发。', finished: true, file: '食品经营许可现场核查表（修订）.csv' },
              ],
            },
          ],
        },
      },
      {
        ...{ by: 'market', title: '推送审批信息时附现场核查结论' },
        background: '监管部门接收审批信息时看不到现场核查的结论和容缺事项，首次检查缺少依据。',
        question: '推送审批信息时能否附现场核查结论和容缺事项。',
        outcome: {
          ...{ outcome: 'agreed', next: '', conclusion: '推送审批信息时，在备注中写明现场核查结论和容缺事项。' },
          speeches: [
            ['market', '希望推送时一并说明容缺受理的材料何时补齐。'],
            ['approval', '可以在备注中写明，不需要另外报表。'],
          ],
          positions: [
            ['approval', 'agree', ''],
            ['emergency', 'agree', ''],
          ],
          actions: [
            {
              ...{ task: '在推送的审批信息备注中写明现场核查结论和容缺事项', owner: 'approval', due: 4 },
              steps: [
                { k: 10, percent: 50, note: '已修改推送模板，从食品经营许可开始试行。' },
                { k: 6, percent: 100, note: '全部事项已按新模板推送，请核对近期收到的数据包。', finished: true },
              ],
            },
          ],
        },
      },
      {
        ...{ by: 'emergency', title: '跨部门联合踏勘的牵头部门' },
        background: '危险化学品经营、加油站等事项需要多个部门联合踏勘，各部门意见不一致时由谁牵头协调没有规定。',
        question: '联合踏勘由谁牵头，意见不一致时如何处理。',
        outcome: {
          ...{ outcome: 'notAgreed', next: 'jointConference', vote: { for: 1, against: 1, abstain: 1 } },
          conclusion: '对联合踏勘由审批部门牵头还是由行业监管部门牵头，各方没有达成一致意见。',
          speeches: [
            ['emergency', '踏勘的组织由审批部门负责，牵头也应当由审批部门承担。'],
            ['approval', '专业判断由行业监管部门作出，由其牵头更有利于形成结论。'],
            ['market', '涉及多个监管部门时，应当先明确以谁的意见为准。'],
          ],
          positions: [
            ['approval', 'disagree', '专业性强的事项由行业监管部门牵头'],
            ['emergency', 'agree', '由审批部门牵头组织，监管部门派员参加'],
            ['market', 'reserve', '应当先明确意见不一致时的处理规则'],
          ],
        },
      },
    ],
    documents: { k: 23, forms: ['minutes', 'memorandum'] },
    confirmed: [
      { by: 'market', k: 22 },
      { by: 'emergency', k: 22, note: '备忘录中应急管理局的意见应补充“并承担踏勘意见的汇总工作”。' },
    ],
  },
  {
    ...{ key: 'emergency', kind: 'emergency', title: '停业整顿企业许可处置紧急会议', convened: 16, on: 16 },
    ...{ hours: ['11:00', '11:50'], parties: ['emergency', 'market'] },
    answers: [
      { by: 'emergency', k: 16 },
      { by: 'market', k: 16 },
    ],
    items: [
      {
        ...{ by: 'emergency', title: '停业整顿期间的许可变更和延续' },
        background: '示例化工贸易经营部被责令停产停业整顿，整顿期间提出许可变更申请，并在关联场所继续经营。',
        question: '停业整顿期间的许可申请如何处理，关联场所如何检查。',
        outcome: {
          ...{ outcome: 'agreed', next: '', conclusion: '停业整顿期间暂不办理许可变更和延续，整改复查合格后恢复办理。' },
          speeches: [
            ['emergency', '整顿期间不具备安全生产条件，不应当办理变更。'],
            ['approval', '收到停业整顿信息后，窗口即时暂停办理并告知申请人。'],
          ],
          positions: [
            ['approval', 'agree', ''],
            ['emergency', 'agree', '整改复查合格是恢复办理许可事项的前提'],
            ['market', 'agree', ''],
          ],
          actions: [
            {
              ...{ task: '对关联经营场所开展一次联合检查', owner: 'market', due: 11, judged: { k: 11, note: '' } },
              steps: [{ k: 12, percent: 100, note: '检查完成，关联场所已停止经营。', finished: true, file: '联合检查情况表.csv' }],
            },
            {
              ...{
                task: '报送整改复查结论',
                owner: 'emergency',
                due: 6,
                steps: [{ k: 8, percent: 40, note: '企业已提交整改报告，正在复核。' }],
              },
              moved: { k: 7, due: -3, reason: '企业申请延长整改期限，复查相应顺延。' },
            },
            {
              ...{ task: '建立停业整顿企业名单台账', owner: 'market', due: -5, steps: [] },
              withdrawn: { k: 9, reason: '停业整顿信息已随监管信息推送，不再单独建立台账。' },
            },
          ],
        },
      },
    ],
    documents: { k: 15, forms: ['memorandum'] },
    confirmed: [
      { by: 'market', k: 14 },
      { by: 'emergency', k: 14 },
    ],
  },
  {
    ...{ key: 'thematic', kind: 'thematic', title: '撤销食品经营许可专题会议', convened: 15, on: 10 },
    ...{ hours: ['15:00', '16:30'], parties: ['market'], answers: [{ by: 'market', k: 14 }] },
    items: [
      {
        ...{ by: 'market', title: '经营场所使用证明的认定' },
        background: '申请人对经营场所使用证明的真实性提出异议。',
        question: '现有证据能否认定使用证明系伪造。',
      },
    ],
    cancelled: { k: 12, reason: '当事人已经承认使用证明系伪造，事实清楚，经与市场监督管理局沟通，不再召开。' },
  },
  {
    ...{ key: 'monthly', kind: 'monthly', convened: 14, on: 8, hours: ['09:00', '10:50'], parties: ['market', 'health', 'ecology'] },
    answers: [
      { by: 'market', k: 13 },
      { by: 'health', k: 12 },
      { by: 'ecology', k: 12 },
    ],
    items: [
      {
        ...{ by: 'approval', title: '审批信息认领超期' },
        background: '近两个月部分审批信息超过3个工作日未认领，个别数据包至今没有回执。',
        question: '如何清理超期未认领的审批信息，防止再次发生。',
        outcome: {
          ...{ outcome: 'agreed', next: '', conclusion: '各监管部门在5个工作日内清理超期未认领的审批信息，建立每日查看的提醒制度。' },
          speeches: [
            ['approval', '截至上周末，超期未认领的审批信息主要集中在餐饮服务和公共场所卫生许可。'],
            ['health', '卫生监督人员轮岗后没有及时交接，我局马上补齐。'],
          ],
          positions: [
            ['approval', 'agree', '按期认领是事中事后监管的起点'],
            ['market', 'agree', ''],
            ['health', 'agree', ''],
          ],
          actions: [
            {
              ...{ task: '清理超期未认领的审批信息', owner: 'market', due: 2 },
              steps: [{ k: 4, percent: 60, note: '餐饮服务类已清理完毕，药品零售类正在核对。' }],
            },
            { task: '建立认领提醒制度并报送责任人名单', owner: 'health', due: -4, steps: [] },
          ],
        },
      },
      {
        ...{ by: 'market', title: '经营场所证明的核验' },
        background: '举报核查发现有申请人提交伪造的经营场所使用证明。',
        question: '受理环节如何核验经营场所使用证明。',
        outcome: {
          ...{ outcome: 'agreed', next: '', conclusion: '受理时核对出租人身份和不动产登记信息，存疑的转监管部门协助核实。' },
          speeches: [['market', '建议受理时电话核实出租人，核实记录随卷保存。']],
          positions: [
            ['approval', 'agree', ''],
            ['market', 'agree', '从源头核验可以减少撤销许可的情形'],
          ],
          actions: [
            {
              ...{ task: '在受理环节增加经营场所使用证明核验步骤', owner: 'approval', due: -7 },
              steps: [{ k: 3, percent: 30, note: '已起草核验操作口径。' }],
            },
          ],
        },
      },
      {
        ...{ by: 'ecology', title: '排污许可与环评审批的衔接时限' },
        background: '部分项目取得环评批复后较长时间未申请排污许可。',
        question: '环评批复推送后多长时间内提醒企业申请排污许可。',
        outcome: {
          ...{ outcome: 'deferred', next: 'nextMeeting', conclusion: '需要核对上级最新规定，下次例会再议。' },
          speeches: [['ecology', '省厅正在修订管理规定，时限可能有变化。']],
          positions: [],
        },
      },
    ],
    documents: { k: 7, forms: ['minutes'] },
    confirmed: [{ by: 'health', k: 6 }],
  },
  {
    ...{
      key: 'coming',
      kind: 'monthly',
      convened: 9,
      on: -6,
      collectUntil: -3,
      hours: ['09:00', '11:00'],
      parties: ['market', 'emergency'],
    },
    answers: [{ by: 'emergency', k: 7 }],
    items: [
      {
        ...{ by: 'approval', title: '通报审管信息推送、认领和反馈情况' },
        ...{ background: '通报近期推送、认领和反馈的总体情况和存在的问题。', question: '如何提高按期认领率。' },
      },
      {
        ...{ by: 'approval', title: '征集联合踏勘项目' },
        ...{ background: '编制下一季度联合踏勘计划。', question: '各部门提出需要联合踏勘的事项。' },
      },
    ],
  },
  {
    ...{ key: 'coordination', kind: 'coordination', title: '停产停业监管信息推送协调会议', convened: 5, on: 1 },
    ...{ hours: ['10:00', '11:30'], parties: ['market'], answers: [{ by: 'market', k: 4 }] },
    items: [
      {
        ...{ by: 'market', title: '责令停产停业信息的推送方式' },
        background: '个别责令停产停业决定涉及的案卷材料较多，平台附件容量有限。',
        question: '案卷材料随监管信息推送，还是另行移送案卷。',
      },
      {
        ...{ by: 'market', title: '处罚决定作出前的信息沟通' },
        background: '处罚决定作出前，审批部门可能已经受理同一相对人的变更申请。',
        question: '立案后是否先行告知审批部门。',
      },
    ],
  },
  {
    ...{ key: 'joint', kind: 'jointConference', title: '行政审批与监管联席会议', convened: 4, on: -9 },
    ...{ hours: ['14:30', '16:30'], parties: ['emergency', 'market', 'ecology'] },
    answers: [
      { by: 'ecology', k: 3, reason: '当日赴省厅参加排污许可专项培训，已委托环评科准备书面意见，会前报送。' },
      { by: 'market', k: 2 },
      { by: 'emergency', k: 1 },
    ],
    items: [
      {
        ...{ by: 'emergency', title: '跨部门联合踏勘的牵头部门', carried: { from: 'first', index: 2 } },
        background: '例会未达成一致意见，按照办法第三十一条提请联席会议审定。',
        question: '联合踏勘由谁牵头，意见不一致时如何处理。',
      },
      {
        ...{ by: 'approval', title: '下放事项的监管职责划分' },
        background: '部分事项拟下放镇街办理，监管层级需要同步调整。',
        question: '下放后的日常监管由谁承担。',
      },
    ],
  },
];

/** Who comes for a department: the officer first. */
export const DELEGATES: Readonly<Partial<Record<DemoDepartmentKey, readonly (readonly [name: string, position: string])[]>>> = {
  approval: [
    ['卓明远', '局长'],
    ['岑见禾', '审批协调科科长'],
  ],
  market: [
    ['骆知苇', '登记注册指导科科长'],
    ['荀望舟', '食品经营监管科科长'],
  ],
  emergency: [['祁拾川', '危险化学品监管科科长']],
  ecology: [['柏听溪', '环评与排放管理科科长']],
  health: [['苗知秋', '综合监督科科长']],
};

/** Applications for meetings (办法 31(一)). */
export interface DemoApplication {
  readonly from: DemoDepartmentKey;
  readonly to: DemoDepartmentKey;
  readonly k: number;
  readonly kind: MeetingKind;
  readonly title: string;
  readonly reason: string;
  /** the meeting that it led to, with its items */
  readonly led?: MeetingKey;
  readonly declined?: { readonly k: number; readonly reason: string };
}

export const APPLICATIONS: readonly DemoApplication[] = [
  {
    ...{ from: 'emergency', to: 'approval', k: 11, kind: 'coordination', title: '加油站换证现场核查协调会议' },
    reason: '年底前有9座加油站换证，需要统一现场核查的时间安排。',
    declined: { k: 10, reason: '换证计划尚未下达，已列为下次例会的备选议题，届时一并研究。' },
  },
  {
    ...{ from: 'market', to: 'approval', k: 6, kind: 'coordination', led: 'coordination', title: '停产停业监管信息推送协调会议' },
    reason: '近期责令停产停业案件较多，案卷材料的移送方式需要协商。',
  },
  {
    ...{ from: 'market', to: 'approval', k: 2, kind: 'thematic', title: '撤回食品小作坊登记专题会议' },
    reason: '道路拓宽征收涉及的经营者需要撤回许可，请召开专题会议研究补偿和过渡安排。',
  },
  {
    ...{ from: 'approval', to: 'market', k: 2, kind: 'thematic', title: '食品小作坊登记材料核验专题会议' },
    reason: '你局直接办理的食品小作坊登记与我局食品经营许可的材料核验要求不一致，建议会商。',
  },
];
