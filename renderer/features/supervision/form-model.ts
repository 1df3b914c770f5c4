/** The form's values and what follows from them: what is sent to the checks, what is required. */
import {
  type CheckedSupervision,
  SUPERVISION_FIELDS,
  type SupervisionDraft,
  type SupervisionField,
  type SupervisionProblem,
} from '#shared/domain/supervision.ts';
import { readSupervisionKind } from '#shared/domain/supervision-checks.ts';
import { appliesTo, shownAt, withChoices } from '../../components/counterpart-model.ts';

/** One text per field; fields that don't apply keep what was typed, so that switching back loses nothing. */
export type FormValues = Readonly<Record<SupervisionField, string>>;

/** what a finding needn't have yet (supervision-checks.ts) */
const OF_DECISIONS: ReadonlySet<SupervisionField> = new Set(['decisionNumber', 'legalBasis', 'content']);
const REQUIRED: ReadonlySet<SupervisionField> = new Set([
  'kind',
  'counterpartName',
  'counterpartKind',
  'uscc',
  'registrationNumber',
  'citizenId',
  'decidedOn',
  'facts',
  'madeBy',
]);

export function isRequired(field: SupervisionField, values: FormValues): boolean {
  return REQUIRED.has(field) || (OF_DECISIONS.has(field) && readSupervisionKind(values.kind) !== 'finding');
}

export function valuesOf(draft: SupervisionDraft): FormValues {
  const values = Object.fromEntries(SUPERVISION_FIELDS.map((field) => [field, draft[field] ?? ''])) as Record<SupervisionField, string>;
  return withChoices(values);
}

/** What is checked and saved: every field that applies, trimmed. */
export function draftOf(values: FormValues): SupervisionDraft {
  return Object.fromEntries(SUPERVISION_FIELDS.filter((field) => appliesTo(field, values)).map((field) => [field, values[field].trim()]));
}

type Place = SupervisionProblem['field'];

export function problemsAt(field: Place, values: FormValues, checked: CheckedSupervision | undefined): readonly SupervisionProblem[] {
  return (checked?.problems ?? []).filter((problem) => shownAt(problem.field, values) === field);
}

/** Problems that keep the record from being saved. */
export function obstacles(checked: CheckedSupervision | undefined): readonly SupervisionProblem[] {
  return (checked?.problems ?? []).filter((problem) => problem.level !== 'warning');
}
