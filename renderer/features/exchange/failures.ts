/** Which failures only say that the user stopped the work. */
import type { Failure } from '#shared/domain/result.ts';

export function isCancelled(failure: Failure): boolean {
  return failure.code.endsWith('.cancelled') || failure.code === 'cancelled';
}
