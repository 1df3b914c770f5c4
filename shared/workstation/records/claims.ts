/** 认领 and 退回 of received records (办法 20(一), 21(二)). Both are facts: a later one adds to them, nothing is undone. */
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { contentOf, type RecordState } from '#shared/ledger/record-state.ts';
import type { Standings } from '../approvals/approval-rows.ts';
import { type Context, newEntry, record } from '../context.ts';
import { contentName } from './record-content.ts';

interface Pending {
  readonly state: RecordState;
  readonly packageId: string;
}

export async function claim(
  context: Context,
  standings: Standings,
  input: { readonly records: readonly string[]; readonly note?: string },
): Promise<Result<{ readonly claimed: number }>> {
  const pending = pendingRecords(context, standings, input.records);
  if (!pending.ok) return pending;
  const note = input.note?.trim();
  const entries = pending.value.map(({ state, packageId }) =>
    newEntry(context, 'claim.made', state.recordId, { packageId, ...(note ? { note } : {}) }),
  );
  const saved = await record(context, entries);
  return saved.ok ? ok({ claimed: entries.length }) : saved;
}

export async function returnRecords(
  context: Context,
  standings: Standings,
  input: { readonly records: readonly string[]; readonly reason: string },
): Promise<Result<{ readonly returned: number }>> {
  const reason = input.reason.trim();
  if (reason === '') return fail('claim.reason-required', '退回必须写明理由，例如“不属于本部门监管范围，应推送至某某部门”。');
  const pending = pendingRecords(context, standings, input.records);
  if (!pending.ok) return pending;
  const entries: Entry[] = pending.value.map(({ state, packageId }) =>
    newEntry(context, 'claim.returned', state.recordId, { packageId, reason }),
  );
  const saved = await record(context, entries);
  return saved.ok ? ok({ returned: entries.length }) : saved;
}

function pendingRecords(context: Context, standings: Standings, recordIds: readonly string[]): Result<readonly Pending[]> {
  const pending: Pending[] = [];
  for (const recordId of new Set(recordIds)) {
    const state = context.projection.byRecordId.get(recordId);
    if (!state) return fail('approval.not-found', '所选记录中有的已不在台账中。请刷新列表后重新选择。');
    const standing = standings.of(state);
    if (standing.status !== 'toClaim' || !standing.receivedBy) {
      return fail('claim.not-pending', `“${contentName(contentOf(state))}”不在待认领状态（可能已经认领或退回）。请刷新列表后重新选择。`);
    }
    pending.push({ state, packageId: standing.receivedBy.packageId });
  }
  return pending.length > 0 ? ok(pending) : fail('claim.empty', '还没有选择记录。请先在列表里选择要处理的记录。');
}
