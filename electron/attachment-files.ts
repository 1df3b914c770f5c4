/** Sealed attachments in the profile. The worker seals; this only keeps bytes, durably, under names it is given. */
import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { AttachmentPort } from '#shared/workstation/host.ts';
import { fileFailure, syncDirectory } from './durable-file.ts';

const UNKNOWN = fail('attachment.unknown-token', '附件的保存已经中断。请重新添加附件。');
const PART = '.part';
const SEALED = /^([0-9a-f]{64})\.sealed$/;
/** files kept open for the next read: a package reads one after the other, in pieces of 1 MiB */
const MAX_READING = 4;
/** milliseconds without a read until they are closed: who restores the folder from a backup must not meet our handles */
const IDLE = 5000;
/**
 * Milliseconds that a file lies here before it may be given up as nobody's: 30 days. Who puts an older ledger back, and the
 * newer one again a week later, finds everything that the newer one names.
 */
export const SETTLED_AFTER = 30 * 24 * 3_600_000;

export class AttachmentFiles implements AttachmentPort {
  readonly #open = new Map<string, { readonly file: FileHandle; readonly path: string; size: number }>();
  /** by name, the one read last at the end */
  readonly #reading = new Map<string, Promise<FileHandle>>();
  #idle: NodeJS.Timeout | undefined;
  #swept = false;

  constructor(
    private readonly directory: string,
    private readonly settledAfter: number = SETTLED_AFTER,
  ) {}

  async begin(): Promise<Result<string>> {
    try {
      await mkdir(this.directory, { recursive: true, mode: 0o700 });
      await this.#sweep();
      const token = randomBytes(16).toString('hex');
      const path = join(this.directory, `${token}${PART}`);
      this.#open.set(token, { file: await open(path, 'wx', 0o600), path, size: 0 });
      return ok(token);
    } catch (error) {
      return fileFailure(error, 'attachment', '保存附件');
    }
  }

  async write(token: string, bytes: Uint8Array): Promise<Result<void>> {
    const part = this.#open.get(token);
    if (!part) return UNKNOWN;
    try {
      let done = 0;
      while (done < bytes.byteLength) {
        const { bytesWritten } = await part.file.write(bytes, done, bytes.byteLength - done, part.size + done);
        done += bytesWritten;
      }
      part.size += bytes.byteLength;
      return ok(undefined);
    } catch (error) {
      await this.abort(token);
      return fileFailure(error, 'attachment', '保存附件');
    }
  }

  async commit(token: string, name: string): Promise<Result<void>> {
    const part = this.#open.get(token);
    if (!part) return UNKNOWN;
    try {
      await part.file.sync();
      await part.file.close();
      this.#open.delete(token);
      await this.#closeReading(name);
      await rename(part.path, this.#pathOf(name));
      await syncDirectory(this.directory);
      return ok(undefined);
    } catch (error) {
      await rm(part.path, { force: true });
      return fileFailure(error, 'attachment', '保存附件');
    }
  }

  async abort(token: string): Promise<Result<void>> {
    const part = this.#open.get(token);
    if (!part) return ok(undefined);
    this.#open.delete(token);
    await part.file.close().catch(() => undefined);
    await rm(part.path, { force: true });
    return ok(undefined);
  }

  async has(name: string): Promise<Result<boolean>> {
    return ok((await stat(this.#pathOf(name)).catch(() => undefined)) !== undefined);
  }

  async listSettled(): Promise<Result<readonly string[]>> {
    try {
      const settled: string[] = [];
      for (const file of await readdir(this.directory)) {
        const name = SEALED.exec(file)?.[1];
        if (name === undefined) continue;
        const { mtimeMs } = await stat(join(this.directory, file));
        if (Date.now() - mtimeMs >= this.settledAfter) settled.push(name);
      }
      return ok(settled);
    } catch (error) {
      // before the first attachment there is no folder
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? ok([]) : fileFailure(error, 'attachment', '查看附件');
    }
  }

  async read(name: string, offset: number, length: number): Promise<Result<Uint8Array>> {
    try {
      const file = await this.#readingOf(name);
      const bytes = new Uint8Array(length);
      const { bytesRead } = await file.read(bytes, 0, length, offset);
      return ok(bytes.subarray(0, bytesRead));
    } catch (error) {
      await this.#closeReading(name);
      return fileFailure(error, 'attachment', '读取附件');
    }
  }

  /** Of a job that came to nothing, or of one that ended before it could say what for. A file that isn't there is no failure. */
  async remove(name: string): Promise<Result<void>> {
    try {
      await this.#closeReading(name);
      await rm(this.#pathOf(name), { force: true });
      return ok(undefined);
    } catch (error) {
      return fileFailure(error, 'attachment', '清理附件');
    }
  }

  /** At lock and at exit. */
  async closeAll(): Promise<void> {
    for (const token of [...this.#open.keys()]) await this.abort(token);
    await this.#closeAllReading();
  }

  #readingOf(name: string): Promise<FileHandle> {
    const file = this.#reading.get(name) ?? open(this.#pathOf(name), 'r');
    this.#reading.delete(name);
    this.#reading.set(name, file);
    this.#idle ??= setTimeout(() => void this.#closeAllReading(), IDLE).unref();
    this.#idle.refresh();
    const [oldest] = this.#reading.keys();
    if (oldest !== undefined && this.#reading.size > MAX_READING) void this.#closeReading(oldest);
    return file;
  }

  async #closeAllReading(): Promise<void> {
    clearTimeout(this.#idle);
    this.#idle = undefined;
    for (const name of [...this.#reading.keys()]) await this.#closeReading(name);
  }

  /** Closing waits for the reads under way. */
  async #closeReading(name: string): Promise<void> {
    const file = this.#reading.get(name);
    this.#reading.delete(name);
    await file?.then((each) => each.close()).catch(() => undefined);
  }

  /** What a crash left half written; one instance a profile, so nobody else writes here. */
  async #sweep(): Promise<void> {
    if (this.#swept) return;
    this.#swept = true;
    const own = new Set([...this.#open.values()].map(({ path }) => path));
    for (const name of await readdir(this.directory)) {
      const path = join(this.directory, name);
      if (name.endsWith(PART) && !own.has(path)) await rm(path, { force: true });
    }
  }

  /** names are 64 hex digits (checked by the IPC schema), so no path can come in by them */
  #pathOf(name: string): string {
    return join(this.directory, `${name}.sealed`);
  }
}
