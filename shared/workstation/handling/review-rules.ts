/**
 * In what order the steps of 办法 21(三) make sense: the material is examined and the supervising department heard before
 * anything is decided; the special meeting is held where needed. Pure: the ledger's answer and the input decide.
 */
import type { IsoDate } from '#shared/domain/approval.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { REVIEW_ACTS } from '#shared/ledger/letter-entries.ts';
import type { ReviewState, ReviewStep } from '#shared/ledger/review-register.ts';
import { STEP_NAMES } from './review-text.ts';

/** Steps without which a step makes no sense. */
const BEFORE: Readonly<Record<ReviewStep, readonly ReviewStep[]>> = {
  received: [],
  evidenceReviewed: ['received'],
  heard: ['received'],
  meeting: ['received'],
  decided: ['received', 'evidenceReviewed', 'heard'],
  notified: ['decided'],
};

const WHY: Readonly<Partial<Record<ReviewStep, string>>> = {
  received: '请先登记接收这件函告（办法第二十一条（二）：3 个工作日内完成认领），再办理后面的步骤。',
  evidenceReviewed: '作出处理决定前，应当对有关事实材料进行审核（办法第二十一条（三））。请先登记审核情况。',
  heard: '作出处理决定前，应当充分听取监管部门意见（办法第二十一条（三））。请先登记听取意见的情况。',
  decided: '还没有登记处理决定，不能告知。请先登记“作出处理决定”。',
};

/** Why the step can't be taken now; undefined when it can. */
export function stepRefusal(state: ReviewState, step: ReviewStep): { readonly code: string; readonly message: string } | undefined {
  const done = new Set(state.steps.map(({ payload }) => payload.step));
  const unsettled = step === 'decided' && state.apart.length > 0;
  if (done.has(step) && !unsettled) {
    return { code: 'review.step-done', message: `“${STEP_NAMES[step]}”已经登记过了。如有补充，请写在后面步骤的说明里。` };
  }
  const lacking = BEFORE[step].find((each) => !done.has(each));
  if (lacking) return { code: 'review.step-order', message: WHY[lacking] ?? `请先登记“${STEP_NAMES[lacking]}”。` };
  if (step === 'meeting' && done.has('decided')) {
    return { code: 'review.step-order', message: '处理决定已经作出，专题会议应当在决定之前召开（办法第二十一条（三））。' };
  }
  if (step === 'notified' && state.apart.length > 0) {
    return { code: 'review.apart', message: '本部门两台电脑登记的处理决定不同。请先重新登记“作出处理决定”，确定以哪一个为准，再告知。' };
  }
  return undefined;
}

export interface StepInput {
  readonly step: ReviewStep;
  readonly on: IsoDate;
  readonly note: string;
  readonly act?: (typeof REVIEW_ACTS)[number];
  readonly persons?: string;
}

/** Errors: `review.step-done`, `review.step-order`, `review.apart`, `review.date*`, `review.*-required`. */
export function checkStep(state: ReviewState, input: StepInput, arrivedOn: IsoDate, today: IsoDate): Result<void> {
  const refusal = stepRefusal(state, input.step);
  if (refusal) return fail(refusal.code, refusal.message);
  const dated = checkDay(state, input, arrivedOn, today);
  if (!dated.ok) return dated;
  switch (input.step) {
    case 'decided':
      return input.act ? ok(undefined) : fail('review.act-required', '请选择处理决定：变更、撤回、撤销、注销是四种不同的决定，不能合并。');
    case 'heard':
      return input.note.trim().length >= 2
        ? ok(undefined)
        : fail('review.note-required', '请写明监管部门的意见；对方没有意见的，写“无意见”。');
    case 'evidenceReviewed':
      return input.note.trim().length >= 2 ? ok(undefined) : fail('review.note-required', '请写明审核了哪些事实材料、结论如何。');
    case 'meeting':
      return input.persons?.trim() ? ok(undefined) : fail('review.persons-required', '请填写参加专题会议的人员或者部门。');
    case 'received':
    case 'notified':
      return ok(undefined);
  }
}

function checkDay(state: ReviewState, { step, on }: StepInput, arrivedOn: IsoDate, today: IsoDate): Result<void> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) return fail('review.date', '日期不正确，请重新选择。');
  if (on > today) return fail('review.date-future', '日期不能晚于今天：只登记已经做了的事。');
  if (on < arrivedOn) return fail('review.date-early', `日期不能早于收到函告的日期（${arrivedOn}）。`);
  const before = state.steps.filter(({ payload }) => BEFORE[step].includes(payload.step));
  const later = before.find(({ payload }) => payload.on > on);
  if (!later) return ok(undefined);
  const name = STEP_NAMES[later.payload.step];
  return fail('review.date-order', `日期不能早于“${name}”的日期（${later.payload.on}）。请核对。`);
}
