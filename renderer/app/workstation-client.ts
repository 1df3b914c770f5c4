/**
 * The renderer's handle on the workstation, which lives in a worker (architecture.md, Processes). Locking ends the
 * worker, and with it every key and every decrypted record; unlocking starts a new one.
 */
import * as Comlink from 'comlink';
import type { Result } from '#shared/domain/result.ts';
import type { Unlocked } from '#shared/ipc.ts';
import type { LedgerState, OnProgress, WorkstationApi } from '#shared/workstation/api.ts';
import type { Host } from '#shared/workstation/host.ts';
import type { WorkerEntry, WorkstationMethod } from '../worker/workstation-worker.ts';
import { createHostProxy } from './host-adapter.ts';

/** Every method answers with a promise of a Result, exactly as in WorkstationApi. */
export type WorkstationClient = WorkstationApi;

let worker: Worker | undefined;
let entry: Comlink.Remote<WorkerEntry> | undefined;

/** Starts the worker and opens the ledger. The data key is wiped here as soon as the worker has its copy. */
export async function openWorkstation(unlocked: Unlocked, onProgress: OnProgress): Promise<Result<LedgerState>> {
  closeWorkstation();
  worker = new Worker(new URL('../worker/workstation-worker.ts', import.meta.url), { type: 'module', name: 'workstation' });
  entry = Comlink.wrap<WorkerEntry>(worker);
  await entry.start(Comlink.proxy(createHostProxy()) as unknown as Host);
  const { dataKey, department, operator } = unlocked;
  const opening = client.open({ dataKey, department, operator, onProgress });
  dataKey.fill(0);
  return opening;
}

/** Ends the worker at once: keys and decrypted data leave memory with it. */
export function closeWorkstation(): void {
  worker?.terminate();
  worker = undefined;
  entry = undefined;
}

/** The open workstation. Throws when locked: no page that uses it is shown then. */
export function workstation(): WorkstationClient {
  if (!entry) throw new Error('the workstation is locked');
  return client;
}

/** Marks a progress listener; kept for readability where one is handed over. */
export function progress(listener: OnProgress): OnProgress {
  return listener;
}

/** Each method becomes one call to the worker; a progress listener, wherever it stands, travels as a proxy of its own. */
const client = new Proxy({} as WorkstationClient, {
  get:
    (_target, method: WorkstationMethod) =>
    (...input: unknown[]) => {
      if (!entry) throw new Error('the workstation is locked');
      const { plain, listener } = takeListener(input);
      return entry.call(method, plain, listener && Comlink.proxy(listener));
    },
});

function takeListener(input: readonly unknown[]): { readonly plain: readonly unknown[]; readonly listener: OnProgress | undefined } {
  const [first, ...rest] = input;
  if (typeof first === 'function') return { plain: [], listener: first as OnProgress };
  if (typeof first !== 'object' || first === null || !('onProgress' in first)) return { plain: input, listener: undefined };
  const { onProgress, ...others } = first;
  return { plain: [others, ...rest], listener: onProgress as OnProgress | undefined };
}
