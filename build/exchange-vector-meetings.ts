/** What a meeting looks like in the test vectors: everything that its convener says of it, and what a party answers (办法 27–31). */
import type { Department } from '#shared/domain/department.ts';
import type { AgendaItem, Conclusion, MeetingDocumentContent } from '#shared/domain/meeting.ts';
import type { Entry } from '#shared/ledger/entry.ts';

interface MeetingVectorInput {
  readonly id: (number: number) => string;
  /** id, time and actor of a fact */
  readonly fact: (number: number, from: Department) => Pick<Entry, 'id' | 'at' | 'actor'>;
  readonly convener: Department;
  readonly party: Department;
  readonly evidence: { readonly sha256: string; readonly size: number };
  readonly pdf: { readonly sha256: string; readonly size: number };
}

/** Ids of what both packages speak about. */
const [MEETING, CANCELLED, APPLICATION, DOCUMENT, ACTION, WITHDRAWN, LIAISON, ITEM, OTHER_ITEM] = [
  401, 402, 403, 404, 405, 406, 407, 408, 409,
];

export function meetingEntries(input: MeetingVectorInput): { readonly convener: readonly Entry[]; readonly party: readonly Entry[] } {
  return { convener: [...arranged(input), ...followed(input)], party: answered(input) };
}

function item({ id, party, evidence }: MeetingVectorInput, proposer: Department, number: number): AgendaItem {
  return {
    itemId: id(number),
    title: proposer === party ? '推送时限' : '推送口径',
    background: '各科室口径不一致',
    question: '请研究统一口径',
    proposerId: proposer.uscc,
    proposer: proposer.name,
    files: proposer === party ? [{ ...evidence, name: '附件.txt' }] : [],
    about: [],
    letters: [],
  };
}

function arranged(input: MeetingVectorInput): readonly Entry[] {
  const { id, fact, convener, party } = input;
  const by = (number: number) => fact(number, convener);
  const liaison = {
    ...{ name: '示例联络员', section: '示例科', position: '科长', telephone: '0537-0000000', mobile: '', headOfSection: true },
    ...{ duties: ['meetings' as const, 'exchange' as const], from: '2026-01-01', until: '' as const },
  };
  const arrangement = {
    ...{ kind: 'monthly' as const, title: '示例例会', issue: 11, date: '2026-11-20', startTime: '09:00', endTime: '11:00' },
    ...{
      place: '示例会议室',
      chair: '示例负责人',
      recorder: '示例经办人',
      contact: '0537-0000000',
      collectUntil: '' as const,
      remarks: '',
    },
    parties: [{ departmentId: party.uscc, name: party.name }, { name: '示例区财政局' }],
    agenda: [item(input, convener, ITEM), item(input, party, OTHER_ITEM)],
    applications: [id(APPLICATION)],
  };
  return [
    { ...by(51), type: 'liaison.filed', subject: id(LIAISON), payload: { liaison, reason: '' } },
    { ...by(52), type: 'meeting.convened', subject: id(MEETING), payload: { arrangement, reason: '' } },
    {
      ...by(53),
      type: 'application.answered',
      subject: id(APPLICATION),
      payload: { accepted: true, meetingId: id(MEETING), reason: '' },
    },
    {
      ...by(54),
      type: 'meeting.convened',
      subject: id(CANCELLED),
      payload: { arrangement: { ...arrangement, kind: 'coordination', title: '示例协调会议', issue: 0, applications: [] }, reason: '' },
    },
    { ...by(55), type: 'meeting.cancelled', subject: id(CANCELLED), payload: { reason: '并入例会' } },
    {
      ...by(56),
      type: 'agendaItem.proposed',
      subject: id(ITEM),
      payload: { meetingId: id(MEETING), item: item(input, convener, ITEM), withdrawn: false },
    },
  ];
}

function followed(input: MeetingVectorInput): readonly Entry[] {
  const { id, fact, convener, party, pdf } = input;
  const by = (number: number) => fact(number, convener);
  const position = { departmentId: party.uscc, department: party.name, stance: 'disagree' as const, text: '时限过短' };
  const conclusions: Conclusion[] = [
    { itemId: id(ITEM), title: '推送口径', positions: [], outcome: 'agreed', conclusion: '按法律文书编号推送', next: '' },
    {
      ...{ itemId: id(OTHER_ITEM), title: '推送时限', positions: [position], vote: { for: 1, against: 1, abstain: 0 } },
      ...{ outcome: 'notAgreed', conclusion: '意见不一致', next: 'jointConference' },
    },
  ];
  const content: MeetingDocumentContent = {
    ...{ form: 'minutes', title: '示例例会纪要', issue: '（第11期）', department: convener.name, date: '2026-11-20' },
    body: [{ type: 'paragraph', text: '会议议定，按法律文书编号推送。' }],
    present: [{ label: '出席', names: '示例负责人、示例联络员' }],
    ...{ chair: '示例负责人', recorder: '示例经办人', signatories: [], copies: [party.name] },
  };
  const assigned = { meetingId: id(MEETING), itemId: id(ITEM), askedById: convener.uscc, askedBy: convener.name, dueOn: '2026-12-15' };
  return [
    {
      ...by(57),
      type: 'meeting.concluded',
      subject: id(MEETING),
      payload: { heldOn: '2026-11-20', conclusions, attendance: [{ department: party.name, present: 1 }] },
    },
    {
      ...by(58),
      type: 'meetingDocument.issued',
      subject: id(DOCUMENT),
      payload: { meetingId: id(MEETING), content, signer: '示例负责人', pdf: { ...pdf, name: '示例例会纪要.pdf' } },
    },
    {
      ...by(59),
      type: 'action.assigned',
      subject: id(ACTION),
      payload: { ...assigned, task: '统一推送口径', ownerId: party.uscc, owner: party.name, reason: '' },
    },
    {
      ...by(60),
      type: 'action.assigned',
      subject: id(WITHDRAWN),
      payload: { ...assigned, task: '核对账号', owner: '示例区财政局', reason: '' },
    },
    { ...by(61), type: 'action.withdrawn', subject: id(WITHDRAWN), payload: { reason: '已无必要' } },
    { ...by(62), type: 'action.judged', subject: id(ACTION), payload: { accepted: false, note: '缺少清单' } },
  ];
}

function answered(input: MeetingVectorInput): readonly Entry[] {
  const { id, fact, convener, party, evidence } = input;
  const by = (number: number) => fact(number, party);
  const proposal = item(input, party, OTHER_ITEM);
  const application = {
    toId: convener.uscc,
    kind: 'monthly' as const,
    title: '示例会议申请',
    reason: '口径不一致',
    wishedOn: '2026-11-20',
  };
  return [
    {
      ...by(71),
      type: 'meeting.applied',
      subject: id(APPLICATION),
      payload: { application: { ...application, wishedParties: ['示例区财政局'], items: [proposal] } },
    },
    {
      ...by(72),
      type: 'attendance.answered',
      subject: id(MEETING),
      payload: { answer: 'accepted', reason: '', persons: [{ name: '示例联络员', position: '科长', as: 'attendee' }] },
    },
    {
      ...by(73),
      type: 'action.progressed',
      subject: id(ACTION),
      payload: { note: '已经统一', percent: 100, finished: true, files: [{ ...evidence, name: '附件.txt' }] },
    },
    { ...by(74), type: 'meetingDocument.confirmed', subject: id(DOCUMENT), payload: { agrees: true, note: '' } },
  ];
}
