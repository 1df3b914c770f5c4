/** The form's values and what follows from them: which fields apply, what is sent to the checks, where a problem is shown. */
import {
  APPROVAL_FIELDS,
  type ApprovalDraft,
  type ApprovalField,
  type CheckedApproval,
  type FieldProblem,
} from '#shared/domain/approval.ts';
import { LONG_TERM } from '#shared/domain/approval-format.ts';
import { appliesTo, shownAt, withChoices } from '../../components/counterpart-model.ts';

/** One text per field; fields that don't apply keep what was typed, so that switching back loses nothing. */
export type FormValues = Readonly<Record<ApprovalField, string>>;

/** 办法 20(二): what pushed approval information must contain */
export const REQUIRED_FIELDS: ReadonlySet<ApprovalField> = new Set([
  'matter',
  'decisionNumber',
  'counterpartName',
  'counterpartKind',
  'uscc',
  'registrationNumber',
  'citizenId',
  'contact',
  'address',
  'decidedOn',
  'validTo',
  'content',
  'approvedBy',
]);

export function valuesOf(draft: ApprovalDraft): FormValues {
  const values = Object.fromEntries(APPROVAL_FIELDS.map((field) => [field, draft[field] ?? ''])) as Record<ApprovalField, string>;
  return withChoices(values);
}

/** What is checked and saved: every field that applies, trimmed. */
export function draftOf(values: FormValues): ApprovalDraft {
  return Object.fromEntries(APPROVAL_FIELDS.filter((field) => appliesTo(field, values)).map((field) => [field, values[field].trim()]));
}

/** A problem with a field that isn't on the screen is shown at the one that stands for it. */
export function problemsAt(field: ApprovalField, values: FormValues, checked: CheckedApproval | undefined): readonly FieldProblem[] {
  return (checked?.problems ?? []).filter((problem) => shownAt(problem.field, values) === field);
}

/** Problems that keep the record from being saved. */
export function obstacles(checked: CheckedApproval | undefined): readonly FieldProblem[] {
  return (checked?.problems ?? []).filter((problem) => problem.level !== 'warning');
}

export function isLongTerm(values: FormValues): boolean {
  return values.validTo === LONG_TERM;
}

/** What the next of several similar approvals has in common with the one before: not its number, not its counterpart. */
export function alike(values: FormValues): ApprovalDraft {
  const { matter, decisionTitle, decidedOn, validFrom, validTo, content, category, certificateName, approvedBy } = values;
  return { matter, decisionTitle, decidedOn, validFrom, validTo, content, category, certificateName, approvedBy };
}
