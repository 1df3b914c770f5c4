/** What Chromium does to the working store when a write fails: closes it by force, keeps the write after all, or wipes it. */
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fail, ok } from '#shared/domain/result.ts';
import { LedgerBench, makeEntries } from './helpers.ts';

let bench: LedgerBench;

beforeEach(async () => {
  bench = await LedgerBench.create();
});

afterEach(async () => {
  await bench.remove();
});

const idsOf = (entries: readonly { readonly id: string }[]) => entries.map((entry) => entry.id);

describe('the working store in trouble', () => {
  it('goes on after the database was closed by force', async () => {
    const { ledger } = await bench.openOrThrow();
    const before = makeEntries(2);
    await ledger.append(before);
    bench.store.close();
    const after = makeEntries(3);
    expect(await ledger.append(after)).toMatchObject({ ok: true });
    await bench.restart();
    const { entries, notices } = await bench.openOrThrow();
    expect(idsOf(entries)).toEqual(idsOf([...before, ...after]));
    expect(notices).toEqual([]);
  });

  it('drops a write that was reported as failed and reached the store all the same', async () => {
    const { ledger } = await bench.openOrThrow();
    const before = makeEntries(2);
    await ledger.append(before);
    const append = bench.store.append.bind(bench.store);
    bench.store.append = async (segments) => {
      await append(segments);
      return fail('store.write-failed', 'reported as failed');
    };
    expect(await ledger.append(makeEntries(1200))).toMatchObject({ ok: false, error: { code: 'store.write-failed' } });
    bench.store.append = append;
    const after = makeEntries(1);
    expect(await ledger.append(after)).toMatchObject({ ok: true });
    await bench.restart();
    const { entries, notices, damagedSegments } = await bench.openOrThrow();
    expect(idsOf(entries)).toEqual(idsOf([...before, ...after]));
    expect(notices).toEqual([]);
    expect(damagedSegments).toEqual([]);
  });

  it('refuses to write behind a hole when the store was wiped, and comes back whole from the journal', async () => {
    const { ledger } = await bench.openOrThrow();
    const before = makeEntries(2);
    await ledger.append(before);
    const journal = await readFile(bench.journalPath);
    // the version change makes Dexie close its connection, as Chromium does before it deletes
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(bench.databaseName);
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    expect(await ledger.append(makeEntries(1))).toMatchObject({ ok: false, error: { code: 'store.incomplete' } });
    expect((await readFile(bench.journalPath)).equals(journal)).toBe(true);
    await bench.restart();
    const { entries, notices } = await bench.openOrThrow();
    expect(idsOf(entries)).toEqual(idsOf(before));
    expect(notices.map((notice) => notice.code)).toEqual(['ledger.store-restored']);
  });

  it.each([
    { free: 100_000, code: 'store.disk-full', text: '磁盘空间不足' },
    { free: 10_000_000_000, code: 'store.write-failed', text: 'unknown' },
  ])('says $code when the store fails without a reason and $free bytes are free', async ({ free, code, text }) => {
    const { ledger } = await bench.openOrThrow();
    bench.store.append = async () => fail('store.write-failed', 'unknown');
    bench.journal.freeBytes = async () => ok(free);
    const refused = await ledger.append(makeEntries(1));
    expect(refused).toMatchObject({ ok: false, error: { code } });
    if (!refused.ok) expect(refused.error.message).toContain(text);
  });
});
