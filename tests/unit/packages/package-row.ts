/** A package as the service lists it; each test says what matters to it. */
import type { PackageRow } from '#shared/workstation/api.ts';

export function packageRow(part: Partial<PackageRow> = {}): PackageRow {
  return {
    rowId: 'row',
    packageId: '0198f3c2-0000-7000-8000-000000000001',
    direction: 'out',
    purpose: 'approvals',
    title: '审批信息推送（2026-11-23）',
    departmentId: '11370800MB00000273',
    departmentName: '高新区市场监督管理局',
    sequence: 12,
    seriesLabel: '',
    at: '2026-11-23 16:20',
    records: 5,
    attachments: 0,
    claimed: 0,
    returned: 0,
    overdue: 0,
    stage: 'exported',
    state: '已导出',
    sealed: true,
    fileName: '审批信息_0012.sgxe',
    fileSize: 20_480,
    fileSha256: 'ab'.repeat(32),
    fileSm3: 'cd'.repeat(32),
    handover: '',
    reportedMissing: false,
    canResend: true,
    resent: 0,
    receiptDue: false,
    ...part,
  };
}
