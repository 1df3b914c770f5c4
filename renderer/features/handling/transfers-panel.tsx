/** 案卷移送: those to be checked first, then the others, newest first. */
import { Button, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import type { TransferRow, TransferState } from '#shared/workstation/handling/handling-api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { useAsync } from '../../components/use-async.ts';
import { BeginTransferDialog } from './begin-transfer-dialog.tsx';
import { HandlingPanel } from './panel-frame.tsx';
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

export function TransfersPanel({ show }: { readonly show?: string }) {
  const transfers = useAsync(() => workstation().transfers());
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const [opened, setOpened] = useState(show);
  const [beginning, setBeginning] = useState(false);
  const begin = (
    <Button type="primary" disabled={readOnly} onClick={() => setBeginning(true)}>
      {words.begin}
    </Button>
  );
  return (
    <HandlingPanel
      testId="transfers"
      hint={words.hint}
      list={transfers}
      action={
        <Button type="primary" disabled={readOnly} onClick={() => setBeginning(true)} data-testid="transfers.begin">
          {words.begin}
        </Button>
      }
    >
      <RowTable<TransferRow>
        open={text.look}
        rows={transfers.value}
        idOf={(row) => row.letterId}
        columns={COLUMNS}
        actionsTitle={words.columns.actions}
        empty={<EmptyState title={words.empty} description={words.emptyHint} action={begin} />}
        name="transfers"
        dataOf={(row) => ({ 'data-state': row.state })}
        onOpen={setOpened}
      />
      <BeginTransferDialog open={beginning} onClose={() => setBeginning(false)} onBegun={setOpened} />
      <TransferDrawer letterId={opened} onClose={() => setOpened(undefined)} />
    </HandlingPanel>
  );
}

const COLUMNS: TableColumnsType<TransferRow> = [
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
];

function StateTag({ row }: { readonly row: TransferRow }) {
  return (
    <Tag color={COLORS[row.state]} style={{ margin: 0 }}>
      {row.state === 'lacking' ? words.lacking(row.lacking) : words.states[row.state]}
    </Tag>
  );
}
