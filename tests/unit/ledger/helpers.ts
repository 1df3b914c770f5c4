import 'fake-indexeddb/auto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from '#electron/journal.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { Ledger } from '#shared/ledger/ledger.ts';
import { DexieSegmentStore } from '#shared/ledger/segment-store.ts';

export const OWN = '113708000000000001'.padEnd(18, '0');
const DATA_KEY = new Uint8Array(32).fill(7);
let databases = 0;

/** A real journal file in a folder of its own and a real (fake-indexeddb) Dexie store, as the application has them. */
export class LedgerBench {
  readonly databaseName = `ledger-${process.pid}-${++databases}`;
  store = new DexieSegmentStore(this.databaseName);
  journal: Journal;

  private constructor(readonly directory: string) {
    this.journal = new Journal(directory);
  }

  static async create(directory?: string): Promise<LedgerBench> {
    return new LedgerBench(directory ?? (await mkdtemp(join(tmpdir(), 'ledger-test-'))));
  }

  get journalPath(): string {
    return join(this.directory, 'ledger.journal');
  }

  async open(dataKey: Uint8Array = DATA_KEY) {
    const entries: Entry[] = [];
    const opened = await Ledger.open({ journal: this.journal, store: this.store, dataKey }, (part) => entries.push(...part));
    return { opened, entries };
  }

  async openOrThrow() {
    const { opened, entries } = await this.open();
    if (!opened.ok) throw new Error(opened.error.code);
    return { ...opened.value, entries };
  }

  /** What a restart does: both handles closed, new objects on the same files. */
  async restart(): Promise<void> {
    this.store.close();
    await this.journal.close();
    this.store = new DexieSegmentStore(this.databaseName);
    this.journal = new Journal(this.directory);
  }

  async deleteStore(): Promise<void> {
    await this.restart();
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(this.databaseName);
      request.onsuccess = resolve;
      request.onerror = reject;
    });
  }

  async remove(): Promise<void> {
    this.store.close();
    await this.journal.close();
    await rm(this.directory, { recursive: true, force: true });
  }
}

export function makeEntries(count: number, text = '测试'): Entry[] {
  return Array.from({ length: count }, (_, index): Entry => {
    const uscc = OWN;
    return {
      id: createUuid(),
      type: 'directory.changed',
      at: new Date().toISOString(),
      actor: { departmentId: uscc, operator: '张三' },
      subject: uscc,
      payload: {
        department: { uscc, name: `${text}${index}`, roles: ['approval'], address: '', telephone: '', documentCode: '' },
      },
    };
  });
}
