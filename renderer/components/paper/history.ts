/** Undo and redo over a whole draft: what was, what is, what was taken back. */

export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** what was edited last, and when: typing on in one part is one step */
  readonly part: string;
  readonly at: number;
}

const STEPS = 200;
/** typing on after a longer pause is a step of its own */
const PAUSE_MILLISECONDS = 1000;

export function beginHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], part: '', at: 0 };
}

/** `part`: names what is typed into, so that letters of one word are taken back together; empty: a step of its own. */
export function edited<T>(history: History<T>, present: T, part: string, at: number): History<T> {
  if (present === history.present) return history;
  const goesOn = part !== '' && part === history.part && at - history.at < PAUSE_MILLISECONDS && history.past.length > 0;
  const past = goesOn ? history.past : [...history.past.slice(-(STEPS - 1)), history.present];
  return { past, present, future: [], part, at };
}

export function undone<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], part: '', at: 0 };
}

export function redone<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, part: '', at: 0 };
}
