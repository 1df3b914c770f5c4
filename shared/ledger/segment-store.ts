/**
 * The working store: sealed segments in IndexedDB, one row each. Chromium must have a commit on disk before we say so,
 * hence `strict` durability (since Chrome 121 the default is relaxed). The only file that touches Dexie's tables.
 */
import Dexie, { type EntityTable } from 'dexie';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { SealedSegment } from './segment.ts';

export const STORE_VERSION = 1;

interface SegmentRow {
  readonly seq: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface SegmentStore {
  /** Errors: `ledger.newer-version`, `store.unreadable` (then {@link reset} and refill from the journal) */
  open(): Promise<Result<void>>;
  /** every row as it lies there, in order of seq; nothing is checked */
  readAll(): Promise<Result<readonly SegmentRow[]>>;
  /**
   * One transaction: all rows or none; they become the end, and the one before the first must be there.
   * Errors: `store.disk-full`, `store.write-failed`, `store.incomplete`
   */
  append(segments: readonly Pick<SealedSegment, 'seq' | 'bytes'>[]): Promise<Result<void>>;
  /** overwrites rows that were found damaged, after the good copy was verified */
  replace(segments: readonly SegmentRow[]): Promise<Result<void>>;
  /** deletes an unreadable database so that it can be filled from the journal; only called when that is whole */
  reset(): Promise<Result<void>>;
  close(): void;
}

export class DexieSegmentStore implements SegmentStore {
  #database: Dexie & { segments: EntityTable<SegmentRow, 'seq'> };

  constructor(private readonly name = 'ledger') {
    this.#database = this.#create();
  }

  #create(): Dexie & { segments: EntityTable<SegmentRow, 'seq'> } {
    const database = new Dexie(this.name, { chromeTransactionDurability: 'strict', autoOpen: false });
    database.version(STORE_VERSION).stores({ segments: 'seq' });
    return database as Dexie & { segments: EntityTable<SegmentRow, 'seq'> };
  }

  async open(): Promise<Result<void>> {
    try {
      await this.#database.open();
    } catch (error) {
      return fail('store.unreadable', `工作库（IndexedDB）打不开：${nameOf(error)}。将尝试从台账日志恢复。`);
    }
    // Dexie 4 opens a database of a higher version without a word; a newer program's data is not ours to touch.
    // Dexie multiplies versions by ten.
    if (this.#database.backendDB().version / 10 > STORE_VERSION) {
      this.#database.close();
      return fail('ledger.newer-version', '这份台账由更新版本的程序写成，本版本不能打开。请安装新版本后再打开，数据没有改动。');
    }
    return ok(undefined);
  }

  async readAll(): Promise<Result<readonly SegmentRow[]>> {
    try {
      return ok(await this.#database.segments.orderBy('seq').toArray());
    } catch (error) {
      return fail('store.unreadable', `工作库（IndexedDB）读不出来：${nameOf(error)}。将尝试从台账日志恢复。`);
    }
  }

  append(segments: readonly Pick<SealedSegment, 'seq' | 'bytes'>[]): Promise<Result<void>> {
    const first = segments[0]?.seq ?? 1;
    return this.#write(async () => {
      const table = this.#database.segments;
      const last = (await table.orderBy('seq').lastKey()) ?? 0;
      if (Number(last) < first - 1) throw new SegmentsMissing();
      // What lies beyond the ledger's end is a write that was reported as failed and reached the disk after all.
      if (Number(last) >= first) await table.where('seq').aboveOrEqual(first).delete();
      await table.bulkAdd(segments.map(({ seq, bytes }) => ({ seq, bytes })));
    });
  }

  replace(segments: readonly SegmentRow[]): Promise<Result<void>> {
    return this.#write(() => this.#database.segments.bulkPut(segments.map(({ seq, bytes }) => ({ seq, bytes }))));
  }

  async #write(work: () => PromiseLike<unknown>): Promise<Result<void>> {
    // Chromium closes the database by force when a write fails, as on a full disk; the next try opens it again.
    const opened = this.#database.isOpen() ? ok(undefined) : await this.open();
    if (!opened.ok && opened.error.code !== 'store.unreadable') return opened;
    if (!opened.ok)
      return fail('store.write-failed', '没有保存：工作库（IndexedDB）打不开。请检查磁盘空间后再试一次，已有数据没有受影响。');
    try {
      // A commit that fails arrives as the transaction's abort, so await the transaction and not only its requests.
      await this.#database.transaction('rw', this.#database.segments, async () => {
        await work();
      });
      return ok(undefined);
    } catch (error) {
      if (error instanceof SegmentsMissing)
        return fail('store.incomplete', '没有保存：工作库不完整。请锁定后重新解锁，程序会从台账日志自动恢复，已有数据没有受影响。');
      const name = nameOf(error);
      if (/quota/i.test(name)) return fail('store.disk-full', '磁盘空间不足，没有保存。请腾出空间后再试一次，已有数据没有受影响。');
      return fail('store.write-failed', `没有保存：工作库写入失败（${name}）。请检查磁盘空间后再试一次，已有数据没有受影响。`);
    }
  }

  async reset(): Promise<Result<void>> {
    try {
      this.#database.close();
      await Dexie.delete(this.name);
      this.#database = this.#create();
      await this.#database.open();
      return ok(undefined);
    } catch (error) {
      return fail(
        'store.unreadable',
        `工作库（IndexedDB）不能重建：${nameOf(error)}。请检查磁盘，重启程序后再试；台账日志完好，数据没有改动。`,
      );
    }
  }

  close(): void {
    this.#database.close();
  }
}

/** Chromium opened the database again but not with all that was in it. */
class SegmentsMissing extends Error {}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return '未知原因';
  const inner = (error as { readonly inner?: unknown }).inner;
  return inner instanceof Error && inner.name !== error.name ? `${error.name} ${inner.name}` : error.name;
}
