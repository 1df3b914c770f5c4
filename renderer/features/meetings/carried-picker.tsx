/** Takes what was not agreed before into an agenda (办法 31(三)); what goes to the 联席会议 only into one. */
import { Select } from 'antd';
import type { AgendaItem, MeetingKind } from '#shared/domain/meeting.ts';
import { workstation } from '../../app/workstation-client.ts';
import { useAsync } from '../../components/use-async.ts';
import { text } from './text.ts';

export interface CarriedPickerProps {
  readonly kind: MeetingKind;
  readonly agenda: readonly AgendaItem[];
  readonly onTake: (items: readonly AgendaItem[]) => void;
}

export function CarriedPicker({ kind, agenda, onTake }: CarriedPickerProps) {
  const carried = useAsync(() => workstation().carriedItems()).value ?? [];
  const taken = new Set(agenda.map(({ carriedFrom }) => carriedFrom && `${carriedFrom.meetingId} ${carriedFrom.itemId}`));
  const free = carried.filter(
    ({ meetingId, itemId, next }) => !taken.has(`${meetingId} ${itemId}`) && (next === 'nextMeeting' || kind === 'jointConference'),
  );
  if (free.length === 0) return null;
  return (
    <Select<string | null>
      size="small"
      value={null}
      placeholder={text.form.takeCarried}
      style={{ width: 260 }}
      options={free.map(({ itemId, title, heldOn }) => ({ value: itemId, label: `${title}（${heldOn}）` }))}
      onChange={(itemId) => onTake(free.filter((row) => row.itemId === itemId).map(({ item }) => item))}
      data-testid="meetingForm.takeCarried"
    />
  );
}
