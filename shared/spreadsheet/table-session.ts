/**
 * One opened table: what it is, what its sheets and columns are called, its rows as checked drafts, and the workbook of
 * rejected rows. Works synchronously on bytes, in a worker that may be ended at any time; keeps only the cells.
 */
import type { Approval, ApprovalDraft, ApprovalField, CheckedApproval, FieldProblem, IsoDate } from '#shared/domain/approval.ts';
import { checkApproval } from '#shared/domain/approval-checks.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { FieldMapping } from './column-mapping.ts';
import { type DataRows, findDataRows, mergedValues } from './data-rows.ts';
import { readOrFail } from './failures.ts';
import { findHeader, readHeaders, rowIndex } from './header-detection.ts';
import { normaliseHeader } from './header-names.ts';
import { openTable } from './open-table.ts';
import type { ProgressListener } from './progress.ts';
import { writeRejects } from './rejects-workbook.ts';
import { DraftReader, letterOf } from './row-drafts.ts';
import { type Cell, cellText, columnLetter, type SheetCells } from './sheet-cells.ts';

export interface SheetSummary {
  readonly name: string;
  /** rows that aren't blank */
  readonly rows: number;
  readonly hidden: boolean;
}

export interface DescribedColumn {
  /** 0-based position */
  readonly index: number;
  /** letter(s) as the spreadsheet shows */
  readonly letter: string;
  readonly header: string;
  /** up to three different values from below */
  readonly samples: readonly string[];
}

export interface SheetDescription {
  readonly sheet: string;
  /** 1-based */
  readonly headerRows: readonly number[];
  readonly dataRows: number;
  readonly columns: readonly DescribedColumn[];
  /** Chinese; what was skipped, hidden, merged or doubtful, with row numbers */
  readonly notes: readonly string[];
}

export interface CheckSettings extends FieldMapping {
  readonly sheet: string;
  readonly headerRows: readonly number[];
  readonly sourceSystem: string;
  readonly today: IsoDate;
  /** lets `acceptable` problems pass and is kept with the record */
  readonly acceptedReason?: string;
  /** 1-based rows; all when absent */
  readonly only?: ReadonlySet<number>;
}

export interface CellProblem {
  /** 1-based in the file */
  readonly row: number;
  /** letter; empty when the table has no such column */
  readonly column: string;
  readonly field: ApprovalField;
  readonly value: string;
  readonly level: FieldProblem['level'];
  readonly code: string;
  readonly reason: string;
}

export interface CheckedRow {
  /** 1-based in the file */
  readonly row: number;
  readonly draft: ApprovalDraft;
  /** there when nothing keeps the row out */
  readonly approval: Approval | undefined;
  readonly problems: readonly CellProblem[];
}

export interface RejectedRow {
  /** 1-based in the file */
  readonly row: number;
  readonly reasons: readonly string[];
}

const SAMPLES = 3;
const SAMPLE_ROWS = 200;
const SAMPLE_CHARACTERS = 60;
const IDENTITY_FIELDS = ['uscc', 'citizenId', 'registrationNumber'] as const satisfies readonly ApprovalField[];
const NO_PROBLEMS: readonly CellProblem[] = [];

export class TableSession {
  readonly sheets: readonly SheetSummary[];
  private lastRows: { readonly key: string; readonly rows: DataRows; readonly merged: ReturnType<typeof mergedValues> } | undefined;

  private constructor(
    /** e.g. Excel 工作簿（.xlsx）, CSV（GB18030） */
    readonly format: string,
    readonly notes: readonly string[],
    private readonly contents: readonly SheetCells[],
  ) {
    this.sheets = contents.map(({ name, rows, hidden }) => ({ name, rows: rows.length, hidden }));
  }

  /** Reads the whole file; the caller may drop `bytes` afterwards. Fails with the file's name as the place. */
  static open(bytes: Uint8Array, fileName: string, onProgress?: ProgressListener): Result<TableSession> {
    const opened = readOrFail(() => openTable(bytes, fileName, onProgress));
    if (!opened.ok) return { ok: false, error: { ...opened.error, at: { ...opened.error.at, file: fileName } } };
    const { format, notes, sheets } = opened.value;
    return ok(new TableSession(format, notes, sheets));
  }

  /** Columns and samples of a sheet; the header is looked for unless `headerRows` (1-based) says where it is. */
  describe(sheet: string, headerRows?: readonly number[]): Result<SheetDescription> {
    const cells = this.find(sheet);
    if (!cells) return fail('table.no-such-sheet', `文件里没有名为“${sheet}”的工作表。请重新选择工作表。`, { sheet });
    if (cells.rows.length === 0) return fail('table.sheet-empty', `工作表“${sheet}”是空的。请选择其他工作表。`, { sheet });
    const found = headerRows === undefined ? findHeader(cells) : { headerRows, certain: true };
    const { rows, merged } = this.dataRows(cells, found.headerRows);
    const width = tableWidth(cells, found.headerRows, rows.indexes);
    const headers = readHeaders(cells, found.headerRows, width);
    const columns = headers.map((header, index) => ({
      index,
      letter: columnLetter(index),
      header,
      samples: samplesOf(cells, rows.indexes, index),
    }));
    const doubt = found.certain
      ? []
      : [`没有找到能识别的标题行，暂以第 ${found.headerRows.join('、')} 行为标题。请核对标题行和各列的对应关系。`];
    const notes = [...doubt, ...sheetNotes(cells, headers, merged.size), ...rows.notes];
    return ok({ sheet, headerRows: found.headerRows, dataRows: rows.indexes.length, columns, notes });
  }

  /** Checks row after row, in the file's order; the caller takes as many at a time as it likes. */
  *checkRows(settings: CheckSettings): Generator<CheckedRow, void, undefined> {
    const cells = this.find(settings.sheet);
    if (!cells) throw new Error('checkRows: no such sheet');
    const { rows, merged } = this.dataRows(cells, settings.headerRows);
    const reader = new DraftReader(settings, cells, rows.indexes, settings.today);
    const { sourceSystem, today, acceptedReason } = settings;
    const context = acceptedReason === undefined ? { sourceSystem, today } : { sourceSystem, today, acceptedReason };
    for (const index of rows.indexes) {
      const row = cells.rowNumbers[index] as number;
      if (settings.only && !settings.only.has(row)) continue;
      const { draft, flaws } = reader.read(cells.rows[index] as readonly Cell[], merged.get(index));
      yield combine(row, draft, flaws, checkApproval(draft, context), settings);
    }
  }

  /**
   * Rejected rows as an .xlsx that can be mended and imported again: the original columns as text, columns for required
   * fields that the table lacks, and 不通过原因 at the end.
   */
  rejectsWorkbook(settings: CheckSettings, rejected: readonly RejectedRow[]): Uint8Array {
    const cells = this.find(settings.sheet);
    if (!cells) throw new Error('rejectsWorkbook: no such sheet');
    const { rows, merged } = this.dataRows(cells, settings.headerRows);
    const headers = readHeaders(cells, settings.headerRows, tableWidth(cells, settings.headerRows, rows.indexes));
    const textsOf = (row: number): readonly string[] => {
      const index = rowIndex(cells, row);
      return headers.map((_, column) => cellText(cells.rows[index]?.[column]) || cellText(merged.get(index)?.get(column)));
    };
    return writeRejects(headers, settings, rejected, textsOf);
  }

  private find(name: string): SheetCells | undefined {
    return this.contents.find((sheet) => sheet.name === name);
  }

  /** Sorting the rows of a large sheet takes a moment and is asked for again and again with the same header. */
  private dataRows(cells: SheetCells, headerRows: readonly number[]): { rows: DataRows; merged: ReturnType<typeof mergedValues> } {
    const key = JSON.stringify([cells.name, headerRows]);
    if (this.lastRows?.key !== key) {
      const rows = findDataRows(cells, Math.max(0, ...headerRows));
      this.lastRows = { key, rows, merged: mergedValues(cells, rows.indexes) };
    }
    return this.lastRows;
  }
}

/** What the cells say takes the place of what the checks say of the same field: it is the cause. */
function combine(
  row: number,
  draft: ApprovalDraft,
  flaws: readonly FieldProblem[],
  checked: CheckedApproval,
  mapping: FieldMapping,
): CheckedRow {
  if (flaws.length === 0 && checked.problems.length === 0) return { row, draft, approval: checked.approval, problems: NO_PROBLEMS };
  const keptOut = new Set(flaws.filter((flaw) => flaw.level !== 'warning').map((flaw) => flaw.field));
  // a code that was damaged isn't missing: "no code at all" would be said of whichever code the checks look for
  if (IDENTITY_FIELDS.some((field) => keptOut.has(field))) for (const field of IDENTITY_FIELDS) keptOut.add(field);
  const problems = [...flaws, ...checked.problems.filter((problem) => !keptOut.has(problem.field) || problem.level === 'warning')];
  return {
    row,
    draft,
    approval: keptOut.size > 0 ? undefined : checked.approval,
    problems: problems.map(({ field, value = '', level, code, message }) => ({
      row,
      column: letterOf(mapping, field),
      field,
      value,
      level,
      code,
      reason: message,
    })),
  };
}

/** Header cells and data count; a long note under the table doesn't widen it. */
function tableWidth(cells: SheetCells, headerRows: readonly number[], indexes: readonly number[]): number {
  let width = 0;
  for (const row of headerRows) width = Math.max(width, cells.rows[rowIndex(cells, row)]?.length ?? 0);
  for (const index of indexes) width = Math.max(width, cells.rows[index]?.length ?? 0);
  return width;
}

function samplesOf(cells: SheetCells, indexes: readonly number[], column: number): readonly string[] {
  const samples = new Set<string>();
  for (const index of indexes.slice(0, SAMPLE_ROWS)) {
    const text = cellText(cells.rows[index]?.[column]).replace(/\s+/g, ' ').trim();
    if (text !== '') samples.add(text.length > SAMPLE_CHARACTERS ? `${text.slice(0, SAMPLE_CHARACTERS)}…` : text);
    if (samples.size === SAMPLES) break;
  }
  return [...samples];
}

function sheetNotes(cells: SheetCells, headers: readonly string[], mergedRows: number): readonly string[] {
  const notes = [...cells.notes];
  if (cells.hiddenRows > 0) notes.push(`有 ${cells.hiddenRows.toLocaleString('en')} 行是隐藏的（包括被筛选掉的行），也已读取。`);
  const hidden = cells.hiddenColumns.filter((column) => column < headers.length);
  if (hidden.length > 0) notes.push(`${hidden.map(columnLetter).join('、')} 列是隐藏的，也已读取。`);
  if (mergedRows > 0) notes.push(`有 ${mergedRows.toLocaleString('en')} 行含有纵向合并的单元格，已按合并的值逐行读取。`);
  return [...notes, ...repeatedHeaders(headers)];
}

function repeatedHeaders(headers: readonly string[]): readonly string[] {
  const columns = new Map<string, number[]>();
  headers.forEach((header, index) => {
    const name = normaliseHeader(header);
    if (name !== '') columns.set(name, [...(columns.get(name) ?? []), index]);
  });
  return [...columns.values()]
    .filter((same) => same.length > 1)
    .map(
      (same) =>
        `标题“${headers[same[0] ?? 0]}”出现了 ${same.length} 次（${same.map(columnLetter).join('、')} 列），默认用最左边的一列，请核对。`,
    );
}
