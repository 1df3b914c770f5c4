/**
 * Whether a package leaves sealed. Sealed is what happens unless the user chooses otherwise, has been told what that
 * means, and says why (exchange package, Outside).
 */
import type { PackagePurpose } from '#shared/ledger/entry.ts';
import type { DirectoryRow, PackageOutput } from '#shared/workstation/api.ts';

export interface Sealing {
  readonly sealed: boolean;
  /** 我已了解后果 */
  readonly understood: boolean;
  readonly reason: string;
}

export const SEALED: Sealing = { sealed: true, understood: false, reason: '' };

export interface SealTarget {
  readonly id: string;
  readonly name: string;
  /** its key was confirmed, so that a package can be sealed for it */
  readonly canSeal: boolean;
}

export interface SealingQuestion {
  readonly purpose: PackagePurpose;
  readonly recipients: readonly SealTarget[];
}

export function sealTarget({ department, canSeal }: DirectoryRow): SealTarget {
  return { id: department.uscc, name: department.name, canSeal };
}

/** for whom a package can't be sealed */
export function unsealable(recipients: readonly SealTarget[]): readonly SealTarget[] {
  return recipients.filter((recipient) => !recipient.canSeal);
}

export type SealingProblem = 'unsealable' | 'notUnderstood' | 'noReason';

/** What keeps the package from being written; undefined when nothing does. */
export function sealingProblem(sealing: Sealing, recipients: readonly SealTarget[]): SealingProblem | undefined {
  if (sealing.sealed) return unsealable(recipients).length > 0 ? 'unsealable' : undefined;
  if (!sealing.understood) return 'notUnderstood';
  return sealing.reason.trim() === '' ? 'noReason' : undefined;
}

/** What the service is told. A reason that was typed before 加密封装 was chosen again doesn't travel. */
export function sealingOutput(sealing: Sealing): Pick<PackageOutput, 'sealed' | 'unsealedReason'> {
  return sealing.sealed ? { sealed: true } : { sealed: false, unsealedReason: sealing.reason.trim() };
}

/** `甲局`, `甲局、乙局`, `甲局、乙局等 5 个部门` */
export function namesOf(recipients: readonly { readonly name: string }[], most = 3): string {
  const named = recipients
    .slice(0, most)
    .map((recipient) => recipient.name)
    .join('、');
  return recipients.length > most ? `${named}等 ${recipients.length} 个部门` : named;
}

/** The suggested name says one recipient; with several it must not look as if the file were for that one alone. */
export function nameForSeveral(suggested: string, first: string, recipients: number): string {
  return recipients > 1 ? suggested.replace(first, `${first}等${recipients}个部门`) : suggested;
}
