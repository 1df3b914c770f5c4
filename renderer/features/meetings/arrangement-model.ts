/** What is arranged, as the form has it (办法 29–31): what is missing, what the chosen day is, and what another kind changes. */
import type { AgendaItem, Arrangement } from '#shared/domain/meeting.ts';
import { isWorkingDay, workingDaysBetween } from '#shared/domain/working-calendar.ts';
import { text } from './text.ts';

const words = text.form;

export type ArrangementField = keyof Arrangement | 'reason';

export interface ArrangementProblem {
  readonly field: ArrangementField;
  readonly message: string;
}

export interface ArrangementContext {
  readonly today: string;
  /** an arranged meeting is changed: the reason is asked for */
  readonly changed: boolean;
  readonly reason: string;
}

/** The same rules as convening has, before it is tried. */
export function arrangementProblems(
  arrangement: Arrangement,
  { today, changed, reason }: ArrangementContext,
): readonly ArrangementProblem[] {
  const { kind, title, date, startTime, endTime, parties, collectUntil, agenda } = arrangement;
  const problem = words.problem;
  const found: (ArrangementProblem | false)[] = [
    title.trim().length < 2 && { field: 'title', message: problem.title },
    date === '' && { field: 'date', message: problem.date },
    // 31(一): what was talked over in an emergency may be put down afterwards
    !changed && kind !== 'emergency' && date !== '' && date < today && { field: 'date', message: problem.datePast },
    startTime === '' && { field: 'startTime', message: problem.startTime },
    endTime !== '' && endTime <= startTime && { field: 'endTime', message: problem.endTime },
    parties.length === 0 && { field: 'parties', message: problem.parties },
    collectUntil !== '' && collectUntil > date && { field: 'collectUntil', message: problem.collectUntil },
    agenda.length === 0 && collectUntil === '' && { field: 'agenda', message: problem.agenda },
    changed && reason.trim().length < 2 && { field: 'reason', message: problem.reason },
  ];
  return found.filter((each) => each !== false);
}

export interface DayHint {
  readonly level: 'hint' | 'warning';
  readonly message: string;
}

/** fewer working days leave the others no time to prepare and to arrange who comes (31(二)) */
const SHORT_NOTICE = 3;

/** What kind of day it is, and how long it is until then; '' has nothing to say. */
export function dayHint(date: string, today: string): DayHint | undefined {
  if (date === '') return undefined;
  const day = isWorkingDay(date);
  const notes = [dayName(day), noticeText(date, today), day.estimated && words.day.estimated].filter(
    (note) => note !== '' && note !== false,
  );
  const { days } = workingDaysBetween(today, date);
  const warns = !day.working || date < today || (date > today && days < SHORT_NOTICE);
  return { level: warns ? 'warning' : 'hint', message: notes.join('；') };
}

function dayName({ working, holiday }: ReturnType<typeof isWorkingDay>): string {
  if (working) return '';
  return holiday === undefined ? words.day.weekend : words.day.holiday(holiday);
}

function noticeText(date: string, today: string): string {
  if (date < today) return words.day.past;
  if (date === today) return words.day.today;
  const { days } = workingDaysBetween(today, date);
  return days < SHORT_NOTICE ? words.day.short(days) : words.day.working(days);
}

/** Another kind begins anew what nobody has touched: title, 期号, day, parties; what was typed stays. */
export function rebegun(current: Arrangement, before: Arrangement, after: Arrangement): Arrangement {
  const isTouched = (key: keyof Arrangement) => JSON.stringify(current[key]) !== JSON.stringify(before[key]);
  const kept = (Object.keys(current) as (keyof Arrangement)[]).filter((key) => key !== 'kind' && isTouched(key));
  return { ...after, ...Object.fromEntries(kept.map((key) => [key, current[key]])), kind: after.kind };
}

/** Items that aren't on the agenda yet come last; an item that was changed since takes the place of the old wording. */
export function withItems(agenda: readonly AgendaItem[], items: readonly AgendaItem[]): AgendaItem[] {
  const newer = new Map(items.map((item) => [item.itemId, item]));
  const known = new Set(agenda.map(({ itemId }) => itemId));
  return [...agenda.map((item) => newer.get(item.itemId) ?? item), ...items.filter(({ itemId }) => !known.has(itemId))];
}
