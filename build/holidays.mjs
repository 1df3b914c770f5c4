// Writes shared/domain/holidays.generated.ts from a folder of yearly holiday files.
//
//   node build/holidays.mjs <folder>
//
// The folder holds `<year>.json` and `LICENSE` as in github.com/NateScarlet/holiday-cn. A year without papers is kept,
// so that the product can say that its notice has not been published.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DAY_MILLISECONDS = 86_400_000;

/** Sorted dates → `2026-02-15/2026-02-23` for days that follow each other, a single date alone. */
function toSpans(dates) {
  const spans = [];
  for (const date of [...dates].sort()) {
    const last = spans.at(-1);
    if (last && Date.parse(date) - Date.parse(last.end) === DAY_MILLISECONDS) last.end = date;
    else spans.push({ start: date, end: date });
  }
  return spans.map(({ start, end }) => (start === end ? start : `${start}/${end}`));
}

function toNotice({ year, papers, days }) {
  const names = [...new Set(days.map(({ name }) => name))];
  const pick = (name, isOffDay) => toSpans(days.filter((day) => day.name === name && day.isOffDay === isOffDay).map(({ date }) => date));
  return { year, papers, holidays: names.map((name) => ({ name, off: pick(name, true), work: pick(name, false) })) };
}

function quote(texts) {
  return `[${texts.map((text) => `'${text}'`).join(', ')}]`;
}

function toSource({ year, papers, holidays }) {
  const lines = holidays.map(({ name, off, work }) => `      { name: '${name}', off: ${quote(off)}, work: ${quote(work)} },`);
  const list = lines.length ? `[\n${lines.join('\n')}\n    ]` : '[]';
  return `  {\n    year: ${year},\n    papers: ${quote(papers)},\n    holidays: ${list},\n  },`;
}

const folder = process.argv[2];
if (!folder) {
  process.stderr.write('用法：node build/holidays.mjs <放假安排文件夹>\n');
  process.exit(2);
}
const notices = readdirSync(folder)
  .filter((name) => /^\d{4}\.json$/.test(name))
  .sort()
  .map((name) => toNotice(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
const licence = readFileSync(join(folder, 'LICENSE'), 'utf8').trim().split('\n');
const target = fileURLToPath(new URL('../shared/domain/holidays.generated.ts', import.meta.url));
writeFileSync(
  target,
  `/**
 * Holidays and 调休 by the yearly notices of the State Council's General Office (papers: where each is published).
 * Written by build/holidays.mjs; do not edit. A span is a date or \`first/last\`, both included; \`off\` are days off,
 * \`work\` are weekend days (and days named by the notice) that are worked. No papers: not published yet.
 *
 * The days were collected by NateScarlet/holiday-cn under this licence:
 *
${licence.map((line) => ` * ${line}`.trimEnd()).join('\n')}
 */
export interface HolidayNotice {
  readonly year: number;
  readonly papers: readonly string[];
  readonly holidays: readonly { readonly name: string; readonly off: readonly string[]; readonly work: readonly string[] }[];
}

export const HOLIDAY_NOTICES: readonly HolidayNotice[] = [
${notices.map(toSource).join('\n')}
];
`,
);
process.stdout.write(`${notices.length} 年的放假安排已写入 shared/domain/holidays.generated.ts\n`);
