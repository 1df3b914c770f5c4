/** The two lists of packages, sent and received, narrowed by department and words. */
import { ExportOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, Flex, Input, Select, Table, Tabs } from 'antd';
import { useMemo, useState } from 'react';
import type { PackageRow } from '#shared/workstation/api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { PACKAGES_MIN_WIDTH, packageColumns } from './package-columns.tsx';
import { ALL_PACKAGES, departmentsOf, filterPackages, type PackageFilter } from './package-filter.ts';
import { packagesText } from './text.ts';
import type { PackageActions } from './use-package-actions.tsx';

type Direction = PackageRow['direction'];

export interface PackageTabsProps {
  readonly rows: readonly PackageRow[];
  readonly loading: boolean;
  readonly disabled: boolean;
  readonly actions: PackageActions;
  readonly onCreate: () => void;
  readonly onImport: () => void;
}

export function PackageTabs(props: PackageTabsProps) {
  const { rows, loading, actions } = props;
  const go = useNavigation((navigation) => navigation.go);
  const [chosen, setChosen] = useState<Direction | undefined>(undefined);
  const [filter, setFilter] = useState(ALL_PACKAGES);
  const lists = useMemo(() => ({ out: of(rows, 'out'), in: of(rows, 'in') }), [rows]);
  // a department that only receives should not begin with an empty list
  const shown = chosen ?? (lists.out.length === 0 && lists.in.length > 0 ? 'in' : 'out');
  const table = (direction: Direction) => {
    const list = filterPackages(lists[direction], filter);
    const empty =
      lists[direction].length > 0 ? <NoneFound onClear={() => setFilter(ALL_PACKAGES)} /> : <Nothing direction={direction} {...props} />;
    return (
      <Table<PackageRow>
        size="small"
        rowKey="rowId"
        columns={packageColumns(direction, { menu: actions.menu, onDetail: actions.showDetail, onInbox: () => go({ name: 'inbox' }) })}
        tableLayout="fixed"
        scroll={{ x: PACKAGES_MIN_WIDTH }}
        dataSource={list}
        loading={loading}
        pagination={list.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
        locale={{ emptyText: loading ? ' ' : empty }}
        onRow={(row) => ({ 'data-testid': `packages.row.${row.rowId}`, onDoubleClick: () => actions.showDetail(row) }) as object}
      />
    );
  };
  const label = (direction: Direction) => (
    <span data-testid={`packages.tab.${direction}`}>{packagesText[direction](lists[direction].length)}</span>
  );
  return (
    <Tabs
      activeKey={shown}
      onChange={(key) => setChosen(key === 'in' ? 'in' : 'out')}
      tabBarExtraContent={rows.length > 0 && <FilterBar rows={rows} filter={filter} onChange={setFilter} />}
      items={(['out', 'in'] as const).map((direction) => ({ key: direction, label: label(direction), children: table(direction) }))}
      data-testid="packages.tabs"
    />
  );
}

/** rows of one page of the table */
const PAGE = 50;

function of(rows: readonly PackageRow[], direction: Direction): readonly PackageRow[] {
  return rows.filter((row) => row.direction === direction);
}

interface FilterBarProps {
  readonly rows: readonly PackageRow[];
  readonly filter: PackageFilter;
  readonly onChange: (filter: PackageFilter) => void;
}

function FilterBar({ rows, filter, onChange }: FilterBarProps) {
  const words = packagesText.filter;
  const departments = useMemo(() => departmentsOf(rows), [rows]);
  return (
    <Flex gap={8}>
      <Select<string>
        {...(filter.departmentId !== undefined && { value: filter.departmentId })}
        onChange={(departmentId: string | undefined) => onChange({ ...filter, departmentId })}
        options={[...departments]}
        placeholder={words.department}
        aria-label={words.department}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={280}
        style={{ width: 200 }}
        data-testid="packages.filter.department"
      />
      <Input.Search
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
        placeholder={words.search}
        aria-label={words.search}
        allowClear
        maxLength={100}
        style={{ width: 240 }}
        data-testid="packages.filter.text"
      />
    </Flex>
  );
}

function NoneFound({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState
      compact
      title={packagesText.filter.none}
      action={
        <Button onClick={onClear} data-testid="packages.filter.clear">
          {packagesText.filter.clear}
        </Button>
      }
    />
  );
}

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
