/**
 * The renderer's handle on the workstation, which lives in a worker (architecture.md, Processes). Locking ends the
 * worker, and with it every key and every decrypted record; unlocking starts a new one.
 */
import * as Comlink from 'comlink';
import type { Result } from '#shared/domain/result.ts';
import type { Unlocked } from '#shared/ipc.ts';
import type { LedgerState, OnProgress, WorkstationApi } from '#shared/workstation/api.ts';
import type { WorkerEntry } from '../worker/workstation-worker.ts';
import { createHostProxy } from './host-adapter.ts';

/** Every method answers with a promise of a Result, exactly as in WorkstationApi. */
export type WorkstationClient = WorkstationApi;

let worker: Worker | undefined;
let client: WorkstationClient | undefined;

/** Starts the worker and opens the ledger. The data key is wiped here as soon as the worker has its copy. */
export async function openWorkstation(unlocked: Unlocked, onProgress: OnProgress): Promise<Result<LedgerState>> {
  closeWorkstation();
  worker = new Worker(new URL('../worker/workstation-worker.ts', import.meta.url), { type: 'module', name: 'workstation' });
  const entry = Comlink.wrap<WorkerEntry>(worker);
  const remote = await entry.start(Comlink.proxy(createHostProxy()));
  client = remote as unknown as WorkstationClient;
  const result = await client.open({ ...unlocked, onProgress: progress(onProgress) });
  unlocked.dataKey.fill(0);
  return result;
}

/** Ends the worker at once: keys and decrypted data leave memory with it. */
export function closeWorkstation(): void {
  worker?.terminate();
  worker = undefined;
  client = undefined;
}

/** The open workstation. Throws when locked: no page that uses it is shown then. */
export function workstation(): WorkstationClient {
  if (!client) throw new Error('the workstation is locked');
  return client;
}

/** Wraps a progress callback so that it can be called from the worker. */
export function progress(listener: OnProgress): OnProgress {
  return Comlink.proxy(listener);
}
