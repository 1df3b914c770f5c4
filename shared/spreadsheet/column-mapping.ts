/** Which column fills which field: guessed from the headers, remembered per source system, and what is still missing. */
import { APPROVAL_FIELD_LABELS, APPROVAL_FIELDS, type ApprovalField } from '#shared/domain/approval.ts';
import { ARTICLE_20_2 } from '#shared/domain/field-checks.ts';
import { holdsEitherCode, meaningOf, normaliseHeader } from './header-names.ts';

/** field → 0-based column; one column may fill two fields */
export type FieldColumns = Readonly<Partial<Record<ApprovalField, number>>>;

export interface FieldMapping {
  readonly columns: FieldColumns;
  /** field → one text for every row, where the table has no such column */
  readonly constants: Readonly<Partial<Record<ApprovalField, string>>>;
}

export interface HeaderColumn {
  readonly index: number;
  readonly header: string;
}

export interface MissingField {
  readonly field: ApprovalField;
  /** Chinese; names 办法第二十条（二） */
  readonly message: string;
}

/** one column for both codes: worse than a column of its own, better than a guess by pattern */
const EITHER_CODE_RANK = 900;

/** The best column for every field that a header speaks of; the more usual name wins, then the column further left. */
export function guessMapping(columns: readonly HeaderColumn[]): FieldMapping {
  const best = new Map<ApprovalField, { readonly index: number; readonly rank: number }>();
  const offer = (field: ApprovalField, index: number, rank: number) => {
    const known = best.get(field);
    if (!known || rank < known.rank) best.set(field, { index, rank });
  };
  for (const { index, header } of columns) {
    if (holdsEitherCode(header)) {
      offer('uscc', index, EITHER_CODE_RANK);
      offer('citizenId', index, EITHER_CODE_RANK);
      continue;
    }
    const meaning = meaningOf(header);
    if (meaning) offer(meaning.field, index, meaning.rank);
  }
  const guessed: Partial<Record<ApprovalField, number>> = {};
  for (const field of APPROVAL_FIELDS) {
    const found = best.get(field);
    if (found) guessed[field] = found.index;
  }
  // 双公示 tables have no 事项名称: the document's name (e.g. 准予行政许可决定书, 特种设备使用登记证) says what was decided
  if (guessed.matter === undefined && guessed.decisionTitle !== undefined) guessed.matter = guessed.decisionTitle;
  return { columns: guessed, constants: {} };
}

/** The words in which 办法 20(二) asks for each field; a table lacks what neither a column nor a constant fills. */
const REQUIRED: readonly (readonly [field: ApprovalField, term: string])[] = [
  ['matter', '事项名称'],
  ['decisionNumber', '法律文书编号'],
  ['counterpartName', '行政相对人姓名（名称）'],
  ['contact', '行政相对人的联系方式'],
  ['address', '行政相对人的地址'],
  ['decidedOn', '审批日期'],
  ['validTo', '有效期'],
  ['content', '审批内容'],
  ['approvedBy', '“审批决定的主要信息”（由哪个部门作出）'],
];

/** What 20(二) asks for and the mapping doesn't give, in the order in which the fields are shown. */
export function missingRequired(mapping: FieldMapping): readonly MissingField[] {
  const isFilled = (field: ApprovalField) => mapping.columns[field] !== undefined || (mapping.constants[field] ?? '').trim() !== '';
  const missing = REQUIRED.filter(([field]) => !isFilled(field)).map(([field, term]) => ({
    field,
    message: `${ARTICLE_20_2}要求推送的审批信息包含${term}，表中没有对应“${APPROVAL_FIELD_LABELS[field]}”的列。请选择一列，或填写一个适用于所有行的内容。`,
  }));
  if (isFilled('uscc') || isFilled('citizenId')) return missing;
  const message = `${ARTICLE_20_2}要求推送的审批信息包含公民身份证号码或统一社会信用代码，表中没有对应的列。请为“统一社会信用代码”或“公民身份证号码”选择一列。`;
  return [...missing, { field: 'uscc', message }];
}

const FIELDS: ReadonlySet<string> = new Set(APPROVAL_FIELDS);
/** joins two fields that one column fills, in what is remembered */
const JOINT = '+';

/**
 * Finds the remembered headers among the columns. `remembered`: normalised header → field, two fields of one column
 * joined with `+`; what it says about unknown headers or fields is passed over.
 */
export function applyRemembered(columns: readonly HeaderColumn[], remembered: Readonly<Record<string, string>>): FieldColumns {
  const applied: Partial<Record<ApprovalField, number>> = {};
  for (const [key, index] of headerKeys(columns)) {
    if (!Object.hasOwn(remembered, key)) continue;
    for (const field of remembered[key]?.split(JOINT) ?? []) if (isField(field)) applied[field] ??= index;
  }
  return applied;
}

/** What to remember of a mapping for the next table of the same system: the mirror of {@link applyRemembered}. */
export function rememberable(columns: readonly HeaderColumn[], mapping: Pick<FieldMapping, 'columns'>): Readonly<Record<string, string>> {
  const entries: [string, string][] = [];
  for (const [key, index] of headerKeys(columns)) {
    const fields = APPROVAL_FIELDS.filter((field) => mapping.columns[field] === index);
    if (fields.length > 0) entries.push([key, fields.join(JOINT)]);
  }
  return Object.fromEntries(entries);
}

/**
 * Normalised header → column; the second of two equal headers is `…#2`. Columns without a header have no key. Being
 * upper case, a key is never `__proto__` or `constructor`, whatever the file says.
 */
function headerKeys(columns: readonly HeaderColumn[]): ReadonlyMap<string, number> {
  const keys = new Map<string, number>();
  const seen = new Map<string, number>();
  for (const { index, header } of columns) {
    const name = normaliseHeader(header);
    if (name === '') continue;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    keys.set(count === 1 ? name : `${name.slice(0, 190)}#${count}`, index);
  }
  return keys;
}

function isField(value: string): value is ApprovalField {
  return FIELDS.has(value);
}
