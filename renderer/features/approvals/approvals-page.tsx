/** 审批信息: everything the department has recorded or received, searched as one types. */
import { DownloadOutlined, ImportOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Flex, type InputRef, Segmented, Tooltip, Typography } from 'antd';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ApprovalQuery, ApprovalRow } from '#shared/workstation/api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSelection } from '../../app/selection.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { RecordGrid } from '../../components/record-grid.tsx';
import { useAsync } from '../../components/use-async.ts';
import { useHotkey } from '../../components/use-hotkey.ts';
import { gridColumns, rowTone } from './approval-columns.tsx';
import './approvals.css';
import { SearchBox } from '../../components/search-box.tsx';
import { useColumnChoice } from './column-choice.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { ActiveFilters, FilterBar } from './filter-bar.tsx';
import { useApprovalList } from './list-state.ts';
import { text } from './text.ts';
import { type ListAnswer, ownSelected, useListAnswer } from './use-approval-list.ts';
import { WaysToBegin } from './ways-to-begin.tsx';

const words = text.list;
/** the workstation gives no more ids at once */
const MOST_SELECTED = 10_000;
const rowId = (row: ApprovalRow) => row.recordId;
const loadPage = (offset: number, limit: number) => workstation().approvalPage(offset, limit);
const loadAllIds = () => workstation().approvalIds();

export interface ApprovalsPageProps {
  /** narrows the list, e.g. from a card on the home page */
  readonly preset?: Partial<ApprovalQuery>;
}

export function ApprovalsPage({ preset }: ApprovalsPageProps) {
  const { query, change, clearFilters, applyPreset } = useApprovalList();
  useEffect(() => applyPreset(preset), [applyPreset, preset]);
  const list = useListAnswer(query);
  const { value: facets } = useAsync(() => workstation().approvalFacets());
  const search = useRef<InputRef>(null);
  useSearchKeys(search);
  const page = useFirstFocus(list.value !== undefined, search);

  if (list.value?.all === 0) {
    return (
      <div className="page-fill" data-testid="approvals">
        <PageHeader title={words.title} />
        <WaysToBegin />
      </div>
    );
  }
  return (
    <div ref={page} className="page-fill approvals" data-testid="approvals">
      <PageHeader title={words.title} actions={<Actions total={list.value?.total ?? 0} />} />
      <FailureAlert failure={list.failure} title={words.failed} onRetry={list.reload} />
      <Flex gap={8} wrap align="center">
        <SearchBox
          ref={search}
          value={query.text}
          onSearch={(value) => change({ text: value })}
          onDown={() => focusGrid(page.current)}
          label={words.search}
          testId="approvals.search"
        />
        <Segmented<ApprovalQuery['direction']>
          value={query.direction}
          onChange={(direction) => change({ direction })}
          options={(['all', 'own', 'received'] as const).map((value) => ({ value, label: words.directions[value] }))}
          data-testid="approvals.direction"
        />
        <Flex gap={12} align="center" className="approvals-state">
          <SelectionBar total={list.value?.total ?? 0} />
          <Count answer={list.value} />
        </Flex>
      </Flex>
      <FilterBar query={query} facets={facets} onChange={change} />
      <ActiveFilters query={query} facets={facets} onChange={change} onClear={clearFilters} />
      <List answer={list.value} loading={list.loading} />
    </div>
  );
}

function List({ answer, loading }: { readonly answer: ListAnswer | undefined; readonly loading: boolean }) {
  const { query, selected, sortBy, clearFilters, select } = useApprovalList();
  const go = useNavigation((navigation) => navigation.go);
  const keys = useColumnChoice((choice) => choice.columns);
  const columns = useMemo(() => gridColumns(keys), [keys]);
  const resetKey = useMemo(() => JSON.stringify(query), [query]);
  const open = (row: ApprovalRow) => {
    useApprovalList.setState({ opened: true });
    go({ name: 'approval', recordId: row.recordId });
  };
  const clear = <Button onClick={clearFilters}>{words.filters.clear}</Button>;
  return (
    <RecordGrid
      columns={columns}
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
      onOpen={open}
      rowTone={rowTone}
      loading={loading}
      memoryKey="approvals"
      ariaLabel={words.title}
      testId="approvals.grid"
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

function focusGrid(page: HTMLElement | null): void {
  page?.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
}

/** Opening the list begins with the search; coming back from one approval goes on in the grid. */
function useFirstFocus(ready: boolean, search: RefObject<InputRef | null>): RefObject<HTMLDivElement | null> {
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!ready) return;
    if (useApprovalList.getState().opened) focusGrid(page.current);
    else search.current?.focus({ cursor: 'all', preventScroll: true });
    useApprovalList.setState({ opened: false });
  }, [ready, search]);
  return page;
}

function Actions({ total }: { readonly total: number }) {
  const go = useNavigation((navigation) => navigation.go);
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const columns = useColumnChoice((choice) => choice.columns);
  const [exporting, setExporting] = useState(false);
  return (
    <>
      <ColumnChooser />
      <Button icon={<DownloadOutlined />} disabled={total === 0} onClick={() => setExporting(true)} data-testid="approvals.export">
        {words.export}
      </Button>
      <Tooltip title={readOnly ? words.readOnly : words.keys.import} mouseEnterDelay={0.6}>
        <Button icon={<ImportOutlined />} disabled={readOnly} onClick={() => go({ name: 'import' })} data-testid="approvals.import">
          {words.import}
        </Button>
      </Tooltip>
      <Tooltip title={readOnly ? words.readOnly : words.keys.new} mouseEnterDelay={0.6}>
        <Button
          type="primary"
          icon={<PlusOutlined />}
          disabled={readOnly}
          onClick={() => go({ name: 'approvalForm', recordId: undefined })}
          data-testid="approvals.new"
        >
          {words.new}
        </Button>
      </Tooltip>
      <ExportDialog open={exporting} rows={total} columns={columns} onClose={() => setExporting(false)} />
    </>
  );
}

function Count({ answer }: { readonly answer: ListAnswer | undefined }) {
  if (!answer) return null;
  const narrowed = answer.total !== answer.all;
  return (
    <Typography.Text type="secondary" className="approvals-count" aria-live="polite">
      <span data-testid="approvals.count" data-total={answer.total}>
        {narrowed ? words.countOf(answer.total, answer.all) : words.count(answer.total)}
      </span>
      <span data-testid="approvals.milliseconds"> · {words.milliseconds(Math.max(1, Math.round(answer.milliseconds)))}</span>
    </Typography.Text>
  );
}

function SelectionBar({ total }: { readonly total: number }) {
  const { message } = App.useApp();
  const { selected, select, query } = useApprovalList();
  const go = useNavigation((navigation) => navigation.go);
  const setRecords = useSelection((selection) => selection.setRecords);
  const [busy, setBusy] = useState(false);
  if (selected.size === 0) return null;
  const capped = selected.size === MOST_SELECTED && total > MOST_SELECTED;
  const pack = async () => {
    setBusy(true);
    const own = await ownSelected(selected, total);
    setBusy(false);
    const foreign = selected.size - own.length;
    if (foreign > 0) void message.warning(words.selectedReceived(foreign));
    if (own.length === 0) return;
    setRecords(own);
    go({ name: 'packages' });
  };
  return (
    <Flex gap={8} align="center" className="approvals-selection" data-testid="approvals.selection">
      <Typography.Text strong>{capped ? words.selectedMost(selected.size) : words.selected(selected.size)}</Typography.Text>
      {query.direction !== 'received' && (
        <Button type="primary" size="small" loading={busy} onClick={() => void pack()} data-testid="approvals.createPackage">
          {words.createPackage}
        </Button>
      )}
      <Button type="link" size="small" onClick={() => select(new Set())}>
        {words.clearSelection}
      </Button>
    </Flex>
  );
}
