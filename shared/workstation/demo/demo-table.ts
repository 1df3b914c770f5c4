/** A table as a self-built system exports it (办法 20(一)): the columns of 双公示 with 事项, telephone and address besides. */
import type { ApprovalDraft } from '#shared/domain/approval.ts';
import { COUNTERPART_KIND_LABELS } from '#shared/domain/counterpart.ts';
import { type DemoDecision, type DemoDraftOptions, demoDecisions } from './demo-data.ts';
import { DEMO_DEPARTMENTS } from './demo-departments.ts';
import { DemoRandom } from './demo-random.ts';

export const DEMO_FAULTS = ['missingContact', 'damagedCitizenId', 'failingUscc', 'impossibleDate'] as const;
/**
 * `missingContact`: 20(二) asks for it; `damagedCitizenId`: 3.708E+17, as a spreadsheet leaves it; `failingUscc`: two
 * characters swapped; `impossibleDate`: 30 February.
 */
export type DemoFault = (typeof DEMO_FAULTS)[number];

export interface DemoTableOptions extends DemoDraftOptions {
  /** share of rows with one fault each, 0 to 1; none when absent */
  readonly faultShare?: number;
  readonly faults?: readonly DemoFault[];
}

export interface DemoTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** `row` is the position in `rows` */
  readonly faults: readonly { readonly row: number; readonly fault: DemoFault }[];
}

type Cell = (decision: DemoDecision, row: number) => string;

const LONG_TERM_DATE = '2099/12/31';

/** 双公示 writes dates with strokes, and 长期 as the last day of 2099. */
function slashed(date: string | undefined): string {
  return date === '长期' ? LONG_TERM_DATE : (date ?? '').replaceAll('-', '/');
}

function field(name: keyof ApprovalDraft): Cell {
  return ({ draft }) => draft[name] ?? '';
}

const EMPTY: Cell = () => '';

const COLUMNS: readonly (readonly [header: string, cell: Cell])[] = [
  ['序号', (_, row) => String(row + 1)],
  ['事项名称', field('matter')],
  ['行政相对人名称', field('counterpartName')],
  ['行政相对人类别', field('counterpartKind')],
  ['行政相对人代码_1（统一社会信用代码）', field('uscc')],
  ['行政相对人代码_2（工商注册号）', field('registrationNumber')],
  ['行政相对人代码_3（组织机构代码）', EMPTY],
  ['法定代表人', ({ representative }) => representative],
  ['法定代表人证件类型', EMPTY],
  ['法定代表人证件号码', EMPTY],
  ['证件类型', field('certificateType')],
  ['证件号码', field('citizenId')],
  ['联系电话', field('contact')],
  ['地址', field('address')],
  ['行政许可决定文书名称', field('decisionTitle')],
  ['行政许可决定文书号', field('decisionNumber')],
  ['许可类别', field('category')],
  ['许可证书名称', field('certificateName')],
  ['许可编号', field('certificateNumber')],
  ['许可内容', field('content')],
  ['许可决定日期', ({ draft }) => slashed(draft.decidedOn)],
  ['有效期自', ({ draft }) => slashed(draft.validFrom)],
  ['有效期至', ({ draft }) => slashed(draft.validTo)],
  ['许可机关', field('approvedBy')],
  ['许可机关统一社会信用代码', ({ matter }) => DEMO_DEPARTMENTS[matter.decidedBy].uscc],
  ['当前状态', () => '0'],
  ['数据来源单位', field('approvedBy')],
  ['备注', field('note')],
];

/** 28 columns of text. With `faultShare` some rows get one fault each, told in `faults`; the others pass every check. */
export function demoTable(count: number, options: DemoTableOptions): DemoTable {
  const { faultShare = 0, faults: kinds = DEMO_FAULTS } = options;
  const random = new DemoRandom(options.seed + 1);
  const faults: { row: number; fault: DemoFault }[] = [];
  const rows = demoDecisions(count, options).map((decision, row) => {
    const possible = random.chance(faultShare) ? kinds.filter((kind) => canHave(decision.draft, kind)) : [];
    const fault = possible.length > 0 ? random.pick(possible) : undefined;
    if (fault) faults.push({ row, fault });
    const shown = fault ? { ...decision, draft: damaged(decision.draft, fault) } : decision;
    return COLUMNS.map(([, cell]) => cell(shown, row));
  });
  return { header: COLUMNS.map(([header]) => header), rows, faults };
}

function canHave(draft: ApprovalDraft, fault: DemoFault): boolean {
  if (fault === 'damagedCitizenId') return draft.counterpartKind === COUNTERPART_KIND_LABELS.person;
  if (fault === 'failingUscc') return draft.uscc !== undefined && !draft.registrationNumber;
  return true;
}

function damaged(draft: ApprovalDraft, fault: DemoFault): ApprovalDraft {
  switch (fault) {
    case 'missingContact':
      return { ...draft, contact: '' };
    case 'damagedCitizenId':
      return { ...draft, citizenId: `${(draft.citizenId ?? '').replace(/^(\d)(\d{5}).*$/, '$1.$2')}E+17` };
    case 'failingUscc':
      return { ...draft, uscc: withWrongCheckCharacter(draft.uscc ?? '') };
    case 'impossibleDate':
      return { ...draft, decidedOn: `${(draft.decidedOn ?? '').slice(0, 4)}-02-30` };
  }
}

function withWrongCheckCharacter(uscc: string): string {
  return uscc.slice(0, -1) + (uscc.endsWith('1') ? '2' : '1');
}
