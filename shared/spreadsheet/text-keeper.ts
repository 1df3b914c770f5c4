/** Keeps the texts of a sheet: equal texts of a column share one string, and what is kept is charged to the budget. */
import type { ReadBudget } from './read-limits.ts';

/** how many different texts of one column are kept for reuse; a column that repeats less isn't worth more */
const KEPT_PER_COLUMN = 2_000;

export class TextKeeper {
  private readonly columns: ColumnTexts[] = [];

  constructor(private readonly budget: ReadBudget) {}

  /** `text`, or the equal string that the column has already. */
  keep(column: number, text: string): string {
    while (this.columns.length <= column) this.columns.push(new ColumnTexts());
    const known = this.columns[column]?.find(text);
    if (known === undefined) this.budget.addText(text.length);
    return known ?? text;
  }
}

/** The texts that one column repeats: names of offices, kinds, dates. Gives up on a column of codes that never repeat. */
class ColumnTexts {
  private readonly texts = new Map<string, string>();
  private hits = 0;
  private misses = 0;

  /** The equal text met before; undefined (and `text` is remembered, while there is room) when it is new. */
  find(text: string): string | undefined {
    if (this.misses > KEPT_PER_COLUMN && this.hits < this.misses) return undefined;
    const known = this.texts.get(text);
    if (known !== undefined) {
      this.hits += 1;
      return known;
    }
    this.misses += 1;
    if (this.texts.size < KEPT_PER_COLUMN) this.texts.set(text, text);
    return undefined;
  }
}
