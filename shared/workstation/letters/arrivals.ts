/** When a letter came in, and what it is about: the same for letters in packages and on paper. */
import type { IsoDate } from '#shared/domain/approval.ts';
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import { type LetterKind, letterTitle } from '#shared/domain/letter.ts';
import type { LetterState } from '#shared/ledger/letter-register.ts';
import { type Context, departmentName, localDate } from '../context.ts';

/** What every list says of a letter that was issued or came in. */
export interface LetterHeading {
  readonly kind: LetterKind;
  readonly title: string;
  readonly number: string;
  readonly from: string;
  readonly to: string;
  readonly date: string;
  readonly dueOn: string;
}

/** Undefined for drafts and for what was given up. */
export function headingOf(context: Context, letter: LetterState): LetterHeading | undefined {
  const { issued, registered } = letter;
  if (issued) {
    const { content, number, dueOn } = issued.payload;
    return {
      kind: content.kind,
      title: letterTitle(content.title),
      number: formatDocumentNumber(number),
      from: departmentName(context, issued.actor.departmentId),
      to: content.recipients.join('、'),
      date: content.date ?? '',
      dueOn: dueOn ?? '',
    };
  }
  if (!registered || letter.own) return undefined;
  const { kind, title, number, from, date, dueOn } = registered.payload;
  return { kind, title: letterTitle(title), number, from, to: context.department.name, date, dueOn: dueOn ?? '' };
}

/** The day on which the periods begin: of a package its import, of paper what the register says. */
export function arrivedOn(letter: LetterState, arrivals: ReadonlyMap<string, string>): IsoDate {
  if (letter.registered) return letter.registered.payload.receivedOn;
  const at = arrivals.get(letter.letterId) ?? letter.issued?.at;
  return at ? localDate(at) : '';
}

/** letter → the first package that brought it; made once for a list */
export function arrivalsOf(context: Context): ReadonlyMap<string, string> {
  const arrivals = new Map<string, string>();
  for (const { direction, purpose, records, at } of context.projection.packages.values()) {
    if (direction !== 'in' || purpose !== 'letters') continue;
    for (const letterId of records) if (at < (arrivals.get(letterId) ?? '9')) arrivals.set(letterId, at);
  }
  return arrivals;
}

/** Whether this department is among those to whom it was sent. */
export function cameToUs(context: Context, letter: LetterState): boolean {
  if (letter.own || letter.state !== 'received') return false;
  return letter.issued === undefined || letter.issued.payload.recipientIds.includes(context.department.uscc);
}
