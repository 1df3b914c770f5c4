/** A local log for support: codes, names of operations and stacks; never the data itself. Two files of 1 MB at most. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const MAX_BYTES = 1024 * 1024;

export class Log {
  readonly #path: string;

  constructor(private readonly directory: string) {
    this.#path = join(directory, 'workstation.log');
  }

  /** `event` is a code such as `bug.journalAppend`; `detail` is an error or a short text without personal data. */
  write(event: string, detail?: unknown): void {
    const text = detail instanceof Error ? describeError(detail) : detail === undefined ? '' : String(detail);
    try {
      mkdirSync(this.directory, { recursive: true, mode: 0o700 });
      this.#rotate();
      appendFileSync(this.#path, `${new Date().toISOString()} ${event} ${withoutPersonalData(text)}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not turn a log line into a second failure.
    }
  }

  #rotate(): void {
    const size = statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
    if (size > MAX_BYTES) renameSync(this.#path, `${this.#path}.old`);
  }
}

/** The message of a foreign error can quote data; its name, code and frames can't. */
function describeError(error: Error): string {
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return `${error.name}${code} | ${frames
    .slice(0, 12)
    .map((line) => line.trim())
    .join(' | ')}`;
}

/** Long digit runs (ID and telephone numbers), key material and the user's home folder never reach the disk. */
export function withoutPersonalData(text: string): string {
  return text
    .replaceAll(homedir(), '~')
    .replace(/[0-9]{6,}[0-9Xx]?/g, '#')
    .replace(/[0-9A-Fa-f]{32,}/g, '#')
    .replace(/[\u3400-\u9fff]{2,}/g, '…')
    .replace(/[\r\n]+/g, ' | ');
}
