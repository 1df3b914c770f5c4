/** 监管信息: what this department decided or found, and what others pushed to it (办法 21), searched as one types. */
import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Flex, type InputRef, Segmented, Tooltip, Typography } from 'antd';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ok } from '#shared/domain/result.ts';
import type { ApprovalListInfo, ApprovalQuery, ApprovalRow } from '#shared/workstation/api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSelection } from '../../app/selection.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { RecordGrid } from '../../components/record-grid.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { type Async, useAsync } from '../../components/use-async.ts';
import { useHotkey } from '../../components/use-hotkey.ts';
import { FilterBar } from './filter-bar.tsx';
import { useSupervisionList } from './list-state.ts';
import { COLUMNS, rowTone } from './supervision-columns.tsx';
import './supervision.css';
import { text } from './text.ts';

const words = text.list;
const rowId = (row: ApprovalRow) => row.recordId;
const loadPage = (offset: number, limit: number) => workstation().approvalPage(offset, limit);
const loadAllIds = () => workstation().approvalIds();

export interface SupervisionPageProps {
  /** narrows the list, e.g. from the home page */
  readonly preset?: Partial<ApprovalQuery>;
}

export function SupervisionPage({ preset }: SupervisionPageProps) {
  const { query, change, clearFilters, applyPreset } = useSupervisionList();
  useEffect(() => applyPreset(preset), [applyPreset, preset]);
  const list = useListAnswer(query);
  const search = useRef<InputRef>(null);
  const page = useRef<HTMLDivElement>(null);
  useSearchKeys(search);
  if (list.value?.all === 0) {
    return (
      <div className="page-fill" data-testid="supervision">
        <PageHeader title={words.title} />
        <WaysToBegin />
      </div>
    );
  }
  return (
    <div ref={page} className="page-fill supervision" data-testid="supervision">
      <PageHeader title={words.title} actions={<NewButton />} />
      <FailureAlert failure={list.failure} title={words.failed} onRetry={list.reload} />
      <Flex gap={8} wrap align="center">
        <SearchBox
          ref={search}
          value={query.text}
          onSearch={(value) => change({ text: value })}
          onDown={() => page.current?.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true })}
          label={words.search}
          testId="supervision.search"
        />
        <Segmented<ApprovalQuery['direction']>
          value={query.direction}
          onChange={(direction) => change({ direction })}
          options={(['all', 'own', 'received'] as const).map((value) => ({ value, label: words.directions[value] }))}
          data-testid="supervision.direction"
        />
        <Flex gap={12} align="center" className="supervision-state">
          <SelectionBar />
          <Count answer={list.value} />
        </Flex>
      </Flex>
      <FilterBar query={query} onChange={change} onClear={clearFilters} />
      <List answer={list.value} loading={list.loading} />
    </div>
  );
}

/** `answer` counts the answers, so that the grid knows when to read its rows again */
type ListAnswer = ApprovalListInfo & { readonly answer: number };

let answers = 0;

function useListAnswer(query: ApprovalQuery): Async<ListAnswer> {
  return useAsync<ListAnswer>(async () => {
    const result = await workstation().queryApprovals(query);
    if (!result.ok) return result;
    answers += 1;
    return ok({ ...result.value, answer: answers });
  }, [query]);
}

function List({ answer, loading }: { readonly answer: ListAnswer | undefined; readonly loading: boolean }) {
  const { query, selected, sortBy, clearFilters, select } = useSupervisionList();
  const go = useNavigation((navigation) => navigation.go);
  const resetKey = useMemo(() => JSON.stringify(query), [query]);
  const clear = <Button onClick={clearFilters}>{words.filters.clear}</Button>;
  return (
    <RecordGrid
      columns={COLUMNS}
      total={answer?.total ?? 0}
      loadPage={loadPage}
      rowId={rowId}
      revision={answer?.answer ?? 0}
      resetKey={resetKey}
      selection={selected}
      onSelectionChange={select}
      loadAllIds={loadAllIds}
      sort={query.sort}
      onSort={({ field, order }) => sortBy(field, order)}
      onOpen={(row) => go({ name: 'supervisionRecord', recordId: row.recordId })}
      rowTone={rowTone}
      loading={loading}
      memoryKey="supervision"
      ariaLabel={words.title}
      testId="supervision.grid"
      empty={<EmptyState title={words.nothing.title} description={words.nothing.description} action={clear} />}
    />
  );
}

/** Ctrl+F and the menu's 查找 put the cursor into the search box. */
function useSearchKeys(search: RefObject<InputRef | null>): void {
  const focus = useCallback(() => search.current?.focus({ cursor: 'all' }), [search]);
  useHotkey('Ctrl+F', focus);
  useEffect(
    () =>
      window.host.on('command', ({ name }) => {
        if (name === 'search') focus();
      }),
    [focus],
  );
}

function NewButton() {
  const go = useNavigation((navigation) => navigation.go);
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  return (
    <Tooltip title={readOnly ? words.readOnly : words.keys.new} mouseEnterDelay={0.6}>
      <Button
        type="primary"
        icon={<PlusOutlined />}
        disabled={readOnly}
        onClick={() => go({ name: 'supervisionForm', recordId: undefined })}
        data-testid="supervision.new"
      >
        {words.new}
      </Button>
    </Tooltip>
  );
}

function WaysToBegin() {
  const go = useNavigation((navigation) => navigation.go);
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  return (
    <EmptyState
      title={words.none.title}
      description={words.none.description}
      action={
        <Flex gap={8}>
          <Button
            type="primary"
            icon={<PlusOutlined />}
            disabled={readOnly}
            onClick={() => go({ name: 'supervisionForm', recordId: undefined })}
            data-testid="supervision.new"
          >
            {words.none.enter}
          </Button>
          <Button onClick={() => go({ name: 'inbox' })}>{words.none.importPackage}</Button>
        </Flex>
      }
    />
  );
}

function Count({ answer }: { readonly answer: ListAnswer | undefined }) {
  if (!answer) return null;
  return (
    <Typography.Text type="secondary" aria-live="polite" className="supervision-count">
      <span data-testid="supervision.count" data-total={answer.total}>
        {answer.total === answer.all ? words.count(answer.total) : words.countOf(answer.total, answer.all)}
      </span>
    </Typography.Text>
  );
}

function SelectionBar() {
  const { message } = App.useApp();
  const { selected, select, query } = useSupervisionList();
  const go = useNavigation((navigation) => navigation.go);
  const setRecords = useSelection((selection) => selection.setRecords);
  const [busy, setBusy] = useState(false);
  if (selected.size === 0) return null;
  const pack = async () => {
    setBusy(true);
    const rows = await workstation().recordRows({ records: [...selected] });
    setBusy(false);
    if (!rows.ok) return void message.error(rows.error.message);
    const own = rows.value.filter((row) => row.own).map((row) => row.recordId);
    if (own.length < rows.value.length) void message.warning(words.selectedReceived(rows.value.length - own.length));
    if (own.length === 0) return;
    setRecords(own);
    go({ name: 'packages' });
  };
  return (
    <Flex gap={8} align="center" className="supervision-selection" data-testid="supervision.selection">
      <Typography.Text strong>{words.selected(selected.size)}</Typography.Text>
      {query.direction !== 'received' && (
        <Button type="primary" size="small" loading={busy} onClick={() => void pack()} data-testid="supervision.createPackage">
          {words.createPackage}
        </Button>
      )}
      <Button type="link" size="small" onClick={() => select(new Set())}>
        {words.clearSelection}
      </Button>
    </Flex>
  );
}
