/**
 * Two copies of the ledger are kept: the working store (IndexedDB) and the journal. At every start both are read, every
 * digest is checked, and the one that is behind or damaged is completed from the other (architecture.md, The ledger).
 *
 * {@link planReconciliation} is a pure function over what was found; `ledger.ts` carries the plan out.
 */
import { GENESIS_DIGEST, type SegmentHeader } from './segment.ts';

/** A segment that was read and whose own digest is right. */
export type FoundSegment = SegmentHeader;

export interface Findings {
  /** good segments in the working store, and the seqs of rows whose bytes are damaged */
  readonly store: { readonly good: readonly FoundSegment[]; readonly damaged: readonly number[] };
  /** good segments in the journal, and whether bytes between or after them are damaged */
  readonly journal: {
    readonly good: readonly FoundSegment[];
    readonly damagedInside: boolean;
    readonly damagedTail: boolean;
    readonly exists: boolean;
  };
  /** the head noted after the last commit that the user was told of */
  readonly acknowledged: { readonly seq: number; readonly digest: string } | undefined;
}

export type Copy = 'store' | 'journal';

export interface ReconciliationPlan {
  /** for each seq from 1 to the head, where it is taken from; lost ones are missing */
  readonly source: ReadonlyMap<number, Copy>;
  readonly headSeq: number;
  readonly headDigest: string;
  /** seqs that neither copy holds whole, or that break the chain: then nothing is written */
  readonly lost: readonly number[];
  /** seqs where both copies are whole but differ */
  readonly conflicting: readonly number[];
  /** seqs to be put into the store from the journal */
  readonly repairStore: readonly number[];
  /** seqs to be appended to the journal from the store (its end was missing) */
  readonly extendJournal: readonly number[];
  /** the journal is damaged inside: write a new one from the segments and keep the old file */
  readonly rebuildJournal: boolean;
  readonly readOnly: boolean;
}

/** Decides what to take from where. Shapes: seqs count from 1 without holes in a healthy ledger. */
export function planReconciliation(findings: Findings): ReconciliationPlan {
  const inStore = new Map(findings.store.good.map((segment) => [segment.seq, segment]));
  const inJournal = new Map(findings.journal.good.map((segment) => [segment.seq, segment]));
  const headSeq = Math.max(
    0,
    ...inStore.keys(),
    ...inJournal.keys(),
    ...findings.store.damaged.filter((seq) => seq <= (findings.acknowledged?.seq ?? 0)),
    findings.acknowledged?.seq ?? 0,
  );
  const source = new Map<number, Copy>();
  const lost: number[] = [];
  let previous: string | undefined = GENESIS_DIGEST;
  for (let seq = 1; seq <= headSeq; seq++) {
    const chosen = choose(inStore.get(seq), inJournal.get(seq), previous);
    if (chosen) source.set(seq, chosen.copy);
    else lost.push(seq);
    previous = chosen?.segment.digest;
  }
  const known = [...source.keys()];
  const conflicting = known.filter((seq) => differ(inStore.get(seq), inJournal.get(seq)));
  const journalSeqs = known.filter((seq) => inJournal.has(seq));
  const journalIsPrefix = journalSeqs.every((seq, index) => seq === index + 1);
  const readOnly = lost.length > 0 || conflicting.length > 0;
  const rebuildJournal = !readOnly && (findings.journal.damagedInside || !journalIsPrefix);
  return {
    source,
    headSeq,
    headDigest: previous ?? GENESIS_DIGEST,
    lost,
    conflicting,
    readOnly,
    repairStore: readOnly ? [] : known.filter((seq) => source.get(seq) === 'journal'),
    rebuildJournal,
    extendJournal: readOnly || rebuildJournal ? [] : known.filter((seq) => seq > (journalSeqs.at(-1) ?? 0)),
  };
}

/** The copy that fits the chain; when the one before is lost, either will do. */
function choose(
  store: FoundSegment | undefined,
  journal: FoundSegment | undefined,
  previous: string | undefined,
): { readonly copy: Copy; readonly segment: FoundSegment } | undefined {
  const fits = (segment: FoundSegment | undefined): segment is FoundSegment =>
    segment !== undefined && (previous === undefined || segment.prevDigest === previous);
  if (fits(store)) return { copy: 'store', segment: store };
  if (fits(journal)) return { copy: 'journal', segment: journal };
  return undefined;
}

/** Both whole and yet different: two histories (say, a restored backup that was written to). A person has to look. */
function differ(store: FoundSegment | undefined, journal: FoundSegment | undefined): boolean {
  return store !== undefined && journal !== undefined && store.digest !== journal.digest;
}
