/** How the parts of an approval are written out for people. */
import type { Approval } from '#shared/domain/approval.ts';

export function categoryText(approval: Approval): string {
  if (!approval.category) return '';
  return approval.categoryNote ? `${approval.category}（${approval.categoryNote}）` : approval.category;
}

export function certificateText(approval: Approval): string {
  return [approval.certificateName, approval.certificateNumber].filter(Boolean).join(' ');
}
