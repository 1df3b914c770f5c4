/** The worker that holds the open ledger: keys, records and search live and die with it. */
import * as Comlink from 'comlink';
import type { Result } from '#shared/domain/result.ts';
import { fail } from '#shared/domain/result.ts';
import { DexieSegmentStore } from '#shared/ledger/segment-store.ts';
import type { OnProgress, WorkstationApi } from '#shared/workstation/api.ts';
import type { Host } from '#shared/workstation/host.ts';
import { Workstation } from '#shared/workstation/workstation.ts';
import { WorkerTableReader } from './worker-table-reader.ts';

export type WorkstationMethod = keyof WorkstationApi;

/** A slice of index building between two messages: short enough that a call never waits noticeably. */
const INDEX_SLICE_MS = 25;

const INDEX_DELAY_MS = 300;

let workstation: Workstation | undefined;

const entry = {
  /** `host` is a Comlink proxy of the renderer's adapter; its methods answer with promises as the ports say. */
  start(host: Host): void {
    // each access to a proxy's property is another proxy: taken once, so that fonts loaded through a port are found again
    const { journal, files, attachments, signer, fonts } = host;
    const ports: Host = { journal, files, attachments, signer, fonts };
    workstation = new Workstation({ host: ports, store: new DexieSegmentStore(), createReader: (size) => new WorkerTableReader(size) });
  },

  /**
   * One method of the workstation. Comlink carries functions only as arguments of their own, so the progress listener
   * comes last and is put back where the method expects it: into its first input, or as its only argument.
   */
  async call(method: WorkstationMethod, input: readonly unknown[], onProgress: OnProgress | undefined): Promise<unknown> {
    if (!workstation) return fail('workstation.closed', '工作站已锁定。请先解锁。');
    const run = workstation[method] as (...input: unknown[]) => Promise<Result<unknown>>;
    const result = await run.apply(workstation, withListener(input, onProgress));
    buildIndexSoon();
    return result;
  },
};
export type WorkerEntry = typeof entry;

function withListener(input: readonly unknown[], onProgress: OnProgress | undefined): unknown[] {
  if (!onProgress) return [...input];
  const [first, ...rest] = input;
  if (typeof first === 'object' && first !== null) return [{ ...first, onProgress }, ...rest];
  return [onProgress];
}

let building = false;

/** After unlocking and after every write records wait for the search index. The page gets its first answers before. */
function buildIndexSoon(): void {
  if (building) return;
  building = true;
  setTimeout(buildIndexWhenIdle, INDEX_DELAY_MS);
}

function buildIndexWhenIdle(): void {
  building = workstation !== undefined && !workstation.buildIndex(INDEX_SLICE_MS);
  if (building) setTimeout(buildIndexWhenIdle, 5);
}

Comlink.expose(entry);
