/**
 * Supervision information (办法 21) from the form to the other department and back, on two real workstations. One file a
 * little long: all cases begin with the penalty and the approval that are built at its head.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { makeCitizenId, makeUscc } from '#shared/domain/codes.ts';
import { attempt } from '#shared/domain/result.ts';
import type { SupervisionDraft } from '#shared/domain/supervision.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { Descriptor } from '#shared/exchange/descriptor.ts';
import { decodeEntries, encodeEntries } from '#shared/exchange/entry-lines.ts';
import { writePackage } from '#shared/exchange/package-writer.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { type ApprovalQuery, EMPTY_QUERY } from '#shared/workstation/api.ts';
import { type NodeWorkstation, openNodeWorkstation, required } from '../../../build/node-workstation.ts';
import { draft, RECIPIENT, SENDER, TwoDepartments, takeCard } from './two-departments.ts';

let two: TwoDepartments;
/** the department that supervises; `two.sender` is the one that approves */
let market!: NodeWorkstation;

beforeEach(async () => {
  two = await TwoDepartments.create();
  market = two.recipient;
  await takeCard(two.sender, two.recipient, two.path('sender.sgcard'));
});
afterEach(async () => {
  await two.remove();
});

const SUPERVISION: Partial<ApprovalQuery> = { kinds: ['supervision'] };
const BOTH: Partial<ApprovalQuery> = { kinds: ['approval', 'supervision'] };

function penalty(number: number, changes: SupervisionDraft = {}): SupervisionDraft {
  return {
    kind: '责令停产停业',
    decisionNumber: `济高新市监罚〔2026〕${number}号`,
    counterpartName: `济宁测试商贸${number}有限公司`,
    uscc: makeUscc('91', '370800', `MA${String(number).padStart(6, '0')}`),
    contact: '0537-0000002',
    address: '济宁高新区柳行街道',
    decidedOn: '2026-11-20',
    facts: '未按规定保持经营场所条件',
    legalBasis: '《中华人民共和国食品安全法》第一百二十六条',
    content: '责令停产停业15日',
    madeBy: RECIPIENT.name,
    ...changes,
  };
}

async function supervise(at: NodeWorkstation, one: SupervisionDraft, approvals: readonly string[] = []): Promise<string> {
  return required(await at.workstation.recordSupervision({ draft: one, approvals, attachments: [] })).recordId;
}

async function pushTo(at: NodeWorkstation, records: readonly string[], recipient: string, name: string) {
  const { token } = at.target(two.path(name));
  return at.workstation.exportPackage({ jobId: 'p', token, recipients: [recipient], records, title: '' });
}

function tick(): void {
  two.now = new Date(two.now.getTime() + 60_000);
}

/** An approval that both have. */
async function approvalOnBothSides(number = 1): Promise<string> {
  const [recordId = ''] = await two.record(draft(number));
  await two.push([recordId], `approval-${number}.sgxe`);
  await two.take(market, `approval-${number}.sgxe`);
  return recordId;
}

describe('supervision information', () => {
  it('21(二): is recorded with evidence, pushed sealed, received, claimed, and the receipt tells the sender', async () => {
    const approvalId = await approvalOnBothSides();
    await writeFile(two.path('照片.jpg'), 'evidence');
    const file = await market.choose(two.path('照片.jpg'));
    const picked = required(await market.workstation.findApprovals({ text: '商贸1有限', limit: 10 }));
    expect(picked).toMatchObject({ total: 1, rows: [{ recordId: approvalId, kind: 'approval' }] });
    const { recordId } = required(
      await market.workstation.recordSupervision({
        draft: penalty(1),
        approvals: [approvalId],
        attachments: [{ token: file.token, name: file.name, size: file.size }],
      }),
    );
    expect(await two.rows(market, SUPERVISION)).toMatchObject([
      { recordId, kind: 'supervision', matter: '责令停产停业', status: 'notPushed', concerned: '济高新审〔2026〕1号', attachments: 1 },
    ]);

    tick();
    const [sent] = required(await pushTo(market, [recordId], SENDER.uscc, 'supervision.sgxe'));
    expect(sent).toMatchObject({ purpose: 'supervision', records: 1, attachments: 1, sealed: true, title: '监管信息 1 条' });
    tick();
    const opened = required(await two.open(two.sender, 'supervision.sgxe'));
    expect(opened).toMatchObject({ purpose: 'supervision', records: 1, trust: 'confirmed' });
    expect(opened.preview).toEqual([
      { title: '责令停产停业　济宁测试商贸1有限公司', subtitle: '济高新市监罚〔2026〕1号', relation: 'new' },
    ]);
    await two.take(two.sender, 'supervision.sgxe');
    const [row] = await two.rows(two.sender, { ...BOTH, direction: 'received', statuses: ['toClaim'] });
    // received on Monday 2026-11-23: three working days
    expect(row).toMatchObject({ recordId, kind: 'supervision', own: false, status: 'toClaim', dueOn: '2026-11-26', attachments: 1 });
    // the approval's page tells of it
    const about = required(await two.sender.workstation.approvalDetail(approvalId));
    expect(about.supervisions.map((each) => each.recordId)).toEqual([recordId]);
    expect(required(await two.sender.workstation.supervisionDetail(recordId)).approvals).toEqual([
      { recordId: approvalId, matter: '食品经营许可', decisionNumber: '济高新审〔2026〕1号', known: true },
    ]);
    const target = two.sender.target(two.path('received.jpg'));
    const { attachments = [] } = required(await two.sender.workstation.supervisionDetail(recordId)).supervision;
    required(await two.sender.workstation.saveAttachment({ sha256: attachments[0]?.sha256 ?? '', token: target.token }));

    tick();
    expect(required(await two.sender.workstation.claim({ records: [recordId], note: '转审批科' }))).toEqual({ claimed: 1 });
    const receipt = { jobId: 'r', token: two.sender.target(two.path('receipt.sgxe')).token, recipient: RECIPIENT.uscc };
    required(await two.sender.workstation.exportReceipt(receipt));
    await two.take(market, 'receipt.sgxe');
    expect(await two.rows(market, SUPERVISION)).toMatchObject([{ status: 'claimed' }]);
    const out = required(await market.workstation.packages()).find((each) => each.purpose === 'supervision');
    expect(out).toMatchObject({ stage: 'answered', claimed: 1, records: 1 });
    const { timeline } = required(await market.workstation.supervisionDetail(recordId));
    expect(timeline.map(({ title }) => title)).toEqual(['对方已认领', '对方已接收', `推送给${SENDER.name}`, '录入']);
  });

  it('is returned with a reason, corrected, pushed again, and both revisions are told', async () => {
    const recordId = await supervise(market, penalty(1));
    required(await pushTo(market, [recordId], SENDER.uscc, 'a.sgxe'));
    await two.take(two.sender, 'a.sgxe');
    tick();
    required(await two.sender.workstation.returnRecords({ records: [recordId], reason: '未列明涉及的审批决定' }));
    required(
      await two.sender.workstation.exportReceipt({
        jobId: 'r',
        token: two.sender.target(two.path('r.sgxe')).token,
        recipient: RECIPIENT.uscc,
      }),
    );
    await two.take(market, 'r.sgxe');
    expect(await two.rows(market, SUPERVISION)).toMatchObject([{ status: 'returned' }]);
    tick();
    const change = { recordId, approvals: [], attachments: [], keepAttachments: [] };
    expect(await market.workstation.correctSupervision({ ...change, draft: penalty(1), reason: '改' })).toMatchObject({
      error: { code: 'supervision.unchanged' },
    });
    required(
      await market.workstation.correctSupervision({ ...change, draft: penalty(1, { content: '责令停产停业30日' }), reason: '期限写错' }),
    );
    tick();
    required(await pushTo(market, [recordId], SENDER.uscc, 'b.sgxe'));
    await two.take(two.sender, 'b.sgxe');
    const detail = required(await two.sender.workstation.supervisionDetail(recordId));
    expect(detail.row).toMatchObject({ revision: 2, status: 'toClaim', content: '责令停产停业30日' });
    expect(detail.timeline.find(({ title }) => title === '更正（第 2 版）')).toMatchObject({
      details: ['原因：期限写错'],
      changes: [{ label: '处罚（处理）内容', before: '责令停产停业15日', after: '责令停产停业30日' }],
    });
  });

  it('21(二): shows by when a penalty must be pushed until it is, and never so for other kinds', async () => {
    const urgent = await supervise(market, penalty(1, { decidedOn: '2026-11-09' }));
    const finding = await supervise(market, penalty(2, { kind: '检查发现问题', decidedOn: '2026-11-09' }));
    const dues = async () =>
      Object.fromEntries((await two.rows(market, SUPERVISION)).map((row) => [row.recordId, [row.dueOn, row.daysLeft]]));
    // 2026-11-09 is a Monday: seven working days end on Wednesday the 18th; today is Monday the 23rd
    expect(await dues()).toEqual({ [urgent]: ['2026-11-18', -3], [finding]: ['', undefined] });
    const overview = required(await market.workstation.overview());
    expect(overview.supervision).toMatchObject({ overdue: 1, notPushed: 2 });
    expect(overview).toMatchObject({ overdue: 0, notPushed: 0 });
    expect(overview.urgent.map(({ recordId, kind }) => [recordId, kind])).toEqual([[urgent, 'supervision']]);
    expect((await two.rows(market, { ...SUPERVISION, overdueOnly: true })).map((row) => row.recordId)).toEqual([urgent]);
    required(await pushTo(market, [urgent], SENDER.uscc, 'late.sgxe'));
    // from now on the recipient has three working days
    expect((await dues())[urgent]).toEqual(['2026-11-26', 3]);
  });

  it('lists, searches and filters both kinds apart and together', async () => {
    await approvalOnBothSides();
    const one = await supervise(market, penalty(7));
    const other = await supervise(market, penalty(8, { kind: '其他行政处罚', measure: '罚款', facts: '超范围经营冷荤' }));
    expect((await two.rows(market)).map(({ kind }) => kind)).toEqual(['approval']);
    expect(await two.rows(market, BOTH)).toHaveLength(3);
    const found = async (query: Partial<ApprovalQuery>) =>
      (await two.rows(market, { ...SUPERVISION, ...query })).map((row) => row.recordId);
    expect(await found({ text: '冷荤' })).toEqual([other]);
    expect(await found({ text: 'zltcty' })).toEqual([one]);
    expect(await found({ supervisionKinds: ['suspension', 'revocation'] })).toEqual([one]);
    expect(required(await market.workstation.approvalFacets()).matters).toEqual([{ value: '食品经营许可', count: 1 }]);
    const info = required(await market.workstation.queryApprovals({ ...EMPTY_QUERY, ...SUPERVISION }));
    expect([info.total, info.all]).toEqual([2, 2]);
  });

  it('leaves the list as a workbook; the middle of a citizen ID is hidden unless somebody asks for all of it', async () => {
    const citizenId = makeCitizenId('370811', '1990-01-01', 123);
    await approvalOnBothSides();
    await supervise(market, penalty(1));
    await supervise(market, penalty(2, { counterpartName: '张三', counterpartKind: '自然人', uscc: '', citizenId }));
    await two.rows(market, { ...SUPERVISION, sort: { field: 'decisionNumber', order: 'ascending' } });
    const columns = [
      { key: 'matter', title: '类别' },
      { key: 'identity', title: '代码或证件号码' },
      { key: 'facts', title: '违法事实（检查情况）' },
      { key: 'status', title: '状态' },
    ] as const;
    const exported = async (full: boolean) => {
      const path = two.path(`${full}.xlsx`);
      const { token } = market.target(path);
      expect(required(await market.workstation.exportView({ token, columns, full }))).toMatchObject({ rows: 2 });
      const { Sheets } = XLSX.read(await readFile(path));
      return XLSX.utils.sheet_to_json<string[]>(Sheets.监管信息 as XLSX.WorkSheet, { header: 1 });
    };
    const masked = await exported(false);
    expect(masked[0]).toEqual(columns.map(({ title }) => title));
    expect(masked[2]).toEqual(['责令停产停业', `370811********${citizenId.slice(-4)}`, '未按规定保持经营场所条件', '未推送']);
    expect((await exported(true))[2]?.[1]).toBe(citizenId);
  });

  it('is the same after a restart', async () => {
    const recordId = await supervise(market, penalty(1));
    const before = required(await market.workstation.supervisionDetail(recordId));
    await two.restart('recipient');
    expect(required(await two.recipient.workstation.supervisionDetail(recordId))).toEqual(before);
  });

  it('is refused twice under one number, without its fields, for unknown approvals, and beside approvals in one package', async () => {
    const recordId = await supervise(market, penalty(1));
    const again = { draft: penalty(1), approvals: [], attachments: [] };
    expect(await market.workstation.recordSupervision(again)).toMatchObject({ error: { code: 'supervision.duplicate' } });
    const empty = { ...again, draft: penalty(2, { facts: '' }) };
    expect(await market.workstation.recordSupervision(empty)).toMatchObject({
      error: { code: 'supervision.invalid', at: { path: 'facts' } },
    });
    const unknown = { ...again, draft: penalty(2), approvals: [createUuid()] };
    expect(await market.workstation.recordSupervision(unknown)).toMatchObject({ error: { code: 'supervision.approval-not-found' } });
    // findings have no number: two of them are two
    const finding = penalty(3, { kind: '检查发现问题', decisionNumber: '' });
    expect(await supervise(market, finding)).not.toBe(await supervise(market, finding));
    const own = required(await market.workstation.recordApproval({ draft: draft(5), attachments: [] })).recordId;
    expect(await pushTo(market, [recordId, own], SENDER.uscc, 'mixed.sgxe')).toMatchObject({ error: { code: 'package.mixed-kinds' } });
  });
});

describe('two computers of the department that supervises', () => {
  it('converge; corrections made apart are a conflict, kept out of packages, and settled by a person', async () => {
    const second = await openNodeWorkstation({
      directory: two.path('second'),
      department: RECIPIENT,
      operator: '周经办',
      passphrase: '测试口令-2026',
      now: () => two.now,
    });
    try {
      await takeCard(second, market, two.path('second.sgcard'));
      await takeCard(market, second, two.path('first.sgcard'));
      const sync = async (from: NodeWorkstation, to: NodeWorkstation, name: string) => {
        tick();
        required(await from.workstation.exportSync({ jobId: 's', token: from.target(two.path(name)).token }));
        await two.take(to, name);
      };
      const recordId = await supervise(market, penalty(1));
      await sync(market, second, '1.sgxe');
      const change = { recordId, approvals: [], attachments: [], keepAttachments: [] };
      tick();
      required(await market.workstation.correctSupervision({ ...change, draft: penalty(1, { content: '停业10日' }), reason: '一' }));
      tick();
      required(await second.workstation.correctSupervision({ ...change, draft: penalty(1, { content: '停业20日' }), reason: '二' }));
      await sync(market, second, '2.sgxe');
      await sync(second, market, '3.sgxe');
      for (const at of [market, second])
        expect(required(await at.workstation.conflicts())).toMatchObject([
          { recordId, recordKind: 'supervision', kind: 'revision', mine: true },
        ]);
      expect(await pushTo(market, [recordId], SENDER.uscc, 'x.sgxe')).toMatchObject({ error: { code: 'supervision.conflict' } });
      const { sides } = required(await market.workstation.conflictDetail({ recordId, kind: 'revision' }));
      expect(sides.map((side) => side.fields.filter(({ differs }) => differs))).toEqual([
        [{ label: '处罚（处理）内容', value: '停业10日', differs: true }],
        [{ label: '处罚（处理）内容', value: '停业20日', differs: true }],
      ]);
      tick();
      const settle = { recordId, kind: 'revision' as const, entryId: sides[0]?.entryId ?? '', reason: '以决定书为准' };
      required(await market.workstation.settleConflict(settle));
      await sync(market, second, '4.sgxe');
      for (const at of [market, second]) {
        expect(required(await at.workstation.conflicts())).toEqual([]);
        expect(required(await at.workstation.supervisionDetail(recordId)).row).toMatchObject({ revision: 3, content: '停业10日' });
      }
    } finally {
      await second.close();
    }
  });
});

describe('what others may not do', () => {
  /** A package that this program would never write: entries of the attacker's choice, by its own hand and key. */
  async function forge(purpose: 'supervision' | 'receipt', entries: readonly Entry[], name: string): Promise<void> {
    const { publicKeyPem } = required(third.keystore.keyring()).current;
    const pieces: Uint8Array[] = [];
    const input = {
      ...{ id: createUuid(), purpose, title: '伪造', sender: THIRD, contactName: '某', sequence: 1, demo: false, software: '测试' },
      ...{
        recipients: [{ uscc: SENDER.uscc, name: SENDER.name }],
        createdAt: two.now.toISOString(),
        entries,
        attachments: [],
        publicKeyPem,
      },
      sign: async (bytes: Uint8Array) => third.keystore.sign(bytes),
    };
    required(await writePackage(input, async (bytes) => void pieces.push(bytes)));
    await writeFile(two.path(name), Buffer.concat(pieces));
  }

  const THIRD = { ...RECIPIENT, uscc: makeUscc('11', '370800', 'MB000009'), name: '高新区应急管理局' };
  let third!: NodeWorkstation;

  beforeEach(async () => {
    third = await openNodeWorkstation({
      directory: two.path('third'),
      department: THIRD,
      operator: '钱经办',
      passphrase: '测试口令-2026',
      now: () => two.now,
    });
    await takeCard(two.sender, third, two.path('sender-for-third.sgcard'));
    await takeCard(third, two.sender, two.path('third.sgcard'));
    await takeCard(market, two.sender, two.path('market.sgcard'));
  });
  afterEach(async () => {
    await third.close();
  });

  const by = (department: { readonly uscc: string }) => ({
    id: createUuid(),
    at: two.now.toISOString(),
    actor: { departmentId: department.uscc, operator: '钱经办' },
  });

  async function received(): Promise<{ readonly recordId: string; readonly corrected: Entry }> {
    const recordId = await supervise(market, penalty(1));
    required(await pushTo(market, [recordId], SENDER.uscc, 'a.sgxe'));
    await two.take(two.sender, 'a.sgxe');
    const { supervision } = required(await two.sender.workstation.supervisionDetail(recordId));
    return {
      recordId,
      corrected: {
        ...by(THIRD),
        type: 'supervision.corrected',
        subject: recordId,
        payload: { supervision: { ...supervision, content: '免予处罚' }, revision: 9, reason: '冒充' },
      },
    };
  }

  const importing = async (name: string) => {
    const opened = await two.open(two.sender, name);
    if (!opened.ok) return opened;
    expect(opened.value.trust).toBe('confirmed');
    return two.sender.workstation.importPackage({ jobId: 'i', openId: opened.value.openId });
  };

  it('a third department can’t correct supervision information of another, though its key is confirmed', async () => {
    const { recordId, corrected } = await received();
    await forge('supervision', [corrected], 'forged.sgx');
    expect(await importing('forged.sgx')).toMatchObject({ ok: false, error: { code: 'package.not-their-record' } });
    expect(required(await two.sender.workstation.supervisionDetail(recordId)).row).toMatchObject({
      revision: 1,
      content: '责令停产停业15日',
    });
  });

  it('the recipient itself can’t correct what it received, nor push it on', async () => {
    const { recordId } = await received();
    const change = { recordId, draft: penalty(1, { content: '罚款' }), approvals: [], attachments: [], keepAttachments: [], reason: '改' };
    expect(await two.sender.workstation.correctSupervision(change)).toMatchObject({ error: { code: 'supervision.not-own' } });
    expect(await pushTo(two.sender, [recordId], THIRD.uscc, 'on.sgxe')).toMatchObject({
      error: { code: 'supervision.not-own', message: expect.stringContaining('监管信息“') },
    });
  });

  it('supervision information doesn’t travel in a receipt nor among approvals', async () => {
    const { corrected } = await received();
    const lines = encodeEntries([corrected]);
    const sender = { department: THIRD };
    for (const purpose of ['receipt', 'approvals', 'letters', 'directory'] as const) {
      const descriptor = { purpose, sender, counts: { entries: 1, attachments: 0 } } as Descriptor;
      await expect(attempt(async () => decodeEntries(lines, descriptor))).resolves.toMatchObject({ error: { code: 'package.entry.type' } });
    }
    const allowed = { purpose: 'supervision', sender, counts: { entries: 1, attachments: 0 } } as Descriptor;
    expect(decodeEntries(lines, allowed)).toEqual([corrected]);
  });

  it('a receipt can’t claim supervision information of a third department', async () => {
    const { recordId } = await received();
    const claim: Entry = { ...by(THIRD), type: 'claim.made', subject: recordId, payload: { packageId: createUuid() } };
    await forge('receipt', [claim], 'claim.sgx');
    expect(await importing('claim.sgx')).toMatchObject({ ok: false, error: { code: 'package.not-their-record' } });
  });

  it('an approval can’t be turned into supervision information under its own id', async () => {
    const approvalId = required(await third.workstation.recordApproval({ draft: draft(3), attachments: [] })).recordId;
    required(await pushTo(third, [approvalId], SENDER.uscc, 'approval.sgxe'));
    await two.take(two.sender, 'approval.sgxe');
    const { corrected } = await received();
    if (corrected.type !== 'supervision.corrected') throw new Error('another entry');
    const { supervision } = corrected.payload;
    const turned: Entry = { ...by(THIRD), type: 'supervision.recorded', subject: approvalId, payload: { supervision } };
    await forge('supervision', [turned], 'turned.sgx');
    expect(await importing('turned.sgx')).toMatchObject({ ok: false, error: { code: 'package.not-their-record' } });
    expect(required(await two.sender.workstation.approvalDetail(approvalId)).row.kind).toBe('approval');
  });
});
