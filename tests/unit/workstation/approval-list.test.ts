import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Approval } from '#shared/domain/approval.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { Projection, type RecordState } from '#shared/ledger/projection.ts';
import type { ApprovalQuery } from '#shared/workstation/api.ts';
import { ApprovalOrder } from '#shared/workstation/approvals/approval-order.ts';
import { Standings } from '#shared/workstation/approvals/approval-rows.ts';
import type { Context } from '#shared/workstation/context.ts';
import { required } from '../../../build/node-workstation.ts';
import { draft, RECIPIENT, SENDER, TwoDepartments } from './two-departments.ts';

describe('what the list shows after a write', () => {
  let two: TwoDepartments;
  beforeEach(async () => {
    two = await TwoDepartments.create();
  });
  afterEach(async () => {
    await two.remove();
  });

  const statuses = async () => (await two.rows(two.sender)).map((row) => row.status);

  it('is the new standing of records that a package or a receipt is about, though they were shown before', async () => {
    const ids = await two.record(draft(1), draft(2));
    expect(await statuses()).toEqual(['notPushed', 'notPushed']);
    await two.push(ids.slice(0, 1));
    expect(await statuses()).toEqual(['pushed', 'notPushed']);
    await two.take(two.recipient, 'push.sgxe');
    required(await two.recipient.workstation.claim({ records: ids.slice(0, 1) }));
    await two.receipt();
    await two.take(two.sender, 'receipt.sgxe');
    expect(await statuses()).toEqual(['claimed', 'notPushed']);
    const facets = required(await two.sender.workstation.approvalFacets());
    expect(facets.recipients).toEqual([{ value: RECIPIENT.uscc, label: RECIPIENT.name, count: 1 }]);
  });

  it('has the new record in its place and in the filters', async () => {
    await two.record(draft(1), draft(3));
    required(await two.sender.workstation.approvalFacets());
    expect((await two.rows(two.sender)).map((row) => row.decisionNumber)).toEqual(['济高新审〔2026〕1号', '济高新审〔2026〕3号']);
    await two.record(draft(2, { matter: '公共场所卫生许可' }));
    const numbers = (await two.rows(two.sender)).map((row) => row.decisionNumber);
    expect(numbers).toEqual(['济高新审〔2026〕1号', '济高新审〔2026〕2号', '济高新审〔2026〕3号']);
    expect(required(await two.sender.workstation.approvalFacets()).matters).toEqual([
      { value: '食品经营许可', count: 2 },
      { value: '公共场所卫生许可', count: 1 },
    ]);
  });

  it('a number that a correction took away may be used again, and the one it gave may not', async () => {
    const record = (number: number) => two.sender.workstation.recordApproval({ draft: draft(1, numbered(number)), attachments: [] });
    const { recordId } = required(await record(1));
    expect(await record(1)).toMatchObject({ ok: false, error: { code: 'approval.duplicate' } });
    const correction = { recordId, draft: draft(1, numbered(2)), attachments: [], keepAttachments: [], reason: '文号写错' };
    required(await two.sender.workstation.correctApproval(correction));
    expect(await record(2)).toMatchObject({ ok: false, error: { code: 'approval.duplicate' } });
    required(await record(1));
  });
});

function numbered(number: number) {
  return { decisionNumber: `济高新审〔2026〕${number}号` };
}

describe('the order of the list', () => {
  const field = fc.constantFrom<ApprovalQuery['sort']['field']>(
    'matter',
    'decisionNumber',
    'decidedOn',
    'validTo',
    'category',
    'recordedAt',
    'status',
  );
  const sort = fc.record({ field, order: fc.constantFrom('ascending' as const, 'descending' as const) });
  const approval = fc.record({
    matter: fc.constantFrom('食品经营许可', '公共场所卫生许可', '安全生产许可'),
    decisionNumber: fc.constantFrom('济〔2026〕2号', '济〔2026〕10号', '济〔2025〕1号', 'A1'),
    decidedOn: fc.constantFrom('2026-01-01', '2025-12-31', '2024-02-29'),
    validTo: fc.constantFrom('longTerm', '2027-01-01', '2026-06-30'),
    category: fc.constantFrom('普通' as const, '登记' as const, undefined),
  });

  it('is what sorting everything anew gives, whatever was asked and written before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(approval, { maxLength: 6 }), sort), { minLength: 1, maxLength: 8 }), (steps) => {
        const projection = new Projection(SENDER.uscc);
        const standings = new Standings(projection, SENDER.uscc);
        const order = new ApprovalOrder({ projection } as Context, standings);
        for (const [written, wanted] of steps) {
          standings.forget(projection.fold(written.map(entryOf)));
          expect([...order.positions(wanted)]).toEqual(sortedAnew(projection.records, wanted));
        }
      }),
    );
  });
});

let clock = Date.UTC(2026, 0, 1);

function entryOf({
  validTo,
  category,
  ...rest
}: { validTo: string; category: Approval['category'] } & Pick<Approval, 'matter' | 'decisionNumber' | 'decidedOn'>): Entry {
  clock += 1000;
  const identity = { type: 'uscc' as const, value: SENDER.uscc };
  const approval: Approval = {
    ...rest,
    counterpart: { name: '甲公司', kind: 'organisation', contact: '1', address: '2', identity },
    validity: { to: validTo },
    content: '内容',
    approvedBy: SENDER.name,
    sourceSystem: '手工录入',
    ...(category && { category }),
  };
  const actor = { departmentId: SENDER.uscc, operator: '王经办' };
  return {
    id: createUuid(),
    type: 'approval.recorded',
    at: new Date(clock).toISOString(),
    actor,
    subject: createUuid(),
    payload: { approval },
  };
}

/** The rule in its plainest form: by value, numbers inside by their size, empty last, equal ones newest first. */
function sortedAnew(records: readonly RecordState[], { field, order }: ApprovalQuery['sort']): number[] {
  const collator = new Intl.Collator('zh-Hans-CN', { numeric: true });
  const textOf = (record: RecordState): string => {
    if (record.kind !== 'approval') throw new Error('approvals only');
    const { approval, recordedAt } = record;
    if (field === 'recordedAt') return recordedAt;
    if (field === 'validTo') return approval.validity.to === 'longTerm' ? '9999-12-31' : approval.validity.to;
    if (field === 'status') return '未推送';
    return String(approval[field as 'matter'] ?? '');
  };
  const sorted = [...records].sort((a, b) => {
    const [left, right] = [textOf(a), textOf(b)];
    if ((left === '') !== (right === '')) return left === '' ? 1 : -1;
    const compared = collator.compare(left, right);
    return compared === 0 ? b.position - a.position : order === 'ascending' ? compared : -compared;
  });
  return sorted.map((record) => record.position);
}
