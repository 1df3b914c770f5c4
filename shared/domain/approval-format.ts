/** Approvals as people read them: labels, masked identities, the draft that a form shows, and what a correction changed. */
import {
  APPROVAL_FIELD_LABELS,
  APPROVAL_FIELDS,
  type Approval,
  type ApprovalDraft,
  type ApprovalField,
  type Attachment,
  type Counterpart,
  type Identity,
  type Validity,
} from '#shared/domain/approval.ts';
import { NO_USCC } from '#shared/domain/codes.ts';
import { COUNTERPART_KIND_LABELS } from '#shared/domain/counterpart.ts';
import { maskCertificate, maskCitizenId, maskIdentity } from '#shared/domain/identifiers.ts';

export const LONG_TERM = '长期';
export const NOTHING = '（无）';
export const HIDDEN_CHANGE = '（隐去的部分有改动）';

/** `2025-02-20 至 长期`; `至 2027-01-01` where the beginning is unknown, and plain 长期. */
export function formatValidity(validity: Validity): string {
  const to = validity.to === 'longTerm' ? LONG_TERM : validity.to;
  if (validity.from) return `${validity.from} 至 ${to}`;
  return validity.to === 'longTerm' ? LONG_TERM : `至 ${to}`;
}

/** The identifying code alone; `masked` hides the middle of certificates of natural persons: 370811********1234. */
export function formatIdentity(record: { readonly counterpart: Counterpart }, masked: boolean): string {
  const { identity } = record.counterpart;
  return masked ? maskIdentity(identity) : identity.value;
}

function identityDraft(identity: Identity): ApprovalDraft {
  switch (identity.type) {
    case 'uscc':
      return { uscc: identity.value };
    case 'registration':
      return { uscc: NO_USCC, registrationNumber: identity.value };
    case 'citizenId':
      return { citizenId: identity.value };
    case 'otherCertificate':
      return { citizenId: identity.value, certificateType: identity.certificateType ?? '其他证件' };
  }
}

/** The counterpart's part of a draft, the same for approvals and supervision. */
export function counterpartDraft(counterpart: Counterpart) {
  return {
    counterpartName: counterpart.name,
    counterpartKind: COUNTERPART_KIND_LABELS[counterpart.kind],
    ...identityDraft(counterpart.identity),
    contact: counterpart.contact,
    address: counterpart.address,
  };
}

function categoryText(approval: Approval): string {
  return [approval.category, approval.categoryNote].filter(Boolean).join('-');
}

/** The text of every field as a form shows it; `checkApproval` makes the same approval of it again. */
export function approvalToDraft(approval: Approval): ApprovalDraft {
  const { counterpart, validity } = approval;
  const draft: Record<string, string> = {
    matter: approval.matter,
    decisionNumber: approval.decisionNumber,
    decisionTitle: approval.decisionTitle ?? '',
    ...counterpartDraft(counterpart),
    decidedOn: approval.decidedOn,
    validFrom: validity.from ?? '',
    validTo: validity.to === 'longTerm' ? LONG_TERM : validity.to,
    content: approval.content,
    category: categoryText(approval),
    certificateName: approval.certificateName ?? '',
    certificateNumber: approval.certificateNumber ?? '',
    approvedBy: approval.approvedBy,
    note: approval.note ?? '',
  } satisfies ApprovalDraft;
  for (const [field, text] of Object.entries(draft)) if (text === '') delete draft[field];
  return draft;
}

// ---- differences ----

export interface ApprovalChange {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

export function attachmentNames(attachments: readonly Attachment[] | undefined): string {
  return (attachments ?? []).map(({ name }) => name).join('、') || NOTHING;
}

function attachmentKey(attachments: readonly Attachment[] | undefined): string {
  return JSON.stringify((attachments ?? []).map(({ sha256, name }) => [sha256, name]).sort());
}

/** Where masking makes both sides look the same, the reader must still see that something changed. */
export function change(label: string, before: string, after: string, hint: string): ApprovalChange {
  return before === after ? { label, before, after: after + hint } : { label, before, after };
}

/** Certificates of natural persons are masked, those of supervision too. */
export function shownField<Field extends string>(
  { counterpart }: { readonly counterpart: Counterpart },
  draft: Readonly<Partial<Record<Field, string>>>,
  field: Field,
): string {
  const text = draft[field];
  if (text === undefined) return NOTHING;
  if (field !== 'citizenId') return text;
  return counterpart.identity.type === 'citizenId' ? maskCitizenId(text) : maskCertificate(text);
}

/**
 * What differs between two states of a record, with Chinese labels, for history and import differences. Certificates of
 * natural persons are masked on both sides. Empty when nothing differs.
 */
export function approvalChanges(before: Approval, after: Approval): readonly ApprovalChange[] {
  const drafts = [approvalToDraft(before), approvalToDraft(after)] as const;
  const changes = APPROVAL_FIELDS.filter((field) => drafts[0][field] !== drafts[1][field]).map((field) =>
    change(
      APPROVAL_FIELD_LABELS[field],
      shownField<ApprovalField>(before, drafts[0], field),
      shownField<ApprovalField>(after, drafts[1], field),
      HIDDEN_CHANGE,
    ),
  );
  changes.push(...acceptedReasonChanges(before.counterpart, after.counterpart));
  if (before.sourceSystem !== after.sourceSystem) {
    changes.push({ label: '来源系统', before: before.sourceSystem, after: after.sourceSystem });
  }
  return [...changes, ...attachmentChanges(before.attachments, after.attachments)];
}

export function acceptedReasonChanges(before: Counterpart, after: Counterpart): readonly ApprovalChange[] {
  const [first, second] = [before, after].map(({ identity }) => identity.acceptedReason ?? NOTHING) as [string, string];
  return first === second ? [] : [{ label: '代码存疑仍采用的理由', before: first, after: second }];
}

export function attachmentChanges(
  before: readonly Attachment[] | undefined,
  after: readonly Attachment[] | undefined,
): readonly ApprovalChange[] {
  if (attachmentKey(before) === attachmentKey(after)) return [];
  return [change('附件', attachmentNames(before), attachmentNames(after), '（内容已更换）')];
}

/** Everything that stands in an approval, with Chinese labels in the order of the form; natural persons' certificates masked. */
export function approvalFields(approval: Approval): readonly { readonly label: string; readonly value: string }[] {
  const draft = approvalToDraft(approval);
  const fields = APPROVAL_FIELDS.filter((field) => draft[field] !== undefined).map((field) => ({
    label: APPROVAL_FIELD_LABELS[field],
    value: shownField<ApprovalField>(approval, draft, field),
  }));
  const { attachments } = approval;
  return attachments ? [...fields, { label: '附件', value: attachmentNames(attachments) }] : fields;
}
