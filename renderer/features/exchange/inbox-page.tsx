/** 待认领: what other departments pushed to this one; claimed or returned here, many at a time (办法 20(一)). */
import { InboxOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, Input, Segmented, Tooltip, Typography } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ok } from '#shared/domain/result.ts';
import { hasRecords } from '#shared/ledger/entry.ts';
import type { ApprovalQuery, ApprovalRow, ApprovalStatus, PackageRow } from '#shared/workstation/api.ts';
import { recordPage, useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { ClaimDialog, ReturnDialog } from '../../components/answer-dialogs.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { RecordGrid } from '../../components/record-grid.tsx';
import { type Async, useAsync } from '../../components/use-async.ts';
import './exchange.css';
import './output.css';
import { ALL_COLUMNS, ANSWERED_COLUMNS, dueTone, WAITING_COLUMNS } from './inbox-columns.tsx';
import { ReceiptBar } from './receipt-bar.tsx';
import { importText, inboxText } from './text.ts';
import { useImportPackage } from './use-import-package.tsx';
import { useReceiptExport } from './use-receipt.tsx';

type Filter = 'toClaim' | 'claimed' | 'returned' | 'all';

interface View {
  readonly filter: Filter;
  readonly text: string;
  readonly overdueOnly: boolean;
  readonly sort: ApprovalQuery['sort'];
}

const STATUSES: Readonly<Record<Filter, readonly ApprovalStatus[]>> = {
  toClaim: ['toClaim'],
  claimed: ['claimed'],
  returned: ['returned'],
  all: [],
};
const COLUMNS = { toClaim: WAITING_COLUMNS, claimed: ANSWERED_COLUMNS, returned: ANSWERED_COLUMNS, all: ALL_COLUMNS } as const;
const FIRST_VIEW: View = { filter: 'toClaim', text: '', overdueOnly: false, sort: { field: 'dueOn', order: 'ascending' } };
const NO_ROWS: ReadonlySet<string> = new Set();

const rowId = (row: ApprovalRow) => row.recordId;
const loadAllIds = () => workstation().approvalIds();

export function InboxPage() {
  const go = useNavigation((navigation) => navigation.go);
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const [view, setView] = useState(FIRST_VIEW);
  const [selected, setSelected] = useState(NO_ROWS);
  const [dialog, setDialog] = useState<'claim' | 'return' | undefined>(undefined);
  const answer = useInboxAnswer(view);
  const packages = useAsync(() => workstation().packages());
  const { loadPage, known } = useKnownRows();
  const importing = useImportPackage();
  const receipt = useReceiptExport();
  const change = (part: Partial<View>) => {
    setView((before) => ({ ...before, ...part }));
    if (part.sort === undefined) setSelected(NO_ROWS);
  };
  const resetKey = useMemo(() => JSON.stringify(view), [view]);
  const selectable = view.filter === 'toClaim' && !readOnly;
  const records = useMemo(() => [...selected], [selected]);
  const dialogProps = {
    records,
    known: known(records),
    onClose: () => setDialog(undefined),
    onDone: () => {
      setDialog(undefined);
      setSelected(NO_ROWS);
    },
  };
  return (
    <FileDrop hint={importText.dropHint} testId="packages.drop" onFiles={importing.drop} className="page-fill inbox">
      <PageHeader
        title={inboxText.title}
        description={inboxText.subtitle}
        actions={
          <Tooltip title={readOnly ? inboxText.readOnly : importText.dropTip} mouseEnterDelay={0.6}>
            <Button icon={<InboxOutlined />} onClick={importing.choose} disabled={readOnly} data-testid="inbox.import">
              {inboxText.importPackage}
            </Button>
          </Tooltip>
        }
      />
      <ReceiptBar packages={packages.value ?? []} receipt={receipt} disabled={readOnly} />
      <FailureAlert failure={answer.failure ?? packages.failure} title={inboxText.failed} onRetry={answer.reload} />
      <Toolbar view={view} total={answer.value?.total} onChange={change} />
      {view.filter === 'toClaim' && (
        <AnswerLine selected={selected.size} disabled={!selectable} onAnswer={setDialog} onClear={() => setSelected(NO_ROWS)} />
      )}
      <RecordGrid
        columns={COLUMNS[view.filter]}
        total={answer.value?.total ?? 0}
        loadPage={loadPage}
        rowId={rowId}
        revision={answer.value?.answer ?? 0}
        resetKey={resetKey}
        {...(selectable && { selection: selected, onSelectionChange: setSelected, loadAllIds })}
        sort={view.sort}
        onSort={(sort) => change({ sort })}
        onOpen={(row) => go(recordPage(row.kind, row.recordId))}
        rowTone={dueTone}
        loading={answer.loading}
        memoryKey={`inbox.${view.filter}`}
        ariaLabel={inboxText.title}
        testId="inbox.grid"
        empty={<Nothing view={view} packages={packages.value} onImport={importing.choose} onReset={() => change(FIRST_VIEW)} />}
      />
      <ClaimDialog open={dialog === 'claim'} {...dialogProps} />
      <ReturnDialog open={dialog === 'return'} {...dialogProps} />
      {importing.dialog}
      {receipt.dialog}
    </FileDrop>
  );
}

let answers = 0;

/** `answer` counts the answers, so that the grid knows when to read its rows again */
function useInboxAnswer(view: View): Async<{ readonly total: number; readonly answer: number }> {
  return useAsync(async () => {
    const result = await workstation().queryApprovals({
      kinds: ['approval', 'supervision'],
      text: view.text,
      direction: 'received',
      statuses: STATUSES[view.filter],
      overdueOnly: view.overdueOnly,
      decidedFrom: undefined,
      decidedTo: undefined,
      matters: [],
      recipients: [],
      sources: [],
      sort: view.sort,
    });
    if (!result.ok) return result;
    answers += 1;
    return ok({ total: result.value.total, answer: answers });
  }, [view]);
}

/** Remembers the rows that were on the screen, so that the dialogs can name what was ticked. */
function useKnownRows() {
  const rows = useRef(new Map<string, ApprovalRow>());
  const loadPage = useCallback(async (offset: number, limit: number) => {
    const page = await workstation().approvalPage(offset, limit);
    if (page.ok) for (const row of page.value) rows.current.set(row.recordId, row);
    return page;
  }, []);
  const known = useCallback((ids: readonly string[]) => ids.slice(0, 50).flatMap((id) => rows.current.get(id) ?? []), []);
  return { loadPage, known };
}

interface ToolbarProps {
  readonly view: View;
  readonly total: number | undefined;
  readonly onChange: (part: Partial<View>) => void;
}

function Toolbar({ view, total, onChange }: ToolbarProps) {
  const [typed, setTyped] = useState(view.text);
  useEffect(() => setTyped(view.text), [view.text]);
  return (
    <Flex gap={12} align="center" wrap>
      <Segmented<Filter>
        value={view.filter}
        onChange={(filter) => onChange({ filter, overdueOnly: false })}
        options={(['toClaim', 'claimed', 'returned', 'all'] as const).map((value) => ({ value, label: inboxText.filters[value] }))}
        data-testid="inbox.filter"
      />
      <Input.Search
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onSearch={(text) => onChange({ text: text.trim() })}
        placeholder={inboxText.searchPlaceholder}
        aria-label={inboxText.search}
        allowClear
        maxLength={100}
        style={{ width: 320 }}
        data-testid="inbox.search"
      />
      {view.filter === 'toClaim' && (
        <Checkbox
          checked={view.overdueOnly}
          onChange={(event) => onChange({ overdueOnly: event.target.checked })}
          data-testid="inbox.overdueOnly"
        >
          {inboxText.overdueOnly}
        </Checkbox>
      )}
      {total !== undefined && (
        <Typography.Text type="secondary" style={{ marginInlineStart: 'auto' }} aria-live="polite">
          <span data-testid="inbox.count" data-total={total}>
            {inboxText.total(total)}
          </span>
        </Typography.Text>
      )}
    </Flex>
  );
}

interface AnswerLineProps {
  readonly selected: number;
  readonly disabled: boolean;
  readonly onAnswer: (answer: 'claim' | 'return') => void;
  readonly onClear: () => void;
}

/** 认领 and 退回 stand right above the list, with how many they would take. */
function AnswerLine({ selected, disabled, onAnswer, onClear }: AnswerLineProps) {
  const off = disabled || selected === 0;
  return (
    <Flex gap={8} align="center">
      <Button type="primary" disabled={off} onClick={() => onAnswer('claim')} data-testid="inbox.claim">
        {inboxText.claimCount(selected)}
      </Button>
      <Button danger disabled={off} onClick={() => onAnswer('return')} data-testid="inbox.return">
        {inboxText.returnCount(selected)}
      </Button>
      {selected > 0 ? (
        <Button type="link" size="small" onClick={onClear} data-testid="inbox.clearSelection">
          {inboxText.clearSelection}
        </Button>
      ) : (
        <Typography.Text type="secondary">{disabled ? inboxText.readOnly : inboxText.selectFirst}</Typography.Text>
      )}
    </Flex>
  );
}

interface NothingProps {
  readonly view: View;
  readonly packages: readonly PackageRow[] | undefined;
  readonly onImport: () => void;
  readonly onReset: () => void;
}

function Nothing({ view, packages, onImport, onReset }: NothingProps) {
  const { empty } = inboxText;
  const narrowed = view.text !== '' || view.overdueOnly;
  const received = packages?.some((row) => row.direction === 'in' && hasRecords(row.purpose)) ?? true;
  const importButton = (
    <Button type="primary" icon={<InboxOutlined />} onClick={onImport} data-testid="inbox.empty.import">
      {inboxText.importPackage}
    </Button>
  );
  if (!received) return <EmptyState title={empty.nothing.title} description={empty.nothing.hint} action={importButton} />;
  if (narrowed || view.filter !== 'toClaim') {
    return (
      <EmptyState
        title={empty.filtered.title}
        description={empty.filtered.hint}
        action={<Button onClick={onReset}>{empty.filtered.action}</Button>}
      />
    );
  }
  return <EmptyState title={empty.toClaim.title} description={empty.toClaim.hint} action={importButton} />;
}
