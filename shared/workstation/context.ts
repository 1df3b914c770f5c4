/** What the parts of the workstation share while it is open. */
import type { IsoDate } from '#shared/domain/approval.ts';
import { todayIn } from '#shared/domain/dates.ts';
import type { Actor, Department } from '#shared/domain/department.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { Entry, EntryOf, EntryType } from '#shared/ledger/entry.ts';
import type { AppendTimings, Ledger } from '#shared/ledger/ledger.ts';
import type { Projection } from '#shared/ledger/projection.ts';
import type { OnProgress } from './api.ts';
import type { RecordKeys } from './approvals/record-keys.ts';
import type { Host } from './host.ts';
import type { SearchIndex } from './search-index.ts';
import type { TableReaderFactory } from './tables/table-reader.ts';

/** The 办法's working days are counted in China, wherever the machine's clock is set. */
const TIME_ZONE = 'Asia/Shanghai';

export interface Jobs {
  readonly begin: (jobId: string) => void;
  readonly end: (jobId: string) => void;
  readonly isCancelled: (jobId: string) => boolean;
  /** aborted when the job is cancelled */
  readonly signal: (jobId: string) => AbortSignal;
}

export interface Context {
  readonly host: Host;
  readonly ledger: Ledger;
  readonly projection: Projection;
  readonly searchIndex: SearchIndex;
  readonly recordKeys: RecordKeys;
  readonly createReader: TableReaderFactory;
  readonly jobs: Jobs;
  readonly now: () => Date;
  department: Department;
  operator: string;
  /** this computer among those of the department: it counts its own packages */
  readonly series: string;
  /** positions whose rows changed since the view was computed */
  readonly changed: (positions: Iterable<number>) => void;
}

export function actorOf(context: Context): Actor {
  return { departmentId: context.department.uscc, operator: context.operator };
}

export function today(context: Context): IsoDate {
  return todayIn(TIME_ZONE, context.now());
}

/** A new fact by this department, now. */
export function newEntry<T extends EntryType>(context: Context, type: T, subject: string, payload: EntryOf<T>['payload']): EntryOf<T> {
  return entriesNow(context)(type, subject, payload);
}

/** For many facts of the same moment: what they have in common stands in memory once. */
export function entriesNow(context: Context) {
  const at = context.now().toISOString();
  const actor = actorOf(context);
  return <T extends EntryType>(type: T, subject: string, payload: EntryOf<T>['payload']) =>
    ({ id: createUuid(), type, at, actor, subject, payload }) as EntryOf<T>;
}

/** Appends and folds: what is shown afterwards is what was saved. */
export async function record(
  context: Context,
  entries: readonly Entry[],
  options: Parameters<Ledger['append']>[1] = {},
): Promise<Result<AppendTimings & { readonly index: number }>> {
  const appended = await context.ledger.append(entries, options);
  if (!appended.ok) return appended;
  const started = performance.now();
  context.changed(context.projection.fold(entries));
  return ok({ ...appended.value, index: performance.now() - started });
}

/** Refuses large writes early when the disk is nearly full; the write itself is safe either way. */
export async function checkSpace(context: Context, neededBytes: number): Promise<Result<void>> {
  const free = await context.host.journal.freeBytes();
  if (!free.ok) return free;
  const needed = neededBytes * 2 + 4 * 1024 * 1024;
  if (free.value >= needed) return ok(undefined);
  const megabytes = Math.ceil((needed - free.value) / 1024 / 1024);
  return fail('ledger.low-space', `磁盘空间不足：还需要大约 ${megabytes} MB。请腾出空间后再试，还没有写入任何内容。`);
}

export function departmentName(context: Context, departmentId: string): string {
  if (departmentId === context.department.uscc) return context.department.name;
  return context.projection.directory.get(departmentId)?.name ?? `未登记的部门（${departmentId}）`;
}

/** 2026-11-23 16:20, in China's time */
export function localTime(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** the calendar day of a moment, in China */
export function localDate(at: string): IsoDate {
  return localTime(at).slice(0, 10);
}

/** At most five calls a second: a progress bar needs no more, and each one crosses threads and draws the page anew. */
export function throttled(onProgress: OnProgress | undefined, milliseconds = 200): OnProgress {
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (!onProgress || (now - last < milliseconds && progress.fraction !== 1 && !progress.committing)) return;
    last = now;
    onProgress(progress);
  };
}
