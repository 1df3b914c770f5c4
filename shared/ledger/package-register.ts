/**
 * What went out and came in, what became of it, and which numbers are missing. Every question has the same answer in
 * whatever order the entries came: from this computer, from the department's other computers, or by receipts.
 */
import type { Entry, EntryOf, PackagePurpose, PackageRecipe } from './entry.ts';

export type PackageEntry = EntryOf<
  'package.exported' | 'package.imported' | 'package.handedOver' | 'package.resent' | 'gap.reported' | 'gap.explained'
>;

export interface PackageState {
  /** out: package and recipient; in: package. Unique. */
  readonly key: string;
  readonly packageId: string;
  readonly direction: 'out' | 'in';
  readonly purpose: PackagePurpose;
  readonly title: string;
  /** recipient for `out`, sender for `in` */
  readonly departmentId: string;
  readonly sequence: number;
  /** the sender's computer that counted; empty for packages of version 1 and of other tools */
  readonly series: string;
  readonly at: string;
  readonly records: readonly string[];
  readonly attachments: number;
  readonly sealed: boolean;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly fileSm3: string;
  readonly fileSize: number | undefined;
  readonly answers: readonly string[];
}

/** Numbers that lie before the highest one that came, and didn't come. */
export interface Gap {
  readonly departmentId: string;
  readonly series: string;
  readonly missing: readonly number[];
  readonly explained: readonly EntryOf<'gap.explained'>[];
}

export class PackageRegister {
  readonly #states = new Map<string, PackageState>();
  readonly #recipes = new Map<string, PackageRecipe>();
  /** out key → the recipient's own word that it has it, the earliest */
  readonly #received = new Map<string, string>();
  readonly #handovers = new Map<string, EntryOf<'package.handedOver'>>();
  readonly #resent = new Map<string, EntryOf<'package.resent'>[]>();
  /** department and series → what they say they lack of ours, the newest word */
  readonly #reports = new Map<string, EntryOf<'gap.reported'>>();
  /** department and series → what we told them that we lack, the newest word */
  readonly #ownReports = new Map<string, EntryOf<'gap.reported'>>();
  readonly #explanations: EntryOf<'gap.explained'>[] = [];
  /** package → what was inside, of those that carry words about meetings */
  readonly #inside = new Map<string, readonly string[]>();
  readonly #recipients = new Map<string, string[]>();
  readonly #told = new Map<string, Set<string>>();
  readonly receiptsSent: { readonly recipient: string; readonly entries: readonly string[] }[] = [];

  constructor(private readonly ownId: string) {}

  fold(entry: PackageEntry): void {
    switch (entry.type) {
      case 'package.exported':
        this.#exported(entry);
        break;
      case 'package.imported':
        this.#imported(entry);
        break;
      case 'package.handedOver': {
        const key = outKey(entry.subject, entry.payload.recipient);
        if (isLater(entry, this.#handovers.get(key))) this.#handovers.set(key, entry);
        break;
      }
      case 'package.resent': {
        const key = outKey(entry.subject, entry.payload.recipient);
        this.#resent.set(key, [...(this.#resent.get(key) ?? []), entry].sort(compare));
        break;
      }
      case 'gap.reported':
        this.#reported(entry);
        break;
      case 'gap.explained':
        if (entry.actor.departmentId === this.ownId) this.#explanations.push(entry);
        break;
    }
  }

  #exported(entry: EntryOf<'package.exported'>): void {
    if (entry.actor.departmentId !== this.ownId) return;
    const { payload } = entry;
    const key = outKey(entry.subject, payload.recipient);
    this.#states.set(key, {
      key,
      packageId: entry.subject,
      direction: 'out',
      purpose: payload.purpose,
      title: payload.title,
      departmentId: payload.recipient,
      sequence: payload.sequence,
      series: payload.series ?? '',
      at: entry.at,
      records: payload.records,
      attachments: payload.attachments ?? 0,
      sealed: payload.sealed ?? false,
      fileName: payload.fileName,
      fileSha256: payload.fileSha256,
      fileSm3: payload.fileSm3 ?? '',
      fileSize: payload.fileSize,
      answers: payload.answers ?? [],
    });
    if (payload.recipe) this.#recipes.set(entry.subject, payload.recipe);
    if (payload.purpose === 'receipt') this.receiptsSent.push({ recipient: payload.recipient, entries: payload.told ?? [] });
    if (payload.purpose === 'meetings' || payload.purpose === 'receipt') this.#noteTold(entry);
  }

  /** The recipe stands with one recipient of a package only, and the entries of the others may come before or after it. */
  #noteTold({ subject, payload }: EntryOf<'package.exported'>): void {
    const inside = payload.recipe?.entryIds ?? payload.told ?? this.#inside.get(subject) ?? [];
    this.#inside.set(subject, inside);
    const recipients = [...(this.#recipients.get(subject) ?? []), payload.recipient];
    this.#recipients.set(subject, recipients);
    for (const recipient of recipients) {
      const told = this.#told.get(recipient) ?? new Set();
      this.#told.set(recipient, told);
      for (const entryId of inside) told.add(entryId);
    }
  }

  #imported(entry: EntryOf<'package.imported'>): void {
    const { purpose, title, sender, sequence, series, records, sealed, fileSha256 } = entry.payload;
    if (entry.actor.departmentId !== this.ownId) {
      // The other side's word, come by receipt, that it has our package.
      const key = outKey(entry.subject, entry.actor.departmentId);
      const known = this.#received.get(key);
      if (sender === this.ownId && (known === undefined || entry.at < known)) this.#received.set(key, entry.at);
      return;
    }
    const known = this.#states.get(entry.subject);
    // Two computers of this department took in the same package: the first one counts.
    if (known && known.at <= entry.at) return;
    this.#states.set(entry.subject, {
      key: entry.subject,
      packageId: entry.subject,
      direction: 'in',
      purpose,
      title,
      departmentId: sender,
      sequence,
      series: series ?? '',
      at: entry.at,
      records,
      attachments: 0,
      sealed: sealed ?? false,
      fileName: '',
      fileSha256,
      fileSm3: '',
      fileSize: undefined,
      answers: [],
    });
  }

  #reported(entry: EntryOf<'gap.reported'>): void {
    const own = entry.actor.departmentId === this.ownId;
    const reports = own ? this.#ownReports : this.#reports;
    const key = `${own ? entry.subject : entry.actor.departmentId} ${entry.payload.series}`;
    if ((own || entry.subject === this.ownId) && isLater(entry, reports.get(key))) reports.set(key, entry);
  }

  values(): Iterable<PackageState> {
    return this.#states.values();
  }

  /** by its unique key */
  get(key: string): PackageState | undefined {
    return this.#states.get(key);
  }

  sent(packageId: string, recipient: string): PackageState | undefined {
    return this.#states.get(outKey(packageId, recipient));
  }

  hasImported(packageId: string): boolean {
    return this.#states.get(packageId)?.direction === 'in';
  }

  /** Ids of the entries that packages of meetings and receipts have carried to that department. */
  told(recipient: string): ReadonlySet<string> {
    return this.#told.get(recipient) ?? NOTHING;
  }

  recipe(packageId: string): PackageRecipe | undefined {
    return this.#recipes.get(packageId);
  }

  /** when the recipient took it in, by its receipt */
  receivedAt(state: PackageState): string | undefined {
    return state.direction === 'out' ? this.#received.get(state.key) : state.at;
  }

  handover(state: PackageState): EntryOf<'package.handedOver'> | undefined {
    return this.#handovers.get(state.key);
  }

  resent(state: PackageState): readonly EntryOf<'package.resent'>[] {
    return this.#resent.get(state.key) ?? [];
  }

  /** The next number from this computer to that department, and the package before it. */
  next(series: string, recipient: string): { readonly sequence: number; readonly previous: string | undefined } {
    let last: PackageState | undefined;
    for (const state of this.#states.values()) {
      if (
        state.direction === 'out' &&
        state.departmentId === recipient &&
        state.series === series &&
        state.sequence > (last?.sequence ?? 0)
      )
        last = state;
    }
    return { sequence: (last?.sequence ?? 0) + 1, previous: last?.packageId };
  }

  /** Of one sender's computer; with `coming`, as if that number had come too. */
  gap(departmentId: string, series: string, coming?: number): Gap {
    const came = new Set<number>(coming === undefined ? [] : [coming]);
    for (const state of this.#states.values())
      if (state.direction === 'in' && state.departmentId === departmentId && state.series === series) came.add(state.sequence);
    const explained = this.#explanations.filter((entry) => entry.subject === departmentId && entry.payload.series === series).sort(compare);
    for (const entry of explained) for (const number of entry.payload.sequences) came.add(number);
    const missing: number[] = [];
    const highest = Math.max(0, ...came);
    for (let number = 1; number < highest && missing.length < MAX_MISSING; number += 1) if (!came.has(number)) missing.push(number);
    return { departmentId, series, missing, explained };
  }

  /** Every sender's computer that counts (packages of version 1 and of other tools don't say which), with what is missing. */
  gaps(): readonly Gap[] {
    const senders = new Map<string, readonly [string, string]>();
    for (const { direction, departmentId, series } of this.#states.values())
      if (direction === 'in' && series !== '') senders.set(`${departmentId} ${series}`, [departmentId, series]);
    return [...senders.values()].map(([departmentId, series]) => this.gap(departmentId, series));
  }

  /** What we last told that department that we lack. */
  toldMissing(departmentId: string, series: string): readonly number[] {
    return this.#ownReports.get(`${departmentId} ${series}`)?.payload.missing ?? [];
  }

  /** Our packages that they say they lack and haven't acknowledged since. */
  reportedMissing(): readonly { readonly departmentId: string; readonly series: string; readonly sequences: readonly number[] }[] {
    const acknowledged = new Set<string>();
    for (const state of this.#states.values())
      if (state.direction === 'out' && this.#received.has(state.key))
        acknowledged.add(`${state.departmentId} ${state.series} ${state.sequence}`);
    return [...this.#reports.values()].flatMap(({ actor, payload }) => {
      const { departmentId } = actor;
      const sequences = payload.missing.filter((number) => !acknowledged.has(`${departmentId} ${payload.series} ${number}`));
      return sequences.length > 0 ? [{ departmentId, series: payload.series, sequences }] : [];
    });
  }
}

const NOTHING: ReadonlySet<string> = new Set();

/** what one report can name */
const MAX_MISSING = 1000;

function outKey(packageId: string, recipient: string): string {
  return `${packageId}>${recipient}`;
}

function compare(a: Entry, b: Entry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function isLater(entry: Entry, known: Entry | undefined): boolean {
  return known === undefined || compare(known, entry) < 0;
}
