/**
 * Reading a freshly written file back so that the bytes come from the medium. An ordinary read is answered from the
 * page cache: it would call a stick good that has kept nothing. On Linux the file is read with O_DIRECT, which goes
 * round the cache; it needs buffers at aligned addresses, which JavaScript can't promise, so coreutils' dd reads.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { open, statfs } from 'node:fs/promises';
import type { ReadBack } from '#shared/ipc.ts';
import { errorCode } from './durable-file.ts';

const BLOCK_BYTES = 1024 * 1024;
const DD = '/bin/dd';

/**
 * statfs(2) types that take O_DIRECT and answer from memory all the same: FUSE (its server reads through the cache of
 * the block device: ntfs-3g, exfat-fuse), tmpfs, ramfs.
 */
const CACHED_ANYWAY: ReadonlySet<number> = new Set([0x65735546, 0x01021994, 0x858458f6]);

export interface ReadBackDigest {
  /** hex */
  readonly sha256: string;
  readonly readBack: ReadBack;
}

/**
 * SHA-256 of a file that was flushed before. Throws the file system's error (`EIO` when the medium doesn't give the
 * bytes back), or an AbortError after `signal`. Never falls back to the cache because a medium failed.
 */
export async function digestReadBack(path: string, signal?: AbortSignal): Promise<ReadBackDigest> {
  const direct = process.platform === 'linux' && (await canGoRoundCache(path)) ? await digestDirectly(path, signal) : undefined;
  if (direct !== undefined) return { sha256: direct, readBack: 'medium' };
  return { sha256: await digestThroughCache(path, signal), readBack: 'cache' };
}

async function canGoRoundCache(path: string): Promise<boolean> {
  return !CACHED_ANYWAY.has((await statfs(path)).type);
}

/** undefined: this file system refuses O_DIRECT, or there is no dd. */
function digestDirectly(path: string, signal: AbortSignal | undefined): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256');
    let complaint = '';
    const reader = spawn(DD, [`if=${path}`, 'iflag=direct', `bs=${BLOCK_BYTES}`, 'status=none'], {
      env: { LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal ? { signal, killSignal: 'SIGKILL' } : {}),
    });
    reader.stdout.on('data', (bytes: Buffer) => hash.update(bytes));
    reader.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    reader.on('error', (error) => (errorCode(error) === 'ENOENT' ? resolve(undefined) : reject(error)));
    reader.on('close', (code) => {
      if (code === 0) resolve(hash.digest('hex'));
      else if (/Invalid argument|not supported/i.test(complaint)) resolve(undefined);
      else reject(mediumError(complaint));
    });
  });
}

const COMPLAINTS: readonly (readonly [RegExp, string])[] = [
  [/No such file/i, 'ENOENT'],
  [/Permission denied|not permitted/i, 'EACCES'],
  [/No such device|No medium/i, 'ENODEV'],
];

/** dd only says it in words; anything not known is a medium that doesn't read. */
function mediumError(complaint: string): Error {
  const code = COMPLAINTS.find(([words]) => words.test(complaint))?.[1] ?? 'EIO';
  return Object.assign(new Error(`read-back: ${code}`), { code });
}

/** Exported for the tests, which show what this reading does not notice. */
export async function digestThroughCache(path: string, signal?: AbortSignal): Promise<string> {
  const file = await open(path, 'r');
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(BLOCK_BYTES);
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
