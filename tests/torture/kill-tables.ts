/** Tables for the kill rounds: realistic rows, and a 法律文书编号 that says from which table and row each record came. */
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { largeTableRows } from '../bench/make-large-table.ts';

/** what a department's export holds; the remaining columns of the wide table only cost time here */
const TITLES = [
  '行政相对人名称',
  '行政相对人类别',
  '行政相对人代码_1(统一社会信用代码)',
  '联系电话',
  '住所',
  '法定代表人',
  '法定代表人证件类型',
  '法定代表人证件号码',
  '行政许可决定文书名称',
  '行政许可决定文书号',
  '许可类别',
  '许可证书名称',
  '许可编号',
  '许可内容',
  '许可决定日期',
  '有效期自',
  '有效期至',
  '许可机关',
  '许可机关统一社会信用代码',
  '事项名称',
];
const NUMBER_TITLE = '行政许可决定文书号';
const NAME_TITLE = '行政相对人名称';
const WIDTH = 28;
const TAG = '@TAG@';

export interface KillTable {
  readonly tag: string;
  readonly path: string;
  readonly fileName: string;
  readonly rows: number;
}

interface Template {
  readonly text: string;
  /** of row 1, 2, … */
  readonly organisations: readonly string[];
}

const templates = new Map<number, Template>();

/** Writes `<tag>.csv` with `rows` records that no other tag shares. */
export async function writeKillTable(folder: string, tag: string, rows: number): Promise<KillTable> {
  const path = join(folder, `${tag}.csv`);
  await writeFile(path, templateOf(rows).text.replaceAll(TAG, tag));
  return { tag, path, fileName: basename(path), rows };
}

/** The name that row `row` (from 1) of any table with so many rows has. */
export function organisationOf(rows: number, row: number): string | undefined {
  return templateOf(rows).organisations[row - 1];
}

/** `济高新审〔2026〕R003S-17号` → tag and row; undefined for any other number. */
export function readDecisionNumber(number: string): { readonly tag: string; readonly row: number } | undefined {
  const found = /^济高新审〔2026〕([0-9A-Z]+)-(\d+)号$/.exec(number);
  return found ? { tag: found[1] ?? '', row: Number(found[2]) } : undefined;
}

function templateOf(rows: number): Template {
  const known = templates.get(rows);
  if (known) return known;
  const [titles = [], ...table] = largeTableRows(rows, WIDTH);
  const places = TITLES.map((title) => titles.indexOf(title));
  const lines = table.map((cells, index) => {
    const numbered = cells.with(titles.indexOf(NUMBER_TITLE), `济高新审〔2026〕${TAG}-${index + 1}号`);
    return places.map((place) => quoted(numbered[place] ?? '')).join(',');
  });
  const name = titles.indexOf(NAME_TITLE);
  const made = {
    text: `\uFEFF${TITLES.join(',')}\r\n${lines.join('\r\n')}\r\n`,
    organisations: table.map((cells) => cells[name] ?? ''),
  };
  templates.set(rows, made);
  return made;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
