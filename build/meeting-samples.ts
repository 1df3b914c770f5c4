/**
 * The meetings of `npm run samples`: the documents of a 例会 of the demo story on which one item was not agreed, the sheet for the
 * 联席会议 that it goes to, and the tables. The story was made by the code that issues real documents, so nothing is issued here.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, todayIn } from '#shared/domain/dates.ts';
import type { MeetingRow } from '#shared/workstation/meetings/meetings-api.ts';
import { MEETING_DOCUMENT_FILES, MEETING_FILES, MEETING_FOLDER } from './meeting-sample-names.ts';
import { type NodeWorkstation, required } from './node-workstation.ts';

export async function writeMeetingSamples({ workstation, target }: NodeWorkstation, directory: string, now: Date): Promise<void> {
  await mkdir(join(directory, MEETING_FOLDER), { recursive: true });
  const token = (name: string) => target(join(directory, name)).token;
  const rows = required(await workstation.meetings({ text: '', show: 'all', kinds: [], year: '' }));
  const { meetingId } = one(rows, ({ stage, notAgreed }) => stage === 'held' && notAgreed > 0);
  const { documents } = required(await workstation.meetingDetail(meetingId));
  for (const { documentId, form } of documents) {
    const { pdf, docx } = MEETING_DOCUMENT_FILES[form];
    required(await workstation.saveMeetingDocumentPdf({ documentId, token: token(pdf) }));
    required(await workstation.saveMeetingDocumentDocx({ documentId, token: token(docx) }));
  }
  const joint = one(rows, ({ kind }) => kind === 'jointConference');
  required(await workstation.saveAttendanceSheet({ meetingId: joint.meetingId, token: token(MEETING_FILES.sheet) }));
  required(await workstation.saveMeetingWorkbook({ meetingId, token: token(MEETING_FILES.workbook), contacts: false }));
  const today = todayIn('Asia/Shanghai', now);
  required(await workstation.saveYearLedger({ year: Number(today.slice(0, 4)), token: token(MEETING_FILES.ledger) }));
  required(await workstation.saveLiaisonList({ token: token(MEETING_FILES.liaisons), contacts: false }));
  const span = { from: addDays(today, -60), to: addDays(today, 60) };
  required(await workstation.saveCalendar({ ...span, token: token(MEETING_FILES.calendar) }));
}

function one(rows: readonly MeetingRow[], test: (row: MeetingRow) => boolean): MeetingRow {
  const found = rows.find(test);
  if (!found) throw new Error('the story has no such meeting');
  return found;
}
