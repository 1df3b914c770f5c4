/** 监管信息: what this department decided or found, and what others pushed to it (办法 21), searched as one types. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Tooltip } from 'antd';
import type { ApprovalQuery } from '#shared/workstation/api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { RecordListFrame } from '../../components/record-list-frame.tsx';
import { recordListText } from '../../components/record-list-text.ts';
import { FilterBar } from './filter-bar.tsx';
import { useSupervisionList } from './list-state.ts';
import { SUPERVISION_COLUMNS } from './supervision-columns.tsx';
import { text } from './text.ts';

const words = text.list;

export interface SupervisionPageProps {
  /** narrows the list, e.g. from the home page */
  readonly preset?: Partial<ApprovalQuery>;
}

export function SupervisionPage({ preset }: SupervisionPageProps) {
  return (
    <RecordListFrame
      name="supervision"
      kind="supervision"
      words={words}
      useList={useSupervisionList}
      columns={SUPERVISION_COLUMNS}
      preset={preset}
      buttons={<NewButton />}
      filters={<Filters />}
      begin={<WaysToBegin />}
    />
  );
}

function Filters() {
  const { query, change, clearFilters } = useSupervisionList();
  return <FilterBar query={query} onChange={change} onClear={clearFilters} />;
}

function NewButton() {
  const go = useNavigation((navigation) => navigation.go);
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  return (
    <Tooltip title={readOnly ? recordListText.readOnly : words.keys.new} mouseEnterDelay={0.6}>
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
