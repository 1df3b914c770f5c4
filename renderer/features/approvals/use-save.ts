/** Saving a new approval, and reviewing and saving a correction. */
import { App } from 'antd';
import { useState } from 'react';
import type { Approval, Attachment } from '#shared/domain/approval.ts';
import { approvalChanges } from '#shared/domain/approval-format.ts';
import type { Failure } from '#shared/domain/result.ts';
import type { ApprovalDetail } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import type { Change } from '../../components/change-table.tsx';
import { shownAt } from '../../components/counterpart-model.ts';
import { fieldId, focusField } from '../../components/fields-form.ts';
import { draftOf, obstacles } from './form-model.ts';
import { text } from './text.ts';
import type { ApprovalForm } from './use-approval-form.ts';

const words = text.form;

/** Checks what stands in the form now; shows all problems when something keeps it from being saved. */
async function checkedApproval(form: ApprovalForm): Promise<Approval | undefined> {
  const checked = await form.check();
  if (checked?.approval) return checked.approval;
  form.setShowAll();
  const first = obstacles(checked)[0];
  if (first) focusField(fieldId(shownAt(first.field, form.values)));
  return undefined;
}

function reasonOf(form: ApprovalForm): { readonly acceptedReason?: string } {
  const reason = form.acceptedReason?.trim();
  return reason ? { acceptedReason: reason } : {};
}

export function useSaveNew(form: ApprovalForm, onSaved: (recordId: string) => void) {
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const save = async () => {
    setFailure(undefined);
    setSaving(true);
    try {
      if (!(await checkedApproval(form))) return;
      const result = await workstation().recordApproval({ draft: draftOf(form.values), ...reasonOf(form), attachments: form.added });
      if (!result.ok) return setFailure(result.error);
      useSession.getState().touch();
      onSaved(result.value.recordId);
    } finally {
      setSaving(false);
    }
  };
  return { saving, failure, save: () => void save() };
}

export function useSaveCorrection(form: ApprovalForm, detail: ApprovalDetail, onSaved: () => void) {
  const { message } = App.useApp();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [changes, setChanges] = useState<readonly Change[]>();

  const review = async () => {
    setFailure(undefined);
    setSaving(true);
    const approval = await checkedApproval(form);
    setSaving(false);
    if (!approval) return;
    const found = changesOf(detail.approval, approval, form);
    if (found.length === 0) void message.info(words.unchanged);
    else setChanges(found);
  };
  const save = async (reason: string) => {
    setFailure(undefined);
    setSaving(true);
    const result = await workstation().correctApproval({
      recordId: detail.row.recordId,
      draft: draftOf(form.values),
      ...reasonOf(form),
      attachments: form.added,
      keepAttachments: form.kept.map((file) => file.sha256),
      reason,
    });
    setSaving(false);
    if (!result.ok) return setFailure(result.error);
    setChanges(undefined);
    useSession.getState().touch();
    onSaved();
  };
  return {
    saving,
    failure,
    changes,
    review: () => void review(),
    save: (reason: string) => void save(reason),
    close: () => setChanges(undefined),
  };
}

/** Source and attachments aren't part of the draft: the one stays, the others are told by name. */
function changesOf(before: Approval, after: Approval, form: ApprovalForm): readonly Change[] {
  const files = before.attachments ?? [];
  const same = { sourceSystem: before.sourceSystem, ...(before.attachments && { attachments: before.attachments }) };
  const changes = [...approvalChanges(before, { ...after, ...same })];
  if (form.added.length > 0 || form.kept.length !== files.length) {
    changes.push({ label: words.labels.attachments, before: names(files), after: names([...form.kept, ...form.added]) });
  }
  return changes;
}

function names(files: readonly Pick<Attachment, 'name'>[]): string {
  return files.map((file) => file.name).join('、');
}

/** Shows all problems and puts the cursor into the first field that has one. */
export function goToFirst(form: ApprovalForm): void {
  form.setShowAll();
  const first = obstacles(form.checked)[0];
  if (first) focusField(fieldId(shownAt(first.field, form.values)));
}
