/** Supervision information by form: checked, evidence sealed first, one entry per fact (办法 21). */
import { counterpartKey, normaliseDecisionNumber } from '#shared/domain/identifiers.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { CheckedSupervision, ConcernedApproval, Supervision } from '#shared/domain/supervision.ts';
import { checkSupervision } from '#shared/domain/supervision-checks.ts';
import { supervisionChanges } from '#shared/domain/supervision-format.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { SupervisionState } from '#shared/ledger/record-state.ts';
import { MANUAL_SOURCE } from '../approvals/approval-writing.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, newEntry, record, today } from '../context.ts';
import { sealFiles, sealing } from '../packages/sealing.ts';
import type { SupervisionApi, SupervisionInput } from './supervision-api.ts';

export const SUPERVISION_NOT_FOUND = fail('supervision.not-found', '这条监管信息不在台账中。请返回列表后再试。');

/** The approvals concerned as they are kept; of those that a correction keeps, what the record says when the ledger doesn't have them. */
function concerned(context: Context, ids: readonly string[], before: readonly ConcernedApproval[]): Result<readonly ConcernedApproval[]> {
  const found: ConcernedApproval[] = [];
  for (const recordId of new Set(ids)) {
    const state = context.projection.approval(recordId);
    const kept = before.find((each) => each.recordId === recordId);
    if (state) found.push({ recordId, matter: state.approval.matter, decisionNumber: state.approval.decisionNumber });
    else if (kept) found.push(kept);
    else return fail('supervision.approval-not-found', '所选的审批决定中有的已不在台账中。请重新选择。');
  }
  return ok(found);
}

/** Errors: `supervision.approval-not-found`. */
export function checkInput(context: Context, input: SupervisionInput, before?: Supervision): Result<CheckedSupervision> {
  const approvals = concerned(context, input.approvals, before?.approvals ?? []);
  if (!approvals.ok) return approvals;
  const reason = input.acceptedReason?.trim();
  return ok(
    checkSupervision(input.draft, {
      sourceSystem: before?.sourceSystem ?? MANUAL_SOURCE,
      today: today(context),
      approvals: approvals.value,
      ...(reason ? { acceptedReason: reason } : {}),
    }),
  );
}

function requireValid(context: Context, input: SupervisionInput, before?: Supervision): Result<Supervision> {
  const checked = checkInput(context, input, before);
  if (!checked.ok) return checked;
  const { supervision, problems } = checked.value;
  if (supervision) return ok(supervision);
  const first = problems.find((problem) => problem.level !== 'warning');
  return fail('supervision.invalid', first?.message ?? '内容没有通过核对，请按提示修改。', first ? { path: first.field } : undefined);
}

/** The own record of the same decision about the same counterpart; findings without a number are never the same. */
function twinOf(context: Context, supervision: Supervision): SupervisionState | undefined {
  const key = keyOf(supervision);
  if (key === undefined) return undefined;
  return context.projection.supervisions.find((each) => each.ownerId === context.department.uscc && keyOf(each.supervision) === key);
}

function keyOf({ decisionNumber, counterpart }: Supervision): string | undefined {
  return decisionNumber === '' ? undefined : `${normaliseDecisionNumber(decisionNumber)}\n${counterpartKey(counterpart)}`;
}

export async function recordSupervision(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<SupervisionApi['recordSupervision']>[0],
): Promise<Result<{ readonly recordId: string }>> {
  const checked = requireValid(context, input);
  if (!checked.ok) return checked;
  const twin = twinOf(context, checked.value);
  if (twin) {
    return fail(
      'supervision.duplicate',
      `台账中已有同一决定书文号、同一行政相对人的监管信息（${twin.supervision.decisionNumber}）。如内容有误，请打开该记录后点“更正”。`,
    );
  }
  const recordId = createUuid();
  return sealing(vault, async (batch) => {
    const attachments = await sealFiles(context, batch, input.attachments);
    if (!attachments.ok) return attachments;
    const supervision = { ...checked.value, ...(attachments.value.length > 0 ? { attachments: attachments.value } : {}) };
    const saved = await record(context, [newEntry(context, 'supervision.recorded', recordId, { supervision })]);
    return saved.ok ? ok({ recordId }) : saved;
  });
}

export async function correctSupervision(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<SupervisionApi['correctSupervision']>[0],
): Promise<Result<void>> {
  const existing = context.projection.supervision(input.recordId);
  if (!existing) return SUPERVISION_NOT_FOUND;
  if (existing.ownerId !== context.department.uscc) {
    return fail('supervision.not-own', '这条监管信息由外部门作出，只有作出部门可以更正。如有疑问，请退回或发函询。');
  }
  const reason = input.reason.trim();
  if (reason === '') return fail('supervision.reason-required', '请填写更正原因。更正前的内容会保留在办理记录中。');
  const checked = requireValid(context, input, existing.supervision);
  if (!checked.ok) return checked;
  return sealing(vault, async (batch) => {
    const added = await sealFiles(context, batch, input.attachments);
    if (!added.ok) return added;
    const kept = (existing.supervision.attachments ?? []).filter(({ sha256 }) => input.keepAttachments.includes(sha256));
    const attachments = [...kept, ...added.value];
    const supervision = { ...checked.value, ...(attachments.length > 0 ? { attachments } : {}) };
    if (supervisionChanges(existing.supervision, supervision).length === 0)
      return fail('supervision.unchanged', '内容没有变化，不需要更正。');
    const payload = { supervision, revision: existing.revision + 1, reason };
    const saved = await record(context, [newEntry(context, 'supervision.corrected', input.recordId, payload)]);
    return saved.ok ? ok(undefined) : saved;
  });
}
