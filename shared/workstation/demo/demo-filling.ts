/**
 * Puts the story into an empty demo profile. The PDFs of its letters and of the documents of meetings are made by the code that
 * issues real ones, in the fonts of this machine; a file depends on what it says, its number and its time only, so that both demo
 * windows on one machine hold the same bytes.
 */
import { letterPdf } from '#shared/documents/letter-pdf.ts';
import { meetingDocumentPdf } from '#shared/documents/meeting-pdf.ts';
import type { Attachment } from '#shared/domain/approval.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { Entry, EntryOf } from '#shared/ledger/entry.ts';
import { writeCsv } from '#shared/spreadsheet/write-workbook.ts';
import type { OnProgress } from '../api.ts';
import type { AttachmentBatch, AttachmentVault } from '../attachment-vault.ts';
import { type Context, record } from '../context.ts';
import { sealing } from '../packages/sealing.ts';
import { DEMO_DEPARTMENTS } from './demo-departments.ts';
import { demoKeys } from './demo-keys.ts';
import { demoStory } from './demo-story.ts';

/** An empty demo profile gets its story when it is opened for the first time; nothing happens to any other. Errors: those of fonts and ports. */
export async function fillDemo(context: Context, vault: AttachmentVault, onProgress: OnProgress = () => {}): Promise<Result<void>> {
  if (!context.department.demo || context.projection.entryIds.size > 0 || context.ledger.readOnly) return ok(undefined);
  const which = context.department.uscc === DEMO_DEPARTMENTS.approval.uscc ? 'approval' : 'supervision';
  const now = context.now();
  const { entries } = demoStory(which, now, await demoKeys(now));
  return sealing(vault, async (batch) => {
    const complete = await withPapers(context, batch, entries, onProgress);
    if (!complete.ok) return complete;
    const filled = await record(context, complete.value);
    return filled.ok ? ok(undefined) : filled;
  });
}

/** Entries that name a file which has to lie in the vault. */
type Papered = EntryOf<'letter.issued' | 'meetingDocument.issued' | 'action.progressed'>;

function isPapered(entry: Entry): entry is Papered {
  if (entry.type === 'action.progressed') return entry.payload.files.length > 0;
  return entry.type === 'letter.issued' || entry.type === 'meetingDocument.issued';
}

/** The entries in their order, each letter, document and report with its files, which lie in the vault then. */
async function withPapers(
  context: Context,
  batch: AttachmentBatch,
  entries: readonly Entry[],
  onProgress: OnProgress,
): Promise<Result<readonly Entry[]>> {
  const total = entries.filter(isPapered).length;
  const complete: Entry[] = [];
  let done = 0;
  for (const entry of entries) {
    if (!isPapered(entry)) {
      complete.push(entry);
      continue;
    }
    done += 1;
    onProgress({ text: `正在排版演示公函和会议文件第 ${done} / ${total} 份`, fraction: done / total });
    const laidOut = await withPaper(context, batch, entry);
    if (!laidOut.ok) return laidOut;
    complete.push(laidOut.value);
  }
  return ok(complete);
}

async function withPaper({ host }: Context, batch: AttachmentBatch, entry: Papered): Promise<Result<Entry>> {
  switch (entry.type) {
    case 'letter.issued': {
      const { content, number, pdf } = entry.payload;
      const made = await letterPdf({ content, number }, host.fonts, new Date(entry.at));
      const kept = made.ok ? await keep(batch, pdf.name, made.value.bytes) : made;
      return kept.ok ? ok({ ...entry, payload: { ...entry.payload, pdf: kept.value } }) : kept;
    }
    case 'meetingDocument.issued': {
      const { content, pdf } = entry.payload;
      const made = await meetingDocumentPdf(content, host.fonts, new Date(entry.at));
      const kept = made.ok ? await keep(batch, pdf.name, made.value.bytes) : made;
      return kept.ok ? ok({ ...entry, payload: { ...entry.payload, pdf: kept.value } }) : kept;
    }
    case 'action.progressed': {
      const files: Attachment[] = [];
      for (const { name } of entry.payload.files) {
        const kept = await keep(batch, name, evidenceTable(name, entry.payload.note));
        if (!kept.ok) return kept;
        files.push(kept.value);
      }
      return ok({ ...entry, payload: { ...entry.payload, files } });
    }
  }
}

/** A list as a department attaches it to its report. */
function evidenceTable(name: string, note: string): Uint8Array {
  const columns = ['序号', '内容', '结果'].map((title) => ({ title }));
  const rows = ['资料准备', '现场核对', '汇总归档'].map((part, index) => [String(index + 1), part, index === 2 ? note : '已完成']);
  return writeCsv({ columns, rows: [...rows, ['', `${name.replace(/\.csv$/u, '')}（演示）`, '']] });
}

async function keep(batch: AttachmentBatch, name: string, bytes: Uint8Array): Promise<Result<Attachment>> {
  const read = async (offset: number, length: number) => ok(bytes.slice(offset, offset + length));
  return batch.add({ name, size: bytes.length, read });
}
