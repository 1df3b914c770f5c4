/**
 * Reading a table happens apart: in the application in a worker of its own that has no key and no ledger, and that is
 * ended when it takes too long or the user cancels. This is how the workstation talks to it.
 */
import type { Approval, ApprovalDraft, ApprovalField, IsoDate } from '#shared/domain/approval.ts';
import type { Result } from '#shared/domain/result.ts';
import type { ColumnMapping, OnProgress, RowProblem, TableColumn, TableSheet } from '../api.ts';

/** A file that isn't read by then is given up (odd files must end within 30 s; large true ones get longer by size). */
export function readTimeoutMilliseconds(sizeInBytes: number): number {
  return 25_000 + Math.round(sizeInBytes / 1024 / 1024) * 2_000;
}

export interface ReaderTable {
  readonly format: string;
  readonly sheets: readonly TableSheet[];
  readonly notes: readonly string[];
}

export interface ReaderSheet {
  readonly sheet: string;
  readonly headerRows: readonly number[];
  readonly dataRows: number;
  readonly columns: readonly TableColumn[];
  readonly notes: readonly string[];
  readonly guessed: ColumnMapping;
}

export interface ReaderSettings {
  readonly sheet: string;
  readonly headerRows: readonly number[];
  readonly mapping: ColumnMapping;
  readonly sourceSystem: string;
  readonly today: IsoDate;
  readonly acceptedReason?: string;
}

/** One row after the checks; drafts and single problems are asked for again when they are shown. */
export interface ReaderRow {
  /** 1-based in the file */
  readonly row: number;
  readonly approval: Approval | undefined;
  /** worst level of its problems */
  readonly level: 'none' | RowProblem['level'];
  readonly codes: readonly string[];
}

export interface ReaderRowDetail {
  readonly row: number;
  readonly draft: ApprovalDraft;
  readonly problems: readonly RowProblem[];
}

export interface TableReader {
  open(bytes: Uint8Array, fileName: string, onProgress: OnProgress): Promise<Result<ReaderTable>>;
  describe(sheet: string, headerRows?: readonly number[]): Promise<Result<ReaderSheet>>;
  /** required fields (20(二)) that neither a column nor a constant fills */
  missing(mapping: ColumnMapping): Promise<readonly { readonly field: ApprovalField; readonly message: string }[]>;
  applyRemembered(columns: readonly TableColumn[], remembered: Readonly<Record<string, string>>): Promise<ColumnMapping['columns']>;
  rememberable(columns: readonly TableColumn[], mapping: ColumnMapping): Promise<Readonly<Record<string, string>>>;
  /** starts over; then {@link nextRows} until it answers with an empty list */
  beginCheck(settings: ReaderSettings): Promise<Result<void>>;
  nextRows(): Promise<readonly ReaderRow[]>;
  /** what the problems are called, collected over all rows so far */
  problemKinds(): Promise<
    readonly { readonly code: string; readonly reason: string; readonly level: RowProblem['level']; readonly rows: number }[]
  >;
  details(rows: readonly number[]): Promise<readonly ReaderRowDetail[]>;
  rejectsWorkbook(rows: readonly number[]): Promise<Uint8Array>;
  /** ends the reader and frees its memory */
  close(): void;
}

export type TableReaderFactory = (sizeInBytes: number) => TableReader;
