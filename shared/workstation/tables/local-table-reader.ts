/** The reader itself: the spreadsheet room behind the port of table-reader.ts. Runs in the table worker, the CLI and tests. */
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { applyRemembered, guessMapping, missingRequired, rememberable } from '#shared/spreadsheet/column-mapping.ts';
import { type CheckedRow, TableSession } from '#shared/spreadsheet/table-session.ts';
import type { ColumnMapping, OnProgress, RowProblem, TableColumn } from '../api.ts';
import type { ReaderRow, ReaderRowDetail, ReaderSettings, ReaderSheet, ReaderTable, TableReader } from './table-reader.ts';

const BATCH_ROWS = 1000;
const LEVELS = ['none', 'warning', 'acceptable', 'error'] as const;

interface Kind {
  readonly reason: string;
  readonly level: RowProblem['level'];
  rows: number;
}

export class LocalTableReader implements TableReader {
  #session: TableSession | undefined;
  #settings: ReaderSettings | undefined;
  #rows: Iterator<CheckedRow> | undefined;
  readonly #kinds = new Map<string, Kind>();

  async open(bytes: Uint8Array, fileName: string, onProgress: OnProgress): Promise<Result<ReaderTable>> {
    const opened = TableSession.open(bytes, fileName, onProgress);
    if (!opened.ok) return opened;
    this.#session = opened.value;
    const { format, sheets, notes } = opened.value;
    return ok({ format, sheets, notes });
  }

  async describe(sheet: string, headerRows?: readonly number[]): Promise<Result<ReaderSheet>> {
    if (!this.#session) return closed();
    const described = this.#session.describe(sheet, headerRows);
    if (!described.ok) return described;
    return ok({ ...described.value, guessed: guessMapping(described.value.columns) });
  }

  async missing(mapping: ColumnMapping): ReturnType<TableReader['missing']> {
    return missingRequired(mapping);
  }

  async applyRemembered(
    columns: readonly TableColumn[],
    remembered: Readonly<Record<string, string>>,
  ): ReturnType<TableReader['applyRemembered']> {
    return applyRemembered(columns, remembered);
  }

  async rememberable(columns: readonly TableColumn[], mapping: ColumnMapping): ReturnType<TableReader['rememberable']> {
    return rememberable(columns, mapping);
  }

  async beginCheck(settings: ReaderSettings): Promise<Result<void>> {
    if (!this.#session) return closed();
    this.#settings = settings;
    this.#kinds.clear();
    this.#rows = this.#session.checkRows(flat(settings))[Symbol.iterator]();
    return ok(undefined);
  }

  async nextRows(): Promise<readonly ReaderRow[]> {
    const batch: ReaderRow[] = [];
    while (this.#rows && batch.length < BATCH_ROWS) {
      const next = this.#rows.next();
      if (next.done) {
        this.#rows = undefined;
        break;
      }
      batch.push(this.#toReaderRow(next.value));
    }
    return batch;
  }

  #toReaderRow({ row, approval, problems }: CheckedRow): ReaderRow {
    let level: ReaderRow['level'] = 'none';
    const codes = new Set<string>();
    for (const problem of problems) {
      if (LEVELS.indexOf(problem.level) > LEVELS.indexOf(level)) level = problem.level;
      if (codes.has(problem.code)) continue;
      codes.add(problem.code);
      const kind = this.#kinds.get(problem.code);
      if (kind) kind.rows += 1;
      else this.#kinds.set(problem.code, { reason: problem.reason, level: problem.level, rows: 1 });
    }
    return { row, approval, level, codes: [...codes] };
  }

  async problemKinds(): ReturnType<TableReader['problemKinds']> {
    return [...this.#kinds].map(([code, kind]) => ({ code, ...kind })).sort((a, b) => b.rows - a.rows);
  }

  async details(rows: readonly number[]): Promise<readonly ReaderRowDetail[]> {
    const { sheet } = this.#settings ?? {};
    return this.#only(rows).map(({ row, draft, problems }) => ({
      row,
      draft,
      problems: problems.map((problem) => ({ sheet: sheet ?? '', ...problem })),
    }));
  }

  async rejectsWorkbook(rows: readonly number[]): Promise<Uint8Array> {
    if (!this.#session || !this.#settings) throw new Error('the table is closed');
    const reasons = this.#only(rows).map(({ row, problems }) => ({
      row,
      reasons: problems.filter((problem) => problem.level !== 'warning').map((problem) => problem.reason),
    }));
    return this.#session.rejectsWorkbook(flat(this.#settings), reasons);
  }

  #only(rows: readonly number[]): readonly CheckedRow[] {
    if (!this.#session || !this.#settings) throw new Error('the table is closed');
    return [...this.#session.checkRows({ ...flat(this.#settings), only: new Set(rows) })];
  }

  close(): void {
    this.#session = undefined;
    this.#rows = undefined;
  }
}

function flat({ mapping, ...settings }: ReaderSettings) {
  return { ...settings, columns: mapping.columns, constants: mapping.constants };
}

function closed() {
  return fail('import.gone', '这次导入已经结束或取消。请重新选择文件。');
}
