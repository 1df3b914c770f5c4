/** Which identity fields a kind of counterpart has; the same for approvals and supervision information. */
import type { CounterpartKind } from '#shared/domain/approval.ts';
import { NO_USCC } from '#shared/domain/codes.ts';
import { COUNTERPART_KIND_LABELS, readCounterpartKind } from '#shared/domain/counterpart.ts';

export type CounterpartField =
  | 'counterpartName'
  | 'counterpartKind'
  | 'uscc'
  | 'registrationNumber'
  | 'citizenId'
  | 'certificateType'
  | 'contact'
  | 'address';
export type CounterpartValues = Readonly<Record<CounterpartField, string>>;

/** the certificate that an empty 证件类型 means (counterpart.ts) */
export const CITIZEN_ID = '身份证';

/** What the choices of a form begin with. */
export function withChoices<Values extends CounterpartValues>(values: Values): Values {
  return {
    ...values,
    counterpartKind: readCounterpartKind(values.counterpartKind) ? values.counterpartKind : COUNTERPART_KIND_LABELS.organisation,
    certificateType: values.certificateType || CITIZEN_ID,
  };
}

export function kindOf(values: CounterpartValues): CounterpartKind {
  return readCounterpartKind(values.counterpartKind) ?? 'organisation';
}

export function hasNoUscc(values: CounterpartValues): boolean {
  return values.uscc === NO_USCC;
}

/** The identity fields that a kind of counterpart has. */
export function appliesTo(field: string, values: CounterpartValues): boolean {
  const person = kindOf(values) === 'person';
  switch (field) {
    case 'uscc':
      return !person;
    case 'registrationNumber':
      return !person && hasNoUscc(values);
    case 'citizenId':
    case 'certificateType':
      return person;
    default:
      return true;
  }
}

/** Where a problem is shown: one with a field that isn't on the screen at the one that stands for it. */
export function shownAt<Field extends string>(field: Field, values: CounterpartValues): Field | 'citizenId' | 'uscc' {
  if (appliesTo(field, values)) return field;
  return kindOf(values) === 'person' ? 'citizenId' : 'uscc';
}
