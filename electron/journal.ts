/**
 * `ledger.journal`: the second copy of the ledger, beside Chromium's IndexedDB (which a full disk can wipe and a
 * downgrade deletes). Append-only, one record a commit, fsync before the caller is told.
 *
 * File: 16 bytes `SGJOURNAL` NUL … with the version at 14; then records: 8 bytes mark, u32 payload length, u32 first
 * seq, u32 number of segments, payload (each segment: u32 length, bytes), SHA-256 of all that. The mark lets the reader
 * find the next record behind damaged bytes.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { JournalDamage, JournalPort, JournalRecordInfo, JournalState } from '#shared/ledger/journal-port.ts';
import { errorCode, fileFailure, syncDirectory, writeDurably } from './durable-file.ts';

export const JOURNAL_VERSION = 1;
const FILE_HEADER_BYTES = 16;
const MARK = Buffer.from([0x53, 0x47, 0x4a, 0x52, 0x9f, 0x3c, 0xe1, 0x7a]);
const RECORD_HEADER_BYTES = 20;
const DIGEST_BYTES = 32;
/** far above any commit; a length beyond it is damage, not data */
const MAX_PAYLOAD_BYTES = 1024 * 1024 * 1024;
const SEARCH_WINDOW_BYTES = 1024 * 1024;

interface Located extends JournalRecordInfo {
  readonly offset: number;
  readonly length: number;
}

export class Journal implements JournalPort {
  readonly #path: string;
  readonly #headPath: string;
  #file: FileHandle | undefined;
  #records: Located[] = [];
  #end = 0;
  #rebuild: { readonly file: FileHandle; readonly path: string; end: number; records: Located[] } | undefined;

  constructor(private readonly directory: string) {
    this.#path = join(directory, 'ledger.journal');
    this.#headPath = join(directory, 'ledger.head');
  }

  async open(): Promise<Result<JournalState>> {
    try {
      await mkdir(this.directory, { recursive: true, mode: 0o700 });
      await this.close();
      // An empty file is one that was being made when the power went.
      const exists = ((await stat(this.#path).catch(() => undefined))?.size ?? 0) > 0;
      this.#file = await open(this.#path, exists ? 'r+' : 'w+', 0o600);
      if (!exists) await this.#begin(this.#file);
      const scanned = await scan(this.#file);
      if (!scanned.ok) return scanned;
      this.#records = scanned.value.records;
      this.#end = scanned.value.end;
      const acknowledged = await this.#readHead();
      return ok({ records: this.#records.map(toInfo), damages: scanned.value.damages, acknowledged, exists });
    } catch (error) {
      return fileFailure(error, 'journal', '打开台账日志');
    }
  }

  async #begin(file: FileHandle): Promise<void> {
    await file.write(fileHeader(), 0, FILE_HEADER_BYTES, 0);
    await file.sync();
    await syncDirectory(this.directory);
  }

  /** A note that can't be read is no reason to stop: it only serves to notice a missing end. */
  async #readHead(): Promise<{ seq: number; digest: string } | undefined> {
    try {
      const parsed: unknown = JSON.parse(await readFile(this.#headPath, 'utf8'));
      if (typeof parsed !== 'object' || parsed === null || !('seq' in parsed) || !('digest' in parsed)) return undefined;
      const { seq, digest } = parsed;
      return Number.isSafeInteger(seq) && typeof digest === 'string' ? { seq: seq as number, digest } : undefined;
    } catch (error) {
      if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  async read(index: number): Promise<Result<readonly Uint8Array[]>> {
    const record = this.#records[index];
    if (!record || !this.#file) return fail('journal.not-open', '台账日志没有打开。请重启程序。');
    try {
      const bytes = Buffer.alloc(record.length);
      const { bytesRead } = await this.#file.read(bytes, 0, record.length, record.offset);
      if (bytesRead !== record.length || !digestMatches(bytes))
        return fail('journal.damaged', '台账日志在读取时发现损坏。请重启程序，程序会自动核对。');
      return ok(splitSegments(bytes));
    } catch (error) {
      return fileFailure(error, 'journal', '读取台账日志');
    }
  }

  async append(segments: readonly Uint8Array[]): Promise<Result<void>> {
    if (!this.#file) return fail('journal.not-open', '台账日志没有打开。请重启程序。');
    const before = this.#end;
    try {
      const record = buildRecord(segments);
      // What lies behind the last whole record is a write that was never acknowledged (open() looked): it goes now.
      await this.#file.truncate(before);
      await writeAll(this.#file, record, before);
      await this.#file.sync();
      this.#records.push(locate(record, before));
      this.#end = before + record.length;
      return ok(undefined);
    } catch (error) {
      await this.#file.truncate(before).catch(() => undefined);
      return fileFailure(error, 'journal', '保存');
    }
  }

  async revertLast(): Promise<Result<void>> {
    const last = this.#records.at(-1);
    if (!last || !this.#file) return fail('journal.not-open', '台账日志没有打开。请重启程序。');
    try {
      await this.#file.truncate(last.offset);
      await this.#file.sync();
      this.#records.pop();
      this.#end = last.offset;
      return ok(undefined);
    } catch (error) {
      return fileFailure(error, 'journal', '撤回未完成的写入');
    }
  }

  async acknowledge(head: { seq: number; digest: string }): Promise<Result<void>> {
    try {
      await writeDurably(this.#headPath, `${JSON.stringify({ seq: head.seq, digest: head.digest })}\n`);
      return ok(undefined);
    } catch (error) {
      return fileFailure(error, 'journal', '记录台账末端');
    }
  }

  async beginRebuild(): Promise<Result<void>> {
    try {
      const path = `${this.#path}.rebuilding`;
      await rm(path, { force: true });
      const file = await open(path, 'wx+', 0o600);
      await this.#begin(file);
      this.#rebuild = { file, path, end: FILE_HEADER_BYTES, records: [] };
      return ok(undefined);
    } catch (error) {
      return fileFailure(error, 'journal', '重建台账日志');
    }
  }

  async addToRebuild(segments: readonly Uint8Array[]): Promise<Result<void>> {
    const rebuild = this.#rebuild;
    if (!rebuild) return fail('journal.not-open', '台账日志的重建没有开始。请重启程序。');
    try {
      const record = buildRecord(segments);
      await writeAll(rebuild.file, record, rebuild.end);
      rebuild.records.push(locate(record, rebuild.end));
      rebuild.end += record.length;
      return ok(undefined);
    } catch (error) {
      return fileFailure(error, 'journal', '重建台账日志');
    }
  }

  async finishRebuild(): Promise<Result<{ readonly keptAs: string | undefined }>> {
    const rebuild = this.#rebuild;
    if (!rebuild) return fail('journal.not-open', '台账日志的重建没有开始。请重启程序。');
    try {
      await rebuild.file.sync();
      await this.#file?.close();
      this.#file = undefined;
      const keptAs = `ledger.journal.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`;
      await rename(this.#path, join(this.directory, keptAs));
      await rename(rebuild.path, this.#path);
      await syncDirectory(this.directory);
      this.#file = rebuild.file;
      this.#records = rebuild.records;
      this.#end = rebuild.end;
      this.#rebuild = undefined;
      return ok({ keptAs });
    } catch (error) {
      return fileFailure(error, 'journal', '重建台账日志');
    }
  }

  async freeBytes(): Promise<Result<number>> {
    try {
      const { bavail, bsize } = await statfs(this.directory);
      return ok(bavail * bsize);
    } catch (error) {
      return fileFailure(error, 'journal', '查看剩余空间');
    }
  }

  async close(): Promise<void> {
    await this.#file?.close();
    await this.#rebuild?.file.close();
    this.#file = undefined;
    this.#rebuild = undefined;
  }
}

function fileHeader(): Buffer {
  const header = Buffer.alloc(FILE_HEADER_BYTES);
  header.write('SGJOURNAL', 'latin1');
  header.writeUInt16BE(JOURNAL_VERSION, 14);
  return header;
}

function buildRecord(segments: readonly Uint8Array[]): Buffer {
  const payloadLength = segments.reduce((sum, segment) => sum + 4 + segment.byteLength, 0);
  const record = Buffer.alloc(RECORD_HEADER_BYTES + payloadLength + DIGEST_BYTES);
  MARK.copy(record);
  record.writeUInt32BE(payloadLength, 8);
  record.writeUInt32BE(seqOf(segments[0]), 12);
  record.writeUInt32BE(segments.length, 16);
  let offset = RECORD_HEADER_BYTES;
  for (const segment of segments) {
    record.writeUInt32BE(segment.byteLength, offset);
    record.set(segment, offset + 4);
    offset += 4 + segment.byteLength;
  }
  createHash('sha256').update(record.subarray(0, offset)).digest().copy(record, offset);
  return record;
}

/** the segment's own header carries its seq at byte 6 (shared/ledger/segment.ts) */
function seqOf(segment: Uint8Array | undefined): number {
  if (!segment) throw new Error('a journal record needs at least one segment');
  return Buffer.from(segment.buffer, segment.byteOffset, segment.byteLength).readUInt32BE(6);
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

function digestMatches(record: Buffer): boolean {
  const end = record.length - DIGEST_BYTES;
  return createHash('sha256').update(record.subarray(0, end)).digest().equals(record.subarray(end));
}

/** Errors: throws RangeError when lengths inside don't add up; callers treat that as damage. */
function splitSegments(record: Buffer): Uint8Array[] {
  const segments: Uint8Array[] = [];
  const end = record.length - DIGEST_BYTES;
  let offset = RECORD_HEADER_BYTES;
  while (offset < end) {
    const length = record.readUInt32BE(offset);
    if (offset + 4 + length > end) throw new RangeError('segment length beyond its record');
    segments.push(new Uint8Array(record.subarray(offset + 4, offset + 4 + length)));
    offset += 4 + length;
  }
  return segments;
}

function locate(record: Buffer, offset: number): Located {
  const segments = splitSegments(record);
  const firstSeq = record.readUInt32BE(12);
  const digests = segments.map((segment) => Buffer.from(segment.subarray(-DIGEST_BYTES)).toString('hex'));
  return { offset, length: record.length, firstSeq, lastSeq: firstSeq + segments.length - 1, digests };
}

function toInfo({ firstSeq, lastSeq, digests }: Located): JournalRecordInfo {
  return { firstSeq, lastSeq, digests };
}

/** Reads the whole file record by record; damaged stretches are listed, never changed. */
async function scan(file: FileHandle): Promise<Result<{ records: Located[]; damages: JournalDamage[]; end: number }>> {
  const { size } = await file.stat();
  const records: Located[] = [];
  const damages: JournalDamage[] = [];
  const header = Buffer.alloc(FILE_HEADER_BYTES);
  await file.read(header, 0, FILE_HEADER_BYTES, 0);
  const headerGood = size >= FILE_HEADER_BYTES && header.subarray(0, 14).equals(fileHeader().subarray(0, 14));
  if (headerGood && header.readUInt16BE(14) > JOURNAL_VERSION) {
    return fail('ledger.newer-version', '这份台账由更新版本的程序写成，本版本不能打开。请安装新版本后再打开，数据没有改动。');
  }
  if (!headerGood) damages.push({ offset: 0, length: Math.min(size, FILE_HEADER_BYTES), tail: false });
  let offset = FILE_HEADER_BYTES;
  let end = FILE_HEADER_BYTES;
  while (offset < size) {
    const record = await readRecord(file, offset, size);
    if (record) {
      records.push(record);
      offset += record.length;
      end = offset;
      continue;
    }
    const next = await findMark(file, offset + 1, size);
    damages.push({ offset, length: (next ?? size) - offset, tail: next === undefined });
    offset = next ?? size;
  }
  return ok({ records, damages, end });
}

async function readRecord(file: FileHandle, offset: number, size: number): Promise<Located | undefined> {
  if (offset + RECORD_HEADER_BYTES + DIGEST_BYTES > size) return undefined;
  const header = Buffer.alloc(RECORD_HEADER_BYTES);
  await file.read(header, 0, RECORD_HEADER_BYTES, offset);
  const payloadLength = header.readUInt32BE(8);
  const length = RECORD_HEADER_BYTES + payloadLength + DIGEST_BYTES;
  if (!header.subarray(0, 8).equals(MARK) || payloadLength > MAX_PAYLOAD_BYTES || offset + length > size) return undefined;
  const record = Buffer.alloc(length);
  await file.read(record, 0, length, offset);
  if (!digestMatches(record)) return undefined;
  try {
    return locate(record, offset);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

async function findMark(file: FileHandle, from: number, size: number): Promise<number | undefined> {
  const window = Buffer.alloc(SEARCH_WINDOW_BYTES);
  for (let offset = from; offset < size; offset += SEARCH_WINDOW_BYTES - MARK.length + 1) {
    const { bytesRead } = await file.read(window, 0, SEARCH_WINDOW_BYTES, offset);
    const found = window.subarray(0, bytesRead).indexOf(MARK);
    if (found >= 0) return offset + found;
    if (bytesRead < MARK.length) return undefined;
  }
  return undefined;
}
