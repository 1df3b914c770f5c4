/** At the right of a list's search: what is selected and what can be done with it, and how many records there are. */
import { App, Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useNavigation } from '../app/navigation.ts';
import { useSelection } from '../app/selection.ts';
import './record-list.css';
import { type ListAnswer, ownSelected } from './record-list-query.ts';
import type { RecordListStore } from './record-list-state.ts';
import { recordListText as words } from './record-list-text.ts';

/** the workstation gives no more ids at once */
const MOST_SELECTED = 10_000;

interface SelectionBarProps {
  readonly name: string;
  readonly useList: RecordListStore;
  readonly total: number;
}

export function SelectionBar({ name, useList, total }: SelectionBarProps) {
  const { message } = App.useApp();
  const { selected, select, query } = useList();
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
    <Flex gap={8} align="center" className="record-list-selection" data-testid={`${name}.selection`}>
      <Typography.Text strong>{capped ? words.selectedMost(selected.size) : words.selected(selected.size)}</Typography.Text>
      {query.direction !== 'received' && (
        <Button type="primary" size="small" loading={busy} onClick={() => void pack()} data-testid={`${name}.createPackage`}>
          {words.createPackage}
        </Button>
      )}
      <Button type="link" size="small" onClick={() => select(new Set())}>
        {words.clearSelection}
      </Button>
    </Flex>
  );
}

interface ListCountProps {
  readonly name: string;
  readonly answer: ListAnswer | undefined;
  readonly timed: boolean;
}

export function ListCount({ name, answer, timed }: ListCountProps) {
  if (!answer) return null;
  const narrowed = answer.total !== answer.all;
  return (
    <Typography.Text type="secondary" className="record-list-count" aria-live="polite">
      <span data-testid={`${name}.count`} data-total={answer.total}>
        {narrowed ? words.countOf(answer.total, answer.all) : words.count(answer.total)}
      </span>
      {timed && <span data-testid={`${name}.milliseconds`}> · {words.milliseconds(Math.max(1, Math.round(answer.milliseconds)))}</span>}
    </Typography.Text>
  );
}
