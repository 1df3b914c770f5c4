/** Saving new supervision information, and reviewing and saving a correction. */
import type { Supervision } from '#shared/domain/supervision.ts';
import { supervisionChanges } from '#shared/domain/supervision-format.ts';
import { workstation } from '../../app/workstation-client.ts';
import type { Change } from '../../components/change-table.tsx';
import { shownAt } from '../../components/counterpart-model.ts';
import { fileChanges, goToField, useCorrectRecord, useSaveRecord } from '../../components/use-record-save.ts';
import { obstacles } from './form-model.ts';
import { text } from './text.ts';
import type { SupervisionForm } from './use-supervision-form.ts';

const words = text.form;

/** Checks what stands in the form now; shows all problems when something keeps it from being saved. */
async function checkedRecord(form: SupervisionForm): Promise<Supervision | undefined> {
  const checked = await form.check();
  if (checked?.supervision) return checked.supervision;
  goToFirst(form, checked);
  return undefined;
}

/** Shows all problems and puts the cursor into the first field that has one. */
export function goToFirst(form: SupervisionForm, checked = form.checked): void {
  const first = obstacles(checked)[0];
  goToField(form, first && shownAt(first.field, form.values));
}

export function useSaveNew(form: SupervisionForm, onSaved: (recordId: string, saved: Supervision) => void) {
  return useSaveRecord({
    ready: () => checkedRecord(form),
    save: () => workstation().recordSupervision({ ...form.input, attachments: form.added }),
    onSaved,
  });
}

export function useSaveCorrection(form: SupervisionForm, recordId: string, before: Supervision, onSaved: () => void) {
  return useCorrectRecord({
    ready: () => checkedRecord(form),
    changesTo: (after) => changesOf(before, after, form),
    unchanged: words.unchanged,
    save: (reason) => {
      const keepAttachments = form.kept.map((file) => file.sha256);
      return workstation().correctSupervision({ ...form.input, recordId, attachments: form.added, keepAttachments, reason });
    },
    onSaved,
  });
}

/** Attachments aren't part of the draft: they are told by name. */
function changesOf(before: Supervision, after: Supervision, form: SupervisionForm): readonly Change[] {
  const same = before.attachments && { attachments: before.attachments };
  return [...supervisionChanges(before, { ...after, ...same }), ...fileChanges(words.attachments, before.attachments ?? [], form)];
}
