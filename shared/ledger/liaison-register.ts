/** 联络员 (办法 27): each department's own word about its own officers; nobody else's counts. */
import type { EntryOf } from './entry.ts';
import { insertByTime } from './newest.ts';

export interface LiaisonState {
  readonly liaisonId: string;
  readonly departmentId: string;
  /** as it stands */
  readonly filed: EntryOf<'liaison.filed'>;
  /** oldest first, the one that holds included */
  readonly history: readonly EntryOf<'liaison.filed'>[];
}

export class LiaisonRegister {
  readonly #filed = new Map<string, EntryOf<'liaison.filed'>[]>();

  fold(entry: EntryOf<'liaison.filed'>): void {
    const known = this.#filed.get(entry.subject);
    if (known) insertByTime(known, entry);
    else this.#filed.set(entry.subject, [entry]);
  }

  get(liaisonId: string): LiaisonState | undefined {
    const all = this.#filed.get(liaisonId);
    const departmentId = all?.[0]?.actor.departmentId;
    if (!all || departmentId === undefined) return undefined;
    // Who filed an officer first is whose officer it is.
    const history = all.filter(({ actor }) => actor.departmentId === departmentId);
    const filed = history.at(-1);
    return filed && { liaisonId, departmentId, filed, history };
  }

  *values(): Iterable<LiaisonState> {
    for (const liaisonId of this.#filed.keys()) {
      const state = this.get(liaisonId);
      if (state) yield state;
    }
  }
}
