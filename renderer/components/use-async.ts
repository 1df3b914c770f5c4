/** Reads something from the workstation for a page: keeps the last value while it reads again, and reads again after every write. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure, Result } from '#shared/domain/result.ts';
import { useSession } from '../app/session.ts';

export interface Async<T> {
  /** the last value read; stays while it is read again */
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
}

interface State<T> {
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
  readonly loading: boolean;
}

/**
 * Calls `load` when mounted, when an item of `dependencies` changes, and whenever data was written (`session.revision`).
 * A late answer of an earlier call is dropped. A thrown error goes to the error boundary.
 */
export function useAsync<T>(load: () => Promise<Result<T>>, dependencies: readonly unknown[] = []): Async<T> {
  const revision = useSession((session) => session.revision);
  const [round, setRound] = useState(0);
  const [state, setState] = useState<State<T>>({ value: undefined, failure: undefined, loading: true });
  const latest = useRef(load);
  latest.current = load;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what to depend on is the caller's list, as with useEffect
  useEffect(() => {
    let current = true;
    setState((before) => (before.loading ? before : { ...before, loading: true }));
    latest.current().then(
      (result) => {
        if (!current) return;
        if (result.ok) setState({ value: result.value, failure: undefined, loading: false });
        else setState((before) => ({ value: before.value, failure: result.error, loading: false }));
      },
      (error: unknown) => {
        if (!current) return;
        setState(() => {
          throw error;
        });
      },
    );
    return () => {
      current = false;
    };
  }, [revision, round, ...dependencies]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, reload };
}
