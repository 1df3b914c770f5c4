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
/** pulled out, bad contact, worn out; ENOMEDIUM and EREMOTEIO have no name in Node.js */
const MEDIUM_GONE = new Set(['EIO', 'ENODEV', 'ENXIO', 'ESHUTDOWN', 'Unknown system error -123', 'Unknown system error -121']);
const NETWORK_GONE = new Set(['ESTALE', 'EHOSTDOWN', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH', 'ENOTCONN', 'ETIMEDOUT', 'ECONNRESET']);

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
  // FAT32 ends at 4 GiB − 1; EFBIG also comes from a limit set for the user.
  if (reason === 'EFBIG')
    return fail(
      `${code}.too-large`,
      `文件超过了这个磁盘允许的大小（FAT32 格式单个文件不能超过 4 GB），${what}没有完成。请换用 exFAT 或 NTFS 格式的 U 盘，或分成几份。`,
    );
  if (MEDIUM_GONE.has(reason))
    return fail(
      `${code}.medium-gone`,
      `磁盘或 U 盘没有响应，${what}没有完成，可能已拔出、接触不良或损坏。请重新插好后再试一次；仍然不行就换一个。`,
    );
  if (NETWORK_GONE.has(reason)) return fail(`${code}.network-gone`, `网络文件夹没有响应，${what}没有完成。请检查内网连接后再试一次。`);
  if (reason === 'ENOENT') return fail(`${code}.not-found`, `${what}没有完成：文件或文件夹不存在，可能已被移走或介质已拔出。`);
  return fail(`${code}.failed`, `${what}没有完成（${reason}）。请检查磁盘或介质后再试一次。`);
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
