/** 督办事项 (办法 31(三)): what the meetings decided, whose it is, until when, and how far it has come. */
import { PrinterOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Flex, Input, type InputRef, Segmented, Typography } from 'antd';
import { useCallback, useDeferredValue, useRef, useState } from 'react';
import type { ActionRow } from '#shared/workstation/meetings/meetings-api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useAsync } from '../../components/use-async.ts';
import { useHotkey } from '../../components/use-hotkey.ts';
import { ActionDrawer } from './action-drawer.tsx';
import { isOverdue } from './action-state.tsx';
import { ActionTable } from './action-table.tsx';
import './actions.css';
import { ActionsSheet } from './actions-sheet.tsx';
import { LedgerButton } from './ledger-button.tsx';
import { text } from './text.ts';

export interface ActionsPageProps {
  /** begins with this one open */
  readonly show?: string;
  readonly filter?: Show;
}

type Show = 'mine' | 'toJudge' | 'open' | 'all';
const SHOWS: readonly Show[] = ['mine', 'toJudge', 'open', 'all'];

interface Query {
  readonly show: Show;
  readonly overdueOnly: boolean;
  readonly text: string;
}

export function ActionsPage({ show, filter }: ActionsPageProps) {
  const [query, setQuery] = useState<Query>({ show: filter ?? (show === undefined ? 'open' : 'all'), overdueOnly: false, text: '' });
  const [opened, setOpened] = useState(show);
  const asked = useDeferredValue(query);
  const list = useAsync(() => workstation().actions(asked), [asked]);
  const rows = list.value;
  const { printing, print, onReady } = usePrinting();
  const clear = () => setQuery({ ...query, overdueOnly: false, text: '' });
  const narrowed = asked.overdueOnly || asked.text.trim() !== '';
  return (
    <div className="actions" data-testid="actions">
      <PageHeader
        title={text.title}
        description={text.description}
        actions={
          <>
            <LedgerButton />
            <Button
              icon={<PrinterOutlined />}
              disabled={!rows || rows.length === 0 || printing}
              onClick={print}
              data-testid="actions.print"
            >
              {text.print}
            </Button>
          </>
        }
      />
      <Filters query={query} onQuery={setQuery} rows={rows ?? []} />
      <FailureAlert failure={list.failure} title={text.failed} onRetry={list.reload} />
      <ActionTable rows={rows} empty={<Nothing show={asked.show} onClear={narrowed ? clear : undefined} />} onOpen={setOpened} />
      <ActionDrawer actionId={opened} onClose={() => setOpened(undefined)} />
      {printing && rows && <ActionsSheet rows={rows} show={asked.show} onReady={onReady} />}
    </div>
  );
}

interface FiltersProps {
  readonly query: Query;
  readonly onQuery: (query: Query) => void;
  readonly rows: readonly ActionRow[];
}

function Filters({ query, onQuery, rows }: FiltersProps) {
  const box = useRef<InputRef>(null);
  useHotkey('/', () => box.current?.focus({ cursor: 'all' }));
  return (
    <Flex gap={12} align="center" wrap>
      <Segmented<Show>
        value={query.show}
        onChange={(show) => onQuery({ ...query, show })}
        options={SHOWS.map((value) => ({ value, label: <span data-testid={`actions.show.${value}`}>{text.show[value]}</span> }))}
      />
      <Checkbox
        checked={query.overdueOnly}
        onChange={(event) => onQuery({ ...query, overdueOnly: event.target.checked })}
        data-testid="actions.overdue"
      >
        {text.overdueOnly}
      </Checkbox>
      <Input.Search
        ref={box}
        allowClear
        placeholder={text.search}
        aria-label={text.searchLabel}
        value={query.text}
        onChange={(event) => onQuery({ ...query, text: event.target.value })}
        maxLength={100}
        style={{ width: 360 }}
        data-testid="actions.search"
      />
      <Typography.Text type="secondary" data-testid="actions.count" data-count={rows.length}>
        {text.count(rows.length, rows.filter(isOverdue).length)}
      </Typography.Text>
    </Flex>
  );
}

function Nothing({ show, onClear }: { readonly show: Show; readonly onClear: (() => void) | undefined }) {
  if (onClear) return <EmptyState title={text.noneFound} action={<Button onClick={onClear}>{text.clear}</Button>} />;
  return <EmptyState title={text.empty[show]} description={text.emptyHint} />;
}

/** The sheet is mounted, printed when it is laid out, and taken away. */
function usePrinting() {
  const { modal } = App.useApp();
  const [printing, setPrinting] = useState(false);
  const onReady = useCallback(async () => {
    const result = await window.host.print();
    setPrinting(false);
    if (!result.ok) modal.error({ title: text.printFailed, content: result.error.message });
  }, [modal]);
  return { printing, print: () => setPrinting(true), onReady: () => void onReady() };
}
