/**
 * From cells to a draft, and what the cells themselves give cause to say: a draft holds texts only, so whatever a text
 * can't show (a number that lost its digits, an error value, a picture) is said here, with the cell's address.
 */
import { APPROVAL_FIELD_LABELS, type ApprovalDraft, type ApprovalField, type FieldProblem, type IsoDate } from '#shared/domain/approval.ts';
import { looksRounded, readCitizenId, readUscc } from '#shared/domain/codes.ts';
import type { FieldMapping } from './column-mapping.ts';
import { type Cell, cellText, columnLetter, type FlawedCell, type SheetCells } from './sheet-cells.ts';

/** Fields whose every character counts: a damaged number must not come in as one of these. */
const CODE_FIELDS: ReadonlySet<ApprovalField> = new Set([
  'uscc',
  'registrationNumber',
  'citizenId',
  'decisionNumber',
  'certificateNumber',
  'contact',
]);
/** Without these a row is no record anyway; a flaw in any other field costs that field only. */
const NEEDED_FIELDS: ReadonlySet<ApprovalField> = new Set([
  'matter',
  'decisionNumber',
  'counterpartName',
  'uscc',
  'citizenId',
  'contact',
  'address',
  'decidedOn',
  'validTo',
  'content',
  'approvedBy',
]);
const DATE_FIELDS: ReadonlySet<ApprovalField> = new Set(['decidedOn', 'validFrom', 'validTo']);

export type DraftFields = { -readonly [F in ApprovalField]?: string };

export interface RowDraft {
  readonly draft: ApprovalDraft;
  /** what the cells give cause to say; empty for almost every row */
  readonly flaws: readonly FieldProblem[];
}

interface Source {
  readonly field: ApprovalField;
  readonly column: number;
  readonly isDate: boolean;
}

const NO_FLAWS: readonly FieldProblem[] = [];

/** Reads rows by one mapping; made once for all rows of a table. */
export class DraftReader {
  private readonly sources: readonly Source[];
  private readonly constants: readonly (readonly [ApprovalField, string])[];
  private readonly eitherCode: boolean;
  private readonly roundedColumns: ReadonlySet<number>;

  constructor(
    mapping: FieldMapping,
    sheet: SheetCells,
    indexes: readonly number[],
    private readonly today: IsoDate,
  ) {
    const entries = Object.entries(mapping.columns) as [ApprovalField, number | undefined][];
    this.sources = entries.flatMap(([field, column]) => (column === undefined ? [] : [{ field, column, isDate: DATE_FIELDS.has(field) }]));
    const given = Object.entries(mapping.constants) as [ApprovalField, string | undefined][];
    this.constants = given.flatMap(([field, text]) =>
      text === undefined || mapping.columns[field] !== undefined ? [] : [[field, text.trim()] as const],
    );
    this.eitherCode = mapping.columns.uscc !== undefined && mapping.columns.uscc === mapping.columns.citizenId;
    const codeColumns = [mapping.columns.uscc, mapping.columns.citizenId].filter((column) => column !== undefined);
    this.roundedColumns = new Set(codeColumns.filter((column) => isRoundedColumn(sheet, indexes, column)));
  }

  /** `merged`: values of cells merged over this row from above */
  read(cells: readonly Cell[], merged: ReadonlyMap<number, Cell> | undefined): RowDraft {
    const draft: DraftFields = {};
    let flaws: FieldProblem[] | undefined;
    for (const source of this.sources) {
      const cell = valueAt(cells, merged, source.column);
      if (typeof cell === 'string') {
        const text = trimmed(cell);
        draft[source.field] = source.isDate ? dateOnly(text) : text;
        if (this.roundedColumns.has(source.column) && looksRounded(text)) {
          flaws ??= [];
          flaws.push(roundedProblem(source.field, text));
        }
      } else {
        draft[source.field] = '';
        flaws ??= [];
        flaws.push(flawProblem(source.field, cell));
      }
    }
    for (const [field, text] of this.constants) draft[field] = text;
    if (this.eitherCode) this.splitCode(draft);
    return { draft, flaws: flaws ?? NO_FLAWS };
  }

  /** One column for both codes: each value goes where it fits, by its check character first. */
  private splitCode(draft: DraftFields): void {
    const code = draft.uscc ?? '';
    if (code === '') return;
    const isUscc = readUscc(code).state === 'valid';
    const isPersonal = !isUscc && (readCitizenId(code, this.today).state === 'valid' || /^[1-8]\d{16}[\dXx]$/.test(code));
    draft[isPersonal ? 'uscc' : 'citizenId'] = '';
  }
}

function valueAt(cells: readonly Cell[], merged: ReadonlyMap<number, Cell> | undefined, column: number): Cell {
  const cell = cells[column] ?? '';
  return cell === '' && merged !== undefined ? (merged.get(column) ?? '') : cell;
}

/** White space of every width, and the invisible characters that copying from web pages leaves behind. */
function trimmed(text: string): string {
  const plain = text.trim();
  const first = plain.charCodeAt(0);
  const last = plain.charCodeAt(plain.length - 1);
  if (!isInvisible(first) && !isInvisible(last)) return plain;
  return plain.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '');
}

function isInvisible(code: number): boolean {
  return (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || code === 0x2060 || code === 0xfeff;
}

/** A date cell with a time of day behind; other notations are for `parseDate`. */
function dateOnly(text: string): string {
  return text.length === 19 && /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text) ? text.slice(0, 10) : text;
}

function flawProblem(field: ApprovalField, cell: FlawedCell): FieldProblem {
  const label = APPROVAL_FIELD_LABELS[field];
  const level = NEEDED_FIELDS.has(field) || (cell.flaw === 'longNumber' && CODE_FIELDS.has(field)) ? 'error' : 'warning';
  const rest = level === 'warning' ? '这一栏按空白读取。' : '';
  const problem = (what: string, message: string): FieldProblem => ({ field, level, code: `cell.${what}`, message, value: cell.text });
  switch (cell.flaw) {
    case 'longNumber':
      return problem(
        'long-number',
        `${label}在表格中存成了数字，超过 15 位的部分已经丢失，无法恢复。请在原系统中把这一列导出为文本，或对照原件改填。${rest}`,
      );
    case 'errorValue':
      return problem('error-value', `${label}的单元格是错误值 ${cell.text}。请在表格中改正后再导入。${rest}`);
    case 'formulaWithoutValue':
      return problem(
        'formula-without-value',
        `${label}的单元格是公式，文件里没有保存它的结果。请用表格软件打开并保存一次，再导入。${rest}`,
      );
    case 'picture':
      return problem('picture', `${label}的单元格是图片，无法读取其中的文字。请改填文字。${rest}`);
  }
}

function roundedProblem(field: ApprovalField, value: string): FieldProblem {
  const label = APPROVAL_FIELD_LABELS[field];
  const message = `${label}末三位是 000，同一列还有许多这样的值：这一列曾被表格软件当作数字，后几位已经丢失，即使校验码碰巧相符也不可信。请在原系统中把这一列导出为文本。`;
  return { field, level: 'error', code: 'cell.rounded-column', message, value };
}

/**
 * Three or more 18-digit values with tail 000, and more of them than chance (1 in 1,000) explains: the column went through
 * a spreadsheet as numbers. Some 8 % of such values still pass their check, so the column is judged as a whole.
 */
function isRoundedColumn(sheet: SheetCells, indexes: readonly number[], column: number): boolean {
  let digits = 0;
  let rounded = 0;
  for (const index of indexes) {
    const text = cellText(sheet.rows[index]?.[column]);
    if (text.length !== 18 || !isAllDigits(text)) continue;
    digits += 1;
    if (looksRounded(text)) rounded += 1;
  }
  return rounded >= 3 && rounded > digits * 0.05;
}

function isAllDigits(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

/** The letter of the column that fills a field; '' when a constant or nothing does. */
export function letterOf(mapping: FieldMapping, field: ApprovalField): string {
  const column = mapping.columns[field];
  return column === undefined ? '' : columnLetter(column);
}
