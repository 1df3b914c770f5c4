/** What happens to a package after it was written: 已交接, and the explanation of numbers that won't come. */
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Gap } from '#shared/ledger/package-register.ts';
import type { GapRow, PackageRow, WorkstationApi } from '../api.ts';
import { type Context, departmentName, localTime, newEntry, record, today } from '../context.ts';
import { seriesLabel } from './package-rows.ts';

export async function handOverPackage(context: Context, input: Parameters<WorkstationApi['handOverPackage']>[0]): Promise<Result<void>> {
  const state = context.projection.packages.get(input.rowId);
  if (state?.direction !== 'out') return fail('package.not-found', '台账中没有这个发出的数据包。请刷新列表后再试。');
  const receivedBy = input.receivedBy.trim();
  if (receivedBy === '') return fail('handover.person-required', '请填写接收人姓名，与交接单上的签名一致。');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(input.handedOn)) return fail('handover.date', '交接日期不正确，请重新选择。');
  if (input.handedOn > today(context)) return fail('handover.date-future', '交接日期不能晚于今天。');
  if (input.handedOn < localTime(state.at).slice(0, 10)) return fail('handover.date-early', '交接日期不能早于数据包的导出日期。');
  const payload = { recipient: state.departmentId, receivedBy, handedOn: input.handedOn, note: input.note.trim() };
  const saved = await record(context, [newEntry(context, 'package.handedOver', state.packageId, payload)]);
  return saved.ok ? ok(undefined) : saved;
}

export function gapRows(context: Context, rows: readonly PackageRow[]): readonly GapRow[] {
  const { packages } = context.projection;
  const incoming = packages
    .gaps()
    .filter((gap) => gap.missing.length > 0 || gap.explained.length > 0)
    .map((gap) => incomingRow(context, gap));
  const outgoing = packages.reportedMissing().map(({ departmentId, series, sequences }): GapRow => {
    const ours = rows.filter((row) => row.direction === 'out' && row.departmentId === departmentId);
    return {
      gapId: `out ${departmentId} ${series}`,
      direction: 'out',
      departmentId,
      departmentName: departmentName(context, departmentId),
      series,
      seriesLabel: seriesLabel(context, departmentId, series, 'out'),
      sequences,
      packages: sequences.map((sequence) => ours.find((row) => row.sequence === sequence && packages.get(row.rowId)?.series === series)),
      reported: true,
      explained: [],
    };
  });
  return [...incoming, ...outgoing];
}

function incomingRow(context: Context, gap: Gap): GapRow {
  const { departmentId, series, missing, explained } = gap;
  const told = new Set(context.projection.packages.toldMissing(departmentId, series));
  return {
    gapId: `in ${departmentId} ${series}`,
    direction: 'in',
    departmentId,
    departmentName: departmentName(context, departmentId),
    series,
    seriesLabel: seriesLabel(context, departmentId, series),
    sequences: missing,
    packages: [],
    reported: missing.every((number) => told.has(number)),
    explained: explained.map((entry) => ({
      sequences: entry.payload.sequences,
      reason: entry.payload.reason,
      at: localTime(entry.at),
      by: entry.actor.operator,
    })),
  };
}

/** The number stays away for a reason: a person says so, and the gap is closed by that word instead of the package. */
export async function explainGap(context: Context, input: Parameters<WorkstationApi['explainGap']>[0]): Promise<Result<void>> {
  const gap = context.projection.packages.gaps().find((each) => `in ${each.departmentId} ${each.series}` === input.gapId);
  if (!gap) return fail('gap.not-found', '这个缺包已经补齐或说明过了。请刷新后再试。');
  const reason = input.reason.trim();
  if (reason.length < 2) return fail('gap.reason-required', '请写明缺包的原因，例如“对方来电说明第 12 包作废，内容已并入第 13 包”。');
  const sequences = input.sequences.filter((number) => gap.missing.includes(number));
  if (sequences.length === 0) return fail('gap.not-found', '这个缺包已经补齐或说明过了。请刷新后再试。');
  const payload = { series: gap.series, sequences, reason };
  const saved = await record(context, [newEntry(context, 'gap.explained', gap.departmentId, payload)]);
  return saved.ok ? ok(undefined) : saved;
}
