/** The list of packages: what went out and came in, and how far each one is. */
import type { PackageState } from '#shared/ledger/projection.ts';
import type { DirectoryRow, PackageRow } from './api.ts';
import type { Standings } from './approval-rows.ts';
import { type Context, departmentName, localTime } from './context.ts';
import { receiptEntries } from './package-export.ts';

export function packageRows(context: Context, standings: Standings): readonly PackageRow[] {
  const waiting = new Set(
    [...context.projection.directory.keys()].filter((departmentId) => receiptEntries(context, departmentId).entries.length > 0),
  );
  return [...context.projection.packages.values()]
    .map((state) => packageRow(context, standings, state, waiting))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

function packageRow(context: Context, standings: Standings, state: PackageState, waiting: ReadonlySet<string>): PackageRow {
  const { claimed, returned } = countAnswers(context, standings, state);
  return {
    packageId: state.packageId,
    direction: state.direction,
    purpose: state.purpose,
    title: state.title,
    departmentId: state.departmentId,
    departmentName: departmentName(context, state.departmentId),
    sequence: state.sequence,
    at: localTime(state.at),
    records: state.records.length,
    claimed,
    returned,
    state: describeState(state, claimed, returned),
    fileName: state.fileName,
    fileSha256: state.fileSha256,
    receiptDue: state.direction === 'in' && state.purpose === 'approvals' && waiting.has(state.departmentId),
  };
}

function countAnswers(
  context: Context,
  standings: Standings,
  state: PackageState,
): { readonly claimed: number; readonly returned: number } {
  let claimed = 0;
  let returned = 0;
  if (state.purpose !== 'approvals') return { claimed, returned };
  for (const recordId of state.records) {
    const found = context.projection.byRecordId.get(recordId);
    if (!found) continue;
    const standing = standings.of(found);
    const answer =
      state.direction === 'in'
        ? standing.status
        : standing.pushes.find((push) => push.recipientId === state.departmentId && push.packageId === state.packageId)?.answer;
    if (answer === 'claimed') claimed += 1;
    else if (answer === 'returned') returned += 1;
  }
  return { claimed, returned };
}

function describeState(state: PackageState, claimed: number, returned: number): string {
  const total = state.records.length;
  const counted = `已认领 ${claimed}/${total}${returned > 0 ? `，退回 ${returned}` : ''}`;
  if (state.purpose === 'receipt') return state.direction === 'out' ? '回执已导出' : '回执已导入';
  if (state.direction === 'in')
    return claimed + returned >= total ? `已办结（${counted}）` : `待认领 ${total - claimed - returned} 条（${counted}）`;
  if (claimed + returned > 0) return counted;
  return state.receivedAt ? '对方已接收，待认领' : '已导出，等待对方回执';
}

export function directoryRows(context: Context): readonly DirectoryRow[] {
  const { directory, keys, packages } = context.projection;
  const counts = new Map<string, { out: number; in: number }>();
  for (const each of packages.values()) {
    const count = counts.get(each.departmentId) ?? { out: 0, in: 0 };
    count[each.direction] += 1;
    counts.set(each.departmentId, count);
  }
  return [...directory.values()].map((department) => {
    const key = keys.get(department.uscc);
    const count = counts.get(department.uscc);
    return {
      department,
      fingerprint: key?.fingerprint ?? '',
      keyState: key ? 'confirmed' : 'none',
      confirmedAt: key ? localTime(key.at) : '',
      packagesOut: count?.out ?? 0,
      packagesIn: count?.in ?? 0,
    };
  });
}
