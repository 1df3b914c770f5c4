/**
 * Where a record stands between departments: pushed to whom, received, claimed or returned, and by when an answer is
 * due (办法 20(一), 21(二)). Derived from the record's entries, never stored.
 */
import type { IsoDate } from '#shared/domain/approval.ts';
import { CLAIM_WORKING_DAYS, PENALTY_PUSH_WORKING_DAYS } from '#shared/domain/deadlines.ts';
import { mustBePushedInTime } from '#shared/domain/supervision.ts';
import { addWorkingDays } from '#shared/domain/working-calendar.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { Projection, RecordState } from '#shared/ledger/projection.ts';
import type { ApprovalStatus } from '../api.ts';
import { localDate } from '../context.ts';

/** One recipient's side of an own record. */
export interface Push {
  readonly recipientId: string;
  readonly packageId: string;
  readonly exportedAt: string;
  readonly handedOverAt: string | undefined;
  receivedAt: string | undefined;
  answer: 'claimed' | 'returned' | undefined;
  answeredAt: string | undefined;
  /** by the package that the recipient answered: the same record may have gone out in several */
  readonly answers: Map<string, 'claimed' | 'returned'>;
}

export interface Standing {
  readonly status: ApprovalStatus;
  readonly pushes: readonly Push[];
  /** the package by which a received record came first */
  readonly receivedBy: { readonly packageId: string; readonly at: string } | undefined;
  /** last day to claim, while an answer is still awaited, or to push, where 21(二) gives one; `estimated`: a year's holiday notice isn't published yet */
  readonly deadline: { readonly dueOn: IsoDate; readonly estimated: boolean } | undefined;
}

export function standingOf(record: RecordState, projection: Projection, ownId: string): Standing {
  return record.ownerId === ownId ? standingOfOwn(record, projection) : standingOfReceived(record, ownId);
}

/** Shared by all records that are in no package: after a large import that is nearly all. */
const NOT_PUSHED: Standing = Object.freeze({ status: 'notPushed', pushes: Object.freeze([]), receivedBy: undefined, deadline: undefined });

function standingOfOwn(record: RecordState, projection: Projection): Standing {
  if (!record.history.some((entry) => entry.type === 'package.exported')) return notPushed(record);
  const pushes = new Map<string, Push>();
  for (const entry of record.history) applyToPushes(pushes, entry, projection);
  const all = [...pushes.values()];
  const waiting = all.filter((push) => push.answer === undefined);
  // Counted from the day the recipient took it in; until its receipt says so, from the day it was handed over or written.
  const earliest = waiting.map((push) => push.receivedAt ?? push.handedOverAt ?? push.exportedAt).sort()[0];
  return {
    status: ownStatus(all),
    pushes: all,
    receivedBy: undefined,
    deadline: earliest === undefined ? undefined : dueFrom(earliest),
  };
}

/** 办法 21(二): what may affect an approval has seven working days to be pushed, the day of the decision not counted. */
function notPushed(record: RecordState): Standing {
  if (record.kind === 'approval' || !mustBePushedInTime(record.supervision)) return NOT_PUSHED;
  return { ...NOT_PUSHED, deadline: dueAfter(record.supervision.decidedOn, PENALTY_PUSH_WORKING_DAYS) };
}

function ownStatus(pushes: readonly Push[]): ApprovalStatus {
  if (pushes.length === 0) return 'notPushed';
  if (pushes.some((push) => push.answer === 'returned')) return 'returned';
  if (pushes.every((push) => push.answer === 'claimed')) return 'claimed';
  if (pushes.some((push) => push.receivedAt !== undefined)) return 'received';
  return pushes.some((push) => push.handedOverAt !== undefined) ? 'handedOver' : 'pushed';
}

function applyToPushes(pushes: Map<string, Push>, entry: Entry, projection: Projection): void {
  switch (entry.type) {
    case 'package.exported': {
      const previous = pushes.get(entry.payload.recipient);
      // Pushing again after a return asks anew; pushing again while it is claimed changes nothing.
      if (previous && previous.answer !== 'returned') return;
      const { packages } = projection;
      const sent = packages.sent(entry.subject, entry.payload.recipient);
      pushes.set(entry.payload.recipient, {
        recipientId: entry.payload.recipient,
        packageId: entry.subject,
        exportedAt: entry.at,
        handedOverAt: sent && packages.handover(sent)?.at,
        receivedAt: sent && packages.receivedAt(sent),
        answer: undefined,
        answeredAt: undefined,
        answers: previous?.answers ?? new Map(),
      });
      return;
    }
    case 'package.imported': {
      const push = pushes.get(entry.actor.departmentId);
      if (push) push.receivedAt ??= entry.at;
      return;
    }
    case 'claim.made':
    case 'claim.returned': {
      // Only a department that the record was pushed to has a say about it.
      const push = pushes.get(entry.actor.departmentId);
      if (!push) return;
      push.answer = entry.type === 'claim.made' ? 'claimed' : 'returned';
      push.answers.set(entry.payload.packageId, push.answer);
      push.answeredAt = entry.at;
      push.receivedAt ??= entry.at;
      return;
    }
    default:
  }
}

function standingOfReceived(record: RecordState, ownId: string): Standing {
  let receivedBy: Standing['receivedBy'];
  let status: ApprovalStatus = 'toClaim';
  const seen = new Set<string>();
  for (const entry of record.history) {
    if (entry.actor.departmentId !== ownId) continue;
    if (entry.type === 'package.imported') {
      // Two computers of this department may take in the same package: that asks only once.
      if (seen.has(entry.subject)) continue;
      seen.add(entry.subject);
      receivedBy ??= { packageId: entry.subject, at: entry.at };
      // Sent again after we returned it: asked anew.
      if (status === 'returned') {
        status = 'toClaim';
        receivedBy = { packageId: entry.subject, at: entry.at };
      }
    } else if (entry.type === 'claim.made') status = 'claimed';
    else if (entry.type === 'claim.returned') status = 'returned';
  }
  const open = status === 'toClaim' && receivedBy !== undefined;
  return { status, pushes: [], receivedBy, deadline: open && receivedBy ? dueFrom(receivedBy.at) : undefined };
}

/** 办法 20(一): three working days, the day of arrival not counted. One day has one answer, so answers are kept. */
function dueFrom(at: string): NonNullable<Standing['deadline']> {
  const day = localDate(at);
  const known = DUE.get(day);
  if (known) return known;
  const due = dueAfter(day, CLAIM_WORKING_DAYS);
  DUE.set(day, due);
  return due;
}

function dueAfter(day: IsoDate, workingDays: number): NonNullable<Standing['deadline']> {
  const { date: dueOn, estimated } = addWorkingDays(day, workingDays);
  return { dueOn, estimated };
}

const DUE = new Map<IsoDate, NonNullable<Standing['deadline']>>();
