/** How an item stands, in colour and words. */
import { Progress, Tag } from 'antd';
import type { ActionRow } from '#shared/workstation/meetings/meetings-api.ts';
import { text } from './text.ts';

type Standing = Pick<ActionRow, 'state' | 'daysLeft'>;

const COLORS = { open: 'processing', reported: 'warning', done: 'success', withdrawn: 'default' } as const satisfies Record<
  ActionRow['state'],
  string
>;

export function StateTag({ state }: Pick<ActionRow, 'state'>) {
  return (
    <Tag color={COLORS[state]} style={{ margin: 0 }}>
      {text.states[state]}
    </Tag>
  );
}

/** Late is who still has to report; what waits to be confirmed is with the one who asked. */
export function isOverdue({ state, daysLeft }: Standing): boolean {
  return state === 'open' && daysLeft !== undefined && daysLeft < 0;
}

export function DaysTag({ row: { state, daysLeft } }: { readonly row: Standing }) {
  if (state !== 'open' || daysLeft === undefined) return null;
  return (
    <Tag color={daysLeft < 0 ? 'error' : daysLeft <= 1 ? 'warning' : 'default'} style={{ margin: 0 }}>
      {text.days(daysLeft)}
    </Tag>
  );
}

/** Green is for what was confirmed; what its owner calls done still waits. */
export function ActionProgress({ percent, state }: Pick<ActionRow, 'percent' | 'state'>) {
  const status = state === 'done' ? 'success' : state === 'withdrawn' ? 'exception' : 'normal';
  return <Progress percent={percent} size="small" status={status} format={(value = 0) => `${value}%`} />;
}
