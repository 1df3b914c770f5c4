/** One write of a dialog: busy while it runs, its failure shown, lists read anew afterwards. */
import { useCallback, useState } from 'react';
import type { Failure, Result } from '#shared/domain/result.ts';
import { useSession } from '../app/session.ts';

export function useWrite() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const write = useCallback(async <T>(work: () => Promise<Result<T>>): Promise<T | undefined> => {
    setBusy(true);
    const result = await work().finally(() => setBusy(false));
    setFailure(result.ok ? undefined : result.error);
    if (!result.ok) return undefined;
    useSession.getState().touch();
    return result.value;
  }, []);
  return { busy, failure, write, reset: () => setFailure(undefined), setFailure };
}
