/**
 * A small ZIP reader for the runtime archives, on node:zlib alone: a fresh machine often has no `unzip`.
 * It reads the central directory (APPNOTE 4.3.12), stored and deflated entries, Unix modes and symbolic links, and checks
 * every CRC-32. Archives over 4 GiB (ZIP64), encrypted ones and paths that leave the folder are refused.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { ScriptFailure } from './project.mjs';

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_LENGTH = 22;
const MAX_COMMENT = 0xffff;
const SYMLINK_MODE = 0o120000;
const TYPE_MASK = 0o170000;

/** @param {import('node:fs/promises').FileHandle} file @param {number} position @param {number} length */
async function readAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new ScriptFailure('压缩包不完整：文件在中途结束。请重新下载。');
  return buffer;
}

/** @param {import('node:fs/promises').FileHandle} file */
async function readEntries(file) {
  const { size } = await file.stat();
  const tailLength = Math.min(size, END_LENGTH + MAX_COMMENT);
  const tail = await readAt(file, size - tailLength, tailLength);
  let end = tail.length - END_LENGTH;
  while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end -= 1;
  if (end < 0) throw new ScriptFailure('这不是完整的 ZIP 压缩包：找不到目录结尾。请重新下载。');
  const count = tail.readUInt16LE(end + 10);
  const directoryLength = tail.readUInt32LE(end + 12);
  const directoryOffset = tail.readUInt32LE(end + 16);
  if (count === 0xffff || directoryOffset === 0xffffffff) throw new ScriptFailure('不支持超过 4 GiB 的压缩包（ZIP64）。');
  return parseDirectory(await readAt(file, directoryOffset, directoryLength), count);
}

/** @param {Buffer} directory @param {number} count */
function parseDirectory(directory, count) {
  const entries = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE) {
      throw new ScriptFailure('压缩包的目录已损坏。请重新下载。');
    }
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** The path of an entry inside the folder; one that points outside it (a "zip slip") is refused. */
function safeTarget(folder, name) {
  const target = resolve(folder, name);
  if (name.includes('\\') || name.includes('\0') || (target !== folder && !target.startsWith(folder + sep))) {
    throw new ScriptFailure(`压缩包里有越出目标文件夹的路径“${name}”，已停止解压。`);
  }
  return target;
}

/** Counts bytes and the CRC-32 while they pass. */
function checker(entry) {
  let crc = 0;
  let size = 0;
  return new Transform({
    transform(chunk, _encoding, done) {
      crc = crc32(chunk, crc);
      size += chunk.length;
      if (size > entry.size) done(new ScriptFailure(`压缩包里的“${entry.name}”比目录写明的大，已停止解压。`));
      else done(null, chunk);
    },
    flush(done) {
      const whole = size === entry.size && crc === entry.crc;
      done(whole ? null : new ScriptFailure(`压缩包里的“${entry.name}”校验不符，文件已损坏。请重新下载。`));
    },
  });
}

/** @param {import('node:fs/promises').FileHandle} file @param {string} archive path of the same file */
async function extractEntry(file, archive, entry, target) {
  if (entry.encrypted || (entry.method !== 0 && entry.method !== 8)) {
    throw new ScriptFailure(`压缩包里的“${entry.name}”加了密或用了不支持的压缩方法。`);
  }
  const local = await readAt(file, entry.offset, 30);
  if (local.readUInt32LE(0) !== LOCAL_SIGNATURE) throw new ScriptFailure(`压缩包里的“${entry.name}”位置不对，文件已损坏。`);
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const mode = (entry.mode & 0o777) === 0 ? 0o644 : entry.mode & 0o777;
  if (entry.compressedSize === 0) {
    if (entry.size !== 0) throw new ScriptFailure(`压缩包里的“${entry.name}”没有内容，文件已损坏。请重新下载。`);
    await writeFile(target, '', { flag: 'wx', mode });
    return;
  }
  const stages = entry.method === 8 ? [createInflateRaw(), checker(entry)] : [checker(entry)];
  const input = createReadStream(archive, { start, end: start + entry.compressedSize - 1 });
  await pipeline([input, ...stages, createWriteStream(target, { flags: 'wx', mode })]);
}

/** Links are read into memory: they hold only a path. */
async function extractLink(file, entry, target, folder) {
  const local = await readAt(file, entry.offset, 30);
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (entry.method !== 0 || entry.size > 4096) throw new ScriptFailure(`压缩包里的链接“${entry.name}”格式不对，已停止解压。`);
  const destination = (await readAt(file, start, entry.size)).toString('utf8');
  safeTarget(folder, join(dirname(entry.name), destination));
  await symlink(destination, target);
}

/**
 * Unpacks an archive into an empty folder.
 * @param {string} archive path of the .zip
 * @param {string} destination folder; made when it is not there
 * @param {(name: string) => string | undefined} [rename] the name an entry gets (with `/`), undefined to leave it out
 * @returns {Promise<number>} how many files and links were written
 * @throws {ScriptFailure} for a damaged, unsupported or hostile archive
 */
export async function extractZip(archive, destination, rename = (name) => name) {
  const folder = resolve(destination);
  await mkdir(folder, { recursive: true });
  const file = await open(archive, 'r');
  const links = [];
  let written = 0;
  try {
    for (const entry of await readEntries(file)) {
      const name = rename(entry.name);
      if (name === undefined || name === '') continue;
      const target = safeTarget(folder, name);
      if (name.endsWith('/')) {
        await mkdir(target, { recursive: true });
        continue;
      }
      await mkdir(dirname(target), { recursive: true });
      if ((entry.mode & TYPE_MASK) === SYMLINK_MODE) links.push({ entry: { ...entry, name }, target });
      else await extractEntry(file, archive, entry, target);
      written += 1;
    }
    // links come last, so that no file can be written through one
    for (const { entry, target } of links) await extractLink(file, entry, target, folder);
  } finally {
    await file.close();
  }
  return written;
}
