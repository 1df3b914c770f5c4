/** 办法 31(一): 审批与监管任何一方均可提出会议申请; the approval department that is asked convenes, or says why not. */
import { meetingApplicationSchema } from '#shared/domain/meeting.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { ApplicationState } from '#shared/ledger/meeting-register.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, departmentName, localTime, newEntry, record } from '../context.ts';
import { invalidMeeting, ownItems, requireItemFiles } from './meeting-items.ts';
import { isOwn } from './meeting-parties.ts';
import { isApplicationUnsent } from './meeting-words.ts';
import type { ApplicationRow, MeetingsApi } from './meetings-api.ts';

const APPLICATION_GONE = fail('application.not-found', '台账中没有这份会议申请。请刷新列表后再试。');

/** What waits for this department first, then the newest. */
export function applicationRows(context: Context): readonly ApplicationRow[] {
  return [...context.projection.meetings.applications()]
    .sort((a, b) => (a.applied.at === b.applied.at ? (a.applicationId < b.applicationId ? 1 : -1) : a.applied.at < b.applied.at ? 1 : -1))
    .map((application) => rowOf(context, application))
    .sort((a, b) => Number(b.toAnswer) - Number(a.toAnswer));
}

function rowOf(context: Context, application: ApplicationState): ApplicationRow {
  const { applicationId, applied, answered } = application;
  const { toId } = applied.payload.application;
  return {
    applicationId,
    application: applied.payload.application,
    from: departmentName(context, applied.actor.departmentId),
    to: departmentName(context, toId),
    own: isOwn(context, applied.actor.departmentId),
    toAnswer: isOwn(context, toId) && !answered,
    state: answered ? (answered.payload.accepted ? 'accepted' : 'declined') : 'waiting',
    reason: answered?.payload.reason ?? '',
    meetingId: answered?.payload.meetingId,
    at: localTime(applied.at),
    unsent: isApplicationUnsent(context, application),
  };
}

export async function applyForMeeting(
  context: Context,
  vault: AttachmentVault,
  { application }: Parameters<MeetingsApi['applyForMeeting']>[0],
): Promise<Result<{ readonly applicationId: string }>> {
  if (isOwn(context, application.toId)) {
    return fail('application.own', '本部门是召集会议的部门，不需要申请。请直接召集会议。', { path: 'toId' });
  }
  const asked = context.projection.directory.get(application.toId);
  if (!asked?.roles.includes('approval')) {
    return fail('application.not-approval', '会议由行政审批部门召集（办法第三十一条（一））。请选择名录中的审批部门。', { path: 'toId' });
  }
  const parsed = meetingApplicationSchema.safeParse({ ...application, items: ownItems(context, application.items) });
  if (!parsed.success) return invalidMeeting(parsed.error.issues[0]?.path);
  const complete = await requireItemFiles(vault, parsed.data.items);
  if (!complete.ok) return complete;
  const applicationId = createUuid();
  const saved = await record(context, [newEntry(context, 'meeting.applied', applicationId, { application: parsed.data })]);
  return saved.ok ? ok({ applicationId }) : saved;
}

export async function declineApplication(
  context: Context,
  { applicationId, reason }: Parameters<MeetingsApi['declineApplication']>[0],
): Promise<Result<void>> {
  const application = requireAsked(context, applicationId);
  if (!application.ok) return application;
  if (application.value.answered?.payload.accepted) return fail('application.accepted', '已经按这份申请召集了会议，不能再答复不同意。');
  if (reason.trim().length < 2) return fail('application.reason-required', '不同意召开会议，请写明理由。', { path: 'reason' });
  if (reason.length > 500) return invalidMeeting(['reason']);
  const payload = { accepted: false, reason: reason.trim() };
  const saved = await record(context, [newEntry(context, 'application.answered', applicationId, payload)]);
  return saved.ok ? ok(undefined) : saved;
}

/** An application that this department is asked for. */
export function requireAsked(context: Context, applicationId: string): Result<ApplicationState> {
  const application = context.projection.meetings.application(applicationId);
  if (!application) return APPLICATION_GONE;
  if (isOwn(context, application.applied.payload.application.toId)) return ok(application);
  return fail('application.not-asked', '这份会议申请不是向本部门提出的，由被申请的部门答复。');
}
