/** Issued letters on their way to other departments. */
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import { letterTitle } from '#shared/domain/letter.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { PrintFile } from '#shared/exchange/package-writer.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import type { Context } from '../context.ts';
import { checkRecipients, collectAttachments, type SentPackage, sendPackage } from '../packages/package-sending.ts';
import { LETTER_GONE } from './letter-rows.ts';
import { nameOf } from './letter-timeline.ts';
import type { LettersApi } from './letters-api.ts';

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
