/** Long work that can be cancelled, by the id its caller chose. */
import type { Jobs } from './context.ts';

export class JobRegister implements Jobs {
  readonly #running = new Map<string, AbortController>();

  readonly begin = (jobId: string): void => {
    this.#running.set(jobId, new AbortController());
  };

  readonly end = (jobId: string): void => {
    this.#running.delete(jobId);
  };

  readonly isCancelled = (jobId: string): boolean => this.#running.get(jobId)?.signal.aborted ?? false;

  readonly signal = (jobId: string): AbortSignal => {
    const running = this.#running.get(jobId);
    if (!running) throw new Error('the job has not begun');
    return running.signal;
  };

  cancel(jobId: string): void {
    this.#running.get(jobId)?.abort();
  }
}
