/** What a person has to do, and may do, with a department card that was opened (exchange package, Trust): pure. */
import { assertNever } from '#shared/domain/result.ts';
import type { OpenedCard } from '#shared/workstation/api.ts';

/** confirm: after comparing; later: registered, not believed; accept: proven by the key before; update: no new key in it */
export type CardAction = 'confirm' | 'later' | 'accept' | 'update';

export interface CardPlan {
  /** whether the fingerprint has to be compared by a person before the key may be believed */
  readonly compare: boolean;
  readonly tone: 'info' | 'success' | 'warning' | 'error';
  /** which of the texts says what this is */
  readonly words: OpenedCard['relation'] | 'unconfirmedKey';
  /** the main one last; empty: it can only be closed */
  readonly actions: readonly CardAction[];
}

export function cardPlan(card: Pick<OpenedCard, 'relation' | 'changes' | 'revokes' | 'confirmedKeys'>): CardPlan {
  const { relation } = card;
  switch (relation) {
    case 'newDepartment':
    case 'ownOther':
      return { compare: true, tone: 'info', words: relation, actions: ['later', 'confirm'] };
    case 'newKey':
      // without a confirmed key beside it there is nothing that it differs from: registered before, or all others are over
      return card.confirmedKeys.length > 0
        ? { compare: true, tone: 'error', words: relation, actions: ['later', 'confirm'] }
        : { compare: true, tone: 'warning', words: 'unconfirmedKey', actions: ['later', 'confirm'] };
    case 'rotation':
      return { compare: false, tone: 'success', words: relation, actions: ['accept'] };
    case 'known':
      return {
        compare: false,
        tone: 'info',
        words: relation,
        actions: card.changes.length > 0 || card.revokes.length > 0 ? ['update'] : [],
      };
    case 'revoked':
      return { compare: false, tone: 'error', words: relation, actions: [] };
    case 'own':
      return { compare: false, tone: 'info', words: relation, actions: [] };
    default:
      return assertNever(relation);
  }
}
