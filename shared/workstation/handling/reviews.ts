/** 办法 21(三): 函告 that ask to change, withdraw, revoke or cancel a decision (or not to), and the way to the answer. */
import { daysBetween } from '#shared/domain/dates.ts';
import { claimDeadline, workingDaysLeft } from '#shared/domain/deadlines.ts';
import { LETTER_KINDS, type LetterKind } from '#shared/domain/letter.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import { REVIEW_STEPS } from '#shared/ledger/letter-entries.ts';
import type { LetterState } from '#shared/ledger/letter-register.ts';
import type { ReviewState, ReviewStep } from '#shared/ledger/review-register.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, newEntry, record, today } from '../context.ts';
import { arrivalsOf, arrivedOn, cameToUs, headingOf } from '../letters/arrivals.ts';
import { letterLinks } from '../letters/letter-rows.ts';
import { nameOf } from '../letters/letter-timeline.ts';
import type { LettersApi } from '../letters/letters-api.ts';
import { sealFiles, sealing } from '../packages/sealing.ts';
import type { HandlingApi, ReviewDetail } from './handling-api.ts';
import { checkStep, stepRefusal } from './review-rules.ts';
import { ACT_NAMES } from './review-text.ts';

const NOTICES: ReadonlySet<LetterKind> = new Set(['changeNotice', 'withdrawNotice', 'revokeNotice', 'cancelNotice', 'keepNotice']);

/** A 函告 of 办法 21(三): it begins a review. */
export function isNotice(kind: LetterKind | undefined): boolean {
  return kind !== undefined && NOTICES.has(kind);
}

const NOT_FOUND = fail('review.not-found', '台账中没有这件函告，或者它不是发给本部门的。请刷新列表后再试。');

const LETTER_REQUIRED = fail(
  'review.letter-required',
  '还没有签发答复这件函告的处理决定告知函。请先点“起草处理决定告知函”，签发后再登记告知。',
);

/** What is open first, by the day that comes next; then what is done, newest first. */
export function reviewRows(context: Context): readonly ReviewDetail[] {
  const arrivals = arrivalsOf(context);
  const answers = letterLinks(context).decidedBy;
  const rows: ReviewDetail[] = [];
  for (const letter of context.projection.letters.values()) {
    const own = letter.own && letter.state === 'issued';
    if (!own && !cameToUs(context, letter)) continue;
    const kind = letter.issued?.payload.content.kind ?? letter.registered?.payload.kind;
    if (isNotice(kind)) rows.push(rowOf(context, letter, arrivals, answers));
  }
  return rows.sort(compareRows);
}

function compareRows(a: ReviewDetail, b: ReviewDetail): number {
  const open = Number(a.next === undefined) - Number(b.next === undefined);
  if (open !== 0) return open;
  const day = (row: ReviewDetail) => row.claimDueOn || row.targetOn || '9999';
  if (a.next !== undefined && day(a) !== day(b)) return day(a) < day(b) ? -1 : 1;
  return a.receivedOn === b.receivedOn ? (a.reviewId < b.reviewId ? 1 : -1) : a.receivedOn < b.receivedOn ? 1 : -1;
}

function rowOf(
  context: Context,
  letter: LetterState,
  arrivals: ReadonlyMap<string, string>,
  answers: ReadonlyMap<string, string>,
): ReviewDetail {
  const heading = headingOf(context, letter);
  if (!heading) throw new Error('a notice that was neither issued nor registered');
  const { letterId, own } = letter;
  const receivedOn = own ? heading.date : arrivedOn(letter, arrivals);
  const state = context.projection.reviews.get(letterId);
  const steps = own ? [] : state.steps;
  const answer = context.projection.letters.get(answers.get(letterId) ?? '');
  const refusals = refusalsOf(state, answer);
  const decided = steps.find(({ payload }) => payload.step === 'decided');
  return {
    ...heading,
    kindName: LETTER_KINDS[heading.kind].name,
    reviewId: letterId,
    own,
    counterpart: counterpartOf(context, letter),
    done: steps.map((each) => doneStep(each, receivedOn)),
    next: own ? (answer ? undefined : 'received') : nextStep(state),
    act: decided?.payload.act,
    receivedOn,
    ...clocks(context, state, receivedOn, own, answer),
    possible: own ? [] : REVIEW_STEPS.filter((step) => refusals[step] === undefined),
    refusals: own ? {} : refusals,
    apart: (own ? [] : state.apart).map(({ actor, payload: { act, on } }) => ({ act: act ? ACT_NAMES[act] : '', on, by: actor.operator })),
    decisionLetterId: answer?.letterId ?? '',
    decisionLetter: answer ? nameOf(answer) : '',
  };
}

function doneStep({ actor, payload }: ReviewState['steps'][number], receivedOn: string): ReviewDetail['done'][number] {
  const { step, on, note, persons = '', files = [] } = payload;
  return { step, on, by: actor.operator, note, persons, files, day: Math.max(0, daysBetween(receivedOn, on)) };
}

/** Why a step can't be taken now; without a decision letter nobody has been told, whatever the order of steps allows. */
function refusalsOf(state: ReviewState, answer: LetterState | undefined): Readonly<Partial<Record<ReviewStep, string>>> {
  const told = answer?.own === true && answer.issued !== undefined;
  return Object.fromEntries(
    REVIEW_STEPS.flatMap((step) => {
      const message = stepRefusal(state, step)?.message ?? (step === 'notified' && !told ? LETTER_REQUIRED.error.message : undefined);
      return message === undefined ? [] : [[step, message]];
    }),
  );
}

/** The meeting is held where needed: it is never what is waited for. */
function nextStep({ steps, apart }: ReviewState): ReviewStep | undefined {
  if (apart.length > 0) return 'decided';
  const done = new Set(steps.map(({ payload }) => payload.step));
  return REVIEW_STEPS.find((step) => step !== 'meeting' && !done.has(step));
}

function clocks(context: Context, state: ReviewState, receivedOn: string, own: boolean, answer: LetterState | undefined) {
  const day = today(context);
  const on = (step: ReviewStep) => state.steps.find(({ payload }) => payload.step === step)?.payload.on;
  const ended = own ? answer?.issued?.payload.content.date : on('decided');
  const claim = own || on('received') !== undefined ? undefined : claimDeadline(receivedOn, day);
  const target = own || ended !== undefined ? undefined : state.targetOn;
  const targetDaysLeft = target === undefined ? undefined : workingDaysLeft(target, day);
  return {
    claimDueOn: claim?.dueOn ?? '',
    claimDaysLeft: claim?.daysLeft,
    claimEstimated: claim?.estimated ?? false,
    daysElapsed: Math.max(0, daysBetween(receivedOn, ended ?? day)),
    targetOn: state.targetOn ?? '',
    targetDaysLeft,
    overdue: (claim?.daysLeft ?? 0) < 0 || (targetDaysLeft ?? 0) < 0,
  };
}

/** Whose approval it is about. */
function counterpartOf(context: Context, letter: LetterState): string {
  const about = letter.issued?.payload.about ?? letter.registered?.payload.about ?? [];
  const names = about.flatMap((recordId) => context.projection.approval(recordId)?.approval.counterpart.name ?? []);
  return [...new Set(names)].join('、');
}

export async function stepReview(
  context: Context,
  vault: AttachmentVault,
  input: Parameters<LettersApi['stepReview']>[0],
): Promise<Result<void>> {
  const found = noticeToUs(context, input.reviewId);
  if (!found) return NOT_FOUND;
  const state = context.projection.reviews.get(input.reviewId);
  const checked = checkStep(state, input, arrivedOn(found, arrivalsOf(context)), today(context));
  if (!checked.ok) return checked;
  const letterId = input.step === 'notified' ? decisionLetter(context, input) : ok(undefined);
  if (!letterId.ok) return letterId;
  return sealing(vault, async (batch) => {
    const files = await sealFiles(context, batch, input.files ?? []);
    if (!files.ok) return files;
    const persons = input.persons?.trim();
    const payload: EntryOf<'review.stepped'>['payload'] = {
      step: input.step,
      on: input.on,
      note: input.note.trim(),
      ...(input.step === 'decided' && input.act ? { act: input.act, about: [...aboutOf(found)] } : {}),
      ...(input.step === 'decided' && state.apart.length > 0 ? { settles: state.apart.map(({ id }) => id) } : {}),
      ...(persons ? { persons } : {}),
      ...(files.value.length > 0 ? { files: [...files.value] } : {}),
      ...(letterId.value === undefined ? {} : { letterId: letterId.value }),
    };
    const saved = await record(context, [newEntry(context, 'review.stepped', input.reviewId, payload)]);
    return saved.ok ? ok(undefined) : saved;
  });
}

/** 依法作出处理决定，同时推送至监管部门: by a letter that was issued and answers this notice. */
function decisionLetter(context: Context, input: Parameters<LettersApi['stepReview']>[0]): Result<string> {
  const wanted = input.letterId ?? letterLinks(context).decidedBy.get(input.reviewId);
  const letter = wanted === undefined ? undefined : context.projection.letters.get(wanted);
  const content = letter?.own ? letter.issued?.payload.content : undefined;
  if (letter && content?.kind === 'decisionNotice' && content.answers?.letterId === input.reviewId) return ok(letter.letterId);
  return LETTER_REQUIRED;
}

export async function setReviewTarget(context: Context, input: Parameters<HandlingApi['setReviewTarget']>[0]): Promise<Result<void>> {
  const letter = noticeToUs(context, input.reviewId);
  if (!letter) return NOT_FOUND;
  if (input.targetOn !== '' && input.targetOn < today(context)) return fail('review.target-past', '自定办结日不能早于今天。');
  const saved = await record(context, [newEntry(context, 'review.targeted', input.reviewId, { targetOn: input.targetOn })]);
  return saved.ok ? ok(undefined) : saved;
}

function noticeToUs(context: Context, reviewId: string): LetterState | undefined {
  const letter = context.projection.letters.get(reviewId);
  const kind = letter?.issued?.payload.content.kind ?? letter?.registered?.payload.kind;
  return letter && isNotice(kind) && cameToUs(context, letter) ? letter : undefined;
}

function aboutOf(letter: LetterState): readonly string[] {
  return letter.issued?.payload.about ?? letter.registered?.payload.about ?? [];
}
