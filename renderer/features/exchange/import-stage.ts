/** Where the taking in of a package stands; the dialog shows one content for each. */
import type { Failure } from '#shared/domain/result.ts';
import type { OpenedPackage } from '#shared/workstation/api.ts';

export type ImportStage =
  | { readonly kind: 'closed' }
  | { readonly kind: 'checking'; readonly fileName: string }
  | { readonly kind: 'failed'; readonly fileName: string | undefined; readonly failure: Failure }
  | { readonly kind: 'preview'; readonly fileName: string; readonly opened: OpenedPackage; readonly failure: Failure | undefined }
  | { readonly kind: 'importing'; readonly fileName: string; readonly opened: OpenedPackage }
  | {
      readonly kind: 'done';
      readonly opened: OpenedPackage;
      readonly appended: number;
      readonly records: number;
      /** purpose `directory`: how many cards were taken in */
      readonly cards: number;
    };

/** What the user decided before the last button. */
export interface ImportDecision {
  /** with what a new key's fingerprint was compared; undefined for a key that was confirmed before */
  readonly against: string | undefined;
  /** purpose `directory`: fingerprints of the cards that are taken in */
  readonly cards: readonly string[];
}
