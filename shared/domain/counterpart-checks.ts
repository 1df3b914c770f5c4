/** The counterpart's part of `checkApproval`: name, kind, contact, address, and the code that 办法 20(二) asks for. */
import {
  APPROVAL_FIELD_LABELS,
  type ApprovalDraft,
  type ApprovalField,
  type Counterpart,
  type CounterpartKind,
  type Identity,
  type IsoDate,
} from '#shared/domain/approval.ts';
import {
  type CitizenIdReading,
  isIndividualBusinessUscc,
  looksLikeRegistrationNumber,
  looksRounded,
  looksScientific,
  NO_USCC,
  readCitizenId,
  readUscc,
} from '#shared/domain/codes.ts';
import {
  COUNTERPART_KIND_LABELS,
  chooseIdentity,
  type IdentityChoice,
  inferCounterpartKind,
  readCounterpartKind,
} from '#shared/domain/counterpart.ts';
import { ACCEPTED_REASON_LIMIT, ARTICLE_20_2, checkLength, type Problems, report, requiredLine } from '#shared/domain/field-checks.ts';
import { cleanLine, isBlank } from '#shared/domain/text.ts';

export interface CounterpartContext {
  readonly today: IsoDate;
  /** why a code that is only `acceptable` is taken all the same; kept with it, at most 200 characters */
  readonly acceptedReason?: string;
}

const ROUNDED_HINT = '末三位都是 0，像是表格软件把长数字改坏了；请在原系统中把该列导出为文本。';
const SCIENTIFIC_HINT = '它被表格软件改成了科学计数法，原来的数字已经丢失；请在原系统中把该列导出为文本。';

/** The counterpart as it would be kept; undefined when no kind or identity can be told. */
export function checkCounterpart(problems: Problems, draft: ApprovalDraft, context: CounterpartContext): Counterpart | undefined {
  const name = requiredLine(problems, draft, 'counterpartName');
  const given = givenKind(problems, draft);
  const contact = requiredLine(problems, draft, 'contact');
  const address = requiredLine(problems, draft, 'address');
  const choice = chooseIdentity(draft, given);
  if (!choice) {
    reportNoIdentity(problems, draft, given);
    return undefined;
  }
  const kind = given ?? inferCounterpartKind(choice);
  if (given) checkKindFits(problems, draft, given, choice);
  reportLeftOut(problems, draft, choice);
  const identity = checkIdentity(problems, draft, choice, context);
  return { name, kind, contact, address, identity };
}

// ---- kind ----

function givenKind(problems: Problems, draft: ApprovalDraft): CounterpartKind | undefined {
  const value = draft.counterpartKind;
  if (value === undefined || value === '') return undefined;
  const kind = readCounterpartKind(value);
  if (kind || isBlank(value)) return kind;
  const known = Object.values(COUNTERPART_KIND_LABELS).join('、');
  report(problems, 'warning', 'counterpartKind', 'unknown', `行政相对人类别不是${known}之一，已按证件号码判断。请核对。`, value);
  return undefined;
}

/** The column wins; what speaks against it is said. */
function checkKindFits(problems: Problems, draft: ApprovalDraft, given: CounterpartKind, choice: IdentityChoice): void {
  const inferred = inferCounterpartKind(choice);
  const ownerIdentified = given === 'individualBusiness' && choice.type !== 'uscc';
  if (inferred === given || ownerIdentified) return;
  const label = COUNTERPART_KIND_LABELS[given];
  const message = `行政相对人类别填的是“${label}”，但从${APPROVAL_FIELD_LABELS[choice.field]}看应当是“${COUNTERPART_KIND_LABELS[inferred]}”。已按填写的类别保存，请核对。`;
  report(problems, 'warning', 'counterpartKind', 'contradiction', message, draft.counterpartKind);
}

// ---- which code ----

function reportNoIdentity(problems: Problems, draft: ApprovalDraft, kind: CounterpartKind | undefined): void {
  const asked = `${ARTICLE_20_2}要求推送的审批信息包含公民身份证号码或统一社会信用代码`;
  if (kind === 'person') {
    report(problems, 'error', 'citizenId', 'missing', `没有填写公民身份证号码。${asked}，请补填；用其他证件的，请一并填写证件类型。`);
    return;
  }
  if (readUscc(draft.uscc ?? '').state === 'none') {
    const message = `统一社会信用代码填的是“没有代码”（${NO_USCC}），却没有填写工商注册号。${asked}；确实没有的，须填工商注册号。`;
    report(problems, 'error', 'registrationNumber', 'missing', message, draft.registrationNumber);
    return;
  }
  const hint = isBlank(draft.registrationNumber)
    ? '请补填其中一项。'
    : `只有工商注册号还不够：请补填统一社会信用代码；确实没有的，请填 ${NO_USCC}。`;
  report(problems, 'error', 'uscc', 'missing', `没有填写统一社会信用代码或公民身份证号码。${asked}，${hint}`);
}

/** A second identifier has no place in the record; personal data least of all. The user is told which one is kept. */
function reportLeftOut(problems: Problems, draft: ApprovalDraft, choice: IdentityChoice): void {
  const kept = APPROVAL_FIELD_LABELS[choice.field];
  if (choice.personalLeftOut) {
    report(problems, 'warning', 'citizenId', 'left-out', `同一行已有${kept}，公民身份证号码不再保存。`, draft.citizenId);
  }
  if (choice.usccLeftOut) {
    report(problems, 'warning', 'uscc', 'left-out', `行政相对人是自然人，已采用${kept}，统一社会信用代码不再保存。`, draft.uscc);
  }
}

// ---- is the code right ----

function checkIdentity(problems: Problems, draft: ApprovalDraft, choice: IdentityChoice, context: CounterpartContext): Identity {
  const { type, value, field } = choice;
  switch (type) {
    case 'uscc':
      return withReason(choice, checkUscc(problems, draft, value, context));
    case 'citizenId':
      return withReason(choice, checkCitizenId(problems, draft, value, context));
    case 'registration':
      checkLength(problems, field as 'registrationNumber', value, draft[field]);
      if (!looksLikeRegistrationNumber(value)) {
        report(problems, 'warning', field, 'unusual', '工商注册号通常是 15 位（早年 13 位）数字，这一个不是。请核对。', draft[field]);
      }
      return { type, value };
    case 'otherCertificate': {
      const certificateType = choice.certificateType ?? '';
      checkLength(problems, field as 'citizenId', value, draft[field]);
      checkLength(problems, 'certificateType', certificateType, draft.certificateType);
      return { type, value, certificateType };
    }
  }
}

function withReason(choice: IdentityChoice, acceptedReason: string | undefined): Identity {
  const { type, value } = choice;
  return acceptedReason ? { type, value, acceptedReason } : { type, value };
}

/** @returns the reason for which a doubtful code was accepted */
function checkUscc(problems: Problems, draft: ApprovalDraft, value: string, context: CounterpartContext): string | undefined {
  const { state } = readUscc(value);
  if (state === 'valid' || state === 'none') return undefined;
  const raw = draft.uscc;
  if (looksScientific(value)) {
    report(problems, 'error', 'uscc', 'scientific', `统一社会信用代码不是 18 位。${SCIENTIFIC_HINT}`, raw);
    return undefined;
  }
  if (isCitizenId(value, context.today)) {
    report(
      problems,
      'error',
      'uscc',
      'citizen-id',
      '这一栏填的是公民身份证号码，不是统一社会信用代码。请改填到“公民身份证号码”一栏。',
      raw,
    );
    return undefined;
  }
  if (state === 'wrongLength') {
    const hint = looksLikeRegistrationNumber(value)
      ? `这像是旧的工商注册号：请改填到“工商注册号”一栏，统一社会信用代码填 ${NO_USCC}。`
      : '请对照营业执照改正。';
    report(problems, 'error', 'uscc', 'length', `统一社会信用代码应当是 18 位，这里是 ${value.length} 位。${hint}`, raw);
    return undefined;
  }
  if (state === 'wrongCharacters') {
    const message = '统一社会信用代码只能由数字和大写字母组成，且不用 I、O、S、V、Z（GB 32100-2015）。请对照营业执照改正。';
    report(problems, 'error', 'uscc', 'characters', message, raw);
    return undefined;
  }
  const hint = looksRounded(value) ? ROUNDED_HINT : '请对照营业执照核对。';
  const doubt = `统一社会信用代码的校验码不符（GB 32100-2015）。${hint}`;
  return accept(problems, 'uscc', 'check-character', doubt, raw, context.acceptedReason);
}

function isCitizenId(value: string, today: IsoDate): boolean {
  return /^\d{17}/.test(value) && !isIndividualBusinessUscc(value) && readCitizenId(value, today).state === 'valid';
}

const CITIZEN_ID_MESSAGES: Readonly<
  Record<Exclude<CitizenIdReading['state'], 'valid' | 'old15'>, readonly [code: string, message: string]>
> = {
  wrongLength: ['length', '公民身份证号码应当是 18 位，这一个不是。请对照证件改正；若是其他证件，请填写证件类型。'],
  wrongCharacters: [
    'characters',
    '公民身份证号码应当是 17 位数字加 1 位数字或 X（GB 11643-1999）。请对照证件改正；若是其他证件，请填写证件类型。',
  ],
  impossibleDate: ['birth-date', '公民身份证号码里的出生日期不存在或在今天之后（GB 11643-1999）。请对照证件改正。'],
  checkCharacterFails: ['check-character', '公民身份证号码的校验码不符（GB 11643-1999），号码有误。请对照证件改正。'],
};

/** @returns the reason for which a 15-digit number was accepted */
function checkCitizenId(problems: Problems, draft: ApprovalDraft, value: string, context: CounterpartContext): string | undefined {
  const { state } = readCitizenId(value, context.today);
  const raw = draft.citizenId;
  if (state === 'valid') {
    if (looksRounded(value)) report(problems, 'warning', 'citizenId', 'rounded', `公民身份证号码${ROUNDED_HINT}请对照证件核对。`, raw);
    return undefined;
  }
  if (state === 'old15') {
    const doubt = '这是 15 位的旧公民身份证号码，已经停用（GB 11643-1999）。请改填 18 位号码。';
    return accept(problems, 'citizenId', 'old', doubt, raw, context.acceptedReason);
  }
  if (looksScientific(value)) {
    report(problems, 'error', 'citizenId', 'scientific', `公民身份证号码不是 18 位。${SCIENTIFIC_HINT}`, raw);
    return undefined;
  }
  const [what, message] = CITIZEN_ID_MESSAGES[state];
  report(problems, 'error', 'citizenId', what, looksRounded(value) ? `${message}它的${ROUNDED_HINT}` : message, raw);
  return undefined;
}

/** Keeps the row out until a reason is given; with a reason it is a warning, and the reason is kept with the code. */
function accept(
  problems: Problems,
  field: ApprovalField,
  what: string,
  doubt: string,
  raw: string | undefined,
  givenReason: string | undefined,
): string | undefined {
  const reason = cleanLine(givenReason ?? '');
  if (reason === '') {
    report(problems, 'acceptable', field, what, `${doubt}核对无误的，可以填写理由后仍然采用。`, raw);
    return undefined;
  }
  if (reason.length > ACCEPTED_REASON_LIMIT) {
    const message = `仍然采用的理由有 ${reason.length} 个字符，最多 ${ACCEPTED_REASON_LIMIT} 个字符。请缩短后再试。`;
    report(problems, 'error', field, 'reason-too-long', message, raw);
    return undefined;
  }
  report(problems, 'warning', field, what, `${doubt}已按填写的理由仍然采用。`, raw);
  return reason;
}
