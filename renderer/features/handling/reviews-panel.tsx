/** 函告 of 办法 21(三): those that wait for this department first, by the day that comes next. */
import { Button, Table, type TableColumnsType, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { ReviewDetail } from '#shared/workstation/handling/handling-api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { DueTag } from './due-tag.tsx';
import { ReviewDrawer } from './review-drawer.tsx';
import { text } from './text.ts';

const words = text.reviews;
/** rows of one page of the table */
const PAGE = 50;

export function ReviewsPanel({ show }: { readonly show?: string }) {
  const reviews = useAsync(() => workstation().reviewDetails());
  const [opened, setOpened] = useState(show);
  const rows = reviews.value ?? [];
  return (
    <div className="handling-panel" data-testid="reviews">
      <Typography.Text type="secondary">{words.hint}</Typography.Text>
      <FailureAlert failure={reviews.failure} title={text.failed} onRetry={reviews.reload} />
      <Table<ReviewDetail>
        size="small"
        rowKey="reviewId"
        columns={columns(setOpened)}
        dataSource={rows}
        tableLayout="fixed"
        pagination={rows.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
        locale={{ emptyText: reviews.value ? <EmptyState title={words.empty} description={words.emptyHint} /> : ' ' }}
        onRow={(row) =>
          ({
            'data-testid': `reviews.row.${row.reviewId}`,
            'data-next': row.next ?? '',
            'data-answered': row.decisionLetterId !== '',
            onDoubleClick: () => setOpened(row.reviewId),
          }) as object
        }
      />
      <ReviewDrawer review={rows.find((row) => row.reviewId === opened)} onClose={() => setOpened(undefined)} />
    </div>
  );
}

function columns(onOpen: (reviewId: string) => void): TableColumnsType<ReviewDetail> {
  return [
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
    {
      key: 'actions',
      title: words.columns.actions,
      width: 80,
      render: (_, row) => (
        <Button
          type="link"
          size="small"
          style={{ padding: 0 }}
          onClick={() => onOpen(row.reviewId)}
          data-testid={`reviews.open.${row.reviewId}`}
        >
          {text.look}
        </Button>
      ),
    },
  ];
}

function Next({ row }: { readonly row: ReviewDetail }) {
  if (row.own) return <Tag color={row.next ? 'processing' : 'success'}>{row.next ? words.ownWaiting : words.answered}</Tag>;
  return row.next ? words.steps[row.next] : <Tag color="success">{words.finished}</Tag>;
}

export function Clock({ row }: { readonly row: ReviewDetail }) {
  if (row.own && row.next === undefined) return null;
  return (
    <>
      {row.claimDueOn !== '' && <DueTag daysLeft={row.claimDaysLeft} estimated={row.claimEstimated} />}
      {row.claimDueOn === '' && <DueTag daysLeft={row.targetDaysLeft} />}
      <div className="handling-secondary">
        {row.claimDueOn === ''
          ? row.act
            ? words.elapsedDone(row.daysElapsed)
            : (row.own ? words.elapsedOwn : words.elapsed)(row.daysElapsed)
          : words.claim(row.claimDueOn)}
      </div>
    </>
  );
}
