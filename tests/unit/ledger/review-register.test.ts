/** 办法 21(三): whose steps count, and that two computers of the deciding department see the same. */
import { describe, expect, it } from 'vitest';
import { createUuid } from '#shared/domain/uuid.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import { LetterRegister } from '#shared/ledger/letter-register.ts';
import { type ReviewEntry, ReviewRegister } from '#shared/ledger/review-register.ts';

const OWN = '11370800MB0000010A';
const OTHER = '11370800MB0000029B';
const REVIEW = createUuid();

function entry<T extends 'review.stepped' | 'review.targeted' | 'letter.issued' | 'transfer.checked'>(
  type: T,
  payload: object,
  minute: number,
  by = OWN,
): EntryOf<T> {
  const at = `2026-11-23T02:${String(minute).padStart(2, '0')}:00.000Z`;
  return { id: createUuid(), type, at, actor: { departmentId: by, operator: '王' }, subject: REVIEW, payload } as unknown as EntryOf<T>;
}

function stepped(step: string, minute: number, more: object = {}, by = OWN) {
  return entry('review.stepped', { step, on: '2026-11-23', note: '', ...more }, minute, by);
}

function folded(entries: readonly ReviewEntry[]) {
  const register = new ReviewRegister(OWN);
  for (const each of entries) register.fold(each);
  return register.get(REVIEW);
}

describe('reviews', () => {
  it('the steps and days of another department are ignored, however they came', () => {
    const attack = [stepped('decided', 1, { act: 'keep' }, OTHER), entry('review.targeted', { targetOn: '2030-01-01' }, 2, OTHER)];
    expect(folded(attack)).toMatchObject({ steps: [], apart: [], targetOn: undefined });
    expect(folded([stepped('received', 0), ...attack]).steps.map(({ payload }) => payload.step)).toEqual(['received']);
  });

  it('two computers that decided apart show the same, until a further decision settles it; in any order of coming', () => {
    const one = stepped('decided', 5, { act: 'revoke' });
    const two = stepped('decided', 6, { act: 'keep' });
    const both = [
      stepped('received', 0),
      one,
      two,
      entry('review.targeted', { targetOn: '2026-12-01' }, 1),
      entry('review.targeted', { targetOn: '' }, 2),
    ];
    const settled = stepped('decided', 9, { act: 'revoke', settles: [one.id, two.id] });
    expect(folded(both).apart.map(({ id }) => id)).toEqual([one.id, two.id]);
    expect(folded([...both].reverse())).toEqual(folded(both));
    expect(folded(both).targetOn).toBeUndefined();
    const end = folded([settled, ...both]);
    expect(end).toEqual(folded([...both, settled]));
    expect(end.apart).toEqual([]);
    expect(end.steps.map(({ id }) => id)).toContain(settled.id);
  });

  it('the same decision noted twice is no conflict', () => {
    expect(folded([stepped('decided', 5, { act: 'keep' }), stepped('decided', 6, { act: 'keep' })]).apart).toEqual([]);
  });
});

describe('办法 21(二): who confirms a 案卷移送', () => {
  it('the word of a department to which it was not addressed is ignored', () => {
    const letter = { content: {}, recipientIds: [OTHER], number: { code: 'x', year: 2026, sequence: 1 } };
    const register = new LetterRegister(OWN);
    const checked = { items: [], receivedBy: '甲', receivedOn: '2026-11-23', note: '' };
    register.fold(entry('transfer.checked', checked, 3, '11370800MB0000037C'));
    register.fold(entry('transfer.checked', checked, 4));
    register.fold(entry('letter.issued', letter, 1));
    expect(register.get(REVIEW)?.checked).toEqual([]);
    register.fold(entry('transfer.checked', checked, 5, OTHER));
    expect(register.get(REVIEW)?.checked).toHaveLength(1);
  });
});
