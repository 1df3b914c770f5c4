/** One long piece of work of the worker: its progress, and a way to cancel it. */
import { useCallback, useRef, useState } from 'react';
import type { OnProgress, Progress } from '#shared/workstation/api.ts';
import { progress as proxied, workstation } from '../../app/workstation-client.ts';

export interface JobInput {
  readonly jobId: string;
  readonly onProgress: OnProgress;
}

export interface Job {
  readonly running: boolean;
  readonly progress: Progress | undefined;
  /** starts `work` and answers with what it answers; one at a time */
  readonly run: <T>(work: (input: JobInput) => Promise<T>) => Promise<T>;
  readonly cancel: () => void;
}

export function useJob(): Job {
  const jobId = useRef<string | undefined>(undefined);
  const [running, setRunning] = useState(false);
  const [progress, setProgress] = useState<Progress | undefined>(undefined);

  const run = useCallback(async <T>(work: (input: JobInput) => Promise<T>): Promise<T> => {
    const mine = crypto.randomUUID();
    jobId.current = mine;
    setProgress(undefined);
    setRunning(true);
    const onProgress = proxied((next) => {
      if (jobId.current === mine) setProgress(next);
    });
    try {
      return await work({ jobId: mine, onProgress });
    } finally {
      jobId.current = undefined;
      setRunning(false);
    }
  }, []);

  const cancel = useCallback(() => {
    if (jobId.current !== undefined) void workstation().cancel(jobId.current);
  }, []);

  return { running, progress, run, cancel };
}
