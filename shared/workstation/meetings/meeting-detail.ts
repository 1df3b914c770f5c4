/** One meeting with all that belongs to it: who comes, what is proposed, what was noted, what followed, who said what when. */
import { letterTitle } from '#shared/domain/letter.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { MeetingDocumentState, MeetingState } from '#shared/ledger/meeting-register.ts';
import { compareByTime } from '#shared/ledger/newest.ts';
import { contentOf } from '#shared/ledger/record-state.ts';
import type { TimelineItem } from '../api.ts';
import { type Context, departmentName, localTime } from '../context.ts';
import { contentName } from '../records/record-content.ts';
import { actionRowsOf } from './actions.ts';
import { historyOf } from './carried.ts';
import { isOwn, partyId } from './meeting-parties.ts';
import { answerOf, conclusionsOf, meetingRow, proposalsToArrange } from './meeting-rows.ts';
import { tell } from './meeting-timeline.ts';
import type { MeetingDetail, MeetingDocumentRow, MeetingParty } from './meetings-api.ts';

export const MEETING_GONE = fail('meeting.not-found', '台账中没有这次会议。请返回列表后再试。');

export function meetingDetail(context: Context, meetingId: string): Result<MeetingDetail> {
  const meeting = context.projection.meetings.get(meetingId);
  if (!meeting) return MEETING_GONE;
  const { arrangement } = meeting.convened.payload;
  return ok({
    row: meetingRow(context, meeting),
    arrangement,
    parties: arrangement.parties.map((party) => partyOf(context, meeting, party)),
    proposals: proposalsToArrange(meeting).map(({ actor, at, payload }) => ({
      item: payload.item,
      by: departmentName(context, actor.departmentId),
      own: isOwn(context, actor.departmentId),
      at: localTime(at),
    })),
    histories: arrangement.agenda.flatMap((item) => (item.carriedFrom ? [{ itemId: item.itemId, before: historyOf(context, item) }] : [])),
    references: referencesOf(context, meeting),
    noticeLetterId: meeting.noticed?.payload.letterId,
    record: meeting.record,
    notedAt: meeting.notedAt === undefined ? '' : localTime(meeting.notedAt),
    closed: meeting.held !== undefined,
    conclusions: conclusionsOf(meeting),
    documents: context.projection.meetings.documentsOf(meetingId).map((document) => documentRow(context, document)),
    actions: actionRowsOf(context, meetingId),
    timeline: timelineOf(context, meeting),
  });
}

function partyOf(context: Context, meeting: MeetingState, party: MeetingState['convened']['payload']['arrangement']['parties'][number]) {
  const answer = answerOf(context, meeting, party);
  const departmentId = partyId(context, party);
  return {
    departmentId,
    name: party.name,
    own: isOwn(context, departmentId),
    answer: answer?.payload.answer,
    reason: answer?.payload.reason ?? '',
    persons: answer?.payload.persons ?? [],
    answeredAt: answer ? localTime(answer.at) : '',
  } satisfies MeetingParty;
}

export function documentRow(context: Context, { documentId, draft, issued, confirmed }: MeetingDocumentState): MeetingDocumentRow {
  const content = issued?.payload.content ?? draft?.payload.content;
  const own = isOwn(context, (issued ?? draft)?.actor.departmentId);
  return {
    documentId,
    form: content?.form ?? 'minutes',
    title: content?.title ?? '',
    issue: content?.issue ?? '',
    issued: issued !== undefined,
    date: content?.date ?? '',
    signer: issued?.payload.signer ?? '',
    corrects: (issued ?? draft)?.payload.corrects,
    confirmations: confirmed.map(({ actor, at, payload }) => ({
      department: departmentName(context, actor.departmentId),
      agrees: payload.agrees,
      note: payload.note,
      at: localTime(at),
    })),
    confirmed: own ? undefined : confirmed.some(({ actor }) => isOwn(context, actor.departmentId)),
  };
}

/** What the items of the agenda and those that are proposed refer to, as far as it is in this ledger. */
function referencesOf({ projection }: Context, meeting: MeetingState): MeetingDetail['references'] {
  const items = [...meeting.convened.payload.arrangement.agenda, ...meeting.proposals.map(({ payload }) => payload.item)];
  const records = [...new Set(items.flatMap(({ about }) => about))].flatMap((recordId) => projection.byRecordId.get(recordId) ?? []);
  const letters = [...new Set(items.flatMap((item) => item.letters))].flatMap((letterId) => projection.letters.get(letterId) ?? []);
  return [
    ...records.map((record) => ({ id: record.recordId, kind: record.kind, title: contentName(contentOf(record)) })),
    ...letters.map(({ letterId, issued, drafted, registered }) => {
      const title = issued?.payload.content.title ?? registered?.payload.title ?? drafted?.payload.content.title ?? '';
      return { id: letterId, kind: 'letter' as const, title: letterTitle(title) };
    }),
  ];
}

/** Newest first. */
function timelineOf(context: Context, meeting: MeetingState): readonly TimelineItem[] {
  const { meetings, actions } = context.projection;
  const applications = meeting.convened.payload.arrangement.applications.flatMap((applicationId) => {
    const application = meetings.application(applicationId);
    return application ? [application.applied, ...(application.answered ? [application.answered] : [])] : [];
  });
  const followed = actions.ofMeeting(meeting.meetingId).flatMap(({ history }) => history);
  return tell(context, [...meetings.entriesOf(meeting.meetingId), ...applications, ...followed].sort(compareByTime));
}
