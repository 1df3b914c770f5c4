/** Checks a form shortly after the last change, and at once when it is to be saved. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure, Result } from '#shared/domain/result.ts';

/** ms after the last change */
const CHECK_DELAY = 200;

export interface RecordChecks<Checked> {
  readonly checked: Checked | undefined;
  readonly failure: Failure | undefined;
  /** checks the values as they are now */
  readonly check: () => Promise<Checked | undefined>;
}

/** `run` must be another function when what it checks is another: use `useCallback`. A late answer of an earlier check is dropped. */
export function useRecordChecks<Checked>(run: () => Promise<Result<Checked>>): RecordChecks<Checked> {
  const [checked, setChecked] = useState<Checked>();
  const [failure, setFailure] = useState<Failure>();
  const round = useRef(0);
  const check = useCallback(async () => {
    round.current += 1;
    const mine = round.current;
    const result = await run();
    if (mine === round.current) {
      setFailure(result.ok ? undefined : result.error);
      if (result.ok) setChecked(() => result.value);
    }
    return result.ok ? result.value : undefined;
  }, [run]);
  useEffect(() => {
    const timer = setTimeout(() => void check(), CHECK_DELAY);
    return () => clearTimeout(timer);
  }, [check]);
  return { checked, failure, check };
}
