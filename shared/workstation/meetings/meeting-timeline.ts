/** What was said about a meeting or an item, as people read it. */
import type { Entry } from '#shared/ledger/entry.ts';
import type { TimelineItem } from '../api.ts';
import { type Context, departmentName, localTime } from '../context.ts';
import { isMeetingFact, meetingSentence } from './meeting-text.ts';

/** Facts in order of time as people read them, newest first. */
export function tell(context: Context, entries: readonly Entry[]): readonly TimelineItem[] {
  return entries
    .flatMap((entry): readonly TimelineItem[] => {
      const title = isMeetingFact(entry) ? meetingSentence(context, entry) : '';
      if (title === '') return [];
      const actor = `${departmentName(context, entry.actor.departmentId)} ${entry.actor.operator}`;
      return [{ entryId: entry.id, at: localTime(entry.at), title, actor, details: [], changes: [] }];
    })
    .reverse();
}
