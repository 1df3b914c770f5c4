/** What waits for this department among case files, reviews and inquiries: the badge of the menu, the card of the home page. */
import type { Context } from '../context.ts';
import type { HandlingOverview } from './handling-api.ts';
import { inquiryRows } from './inquiries.ts';
import { STEP_NAMES } from './review-text.ts';
import { reviewRows } from './reviews.ts';
import { transferRows } from './transfers.ts';

const MOST_URGENT = 8;

type Item = HandlingOverview['urgent'][number];

export function handlingOverview(context: Context): HandlingOverview {
  const transfers = transferRows(context).filter(({ state }) => state === 'toCheck');
  const reviews = reviewRows(context).filter(({ own, next }) => !own && next !== undefined);
  const open = inquiryRows(context, { text: '', show: 'open' });
  // An own question is the other side's to answer; it comes here when its day has come.
  const inquiries = open.filter(({ own, daysLeft }) => !own || (daysLeft !== undefined && daysLeft <= 0));
  const urgent: Item[] = [
    ...reviews.map((row): Item => {
      const subtitle = row.next ? `来自 ${row.from}　待${STEP_NAMES[row.next]}` : row.from;
      const claiming = row.claimDueOn !== '';
      const [dueOn, daysLeft] = claiming ? [row.claimDueOn, row.claimDaysLeft] : [row.targetOn, row.targetDaysLeft];
      return { kind: 'review', letterId: row.reviewId, title: row.title, subtitle, dueOn: daysLeft === undefined ? '' : dueOn, daysLeft };
    }),
    ...inquiries.map((row): Item => {
      const subtitle = row.own ? `等待 ${row.to} 答复` : `来自 ${row.question.from}　待答复`;
      return { kind: 'inquiry', letterId: row.inquiryId, title: row.question.title, subtitle, dueOn: row.dueOn, daysLeft: row.daysLeft };
    }),
    ...transfers.map(
      (row): Item => ({
        kind: 'transfer',
        letterId: row.letterId,
        title: row.title,
        subtitle: `来自 ${row.from}　待核收`,
        dueOn: '',
        daysLeft: undefined,
      }),
    ),
  ];
  const day = (item: Item) => item.dueOn || '9999';
  return {
    toCheck: transfers.length,
    reviews: reviews.length,
    inquiries: inquiries.length,
    overdue: urgent.filter(({ daysLeft }) => (daysLeft ?? 0) < 0).length,
    urgent: urgent.sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0)).slice(0, MOST_URGENT),
  };
}
