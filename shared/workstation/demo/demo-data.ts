/**
 * Invented approvals for the demo profile, for trying an import, and for measuring. Everything follows from the seed and
 * the day, so two machines (and the two sides of the demo exchange) have the same data.
 */
import type { ApprovalDraft, CounterpartKind, IsoDate } from '#shared/domain/approval.ts';
import { COUNTERPART_KIND_LABELS } from '#shared/domain/counterpart.ts';
import { addDays, addYears } from '#shared/domain/dates.ts';
import { NO_USCC } from '#shared/domain/identifiers.ts';
import { isWorkingDay } from '#shared/domain/working-calendar.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey } from './demo-departments.ts';
import { type DemoMatter, fillTemplate, matterContent } from './demo-matter.ts';
import { DEMO_MATTERS } from './demo-matters.ts';
import { DEMO_SERIALS, type DemoCompany, demoCompany, demoPerson, demoShop } from './demo-names.ts';
import { DemoRandom } from './demo-random.ts';

export interface DemoDraftOptions {
  /** any whole number; the same one gives the same data */
  readonly seed: number;
  /** the last possible decision date */
  readonly today: IsoDate;
  /** only decisions of this department; all departments' when absent */
  readonly decidedBy?: DemoDepartmentKey;
  /** how many days back from `today` the decisions lie; 60 when absent */
  readonly days?: number;
}

/** A draft with what the story needs besides: who decided, who supervises. */
export interface DemoDecision {
  readonly draft: ApprovalDraft;
  readonly matter: DemoMatter;
  /** 法定代表人 or 经营者; empty for a natural person */
  readonly representative: string;
}

const NOTES = [
  '告知承诺制办理，请监管部门按规定开展事后核查。',
  '延续换证，原许可证已收回。',
  '容缺受理，补正材料已在承诺期限内收齐。',
  '联合踏勘事项，现场勘验意见随卷归档。',
  '首次申请。',
  '变更经营场所，原址许可同时注销。',
] as const;

/** Share of decisions on a day off (延时服务), of companies without USCC, and of records with a note. */
const OFF_DAY_SHARE = 0.03;
const WITHOUT_USCC_SHARE = 0.008;
const NOTE_SHARE = 0.08;

/** Plausible approvals in 济宁高新区, sorted by 审批日期; every one passes `checkApproval` without error. */
export function demoDrafts(count: number, options: DemoDraftOptions): ApprovalDraft[] {
  return demoDecisions(count, options).map(({ draft }) => draft);
}

export function demoDecisions(count: number, options: DemoDraftOptions): DemoDecision[] {
  const random = new DemoRandom(options.seed);
  const { decidedBy } = options;
  const matters = decidedBy ? DEMO_MATTERS.filter((matter) => matter.decidedBy === decidedBy) : DEMO_MATTERS;
  const dates = decisionDates(count, options, random);
  const numbers = new DecisionNumbers(dates[0] ?? options.today);
  const serials = Math.max(20, Math.min(DEMO_SERIALS, Math.ceil(count / 12)));
  return dates.map((decidedOn) => decide(random.weighted(matters), decidedOn, random.integer(0, serials - 1), numbers, random));
}

function decisionDates(count: number, { today, days = 60 }: DemoDraftOptions, random: DemoRandom): IsoDate[] {
  const dates: IsoDate[] = [];
  while (dates.length < count) {
    const date = addDays(today, -random.integer(0, days - 1));
    if (isWorkingDay(date).working || random.chance(OFF_DAY_SHARE)) dates.push(date);
  }
  return dates.sort();
}

/** 文号 count up per matter and year; the first year is taken to be under way already. */
class DecisionNumbers {
  readonly #counts = new Map<string, number>();
  readonly #firstYear: string;

  constructor(first: IsoDate) {
    this.#firstYear = first.slice(0, 4);
  }

  next(matter: DemoMatter, year: string): number {
    const key = `${matter.name}\n${year}`;
    const underWay = year === this.#firstYear ? 40 + matter.weight * 11 : 0;
    const number = (this.#counts.get(key) ?? underWay) + 1;
    this.#counts.set(key, number);
    return number;
  }
}

function decide(matter: DemoMatter, decidedOn: IsoDate, serial: number, numbers: DecisionNumbers, random: DemoRandom): DemoDecision {
  const kind = random.pick(matter.counterparts);
  const year = decidedOn.slice(0, 4);
  const number = numbers.next(matter, year);
  const values = { year, n: String(number), n5: String(number).padStart(5, '0') };
  const { representative, ...counterpart } = counterpartOf(matter, kind, serial, random);
  const draft: ApprovalDraft = {
    matter: matter.name,
    decisionNumber: fillTemplate(matter.decisionNumber, random, values),
    decisionTitle: matter.decisionTitle,
    counterpartKind: COUNTERPART_KIND_LABELS[kind],
    ...counterpart,
    decidedOn,
    ...validityOf(matter, decidedOn),
    content: matterContent(matter, random),
    category: matter.categoryNote ? `${matter.category}-${matter.categoryNote}` : matter.category,
    ...(matter.certificateName ? { certificateName: matter.certificateName } : {}),
    ...(matter.certificateNumber ? { certificateNumber: fillTemplate(matter.certificateNumber, random, values) } : {}),
    approvedBy: DEMO_DEPARTMENTS[matter.decidedBy].name,
    ...(random.chance(NOTE_SHARE) ? { note: random.pick(NOTES) } : {}),
  };
  return { draft, matter, representative };
}

function validityOf(matter: DemoMatter, decidedOn: IsoDate): ApprovalDraft {
  const validTo = matter.validYears === 0 ? '长期' : addDays(addYears(decidedOn, matter.validYears), -1);
  return { validFrom: decidedOn, validTo };
}

function counterpartOf(
  matter: DemoMatter,
  kind: CounterpartKind,
  serial: number,
  random: DemoRandom,
): ApprovalDraft & { readonly representative: string } {
  const trade = DEMO_MATTERS.indexOf(matter);
  if (kind === 'person') {
    const { name, citizenId, contact, address } = demoPerson(trade * DEMO_SERIALS + serial);
    return { counterpartName: name, citizenId, certificateType: '身份证', contact, address, representative: '' };
  }
  const isCompany = kind === 'organisation';
  const company = isCompany ? demoCompany(trade, serial, matter.companySuffix) : demoShop(trade, serial, matter.shopSuffix ?? '');
  const { name, contact, address, representative } = company;
  return { counterpartName: name, ...codesOf(company, isCompany && random.chance(WITHOUT_USCC_SHARE)), contact, address, representative };
}

function codesOf(company: DemoCompany, withoutUscc: boolean): ApprovalDraft {
  return withoutUscc ? { uscc: NO_USCC, registrationNumber: company.registrationNumber } : { uscc: company.uscc };
}
