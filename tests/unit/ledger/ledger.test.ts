import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fail } from '#shared/domain/result.ts';
import { LedgerBench, makeEntries } from './helpers.ts';

let bench: LedgerBench;

beforeEach(async () => {
  bench = await LedgerBench.create();
});

afterEach(async () => {
  await bench.remove();
});

async function fill(sizes: readonly number[]): Promise<readonly string[]> {
  const { ledger } = await bench.openOrThrow();
  const ids: string[] = [];
  for (const size of sizes) {
    const entries = makeEntries(size);
    expect(await ledger.append(entries)).toMatchObject({ ok: true });
    ids.push(...entries.map((entry) => entry.id));
  }
  await bench.restart();
  return ids;
}

const idsOf = (entries: readonly { readonly id: string }[]) => entries.map((entry) => entry.id);

describe('appending and opening', () => {
  it('gives back every entry in order after a restart, in segments of 1,000', async () => {
    const ids = await fill([1, 2500, 3]);
    const { entries, ledger, notices } = await bench.openOrThrow();
    expect(idsOf(entries)).toEqual(ids);
    expect(ledger.segments).toBe(5);
    expect(notices).toEqual([]);
  });

  it('holds nothing readable: names in entries are in neither file', async () => {
    const { ledger } = await bench.openOrThrow();
    await ledger.append(makeEntries(3, '不可外泄的名字'));
    const raw = await readFile(bench.journalPath);
    expect(raw.includes(Buffer.from('不可外泄的名字'))).toBe(false);
    expect(raw.includes(Buffer.from('directory.changed'))).toBe(false);
  });

  it('keeps one order when appends overlap', async () => {
    const { ledger } = await bench.openOrThrow();
    const parts = [makeEntries(3), makeEntries(1500), makeEntries(2)];
    await Promise.all(parts.map((part) => ledger.append(part)));
    await bench.restart();
    const { entries } = await bench.openOrThrow();
    expect(idsOf(entries)).toEqual(parts.flatMap(idsOf));
  });

  it('leaves nothing of a cancelled commit', async () => {
    await fill([2]);
    const { ledger } = await bench.openOrThrow();
    const before = (await stat(bench.journalPath)).size;
    let sealed = 0;
    const result = await ledger.append(makeEntries(5000), { onSealed: () => (sealed += 1), isCancelled: () => sealed >= 3 });
    expect(result).toMatchObject({ ok: false, error: { code: 'ledger.cancelled' } });
    expect((await stat(bench.journalPath)).size).toBe(before);
    await bench.restart();
    expect((await bench.openOrThrow()).entries).toHaveLength(2);
  });

  it('refuses another key without touching anything', async () => {
    await fill([2]);
    const before = await readFile(bench.journalPath);
    const { opened } = await bench.open(new Uint8Array(32).fill(9));
    expect(opened).toMatchObject({ ok: false, error: { code: 'ledger.wrong-key' } });
    expect((await readFile(bench.journalPath)).equals(before)).toBe(true);
  });
});

describe('one copy is gone or damaged', () => {
  it('comes back from the journal when IndexedDB is deleted, and says so', async () => {
    const ids = await fill([3, 1200]);
    await bench.deleteStore();
    const { entries, notices } = await bench.openOrThrow();
    expect(idsOf(entries)).toEqual(ids);
    expect(notices.map((notice) => notice.code)).toEqual(['ledger.store-restored']);
    await bench.restart();
    expect((await bench.openOrThrow()).notices).toEqual([]);
  });

  it('comes back from IndexedDB when the journal is deleted', async () => {
    const ids = await fill([3, 1200]);
    rmSync(bench.journalPath);
    const { entries, notices } = await bench.openOrThrow();
    expect(idsOf(entries)).toEqual(ids);
    expect(notices.map((notice) => notice.code)).toEqual(['ledger.journal-extended']);
  });

  it.each([1, 40, 300])('comes back from IndexedDB when the last %i bytes of the journal are cut', async (cut) => {
    const ids = await fill([3, 2, 5]);
    await truncate(bench.journalPath, (await stat(bench.journalPath)).size - cut);
    const { entries, notices, ledger } = await bench.openOrThrow();
    expect(idsOf(entries)).toEqual(ids);
    expect(notices.map((notice) => notice.code)).toEqual(['ledger.journal-extended']);
    expect(await ledger.append(makeEntries(1))).toMatchObject({ ok: true });
    await bench.restart();
    expect((await bench.openOrThrow()).entries).toHaveLength(ids.length + 1);
  });

  it('rebuilds a journal with a flipped byte at any place and keeps the damaged file', async () => {
    const ids = await fill([3, 2, 5]);
    const whole = await readFile(bench.journalPath);
    await copyFile(bench.journalPath, `${bench.journalPath}.whole`);
    for (let offset = 0; offset < whole.length; offset += 37) {
      const damaged = Buffer.from(whole);
      damaged[offset] = (damaged[offset] ?? 0) ^ 0x55;
      await bench.restart();
      await writeFile(bench.journalPath, damaged);
      const opened = await bench.openOrThrow();
      expect(idsOf(opened.entries), `flipped at ${offset}`).toEqual(ids);
      expect(opened.ledger.readOnly, `flipped at ${offset}`).toBe(false);
      expect(opened.notices.length, `flipped at ${offset}`).toBeGreaterThan(0);
    }
    const kept = (await readdir(bench.directory)).filter((name) => name.includes('damaged'));
    expect(kept.length).toBeGreaterThan(0);
  }, 60_000);

  it('takes an unacknowledged torn write for what it is: no notice, and the next append replaces it', async () => {
    const ids = await fill([3]);
    const torn = Buffer.concat([await readFile(bench.journalPath), Buffer.from('SGJR half a record')]);
    await writeFile(bench.journalPath, torn);
    const { entries, notices, ledger } = await bench.openOrThrow();
    expect(idsOf(entries)).toEqual(ids);
    expect(notices).toEqual([]);
    expect(await ledger.append(makeEntries(1))).toMatchObject({ ok: true });
    await bench.restart();
    expect((await bench.openOrThrow()).notices).toEqual([]);
  });
});

describe('both copies are damaged', () => {
  it('opens the undamaged part read-only, names the damaged segments and overwrites nothing', async () => {
    const ids = await fill([2, 3, 4]);
    const journal = await readFile(bench.journalPath);
    // the middle record: damage it in the journal, and lose IndexedDB
    const marks = [...journal.toString('latin1').matchAll(/SGJR/g)].map((match) => match.index);
    const middle = (marks[1] ?? 0) + 200;
    journal[middle] = (journal[middle] ?? 0) ^ 1;
    await bench.deleteStore();
    await writeFile(bench.journalPath, journal);
    const { entries, ledger, notices, damagedSegments } = await bench.openOrThrow();
    expect(idsOf(entries)).toEqual([...ids.slice(0, 2), ...ids.slice(5)]);
    expect(damagedSegments).toEqual([2]);
    expect(ledger.readOnly).toBe(true);
    expect(notices[0]?.message).toContain('第 2 段');
    expect(await ledger.append(makeEntries(1))).toMatchObject({ ok: false, error: { code: 'ledger.read-only' } });
    expect((await readFile(bench.journalPath)).equals(journal)).toBe(true);
    expect(await bench.store.readAll()).toMatchObject({ ok: true, value: [] });
  });

  it('notices that acknowledged segments are missing at the end of both copies', async () => {
    await fill([2]);
    const early = await readFile(bench.journalPath);
    const { ledger } = await bench.openOrThrow();
    await ledger.append(makeEntries(3));
    await bench.deleteStore();
    await writeFile(bench.journalPath, early);
    const { damagedSegments, ledger: reopened } = await bench.openOrThrow();
    expect(damagedSegments).toEqual([2]);
    expect(reopened.readOnly).toBe(true);
  });

  it('stops at two whole but different histories instead of choosing one', async () => {
    await fill([2]);
    const early = await readFile(bench.journalPath);
    const { ledger } = await bench.openOrThrow();
    await ledger.append(makeEntries(1));
    const first = await readFile(bench.journalPath);
    // a second history over the first segment
    await bench.deleteStore();
    await writeFile(bench.journalPath, early);
    rmSync(join(bench.directory, 'ledger.head'));
    const other = await bench.openOrThrow();
    await other.ledger.append(makeEntries(1));
    await bench.restart();
    await writeFile(bench.journalPath, first);
    const { ledger: reopened, damagedSegments } = await bench.openOrThrow();
    expect(reopened.readOnly).toBe(true);
    expect(damagedSegments).toEqual([2]);
  });
});

describe('writes that fail', () => {
  it('takes the journal back when IndexedDB refuses, and goes on afterwards', async () => {
    const ids = await fill([2]);
    const { ledger } = await bench.openOrThrow();
    const append = bench.store.append.bind(bench.store);
    bench.store.append = async () => fail('store.disk-full', 'full');
    expect(await ledger.append(makeEntries(3))).toMatchObject({ ok: false, error: { code: 'store.disk-full' } });
    bench.store.append = append;
    const after = makeEntries(1);
    expect(await ledger.append(after)).toMatchObject({ ok: true });
    await bench.restart();
    const { entries, notices } = await bench.openOrThrow();
    expect(idsOf(entries)).toEqual([...ids, ...idsOf(after)]);
    expect(notices).toEqual([]);
  });

  it('stops writing when even taking back fails, and the next start settles it', async () => {
    await fill([2]);
    const { ledger } = await bench.openOrThrow();
    bench.store.append = async () => fail('store.write-failed', 'broken');
    bench.journal.revertLast = async () => fail('journal.failed', 'broken');
    await ledger.append(makeEntries(3));
    expect(await ledger.append(makeEntries(1))).toMatchObject({ ok: false, error: { code: 'ledger.read-only' } });
    await bench.restart();
    const { entries, ledger: reopened } = await bench.openOrThrow();
    expect(entries).toHaveLength(5);
    expect(reopened.readOnly).toBe(false);
  });

  const canMount = process.platform === 'linux' && process.getuid?.() === 0;
  it.skipIf(!canMount)('says that the disk is full, loses nothing, and goes on when there is room (real tmpfs; needs root)', async () => {
    const mount = join(tmpdir(), `ledger-tmpfs-${process.pid}`);
    mkdirSync(mount, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', mount]);
    const small = await LedgerBench.create(join(mount, 'ledger'));
    try {
      const { ledger } = await small.openOrThrow();
      const saved = makeEntries(10);
      expect(await ledger.append(saved)).toMatchObject({ ok: true });
      const filler = join(mount, 'filler');
      try {
        writeFileSync(filler, Buffer.alloc(256 * 1024));
      } catch {
        // full is what we want
      }
      const before = await readFile(small.journalPath);
      const refused = await ledger.append(makeEntries(1000));
      expect(refused).toMatchObject({ ok: false, error: { code: 'journal.disk-full' } });
      if (!refused.ok) expect(refused.error.message).toContain('磁盘空间不足');
      expect((await readFile(small.journalPath)).equals(before)).toBe(true);
      rmSync(filler);
      const later = makeEntries(5);
      expect(await ledger.append(later)).toMatchObject({ ok: true });
      await small.restart();
      const { entries, notices } = await small.openOrThrow();
      expect(idsOf(entries)).toEqual([...idsOf(saved), ...idsOf(later)]);
      expect(notices).toEqual([]);
    } finally {
      await small.remove();
      execFileSync('umount', [mount]);
    }
  });
});

describe('newer versions', () => {
  it('refuses a journal of a newer version and changes nothing', async () => {
    await fill([2]);
    const journal = await readFile(bench.journalPath);
    journal.writeUInt16BE(2, 14);
    await writeFile(bench.journalPath, journal);
    const { opened } = await bench.open();
    expect(opened).toMatchObject({ ok: false, error: { code: 'ledger.newer-version' } });
    expect((await readFile(bench.journalPath)).equals(journal)).toBe(true);
  });

  it('refuses an IndexedDB of a newer version, which Dexie alone would open', async () => {
    await fill([2]);
    await new Promise((resolve, reject) => {
      const request = indexedDB.open(bench.databaseName, 20);
      request.onsuccess = () => {
        request.result.close();
        resolve(undefined);
      };
      request.onerror = reject;
    });
    const { opened } = await bench.open();
    expect(opened).toMatchObject({ ok: false, error: { code: 'ledger.newer-version' } });
  });
});
