/** Which numbers came from whom, so that departments of the demo world miss what never came and say so in their receipts. */
import type { DemoDepartmentKey } from './demo-departments.ts';

interface Route {
  readonly sender: DemoDepartmentKey;
  readonly recipient: DemoDepartmentKey;
}

export class DemoArrivals {
  readonly #came = new Map<string, Set<number>>();
  readonly #told = new Map<string, string>();

  note({ sender, recipient }: Route, sequence: number): void {
    const key = `${sender}>${recipient}`;
    const came = this.#came.get(key) ?? new Set<number>();
    this.#came.set(key, came.add(sequence));
  }

  /** A person said why they won't come: as good as having come. */
  explain(route: Route, sequences: readonly number[]): void {
    for (const sequence of sequences) this.note(route, sequence);
  }

  /** Numbers before the highest one that came. */
  missing({ sender, recipient }: Route): readonly number[] {
    const came = this.#came.get(`${sender}>${recipient}`) ?? new Set<number>();
    const highest = Math.max(0, ...came);
    return Array.from({ length: highest }, (_, index) => index + 1).filter((number) => !came.has(number));
  }

  /** What is missing, when the sender was last told something else; it counts as told from now on. */
  untold(route: Route): readonly number[] | undefined {
    const key = `${route.sender}>${route.recipient}`;
    const missing = this.missing(route);
    if ((this.#told.get(key) ?? '') === missing.join()) return undefined;
    this.#told.set(key, missing.join());
    return missing;
  }
}
