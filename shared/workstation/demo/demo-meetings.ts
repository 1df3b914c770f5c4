/**
 * Meetings of the demo world (办法 17, 29–31) from application to minutes: held, cancelled, to be recorded, arranged with a
 * refusal, collecting items, and one item that was not agreed and goes to the 联席会议. What followed: demo-actions.ts.
 */

import { chineseDate } from '#shared/domain/letter-template-parts.ts';
import { fillLetter } from '#shared/domain/letter-templates.ts';
import type { AgendaItem, Arrangement, Attendee, ItemRecord, MeetingRecord, PlannedAction } from '#shared/domain/meeting.ts';
import { meetingDocument } from '#shared/domain/meeting-documents.ts';
import { pdfName } from '../meetings/meeting-documents.ts';
import { planActions } from './demo-actions.ts';
import { clock } from './demo-clock.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey } from './demo-departments.ts';
import { SIGNERS } from './demo-letter-desk.ts';
import type { DemoMeetingDesk, HeldFolder, MeetingFolder } from './demo-meeting-desk.ts';
import {
  APPLICATIONS,
  DELEGATES,
  type DemoApplication,
  type DemoItem,
  type DemoMeeting,
  type DemoOutcome,
  MEETINGS,
  type MeetingKey,
} from './demo-meeting-texts.ts';
import { supervisedApproval } from './demo-supervision.ts';

const PLACE = '政务服务中心4楼第二会议室';
const CHAIR = SIGNERS.approval ?? '';
const RECORDER = '岑见禾';
/** bytes, as a document of two pages has; the real file takes its place */
const PDF_BYTES = 60_000;

export function planMeetings(desk: DemoMeetingDesk): void {
  const meetings = new DemoMeetings(desk);
  for (const application of APPLICATIONS) meetings.planApplication(application);
  for (const [index, meeting] of MEETINGS.entries()) meetings.planMeeting(meeting, index);
}

class DemoMeetings {
  readonly #folders = new Map<MeetingKey, HeldFolder>();
  readonly #applications = new Map<MeetingKey, MeetingFolder & { readonly items: readonly AgendaItem[] }>();

  constructor(private readonly desk: DemoMeetingDesk) {}

  // ---- 31(一): either side asks ----

  planApplication(plan: DemoApplication): void {
    const { desk } = this;
    const { from, to, k, kind, title, reason, led, declined } = plan;
    let folder: MeetingFolder | undefined;
    desk.at(k, clock(9, 25), (time) => {
      const { items = [], parties = [] } = MEETINGS.find(({ key }) => key === led) ?? {};
      const agenda = items.map((item) => this.#itemOf(item, time));
      const others = parties.filter((each) => each !== from);
      const id = desk.world.id(time);
      const applied: MeetingFolder = { id, title: `会议申请：${title}`, between: [from, to], said: [] };
      desk.say(applied, 'meeting.applied', from, time, id, {
        application: {
          ...{ toId: DEMO_DEPARTMENTS[to].uscc, kind, title, reason, wishedOn: desk.day(k - 5) },
          ...{ wishedParties: others.map((each) => DEMO_DEPARTMENTS[each].name), items: agenda },
        },
      });
      folder = applied;
      if (led) this.#applications.set(led, { ...applied, items: agenda });
    });
    desk.tell(from, k, clock(9, 44), () => folder);
    if (!declined) return;
    desk.at(declined.k, clock(9, 30), (time) => {
      if (folder) desk.say(folder, 'application.answered', to, time, folder.id, { accepted: false, reason: declined.reason });
    });
    desk.tell(to, declined.k, clock(10, 1), () => folder);
  }

  // ---- arranging ----

  planMeeting(plan: DemoMeeting, index: number): void {
    const { desk } = this;
    const { key, convened, answers } = plan;
    const folder = () => this.#folders.get(key);
    const minutes = plan.kind === 'emergency' ? clock(9, 2) : clock(9, 6) + index * 2;
    desk.at(convened, minutes, (time) => this.#convene(plan, time));
    if (plan.collectUntil !== undefined) this.#planNotice(plan);
    desk.tell('approval', convened, minutes + 34, folder);
    for (const { by, k, reason = '' } of answers) {
      const at = plan.kind === 'emergency' ? clock(10, 12) : clock(9, 40) + index;
      desk.at(k, at, (time) => {
        const persons = (DELEGATES[by] ?? []).map(([name, position]) => ({ name, position, as: 'attendee' as const }));
        const answer = reason === '' ? ({ answer: 'accepted', persons } as const) : ({ answer: 'refused', persons: [] } as const);
        const known = folder();
        if (known) desk.say(known, 'attendance.answered', by, time, known.id, { ...answer, persons: [...answer.persons], reason });
      });
      desk.tell(by, k, at + 11, folder);
    }
    if (plan.cancelled) this.#planCancelling(plan, plan.cancelled);
    if (plan.documents) this.#planHolding(plan, plan.documents);
    if (key === 'coordination') this.#planNotes(plan);
    if (key === 'coming') this.#planProposal(plan);
    if (key === 'joint') this.#planChange(plan);
  }

  #convene(plan: DemoMeeting, time: number): void {
    const { desk } = this;
    const { key, kind, on, hours, parties } = plan;
    const date = desk.day(on);
    const application = this.#applications.get(key);
    const agenda = application?.items ?? plan.items.map((item) => this.#itemOf(item, time));
    const issue = kind === 'monthly' ? Number(date.slice(5, 7)) : kind === 'jointConference' ? 1 : 0;
    const title = plan.title ?? `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月审批与监管联络员例会`;
    const arrangement: Arrangement = {
      ...this.#kindOf(plan, date, issue),
      ...{ title, date, startTime: hours[0], endTime: hours[1], place: PLACE, chair: CHAIR, recorder: RECORDER },
      contact: `${RECORDER}，${DEMO_DEPARTMENTS.approval.telephone}`,
      parties: parties.map((each) => ({ departmentId: DEMO_DEPARTMENTS[each].uscc, name: DEMO_DEPARTMENTS[each].name })),
      collectUntil: plan.collectUntil === undefined ? '' : desk.day(plan.collectUntil),
      agenda: [...agenda],
      applications: application ? [application.id] : [],
      remarks: '',
    };
    const id = desk.world.id(time);
    const folder: HeldFolder = { id, title, between: ['approval', ...parties], said: [], arrangement };
    this.#folders.set(key, folder);
    desk.say(folder, 'meeting.convened', 'approval', time, id, { arrangement, reason: '' });
    if (!application) return;
    desk.say(folder, 'application.answered', 'approval', time + 1, application.id, { accepted: true, meetingId: id, reason: '' });
  }

  /** 29: 每月定期、不定期. Where two fall into one month the second one is the 不定期例会. */
  #kindOf({ kind, key }: DemoMeeting, date: string, issue: number): Pick<Arrangement, 'kind' | 'issue'> {
    const month = date.slice(0, 7);
    const same = [...this.#folders].some(
      ([other, { arrangement }]) => other !== key && arrangement.kind === 'monthly' && arrangement.date.startsWith(month),
    );
    return kind === 'monthly' && same ? { kind: 'occasional', issue: 1 } : { kind, issue };
  }

  #itemOf({ by, title, background, question, letter, carried }: DemoItem, time: number): AgendaItem {
    const { world } = this.desk;
    const before = carried && this.#folders.get(carried.from);
    const beforeItem = carried && before?.arrangement.agenda[carried.index];
    const letters = letter === undefined ? [] : world.letters.filter(({ payload }) => payload.content.title.includes(letter));
    const record = title.includes('停产停业') ? supervisedApproval(world, 'market', 2) : undefined;
    return {
      ...{ itemId: world.id(time), title, background, question, files: [] },
      ...{ proposerId: DEMO_DEPARTMENTS[by].uscc, proposer: DEMO_DEPARTMENTS[by].name },
      about: record ? [record.id] : [],
      letters: letters.map(({ subject }) => subject),
      ...(before && beforeItem ? { carriedFrom: { meetingId: before.id, itemId: beforeItem.itemId } } : {}),
    };
  }

  /** The 会议通知 goes as a letter, the package of the meeting beside it. */
  #planNotice(plan: DemoMeeting): void {
    const { desk } = this;
    desk.at(plan.convened, clock(9, 20), (time, day) => {
      const folder = this.#folders.get(plan.key);
      if (!folder) return;
      const { arrangement } = folder;
      const content = fillLetter('meetingNotice', {
        ...desk.letters.facts('approval', plan.parties),
        ...{ meeting: arrangement.title, time: `${chineseDate(arrangement.date)}上午9:00至11:00`, place: PLACE },
        agenda: arrangement.agenda.map(({ title }) => title),
        ...(arrangement.collectUntil === '' ? {} : { dueOn: arrangement.collectUntil }),
      });
      const dueOn = arrangement.collectUntil === '' ? {} : { dueOn: arrangement.collectUntil };
      const letter = desk.letters.issue({ from: 'approval', to: plan.parties, day, time, content, ...dueOn });
      for (const recipient of plan.parties) desk.letters.send(letter, 'approval', recipient, plan.convened);
      desk.keep('meeting.noticed', 'approval', time + 1, folder.id, { letterId: letter.subject });
    });
  }

  #planCancelling({ key }: DemoMeeting, { k, reason }: NonNullable<DemoMeeting['cancelled']>): void {
    const { desk } = this;
    desk.at(k, clock(15, 2), (time) => {
      const folder = this.#folders.get(key);
      if (folder) desk.say(folder, 'meeting.cancelled', 'approval', time, folder.id, { reason });
    });
    desk.tell('approval', k, clock(15, 8), () => this.#folders.get(key));
  }

  /** 28(一): one more item, which the convener hasn't put on the agenda yet. */
  #planProposal({ key }: DemoMeeting): void {
    const { desk } = this;
    const proposed: DemoItem = {
      ...{ by: 'market', title: '药品零售企业执业药师变更备案' },
      background: '专项检查发现部分药店的执业药师与许可时备案的人员不一致。',
      question: '执业药师变更后的备案时限和逾期后果如何统一告知。',
    };
    desk.at(3, clock(9, 31), (time) => {
      const folder = this.#folders.get(key);
      if (!folder) return;
      const item = this.#itemOf(proposed, time);
      desk.say(folder, 'agendaItem.proposed', 'market', time, item.itemId, { meetingId: folder.id, item, withdrawn: false });
    });
    desk.tell('market', 3, clock(9, 53), () => this.#folders.get(key));
  }

  /** Moved by an hour, and the others haven't been told yet. */
  #planChange({ key }: DemoMeeting): void {
    const { desk } = this;
    desk.at(1, clock(15, 12), (time) => {
      const folder = this.#folders.get(key);
      if (!folder) return;
      folder.arrangement = { ...folder.arrangement, startTime: '15:30', endTime: '17:30' };
      const payload = { arrangement: folder.arrangement, reason: '与管委会调度会时间冲突，推迟一小时。' };
      desk.say(folder, 'meeting.convened', 'approval', time, folder.id, payload);
    });
  }

  // ---- recording (31(三)) ----

  /** What was typed while the meeting went on; the record isn't closed yet. */
  #planNotes({ key, on, parties }: DemoMeeting): void {
    const { desk } = this;
    const note = (
      minutes: number,
      payload: (folder: HeldFolder) => { readonly item?: ItemRecord; readonly head?: MeetingRecord['head'] },
    ) =>
      desk.at(on, minutes, (time) => {
        const folder = this.#folders.get(key);
        if (folder) desk.keep('meeting.noted', 'approval', time, folder.id, payload(folder));
      });
    note(clock(10, 3), () => ({ head: { startedAt: '10:00', endedAt: '', attendance: attendanceOf(parties), remarks: '' } }));
    note(clock(10, 22), ({ arrangement }) => {
      const [item] = arrangement.agenda;
      const speeches = [
        speech('market', '案卷材料一般在50页以上，随监管信息推送不便查阅。'),
        speech('approval', '建议另行移送案卷，监管信息中注明。'),
      ];
      return item ? { item: { ...recordOf(item, undefined, []), speeches } } : {};
    });
  }

  #planHolding(plan: DemoMeeting, { k, forms }: NonNullable<DemoMeeting['documents']>): void {
    const { desk } = this;
    const { key, on, confirmed = [] } = plan;
    const folder = () => this.#folders.get(key);
    const documents = new Map<string, string>();
    let record: MeetingRecord | undefined;
    desk.at(on, plan.kind === 'emergency' ? clock(15, 6) : clock(11, 34), (time) => {
      const known = folder();
      if (known) record = this.#close(plan, known, time);
    });
    for (const [index, form] of (['record', ...forms] as const).entries()) {
      desk.at(form === 'record' ? on : k, (form === 'record' ? clock(16, 5) : clock(9, 33)) + index * 7, (time, today) => {
        const known = folder();
        if (!known || !record) return;
        const { name: department } = DEMO_DEPARTMENTS.approval;
        const facts = { arrangement: known.arrangement, record, chair: CHAIR, recorder: RECORDER, department, today };
        const content = meetingDocument(form, facts);
        const pdf = { sha256: desk.world.random.hex(64), name: pdfName(content), size: PDF_BYTES };
        const payload = { meetingId: known.id, content, signer: CHAIR, pdf };
        // Who said what stays with those who keep the 会议记录.
        const issued =
          form === 'record'
            ? desk.keep('meetingDocument.issued', 'approval', time, undefined, payload)
            : desk.say(known, 'meetingDocument.issued', 'approval', time, undefined, payload);
        documents.set(form, issued.subject);
      });
    }
    desk.tell('approval', k, clock(10, 17), folder);
    for (const { by, k: day, note = '' } of confirmed) {
      desk.at(day, clock(9, 42), (time) => {
        const known = folder();
        for (const [index, form] of forms.entries()) {
          const objects = form === 'memorandum' && note !== '';
          const payload = { agrees: !objects, note: objects ? note : '' };
          if (known) desk.say(known, 'meetingDocument.confirmed', by, time + index, documents.get(form), payload);
        }
      });
      desk.tell(by, day, clock(10, 8), folder);
    }
  }

  /** The record, what all are told came of it, and the items that follow. */
  #close(plan: DemoMeeting, folder: HeldFolder, time: number): MeetingRecord {
    const { desk } = this;
    const items = folder.arrangement.agenda.map((item, index) => {
      const outcome = plan.items[index]?.outcome;
      const actions = (outcome?.actions ?? []).map(
        ({ task, owner, due }): PlannedAction => ({
          ...{ actionId: desk.world.id(time), task, dueOn: desk.day(due) },
          ...{ ownerId: DEMO_DEPARTMENTS[owner].uscc, owner: DEMO_DEPARTMENTS[owner].name },
        }),
      );
      return recordOf(item, outcome, actions);
    });
    const [startedAt, endedAt] = plan.hours;
    const head = { startedAt, endedAt, attendance: attendanceOf(plan.parties), remarks: '' };
    const record: MeetingRecord = { head, items };
    desk.keep('meeting.held', 'approval', time, folder.id, { record, chair: CHAIR, recorder: RECORDER, reason: '' });
    desk.say(folder, 'meeting.concluded', 'approval', time + 1, folder.id, {
      heldOn: folder.arrangement.date,
      conclusions: items.map(({ speeches: _speeches, actions: _actions, ...conclusion }) => conclusion),
      attendance: presence(head.attendance),
    });
    for (const [index, item] of items.entries()) {
      const plans = plan.items[index]?.outcome?.actions ?? [];
      for (const [place, action] of item.actions.entries()) {
        const planned = plans[place];
        if (planned) planActions(desk, folder, { item: folder.arrangement.agenda[index], planned: action, plan: planned }, time + 2);
      }
    }
    return record;
  }
}

function attendanceOf(parties: readonly DemoDepartmentKey[]): Attendee[] {
  return (['approval', ...parties] as const).flatMap((by) =>
    (DELEGATES[by] ?? []).map(([name, position], index): Attendee => {
      const { uscc: departmentId, name: department } = DEMO_DEPARTMENTS[by];
      // The market bureau's second delegate asked to be excused.
      const onLeave = by === 'market' && index > 0;
      const state = onLeave ? 'leave' : 'present';
      return { departmentId, department, name, position, state, as: 'attendee', note: onLeave ? '外出检查' : '' };
    }),
  );
}

function presence(attendance: readonly Attendee[]) {
  const departments = [...new Set(attendance.map(({ department }) => department))];
  return departments.map((department) => {
    const present = attendance.filter((person) => person.department === department && person.state === 'present').length;
    return { department, present };
  });
}

function speech(by: DemoDepartmentKey, text: string) {
  return { speaker: DELEGATES[by]?.at(by === 'approval' ? 1 : 0)?.[0] ?? '', department: DEMO_DEPARTMENTS[by].name, text };
}

function recordOf({ itemId, title }: AgendaItem, outcome: DemoOutcome | undefined, actions: readonly PlannedAction[]): ItemRecord {
  return {
    ...{ itemId, title, outcome: outcome?.outcome ?? 'open', conclusion: outcome?.conclusion ?? '', next: outcome?.next ?? '' },
    positions: (outcome?.positions ?? []).map(([by, stance, text]) => {
      const { uscc: departmentId, name: department } = DEMO_DEPARTMENTS[by];
      return { departmentId, department, stance, text };
    }),
    ...(outcome?.vote ? { vote: outcome.vote } : {}),
    speeches: (outcome?.speeches ?? []).map(([by, text]) => speech(by, text)),
    actions: [...actions],
  };
}
