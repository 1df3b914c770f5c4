/** What a new meeting begins with (办法 17, 29–31): nothing is typed twice that the ledger knows already. */
import { type AgendaItem, type Arrangement, MEETING_KINDS, type MeetingKind, type Party } from '#shared/domain/meeting.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { addWorkingDays } from '#shared/domain/working-calendar.ts';
import type { ApplicationState, MeetingState } from '#shared/ledger/meeting-register.ts';
import { type Context, departmentName, today } from '../context.ts';
import { requireAsked } from './applications.ts';
import { carriedItems } from './carried.ts';
import { normalParties } from './meeting-parties.ts';
import type { CarriedItem, MeetingsApi } from './meetings-api.ts';

/** working days from today to the day that is proposed, so that the others can arrange it (31(二)) */
const NOTICE_DAYS = 5;
/** kinds whose meetings are counted（第×期） */
const COUNTED: ReadonlySet<MeetingKind> = new Set(['monthly', 'occasional', 'jointConference']);

export function beginMeeting(
  context: Context,
  { kind, applications, carried }: Parameters<MeetingsApi['beginMeeting']>[0],
): Result<Arrangement> {
  if (!context.department.roles.includes('approval')) {
    return fail('meeting.not-convener', '会议由行政审批部门召集（办法第三十一条（一））。请向审批部门提出会议申请。');
  }
  const asked: ApplicationState[] = [];
  for (const applicationId of new Set(applications)) {
    const application = requireAsked(context, applicationId);
    if (!application.ok) return application;
    asked.push(application.value);
  }
  const wanted = new Set(carried);
  const items = wanted.size > 0 ? carriedItems(context).filter(({ itemId }) => wanted.has(itemId)) : [];
  if (items.length < wanted.size) return fail('meeting.carried-gone', '所选议题中有的已经列入别的会议。请刷新后重新选择。');
  const last = lastOf(context, kind);
  const date = dateFor(context, kind, asked);
  return ok({
    kind,
    title: asked[0] && kind !== 'monthly' ? asked[0].applied.payload.application.title : titleFor(context, kind, date),
    issue: COUNTED.has(kind) ? nextIssue(context, kind, date.slice(0, 4)) : 0,
    date,
    startTime: last?.startTime ?? '09:00',
    endTime: '',
    place: last?.place ?? '',
    chair: last?.chair ?? '',
    recorder: context.operator,
    contact: [context.operator, context.department.telephone].filter((part) => part !== '').join('，'),
    parties: partiesFor(context, kind, asked, items, last),
    collectUntil: '',
    agenda: [...asked.flatMap(({ applied }) => applied.payload.application.items), ...items.map(({ item }) => item)],
    applications: asked.map(({ applicationId }) => applicationId),
    remarks: '',
  });
}

/** The day that was wished for, as long as it is to come; an emergency is today's (31(一)). */
function dateFor(context: Context, kind: MeetingKind, asked: readonly ApplicationState[]): string {
  const day = today(context);
  if (kind === 'emergency') return day;
  const wished = asked.map(({ applied }) => applied.payload.application.wishedOn).find((each) => each >= day);
  return wished ?? addWorkingDays(day, NOTICE_DAYS).date;
}

function titleFor({ department }: Context, kind: MeetingKind, date: string): string {
  const month = `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月`;
  switch (kind) {
    case 'monthly':
      return `${month}审批与监管联络员例会`;
    case 'occasional':
      return `${month}审批与监管联络员不定期例会`;
    case 'jointConference':
      return '行政审批与监管联席会议';
    default:
      return `${department.name}${MEETING_KINDS[kind].name}`;
  }
}

function ownMeetings({ projection }: Context, kind: MeetingKind): readonly MeetingState[] {
  return [...projection.meetings.values()].filter(
    ({ own, state, convened }) => own && state !== 'cancelled' && convened.payload.arrangement.kind === kind,
  );
}

function lastOf(context: Context, kind: MeetingKind): Arrangement | undefined {
  return ownMeetings(context, kind)
    .map(({ convened }) => convened.payload.arrangement)
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .at(-1);
}

function nextIssue(context: Context, kind: MeetingKind, year: string): number {
  const issues = ownMeetings(context, kind)
    .map(({ convened }) => convened.payload.arrangement)
    .filter(({ date }) => date.startsWith(`${year}-`))
    .map(({ issue }) => issue);
  return Math.max(0, ...issues) + 1;
}

/** 29: the 例会 is held with every supervising department; others with those whom it concerns. */
function partiesFor(
  context: Context,
  kind: MeetingKind,
  asked: readonly ApplicationState[],
  carried: readonly CarriedItem[],
  last: Arrangement | undefined,
): Party[] {
  const { projection } = context;
  const named = (departmentId: string): Party => ({ departmentId, name: departmentName(context, departmentId) });
  const concerned = [
    ...asked.map(({ applied }) => named(applied.actor.departmentId)),
    ...asked.flatMap(({ applied }) => applied.payload.application.wishedParties.map((name) => ({ name }))),
    ...carried.flatMap(({ meetingId }) => projection.meetings.get(meetingId)?.convened.payload.arrangement.parties ?? []),
    ...carried
      .map(({ item }) => item)
      .filter((item) => isKnown(context, item))
      .map(({ proposerId }) => named(proposerId)),
  ].filter(({ name }) => name.trim().length >= 2);
  const all = [...projection.directory.values()].filter(({ roles }) => roles.includes('supervision')).map(({ uscc }) => named(uscc));
  const regular = kind === 'monthly' || kind === 'jointConference' ? [...(last?.parties ?? []), ...all] : concerned.length > 0 ? [] : all;
  return normalParties(context, [...concerned, ...regular]).slice(0, 50);
}

function isKnown({ projection }: Context, { proposerId }: AgendaItem): boolean {
  return projection.directory.has(proposerId);
}
