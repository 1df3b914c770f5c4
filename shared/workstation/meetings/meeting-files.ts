/** Files of meetings and of what followed, as their pages offer them: material of items, documents, evidence of progress. */
import type { Attachment } from '#shared/domain/approval.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { attachmentsOf } from '#shared/ledger/entry-attachments.ts';
import type { Projection } from '#shared/ledger/projection.ts';

/** Of facts that count only: what somebody else says about a meeting or an item opens no file. */
export function meetingFile(projection: Projection, sha256: string): Attachment | undefined {
  for (const entry of entriesWithFiles(projection)) {
    const found = attachmentsOf(entry).find((file) => file.sha256 === sha256);
    if (found) return found;
  }
  return undefined;
}

function* entriesWithFiles({ meetings, actions }: Projection): Iterable<Entry> {
  for (const { history } of actions.values()) yield* history;
  for (const { applied } of meetings.applications()) yield applied;
  for (const { meetingId, arrangements, proposals } of meetings.values()) {
    yield* arrangements;
    yield* proposals;
    for (const { issued } of meetings.documentsOf(meetingId)) if (issued) yield issued;
  }
}
