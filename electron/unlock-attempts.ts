/**
 * Wrong passphrases are slowed down progressively, and the count survives a restart: three are free, then the wait
 * doubles from 5 seconds up to 10 minutes.
 */
import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { errorCode, writeDurably } from './durable-file.ts';

const FREE_ATTEMPTS = 3;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 10 * 60_000;

const schema = z.object({ failures: z.number().int().nonnegative(), lastAt: z.number() });

export function waitAfter(failures: number): number {
  if (failures < FREE_ATTEMPTS) return 0;
  return Math.min(FIRST_WAIT_MS * 2 ** (failures - FREE_ATTEMPTS), LONGEST_WAIT_MS);
}

export class UnlockAttempts {
  #failures = 0;
  #lastAt = 0;

  constructor(
    private readonly path: string,
    private readonly now: () => number = Date.now,
  ) {}

  async load(): Promise<void> {
    try {
      const parsed = schema.safeParse(JSON.parse(await readFile(this.path, 'utf8')));
      // An unreadable note counts as the longest wait once, so that damaging it gains nothing.
      this.#failures = parsed.success ? parsed.data.failures : 10;
      this.#lastAt = parsed.success ? parsed.data.lastAt : this.now();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return;
      if (!(error instanceof SyntaxError)) throw error;
      this.#failures = 10;
      this.#lastAt = this.now();
    }
  }

  /** milliseconds until the next attempt is allowed; a clock set back doesn't shorten it */
  wait(): number {
    const elapsed = Math.max(0, this.now() - this.#lastAt);
    return Math.max(0, waitAfter(this.#failures) - elapsed);
  }

  async failed(): Promise<void> {
    this.#failures += 1;
    this.#lastAt = this.now();
    try {
      await writeDurably(this.path, JSON.stringify({ failures: this.#failures, lastAt: this.#lastAt }));
    } catch (error) {
      // On a full disk the count holds only until the program ends; the answer must still be "wrong passphrase".
      if (errorCode(error) === undefined) throw error;
    }
  }

  async succeeded(): Promise<void> {
    this.#failures = 0;
    await rm(this.path, { force: true });
  }
}
