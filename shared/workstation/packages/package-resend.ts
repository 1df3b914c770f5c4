/** The same package once more: the same bytes under the same id, put together from the ledger (办法 20(一); a lost stick loses nothing). */
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { decodeDescriptor } from '#shared/exchange/descriptor.ts';
import type { PackageInput, PrintFile } from '#shared/exchange/package-writer.ts';
import type { Entry, PackageRecipe } from '#shared/ledger/entry.ts';
import type { PackageState } from '#shared/ledger/package-register.ts';
import type { WorkstationApi } from '../api.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, newEntry, record } from '../context.ts';
import { collectAttachments, type SentPackage, writeAndCommit } from './package-sending.ts';
import { segmentEntries } from './package-sync.ts';

/** Errors: `package.not-found`, `package.no-recipe`, `package.write.differs`, and those of writing. */
export async function resendPackage(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<WorkstationApi['resendPackage']>[0],
): Promise<Result<SentPackage>> {
  const state = context.projection.packages.get(input.rowId);
  if (state?.direction !== 'out') return fail('package.not-found', '台账中没有这个发出的数据包。请刷新列表后再试。');
  const { jobs, host } = context;
  jobs.begin(input.jobId);
  try {
    const sent = await writeAgain(context, vault, state, input);
    if (!sent.ok) await host.files.abort(input.token);
    return sent;
  } finally {
    jobs.end(input.jobId);
  }
}

async function writeAgain(
  context: Context,
  vault: AttachmentVault,
  state: PackageState,
  output: Parameters<WorkstationApi['resendPackage']>[0],
): Promise<Result<SentPackage>> {
  const prepared = await preparePackage(context, vault, state);
  if (!prepared.ok) return prepared;
  const written = await writeAndCommit(context, output, prepared.value);
  if (!written.ok) return written;
  const { committed } = written.value;
  if (committed.sha256 !== state.fileSha256) {
    return fail('package.write.differs', `重新写出的文件“${committed.fileName}”与当初发送的不一致，请删除它，并改为重新生成一个数据包。`);
  }
  const payload = { recipient: state.departmentId, fileName: committed.fileName, fileSha256: committed.sha256 };
  const saved = await record(context, [newEntry(context, 'package.resent', state.packageId, payload)]);
  return saved.ok ? ok({ packageId: state.packageId, readBack: committed.readBack }) : saved;
}

/** What the writer needs to give the bytes of before. */
async function preparePackage(context: Context, vault: AttachmentVault, state: PackageState): Promise<Result<PackageInput>> {
  const recipe = context.projection.packages.recipe(state.packageId);
  if (!recipe) return fail('package.no-recipe', '这个数据包由旧版本的程序生成，不能原样重新发送。请重新生成一个数据包。');
  const entries = await entriesOf(context, state, recipe);
  if (!entries.ok) return entries;
  const attachments = await collectAttachments(vault, entries.value);
  if (!attachments.ok) return attachments;
  const print = await readPrint(vault, recipe);
  if (!print.ok) return print;
  const descriptor = decodeDescriptor(new TextEncoder().encode(recipe.descriptor));
  return ok({
    id: descriptor.id,
    purpose: descriptor.purpose,
    title: descriptor.title,
    sender: descriptor.sender.department,
    contactName: recipe.contactName,
    recipients: descriptor.recipients,
    sequence: descriptor.sequence,
    createdAt: descriptor.created,
    demo: descriptor.demo,
    software: descriptor.producer.software,
    entries: entries.value,
    attachments: attachments.value,
    print: print.value,
    publicKeyPem: recipe.publicKeyPem,
    sign: async () => fail('package.write.differs', '重新写出数据包时不需要再签名。'),
    again: { descriptor: recipe.descriptor, signature: recipe.signature, envelope: recipe.envelope },
  });
}

async function entriesOf(context: Context, state: PackageState, recipe: PackageRecipe): Promise<Result<readonly Entry[]>> {
  if (recipe.segments) return segmentEntries(context, recipe.segments.first, recipe.segments.last);
  const wanted = new Set(recipe.entryIds);
  const found = new Map<string, Entry>();
  const look = (entry: Entry) => {
    if (wanted.has(entry.id)) found.set(entry.id, entry);
  };
  for (const recordId of state.records) for (const entry of context.projection.byRecordId.get(recordId)?.history ?? []) look(entry);
  for (const letterId of state.records) {
    const letter = context.projection.letters.get(letterId);
    for (const entry of letter?.issued ? [letter.issued, ...letter.again] : []) look(entry);
  }
  context.projection.ownAnswers.forEach(look);
  // Rare kinds (reports of gaps, listed cards) aren't kept in memory: they are read from the ledger.
  if (found.size < wanted.size) {
    const segments = await context.ledger.read(1);
    if (!segments.ok) return segments;
    for await (const { entries } of segments.value) entries.forEach(look);
  }
  const ordered = (recipe.entryIds ?? []).flatMap((id) => found.get(id) ?? []);
  return ordered.length === wanted.size
    ? ok(ordered)
    : fail('package.no-recipe', '台账中缺少这个数据包的部分内容，不能原样重新发送。请重新生成一个数据包。');
}

async function readPrint(vault: AttachmentVault, recipe: PackageRecipe): Promise<Result<readonly PrintFile[]>> {
  const files: PrintFile[] = [];
  for (const { name, sha256, size } of recipe.print) {
    const bytes = await vault.read({ sha256, size }, 0, size);
    if (!bytes.ok) return bytes;
    files.push({ name, bytes: bytes.value });
  }
  return ok(files);
}
