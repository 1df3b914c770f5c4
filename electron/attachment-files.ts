/** Sealed attachments in the profile. The worker seals; this only keeps bytes, durably, under names it is given. */
import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { AttachmentPort } from '#shared/workstation/host.ts';
import { fileFailure, syncDirectory } from './durable-file.ts';

const UNKNOWN = fail('attachment.unknown-token', '附件的保存已经中断。请重新添加附件。');

export class AttachmentFiles implements AttachmentPort {
  readonly #open = new Map<string, { readonly file: FileHandle; readonly path: string; size: number }>();

  constructor(private readonly directory: string) {}

  async begin(): Promise<Result<string>> {
    try {
      await mkdir(this.directory, { recursive: true, mode: 0o700 });
      const token = randomBytes(16).toString('hex');
      const path = join(this.directory, `${token}.part`);
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

  async read(name: string, offset: number, length: number): Promise<Result<Uint8Array>> {
    try {
      const file = await open(this.#pathOf(name), 'r');
      try {
        const bytes = new Uint8Array(length);
        const { bytesRead } = await file.read(bytes, 0, length, offset);
        return ok(bytes.subarray(0, bytesRead));
      } finally {
        await file.close();
      }
    } catch (error) {
      return fileFailure(error, 'attachment', '读取附件');
    }
  }

  async closeAll(): Promise<void> {
    for (const token of [...this.#open.keys()]) await this.abort(token);
  }

  /** names are 64 hex digits (checked by the IPC schema), so no path can come in by them */
  #pathOf(name: string): string {
    return join(this.directory, `${name}.sealed`);
  }
}
