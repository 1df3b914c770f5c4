/**
 * Is a draft fit to be kept and pushed? 办法 20(二) says what pushed approval information contains; this says, per field
 * and in Chinese, what is missing or wrong, and builds the record when nothing stands against it. It runs on every row
 * of a table of 100,000, so messages are made only where there is a problem, and no schema runs: the limits are read
 * from the schema once, and a test proves that everything built here parses with it.
 */
import {
  APPROVAL_FIELD_LABELS,
  type Approval,
  type ApprovalDraft,
  type ApprovalField,
  type CheckedApproval,
  type IsoDate,
  type Validity,
} from '#shared/domain/approval.ts';
import { type CounterpartContext, checkCounterpart } from '#shared/domain/counterpart-checks.ts';
import { addYears, type ParsedDate, parseDate, parsePeriod } from '#shared/domain/dates.ts';
import {
  checkLength,
  optionalLine,
  optionalText,
  type Problems,
  report,
  reportMissing,
  requiredLine,
  requiredText,
  SOURCE_SYSTEM_LIMIT,
} from '#shared/domain/field-checks.ts';
import { readCategory } from '#shared/domain/licence-category.ts';
import { cleanLine, isBlank } from '#shared/domain/text.ts';

export interface ApprovalCheckContext extends CounterpartContext {
  /** 来源系统 (办法 20(一) 自建业务系统); 手工录入 for the form */
  readonly sourceSystem: string;
}

/** Decisions older than this are rare enough to look twice. */
const OLD_DECISION_YEARS = 30;

/**
 * Checks one draft. The approval is there when no `error` and no unaccepted `acceptable` stands against it; with
 * `context.acceptedReason` an acceptable code is taken and the reason kept with it.
 * @throws RangeError when the source system is empty or too long: the caller asks for it once, not per row
 */
export function checkApproval(draft: ApprovalDraft, context: ApprovalCheckContext): CheckedApproval {
  if (context.sourceSystem === '' || context.sourceSystem.length > SOURCE_SYSTEM_LIMIT) {
    throw new RangeError(`the source system needs 1 to ${SOURCE_SYSTEM_LIMIT} characters`);
  }
  const problems: Problems = [];
  const matter = requiredLine(problems, draft, 'matter');
  const decisionNumber = requiredLine(problems, draft, 'decisionNumber');
  const counterpart = checkCounterpart(problems, draft, context);
  const decidedOn = checkDecidedOn(problems, draft, context.today);
  const validity = checkValidity(problems, draft, decidedOn);
  const content = requiredText(problems, draft, 'content');
  const approvedBy = requiredLine(problems, draft, 'approvedBy');
  const optional = checkOptionalFields(problems, draft);
  if (!counterpart || !decidedOn || !validity || problems.some(({ level }) => level !== 'warning')) {
    return { approval: undefined, problems };
  }
  const { sourceSystem } = context;
  return {
    approval: { matter, decisionNumber, counterpart, decidedOn, validity, content, approvedBy, sourceSystem, ...optional },
    problems,
  };
}

type OptionalFields = Pick<Approval, 'decisionTitle' | 'category' | 'categoryNote' | 'certificateName' | 'certificateNumber' | 'note'>;

/** Only the keys that have a value, so that an approval and its JSON are the same thing. */
function checkOptionalFields(problems: Problems, draft: ApprovalDraft): OptionalFields {
  const fields: OptionalFields = checkCategory(problems, draft);
  const decisionTitle = optionalLine(problems, draft, 'decisionTitle');
  if (decisionTitle) fields.decisionTitle = decisionTitle;
  const certificateName = optionalLine(problems, draft, 'certificateName');
  if (certificateName) fields.certificateName = certificateName;
  const certificateNumber = optionalLine(problems, draft, 'certificateNumber');
  if (certificateNumber) fields.certificateNumber = certificateNumber;
  const note = optionalText(problems, draft, 'note');
  if (note) fields.note = note;
  return fields;
}

// ---- 许可类别 ----

function checkCategory(problems: Problems, draft: ApprovalDraft): Pick<Approval, 'category' | 'categoryNote'> {
  const value = draft.category;
  if (value === undefined || value === '') return {};
  const text = cleanLine(value);
  if (isBlank(text)) return {};
  const { category, note, known } = readCategory(text);
  if (!known && !note) return {};
  if (!known) {
    report(
      problems,
      'warning',
      'category',
      'unknown',
      '许可类别不是普通、特许、认可、核准、登记、其他之一，已归入“其他”并保留原文作为说明。',
      value,
    );
  } else if (category === '其他' && !note) {
    report(problems, 'warning', 'category', 'note-missing', '许可类别为“其他”时应当注明是什么，例如“其他-备案”。请补充。', value);
  }
  if (!note) return { category };
  checkLength(problems, 'category', note, value);
  return { category, categoryNote: note };
}

// ---- dates ----

function reportDate(problems: Problems, field: ApprovalField, parsed: ParsedDate, value: string | undefined): void {
  if (!parsed.problem) return;
  const { code, message } = parsed.problem;
  report(problems, 'error', field, code, `${APPROVAL_FIELD_LABELS[field]}不对：${message}`, value);
}

function checkDecidedOn(problems: Problems, draft: ApprovalDraft, today: IsoDate): IsoDate | undefined {
  const value = draft.decidedOn;
  const parsed = parseDate(value ?? '');
  if (parsed.problem) {
    reportDate(problems, 'decidedOn', parsed, value);
    return undefined;
  }
  if (parsed.longTerm) {
    report(problems, 'error', 'decidedOn', 'long-term', '审批日期必须是作出决定的那一天，不能是“长期”。请改填日期。', value);
    return undefined;
  }
  const { date } = parsed;
  if (!date) {
    reportMissing(problems, 'decidedOn', value);
    return undefined;
  }
  if (date > today) {
    report(problems, 'error', 'decidedOn', 'future', `审批日期在今天（${today}）之后，决定还没有作出。请改正日期。`, value);
  } else if (date < addYears(today, -OLD_DECISION_YEARS)) {
    report(problems, 'warning', 'decidedOn', 'old', `审批日期在 ${OLD_DECISION_YEARS} 年以前，少见。请核对。`, value);
  }
  return date;
}

interface ParsedValidity {
  readonly from: ParsedDate;
  readonly to: ParsedDate;
}

function isNone(parsed: ParsedDate): boolean {
  return !parsed.date && !parsed.longTerm && !parsed.problem;
}

/** One column 有效期 may hold both ends (`2023-03-01至2026-02-28`) and fill either field or both. */
function parseValidity(draft: ApprovalDraft): ParsedValidity {
  const from = parseDate(draft.validFrom ?? '');
  const to = parseDate(draft.validTo ?? '');
  const toPeriod = to.problem ? parsePeriod(draft.validTo ?? '') : undefined;
  const fromPeriod = from.problem ? parsePeriod(draft.validFrom ?? '') : undefined;
  return {
    from: fromPeriod?.from ?? (toPeriod && isNone(from) ? toPeriod.from : from),
    to: toPeriod?.to ?? (fromPeriod && isNone(to) ? fromPeriod.to : to),
  };
}

/** 有效期: an end is needed. That it begins years before the decision is normal (renewals, company terms). */
function checkValidity(problems: Problems, draft: ApprovalDraft, decidedOn: IsoDate | undefined): Validity | undefined {
  const { from, to } = parseValidity(draft);
  reportDate(problems, 'validFrom', from, draft.validFrom);
  reportDate(problems, 'validTo', to, draft.validTo);
  if (from.longTerm) {
    report(problems, 'error', 'validFrom', 'long-term', '有效期自必须是开始的那一天，不能是“长期”。请改填日期，或留空。', draft.validFrom);
  } else if (!from.date && !from.problem) {
    report(problems, 'warning', 'validFrom', 'missing', '没有填写有效期自，只知道有效期至。请尽量补填。', draft.validFrom);
  }
  const end = to.longTerm ? 'longTerm' : to.date;
  if (!end) {
    if (!to.problem) reportMissing(problems, 'validTo', draft.validTo);
    return undefined;
  }
  checkOrder(problems, draft, from.date, to.date, decidedOn);
  return from.date ? { from: from.date, to: end } : { to: end };
}

function checkOrder(
  problems: Problems,
  draft: ApprovalDraft,
  from: IsoDate | undefined,
  to: IsoDate | undefined,
  decidedOn: IsoDate | undefined,
): void {
  if (!to) return;
  if (from && to < from) {
    report(problems, 'error', 'validTo', 'before-from', '有效期至早于有效期自。请核对两个日期，改正填反或填错的一个。', draft.validTo);
  } else if (decidedOn && to < decidedOn) {
    report(problems, 'warning', 'validTo', 'before-decision', '有效期至早于审批日期，作出决定时已经过期。请核对。', draft.validTo);
  }
}
