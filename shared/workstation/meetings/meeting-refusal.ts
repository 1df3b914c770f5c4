/**
 * What a package may not say about meetings, officers and items (single writer per fact). Whatever is refused, the whole
 * package is. The registers count nobody else's word either; a refusal tells a person that somebody tried.
 */
import { fail } from '#shared/domain/result.ts';
import type { Descriptor } from '#shared/exchange/descriptor.ts';
import { canonicalJson } from '#shared/exchange/entry-lines.ts';
import type { ActionEntry } from '#shared/ledger/action-register.ts';
import { rolesUnder } from '#shared/ledger/action-register.ts';
import type { Entry, EntryOf } from '#shared/ledger/entry.ts';
import type { Context } from '../context.ts';
import { wasParty } from './meeting-parties.ts';
import { isMeetingFact, type MeetingFact } from './meeting-text.ts';

interface Package {
  readonly context: Context;
  readonly sender: Descriptor['sender']['department'];
  readonly entries: readonly MeetingFact[];
  /** meetings that the sender convenes in this package */
  readonly convened: ReadonlySet<string>;
  /** first wording in this package of each document and application */
  readonly inside: ReadonlyMap<string, Entry>;
}

type Refusal = ReturnType<typeof fail> | undefined;

/** Why what a package says about meetings isn't taken in; undefined when it may be. */
export function meetingRefusal(context: Context, { sender }: Descriptor, fresh: readonly Entry[]): Refusal {
  const entries = fresh.filter(isMeetingFact);
  const inside = new Map<string, Entry>();
  for (const entry of entries) {
    if (entry.type !== 'meetingDocument.issued' && entry.type !== 'meeting.applied') continue;
    if (!inside.has(entry.subject)) inside.set(entry.subject, entry);
  }
  const convened = new Set(entries.filter(({ type }) => type === 'meeting.convened').map(({ subject }) => subject));
  const package_: Package = { context, sender: sender.department, entries, convened, inside };
  for (const entry of entries) {
    const refused = refusalOf(package_, entry);
    if (refused) return refused;
  }
  return undefined;
}

function refusalOf(given: Package, entry: MeetingFact): Refusal {
  const { context, sender } = given;
  const { meetings, liaisons } = context.projection;
  switch (entry.type) {
    case 'liaison.filed': {
      const owner = liaisons.get(entry.subject)?.departmentId;
      return owner === undefined || owner === sender.uscc ? undefined : NOT_THEIR_LIAISON;
    }
    case 'meeting.applied':
      return applicationRefusal(given, entry);
    case 'application.answered': {
      const asked = meetings.application(entry.subject)?.applied.payload.application.toId;
      return asked === undefined || asked === sender.uscc ? undefined : NOT_THEIR_MEETING;
    }
    case 'meeting.convened':
      return convenedRefusal(given, entry);
    case 'meeting.cancelled':
    case 'meeting.concluded':
      return convenes(given, entry.subject) ? undefined : NOT_CONVENER;
    case 'meetingDocument.issued':
      return documentRefusal(given, entry);
    case 'agendaItem.proposed':
      return proposalRefusal(given, entry);
    case 'attendance.answered':
      return invited(given, entry.subject) ? undefined : NOT_THEIR_MEETING;
    case 'meetingDocument.confirmed':
      return invited(given, meetings.document(entry.subject)?.meetingId) ? undefined : NOT_THEIR_MEETING;
    case 'action.assigned':
    case 'action.progressed':
    case 'action.judged':
    case 'action.withdrawn':
      return actionRefusal(given, entry);
    // What a department notes and drafts never travels; the reader of entries has refused it before.
    case 'meeting.noticed':
    case 'meeting.noted':
    case 'meeting.held':
    case 'meetingDocument.drafted':
      return NOT_THEIR_MEETING;
  }
}

/** Known as the convener, or unknown and convening in this very package, which carries everything the convener said. */
function convenes({ context, sender, convened }: Package, meetingId: string): boolean {
  const known = context.projection.meetings.get(meetingId);
  return known ? known.convenerId === sender.uscc : convened.has(meetingId);
}

/** 31(一): 行政审批部门负责召集. What the directory says of the sender counts before what it says of itself. */
function convenedRefusal({ context, sender }: Package, { subject }: EntryOf<'meeting.convened'>): Refusal {
  const known = context.projection.meetings.get(subject);
  if (known && known.convenerId !== sender.uscc) return NOT_CONVENER;
  const roles = context.projection.directory.get(sender.uscc)?.roles ?? sender.roles;
  if (roles.includes('approval')) return undefined;
  const message = `“${sender.name}”不是审批部门，却召集会议（办法第三十一条（一）由行政审批部门召集），已拒绝整包。请与对方核实。`;
  return fail('package.meeting-not-approval', message);
}

/** An application is its applicant's, and stays as it was made: another wish is another application. */
function applicationRefusal({ context, sender, inside }: Package, entry: EntryOf<'meeting.applied'>): Refusal {
  const known = context.projection.meetings.application(entry.subject)?.applied;
  if (known && known.actor.departmentId !== sender.uscc) return NOT_THEIR_MEETING;
  if (entry.payload.application.items.some(({ proposerId }) => proposerId !== sender.uscc)) return FOR_OTHERS;
  return isAltered(known, entry) || isAltered(inside.get(entry.subject), entry) ? ALTERED : undefined;
}

/** A document is the convener's and final; what is a draft here isn't anybody else's, and who said what never travels. */
function documentRefusal(given: Package, entry: EntryOf<'meetingDocument.issued'>): Refusal {
  if (entry.payload.content.form === 'record') return NOT_THEIR_MEETING;
  if (!convenes(given, entry.payload.meetingId)) return NOT_CONVENER;
  const known = given.context.projection.meetings.document(entry.subject);
  if (known?.draft) return NOT_THEIR_MEETING;
  return isAltered(known?.issued, entry) || isAltered(given.inside.get(entry.subject), entry) ? ALTERED : undefined;
}

function isAltered(known: Entry | undefined, entry: Entry): boolean {
  return known !== undefined && known.id !== entry.id && canonicalJson(known.payload) !== canonicalJson(entry.payload);
}

function proposalRefusal(given: Package, { subject, payload }: EntryOf<'agendaItem.proposed'>): Refusal {
  const { context, sender } = given;
  if (payload.item.proposerId !== sender.uscc || payload.item.itemId !== subject) return FOR_OTHERS;
  if (!invited(given, payload.meetingId)) return NOT_THEIR_MEETING;
  const known = context.projection.meetings.entriesOf(payload.meetingId);
  const first = known.find((entry) => entry.type === 'agendaItem.proposed' && entry.subject === subject);
  return first && first.actor.departmentId !== sender.uscc ? FOR_OTHERS : undefined;
}

/** Of own meetings all invitations are known here; of others' one may still be under way. */
function invited({ context, sender }: Package, meetingId: string | undefined): boolean {
  const known = meetingId === undefined ? undefined : context.projection.meetings.get(meetingId);
  return !known?.own || wasParty(context, known, sender.uscc);
}

/** 31(三): who convened sets items, who is responsible reports, who asked confirms. */
function actionRefusal(given: Package, entry: ActionEntry): Refusal {
  const { context, sender } = given;
  const known = context.projection.actions.entriesOf(entry.subject);
  const coming = given.entries.filter((each): each is ActionEntry => each.type.startsWith('action.') && each.subject === entry.subject);
  const assigned = [...known, ...coming].filter((each) => each.type === 'action.assigned');
  const state = context.projection.actions.get(entry.subject);
  const convenerId = state?.convenerId ?? assigned[0]?.actor.departmentId;
  switch (entry.type) {
    case 'action.assigned': {
      const moved = assigned.some(({ payload }) => payload.meetingId !== entry.payload.meetingId);
      return convenerId !== sender.uscc || moved || !convenes(given, entry.payload.meetingId) ? NOT_CONVENER : undefined;
    }
    case 'action.withdrawn':
      return convenerId === sender.uscc ? undefined : NOT_CONVENER;
    // Whoever was responsible before may not know yet that it was relieved: its word comes in, and counts no more.
    case 'action.progressed':
      return assigned.length === 0 || assigned.some((each) => rolesUnder(each).reporterId === sender.uscc) ? undefined : NOT_OWNER;
    case 'action.judged':
      return assigned.length === 0 || assigned.some((each) => rolesUnder(each).judgeId === sender.uscc) ? undefined : NOT_JUDGE;
  }
}

const NOT_THEIR_LIAISON = fail(
  'package.not-their-liaison',
  '数据包里有对外部门联络员的变更，发送部门只能报备自己的联络员，已拒绝整包。请与发送部门联系。',
);
const NOT_CONVENER = fail(
  'package.not-convener',
  '数据包里有对会议的安排、结论、文件或者督办事项，而发送部门不是召集这次会议的部门，已拒绝整包。请与发送部门和召集部门核实。',
);
const NOT_THEIR_MEETING = fail(
  'package.not-their-meeting',
  '数据包里有发送部门无权作出的会议答复、申请或者确认，已拒绝整包。请与发送部门联系。',
);
const FOR_OTHERS = fail(
  'package.meeting-for-others',
  '数据包里有以其他部门名义提出的议题，每个部门只能提出自己的议题，已拒绝整包。请与发送部门联系。',
);
const ALTERED = fail(
  'package.meeting-altered',
  '数据包里的会议文件或者会议申请与先前收到的内容不同。它们发出后不能改动，已拒绝整包。请对方另行印发更正文件或者另行申请。',
);
const NOT_OWNER = fail(
  'package.action-not-owner',
  '数据包里有对督办事项的进展报告，而发送部门不是它的责任单位，已拒绝整包。请与发送部门联系。',
);
const NOT_JUDGE = fail(
  'package.action-not-judge',
  '数据包里有对督办事项是否完成的确认，而发送部门没有提出这个事项，已拒绝整包。请与发送部门联系。',
);
