import { describe, expect, it } from 'vitest';
import { conflictLines } from '#renderer/features/conflicts/conflict-lines.ts';
import type { ConflictSide } from '#shared/workstation/api.ts';

const side = (entryId: string, fields: ConflictSide['fields']): ConflictSide => ({
  entryId,
  at: '2026-11-24 10:00',
  actor: '王经办',
  title: '更正（第 2 版）',
  reason: '笔误',
  fields,
});
const field = (label: string, value: string, differs: boolean) => ({ label, value, differs });

describe('versions of one thing, line by line', () => {
  const sides = [
    side('a', [field('事项名称', '食品经营许可', false), field('地址', '海川路9号', true)]),
    side('b', [field('事项名称', '食品经营许可', false), field('地址', '海川路11号', true), field('备注', '已核', true)]),
    side('c', [field('事项名称', '食品经营许可', false), field('地址', '', true)]),
  ];

  it('shows every version beside the others, also what only one of them says', () => {
    expect(conflictLines(sides, false)).toEqual([
      { label: '事项名称', values: ['食品经营许可', '食品经营许可', '食品经营许可'], differs: false },
      { label: '地址', values: ['海川路9号', '海川路11号', ''], differs: true },
      { label: '备注', values: ['', '已核', ''], differs: true },
    ]);
  });

  it('can leave out what is the same everywhere', () => {
    expect(conflictLines(sides, true).map((line) => line.label)).toEqual(['地址', '备注']);
  });
});
