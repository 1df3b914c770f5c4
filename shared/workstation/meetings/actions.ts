/** 督办事项 (办法 31(三)) as lists show them: whose they are, until when, how far they have come. */
import type { IsoDate } from '#shared/domain/approval.ts';
import { workingDaysLeft } from '#shared/domain/deadlines.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { ActionState } from '#shared/ledger/action-register.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import { type Context, departmentName, today } from '../context.ts';
import { isOwn } from './meeting-parties.ts';
import { tell } from './meeting-timeline.ts';
import type { ActionDetail, ActionRow, ActionsApi } from './meetings-api.ts';

export const ACTION_GONE = fail('action.not-found', '台账中没有这个督办事项。请刷新列表后再试。');

/** What is open first, by its day; then what is done, newest first. */
export function actionRows(context: Context, query: Parameters<ActionsApi['actions']>[0]): readonly ActionRow[] {
  const words = query.text.trim().toLowerCase().split(/\s+/u).filter(Boolean);
  const daysLeft = dayCounter(context);
  const rows: ActionRow[] = [];
  for (const action of context.projection.actions.values()) {
    if (!isShown(context, action, query.show)) continue;
    if (query.overdueOnly && !isLate(action, daysLeft)) continue;
    if (words.length > 0 && !matches(context, action, words)) continue;
    rows.push(rowOf(context, action, daysLeft));
  }
  return rows.sort(compareRows);
}

export function actionDetail(context: Context, actionId: string): Result<ActionDetail> {
  const action = context.projection.actions.get(actionId);
  if (!action) return ACTION_GONE;
  const files = progressOf(action).flatMap((entry) => entry.payload.files);
  return ok({ ...rowOf(context, action, dayCounter(context)), files, timeline: tell(context, action.history) });
}

/** Of one meeting, in the order in which they were planned. */
export function actionRowsOf(context: Context, meetingId: string): readonly ActionRow[] {
  const daysLeft = dayCounter(context);
  return context.projection.actions.ofMeeting(meetingId).map((action) => rowOf(context, action, daysLeft));
}

/** Late is who still has to report; what waits to be confirmed is with the one who asked. */
export function isLate({ state, assigned }: ActionState, daysLeft: (dueOn: IsoDate) => number): boolean {
  return state === 'open' && daysLeft(assigned.payload.dueOn) < 0;
}

function matches(context: Context, action: ActionState, words: readonly string[]): boolean {
  const { task, owner, askedBy } = action.assigned.payload;
  const { meetingTitle, itemTitle } = titlesOf(context, action);
  const text = [task, owner, askedBy, meetingTitle, itemTitle].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

/** As the convener told what came of it, else as it stood on the agenda. */
function titlesOf({ projection }: Context, { assigned }: ActionState): Pick<ActionRow, 'meetingTitle' | 'itemTitle'> {
  const { meetingId, itemId } = assigned.payload;
  const meeting = projection.meetings.get(meetingId);
  const concluded = meeting?.concluded?.payload.conclusions.find((item) => item.itemId === itemId);
  const item = concluded ?? meeting?.convened.payload.arrangement.agenda.find((each) => each.itemId === itemId);
  return { meetingTitle: meeting?.convened.payload.arrangement.title ?? '', itemTitle: item?.title ?? '' };
}

/** Working days until then; many items share few days. */
export function dayCounter(context: Context): (dueOn: IsoDate) => number {
  const day = today(context);
  const known = new Map<IsoDate, number>();
  return (dueOn) => {
    const days = known.get(dueOn) ?? workingDaysLeft(dueOn, day);
    known.set(dueOn, days);
    return days;
  };
}

function isShown(
  context: Context,
  { state, reporterId, judgeId }: ActionState,
  show: Parameters<ActionsApi['actions']>[0]['show'],
): boolean {
  switch (show) {
    case 'all':
      return true;
    case 'open':
      return state === 'open' || state === 'reported';
    case 'mine':
      return (state === 'open' || state === 'reported') && isOwn(context, reporterId);
    case 'toJudge':
      return state === 'reported' && isOwn(context, judgeId);
  }
}

function rowOf(context: Context, action: ActionState, daysLeft: (dueOn: IsoDate) => number): ActionRow {
  const { payload } = action.assigned;
  const open = action.state === 'open' || action.state === 'reported';
  const changeable = open && isOwn(context, action.convenerId);
  return {
    actionId: action.actionId,
    meetingId: payload.meetingId,
    itemId: payload.itemId,
    ...titlesOf(context, action),
    task: payload.task,
    owner: payload.owner,
    ownerId: payload.ownerId,
    askedBy: payload.askedBy,
    judge: departmentName(context, action.judgeId),
    dueOn: payload.dueOn,
    daysLeft: open ? daysLeft(payload.dueOn) : undefined,
    state: action.state,
    percent: action.percent,
    mayReport: open && isOwn(context, action.reporterId),
    mayJudge: action.state === 'reported' && isOwn(context, action.judgeId),
    mayChange: changeable,
    lastNote: progressOf(action).at(-1)?.payload.note ?? '',
  };
}

function progressOf({ history }: ActionState): readonly EntryOf<'action.progressed'>[] {
  return history.filter((entry) => entry.type === 'action.progressed');
}

function compareRows(a: ActionRow, b: ActionRow): number {
  const done = (row: ActionRow) => Number(row.state === 'done' || row.state === 'withdrawn');
  if (done(a) !== done(b)) return done(a) - done(b);
  const order = done(a) === 1 ? -1 : 1;
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -order : order;
  return a.actionId < b.actionId ? -1 : 1;
}
