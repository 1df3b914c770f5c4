/** The list of packages: what went out and came in, and how far each one is. */
import { workingDaysLeft } from '#shared/domain/deadlines.ts';
import { hasRecords } from '#shared/ledger/entry.ts';
import type { PackageState } from '#shared/ledger/package-register.ts';
import type { PackageRow, PackageStage } from '../api.ts';
import type { Standings } from '../approvals/approval-rows.ts';
import { type Context, departmentName, localTime, today } from '../context.ts';
import { ANSWERED, receiptDue } from './package-export.ts';
import type { Push } from './standing.ts';

export function packageRows(context: Context, standings: Standings): readonly PackageRow[] {
  const { projection } = context;
  const waiting = new Set([...projection.directory.keys()].filter((departmentId) => receiptDue(context, departmentId)));
  const missing = new Set(
    projection.packages
      .reportedMissing()
      .flatMap(({ departmentId, series, sequences }) => sequences.map((sequence) => `${departmentId} ${series} ${sequence}`)),
  );
  return [...projection.packages.values()].sort(newestFirst).map((state) => packageRow(context, standings, state, waiting, missing));
}

function packageRow(
  context: Context,
  standings: Standings,
  state: PackageState,
  waiting: ReadonlySet<string>,
  missing: ReadonlySet<string>,
): PackageRow {
  const { packages } = context.projection;
  const answers = countAnswers(context, standings, state);
  const stage = stageOf(context, state, answers);
  const handover = state.direction === 'out' ? packages.handover(state) : undefined;
  const out = state.direction === 'out';
  return {
    rowId: state.key,
    packageId: state.packageId,
    direction: state.direction,
    purpose: state.purpose,
    title: state.title,
    departmentId: state.departmentId,
    departmentName: departmentName(context, state.departmentId),
    sequence: state.sequence,
    seriesLabel: seriesLabel(context, state.departmentId, state.series, state.direction),
    at: localTime(state.at),
    records: state.records.length,
    attachments: state.attachments,
    claimed: answers.claimed,
    returned: answers.returned,
    overdue: answers.overdue,
    stage,
    state: describeState(state, stage, answers),
    sealed: state.sealed,
    fileName: state.fileName,
    fileSize: state.fileSize,
    fileSha256: state.fileSha256,
    fileSm3: state.fileSm3,
    handover: handover ? `${handover.payload.handedOn} 交给 ${handover.payload.receivedBy}` : '',
    reportedMissing: out && missing.has(`${state.departmentId} ${state.series} ${state.sequence}`),
    canResend: out && state.series === context.series && packages.recipe(state.packageId) !== undefined,
    resent: packages.resent(state).length,
    receiptDue: !out && ANSWERED.has(state.purpose) && waiting.has(state.departmentId),
  };
}

/** Of one package for several departments, in the order in which they were chosen. */
function newestFirst(a: PackageState, b: PackageState): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return a.packageId < b.packageId ? 1 : a.packageId > b.packageId ? -1 : 0;
}

interface Answers {
  readonly claimed: number;
  readonly returned: number;
  readonly overdue: number;
}

function countAnswers(context: Context, standings: Standings, state: PackageState): Answers {
  let claimed = 0;
  let returned = 0;
  let overdue = 0;
  if (!hasRecords(state.purpose)) return { claimed, returned, overdue };
  const day = today(context);
  for (const recordId of state.records) {
    const found = context.projection.byRecordId.get(recordId);
    if (!found) continue;
    const standing = standings.of(found);
    const push = standing.pushes.find((each) => each.recipientId === state.departmentId);
    const answer = state.direction === 'in' ? standing.status : push && answerIn(context, state, push);
    if (answer === 'claimed') claimed += 1;
    else if (answer === 'returned') returned += 1;
    else if ((state.direction === 'in' || push) && standing.deadline && workingDaysLeft(standing.deadline.dueOn, day) < 0) overdue += 1;
  }
  return { claimed, returned, overdue };
}

/**
 * What the recipient said of a record in this package. It answers the package by which the record came first; of another
 * one with the same record that it has as well, a claim holds too. A package that never arrived has no answers.
 */
function answerIn(context: Context, state: PackageState, push: Push): Push['answer'] {
  const said = push.answers.get(state.packageId);
  if (said) return said;
  const arrived = context.projection.packages.receivedAt(state) !== undefined;
  return arrived && push.answer === 'claimed' ? 'claimed' : undefined;
}

function stageOf(context: Context, state: PackageState, { claimed, returned }: Answers): PackageStage {
  const answered = claimed + returned;
  if (state.direction === 'in') {
    if (!hasRecords(state.purpose)) return 'told';
    return answered >= state.records.length ? 'settled' : 'toClaim';
  }
  if (hasRecords(state.purpose) && answered > 0) return answered >= state.records.length ? 'answered' : 'answering';
  if (context.projection.packages.receivedAt(state) !== undefined) return 'received';
  return context.projection.packages.handover(state) ? 'handedOver' : 'exported';
}

function describeState(state: PackageState, stage: PackageStage, { claimed, returned }: Answers): string {
  const total = state.records.length;
  const counted = `已认领 ${claimed}/${total}${returned > 0 ? `，退回 ${returned}` : ''}`;
  switch (stage) {
    case 'told':
      return {
        approvals: '',
        supervision: '',
        letters: '公函已登记',
        meetings: '会议信息已登记',
        receipt: '回执已导入',
        directory: '名录已导入',
        sync: '已同步',
      }[state.purpose];
    case 'settled':
      return `已办结（${counted}）`;
    case 'toClaim':
      return `待认领 ${total - claimed - returned} 条（${counted}）`;
    case 'answering':
    case 'answered':
      return counted;
    case 'received':
      return hasRecords(state.purpose) ? '对方已接收，待认领' : '对方已接收';
    case 'handedOver':
      return '已交接，等待对方回执';
    case 'exported':
      return {
        approvals: '已导出，等待对方回执',
        supervision: '已导出，等待对方回执',
        letters: '已导出，等待对方回执',
        meetings: '已导出，等待对方回执',
        receipt: '回执已导出',
        directory: '名录已导出',
        sync: '同步包已导出',
      }[state.purpose];
  }
}

/** Which computer counted, where the department has several: the end of its id. */
export function seriesLabel(context: Context, departmentId: string, series: string, direction: 'in' | 'out' = 'in'): string {
  if (series === '') return '';
  for (const state of context.projection.packages.values()) {
    const same = state.direction === direction && state.departmentId === departmentId;
    if (same && state.series !== '' && state.series !== series) return series.slice(-4).toUpperCase();
  }
  return '';
}
