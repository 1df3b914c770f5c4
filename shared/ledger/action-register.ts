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
  readonly meetingId: string;
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

/** One wording of the item, with those who report and judge while it holds. */
interface Term {
  readonly assigned: EntryOf<'action.assigned'>;
  readonly reporterId: string;
  readonly judgeId: string;
}

export class ActionRegister {
  readonly #entries = new Map<string, ActionEntry[]>();
  readonly #states = new Map<string, ActionState>();
  readonly #ofMeeting = new Map<string, Set<string>>();

  fold(entry: ActionEntry): void {
    this.#states.delete(entry.subject);
    const known = this.#entries.get(entry.subject);
    if (known) insertByTime(known, entry);
    else this.#entries.set(entry.subject, [entry]);
    if (entry.type !== 'action.assigned') return;
    const { meetingId } = entry.payload;
    this.#ofMeeting.set(meetingId, (this.#ofMeeting.get(meetingId) ?? new Set()).add(entry.subject));
  }

  get(actionId: string): ActionState | undefined {
    const known = this.#states.get(actionId);
    if (known) return known;
    const state = stateOf(actionId, this.#entries.get(actionId) ?? []);
    if (state) this.#states.set(actionId, state);
    return state;
  }

  *values(): Iterable<ActionState> {
    for (const actionId of this.#entries.keys()) {
      const state = this.get(actionId);
      if (state) yield state;
    }
  }

  /** Those that its meeting set, by their ids: in the order in which they were planned. */
  ofMeeting(meetingId: string): readonly ActionState[] {
    return [...(this.#ofMeeting.get(meetingId) ?? [])]
      .sort()
      .flatMap((actionId) => this.get(actionId) ?? [])
      .filter((action) => action.meetingId === meetingId);
  }

  /** All that was said about it by whomever, oldest first. */
  entriesOf(actionId: string): readonly ActionEntry[] {
    return this.#entries.get(actionId) ?? [];
  }
}

/** Who reports and who judges under this wording (31(三)). */
export function rolesUnder({ actor, payload }: EntryOf<'action.assigned'>): Pick<Term, 'reporterId' | 'judgeId'> {
  const reporterId = payload.ownerId ?? actor.departmentId;
  const { askedById } = payload;
  return { reporterId, judgeId: askedById === undefined || askedById === reporterId ? actor.departmentId : askedById };
}

function stateOf(actionId: string, all: readonly ActionEntry[]): ActionState | undefined {
  const convenerId = all.find((entry) => entry.type === 'action.assigned')?.actor.departmentId;
  const terms = all
    .filter((entry) => entry.type === 'action.assigned')
    .filter(({ actor }) => actor.departmentId === convenerId)
    .map((assigned): Term => ({ assigned, ...rolesUnder(assigned) }));
  const now = terms.at(-1);
  if (convenerId === undefined || !now) return undefined;
  const history = all.filter((entry) => counts(entry, convenerId, terms));
  return { actionId, convenerId, meetingId: now.assigned.payload.meetingId, ...now, ...standing(history, now), history };
}

/**
 * Who is responsible now counts whenever it spoke, since the clocks of two departments differ; who was responsible before,
 * for what it said until it was relieved.
 */
function counts(entry: ActionEntry, convenerId: string, terms: readonly Term[]): boolean {
  const { departmentId } = entry.actor;
  switch (entry.type) {
    case 'action.assigned':
    case 'action.withdrawn':
      return departmentId === convenerId;
    case 'action.progressed':
      return inTerm(entry, terms, ({ reporterId }) => reporterId === departmentId);
    case 'action.judged':
      return inTerm(entry, terms, ({ judgeId }) => judgeId === departmentId);
  }
}

function inTerm(entry: ActionEntry, terms: readonly Term[], isTheirs: (term: Term) => boolean): boolean {
  return terms.some((term, index) => {
    const next = terms[index + 1];
    return isTheirs(term) && (next === undefined || compareByTime(entry, next.assigned) < 0);
  });
}

/** The newest word decides; 31(三): done is what the one who asked has confirmed. Who takes an item over begins anew. */
function standing(history: readonly ActionEntry[], { reporterId }: Term): Pick<ActionState, 'state' | 'percent'> {
  const progress = history
    .filter((entry) => entry.type === 'action.progressed')
    .filter(({ actor }) => actor.departmentId === reporterId)
    .at(-1);
  const judged = history.filter((entry) => entry.type === 'action.judged').at(-1);
  const percent = progress?.payload.percent ?? 0;
  if (history.some(({ type }) => type === 'action.withdrawn')) return { state: 'withdrawn', percent };
  if (judged?.payload.accepted) return { state: 'done', percent: 100 };
  const reported = progress?.payload.finished === true && (!judged || compareByTime(judged, progress) < 0);
  return { state: reported ? 'reported' : 'open', percent };
}
