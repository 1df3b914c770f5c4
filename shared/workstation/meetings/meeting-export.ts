/** Meetings, applications and liaison officers on their way to other departments (办法 27, 31). */
import { MEETING_DOCUMENTS } from '#shared/domain/meeting.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { PrintFile } from '#shared/exchange/package-writer.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { ApplicationState, MeetingState } from '#shared/ledger/meeting-register.ts';
import { compareByTime } from '#shared/ledger/newest.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import type { Context } from '../context.ts';
import { checkRecipients, collectAttachments, type SentPackage, sendPackage } from '../packages/package-sending.ts';
import { MEETING_GONE } from './meeting-detail.ts';
import { isOwn, recipientsOf } from './meeting-parties.ts';
import { applicationRecipients, ownApplicationWords, ownWords } from './meeting-words.ts';
import type { MeetingsApi } from './meetings-api.ts';

/** more belong into a second package: each carries everything that was said */
const MAX_MEETINGS = 200;

interface Chosen {
  readonly meetings: readonly MeetingState[];
  readonly applications: readonly ApplicationState[];
}

export async function exportMeetings(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<MeetingsApi['exportMeetings']>[0],
): Promise<Result<SentPackage>> {
  const recipients = [...new Set(input.recipients)];
  const allowed = checkRecipients(context, recipients);
  if (!allowed.ok) return allowed;
  const chosen = choose(context, input);
  if (!chosen.ok) return chosen;
  const entries = wordsOf(context, chosen.value, input.liaisons);
  if (entries.length === 0) {
    return fail('package.no-meetings', '本部门对所选的会议还没有需要告知对方的内容。请先回复、提出议题或者登记进展，再导出。');
  }
  const attachments = await collectAttachments(vault, entries);
  if (!attachments.ok) return attachments;
  const print = await printFiles(vault, entries);
  if (!print.ok) return print;
  const { meetings, applications } = chosen.value;
  return sendPackage(context, vault, {
    output: input,
    recipients,
    purpose: 'meetings',
    title: input.title.trim() || titleOf(chosen.value),
    records: [...meetings.map(({ meetingId }) => meetingId), ...applications.map(({ applicationId }) => applicationId)],
    entries,
    attachments: attachments.value,
    print: () => print.value,
  });
}

/** To whom a package about these belongs: conveners, parties, applicants and those who are asked, as the directory knows them. */
export function meetingRecipients(context: Context, input: Parameters<MeetingsApi['meetingRecipients']>[0]): Result<readonly string[]> {
  const chosen = choose(context, input);
  if (!chosen.ok) return chosen;
  const { meetings, applications } = chosen.value;
  return ok([
    ...new Set([
      ...meetings.flatMap((meeting) => recipientsOf(context, meeting)),
      ...applications.flatMap((application) => applicationRecipients(context, application)),
    ]),
  ]);
}

function choose({ projection }: Context, input: Parameters<MeetingsApi['meetingRecipients']>[0]): Result<Chosen> {
  const meetings: MeetingState[] = [];
  for (const meetingId of new Set(input.meetings)) {
    const meeting = projection.meetings.get(meetingId);
    if (!meeting) return MEETING_GONE;
    meetings.push(meeting);
  }
  const applications: ApplicationState[] = [];
  for (const applicationId of new Set(input.applications)) {
    const application = projection.meetings.application(applicationId);
    if (!application) return fail('application.not-found', '台账中没有这份会议申请。请刷新列表后再试。');
    applications.push(application);
  }
  if (meetings.length + applications.length > MAX_MEETINGS) {
    return fail('package.too-many-meetings', `一个数据包最多装 ${MAX_MEETINGS} 次会议和会议申请。请分几次导出。`);
  }
  return ok({ meetings, applications });
}

/** Each once, in the order in which they were said. */
function wordsOf(context: Context, { meetings, applications }: Chosen, liaisons: boolean): readonly Entry[] {
  const officers = liaisons ? [...context.projection.liaisons.values()].filter(({ departmentId }) => isOwn(context, departmentId)) : [];
  const words = [
    ...officers.flatMap(({ history }) => history),
    ...applications.flatMap((application) => ownApplicationWords(context, application)),
    ...meetings.flatMap((meeting) => ownWords(context, meeting)),
  ];
  return [...new Map(words.map((entry) => [entry.id, entry])).values()].sort(compareByTime);
}

function titleOf({ meetings, applications }: Chosen): string {
  const [meeting] = meetings;
  const [application] = applications;
  if (meeting && meetings.length === 1) return meeting.convened.payload.arrangement.title;
  if (meetings.length > 0) return `会议 ${meetings.length} 次`;
  if (application && applications.length === 1) return `会议申请：${application.applied.payload.application.title}`.slice(0, 200);
  return applications.length > 0 ? `会议申请 ${applications.length} 份` : '联络员名单';
}

/** The frozen PDFs of documents under names that people can read: who has no program of ours reads them all the same. */
async function printFiles(vault: AttachmentVault, entries: readonly Entry[]): Promise<Result<readonly PrintFile[]>> {
  const files: PrintFile[] = [];
  for (const entry of entries) {
    if (entry.type !== 'meetingDocument.issued') continue;
    const { content, pdf } = entry.payload;
    const bytes = await vault.read(pdf, 0, pdf.size);
    if (!bytes.ok) return bytes;
    const plain = `${content.title}${content.issue}`.replace(/[\\/:*?"<>|\s.\p{C}]/gu, '').slice(0, 60);
    const name = `${MEETING_DOCUMENTS[content.form]}_${plain}.pdf`;
    const twin = files.some((file) => file.name === name);
    files.push({ name: twin ? name.replace(/(?=\.pdf$)/u, `_${entry.subject.slice(-8)}`) : name, bytes: bytes.value });
  }
  return ok(files);
}
