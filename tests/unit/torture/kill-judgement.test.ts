/** The judge of the kill rounds must find every kind of harm, or fifty quiet rounds say nothing. */
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { Approval } from '#shared/domain/approval.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { judgeLedger } from '../../torture/kill-judgement.ts';
import { type KillTable, organisationOf, readDecisionNumber, writeKillTable } from '../../torture/kill-tables.ts';
import type { SavedLedger } from '../../torture/saved-ledger.ts';

const ROWS = 4;
const at = '2026-03-02T01:00:00.000Z';
const actor = { departmentId: '11370800MB00000198', operator: '王经办' };

function tableOf(tag: string): KillTable {
  return { tag, path: `${tag}.csv`, fileName: `${tag}.csv`, rows: ROWS };
}

function approvalOf(tag: string, row: number): Approval {
  return {
    matter: '食品经营许可',
    decisionNumber: `济高新审〔2026〕${tag}-${row}号`,
    counterpart: {
      name: organisationOf(ROWS, row) ?? '',
      kind: 'organisation',
      contact: '13800000000',
      address: '济宁高新区',
      identity: { type: 'uscc', value: '91370800MA0012HJCF' },
    },
    decidedOn: '2026-03-01',
    validity: { to: 'longTerm' },
    content: '食品销售',
    approvedBy: '济宁高新区行政审批服务局',
    sourceSystem: '自建业务系统',
  };
}

function entriesOf(tag: string): Entry[] {
  const counts = { recorded: ROWS, corrected: 0, unchanged: 0, rejected: 0 };
  const rows = Array.from({ length: ROWS }, (_, index): Entry => {
    const base = { id: createUuid(), at, actor, subject: createUuid() };
    return { ...base, type: 'approval.recorded', payload: { approval: approvalOf(tag, index + 1) } };
  });
  const payload = { fileName: `${tag}.csv`, sourceSystem: '自建业务系统', ...counts };
  return [...rows, { id: createUuid(), at, actor, subject: createUuid(), type: 'import.committed', payload }];
}

function savedWith(entries: readonly Entry[]): SavedLedger {
  return { entries, digests: ['a', 'b'], headDigest: 'b', acknowledgedSegments: 2, tornBytes: 0 };
}

const attempts = [
  { table: tableOf('R001S'), reported: true },
  { table: tableOf('R001P01'), reported: false },
];
const judge = (entries: readonly Entry[], digests: readonly string[] = ['a']) =>
  judgeLedger(savedWith(entries), { attempts, settled: new Map([['BASE', ROWS]]), digests });

const old = entriesOf('BASE');
const reported = entriesOf('R001S');
const underWay = entriesOf('R001P01');

describe('judging a ledger after a kill', () => {
  it('has nothing to say when the import under way is there whole or not at all', () => {
    expect(judge([...old, ...reported]).problems).toEqual([]);
    expect(judge([...old, ...reported, ...underWay])).toMatchObject({ problems: [], records: 3 * ROWS });
  });

  it.each<[harm: string, entries: readonly Entry[], problem: RegExp]>([
    ['a reported row is missing', [...old, ...reported.slice(1)], /已报告保存的表 R001S 有 4 行，只找到 3 行/],
    ['a reported table is missing', old, /已报告保存的表 R001S/],
    ['half of the import under way is there', [...old, ...reported, ...underWay.slice(2)], /R001P01 只保存了一部分/],
    ['a row of an earlier round is gone', [...old.slice(1), ...reported], /以前的表 BASE 应有 4 行，找到 3 行/],
    ['a row is there twice', [...old, ...reported, { ...(reported[0] as Entry), id: createUuid() }], /重复：济高新审〔2026〕R001S-1号/],
    ['an entry is there twice', [...old, ...reported, ...reported.slice(-1)], /1 条台账条目重复/],
    ['the rows are there without their import', [...old, ...reported.slice(0, -1)], /R001S 没有对应的导入记录/],
    ['a foreign record is there', [...old, ...reported, ...entriesOf('R999S')], /没导入过的记录：济高新审〔2026〕R999S/],
  ])('finds that %s', (_harm, entries, problem) => {
    expect(judge(entries).problems.join('\n')).toMatch(problem);
  });

  it('finds a row with the content of another', () => {
    const changed = old.map((entry, index) => {
      if (index > 0 || entry.type !== 'approval.recorded') return entry;
      const { approval } = entry.payload;
      const counterpart = { ...approval.counterpart, name: '另一家公司' };
      return { ...entry, payload: { approval: { ...approval, counterpart } } };
    });
    expect(judge([...changed, ...reported]).problems).toEqual(['内容不对：济高新审〔2026〕BASE-1号']);
  });

  it('finds that an earlier segment was replaced', () => {
    expect(judge([...old, ...reported], ['z']).problems).toEqual(['以前的分段变了：台账不再是只增的']);
  });
});

it('writes tables whose numbers can be read back', async () => {
  const table = await writeKillTable(tmpdir(), `T${process.pid}`, ROWS);
  const numbers = (await readFile(table.path, 'utf8')).match(/济高新审〔2026〕[0-9A-Z]+-\d+号/g) ?? [];
  await rm(table.path);
  expect(numbers.map(readDecisionNumber)).toEqual([1, 2, 3, 4].map((row) => ({ tag: table.tag, row })));
});
