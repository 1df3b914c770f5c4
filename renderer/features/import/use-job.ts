/** One long piece of work of the worker: its progress, and a way to cancel it. */
import { useCallback, useRef, useState } from 'react';
import type { Result } from '#shared/domain/result.ts';
import type { OnProgress, Progress } from '#shared/workstation/api.ts';
import { progress as proxied, workstation } from '../../app/workstation-client.ts';

export interface JobInput {
  readonly jobId: string;
  readonly onProgress: OnProgress;
}

/** `cancelled`: the user stopped it, so its failure needs no explanation; `busy`: something else still runs */
export type JobAnswer<T> = Result<T> | 'cancelled' | 'busy';

/** ms before the progress window opens: short work is over by then and nothing flickers */
const PATIENCE = 300;

export interface Job {
  readonly running: boolean;
  /** what the progress window is called; undefined while there is none */
  readonly title: string | undefined;
  readonly progress: Progress | undefined;
  readonly run: <T>(title: string, work: (input: JobInput) => Promise<Result<T>>) => Promise<JobAnswer<T>>;
  readonly cancel: () => void;
}

export function useJob(): Job {
  const current = useRef<{ readonly jobId: string; cancelled: boolean } | undefined>(undefined);
  const [running, setRunning] = useState(false);
  const [title, setTitle] = useState<string>();
  const [progress, setProgress] = useState<Progress>();

  const run = useCallback(async <T>(name: string, work: (input: JobInput) => Promise<Result<T>>): Promise<JobAnswer<T>> => {
    if (current.current) return 'busy';
    const mine = { jobId: crypto.randomUUID(), cancelled: false };
    current.current = mine;
    setProgress(undefined);
    setRunning(true);
    const timer = setTimeout(() => setTitle(name), PATIENCE);
    const onProgress = proxied((report) => {
      if (current.current === mine) setProgress(report);
    });
    try {
      const result = await work({ jobId: mine.jobId, onProgress });
      return !result.ok && mine.cancelled ? 'cancelled' : result;
    } finally {
      clearTimeout(timer);
      current.current = undefined;
      setRunning(false);
      setTitle(undefined);
    }
  }, []);

  const cancel = useCallback(() => {
    if (!current.current) return;
    current.current.cancelled = true;
    void workstation().cancel(current.current.jobId);
  }, []);

  return { running, title, progress, run, cancel };
}
