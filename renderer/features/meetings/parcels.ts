/** What is handed over about a meeting: all that this department has said about it, to everybody whom it concerns. */
import type { ApplicationRow, MeetingRow } from '#shared/workstation/meetings/meetings-api.ts';
import { workstation } from '../../app/workstation-client.ts';
import type { Parcel } from '../../components/pack-dialog.tsx';

export function meetingParcel({ meetingId, title, date }: Pick<MeetingRow, 'meetingId' | 'title' | 'date'>): Parcel {
  return parcel(`${date} ${title}`, { meetings: [meetingId], applications: [] });
}

export function applicationParcel({ applicationId, application }: ApplicationRow): Parcel {
  return parcel(application.title, { meetings: [], applications: [applicationId] });
}

function parcel(title: string, about: { readonly meetings: readonly string[]; readonly applications: readonly string[] }): Parcel {
  return {
    purpose: 'meetings',
    title,
    recipients: () => workstation().meetingRecipients(about),
    write: (output) => workstation().exportMeetings({ ...output, ...about, liaisons: false }),
  };
}
