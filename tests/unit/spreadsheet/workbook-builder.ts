/** Small workbooks with every oddity, written as raw XML: what a library would write for us would be tidy. */
import { strToU8, zipSync } from 'fflate';

export interface CellSpec {
  /** t attribute; none for numbers */
  readonly t?: 's' | 'str' | 'inlineStr' | 'b' | 'e' | 'd' | 'n';
  /** content of <v>; left out when undefined */
  readonly v?: string;
  readonly f?: string;
  /** position in `formats` */
  readonly s?: number;
  /** raw XML inside <c>, instead of all the above */
  readonly raw?: string;
}
/** a plain string is an inline text, null is no cell */
export type CellInput = string | number | null | CellSpec;

export interface SheetSpec {
  readonly name?: string;
  readonly state?: 'hidden' | 'veryHidden';
  readonly rows: readonly (readonly CellInput[])[];
  /** 1-based row of the first of `rows` */
  readonly firstRow?: number;
  readonly merges?: readonly string[];
  /** 1-based */
  readonly hiddenRows?: readonly number[];
  /** 1-based */
  readonly hiddenColumns?: readonly number[];
}

export interface WorkbookSpec {
  readonly sheets: readonly SheetSpec[];
  /** format codes; cell style 0 is General, style n is formats[n - 1] */
  readonly formats?: readonly string[];
  readonly strings?: readonly string[];
  readonly date1904?: boolean;
  /** more parts, or replacements, by name */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export function buildWorkbook(spec: WorkbookSpec): Uint8Array {
  const parts = workbookParts(spec);
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part])));
}

export function workbookParts(spec: WorkbookSpec): Record<string, string | Uint8Array> {
  const { sheets, formats = [], strings = [] } = spec;
  const relation = (id: string, kind: string, target: string) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const links = sheets.map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)).join('');
  const list = sheets
    .map(({ name, state }, index) => {
      const hidden = state ? ` state="${state}"` : '';
      return `<sheet name="${escapeXml(name ?? `Sheet${index + 1}`)}" sheetId="${index + 1}"${hidden} r:id="rId${index + 1}"/>`;
    })
    .join('');
  const date1904 = spec.date1904 ? '<workbookPr date1904="1"/>' : '';
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${date1904}<sheets>${list}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${links}${relation('rId900', 'styles', 'styles.xml')}${relation('rId901', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/styles.xml': stylesXml(formats),
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings.map((text) => (text.startsWith('<') ? text : `<si><t>${escapeXml(text)}</t></si>`)).join('')}</sst>`,
    ...Object.fromEntries(sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet)])),
    ...spec.parts,
  };
}

function stylesXml(formats: readonly string[]): string {
  const codes = formats.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${escapeXml(code)}"/>`).join('');
  const styles = formats.map((_, index) => `<xf numFmtId="${164 + index}"/>`).join('');
  return `<styleSheet xmlns="${MAIN}"><numFmts>${codes}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles}</cellXfs></styleSheet>`;
}

function sheetXml({ rows, firstRow = 1, merges = [], hiddenRows = [], hiddenColumns = [] }: SheetSpec): string {
  const columns = hiddenColumns.map((column) => `<col min="${column}" max="${column}" hidden="1"/>`).join('');
  const body = rows
    .map((cells, index) => {
      const number = firstRow + index;
      const hidden = hiddenRows.includes(number) ? ' hidden="1"' : '';
      return `<row r="${number}"${hidden}>${cells.map((cell, column) => cellXml(cell, `${letter(column)}${number}`)).join('')}</row>`;
    })
    .join('');
  const merged = merges.length === 0 ? '' : `<mergeCells>${merges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`;
  return `<worksheet xmlns="${MAIN}">${columns === '' ? '' : `<cols>${columns}</cols>`}<sheetData>${body}</sheetData>${merged}</worksheet>`;
}

function cellXml(cell: CellInput, address: string): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
  if (typeof cell === 'number') return `<c r="${address}"><v>${cell}</v></c>`;
  const attributes = `${cell.t ? ` t="${cell.t}"` : ''}${cell.s === undefined ? '' : ` s="${cell.s}"`}`;
  const formula = cell.f === undefined ? '' : `<f>${escapeXml(cell.f)}</f>`;
  const value = cell.v === undefined ? '' : `<v>${escapeXml(cell.v)}</v>`;
  return `<c r="${address}"${attributes}>${cell.raw ?? `${formula}${value}`}</c>`;
}

export function letter(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letter(Math.floor(column / 26) - 1) + letter(column % 26);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Headers and one right row of an approvals table; tests change what they are about. */
export const HEADERS = [
  '事项名称',
  '行政许可决定文书号',
  '行政相对人名称',
  '统一社会信用代码',
  '联系电话',
  '住所',
  '许可决定日期',
  '有效期自',
  '有效期至',
  '许可内容',
  '许可机关',
] as const;

export const GOOD_ROW = [
  '食品经营许可',
  '济高新审〔2025〕12号',
  '南京钢铁联合有限公司',
  '91320100748204660Q',
  '0537-3255001',
  '济宁高新区崇文大道1号',
  '2025-02-20',
  '2025-02-20',
  '2030-02-19',
  '食品销售；热食类食品制售',
  '济宁高新区行政审批服务局',
] as const;

/** {@link GOOD_ROW} with some columns replaced, by header. */
export function rowWith(changes: Readonly<Partial<Record<(typeof HEADERS)[number], CellInput>>>): CellInput[] {
  return HEADERS.map((header, index) => (Object.hasOwn(changes, header) ? (changes[header] ?? null) : (GOOD_ROW[index] ?? null)));
}
