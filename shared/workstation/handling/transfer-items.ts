/** What can be handed over: records with their evidence, and files of their own; pages counted where the file tells. */

import { MOST_PDF_BYTES, pdfPageCount } from '#shared/documents/pdf-pages.ts';
import type { Approval, Attachment } from '#shared/domain/approval.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import { SUPERVISION_KIND_LABELS, type Supervision } from '#shared/domain/supervision.ts';
import type { TransferItem } from '#shared/ledger/letter-entries.ts';
import type { RecordState } from '#shared/ledger/record-state.ts';
import type { AttachmentVault } from '../attachment-vault.ts';

const IMAGE = /\.(jpe?g|png|gif|bmp|webp|heic)$/i;
const PDF = /\.pdf$/i;

/** The decision first, with its pages to be typed, then each evidence file. */
export async function itemsOfRecord(vault: AttachmentVault, record: RecordState): Promise<Result<readonly TransferItem[]>> {
  const { recordId } = record;
  const { decisionNumber, counterpart, decidedOn, attachments } = record.kind === 'approval' ? record.approval : record.supervision;
  const { author, name } = record.kind === 'approval' ? approvalPaper(record.approval) : supervisionPaper(record.supervision);
  const decision: TransferItem = {
    documentNumber: decisionNumber,
    author: author.slice(0, 100),
    title: `${name}（${counterpart.name}）`.slice(0, 300),
    date: decidedOn,
    pages: 0,
    remarks: '',
    recordId,
  };
  const files = await itemsOfFiles(vault, attachments ?? []);
  return files.ok ? ok([decision, ...files.value.map((item) => ({ ...item, recordId }))]) : files;
}

function approvalPaper({ decisionTitle, matter, approvedBy }: Approval) {
  return { author: approvedBy, name: decisionTitle ?? `${matter}行政审批决定` };
}

function supervisionPaper({ decisionTitle, kind, madeBy }: Supervision) {
  return { author: madeBy, name: decisionTitle ?? SUPERVISION_KIND_LABELS[kind] };
}

export async function itemsOfFiles(vault: AttachmentVault, files: readonly Attachment[]): Promise<Result<readonly TransferItem[]>> {
  const items: TransferItem[] = [];
  for (const file of files) {
    const pages = await pagesOfFile(vault, file);
    if (!pages.ok) return pages;
    items.push({
      documentNumber: '',
      title: file.name.replace(/\.[^.]{1,8}$/, '').slice(0, 300) || file.name,
      date: '',
      pages: pages.value,
      remarks: '',
      file: { sha256: file.sha256, name: file.name, size: file.size },
    });
  }
  return ok(items);
}

/** 0 where only a person can tell. */
async function pagesOfFile(vault: AttachmentVault, file: Attachment): Promise<Result<number>> {
  if (IMAGE.test(file.name)) return ok(1);
  if (!PDF.test(file.name) || file.size > MOST_PDF_BYTES) return ok(0);
  const bytes = await vault.read(file, 0, file.size);
  return bytes.ok ? ok(pdfPageCount(bytes.value) ?? 0) : bytes;
}
