/** How far taking in a department card is. */
import type { Failure } from '#shared/domain/result.ts';
import type { OpenedCard } from '#shared/workstation/api.ts';
import type { CardAction } from './card-plan.ts';

export type CardStage =
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening'; readonly fileName: string }
  | { readonly kind: 'failed'; readonly fileName: string | undefined; readonly failure: Failure }
  | {
      readonly kind: 'preview';
      readonly card: OpenedCard;
      /** which action is under way */
      readonly busy: CardAction | undefined;
      /** why the action before failed */
      readonly failure: Failure | undefined;
    }
  | { readonly kind: 'done'; readonly card: OpenedCard; readonly action: CardAction };
