import { describe, expect, it } from 'vitest';
import { ALL_PACKAGES, departmentsOf, filterPackages } from '#renderer/features/exchange/package-filter.ts';
import { stageSteps } from '#renderer/features/exchange/package-stage.ts';
import { actionsOf } from '#renderer/features/exchange/use-package-actions.tsx';
import type { PackageRow } from '#shared/workstation/api.ts';
import { packageRow } from './package-row.ts';

const steps = (part: Partial<PackageRow>) => stageSteps(packageRow(part)).map((step) => `${step.label} ${step.state}`);
const HANDED = '2026-11-24 交给 李联络员';

describe('the way of an outgoing package', () => {
  it('goes 已导出 → 已交接 → 已接收 → 已认领 n/m', () => {
    expect(steps({})).toEqual(['已导出 done', '已交接 open', '已接收 open', '已认领 open']);
    expect(steps({ stage: 'handedOver', handover: HANDED })).toEqual(['已导出 done', '已交接 done', '已接收 open', '已认领 open']);
    expect(steps({ stage: 'received', handover: HANDED })).toEqual(['已导出 done', '已交接 done', '已接收 done', '已认领 open']);
    expect(steps({ stage: 'answering', handover: HANDED, claimed: 3 })).toEqual([
      '已导出 done',
      '已交接 done',
      '已接收 done',
      '已认领 3/5 current',
    ]);
    expect(steps({ stage: 'answered', handover: HANDED, claimed: 4, returned: 1 }).at(-1)).toBe('已认领 4/5 done');
  });

  it('does not claim a signed 交接单 that nobody registered, although the recipient has the package', () => {
    expect(steps({ stage: 'received' })).toEqual(['已导出 done', '已交接 passed', '已接收 done', '已认领 open']);
  });

  it('ends with handing over where nothing is claimed', () => {
    expect(steps({ purpose: 'receipt' })).toEqual(['已导出 done', '已交接 open']);
    expect(steps({ purpose: 'directory', stage: 'handedOver', handover: HANDED })).toEqual(['已导出 done', '已交接 done']);
    expect(steps({ purpose: 'sync' })).toEqual(['已导出 done']);
    expect(steps({ direction: 'in', stage: 'toClaim' })).toEqual([]);
  });
});

describe('what can be done with a package', () => {
  it('registers a handing over once, and never while the ledger is read-only', () => {
    expect(actionsOf(packageRow(), false)).toEqual(['detail', 'sheet', 'list', 'handOver', 'resend']);
    expect(actionsOf(packageRow({ handover: HANDED }), false)).not.toContain('handOver');
    expect(actionsOf(packageRow(), true)).toEqual(['detail', 'sheet', 'list']);
  });

  it('sends again only what lies here, and nothing that came from others', () => {
    expect(actionsOf(packageRow({ canResend: false }), false)).not.toContain('resend');
    expect(actionsOf(packageRow({ direction: 'in' }), false)).toEqual(['detail', 'list']);
    expect(actionsOf(packageRow({ direction: 'in', purpose: 'receipt' }), false)).toEqual(['detail']);
  });
});

describe('narrowing the list', () => {
  const market = packageRow({ rowId: 'a' });
  const emergency = packageRow({
    rowId: 'b',
    departmentId: '11370800MB00000348',
    departmentName: '高新区应急管理局',
    sequence: 3,
    fileSha256: 'ef'.repeat(32),
  });
  const found = (part: Partial<typeof ALL_PACKAGES>) =>
    filterPackages([market, emergency], { ...ALL_PACKAGES, ...part }).map((row) => row.rowId);

  it('finds by department, by every word, and by a digest read out from a 交接单', () => {
    expect(found({})).toEqual(['a', 'b']);
    expect(found({ departmentId: emergency.departmentId })).toEqual(['b']);
    expect(found({ text: ' 推送 应急 ' })).toEqual(['b']);
    expect(found({ text: '推送 公安' })).toEqual([]);
    expect(found({ text: 'EFEF' })).toEqual(['b']);
    expect(found({ text: '第12包' })).toEqual(['a']);
  });

  it('offers each department once', () => {
    expect(departmentsOf([market, emergency, market]).map((option) => option.label)).toEqual(['高新区市场监督管理局', '高新区应急管理局']);
  });
});
