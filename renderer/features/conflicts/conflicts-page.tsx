/**
 * 待核对的冲突: what two computers of one department said apart about one thing. Nothing is merged by guess: a person of the
 * department that made the facts says which holds, and why.
 */
import { Button, Flex, Table, type TableColumnsType, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { ConflictRow } from '#shared/workstation/api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useAsync } from '../../components/use-async.ts';
import { ConflictDrawer } from './conflict-drawer.tsx';
import './conflicts.css';
import { conflictText } from './text.ts';

const NONE: readonly ConflictRow[] = [];
const words = conflictText;

export interface ConflictsPageProps {
  /** begins with the comparison of this record */
  readonly recordId?: string;
}

export function ConflictsPage({ recordId }: ConflictsPageProps) {
  const back = useNavigation((navigation) => navigation.back);
  const conflicts = useAsync(() => workstation().conflicts());
  const rows = conflicts.value ?? NONE;
  const [opened, setOpened] = useState<ConflictRow | 'none' | undefined>(undefined);
  // the record that was asked for opens by itself, until the user closes it
  const shown = opened ?? rows.find((row) => row.recordId === recordId) ?? 'none';
  return (
    <div className="conflicts" data-testid="conflicts">
      <PageHeader
        title={words.title}
        description={words.subtitle}
        onBack={back}
        extra={rows.length > 0 && <Typography.Text type="secondary">{words.total(rows.length)}</Typography.Text>}
      />
      <FailureAlert failure={conflicts.failure} title={words.failed} onRetry={conflicts.reload} />
      <Table<ConflictRow>
        size="small"
        rowKey={(row) => `${row.recordId}.${row.kind}`}
        columns={columns(setOpened)}
        dataSource={rows}
        tableLayout="fixed"
        loading={conflicts.loading && conflicts.value === undefined}
        pagination={rows.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
        locale={{ emptyText: conflicts.value === undefined ? ' ' : <Nothing /> }}
        onRow={(row) => ({ 'data-testid': `conflict.${row.recordId}`, onDoubleClick: () => setOpened(row) }) as object}
      />
      <ConflictDrawer conflict={shown === 'none' ? undefined : shown} onClose={() => setOpened('none')} />
    </div>
  );
}

/** rows of one page of the table */
const PAGE = 50;

function columns(onOpen: (row: ConflictRow) => void): TableColumnsType<ConflictRow> {
  return [
    {
      key: 'title',
      title: words.columns.title,
      render: (_, row) => (
        <>
          <div>{row.title}</div>
          <div className="conflict-secondary">{row.decisionNumber}</div>
        </>
      ),
    },
    { key: 'kind', title: words.columns.kind, width: 140, render: (_, row) => words.kind[row.kind] },
    {
      key: 'owner',
      title: words.columns.owner,
      width: 220,
      render: (_, row) => (row.mine ? <Tag color="blue">{words.mine}</Tag> : row.ownerName),
    },
    { key: 'actions', title: words.columns.actions, width: 80, render: (_, row) => <Open row={row} onOpen={onOpen} /> },
  ];
}

function Open({ row, onOpen }: { readonly row: ConflictRow; readonly onOpen: (row: ConflictRow) => void }) {
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  return (
    <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(row)} data-testid={`conflict.compare.${row.recordId}`}>
      {row.mine && !readOnly ? words.compare : words.look}
    </Button>
  );
}

function Nothing() {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <EmptyState
      title={words.empty.title}
      description={words.empty.hint}
      action={
        <Flex justify="center">
          <Button onClick={() => go({ name: 'packages' })}>{words.empty.back}</Button>
        </Flex>
      }
    />
  );
}
