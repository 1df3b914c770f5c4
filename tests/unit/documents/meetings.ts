/** A meeting of three departments to make documents of: one item agreed with two actions, one without, one that failed. */
import type { Arrangement, Attendee, ItemRecord, MeetingRecord, PlannedAction } from '#shared/domain/meeting.ts';
import { emptyItemRecord } from '#shared/domain/meeting.ts';
import type { MeetingDocumentFacts } from '#shared/domain/meeting-documents.ts';

export const APPROVAL = '宁新区行政审批服务局';
export const MARKET = '宁新区市场监督管理局';
export const EMERGENCY = '宁新区应急管理局';

const id = (number: number) => `019ac0de-7a11-7c3e-8d15-${String(number).padStart(12, '0')}`;

export function person(name: string, department: string, more: Partial<Attendee> = {}): Attendee {
  return { department, name, position: '', state: 'present', as: 'attendee', note: '', ...more };
}

export function action(number: number, task: string, owner: string, dueOn: string): PlannedAction {
  return { actionId: id(900 + number), task, owner, dueOn };
}

export const TITLES = ['食品经营许可告知承诺核查标准', '审批信息推送中联系方式填写规范', '加油站经营许可现场核查的职责分工'] as const;

function agenda(): Arrangement['agenda'] {
  return TITLES.map((title, index) => ({
    itemId: id(index + 1),
    title,
    background: '各科室掌握的尺度不一致。',
    question: '拟请研究统一的标准。',
    proposerId: '11370811MB2857345X',
    proposer: [MARKET, APPROVAL, EMERGENCY][index] ?? '',
    files: [],
    about: [],
    letters: [],
  }));
}

export function arrangement(more: Partial<Arrangement> = {}): Arrangement {
  return {
    kind: 'monthly',
    title: '2026年11月审批与监管联络员例会',
    issue: 3,
    date: '2026-11-25',
    startTime: '09:30',
    endTime: '11:00',
    place: '区政务服务中心305会议室',
    chair: '李明',
    recorder: '王芳',
    contact: '王芳，0537-3255123',
    parties: [{ name: MARKET }, { name: EMERGENCY }],
    collectUntil: '',
    agenda: agenda(),
    applications: [],
    remarks: '',
    ...more,
  };
}

export function attendance(): readonly Attendee[] {
  return [
    person('李明', APPROVAL, { position: '副局长' }),
    person('王芳', APPROVAL, { position: '审批一科科长' }),
    person('张伟', MARKET, { position: '信用监管科科长' }),
    person('刘洋', MARKET, { position: '食品科科长', state: 'late' }),
    person('陈静', EMERGENCY, { position: '危化科科长' }),
    person('赵强', EMERGENCY, { position: '办公室主任', state: 'leave', note: '参加市里会议' }),
    person('周敏', '宁新区司法局', { position: '法制科科长', as: 'observer' }),
    person('孙磊', EMERGENCY, { state: 'absent' }),
  ];
}

export function items(): readonly ItemRecord[] {
  const [first, second, third] = agenda().map(emptyItemRecord);
  if (!first || !second || !third) throw new Error('three items');
  return [
    {
      ...first,
      speeches: [
        { speaker: '张伟', department: MARKET, text: '我局在日常监管中发现，承诺内容与现场不一致的情况时有发生，建议明确核查时间和标准。' },
        { speaker: '王芳', department: APPROVAL, text: '同意统一标准。我们明天就可以把现行核查表发给各科室。' },
      ],
      positions: [
        { department: APPROVAL, stance: 'agree', text: '核查标准应当统一' },
        { department: MARKET, stance: 'agree', text: '我局的监管检查表可以作为核查标准的基础' },
      ],
      vote: { for: 3, against: 0, abstain: 0 },
      outcome: 'agreed',
      conclusion: '统一食品经营许可告知承诺核查标准，自2027年1月1日起对新办许可按统一标准核查',
      actions: [
        action(1, '制定《食品经营许可告知承诺核查表》并印发', APPROVAL, '2026-12-10'),
        action(2, '对监管人员开展一次核查标准培训', MARKET, '2026-12-18'),
      ],
    },
    {
      ...second,
      outcome: 'agreed',
      conclusion: '推送审批信息时联系方式填写行政相对人经办人员的手机号码，并注明姓名',
      actions: [action(3, '修改自建系统导出的表格', APPROVAL, '2026-12-25')],
    },
    {
      ...third,
      speeches: [{ speaker: '陈静', department: EMERGENCY, text: '现场核查属于许可条件的审查，应当由审批部门组织。' }],
      positions: [
        { department: EMERGENCY, stance: 'disagree', text: '我局没有相应的专家力量，不能承担核查组织工作' },
        { department: APPROVAL, stance: 'reserve', text: '建议由应急管理局提供专家名单' },
      ],
      vote: { for: 1, against: 1, abstain: 1 },
      outcome: 'notAgreed',
      conclusion: '各方对核查的组织单位意见不一致',
      next: 'jointConference',
    },
  ];
}

export function meetingRecord(more: Partial<MeetingRecord['head']> = {}): MeetingRecord {
  return { head: { startedAt: '09:35', endedAt: '11:10', attendance: [...attendance()], remarks: '', ...more }, items: [...items()] };
}

export function facts(more: Partial<MeetingDocumentFacts> = {}): MeetingDocumentFacts {
  return {
    arrangement: arrangement(),
    record: meetingRecord(),
    chair: '李明',
    recorder: '王芳',
    department: APPROVAL,
    today: '2026-11-26',
    ...more,
  };
}
