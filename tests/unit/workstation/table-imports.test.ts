import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { required } from '../../../build/node-workstation.ts';
import { ALL, draft, TwoDepartments, table } from './two-departments.ts';

let two: TwoDepartments;

beforeEach(async () => {
  two = await TwoDepartments.create();
});

afterEach(async () => {
  await two.remove();
});

async function preview(content: string, name = '导出.csv', sourceSystem = '特种设备系统') {
  const opened = required(await two.openTable(content, name));
  const { sheet, headerRows, mapping, importId } = opened;
  const settings = { sheet, headerRows, mapping, sourceSystem };
  const result = required(await two.sender.workstation.previewImport({ jobId: 'p', importId, settings }));
  return { opened, settings, ...result };
}

async function importTable(content: string, name?: string) {
  const { importId } = await preview(content, name);
  return required(await two.sender.workstation.commitImport({ jobId: 'c', importId, remember: true }));
}

describe('办法 20(二): a table of a self-built system becomes approvals', () => {
  it('counts accepted, warned and rejected rows and gives each problem its place', async () => {
    const rows = [draft(1), draft(2, { contact: '' }), draft(3, { decidedOn: '2026-02-30' }), draft(4, { validFrom: '' })];
    const result = await preview(table(rows));
    expect(result).toMatchObject({ rows: 4, accepted: 1, warned: 1, rejected: 2, relations: { new: 2, changed: 0, same: 0, repeated: 0 } });
    const rejected = required(
      await two.sender.workstation.previewRows({ importId: result.importId, show: 'rejected', offset: 0, limit: 10 }),
    );
    const contact = rejected.rows[0]?.problems.find((problem) => problem.level === 'error');
    expect(contact).toMatchObject({ row: 3, column: 'E', value: '' });
    expect(contact?.reason).toContain('第二十条');
    expect(rejected.rows[1]?.problems[0]).toMatchObject({ row: 4, column: 'G', value: '2026-02-30' });
  });

  it('recognises new, changed, same and repeated rows', async () => {
    expect(await importTable(table([draft(1), draft(2)]))).toMatchObject({ recorded: 2 });
    const next = table([draft(1), draft(2, { content: '预包装食品销售' }), draft(3), draft(3)]);
    const result = await preview(next);
    expect(result.relations).toEqual({ new: 1, changed: 1, same: 1, repeated: 1 });
    const changed = required(
      await two.sender.workstation.previewRows({ importId: result.importId, show: 'changed', offset: 0, limit: 10 }),
    );
    expect(changed.rows[0]?.changes).toEqual([{ label: '审批内容', before: '热食类食品制售', after: '预包装食品销售' }]);
    const outcome = required(await two.sender.workstation.commitImport({ jobId: 'c', importId: result.importId, remember: false }));
    expect(outcome).toMatchObject({ recorded: 1, corrected: 1, unchanged: 2, rejected: 0 });
    expect(await two.rows(two.sender)).toHaveLength(3);
    const corrected = (await two.rows(two.sender)).find((row) => row.revision === 2);
    expect(corrected?.content).toBe('预包装食品销售');
  });

  it('takes the same number with other brackets and spaces for the same record', async () => {
    await importTable(table([draft(1)]));
    const result = await preview(table([draft(1, { decisionNumber: ' 济高新审[2026]1号' })]));
    expect(result.relations).toMatchObject({ new: 0 });
  });

  it('saves rejects with reasons; mended and imported again they are accepted', async () => {
    const result = await preview(table([draft(1), draft(2, { contact: '' })]));
    const { token } = two.sender.target(two.path('不通过.xlsx'));
    expect(required(await two.sender.workstation.saveRejects({ importId: result.importId, token }))).toMatchObject({ rows: 1 });
    const workbook = XLSX.read(await readFile(two.path('不通过.xlsx')));
    const sheet = workbook.Sheets[workbook.SheetNames[0] ?? ''] as XLSX.WorkSheet;
    const cells = XLSX.utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false });
    const reasons = cells[1]?.at(-1) ?? '';
    expect(cells[0]?.at(-1)).toContain('原因');
    expect(reasons).toContain('联系方式');
    const contact = cells[0]?.indexOf('联系方式') ?? -1;
    XLSX.utils.sheet_add_aoa(sheet, [['0537-0000009']], { origin: { r: 1, c: contact } });
    const mended = XLSX.write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
    const opened = required(await two.openTable(mended, '改好.xlsx'));
    const settings = { sheet: opened.sheet, headerRows: opened.headerRows, mapping: opened.mapping, sourceSystem: '特种设备系统' };
    const again = required(await two.sender.workstation.previewImport({ jobId: 'p', importId: opened.importId, settings }));
    expect(again).toMatchObject({ rows: 1, rejected: 0 });
  });

  it('remembers the mapping and the constants of a source system', async () => {
    const content = table([draft(1)]).replace('联系方式', '自定义列名');
    const first = required(await two.openTable(content));
    expect(first.missing.map((each) => each.field)).toEqual(['contact']);
    const column = first.columns.find((each) => each.header === '自定义列名')?.index ?? -1;
    const mapping = { ...first.mapping, columns: { ...first.mapping.columns, contact: column } };
    const settings = { sheet: first.sheet, headerRows: first.headerRows, mapping, sourceSystem: '自建系统甲' };
    required(await two.sender.workstation.previewImport({ jobId: 'p', importId: first.importId, settings }));
    required(await two.sender.workstation.commitImport({ jobId: 'c', importId: first.importId, remember: true }));
    await two.restart('sender');
    const second = required(await two.openTable(content));
    expect(second).toMatchObject({ mappingFrom: 'remembered', sourceSystem: '自建系统甲', missing: [] });
    expect(second.mapping.columns.contact).toBe(column);
  });

  it('lets a failing USCC in only with a reason, which stays with the record', async () => {
    const bad = draft(1);
    const uscc = `${bad.uscc?.slice(0, 17)}${bad.uscc?.endsWith('0') ? '1' : '0'}`;
    const result = await preview(table([{ ...bad, uscc }]));
    expect(result).toMatchObject({ rejected: 1 });
    const commit = { jobId: 'c', importId: result.importId, remember: false, acceptReason: '已核对营业执照原件' };
    expect(required(await two.sender.workstation.commitImport(commit))).toMatchObject({ recorded: 1, rejected: 0 });
    const [row] = await two.rows(two.sender);
    const detail = required(await two.sender.workstation.approvalDetail(row?.recordId ?? ''));
    expect(detail.approval.counterpart.identity.acceptedReason).toBe('已核对营业执照原件');
  });

  it('leaves nothing when cancelled', async () => {
    const before = required(await two.sender.workstation.ledgerState());
    const { importId } = await preview(table(Array.from({ length: 3000 }, (_, index) => draft(index + 1))));
    const commit = two.sender.workstation.commitImport({
      jobId: 'c',
      importId,
      remember: true,
      onProgress: () => void two.sender.workstation.cancel('c'),
    });
    expect(await commit).toMatchObject({ ok: false, error: { code: 'ledger.cancelled' } });
    expect(required(await two.sender.workstation.ledgerState())).toEqual(before);
    await two.restart('sender');
    expect(required(await two.sender.workstation.queryApprovals(ALL)).all).toBe(0);
  });
});

describe('entry and correction by form', () => {
  it('refuses what the checks refuse, and a second record with the same number and counterpart', async () => {
    const { workstation } = two.sender;
    const missing = await workstation.recordApproval({ draft: draft(1, { address: '' }), attachments: [] });
    expect(missing).toMatchObject({ ok: false, error: { code: 'approval.invalid', at: { path: 'address' } } });
    if (!missing.ok) expect(missing.error.message).toContain('第二十条');
    await two.record(draft(1));
    expect(await workstation.recordApproval({ draft: draft(1), attachments: [] })).toMatchObject({
      ok: false,
      error: { code: 'approval.duplicate' },
    });
  });

  it('keeps what was before, who changed it, when and why', async () => {
    const [recordId = ''] = await two.record(draft(1));
    const input = { recordId, draft: draft(1, { content: '更正后的内容' }), attachments: [], keepAttachments: [] };
    const { workstation } = two.sender;
    expect(await workstation.correctApproval({ ...input, reason: ' ' })).toMatchObject({
      ok: false,
      error: { code: 'approval.reason-required' },
    });
    required(await workstation.correctApproval({ ...input, reason: '录入时选错' }));
    expect(await workstation.correctApproval({ ...input, reason: '再来一次' })).toMatchObject({
      ok: false,
      error: { code: 'approval.unchanged' },
    });
    const { timeline } = required(await workstation.approvalDetail(recordId));
    expect(timeline.map((item) => item.title)).toEqual(['更正（第 2 版）', '录入']);
    expect(timeline[0]).toMatchObject({
      details: ['原因：录入时选错'],
      changes: [{ label: '审批内容', before: '热食类食品制售', after: '更正后的内容' }],
    });
  });
});

describe('the list', () => {
  it('searches text and pinyin initials, filters, sorts, and exports what is seen', async () => {
    await importTable(
      table([
        draft(1, { counterpartName: '济宁重庆火锅店' }),
        draft(2, { matter: '建筑工程施工许可', decidedOn: '2026-10-01' }),
        draft(3, { counterpartName: '王小明便利店' }),
      ]),
    );
    const found = async (text: string) => (await two.rows(two.sender, { text })).map((row) => row.decisionNumber);
    expect(await found('火锅')).toHaveLength(1);
    expect(await found('jncq')).toHaveLength(1);
    expect(await found('jzgc')).toEqual(['济高新审〔2026〕2号']);
    expect(await found('[2026]3号')).toEqual(['济高新审〔2026〕3号']);
    expect(await found('没有的内容')).toEqual([]);
    expect(await two.rows(two.sender, { decidedTo: '2026-10-31' })).toHaveLength(1);
    expect(await two.rows(two.sender, { matters: ['食品经营许可'] })).toHaveLength(2);
    const sorted = await two.rows(two.sender, { sort: { field: 'decidedOn', order: 'ascending' } });
    expect(sorted[0]?.decidedOn).toBe('2026-10-01');
    const { token } = two.sender.target(two.path('导出.xlsx'));
    const columns = [
      { key: 'decisionNumber', title: '法律文书编号' },
      { key: 'status', title: '状态' },
    ] as const;
    expect(required(await two.sender.workstation.exportView({ token, columns, full: false }))).toMatchObject({ rows: 3 });
    const workbook = XLSX.read(await readFile(two.path('导出.xlsx')));
    const cells = XLSX.utils.sheet_to_json<string[]>(workbook.Sheets[workbook.SheetNames[0] ?? ''] as XLSX.WorkSheet, { header: 1 });
    expect(cells[0]).toEqual(['法律文书编号', '状态']);
    expect(cells.slice(1).map((row) => row[1])).toEqual(['未推送', '未推送', '未推送']);
  });
});
