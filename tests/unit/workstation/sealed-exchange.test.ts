/** Sealed packages between departments: delivery, receipts, gaps, sending again (办法 20(一)). */
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCitizenId } from '#shared/domain/codes.ts';
import type { GapRow, PackageRow } from '#shared/workstation/api.ts';
import { type NodeWorkstation, openNodeWorkstation, required } from '../../../build/node-workstation.ts';
import { draft, RECIPIENT, SENDER, TwoDepartments, takeCard } from './two-departments.ts';

let two: TwoDepartments;
let third: NodeWorkstation | undefined;
const THIRD = { ...RECIPIENT, uscc: '11370800MB00000353', name: '高新区应急管理局' };

beforeEach(async () => {
  two = await TwoDepartments.create();
});

afterEach(async () => {
  await third?.close();
  third = undefined;
  await two.remove();
});

const hash = async (name: string) => Buffer.from(await crypto.subtle.digest('SHA-256', await readFile(two.path(name)))).toString('hex');
const outgoing = async (rowId: string): Promise<PackageRow | undefined> =>
  required(await two.sender.workstation.packages()).find((row) => row.rowId === rowId);
const gapsOf = async (at: NodeWorkstation, direction: GapRow['direction']) =>
  required(await at.workstation.gaps()).filter((gap) => gap.direction === direction);

describe('sealing', () => {
  it('is the default: the file shows nothing, and only the recipient opens it', async () => {
    const sent = await two.push(await two.record(draft(1)));
    expect(sent).toMatchObject({ sealed: true, stage: 'exported' });
    const bytes = await readFile(two.path('push.sgxe'));
    expect(bytes.subarray(0, 4).toString()).toBe('SGXE');
    for (const secret of ['济宁', '食品经营许可', '0537', SENDER.uscc, RECIPIENT.uscc]) expect(bytes.includes(secret)).toBe(false);
    third = await openNodeWorkstation({ directory: two.path('third'), department: THIRD, operator: '赵', passphrase: '测试口令-2026' });
    const finder = await two.open(third, 'push.sgxe');
    expect(finder).toMatchObject({ ok: false, error: { code: 'package.envelope.not-for-this-key', at: { file: 'push.sgxe' } } });
    expect(required(await two.open(two.recipient, 'push.sgxe'))).toMatchObject({ sealed: true, records: 1 });
  });

  it('leaving without it needs a reason, which is kept', async () => {
    const records = await two.record(draft(1));
    const { token } = two.sender.target(two.path('plain.sgx'));
    const open = { jobId: 'p', token, recipients: [RECIPIENT.uscc], records, title: '', sealed: false };
    expect(await two.sender.workstation.exportPackage(open)).toMatchObject({ ok: false, error: { code: 'package.unsealed-reason' } });
    expect(existsSync(two.path('plain.sgx'))).toBe(false);
    const sent = await two.push(records, 'plain.sgx', { sealed: false, unsealedReason: '对方没有本软件，当面交接' });
    expect(sent.sealed).toBe(false);
    expect((await readFile(two.path('plain.sgx'))).subarray(0, 2).toString()).toBe('PK');
    expect(required(await two.open(two.recipient, 'plain.sgx')).sealed).toBe(false);
  });

  it('for a department whose key nobody compared it says so, and writes nothing', async () => {
    required(await two.sender.workstation.saveDirectoryDepartment(THIRD));
    const records = await two.record(draft(1));
    const { token } = two.sender.target(two.path('x.sgxe'));
    const input = { jobId: 'x', token, recipients: [RECIPIENT.uscc, THIRD.uscc], records, title: '' };
    const refused = await two.sender.workstation.exportPackage(input);
    expect(refused).toMatchObject({ ok: false, error: { code: 'package.no-recipient-key' } });
    if (!refused.ok) expect(refused.error.message).toContain(THIRD.name);
    expect((await readdir(two.directory)).filter((name) => name.startsWith('x.'))).toEqual([]);
  });

  it('one package for two departments: each opens it, each counts for itself, each answers', async () => {
    third = await openNodeWorkstation({
      directory: two.path('third'),
      department: THIRD,
      operator: '赵经办',
      passphrase: '测试口令-2026',
      now: () => two.now,
    });
    await takeCard(third, two.sender, two.path('third.sgcard'));
    const first = await two.record(draft(1));
    await two.push(first, 'one.sgxe');
    const both = await two.record(draft(2));
    const { token } = two.sender.target(two.path('both.sgxe'));
    const input = { jobId: 'b', token, recipients: [RECIPIENT.uscc, THIRD.uscc], records: both, title: '' };
    const rows = required(await two.sender.workstation.exportPackage(input));
    expect(rows.map((row) => [row.departmentName, row.sequence])).toEqual(
      expect.arrayContaining([
        [RECIPIENT.name, 2],
        [THIRD.name, 1],
      ]),
    );
    for (const at of [two.recipient, third]) {
      const opened = await two.take(at, 'both.sgxe');
      expect(opened).toMatchObject({ appended: 1, missing: at === third ? [] : [1] });
      required(await at.workstation.claim({ records: both }));
    }
    const answer = third.target(two.path('third-answer.sgxe'));
    required(await third.workstation.exportReceipt({ jobId: 'r', token: answer.token, recipient: SENDER.uscc }));
    await two.take(two.sender, 'third-answer.sgxe');
    const states = required(await two.sender.workstation.packages()).filter((row) => row.packageId === rows[0]?.packageId);
    expect(states.map((row) => [row.departmentName, row.stage])).toEqual(
      expect.arrayContaining([
        [RECIPIENT.name, 'exported'],
        [THIRD.name, 'answered'],
      ]),
    );
  });
});

describe('delivery', () => {
  it('已导出 → 已交接 → 已接收 → 已认领 n/m, per package and per record', async () => {
    const records = await two.record(draft(1), draft(2));
    const { rowId } = await two.push(records);
    expect(await outgoing(rowId)).toMatchObject({ stage: 'exported', state: '已导出，等待对方回执' });
    two.now = new Date('2026-11-24T02:00:00.000Z');
    const handover = { rowId, receivedBy: '李联络员', handedOn: '2026-11-24', note: '当面' };
    expect(await two.sender.workstation.handOverPackage({ ...handover, handedOn: '2026-11-25' })).toMatchObject({ ok: false });
    expect(await two.sender.workstation.handOverPackage({ ...handover, handedOn: '2026-11-20' })).toMatchObject({ ok: false });
    expect(await two.sender.workstation.handOverPackage({ ...handover, receivedBy: ' ' })).toMatchObject({ ok: false });
    required(await two.sender.workstation.handOverPackage(handover));
    expect(await outgoing(rowId)).toMatchObject({ stage: 'handedOver', handover: '2026-11-24 交给 李联络员' });
    // counted from the handover while no receipt has come: Wed, Thu, Fri
    expect((await two.rows(two.sender)).map((row) => [row.status, row.dueOn])).toEqual(Array(2).fill(['handedOver', '2026-11-27']));
    const detail = required(await two.sender.workstation.approvalDetail(records[0] ?? ''));
    expect(detail.timeline.map(({ title }) => title)).toContain(`已交接给${RECIPIENT.name}`);
    await two.take(two.recipient, 'push.sgxe');
    await two.receipt('arrived.sgxe');
    await two.take(two.sender, 'arrived.sgxe');
    expect(await outgoing(rowId)).toMatchObject({ stage: 'received', state: '对方已接收，待认领' });
    required(await two.recipient.workstation.claim({ records: records.slice(0, 1) }));
    await two.receipt('claimed.sgxe');
    await two.take(two.sender, 'claimed.sgxe');
    expect(await outgoing(rowId)).toMatchObject({ stage: 'answering', state: '已认领 1/2', claimed: 1, overdue: 0 });
    two.now = new Date('2026-12-08T02:00:00.000Z');
    expect(await outgoing(rowId)).toMatchObject({ overdue: 1 });
  });

  it('the 交接单 and the 清单: one page, and a workbook with masked or full identities', async () => {
    const citizenId = makeCitizenId('370811', '1990-01-01', 123);
    const { uscc: _, ...rest } = draft(1);
    const records = await two.record({ ...rest, counterpartKind: '自然人', counterpartName: '王小明', citizenId });
    const { rowId, fileSm3, fileSize } = await two.push(records);
    const bytes = await readFile(two.path('push.sgxe'));
    expect(fileSize).toBe(bytes.length);
    expect(fileSm3).toMatch(/^[0-9a-f]{64}$/);
    const target = (name: string) => two.sender.target(two.path(name)).token;
    required(await two.sender.workstation.saveHandoverSheet({ rowId, token: target('sheet.pdf') }));
    expect((await readFile(two.path('sheet.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
    const { unzipSync, strFromU8 } = await import('fflate');
    const texts = async (name: string) =>
      Object.values(unzipSync(new Uint8Array(await readFile(two.path(name)))))
        .map((part) => strFromU8(part))
        .join('');
    required(await two.sender.workstation.savePackageList({ rowId, token: target('masked.xlsx'), full: false }));
    expect(await texts('masked.xlsx')).not.toContain(citizenId);
    required(await two.sender.workstation.savePackageList({ rowId, token: target('full.xlsx'), full: true }));
    expect(await texts('full.xlsx')).toContain(citizenId);
  });
});

describe('numbers and gaps', () => {
  it('a missing number is told on both sides, sent again with the same bytes and id, and healed', async () => {
    const ids = await two.record(draft(1), draft(2), draft(3));
    await two.push(ids.slice(0, 1), 'a.sgxe');
    const lost = await two.push(ids.slice(1, 2), 'b.sgxe');
    await two.push(ids.slice(2), 'c.sgxe');
    await two.take(two.recipient, 'a.sgxe');
    const opened = await two.take(two.recipient, 'c.sgxe');
    expect(opened.missing).toEqual([2]);
    expect(await gapsOf(two.recipient, 'in')).toMatchObject([{ sequences: [2], reported: false, departmentName: SENDER.name }]);
    expect(required(await two.recipient.workstation.overview()).gaps).toBe(1);
    const receipt = await two.receipt('r1.sgxe');
    expect(receipt.title).toBe('回执：接收 2 包，答复 0 条，缺 1 包');
    expect(await gapsOf(two.recipient, 'in')).toMatchObject([{ sequences: [2], reported: true }]);
    await two.take(two.sender, 'r1.sgxe');
    const [reported] = await gapsOf(two.sender, 'out');
    expect(reported).toMatchObject({ sequences: [2], packages: [{ rowId: lost.rowId, reportedMissing: true, canResend: true }] });

    two.now = new Date('2026-11-25T02:00:00.000Z');
    await two.restart('sender');
    const { token } = two.sender.target(two.path('b-again.sgxe'));
    const again = required(await two.sender.workstation.resendPackage({ jobId: 'again', token, rowId: lost.rowId }));
    expect(again).toMatchObject({ packageId: lost.packageId, sequence: 2, resent: 1, fileSha256: lost.fileSha256 });
    expect(await hash('b-again.sgxe')).toBe(await hash('b.sgxe'));
    expect((await two.take(two.recipient, 'b-again.sgxe')).appended).toBe(1);
    expect(await gapsOf(two.recipient, 'in')).toEqual([]);
    await two.receipt('r2.sgxe');
    await two.take(two.sender, 'r2.sgxe');
    expect(await gapsOf(two.sender, 'out')).toEqual([]);
    expect(await outgoing(lost.rowId)).toMatchObject({ stage: 'received', reportedMissing: false });
  });

  it('receipts are numbered too: the department that lacks one is told', async () => {
    const ids = await two.record(draft(1), draft(2));
    await two.push(ids);
    await two.take(two.recipient, 'push.sgxe');
    const lost = await two.receipt('r1.sgxe');
    required(await two.recipient.workstation.claim({ records: ids }));
    await two.receipt('r2.sgxe');
    const opened = await two.take(two.sender, 'r2.sgxe');
    expect(opened.missing).toEqual([1]);
    const { token } = two.recipient.target(two.path('again.sgxe'));
    required(await two.recipient.workstation.resendPackage({ jobId: 'a', token, rowId: lost.rowId }));
    expect(await hash('again.sgxe')).toBe(await hash('r1.sgxe'));
    await two.take(two.sender, 'again.sgxe');
    expect(await gapsOf(two.sender, 'in')).toEqual([]);
  });

  it('the same records in two packages of which one is lost: claims count for the one that came', async () => {
    const ids = await two.record(draft(1), draft(2));
    const lost = await two.push(ids, 'lost.sgxe');
    const came = await two.push(ids, 'came.sgxe');
    await two.take(two.recipient, 'came.sgxe');
    required(await two.recipient.workstation.claim({ records: ids }));
    await two.receipt('r.sgxe');
    await two.take(two.sender, 'r.sgxe');
    expect(await outgoing(came.rowId)).toMatchObject({ stage: 'answered', claimed: 2, reportedMissing: false });
    expect(await outgoing(lost.rowId)).toMatchObject({ stage: 'exported', claimed: 0, reportedMissing: true });
    // found after all: nothing is open in it
    await two.take(two.recipient, 'lost.sgxe');
    await two.receipt('r2.sgxe');
    await two.take(two.sender, 'r2.sgxe');
    expect(await outgoing(lost.rowId)).toMatchObject({ stage: 'answered', claimed: 2, reportedMissing: false });
    expect((await two.rows(two.sender)).map((row) => row.status)).toEqual(['claimed', 'claimed']);
  });

  it('a number that will never come is explained by a person, and stays explained', async () => {
    const ids = await two.record(draft(1), draft(2));
    await two.push(ids.slice(0, 1), 'a.sgxe');
    await two.push(ids.slice(1), 'b.sgxe');
    await two.take(two.recipient, 'b.sgxe');
    const [gap] = await gapsOf(two.recipient, 'in');
    const explain = { gapId: gap?.gapId ?? '', sequences: [1] };
    expect(await two.recipient.workstation.explainGap({ ...explain, reason: '' })).toMatchObject({
      error: { code: 'gap.reason-required' },
    });
    required(await two.recipient.workstation.explainGap({ ...explain, reason: '对方来电：第 1 包作废' }));
    await two.restart('recipient');
    const [explained] = await gapsOf(two.recipient, 'in');
    expect(explained).toMatchObject({ sequences: [], explained: [{ sequences: [1], reason: '对方来电：第 1 包作废', by: '王经办' }] });
    expect(required(await two.recipient.workstation.overview()).gaps).toBe(0);
    expect((await two.take(two.recipient, 'a.sgxe')).appended).toBe(1);
  });

  it('a package of an old version of a record after a newer one leaves the newer one', async () => {
    const [recordId = ''] = await two.record(draft(1));
    await two.push([recordId], 'old.sgxe');
    const change = {
      recordId,
      draft: draft(1, { address: '济宁高新区洸河街道' }),
      attachments: [],
      keepAttachments: [],
      reason: '地址写错',
    };
    required(await two.sender.workstation.correctApproval(change));
    await two.push([recordId], 'new.sgxe');
    await two.take(two.recipient, 'new.sgxe');
    await two.take(two.recipient, 'old.sgxe');
    const detail = required(await two.recipient.workstation.approvalDetail(recordId));
    expect(detail.approval.counterpart.address).toBe('济宁高新区洸河街道');
    expect(await gapsOf(two.recipient, 'in')).toEqual([]);
  });
});

describe('attacks', () => {
  it('a receipt can’t speak of packages or gaps of others', async () => {
    const ids = await two.record(draft(1));
    const { rowId } = await two.push(ids);
    third = await openNodeWorkstation({ directory: two.path('third'), department: THIRD, operator: '赵', passphrase: '测试口令-2026' });
    await takeCard(third, two.sender, two.path('third.sgcard'));
    await takeCard(two.sender, third, two.path('sender.sgcard'));
    // the third department claims to have received and claimed what was never sent to it
    const { writePackage } = await import('#shared/exchange/package-writer.ts');
    const { createUuid } = await import('#shared/domain/uuid.ts');
    const now = new Date().toISOString();
    const actor = { departmentId: THIRD.uscc, operator: '赵' };
    const packageId = rowId.split('>')[0] ?? '';
    const common = { at: now, actor };
    const keyring = required(await third.keystore.keyring());
    const keystore = third.keystore;
    const pieces: Uint8Array[] = [];
    const written = await writePackage(
      {
        id: createUuid(),
        purpose: 'receipt',
        title: '冒领',
        sender: THIRD,
        contactName: '赵',
        recipients: [{ uscc: SENDER.uscc, name: SENDER.name }],
        sequence: 1,
        createdAt: now,
        demo: false,
        software: '测试',
        entries: [
          {
            ...common,
            id: createUuid(),
            type: 'package.imported',
            subject: packageId,
            payload: {
              purpose: 'approvals',
              title: '冒领',
              sender: SENDER.uscc,
              sequence: 1,
              records: ids,
              fingerprint: '',
              fileSha256: '0'.repeat(64),
            },
          },
          { ...common, id: createUuid(), type: 'claim.made', subject: ids[0] ?? '', payload: { packageId } },
        ],
        attachments: [],
        publicKeyPem: keyring.current.publicKeyPem,
        sign: async (bytes) => keystore.sign(bytes),
      },
      async (bytes) => void pieces.push(bytes),
    );
    required(written);
    await writeFile(two.path('forged.sgx'), Buffer.concat(pieces));
    await two.take(two.sender, 'forged.sgx');
    expect(await outgoing(rowId)).toMatchObject({ stage: 'exported', claimed: 0 });
    expect((await two.rows(two.sender)).map((row) => row.status)).toEqual(['pushed']);
  });
});
