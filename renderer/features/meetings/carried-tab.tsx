/** 待续议题: not agreed or put off, chosen for the next meeting or the 联席会议 (办法 17, 31(三)). */
import { Alert, Button, Flex, Table, type TableColumnsType, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { CarriedItem } from '#shared/workstation/meetings/meetings-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { text } from './text.ts';
import { useConvenes, useReadOnly } from './use-own.ts';

const words = text.carried;
/** rows of one page of the table */
const PAGE = 50;

export function CarriedTab() {
  const list = useAsync(() => workstation().carriedItems());
  const go = useNavigation((navigation) => navigation.go);
  const convenes = useConvenes();
  const readOnly = useReadOnly();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const rows = list.value ?? [];
  const taken = rows.filter(({ itemId }) => chosen.includes(itemId));
  const mixed = new Set(taken.map(({ next }) => next)).size > 1;
  const convene = () => go({ name: 'meetingForm', carried: taken.map(({ itemId }) => itemId) });
  return (
    <Flex vertical gap={8} data-testid="carried">
      <Flex gap={16} justify="space-between" align="center">
        <Typography.Text type="secondary">{words.hint}</Typography.Text>
        {convenes && rows.length > 0 && (
          <Button type="primary" disabled={readOnly || taken.length === 0 || mixed} onClick={convene} data-testid="carried.convene">
            {words.convene(taken.length)}
          </Button>
        )}
      </Flex>
      {mixed && <Alert type="warning" showIcon title={words.mixed} />}
      <FailureAlert failure={list.failure} title={words.failed} onRetry={list.reload} />
      <Table<CarriedItem>
        size="small"
        rowKey="itemId"
        columns={COLUMNS}
        dataSource={[...rows]}
        tableLayout="fixed"
        {...(convenes && {
          rowSelection: { selectedRowKeys: [...chosen], onChange: (keys) => setChosen(keys.map(String)) },
        })}
        pagination={rows.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
        locale={{ emptyText: list.value ? <EmptyState title={words.empty.title} description={words.empty.hint} /> : ' ' }}
        onRow={(row) => ({ 'data-testid': `carried.row.${row.itemId}`, 'data-next': row.next }) as object}
      />
    </Flex>
  );
}

const COLUMNS: TableColumnsType<CarriedItem> = [
  { key: 'title', title: words.columns.title, dataIndex: 'title' },
  { key: 'from', title: words.columns.from, width: 260, render: (_, row) => <From row={row} /> },
  {
    key: 'next',
    title: words.columns.next,
    width: 120,
    render: (_, row) => <Tag color={row.next === 'jointConference' ? 'red' : 'orange'}>{words.next[row.next]}</Tag>,
  },
  { key: 'times', title: words.columns.times, width: 90, render: (_, row) => words.times(row.times) },
  { key: 'conclusion', title: words.columns.conclusion, width: 300, render: (_, row) => row.conclusion || '—' },
];

function From({ row }: { readonly row: CarriedItem }) {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <>
      <Button type="link" className="meeting-link" onClick={() => go({ name: 'meeting', meetingId: row.meetingId })}>
        {row.meetingTitle}
      </Button>
      <div className="meeting-secondary">{row.heldOn}</div>
    </>
  );
}
