/**
 * Files that the user chose or named. The page gets a token; the path stays here. What is written goes to a part file
 * beside the target, and only after flush, read-back and comparison does it take the target's name.
 */
import { createHash, type Hash, randomBytes } from 'node:crypto';
import { access, type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { ChosenFile, ReadBack } from '#shared/ipc.ts';
import type { FilePort } from '#shared/workstation/host.ts';
import { errorCode, fileFailure, syncDirectory } from './durable-file.ts';
import { numberedName, safeFileName } from './file-names.ts';
import { PLAIN_READ } from './inbox-look.ts';
import { digestReadBack } from './read-back.ts';

/** more files of one name than this in one folder are no accident */
const MAX_NUMBER = 1000;

interface Reading {
  readonly mode: 'read';
  readonly path: string;
  file: FileHandle | undefined;
}

interface Writing {
  readonly mode: 'write';
  /** its last component changes when somebody else takes the name of a fresh target meanwhile */
  path: string;
  readonly part: string;
  /** the name wanted in a folder that the user chose; one that is taken gets a counter and is never overwritten */
  readonly freshName: string | undefined;
  readonly cancel: AbortController;
  file: FileHandle | undefined;
  readonly hash: Hash;
  size: number;
  done: boolean;
}

const UNKNOWN = fail('file.unknown-token', '这个文件已经关闭。请重新选择文件。');
const ABORTED = fail('file.aborted', '保存已取消，没有留下文件。需要时请重新保存。');

type Committed = { readonly sha256: string; readonly fileName: string; readonly size: number; readonly readBack: ReadBack };

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
    return this.#addTarget(path, undefined);
  }

  /**
   * Registers a target under a free name in a folder: a name that is taken, now or when the file is finished, gets a
   * counter. `suggestedName` can't lead out of the folder. Errors: as of {@link fileFailure}.
   */
  async registerNewTarget(directory: string, suggestedName: string): Promise<Result<ChosenFile>> {
    const name = safeFileName(suggestedName);
    try {
      if (!(await stat(directory)).isDirectory()) return fail('file.not-found', `保存“${name}”没有完成：目标不是文件夹。请重新选择位置。`);
      for (let number = 1; number <= MAX_NUMBER; number += 1) {
        const path = join(directory, numberedName(name, number));
        if (!(await exists(path))) return ok(this.#addTarget(path, name));
      }
      return tooManyOfName(name);
    } catch (error) {
      return fileFailure(error, 'file', `保存“${name}”`);
    }
  }

  /**
   * Registers a file of a folder that others write to. It is opened at once and must be a regular file itself: a link put
   * there meanwhile leads nowhere, a pipe doesn't keep us waiting. Error: `file.not-a-file`.
   */
  async registerPlain(path: string): Promise<Result<ChosenFile>> {
    const name = basename(path);
    let file: FileHandle | undefined;
    try {
      file = await open(path, PLAIN_READ);
      const info = await file.stat();
      if (info.isFile()) {
        const token = newToken();
        this.#files.set(token, { mode: 'read', path, file });
        return ok({ token, name, size: info.size });
      }
    } catch (error) {
      // what O_NOFOLLOW says to a link
      if (errorCode(error) !== 'ELOOP') return fileFailure(error, 'file', `打开“${name}”`);
    }
    await file?.close();
    return fail('file.not-a-file', `“${name}”不是普通文件，没有打开。`, { file: name });
  }

  #addTarget(path: string, freshName: string | undefined): ChosenFile {
    const token = newToken();
    const part = `${path}.${token.slice(0, 8)}.part`;
    this.#files.set(token, {
      mode: 'write',
      path,
      part,
      freshName,
      cancel: new AbortController(),
      file: undefined,
      hash: createHash('sha256'),
      size: 0,
      done: false,
    });
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
      if (chosen.cancel.signal.aborted) return await forget(chosen);
      let done = 0;
      while (done < bytes.byteLength) {
        const { bytesWritten } = await chosen.file.write(bytes, done, bytes.byteLength - done, chosen.size + done);
        done += bytesWritten;
      }
      chosen.hash.update(bytes);
      chosen.size += bytes.byteLength;
      return ok(undefined);
    } catch (error) {
      if (chosen.cancel.signal.aborted) return ABORTED;
      await this.abort(token);
      return fileFailure(error, 'file', `保存“${basename(chosen.path)}”`);
    }
  }

  /**
   * Flush, read back, compare, rename. Errors: `file.read-back-differs`, `file.aborted` when it was given up meanwhile,
   * and those of {@link fileFailure}. Afterwards there is the whole file under its name, or nothing.
   */
  async commit(token: string): Promise<Result<Committed>> {
    const chosen = this.#files.get(token);
    if (chosen?.mode !== 'write' || chosen.done) return UNKNOWN;
    try {
      chosen.file ??= await open(chosen.part, 'wx+', 0o600);
      await chosen.file.sync();
      const sha256 = chosen.hash.digest('hex');
      await chosen.file.close();
      chosen.file = undefined;
      const { readBack, sha256: found } = await digestReadBack(chosen.part, chosen.cancel.signal);
      if (found !== sha256) {
        await this.abort(token);
        return fail(
          'file.read-back-differs',
          `“${basename(chosen.path)}”写入后读回的内容不一致，没有保存。介质可能已损坏，请换一个 U 盘或文件夹再试。`,
        );
      }
      const placed = chosen.freshName === undefined ? await placeOver(chosen) : await placeUnderFreeName(chosen, chosen.freshName);
      if (!placed.ok) {
        await this.abort(token);
        return placed;
      }
      return ok({ sha256, fileName: basename(chosen.path), size: chosen.size, readBack });
    } catch (error) {
      const aborted = chosen.cancel.signal.aborted;
      await this.abort(token);
      return aborted ? ABORTED : fileFailure(error, 'file', `保存“${basename(chosen.path)}”`);
    }
  }

  async abort(token: string): Promise<Result<void>> {
    const chosen = this.#files.get(token);
    if (!chosen) return ok(undefined);
    if (chosen.mode === 'write' && !chosen.done) chosen.cancel.abort();
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

/** Given up while the part file was being made: the one who gave it up has found none to remove. */
async function forget(chosen: Writing): Promise<Result<void>> {
  await chosen.file?.close();
  chosen.file = undefined;
  await rm(chosen.part, { force: true });
  return ABORTED;
}

function newToken(): string {
  return randomBytes(16).toString('hex');
}

async function placeOver(chosen: Writing): Promise<Result<void>> {
  chosen.cancel.signal.throwIfAborted();
  await rename(chosen.part, chosen.path);
  await syncDirectory(dirname(chosen.path));
  chosen.done = true;
  return ok(undefined);
}

/**
 * Takes a name by creating it exclusively, then renames over that empty file of our own: FAT has no hard links, and a
 * look before a rename would leave a gap in which another program's file could be overwritten.
 */
async function placeUnderFreeName(chosen: Writing, name: string): Promise<Result<void>> {
  const directory = dirname(chosen.path);
  for (let number = 1; number <= MAX_NUMBER; number += 1) {
    const path = join(directory, numberedName(name, number));
    if (!(await claim(path))) continue;
    chosen.path = path;
    try {
      return await placeOver(chosen);
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined);
      throw error;
    }
  }
  return tooManyOfName(name);
}

/** false: somebody has it */
async function claim(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function tooManyOfName(name: string): Result<never> {
  return fail('file.name-taken', `这个位置已有太多名为“${name}”的文件，没有保存。请清理后再试，或换一个位置。`);
}
