/** The draft on the screen: its history, and saving by itself. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { IsoDate } from '#shared/domain/approval.ts';
import type { LetterContent } from '#shared/domain/letter.ts';
import type { Failure } from '#shared/domain/result.ts';
import type { LetterDraftInput } from '#shared/workstation/letters/letters-api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { beginHistory, edited, redone, undone } from './history.ts';

/** after the last keystroke: each save is an entry of the ledger, and at most so much is lost */
const SAVE_DELAY_MS = 2500;

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed';

export type ContentChanges = { readonly [K in keyof LetterContent]?: LetterContent[K] | undefined };

/**
 * Always the same function, so that a part of the form is rendered only when its own value changes. What follows from the
 * letter as it stands is therefore given as a function of it. `part`: see history.ts; `undefined` takes a value away.
 */
export type ChangeLetter = (changes: ContentChanges | ((content: LetterContent) => ContentChanges), part?: string) => void;

export interface LetterEditor {
  readonly draft: LetterDraftInput;
  readonly content: LetterContent;
  readonly readOnly: boolean;
  readonly change: ChangeLetter;
  readonly setDueOn: (dueOn: IsoDate | undefined) => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly saveState: SaveState;
  /** when it was saved last; undefined: not since it was opened */
  readonly savedAt: Date | undefined;
  readonly failure: Failure | undefined;
  /** saves what stands there now; false when it couldn't be saved */
  readonly save: () => Promise<boolean>;
}

/** `idsOf`: which of the recipients are in the directory, so that a package can be made for them */
export function useLetterEditor(start: LetterDraftInput, idsOf: (content: LetterContent) => readonly string[]): LetterEditor {
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const [history, setHistory] = useState(() => beginHistory(start));
  const { present } = history;
  const saving = useSaving(present, idsOf, readOnly);
  const edit = useCallback(
    (next: (draft: LetterDraftInput) => LetterDraftInput, part: string) => {
      const now = Date.now();
      if (!readOnly) setHistory((before) => edited(before, next(before.present), part, now));
    },
    [readOnly],
  );
  const change = useCallback<ChangeLetter>(
    (changes, part = '') =>
      edit(({ content, ...draft }) => {
        const changed = typeof changes === 'function' ? changes(content) : changes;
        return { ...draft, content: withChanges(content, changed) };
      }, part),
    [edit],
  );
  const setDueOn = useCallback<LetterEditor['setDueOn']>(
    (dueOn) => edit(({ dueOn: _, ...draft }) => (dueOn === undefined ? draft : { ...draft, dueOn }), ''),
    [edit],
  );
  const undo = useCallback(() => setHistory(undone), []);
  const redo = useCallback(() => setHistory(redone), []);
  return useMemo(
    () => ({
      draft: present,
      content: present.content,
      readOnly,
      change,
      setDueOn,
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
      undo,
      redo,
      ...saving,
    }),
    [present, readOnly, change, setDueOn, history.past.length, history.future.length, undo, redo, saving],
  );
}

/** A value that was taken away is absent, not undefined: the ledger compares drafts by what is written. */
function withChanges(content: LetterContent, changes: ContentChanges): LetterContent {
  const merged = Object.entries({ ...content, ...changes }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(merged) as unknown as LetterContent;
}

function useSaving(draft: LetterDraftInput, idsOf: (content: LetterContent) => readonly string[], readOnly: boolean) {
  const [kept, setKept] = useState(draft);
  const [running, setRunning] = useState(false);
  const [savedAt, setSavedAt] = useState<Date>();
  const [failure, setFailure] = useState<Failure>();
  const latest = useRef({ draft, kept, idsOf });
  latest.current = { ...latest.current, draft, idsOf };
  // one after the other: two saves at once could end in the wrong order
  const queue = useRef<Promise<boolean>>(Promise.resolve(true));

  const save = useCallback((): Promise<boolean> => {
    const run = async () => {
      const { draft: now, kept: before, idsOf: ids } = latest.current;
      if (now === before) return true;
      setRunning(true);
      const result = await workstation().saveDraft({ ...now, recipientIds: ids(now.content) });
      setRunning(false);
      setFailure(result.ok ? undefined : result.error);
      if (!result.ok) return false;
      latest.current.kept = now;
      setKept(now);
      setSavedAt(new Date());
      return true;
    };
    queue.current = queue.current.then(run);
    return queue.current;
  }, []);

  useEffect(() => {
    if (readOnly || draft === kept) return;
    const timer = setTimeout(() => void save(), SAVE_DELAY_MS);
    return () => clearTimeout(timer);
  }, [draft, kept, readOnly, save]);
  const saveState: SaveState = running ? 'saving' : draft === kept ? 'saved' : failure ? 'failed' : 'unsaved';
  return useMemo(() => ({ saveState, savedAt, failure, save }), [saveState, savedAt, failure, save]);
}
