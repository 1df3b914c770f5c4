/**
 * Asking a file system that may never answer: a share whose server is gone, a stick with a bad contact. Such a call can't
 * be called back and holds one of the few threads that all file access shares (libuv: four), so calls to one place go one
 * after the other, and while one is overdue no further one is sent there.
 */
import { setTimeout as delay } from 'node:timers/promises';

/** what a slow share over an office network may take */
const PATIENCE_MS = 3_000;

interface Call {
  overdue: boolean;
  /** fulfilled when it answered or is overdue */
  readonly decided: Promise<unknown>;
}

export class Patience {
  readonly #calls = new Map<string, Call>();

  constructor(private readonly milliseconds = PATIENCE_MS) {}

  /** The answer, or undefined when `place` gives none in time or still owes one. Errors of `work` keep flying. */
  async ask<T>(place: string, work: () => Promise<T>): Promise<T | undefined> {
    for (let before = this.#calls.get(place); before; before = this.#calls.get(place)) {
      if (before.overdue) return undefined;
      await before.decided;
    }
    const answer = work();
    const timer = new AbortController();
    const settled = answer.then(
      () => timer.abort(),
      () => timer.abort(),
    );
    const tooLate = delay(this.milliseconds, undefined, { signal: timer.signal }).then(
      () => {
        call.overdue = true;
      },
      // it was answered
      () => undefined,
    );
    const call: Call = { overdue: false, decided: tooLate };
    this.#calls.set(place, call);
    void settled.then(() => this.#calls.delete(place));
    return Promise.race([answer, tooLate.then(() => (call.overdue ? undefined : answer))]);
  }
}
