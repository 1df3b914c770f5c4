/** Where a clerk goes on with what a package brought: to its records, its letters, or the way that one of them begins. */
import type { Entry, EntryOf, PackagePurpose } from '#shared/ledger/entry.ts';
import type { PackageMatter } from '../api.ts';
import type { Context } from '../context.ts';
import { isNotice } from '../handling/reviews.ts';

export function matterOf(context: Context, purpose: PackagePurpose, entries: readonly Entry[]): PackageMatter {
  switch (purpose) {
    case 'letters':
      return lettersMatter(entries.filter((entry) => entry.type === 'letter.issued'));
    case 'receipt':
      return receiptMatter(context, entries);
    case 'meetings':
      return { at: 'meetings', letterId: '' };
    case 'supervision':
      return { at: 'supervision', letterId: '' };
    case 'approvals':
    case 'directory':
    case 'sync':
      return { at: 'approvals', letterId: '' };
  }
}

/** What somebody waits for comes first: case files to check (办法 21(二)), then 函告 and their decisions (21(三)). */
function lettersMatter(issued: readonly EntryOf<'letter.issued'>[]): PackageMatter {
  const transfers = issued.filter(({ payload }) => payload.content.kind === 'caseTransfer').map(({ subject }) => subject);
  if (transfers.length > 0) return { at: 'transfers', letterId: only(transfers) };
  const reviews = issued.flatMap(({ subject, payload: { content } }) => {
    if (isNotice(content.kind)) return [subject];
    // the decision belongs to the 函告 that it answers
    return content.kind === 'decisionNotice' && content.answers?.letterId !== undefined ? [content.answers.letterId] : [];
  });
  if (reviews.length > 0) return { at: 'reviews', letterId: only(reviews) };
  return { at: 'letters', letterId: only(issued.map(({ subject }) => subject)) };
}

/** A receipt that only says what was missing in a case file has nothing to show in the list of approvals. */
function receiptMatter({ projection }: Context, entries: readonly Entry[]): PackageMatter {
  const claims = entries.filter(({ type }) => type === 'claim.made' || type === 'claim.returned');
  const checked = entries.filter(({ type }) => type === 'transfer.checked').map(({ subject }) => subject);
  if (claims.length === 0 && checked.length > 0) return { at: 'transfers', letterId: only(checked) };
  const supervision = claims.filter(({ subject }) => projection.byRecordId.get(subject)?.kind === 'supervision').length;
  return { at: claims.length > 0 && supervision === claims.length ? 'supervision' : 'approvals', letterId: '' };
}

/** A page that shows one letter is opened for one letter only. */
function only(letterIds: readonly string[]): string {
  const [first = '', ...others] = new Set(letterIds);
  return others.length === 0 ? first : '';
}
