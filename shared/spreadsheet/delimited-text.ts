/**
 * Reads CSV and its relatives (RFC 4180). Every value stays the text it is: nothing becomes a number or a date, so
 * 370102199001011234 and 001 arrive as they were written.
 */
import { type DetectedEncoding, readAsUtf8 } from './decode-text.ts';
import { refuse } from './failures.ts';
import type { ProgressListener } from './progress.ts';
import { MAX_COLUMNS, MAX_ROWS, type ReadBudget } from './read-limits.ts';
import { type Cell, placeCell, SheetBuilder } from './sheet-cells.ts';
import { TextKeeper } from './text-keeper.ts';

const CANDIDATES = [',', '\t', ';', '|'] as const;
const SAMPLE_BYTES = 65_536;
const SAMPLE_LINES = 20;
/** a field longer than this comes from a quote that is never closed */
const MAX_FIELD_BYTES = 3_000_000;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
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
  const unreadable = readAsUtf8(bytes, detected, (chunk, last, consumed) => {
    const sample = parser === undefined ? chooseSeparator(new TextDecoder().decode(chunk.subarray(0, SAMPLE_BYTES))) : undefined;
    parser ??= new DelimitedParser(sample?.separator ?? ',', builder, budget);
    parser.feed(sample ? chunk.subarray(sample.skip) : chunk, last);
    const now = Date.now();
    if (now - lastReport < PROGRESS_MILLISECONDS) return;
    lastReport = now;
    onProgress?.({ text: `正在读取文本，第 ${builder.rowCount.toLocaleString('en')} 行`, fraction: consumed / Math.max(1, bytes.length) });
  });
  const notes = unreadable > 0 ? [`有 ${unreadable} 处文字无法识别（显示为“�”），可能是文件编码有误，请核对。`] : [];
  return { builder, separator: parser?.separator ?? ',', notes };
}

interface SeparatorChoice {
  readonly separator: string;
  /** bytes of a `sep=` line at the beginning, which is no row */
  readonly skip: number;
}

/** `sep=;` on the first line decides; else the candidate that cuts the first lines into the most, equally many fields. */
export function chooseSeparator(text: string): SeparatorChoice {
  const declared = /^sep=([\x20-\x7e\t])(?:\r\n|\r|\n|$)/i.exec(text);
  if (declared?.[1] !== undefined) return { separator: declared[1], skip: declared[0].length };
  const counts = countCandidates(text);
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

/** Takes UTF-8, whose separators, quotes and line ends are never part of another character. */
class DelimitedParser {
  private rest: Uint8Array = new Uint8Array(0);
  private cells: Cell[] = [];
  private column = 0;
  private row = 1;
  private readonly code: number;
  private readonly texts: TextKeeper;

  constructor(
    readonly separator: string,
    private readonly builder: SheetBuilder,
    private readonly budget: ReadBudget,
  ) {
    this.code = separator.charCodeAt(0);
    this.texts = new TextKeeper(budget);
  }

  /** Takes every field that ends in `chunk`; what is left waits for the next one. */
  feed(chunk: Uint8Array, last: boolean): void {
    const bytes = this.rest.length === 0 ? chunk : joined(this.rest, chunk);
    let at = 0;
    while (at < bytes.length) {
      const next = this.field(bytes, at, last);
      if (next < 0) break;
      at = next;
    }
    this.rest = bytes.slice(at);
    if (this.rest.length > MAX_FIELD_BYTES) refuseOpenQuote(this.row);
    if (last && this.column > 0) this.endRow();
  }

  /** Reads the field at `start`, and its row's end with it; returns where the next begins, -1 when its end isn't here. */
  private field(bytes: Uint8Array, start: number, last: boolean): number {
    const quoted = bytes[start] === QUOTE ? closingQuote(bytes, start + 1) : undefined;
    if (quoted !== undefined && quoted >= bytes.length - (last ? 0 : 1)) {
      if (!last) return -1;
      if (quoted >= bytes.length) refuseOpenQuote(this.row);
    }
    const plainStart = quoted === undefined ? start : quoted + 1;
    let end = plainStart;
    while (end < bytes.length && bytes[end] !== this.code && bytes[end] !== LINE_FEED && bytes[end] !== RETURN) end += 1;
    // a return at the chunk's end may have its line feed in the next
    if (!last && end >= bytes.length - 1) return -1;
    const plain = end > plainStart ? UTF8.decode(bytes.subarray(plainStart, end)) : '';
    this.addCell(quoted === undefined ? plain : UTF8.decode(bytes.subarray(start + 1, quoted)).replaceAll('""', '"') + plain);
    if (end === bytes.length) return end;
    if (bytes[end] === this.code) return end + 1;
    this.endRow();
    return bytes[end] === RETURN && bytes[end + 1] === LINE_FEED ? end + 2 : end + 1;
  }

  private addCell(field: string): void {
    const text = unwrap(field);
    if (text !== '') {
      if (this.column >= MAX_COLUMNS) this.builder.cellsBeyond += 1;
      else if (text.startsWith('=DISPIMG(')) placeCell(this.cells, this.column, { text: '（图片）', flaw: 'picture' });
      else placeCell(this.cells, this.column, this.texts.keep(this.column, text));
    }
    this.column += 1;
  }

  private endRow(): void {
    if (this.row > MAX_ROWS) refuse('table.too-many-rows', '文件超过 1,048,576 行，无法导入。请按年份或事项拆成几个文件后分别导入。');
    this.budget.addPlaces(this.cells.length + 4);
    this.builder.addRow(this.row, this.cells, false);
    this.cells = [];
    this.column = 0;
    this.row += 1;
  }
}

/** The place of the quote that closes; doubled ones are passed over. `bytes.length` when there is none. */
function closingQuote(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    while (at < bytes.length && bytes[at] !== QUOTE) at += 1;
    if (bytes[at + 1] !== QUOTE || at >= bytes.length) return at;
    at += 2;
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

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
