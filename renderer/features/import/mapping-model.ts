/** Which column fills which field: changes to a mapping, and which required field nothing fills yet. Pure. */
import { APPROVAL_FIELD_LABELS, type ApprovalField } from '#shared/domain/approval.ts';
import type { ColumnMapping, OpenedTable } from '#shared/workstation/api.ts';
import { text } from './text.ts';

/** Fields of 20(二) that every row needs; any one field of an entry is enough (公民身份证号码或统一社会信用代码). */
const REQUIRED: readonly (readonly [ApprovalField, ...ApprovalField[]])[] = [
  ['matter'],
  ['decisionNumber'],
  ['counterpartName'],
  ['uscc', 'citizenId', 'registrationNumber'],
  ['contact'],
  ['address'],
  ['decidedOn'],
  ['validTo'],
  ['content'],
];

export interface MissingField {
  readonly field: ApprovalField;
  readonly label: string;
  readonly message: string;
}

/** The field(s) that a column fills, in the order of the form. */
export function fieldsOfColumn(mapping: ColumnMapping, column: number): readonly ApprovalField[] {
  return entriesOf(mapping.columns).flatMap(([field, index]) => (index === column ? [field] : []));
}

/** Makes `column` fill exactly `fields`; a field taken from another column or from a constant leaves it there. */
export function assignColumn(mapping: ColumnMapping, column: number, fields: readonly ApprovalField[]): ColumnMapping {
  const others = entriesOf(mapping.columns).filter(([field, index]) => index !== column && !fields.includes(field));
  const columns = Object.fromEntries([...others, ...fields.map((field) => [field, column] as const)]);
  const constants = Object.fromEntries(entriesOf(mapping.constants).filter(([field]) => !fields.includes(field)));
  return { columns, constants };
}

/** undefined takes the constant away; an empty text keeps its input open but fills nothing. */
export function setConstant(mapping: ColumnMapping, field: ApprovalField, value: string | undefined): ColumnMapping {
  const columns = Object.fromEntries(entriesOf(mapping.columns).filter(([other]) => value === undefined || other !== field));
  const others = entriesOf(mapping.constants).filter(([other]) => other !== field);
  return { columns, constants: Object.fromEntries(value === undefined ? others : [...others, [field, value] as const]) };
}

export function isFilled(mapping: ColumnMapping, field: ApprovalField): boolean {
  return mapping.columns[field] !== undefined || (mapping.constants[field] ?? '').trim() !== '';
}

/** Required fields that were missing when the table was opened, or that the user has taken away since. */
export function requiredFields(table: OpenedTable, mapping: ColumnMapping): readonly MissingField[] {
  const told = new Map(table.missing.map((item) => [item.field, item.message]));
  const rules = REQUIRED.filter((fields) => fields.some((field) => told.has(field)) || !fields.some((field) => isFilled(mapping, field)));
  const known = new Set(REQUIRED.flat());
  const others = table.missing.filter((item) => !known.has(item.field)).map((item) => item.field);
  return [...rules.map((fields) => fields.find((field) => told.has(field)) ?? fields[0]), ...others].map((field) => {
    const label = labelOf(field);
    return { field, label, message: told.get(field) ?? text.mapping.required(label) };
  });
}

/** True when one of the fields that can stand for `field` is filled. */
export function isSatisfied(mapping: ColumnMapping, field: ApprovalField): boolean {
  const rule = REQUIRED.find((fields) => fields.includes(field)) ?? [field];
  return rule.some((other) => isFilled(mapping, other));
}

function labelOf(field: ApprovalField): string {
  const rule = REQUIRED.find((fields) => fields.includes(field));
  return rule && rule.length > 1 ? text.mapping.identity : APPROVAL_FIELD_LABELS[field];
}

/** Constants without text fill nothing and aren't sent. */
export function cleaned(mapping: ColumnMapping): ColumnMapping {
  const constants = entriesOf(mapping.constants).flatMap(([field, value]) => (value.trim() ? [[field, value.trim()] as const] : []));
  return { columns: mapping.columns, constants: Object.fromEntries(constants) };
}

export function entriesOf<T>(record: Readonly<Partial<Record<ApprovalField, T>>>): readonly (readonly [ApprovalField, T])[] {
  return Object.entries(record) as (readonly [ApprovalField, T])[];
}
