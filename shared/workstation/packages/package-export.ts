/** What goes into packages: approvals (办法 20(一)) or supervision information (办法 21(二)) for recipients, the receipt that answers, cards that a coordinator passes on. */
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { AnswerEntry } from '#shared/ledger/answers.ts';
import type { Entry, PackagePurpose } from '#shared/ledger/entry.ts';
import { attachmentsOf } from '#shared/ledger/entry-attachments.ts';
import { contentOf, isRevision, type RecordKind, type RecordState, type RevisionEntry } from '#shared/ledger/record-state.ts';
import type { WorkstationApi } from '../api.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, newEntry } from '../context.ts';
import { contentName } from '../records/record-content.ts';
import { ownCardText } from '../trust/cards.ts';
import { listFile } from './package-papers.ts';
import { checkRecipients, collectAttachments, PURPOSE_LABELS, type SentPackage, sendPackage } from './package-sending.ts';

/** What a package of records is for, by their kind; both kinds never share one (entry.ts, packagePurposeSchema). */
const PURPOSES: Readonly<Record<RecordKind, PackagePurpose>> = { approval: 'approvals', supervision: 'supervision' };

export async function exportRecords(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<WorkstationApi['exportPackage']>[0],
): Promise<Result<SentPackage>> {
  const recipients = [...new Set(input.recipients)];
  const allowed = checkRecipients(context, recipients);
  if (!allowed.ok) return allowed;
  const chosen = chooseRecords(context, input.records);
  if (!chosen.ok) return chosen;
  const entries = chosen.value.flatMap((each) => ownFacts(each));
  const attachments = await collectAttachments(vault, entries);
  if (!attachments.ok) return attachments;
  const purpose = PURPOSES[chosen.value[0]?.kind ?? 'approval'];
  const title = input.title.trim() || `${PURPOSE_LABELS[purpose]} ${chosen.value.length} 条`;
  const records = chosen.value.map((each) => each.recordId);
  return sendPackage(context, vault, {
    output: input,
    recipients,
    purpose,
    title,
    records,
    entries,
    attachments: attachments.value,
    print: (facts) => [listFile(context, { ...facts, purpose, title, recipients, records, entries })],
  });
}

/** Bytes at the most, for the choice of a drive: records as they are written, attachments as they lie in the vault. */
export function estimatePackage(
  context: Context,
  input: Parameters<WorkstationApi['estimatePackage']>[0],
): Result<{ readonly bytes: number; readonly attachments: number }> {
  const chosen = chooseRecords(context, input.records);
  if (!chosen.ok) return chosen;
  const entries = chosen.value.flatMap((each) => ownFacts(each));
  const sizes = new Map<string, number>();
  for (const entry of entries) for (const { sha256, size } of attachmentsOf(entry)) sizes.set(sha256, size);
  // a character of an entry is at most three bytes; list and manifest take less than that again
  const sample = entries.slice(0, SAMPLED);
  const each = sample.length > 0 ? JSON.stringify(sample).length / sample.length : 0;
  const content = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return ok({ bytes: Math.ceil(content * 1.001 + entries.length * each * 4 + 256 * 1024), attachments: sizes.size });
}

const SAMPLED = 100;

/** Everything that `recipient` has not been told yet: that its packages arrived, what was claimed or returned, what is missing. */
export async function exportReceipt(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<WorkstationApi['exportReceipt']>[0],
): Promise<Result<SentPackage>> {
  const allowed = checkRecipients(context, [input.recipient]);
  if (!allowed.ok) return allowed;
  const { entries: answered, answers } = receiptEntries(context, input.recipient);
  const newFacts = untoldGaps(context, input.recipient).map((gap) =>
    newEntry(context, 'gap.reported', input.recipient, { series: gap.series, missing: [...gap.missing] }),
  );
  const entries = [...answered, ...newFacts];
  if (entries.length === 0) return fail('receipt.nothing', '没有需要答复的内容：对方的数据包都已经回执过了。');
  const records = [...new Set(answered.filter((entry) => entry.type !== 'package.imported').map((entry) => entry.subject))];
  const missing = newFacts.reduce((sum, fact) => sum + fact.payload.missing.length, 0);
  const title = `回执：接收 ${answers.length} 包，答复 ${records.length} 条${missing > 0 ? `，缺 ${missing} 包` : ''}`;
  const recipients = [input.recipient];
  return sendPackage(context, vault, {
    output: input,
    recipients,
    purpose: 'receipt',
    title,
    records,
    entries,
    attachments: [],
    print: (facts) => [listFile(context, { ...facts, purpose: 'receipt', title, recipients, records, entries })],
    answers,
    newFacts,
  });
}

/** Cards of departments whose keys are confirmed here; the own one belongs to them (办法 19, 27). */
export async function exportDirectory(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<WorkstationApi['exportDirectory']>[0],
): Promise<Result<SentPackage>> {
  const recipients = [...new Set(input.recipients)];
  const allowed = checkRecipients(context, recipients);
  if (!allowed.ok) return allowed;
  if (!context.department.roles.includes('approval')) {
    return fail('directory.not-coordinator', '名录包由审批部门分发（办法第十九条、第二十七条）。');
  }
  const own = await ownCardText(context);
  if (!own.ok) return own;
  // A card of its own for each statement: revocations are spoken by the department itself, not by others.
  const entries: Entry[] = [newEntry(context, 'card.listed', context.department.uscc, { card: firstStatement(own.value) })];
  for (const departmentId of new Set(input.departments)) {
    for (const { card } of context.projection.keys.usable(departmentId)) {
      if (card) entries.push(newEntry(context, 'card.listed', departmentId, { card }));
    }
  }
  const title = `部门名录 ${new Set(entries.map((entry) => entry.subject)).size} 个部门`;
  return sendPackage(context, vault, {
    output: input,
    recipients,
    purpose: 'directory',
    title,
    records: [],
    entries,
    attachments: [],
    print: () => [],
    newFacts: entries,
  });
}

function firstStatement(text: string): string {
  return `${text.split('\n\n')[0]?.trimEnd() ?? ''}\n`;
}

function chooseRecords(context: Context, recordIds: readonly string[]): Result<readonly RecordState[]> {
  const chosen: RecordState[] = [];
  for (const recordId of new Set(recordIds)) {
    const found = context.projection.byRecordId.get(recordId);
    if (!found) return fail('approval.not-found', '所选记录中有的已不在台账中。请刷新列表后重新选择。');
    if (found.ownerId !== context.department.uscc) return notOwn(found);
    if (found.conflict) return unsettled(found);
    chosen.push(found);
  }
  if (new Set(chosen.map(({ kind }) => kind)).size > 1)
    return fail('package.mixed-kinds', '审批信息和监管信息不能放进同一个数据包。请分别选择，各导出一个数据包。');
  return chosen.length > 0 ? ok(chosen) : fail('package.empty', '还没有选择记录。请先在“审批信息”或者“监管信息”里选择要推送的记录。');
}

/** 办法 20(一), 21(二): the department that decided pushes. */
function notOwn(found: RecordState) {
  const name = contentName(contentOf(found));
  return found.kind === 'supervision'
    ? fail('supervision.not-own', `监管信息“${name}”由外部门作出，应由作出部门推送。请从选择中去掉它；对它有疑问的，请退回或发函询。`)
    : fail('approval.not-own', `审批信息“${name}”由外部门作出，应由审批部门推送。请从选择中去掉它。`);
}

function unsettled(found: RecordState) {
  const name = contentName(contentOf(found));
  return found.kind === 'supervision'
    ? fail('supervision.conflict', `监管信息“${name}”有两个同版本的更正。请先在“待核对的冲突”里确定以哪一版为准，再推送。`)
    : fail('approval.conflict', `审批信息“${name}”有两个同版本的更正。请先在“待核对的冲突”里确定以哪一版为准，再推送。`);
}

/** The record's own history by its own department: what the recipient's ledger will hold. */
function ownFacts(record: RecordState): readonly RevisionEntry[] {
  return record.history.filter(isRevision).filter((entry) => entry.actor.departmentId === record.ownerId);
}

/** what a receipt answers */
export const ANSWERED: ReadonlySet<PackagePurpose> = new Set(['approvals', 'supervision', 'letters', 'meetings']);

export function receiptEntries(
  context: Context,
  recipient: string,
): { readonly entries: readonly Entry[]; readonly answers: readonly string[] } {
  const { projection } = context;
  const told = toldEntries(context, recipient);
  const entries = projection.ownAnswers.filter((entry) => !told.has(entry.id) && isFor(context, entry, recipient));
  const answers = [...projection.packages.values()]
    .filter((each) => each.direction === 'in' && each.departmentId === recipient && ANSWERED.has(each.purpose))
    .map((each) => each.packageId);
  return { entries, answers: entries.length > 0 ? answers : [] };
}

/** Gaps whose numbers differ from what was last told to that sender. */
export function untoldGaps(context: Context, departmentId: string) {
  const { packages } = context.projection;
  return packages
    .gaps()
    .filter((gap) => gap.departmentId === departmentId)
    .filter((gap) => gap.missing.join() !== packages.toldMissing(departmentId, gap.series).join());
}

/** Whether there is anything to tell that department. */
export function receiptDue(context: Context, departmentId: string): boolean {
  return (
    receiptEntries(context, departmentId).entries.length > 0 || untoldGaps(context, departmentId).some((gap) => gap.missing.length > 0)
  );
}

function isFor({ projection }: Context, entry: AnswerEntry, recipient: string): boolean {
  switch (entry.type) {
    case 'package.imported':
      return entry.payload.sender === recipient && entry.payload.purpose !== 'receipt';
    case 'transfer.checked':
      return projection.letters.get(entry.subject)?.ownerId === recipient;
    case 'attendance.answered':
      return projection.meetings.get(entry.subject)?.convenerId === recipient;
    case 'meetingDocument.confirmed':
      return projection.meetings.document(entry.subject)?.issued?.actor.departmentId === recipient;
    case 'claim.made':
    case 'claim.returned':
      return projection.byRecordId.get(entry.subject)?.ownerId === recipient;
  }
}

/** What went out in earlier receipts to that department, and what a package of meetings has carried to it already. */
function toldEntries(context: Context, recipient: string): ReadonlySet<string> {
  const told = new Set<string>(context.projection.packages.told(recipient));
  for (const sent of context.projection.packages.receiptsSent) {
    if (sent.recipient !== recipient) continue;
    for (const entryId of sent.entries) told.add(entryId);
  }
  return told;
}
