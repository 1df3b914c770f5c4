/** State of the form: values, live checks, attachments, and whether anything would be lost by leaving. */
import { useCallback, useMemo, useState } from 'react';
import {
  APPROVAL_FIELD_LABELS,
  type ApprovalField,
  type Attachment,
  type CheckedApproval,
  type FieldProblem,
} from '#shared/domain/approval.ts';
import type { Failure } from '#shared/domain/result.ts';
import type { NewAttachment } from '#shared/workstation/api.ts';
import { workstation } from '../../app/workstation-client.ts';
import type { FilesForm } from '../../components/attachment-fields.tsx';
import type { CounterpartForm } from '../../components/counterpart-fields.tsx';
import type { FieldsForm } from '../../components/fields-form.ts';
import { useRecordChecks } from '../../components/use-record-checks.ts';
import { draftOf, type FormValues, problemsAt, REQUIRED_FIELDS } from './form-model.ts';
import { text } from './text.ts';

export interface FormStart {
  readonly values: FormValues;
  readonly acceptedReason: string | undefined;
  readonly attachments: readonly Attachment[];
}

export interface ApprovalForm extends FieldsForm<ApprovalField>, CounterpartForm, FilesForm {
  readonly values: FormValues;
  readonly set: (field: ApprovalField, value: string) => void;
  readonly touch: (field: ApprovalField) => void;
  /** errors are shown at fields that were left or changed, and at all after a try to save */
  readonly sayings: (field: ApprovalField) => readonly FieldProblem[];
  readonly label: (field: ApprovalField) => string;
  readonly placeholder: (field: ApprovalField) => string;
  readonly required: (field: ApprovalField) => boolean;
  readonly showAll: boolean;
  readonly setShowAll: () => void;
  readonly checked: CheckedApproval | undefined;
  readonly failure: Failure | undefined;
  readonly dirty: boolean;
  /** checks the values as they are now */
  readonly check: () => Promise<CheckedApproval | undefined>;
}

export function useApprovalForm(start: FormStart): ApprovalForm {
  const [values, setValues] = useState(start.values);
  const [touched, setTouched] = useState<ReadonlySet<ApprovalField>>(new Set());
  const [showAll, setShowAll] = useState(false);
  const [acceptedReason, setAcceptedReason] = useState(start.acceptedReason);
  const [added, setAdded] = useState<readonly NewAttachment[]>([]);
  const [kept, setKept] = useState(start.attachments);
  const checks = useChecks(values, acceptedReason);

  const touch = useCallback(
    (field: ApprovalField) => setTouched((before) => (before.has(field) ? before : new Set([...before, field]))),
    [],
  );
  const set = useCallback(
    (field: ApprovalField, value: string) => {
      setValues((before) => ({ ...before, [field]: value }));
      touch(field);
      // a reason belongs to the code that it was given for
      if (field === 'uscc' || field === 'counterpartKind') setAcceptedReason(undefined);
    },
    [touch],
  );
  const dirty = useMemo(
    () =>
      JSON.stringify(draftOf(values)) !== JSON.stringify(draftOf(start.values)) ||
      (acceptedReason ?? '') !== (start.acceptedReason ?? '') ||
      added.length > 0 ||
      kept.length !== start.attachments.length,
    [values, acceptedReason, added, kept, start],
  );
  return {
    ...{ values, set, touch, showAll, setShowAll: () => setShowAll(true), testId: 'form' },
    sayings: (field) => (showAll || touched.has(field) ? problemsAt(field, values, checks.checked) : []),
    doubtful: problemsAt('uscc', values, checks.checked).some(({ level }) => level === 'acceptable'),
    label: (field) => APPROVAL_FIELD_LABELS[field],
    placeholder: (field) => (field === 'counterpartKind' ? '' : text.form.placeholders[field]),
    required: (field) => REQUIRED_FIELDS.has(field),
    ...checks,
    ...{ acceptedReason, setAcceptedReason, added, setAdded, kept, setKept, dirty },
  };
}

function useChecks(values: FormValues, acceptedReason: string | undefined) {
  const run = useCallback(() => {
    const reason = acceptedReason?.trim();
    return workstation().checkDraft(draftOf(values), ...(reason ? [reason] : []));
  }, [values, acceptedReason]);
  return useRecordChecks(run);
}
