/**
 * How the main process compared each written file: from the medium itself, or through the system's cache. The worker
 * needs only the digest, so this stays on the page's side, where the user is told.
 */
import type { Result } from '#shared/domain/result.ts';
import type { IpcOutputs, ReadBack } from '#shared/ipc.ts';
import { onLock } from './view-state.ts';

const comparisons = new Map<string, ReadBack>();

onLock(() => comparisons.clear());

/** passes the result on, and remembers how it was compared */
export async function noteReadBack(
  token: string,
  committing: Promise<Result<IpcOutputs['fileCommit']>>,
): Promise<Result<IpcOutputs['fileCommit']>> {
  const result = await committing;
  if (result.ok) comparisons.set(token, result.value.readBack);
  return result;
}

/** undefined: nothing was written to this token in this session */
export function readBackOf(token: string): ReadBack | undefined {
  return comparisons.get(token);
}
