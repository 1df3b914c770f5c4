/**
 * Puts the story into an empty demo profile. The PDFs of its letters are made by the code that issues real ones, in the fonts of
 * this machine; a file depends on what the letter says, its number and its time only, so that both demo windows on one machine
 * hold the same bytes.
 */
import { letterPdf } from '#shared/documents/letter-pdf.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { Entry, EntryOf } from '#shared/ledger/entry.ts';
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

/** The entries in their order, each issued letter with its file, which lies in the vault then. */
async function withPapers(
  context: Context,
  batch: AttachmentBatch,
  entries: readonly Entry[],
  onProgress: OnProgress,
): Promise<Result<readonly Entry[]>> {
  const total = entries.filter(({ type }) => type === 'letter.issued').length;
  const complete: Entry[] = [];
  let done = 0;
  for (const entry of entries) {
    if (entry.type !== 'letter.issued') {
      complete.push(entry);
      continue;
    }
    done += 1;
    onProgress({ text: `正在排版演示公函第 ${done} / ${total} 份`, fraction: done / total });
    const laidOut = await withPaper(context, batch, entry);
    if (!laidOut.ok) return laidOut;
    complete.push(laidOut.value);
  }
  return ok(complete);
}

async function withPaper({ host }: Context, batch: AttachmentBatch, entry: EntryOf<'letter.issued'>): Promise<Result<Entry>> {
  const { content, number, pdf } = entry.payload;
  const made = await letterPdf({ content, number }, host.fonts, new Date(entry.at));
  if (!made.ok) return made;
  const { bytes } = made.value;
  const read = async (offset: number, length: number) => ok(bytes.slice(offset, offset + length));
  const kept = await batch.add({ name: pdf.name, size: bytes.length, read });
  return kept.ok ? ok({ ...entry, payload: { ...entry.payload, pdf: kept.value } }) : kept;
}
