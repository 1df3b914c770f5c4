/** 业务函询 (办法 25): what was asked, what was answered, and what waits; a searchable archive of both together. */
import { workingDaysLeft } from '#shared/domain/deadlines.ts';
import type { LetterBlock } from '#shared/domain/letter.ts';
import type { LetterState } from '#shared/ledger/letter-register.ts';
import { type Context, today } from '../context.ts';
import { cameToUs, headingOf } from '../letters/arrivals.ts';
import type { HandlingApi, InquiryRow, InquiryText } from './handling-api.ts';

/** What waits first, by its day; then the archive, newest first. */
export function inquiryRows(context: Context, query: Parameters<HandlingApi['inquiries']>[0]): readonly InquiryRow[] {
  const words = query.text.trim().toLowerCase().split(/\s+/u).filter(Boolean);
  const answers = answersByQuestion(context);
  const rows: InquiryRow[] = [];
  for (const letter of context.projection.letters.values()) {
    const row = isInquiry(context, letter) ? rowOf(context, letter, answers.get(letter.letterId) ?? []) : undefined;
    if (!row || (query.show === 'open' && row.answers.length > 0) || (query.show === 'answered' && row.answers.length === 0)) continue;
    const text = [row.to, ...[row.question, ...row.answers].flatMap((each) => [each.title, each.number, each.from, each.text])]
      .join('\n')
      .toLowerCase();
    if (words.every((word) => text.includes(word))) rows.push(row);
  }
  return rows.sort(compareRows);
}

function isInquiry(context: Context, letter: LetterState): boolean {
  const kind = letter.issued?.payload.content.kind ?? letter.registered?.payload.kind;
  return kind === 'inquiry' && (letter.own ? letter.state === 'issued' : cameToUs(context, letter));
}

function rowOf(context: Context, letter: LetterState, answers: readonly LetterState[]): InquiryRow | undefined {
  const heading = headingOf(context, letter);
  if (!heading) return undefined;
  const open = answers.length === 0 && heading.dueOn !== '';
  return {
    inquiryId: letter.letterId,
    own: letter.own,
    question: textOf(context, letter),
    to: heading.to,
    answers: answers.map((each) => textOf(context, each)),
    dueOn: heading.dueOn,
    daysLeft: open ? workingDaysLeft(heading.dueOn, today(context)) : undefined,
  };
}

function compareRows(a: InquiryRow, b: InquiryRow): number {
  const waits = Number(a.answers.length > 0) - Number(b.answers.length > 0);
  if (waits !== 0) return waits;
  if (a.answers.length === 0 && a.dueOn !== b.dueOn) return (a.dueOn || '9999') < (b.dueOn || '9999') ? -1 : 1;
  if (a.question.date !== b.question.date) return a.question.date < b.question.date ? 1 : -1;
  return a.inquiryId < b.inquiryId ? 1 : -1;
}

/**
 * Every answer, oldest first: a question may go to several departments. Only who was asked answers: a stranger's letter that
 * names somebody's question is no answer to it.
 */
function answersByQuestion(context: Context): ReadonlyMap<string, readonly LetterState[]> {
  const { letters } = context.projection;
  const answers = new Map<string, LetterState[]>();
  for (const letter of letters.values()) {
    const asked = letter.issued?.payload.content.answers?.letterId ?? letter.registered?.payload.answers;
    const question = asked === undefined ? undefined : letters.get(asked);
    if (!question || question.letterId === letter.letterId || !isAnswer(letter, question)) continue;
    answers.set(question.letterId, [...(answers.get(question.letterId) ?? []), letter]);
  }
  for (const list of answers.values())
    list.sort((a, b) => (dayOf(a) === dayOf(b) ? (a.letterId < b.letterId ? -1 : 1) : dayOf(a) < dayOf(b) ? -1 : 1));
  return answers;
}

function isAnswer(letter: LetterState, question: LetterState): boolean {
  if (letter.own) return letter.state === 'issued' && !question.own;
  if (!question.own) return false;
  if (!letter.issued) return letter.state === 'received';
  return letter.ownerId !== undefined && (question.issued?.payload.recipientIds.includes(letter.ownerId) ?? false);
}

function dayOf(letter: LetterState): string {
  return letter.issued?.payload.content.date ?? letter.registered?.payload.date ?? '';
}

function textOf(context: Context, letter: LetterState): InquiryText {
  const heading = headingOf(context, letter);
  const body = letter.issued?.payload.content.body;
  return {
    letterId: letter.letterId,
    title: heading?.title ?? '',
    number: heading?.number ?? '',
    from: heading?.from ?? '',
    date: heading?.date ?? '',
    text: body ? body.map(blockText).join('\n') : (letter.registered?.payload.summary ?? ''),
  };
}

function blockText(block: LetterBlock): string {
  return block.type === 'table' ? block.rows.map((row) => row.join('　')).join('\n') : block.text;
}
