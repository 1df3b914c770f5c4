/** Watches an import from outside, stage by stage, and finds the moment for the kill in it. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportStage } from '../e2e/table-import.ts';
import type { KillPlan } from './kill-plan.ts';

const STAGES = ['reading', 'checking', 'committing'] as const satisfies readonly ImportStage[];
type TimedStage = (typeof STAGES)[number];

/** milliseconds of the last time that each stage ran to its end; `writing` is the last part of `committing` */
export type StageDurations = Record<TimedStage | 'writing', number>;

export function noDurations(): StageDurations {
  return { reading: 0, checking: 0, committing: 0, writing: 0 };
}

const NAMES: Readonly<Record<ImportStage | 'writing', string>> = {
  reading: '读取',
  checking: '核对',
  committing: '提交',
  writing: '写盘',
  reported: '结果页',
};

export class ImportWatch {
  /** of several, from 1 */
  file = 1;
  readonly #journal: string;
  readonly #begun = new Map<string, number>();
  #stage: ImportStage | 'writing' | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  /** `durations` are brought up to date with every stage that ends */
  constructor(
    profile: string,
    private readonly durations: StageDurations,
  ) {
    this.#journal = join(profile, 'ledger', 'ledger.journal');
  }

  get stageName(): string {
    return this.#stage ? NAMES[this.#stage] : '尚未开始';
  }

  note(stage: ImportStage): void {
    clearInterval(this.#timer);
    const index = stage === 'reported' ? STAGES.length : STAGES.indexOf(stage);
    const before = STAGES[index - 1];
    if (before) this.durations[before] = this.#since(before);
    if (stage === 'reported' && this.#begun.has(`${this.file} writing`)) this.durations.writing = this.#since('writing');
    this.#begin(stage);
    if (stage === 'committing') this.#watchJournal();
  }

  #begin(stage: ImportStage | 'writing'): void {
    this.#stage = stage;
    this.#begun.set(`${this.file} ${stage}`, performance.now());
  }

  #since(stage: TimedStage | 'writing'): number {
    const now = performance.now();
    return now - (this.#begun.get(`${this.file} ${stage}`) ?? now);
  }

  /** The journal is the first of the two copies to be written. */
  #watchJournal(): void {
    const before = statSync(this.#journal).size;
    this.#timer = setInterval(() => {
      if (statSync(this.#journal).size === before) return;
      clearInterval(this.#timer);
      this.#begin('writing');
    }, 1);
  }

  /** Until this stage of this file begins. */
  async reached(file: number, stage: TimedStage | 'writing'): Promise<void> {
    while (!this.#begun.has(`${file} ${stage}`) && !this.#closed) await sleep(1);
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }
}

/** The chosen moment, counted from the stage in which it lies: a machine that is slower today moves it along. */
export async function untilMoment(plan: KillPlan, durations: StageDurations, watch: ImportWatch): Promise<void> {
  const { stage, milliseconds } = momentOf(plan, { ...durations });
  await watch.reached(plan.file, stage);
  await sleep(milliseconds);
}

function momentOf(plan: KillPlan, durations: StageDurations): { readonly stage: TimedStage | 'writing'; readonly milliseconds: number } {
  if (plan.kind === 'write') return { stage: 'writing', milliseconds: plan.fraction * durations.writing };
  if (plan.kind === 'commit') return { stage: 'committing', milliseconds: plan.fraction * durations.committing };
  let left = plan.fraction * STAGES.reduce((sum, stage) => sum + durations[stage], 0);
  for (const stage of STAGES) {
    if (left < durations[stage]) return { stage, milliseconds: left };
    left -= durations[stage];
  }
  return { stage: 'committing', milliseconds: durations.committing };
}
