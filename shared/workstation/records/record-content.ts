/** What an approval and supervision information have to say where one place shows both: names, fields, differences. */
import type { Approval } from '#shared/domain/approval.ts';
import { type ApprovalChange, approvalChanges, approvalFields } from '#shared/domain/approval-format.ts';
import { type Supervision, supervisionTitle } from '#shared/domain/supervision.ts';
import { supervisionChanges, supervisionFields } from '#shared/domain/supervision-format.ts';

export type RecordContent = Approval | Supervision;

function isApproval(content: RecordContent): content is Approval {
  return 'validity' in content;
}

/** Empty when nothing differs, and between different kinds: a record never changes its kind. */
export function recordChanges(before: RecordContent, after: RecordContent): readonly ApprovalChange[] {
  if (isApproval(before)) return isApproval(after) ? approvalChanges(before, after) : [];
  return isApproval(after) ? [] : supervisionChanges(before, after);
}

export function recordFields(content: RecordContent): readonly { readonly label: string; readonly value: string }[] {
  return isApproval(content) ? approvalFields(content) : supervisionFields(content);
}

/** 事项名称, or the kind of supervision information. */
export function contentTitle(content: RecordContent): string {
  return isApproval(content) ? content.matter : supervisionTitle(content);
}

/** By what a message names it: its number, else its title (a finding need not have a number). */
export function contentName(content: RecordContent): string {
  return content.decisionNumber || `${contentTitle(content)} ${content.counterpart.name}`;
}
