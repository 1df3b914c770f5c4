/** 数据包: what was sent and what came, how far each has got, and the ways to make and take in another one. */
import { ExportOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, Table, Tabs, Tooltip } from 'antd';
import { useMemo, useState } from 'react';
import type { PackageRow } from '#shared/workstation/api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSelection } from '../../app/selection.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useAsync } from '../../components/use-async.ts';
import { CreatePackageDrawer } from './create-package-drawer.tsx';
import './exchange.css';
import { FileDrop } from './file-drop.tsx';
import { PACKAGES_MIN_WIDTH, packageColumns } from './package-columns.tsx';
import { ReceiptBar } from './receipt-bar.tsx';
import { importText, packagesText } from './text.ts';
import { useImportPackage } from './use-import-package.tsx';
import { useReceiptExport } from './use-receipt.tsx';

type Direction = PackageRow['direction'];

const NONE: readonly PackageRow[] = [];

export function PackagesPage() {
  const packages = useAsync(() => workstation().packages());
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const chosen = useSelection((selection) => selection.records.length);
  // records picked in the list were picked to be packed: begin at once
  const [creating, setCreating] = useState(chosen > 0 && !readOnly);
  const importing = useImportPackage();
  const receipt = useReceiptExport();
  const rows = packages.value ?? NONE;
  return (
    <FileDrop onFiles={importing.drop} className="packages">
      <PageHeader
        title={packagesText.title}
        description={packagesText.subtitle}
        actions={
          <>
            <Tooltip title={readOnly ? packagesText.readOnly : importText.dropTip} mouseEnterDelay={0.6}>
              <Button icon={<InboxOutlined />} disabled={readOnly} onClick={importing.choose} data-testid="packages.import">
                {packagesText.import}
              </Button>
            </Tooltip>
            <Tooltip title={readOnly ? packagesText.readOnly : ''} mouseEnterDelay={0.6}>
              <Button
                type="primary"
                icon={<ExportOutlined />}
                disabled={readOnly}
                onClick={() => setCreating(true)}
                data-testid="packages.create"
              >
                {packagesText.create}
              </Button>
            </Tooltip>
          </>
        }
      />
      <ReceiptBar packages={rows} receipt={receipt} disabled={readOnly} />
      <FailureAlert failure={packages.failure} onRetry={packages.reload} />
      <PackageTabs
        rows={rows}
        loading={packages.loading && packages.value === undefined}
        disabled={readOnly}
        onCreate={() => setCreating(true)}
        onImport={importing.choose}
      />
      <CreatePackageDrawer open={creating} onClose={() => setCreating(false)} />
      {importing.dialog}
      {receipt.dialog}
    </FileDrop>
  );
}

interface PackageTabsProps {
  readonly rows: readonly PackageRow[];
  readonly loading: boolean;
  readonly disabled: boolean;
  readonly onCreate: () => void;
  readonly onImport: () => void;
}

function PackageTabs(props: PackageTabsProps) {
  const { rows, loading } = props;
  const go = useNavigation((navigation) => navigation.go);
  const [chosen, setChosen] = useState<Direction | undefined>(undefined);
  const out = useMemo(() => rows.filter((row) => row.direction === 'out'), [rows]);
  const received = useMemo(() => rows.filter((row) => row.direction === 'in'), [rows]);
  // a department that only receives should not begin with an empty list
  const shown = chosen ?? (out.length === 0 && received.length > 0 ? 'in' : 'out');
  const table = (direction: Direction, list: readonly PackageRow[]) => (
    <Table<PackageRow>
      size="small"
      rowKey={(row) => `${row.direction}.${row.packageId}`}
      columns={packageColumns(direction, () => go({ name: 'inbox' }))}
      tableLayout="fixed"
      scroll={{ x: PACKAGES_MIN_WIDTH }}
      dataSource={list}
      loading={loading}
      pagination={list.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
      locale={{ emptyText: loading ? ' ' : <Nothing direction={direction} {...props} /> }}
      onRow={(row) => ({ 'data-testid': `packages.row.${row.packageId}` }) as object}
    />
  );
  return (
    <Tabs
      activeKey={shown}
      onChange={(key) => setChosen(key === 'in' ? 'in' : 'out')}
      items={[
        { key: 'out', label: <span data-testid="packages.tab.out">{packagesText.out(out.length)}</span>, children: table('out', out) },
        {
          key: 'in',
          label: <span data-testid="packages.tab.in">{packagesText.in(received.length)}</span>,
          children: table('in', received),
        },
      ]}
      data-testid="packages.tabs"
    />
  );
}

/** rows of one page of the table */
const PAGE = 50;

function Nothing({ direction, disabled, onCreate, onImport }: PackageTabsProps & { readonly direction: Direction }) {
  const words = packagesText.empty[direction];
  const out = direction === 'out';
  return (
    <EmptyState
      title={words.title}
      description={words.hint}
      action={
        <Button
          type="primary"
          disabled={disabled}
          icon={out ? <ExportOutlined /> : <InboxOutlined />}
          onClick={out ? onCreate : onImport}
          data-testid={out ? 'packages.empty.create' : 'packages.empty.import'}
        >
          {out ? packagesText.create : packagesText.import}
        </Button>
      }
    />
  );
}
