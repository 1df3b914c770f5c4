/** The draft on the screen: its history, and saving by itself. */
import { useCallback, useMemo, useState } from 'react';
import type { IsoDate } from '#shared/domain/approval.ts';
import type { LetterContent } from '#shared/domain/letter.ts';
import type { LetterDraftInput } from '#shared/workstation/letters/letters-api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { beginHistory, edited, redone, undone } from '../../components/paper/history.ts';
import { type Autosave, useAutosave } from '../../components/use-autosave.ts';

export type ContentChanges = { readonly [K in keyof LetterContent]?: LetterContent[K] | undefined };

/**
 * Always the same function, so that a part of the form is rendered only when its own value changes. What follows from the
 * letter as it stands is therefore given as a function of it. `part`: see history.ts; `undefined` takes a value away.
 */
export type ChangeLetter = (changes: ContentChanges | ((content: LetterContent) => ContentChanges), part?: string) => void;

export interface LetterEditor extends Autosave {
  readonly draft: LetterDraftInput;
  readonly content: LetterContent;
  readonly readOnly: boolean;
  readonly change: ChangeLetter;
  readonly setDueOn: (dueOn: IsoDate | undefined) => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** `idsOf`: which of the recipients are in the directory, so that a package can be made for them */
export function useLetterEditor(start: LetterDraftInput, idsOf: (content: LetterContent) => readonly string[]): LetterEditor {
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const [history, setHistory] = useState(() => beginHistory(start));
  const { present } = history;
  const saving = useAutosave(present, (now) => workstation().saveDraft({ ...now, recipientIds: idsOf(now.content) }), { readOnly });
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
