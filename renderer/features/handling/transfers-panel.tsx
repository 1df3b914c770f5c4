/** 案卷移送: those to be checked first, then the others, newest first. */
import { Button, Flex, Table, type TableColumnsType, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { TransferRow, TransferState } from '#shared/workstation/handling/handling-api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { BeginTransferDialog } from './begin-transfer-dialog.tsx';
import { text } from './text.ts';
import { TransferDrawer } from './transfer-drawer.tsx';

const words = text.transfers;
const COLORS: Readonly<Record<TransferState, string>> = {
  draft: 'default',
  waiting: 'processing',
  toCheck: 'warning',
  complete: 'success',
  lacking: 'error',
};
/** rows of one page of the table */
const PAGE = 50;

export function TransfersPanel({ show }: { readonly show?: string }) {
  const transfers = useAsync(() => workstation().transfers());
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const [opened, setOpened] = useState(show);
  const [beginning, setBeginning] = useState(false);
  const rows = transfers.value ?? [];
  return (
    <div className="handling-panel" data-testid="transfers">
      <Flex justify="space-between" align="center" gap={16}>
        <Typography.Text type="secondary">{words.hint}</Typography.Text>
        <Button type="primary" disabled={readOnly} onClick={() => setBeginning(true)} data-testid="transfers.begin">
          {words.begin}
        </Button>
      </Flex>
      <FailureAlert failure={transfers.failure} title={text.failed} onRetry={transfers.reload} />
      <Table<TransferRow>
        size="small"
        rowKey="letterId"
        columns={columns(setOpened)}
        dataSource={rows}
        tableLayout="fixed"
        pagination={rows.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
        locale={{ emptyText: transfers.value ? <EmptyState title={words.empty} description={words.emptyHint} /> : ' ' }}
        onRow={(row) =>
          ({
            'data-testid': `transfers.row.${row.letterId}`,
            'data-state': row.state,
            onDoubleClick: () => setOpened(row.letterId),
          }) as object
        }
      />
      <BeginTransferDialog open={beginning} onClose={() => setBeginning(false)} onBegun={setOpened} />
      <TransferDrawer letterId={opened} onClose={() => setOpened(undefined)} />
    </div>
  );
}

function columns(onOpen: (letterId: string) => void): TableColumnsType<TransferRow> {
  return [
    {
      key: 'title',
      title: words.columns.title,
      render: (_, row) => (
        <>
          <div>{row.title}</div>
          <div className="handling-secondary">{row.number}</div>
        </>
      ),
    },
    { key: 'other', title: words.columns.other, width: 200, render: (_, row) => (row.own ? row.to : row.from) },
    { key: 'date', title: words.columns.date, width: 110, dataIndex: 'date' },
    { key: 'amount', title: words.columns.amount, width: 120, render: (_, row) => words.amount(row.items, row.pages) },
    { key: 'state', title: words.columns.state, width: 150, render: (_, row) => <StateTag row={row} /> },
    {
      key: 'actions',
      title: words.columns.actions,
      width: 80,
      render: (_, row) => (
        <Button
          type="link"
          size="small"
          style={{ padding: 0 }}
          onClick={() => onOpen(row.letterId)}
          data-testid={`transfers.open.${row.letterId}`}
        >
          {text.look}
        </Button>
      ),
    },
  ];
}

function StateTag({ row }: { readonly row: TransferRow }) {
  return (
    <Tag color={COLORS[row.state]} style={{ margin: 0 }}>
      {row.state === 'lacking' ? words.lacking(row.lacking) : words.states[row.state]}
    </Tag>
  );
}
