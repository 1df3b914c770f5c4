/** Saving a new approval, and reviewing and saving a correction. */
import type { Approval } from '#shared/domain/approval.ts';
import { approvalChanges } from '#shared/domain/approval-format.ts';
import type { ApprovalDetail } from '#shared/workstation/api.ts';
import { workstation } from '../../app/workstation-client.ts';
import type { Change } from '../../components/change-table.tsx';
import { shownAt } from '../../components/counterpart-model.ts';
import { fileChanges, goToField, useCorrectRecord, useSaveRecord } from '../../components/use-record-save.ts';
import { draftOf, obstacles } from './form-model.ts';
import { text } from './text.ts';
import type { ApprovalForm } from './use-approval-form.ts';

const words = text.form;

/** Checks what stands in the form now; shows all problems when something keeps it from being saved. */
async function checkedApproval(form: ApprovalForm): Promise<Approval | undefined> {
  const checked = await form.check();
  if (checked?.approval) return checked.approval;
  goToFirst(form, checked);
  return undefined;
}

/** Shows all problems and puts the cursor into the first field that has one. */
export function goToFirst(form: ApprovalForm, checked = form.checked): void {
  const first = obstacles(checked)[0];
  goToField(form, first && shownAt(first.field, form.values));
}

function reasonOf(form: ApprovalForm): { readonly acceptedReason?: string } {
  const reason = form.acceptedReason?.trim();
  return reason ? { acceptedReason: reason } : {};
}

export function useSaveNew(form: ApprovalForm, onSaved: (recordId: string) => void) {
  return useSaveRecord({
    ready: () => checkedApproval(form),
    save: () => workstation().recordApproval({ draft: draftOf(form.values), ...reasonOf(form), attachments: form.added }),
    onSaved,
  });
}

export function useSaveCorrection(form: ApprovalForm, detail: ApprovalDetail, onSaved: () => void) {
  return useCorrectRecord({
    ready: () => checkedApproval(form),
    changesTo: (approval) => changesOf(detail.approval, approval, form),
    unchanged: words.unchanged,
    save: (reason) =>
      workstation().correctApproval({
        recordId: detail.row.recordId,
        draft: draftOf(form.values),
        ...reasonOf(form),
        attachments: form.added,
        keepAttachments: form.kept.map((file) => file.sha256),
        reason,
      }),
    onSaved,
  });
}

/** Source and attachments aren't part of the draft: the one stays, the others are told by name. */
function changesOf(before: Approval, after: Approval, form: ApprovalForm): readonly Change[] {
  const same = { sourceSystem: before.sourceSystem, ...(before.attachments && { attachments: before.attachments }) };
  const files = fileChanges(words.labels.attachments, before.attachments ?? [], form);
  return [...approvalChanges(before, { ...after, ...same }), ...files];
}
