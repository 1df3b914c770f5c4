/**
 * Reads a profile's ledger beside the application, from a copy of its files: what really lies on the disk. The journal is
 * written before IndexedDB and synced before anything is reported, so whatever was reported has to be in it.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from '#electron/journal.ts';
import { Keystore } from '#electron/keystore.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { Ledger } from '#shared/ledger/ledger.ts';
import type { SegmentStore } from '#shared/ledger/segment-store.ts';

type StoredRow = Parameters<SegmentStore['replace']>[0][number];

/** An empty working store, so that the ledger comes from the journal alone. */
export class MemorySegmentStore implements SegmentStore {
  readonly #rows = new Map<number, StoredRow>();

  async open(): Promise<Result<void>> {
    return ok(undefined);
  }

  async readAll(): Promise<Result<readonly StoredRow[]>> {
    return ok([...this.#rows.values()].sort((a, b) => a.seq - b.seq));
  }

  async append(segments: readonly StoredRow[]): Promise<Result<void>> {
    for (const { seq, bytes } of segments) this.#rows.set(seq, { seq, bytes });
    return ok(undefined);
  }

  async replace(segments: readonly StoredRow[]): Promise<Result<void>> {
    return this.append(segments);
  }

  async reset(): Promise<Result<void>> {
    this.#rows.clear();
    return ok(undefined);
  }

  close(): void {
    this.#rows.clear();
  }
}

export interface SavedLedger {
  readonly entries: readonly Entry[];
  /** digests of all segments in order */
  readonly digests: readonly string[];
  readonly headDigest: string;
  /** segments up to the note of the last acknowledged commit */
  readonly acknowledgedSegments: number;
  /** bytes behind the last whole record: a write that was cut off */
  readonly tornBytes: number;
}

/** The key of a profile whose passphrase is known; copies of the profile have the same one. */
export async function dataKeyOf(profile: string, passphrase: string): Promise<Uint8Array> {
  return withCopy([[join(profile, 'keystore.json'), 'keystore.json']], async (folder) => {
    const keystore = new Keystore(folder);
    await keystore.load();
    const unlocked = await keystore.unlock(passphrase);
    if (!unlocked.ok) throw new Error(`keystore: ${unlocked.error.message}`);
    return unlocked.value.dataKey;
  });
}

/** Throws when the journal can't be opened, has damage other than a cut end, or lacks something acknowledged. */
export async function readSavedLedger(profile: string, dataKey: Uint8Array): Promise<SavedLedger> {
  return withCopy([[join(profile, 'ledger'), 'ledger']], async (folder) => {
    const journal = new Journal(join(folder, 'ledger'));
    try {
      const state = await journal.open();
      if (!state.ok) throw new Error(`journal: ${state.error.message}`);
      const { records, damages, acknowledged } = state.value;
      const inside = damages.filter((damage) => !damage.tail);
      if (inside.length > 0) throw new Error(`journal damaged at ${inside.map((damage) => damage.offset).join(', ')}`);
      const entries: Entry[] = [];
      const opened = await Ledger.open({ journal, store: new MemorySegmentStore(), dataKey }, (part) => entries.push(...part));
      if (!opened.ok) throw new Error(`ledger: ${opened.error.message}`);
      if (opened.value.ledger.readOnly) throw new Error(`ledger: ${opened.value.notices.map((notice) => notice.message).join(' ')}`);
      return {
        entries,
        digests: records.flatMap((record) => record.digests),
        headDigest: opened.value.ledger.headDigest,
        acknowledgedSegments: acknowledged?.seq ?? 0,
        tornBytes: damages.reduce((sum, damage) => sum + damage.length, 0),
      };
    } finally {
      await journal.close();
    }
  });
}

async function withCopy<T>(sources: readonly (readonly [from: string, name: string])[], work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-copy-'));
  try {
    for (const [from, name] of sources) await cp(from, join(folder, name), { recursive: true });
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
