/**
 * Writes tables: .xlsx for people, .csv for other systems. The workbook is written here and not by the library, because
 * that can't freeze the header and needs all rows as objects at once; here rows stream through.
 *
 * Texts are string cells in text format, so a code keeps its zeros and what begins with = is data, never a formula. The
 * same input gives the same bytes.
 */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { isRealDate, toDayNumber } from '#shared/domain/dates.ts';
import { MAX_ROWS } from './read-limits.ts';
import { columnLetter } from './sheet-cells.ts';

export interface WorkbookColumn {
  readonly title: string;
  /** in characters of the default font; a Chinese character takes two */
  readonly width: number;
  /** `date`: YYYY-MM-DD becomes a true date; `number`: up to 15 digits become a number; anything else stays text */
  readonly type: 'text' | 'date' | 'number';
  /** long texts go on in further lines of their cell, so that paper shows them whole */
  readonly wrap?: boolean;
}

/** A4, as wide as one page, the header row on every page, page numbers below. */
export interface PrintSetup {
  readonly orientation: 'portrait' | 'landscape';
  /** stands above the table on every page */
  readonly heading?: string;
}

export interface WorkbookSheet {
  readonly name: string;
  readonly columns: readonly WorkbookColumn[];
  readonly rows: Iterable<readonly string[]>;
  readonly print?: PrintSetup;
}

export interface WorkbookContent {
  readonly sheets: readonly WorkbookSheet[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Excel refuses files with longer cells */
const MAX_CELL_CHARACTERS = 32_767;
const TOO_LONG = '……（原文过长，以下从略）';
const MAX_SHEET_NAME = 31;
const MAX_HEADING = 120;
const FLUSH_CHARACTERS = 65_536;
/** half as long as level 6 for a tenth more bytes */
const DEFLATE_LEVEL = 4;

/** positions in cellXfs of {@link stylesXml} */
const STYLES = { header: 1, text: 2, date: 3, number: 4, wrapped: 5 } as const;

/**
 * An .xlsx with a frozen header row, filter and column widths.
 * @throws RangeError for more rows than a sheet holds, or no sheet at all: callers know their numbers
 */
export function writeWorkbook(content: WorkbookContent): Uint8Array {
  if (content.sheets.length === 0) throw new RangeError('writeWorkbook: a workbook needs a sheet');
  const archive = new Archive();
  const names = sheetNames(content.sheets);
  for (const [name, text] of fixedParts(names, content.sheets)) archive.part(name)(text, true);
  content.sheets.forEach((sheet, index) => {
    writeSheet(sheet, index === 0, archive.part(`xl/worksheets/sheet${index + 1}.xml`));
  });
  return archive.finish();
}

/**
 * CSV for other systems: UTF-8 with a byte order mark (Excel needs it), CRLF, fields quoted where RFC 4180 asks for it.
 * What a spreadsheet would take for a formula gets a leading apostrophe, which this room's reader takes off again.
 */
export function writeCsv(table: {
  readonly columns: readonly { readonly title: string }[];
  readonly rows: Iterable<readonly string[]>;
}): Uint8Array {
  const chunks: Uint8Array[] = [];
  let pending = `\ufeff${csvLine(table.columns.map((column) => column.title))}`;
  for (const row of table.rows) {
    pending += csvLine(row);
    if (pending.length > FLUSH_CHARACTERS) {
      chunks.push(strToU8(pending));
      pending = '';
    }
  }
  chunks.push(strToU8(pending));
  return joined(chunks);
}

function csvLine(values: readonly string[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

function csvField(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

type Write = (text: string, last?: boolean) => void;

function writeSheet(sheet: WorkbookSheet, selected: boolean, write: Write): void {
  const letters = sheet.columns.map((_, index) => columnLetter(index));
  write(sheetHead(sheet, selected));
  let pending = `<row r="1" ht="24" customHeight="1">${sheet.columns.map(({ title }, index) => textCell(`${letters[index]}1`, title, STYLES.header)).join('')}</row>`;
  let number = 1;
  for (const row of sheet.rows) {
    number += 1;
    if (number > MAX_ROWS) throw new RangeError('writeWorkbook: a sheet holds 1,048,576 rows');
    pending += `<row r="${number}">`;
    for (let index = 0; index < sheet.columns.length; index += 1) {
      const value = row[index] ?? '';
      if (value !== '') pending += cellXml(`${letters[index]}${number}`, value, sheet.columns[index]);
    }
    pending += '</row>';
    if (pending.length > FLUSH_CHARACTERS) {
      write(pending);
      pending = '';
    }
  }
  const filter = letters.length === 0 ? '' : `<autoFilter ref="A1:${letters.at(-1)}${number}"/>`;
  write(
    `${pending}</sheetData>${filter}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>${pageSetup(sheet.print)}</worksheet>`,
    true,
  );
}

function sheetHead(sheet: WorkbookSheet, selected: boolean): string {
  const columns = sheet.columns
    .map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${Math.min(255, Math.max(1, width))}" customWidth="1"/>`)
    .join('');
  const view = `<sheetView ${selected ? 'tabSelected="1" ' : ''}workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>`;
  const properties = sheet.print ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : '';
  const columnsXml = columns === '' ? '' : `<cols>${columns}</cols>`;
  return `${DECLARATION}<worksheet xmlns="${MAIN}">${properties}<sheetViews>${view}</sheetViews>${columnsXml}<sheetData>`;
}

/** ECMA-376 18.3.1.63; paper 9 is A4, height 0 means as many pages as it takes. */
function pageSetup(print: PrintSetup | undefined): string {
  if (!print) return '';
  const setup = `<pageSetup paperSize="9" orientation="${print.orientation}" fitToWidth="1" fitToHeight="0"/>`;
  return `${setup}<headerFooter>${heading(print)}<oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>`;
}

/** ECMA-376 18.3.1.39: & begins a code, so one of the text is doubled; Excel takes 255 characters. */
function heading({ heading = '' }: PrintSetup): string {
  const text = heading.replace(/\s+/gu, ' ').slice(0, MAX_HEADING).replaceAll('&', '&&');
  return text === '' ? '' : `<oddHeader>&amp;C${escapeText(text)}</oddHeader>`;
}

function cellXml(address: string, value: string, column: WorkbookColumn | undefined): string {
  const type = column?.type;
  if (type === 'date') {
    const serial = dateSerial(value);
    if (serial !== undefined) return `<c r="${address}" s="${STYLES.date}"><v>${serial}</v></c>`;
  }
  if (type === 'number' && isPlainNumber(value)) return `<c r="${address}" s="${STYLES.number}"><v>${value}</v></c>`;
  return textCell(address, value, column?.wrap ? STYLES.wrapped : STYLES.text);
}

function textCell(address: string, value: string, style: number): string {
  return `<c r="${address}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escapeText(value)}</t></is></c>`;
}

/** 1 March 1900 in the 1900 system; the days before lie one off (Excel's leap year 1900) and stay text */
const FIRST_CERTAIN_SERIAL = 61;

function dateSerial(value: string): number | undefined {
  if (!isRealDate(value)) return undefined;
  const serial = toDayNumber(value) - toDayNumber('1899-12-30');
  return serial >= FIRST_CERTAIN_SERIAL ? serial : undefined;
}

/** At most 15 digits and no leading zero: what a number cell keeps as it is. */
function isPlainNumber(value: string): boolean {
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(value) && value.replace(/\D/g, '').length <= 15;
}

/** what XML text can't hold as it is: markup, controls but tab and line feed, noncharacters, lone surrogates */
const SPECIAL = /[&<>"\ufffe\uffff]|(?![\t\n])\p{Cc}|\p{Cs}|_x[0-9A-Fa-f]{4}_/u;
const NOT_XML = /[\ufffe\uffff]|(?![\t\n])\p{Cc}/gu;
const LONE_SURROGATES = /\p{Cs}/gu;

/** XML text; characters XML can't carry as `_xHHHH_` (ST_Xstring), and what looks like that already is escaped too. */
export function escapeText(value: string): string {
  const text = value.length > MAX_CELL_CHARACTERS ? value.slice(0, MAX_CELL_CHARACTERS - TOO_LONG.length) + TOO_LONG : value;
  if (!SPECIAL.test(text)) return text;
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(NOT_XML, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(LONE_SURROGATES, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** At most 31 characters, none of \ / ? * [ ] : and no two alike in any case. */
function sheetNames(sheets: readonly WorkbookSheet[]): readonly string[] {
  const taken = new Set<string>();
  return sheets.map(({ name }, index) => {
    const clean = name.replace(/[\\/?*[\]:]|^'|'$/g, ' ').trim() || `工作表${index + 1}`;
    let unique = clean.slice(0, MAX_SHEET_NAME);
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${clean.slice(0, MAX_SHEET_NAME - 4)}(${count})`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}

/** The header row repeats on every printed page (ECMA-376 18.2.5); a sheet's name stands in quotes, its own quotes doubled. */
function printTitles(names: readonly string[], sheets: readonly WorkbookSheet[]): string {
  const titles = names.map((name, index) =>
    sheets[index]?.print
      ? `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${escapeText(name.replaceAll("'", "''"))}'!$1:$1</definedName>`
      : '',
  );
  const all = titles.join('');
  return all === '' ? '' : `<definedNames>${all}</definedNames>`;
}

type Part = readonly [name: string, text: string];

function fixedParts(names: readonly string[], content: readonly WorkbookSheet[]): readonly Part[] {
  const override = (part: string, kind: string) => `<Override PartName="/xl/${part}" ContentType="${SHEET_TYPE}.${kind}+xml"/>`;
  const link = (id: number, kind: string, target: string) => `<Relationship Id="rId${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
  const sheets = names.map((_, index) => `worksheets/sheet${index + 1}.xml`);
  const types = `${override('workbook.xml', 'sheet.main')}${override('styles.xml', 'styles')}${sheets.map((part) => override(part, 'worksheet')).join('')}`;
  const list = names.map((name, index) => `<sheet name="${escapeText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('');
  const links = sheets.map((part, index) => link(index + 1, 'worksheet', part)).join('');
  return [
    [
      '[Content_Types].xml',
      `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types}</Types>`,
    ],
    [
      '_rels/.rels',
      `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${link(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews><sheets>${list}</sheets>${printTitles(names, content)}</workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${links}${link(names.length + 1, 'styles', 'styles.xml')}</Relationships>`,
    ],
    ['xl/styles.xml', stylesXml()],
  ];
}

function stylesXml(): string {
  const font = (inner: string) => `<font>${inner}<sz val="11"/><name val="宋体"/><charset val="134"/></font>`;
  const border = '<border><left/><right/><top/><bottom/><diagonal/></border>';
  const format = (numberFormat: number, fontId: number, fill: number, alignment: string) =>
    `<xf numFmtId="${numberFormat}" fontId="${fontId}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center"${alignment}/></xf>`;
  return (
    `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
    `<fonts count="2">${font('')}${font('<b/>')}</fonts>` +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF7"/><bgColor indexed="64"/></patternFill></fill></fills>' +
    `<borders count="1">${border}</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
    `<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${format(49, 1, 2, ' wrapText="1"')}${format(49, 0, 0, '')}${format(164, 0, 0, '')}${format(0, 0, 0, '')}${format(49, 0, 0, ' wrapText="1"')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}

/** A ZIP written part by part; the time is fixed, so that equal content gives equal bytes. */
class Archive {
  private readonly chunks: Uint8Array[] = [];
  private readonly zip = new Zip((error, chunk) => {
    if (error) throw error;
    this.chunks.push(chunk);
  });

  part(name: string): Write {
    const part = new ZipDeflate(name, { level: DEFLATE_LEVEL });
    part.mtime = new Date(1980, 0, 1);
    this.zip.add(part);
    return (text, last = false) => part.push(strToU8(text), last);
  }

  finish(): Uint8Array {
    this.zip.end();
    return joined(this.chunks);
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
