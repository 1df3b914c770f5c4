/** The way in and the way out: opening the workstation with the unlocked key, and locking so that nothing stays behind. */
import { fail, type Result } from '#shared/domain/result.ts';
import type { Unlocked } from '#shared/ipc.ts';
import type { LedgerState, OnProgress } from '#shared/workstation/api.ts';
import { reportBug } from './bugs.ts';
import { useSession } from './session.ts';
import { appText } from './text.ts';
import { flushUnsaved } from './unsaved.ts';
import { clearViewState } from './view-state.ts';
import { closeWorkstation, openWorkstation } from './workstation-client.ts';

/** Reads the profile's state anew. A window that was reloaded has lost its key: it locks first. */
export async function readAppInfo(): Promise<Result<void>> {
  const first = await window.host.appInfo();
  if (!first.ok) return first;
  if (first.value.state === 'unlocked' && useSession.getState().ledger === undefined) {
    const locked = await window.host.lock();
    if (!locked.ok) return locked;
    const second = await window.host.appInfo();
    if (!second.ok) return second;
    useSession.getState().setInfo(second.value);
    return { ok: true, value: undefined };
  }
  useSession.getState().setInfo(first.value);
  return { ok: true, value: undefined };
}

/**
 * Starts the worker, opens the ledger and shows the shell. When the ledger can't be opened, everything is closed again
 * and the failure is returned for the lock page to show.
 */
export async function enter(unlocked: Unlocked, onProgress: OnProgress): Promise<Result<LedgerState>> {
  // a lock that still writes what was typed would end the new worker
  await locking;
  const opened = await openSafely(unlocked, onProgress);
  if (!opened.ok) {
    closeWorkstation();
    await window.host.lock();
    return opened;
  }
  useSession.getState().setLedger(opened.value);
  const read = await readAppInfo();
  if (read.ok) return opened;
  closeWorkstation();
  useSession.getState().setLedger(undefined);
  return read;
}

async function openSafely(unlocked: Unlocked, onProgress: OnProgress): Promise<Result<LedgerState>> {
  try {
    return await openWorkstation(unlocked, onProgress);
  } catch (error) {
    reportBug(error, 'open');
    return fail('app.open-failed', appText.openFailed);
  } finally {
    unlocked.dataKey.fill(0);
  }
}

let locking: Promise<void> | undefined;

/**
 * Locks at once: the worker ends, the shell is taken away, every store is emptied, and the main process forgets the keys.
 * Only what a page hasn't saved yet lets the worker live some moments longer: what was typed must not be lost.
 */
export function lockNow(): Promise<void> {
  locking ??= lock().finally(() => {
    locking = undefined;
  });
  return locking;
}

async function lock(): Promise<void> {
  const flushed = flushUnsaved();
  if (!flushed) closeWorkstation();
  const { info, setInfo } = useSession.getState();
  // the shell goes before anything is awaited
  if (info) setInfo({ ...info, state: 'locked' });
  clearViewState();
  if (flushed) {
    await flushed;
    closeWorkstation();
  }
  await window.host.lock();
  await readAppInfo();
}
