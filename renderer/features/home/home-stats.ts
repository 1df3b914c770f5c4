/** Which counts the home page shows, and the page that each one opens. */
import type { ApprovalQuery, Overview } from '#shared/workstation/api.ts';
import type { Page } from '../../app/navigation.ts';
import type { Stat } from './stat-panel.tsx';
import { homeText } from './text.ts';

type CardKey = keyof typeof homeText.cards;

const BY_DUE = { field: 'dueOn', order: 'ascending' } as const satisfies ApprovalQuery['sort'];

/** Everything that still has a day to be answered by, the most urgent first. */
export const urgentPage: Page = { name: 'approvals', preset: { statuses: ['toClaim', 'pushed', 'handedOver', 'received'], sort: BY_DUE } };

/** Supervision information with what is due first. */
export const supervisionPage: Page = { name: 'supervision', preset: { sort: BY_DUE } };

const PAGES: Readonly<Record<CardKey, Page>> = {
  toClaim: { name: 'inbox' },
  overdue: { name: 'approvals', preset: { overdueOnly: true, sort: BY_DUE } },
  dueSoon: urgentPage,
  receiptsDue: { name: 'packages' },
  notPushed: { name: 'approvals', preset: { direction: 'own', statuses: ['notPushed'] } },
  awaitingAnswer: { name: 'approvals', preset: { direction: 'own', statuses: ['pushed', 'handedOver', 'received'], sort: BY_DUE } },
  returnedByOthers: { name: 'approvals', preset: { direction: 'own', statuses: ['returned'] } },
};

const TONES: Readonly<Record<CardKey, Stat['tone']>> = {
  toClaim: 'normal',
  receiptsDue: 'warning',
  dueSoon: 'warning',
  overdue: 'danger',
  notPushed: 'normal',
  awaitingAnswer: 'normal',
  returnedByOthers: 'danger',
};

export type StatGroup = keyof typeof homeText.groups;

/** Deadlines run for both sides, so they stand apart from what came and from what was sent. */
const GROUPS: Readonly<Record<StatGroup, readonly CardKey[]>> = {
  received: ['toClaim', 'receiptsDue'],
  deadlines: ['dueSoon', 'overdue'],
  sent: ['notPushed', 'awaitingAnswer', 'returnedByOthers'],
};
export const STAT_GROUPS: readonly StatGroup[] = ['received', 'deadlines', 'sent'];

/** The counts of one group, each leading to what it counts. */
export function homeStats(group: StatGroup, overview: Overview, go: (page: Page) => void): readonly Stat[] {
  return GROUPS[group].map((key) => ({
    key,
    ...homeText.cards[key],
    value: overview[key],
    tone: TONES[key],
    onClick: () => go(PAGES[key]),
  }));
}
