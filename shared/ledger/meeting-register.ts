/**
 * Meetings (办法 17, 29–31), folded in whatever order their entries come. Who may say what: the department that convened a
 * meeting arranges, concludes and issues; a party answers, proposes and confirms for itself; the notes are each
 * department's own.
 */
import {
  type AgendaItem,
  EMPTY_RECORD_HEAD,
  emptyItemRecord,
  type ItemRecord,
  type MeetingRecord,
  type RecordHead,
} from '#shared/domain/meeting.ts';
import type { EntryOf } from './entry.ts';
import { compareByTime, insertByTime } from './newest.ts';

export type MeetingEntry = EntryOf<
  | 'meeting.convened'
  | 'meeting.cancelled'
  | 'meeting.noticed'
  | 'agendaItem.proposed'
  | 'attendance.answered'
  | 'meeting.noted'
  | 'meeting.held'
  | 'meeting.concluded'
  | 'meetingDocument.drafted'
  | 'meetingDocument.issued'
  | 'meetingDocument.confirmed'
>;
export type ApplicationEntry = EntryOf<'meeting.applied' | 'application.answered'>;

export interface MeetingDocumentState {
  readonly documentId: string;
  readonly meetingId: string;
  readonly draft: EntryOf<'meetingDocument.drafted'> | undefined;
  readonly issued: EntryOf<'meetingDocument.issued'> | undefined;
  /** the newest of each department */
  readonly confirmed: readonly EntryOf<'meetingDocument.confirmed'>[];
}

export interface MeetingState {
  readonly meetingId: string;
  readonly convenerId: string;
  readonly own: boolean;
  /** `arranged` until the record is closed here, or the conclusions have come */
  readonly state: 'arranged' | 'held' | 'cancelled';
  /** the arrangement that holds */
  readonly convened: EntryOf<'meeting.convened'>;
  /** oldest first: each move of day and place */
  readonly arrangements: readonly EntryOf<'meeting.convened'>[];
  readonly cancelled: EntryOf<'meeting.cancelled'> | undefined;
  readonly noticed: EntryOf<'meeting.noticed'> | undefined;
  /** the newest of each item, those that were withdrawn left out */
  readonly proposals: readonly EntryOf<'agendaItem.proposed'>[];
  /** the newest of each department */
  readonly answers: readonly EntryOf<'attendance.answered'>[];
  /** what this department has noted, the newest of each part: a record for every item of the agenda */
  readonly record: MeetingRecord;
  /** when it was last noted; undefined before the first note */
  readonly notedAt: string | undefined;
  readonly held: EntryOf<'meeting.held'> | undefined;
  readonly concluded: EntryOf<'meeting.concluded'> | undefined;
}

export interface ApplicationState {
  readonly applicationId: string;
  readonly applied: EntryOf<'meeting.applied'>;
  /** of the department that was asked */
  readonly answered: EntryOf<'application.answered'> | undefined;
}

const OWN_FACTS: ReadonlySet<MeetingEntry['type']> = new Set([
  'meeting.noticed',
  'meeting.noted',
  'meeting.held',
  'meetingDocument.drafted',
]);

interface Parts {
  readonly convened: EntryOf<'meeting.convened'>[];
  readonly cancelled: EntryOf<'meeting.cancelled'>[];
  readonly noticed: EntryOf<'meeting.noticed'>[];
  readonly proposed: EntryOf<'agendaItem.proposed'>[];
  readonly answered: EntryOf<'attendance.answered'>[];
  readonly noted: EntryOf<'meeting.noted'>[];
  readonly held: EntryOf<'meeting.held'>[];
  readonly concluded: EntryOf<'meeting.concluded'>[];
}

interface DocumentParts {
  readonly drafted: EntryOf<'meetingDocument.drafted'>[];
  readonly issued: EntryOf<'meetingDocument.issued'>[];
  readonly confirmed: EntryOf<'meetingDocument.confirmed'>[];
}

export class MeetingRegister {
  readonly #meetings = new Map<string, Parts>();
  readonly #states = new Map<string, MeetingState>();
  readonly #documents = new Map<string, DocumentParts>();
  readonly #documentsOf = new Map<string, Set<string>>();
  readonly #applications = new Map<string, ApplicationEntry[]>();

  constructor(private readonly ownId: string) {}

  fold(entry: MeetingEntry): void {
    // Notes, drafts and which letter is the notice are each department's own affair.
    if (OWN_FACTS.has(entry.type) && entry.actor.departmentId !== this.ownId) return;
    switch (entry.type) {
      case 'meeting.convened':
        insertByTime(this.#parts(entry.subject).convened, entry);
        break;
      case 'meeting.cancelled':
        insertByTime(this.#parts(entry.subject).cancelled, entry);
        break;
      case 'agendaItem.proposed':
        insertByTime(this.#parts(entry.payload.meetingId).proposed, entry);
        break;
      case 'attendance.answered':
        insertByTime(this.#parts(entry.subject).answered, entry);
        break;
      case 'meeting.concluded':
        insertByTime(this.#parts(entry.subject).concluded, entry);
        break;
      case 'meeting.noticed':
        insertByTime(this.#parts(entry.subject).noticed, entry);
        break;
      case 'meeting.noted':
        insertByTime(this.#parts(entry.subject).noted, entry);
        break;
      case 'meeting.held':
        insertByTime(this.#parts(entry.subject).held, entry);
        break;
      case 'meetingDocument.drafted':
        insertByTime(this.#document(entry.subject, entry.payload.meetingId).drafted, entry);
        break;
      case 'meetingDocument.issued':
        insertByTime(this.#document(entry.subject, entry.payload.meetingId).issued, entry);
        break;
      case 'meetingDocument.confirmed':
        insertByTime(this.#document(entry.subject, undefined).confirmed, entry);
        break;
    }
  }

  foldApplication(entry: ApplicationEntry): void {
    const known = this.#applications.get(entry.subject);
    if (known) insertByTime(known, entry);
    else this.#applications.set(entry.subject, [entry]);
  }

  #parts(meetingId: string): Parts {
    this.#states.delete(meetingId);
    let parts = this.#meetings.get(meetingId);
    if (!parts) {
      parts = { convened: [], cancelled: [], noticed: [], proposed: [], answered: [], noted: [], held: [], concluded: [] };
      this.#meetings.set(meetingId, parts);
    }
    return parts;
  }

  #document(documentId: string, meetingId: string | undefined): DocumentParts {
    let parts = this.#documents.get(documentId);
    if (!parts) {
      parts = { drafted: [], issued: [], confirmed: [] };
      this.#documents.set(documentId, parts);
    }
    if (meetingId !== undefined) {
      const documents = this.#documentsOf.get(meetingId) ?? new Set();
      this.#documentsOf.set(meetingId, documents.add(documentId));
    }
    return parts;
  }

  get(meetingId: string): MeetingState | undefined {
    const known = this.#states.get(meetingId);
    if (known) return known;
    const parts = this.#meetings.get(meetingId);
    const state = parts && stateOf(meetingId, parts, this.ownId);
    if (state) this.#states.set(meetingId, state);
    return state;
  }

  *values(): Iterable<MeetingState> {
    for (const meetingId of this.#meetings.keys()) {
      const state = this.get(meetingId);
      if (state) yield state;
    }
  }

  /**
   * Only what the convener issued is a document of the meeting, and the 会议记录 that this department keeps for itself (31(三):
   * 参会各方应当做好会议记录); a draft is this department's own. The first issue holds.
   */
  document(documentId: string): MeetingDocumentState | undefined {
    const parts = this.#documents.get(documentId);
    const issued = parts?.issued.find(({ actor, payload }) => {
      const isOwnRecord = payload.content.form === 'record' && actor.departmentId === this.ownId;
      return isOwnRecord || this.get(payload.meetingId)?.convenerId === actor.departmentId;
    });
    const draft = parts?.drafted.at(-1);
    const meetingId = issued?.payload.meetingId ?? draft?.payload.meetingId;
    if (!parts || meetingId === undefined || (!issued && draft?.payload.discarded)) return undefined;
    return { documentId, meetingId, draft: issued ? undefined : draft, issued, confirmed: newestOfEach(parts.confirmed) };
  }

  /** In the order in which they were begun. */
  documentsOf(meetingId: string): readonly MeetingDocumentState[] {
    return [...(this.#documentsOf.get(meetingId) ?? [])]
      .sort()
      .flatMap((documentId) => this.document(documentId) ?? [])
      .filter((document) => document.meetingId === meetingId);
  }

  /** Everything that was said about it by whomever, oldest first; what is saved while somebody types is left out. */
  entriesOf(meetingId: string): readonly MeetingEntry[] {
    const parts = this.#meetings.get(meetingId);
    const arranged = parts ? [...parts.convened, ...parts.cancelled, ...parts.noticed, ...parts.proposed, ...parts.answered] : [];
    const recorded = parts ? [...parts.held, ...parts.concluded] : [];
    const issued = [...(this.#documentsOf.get(meetingId) ?? [])].flatMap((documentId) => {
      const document = this.#documents.get(documentId);
      return document ? [...document.issued, ...document.confirmed] : [];
    });
    return [...arranged, ...recorded, ...issued].sort(compareByTime);
  }

  application(applicationId: string): ApplicationState | undefined {
    const all = this.#applications.get(applicationId) ?? [];
    const applied = all.find((entry) => entry.type === 'meeting.applied');
    if (!applied) return undefined;
    const answered = all
      .filter((entry) => entry.type === 'application.answered')
      .filter(({ actor }) => actor.departmentId === applied.payload.application.toId)
      .at(-1);
    return { applicationId, applied, answered };
  }

  *applications(): Iterable<ApplicationState> {
    for (const applicationId of this.#applications.keys()) {
      const state = this.application(applicationId);
      if (state) yield state;
    }
  }
}

function stateOf(meetingId: string, parts: Parts, ownId: string): MeetingState | undefined {
  const convenerId = parts.convened[0]?.actor.departmentId;
  const by = <T extends MeetingEntry>(entries: readonly T[]) => entries.filter(({ actor }) => actor.departmentId === convenerId);
  const arrangements = by(parts.convened);
  const convened = arrangements.at(-1);
  if (convenerId === undefined || !convened) return undefined;
  const cancelled = by(parts.cancelled).at(-1);
  const concluded = by(parts.concluded).at(-1);
  const held = parts.held.at(-1);
  return {
    meetingId,
    convenerId,
    own: convenerId === ownId,
    state: cancelled ? 'cancelled' : held || concluded ? 'held' : 'arranged',
    convened,
    arrangements,
    cancelled,
    noticed: parts.noticed.at(-1),
    proposals: newestProposals(parts.proposed),
    answers: newestOfEach(parts.answered),
    record: held?.payload.record ?? recordOf(convened.payload.arrangement.agenda, parts.noted),
    notedAt: parts.noted.at(-1)?.at,
    held,
    concluded,
  };
}

/** A department speaks for itself: of each the newest word. */
function newestOfEach<T extends EntryOf<'attendance.answered' | 'meetingDocument.confirmed'>>(entries: readonly T[]): readonly T[] {
  const newest = new Map<string, T>();
  for (const entry of entries) newest.set(entry.actor.departmentId, entry);
  return [...newest.values()];
}

/** Whose item it is says the first proposal; only that department changes or withdraws it. */
function newestProposals(entries: readonly EntryOf<'agendaItem.proposed'>[]): readonly EntryOf<'agendaItem.proposed'>[] {
  const owners = new Map<string, string>();
  const newest = new Map<string, EntryOf<'agendaItem.proposed'>>();
  for (const entry of entries) {
    const owner = owners.get(entry.subject) ?? entry.actor.departmentId;
    owners.set(entry.subject, owner);
    if (owner === entry.actor.departmentId) newest.set(entry.subject, entry);
  }
  return [...newest.values()].filter(({ payload }) => !payload.withdrawn);
}

/** Every item of the agenda, and those that were noted beside it. */
function recordOf(agenda: readonly AgendaItem[], notes: readonly EntryOf<'meeting.noted'>[]): MeetingRecord {
  let head: RecordHead = EMPTY_RECORD_HEAD;
  const items = new Map<string, ItemRecord>(agenda.map((item) => [item.itemId, emptyItemRecord(item)]));
  for (const { payload } of notes) {
    if (payload.head) head = payload.head;
    if (payload.item) items.set(payload.item.itemId, payload.item);
  }
  return { head, items: [...items.values()] };
}
