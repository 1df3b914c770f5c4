/** What is arranged. */
import { MEETING_KINDS } from '#shared/domain/meeting.ts';
import type { MeetingDetail } from '#shared/workstation/meetings/meetings-api.ts';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import { text } from './text.ts';

const words = text.detail.facts;

export function ArrangementTab({ detail: { arrangement, row } }: { readonly detail: MeetingDetail }) {
  const { kind } = arrangement;
  return (
    <DescriptionGrid
      columns={2}
      items={[
        { key: 'kind', label: words.kind, value: `${MEETING_KINDS[kind].name}（办法${MEETING_KINDS[kind].article}）` },
        { key: 'issue', label: words.issue, value: row.issue },
        { key: 'when', label: words.when, value: `${row.date} ${row.time}` },
        { key: 'place', label: words.place, value: row.place },
        { key: 'convener', label: words.convener, value: row.convener },
        { key: 'contact', label: words.contact, value: arrangement.contact },
        { key: 'chair', label: words.chair, value: arrangement.chair },
        { key: 'recorder', label: words.recorder, value: arrangement.recorder },
        { key: 'parties', label: words.parties, value: arrangement.parties.map(({ name }) => name).join('、'), span: 'filled' },
        { key: 'collectUntil', label: words.collectUntil, value: arrangement.collectUntil, span: 'filled' },
        { key: 'remarks', label: words.remarks, value: arrangement.remarks, span: 'filled' },
      ]}
    />
  );
}
