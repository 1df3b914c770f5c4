/** One list of letters: searched, by kind, only those that wait for an answer. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, Input, Select, Table, type TableColumnsType, Tag, Typography } from 'antd';
import { useState } from 'react';
import { LETTER_KINDS, type LetterKind, letterTitle } from '#shared/domain/letter.ts';
import type { LetterRow } from '#shared/workstation/letters/letters-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { useConfirm } from '../../components/confirm.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { text } from './text.ts';

const words = text.list;
const columns = words.columns;

export type ListState = 'draft' | 'issued' | 'received';

export interface LetterListProps {
  readonly state: ListState;
  readonly disabled: boolean;
  readonly onBegin: () => void;
}

/** rows of one page of the table */
const PAGE = 50;
/** a narrower window scrolls sideways; drafts fit into the smallest one */
const MIN_WIDTH: Readonly<Record<ListState, number>> = { draft: 740, issued: 960, received: 860 };

export function LetterList({ state, disabled, onBegin }: LetterListProps) {
  const [search, setSearch] = useState('');
  const [kinds, setKinds] = useState<readonly LetterKind[]>([]);
  const [openOnly, setOpenOnly] = useState(false);
  const query = { text: search, state, kinds, openOnly };
  const { value, failure, loading, reload } = useAsync(() => workstation().letters(query), [search, state, kinds, openOnly]);
  const go = useNavigation((navigation) => navigation.go);
  const discard = useDiscard();
  const filtered = search.trim() !== '' || kinds.length > 0 || openOnly;
  const clear = () => {
    setSearch('');
    setKinds([]);
    setOpenOnly(false);
  };
  const open = (row: LetterRow) => go({ name: 'letter', letterId: row.letterId });
  const empty = filtered ? (
    <EmptyState compact title={words.noneFound} action={<Button onClick={clear}>{words.clear}</Button>} />
  ) : (
    <Nothing state={state} disabled={disabled} onBegin={onBegin} />
  );
  return (
    <>
      <Flex gap={8} align="center" wrap style={{ marginBottom: 8 }}>
        <Input.Search
          value={search}
          placeholder={words.search}
          aria-label={words.search}
          allowClear
          maxLength={100}
          style={{ width: 260 }}
          onChange={(event) => setSearch(event.target.value)}
          data-testid="letters.search"
        />
        <Select<LetterKind[]>
          mode="multiple"
          value={[...kinds]}
          placeholder={words.kinds}
          aria-label={words.kinds}
          allowClear
          maxTagCount="responsive"
          style={{ width: 240 }}
          options={Object.entries(LETTER_KINDS).map(([kind, { name }]) => ({ value: kind as LetterKind, label: name }))}
          onChange={(chosen) => setKinds(chosen)}
        />
        {state !== 'draft' && (
          <Checkbox checked={openOnly} onChange={(event) => setOpenOnly(event.target.checked)} data-testid="letters.openOnly">
            {words.openOnly}
          </Checkbox>
        )}
        <Typography.Text type="secondary" style={{ marginInlineStart: 'auto' }} data-testid="letters.count">
          {value && words.count(value.length)}
        </Typography.Text>
      </Flex>
      <FailureAlert failure={failure} title={words.failed} onRetry={reload} />
      <Table<LetterRow>
        size="middle"
        rowKey="letterId"
        columns={columnsOf(state, open, disabled ? undefined : discard)}
        dataSource={value ?? []}
        loading={loading && value === undefined}
        scroll={{ x: MIN_WIDTH[state] }}
        pagination={(value?.length ?? 0) > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
        locale={{ emptyText: value === undefined ? ' ' : empty }}
        onRow={(row) => ({ 'data-testid': `letters.row.${row.letterId}`, onDoubleClick: () => open(row) }) as object}
      />
    </>
  );
}

function useDiscard(): (row: LetterRow) => void {
  const confirm = useConfirm();
  const run = async (row: LetterRow) => {
    const yes = await confirm({
      title: words.discardTitle,
      content: words.discardBody(letterTitle(row.title) || words.untitled),
      okText: words.discard,
      danger: true,
    });
    if (!yes) return;
    await workstation().discardDraft(row.letterId);
    useSession.getState().touch();
  };
  return (row) => void run(row);
}

function columnsOf(
  state: ListState,
  open: (row: LetterRow) => void,
  discard: ((row: LetterRow) => void) | undefined,
): TableColumnsType<LetterRow> {
  const title: TableColumnsType<LetterRow>[number] = {
    title: state === 'draft' ? columns.title : columns.titleAndNumber,
    render: (_, row) => (
      <>
        <Button type="link" className="letter-link" onClick={() => open(row)} data-testid="letters.open">
          {letterTitle(row.title) || words.untitled}
        </Button>
        {row.corrects && <Tag style={{ marginInlineStart: 8 }}>{words.corrects}</Tag>}
        {row.number !== '' && <div className="letter-list-number">{row.number}</div>}
      </>
    ),
  };
  const kind: TableColumnsType<LetterRow>[number] = { title: columns.kind, dataIndex: 'kindName', width: 165 };
  const due: TableColumnsType<LetterRow>[number] = { title: columns.due, width: 145, render: (_, row) => <Due row={row} /> };
  const to: TableColumnsType<LetterRow>[number] = { title: columns.to, dataIndex: 'to', width: 205 };
  if (state === 'draft') {
    return [
      title,
      kind,
      to,
      { title: columns.changed, dataIndex: 'date', width: 120 },
      ...(discard ? [{ width: 96, render: (_: unknown, row: LetterRow) => <DiscardButton onDiscard={() => discard(row)} /> }] : []),
    ];
  }
  const date: TableColumnsType<LetterRow>[number] = { title: columns.date, dataIndex: 'date', width: 110 };
  if (state === 'received') return [title, kind, { title: columns.from, dataIndex: 'from', width: 205 }, date, due];
  const sent: TableColumnsType<LetterRow>[number] = {
    title: columns.state,
    width: 112,
    render: (_, row) => (row.sent ? words.sent : words.notSent),
  };
  return [title, kind, to, date, due, sent];
}

function DiscardButton({ onDiscard }: { readonly onDiscard: () => void }) {
  return (
    <Button type="link" size="small" danger onClick={onDiscard} data-testid="letters.discard">
      {words.discard}
    </Button>
  );
}

/** The day of an answer, and how long there is; nothing more to wait for once it is answered. */
export function Due({ row }: { readonly row: LetterRow }) {
  if (row.answeredBy) return <Tag color="green">{words.answered}</Tag>;
  if (!row.dueOn) return null;
  const late = row.daysLeft !== undefined && row.daysLeft < 0;
  return (
    <Typography.Text type={late ? 'danger' : 'secondary'}>
      {row.dueOn}
      {row.daysLeft !== undefined && <div>{words.daysLeft(row.daysLeft)}</div>}
    </Typography.Text>
  );
}

function Nothing({ state, disabled, onBegin }: LetterListProps) {
  return (
    <EmptyState
      title={words.empty[state].title}
      description={words.empty[state].hint}
      action={
        state !== 'received' && (
          <Button type="primary" icon={<PlusOutlined />} disabled={disabled} onClick={onBegin} data-testid="letters.empty.create">
            {words.create}
          </Button>
        )
      }
    />
  );
}
