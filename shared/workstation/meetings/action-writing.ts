/** What is done with 督办事项 (办法 31(三)): reported by who is responsible, confirmed by who asked, changed by who convened. */
import type { IsoDate } from '#shared/domain/approval.ts';
import { isRealDate } from '#shared/domain/dates.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { addWorkingDays, isWorkingDay } from '#shared/domain/working-calendar.ts';
import type { ActionState } from '#shared/ledger/action-register.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import { actionAssigned, actionProgressed } from '#shared/ledger/meeting-entries.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, departmentName, newEntry, record } from '../context.ts';
import { sealFiles, sealing } from '../packages/sealing.ts';
import { ACTION_GONE } from './actions.ts';
import { isOwn, partyId } from './meeting-parties.ts';
import type { ActionsApi } from './meetings-api.ts';

export async function progressAction(
  context: Context,
  vault: AttachmentVault,
  { actionId, note, percent, finished, files }: Parameters<ActionsApi['progressAction']>[0],
): Promise<Result<void>> {
  const action = requireOpen(context, actionId);
  if (!action.ok) return action;
  if (!isOwn(context, action.value.reporterId)) {
    return fail('action.not-owner', `这个督办事项由${action.value.assigned.payload.owner}负责，由它报告进展。`);
  }
  if (note.trim() === '') return fail('action.note-required', '请写明进展情况。', { path: 'note' });
  return sealing(vault, async (batch) => {
    const sealed = await sealFiles(context, batch, files);
    if (!sealed.ok) return sealed;
    const payload = actionProgressed.payload.safeParse({
      note: note.trim(),
      percent: finished ? 100 : percent,
      finished,
      files: sealed.value,
    });
    if (!payload.success) return invalid(payload.error.issues[0]?.path);
    return write(context, newEntry(context, 'action.progressed', actionId, payload.data));
  });
}

/** 31(三): done is what the one who asked has confirmed. */
export async function judgeAction(
  context: Context,
  { actionId, accepted, note }: Parameters<ActionsApi['judgeAction']>[0],
): Promise<Result<void>> {
  const action = requireOpen(context, actionId);
  if (!action.ok) return action;
  const { judgeId, state } = action.value;
  if (!isOwn(context, judgeId)) {
    return fail('action.not-judge', `这个督办事项由提出的部门（${departmentName(context, judgeId)}）确认是否完成。`);
  }
  if (state !== 'reported') return fail('action.not-reported', '责任单位还没有报告完成，不能确认。请等它报告后再确认或者退回。');
  if (!accepted && note.trim().length < 2) return fail('action.reason-required', '退回督办事项，请写明理由。', { path: 'note' });
  if (note.length > 1000) return invalid(['note']);
  return write(context, newEntry(context, 'action.judged', actionId, { accepted, note: note.trim() }));
}

export async function changeAction(
  context: Context,
  { actionId, dueOn, owner, reason }: Parameters<ActionsApi['changeAction']>[0],
): Promise<Result<void>> {
  const action = requireOwn(context, actionId);
  if (!action.ok) return action;
  const { payload } = action.value.assigned;
  const ownerId = partyId(context, owner);
  if (payload.dueOn === dueOn && payload.owner === owner.name && payload.ownerId === ownerId) return ok(undefined);
  const refused = dueRefusal(payload.task, dueOn);
  if (refused) return refused;
  if (reason.trim().length < 2) return fail('action.reason-required', '调整督办事项，请写明理由。', { path: 'reason' });
  const { ownerId: _before, ...rest } = payload;
  const changed = { ...rest, ...(ownerId === undefined ? {} : { ownerId }), owner: owner.name, dueOn, reason: reason.trim() };
  const parsed = actionAssigned.payload.safeParse(changed);
  if (!parsed.success) return invalid(parsed.error.issues[0]?.path);
  return write(context, newEntry(context, 'action.assigned', actionId, parsed.data));
}

export async function withdrawAction(
  context: Context,
  { actionId, reason }: Parameters<ActionsApi['withdrawAction']>[0],
): Promise<Result<void>> {
  const action = requireOwn(context, actionId);
  if (!action.ok) return action;
  if (reason.trim().length < 2) return fail('action.reason-required', '撤销督办事项，请写明理由。', { path: 'reason' });
  if (reason.length > 500) return invalid(['reason']);
  return write(context, newEntry(context, 'action.withdrawn', actionId, { reason: reason.trim() }));
}

/** A due day is a working day, as periods of the 办法 end on one; where no notice is at hand, by weekends. */
export function dueRefusal(task: string, dueOn: IsoDate) {
  const brief = task.length > 20 ? `${task.slice(0, 20)}…` : task;
  if (!isRealDate(dueOn)) return fail('action.due-date', `督办事项“${brief}”的完成期限不对。请重新填写。`, { path: 'dueOn' });
  if (isWorkingDay(dueOn).working) return undefined;
  const next = addWorkingDays(dueOn, 1).date;
  return fail('action.due-not-working', `督办事项“${brief}”的完成期限 ${dueOn} 不是工作日。请改为工作日，例如 ${next}。`, {
    path: 'dueOn',
  });
}

function requireOpen({ projection }: Context, actionId: string): Result<ActionState> {
  const action = projection.actions.get(actionId);
  if (!action) return ACTION_GONE;
  if (action.state === 'done') return fail('action.done', '这个督办事项已经确认完成，不能再改。');
  if (action.state === 'withdrawn') return fail('action.withdrawn', '这个督办事项已经撤销，不能再改。');
  return ok(action);
}

function requireOwn(context: Context, actionId: string): Result<ActionState> {
  const action = requireOpen(context, actionId);
  if (!action.ok || isOwn(context, action.value.convenerId)) return action;
  return fail('action.not-convener', '督办事项由召集会议的部门调整或者撤销。请与它联系。');
}

function invalid(path: readonly PropertyKey[] | undefined) {
  return fail('action.invalid', '填写的内容太长，或者格式不对，没有保存。请按提示修改。', { path: path?.join('.') ?? '' });
}

async function write(context: Context, entry: EntryOf<'action.progressed' | 'action.judged' | 'action.assigned' | 'action.withdrawn'>) {
  const saved = await record(context, [entry]);
  return saved.ok ? ok(undefined) : saved;
}
