/** What waits for this department among meetings, items and officers: the badge of the menu, the card of the home page. */
import type { MeetingState } from '#shared/ledger/meeting-register.ts';
import { type Context, today } from '../context.ts';
import { dayCounter, isLate } from './actions.ts';
import { carriedItems } from './carried.ts';
import { liaisonList } from './liaisons.ts';
import { isOwn } from './meeting-parties.ts';
import { documentsToConfirm, hasToAnswer, meetingRow } from './meeting-rows.ts';
import type { MeetingOverview } from './meetings-api.ts';

export function meetingOverview(context: Context): MeetingOverview {
  const day = today(context);
  const meetings = [...context.projection.meetings.values()];
  const coming = meetings.filter(({ state, convened }) => state === 'arranged' && convened.payload.arrangement.date >= day);
  const next = coming.sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1))[0];
  const applications = [...context.projection.meetings.applications()];
  return {
    applicationsToAnswer: applications.filter(({ applied, answered }) => isOwn(context, applied.payload.application.toId) && !answered)
      .length,
    toAnswer: meetings.filter((meeting) => hasToAnswer(context, meeting)).length,
    toRecord: meetings.filter(({ own, state, convened }) => own && state === 'arranged' && convened.payload.arrangement.date < day).length,
    toConfirm: meetings.reduce((sum, meeting) => sum + documentsToConfirm(context, meeting), 0),
    carried: carriedItems(context).length,
    ...actionCounts(context),
    withoutLiaison: liaisonList(context).without.length,
    monthlyMissing: context.department.roles.includes('approval') && !meetings.some((meeting) => isMonthlyOf(meeting, day.slice(0, 7))),
    next: next && meetingRow(context, next),
  };
}

function startOf({ meetingId, convened }: MeetingState): string {
  const { date, startTime } = convened.payload.arrangement;
  return `${date} ${startTime} ${meetingId}`;
}

/** 29: 每月定期召开 */
function isMonthlyOf({ own, state, convened }: MeetingState, month: string): boolean {
  const { kind, date } = convened.payload.arrangement;
  return own && state !== 'cancelled' && kind === 'monthly' && date.startsWith(month);
}

function actionCounts(context: Context): Pick<MeetingOverview, 'actionsOpen' | 'actionsOverdue' | 'actionsToJudge'> {
  const daysLeft = dayCounter(context);
  let [actionsOpen, actionsOverdue, actionsToJudge] = [0, 0, 0];
  for (const action of context.projection.actions.values()) {
    const { state, reporterId, judgeId } = action;
    if (state === 'reported' && isOwn(context, judgeId)) actionsToJudge += 1;
    if (state !== 'open' || !isOwn(context, reporterId)) continue;
    actionsOpen += 1;
    if (isLate(action, daysLeft)) actionsOverdue += 1;
  }
  return { actionsOpen, actionsOverdue, actionsToJudge };
}
