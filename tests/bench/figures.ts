/** Collects what was measured, run after run, and prints it as a table with the expectation beside. */

export interface FigureDefinition {
  readonly key: string;
  readonly title: string;
  readonly unit: 'ms' | 'MB' | 'MB/s';
  /** at most this, or for a speed (MB/s) at least; undefined where nothing is promised */
  readonly expectation?: number;
}

export interface Figure extends FigureDefinition {
  readonly runs: number;
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
  /** undefined without an expectation */
  readonly met: boolean | undefined;
}

export class Figures {
  readonly #values = new Map<string, number[]>();

  constructor(private readonly definitions: readonly FigureDefinition[]) {}

  add(key: string, value: number | undefined): void {
    if (value === undefined) return;
    const values = this.#values.get(key);
    if (values) values.push(value);
    else this.#values.set(key, [value]);
  }

  addAll(values: Readonly<Record<string, number | undefined>>): void {
    for (const [key, value] of Object.entries(values)) this.add(key, value);
  }

  /** In the order of the definitions; what wasn't measured is left out. */
  summary(): readonly Figure[] {
    return this.definitions.flatMap((definition) => {
      const values = this.#values.get(definition.key);
      if (!values) return [];
      const middle = median(values);
      return [
        {
          ...definition,
          runs: values.length,
          median: middle,
          minimum: Math.min(...values),
          maximum: Math.max(...values),
          met: isMet(definition, middle),
        },
      ];
    });
  }
}

function isMet({ unit, expectation }: FigureDefinition, value: number): boolean | undefined {
  if (expectation === undefined) return undefined;
  return unit === 'MB/s' ? value >= expectation : value <= expectation;
}

/** The middle value, or the mean of the two middle ones. @throws RangeError when there is none */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('median of nothing');
  return (lower + upper) / 2;
}

/** A Markdown table: what, median, min–max, runs, expectation. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ title, unit, median: middle, minimum, maximum, runs, expectation, met }) => [
    title,
    `${shown(middle)} ${unit}`,
    `${shown(minimum)}–${shown(maximum)}`,
    String(runs),
    expectation === undefined ? '' : `${unit === 'MB/s' ? '≥' : '≤'} ${shown(expectation)} ${unit}${met ? '' : ' (missed)'}`,
  ]);
  const heads = ['measure', 'median', 'min–max', 'runs', 'expectation'];
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(heads), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n');
}

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 0 : 1);
}
