/** What a person has to do, and may do, with a department card that was opened (exchange package, Trust): pure. */
import { assertNever } from '#shared/domain/result.ts';
import type { OpenedCard } from '#shared/workstation/api.ts';

/** confirm: after comparing; later: registered, not believed; accept: proven by the key before; update: no new key in it */
export type CardAction = 'confirm' | 'later' | 'accept' | 'update';

export interface CardPlan {
  /** whether the fingerprint has to be compared by a person before the key may be believed */
  readonly compare: boolean;
  readonly tone: 'info' | 'success' | 'warning' | 'error';
  /** the main one last; empty: it can only be closed */
  readonly actions: readonly CardAction[];
}

export function cardPlan(card: Pick<OpenedCard, 'relation' | 'changes' | 'revokes'>): CardPlan {
  const { relation } = card;
  switch (relation) {
    case 'newDepartment':
    case 'ownOther':
      return { compare: true, tone: 'info', actions: ['later', 'confirm'] };
    case 'newKey':
      return { compare: true, tone: 'error', actions: ['later', 'confirm'] };
    case 'rotation':
      return { compare: false, tone: 'success', actions: ['accept'] };
    case 'known':
      return { compare: false, tone: 'info', actions: card.changes.length > 0 || card.revokes.length > 0 ? ['update'] : [] };
    case 'revoked':
      return { compare: false, tone: 'error', actions: [] };
    case 'own':
      return { compare: false, tone: 'info', actions: [] };
    default:
      return assertNever(relation);
  }
}
