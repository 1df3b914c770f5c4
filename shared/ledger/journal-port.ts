/** The journal as the ledger sees it; the main process keeps the file (electron/journal.ts). */
import type { Result } from '#shared/domain/result.ts';

/** One record of the journal: a commit, i.e. one or more sealed segments that became durable together. */
export interface JournalRecordInfo {
  /** sequence numbers of the first and last segment inside, 1-based, consecutive */
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** hex digests of the segments inside, in order */
  readonly digests: readonly string[];
}

export interface JournalDamage {
  /** byte offset in ledger.journal where unreadable bytes begin, and how many */
  readonly offset: number;
  readonly length: number;
  /** true when it is the file's end: a torn last write */
  readonly tail: boolean;
}

export interface JournalState {
  readonly records: readonly JournalRecordInfo[];
  readonly damages: readonly JournalDamage[];
  /** the head noted after the last acknowledged commit; undefined on a new profile */
  readonly acknowledged: { readonly seq: number; readonly digest: string } | undefined;
  readonly exists: boolean;
}

export interface JournalPort {
  open(): Promise<Result<JournalState>>;
  /** the segments of one record by its position in `records` */
  read(index: number): Promise<Result<readonly Uint8Array[]>>;
  /** appends one commit with fsync; on failure the file is cut back to what it was */
  append(segments: readonly Uint8Array[]): Promise<Result<void>>;
  /** takes back the last append when the other store failed */
  revertLast(): Promise<Result<void>>;
  /** notes the head after both stores have the commit */
  acknowledge(head: { seq: number; digest: string }): Promise<Result<void>>;
  /** moves a damaged journal aside (kept) and starts a new one, atomically put in place by `finishRebuild` */
  beginRebuild(): Promise<Result<void>>;
  addToRebuild(segments: readonly Uint8Array[]): Promise<Result<void>>;
  finishRebuild(): Promise<Result<{ readonly keptAs: string | undefined }>>;
  /** bytes free on the volume of the profile */
  freeBytes(): Promise<Result<number>>;
}
