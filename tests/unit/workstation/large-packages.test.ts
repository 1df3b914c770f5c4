/** A package of 60 MB that is given up: at every stage nothing stays behind, and it can simply be done again. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type NodeWorkstation, required } from '../../../build/node-workstation.ts';
import { SmallDisk } from '../../e2e/small-disk.ts';
import { LargePackage, sealedFiles, traces } from './large-packages.ts';

const LIMIT = 120_000;

let large: LargePackage;
let package1 = '';

beforeAll(async () => {
  large = await LargePackage.create();
  package1 = join(large.folder, 'package.sgxe');
}, LIMIT);
afterAll(() => large.close());
afterEach(() => {
  vi.restoreAllMocks();
});

const senderProfile = () => join(large.folder, 'sender');

type Port = 'files' | 'attachments';
type Stage = readonly [name: string, port: Port, method: string, call: number];

/** The user presses 取消 in the moment of that call of the main process, which does its work all the same. */
function cancelAt(at: NodeWorkstation, [, port, method, call]: Stage): () => number {
  const target = at[port] as unknown as Record<string, (...input: unknown[]) => Promise<unknown>>;
  const original = target[method]?.bind(target);
  if (!original) throw new Error(`${port} has no ${method}`);
  let calls = 0;
  vi.spyOn(target, method).mockImplementation(async (...input: unknown[]) => {
    calls += 1;
    if (calls === call) await at.workstation.cancel('job');
    return original(...input);
  });
  return () => calls;
}

describe('export, cancelled', () => {
  const stages: readonly Stage[] = [
    ['while the 清单 is kept for sending again', 'attachments', 'commit', 1],
    ['while the first evidence file is checked', 'attachments', 'read', 2],
    ['while the second evidence file is checked', 'attachments', 'read', 50],
    ['at the first bytes on the stick', 'files', 'write', 1],
    ['in the middle of writing', 'files', 'write', 30],
    ['shortly before the end', 'files', 'write', 60],
  ];

  it.each(stages)(
    '%s',
    async (...stage) => {
      const folder = join(large.folder, 'stick');
      mkdirSync(folder, { recursive: true });
      const before = await traces(large.sender, senderProfile());
      const calls = cancelAt(large.sender, stage);
      const result = await large.export(join(folder, 'package.sgxe'));
      expect(calls()).toBeGreaterThanOrEqual(stage[3]);
      expect(result).toMatchObject({ ok: false, error: { code: 'package.cancelled' } });
      expect(readdirSync(folder)).toEqual([]);
      expect(await traces(large.sender, senderProfile())).toEqual(before);
    },
    LIMIT,
  );

  it(
    'and then simply done again: the numbers go on without a hole, and the list is kept',
    async () => {
      const before = sealedFiles(senderProfile());
      const [row] = required(await large.export(package1));
      expect(row).toMatchObject({ sequence: 1, attachments: 2 });
      expect(readdirSync(large.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
      expect(sealedFiles(senderProfile())).toHaveLength(before.length + 1);
    },
    LIMIT,
  );
});

describe('sending again, cancelled', () => {
  it.each([
    ['at the first bytes', 'files', 'write', 1],
    ['in the middle of writing', 'files', 'write', 30],
  ] satisfies readonly Stage[])(
    '%s',
    async (...stage) => {
      const folder = join(large.folder, 'stick');
      const [row] = required(await large.sender.workstation.packages());
      const before = await traces(large.sender, senderProfile());
      cancelAt(large.sender, stage);
      const { token } = large.sender.target(join(folder, 'again.sgxe'));
      const result = await large.sender.workstation.resendPackage({ jobId: 'job', token, rowId: row?.rowId ?? '' });
      expect(result).toMatchObject({ ok: false, error: { code: 'package.cancelled' } });
      expect(readdirSync(folder)).toEqual([]);
      expect(await traces(large.sender, senderProfile())).toEqual(before);
    },
    LIMIT,
  );
});

describe('opening, cancelled', () => {
  const stages: readonly Stage[] = [
    ['at the first bytes', 'files', 'read', 1],
    ['while the evidence is checked', 'files', 'read', 20],
    ['while the last evidence file is checked', 'files', 'read', 55],
  ];

  it.each(stages)(
    '%s',
    async (...stage) => {
      const before = await traces(large.recipient, large.recipientProfile);
      const calls = cancelAt(large.recipient, stage);
      expect(await large.open(package1)).toMatchObject({ ok: false, error: { code: 'package.cancelled' } });
      expect(calls()).toBeGreaterThanOrEqual(stage[3]);
      expect(await traces(large.recipient, large.recipientProfile)).toEqual(before);
    },
    LIMIT,
  );
});

describe('import, cancelled', () => {
  const stages: readonly Stage[] = [
    ['before the first evidence file', 'attachments', 'begin', 1],
    ['in the middle of the first evidence file', 'attachments', 'write', 15],
    ['when the first evidence file is already kept', 'attachments', 'begin', 2],
    ['in the middle of the second evidence file', 'attachments', 'write', 45],
    ['when all evidence is kept, before the ledger is written', 'attachments', 'commit', 2],
  ];

  it.each(stages)(
    '%s',
    async (...stage) => {
      const before = await traces(large.recipient, large.recipientProfile);
      const { openId } = required(await large.open(package1));
      const calls = cancelAt(large.recipient, stage);
      const result = await large.import(openId);
      expect(calls()).toBeGreaterThanOrEqual(stage[3]);
      expect(result).toMatchObject({ ok: false });
      expect(result.ok || result.error.code).toMatch(/cancelled$/);
      expect(await traces(large.recipient, large.recipientProfile)).toEqual(before);
      await large.recipient.workstation.closePackage(openId);
    },
    LIMIT,
  );

  it(
    'leaves the package open: import again, without choosing the file again',
    async () => {
      const { openId } = required(await large.open(package1));
      cancelAt(large.recipient, ['', 'attachments', 'write', 10]);
      expect((await large.import(openId)).ok).toBe(false);
      vi.restoreAllMocks();
      expect(required(await large.import(openId))).toMatchObject({ appended: 1, records: 1 });
      expect(sealedFiles(large.recipientProfile).filter((name) => name.endsWith('.sealed'))).toHaveLength(2);
      expect(sealedFiles(large.recipientProfile)).toHaveLength(2);
    },
    LIMIT,
  );
});

describe('a disk that is full', () => {
  const disk = SmallDisk.mount(50);
  afterAll(() => disk?.unmount());

  it.skipIf(!disk)(
    'on the stick: the sentence says so, nothing stays there or in the profile, and another stick takes it',
    async () => {
      if (!disk) return;
      const before = await traces(large.sender, senderProfile());
      const result = await large.export(join(disk.folder, 'package.sgxe'));
      expect(result).toMatchObject({ ok: false, error: { code: 'file.disk-full' } });
      expect(result.ok || result.error.message).toMatch(/磁盘空间不足.*腾出空间/);
      expect(readdirSync(disk.folder)).toEqual([]);
      expect(await traces(large.sender, senderProfile())).toEqual(before);
      expect((await large.export(join(large.folder, 'other-stick.sgxe'))).ok).toBe(true);
    },
    LIMIT,
  );

  it.skipIf(!disk)(
    'in the profile during import: the first evidence file that did fit goes again, and the ledger can still be written',
    async () => {
      if (!disk) return;
      const profile = join(disk.folder, 'profile');
      const other = await LargePackage.create(profile);
      try {
        const path = join(other.folder, 'package.sgxe');
        required(await other.export(path));
        const before = await traces(other.recipient, profile);
        const free = disk.freeBytes;
        const { openId } = required(await other.open(path));
        const result = await other.import(openId);
        expect(result).toMatchObject({ ok: false, error: { code: 'attachment.disk-full' } });
        expect(result.ok || result.error.message).toMatch(/磁盘空间不足.*腾出空间/);
        expect(await traces(other.recipient, profile)).toEqual(before);
        expect(free - disk.freeBytes).toBeLessThan(100_000);
        const { uscc, name } = { uscc: '11370800MB00000352', name: '高新区应急管理局' };
        const saved = await other.recipient.workstation.saveDirectoryDepartment({
          uscc,
          name,
          roles: ['supervision'],
          address: '海川路9号',
          telephone: '0537-0000003',
          documentCode: '济高应急',
        });
        expect(saved).toEqual({ ok: true, value: undefined });
      } finally {
        await other.close();
      }
    },
    LIMIT,
  );
});
