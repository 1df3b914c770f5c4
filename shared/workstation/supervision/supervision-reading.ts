/** Supervision information as its pages show it, and what an approval's page shows of it (办法 21). */
import { ok, type Result } from '#shared/domain/result.ts';
import { supervisionToDraft } from '#shared/domain/supervision-format.ts';
import type { ApprovalState, RecordState } from '#shared/ledger/record-state.ts';
import type { ApprovalRow } from '../api.ts';
import { type Standings, toRow } from '../approvals/approval-rows.ts';
import { type Context, today } from '../context.ts';
import { timelineOf } from '../records/timeline.ts';
import type { SupervisionApi, SupervisionDetail } from './supervision-api.ts';
import { SUPERVISION_NOT_FOUND } from './supervision-writing.ts';

const MOST_FOUND = 100;
const MOST_ROWS = 1000;

export function supervisionDetail(context: Context, standings: Standings, recordId: string): Result<SupervisionDetail> {
  const found = context.projection.supervision(recordId);
  if (!found) return SUPERVISION_NOT_FOUND;
  const row = rowOf(context, standings, found);
  const approvals = found.supervision.approvals.map((each) => ({
    ...each,
    known: context.projection.approval(each.recordId) !== undefined,
  }));
  return ok({ row, supervision: found.supervision, own: row.own, approvals, timeline: timelineOf(context, found) });
}

/** The form's beginning. Approvals that this ledger doesn't have can't be shown as rows; the record keeps them nevertheless. */
export function supervisionDraft(
  context: Context,
  standings: Standings,
  recordId: string,
): Awaited<ReturnType<SupervisionApi['supervisionDraft']>> {
  const found = context.projection.supervision(recordId);
  if (!found) return SUPERVISION_NOT_FOUND;
  const approvals = found.supervision.approvals.flatMap((each) => context.projection.approval(each.recordId) ?? []);
  return ok({
    draft: supervisionToDraft(found.supervision),
    approvals: approvals.map((approval) => rowOf(context, standings, approval)),
  });
}

/** Newest first. Beside the list's query, so that picking in a form doesn't change what the list shows. */
export function findApprovals(
  context: Context,
  standings: Standings,
  { text, limit }: Parameters<SupervisionApi['findApprovals']>[0],
): { readonly total: number; readonly rows: readonly ApprovalRow[] } {
  const { records } = context.projection;
  const found: ApprovalState[] = [];
  for (const position of context.searchIndex.search(text)) {
    const record = records[position];
    if (record?.kind === 'approval') found.push(record);
  }
  const shown = found.slice(-Math.min(limit, MOST_FOUND)).reverse();
  return { total: found.length, rows: shown.map((record) => rowOf(context, standings, record)) };
}

export function recordRows(context: Context, standings: Standings, recordIds: readonly string[]): readonly ApprovalRow[] {
  const found = recordIds.slice(0, MOST_ROWS).flatMap((recordId) => context.projection.byRecordId.get(recordId) ?? []);
  return found.map((record) => rowOf(context, standings, record));
}

/** Supervision information that names the approval, newest first. There are few of them beside the approvals: no index is kept. */
export function supervisionsAbout(context: Context, standings: Standings, recordId: string): readonly ApprovalRow[] {
  return context.projection.supervisions
    .filter(({ supervision }) => supervision.approvals.some((each) => each.recordId === recordId))
    .sort((a, b) => (a.supervision.decidedOn < b.supervision.decidedOn ? 1 : -1))
    .map((record) => rowOf(context, standings, record));
}

function rowOf(context: Context, standings: Standings, record: RecordState): ApprovalRow {
  return toRow(context, standings.of(record), record, today(context));
}
