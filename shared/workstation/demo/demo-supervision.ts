/**
 * Supervision information in the demo world (办法 21): penalties, measures and findings about businesses that the approval
 * bureau licensed, pushed to it, claimed or returned by it; some wait, one is late.
 */
import type { IsoDate } from '#shared/domain/approval.ts';
import { counterpartDraft } from '#shared/domain/approval-format.ts';
import { SUPERVISION_KIND_LABELS, type SupervisionKind } from '#shared/domain/supervision.ts';
import { checkSupervision } from '#shared/domain/supervision-checks.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import { clock, instant } from './demo-clock.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey } from './demo-departments.ts';
import { planHandover, takeIn, writeParcel } from './demo-parcels.ts';
import type { DemoWorld, WorldRecord } from './demo-world.ts';

interface Plan {
  readonly owner: 'market' | 'emergency';
  readonly kind: SupervisionKind;
  readonly measure?: string;
  /** working days ago: decided and recorded, pushed, answered; absent where it still waits */
  readonly decided: number;
  readonly pushed?: number;
  readonly answered?: number;
  readonly returned?: string;
  readonly facts: string;
  readonly content: string;
  /** whether it says which approval it concerns */
  readonly named?: boolean;
}

const PLANS: readonly Plan[] = [
  {
    ...{ owner: 'market', kind: 'suspension', decided: 30, pushed: 27, answered: 25 },
    facts: '现场检查发现，经营场所的布局和设施与取得许可时不一致，经责令限期改正，逾期未改正。',
    content: '责令停产停业15日，期满前完成整改并申请复查。',
  },
  {
    ...{ owner: 'market', kind: 'penalty', measure: '罚款', decided: 22, pushed: 20, answered: 18 },
    facts: '抽查发现，超出许可载明的项目范围从事经营活动，违法所得较少，能够及时改正。',
    content: '没收违法所得，并处罚款五千元。',
  },
  {
    ...{ owner: 'market', kind: 'revocation', decided: 16, pushed: 13, answered: 11 },
    facts: '一年内因同一违法行为受到三次行政处罚，经营条件不再符合法定要求。',
    content: '吊销许可证件，责令立即停止经营活动。',
  },
  {
    ...{ owner: 'emergency', kind: 'suspension', decided: 14, pushed: 12, answered: 10 },
    facts: '存在重大事故隐患，经责令限期消除，逾期未消除。',
    content: '责令停产停业整顿，隐患消除并经验收合格后方可恢复。',
  },
  {
    ...{ owner: 'market', kind: 'measure', measure: '责令改正', decided: 12, pushed: 10, answered: 9, named: false },
    returned: '没有列明涉及的审批决定，请补充后重新推送。',
    facts: '检查发现，未在经营场所醒目位置公示许可证件。',
    content: '责令五日内改正。',
  },
  {
    ...{ owner: 'market', kind: 'revocation', decided: 9 },
    facts: '以欺骗手段变更许可事项，经调查属实，当事人对违法事实无异议。',
    content: '吊销许可证件。',
  },
  {
    ...{ owner: 'market', kind: 'finding', decided: 6, pushed: 3 },
    facts: '“双随机”抽查时，登记的经营场所已无人经营，门牌和设施均已拆除，电话无法接通。',
    content: '建议核实是否符合注销条件。',
  },
  {
    ...{ owner: 'market', kind: 'suspension', decided: 4 },
    facts: '从业人员健康证明过期，经责令改正后再次检查仍未改正。',
    content: '责令停产停业7日。',
  },
  {
    ...{ owner: 'emergency', kind: 'penalty', measure: '警告', decided: 2, pushed: 1 },
    facts: '未按照规定如实记录安全生产教育和培训情况。',
    content: '警告，责令限期改正。',
  },
];

const LEGAL_BASIS = '《中华人民共和国行政许可法》第六十一条、第八十条，《中华人民共和国行政处罚法》第九条。';

export function planSupervision(world: DemoWorld): void {
  for (const [index, plan] of PLANS.entries()) {
    const day = world.day(plan.decided);
    if (day === undefined) continue;
    const time = instant(day, clock(15, 2) + index * 3);
    world.plan(time, () => record(world, plan, index, day, time));
  }
}

type Recorded = EntryOf<'supervision.recorded'>;

function record(world: DemoWorld, plan: Plan, index: number, day: IsoDate, time: number): void {
  const { owner, kind } = plan;
  const about = supervisedApproval(world, owner, index);
  if (!about) return;
  const { approval, id } = about;
  const checked = checkSupervision(
    {
      ...counterpartDraft(approval.counterpart),
      ...{ kind: SUPERVISION_KIND_LABELS[kind], measure: plan.measure ?? '', decidedOn: day, madeBy: DEMO_DEPARTMENTS[owner].name },
      decisionNumber: kind === 'finding' ? '' : `${DEMO_DEPARTMENTS[owner].documentCode}罚〔${day.slice(0, 4)}〕${101 + index}号`,
      ...{ facts: plan.facts, content: plan.content, legalBasis: kind === 'finding' ? '' : LEGAL_BASIS },
    },
    {
      ...{ today: world.today, sourceSystem: '手工录入', acceptedReason: '与许可证件核对无误' },
      approvals: plan.named === false ? [] : [{ recordId: id, matter: approval.matter, decisionNumber: approval.decisionNumber }],
    },
  );
  if (!checked.supervision) throw new Error(`demo supervision refused: ${checked.problems.map(({ code }) => code).join(' ')}`);
  const entry = world.entry('supervision.recorded', owner, time, undefined, { supervision: checked.supervision });
  world.append(owner, time, entry);
  world.supervisions.push(entry);
  planPush(world, plan, entry, index);
}

/** An approval that the department has claimed or at least received by now; another one for each index. */
export function supervisedApproval(world: DemoWorld, owner: DemoDepartmentKey, index: number): WorldRecord | undefined {
  const candidates = [...world.records.values()].filter((each) => each.owner === 'approval' && !each.pending.has(owner) && !each.held);
  const supervised = candidates.filter((each) => world.has(owner, each.facts[0]?.id ?? ''));
  return supervised[(index * 7) % Math.max(1, supervised.length)];
}

function planPush(world: DemoWorld, plan: Plan, entry: Recorded, index: number): void {
  const day = plan.pushed === undefined ? undefined : world.day(plan.pushed);
  if (day === undefined || plan.pushed === undefined) return;
  const time = instant(day, clock(14, 10) + index);
  const arrival = plan.pushed;
  world.plan(time, () => {
    const content = { purpose: 'supervision', title: '监管信息 1 条', records: [entry.subject], facts: [entry] } as const;
    const route = { sender: plan.owner, recipient: 'approval' } as const;
    const parcel = writeParcel(world, route, day, time, content);
    planHandover(world, route, parcel, time + 6 * 60_000);
    const taken = time + 14 * 60_000;
    world.plan(taken, () => {
      const imported = takeIn(world, route, taken, parcel);
      const answers = world.answers('approval', plan.owner);
      answers.packages.add(parcel.id);
      answers.entries.push(imported);
      planAnswer(world, plan, entry, parcel.id, arrival);
    });
  });
}

/** The approval bureau claims it, or gives it back with the reason; the receipts of the channel carry the answer. */
function planAnswer(world: DemoWorld, plan: Plan, entry: Recorded, packageId: string, arrival: number): void {
  const day = plan.answered === undefined || plan.answered > arrival ? undefined : world.day(plan.answered);
  if (day === undefined) return;
  const time = instant(day, clock(10, 20) + arrival / 10);
  world.plan(time, () => {
    const by: DemoDepartmentKey = 'approval';
    const answer =
      plan.returned === undefined
        ? world.entry('claim.made', by, time, entry.subject, { packageId, note: '已转原审批科室审核。' })
        : world.entry('claim.returned', by, time, entry.subject, { packageId, reason: plan.returned });
    const answers = world.answers(by, plan.owner);
    answers.packages.add(packageId);
    answers.entries.push(answer);
    world.append(by, time, answer);
  });
}
