/**
 * 督办事项 (办法 31(三)): set by who convened the meeting, reported on by who is responsible, confirmed by the one who asked.
 * What anybody else says about an item doesn't count, whatever package it comes in.
 */
import type { EntryOf } from './entry.ts';
import { compareByTime, insertByTime } from './newest.ts';

export type ActionEntry = EntryOf<'action.assigned' | 'action.progressed' | 'action.judged' | 'action.withdrawn'>;

export interface ActionState {
  readonly actionId: string;
  readonly convenerId: string;
  /** as it stands */
  readonly assigned: EntryOf<'action.assigned'>;
  /** who confirms that it is done: who asked, or who convened where the asker is responsible itself or isn't known */
  readonly judgeId: string;
  /** who reports: who is responsible, or who convened where that department isn't in the directory */
  readonly reporterId: string;
  /** `reported`: done as the owner sees it, not confirmed yet */
  readonly state: 'open' | 'reported' | 'done' | 'withdrawn';
  readonly percent: number;
  /** all that counts, oldest first */
  readonly history: readonly ActionEntry[];
}

export class ActionRegister {
  readonly #entries = new Map<string, ActionEntry[]>();

  fold(entry: ActionEntry): void {
    const known = this.#entries.get(entry.subject);
    if (known) insertByTime(known, entry);
    else this.#entries.set(entry.subject, [entry]);
  }

  get(actionId: string): ActionState | undefined {
    const all = this.#entries.get(actionId) ?? [];
    const first = all.find((entry) => entry.type === 'action.assigned');
    if (!first) return undefined;
    const convenerId = first.actor.departmentId;
    const assigned = all
      .filter((entry): entry is EntryOf<'action.assigned'> => entry.type === 'action.assigned' && entry.actor.departmentId === convenerId)
      .at(-1);
    if (!assigned) return undefined;
    const { ownerId, askedById } = assigned.payload;
    const reporterId = ownerId ?? convenerId;
    const judgeId = askedById === undefined || askedById === reporterId ? convenerId : askedById;
    const history = all.filter((entry) => counts(entry, { convenerId, reporterId, judgeId }));
    return { actionId, convenerId, assigned, judgeId, reporterId, ...standing(history), history };
  }

  *values(): Iterable<ActionState> {
    for (const actionId of this.#entries.keys()) {
      const state = this.get(actionId);
      if (state) yield state;
    }
  }
}

function counts(entry: ActionEntry, who: Pick<ActionState, 'convenerId' | 'reporterId' | 'judgeId'>): boolean {
  const { departmentId } = entry.actor;
  switch (entry.type) {
    case 'action.assigned':
    case 'action.withdrawn':
      return departmentId === who.convenerId;
    case 'action.progressed':
      return departmentId === who.reporterId;
    case 'action.judged':
      return departmentId === who.judgeId;
  }
}

/** The newest word decides; 31(三): done is what the one who asked has confirmed. */
function standing(history: readonly ActionEntry[]): Pick<ActionState, 'state' | 'percent'> {
  const progress = history.filter((entry) => entry.type === 'action.progressed').at(-1);
  const judged = history.filter((entry) => entry.type === 'action.judged').at(-1);
  const percent = progress?.payload.percent ?? 0;
  if (history.some(({ type }) => type === 'action.withdrawn')) return { state: 'withdrawn', percent };
  if (judged?.payload.accepted) return { state: 'done', percent: 100 };
  const reported = progress?.payload.finished === true && (!judged || compareByTime(judged, progress) < 0);
  return { state: reported ? 'reported' : 'open', percent };
}
