/** 处理决定告知函 (办法 21(三)): begun with what the steps of the review already say, so that nothing is typed twice. */
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import { type LetterReference, letterTitle } from '#shared/domain/letter.ts';
import { fillLetter } from '#shared/domain/letter-templates.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { LetterState } from '#shared/ledger/letter-register.ts';
import type { AttachmentVault } from '../attachment-vault.ts';
import { type Context, departmentName } from '../context.ts';
import { cameToUs } from '../letters/arrivals.ts';
import { saveDraft } from '../letters/letter-drafts.ts';

/** Errors: `review.not-found`, `review.not-decided`, `review.apart`. */
export async function beginDecisionLetter(
  context: Context,
  vault: AttachmentVault,
  reviewId: string,
): Promise<Result<{ readonly letterId: string }>> {
  const notice = context.projection.letters.get(reviewId);
  if (!notice || !cameToUs(context, notice)) return fail('review.not-found', '台账中没有这件函告。请刷新列表后再试。');
  const { steps, apart } = context.projection.reviews.get(reviewId);
  if (apart.length > 0) return fail('review.apart', '本部门两台电脑登记的处理决定不同。请先确定以哪一个为准，再起草告知函。');
  const payloadOf = (step: string) => steps.find(({ payload }) => payload.step === step)?.payload;
  const begun = draftOf(context, reviewId);
  if (begun) return ok({ letterId: begun.letterId });
  const decided = payloadOf('decided');
  if (!decided?.act) return fail('review.not-decided', '还没有登记处理决定，不能起草告知函。请先登记“作出处理决定”。');
  const met = payloadOf('meeting');
  const answers = referenceTo(context, notice);
  const { name, telephone } = context.department;
  const about = notice.issued?.payload.about ?? notice.registered?.payload.about ?? [];
  const content = fillLetter('decisionNotice', {
    from: { name, telephone },
    recipients: [answers.from],
    contact: { name: context.operator },
    approvals: about.flatMap((recordId) => context.projection.approval(recordId)?.approval ?? []),
    answers,
    act: decided.act,
    decidedOn: decided.on,
    ...(decided.note === '' ? {} : { reasons: decided.note }),
    ...(met ? { metOn: met.on } : {}),
  });
  const letterId = createUuid();
  const recipientIds = notice.ownerId !== undefined && context.projection.directory.has(notice.ownerId) ? [notice.ownerId] : [];
  const saved = await saveDraft(context, vault, { letterId, content, about, recipientIds });
  return saved.ok ? ok({ letterId }) : saved;
}

/** One that was begun before: a second draft would leave the clerk with two to choose from. */
function draftOf({ projection }: Context, reviewId: string): LetterState | undefined {
  return [...projection.letters.values()].find(({ state, drafted }) => {
    const content = state === 'draft' ? drafted?.payload.content : undefined;
    return content?.kind === 'decisionNotice' && content.answers?.letterId === reviewId;
  });
}

function referenceTo(context: Context, { letterId, issued, registered }: LetterState): LetterReference {
  if (issued) {
    const { content, number } = issued.payload;
    const from = departmentName(context, issued.actor.departmentId);
    return { letterId, from, title: letterTitle(content.title), number: formatDocumentNumber(number) };
  }
  return {
    letterId,
    from: registered?.payload.from ?? '',
    title: letterTitle(registered?.payload.title ?? ''),
    number: registered?.payload.number ?? '',
  };
}
