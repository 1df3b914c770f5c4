/** What a package may not say about letters (single writer per fact). Whatever is refused, the whole package is. */
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import { fail } from '#shared/domain/result.ts';
import type { Descriptor } from '#shared/exchange/descriptor.ts';
import { canonicalJson } from '#shared/exchange/entry-lines.ts';
import type { Entry, EntryOf } from '#shared/ledger/entry.ts';
import type { Context } from '../context.ts';
import { ownersOfCode } from './letter-numbers.ts';
import { nameOf } from './letter-timeline.ts';

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
