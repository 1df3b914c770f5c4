/** What the demo data knows of a 事项, and the small template language its texts are written in. */
import type { CounterpartKind, LicenceCategory } from '#shared/domain/approval.ts';
import type { DemoDepartmentKey } from './demo-departments.ts';
import type { DemoRandom } from './demo-random.ts';

export interface DemoMatter {
  /** 事项名称 */
  readonly name: string;
  /** who decides */
  readonly decidedBy: DemoDepartmentKey;
  /** 监管部门 (办法 11): whom the decision is pushed to */
  readonly supervisedBy: DemoDepartmentKey;
  /** 自建业务系统 (办法 20(一)) that it is decided in; kept by hand when absent */
  readonly sourceSystem?: string;
  /** how often it occurs, relative to the others */
  readonly weight: number;
  readonly category: LicenceCategory;
  readonly categoryNote?: string;
  readonly decisionTitle: string;
  /** template of the 法律文书编号; {year} and {n} are set, {n} counts per matter and year */
  readonly decisionNumber: string;
  readonly certificateName?: string;
  /** template of the 许可证书编号, {year} and {n5} (five digits) are set */
  readonly certificateNumber?: string;
  /** kinds of counterpart, the frequent one repeated */
  readonly counterparts: readonly CounterpartKind[];
  /** what follows the 字号 of a company or shop, as a template */
  readonly companySuffix: string;
  readonly shopSuffix?: string;
  /** 有效期 in years from the decision; 0 for 长期 */
  readonly validYears: number;
  /** 审批内容: sentences, as templates; the first and the last always stand, some of those between */
  readonly content: readonly string[];
}

/** the innermost slots: one holds no other */
const SLOT = /\{([^{}]*)\}/g;
const RANGE = /^(\d+)\.\.(\d+)$/;

/**
 * Fills a template: `{a|b}` one of the texts, `{3..20}` a whole number, `{year}` the value of that name, `{#4}` digits.
 * Slots may stand inside one another.
 * @throws Error on a name that `values` lacks
 */
export function fillTemplate(template: string, random: DemoRandom, values: Readonly<Record<string, string>> = {}): string {
  let text = template;
  while (text.includes('{')) text = fillInnermost(text, random, values);
  return text;
}

function fillInnermost(template: string, random: DemoRandom, values: Readonly<Record<string, string>>): string {
  return template.replace(SLOT, (_, slot: string) => {
    const range = RANGE.exec(slot);
    if (range) return String(random.integer(Number(range[1]), Number(range[2])));
    if (slot.startsWith('#')) return random.digits(Number(slot.slice(1)));
    if (slot.includes('|')) return random.pick(slot.split('|'));
    const value = values[slot];
    if (value === undefined) throw new Error(`no value for {${slot}}`);
    return value;
  });
}

/** 审批内容 of one decision. */
export function matterContent(matter: DemoMatter, random: DemoRandom): string {
  const [first, ...rest] = matter.content;
  const last = rest.pop();
  const middle = random.sample(rest, random.integer(Math.min(1, rest.length), rest.length));
  return [first, ...middle, last].map((sentence) => fillTemplate(sentence ?? '', random)).join('');
}
