/** The record of a meeting as it is typed: changes, what has to be saved, what was taken away and can come back (办法 31(三)). */
import type {
  Arrangement,
  Attendee,
  ItemRecord,
  MeetingRecord,
  PlannedAction,
  Position,
  RecordHead,
  Speech,
} from '#shared/domain/meeting.ts';
import { emptyItemRecord } from '#shared/domain/meeting.ts';
import type { MeetingParty } from '#shared/workstation/meetings/meetings-api.ts';

export function withItem(record: MeetingRecord, item: ItemRecord): MeetingRecord {
  return { ...record, items: record.items.map((other) => (other.itemId === item.itemId ? item : other)) };
}

export function withHead(record: MeetingRecord, head: Partial<RecordHead>): MeetingRecord {
  return { ...record, head: { ...record.head, ...head } };
}

export function replacedAt<T>(list: readonly T[], index: number, value: T): T[] {
  return list.map((other, at) => (at === index ? value : other));
}

export function insertedAt<T>(list: readonly T[], index: number, value: T): T[] {
  return [...list.slice(0, index), value, ...list.slice(index)];
}

export function removedAt<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, at) => at !== index);
}

/** The parts that are others than before, by identity: what didn't change is the same object. */
export function changedParts(before: MeetingRecord, now: MeetingRecord) {
  const known = new Map(before.items.map((item) => [item.itemId, item]));
  return {
    head: now.head === before.head ? undefined : now.head,
    items: now.items.filter((item) => known.get(item.itemId) !== item),
  };
}

// ---- lines ----

export const EMPTY_SPEECH: Speech = { speaker: '', department: '', text: '' };

/** The next line after the one at `index`; `MAX` lines are what the ledger takes. */
export function speechAfter(item: ItemRecord, index: number): ItemRecord {
  return item.speeches.length >= MAX_SPEECHES ? item : { ...item, speeches: insertedAt(item.speeches, index + 1, EMPTY_SPEECH) };
}

export const MAX_SPEECHES = 500;
export const MAX_ACTIONS = 50;
export const MAX_ATTENDEES = 300;

/** The department of whoever is speaking, as the attendance has it; what was typed before stays when nobody has that name. */
export function spokenBy(speech: Speech, speaker: string, attendance: readonly Attendee[]): Speech {
  const known = attendance.find(({ name }) => name !== '' && name === speaker.trim());
  return { ...speech, speaker, department: known?.department ?? (speaker.trim() === '' ? '' : speech.department) };
}

export function withStance(
  item: ItemRecord,
  party: Pick<Position, 'departmentId' | 'department'>,
  stance: Position['stance'] | '',
): ItemRecord {
  const known = item.positions.find(({ department }) => department === party.department);
  if (stance === '') return { ...item, positions: item.positions.filter((position) => position !== known) };
  if (known) return { ...item, positions: item.positions.map((position) => (position === known ? { ...position, stance } : position)) };
  return { ...item, positions: [...item.positions, { ...party, stance, text: '' }] };
}

/** Who says something about an item without saying where it stands reserves its opinion. */
export function withPositionText(item: ItemRecord, party: Pick<Position, 'departmentId' | 'department'>, text: string): ItemRecord {
  const known = item.positions.find(({ department }) => department === party.department);
  if (!known && text === '') return item;
  const base = known ? item : withStance(item, party, 'reserve');
  return {
    ...base,
    positions: base.positions.map((position) => (position.department === party.department ? { ...position, text } : position)),
  };
}

/** 31(三): what is agreed needs no next step; what was not agreed comes to the next meeting or the 联席会议. */
export function withOutcome(item: ItemRecord, outcome: ItemRecord['outcome']): ItemRecord {
  const next = outcome === 'agreed' || outcome === 'open' ? '' : outcome === 'deferred' && item.next === '' ? 'nextMeeting' : item.next;
  return { ...item, outcome, next };
}

/** The responsible department by the name that was typed; its id when it is in the directory. */
export function withOwner(action: PlannedAction, owner: string, ids: ReadonlyMap<string, string>): PlannedAction {
  const { ownerId: _, ...rest } = action;
  const ownerId = ids.get(owner.trim());
  return ownerId === undefined ? { ...rest, owner } : { ...rest, ownerId, owner };
}

/**
 * An item that was added by mistake. What was noted can't be taken out of the ledger, so it stays as one without a title, and
 * nobody sees it.
 */
export function withoutItem(record: MeetingRecord, itemId: string): MeetingRecord {
  return withItem(record, emptyItemRecord({ itemId, title: '' }));
}

/** Those that count: see {@link withoutItem}. */
export function itemsOf({ items }: Pick<MeetingRecord, 'items'>): readonly ItemRecord[] {
  return items.filter(({ title }) => title !== '');
}

/** An item that came up besides the agenda. */
export function withNewItem(record: MeetingRecord, itemId: string, title: string): MeetingRecord {
  return { ...record, items: [...record.items, emptyItemRecord({ itemId, title })] };
}

// ---- who is there ----

/** Departments that may take a position: who convened, who is asked, who came. */
export function departmentsOf(
  convener: Pick<Position, 'departmentId' | 'department'>,
  arrangement: Pick<Arrangement, 'parties'>,
  attendance: readonly Attendee[],
): readonly Pick<Position, 'departmentId' | 'department'>[] {
  const all = new Map<string, Pick<Position, 'departmentId' | 'department'>>([[convener.department, convener]]);
  const parties = arrangement.parties.map(({ departmentId, name }) => ({ ...(departmentId && { departmentId }), department: name }));
  for (const party of [
    ...parties,
    ...attendance.map(({ departmentId, department }) => ({ ...(departmentId && { departmentId }), department })),
  ])
    if (party.department !== '' && !all.has(party.department)) all.set(party.department, party);
  return [...all.values()];
}

/** Those who said that they come and don't stand in the attendance yet. */
export function announced(parties: readonly MeetingParty[], attendance: readonly Attendee[]): readonly Attendee[] {
  const known = new Set(attendance.map(({ department, name }) => `${department} ${name}`));
  return parties
    .filter(({ answer }) => answer === 'accepted')
    .flatMap(({ departmentId, name: department, persons }) =>
      persons.map(({ name, position, as }): Attendee => {
        return { ...(departmentId === undefined ? {} : { departmentId }), department, name, position, state: 'present', as, note: '' };
      }),
    )
    .filter(({ department, name }) => !known.has(`${department} ${name}`));
}

/** A further line: of the department of the line before, since delegations are entered together. */
export function nextAttendee(attendance: readonly Attendee[]): Attendee {
  const last = attendance.at(-1);
  return {
    ...(last?.departmentId && { departmentId: last.departmentId }),
    department: last?.department ?? '',
    name: '',
    position: '',
    state: 'present',
    as: 'attendee',
    note: '',
  };
}

// ---- what was taken away ----

export type Removal =
  | { readonly kind: 'speech'; readonly itemId: string; readonly index: number; readonly value: Speech }
  | { readonly kind: 'action'; readonly itemId: string; readonly index: number; readonly value: PlannedAction }
  | { readonly kind: 'attendee'; readonly index: number; readonly value: Attendee }
  | { readonly kind: 'item'; readonly value: ItemRecord };

/** Puts back what was removed, where it was, or at the end of what has become shorter. */
export function restored(record: MeetingRecord, removal: Removal): MeetingRecord {
  switch (removal.kind) {
    case 'attendee':
      return withHead(record, { attendance: insertedAt(record.head.attendance, removal.index, removal.value) });
    case 'item':
      return withItem(record, removal.value);
    case 'speech':
      return onItem(record, removal.itemId, (item) => ({ ...item, speeches: insertedAt(item.speeches, removal.index, removal.value) }));
    case 'action':
      return onItem(record, removal.itemId, (item) => ({ ...item, actions: insertedAt(item.actions, removal.index, removal.value) }));
  }
}

function onItem(record: MeetingRecord, itemId: string, change: (item: ItemRecord) => ItemRecord): MeetingRecord {
  return { ...record, items: record.items.map((item) => (item.itemId === itemId ? change(item) : item)) };
}

/** Before closing: lines in which nothing was ever typed are no part of the record. */
export function tidied(record: MeetingRecord): MeetingRecord {
  const { head } = record;
  return {
    head: { ...head, attendance: head.attendance.filter(({ name, position, note }) => `${name}${position}${note}`.trim() !== '') },
    items: itemsOf(record).map((item) => ({
      ...item,
      speeches: item.speeches.filter(({ speaker, text }) => `${speaker}${text}`.trim() !== ''),
      actions: item.actions.filter(({ task, owner, dueOn }) => `${task}${owner}${dueOn}`.trim() !== ''),
    })),
  };
}
