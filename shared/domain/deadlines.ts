/** The deadlines of the 办法, in working days. The day on which a period begins is not counted (民法典 201). */
import type { IsoDate } from '#shared/domain/approval.ts';
import { addWorkingDays, workingDaysBetween } from '#shared/domain/working-calendar.ts';

/** 办法 20(一) for approval information, 21(二) for supervision information: 3个工作日内完成认领 */
export const CLAIM_WORKING_DAYS = 3;
/** 办法 21(二): 在作出行政处罚决定后7个工作日内推送 */
export const PENALTY_PUSH_WORKING_DAYS = 7;

export interface Deadline {
  /** the last day on which it is in time; always a working day */
  readonly dueOn: IsoDate;
  /** a year in between has no published holiday notice */
  readonly estimated: boolean;
  /** working days left: 0 on the last day, negative when overdue (-1 from the first day after, working or not) */
  readonly daysLeft: number;
}

function deadline(begin: IsoDate, workingDays: number, today: IsoDate): Deadline {
  const { date: dueOn, estimated } = addWorkingDays(begin, workingDays);
  return { dueOn, estimated, daysLeft: workingDaysLeft(dueOn, today) };
}

/** Working days from `today` to `dueOn`; below 0 as soon as the day has passed, even over a weekend. */
export function workingDaysLeft(dueOn: IsoDate, today: IsoDate): number {
  const { days } = workingDaysBetween(today, dueOn);
  return today > dueOn ? Math.min(days, -1) : days;
}

/** By when what arrived on `receivedOn` has to be claimed or returned (办法 20(一), 21(二)). */
export function claimDeadline(receivedOn: IsoDate, today: IsoDate): Deadline {
  return deadline(receivedOn, CLAIM_WORKING_DAYS, today);
}

/** By when a penalty decided on `decidedOn` that may affect an approval has to be pushed (办法 21(二)). */
export function penaltyPushDeadline(decidedOn: IsoDate, today: IsoDate): Deadline {
  return deadline(decidedOn, PENALTY_PUSH_WORKING_DAYS, today);
}
