/** The words for the steps and acts of 办法 21(三), as lists, letters and messages use them. */
import type { EntryOf } from '#shared/ledger/entry.ts';
import type { REVIEW_ACTS } from '#shared/ledger/letter-entries.ts';
import type { ReviewStep } from '#shared/ledger/review-register.ts';
import type { Context } from '../context.ts';
import { nameOf } from '../letters/letter-timeline.ts';

export const STEP_NAMES: Readonly<Record<ReviewStep, string>> = {
  received: '接收登记',
  evidenceReviewed: '审核事实材料',
  heard: '听取监管部门意见',
  meeting: '专题会议研究',
  decided: '作出处理决定',
  notified: '告知监管部门',
};

/** Four different legal acts, never merged (行政许可法 8, 49, 69, 70), and that the decision stands. */
export const ACT_NAMES: Readonly<Record<(typeof REVIEW_ACTS)[number], string>> = {
  change: '变更行政审批决定',
  withdraw: '撤回行政审批决定',
  revoke: '撤销行政审批决定',
  cancel: '注销行政审批决定',
  keep: '不予变更、撤回、撤销、注销',
};

export function describeStep(context: Context, { subject, payload }: EntryOf<'review.stepped'>): string {
  const letter = context.projection.letters.get(subject);
  const about = letter ? nameOf(letter) : '一件函告';
  const act = payload.act ? `（${ACT_NAMES[payload.act]}）` : '';
  return `办理${about}：${STEP_NAMES[payload.step]}${act}`;
}
