/** Letters as lists and pages show them. Everything is derived from the register; nothing here writes. */

import type { IsoDate } from '#shared/domain/approval.ts';
import { workingDaysLeft } from '#shared/domain/deadlines.ts';
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import { LETTER_KINDS, type LetterKind, letterTitle } from '#shared/domain/letter.ts';
import { registerProblems } from '#shared/domain/number-register.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import { attachmentsOf } from '#shared/ledger/entry-attachments.ts';
import type { LetterState } from '#shared/ledger/letter-register.ts';
import { contentOf, titleOf } from '#shared/ledger/record-state.ts';
import { type Context, departmentName, localDate, localTime, today } from '../context.ts';
import { registerOf } from './letter-numbers.ts';
import { letterTimeline } from './letter-timeline.ts';
import type { LetterDetail, LetterRow, LettersApi } from './letters-api.ts';

export const LETTER_GONE = fail('letter.not-found', '台账中没有这份公函。请返回列表后再试。');

/** Kinds that ask for an answer even where no day was set (办法 21(三), 25, 34). */
const ASKING: ReadonlySet<LetterKind> = new Set([
  'inquiry',
  'changeNotice',
  'withdrawNotice',
  'revokeNotice',
  'cancelNotice',
  'penaltyProposal',
]);

export type LetterFacts = EntryOf<'letter.drafted'>['payload'];

/** What the letter says now: as issued, else as drafted; undefined for letters on paper. */
export function factsOf(letter: LetterState): LetterFacts | undefined {
  return letter.issued?.payload ?? (letter.own ? letter.drafted?.payload : undefined);
}

/** What is known of all letters together; made once for a list. */
export interface LetterLinks {
  /** letter → the letter that answers it */
  readonly answeredBy: ReadonlyMap<string, string>;
  /** 函告 → the 处理决定告知函 that ends it (办法 21(三)); a 复函 on the way decides nothing */
  readonly decidedBy: ReadonlyMap<string, string>;
  /** letter → departments that a package with it was made for */
  readonly sentTo: ReadonlyMap<string, ReadonlySet<string>>;
  /** working days until then; letters share few days */
  readonly daysLeft: (dueOn: IsoDate) => number;
}

export function letterLinks(context: Context): LetterLinks {
  const sentTo = new Map<string, Set<string>>();
  for (const { direction, purpose, records, departmentId } of context.projection.packages.values()) {
    if (direction !== 'out' || purpose !== 'letters') continue;
    for (const letterId of records) sentTo.set(letterId, (sentTo.get(letterId) ?? new Set()).add(departmentId));
  }
  const day = today(context);
  const left = new Map<IsoDate, number>();
  const daysLeft = (dueOn: IsoDate) => {
    const days = left.get(dueOn) ?? workingDaysLeft(dueOn, day);
    left.set(dueOn, days);
    return days;
  };
  return { ...answersOf(context), sentTo, daysLeft };
}

/** The earliest answer of each letter: all computers of a department name the same one, whatever order they came in. */
function answersOf(context: Context): Pick<LetterLinks, 'answeredBy' | 'decidedBy'> {
  const [answeredBy, decidedBy] = [new Map<string, string>(), new Map<string, string>()];
  const answers = [...context.projection.letters.values()].flatMap((letter) => {
    const answered = letter.issued ? letter.issued.payload.content.answers?.letterId : letter.registered?.payload.answers;
    return answered !== undefined && mayAnswer(context, letter, answered) ? [{ letter, answered }] : [];
  });
  for (const { letter, answered } of answers.sort((a, b) => compareArrivals(a.letter, b.letter))) {
    const { issued, registered, letterId } = letter;
    if (!answeredBy.has(answered)) answeredBy.set(answered, letterId);
    const kind = issued ? issued.payload.content.kind : registered?.payload.kind;
    if (kind === 'decisionNotice' && !decidedBy.has(answered)) decidedBy.set(answered, letterId);
  }
  return { answeredBy, decidedBy };
}

function compareArrivals(a: LetterState, b: LetterState): number {
  const at = ({ issued, registered }: LetterState) => (issued ?? registered)?.at ?? '';
  return at(a) === at(b) ? (a.letterId < b.letterId ? -1 : 1) : at(a) < at(b) ? -1 : 1;
}

/** A stranger's letter closes nothing: only those who were asked answer, and an answer on paper is what this department says it is. */
function mayAnswer(context: Context, answer: LetterState, letterId: string): boolean {
  const asked = context.projection.letters.get(letterId);
  if (!asked || asked.letterId === answer.letterId) return false;
  if (answer.own || !answer.issued) return true;
  return asked.own && answer.ownerId !== undefined && (asked.issued?.payload.recipientIds.includes(answer.ownerId) ?? false);
}

export function letterRow(context: Context, letter: LetterState, links: LetterLinks): LetterRow {
  const { letterId, state, issued, ownerId, registered } = letter;
  const row = saidBy(letter);
  const answeredBy = links.answeredBy.get(letterId) ?? '';
  const open = (state === 'issued' || state === 'received') && answeredBy === '';
  const sentTo = links.sentTo.get(letterId);
  const recipientIds = issued?.payload.recipientIds ?? [];
  return {
    ...row,
    from: issued || !registered ? departmentName(context, ownerId ?? '') : registered.payload.from,
    daysLeft: open && row.dueOn !== '' ? links.daysLeft(row.dueOn) : undefined,
    answeredBy,
    sent: recipientIds.length > 0 && recipientIds.every((recipient) => sentTo?.has(recipient)),
  };
}

/** What a row has from the letter alone, whatever else the ledger holds. */
type Said = Omit<LetterRow, 'from' | 'daysLeft' | 'answeredBy' | 'sent'>;

/** A state is made anew when an entry about its letter comes, so what was read out of it once holds as long as it does. */
const said = new WeakMap<LetterState, Said>();

function saidBy(letter: LetterState): Said {
  const known = said.get(letter);
  if (known) return known;
  const { letterId, state, own } = letter;
  const rest = letter.issued || own ? saidInLetter(letter) : saidOnPaper(letter);
  const made = { letterId, state, own, kindName: LETTER_KINDS[rest.kind].name, ...rest };
  said.set(letter, made);
  return made;
}

function saidInLetter(letter: LetterState): Omit<Said, 'letterId' | 'state' | 'own' | 'kindName'> {
  const facts = factsOf(letter);
  const entry = letter.issued ?? letter.drafted;
  if (!facts || !entry) throw new Error('a letter without content');
  const { content, about, dueOn } = facts;
  return {
    kind: content.kind,
    title: letterTitle(content.title),
    number: letter.issued ? formatDocumentNumber(letter.issued.payload.number) : '',
    to: content.recipients.join('、'),
    date: letter.issued ? (content.date ?? '') : localDate(entry.at),
    signer: letter.issued?.payload.signer ?? '',
    dueOn: dueOn ?? '',
    corrects: content.corrects?.letterId ?? '',
    about: about.length,
    enclosures: content.enclosures.length,
    at: localTime(entry.at),
  };
}

function saidOnPaper({ registered }: LetterState): Omit<Said, 'letterId' | 'state' | 'own' | 'kindName'> {
  if (!registered) throw new Error('a letter that nobody wrote');
  const { payload } = registered;
  return {
    kind: payload.kind,
    title: payload.title,
    number: payload.number,
    to: '',
    date: payload.date,
    signer: '',
    dueOn: payload.dueOn ?? '',
    corrects: '',
    about: payload.about.length,
    enclosures: payload.files.length,
    at: localTime(registered.at),
  };
}

/** Newest first; drafts that were given up only when they are asked for. */
export function letterRows(context: Context, query: Parameters<LettersApi['letters']>[0]): readonly LetterRow[] {
  const links = letterLinks(context);
  const kinds = new Set(query.kinds);
  const words = query.text.trim().toLowerCase().split(/\s+/u).filter(Boolean);
  const rows: LetterRow[] = [];
  for (const letter of context.projection.letters.values()) {
    if (query.state === 'all' ? letter.state === 'discarded' : letter.state !== query.state) continue;
    if (words.length > 0 && !matches(context, letter, words)) continue;
    const row = letterRow(context, letter, links);
    if (kinds.size > 0 && !kinds.has(row.kind)) continue;
    if (query.openOnly && !isOpen(row)) continue;
    rows.push(row);
  }
  return rows.sort((a, b) => (a.at !== b.at ? (a.at < b.at ? 1 : -1) : a.letterId < b.letterId ? 1 : -1));
}

function isOpen({ state, answeredBy, dueOn, kind }: LetterRow): boolean {
  return (state === 'issued' || state === 'received') && answeredBy === '' && (dueOn !== '' || ASKING.has(kind));
}

function matches(context: Context, letter: LetterState, words: readonly string[]): boolean {
  const from = letter.ownerId === undefined ? '' : departmentName(context, letter.ownerId).toLowerCase();
  return words.every((word) => wordsOf(letter).includes(word) || from.includes(word));
}

/** As {@link said}. */
const gathered = new WeakMap<LetterState, string>();

/** What a letter says, for the search. */
function wordsOf(letter: LetterState): string {
  const known = gathered.get(letter);
  if (known !== undefined) return known;
  const words = [...wordsOfLetter(letter), ...wordsOfPaperLetter(letter)].join('\n').toLowerCase();
  gathered.set(letter, words);
  return words;
}

function wordsOfLetter(letter: LetterState): readonly string[] {
  const content = factsOf(letter)?.content;
  if (!content) return [];
  const body = content.body.map((block) => (block.type === 'table' ? block.rows.flat().join('\n') : block.text));
  const { number, signer } = letter.issued?.payload ?? {};
  const head = [letterTitle(content.title), LETTER_KINDS[content.kind].name, number ? formatDocumentNumber(number) : '', signer ?? ''];
  return [...head, ...content.recipients, ...body];
}

function wordsOfPaperLetter({ registered }: LetterState): readonly string[] {
  if (!registered) return [];
  const { title, number, from, summary, kind } = registered.payload;
  return [title, number, from, summary, LETTER_KINDS[kind].name];
}

export function letterDetail(context: Context, letterId: string): Result<LetterDetail> {
  const letter = context.projection.letters.get(letterId);
  if (!letter) return LETTER_GONE;
  const facts = factsOf(letter);
  const about = facts?.about ?? letter.registered?.payload.about ?? [];
  const source = letter.issued ?? (letter.own ? letter.drafted : letter.registered);
  return ok({
    row: letterRow(context, letter, letterLinks(context)),
    content: facts?.content,
    number: letter.issued?.payload.number,
    about: about.flatMap((recordId) => aboutRow(context, recordId)),
    recipientIds: facts?.recipientIds ?? [],
    transfer: facts?.transfer ?? [],
    checked: letter.checked.at(-1)?.payload.items,
    files: source ? attachmentsOf(source).filter(({ sha256 }) => sha256 !== letter.issued?.payload.pdf.sha256) : [],
    problems: [...issuedAgain(letter), ...numberProblems(context, letter)],
    timeline: letterTimeline(context, letter),
  });
}

function aboutRow(context: Context, recordId: string): LetterDetail['about'] {
  const found = context.projection.byRecordId.get(recordId);
  if (!found) return [];
  const { counterpart, decisionNumber } = contentOf(found);
  return [{ recordId, title: `${titleOf(found)}　${counterpart.name}`, subtitle: decisionNumber }];
}

/** Two computers issued the same draft before they told each other: both papers may be on their way, so a person must know. */
function issuedAgain({ again }: LetterState): readonly string[] {
  return again.map(({ payload }) => {
    const number = formatDocumentNumber(payload.number);
    return `本部门另一台电脑也签发了这份公函（${number}）。以先签发的为准；请收回另一份，或者另发更正函说明。`;
  });
}

/** What the register of numbers says about this letter's number. */
function numberProblems(context: Context, { letterId, own, issued }: LetterState): readonly string[] {
  if (!own || !issued) return [];
  const { code, year } = issued.payload.number;
  return registerProblems(registerOf(context.projection.letters.numbers(code, year)))
    .filter(({ letterIds }) => letterIds.includes(letterId))
    .map(({ message }) => message);
}
