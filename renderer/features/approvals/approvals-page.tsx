/** 审批信息: everything the department has recorded or received, searched as one types. */
import { ImportOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import type { ApprovalQuery } from '#shared/workstation/api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { RecordListFrame } from '../../components/record-list-frame.tsx';
import { recordListText } from '../../components/record-list-text.ts';
import { useAsync } from '../../components/use-async.ts';
import { APPROVAL_COLUMNS } from './approval-columns.tsx';
import './approvals.css';
import { ActiveFilters, FilterBar } from './filter-bar.tsx';
import { useApprovalList } from './list-state.ts';
import { text } from './text.ts';
import { WaysToBegin } from './ways-to-begin.tsx';

const words = text.list;

export interface ApprovalsPageProps {
  /** narrows the list, e.g. from a card on the home page */
  readonly preset?: Partial<ApprovalQuery>;
}

export function ApprovalsPage({ preset }: ApprovalsPageProps) {
  return (
    <RecordListFrame
      name="approvals"
      kind="approval"
      words={words}
      useList={useApprovalList}
      columns={APPROVAL_COLUMNS}
      preset={preset}
      buttons={<Buttons />}
      filters={<Filters />}
      begin={<WaysToBegin />}
      timed
    />
  );
}

function Filters() {
  const { query, change, clearFilters } = useApprovalList();
  const { value: facets } = useAsync(() => workstation().approvalFacets());
  return (
    <>
      <FilterBar query={query} facets={facets} onChange={change} />
      <ActiveFilters query={query} facets={facets} onChange={change} onClear={clearFilters} />
    </>
  );
}

function Buttons() {
  const go = useNavigation((navigation) => navigation.go);
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  return (
    <>
      <Tooltip title={readOnly ? recordListText.readOnly : words.keys.import} mouseEnterDelay={0.6}>
        <Button icon={<ImportOutlined />} disabled={readOnly} onClick={() => go({ name: 'import' })} data-testid="approvals.import">
          {words.import}
        </Button>
      </Tooltip>
      <Tooltip title={readOnly ? recordListText.readOnly : words.keys.new} mouseEnterDelay={0.6}>
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
    </>
  );
}
