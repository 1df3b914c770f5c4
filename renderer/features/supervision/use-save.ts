/** Saving new supervision information, and reviewing and saving a correction. */
import { App } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { Supervision } from '#shared/domain/supervision.ts';
import { supervisionChanges } from '#shared/domain/supervision-format.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import type { Change } from '../../components/change-table.tsx';
import { shownAt } from '../../components/counterpart-model.ts';
import { fieldId, focusField } from '../../components/fields-form.ts';
import { obstacles } from './form-model.ts';
import { text } from './text.ts';
import type { SupervisionForm } from './use-supervision-form.ts';

const words = text.form;

/** Checks what stands in the form now; shows all problems when something keeps it from being saved. */
async function checkedRecord(form: SupervisionForm): Promise<Supervision | undefined> {
  const checked = await form.check();
  if (checked?.supervision) return checked.supervision;
  form.setShowAll();
  const first = obstacles(checked)[0];
  if (first) focusField(fieldId(shownAt(first.field, form.values)));
  return undefined;
}

/** Shows all problems and puts the cursor into the first field that has one. */
export function goToFirst(form: SupervisionForm): void {
  form.setShowAll();
  const first = obstacles(form.checked)[0];
  if (first) focusField(fieldId(shownAt(first.field, form.values)));
}

export function useSaveNew(form: SupervisionForm, onSaved: (recordId: string, saved: Supervision) => void) {
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const save = async () => {
    setFailure(undefined);
    setSaving(true);
    try {
      const supervision = await checkedRecord(form);
      if (!supervision) return;
      const result = await workstation().recordSupervision({ ...form.input, attachments: form.added });
      if (!result.ok) return setFailure(result.error);
      useSession.getState().touch();
      onSaved(result.value.recordId, supervision);
    } finally {
      setSaving(false);
    }
  };
  return { saving, failure, save: () => void save() };
}

export function useSaveCorrection(form: SupervisionForm, recordId: string, before: Supervision, onSaved: () => void) {
  const { message } = App.useApp();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [changes, setChanges] = useState<readonly Change[]>();
  const review = async () => {
    setFailure(undefined);
    setSaving(true);
    const after = await checkedRecord(form);
    setSaving(false);
    if (!after) return;
    const found = changesOf(before, after, form);
    if (found.length === 0) void message.info(words.unchanged);
    else setChanges(found);
  };
  const save = async (reason: string) => {
    setFailure(undefined);
    setSaving(true);
    const keepAttachments = form.kept.map((file) => file.sha256);
    const result = await workstation().correctSupervision({ ...form.input, recordId, attachments: form.added, keepAttachments, reason });
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

/** Attachments aren't part of the draft: they are told by name. */
function changesOf(before: Supervision, after: Supervision, form: SupervisionForm): readonly Change[] {
  const files = before.attachments ?? [];
  const changes = [...supervisionChanges(before, { ...after, ...(before.attachments && { attachments: before.attachments }) })];
  if (form.added.length > 0 || form.kept.length !== files.length)
    changes.push({ label: words.attachments, before: names(files), after: names([...form.kept, ...form.added]) });
  return changes;
}

function names(files: readonly { readonly name: string }[]): string {
  return files.map((file) => file.name).join('、');
}
