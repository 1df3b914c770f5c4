/** Which inputs the user has left, for notes that appear only then. */
import { useCallback, useEffect, useRef, useState } from 'react';

/** longer than a click takes: a note that moves the page between press and release would make the click miss */
const CLICK_MILLISECONDS = 300;

export interface LeftFields<Field extends string> {
  readonly left: ReadonlySet<Field>;
  /** for onBlur */
  readonly leave: (field: Field) => void;
  /** for onFocus: the field is being worked on again */
  readonly enter: (field: Field) => void;
}

export function useLeftFields<Field extends string>(): LeftFields<Field> {
  const [left, setLeft] = useState<ReadonlySet<Field>>(new Set());
  const timers = useRef(new Map<Field, ReturnType<typeof setTimeout>>()).current;
  useEffect(
    () => () => {
      for (const timer of timers.values()) clearTimeout(timer);
    },
    [timers],
  );
  const leave = useCallback(
    (field: Field) => {
      clearTimeout(timers.get(field));
      timers.set(
        field,
        setTimeout(() => setLeft((before) => new Set([...before, field])), CLICK_MILLISECONDS),
      );
    },
    [timers],
  );
  const enter = useCallback(
    (field: Field) => {
      clearTimeout(timers.get(field));
      setLeft((before) => (before.has(field) ? new Set([...before].filter((other) => other !== field)) : before));
    },
    [timers],
  );
  return { left, leave, enter };
}
