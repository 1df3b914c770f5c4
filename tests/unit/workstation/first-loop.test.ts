import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { required } from '../../../build/node-workstation.ts';
import { draft, RECIPIENT, SENDER, TwoDepartments, takeCard } from './two-departments.ts';

let two: TwoDepartments;

beforeEach(async () => {
  two = await TwoDepartments.create();
});

afterEach(async () => {
  await two.remove();
});

describe('办法 20(一): an approval is pushed offline, claimed within three working days, and the sender knows', () => {
  it('goes there and back', async () => {
    const ids = await two.record(draft(1), draft(2), draft(3));
    const sent = await two.push(ids);
    expect(sent).toMatchObject({ direction: 'out', sequence: 1, records: 3, state: '已导出，等待对方回执' });
    expect((await two.rows(two.sender)).map((row) => row.status)).toEqual(['pushed', 'pushed', 'pushed']);

    const opened = await two.take(two.recipient, 'push.sgxe');
    expect(opened).toMatchObject({ senderName: SENDER.name, newEntries: 3, records: 3, trust: 'unknown', appended: 3 });
    const received = await two.rows(two.recipient);
    // Monday 2026-11-23 is not counted; Tuesday, Wednesday, Thursday are the three working days.
    expect(received.map((row) => [row.status, row.dueOn, row.dueEstimated, row.daysLeft])).toEqual(
      Array(3).fill(['toClaim', '2026-11-26', false, 3]),
    );

    two.now = new Date('2026-11-24T01:00:00.000Z');
    required(await two.recipient.workstation.claim({ records: ids.slice(0, 2), note: '已转食品科' }));
    required(await two.recipient.workstation.returnRecords({ records: ids.slice(2), reason: '不属于本部门监管范围' }));
    expect((await two.rows(two.recipient)).map((row) => row.status)).toEqual(['claimed', 'claimed', 'returned']);
    await two.receipt();

    await two.take(two.sender, 'receipt.sgxe');
    expect((await two.rows(two.sender)).map((row) => row.status)).toEqual(['claimed', 'claimed', 'returned']);
    const detail = required(await two.sender.workstation.approvalDetail(ids[0] ?? ''));
    const claim = detail.timeline.find((item) => item.title === '对方已认领');
    expect(claim).toMatchObject({ at: '2026-11-24 09:00', actor: `${RECIPIENT.name} 王经办`, details: ['说明：已转食品科'] });
    const [row] = required(await two.sender.workstation.packages()).filter((each) => each.direction === 'out');
    expect(row).toMatchObject({ claimed: 2, returned: 1, state: '已认领 2/3，退回 1' });
  });

  it('is the same after a restart of both sides', async () => {
    const ids = await two.record(draft(1));
    await two.push(ids);
    await two.take(two.recipient, 'push.sgxe');
    required(await two.recipient.workstation.claim({ records: ids }));
    await two.restart('recipient');
    await two.receipt();
    await two.restart('sender');
    await two.take(two.sender, 'receipt.sgxe');
    await two.restart('sender');
    expect((await two.rows(two.sender)).map((row) => row.status)).toEqual(['claimed']);
  });

  it('shows what is overdue, and due days over a holiday and an unpublished year', async () => {
    two.now = new Date('2026-09-29T02:00:00.000Z');
    await two.push(await two.record(draft(1, { decidedOn: '2026-09-28' })));
    await two.take(two.recipient, 'push.sgxe');
    // 国庆: 10-01 to 10-07 off; the three working days are 09-30, 10-08, 10-09.
    expect((await two.rows(two.recipient))[0]).toMatchObject({ dueOn: '2026-10-09', dueEstimated: false });
    two.now = new Date('2026-10-12T02:00:00.000Z');
    const [late] = await two.rows(two.recipient, { overdueOnly: true });
    expect(late?.daysLeft).toBeLessThan(0);
    two.now = new Date('2026-12-31T02:00:00.000Z');
    await two.push(await two.record(draft(2)), 'late.sgxe');
    await two.take(two.recipient, 'late.sgxe');
    const estimated = (await two.rows(two.recipient)).find((row) => row.decisionNumber.includes('2号'));
    expect(estimated?.dueEstimated).toBe(true);
    expect(required(await two.recipient.workstation.overview()).calendarNote).toContain('暂按周末推算');
  });

  it('importing any package twice, in any order, changes nothing', async () => {
    const ids = await two.record(draft(1), draft(2));
    await two.push(ids.slice(0, 1), 'a.sgxe');
    await two.push(ids, 'b.sgxe');
    await two.take(two.recipient, 'b.sgxe');
    await two.take(two.recipient, 'a.sgxe');
    const once = required(await two.recipient.workstation.ledgerState());
    for (const name of ['a.sgxe', 'b.sgxe', 'a.sgxe']) expect((await two.take(two.recipient, name)).appended).toBe(0);
    expect(required(await two.recipient.workstation.ledgerState())).toEqual(once);
    required(await two.recipient.workstation.claim({ records: ids }));
    await two.receipt();
    await two.take(two.sender, 'receipt.sgxe');
    const settled = required(await two.sender.workstation.ledgerState());
    expect((await two.take(two.sender, 'receipt.sgxe')).alreadyImported).toBe(true);
    expect(required(await two.sender.workstation.ledgerState())).toEqual(settled);
  });

  it('sends corrections on and shows both revisions', async () => {
    const [recordId = ''] = await two.record(draft(1));
    await two.push([recordId], 'first.sgxe');
    await two.take(two.recipient, 'first.sgxe');
    const corrected = {
      recordId,
      draft: draft(1, { address: '济宁高新区洸河街道' }),
      attachments: [],
      keepAttachments: [],
      reason: '地址写错',
    };
    required(await two.sender.workstation.correctApproval(corrected));
    await two.push([recordId], 'second.sgxe');
    await two.take(two.recipient, 'second.sgxe');
    const detail = required(await two.recipient.workstation.approvalDetail(recordId));
    expect(detail.approval.counterpart.address).toBe('济宁高新区洸河街道');
    const change = detail.timeline.find((item) => item.title.startsWith('更正'));
    expect(change?.changes).toEqual([{ label: '地址', before: '济宁高新区柳行街道', after: '济宁高新区洸河街道' }]);
  });
});

describe('attacks on the loop', () => {
  it('refuses a package altered in transit and names what is wrong; nothing is written', async () => {
    await two.push(await two.record(draft(1)));
    const bytes = await readFile(two.path('push.sgxe'));
    const before = required(await two.recipient.workstation.ledgerState());
    for (let offset = 5; offset < bytes.length; offset += 211) {
      const altered = Buffer.from(bytes);
      altered[offset] = (altered[offset] ?? 0) ^ 0x04;
      await writeFile(two.path('altered.sgxe'), altered);
      const opened = await two.open(two.recipient, 'altered.sgxe');
      expect(opened.ok, `byte ${offset}`).toBe(false);
      if (!opened.ok) expect(opened.error.message.length, `byte ${offset}`).toBeGreaterThan(10);
    }
    expect(required(await two.recipient.workstation.ledgerState())).toEqual(before);
  });

  it('does not import from a key that nobody confirmed, nor from another key than the confirmed one', async () => {
    await two.push(await two.record(draft(1)));
    const opened = required(await two.open(two.recipient, 'push.sgxe'));
    expect(await two.recipient.workstation.importPackage({ jobId: 'i', openId: opened.openId })).toMatchObject({
      ok: false,
      error: { code: 'package.key-unconfirmed' },
    });
    await two.take(two.recipient, 'push.sgxe');
    // somebody who knows the department's name and code, but not its key
    const { openNodeWorkstation } = await import('../../../build/node-workstation.ts');
    const forger = await openNodeWorkstation({
      directory: two.path('forger'),
      department: SENDER,
      operator: '冒名者',
      passphrase: '伪造者的口令-1',
      now: () => two.now,
    });
    await takeCard(two.recipient, forger, two.path('recipient.sgcard'));
    const { recordId } = required(await forger.workstation.recordApproval({ draft: draft(66), attachments: [] }));
    const { token } = forger.target(two.path('forged.sgxe'));
    required(await forger.workstation.exportPackage({ jobId: 'f', token, recipients: [RECIPIENT.uscc], records: [recordId], title: '' }));
    await forger.close();
    const forged = required(await two.open(two.recipient, 'forged.sgxe'));
    expect(forged.trust).toBe('changed');
    const confirm = { departmentId: forged.senderId, openId: forged.openId, against: '冒名者说没问题' };
    expect(await two.recipient.workstation.confirmKey(confirm)).toMatchObject({ ok: false, error: { code: 'package.key-changed' } });
    expect(await two.recipient.workstation.importPackage({ jobId: 'i', openId: forged.openId })).toMatchObject({ ok: false });
  });

  it('refuses a package for somebody else', async () => {
    await two.push(await two.record(draft(1)));
    const opened = await two.open(two.sender, 'push.sgxe');
    expect(opened).toMatchObject({ ok: false });
  });

  it('only the department that made a record may correct or push it', async () => {
    const [recordId = ''] = await two.record(draft(1));
    await two.push([recordId]);
    await two.take(two.recipient, 'push.sgxe');
    const correction = { recordId, draft: draft(1, { content: '改动' }), attachments: [], keepAttachments: [], reason: '试改' };
    expect(await two.recipient.workstation.correctApproval(correction)).toMatchObject({ ok: false, error: { code: 'approval.not-own' } });
    const { token } = two.recipient.target(two.path('x.sgxe'));
    const push = { jobId: 'x', token, recipients: [SENDER.uscc], records: [recordId], title: '' };
    expect(await two.recipient.workstation.exportPackage(push)).toMatchObject({ ok: false, error: { code: 'approval.not-own' } });
  });

  it('keeps demo and real departments apart', async () => {
    const demo = { ...RECIPIENT, uscc: SENDER.uscc.replace(/.$/, '0'), name: '演示部门', demo: true };
    expect(await two.sender.workstation.saveDirectoryDepartment(demo)).toMatchObject({
      ok: false,
      error: { code: 'directory.demo-mixed' },
    });
  });

  it('requires a reason for a return and answers only what is pending', async () => {
    const ids = await two.record(draft(1));
    await two.push(ids);
    await two.take(two.recipient, 'push.sgxe');
    expect(await two.recipient.workstation.returnRecords({ records: ids, reason: '  ' })).toMatchObject({
      ok: false,
      error: { code: 'claim.reason-required' },
    });
    required(await two.recipient.workstation.claim({ records: ids }));
    expect(await two.recipient.workstation.claim({ records: ids })).toMatchObject({ ok: false, error: { code: 'claim.not-pending' } });
  });
});

describe('attachments travel with their record', () => {
  it('arrives byte for byte and can be saved on the other side', async () => {
    const content = Buffer.from('现场照片'.repeat(200_000));
    await writeFile(two.path('照片.jpg'), content);
    const chosen = await two.sender.choose(two.path('照片.jpg'));
    const recorded = await two.sender.workstation.recordApproval({ draft: draft(1), attachments: [chosen] });
    const { recordId } = required(recorded);
    await two.push([recordId]);
    await two.take(two.recipient, 'push.sgxe');
    const detail = required(await two.recipient.workstation.approvalDetail(recordId));
    const [attachment] = detail.approval.attachments ?? [];
    expect(attachment?.name).toBe('照片.jpg');
    const { token } = two.recipient.target(two.path('收到.jpg'));
    required(await two.recipient.workstation.saveAttachment({ sha256: attachment?.sha256 ?? '', token }));
    expect((await readFile(two.path('收到.jpg'))).equals(content)).toBe(true);
  });
});
