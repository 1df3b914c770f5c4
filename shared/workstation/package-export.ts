/** Making packages: approvals for a recipient (办法 20(一)), and the receipt that answers what a department sent. */
import { FailureError, fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import { type PackageAttachment, writePackage } from '#shared/exchange/package-writer.ts';
import type { Entry, EntryOf, PackagePurpose } from '#shared/ledger/entry.ts';
import type { PackageState, RecordState } from '#shared/ledger/projection.ts';
import type { OnProgress, WorkstationApi } from './api.ts';
import type { AttachmentVault } from './attachment-vault.ts';
import { type Context, departmentName, newEntry, record, throttled, today } from './context.ts';

/** Version of the product, for Bag-Software-Agent; given by the bundler's or script's environment. */
export const SOFTWARE_NAME = '审管联动离线工作站';

interface Outgoing {
  readonly jobId: string;
  readonly token: string;
  readonly recipient: string;
  readonly purpose: PackagePurpose;
  readonly title: string;
  readonly records: readonly string[];
  readonly entries: readonly Entry[];
  readonly attachments: readonly PackageAttachment[];
  readonly answers: readonly string[];
  readonly onProgress: OnProgress | undefined;
}

export async function exportApprovals(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<WorkstationApi['exportPackage']>[0],
): Promise<Result<string>> {
  const allowed = checkRecipient(context, input.recipient);
  if (!allowed.ok) return allowed;
  const chosen = chooseRecords(context, input.records);
  if (!chosen.ok) return chosen;
  const entries = chosen.value.flatMap((each) => ownFacts(each));
  const attachments = await collectAttachments(vault, entries);
  if (!attachments.ok) return attachments;
  const title = input.title.trim() || `审批信息 ${chosen.value.length} 条`;
  const records = chosen.value.map((each) => each.recordId);
  return send(context, {
    ...input,
    purpose: 'approvals',
    title,
    records,
    entries,
    attachments: attachments.value,
    answers: [],
    onProgress: input.onProgress,
  });
}

/** Everything that `recipient` has not been told yet: that its packages arrived, and what was claimed or returned. */
export async function exportReceipt(context: Context, input: Parameters<WorkstationApi['exportReceipt']>[0]): Promise<Result<string>> {
  const allowed = checkRecipient(context, input.recipient);
  if (!allowed.ok) return allowed;
  const { entries, answers } = receiptEntries(context, input.recipient);
  if (entries.length === 0) return fail('receipt.nothing', '没有需要答复的内容：对方的数据包都已经回执过了。');
  const records = [...new Set(entries.filter((entry) => entry.type !== 'package.imported').map((entry) => entry.subject))];
  const title = `回执：接收 ${answers.length} 包，答复 ${records.length} 条`;
  return send(context, { ...input, purpose: 'receipt', title, records, entries, attachments: [], answers, onProgress: input.onProgress });
}

function checkRecipient(context: Context, recipient: string): Result<void> {
  const department = context.projection.directory.get(recipient);
  if (!department) return fail('package.unknown-recipient', '接收部门不在部门名录中。请先在“部门名录”里登记。');
  if (recipient === context.department.uscc) return fail('package.to-self', '接收部门就是本部门，不需要数据包。请另选接收部门。');
  // Demo data must never look like real data in somebody's ledger, nor the other way round.
  if ((department.demo ?? false) !== (context.department.demo ?? false)) {
    return fail('package.demo-mixed', '演示数据只能在演示部门之间往来，不能发给真实部门。请在正式数据目录中操作。');
  }
  return ok(undefined);
}

function chooseRecords(context: Context, recordIds: readonly string[]): Result<readonly RecordState[]> {
  const chosen: RecordState[] = [];
  for (const recordId of new Set(recordIds)) {
    const found = context.projection.byRecordId.get(recordId);
    if (!found) return fail('approval.not-found', '所选记录中有的已不在台账中。请刷新列表后重新选择。');
    if (found.ownerId !== context.department.uscc) {
      return fail('approval.not-own', `“${found.approval.decisionNumber}”由外部门作出，应由作出部门推送。请从选择中去掉它。`);
    }
    if (found.conflict) return fail('approval.conflict', `“${found.approval.decisionNumber}”有两个同版本的更正，请先核对后再推送。`);
    chosen.push(found);
  }
  return chosen.length > 0 ? ok(chosen) : fail('package.empty', '还没有选择记录。请先在“审批信息”里选择要推送的记录。');
}

/** The record's own history by its own department: what the recipient's ledger will hold. */
function ownFacts(record: RecordState): readonly Entry[] {
  return record.history.filter(
    (entry) => (entry.type === 'approval.recorded' || entry.type === 'approval.corrected') && entry.actor.departmentId === record.ownerId,
  );
}

async function collectAttachments(vault: AttachmentVault, entries: readonly Entry[]): Promise<Result<readonly PackageAttachment[]>> {
  const found = new Map<string, PackageAttachment>();
  for (const entry of entries) {
    if (entry.type !== 'approval.recorded' && entry.type !== 'approval.corrected') continue;
    for (const attachment of entry.payload.approval.attachments ?? []) {
      if (found.has(attachment.sha256)) continue;
      if (!(await vault.has(attachment.sha256))) {
        return fail(
          'attachment.missing',
          `附件“${attachment.name}”的文件不在数据目录中，没有生成数据包。请从备份恢复 attachments 文件夹。`,
        );
      }
      const { sha256, size } = attachment;
      found.set(sha256, { sha256, size, read: (offset, length) => vault.readOrThrow(attachment, offset, length) });
    }
  }
  return ok([...found.values()]);
}

export function receiptEntries(
  context: Context,
  recipient: string,
): { readonly entries: readonly Entry[]; readonly answers: readonly string[] } {
  const { projection } = context;
  const told = toldEntries(context, recipient);
  const entries: Entry[] = [];
  const answers: string[] = [];
  for (const incoming of projection.packages.values()) {
    if (incoming.direction !== 'in' || incoming.departmentId !== recipient || incoming.purpose !== 'approvals') continue;
    answers.push(incoming.packageId);
  }
  for (const entry of projection.ownAnswers) {
    if (told.has(entry.id) || !isFor(context, entry, recipient)) continue;
    entries.push(entry);
  }
  return { entries, answers: entries.length > 0 ? answers : [] };
}

function isFor(context: Context, entry: EntryOf<'package.imported' | 'claim.made' | 'claim.returned'>, recipient: string): boolean {
  if (entry.type === 'package.imported') return entry.payload.sender === recipient && entry.payload.purpose === 'approvals';
  return context.projection.byRecordId.get(entry.subject)?.ownerId === recipient;
}

/** What went out in earlier receipts to that department: everything older than the last one. */
function toldEntries(context: Context, recipient: string): ReadonlySet<string> {
  const told = new Set<string>();
  for (const sent of context.projection.receiptsSent) {
    if (sent.recipient !== recipient) continue;
    for (const entryId of sent.entries) told.add(entryId);
  }
  return told;
}

export function nextSequence(context: Context, recipient: string): { readonly sequence: number; readonly previous: string | undefined } {
  let last: PackageState | undefined;
  for (const sent of context.projection.packages.values()) {
    if (sent.direction === 'out' && sent.departmentId === recipient && sent.sequence > (last?.sequence ?? 0)) last = sent;
  }
  return { sequence: (last?.sequence ?? 0) + 1, previous: last?.packageId };
}

/** 推送_审批服务局_市场监管局_20261123_第3包.sgx: sortable, and says what it is in a file manager. */
export function suggestName(context: Context, recipient: string, purpose: PackagePurpose): string {
  const kind = purpose === 'approvals' ? '审批信息' : '回执';
  const clean = (text: string) => text.replace(/[\\/:*?"<>|\s.]/g, '').slice(0, 24);
  const { sequence } = nextSequence(context, recipient);
  const demo = context.department.demo ? '演示_' : '';
  const day = today(context).replaceAll('-', '');
  return `${demo}${kind}_${clean(context.department.name)}_至_${clean(departmentName(context, recipient))}_${day}_第${sequence}包.sgx`;
}

async function send(context: Context, outgoing: Outgoing): Promise<Result<string>> {
  const { jobs, host } = context;
  jobs.begin(outgoing.jobId);
  try {
    const sent = await write(context, outgoing);
    if (!sent.ok) await host.files.abort(outgoing.token);
    return sent;
  } finally {
    jobs.end(outgoing.jobId);
  }
}

async function write(context: Context, outgoing: Outgoing): Promise<Result<string>> {
  const { host, department } = context;
  const publicKey = await host.signer.publicKeyPem();
  if (!publicKey.ok) return publicKey;
  const { sequence, previous } = nextSequence(context, outgoing.recipient);
  const id = createUuid();
  const written = await writePackage(
    {
      id,
      purpose: outgoing.purpose,
      title: outgoing.title,
      sender: department,
      contactName: context.operator,
      recipients: [{ uscc: outgoing.recipient, name: departmentName(context, outgoing.recipient) }],
      sequence,
      previous,
      createdAt: context.now().toISOString(),
      demo: department.demo ?? false,
      software: SOFTWARE_NAME,
      entries: outgoing.entries,
      attachments: outgoing.attachments,
      publicKeyPem: publicKey.value,
      sign: (bytes) => host.signer.sign(bytes),
    },
    async (bytes) => unwrap(await host.files.write(outgoing.token, bytes)),
    throttled(outgoing.onProgress),
    context.jobs.signal(outgoing.jobId),
  );
  if (!written.ok) return written;
  const committed = await host.files.commit(outgoing.token);
  if (!committed.ok) return committed;
  const entry = newEntry(context, 'package.exported', id, {
    purpose: outgoing.purpose,
    title: outgoing.title,
    recipient: outgoing.recipient,
    sequence,
    records: [...outgoing.records],
    entries: outgoing.entries.length,
    fileName: committed.value.fileName,
    fileSha256: committed.value.sha256,
    ...(outgoing.answers.length > 0 ? { answers: [...outgoing.answers] } : {}),
    ...(outgoing.purpose === 'receipt' ? { told: outgoing.entries.map((each) => each.id) } : {}),
  });
  const saved = await record(context, [entry]);
  if (saved.ok) return ok(id);
  const message = `数据包文件“${committed.value.fileName}”已写好，但没有记入台账：${saved.error.message}请删除这个文件，解决后重新生成，不要把它交给对方。`;
  return fail('package.not-recorded', message, { file: committed.value.fileName });
}

function unwrap(result: Result<void>): void {
  if (!result.ok) throw new FailureError(result.error);
}
