/** What this department has said about meetings and applications: what a package carries, and whether all parties have it. */
import type { Entry } from '#shared/ledger/entry.ts';
import { TRAVELLING_ENTRY_TYPES } from '#shared/ledger/entry.ts';
import type { ApplicationState, MeetingState } from '#shared/ledger/meeting-register.ts';
import { compareByTime } from '#shared/ledger/newest.ts';
import type { Context } from '../context.ts';
import { isOwn, recipientsOf } from './meeting-parties.ts';

const TRAVELLING: ReadonlySet<string> = new Set(TRAVELLING_ENTRY_TYPES.meetings);

/** All of it, whatever went out before: a union of entries changes nothing the second time, and no package depends on another. */
export function ownWords(context: Context, meeting: MeetingState): readonly Entry[] {
  const { meetings, actions } = context.projection;
  const words: readonly Entry[] = [
    ...meetings.entriesOf(meeting.meetingId),
    ...actions.ofMeeting(meeting.meetingId).flatMap(({ actionId }) => actions.entriesOf(actionId)),
    // What the application was answered belongs to the meeting that it led to (31(一)).
    ...meeting.convened.payload.arrangement.applications.flatMap((applicationId) => meetings.application(applicationId)?.answered ?? []),
  ];
  return words.filter((entry) => isOwn(context, entry.actor.departmentId) && travels(entry)).sort(compareByTime);
}

/** Who said what stays with those who keep the 会议记录: the document is as internal as the notes that it is made of. */
function travels(entry: Entry): boolean {
  return TRAVELLING.has(entry.type) && !(entry.type === 'meetingDocument.issued' && entry.payload.content.form === 'record');
}

export function ownApplicationWords(context: Context, { applied, answered }: ApplicationState): readonly Entry[] {
  return [applied, answered].flatMap((entry) => (entry && isOwn(context, entry.actor.departmentId) ? [entry] : []));
}

/** Whether there is something that one of those to whom it belongs hasn't been sent yet. */
export function isUnsent(context: Context, meeting: MeetingState): boolean {
  const recipients = recipientsOf(context, meeting);
  if (recipients.length === 0) return false;
  return notTold(context, ownWords(context, meeting), recipients);
}

export function isApplicationUnsent(context: Context, application: ApplicationState): boolean {
  return notTold(context, ownApplicationWords(context, application), applicationRecipients(context, application));
}

/** The department that is asked, or the one that asked; never this department. */
export function applicationRecipients(context: Context, { applied }: ApplicationState): readonly string[] {
  const both = [applied.actor.departmentId, applied.payload.application.toId];
  return both.filter((departmentId) => context.projection.directory.has(departmentId) && !isOwn(context, departmentId));
}

function notTold({ projection }: Context, words: readonly Entry[], recipients: readonly string[]): boolean {
  return recipients.some((recipient) => {
    const told = projection.packages.told(recipient);
    return words.some(({ id }) => !told.has(id));
  });
}

/** Meetings and applications that these are about, as far as the entries themselves tell. */
export function meetingsIn(entries: readonly Entry[]): string[] {
  const about = entries.flatMap((entry): readonly string[] => {
    switch (entry.type) {
      case 'meeting.applied':
      case 'meeting.convened':
      case 'attendance.answered':
        return [entry.subject];
      case 'agendaItem.proposed':
      case 'meetingDocument.issued':
      case 'action.assigned':
        return [entry.payload.meetingId];
      default:
        return [];
    }
  });
  return [...new Set(about)];
}
