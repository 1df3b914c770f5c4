import { describe, expect, it } from 'vitest';
import { cardPlan } from '#renderer/features/directory/card-plan.ts';
import { cardRelationText } from '#renderer/features/directory/card-text.ts';
import type { KeyRow, OpenedCard } from '#shared/workstation/api.ts';

const key = (fingerprint: string): KeyRow => ({
  departmentId: '11370800MB00000273',
  fingerprint,
  workstation: '窗口 1',
  trust: 'confirmed',
  history: [],
});
const card = (relation: OpenedCard['relation'], more: Partial<Parameters<typeof cardPlan>[0]> = {}) =>
  cardPlan({ relation, changes: [], revokes: [], confirmedKeys: [], ...more });

describe('cardPlan', () => {
  it('an impostor’s card, under the name of a department whose key is confirmed, can only be compared or set aside, with the strongest warning', () => {
    const plan = card('newKey', { confirmedKeys: [key('ab'.repeat(32))] });
    expect(plan).toEqual({ compare: true, tone: 'error', words: 'newKey', actions: ['later', 'confirm'] });
  });

  it('says nothing of a key confirmed before where none is confirmed', () => {
    expect(card('newKey').words).toBe('unconfirmedKey');
    expect(cardRelationText.unconfirmedKey.title).not.toContain('此前核对过');
  });

  it('believes no key without a comparison, except the one that the confirmed key signed', () => {
    for (const relation of ['newDepartment', 'newKey', 'ownOther'] as const) {
      expect(card(relation).compare).toBe(true);
      expect(card(relation).actions).toEqual(['later', 'confirm']);
    }
    expect(card('rotation')).toMatchObject({ compare: false, actions: ['accept'] });
  });

  it('offers nothing for a revoked key or the own one, whatever else the file brings', () => {
    const more = { changes: [{ label: '电话', before: '1', after: '2' }] };
    expect(card('revoked', more).actions).toEqual([]);
    expect(card('own', more).actions).toEqual([]);
  });

  it('takes changed facts and revocations of a known key’s card in, and has nothing to do without them', () => {
    expect(card('known').actions).toEqual([]);
    expect(card('known', { changes: [{ label: '电话', before: '1', after: '2' }] }).actions).toEqual(['update']);
    expect(card('known', { revokes: [{ fingerprint: 'ab'.repeat(32), reason: 'compromised', known: true }] }).actions).toEqual(['update']);
  });
});
