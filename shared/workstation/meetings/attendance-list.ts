/** 签到表 of a meeting: who answered that they come, or who was noted, and room for the others. */
import { attendanceSheetPdf } from '#shared/documents/attendance-sheet.ts';
import { type Arrangement, EMPTY_RECORD_HEAD, MEETING_KINDS } from '#shared/domain/meeting.ts';
import { meetingTime } from '#shared/domain/meeting-document-parts.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { MeetingState } from '#shared/ledger/meeting-register.ts';
import type { SavedFile } from '../api.ts';
import { type Context, departmentName } from '../context.ts';
import { saveBytes } from '../file-transfer.ts';
import { MEETING_GONE } from './meeting-detail.ts';
import { partyId } from './meeting-parties.ts';
import type { MeetingDocumentsApi } from './meetings-api.ts';

interface Expected {
  readonly department: string;
  readonly name: string;
  readonly position: string;
}

export async function saveAttendanceSheet(
  context: Context,
  { meetingId, token }: Parameters<MeetingDocumentsApi['saveAttendanceSheet']>[0],
): Promise<Result<SavedFile>> {
  return saveBytes(context.host.files, token, await attendanceSheet(context, meetingId));
}

async function attendanceSheet(context: Context, meetingId: string): Promise<Result<Uint8Array>> {
  const meeting = context.projection.meetings.get(meetingId);
  if (!meeting) return MEETING_GONE;
  if (meeting.state === 'cancelled') return fail('meeting.cancelled', '这次会议已经取消，不能生成签到表。');
  const { arrangement } = meeting.convened.payload;
  const made = await attendanceSheetPdf(
    {
      title: arrangement.title,
      department: departmentName(context, meeting.convenerId),
      facts: factsOf(arrangement),
      people: expected(context, meeting),
    },
    context.host.fonts,
    context.now(),
  );
  return made.ok ? ok(made.value.bytes) : made;
}

function factsOf(arrangement: Arrangement): readonly (readonly [string, string])[] {
  return [
    ['会议类型', MEETING_KINDS[arrangement.kind].name],
    ['会议时间', meetingTime({ arrangement, record: { head: EMPTY_RECORD_HEAD, items: [] } })],
    ['会议地点', arrangement.place],
    ['主持人', arrangement.chair],
  ];
}

/** Those who were noted already; otherwise whom the departments announced, and a line for each that announced nobody. */
function expected(context: Context, meeting: MeetingState): readonly Expected[] {
  const { attendance } = meeting.record.head;
  if (attendance.length > 0) return attendance.map(({ department, name, position }) => ({ department, name, position }));
  const { arrangement } = meeting.convened.payload;
  const convener = departmentName(context, meeting.convenerId);
  const hosts = [...new Set([arrangement.chair, arrangement.recorder].map((name) => name.trim()).filter((name) => name !== ''))];
  return [
    ...(hosts.length > 0 ? hosts : ['']).map((name) => ({ department: convener, name, position: '' })),
    ...arrangement.parties.flatMap((party) => {
      const id = partyId(context, party);
      const answer = meeting.answers.find(({ actor }) => actor.departmentId === id)?.payload;
      if (answer?.answer === 'refused') return [];
      const persons = answer?.persons ?? [];
      const named = persons.map(({ name, position }) => ({ department: party.name, name, position }));
      return named.length > 0 ? named : [{ department: party.name, name: '', position: '' }];
    }),
  ];
}
