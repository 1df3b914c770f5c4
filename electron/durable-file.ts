/** Writing so that a power cut leaves either the old file or the new one: temp file, fsync, rename, fsync of the folder. */
import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Failure, fail } from '#shared/domain/result.ts';

export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** Makes a rename durable. Windows has no fsync of folders; there NTFS journals the rename itself. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Turns an error of the file system into a failure that says what to do. `what` is the Chinese name of the thing that
 * could not be done, e.g. 保存台账日志; `code` prefixes the failure's code. Other errors are bugs and keep flying.
 */
export function fileFailure(error: unknown, code: string, what: string): { readonly ok: false; readonly error: Failure } {
  const reason = errorCode(error);
  if (reason === undefined) throw error;
  if (DISK_FULL.has(reason)) return fail(`${code}.disk-full`, `磁盘空间不足，${what}没有完成。请腾出空间后再试一次，已有数据没有受影响。`);
  if (reason === 'EACCES' || reason === 'EPERM')
    return fail(`${code}.no-permission`, `没有权限，${what}没有完成。请检查文件夹的权限，或换一个位置。`);
  if (reason === 'EROFS') return fail(`${code}.read-only-disk`, `磁盘是只读的，${what}没有完成。请检查写保护开关，或换一个位置。`);
  if (reason === 'ENOENT') return fail(`${code}.not-found`, `${what}没有完成：文件或文件夹不存在，可能已被移走或介质已拔出。`);
  return fail(`${code}.failed`, `${what}没有完成（${reason}）。请检查磁盘或介质后再试一次。`);
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
