/** State of the form: values, approvals concerned, live checks, evidence, and whether anything would be lost by leaving. */
import { useCallback, useMemo, useState } from 'react';
import type { Attachment } from '#shared/domain/approval.ts';
import type { Failure } from '#shared/domain/result.ts';
import {
  type CheckedSupervision,
  SUPERVISION_FIELD_LABELS,
  type SupervisionField,
  type SupervisionProblem,
} from '#shared/domain/supervision.ts';
import type { ApprovalRow, NewAttachment } from '#shared/workstation/api.ts';
import { workstation } from '../../app/workstation-client.ts';
import type { FilesForm } from '../../components/attachment-fields.tsx';
import type { CounterpartForm } from '../../components/counterpart-fields.tsx';
import type { FieldsForm } from '../../components/fields-form.ts';
import { useRecordChecks } from '../../components/use-record-checks.ts';
import { draftOf, type FormValues, isRequired, problemsAt } from './form-model.ts';
import { text } from './text.ts';

export interface FormStart {
  readonly values: FormValues;
  readonly acceptedReason: string | undefined;
  readonly attachments: readonly Attachment[];
  readonly approvals: readonly ApprovalRow[];
  /** approvals concerned that this ledger doesn't have: a correction keeps them */
  readonly unknownApprovals: readonly string[];
}

export interface SupervisionForm extends FieldsForm<SupervisionField>, CounterpartForm, FilesForm {
  readonly values: FormValues;
  readonly set: (field: SupervisionField, value: string) => void;
  readonly touch: (field: SupervisionField) => void;
  readonly sayings: (field: SupervisionField) => readonly SupervisionProblem[];
  readonly label: (field: SupervisionField) => string;
  readonly placeholder: (field: SupervisionField) => string;
  readonly required: (field: SupervisionField) => boolean;
  readonly approvals: readonly ApprovalRow[];
  readonly setApprovals: (approvals: readonly ApprovalRow[]) => void;
  readonly unknownApprovals: readonly string[];
  /** what is said about the choice of approvals */
  readonly approvalsSayings: readonly SupervisionProblem[];
  readonly showAll: boolean;
  readonly setShowAll: () => void;
  readonly checked: CheckedSupervision | undefined;
  readonly failure: Failure | undefined;
  readonly dirty: boolean;
  /** checks what stands in the form now */
  readonly check: () => Promise<CheckedSupervision | undefined>;
  /** what is sent: draft, approvals, reason */
  readonly input: Parameters<ReturnType<typeof workstation>['checkSupervision']>[0];
}

export function useSupervisionForm(start: FormStart): SupervisionForm {
  const [values, setValues] = useState(start.values);
  const [approvals, setApprovals] = useState(start.approvals);
  const [touched, setTouched] = useState<ReadonlySet<SupervisionField>>(new Set());
  const [showAll, setShowAll] = useState(false);
  const [acceptedReason, setAcceptedReason] = useState(start.acceptedReason);
  const [added, setAdded] = useState<readonly NewAttachment[]>([]);
  const [kept, setKept] = useState(start.attachments);
  const { unknownApprovals } = start;
  const input = useMemo(
    () => inputOf(values, [...approvals.map(rowId), ...unknownApprovals], acceptedReason),
    [values, approvals, unknownApprovals, acceptedReason],
  );
  const checks = useRecordChecks(useCallback(() => workstation().checkSupervision(input), [input]));
  const touch = useCallback(
    (field: SupervisionField) => setTouched((before) => (before.has(field) ? before : new Set([...before, field]))),
    [],
  );
  const set = (field: SupervisionField, value: string) => {
    setValues((before) => ({ ...before, [field]: value }));
    touch(field);
    // a reason belongs to the code that it was given for
    if (field === 'uscc' || field === 'counterpartKind') setAcceptedReason(undefined);
  };
  const begun = useMemo(
    () => JSON.stringify(inputOf(start.values, [...start.approvals.map(rowId), ...start.unknownApprovals], start.acceptedReason)),
    [start],
  );
  return {
    ...{ values, set, touch, approvals, setApprovals, unknownApprovals, showAll, setShowAll: () => setShowAll(true) },
    ...{ acceptedReason, setAcceptedReason, added, setAdded, kept, setKept, input, testId: 'supervision.field' },
    ...checks,
    sayings: (field) => (showAll || touched.has(field) ? problemsAt(field, values, checks.checked) : []),
    approvalsSayings: problemsAt('approvals', values, checks.checked),
    doubtful: problemsAt('uscc', values, checks.checked).some(({ level }) => level === 'acceptable'),
    label: (field) => SUPERVISION_FIELD_LABELS[field],
    placeholder: (field) => text.form.placeholders[field],
    required: (field) => isRequired(field, values),
    dirty: JSON.stringify(input) !== begun || added.length > 0 || kept.length !== start.attachments.length,
  };
}

const rowId = ({ recordId }: ApprovalRow) => recordId;

function inputOf(values: FormValues, approvals: readonly string[], acceptedReason: string | undefined): SupervisionForm['input'] {
  const reason = acceptedReason?.trim();
  return { draft: draftOf(values), approvals, ...(reason ? { acceptedReason: reason } : {}) };
}
