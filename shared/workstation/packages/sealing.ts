/** Files that come with a fact: sealed before it is written, and gone again when it isn't. */
import type { Attachment } from '#shared/domain/approval.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { NewAttachment } from '../api.ts';
import type { AttachmentBatch, AttachmentVault } from '../attachment-vault.ts';
import type { Context } from '../context.ts';

/** Attachments of a fact that isn't saved don't stay behind. */
export async function sealing<T>(vault: AttachmentVault, work: (batch: AttachmentBatch) => Promise<Result<T>>): Promise<Result<T>> {
  const batch = vault.begin();
  const done = await work(batch);
  if (done.ok) batch.keep();
  else await batch.discard();
  return done;
}

export async function sealFiles(context: Context, batch: AttachmentBatch, files: readonly NewAttachment[]): Promise<Result<Attachment[]>> {
  const sealed: Attachment[] = [];
  for (const file of files) {
    const read = (offset: number, length: number) => context.host.files.read(file.token, offset, length);
    const added = await batch.add({ name: file.name, size: file.size, read });
    if (!added.ok) return added;
    sealed.push(added.value);
  }
  return ok(sealed);
}
