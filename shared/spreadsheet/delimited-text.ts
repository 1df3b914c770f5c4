/**
 * Reads CSV and its relatives (RFC 4180). Every value stays the text it is: nothing becomes a number or a date, so
 * 370102199001011234 and 001 arrive as they were written.
 */
import { type DetectedEncoding, decodeText } from './decode-text.ts';
import { refuse } from './failures.ts';
import type { ProgressListener } from './progress.ts';
import { MAX_COLUMNS, MAX_ROWS, type ReadBudget } from './read-limits.ts';
import { type Cell, placeCell, SheetBuilder } from './sheet-cells.ts';

const CANDIDATES = [',', '\t', ';', '|'] as const;
const SAMPLE_CHARACTERS = 65_536;
const SAMPLE_LINES = 20;
/** a field longer than this comes from a quote that is never closed */
const MAX_FIELD_CHARACTERS = 1_000_000;
const PROGRESS_MILLISECONDS = 150;

export interface DelimitedText {
  readonly builder: SheetBuilder;
  readonly separator: string;
  readonly notes: readonly string[];
}

export function readDelimited(
  bytes: Uint8Array,
  detected: DetectedEncoding,
  budget: ReadBudget,
  onProgress: ProgressListener | undefined,
): DelimitedText {
  const builder = new SheetBuilder();
  let parser: DelimitedParser | undefined;
  let lastReport = 0;
  const unreadable = decodeText(bytes, detected, (text, consumed) => {
    const first = parser === undefined;
    const sample = first ? chooseSeparator(text) : undefined;
    parser ??= new DelimitedParser(sample?.separator ?? ',', builder, budget);
    parser.feed(sample ? text.slice(sample.skip) : text);
    const now = Date.now();
    if (now - lastReport < PROGRESS_MILLISECONDS) return;
    lastReport = now;
    onProgress?.({ text: `正在读取文本，第 ${builder.rowCount.toLocaleString('en')} 行`, fraction: consumed / Math.max(1, bytes.length) });
  });
  parser?.end();
  const notes = unreadable > 0 ? [`有 ${unreadable} 处文字无法识别（显示为“�”），可能是文件编码有误，请核对。`] : [];
  return { builder, separator: parser?.separator ?? ',', notes };
}

interface SeparatorChoice {
  readonly separator: string;
  /** characters of a `sep=` line at the beginning, which is no row */
  readonly skip: number;
}

/** `sep=;` on the first line decides; else the candidate that cuts the first lines into the most, equally many fields. */
export function chooseSeparator(text: string): SeparatorChoice {
  const declared = /^sep=(.)(?:\r\n|\r|\n|$)/i.exec(text);
  if (declared?.[1] !== undefined) return { separator: declared[1], skip: declared[0].length };
  const counts = countCandidates(text.slice(0, SAMPLE_CHARACTERS));
  let best: { readonly separator: string; readonly score: number } = { separator: ',', score: 0 };
  CANDIDATES.forEach((separator, index) => {
    const perLine = counts.map((line) => line[index] ?? 0);
    const filled = perLine.filter((count) => count > 0);
    if (filled.length === 0) return;
    const typical = [...filled].sort((a, b) => a - b)[filled.length >> 1] ?? 0;
    const alike = perLine.filter((count) => count === typical).length / perLine.length;
    const score = alike * 1000 + Math.min(typical, 500);
    if (score > best.score) best = { separator, score };
  });
  return { separator: best.separator, skip: 0 };
}

/** For each of the first lines that isn't blank: how often each candidate stands outside quotes. */
function countCandidates(sample: string): number[][] {
  const lines: number[][] = [];
  let counts = CANDIDATES.map(() => 0);
  let quoted = false;
  let blank = true;
  for (const character of sample) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) {
      if (!blank) lines.push(counts);
      if (lines.length === SAMPLE_LINES) return lines;
      counts = CANDIDATES.map(() => 0);
      blank = true;
      continue;
    }
    const index = quoted ? -1 : CANDIDATES.indexOf(character as (typeof CANDIDATES)[number]);
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
    blank = false;
  }
  if (!blank) lines.push(counts);
  return lines;
}

type State = 'fieldStart' | 'plain' | 'quoted' | 'quoteInQuoted';

class DelimitedParser {
  private state: State = 'fieldStart';
  private field = '';
  private cells: Cell[] = [];
  private column = 0;
  private row = 1;
  private quoteRow = 0;
  private afterReturn = false;
  private readonly code: number;

  constructor(
    readonly separator: string,
    private readonly builder: SheetBuilder,
    private readonly budget: ReadBudget,
  ) {
    this.code = separator.charCodeAt(0);
  }

  feed(text: string): void {
    let at = 0;
    if (this.afterReturn && text.charCodeAt(0) === 10) at = 1;
    if (text.length > 0) this.afterReturn = false;
    while (at < text.length) at = this.step(text, at);
  }

  end(): void {
    if (this.state === 'quoted') refuseOpenQuote(this.quoteRow);
    if (this.column > 0 || this.field !== '' || this.state !== 'fieldStart') this.endRow();
  }

  /** Takes one piece of text from `at`; returns where the next begins. */
  private step(text: string, at: number): number {
    const code = text.charCodeAt(at);
    switch (this.state) {
      case 'fieldStart':
        if (code === 34) {
          this.state = 'quoted';
          this.quoteRow = this.row;
          return at + 1;
        }
        this.state = 'plain';
        return at;
      case 'quoted': {
        const quote = text.indexOf('"', at);
        this.append(text.slice(at, quote < 0 ? text.length : quote));
        if (quote < 0) return text.length;
        this.state = 'quoteInQuoted';
        return quote + 1;
      }
      case 'quoteInQuoted':
        if (code === 34) {
          this.append('"');
          this.state = 'quoted';
          return at + 1;
        }
        this.state = 'plain';
        return at;
      case 'plain':
        return this.plain(text, at);
    }
  }

  private plain(text: string, at: number): number {
    let stop = at;
    let code = text.charCodeAt(stop);
    while (stop < text.length && code !== this.code && code !== 10 && code !== 13) code = text.charCodeAt(++stop);
    this.append(text.slice(at, stop));
    if (stop === text.length) return stop;
    if (code === this.code) {
      this.endField();
      return stop + 1;
    }
    this.endRow();
    if (code === 10) return stop + 1;
    if (stop + 1 === text.length) this.afterReturn = true;
    return text.charCodeAt(stop + 1) === 10 ? stop + 2 : stop + 1;
  }

  private append(piece: string): void {
    this.field = this.field === '' ? piece : this.field + piece;
    if (this.field.length > MAX_FIELD_CHARACTERS) refuseOpenQuote(this.quoteRow || this.row);
  }

  private endField(): void {
    const text = unwrap(this.field);
    if (text !== '') {
      this.budget.addText(text.length);
      if (this.column >= MAX_COLUMNS) this.builder.cellsBeyond += 1;
      else placeCell(this.cells, this.column, text.startsWith('=DISPIMG(') ? { text: '（图片）', flaw: 'picture' } : text);
    }
    this.column += 1;
    this.field = '';
    this.state = 'fieldStart';
  }

  private endRow(): void {
    this.endField();
    if (this.row > MAX_ROWS) refuse('table.too-many-rows', '文件超过 1,048,576 行，无法导入。请按年份或事项拆成几个文件后分别导入。');
    this.budget.addPlaces(this.cells.length + 4);
    this.builder.addRow(this.row, this.cells, false);
    this.cells = [];
    this.column = 0;
    this.row += 1;
  }
}

/** How systems mark text for Excel: `="001"`, and the apostrophe before what would be a formula or a long number. */
function unwrap(field: string): string {
  const text = field.includes('\r') ? field.replace(/\r\n?/g, '\n') : field;
  if (text.charCodeAt(0) === 61) return /^="([^"]*)"$/.exec(text)?.[1] ?? text;
  if (text.charCodeAt(0) === 39 && /^'(?:[=+\-@\t\r]|\d{15})/.test(text)) return text.slice(1);
  return text;
}

function refuseOpenQuote(row: number): never {
  return refuse('table.open-quote', `第 ${row} 行有一个双引号没有配对，其后的内容无法分清。请在该行补上或删去双引号后再导入。`, { row });
}
