/** What is missing before a record can be closed, in sentences, each with the place that it leads to (办法 29, 31(三)). */
import { isRealDate } from '#shared/domain/dates.ts';
import type { ItemRecord, MeetingRecord } from '#shared/domain/meeting.ts';
import { addWorkingDays, isWorkingDay } from '#shared/domain/working-calendar.ts';
import { recordText } from './record-text.ts';

const words = recordText.problem;

/** `itemId` undefined: the meeting as a whole */
export interface RecordPlace {
  readonly itemId: string | undefined;
  readonly field: 'attendance' | 'endedAt' | 'outcome' | 'conclusion' | 'next' | 'actions';
  /** which line */
  readonly index?: number;
}

export interface RecordProblem {
  readonly message: string;
  /** undefined: it stands in the dialog itself */
  readonly at: RecordPlace | undefined;
}

export interface RecordCheckContext {
  /** the day of the meeting */
  readonly date: string;
  readonly today: string;
}

/** The id of the input that shows a place. */
export function placeId({ field, index }: RecordPlace): string {
  return index === undefined ? `record-${field}` : `record-${field}-${index}`;
}

/** The same rules as closing has, before it is tried: the record as it would be closed. */
export function recordProblems({ head, items }: MeetingRecord, { date, today }: RecordCheckContext): readonly RecordProblem[] {
  const whole: RecordProblem[] = [];
  const attendance = { itemId: undefined, field: 'attendance' } as const;
  if (date > today) whole.push({ message: words.notYet(date), at: undefined });
  if (!head.attendance.some(({ state }) => state === 'present' || state === 'late'))
    whole.push({ message: words.attendance, at: attendance });
  head.attendance.forEach(({ name, department }, index) => {
    if (name.trim() === '') whole.push({ message: words.attendeeName(department), at: { ...attendance, index } });
  });
  if (head.startedAt !== '' && head.endedAt !== '' && head.endedAt <= head.startedAt) {
    whole.push({ message: words.times, at: { itemId: undefined, field: 'endedAt' } });
  }
  return [...whole, ...items.flatMap((item) => itemProblems(item, date))];
}

function itemProblems(item: ItemRecord, date: string): readonly RecordProblem[] {
  const { itemId, title, outcome, conclusion, actions, next } = item;
  const at = (field: RecordPlace['field'], index?: number) => ({ itemId, field, ...(index === undefined ? {} : { index }) });
  if (outcome === 'open') return [{ message: words.outcome(title), at: at('outcome') }];
  const found: RecordProblem[] = [];
  if (outcome === 'agreed' && conclusion.trim() === '' && actions.length === 0) {
    found.push({ message: words.conclusion(title), at: at('conclusion') });
  }
  if (outcome === 'notAgreed' && next === '') found.push({ message: words.next(title), at: at('next') });
  if (outcome !== 'agreed' && actions.length > 0) found.push({ message: words.actions(title), at: at('actions', 0) });
  actions.forEach(({ task, owner, dueOn }, index) => {
    if (task.trim().length < 2) found.push({ message: words.task(title), at: at('actions', index) });
    if (owner.trim().length < 2) found.push({ message: words.owner(title), at: at('actions', index) });
    const due = dueProblem(title, dueOn, date);
    if (due !== undefined) found.push({ message: due, at: at('actions', index) });
  });
  return found;
}

/** A due day is a working day, as periods of the 办法 end on one. */
function dueProblem(title: string, dueOn: string, date: string): string | undefined {
  if (!isRealDate(dueOn) || dueOn < date) return words.due(title);
  return isWorkingDay(dueOn).working ? undefined : words.dueOnHoliday(title, dueOn, addWorkingDays(dueOn, 1).date);
}
