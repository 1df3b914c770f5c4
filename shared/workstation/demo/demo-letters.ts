/**
 * Letters of the demo world (办法 20, 21(二), 22, 25): questions answered, open and late, information pushed by letter,
 * a correction, letters that came on paper, drafts, a number that stays unused. Reviews and case files: demo-handling.ts;
 * meetings: demo-meetings.ts; officers: demo-liaisons.ts.
 */
import type { IsoDate } from '#shared/domain/approval.ts';
import type { LetterContent, LetterKind } from '#shared/domain/letter.ts';
import type { LetterFactsByKind } from '#shared/domain/letter-facts.ts';
import { chineseDate } from '#shared/domain/letter-template-parts.ts';
import { correctionLetter, fillLetter } from '#shared/domain/letter-templates.ts';
import { addWorkingDays } from '#shared/domain/working-calendar.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import { clock } from './demo-clock.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey } from './demo-departments.ts';
import { type DemoLetterDesk, type Issued, referenceTo } from './demo-letter-desk.ts';
import type { WorldRecord } from './demo-world.ts';

type Self = 'approval' | 'market';

export function planLetters(desk: DemoLetterDesk): void {
  planInquiries(desk);
  planPushes(desk);
  planInspections(desk);
  planPaper(desk);
  planDrafts(desk);
  planTemplates(desk);
}

// ---- 业务函询 (办法 25) ----

interface Inquiry {
  readonly from: DemoDepartmentKey;
  readonly to: DemoDepartmentKey;
  /** working days ago: asked, answered; negative for days to come */
  readonly asked: number;
  readonly due: number;
  readonly answered?: number;
  readonly subject: string;
  readonly background: string;
  readonly questions: readonly string[];
  readonly replies?: readonly string[];
}

const INQUIRIES: readonly Inquiry[] = [
  {
    ...{ from: 'approval', to: 'market', asked: 27, due: 17, answered: 22 },
    subject: '食品经营许可现场核查标准',
    background: '近期办理食品经营许可时，申请人对现场核查的要求反映较多，需要统一审批与监管的尺度。',
    questions: [
      '仅从事预包装食品销售的经营者变更经营场所的，是否需要重新现场核查',
      '连锁门店使用统一设计图纸的，能否以图纸审查代替首次现场核查',
    ],
    replies: [
      '仅从事预包装食品销售的，按照备案管理，变更经营场所不需要重新现场核查，我局在日常监督检查中核实',
      '连锁门店首次取得许可的，仍应当进行现场核查；同一品牌第二家以后的门店可以采用图纸审查，我局在30日内开展首次检查',
    ],
  },
  {
    ...{ from: 'approval', to: 'market', asked: 14, due: 4 },
    subject: '小作坊登记产品目录调整意见',
    background: '我局拟调整食品小作坊登记办事指南。',
    questions: ['现制现售的熟肉制品是否列入小作坊禁止生产目录', '登记时需要提交的检验报告由哪一级机构出具'],
  },
  {
    ...{ from: 'market', to: 'approval', asked: 12, due: 3 },
    subject: '药品零售企业执业药师备案办理要求',
    background: '我局在专项检查中发现，部分药店的执业药师与许可时备案的人员不一致。',
    questions: ['执业药师变更后应当在多长时间内办理备案', '逾期未办理备案的，是否影响许可证延续'],
  },
  {
    ...{ from: 'approval', to: 'market', asked: 7, due: -3 },
    subject: '特种设备使用登记停用手续',
    background: '有企业咨询长期停用的特种设备如何办理手续。',
    questions: ['特种设备停用一年以上的，使用登记应当如何变更', '重新启用前的检验由谁提出申请'],
  },
];

function planInquiries(desk: DemoLetterDesk): void {
  for (const [index, inquiry] of INQUIRIES.entries()) {
    const { from, to, asked, due, subject, background, questions } = inquiry;
    desk.at(asked, clock(9, 50) + index * 4, (day, time) => {
      const dueOn = dayOf(desk, due);
      const content = fillLetter('inquiry', { ...desk.facts(from, [to]), subject, background, questions, ...(dueOn ? { dueOn } : {}) });
      const letter = desk.issue({ from, to: [to], day, time, content, ...(dueOn ? { dueOn } : {}) });
      desk.send(letter, from, to, asked);
      planReply(desk, inquiry, letter, index);
    });
  }
}

function dayOf({ world }: DemoLetterDesk, k: number): IsoDate | undefined {
  return k < 0 ? addWorkingDays(world.today, -k).date : world.day(k);
}

function dateOf(desk: DemoLetterDesk, k: number): string {
  return chineseDate(dayOf(desk, k) ?? desk.world.today);
}

function planReply(desk: DemoLetterDesk, { from, to, answered, replies }: Inquiry, question: Issued, index: number): void {
  if (answered === undefined || !replies) return;
  desk.at(answered, clock(14, 20) + index * 4, (day, time) => {
    const content = fillLetter('reply', { ...desk.facts(to, [from]), answers: referenceTo(question, from), replies });
    desk.send(desk.issue({ from: to, to: [from], day, time, content }), to, from, answered);
  });
}

// ---- information by letter ----

function planPushes(desk: DemoLetterDesk): void {
  planSupervisionPush(desk);
  desk.at(20, clock(10, 15), (day, time) => {
    const records = ownApprovals(desk, 'construction');
    if (records.length < 2) return;
    const approvals = records.map(({ approval }) => approval);
    const content = fillLetter('approvalPush', { ...desk.facts('approval', ['construction']), approvals });
    const about = records.map(({ id }) => id);
    const letter = desk.issue({ from: 'approval', to: ['construction'], day, time, content, about });
    desk.send(letter, 'approval', 'construction', 20, 1);
    planCorrection(desk, letter, records[0]);
  });
  desk.at(20, clock(10, 40), (day, time) => desk.spoil('approval', day, time, '红头纸套印错位，已销毁，改用下一号重新印制。'));
  desk.at(18, clock(10, 30), (day, time) => desk.spoil('market', day, time, '拟稿时重复登记，该号不再使用。'));
}

/** 21(二): what the platform can't carry goes by letter. */
function planSupervisionPush(desk: DemoLetterDesk): void {
  const { world } = desk;
  desk.at(25, clock(9, 40), (day, time) => {
    const recorded = world.supervisions.find(({ actor }) => actor.departmentId === DEMO_DEPARTMENTS.market.uscc);
    if (!recorded) return;
    const { supervision } = recorded.payload;
    const facts = { ...desk.facts('market', ['approval']), supervisions: [supervision] };
    const about = [recorded.subject, ...supervision.approvals.map(({ recordId }) => recordId)];
    desk.send(
      desk.issue({ from: 'market', to: ['approval'], day, time, content: fillLetter('supervisionPush', facts), about }),
      'market',
      'approval',
      25,
    );
  });
}

function ownApprovals({ world }: DemoLetterDesk, pushedTo: DemoDepartmentKey): readonly WorldRecord[] {
  const { name } = DEMO_DEPARTMENTS.approval;
  return [...world.records.values()]
    .filter(({ approval, facts: [first] }) => approval.approvedBy === name && first !== undefined && world.has(pushedTo, first.id))
    .slice(0, 3);
}

/** A letter of its own: an issued one is never changed. */
function planCorrection(desk: DemoLetterDesk, letter: Issued, record: WorldRecord | undefined): void {
  if (!record) return;
  desk.at(19, clock(9, 30), (day, time) => {
    const corrects = referenceTo(letter, 'approval');
    const facts = { ...desk.facts('approval', ['construction']), corrects };
    const draft = correctionLetter('approvalPush', facts);
    const { contact } = record.approval.counterpart;
    const wrong = contact.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    const words = [
      `我局《${corrects.title}》（${corrects.number}）所附清单第1项的联系方式有误，现更正如下：`,
      `原文“${wrong}”更正为“${contact}”。`,
    ];
    const body = draft.body.map((block, index) => ({ ...block, ...(words[index] ? { text: words[index] } : {}) }));
    const content: LetterContent = { ...draft, body };
    desk.send(
      desk.issue({ from: 'approval', to: ['construction'], day, time, content, about: letter.payload.about }),
      'approval',
      'construction',
      19,
      1,
    );
  });
}

// ---- inspections (办法 22) ----

function planInspections(desk: DemoLetterDesk): void {
  desk.at(1, clock(10, 5), (day, time) => {
    const content = fillLetter('inspectionInvitation', {
      ...desk.facts('approval', ['construction']),
      ...{ project: '示例产业园二期仓储项目施工许可', time: `${dateOf(desk, -4)}上午9:30`, place: '济宁高新区示例路88号' },
      ...{ purpose: '核实消防车道、安全距离和施工围挡', persons: '消防设计审查和施工安全专业人员各1名' },
    });
    // Issued, and not put into a package yet.
    desk.issue({ from: 'approval', to: ['construction'], day, time, content });
  });
}

// ---- on paper ----

type Registered = EntryOf<'letter.registered'>['payload'];

function planPaper(desk: DemoLetterDesk): void {
  const { world } = desk;
  const register = (by: Self, k: number, minutes: number, payload: (dated: IsoDate, day: IsoDate) => Registered) => {
    desk.at(k, minutes, (day, time) => {
      const dated = world.day(k + 2) ?? day;
      world.append(by, time, world.entry('letter.registered', by, time, undefined, payload(dated, day)));
    });
  };
  const nothing = { about: [], files: [] };
  register('approval', 18, clock(11, 10), (date, receivedOn) => ({
    ...{ kind: 'supervisionPush', from: DEMO_DEPARTMENTS.emergency.name, fromId: DEMO_DEPARTMENTS.emergency.uscc, ...nothing },
    ...{ title: '关于推送危险化学品经营单位停产停业整顿情况的函', number: `济高新应急函〔${date.slice(0, 4)}〕16号`, date, receivedOn },
    summary: '责令示例化工贸易经营部停产停业整顿10日，期间不得办理许可变更。随函附整改指令书复印件3页。',
  }));
  register('market', 16, clock(15, 25), (date, receivedOn) => ({
    ...{ kind: 'other', from: '济宁市市场监督管理局（演示）', ...nothing },
    ...{ title: '关于开展药品零售企业专项检查的函', number: `济市监函〔${date.slice(0, 4)}〕88号`, date, receivedOn },
    summary: '请各县市区于月底前完成检查，涉及许可条件变化的，及时推送同级行政审批服务部门。',
  }));
  planPaperAnswer(desk, (question, date, receivedOn) => ({
    ...{ kind: 'reply', from: DEMO_DEPARTMENTS.health.name, fromId: DEMO_DEPARTMENTS.health.uscc, ...nothing },
    ...{ title: '关于公共场所卫生许可检测报告有效期的复函', number: `济高新卫函〔${date.slice(0, 4)}〕9号`, date, receivedOn },
    ...{ summary: '检测报告自出具之日起1年内有效；同一场所延续许可的，可以使用最近一次年度检测报告。', answers: question.subject },
  }));
}

/** Asked in a package, answered on paper. */
function planPaperAnswer(desk: DemoLetterDesk, payload: (question: Issued, date: IsoDate, receivedOn: IsoDate) => Registered): void {
  const { world } = desk;
  desk.at(23, clock(10, 10), (day, time) => {
    const dueOn = world.day(13);
    const content = fillLetter('inquiry', {
      ...desk.facts('approval', ['health']),
      ...{ subject: '公共场所卫生许可检测报告有效期', background: '部分申请人提交的检测报告出具时间较早。' },
      questions: ['公共场所卫生许可申请材料中的检测报告，出具多长时间以内有效'],
      ...(dueOn ? { dueOn } : {}),
    });
    const question = desk.issue({ from: 'approval', to: ['health'], day, time, content, ...(dueOn ? { dueOn } : {}) });
    desk.send(question, 'approval', 'health', 23, 1);
    desk.at(15, clock(15, 40), (receivedOn, registeredAt) => {
      const entry = world.entry(
        'letter.registered',
        'approval',
        registeredAt,
        undefined,
        payload(question, world.day(16) ?? receivedOn, receivedOn),
      );
      world.append('approval', registeredAt, entry);
    });
  });
}

// ---- drafts and templates ----

function planDrafts(desk: DemoLetterDesk): void {
  draft(desk, 'approval', 'meetingNotice', 1, clock(15, 10), desk.facts('approval', ['market', 'ecology']));
  draft(desk, 'market', 'expertList', 1, clock(15, 20), {
    ...desk.facts('market', ['approval']),
    field: '食品安全',
    experts: [
      { name: '闻人澈', field: '食品工艺', title: '高级工程师', employer: '示例食品检验研究院', telephone: '10000000301' },
      { name: '亓官越', field: '食品卫生', title: '主任医师', employer: '示例疾病预防控制中心', telephone: '10000000302' },
    ],
  });
  const { world } = desk;
  const given = draft(desk, 'approval', 'other', 8, clock(16, 10), {
    ...desk.facts('approval', ['culture']),
    subject: '商请延长材料补正期限',
  });
  desk.at(7, clock(9, 15), (_, time) => {
    const subject = given();
    if (subject) world.append('approval', time, world.entry('letter.discarded', 'approval', time, subject, { reason: '' }));
  });
  // Begun from the question that waits: its answer is still to be written.
  desk.at(1, clock(16, 5), (_, time) => {
    const questions = [
      ['approval', 'market'],
      ['market', 'approval'],
    ] as const;
    for (const [by, asker] of questions) {
      const question = world.letters.findLast(
        ({ actor, payload }) => isQuestion(payload, DEMO_DEPARTMENTS[by].uscc) && actor.departmentId === DEMO_DEPARTMENTS[asker].uscc,
      );
      if (!question) continue;
      const content = fillLetter('reply', { ...desk.facts(by, [asker]), answers: referenceTo(question, asker) });
      const recipientIds = [DEMO_DEPARTMENTS[asker].uscc];
      world.append(by, time, world.entry('letter.drafted', by, time, undefined, { content, about: [], recipientIds }));
    }
  });
}

function isQuestion({ content, recipientIds }: Issued['payload'], to: string): boolean {
  return content.kind === 'inquiry' && recipientIds.includes(to);
}

/** @returns asks for the id of the draft, once it was begun */
function draft<K extends LetterKind>(desk: DemoLetterDesk, by: Self, kind: K, k: number, minutes: number, facts: LetterFactsByKind[K]) {
  const { world } = desk;
  let subject: string | undefined;
  desk.at(k, minutes, (_, time) => {
    const content = fillLetter(kind, facts);
    const known = Object.values(DEMO_DEPARTMENTS).filter(({ name }) => content.recipients.includes(name));
    const entry = world.entry('letter.drafted', by, time, undefined, { content, about: [], recipientIds: known.map(({ uscc }) => uscc) });
    world.append(by, time, entry);
    subject = entry.subject;
  });
  return () => subject;
}

/** What a department writes again and again. */
function planTemplates(desk: DemoLetterDesk): void {
  const { world } = desk;
  const save = (by: Self, k: number, minutes: number, name: string, content: () => LetterContent) => {
    desk.at(k, minutes, (_, time) => {
      const payload = { name, content: content(), removed: false };
      world.append(by, time, world.entry('letterTemplate.saved', by, time, undefined, payload));
    });
  };
  save('approval', 26, clock(15, 45), '函询办理标准（窗口常用）', () =>
    fillLetter('inquiry', { ...desk.facts('approval', []), subject: '办理标准', background: '窗口受理时申请人咨询较多。' }),
  );
  save('market', 24, clock(15, 50), '监管信息推送函（责令停产停业）', () =>
    fillLetter('supervisionPush', desk.facts('market', ['approval'])),
  );
}
