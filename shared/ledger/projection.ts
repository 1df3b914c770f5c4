/**
 * Folds entries into what the screens show: records with their history, packages, departments, keys, mappings. It is
 * rebuilt at every unlock and kept up to date by the same function after every append, so nothing here is ever stored.
 *
 * Folding is order-insensitive where entries travel: a union of entries by id gives the same state whatever order the
 * packages came in (architecture.md, Single writer per fact).
 */
import type { Approval, CounterpartKind } from '#shared/domain/approval.ts';
import type { Department } from '#shared/domain/department.ts';
import type { Entry, EntryOf, PackagePurpose } from './entry.ts';

export interface RecordState {
  readonly recordId: string;
  /** place in {@link Projection.records}; never changes */
  readonly position: number;
  /** the department that made the record: the only one that may correct it */
  readonly ownerId: string;
  approval: Approval;
  revision: number;
  /** the time at which the first revision was recorded, UTC */
  readonly recordedAt: string;
  /** entries about this record, in order of time, then id */
  readonly history: Entry[];
  /** two different entries with the same revision (two PCs of one department): a person has to settle it */
  conflict: boolean;
}

export interface PackageState {
  readonly packageId: string;
  readonly direction: 'out' | 'in';
  readonly purpose: PackagePurpose;
  readonly title: string;
  /** recipient for `out`, sender for `in` */
  readonly departmentId: string;
  readonly sequence: number;
  readonly at: string;
  readonly records: readonly string[];
  readonly fileName: string;
  readonly fileSha256: string;
  readonly answers: readonly string[];
  /** out: when the recipient imported it, by its receipt */
  receivedAt: string | undefined;
}

export interface ConfirmedKey {
  readonly fingerprint: string;
  readonly publicKeyPem: string;
  readonly against: string;
  readonly at: string;
}

export interface RememberedMapping {
  readonly columns: Readonly<Record<string, string>>;
  readonly constants: Readonly<Record<string, string>>;
}

export class Projection {
  readonly records: RecordState[] = [];
  readonly byRecordId = new Map<string, RecordState>();
  readonly entryIds = new Set<string>();
  readonly packages = new Map<string, PackageState>();
  /** receipts that came before the package they answer was known here (two PCs of one department): package id → when */
  readonly earlyReceipts = new Map<string, string>();
  readonly directory = new Map<string, Department>();
  readonly keys = new Map<string, ConfirmedKey>();
  readonly mappings = new Map<string, RememberedMapping>();
  readonly sourceSystems = new Set<string>();
  readonly recent: Entry[] = [];
  /** what this department said about others' records and packages: the stuff of receipts */
  readonly ownAnswers: EntryOf<'package.imported' | 'claim.made' | 'claim.returned'>[] = [];
  readonly receiptsSent: { readonly recipient: string; readonly entries: readonly string[] }[] = [];
  department: Department | undefined;
  /** entries about records whose first entry hasn't come yet */
  readonly #waiting = new Map<string, Entry[]>();
  readonly #interned = new Map<string, string>();
  /** apart, because in some tables each is different */
  readonly #contents = new Map<string, string>();
  #lastActor: Entry['actor'] | undefined;

  constructor(private readonly ownId: string) {}

  /** Folds entries; those known by id are skipped. Returns the positions of the records that changed. */
  fold(entries: readonly Entry[]): Set<number> {
    const touched = new Set<number>();
    for (const entry of entries) {
      if (this.entryIds.has(entry.id)) continue;
      this.entryIds.add(entry.id);
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
        return [this.#recorded(entry)];
      case 'approval.corrected':
      case 'claim.made':
      case 'claim.returned':
        return this.#aboutRecord(entry);
      case 'department.profiled':
        if (entry.subject === this.ownId) this.department = entry.payload.department;
        break;
      case 'directory.changed':
        this.directory.set(entry.subject, entry.payload.department);
        break;
      case 'key.confirmed': {
        const { fingerprint, publicKeyPem, against } = entry.payload;
        this.keys.set(entry.payload.departmentId, { fingerprint, publicKeyPem, against, at: entry.at });
        break;
      }
      case 'mapping.remembered':
        this.mappings.set(entry.payload.sourceSystem, entry.payload);
        break;
      case 'package.exported':
        touched = this.#exported(entry);
        break;
      case 'package.imported':
        touched = this.#imported(entry);
        break;
      case 'import.committed':
        break;
    }
    this.#remember(entry);
    return touched;
  }

  #noteAnswer(entry: Entry): void {
    if (entry.actor.departmentId !== this.ownId) return;
    if (entry.type === 'package.imported' || entry.type === 'claim.made' || entry.type === 'claim.returned') this.ownAnswers.push(entry);
  }

  /** The last things that happened, for the home page; rows of imports are told by their import. */
  #remember(entry: Entry): void {
    this.recent.push(entry);
    if (this.recent.length > 400) this.recent.splice(0, 200);
  }

  #recorded(entry: EntryOf<'approval.recorded'>): number {
    const existing = this.byRecordId.get(entry.subject);
    if (existing) {
      existing.history.push(entry);
      existing.conflict = true;
      return existing.position;
    }
    const { actor } = this.#shareCommon(entry);
    const approval = this.shareTexts(entry.payload.approval);
    const record: RecordState = {
      recordId: entry.subject,
      position: this.records.length,
      ownerId: actor.departmentId,
      approval,
      revision: 1,
      recordedAt: entry.at,
      history: [entry],
      conflict: false,
    };
    this.records.push(record);
    this.byRecordId.set(record.recordId, record);
    if (record.ownerId === this.ownId) this.sourceSystems.add(approval.sourceSystem);
    if (!entry.payload.importId && record.ownerId === this.ownId) this.#remember(entry);
    for (const waiting of this.#waiting.get(record.recordId) ?? []) this.#apply(record, waiting);
    this.#waiting.delete(record.recordId);
    return record.position;
  }

  #aboutRecord(entry: Entry): readonly number[] {
    const record = this.byRecordId.get(entry.subject);
    if (record) {
      this.#apply(record, entry);
      this.#remember(entry);
      return [record.position];
    }
    const waiting = this.#waiting.get(entry.subject);
    if (waiting) waiting.push(entry);
    else this.#waiting.set(entry.subject, [entry]);
    return [];
  }

  #apply(record: RecordState, entry: Entry): void {
    if (entry.type === 'approval.corrected') {
      // Single writer per fact: only the department that made a record may correct it.
      if (entry.actor.departmentId !== record.ownerId) return;
      const sameRevision = record.history.some(
        (other) => other.type === 'approval.corrected' && other.payload.revision === entry.payload.revision,
      );
      if (sameRevision) record.conflict = true;
      const wins =
        entry.payload.revision > record.revision ||
        (sameRevision && entry.payload.revision === record.revision && this.#isLater(record, entry));
      if (wins) {
        record.approval = this.shareTexts(entry.payload.approval);
        record.revision = entry.payload.revision;
      }
    }
    record.history.push(entry);
    const last = record.history.at(-2);
    if (last && compareEntries(last, entry) > 0) record.history.sort(compareEntries);
  }

  /** Of two entries with the same revision the one with the later id is shown until a person settles it, on every PC alike. */
  #isLater(record: RecordState, entry: EntryOf<'approval.corrected'>): boolean {
    return record.history.every(
      (other) => other.type !== 'approval.corrected' || other.payload.revision !== entry.payload.revision || other.id < entry.id,
    );
  }

  #exported(entry: EntryOf<'package.exported'>): readonly number[] {
    const { purpose, title, recipient, sequence, records, fileName, fileSha256, answers } = entry.payload;
    this.packages.set(entry.subject, {
      packageId: entry.subject,
      direction: 'out',
      purpose,
      title,
      departmentId: recipient,
      sequence,
      at: entry.at,
      records,
      fileName,
      fileSha256,
      answers: answers ?? [],
      receivedAt: this.earlyReceipts.get(entry.subject),
    });
    if (purpose !== 'receipt') return this.#touchRecords(records, entry);
    this.receiptsSent.push({ recipient, entries: entry.payload.told ?? [] });
    return [];
  }

  #imported(entry: EntryOf<'package.imported'>): readonly number[] {
    const { purpose, title, sender, sequence, records, fileSha256 } = entry.payload;
    if (entry.actor.departmentId !== this.ownId) {
      // The other side's word, come by receipt, that it has our package.
      const sent = this.packages.get(entry.subject);
      if (sent && sent.departmentId === entry.actor.departmentId) sent.receivedAt ??= entry.at;
      else this.earlyReceipts.set(entry.subject, entry.at);
    } else {
      this.packages.set(entry.subject, {
        packageId: entry.subject,
        direction: 'in',
        purpose,
        title,
        departmentId: sender,
        sequence,
        at: entry.at,
        records,
        fileName: '',
        fileSha256,
        answers: [],
        receivedAt: entry.at,
      });
    }
    return purpose === 'approvals' ? this.#touchRecords(records, entry) : [];
  }

  #touchRecords(recordIds: readonly string[], entry: Entry): readonly number[] {
    const touched: number[] = [];
    for (const recordId of recordIds) {
      const record = this.byRecordId.get(recordId);
      if (!record) continue;
      record.history.push(entry);
      record.history.sort(compareEntries);
      touched.push(record.position);
    }
    return touched;
  }

  /** 100,000 entries of an import share type, actor and import: one of each is kept, and the parsed copies go soon. */
  #shareCommon(entry: EntryOf<'approval.recorded'>): EntryOf<'approval.recorded'> {
    const shared: { -readonly [K in keyof typeof entry]: (typeof entry)[K] } = entry;
    const { departmentId, operator } = this.#lastActor ?? entry.actor;
    if (entry.actor.departmentId !== departmentId || entry.actor.operator !== operator) this.#lastActor = undefined;
    this.#lastActor ??= { departmentId: this.#intern(entry.actor.departmentId), operator: entry.actor.operator };
    shared.type = 'approval.recorded';
    shared.actor = this.#lastActor;
    if (entry.payload.importId !== undefined) shared.payload.importId = this.#intern(entry.payload.importId);
    return entry;
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

export function compareEntries(a: Entry, b: Entry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
