/** What leaves the list: the current view as a workbook, and single attachments. */

import { fail, ok, type Result } from '#shared/domain/result.ts';
import { contentOf, type RecordState } from '#shared/ledger/record-state.ts';
import { writeWorkbook } from '#shared/spreadsheet/write-workbook.ts';
import type { ApprovalRow, WorkstationApi } from '../api.ts';
import { STATUS_LABELS, type Standings, toRow } from '../approvals/approval-rows.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, throttled, today } from '../context.ts';
import { saveBytes } from '../file-transfer.ts';
import { meetingFile } from '../meetings/meeting-files.ts';

const COLUMN_WIDTHS: Partial<Record<keyof ApprovalRow, number>> = {
  matter: 24,
  decisionNumber: 28,
  counterpartName: 32,
  identity: 22,
  contact: 18,
  address: 36,
  decidedOn: 12,
  validity: 26,
  content: 48,
  facts: 48,
  concerned: 36,
  certificate: 30,
  approvedBy: 26,
  dueOn: 12,
  recordedAt: 18,
  note: 24,
};
const DEFAULT_WIDTH = 16;
const CHUNK_BYTES = 1024 * 1024;

export async function exportRows(
  context: Context,
  standings: Standings,
  records: readonly RecordState[],
  input: Parameters<WorkstationApi['exportView']>[0],
): Promise<Result<{ readonly rows: number; readonly fileName: string }>> {
  const onProgress = throttled(input.onProgress);
  const day = today(context);
  onProgress({ text: '正在整理要导出的行', fraction: 0 });
  const rows = records.map((record) => {
    const row = toRow(context, standings.of(record), record, day, input.full);
    return input.columns.map(({ key }) => cellText(row, key));
  });
  onProgress({ text: '正在生成工作簿', fraction: 0.3 });
  const columns = input.columns.map(({ key, title }) => ({ title, width: COLUMN_WIDTHS[key] ?? DEFAULT_WIDTH, type: 'text' as const }));
  const bytes = writeWorkbook({ sheets: [{ name: sheetName(records), columns, rows }] });
  onProgress({ text: '正在保存', fraction: 0.8 });
  const saved = await saveBytes(context.host.files, input.token, ok(bytes));
  return saved.ok ? ok({ rows: rows.length, ...saved.value }) : saved;
}

/** A list of both kinds is called by the one that most departments have. */
function sheetName(records: readonly RecordState[]): string {
  return records.length > 0 && records.every(({ kind }) => kind === 'supervision') ? '监管信息' : '审批信息';
}

function cellText(row: ApprovalRow, key: keyof ApprovalRow): string {
  if (key === 'status') return STATUS_LABELS[row.status];
  const value = row[key];
  return value === undefined ? '' : typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
}

export async function saveSealedAttachment(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<WorkstationApi['saveAttachment']>[0],
): Promise<Result<{ readonly fileName: string }>> {
  const { records, letters, reviews } = context.projection;
  const attachment =
    records.flatMap((record) => contentOf(record).attachments ?? []).find((each) => each.sha256 === input.sha256) ??
    letters.file(input.sha256) ??
    reviews.file(input.sha256) ??
    meetingFile(context.projection, input.sha256);
  if (!attachment) return fail('attachment.not-found', '台账里没有这个附件。请刷新页面后再试。');
  const { files } = context.host;
  for (let offset = 0; offset < attachment.size; offset += CHUNK_BYTES) {
    const plain = await vault.read(attachment, offset, CHUNK_BYTES);
    const written = plain.ok ? await files.write(input.token, plain.value) : plain;
    if (!written.ok) {
      await files.abort(input.token);
      return written;
    }
  }
  const committed = await files.commit(input.token);
  return committed.ok ? ok({ fileName: committed.value.fileName }) : committed;
}
