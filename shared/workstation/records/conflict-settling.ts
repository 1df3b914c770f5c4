/** Conflicts side by side, and the decision of a person, which is an entry that names what it settles. */
import { assertNever, fail, ok, type Result } from '#shared/domain/result.ts';
import { type OpenConflict, openConflicts } from '#shared/ledger/conflicts.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { contentOf, contentOfEntry, isRevision, type RecordState, titleOf } from '#shared/ledger/record-state.ts';
import type { ConflictDetail, ConflictRow, ConflictSide, WorkstationApi } from '../api.ts';
import { type Context, departmentName, localTime, newEntry, record } from '../context.ts';
import { type RecordContent, recordChanges, recordFields } from './record-content.ts';

export function conflictRows(context: Context): readonly ConflictRow[] {
  return [...context.projection.conflicts].flatMap((recordId) => {
    const found = context.projection.byRecordId.get(recordId);
    return found ? openConflicts(found.history).map((conflict) => rowOf(context, found, conflict)) : [];
  });
}

function rowOf(context: Context, found: RecordState, conflict: OpenConflict): ConflictRow {
  const maker = conflict.entries[0]?.actor.departmentId ?? found.ownerId;
  return {
    recordId: found.recordId,
    recordKind: found.kind,
    kind: conflict.kind,
    title: `${titleOf(found)}　${contentOf(found).counterpart.name}`,
    decisionNumber: contentOf(found).decisionNumber,
    ownerName: departmentName(context, maker),
    mine: maker === context.department.uscc,
  };
}

function find(
  context: Context,
  { recordId, kind }: { readonly recordId: string; readonly kind: ConflictRow['kind'] },
): { readonly found: RecordState; readonly conflict: OpenConflict } | undefined {
  const found = context.projection.byRecordId.get(recordId);
  const conflict = found && openConflicts(found.history).find((each) => each.kind === kind);
  return found && conflict && { found, conflict };
}

const GONE = fail('conflict.not-found', '这个冲突已经处理过了。请刷新后再试。');

export function conflictDetail(context: Context, input: Parameters<WorkstationApi['conflictDetail']>[0]): Result<ConflictDetail> {
  const known = find(context, input);
  if (!known) return GONE;
  const { found, conflict } = known;
  return ok({ ...rowOf(context, found, conflict), sides: sidesOf(context, conflict) });
}

function sidesOf(context: Context, { entries }: OpenConflict): readonly ConflictSide[] {
  const contents = entries.flatMap((entry) => (isRevision(entry) ? [contentOfEntry(entry)] : []));
  const [first] = contents;
  const differing = new Set(first ? contents.flatMap((content) => recordChanges(first, content).map(({ label }) => label)) : []);
  return entries.map((entry) => ({
    entryId: entry.id,
    at: localTime(entry.at),
    actor: `${departmentName(context, entry.actor.departmentId)} ${entry.actor.operator}`,
    ...wordsOf(entry),
    fields: isRevision(entry) ? fieldsOf(contentOfEntry(entry), differing) : [],
  }));
}

function wordsOf(entry: OpenConflict['entries'][number]): Pick<ConflictSide, 'title' | 'reason'> {
  switch (entry.type) {
    case 'approval.recorded':
    case 'supervision.recorded':
      return { title: '录入（第 1 版）', reason: '' };
    case 'approval.corrected':
    case 'supervision.corrected':
      return { title: `更正（第 ${entry.payload.revision} 版）`, reason: entry.payload.reason };
    case 'claim.made':
      return { title: '认领', reason: entry.payload.note ?? '' };
    case 'claim.returned':
      return { title: '退回', reason: entry.payload.reason };
    default:
      return assertNever(entry);
  }
}

/** Every field; where one side has nothing to say, the other's difference still shows. */
function fieldsOf(content: RecordContent, differing: ReadonlySet<string>): ConflictSide['fields'] {
  const fields = recordFields(content);
  const missing = [...differing]
    .filter((label) => !fields.some((field) => field.label === label))
    .map((label) => ({ label, value: '（无）' }));
  return [...fields, ...missing].map((field) => ({ ...field, differs: differing.has(field.label) }));
}

/** The side that holds becomes the newest fact; the others stay in the history as settled. */
export async function settleConflict(context: Context, input: Parameters<WorkstationApi['settleConflict']>[0]): Promise<Result<void>> {
  const known = find(context, input);
  if (!known) return GONE;
  const { found, conflict } = known;
  const maker = conflict.entries[0]?.actor.departmentId;
  if (maker !== context.department.uscc) {
    return fail(
      'conflict.not-own',
      `这个冲突由“${departmentName(context, maker ?? '')}”的两台电脑造成，只能由该部门确定以哪一版为准。请与其联系。`,
    );
  }
  const chosen = conflict.entries.find((entry) => entry.id === input.entryId);
  if (!chosen) return GONE;
  const reason = input.reason.trim();
  if (reason.length < 2)
    return fail('conflict.reason-required', '请写明为什么以这一版为准，例如“经核对档案，地址以第二台电脑的更正为准”。');
  const settles = conflict.entries.map((entry) => entry.id);
  const saved = await record(context, [decision(context, found, chosen, reason, settles)]);
  return saved.ok ? ok(undefined) : saved;
}

function decision(
  context: Context,
  { recordId, revision }: RecordState,
  chosen: OpenConflict['entries'][number],
  reason: string,
  settles: string[],
): Entry {
  switch (chosen.type) {
    case 'approval.recorded':
    case 'approval.corrected':
      return newEntry(context, 'approval.corrected', recordId, {
        approval: chosen.payload.approval,
        revision: revision + 1,
        reason,
        settles,
      });
    case 'supervision.recorded':
    case 'supervision.corrected':
      return newEntry(context, 'supervision.corrected', recordId, {
        supervision: chosen.payload.supervision,
        revision: revision + 1,
        reason,
        settles,
      });
    case 'claim.made':
      return newEntry(context, 'claim.made', recordId, { packageId: chosen.payload.packageId, note: reason, settles });
    case 'claim.returned':
      return newEntry(context, 'claim.returned', recordId, { packageId: chosen.payload.packageId, reason, settles });
    default:
      return assertNever(chosen);
  }
}
