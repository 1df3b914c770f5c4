/**
 * Reads .xls and .et (BIFF 5 and 8). The library needs 1.6 GB and says nothing for 13 s at 65,536 × 28, the most an .xls
 * can hold; this reads the same records one after the other and keeps the cells only. Formulas and macros are never run.
 */
import { BiffCursor, type BiffRecord, type BiffStream } from './biff-records.ts';
import { refuse, refuseDamaged } from './failures.ts';
import { builtInFormat, GENERAL, type NumberFormat, numberCell, numberFormat } from './number-text.ts';
import type { ProgressListener } from './progress.ts';
import { MAX_COLUMNS, MAX_MERGES, type ReadBudget } from './read-limits.ts';
import { type Cell, placeCell, SheetBuilder, type SheetCells } from './sheet-cells.ts';

/** MS-XLS 2.3.1 */
const RECORD = {
  ancientInteger: 0x0002,
  ancientNumber: 0x0003,
  ancientLabel: 0x0004,
  bof: 0x0809,
  eof: 0x000a,
  dateMode: 0x0022,
  columnInfo: 0x007d,
  boundSheet: 0x0085,
  multipleRk: 0x00bd,
  richLabel: 0x00d6,
  format: 0x00e0,
  mergedCells: 0x00e5,
  stringTable: 0x00fc,
  labelFromTable: 0x00fd,
  number: 0x0203,
  label: 0x0204,
  boolOrError: 0x0205,
  formula: 0x0006,
  formulaText: 0x0207,
  row: 0x0208,
  rk: 0x027e,
  numberFormat: 0x041e,
} as const;
const WORKSHEET = 0x0010;
const PROGRESS_MILLISECONDS = 150;
const RECORDS_BETWEEN_REPORTS = 4_096;
const TOO_MANY_SHEETS = 1_000;

/** BErr (MS-XLS 2.5.10) */
const ERROR_TEXTS: ReadonlyMap<number, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
]);

interface Globals {
  readonly sheets: { readonly name: string; readonly offset: number; readonly hidden: boolean }[];
  readonly strings: string[];
  /** number format id → code */
  readonly codes: Map<number, string>;
  /** number format id by cell style */
  readonly styles: number[];
  date1904: boolean;
}

/**
 * All worksheets of a Workbook or Book stream; throws a FailureError. Where the stream is a lone sheet, its styles and
 * formats stand in it and are read as if they stood before it.
 */
export function readBiffWorkbook(stream: BiffStream, budget: ReadBudget, onProgress: ProgressListener | undefined): readonly SheetCells[] {
  const globals: Globals = { sheets: [], strings: [], codes: new Map(), styles: [], date1904: false };
  const reporter = new Reporter(stream.length, onProgress);
  readGlobals(stream, globals, budget, reporter);
  // some programs write a lone sheet without a workbook around it
  if (globals.sheets.length === 0 && stream.word(6) === WORKSHEET) globals.sheets.push({ name: 'Sheet1', offset: 0, hidden: false });
  if (globals.sheets.length > TOO_MANY_SHEETS) refuseDamaged('工作表多得不正常');
  if (globals.sheets.length === 0) refuse('table.no-sheets', '工作簿里没有工作表。请检查是否选对了文件。');
  return globals.sheets.map((sheet) => {
    const reader = new BiffSheetReader(stream, globals, budget);
    for (const record of substream(stream, sheet.offset)) {
      reader.take(record);
      reporter.report(record.next, `正在读取工作表“${sheet.name}”`);
    }
    return reader.build(sheet.name, sheet.hidden);
  });
}

/** The records of one part of the stream, up to its end; charts inside a sheet are parts of their own and passed over. */
function* substream(stream: BiffStream, offset: number): Generator<BiffRecord> {
  let depth = 0;
  for (let record = stream.record(offset); record; record = stream.record(record.next)) {
    if (record.id === RECORD.bof) depth += 1;
    else if (depth === 0) return;
    if (record.id === RECORD.eof) depth -= 1;
    if (depth === 0) return;
    if (depth === 1) yield record;
  }
}

function readGlobals(stream: BiffStream, globals: Globals, budget: ReadBudget, reporter: Reporter): void {
  for (const record of substream(stream, 0)) {
    const { id, start } = record;
    if (id === RECORD.dateMode) globals.date1904 = stream.word(start) === 1;
    else if (id === RECORD.format) globals.styles.push(stream.word(start + 2));
    else if (id === RECORD.numberFormat) globals.codes.set(stream.word(start), stream.text(record, start + 2, stream.legacy ? 1 : 2));
    else if (id === RECORD.boundSheet && stream.byte(start + 5) === 0) {
      const hidden = (stream.byte(start + 4) & 3) !== 0;
      globals.sheets.push({ name: stream.text(record, start + 6, 1), offset: stream.long(start), hidden });
    } else if (id === RECORD.stringTable) readStrings(stream, record, globals.strings, budget, reporter);
  }
}

/** The counts at the table's beginning are not believed: some writers leave them zero. */
function readStrings(stream: BiffStream, record: BiffRecord, strings: string[], budget: ReadBudget, reporter: Reporter): void {
  const cursor = new BiffCursor(stream, stream.pieces(record), record.start);
  cursor.skip(8);
  while (!cursor.atEnd) {
    const text = lineFeeds(cursor.tableText());
    budget.addText(text.length);
    budget.addPlaces(1);
    strings.push(text);
    reporter.report(record.next, '正在读取文字表');
  }
}

class BiffSheetReader {
  private readonly builder = new SheetBuilder();
  private readonly rows: Cell[][] = [];
  private readonly hiddenRows = new Set<number>();
  private readonly formats: (NumberFormat | undefined)[] = [];
  /** a formula whose text comes in the next STRING record */
  private pending: { readonly row: number; readonly column: number } | undefined;

  constructor(
    private readonly stream: BiffStream,
    private readonly globals: Globals,
    private readonly budget: ReadBudget,
  ) {}

  take(record: BiffRecord): void {
    const { stream } = this;
    const { id, start } = record;
    if (id === RECORD.labelFromTable) this.place(start, this.globals.strings[stream.long(start + 6)] ?? '', true);
    else if (id === RECORD.rk) this.place(start, this.number(rkNumber(stream.long(start + 6)), stream.word(start + 4)));
    else if (id === RECORD.number) this.place(start, this.number(stream.double(start + 6), stream.word(start + 4)));
    else if (id === RECORD.multipleRk) this.takeMultiple(record);
    else if (id === RECORD.label || id === RECORD.richLabel) this.place(start, textCell(stream.text(record, start + 6, 2)));
    else if (id === RECORD.formula) this.takeFormula(start);
    else if (id === RECORD.formulaText) this.takeFormulaText(record);
    else if (id === RECORD.boolOrError) this.place(start, boolOrError(stream.byte(start + 6), stream.byte(start + 7)));
    else if (id === RECORD.row && (stream.byte(start + 12) & 0x20) !== 0) this.hiddenRows.add(stream.word(start));
    else if (id === RECORD.columnInfo) this.takeColumns(start);
    else if (id === RECORD.mergedCells) this.takeMerges(record);
    else if (stream.legacy) this.takeAncient(record);
  }

  /** Cells as Excel 2 wrote them, which home-made exporters still put into later files: three bytes of style, then the value. */
  private takeAncient(record: BiffRecord): void {
    const { stream } = this;
    const at = record.start + 7;
    if (record.id === RECORD.ancientInteger) this.place(record.start, String(stream.word(at)));
    else if (record.id === RECORD.ancientNumber) this.place(record.start, numberCell(stream.double(at), GENERAL, this.globals.date1904));
    else if (record.id === RECORD.ancientLabel) this.place(record.start, textCell(stream.text(record, at, 1)));
  }

  build(name: string, hidden: boolean): SheetCells {
    this.rows.forEach((cells, row) => {
      this.builder.addRow(row + 1, cells, this.hiddenRows.has(row));
    });
    return this.builder.build(name, hidden);
  }

  /** Row and column stand at the beginning of every cell record. */
  private place(start: number, cell: Cell, isShared = false): void {
    this.put(this.stream.word(start), this.stream.word(start + 2), cell, isShared);
  }

  private put(row: number, column: number, cell: Cell, isShared = false): void {
    if (cell === '') return;
    if (column >= MAX_COLUMNS) {
      this.builder.cellsBeyond += 1;
      return;
    }
    const cells = this.rows[row] ?? [];
    this.rows[row] = cells;
    const before = cells.length;
    placeCell(cells, column, cell);
    this.budget.addPlaces(cells.length - before);
    if (!isShared && typeof cell === 'string') this.budget.addText(cell.length);
  }

  private number(value: number, style: number): Cell {
    return numberCell(value, this.format(style), this.globals.date1904);
  }

  private format(style: number): NumberFormat {
    const known = this.formats[style];
    if (known) return known;
    const id = this.globals.styles[style] ?? 0;
    const code = this.globals.codes.get(id);
    const format = id === 0 ? GENERAL : code === undefined ? builtInFormat(id) : numberFormat(code);
    this.formats[style] = format;
    return format;
  }

  /** MULRK: row, first column, (style, value) for each, last column */
  private takeMultiple({ start, end }: BiffRecord): void {
    const row = this.stream.word(start);
    const first = this.stream.word(start + 2);
    for (let at = start + 4, column = first; at + 6 <= end - 2; at += 6, column += 1) {
      this.put(row, column, this.number(rkNumber(this.stream.long(at + 2)), this.stream.word(at)));
    }
  }

  /** A formula's stored result: a number, or by the first byte a text that follows, a truth value, an error, nothing. */
  private takeFormula(start: number): void {
    const { stream } = this;
    this.pending = undefined;
    const kind = stream.word(start + 12) === 0xffff ? stream.byte(start + 6) : -1;
    if (kind < 0) this.place(start, this.number(stream.double(start + 6), stream.word(start + 4)));
    else if (kind === 0) this.pending = { row: stream.word(start), column: stream.word(start + 2) };
    else if (kind === 1 || kind === 2) this.place(start, boolOrError(stream.byte(start + 8), kind - 1));
  }

  private takeFormulaText(record: BiffRecord): void {
    if (this.pending) this.put(this.pending.row, this.pending.column, textCell(this.stream.text(record, record.start, 2)));
    this.pending = undefined;
  }

  private takeColumns(start: number): void {
    if ((this.stream.byte(start + 8) & 1) === 0) return;
    const last = Math.min(this.stream.word(start + 2), MAX_COLUMNS - 1);
    for (let column = this.stream.word(start); column <= last; column += 1) this.builder.hiddenColumns.add(column);
  }

  private takeMerges({ start, end }: BiffRecord): void {
    for (let at = start + 2; at + 8 <= end && this.builder.merges.length < MAX_MERGES; at += 8) {
      this.builder.merges.push({
        firstRow: this.stream.word(at) + 1,
        lastRow: this.stream.word(at + 2) + 1,
        firstColumn: this.stream.word(at + 4),
        lastColumn: this.stream.word(at + 6),
      });
    }
  }
}

/** Tells how far in the stream the reading is, now and then. */
class Reporter {
  private count = 0;
  private last = 0;

  constructor(
    private readonly length: number,
    private readonly onProgress: ProgressListener | undefined,
  ) {}

  report(at: number, text: string): void {
    this.count += 1;
    if (this.count % RECORDS_BETWEEN_REPORTS !== 0) return;
    const now = Date.now();
    if (now - this.last < PROGRESS_MILLISECONDS) return;
    this.last = now;
    this.onProgress?.({ text, fraction: at / this.length });
  }
}

const SCRATCH = new DataView(new ArrayBuffer(8));

/** RK (MS-XLS 2.5.217): 30 bits of a double or of a whole number, in hundredths if bit 0 is set. */
function rkNumber(rk: number): number {
  let value: number;
  if ((rk & 2) !== 0) value = (rk | 0) >> 2;
  else {
    SCRATCH.setUint32(4, (rk & 0xfffffffc) >>> 0, true);
    value = SCRATCH.getFloat64(0, true);
  }
  return (rk & 1) === 0 ? value : value / 100;
}

function boolOrError(value: number, isError: number): Cell {
  if (isError !== 0) return { text: ERROR_TEXTS.get(value) ?? '#ERROR!', flaw: 'errorValue' };
  return value === 0 ? 'FALSE' : 'TRUE';
}

function textCell(text: string): Cell {
  return text.startsWith('=DISPIMG(') ? { text: '（图片）', flaw: 'picture' } : lineFeeds(text);
}

function lineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
