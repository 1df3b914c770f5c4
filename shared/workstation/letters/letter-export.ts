/** Issued letters on their way: into packages, and what a received one must not be. */
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import { letterTitle } from '#shared/domain/letter.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Descriptor } from '#shared/exchange/descriptor.ts';
import { canonicalJson } from '#shared/exchange/entry-lines.ts';
import type { PrintFile } from '#shared/exchange/package-writer.ts';
import type { Entry, EntryOf } from '#shared/ledger/entry.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import type { Context } from '../context.ts';
import type { LettersApi } from '../letters-api.ts';
import { checkRecipients, collectAttachments, type SentPackage, sendPackage } from '../package-sending.ts';
import { ownersOfCode } from './letter-numbers.ts';
import { LETTER_GONE } from './letter-rows.ts';
import { nameOf } from './letter-timeline.ts';

/** one print file each; more belong into a second package */
const MAX_LETTERS = 200;

export async function exportLetters(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<LettersApi['exportLetters']>[0],
): Promise<Result<SentPackage>> {
  const recipients = [...new Set(input.recipients)];
  const allowed = checkRecipients(context, recipients);
  if (!allowed.ok) return allowed;
  const chosen = chooseLetters(context, input.letters);
  if (!chosen.ok) return chosen;
  const entries = chosen.value;
  const attachments = await collectAttachments(vault, entries);
  if (!attachments.ok) return attachments;
  const print = await printFiles(vault, entries);
  if (!print.ok) return print;
  const [first] = entries;
  const title = entries.length === 1 && first ? letterTitle(first.payload.content.title).slice(0, 200) : `公函 ${entries.length} 份`;
  return sendPackage(context, vault, {
    output: input,
    recipients,
    purpose: 'letters',
    title: input.title.trim() || title,
    records: entries.map((entry) => entry.subject),
    entries,
    attachments: attachments.value,
    print: () => print.value,
  });
}

function chooseLetters(context: Context, letterIds: readonly string[]): Result<readonly EntryOf<'letter.issued'>[]> {
  const chosen: EntryOf<'letter.issued'>[] = [];
  for (const letterId of new Set(letterIds)) {
    const letter = context.projection.letters.get(letterId);
    if (!letter) return LETTER_GONE;
    if (!letter.own) return fail('letter.not-own', `${nameOf(letter)}是来函，应由发文机关发送。请从选择中去掉它。`);
    if (!letter.issued) return fail('letter.not-issued', `${nameOf(letter)}还没有签发，不能发送。请先签发。`);
    chosen.push(letter.issued);
  }
  if (chosen.length > MAX_LETTERS) return fail('package.too-many-letters', `一个数据包最多装 ${MAX_LETTERS} 份公函。请分几次导出。`);
  return chosen.length > 0 ? ok(chosen) : fail('package.no-letters', '还没有选择公函。请先在“公文”的“已发”里选择要发送的公函。');
}

/** The frozen PDFs under names that people can read: who has no program of ours reads them all the same. */
async function printFiles(vault: AttachmentVault, entries: readonly EntryOf<'letter.issued'>[]): Promise<Result<readonly PrintFile[]>> {
  const files: PrintFile[] = [];
  for (const { subject, payload } of entries) {
    const bytes = await vault.read(payload.pdf, 0, payload.pdf.size);
    if (!bytes.ok) return bytes;
    // Two letters with one number are a problem that the register shows; their files go side by side.
    const twin = files.some(({ name }) => name === payload.pdf.name);
    files.push({ name: twin ? payload.pdf.name.replace(/(?=\.pdf$)/u, `_${subject.slice(-8)}`) : payload.pdf.name, bytes: bytes.value });
  }
  return ok(files);
}

/** 济高新审函〔2026〕12号.pdf; what file systems don't take is left out */
export function pdfName(number: Parameters<typeof formatDocumentNumber>[0]): string {
  return `${formatDocumentNumber(number).replace(/[\\/:*?"<>|\s.]/gu, '')}.pdf`;
}

/**
 * Why a package's letters, or what it says about ours, aren't taken in; undefined when they may be. A letter speaks in its
 * department's own name and by its own numbers, and never changes once it was issued.
 */
export function letterRefusal(context: Context, { sender }: Descriptor, entries: readonly Entry[]) {
  const { letters } = context.projection;
  const inside = new Set<string>();
  for (const entry of entries) {
    const known = letters.get(entry.subject);
    if (entry.type === 'transfer.checked') {
      // Only those it was addressed to say what was there.
      if (known && !(known.own && known.issued?.payload.recipientIds.includes(sender.department.uscc))) return NOT_THEIRS;
    } else if (entry.type === 'letter.issued') {
      if (known && (known.own || known.ownerId !== sender.department.uscc)) return NOT_THEIRS;
      if (known?.issued && canonicalJson(known.issued.payload) !== canonicalJson(entry.payload)) {
        const message = `数据包里的公函${nameOf(known)}与先前收到的内容不同。公函签发后不能改动，已拒绝整包。请对方另发更正函。`;
        return fail('package.letter-altered', message);
      }
      if (inside.has(entry.subject)) return TWICE;
      inside.add(entry.subject);
      const refused = foreignName(context, sender.department, entry);
      if (refused) return refused;
    }
  }
  return undefined;
}

const NOT_THEIRS = fail(
  'package.not-their-letter',
  '数据包里有本部门或第三方的公函，或者对它们的核收，发送部门无权作出，已拒绝整包。请与发送部门联系。',
);

const TWICE = fail('package.letter-altered', '数据包里同一份公函有两种内容。公函签发后不能改动，已拒绝整包。请与发送部门联系。');

/** Of departments that are known here; a joint letter is headed by the one that sends it (GB/T 9704 7.2.4). */
function foreignName(context: Context, sender: Descriptor['sender']['department'], { payload }: EntryOf<'letter.issued'>) {
  const plain = (text: string) => text.replace(/\s/gu, '');
  const heading = plain(payload.content.letterhead);
  const known = [context.department, ...context.projection.directory.values()];
  const named = known.find(({ uscc, name }) => uscc !== sender.uscc && plain(name) === heading);
  if (named && plain(sender.name) !== heading) {
    const message = `“${sender.name}”发来的公函以“${named.name}”的名义发文，已拒绝整包。请与两个部门核实。`;
    return fail('package.letter-foreign-name', message);
  }
  const owners = ownersOfCode(context, payload.number.code, [sender]);
  if (owners.length > 0 && !owners.some(({ uscc }) => uscc === sender.uscc)) {
    const message = `“${sender.name}”发来的公函用了“${owners[0]?.name ?? ''}”的机关代字（${formatDocumentNumber(payload.number)}），已拒绝整包。请与对方核实。`;
    return fail('package.letter-foreign-number', message);
  }
  return undefined;
}
