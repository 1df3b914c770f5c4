/** Supervision information as people read it: the draft that a form shows, its fields, and what a correction changed. */
import {
  type ApprovalChange,
  acceptedReasonChanges,
  attachmentChanges,
  attachmentNames,
  change,
  counterpartDraft,
  HIDDEN_CHANGE,
  NOTHING,
  shownField,
} from './approval-format.ts';
import {
  type ConcernedApproval,
  SUPERVISION_FIELD_LABELS,
  SUPERVISION_FIELDS,
  SUPERVISION_KIND_LABELS,
  type Supervision,
  type SupervisionDraft,
  type SupervisionField,
} from './supervision.ts';

const APPROVALS_LABEL = '涉及的审批决定';

/** The text of every field as a form shows it; `checkSupervision` makes the same record of it again. */
export function supervisionToDraft(supervision: Supervision): SupervisionDraft {
  const { counterpart } = supervision;
  const draft: Record<string, string> = {
    kind: SUPERVISION_KIND_LABELS[supervision.kind],
    measure: supervision.measure ?? '',
    decisionNumber: supervision.decisionNumber,
    decisionTitle: supervision.decisionTitle ?? '',
    ...counterpartDraft(counterpart),
    decidedOn: supervision.decidedOn,
    facts: supervision.facts,
    legalBasis: supervision.legalBasis,
    content: supervision.content,
    madeBy: supervision.madeBy,
    note: supervision.note ?? '',
  } satisfies SupervisionDraft;
  for (const [field, text] of Object.entries(draft)) if (text === '') delete draft[field];
  return draft;
}

function concernedText(approvals: readonly ConcernedApproval[]): string {
  return approvals.map(({ decisionNumber, matter }) => `${decisionNumber}（${matter}）`).join('、') || NOTHING;
}

function concernedKey(approvals: readonly ConcernedApproval[]): string {
  return JSON.stringify(approvals.map(({ recordId }) => recordId).sort());
}

/** What differs between two states of a record, as `approvalChanges` tells it of approvals. */
export function supervisionChanges(before: Supervision, after: Supervision): readonly ApprovalChange[] {
  const drafts = [supervisionToDraft(before), supervisionToDraft(after)] as const;
  const shown = (index: 0 | 1, field: SupervisionField) => shownField<SupervisionField>(index === 0 ? before : after, drafts[index], field);
  const changes = SUPERVISION_FIELDS.filter((field) => drafts[0][field] !== drafts[1][field]).map((field) =>
    change(SUPERVISION_FIELD_LABELS[field], shown(0, field), shown(1, field), HIDDEN_CHANGE),
  );
  if (concernedKey(before.approvals) !== concernedKey(after.approvals))
    changes.push(change(APPROVALS_LABEL, concernedText(before.approvals), concernedText(after.approvals), '（所选的审批决定已更换）'));
  return [
    ...changes,
    ...acceptedReasonChanges(before.counterpart, after.counterpart),
    ...attachmentChanges(before.attachments, after.attachments),
  ];
}

/** Everything that stands in a record, with Chinese labels in the order of the form; natural persons' certificates masked. */
export function supervisionFields(supervision: Supervision): readonly { readonly label: string; readonly value: string }[] {
  const draft = supervisionToDraft(supervision);
  const fields = SUPERVISION_FIELDS.filter((field) => draft[field] !== undefined).map((field) => ({
    label: SUPERVISION_FIELD_LABELS[field],
    value: shownField<SupervisionField>(supervision, draft, field),
  }));
  const approvals = { label: APPROVALS_LABEL, value: concernedText(supervision.approvals) };
  const { attachments } = supervision;
  return [...fields, approvals, ...(attachments ? [{ label: '附件', value: attachmentNames(attachments) }] : [])];
}
