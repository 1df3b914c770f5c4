/** What a sheet is after reading, whatever file it came from: rows of cells, blank rows left out. */

/**
 * Why a cell's value can't be taken as it stands.
 * - `longNumber`: a number of 16 or more digits; the digits beyond the fifteenth are lost for good
 * - `errorValue`: #N/A, #REF! …
 * - `formulaWithoutValue`: a formula whose result was never stored
 * - `picture`: WPS DISPIMG
 */
export type Flaw = 'longNumber' | 'errorValue' | 'formulaWithoutValue' | 'picture';

export interface FlawedCell {
  /** what can be said of the value, for showing; never to be stored as data */
  readonly text: string;
  readonly flaw: Flaw;
}

/** Text as a person sees it, dates as YYYY-MM-DD, '' for blank. */
export type Cell = string | FlawedCell;

/** Rows 1-based, columns 0-based, both ends inclusive. */
export interface Merge {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export interface SheetCells {
  readonly name: string;
  readonly hidden: boolean;
  /** 1-based row of each element of `rows`, ascending */
  readonly rowNumbers: readonly number[];
  /** cells from column A on; as long as the row's last cell that isn't blank */
  readonly rows: readonly (readonly Cell[])[];
  readonly merges: readonly Merge[];
  readonly hiddenRows: number;
  /** 0-based */
  readonly hiddenColumns: readonly number[];
  /** Chinese; what reading left out */
  readonly notes: readonly string[];
}

export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  return typeof cell === 'string' ? cell : cell.text;
}

/** A, B … Z, AA …; `index` is 0-based. */
export function columnLetter(index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return letters;
}

/** Collects a sheet's rows in any order and puts them right. */
export class SheetBuilder {
  private readonly numbers: number[] = [];
  private readonly rows: Cell[][] = [];
  private ascending = true;
  readonly merges: Merge[] = [];
  readonly hiddenColumns = new Set<number>();
  hiddenRows = 0;
  /** cells to the right of what is read */
  cellsBeyond = 0;

  /** `cells` becomes the builder's; trailing blanks are cut, an all blank row is left out. */
  addRow(number: number, cells: Cell[], hidden: boolean): void {
    let length = cells.length;
    while (length > 0 && isBlank(cells[length - 1])) length -= 1;
    if (length === 0) return;
    if (length < cells.length) cells.length = length;
    if (number <= (this.numbers.at(-1) ?? 0)) this.ascending = false;
    this.numbers.push(number);
    this.rows.push(cells);
    if (hidden) this.hiddenRows += 1;
  }

  get rowCount(): number {
    return this.numbers.length;
  }

  build(name: string, hidden: boolean): SheetCells {
    if (!this.ascending) this.putInOrder();
    const notes: string[] = [];
    if (this.cellsBeyond > 0)
      notes.push(`工作表“${name}”第 1,000 列以后还有 ${this.cellsBeyond.toLocaleString('en')} 个单元格，没有读取。`);
    return {
      name,
      hidden,
      rowNumbers: this.numbers,
      rows: this.rows,
      merges: this.merges,
      hiddenRows: this.hiddenRows,
      hiddenColumns: [...this.hiddenColumns].sort((a, b) => a - b),
      notes,
    };
  }

  /** Writers must give rows in order, some don't; a row given twice becomes one, the later cells win. */
  private putInOrder(): void {
    const byNumber = new Map<number, Cell[]>();
    this.numbers.forEach((number, index) => {
      const cells = this.rows[index] ?? [];
      const known = byNumber.get(number);
      if (known === undefined) byNumber.set(number, cells);
      else {
        cells.forEach((cell, column) => {
          if (!isBlank(cell)) placeCell(known, column, cell);
        });
      }
    });
    const sorted = [...byNumber].sort(([a], [b]) => a - b);
    this.numbers.length = 0;
    this.rows.length = 0;
    for (const [number, cells] of sorted) {
      this.numbers.push(number);
      this.rows.push(cells);
    }
  }
}

/** Sets a cell, filling the gap before it with blanks, so that the array never has holes. */
export function placeCell(cells: Cell[], column: number, cell: Cell): void {
  while (cells.length < column) cells.push('');
  cells[column] = cell;
}

function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}
