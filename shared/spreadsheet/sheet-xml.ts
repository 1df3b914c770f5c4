/** Reads the worksheets and the string table of an .xlsx (ECMA-376 18.3, 18.4) as their XML streams by. */
import { refuseDamaged } from './failures.ts';
import { GENERAL, type NumberFormat, numberCell } from './number-text.ts';
import { MAX_COLUMNS, MAX_MERGES, MAX_ROWS, type ReadBudget } from './read-limits.ts';
import { type Cell, type Merge, placeCell, SheetBuilder } from './sheet-cells.ts';
import { TextKeeper } from './text-keeper.ts';
import { nameKey, type XmlHandler, type XmlScanner } from './xml-scanner.ts';

const CELL = nameKey('c');
const VALUE = nameKey('v');
const ROW = nameKey('row');
const TEXT = nameKey('t');
const INLINE = nameKey('is');
const FORMULA = nameKey('f');
const PHONETIC = nameKey('rPh');
const SHEET_DATA = nameKey('sheetData');
const MERGE = nameKey('mergeCell');
const COLUMN = nameKey('col');
const STRING_ITEM = nameKey('si');
const REFERENCE = nameKey('r');
const STYLE = nameKey('s');
const HIDDEN = nameKey('hidden');
const RANGE = nameKey('ref');
const MINIMUM = nameKey('min');
const MAXIMUM = nameKey('max');

export interface SheetContext {
  /** the string table; a cell refers to it by position */
  readonly strings: readonly string[];
  /** number formats by cell style */
  readonly formats: readonly NumberFormat[];
  readonly date1904: boolean;
  readonly budget: ReadBudget;
}

type CellType = 'n' | 's' | 'str' | 'inlineStr' | 'b' | 'e' | 'd';

export class SheetXmlReader implements XmlHandler {
  readonly builder = new SheetBuilder();
  private inData = false;
  private row = 0;
  private rowHidden = false;
  private cells: Cell[] = [];
  private column = -1;
  private type: CellType = 'n';
  private style = 0;
  private value: string | undefined;
  private hasFormula = false;
  private formulaIsPicture = false;
  private collecting: 'value' | 'formula' | undefined;
  private inInline = false;
  private inPhonetic = false;
  private readonly texts: TextKeeper;

  constructor(
    private readonly context: SheetContext,
    private readonly part: string,
  ) {
    this.texts = new TextKeeper(context.budget);
  }

  open(scanner: XmlScanner, name: number, selfClosing: boolean): void {
    if (this.inData) this.openInData(scanner, name, selfClosing);
    else if (name === SHEET_DATA) this.inData = !selfClosing;
    else if (name === MERGE) this.addMerge(scanner.attribute(RANGE));
    else if (name === COLUMN && isTrue(scanner.attribute(HIDDEN))) this.hideColumns(scanner);
  }

  close(_scanner: XmlScanner, name: number): void {
    if (!this.inData) return;
    if (name === CELL) this.endCell();
    else if (name === VALUE || name === TEXT || name === FORMULA) this.collecting = undefined;
    else if (name === ROW) this.endRow();
    else if (name === INLINE) this.inInline = false;
    else if (name === PHONETIC) this.inPhonetic = false;
    else if (name === SHEET_DATA) this.inData = false;
  }

  text(scanner: XmlScanner, start: number, end: number, literal: boolean): void {
    if (this.collecting === undefined) return;
    const text = scanner.textOf(start, end, literal);
    if (this.collecting === 'value') this.value = this.value ? this.value + text : text;
    else if (text.includes('DISPIMG(')) this.formulaIsPicture = true;
  }

  private openInData(scanner: XmlScanner, name: number, selfClosing: boolean): void {
    if (name === CELL) this.startCell(scanner, selfClosing);
    else if (name === VALUE) this.startValue(selfClosing);
    else if (name === TEXT) {
      if (this.inInline && !this.inPhonetic) this.startValue(selfClosing);
    } else if (name === INLINE) this.inInline = !selfClosing;
    else if (name === ROW) this.startRow(scanner, selfClosing);
    else if (name === FORMULA) {
      this.hasFormula = true;
      this.collecting = selfClosing ? undefined : 'formula';
    } else if (name === PHONETIC) this.inPhonetic = !selfClosing;
  }

  private startValue(selfClosing: boolean): void {
    this.value ??= '';
    this.collecting = selfClosing ? undefined : 'value';
  }

  /** Some writers leave out the row's number, or the cells' addresses: then it is the next one. */
  private startRow(scanner: XmlScanner, selfClosing: boolean): void {
    this.row = scanner.attributeNumber(REFERENCE, this.row + 1);
    this.rowHidden = isTrue(scanner.attribute(HIDDEN));
    this.cells = [];
    this.column = -1;
    if (selfClosing) this.endRow();
  }

  private endRow(): void {
    if (this.row < 1 || this.row > MAX_ROWS) refuseDamaged('行号超出范围', this.part);
    this.context.budget.addPlaces(this.cells.length + 4);
    this.builder.addRow(this.row, this.cells, this.rowHidden);
    this.cells = [];
  }

  private startCell(scanner: XmlScanner, selfClosing: boolean): void {
    const start = scanner.attributeStart(REFERENCE);
    this.column = start < 0 ? this.column + 1 : columnOf(scanner.bytes, start, scanner.attributeEnd(REFERENCE), this.column + 1);
    this.style = scanner.attributeNumber(STYLE, 0);
    this.type = typeOf(scanner);
    this.value = undefined;
    this.hasFormula = false;
    this.formulaIsPicture = false;
    if (selfClosing) this.type = 'n';
  }

  private endCell(): void {
    const cell = this.cellValue();
    if (cell === '') return;
    if (this.column >= MAX_COLUMNS) {
      this.builder.cellsBeyond += 1;
      return;
    }
    placeCell(this.cells, this.column, typeof cell === 'string' ? this.keep(cell) : cell);
  }

  private cellValue(): Cell {
    const { value } = this;
    if (this.formulaIsPicture || value?.startsWith('=DISPIMG(')) return { text: '（图片）', flaw: 'picture' };
    if (value === undefined) return this.hasFormula ? { text: '（公式没有结果）', flaw: 'formulaWithoutValue' } : '';
    switch (this.type) {
      case 's':
        return this.sharedString(value);
      case 'str':
      case 'inlineStr':
        return unescapeText(value);
      case 'b':
        return isTrue(value.trim()) ? 'TRUE' : 'FALSE';
      case 'e':
        return { text: value.trim(), flaw: 'errorValue' };
      case 'd':
        return isoDateTime(value.trim());
      case 'n':
        return this.number(value.trim());
    }
  }

  private sharedString(value: string): string {
    const index = Number(value);
    const text = this.context.strings[index];
    if (text === undefined) return refuseDamaged(`第 ${this.row} 行引用了不存在的文字`, this.part);
    return text;
  }

  private number(text: string): Cell {
    if (text === '') return '';
    const value = Number(text);
    // some writers mark text as numbers; what isn't one is taken as the text it is
    if (Number.isNaN(value)) return text;
    return numberCell(value, this.context.formats[this.style] ?? GENERAL, this.context.date1904);
  }

  /** Equal texts of a column share one string; those of the string table already do. */
  private keep(text: string): string {
    if (this.type === 's') return text;
    return this.texts.keep(this.column, text);
  }

  private addMerge(range: string | undefined): void {
    const merge = range === undefined ? undefined : parseRange(range);
    if (merge && this.builder.merges.length < MAX_MERGES) this.builder.merges.push(merge);
  }

  private hideColumns(scanner: XmlScanner): void {
    const last = Math.min(scanner.attributeNumber(MAXIMUM, 0), MAX_COLUMNS);
    for (let column = scanner.attributeNumber(MINIMUM, 1); column <= last; column += 1) this.builder.hiddenColumns.add(column - 1);
  }
}

/** Reads xl/sharedStrings.xml; phonetic runs (rPh) are reading aids, not text. */
export class StringTableReader implements XmlHandler {
  readonly strings: string[] = [];
  private current = '';
  private collecting = false;
  private inPhonetic = false;

  constructor(private readonly budget: ReadBudget) {}

  open(_scanner: XmlScanner, name: number, selfClosing: boolean): void {
    if (name === TEXT) this.collecting = !selfClosing && !this.inPhonetic;
    else if (name === STRING_ITEM) {
      this.current = '';
      if (selfClosing) this.strings.push('');
    } else if (name === PHONETIC) this.inPhonetic = !selfClosing;
  }

  close(_scanner: XmlScanner, name: number): void {
    if (name === TEXT) this.collecting = false;
    else if (name === PHONETIC) this.inPhonetic = false;
    else if (name === STRING_ITEM) {
      const text = unescapeText(this.current);
      this.budget.addText(text.length);
      this.budget.addPlaces(1);
      this.strings.push(text);
    }
  }

  text(scanner: XmlScanner, start: number, end: number, literal: boolean): void {
    if (!this.collecting) return;
    const text = scanner.textOf(start, end, literal);
    this.current = this.current === '' ? text : this.current + text;
  }
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

/** `A5:C7`; undefined when it isn't a range. */
export function parseRange(range: string): Merge | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(range);
  if (!match) return undefined;
  const [, firstLetters = '', firstRow, lastLetters = '', lastRow] = match;
  return {
    firstRow: Number(firstRow),
    lastRow: Number(lastRow),
    firstColumn: lettersToColumn(firstLetters),
    lastColumn: lettersToColumn(lastLetters),
  };
}

function lettersToColumn(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** The 0-based column of an address like `AB12`, from bytes; `fallback` when there are no letters. */
function columnOf(bytes: Uint8Array, start: number, end: number, fallback: number): number {
  let column = 0;
  for (let at = start; at < end; at += 1) {
    const letter = ((bytes[at] as number) & 0xdf) - 0x40;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
    if (column > 16_384) return MAX_COLUMNS;
  }
  return column === 0 ? fallback : column - 1;
}

const TYPE = nameKey('t');
const TYPES: ReadonlyMap<string, CellType> = new Map<string, CellType>([
  ['n', 'n'],
  ['s', 's'],
  ['str', 'str'],
  ['inlineStr', 'inlineStr'],
  ['b', 'b'],
  ['e', 'e'],
  ['d', 'd'],
]);

function typeOf(scanner: XmlScanner): CellType {
  const start = scanner.attributeStart(TYPE);
  if (start < 0) return 'n';
  // the two frequent ones without making a string
  const end = scanner.attributeEnd(TYPE);
  if (end - start === 1 && scanner.bytes[start] === 0x73) return 's';
  if (end - start === 9) return 'inlineStr';
  return TYPES.get(scanner.attribute(TYPE) ?? '') ?? 'n';
}

/** `_x000D_` stands for a character that XML can't carry (ST_Xstring, ECMA-376 22.9.2.19). */
function unescapeText(text: string): string {
  const plain = text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
  return plain.includes('\r') ? plain.replace(/\r\n?/g, '\n') : plain;
}

/** ISO 8601 of a `d` cell: the date, with the time of day where there is one; zones are cut off, not applied. */
function isoDateTime(value: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}))?/.exec(value);
  if (!match) return value;
  return match[2] === undefined || match[2] === '00:00:00' ? (match[1] ?? value) : `${match[1]} ${match[2]}`;
}
