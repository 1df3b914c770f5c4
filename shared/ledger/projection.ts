/**
 * Folds entries into what the screens show: records with their history, packages, departments, keys, mappings. It is
 * rebuilt at every unlock and kept up to date by the same function after every append, so nothing here is ever stored.
 *
 * Folding is order-insensitive where entries travel: a union of entries by id gives the same state whatever order the
 * packages came in (architecture.md, Single writer per fact).
 */
import type { Approval, CounterpartKind } from '#shared/domain/approval.ts';
import type { Department } from '#shared/domain/department.ts';
import type { Supervision } from '#shared/domain/supervision.ts';
import { ActionRegister } from './action-register.ts';
import { type AnswerEntry, isAnswer } from './answers.ts';
import { hasOpenConflict } from './conflicts.ts';
import { type Entry, type EntryOf, hasRecords } from './entry.ts';
import { filesNamedBy } from './entry-attachments.ts';
import { KeyRegister } from './key-register.ts';
import { LetterRegister } from './letter-register.ts';
import { LiaisonRegister } from './liaison-register.ts';
import { MeetingRegister } from './meeting-register.ts';
import { PackageRegister } from './package-register.ts';
import {
  type ApprovalState,
  type CorrectionEntry,
  isCorrection,
  kindOf,
  type RecordingEntry,
  type RecordKind,
  type RecordState,
  type SupervisionState,
} from './record-state.ts';
import { ReviewRegister } from './review-register.ts';

export interface RememberedMapping {
  readonly columns: Readonly<Record<string, string>>;
  readonly constants: Readonly<Record<string, string>>;
}

export class Projection {
  readonly records: RecordState[] = [];
  readonly byRecordId = new Map<string, RecordState>();
  /** few beside the approvals, and asked for apart from them */
  readonly supervisions: SupervisionState[] = [];
  readonly entryIds = new Set<string>();
  /** SHA-256 of the files that any entry names, be it a draft that was given up: entries stay, and own computers are told them with their files */
  readonly namedFiles = new Set<string>();
  readonly packages: PackageRegister;
  readonly letters: LetterRegister;
  readonly reviews: ReviewRegister;
  readonly meetings: MeetingRegister;
  readonly liaisons = new LiaisonRegister();
  readonly actions = new ActionRegister();
  readonly directory = new Map<string, Department>();
  /** departments whose directory packages are believed (办法 19, 27) */
  readonly coordinators = new Map<string, EntryOf<'coordinator.named'>>();
  readonly keys = new KeyRegister();
  /** records with a conflict, of whatever kind */
  readonly conflicts = new Set<string>();
  readonly mappings = new Map<string, RememberedMapping>();
  readonly sourceSystems = new Set<string>();
  readonly recent: Entry[] = [];
  /** what this department said about others' records and packages: the stuff of receipts */
  readonly ownAnswers: AnswerEntry[] = [];
  department: Department | undefined;
  /** entries about records whose first entry hasn't come yet */
  readonly #waiting = new Map<string, Entry[]>();
  readonly #interned = new Map<string, string>();
  /** apart, because in some tables each is different */
  readonly #contents = new Map<string, string>();
  /** the newest entry about each department or profile: what is shown doesn't depend on the order of coming */
  readonly #newest = new Map<string, Entry>();
  #lastActor: Entry['actor'] | undefined;

  constructor(private readonly ownId: string) {
    this.packages = new PackageRegister(ownId);
    this.letters = new LetterRegister(ownId);
    this.reviews = new ReviewRegister(ownId);
    this.meetings = new MeetingRegister(ownId);
  }

  /** The record if it is an approval. */
  approval(recordId: string): ApprovalState | undefined {
    const record = this.byRecordId.get(recordId);
    return record?.kind === 'approval' ? record : undefined;
  }

  supervision(recordId: string): SupervisionState | undefined {
    const record = this.byRecordId.get(recordId);
    return record?.kind === 'supervision' ? record : undefined;
  }

  count(kind: RecordKind): number {
    return kind === 'supervision' ? this.supervisions.length : this.records.length - this.supervisions.length;
  }

  /** Folds entries; those known by id are skipped. Returns the positions of the records that changed. */
  fold(entries: readonly Entry[]): Set<number> {
    const touched = new Set<number>();
    for (const entry of entries) {
      if (this.entryIds.has(entry.id)) continue;
      this.entryIds.add(entry.id);
      for (const sha256 of filesNamedBy(entry)) this.namedFiles.add(sha256);
      for (const position of this.#foldOne(entry)) touched.add(position);
    }
    return touched;
  }

  /** Positions of the records whose row or standing is another now. */
  #foldOne(entry: Entry): readonly number[] {
    this.#noteAnswer(entry);
    let touched: readonly number[] = [];
    switch (entry.type) {
      case 'approval.recorded':
      case 'supervision.recorded':
        return this.#recorded(entry);
      case 'approval.corrected':
      case 'supervision.corrected':
      case 'claim.made':
      case 'claim.returned':
        return this.#aboutRecord(entry);
      case 'department.profiled':
        if (entry.subject === this.ownId && this.#isNewest(entry)) this.department = entry.payload.department;
        break;
      case 'directory.changed':
        if (this.#isOwn(entry) && this.#isNewest(entry)) this.directory.set(entry.subject, entry.payload.department);
        break;
      case 'coordinator.named':
        if (this.#isOwn(entry) && this.#isNewest(entry)) this.coordinators.set(entry.subject, entry);
        break;
      case 'key.learned':
      case 'key.confirmed':
      case 'key.revoked':
        if (this.#isOwn(entry)) this.keys.fold(entry);
        break;
      case 'mapping.remembered':
        if (this.#isNewest(entry)) this.mappings.set(entry.payload.sourceSystem, entry.payload);
        break;
      case 'package.exported':
        this.packages.fold(entry);
        touched = hasRecords(entry.payload.purpose) ? this.#touchRecords(entry.payload.records, entry) : [];
        break;
      case 'package.imported':
        this.packages.fold(entry);
        touched = hasRecords(entry.payload.purpose) ? this.#touchRecords(entry.payload.records, entry) : [];
        break;
      case 'package.handedOver':
        this.packages.fold(entry);
        touched = this.#touchPackage(entry);
        break;
      case 'package.resent':
      case 'gap.reported':
      case 'gap.explained':
        this.packages.fold(entry);
        break;
      case 'letter.drafted':
      case 'letterTemplate.saved':
      case 'numbers.reserved':
        this.letters.fold(entry);
        // An autosave is nothing to tell on the home page.
        return [];
      case 'letter.discarded':
      case 'letter.issued':
      case 'letter.registered':
      case 'number.voided':
      case 'transfer.checked':
        this.letters.fold(entry);
        break;
      case 'review.stepped':
      case 'review.targeted':
        this.reviews.fold(entry);
        break;
      case 'meeting.noted':
      case 'meetingDocument.drafted':
        this.meetings.fold(entry);
        // An autosave again.
        return [];
      case 'meeting.convened':
      case 'meeting.cancelled':
      case 'meeting.noticed':
      case 'agendaItem.proposed':
      case 'attendance.answered':
      case 'meeting.held':
      case 'meeting.concluded':
      case 'meetingDocument.issued':
      case 'meetingDocument.confirmed':
        this.meetings.fold(entry);
        break;
      case 'meeting.applied':
      case 'application.answered':
        this.meetings.foldApplication(entry);
        break;
      case 'liaison.filed':
        this.liaisons.fold(entry);
        break;
      case 'action.assigned':
      case 'action.progressed':
      case 'action.judged':
      case 'action.withdrawn':
        this.actions.fold(entry);
        break;
      case 'card.listed':
      case 'import.committed':
        break;
    }
    this.#remember(entry);
    return touched;
  }

  /** Whom this department believes is its own decision, whoever else's entries may come. */
  #isOwn(entry: Entry): boolean {
    return entry.actor.departmentId === this.ownId;
  }

  #isNewest(entry: Entry): boolean {
    const about = `${entry.type} ${entry.subject}`;
    const known = this.#newest.get(about);
    if (known && compareEntries(known, entry) > 0) return false;
    this.#newest.set(about, entry);
    return true;
  }

  #noteAnswer(entry: Entry): void {
    if (entry.actor.departmentId !== this.ownId) return;
    if (isAnswer(entry)) this.ownAnswers.push(entry);
  }

  /** The last things that happened, for the home page; rows of imports are told by their import. */
  #remember(entry: Entry): void {
    this.recent.push(entry);
    if (this.recent.length > 400) this.recent.splice(0, 200);
  }

  #recorded(entry: RecordingEntry): readonly number[] {
    const existing = this.byRecordId.get(entry.subject);
    if (existing) {
      if (existing.kind !== kindOf(entry)) return [];
      this.#insert(existing, entry);
      this.#noteConflict(existing);
      return [existing.position];
    }
    const record = this.#newRecord(entry);
    this.records.push(record);
    if (record.kind === 'supervision') this.supervisions.push(record);
    this.byRecordId.set(record.recordId, record);
    if (record.kind === 'approval' && record.ownerId === this.ownId) this.sourceSystems.add(record.approval.sourceSystem);
    if (!entry.payload.importId && record.ownerId === this.ownId) this.#remember(entry);
    for (const waiting of this.#waiting.get(record.recordId) ?? []) this.#apply(record, waiting);
    this.#waiting.delete(record.recordId);
    this.#noteConflict(record);
    return [record.position];
  }

  #newRecord(entry: RecordingEntry): RecordState {
    const { actor } = this.#shareCommon(entry);
    const common = {
      recordId: entry.subject,
      position: this.records.length,
      ownerId: actor.departmentId,
      revision: 1,
      recordedAt: entry.at,
      history: [entry],
      conflict: false,
    };
    return entry.type === 'approval.recorded'
      ? { kind: 'approval', approval: this.shareTexts(entry.payload.approval), ...common }
      : { kind: 'supervision', supervision: this.#shareSupervision(entry.payload.supervision), ...common };
  }

  #aboutRecord(entry: Entry): readonly number[] {
    const record = this.byRecordId.get(entry.subject);
    if (record) {
      this.#apply(record, entry);
      this.#noteConflict(record);
      this.#remember(entry);
      return [record.position];
    }
    this.#wait(entry.subject, entry);
    return [];
  }

  #wait(recordId: string, entry: Entry): void {
    const waiting = this.#waiting.get(recordId);
    if (waiting) waiting.push(entry);
    else this.#waiting.set(recordId, [entry]);
  }

  #noteConflict(record: RecordState): void {
    record.conflict = hasOpenConflict(record.history);
    if (record.conflict) this.conflicts.add(record.recordId);
    else this.conflicts.delete(record.recordId);
  }

  #insert(record: RecordState, entry: Entry): void {
    const last = record.history.at(-1);
    record.history.push(entry);
    if (last && compareEntries(last, entry) > 0) record.history.sort(compareEntries);
  }

  #apply(record: RecordState, entry: Entry): void {
    if (isCorrection(entry)) {
      // Single writer per fact: only the department that made a record may correct it, and it stays what it is.
      if (entry.actor.departmentId !== record.ownerId || kindOf(entry) !== record.kind) return;
      const sameRevision = record.history.some((other) => isCorrection(other) && other.payload.revision === entry.payload.revision);
      const wins =
        entry.payload.revision > record.revision ||
        (sameRevision && entry.payload.revision === record.revision && this.#isLater(record, entry));
      if (wins) this.#correct(record, entry);
    }
    this.#insert(record, entry);
  }

  #correct(record: RecordState, entry: CorrectionEntry): void {
    if (record.kind === 'approval' && entry.type === 'approval.corrected') record.approval = this.shareTexts(entry.payload.approval);
    if (record.kind === 'supervision' && entry.type === 'supervision.corrected')
      record.supervision = this.#shareSupervision(entry.payload.supervision);
    record.revision = entry.payload.revision;
  }

  /** Of two entries with the same revision the one with the later id is shown until a person settles it, on every PC alike. */
  #isLater(record: RecordState, entry: CorrectionEntry): boolean {
    return record.history.every(
      (other) => !isCorrection(other) || other.payload.revision !== entry.payload.revision || other.id < entry.id,
    );
  }

  /** The record's history tells of the packages it was in; of records that come later, when they come. */
  #touchRecords(recordIds: readonly string[], entry: Entry): readonly number[] {
    const touched: number[] = [];
    for (const recordId of recordIds) {
      const record = this.byRecordId.get(recordId);
      if (record) {
        this.#insert(record, entry);
        touched.push(record.position);
      } else this.#wait(recordId, entry);
    }
    return touched;
  }

  /** 已交接 shows at every record of the package. */
  #touchPackage(entry: EntryOf<'package.handedOver'>): readonly number[] {
    const sent = this.packages.sent(entry.subject, entry.payload.recipient);
    return (sent?.records ?? []).flatMap((recordId) => this.byRecordId.get(recordId)?.position ?? []);
  }

  /** 100,000 entries of an import share type, actor and import: one of each is kept, and the parsed copies go soon. */
  #shareCommon(entry: RecordingEntry): RecordingEntry {
    const shared: { -readonly [K in keyof typeof entry]: (typeof entry)[K] } = entry;
    const { departmentId, operator } = this.#lastActor ?? entry.actor;
    if (entry.actor.departmentId !== departmentId || entry.actor.operator !== operator) this.#lastActor = undefined;
    this.#lastActor ??= { departmentId: this.#intern(entry.actor.departmentId), operator: entry.actor.operator };
    shared.type = entry.type === 'approval.recorded' ? 'approval.recorded' : 'supervision.recorded';
    shared.actor = this.#lastActor;
    if (entry.payload.importId !== undefined) shared.payload.importId = this.#intern(entry.payload.importId);
    return entry;
  }

  #shareSupervision(supervision: Supervision): Supervision {
    supervision.madeBy = this.#intern(supervision.madeBy);
    supervision.sourceSystem = this.#intern(supervision.sourceSystem);
    return supervision;
  }

  /**
   * 100,000 records share few matters, departments and systems: one string of each is kept, in the approval itself. To be
   * called as soon as an approval arrives, so that the copies are gone before they cost anything.
   */
  shareTexts(approval: Approval): Approval {
    const shared = approval as { -readonly [K in keyof Approval]: Approval[K] };
    shared.matter = this.#intern(approval.matter);
    shared.approvedBy = this.#intern(approval.approvedBy);
    shared.sourceSystem = this.#intern(approval.sourceSystem);
    shared.counterpart.kind = this.#intern(approval.counterpart.kind) as CounterpartKind;
    shared.content = sharedCopy(this.#contents, approval.content, 10_000);
    if (approval.decisionTitle !== undefined) shared.decisionTitle = this.#intern(approval.decisionTitle);
    if (approval.certificateName !== undefined) shared.certificateName = this.#intern(approval.certificateName);
    return approval;
  }

  #intern(text: string): string {
    return sharedCopy(this.#interned, text, 50_000);
  }
}

/** The first text of this wording; when `limit` different ones are known, further ones are not shared. */
function sharedCopy(known: Map<string, string>, text: string, limit: number): string {
  const first = known.get(text);
  if (first !== undefined) return first;
  if (known.size < limit) known.set(text, text);
  return text;
}

export type { RecordState } from './record-state.ts';

export function compareEntries(a: Entry, b: Entry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
