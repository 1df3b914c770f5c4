/** The draft of a document on the screen: its history, and saving by itself. */
import { useCallback, useMemo, useState } from 'react';
import type { MeetingDocumentContent } from '#shared/domain/meeting.ts';
import { workstation } from '../../app/workstation-client.ts';
import { beginHistory, edited, redone, undone } from '../../components/paper/history.ts';
import { type Autosave, useAutosave } from '../../components/use-autosave.ts';

export interface DocumentEditor extends Autosave {
  readonly documentId: string;
  readonly content: MeetingDocumentContent;
  readonly readOnly: boolean;
  /** `part`: see history.ts */
  /** always the same function; what follows from the document as it stands is given as a function of it */
  readonly change: (
    changes: Partial<MeetingDocumentContent> | ((content: MeetingDocumentContent) => Partial<MeetingDocumentContent>),
    part?: string,
  ) => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undo: () => void;
  readonly redo: () => void;
}

export function useDocumentEditor(documentId: string, start: MeetingDocumentContent, readOnly: boolean): DocumentEditor {
  const [history, setHistory] = useState(() => beginHistory(start));
  const { present } = history;
  const saving = useAutosave(present, (content) => workstation().saveMeetingDocument({ documentId, content }), { readOnly });
  const change = useCallback<DocumentEditor['change']>(
    (changes, part = '') => {
      const now = Date.now();
      if (readOnly) return;
      setHistory((before) => {
        const changed = typeof changes === 'function' ? changes(before.present) : changes;
        return edited(before, { ...before.present, ...changed }, part, now);
      });
    },
    [readOnly],
  );
  const undo = useCallback(() => setHistory(undone), []);
  const redo = useCallback(() => setHistory(redone), []);
  const [canUndo, canRedo] = [history.past.length > 0, history.future.length > 0];
  return useMemo(
    () => ({ documentId, content: present, readOnly, change, canUndo, canRedo, undo, redo, ...saving }),
    [documentId, present, readOnly, change, canUndo, canRedo, undo, redo, saving],
  );
}
