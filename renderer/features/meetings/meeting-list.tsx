/** Meetings: to come, held, all; by kind, year and words; with what this department has to do next. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Input, Segmented, Select, type TableColumnsType, Tag, Typography } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { MeetingKind } from '#shared/domain/meeting.ts';
import type { MeetingRow } from '#shared/workstation/meetings/meetings-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { useAsync } from '../../components/use-async.ts';
import { KIND_OPTIONS } from './apply-dialog.tsx';
import { StageTag } from './stage-tag.tsx';
import { text } from './text.ts';
import { useConvenes, useReadOnly } from './use-own.ts';

const words = text.list;
const SHOWS = ['coming', 'held', 'all'] as const;
export type MeetingShow = (typeof SHOWS)[number];

/** while the program runs; nothing decrypted */
let lastShow: MeetingShow = 'coming';

export function MeetingList() {
  const [show, setShow] = useState<MeetingShow>(lastShow);
  const [typed, setTyped] = useState('');
  const [kinds, setKinds] = useState<readonly MeetingKind[]>([]);
  const [year, setYear] = useState('');
  const search = useDeferredValue(typed);
  const list = useAsync(() => workstation().meetings({ text: search, show, kinds, year }), [search, show, kinds, year]);
  const go = useNavigation((navigation) => navigation.go);
  const filtered = search.trim() !== '' || kinds.length > 0 || year !== '';
  const clear = () => {
    setTyped('');
    setKinds([]);
    setYear('');
  };
  const empty = filtered ? (
    <EmptyState compact title={words.noneFound} action={<Button onClick={clear}>{words.clear}</Button>} />
  ) : (
    <Nothing show={show} />
  );
  return (
    <>
      <Flex gap={8} align="center" wrap style={{ marginBottom: 8 }}>
        <Segmented<MeetingShow>
          value={show}
          onChange={(next) => {
            lastShow = next;
            setShow(next);
          }}
          options={SHOWS.map((value) => ({ value, label: <span data-testid={`meetings.show.${value}`}>{words.show[value]}</span> }))}
        />
        <Input.Search
          value={typed}
          placeholder={words.search}
          aria-label={words.search}
          allowClear
          maxLength={100}
          style={{ width: 250 }}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => event.key === 'ArrowDown' && focusFirstRow()}
          data-testid="meetings.search"
        />
        <Select<MeetingKind[]>
          mode="multiple"
          value={[...kinds]}
          placeholder={words.kinds}
          aria-label={words.kinds}
          allowClear
          maxTagCount="responsive"
          style={{ width: 200 }}
          options={KIND_OPTIONS}
          onChange={(chosen) => setKinds(chosen)}
          data-testid="meetings.kinds"
        />
        <Select
          value={year}
          aria-label={words.year}
          style={{ width: 112 }}
          options={yearOptions()}
          onChange={setYear}
          data-testid="meetings.year"
        />
        <Typography.Text
          type="secondary"
          style={{ marginInlineStart: 'auto' }}
          data-testid="meetings.count"
          data-count={list.value?.length ?? -1}
        >
          {list.value && words.count(list.value.length)}
        </Typography.Text>
      </Flex>
      <FailureAlert failure={list.failure} title={text.readFailed} onRetry={list.reload} />
      <RowTable<MeetingRow>
        rows={list.value}
        idOf={(row) => row.meetingId}
        columns={COLUMNS}
        actionsTitle={words.columns.actions}
        open={words.open}
        empty={empty}
        name="meetings"
        dataOf={(row) => ({ 'data-stage': row.stage })}
        onOpen={(meetingId) => go({ name: 'meeting', meetingId })}
      />
    </>
  );
}

function focusFirstRow(): void {
  document.querySelector<HTMLElement>('[data-testid^="meetings.row."]')?.focus();
}

/** the first meetings under the 办法, issued in 2025 */
const FIRST_YEAR = 2025;

function yearOptions() {
  const next = new Date().getFullYear() + 1;
  const years = Array.from({ length: Math.max(1, next - FIRST_YEAR + 1) }, (_, index) => String(next - index));
  return [{ value: '', label: words.allYears }, ...years.map((value) => ({ value, label: value }))];
}

const columns = words.columns;
const COLUMNS: TableColumnsType<MeetingRow> = [
  {
    key: 'title',
    title: columns.title,
    render: (_, row) => (
      <>
        <div>{row.title}</div>
        <div className="meeting-secondary">
          {row.kindName}　{row.issue}
        </div>
      </>
    ),
  },
  {
    key: 'when',
    title: columns.when,
    width: 180,
    render: (_, row) => (
      <>
        <div>
          {row.date} {row.time}
        </div>
        <div className="meeting-secondary">{row.place}</div>
      </>
    ),
  },
  { key: 'convener', title: columns.convener, width: 112, render: (_, row) => (row.own ? words.own : row.convener) },
  { key: 'stage', title: columns.stage, width: 96, render: (_, row) => <StageTag stage={row.stage} /> },
  {
    key: 'answers',
    title: columns.answers,
    width: 96,
    render: (_, row) => (
      <>
        {words.answers(row.answered, row.parties)}
        {row.refused > 0 && <div className="meeting-secondary">{words.refused(row.refused)}</div>}
      </>
    ),
  },
  {
    key: 'items',
    title: columns.items,
    width: 84,
    render: (_, row) => (
      <>
        {row.items}
        {row.notAgreed > 0 && <div className="meeting-secondary">{words.notAgreed(row.notAgreed)}</div>}
      </>
    ),
  },
  { key: 'todo', title: columns.todo, width: 176, render: (_, row) => <Todo row={row} /> },
];

function Todo({ row }: { readonly row: MeetingRow }) {
  return (
    <>
      {row.todo !== '' && <Typography.Text strong>{row.todo}</Typography.Text>}
      {row.unsent && <div className="meeting-secondary">{words.unsent}</div>}
      {row.stage === 'held' && row.actionsOpen > 0 && <Tag color="orange">{words.actionsOpen(row.actionsOpen, row.actions)}</Tag>}
    </>
  );
}

function Nothing({ show }: { readonly show: MeetingShow }) {
  const go = useNavigation((navigation) => navigation.go);
  const convenes = useConvenes();
  const readOnly = useReadOnly();
  const said = words.empty[show];
  return (
    <EmptyState
      title={said.title}
      description={convenes ? said.convener : said.other}
      action={
        convenes &&
        show !== 'held' && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            disabled={readOnly}
            onClick={() => go({ name: 'meetingForm' })}
            data-testid="meetings.empty.convene"
          >
            {words.convene}
          </Button>
        )
      }
    />
  );
}
