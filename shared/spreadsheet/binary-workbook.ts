/**
 * Reads .xlsb, and .xls before 1993 (BIFF 2 to 4), through the library: rare files, and bounded in size before. Only values
 * are asked for: no formulas, no HTML, no macros. Rows are taken over one by one and released.
 */
import { type CellObject, read, type WorkBook, type WorkSheet } from 'xlsx';
import { codePageDecoder } from './code-pages.ts';
import { refuse, refuseDamaged } from './failures.ts';
import { GENERAL, type NumberFormat, numberCell, numberFormat } from './number-text.ts';
import { MAX_COLUMNS, MAX_MERGES, MAX_ROWS, type ReadBudget } from './read-limits.ts';
import { type Cell, placeCell, SheetBuilder, type SheetCells } from './sheet-cells.ts';

const ERROR_TEXTS: ReadonlyMap<number, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
]);

type DenseRow = (CellObject | undefined)[] | undefined;

/**
 * All worksheets; throws a FailureError when the library can't make sense of the file. `codePage`: of the texts in an old
 * .xls, undefined where it names none.
 */
export function readBinaryWorkbook(bytes: Uint8Array, codePage: number | undefined | 'unicode', budget: ReadBudget): readonly SheetCells[] {
  const workbook = parse(bytes);
  const decode = textDecoderFor(codePage);
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const sheets: SheetCells[] = [];
  workbook.SheetNames.forEach((name, index) => {
    // `Sheets` is a plain object keyed by names from the file; only its own keys are sheets
    const sheet = Object.hasOwn(workbook.Sheets, name) ? workbook.Sheets[name] : undefined;
    if (!sheet || (sheet['!type'] !== undefined && sheet['!type'] !== 'sheet')) return;
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    sheets.push(takeSheet(sheet, decode(name), hidden, new CellReader(decode, date1904, budget)));
    delete workbook.Sheets[name];
  });
  if (sheets.length === 0) refuse('table.no-sheets', '工作簿里没有工作表。请检查是否选对了文件。');
  return sheets;
}

function parse(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, {
      type: 'array',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      cellNF: true,
      cellDates: false,
      bookVBA: false,
      sheetRows: MAX_ROWS,
    });
  } catch {
    // the library throws Errors and plain strings at whatever doesn't fit; none of them says more than "damaged"
    return refuseDamaged('无法解析工作簿');
  }
}

function takeSheet(sheet: WorkSheet, name: string, hidden: boolean, reader: CellReader): SheetCells {
  const builder = new SheetBuilder();
  const data: DenseRow[] = sheet['!data'] ?? [];
  const rowInfo = sheet['!rows'] ?? [];
  // forEach passes over the holes of a sparse array: one cell in row 65,536 costs one step
  data.forEach((row, index) => {
    const cells: Cell[] = [];
    row?.forEach((object, column) => {
      const cell = object === undefined ? '' : reader.cell(object);
      if (cell === '') return;
      if (column < MAX_COLUMNS) placeCell(cells, column, cell);
      else builder.cellsBeyond += 1;
    });
    data[index] = undefined;
    reader.charge(cells);
    builder.addRow(index + 1, cells, rowInfo[index]?.hidden === true);
  });
  for (const merge of (sheet['!merges'] ?? []).slice(0, MAX_MERGES)) {
    builder.merges.push({ firstRow: merge.s.r + 1, lastRow: merge.e.r + 1, firstColumn: merge.s.c, lastColumn: merge.e.c });
  }
  (sheet['!cols'] ?? []).forEach((column, index) => {
    if (column?.hidden && index < MAX_COLUMNS) builder.hiddenColumns.add(index);
  });
  return builder.build(name, hidden);
}

class CellReader {
  private readonly formats = new Map<string, NumberFormat>();

  constructor(
    private readonly decode: (text: string) => string,
    private readonly date1904: boolean,
    private readonly budget: ReadBudget,
  ) {}

  charge(cells: readonly Cell[]): void {
    this.budget.addPlaces(cells.length + 4);
    for (const cell of cells) if (typeof cell === 'string' && cell !== '') this.budget.addText(cell.length);
  }

  cell(object: CellObject): Cell {
    const value = object.v;
    if (value === undefined || value === null) return '';
    if (object.t === 'e') return { text: ERROR_TEXTS.get(Number(value)) ?? '#ERROR!', flaw: 'errorValue' };
    if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
    if (typeof value === 'number') return numberCell(value, this.format(object.z), this.date1904);
    if (value instanceof Date) return value.toISOString().slice(0, 10);
    const text = this.decode(value);
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }

  private format(code: string | number | undefined): NumberFormat {
    if (code === undefined) return GENERAL;
    const key = String(code);
    const known = this.formats.get(key) ?? numberFormat(key);
    this.formats.set(key, known);
    return known;
  }
}

/** Texts of an old .xls come from the library as one character per byte; they are put back into bytes and decoded. */
function textDecoderFor(codePage: number | undefined | 'unicode'): (text: string) => string {
  if (codePage === 'unicode') return (text) => text;
  const decoder = codePageDecoder(codePage);
  return (text) => {
    if (!/[\x80-\xff]/.test(text) || /[^\0-\xff]/.test(text)) return text;
    return decoder.decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  };
}
