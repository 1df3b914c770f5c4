/** 函告 of 办法 21(三): those that wait for this department first, by the day that comes next. */
import { type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import type { ReviewDetail } from '#shared/workstation/handling/handling-api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { useAsync } from '../../components/use-async.ts';
import { HandlingPanel } from './panel-frame.tsx';
import { Clock } from './review-clock.tsx';
import { ReviewDrawer } from './review-drawer.tsx';
import { text } from './text.ts';

const words = text.reviews;

export function ReviewsPanel({ show }: { readonly show?: string }) {
  const reviews = useAsync(() => workstation().reviewDetails());
  const [opened, setOpened] = useState(show);
  const rows = reviews.value ?? [];
  return (
    <HandlingPanel testId="reviews" hint={words.hint} list={reviews}>
      <RowTable<ReviewDetail>
        open={text.look}
        rows={reviews.value}
        idOf={(row) => row.reviewId}
        columns={COLUMNS}
        actionsTitle={words.columns.actions}
        empty={<EmptyState title={words.empty} description={words.emptyHint} />}
        name="reviews"
        dataOf={(row) => ({ 'data-next': row.next ?? '', 'data-answered': row.decisionLetterId !== '' })}
        onOpen={setOpened}
      />
      <ReviewDrawer review={rows.find((row) => row.reviewId === opened)} onClose={() => setOpened(undefined)} />
    </HandlingPanel>
  );
}

const COLUMNS: TableColumnsType<ReviewDetail> = [
  {
    key: 'title',
    title: words.columns.title,
    render: (_, row) => (
      <>
        <div>{row.title}</div>
        <div className="handling-secondary">
          {row.number}　{row.counterpart}
        </div>
      </>
    ),
  },
  { key: 'other', title: words.columns.other, width: 190, render: (_, row) => (row.own ? row.to : row.from) },
  { key: 'received', title: words.columns.received, width: 110, dataIndex: 'receivedOn' },
  { key: 'next', title: words.columns.next, width: 150, render: (_, row) => <Next row={row} /> },
  { key: 'clock', title: words.columns.clock, width: 170, render: (_, row) => <Clock row={row} /> },
];

function Next({ row }: { readonly row: ReviewDetail }) {
  if (row.own) return <Tag color={row.next ? 'processing' : 'success'}>{row.next ? words.ownWaiting : words.answered}</Tag>;
  return row.next ? words.steps[row.next] : <Tag color="success">{words.finished}</Tag>;
}
