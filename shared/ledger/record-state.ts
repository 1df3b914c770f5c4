/** A record as the projection shows it: an approval (办法 20) or supervision information (办法 21), with its history. */
import type { Approval } from '#shared/domain/approval.ts';
import { type Supervision, supervisionTitle } from '#shared/domain/supervision.ts';
import type { Entry, EntryOf } from './entry.ts';

interface RecordBase {
  readonly recordId: string;
  /** place in the projection's `records`; never changes */
  readonly position: number;
  /** the department that made the record: the only one that may correct it */
  readonly ownerId: string;
  revision: number;
  /** the time at which the first revision was recorded, UTC */
  readonly recordedAt: string;
  /** entries about this record, in order of time, then id */
  readonly history: Entry[];
  /** different entries with the same revision (two PCs of one department) that nobody has settled */
  conflict: boolean;
}

export interface ApprovalState extends RecordBase {
  readonly kind: 'approval';
  approval: Approval;
}

export interface SupervisionState extends RecordBase {
  readonly kind: 'supervision';
  supervision: Supervision;
}

export type RecordState = ApprovalState | SupervisionState;
export type RecordKind = RecordState['kind'];

export type RecordingEntry = EntryOf<'approval.recorded' | 'supervision.recorded'>;
export type CorrectionEntry = EntryOf<'approval.corrected' | 'supervision.corrected'>;
export type RevisionEntry = RecordingEntry | CorrectionEntry;

export function isRecording(entry: Entry): entry is RecordingEntry {
  return entry.type === 'approval.recorded' || entry.type === 'supervision.recorded';
}

export function isCorrection(entry: Entry): entry is CorrectionEntry {
  return entry.type === 'approval.corrected' || entry.type === 'supervision.corrected';
}

/** Whether the entry says what stands in a record. */
export function isRevision(entry: Entry): entry is RevisionEntry {
  return isRecording(entry) || isCorrection(entry);
}

export function revisionOf(entry: RevisionEntry): number {
  return isRecording(entry) ? 1 : entry.payload.revision;
}

export function kindOf(entry: RevisionEntry): RecordKind {
  return entry.type === 'approval.recorded' || entry.type === 'approval.corrected' ? 'approval' : 'supervision';
}

/** What both kinds have in common: number, counterpart, day, source, attachments. */
export function contentOf(record: RecordState): Approval | Supervision {
  return record.kind === 'approval' ? record.approval : record.supervision;
}

export function contentOfEntry(entry: RevisionEntry): Approval | Supervision {
  return 'approval' in entry.payload ? entry.payload.approval : entry.payload.supervision;
}

/** 事项名称 of an approval; the kind of supervision information, with what 其他 stands for. */
export function titleOf(record: RecordState): string {
  return record.kind === 'approval' ? record.approval.matter : supervisionTitle(record.supervision);
}
