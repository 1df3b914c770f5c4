/** Two computers of one department, without a network between them: they converge, and what clashes is settled by a person. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConflictRow } from '#shared/workstation/api.ts';
import { type NodeWorkstation, openNodeWorkstation, required } from '../../../build/node-workstation.ts';
import { draft, RECIPIENT, SENDER, TwoDepartments, takeCard } from './two-departments.ts';

let two: TwoDepartments;
let second!: NodeWorkstation;
let files = 0;

beforeEach(async () => {
  two = await TwoDepartments.create();
  second = await computer('second', RECIPIENT, '周经办');
  await takeCard(second, two.recipient, two.path('second.sgcard'), '同一办公室当面核对');
  await takeCard(two.recipient, second, two.path('first.sgcard'), '同一办公室当面核对');
  await takeCard(second, two.sender, two.path('second-for-sender.sgcard'));
  for (const at of [two.recipient, second]) await takeCard(two.sender, at, two.path('sender.sgcard'));
});

afterEach(async () => {
  await second.close();
  await two.remove();
});

function computer(folder: string, department: typeof RECIPIENT, operator: string): Promise<NodeWorkstation> {
  return openNodeWorkstation({ directory: two.path(folder), department, operator, passphrase: '测试口令-2026', now: () => two.now });
}

function tick(): void {
  two.now = new Date(two.now.getTime() + 60_000);
}

async function sync(from: NodeWorkstation, to: NodeWorkstation): Promise<boolean> {
  tick();
  files += 1;
  const name = `sync-${files}.sgxe`;
  const { token } = from.target(two.path(name));
  const sent = await from.workstation.exportSync({ jobId: 's', token });
  if (!sent.ok) {
    expect(sent.error.code).toBe('sync.nothing');
    return false;
  }
  await two.take(to, name);
  return true;
}

/** What a clerk sees: records with status and content, packages, keys, conflicts. Entry counts differ by the syncs themselves. */
async function picture(at: NodeWorkstation) {
  const rows = await two.rows(at);
  const packages = required(await at.workstation.packages()).filter((row) => row.purpose !== 'sync');
  const directory = required(await at.workstation.directory());
  return {
    rows: rows.map(({ recordId, revision, status, address, dueOn }) => ({ recordId, revision, status, address, dueOn })),
    packages: packages.map(({ rowId, stage, state, claimed, at: when }) => ({ rowId, stage, state, claimed, when })),
    directory: directory.map(({ department, keys }) => ({ department, keys: keys.map((key) => [key.fingerprint, key.trust]) })),
    conflicts: required(await at.workstation.conflicts()),
    gaps: required(await at.workstation.gaps()).map(({ gapId, sequences }) => ({ gapId, sequences })),
  };
}

describe('two computers of the recipient', () => {
  it('both open what was sealed for the department, and tell each other what they did', async () => {
    const ids = await two.record(draft(1), draft(2), draft(3));
    await two.push(ids.slice(0, 2), 'a.sgxe');
    await two.push(ids.slice(2), 'b.sgxe');
    await two.take(two.recipient, 'a.sgxe');
    tick();
    await two.take(second, 'b.sgxe');
    await two.take(second, 'a.sgxe');
    tick();
    required(await two.recipient.workstation.claim({ records: ids.slice(0, 1) }));
    tick();
    required(await second.workstation.returnRecords({ records: ids.slice(1, 2), reason: '不属于本部门监管范围' }));
    await sync(two.recipient, second);
    await sync(second, two.recipient);
    expect(await picture(two.recipient)).toEqual(await picture(second));
    expect((await two.rows(second)).map((row) => row.status)).toEqual(['claimed', 'returned', 'toClaim']);
    // importing again, and the older sync after the newer one, changes nothing
    const before = await picture(second);
    await two.take(second, `sync-${files - 1}.sgxe`);
    expect(await picture(second)).toEqual(before);
  });

  it('receipts of both: the sender’s state doesn’t depend on which comes first', async () => {
    const ids = await two.record(draft(1), draft(2));
    await two.push(ids);
    await two.take(two.recipient, 'push.sgxe');
    await two.take(second, 'push.sgxe');
    tick();
    required(await two.recipient.workstation.claim({ records: ids.slice(0, 1) }));
    tick();
    required(await second.workstation.claim({ records: ids.slice(1) }));
    const receipt = async (at: NodeWorkstation, name: string) =>
      required(await at.workstation.exportReceipt({ jobId: 'r', token: at.target(two.path(name)).token, recipient: SENDER.uscc }));
    await receipt(two.recipient, 'r1.sgxe');
    await receipt(second, 'r2.sgxe');
    // the two computers count for themselves: no gap, although both receipts are number 1
    const mirror = await computer('mirror', SENDER, '王经办');
    try {
      await takeCard(two.sender, mirror, two.path('sender-for-mirror.sgcard'));
      await takeCard(mirror, two.sender, two.path('mirror.sgcard'));
      for (const at of [two.recipient, second]) await takeCard(mirror, at, two.path('mirror-for-others.sgcard'));
      await sync(two.sender, mirror);
      for (const name of ['r2.sgxe', 'r1.sgxe']) await two.take(two.sender, name);
      expect((await two.rows(two.sender)).map((row) => row.status)).toEqual(['claimed', 'claimed']);
      expect(required(await two.sender.workstation.gaps())).toEqual([]);
      await sync(two.sender, mirror);
      await sync(mirror, two.sender);
      expect(await picture(mirror)).toEqual(await picture(two.sender));
    } finally {
      await mirror.close();
    }
  });

  it('whatever order the packages and syncs come in, both end the same', async () => {
    const ids = await two.record(draft(1), draft(2), draft(3), draft(4));
    for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) await two.push(ids.slice(index, index + 1), `${name}.sgxe`);
    const change = { recordId: ids[0] ?? '', attachments: [], keepAttachments: [], reason: '地址写错' };
    required(await two.sender.workstation.correctApproval({ ...change, draft: draft(1, { address: '济宁高新区洸河街道' }) }));
    await two.push(ids.slice(0, 1), 'e.sgxe');
    // a fixed shuffle: deterministic, and unlike for the two
    const orders = [
      ['e', 'c', 'a', 'b'],
      ['d', 'b', 'e'],
    ] as const;
    for (const [index, at] of [two.recipient, second].entries()) {
      for (const name of orders[index] ?? []) {
        tick();
        await two.take(at, `${name}.sgxe`);
      }
    }
    required(await second.workstation.claim({ records: ids.slice(1, 2) }));
    await sync(second, two.recipient);
    await two.take(two.recipient, 'd.sgxe');
    await sync(two.recipient, second);
    await sync(second, two.recipient);
    const [one, other] = [await picture(two.recipient), await picture(second)];
    expect(one).toEqual(other);
    expect(one.rows.map((row) => row.revision)).toEqual([2, 1, 1, 1]);
    expect(one.gaps).toEqual([]);
    const restarted = await picture(two.recipient);
    await two.restart('recipient');
    expect(await picture(two.recipient)).toEqual(restarted);
  });
});

describe('conflicts', () => {
  const only = async (at: NodeWorkstation): Promise<ConflictRow> => {
    const [row, ...rest] = required(await at.workstation.conflicts());
    if (!row || rest.length > 0) throw new Error(`${rest.length + (row ? 1 : 0)} conflicts`);
    return row;
  };

  async function mirrored() {
    const mirror = await computer('mirror', SENDER, '孙经办');
    await takeCard(two.sender, mirror, two.path('s.sgcard'));
    await takeCard(mirror, two.sender, two.path('m.sgcard'));
    await takeCard(mirror, two.recipient, two.path('m2.sgcard'));
    await takeCard(two.recipient, mirror, two.path('r.sgcard'));
    const [recordId = ''] = await two.record(draft(1));
    await sync(two.sender, mirror);
    const change = { recordId, attachments: [], keepAttachments: [] };
    tick();
    required(await two.sender.workstation.correctApproval({ ...change, draft: draft(1, { address: '甲路1号' }), reason: '按营业执照改' }));
    tick();
    required(await mirror.workstation.correctApproval({ ...change, draft: draft(1, { contact: '0537-7654321' }), reason: '电话变更' }));
    return { mirror, recordId };
  }

  it('two corrections of one revision: side by side, nothing overwritten, settled by an entry, the same everywhere', async () => {
    const { mirror, recordId } = await mirrored();
    try {
      await sync(two.sender, mirror);
      await sync(mirror, two.sender);
      for (const at of [two.sender, mirror]) expect(await only(at)).toMatchObject({ kind: 'revision', mine: true, recordId });
      const { sides } = required(await mirror.workstation.conflictDetail({ recordId, kind: 'revision' }));
      expect(sides.map((side) => [side.title, side.reason])).toEqual([
        ['更正（第 2 版）', '按营业执照改'],
        ['更正（第 2 版）', '电话变更'],
      ]);
      expect(sides.map((side) => side.fields.filter((field) => field.differs).map((field) => field.label))).toEqual([
        ['联系方式', '地址'],
        ['联系方式', '地址'],
      ]);
      const [first] = sides;
      const { token } = two.sender.target(two.path('x.sgxe'));
      const push = { jobId: 'x', token, recipients: [RECIPIENT.uscc], records: [recordId], title: '' };
      expect(await two.sender.workstation.exportPackage(push)).toMatchObject({ ok: false, error: { code: 'approval.conflict' } });
      tick();
      const settle = { recordId, kind: 'revision' as const, entryId: first?.entryId ?? '' };
      expect(await mirror.workstation.settleConflict({ ...settle, reason: ' ' })).toMatchObject({
        error: { code: 'conflict.reason-required' },
      });
      required(await mirror.workstation.settleConflict({ ...settle, reason: '以营业执照为准' }));
      expect(required(await mirror.workstation.conflicts())).toEqual([]);
      await sync(mirror, two.sender);
      expect(await picture(two.sender)).toEqual(await picture(mirror));
      expect((await two.rows(two.sender))[0]).toMatchObject({ revision: 3, address: '甲路1号', contact: '0537-0000002' });
      await two.push([recordId], 'settled.sgxe');
      await two.take(two.recipient, 'settled.sgxe');
      expect(required(await two.recipient.workstation.conflicts())).toEqual([]);
    } finally {
      await mirror.close();
    }
  });

  it('both computers pushed their own correction: the recipient sees the conflict, and the owner’s decision clears it', async () => {
    const { mirror, recordId } = await mirrored();
    try {
      await two.push([recordId], 'one.sgxe');
      const { token } = mirror.target(two.path('other.sgxe'));
      required(await mirror.workstation.exportPackage({ jobId: 'o', token, recipients: [RECIPIENT.uscc], records: [recordId], title: '' }));
      await two.take(two.recipient, 'one.sgxe');
      await two.take(two.recipient, 'other.sgxe');
      expect(await only(two.recipient)).toMatchObject({ mine: false, ownerName: SENDER.name });
      const detail = required(await two.recipient.workstation.conflictDetail({ recordId, kind: 'revision' }));
      const attempt = { recordId, kind: 'revision' as const, entryId: detail.sides[0]?.entryId ?? '', reason: '随便选一个' };
      expect(await two.recipient.workstation.settleConflict(attempt)).toMatchObject({ ok: false, error: { code: 'conflict.not-own' } });
      await sync(two.sender, mirror);
      tick();
      required(await mirror.workstation.settleConflict({ ...attempt, reason: '以营业执照为准' }));
      const settled = mirror.target(two.path('settled.sgxe'));
      const push = { jobId: 's', token: settled.token, recipients: [RECIPIENT.uscc], records: [recordId], title: '' };
      required(await mirror.workstation.exportPackage(push));
      await two.take(two.recipient, 'settled.sgxe');
      expect(required(await two.recipient.workstation.conflicts())).toEqual([]);
      expect((await two.rows(two.recipient))[0]).toMatchObject({ revision: 3, address: '甲路1号' });
    } finally {
      await mirror.close();
    }
  });

  it('one computer claimed what the other returned', async () => {
    const ids = await two.record(draft(1));
    await two.push(ids);
    await two.take(two.recipient, 'push.sgxe');
    await two.take(second, 'push.sgxe');
    tick();
    required(await two.recipient.workstation.claim({ records: ids }));
    tick();
    required(await second.workstation.returnRecords({ records: ids, reason: '不属于本部门' }));
    await sync(second, two.recipient);
    const conflict = await only(two.recipient);
    expect(conflict).toMatchObject({ kind: 'answer', mine: true });
    const { sides } = required(await two.recipient.workstation.conflictDetail({ recordId: ids[0] ?? '', kind: 'answer' }));
    expect(sides.map((side) => side.title)).toEqual(['认领', '退回']);
    tick();
    const settle = { recordId: ids[0] ?? '', kind: 'answer' as const, entryId: sides[0]?.entryId ?? '', reason: '属于本部门，予以认领' };
    required(await two.recipient.workstation.settleConflict(settle));
    await sync(two.recipient, second);
    expect(await picture(second)).toEqual(await picture(two.recipient));
    expect((await two.rows(second)).map((row) => row.status)).toEqual(['claimed']);
    await two.receipt('r.sgxe');
    await two.take(two.sender, 'r.sgxe');
    expect((await two.rows(two.sender)).map((row) => row.status)).toEqual(['claimed']);
  });
});

describe('attacks', () => {
  it('a sync package of another department is refused, even when its key is confirmed', async () => {
    const mirror = await computer('mirror', SENDER, '孙经办');
    try {
      await takeCard(mirror, two.sender, two.path('m.sgcard'));
      await two.record(draft(1));
      const { token } = two.sender.target(two.path('sync.sgxe'));
      required(await two.sender.workstation.exportSync({ jobId: 's', token }));
      // sealed for the department's own computers only
      expect(await two.open(two.recipient, 'sync.sgxe')).toMatchObject({ ok: false, error: { code: 'package.envelope.not-for-this-key' } });
      // and one that somebody addresses to the recipient is refused for what it is
      const { writePackage } = await import('#shared/exchange/package-writer.ts');
      const { createUuid } = await import('#shared/domain/uuid.ts');
      const { publicKeyPem } = required(two.sender.keystore.keyring()).current;
      const pieces: Uint8Array[] = [];
      const at = two.now.toISOString();
      const victim = { departmentId: RECIPIENT.uscc, operator: '冒名者' };
      const key = { departmentId: SENDER.uscc, fingerprint: 'X', publicKeyPem, against: '冒名', means: 'person' as const };
      required(
        await writePackage(
          {
            id: createUuid(),
            purpose: 'sync',
            title: '同步',
            sender: SENDER,
            contactName: '王',
            recipients: [{ uscc: RECIPIENT.uscc, name: RECIPIENT.name }],
            sequence: 1,
            createdAt: at,
            demo: false,
            software: '测试',
            entries: [{ id: createUuid(), type: 'key.confirmed', at, actor: victim, subject: SENDER.uscc, payload: key }],
            attachments: [],
            publicKeyPem,
            sign: async (bytes) => two.sender.keystore.sign(bytes),
          },
          async (bytes) => void pieces.push(bytes),
        ),
      );
      const { writeFile } = await import('node:fs/promises');
      await writeFile(two.path('forged.sgx'), Buffer.concat(pieces));
      expect(await two.open(two.recipient, 'forged.sgx')).toMatchObject({ ok: false, error: { code: 'package.sync.foreign' } });
    } finally {
      await mirror.close();
    }
  });

  it('isn’t written unsealed, nor without another computer', async () => {
    const { token } = two.recipient.target(two.path('x.sgx'));
    const open = { jobId: 'x', token, sealed: false, unsealedReason: '图省事' };
    expect(await two.recipient.workstation.exportSync(open)).toMatchObject({ ok: false, error: { code: 'package.sync-unsealed' } });
    const target = two.sender.target(two.path('y.sgxe'));
    expect(await two.sender.workstation.exportSync({ jobId: 'y', token: target.token })).toMatchObject({
      ok: false,
      error: { code: 'sync.no-other' },
    });
  });
});
