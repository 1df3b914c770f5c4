/**
 * What identifies: codes (see codes.ts), their masked forms for lists, and the key by which two records are recognised
 * as the same approval (same 法律文书编号 and same counterpart).
 */
import type { Approval, ApprovalDraft, Counterpart, Identity } from '#shared/domain/approval.ts';
import { normaliseCode, upgradeCitizenId } from '#shared/domain/codes.ts';
import { chooseIdentity, readCounterpartKind } from '#shared/domain/counterpart.ts';
import { comparableText } from '#shared/domain/text.ts';

export {
  type CitizenIdReading,
  isIndividualBusinessUscc,
  looksLikeRegistrationNumber,
  looksRounded,
  looksScientific,
  makeCitizenId,
  makeUscc,
  NO_USCC,
  normaliseCode,
  readCitizenId,
  readUscc,
  type UsccReading,
  upgradeCitizenId,
  usccCheckCharacter,
} from '#shared/domain/codes.ts';

// ---- masks (personal data, 办法 20(二) 公民身份证号码 and 联系方式) ----

function maskMiddle(value: string, head: number, tail: number): string {
  const characters = [...value];
  if (characters.length <= head + tail) return '*'.repeat(characters.length);
  const hidden = characters.length - head - tail;
  return characters.slice(0, head).join('') + '*'.repeat(hidden) + characters.slice(characters.length - tail).join('');
}

/** `370811********1234`; a value too short to hide anything is hidden altogether. */
export function maskCitizenId(value: string): string {
  return maskMiddle(value, 6, 4);
}

/** Passports, permits: the first and the last two characters stay. */
export function maskCertificate(value: string): string {
  return maskMiddle(value, 2, 2);
}

/** Masks every telephone number in a text: `138****5678`, `053*-***5555`. Separators stay; shorter numbers hide more. */
export function maskTelephone(text: string): string {
  return text.replace(/\p{Nd}(?:[ -]?\p{Nd}){6,}/gu, (number) => {
    const digits = number.replace(/[ -]/g, '').length;
    const head = Math.max(0, Math.min(3, digits - 8));
    let position = 0;
    return number.replace(/\p{Nd}/gu, (digit) => {
      position += 1;
      return position <= head || position > digits - 4 ? digit : '*';
    });
  });
}

/** An identity's value as lists show it: certificates of natural persons masked, codes of organisations in full. */
export function maskIdentity(identity: Pick<Identity, 'type' | 'value'>): string {
  if (identity.type === 'citizenId') return maskCitizenId(identity.value);
  return identity.type === 'otherCertificate' ? maskCertificate(identity.value) : identity.value;
}

// ---- recognising the same record ----

/** The form in which 法律文书编号 are compared; what is kept stays as given. */
export function normaliseDecisionNumber(text: string): string {
  return comparableText(text);
}

/** The form in which names are compared; what is kept stays as given. */
export function normaliseName(text: string): string {
  return comparableText(text);
}

/** The counterpart's identity if it has one, else its name. A 15-digit citizen ID equals its 18-digit form. */
export function counterpartKey(counterpart: Pick<Counterpart, 'name'> & { readonly identity: Pick<Identity, 'value'> }): string {
  const code = normaliseCode(counterpart.identity.value);
  return code ? upgradeCitizenId(code) : normaliseName(counterpart.name);
}

function keyOf(decisionNumber: string, counterpart: string): string {
  return `${normaliseDecisionNumber(decisionNumber)}\n${counterpart}`;
}

/** Two approvals with the same key are the same decision about the same counterpart. Not for showing. */
export function approvalRecordKey(approval: Approval): string {
  return keyOf(approval.decisionNumber, counterpartKey(approval.counterpart));
}

/** The key that the approval built from `draft` will have; rows that can't be built get one from what they hold. */
export function draftRecordKey(draft: ApprovalDraft): string {
  const choice = chooseIdentity(draft, readCounterpartKind(draft.counterpartKind ?? ''));
  const counterpart = { name: draft.counterpartName ?? '', identity: { value: choice?.value ?? '' } };
  return keyOf(draft.decisionNumber ?? '', counterpartKey(counterpart));
}

/** {@link approvalRecordKey} or {@link draftRecordKey}, by what is given. */
export function recordKey(record: Approval | ApprovalDraft): string {
  return isApproval(record) ? approvalRecordKey(record) : draftRecordKey(record);
}

function isApproval(record: Approval | ApprovalDraft): record is Approval {
  return 'counterpart' in record;
}
