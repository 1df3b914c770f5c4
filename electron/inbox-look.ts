/**
 * One look into the inbox folder: what may be a package or a card, and whether its beginning is what its name says. Others
 * write to this folder, so nothing in it is trusted: links, folders, pipes and devices are passed over. Only ever reads.
 */
import { constants } from 'node:fs';
import { lstat, open, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './durable-file.ts';

export interface SeenFile {
  readonly name: string;
  readonly size: number;
  /** whole milliseconds since 1970 */
  readonly modifiedAt: number;
}

/** a folder with more names than this is no inbox; looking on would cost more than it gives */
const MAX_NAMES = 20_000;
const MAX_FILES = 1_000;
const MARK_BYTES = 512;

/** no link at the end of the path, and no waiting for somebody to write into a pipe (Windows knows neither flag) */
export const PLAIN_READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const WANTED = /\.(sgx|sgxe|sgcard)$/i;

/** Hidden files and the temporary names of office programs and copying tools are not looked at. */
export function isWantedName(name: string): boolean {
  return WANTED.test(name) && !/^[.~]/.test(name);
}

/** Throws the file system's error when the folder can't be read. */
export async function lookIntoInbox(directory: string): Promise<readonly SeenFile[]> {
  const names: string[] = [];
  let looked = 0;
  for await (const entry of await opendir(directory)) {
    if (isWantedName(entry.name)) names.push(entry.name);
    looked += 1;
    if (looked >= MAX_NAMES || names.length >= MAX_FILES) break;
  }
  const seen: SeenFile[] = [];
  for (const name of names.sort()) {
    const file = await signatureOf(join(directory, name));
    if (file) seen.push({ name, ...file });
  }
  return seen;
}

/** undefined: gone, or no regular file itself */
export async function signatureOf(path: string): Promise<Omit<SeenFile, 'name'> | undefined> {
  try {
    const info = await lstat(path);
    return info.isFile() ? { size: info.size, modifiedAt: Math.trunc(info.mtimeMs) } : undefined;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}

/**
 * Can be opened for reading and begins as its kind does: a bag in a ZIP `PK␃␄`, an envelope `SGXE`, a card as text. A
 * file that its copying program still holds, or has only reserved the room for, fails this.
 */
export async function beginsRight(path: string): Promise<boolean> {
  try {
    const file = await open(path, PLAIN_READ);
    try {
      if (!(await file.stat()).isFile()) return false;
      const buffer = Buffer.alloc(MARK_BYTES);
      const { bytesRead } = await file.read(buffer, 0, MARK_BYTES, 0);
      return hasMark(path, buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}

function hasMark(path: string, beginning: Uint8Array): boolean {
  const extension = WANTED.exec(path)?.[1]?.toLowerCase();
  const starts = (mark: string) => Buffer.from(beginning.subarray(0, mark.length)).toString('latin1') === mark;
  switch (extension) {
    case 'sgx':
      return starts('PK\u0003\u0004');
    case 'sgxe':
      return starts('SGXE');
    case 'sgcard':
      return beginning.length > 0 && isText(beginning);
    default:
      return false;
  }
}

/** UTF-8 without control characters other than line ends and tabs; the last character may be cut off. */
function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is meant
    return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text);
  } catch {
    return false;
  }
}
