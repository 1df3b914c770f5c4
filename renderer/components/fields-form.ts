/** What a field of a form needs to know of it, whatever record the form is for. */
export interface FieldSaying {
  readonly code: string;
  readonly level: 'error' | 'warning' | 'acceptable';
  readonly message: string;
}

export interface FieldsForm<Field extends string> {
  readonly values: Readonly<Record<Field, string>>;
  readonly set: (field: Field, value: string) => void;
  readonly touch: (field: Field) => void;
  /** what is said at the field now: nothing before it was touched */
  readonly sayings: (field: Field) => readonly FieldSaying[];
  readonly label: (field: Field) => string;
  readonly placeholder: (field: Field) => string;
  readonly required: (field: Field) => boolean;
  /** beginning of the fields' test ids */
  readonly testId: string;
}

/** Id of a field's control, for labels and for going to the first problem. */
export function fieldId(field: string): string {
  return `form-${field}`;
}

export function focusField(id: string): void {
  const element = document.getElementById(id);
  element?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  element?.focus({ preventScroll: true });
}
