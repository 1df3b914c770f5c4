/** Entry and correction by form: the same checks as import, attachments sealed first, one entry per fact. */
import type { Approval, ApprovalDraft, Attachment } from '#shared/domain/approval.ts';
import { checkApproval } from '#shared/domain/approval-checks.ts';
import { approvalChanges } from '#shared/domain/approval-format.ts';
import { recordKey } from '#shared/domain/identifiers.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { WorkstationApi } from '../api.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, newEntry, record, today } from '../context.ts';
import { sealFiles, sealing } from '../packages/sealing.ts';

/** what the form's records say about where they come from (20(一)) */
export const MANUAL_SOURCE = '手工录入';

export async function recordApproval(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<WorkstationApi['recordApproval']>[0],
): Promise<Result<{ readonly recordId: string }>> {
  const checked = requireValid(context, input.draft, MANUAL_SOURCE, input.acceptedReason);
  if (!checked.ok) return checked;
  const twin = context.recordKeys.find(recordKey(checked.value));
  if (twin) {
    return fail(
      'approval.duplicate',
      `台账中已有同一法律文书编号、同一行政相对人的记录（${twin.approval.decisionNumber}）。如内容有误，请打开该记录后点“更正”。`,
    );
  }
  const recordId = createUuid();
  return sealing(vault, async (batch) => {
    const attachments = await sealFiles(context, batch, input.attachments);
    if (!attachments.ok) return attachments;
    const approval = withAttachments(checked.value, attachments.value);
    const saved = await record(context, [newEntry(context, 'approval.recorded', recordId, { approval })]);
    return saved.ok ? ok({ recordId }) : saved;
  });
}

export async function correctApproval(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<WorkstationApi['correctApproval']>[0],
): Promise<Result<void>> {
  const existing = context.projection.approval(input.recordId);
  if (!existing) return fail('approval.not-found', '这条记录不在台账中。请刷新列表后再试。');
  if (existing.ownerId !== context.department.uscc) {
    return fail('approval.not-own', '这条记录由外部门作出，只有作出部门可以更正。如有疑问，请退回或发函询。');
  }
  const reason = input.reason.trim();
  if (reason === '') return fail('approval.reason-required', '请填写更正原因。更正前的内容会保留在办理记录中。');
  const checked = requireValid(context, input.draft, existing.approval.sourceSystem, input.acceptedReason);
  if (!checked.ok) return checked;
  const corrected = checked.value;
  return sealing(vault, async (batch) => {
    const added = await sealFiles(context, batch, input.attachments);
    if (!added.ok) return added;
    const kept = (existing.approval.attachments ?? []).filter((attachment) => input.keepAttachments.includes(attachment.sha256));
    const approval = withAttachments(corrected, [...kept, ...added.value]);
    if (approvalChanges(existing.approval, approval).length === 0) return fail('approval.unchanged', '内容没有变化，不需要更正。');
    const entry = newEntry(context, 'approval.corrected', input.recordId, { approval, revision: existing.revision + 1, reason });
    const saved = await record(context, [entry]);
    return saved.ok ? ok(undefined) : saved;
  });
}

function requireValid(context: Context, draft: ApprovalDraft, sourceSystem: string, acceptedReason: string | undefined): Result<Approval> {
  const reason = acceptedReason?.trim();
  const { approval, problems } = checkApproval(draft, {
    sourceSystem,
    today: today(context),
    ...(reason ? { acceptedReason: reason } : {}),
  });
  if (approval) return ok(approval);
  const first = problems.find((problem) => problem.level !== 'warning');
  return fail('approval.invalid', first?.message ?? '内容没有通过核对，请按提示修改。', first ? { path: first.field } : undefined);
}

function withAttachments(approval: Approval, attachments: readonly Attachment[]): Approval {
  if (attachments.length === 0) return approval;
  return { ...approval, attachments: [...attachments] };
}
