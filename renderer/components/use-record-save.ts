/** Saving a new record, and reviewing and saving a correction: the same steps for approvals and supervision information. */
import { App } from 'antd';
import { useState } from 'react';
import type { Attachment } from '#shared/domain/approval.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { useSession } from '../app/session.ts';
import type { FilesForm } from './attachment-fields.tsx';
import type { Change } from './change-table.tsx';
import { fieldId, focusField } from './fields-form.ts';

interface NewRecord<Content> {
  /** what stands in the form now; undefined when something keeps it from being saved, which is shown then */
  readonly ready: () => Promise<Content | undefined>;
  readonly save: () => Promise<Result<{ readonly recordId: string }>>;
  readonly onSaved: (recordId: string, content: Content) => void;
}

export function useSaveRecord<Content>({ ready, save: write, onSaved }: NewRecord<Content>) {
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const save = async () => {
    setFailure(undefined);
    setSaving(true);
    try {
      const content = await ready();
      if (!content) return;
      const result = await write();
      if (!result.ok) return setFailure(result.error);
      useSession.getState().touch();
      onSaved(result.value.recordId, content);
    } finally {
      setSaving(false);
    }
  };
  return { saving, failure, save: () => void save() };
}

interface Correction<Content> {
  readonly ready: () => Promise<Content | undefined>;
  /** what is another than before, for the person who confirms it */
  readonly changesTo: (content: Content) => readonly Change[];
  /** said when nothing is */
  readonly unchanged: string;
  readonly save: (reason: string) => Promise<Result<void>>;
  readonly onSaved: () => void;
}

export interface RecordCorrection {
  readonly saving: boolean;
  readonly failure: Failure | undefined;
  /** what a person is to confirm; undefined before it was asked for */
  readonly changes: readonly Change[] | undefined;
  readonly review: () => void;
  readonly save: (reason: string) => void;
  readonly close: () => void;
}

export function useCorrectRecord<Content>({ ready, changesTo, unchanged, save: write, onSaved }: Correction<Content>): RecordCorrection {
  const { message } = App.useApp();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [changes, setChanges] = useState<readonly Change[]>();
  const review = async () => {
    setFailure(undefined);
    setSaving(true);
    const content = await ready();
    setSaving(false);
    if (!content) return;
    const found = changesTo(content);
    if (found.length === 0) void message.info(unchanged);
    else setChanges(found);
  };
  const save = async (reason: string) => {
    setFailure(undefined);
    setSaving(true);
    const result = await write(reason);
    setSaving(false);
    if (!result.ok) return setFailure(result.error);
    setChanges(undefined);
    useSession.getState().touch();
    onSaved();
  };
  return {
    ...{ saving, failure, changes },
    review: () => void review(),
    save: (reason: string) => void save(reason),
    close: () => setChanges(undefined),
  };
}

/** Evidence isn't part of the draft: what was added or taken away is told by name. */
export function fileChanges(label: string, files: readonly Attachment[], form: Pick<FilesForm, 'added' | 'kept'>): readonly Change[] {
  if (form.added.length === 0 && form.kept.length === files.length) return [];
  return [{ label, before: names(files), after: names([...form.kept, ...form.added]) }];
}

function names(files: readonly { readonly name: string }[]): string {
  return files.map((file) => file.name).join('、');
}

/** Shows all problems and puts the cursor into the first field that has one. */
export function goToField(form: { readonly setShowAll: () => void }, field: string | undefined): void {
  form.setShowAll();
  if (field !== undefined) focusField(fieldId(field));
}
