/** How far a package has got, as steps that can be drawn: 已导出 → 已交接 → 已接收 → 已认领 n/m. */

import { assertNever } from '#shared/domain/result.ts';
import { hasRecords } from '#shared/ledger/entry.ts';
import type { PackageRow, PackageStage } from '#shared/workstation/api.ts';
import { stageText } from './delivery-text.ts';

/** `passed`: it must have happened, because a later step did, but nobody registered it */
export type StepState = 'done' | 'passed' | 'current' | 'open';

export interface StageStep {
  readonly key: 'exported' | 'handedOver' | 'received' | 'answered';
  readonly label: string;
  readonly state: StepState;
}

/** how many of the steps are behind a package in this stage */
function progressOf(stage: PackageStage): number {
  switch (stage) {
    case 'exported':
      return 1;
    case 'handedOver':
      return 2;
    case 'received':
      return 3;
    case 'answering':
      return 3;
    case 'answered':
      return 4;
    // stages of packages that came in; they have no steps
    case 'toClaim':
    case 'settled':
    case 'told':
      return 0;
    default:
      return assertNever(stage);
  }
}

/** Steps of an outgoing package. Only approvals are answered; the others end when the recipient has them, and 同步 stays in the house. */
export function stageSteps(row: PackageRow): readonly StageStep[] {
  if (row.direction === 'in') return [];
  const answered = row.claimed + row.returned;
  const labels = [
    { key: 'exported', label: stageText.exported },
    { key: 'handedOver', label: stageText.handedOver },
    { key: 'received', label: stageText.received },
    { key: 'answered', label: answered > 0 ? stageText.claimed(row.claimed, row.records) : stageText.claimedNone },
  ] as const;
  const progress = progressOf(row.stage);
  const steps = hasRecords(row.purpose) ? labels : labels.slice(0, row.purpose === 'sync' ? 1 : Math.max(2, Math.min(3, progress)));
  return steps.map(({ key, label }, index) => ({ key, label, state: stateOf(row, key, index, progress) }));
}

function stateOf(row: PackageRow, key: StageStep['key'], index: number, progress: number): StepState {
  if (key === 'handedOver' && row.handover === '' && row.stage !== 'handedOver') return progress > index ? 'passed' : 'open';
  if (index < progress) return 'done';
  return index === progress && row.stage === 'answering' ? 'current' : 'open';
}
