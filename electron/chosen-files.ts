/**
 * Files that the user chose or named. The page gets a token; the path stays here. What is written goes to a part file
 * beside the target, and only after flush, read-back and comparison does it take the target's name.
 */
import { createHash, type Hash, randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { ChosenFile } from '#shared/ipc.ts';
import type { FilePort } from '#shared/workstation/host.ts';
import { fileFailure, syncDirectory } from './durable-file.ts';

const READ_BACK_BYTES = 1024 * 1024;

interface Reading {
  readonly mode: 'read';
  readonly path: string;
  file: FileHandle | undefined;
}

interface Writing {
  readonly mode: 'write';
  readonly path: string;
  readonly part: string;
  file: FileHandle | undefined;
  readonly hash: Hash;
  size: number;
  done: boolean;
}

const UNKNOWN = fail('file.unknown-token', '这个文件已经关闭。请重新选择文件。');

export class ChosenFiles implements FilePort {
  readonly #files = new Map<string, Reading | Writing>();

  /** Registers files to be read. Anything that isn't a regular file is refused. Error: `file.not-a-file`. */
  async register(paths: readonly string[]): Promise<Result<readonly ChosenFile[]>> {
    const chosen: ChosenFile[] = [];
    for (const path of paths) {
      try {
        const info = await stat(path);
        const name = basename(path);
        if (!info.isFile()) return fail('file.not-a-file', `“${name}”不是文件。请选择单个文件，不要选择文件夹。`, { file: name });
        const token = newToken();
        this.#files.set(token, { mode: 'read', path, file: undefined });
        chosen.push({ token, name, size: info.size });
      } catch (error) {
        return fileFailure(error, 'file', `打开“${basename(path)}”`);
      }
    }
    return ok(chosen);
  }

  /** Registers a target to be written; nothing is created before the first bytes. */
  registerTarget(path: string): ChosenFile {
    const token = newToken();
    const part = `${path}.${token.slice(0, 8)}.part`;
    this.#files.set(token, { mode: 'write', path, part, file: undefined, hash: createHash('sha256'), size: 0, done: false });
    return { token, name: basename(path), size: 0 };
  }

  async read(token: string, offset: number, length: number): Promise<Result<Uint8Array>> {
    const chosen = this.#files.get(token);
    if (chosen?.mode !== 'read') return UNKNOWN;
    try {
      chosen.file ??= await open(chosen.path, 'r');
      const bytes = new Uint8Array(length);
      const { bytesRead } = await chosen.file.read(bytes, 0, length, offset);
      return ok(bytes.subarray(0, bytesRead));
    } catch (error) {
      return fileFailure(error, 'file', `读取“${basename(chosen.path)}”`);
    }
  }

  async write(token: string, bytes: Uint8Array): Promise<Result<void>> {
    const chosen = this.#files.get(token);
    if (chosen?.mode !== 'write' || chosen.done) return UNKNOWN;
    try {
      chosen.file ??= await open(chosen.part, 'wx+', 0o600);
      let done = 0;
      while (done < bytes.byteLength) {
        const { bytesWritten } = await chosen.file.write(bytes, done, bytes.byteLength - done, chosen.size + done);
        done += bytesWritten;
      }
      chosen.hash.update(bytes);
      chosen.size += bytes.byteLength;
      return ok(undefined);
    } catch (error) {
      await this.abort(token);
      return fileFailure(error, 'file', `保存“${basename(chosen.path)}”`);
    }
  }

  async commit(token: string): Promise<Result<{ readonly sha256: string; readonly fileName: string; readonly size: number }>> {
    const chosen = this.#files.get(token);
    if (chosen?.mode !== 'write' || chosen.done) return UNKNOWN;
    const name = basename(chosen.path);
    try {
      chosen.file ??= await open(chosen.part, 'wx+', 0o600);
      await chosen.file.sync();
      const sha256 = chosen.hash.digest('hex');
      await chosen.file.close();
      chosen.file = undefined;
      const readBack = await digestOf(chosen.part);
      if (readBack !== sha256) {
        await rm(chosen.part, { force: true });
        return fail('file.read-back-differs', `“${name}”写入后读回的内容不一致，没有保存。介质可能已损坏，请换一个 U 盘或文件夹再试。`);
      }
      await rename(chosen.part, chosen.path);
      await syncDirectory(dirname(chosen.path));
      chosen.done = true;
      return ok({ sha256, fileName: name, size: chosen.size });
    } catch (error) {
      await this.abort(token);
      return fileFailure(error, 'file', `保存“${name}”`);
    }
  }

  async abort(token: string): Promise<Result<void>> {
    const chosen = this.#files.get(token);
    if (!chosen) return ok(undefined);
    await chosen.file?.close().catch(() => undefined);
    chosen.file = undefined;
    if (chosen.mode === 'write' && !chosen.done) {
      await rm(chosen.part, { force: true }).catch(() => undefined);
      this.#files.delete(token);
    }
    if (chosen.mode === 'read') this.#files.delete(token);
    return ok(undefined);
  }

  /** where a file written in this session lies */
  pathOf(token: string): string | undefined {
    const chosen = this.#files.get(token);
    return chosen?.mode === 'write' && chosen.done ? chosen.path : undefined;
  }

  /** Ends everything that is open: at lock and at exit. Unfinished part files go. */
  async closeAll(): Promise<void> {
    for (const token of [...this.#files.keys()]) await this.abort(token);
    this.#files.clear();
  }
}

function newToken(): string {
  return randomBytes(16).toString('hex');
}

async function digestOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(READ_BACK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
