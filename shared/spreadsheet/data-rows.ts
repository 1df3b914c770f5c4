/**
 * Which rows below the header are data. Self-built systems put sums between and notes under the rows of a table; those
 * are left out, and every row left out is named to the user: nothing disappears silently.
 */
import { isListedHeader } from './header-names.ts';
import { type Cell, cellText, type Merge, type SheetCells } from './sheet-cells.ts';

export interface DataRows {
  /** positions in `sheet.rows` */
  readonly indexes: readonly number[];
  /** Chinese, with row numbers */
  readonly notes: readonly string[];
}

type Skipped = 'sum' | 'note' | 'header' | 'guide';

const SUM = /^(?:本页|本表|本月|本年|本期|全部)?(?:合计|小计|总计|累计|共计)(?:[:：（(].*)?$/;
const NOTE = /^(?:注|备注|说明|填表说明|填报说明|填写说明|附注|数据来源|资料来源)\d*[:：.、（(]/;
const SIGNATURE =
  /^(?:填表|填报|制表|审核|复核|统计|单位|部门|科室|经办)?(?:人|人员|单位|部门|负责人|日期|时间)(?:（?(?:签字|签章|签名|盖章|公章)）?)?[:：]/;
const GUIDE = /^(?:必填|选填|非必填|文本|日期|数值|文本格式|日期格式|字符型?|日期型|C\d+|(?:XK|CF)_[A-Z_]+)$/i;
/** a template's field codes and demands stand directly below its header */
const GUIDE_ROWS = 2;
const NOTES_MAX_FILLED = 4;
const ROWS_NAMED = 20;

const SKIPPED_LABELS: Readonly<Record<Skipped, string>> = {
  sum: '合计、小计行，不是审批记录，已跳过',
  note: '表下的说明或签字栏，不是审批记录，已跳过',
  header: '重复的标题行，已跳过',
  guide: '字段代码或填写要求，不是审批记录，已跳过',
};

/** Sorts the rows below `headerRow` (1-based; 0 for none). Blank rows are not among the sheet's rows at all. */
export function findDataRows(sheet: SheetCells, headerRow: number): DataRows {
  const indexes: number[] = [];
  const skipped: Record<Skipped, number[]> = { sum: [], note: [], header: [], guide: [] };
  for (let index = 0; index < sheet.rows.length; index += 1) {
    const number = sheet.rowNumbers[index] as number;
    if (number <= headerRow) continue;
    const kind = kindOf(sheet.rows[index] ?? [], number - headerRow <= GUIDE_ROWS);
    if (kind === undefined) indexes.push(index);
    else skipped[kind].push(number);
  }
  const kinds = Object.keys(skipped) as Skipped[];
  const notes = kinds.flatMap((kind) => (skipped[kind].length === 0 ? [] : [`${listRows(skipped[kind])}是${SKIPPED_LABELS[kind]}。`]));
  return { indexes, notes };
}

/** `第 3、5、8 行`; beyond twenty the rest is counted. */
export function listRows(rows: readonly number[]): string {
  const named = rows.slice(0, ROWS_NAMED).join('、');
  return rows.length > ROWS_NAMED ? `第 ${named} 等 ${rows.length.toLocaleString('en')} 行` : `第 ${named} 行`;
}

/** What kind of row that is no record; undefined for data. */
function kindOf(cells: readonly Cell[], besideHeader: boolean): Skipped | undefined {
  const at = cells.findIndex((cell) => cellText(cell) !== '');
  const text = cellText(cells[at]).trim();
  if (text.length > 500) return undefined;
  if (isSum(cells, at)) return 'sum';
  if ((NOTE.test(text) || SIGNATURE.test(text)) && filledCount(cells) <= NOTES_MAX_FILLED) return 'note';
  if (isListedHeader(text) && share(cells, isListedHeader) >= 0.6 && filledCount(cells) >= 3) return 'header';
  if (besideHeader && filledCount(cells) >= 3 && (share(cells, isGuide) >= 0.8 || countsColumns(cells))) return 'guide';
  return undefined;
}

function isGuide(text: string): boolean {
  return GUIDE.test(text);
}

/** 1, 2, 3 … under the header: numbers of the columns. */
function countsColumns(cells: readonly Cell[]): boolean {
  const filled = cells.map((cell) => cellText(cell).trim()).filter((text) => text !== '');
  return filled.length >= 5 && filled.every((text, index) => text === String(index + 1));
}

/** 合计 in the first or second filled cell, and nothing but numbers in the others. */
function isSum(cells: readonly Cell[], firstFilled: number): boolean {
  for (let column = firstFilled; column <= firstFilled + 1; column += 1) {
    const text = cellText(cells[column]);
    if (text.length > 30 || !SUM.test(text.replace(/[\s\u3000]/g, ''))) continue;
    return cells.every((cell, other) => other === column || /^[\d,.%\s-]*(?:件|条|项|家|户|元|万元|个)?$/.test(cellText(cell).trim()));
  }
  return false;
}

function filledCount(cells: readonly Cell[]): number {
  return cells.reduce((count, cell) => (cellText(cell).trim() === '' ? count : count + 1), 0);
}

function share(cells: readonly Cell[], test: (text: string) => boolean): number {
  const filled = cells.map((cell) => cellText(cell).trim()).filter((text) => text !== '');
  return filled.length === 0 ? 0 : filled.filter(test).length / filled.length;
}

/**
 * Cells merged downwards hold their value for every row they cover: one company over its three licences. Gives, per
 * position in `sheet.rows`, what the blank cells stand for.
 */
export function mergedValues(sheet: SheetCells, indexes: readonly number[]): ReadonlyMap<number, ReadonlyMap<number, Cell>> {
  const values = new Map<number, Map<number, Cell>>();
  const first = sheet.rowNumbers[indexes[0] ?? -1];
  if (first === undefined) return values;
  const merges = sheet.merges.filter((merge) => merge.lastRow > merge.firstRow && merge.lastRow > first);
  const positions = new Map(merges.length === 0 ? [] : sheet.rowNumbers.map((row, index) => [row, index] as const));
  for (const merge of merges) fillDown(sheet, merge, positions, values);
  return values;
}

function fillDown(sheet: SheetCells, merge: Merge, positions: ReadonlyMap<number, number>, values: Map<number, Map<number, Cell>>): void {
  const top = positions.get(merge.firstRow);
  const value = top === undefined ? undefined : sheet.rows[top]?.[merge.firstColumn];
  if (top === undefined || value === undefined || cellText(value) === '') return;
  for (let index = top + 1; (sheet.rowNumbers[index] ?? Number.POSITIVE_INFINITY) <= merge.lastRow; index += 1) {
    const row = values.get(index) ?? new Map<number, Cell>();
    row.set(merge.firstColumn, value);
    values.set(index, row);
  }
}
