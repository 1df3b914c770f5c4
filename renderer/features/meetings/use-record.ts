/** The record on the screen: what changes it, saving every few seconds, and what was taken away. */
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ItemRecord, MeetingRecord, RecordHead } from '#shared/domain/meeting.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import { workstation } from '../../app/workstation-client.ts';
import { type Autosave, useAutosave } from '../../components/use-autosave.ts';
import { changedParts, type Removal, restored, withHead, withItem } from './record-model.ts';

/** a meeting is typed along without a pause: so long at the most between two saves */
const LONGEST_MS = 6000;
/** removed lines that can come back */
const REMOVALS = 50;

export interface RecordEditor {
  readonly record: MeetingRecord;
  readonly editable: boolean;
  readonly saving: Autosave;
  readonly changeHead: (head: Partial<RecordHead>) => void;
  /** by what stands there now, so that two changes in one moment both count */
  readonly changeItem: (itemId: string, change: (item: ItemRecord) => ItemRecord) => void;
  readonly changeRecord: (change: (record: MeetingRecord) => MeetingRecord) => void;
  /** the line taken away last, for as long as it can come back */
  readonly removal: Removal | undefined;
  readonly removed: (removal: Removal) => void;
  /** puts it back, and tells which it was */
  readonly restore: () => Removal | undefined;
}

export interface RecordStart {
  readonly meetingId: string;
  readonly record: MeetingRecord;
  readonly editable: boolean;
  /** a correction of a closed record is one act with a reason: nothing of it is saved before */
  readonly autosave: boolean;
}

export function useRecord({ meetingId, record: start, editable, autosave }: RecordStart): RecordEditor {
  const [record, setRecord] = useState(start);
  const [removals, setRemovals] = useState<readonly Removal[]>([]);
  const write = useCallback((now: MeetingRecord, before: MeetingRecord) => note(meetingId, now, before), [meetingId]);
  const saving = useAutosave(record, write, { readOnly: !editable || !autosave, longest: LONGEST_MS });
  const changeRecord = useCallback<RecordEditor['changeRecord']>(
    (change) => {
      if (editable) setRecord(change);
    },
    [editable],
  );
  const changeHead = useCallback<RecordEditor['changeHead']>((head) => changeRecord((now) => withHead(now, head)), [changeRecord]);
  const changeItem = useCallback<RecordEditor['changeItem']>(
    (itemId, change) =>
      changeRecord((now) => {
        const item = now.items.find((other) => other.itemId === itemId);
        return item ? withItem(now, change(item)) : now;
      }),
    [changeRecord],
  );
  const removed = useCallback((removal: Removal) => setRemovals((before) => [...before.slice(1 - REMOVALS), removal]), []);
  const latest = useRef(removals);
  latest.current = removals;
  const restore = useCallback(() => {
    const last = latest.current.at(-1);
    if (!last) return undefined;
    setRemovals((before) => before.slice(0, -1));
    changeRecord((now) => restored(now, last));
    return last;
  }, [changeRecord]);
  const removal = removals.at(-1);
  return useMemo(
    () => ({ record, editable, saving, changeHead, changeItem, changeRecord, removal, removed, restore }),
    [record, editable, saving, changeHead, changeItem, changeRecord, removal, removed, restore],
  );
}

/** Only what changed; the head goes along with the first item, and each further item is a note of its own. */
async function note(meetingId: string, now: MeetingRecord, before: MeetingRecord): Promise<Result<void>> {
  const { head, items } = changedParts(before, now);
  const [first, ...others] = items;
  if (head || first) {
    const noted = await workstation().noteMeeting({ meetingId, ...(head && { head }), ...(first && { item: first }) });
    if (!noted.ok) return noted;
  }
  for (const item of others) {
    const noted = await workstation().noteMeeting({ meetingId, item });
    if (!noted.ok) return noted;
  }
  return ok(undefined);
}
