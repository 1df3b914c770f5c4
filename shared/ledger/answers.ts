/** What a department says about others' records, packages, letters and meetings: the stuff of receipts (exchange package, Delivery). */
import type { Entry, EntryOf } from './entry.ts';

/** What a receipt tells. */
export type AnswerEntry = EntryOf<
  'package.imported' | 'claim.made' | 'claim.returned' | 'transfer.checked' | 'attendance.answered' | 'meetingDocument.confirmed'
>;
const ANSWERS: ReadonlySet<string> = new Set<AnswerEntry['type']>([
  'package.imported',
  'claim.made',
  'claim.returned',
  'transfer.checked',
  'attendance.answered',
  'meetingDocument.confirmed',
]);

export function isAnswer(entry: Entry): entry is AnswerEntry {
  return ANSWERS.has(entry.type);
}
