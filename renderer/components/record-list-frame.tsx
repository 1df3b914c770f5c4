/**
 * The page of a list of records: search, direction, filters, grid, what is selected, what can be done with the list. Approvals
 * and supervision information differ in their filters, their columns and how the first record comes in.
 */
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Flex, type InputRef, Segmented } from 'antd';
import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ApprovalQuery, ApprovalRow, RecordKind } from '#shared/workstation/api.ts';
import { recordPage, useNavigation } from '../app/navigation.ts';
import { workstation } from '../app/workstation-client.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { EmptyState } from './empty-state.tsx';
import { FailureAlert } from './failure-alert.tsx';
import { PageHeader } from './page-header.tsx';
import { RecordExportDialog } from './record-export-dialog.tsx';
import { RecordGrid } from './record-grid.tsx';
import './record-list.css';
import { gridColumns, type RecordColumns, rowTone } from './record-list-columns.tsx';
import { type ListAnswer, useListAnswer } from './record-list-query.ts';
import type { RecordListStore } from './record-list-state.ts';
import { recordListText as text } from './record-list-text.ts';
import { ListCount, SelectionBar } from './record-selection-bar.tsx';
import { SearchBox } from './search-box.tsx';
import { useHotkey } from './use-hotkey.ts';

const rowId = (row: ApprovalRow) => row.recordId;
const loadPage = (offset: number, limit: number) => workstation().approvalPage(offset, limit);
const loadAllIds = () => workstation().approvalIds();

export interface RecordListFrameProps<Key extends keyof ApprovalRow> {
  /** test ids and the grid's remembered place begin with it */
  readonly name: string;
  readonly kind: RecordKind;
  readonly words: {
    readonly title: string;
    readonly search: string;
    readonly failed: string;
    readonly nothing: { readonly title: string; readonly description: string };
  };
  readonly useList: RecordListStore;
  readonly columns: RecordColumns<Key>;
  readonly preset: Partial<ApprovalQuery> | undefined;
  /** beside 列 and 导出, the main one last */
  readonly buttons: ReactNode;
  readonly filters: ReactNode;
  /** instead of the list while the ledger holds no such record */
  readonly begin: ReactNode;
  /** says how long the search took */
  readonly timed?: boolean;
}

export function RecordListFrame<Key extends keyof ApprovalRow>(props: RecordListFrameProps<Key>) {
  const { name, words, useList, preset, timed = false } = props;
  const { query, change, applyPreset } = useList();
  useEffect(() => applyPreset(preset), [applyPreset, preset]);
  const list = useListAnswer(query);
  const search = useRef<InputRef>(null);
  useSearchKeys(search);
  const page = useFirstFocus(useList, list.value !== undefined, search);

  if (list.value?.all === 0) {
    return (
      <div className="page-fill" data-testid={name}>
        <PageHeader title={words.title} />
        {props.begin}
      </div>
    );
  }
  const total = list.value?.total ?? 0;
  return (
    <div ref={page} className="page-fill record-list" data-testid={name}>
      <PageHeader title={words.title} actions={<Actions {...props} total={total} />} />
      <FailureAlert failure={list.failure} title={words.failed} onRetry={list.reload} />
      <Flex gap={8} wrap align="center">
        <SearchBox
          ref={search}
          value={query.text}
          onSearch={(value) => change({ text: value })}
          onDown={() => focusGrid(page.current)}
          label={words.search}
          testId={`${name}.search`}
        />
        <Segmented<ApprovalQuery['direction']>
          value={query.direction}
          onChange={(direction) => change({ direction })}
          options={(['all', 'own', 'received'] as const).map((value) => ({ value, label: text.directions[value] }))}
          data-testid={`${name}.direction`}
        />
        <Flex gap={12} align="center" className="record-list-state">
          <SelectionBar name={name} useList={useList} total={total} />
          <ListCount name={name} answer={list.value} timed={timed} />
        </Flex>
      </Flex>
      {props.filters}
      <List {...props} answer={list.value} loading={list.loading} />
    </div>
  );
}

type ListProps<Key extends keyof ApprovalRow> = RecordListFrameProps<Key> & {
  readonly answer: ListAnswer | undefined;
  readonly loading: boolean;
};

function List<Key extends keyof ApprovalRow>({ name, kind, words, useList, columns: set, answer, loading }: ListProps<Key>) {
  const { query, selected, sortBy, clearFilters, select } = useList();
  const go = useNavigation((navigation) => navigation.go);
  const keys = set.useChoice((choice) => choice.columns);
  const columns = useMemo(() => gridColumns(set, keys), [set, keys]);
  const resetKey = useMemo(() => JSON.stringify(query), [query]);
  const open = (row: ApprovalRow) => {
    useList.setState({ opened: true });
    go(recordPage(kind, row.recordId));
  };
  const clear = <Button onClick={clearFilters}>{text.filters.clear}</Button>;
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
      memoryKey={name}
      ariaLabel={words.title}
      testId={`${name}.grid`}
      empty={<EmptyState title={words.nothing.title} description={words.nothing.description} action={clear} />}
    />
  );
}

function Actions<Key extends keyof ApprovalRow>(props: RecordListFrameProps<Key> & { readonly total: number }) {
  const { name, words, columns: set, buttons, total } = props;
  const columns = set.useChoice((choice) => choice.columns);
  const [exporting, setExporting] = useState(false);
  return (
    <>
      <ColumnChooser set={set} name={name} />
      <Button icon={<DownloadOutlined />} disabled={total === 0} onClick={() => setExporting(true)} data-testid={`${name}.export`}>
        {text.export}
      </Button>
      {buttons}
      <RecordExportDialog
        name={name}
        title={words.title}
        open={exporting}
        rows={total}
        columns={columns.map((key) => ({ key, title: set.titles[key] }))}
        onClose={() => setExporting(false)}
      />
    </>
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

/** Opening the list begins with the search; coming back from one record goes on in the grid. */
function useFirstFocus(useList: RecordListStore, ready: boolean, search: RefObject<InputRef | null>): RefObject<HTMLDivElement | null> {
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!ready) return;
    if (useList.getState().opened) focusGrid(page.current);
    else search.current?.focus({ cursor: 'all', preventScroll: true });
    useList.setState({ opened: false });
  }, [useList, ready, search]);
  return page;
}
