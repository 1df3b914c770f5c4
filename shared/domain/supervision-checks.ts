/**
 * Is a draft of supervision information fit to be kept and pushed? 办法 21 lists no fields as 20(二) does; asked for is what
 * the approval department needs to decide whether its approval still stands (21(三): 有关事实材料), and by what it is known.
 */
import type { IsoDate } from './approval.ts';
import { type CounterpartContext, checkCounterpart } from './counterpart-checks.ts';
import { addYears, parseDate } from './dates.ts';
import type { Problems } from './field-checks.ts';
import {
  type CheckedSupervision,
  CONCERNED_APPROVALS_LIMIT,
  type ConcernedApproval,
  mustBePushedInTime,
  SUPERVISION_FIELD_LABELS,
  SUPERVISION_KIND_LABELS,
  type Supervision,
  type SupervisionDraft,
  type SupervisionField,
  type SupervisionKind,
  type SupervisionProblem,
  supervisionKindSchema,
  supervisionSchema,
} from './supervision.ts';
import { cleanLine, cleanText, isBlank } from './text.ts';

export interface SupervisionCheckContext extends CounterpartContext {
  /** 来源系统; 手工录入 for the form */
  readonly sourceSystem: string;
  /** picked from the ledger */
  readonly approvals: readonly ConcernedApproval[];
}

export const ARTICLE_21_2 = '办法第二十一条（二）';
const ARTICLE_21_3 = '办法第二十一条（三）';
const OLD_DECISION_YEARS = 30;

type OwnTextField = 'measure' | 'decisionNumber' | 'decisionTitle' | 'facts' | 'legalBasis' | 'content' | 'madeBy' | 'note';

const { shape } = supervisionSchema;
/** The longest text of each field in UTF-16 units, as the schema has it. */
export const SUPERVISION_TEXT_LIMITS: Readonly<Record<OwnTextField, number>> = {
  measure: shape.measure.unwrap().maxLength ?? 0,
  decisionNumber: shape.decisionNumber.maxLength ?? 0,
  decisionTitle: shape.decisionTitle.unwrap().maxLength ?? 0,
  facts: shape.facts.maxLength ?? 0,
  legalBasis: shape.legalBasis.maxLength ?? 0,
  content: shape.content.maxLength ?? 0,
  madeBy: shape.madeBy.maxLength ?? 0,
  note: shape.note.unwrap().maxLength ?? 0,
};

class Report {
  readonly problems: SupervisionProblem[] = [];

  constructor(readonly draft: SupervisionDraft) {}

  add(level: SupervisionProblem['level'], field: SupervisionProblem['field'], what: string, message: string): void {
    const value = field === 'approvals' ? undefined : this.draft[field];
    this.problems.push({ field, level, code: `${field}.${what}`, message, ...(value === undefined ? {} : { value }) });
  }

  /** Cleaned; empty when blank. */
  text(field: OwnTextField, clean = cleanLine): string {
    const text = clean(this.draft[field] ?? '');
    if (isBlank(text)) return '';
    const limit = SUPERVISION_TEXT_LIMITS[field];
    if (text.length > limit) {
      const label = SUPERVISION_FIELD_LABELS[field];
      this.add('error', field, 'too-long', `${label}有 ${text.length} 个字符，最多 ${limit} 个字符。请缩短后再试。`);
    }
    return text;
  }

  missing(field: SupervisionField, why: string, level: 'error' | 'warning' = 'error'): void {
    this.add(level, field, 'missing', `没有填写${SUPERVISION_FIELD_LABELS[field]}。${why}`);
  }
}

/**
 * Checks one draft. The record is there when no `error` and no unaccepted `acceptable` stands against it; with
 * `context.acceptedReason` an acceptable code is taken and the reason kept with it.
 */
export function checkSupervision(draft: SupervisionDraft, context: SupervisionCheckContext): CheckedSupervision {
  const report = new Report(draft);
  const kind = checkKind(report);
  const texts = checkTexts(report, kind);
  const counterpart = checkWhom(report, context);
  const decidedOn = checkDecidedOn(report, context.today);
  checkApprovals(report, kind, context.approvals);
  const { problems } = report;
  if (!kind || !counterpart || !decidedOn || problems.some(({ level }) => level !== 'warning')) return { supervision: undefined, problems };
  const { measure, decisionTitle, note, ...required } = texts;
  return {
    supervision: {
      kind,
      ...(measure ? { measure } : {}),
      ...(decisionTitle ? { decisionTitle } : {}),
      ...required,
      counterpart,
      decidedOn,
      approvals: [...context.approvals],
      sourceSystem: context.sourceSystem,
      ...(note ? { note } : {}),
    },
    problems,
  };
}

const KIND_BY_TEXT: ReadonlyMap<string, SupervisionKind> = new Map(
  supervisionKindSchema.options.flatMap((kind) => [[kind, kind] as const, [SUPERVISION_KIND_LABELS[kind], kind] as const]),
);

/** The kind that a text names by its label or its name in the schema. */
export function readSupervisionKind(text: string): SupervisionKind | undefined {
  return KIND_BY_TEXT.get(cleanLine(text));
}

function checkKind(report: Report): SupervisionKind | undefined {
  const text = report.draft.kind ?? '';
  const kind = readSupervisionKind(text);
  if (isBlank(text)) report.missing('kind', `${ARTICLE_21_2}按类别规定推送期限，请选择。`);
  else if (!kind)
    report.add('error', 'kind', 'unknown', `监管信息类别应当是${Object.values(SUPERVISION_KIND_LABELS).join('、')}之一。请重新选择。`);
  return kind;
}

type Texts = Pick<Supervision, 'decisionNumber' | 'facts' | 'legalBasis' | 'content' | 'madeBy'> &
  Readonly<Record<'measure' | 'decisionTitle' | 'note', string>>;

function checkTexts(report: Report, kind: SupervisionKind | undefined): Texts {
  const texts = {
    measure: report.text('measure'),
    decisionNumber: report.text('decisionNumber'),
    decisionTitle: report.text('decisionTitle'),
    facts: report.text('facts', cleanText),
    legalBasis: report.text('legalBasis', cleanText),
    content: report.text('content', cleanText),
    madeBy: report.text('madeBy'),
    note: report.text('note', cleanText),
  };
  const finding = kind === 'finding';
  // A finding need not have led to a decision yet.
  const level = finding ? 'warning' : 'error';
  if (texts.decisionNumber === '')
    report.missing('decisionNumber', finding ? '有检查记录编号的，请补填。' : '审批部门据此识别处罚决定，请补填。', level);
  if (texts.facts === '') report.missing('facts', `${ARTICLE_21_3}要求审批部门对有关事实材料进行审核，请补填。`);
  if (texts.legalBasis === '') report.missing('legalBasis', '请写明所依据的法律、法规、规章及条款。', level);
  if (texts.content === '')
    report.missing('content', finding ? '已有处理意见的，请补填。' : '请写明决定的内容，例如停业期限、吊销的证件。', level);
  if (texts.madeBy === '') report.missing('madeBy', '请填写作出决定或者实施检查的部门。');
  if ((kind === 'penalty' || kind === 'measure') && texts.measure === '')
    report.missing('measure', '类别为“其他”时应当注明是什么，例如罚款、警告、责令改正。', 'warning');
  return texts;
}

/** The counterpart's checks speak of 20(二), which is about approvals: what is missing is said in words of its own here. */
const COUNTERPART_MISSING: Readonly<Record<string, readonly [level: 'error' | 'warning', message: string]>> = {
  'counterpartName.missing': ['error', '没有填写行政相对人名称。审批部门据此查找审批决定，请补填。'],
  'contact.missing': ['warning', '没有填写联系方式。审批部门处理时可能要联系行政相对人，请尽量补填。'],
  'address.missing': ['warning', '没有填写地址。请尽量补填。'],
  'uscc.missing': ['error', '没有填写统一社会信用代码或公民身份证号码。审批部门据此查找审批决定，请补填其中一项。'],
  'citizenId.missing': ['error', '没有填写公民身份证号码。审批部门据此查找审批决定，请补填；用其他证件的，请一并填写证件类型。'],
  'registrationNumber.missing': ['error', '统一社会信用代码填的是“没有代码”，却没有填写工商注册号。请补填。'],
};

function checkWhom(report: Report, context: SupervisionCheckContext): Supervision['counterpart'] | undefined {
  const found: Problems = [];
  const counterpart = checkCounterpart(found, report.draft, context);
  for (const problem of found) {
    const own = COUNTERPART_MISSING[problem.code];
    report.add(
      own?.[0] ?? problem.level,
      problem.field as SupervisionField,
      problem.code.slice(problem.field.length + 1),
      own?.[1] ?? problem.message,
    );
  }
  return counterpart;
}

function checkDecidedOn(report: Report, today: IsoDate): IsoDate | undefined {
  const { date, problem, longTerm } = parseDate(report.draft.decidedOn ?? '');
  if (problem) report.add('error', 'decidedOn', problem.code, `决定日期不对：${problem.message}`);
  else if (longTerm) report.add('error', 'decidedOn', 'long-term', '决定日期必须是作出决定的那一天，不能是“长期”。请改填日期。');
  else if (!date) report.missing('decidedOn', `${ARTICLE_21_2}的推送期限从作出决定之日起算，请补填。`);
  else if (date > today) report.add('error', 'decidedOn', 'future', `决定日期在今天（${today}）之后，决定还没有作出。请改正日期。`);
  else if (date < addYears(today, -OLD_DECISION_YEARS))
    report.add('warning', 'decidedOn', 'old', `决定日期在 ${OLD_DECISION_YEARS} 年以前，少见。请核对。`);
  return problem || longTerm ? undefined : date;
}

function checkApprovals(report: Report, kind: SupervisionKind | undefined, approvals: readonly ConcernedApproval[]): void {
  if (approvals.length > CONCERNED_APPROVALS_LIMIT)
    report.add('error', 'approvals', 'too-many', `涉及的审批决定最多 ${CONCERNED_APPROVALS_LIMIT} 项。请分几条登记。`);
  if (approvals.length === 0 && kind && mustBePushedInTime({ kind }))
    report.add(
      'warning',
      'approvals',
      'missing',
      `没有选择涉及的审批决定。${SUPERVISION_KIND_LABELS[kind]}可能影响审批决定（${ARTICLE_21_2}），请尽量选择。`,
    );
}
