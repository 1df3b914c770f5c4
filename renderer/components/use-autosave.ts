/** Saves by itself what stands on the screen: shortly after the last change, one save after the other. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Failure, Result } from '#shared/domain/result.ts';
import { keepSafe } from '../app/unsaved.ts';

/** after the last keystroke: each save is an entry of the ledger, and at most so much is lost */
const SAVE_DELAY_MS = 2500;

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed';

export interface Autosave {
  readonly saveState: SaveState;
  /** when it was saved last; undefined: not since it was opened */
  readonly savedAt: Date | undefined;
  readonly failure: Failure | undefined;
  /** saves what stands there now; false when it couldn't be saved */
  readonly save: () => Promise<boolean>;
}

export interface AutosaveOptions {
  readonly readOnly: boolean;
  /** somebody who types without a pause is saved after so many milliseconds all the same; absent: after the pause only */
  readonly longest?: number;
}

/** `write` gets what stands there and what was saved before; a value that is the same object needs no saving. */
export function useAutosave<T>(
  value: T,
  write: (now: T, before: T) => Promise<Result<unknown>>,
  { readOnly, longest }: AutosaveOptions,
): Autosave {
  const [kept, setKept] = useState(value);
  const [running, setRunning] = useState(false);
  const [savedAt, setSavedAt] = useState<Date>();
  const [failure, setFailure] = useState<Failure>();
  const latest = useRef({ value, kept, write, readOnly });
  latest.current = { ...latest.current, value, write, readOnly };
  // one after the other: two saves at once could end in the wrong order
  const queue = useRef<Promise<boolean>>(Promise.resolve(true));

  const save = useCallback((): Promise<boolean> => {
    const run = async () => {
      const { value: now, kept: before, write: writeNow } = latest.current;
      if (now === before || latest.current.readOnly) return true;
      setRunning(true);
      const result = await writeNow(now, before).finally(() => setRunning(false));
      setFailure(result.ok ? undefined : result.error);
      if (!result.ok) return false;
      latest.current.kept = now;
      setKept(now);
      setSavedAt(new Date());
      return true;
    };
    queue.current = queue.current.then(run, run);
    return queue.current;
  }, []);

  const changedAt = useRef(0);
  useEffect(() => {
    if (readOnly || value === kept) {
      changedAt.current = 0;
      return;
    }
    if (changedAt.current === 0) changedAt.current = Date.now();
    const left = longest === undefined ? SAVE_DELAY_MS : Math.max(0, changedAt.current + longest - Date.now());
    const timer = setTimeout(() => void save(), Math.min(SAVE_DELAY_MS, left));
    return () => clearTimeout(timer);
  }, [value, kept, readOnly, longest, save]);
  const dirty = !readOnly && value !== kept;
  useEffect(() => (dirty ? keepSafe(save) : undefined), [dirty, save]);
  const saveState: SaveState = running ? 'saving' : !dirty ? 'saved' : failure ? 'failed' : 'unsaved';
  return useMemo(() => ({ saveState, savedAt, failure, save }), [saveState, savedAt, failure, save]);
}
