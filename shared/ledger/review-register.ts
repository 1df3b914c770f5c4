/**
 * The way of an approval that is to be changed, from the 函告 to the decision and back (办法 21(三)). Which steps were
 * taken is the word of the department that decides: nobody else's steps count, whatever package they come in.
 */
import type { Attachment } from '#shared/domain/approval.ts';
import type { Entry, EntryOf } from './entry.ts';
import { REVIEW_STEPS } from './letter-entries.ts';

export type ReviewEntry = EntryOf<'review.stepped' | 'review.targeted'>;
export type ReviewStep = (typeof REVIEW_STEPS)[number];
type Stepped = EntryOf<'review.stepped'>;

export interface ReviewState {
  readonly reviewId: string;
  /** of each step the one that holds, in the order of {@link REVIEW_STEPS} */
  readonly steps: readonly Stepped[];
  /** decisions with different acts that two computers made apart and nobody has settled; empty when they agree */
  readonly apart: readonly Stepped[];
  /** own day by which it shall be decided; undefined when none is set */
  readonly targetOn: string | undefined;
}

export class ReviewRegister {
  readonly #stepped = new Map<string, Stepped[]>();
  readonly #targets = new Map<string, EntryOf<'review.targeted'>>();

  constructor(private readonly ownId: string) {}

  fold(entry: ReviewEntry): void {
    if (entry.actor.departmentId !== this.ownId) return;
    if (entry.type === 'review.targeted') {
      const known = this.#targets.get(entry.subject);
      if (!known || compare(known, entry) < 0) this.#targets.set(entry.subject, entry);
      return;
    }
    this.#stepped.set(entry.subject, [...(this.#stepped.get(entry.subject) ?? []), entry].sort(compare));
  }

  /** What is known of it; without steps when nothing was done yet. */
  get(reviewId: string): ReviewState {
    const all = this.#stepped.get(reviewId) ?? [];
    const settled = new Set(all.flatMap(({ payload }) => payload.settles ?? []));
    const holding = all.filter(({ id }) => !settled.has(id));
    const decisions = holding.filter(({ payload }) => payload.step === 'decided');
    const acts = new Set(decisions.map(({ payload }) => payload.act));
    const targetOn = this.#targets.get(reviewId)?.payload.targetOn;
    return {
      reviewId,
      // A step that two computers noted apart was taken when the first of them says so.
      steps: REVIEW_STEPS.flatMap((step) => holding.find(({ payload }) => payload.step === step) ?? []),
      apart: acts.size > 1 ? decisions : [],
      targetOn: targetOn === '' ? undefined : targetOn,
    };
  }

  /** Reviews in which anything was done. */
  ids(): Iterable<string> {
    return this.#stepped.keys();
  }

  /** A file that some step names, one that was settled otherwise too: it is evidence all the same. */
  file(sha256: string): Attachment | undefined {
    for (const steps of this.#stepped.values()) {
      const found = steps.flatMap(({ payload }) => payload.files ?? []).find((each) => each.sha256 === sha256);
      if (found) return found;
    }
    return undefined;
  }
}

function compare(a: Entry, b: Entry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
