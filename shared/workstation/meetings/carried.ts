/** 办法 31(三): what was not agreed comes again at another meeting, or goes to the 联席会议 (17), with its whole history. */
import type { AgendaItem } from '#shared/domain/meeting.ts';
import { createUuid } from '#shared/domain/uuid.ts';
import type { MeetingState } from '#shared/ledger/meeting-register.ts';
import { type Context, departmentName } from '../context.ts';
import { conclusionsOf } from './meeting-rows.ts';
import type { CarriedItem, MeetingDetail } from './meetings-api.ts';

type Past = MeetingDetail['histories'][number]['before'][number];

/** Those that wait, the oldest first. What stands on the agenda of a meeting that isn't cancelled waits no more. */
export function carriedItems(context: Context): readonly CarriedItem[] {
  const taken = takenUp(context);
  const rows: CarriedItem[] = [];
  for (const meeting of context.projection.meetings.values()) {
    if (meeting.state !== 'held') continue;
    for (const { itemId, title, next, conclusion, outcome } of conclusionsOf(meeting)) {
      if (next === '' || outcome === 'agreed' || taken.has(`${meeting.meetingId} ${itemId}`)) continue;
      const { arrangement } = meeting.convened.payload;
      const item = arrangement.agenda.find((each) => each.itemId === itemId);
      rows.push({
        meetingId: meeting.meetingId,
        itemId,
        title,
        meetingTitle: arrangement.title,
        heldOn: heldOn(meeting),
        next,
        conclusion,
        item: againOf(context, meeting, item, { itemId, title }),
        times: historyOf(context, { carriedFrom: { meetingId: meeting.meetingId, itemId } }).length,
      });
    }
  }
  return rows.sort((a, b) => (a.heldOn === b.heldOn ? (a.itemId < b.itemId ? -1 : 1) : a.heldOn < b.heldOn ? -1 : 1));
}

export function heldOn({ concluded, convened }: MeetingState): string {
  return concluded?.payload.heldOn ?? convened.payload.arrangement.date;
}

function takenUp({ projection }: Context): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const { state, convened } of projection.meetings.values()) {
    if (state === 'cancelled') continue;
    for (const { carriedFrom } of convened.payload.arrangement.agenda)
      if (carriedFrom) taken.add(`${carriedFrom.meetingId} ${carriedFrom.itemId}`);
  }
  return taken;
}

/** The item anew, under an id of its own, so that each meeting keeps its own record of it. */
function againOf(
  context: Context,
  meeting: MeetingState,
  item: AgendaItem | undefined,
  named: Pick<AgendaItem, 'itemId' | 'title'>,
): AgendaItem {
  const carriedFrom = { meetingId: meeting.meetingId, itemId: named.itemId };
  if (item) return { ...item, itemId: createUuid(), carriedFrom };
  const proposer = departmentName(context, meeting.convenerId);
  return {
    itemId: createUuid(),
    title: named.title.length < 2 ? `${named.title}事项` : named.title,
    background: '',
    question: '',
    proposerId: meeting.convenerId,
    proposer,
    files: [],
    about: [],
    letters: [],
    carriedFrom,
  };
}

/** Where an item was before, oldest first. An item that names itself by a circle ends where it began. */
export function historyOf({ projection }: Context, item: Pick<AgendaItem, 'carriedFrom'>): readonly Past[] {
  const before: Past[] = [];
  const seen = new Set<string>();
  for (let from = item.carriedFrom; from && !seen.has(`${from.meetingId} ${from.itemId}`); ) {
    const { meetingId, itemId } = from;
    seen.add(`${meetingId} ${itemId}`);
    const meeting = projection.meetings.get(meetingId);
    const conclusion = meeting && conclusionsOf(meeting).find((each) => each.itemId === itemId)?.conclusion;
    const arrangement = meeting?.convened.payload.arrangement;
    before.unshift({
      meetingId,
      title: arrangement?.title ?? '本机没有登记的会议',
      date: meeting ? heldOn(meeting) : '',
      conclusion: conclusion ?? '',
    });
    from = arrangement?.agenda.find((each) => each.itemId === itemId)?.carriedFrom;
  }
  return before;
}
