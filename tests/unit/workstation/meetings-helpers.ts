import { type AgendaItem, type Arrangement, type Attendee, emptyItemRecord, type ItemRecord } from '#shared/domain/meeting.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { PackageRow } from '#shared/workstation/api.ts';
import { type NodeWorkstation, openNodeWorkstation, required } from '../../../build/node-workstation.ts';
import { RECIPIENT, SENDER, TwoDepartments, takeCard } from './two-departments.ts';

export const EMERGENCY = { ...RECIPIENT, uscc: '11370800MB00000353', name: '高新区应急管理局', documentCode: '济高新应急' };

/** The approval department, which convenes, and two that supervise; all have compared their keys. */
export class Meetings {
  #files = 0;

  private constructor(
    readonly two: TwoDepartments,
    readonly third: NodeWorkstation | undefined,
  ) {}

  static async create({ three = false } = {}): Promise<Meetings> {
    const two = await TwoDepartments.create();
    await takeCard(two.sender, two.recipient, two.path('sender.sgcard'));
    if (!three) return new Meetings(two, undefined);
    const third = await openNodeWorkstation({
      ...{ directory: two.path('third'), department: EMERGENCY, operator: '孙经办', passphrase: '测试口令-2026' },
      now: () => two.now,
    });
    const all = [two.sender, two.recipient];
    for (const [index, other] of all.entries()) {
      await takeCard(third, other, two.path(`third-${index}.sgcard`));
      await takeCard(other, third, two.path(`other-${index}.sgcard`));
    }
    return new Meetings(two, third);
  }

  get approval(): NodeWorkstation {
    return this.two.sender;
  }

  get market(): NodeWorkstation {
    return this.two.recipient;
  }

  get emergency(): NodeWorkstation {
    if (!this.third) throw new Error('there are two departments only');
    return this.third;
  }

  /** So that what is said later has a later time. */
  later(minutes = 1): void {
    this.two.now = new Date(this.two.now.getTime() + minutes * 60_000);
  }

  /** Everything that `from` said about these goes to all whom it concerns, or to `to`, and is taken in there. */
  async send(
    from: NodeWorkstation,
    to: readonly NodeWorkstation[],
    about: { readonly meetings?: readonly string[]; readonly applications?: readonly string[]; readonly liaisons?: boolean },
  ): Promise<PackageRow> {
    this.later();
    this.#files += 1;
    const name = `meetings-${this.#files}.sgxe`;
    const { meetings = [], applications = [], liaisons = false } = about;
    const recipients = to.map((each) => this.#idOf(each));
    const { token } = from.target(this.two.path(name));
    const input = { jobId: 'meetings', token, meetings, applications, liaisons, recipients, title: '' };
    const [row] = required(await from.workstation.exportMeetings(input));
    if (!row) throw new Error('no row');
    for (const each of to) await this.two.take(each, name);
    this.later();
    return row;
  }

  #idOf(at: NodeWorkstation): string {
    return at === this.two.sender ? SENDER.uscc : at === this.two.recipient ? RECIPIENT.uscc : EMERGENCY.uscc;
  }

  async remove(): Promise<void> {
    await this.third?.close();
    await this.two.remove();
  }
}

export function agendaItem(title: string, changes: Partial<AgendaItem> = {}): AgendaItem {
  return {
    ...{ itemId: createUuid(), title, background: '背景', question: '请研究', proposerId: SENDER.uscc, proposer: SENDER.name },
    ...{ files: [], about: [], letters: [] },
    ...changes,
  };
}

/** A 例会 with the market department, of the day that the clock of the test begins with. */
export function arrangement(changes: Partial<Arrangement> = {}): Arrangement {
  return {
    ...{ kind: 'monthly', title: '2026年11月审批与监管联络员例会', issue: 11, date: '2026-11-23', startTime: '14:30', endTime: '16:00' },
    ...{ place: '政务中心三楼会议室', chair: '李局长', recorder: '王经办', contact: '王经办，0537-0000001' },
    ...{ parties: [{ departmentId: RECIPIENT.uscc, name: RECIPIENT.name }], collectUntil: '', agenda: [agendaItem('信息推送口径')] },
    ...{ applications: [], remarks: '' },
    ...changes,
  };
}

export async function convene(at: NodeWorkstation, changes: Partial<Arrangement> = {}): Promise<string> {
  return required(await at.workstation.conveneMeeting({ arrangement: arrangement(changes), reason: '' })).meetingId;
}

export const PRESENT: readonly Attendee[] = [
  { departmentId: SENDER.uscc, department: SENDER.name, name: '李局长', position: '局长', state: 'present', as: 'attendee', note: '' },
  { departmentId: RECIPIENT.uscc, department: RECIPIENT.name, name: '张联络', position: '科长', state: 'late', as: 'attendee', note: '' },
];

export function itemRecord(item: Pick<AgendaItem, 'itemId' | 'title'>, changes: Partial<ItemRecord>): ItemRecord {
  return { ...emptyItemRecord(item), ...changes };
}

export function planned(task: string, dueOn = '2026-12-15', owner: { ownerId?: string; owner: string } = OWNED_BY_MARKET) {
  return { actionId: createUuid(), task, dueOn, ...owner };
}
const OWNED_BY_MARKET = { ownerId: RECIPIENT.uscc, owner: RECIPIENT.name };

/** Closes the record with these items; all who are in {@link PRESENT} came. */
export async function close(at: NodeWorkstation, meetingId: string, items: readonly ItemRecord[], reason = '') {
  const head = { startedAt: '14:30', endedAt: '16:00', attendance: [...PRESENT], remarks: '' };
  return at.workstation.closeMeeting({ meetingId, record: { head, items: [...items] }, chair: '李局长', recorder: '王经办', reason });
}

export const detail = async (at: NodeWorkstation, meetingId: string) => required(await at.workstation.meetingDetail(meetingId));
export const actions = async (at: NodeWorkstation, show: 'mine' | 'toJudge' | 'open' | 'all' = 'all') =>
  required(await at.workstation.actions({ text: '', show, overdueOnly: false }));
