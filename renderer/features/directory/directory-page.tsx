/** 部门名录: with whom packages are exchanged, and whose keys were compared. */
import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Table, Tooltip } from 'antd';
import { useMemo, useState } from 'react';
import type { Department } from '#shared/domain/department.ts';
import type { DirectoryRow } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useAsync } from '../../components/use-async.ts';
import { DepartmentDrawer } from './department-drawer.tsx';
import './directory.css';
import { DIRECTORY_MIN_WIDTH, directoryColumns } from './directory-columns.tsx';
import { OwnFingerprintCard } from './own-fingerprint-card.tsx';
import { directoryText } from './text.ts';

const NONE: readonly DirectoryRow[] = [];

export function DirectoryPage() {
  const demo = useSession((session) => Boolean(session.info?.demo));
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const directory = useAsync(() => workstation().directory());
  const [editing, setEditing] = useState<{ readonly department: Department | undefined } | undefined>(undefined);
  const rows = directory.value ?? NONE;
  const taken = useMemo(() => rows.map((row) => row.department.uscc), [rows]);
  const add = () => setEditing({ department: undefined });
  return (
    <div className="directory" data-testid="directory">
      <PageHeader
        title={directoryText.title}
        description={directoryText.subtitle}
        actions={
          <Tooltip title={readOnly ? directoryText.readOnly : ''}>
            <Button type="primary" icon={<PlusOutlined />} disabled={readOnly} onClick={add} data-testid="directory.add">
              {directoryText.add}
            </Button>
          </Tooltip>
        }
      />
      {demo && <Alert type="info" showIcon title={directoryText.demoNotice} data-testid="directory.demo" />}
      <OwnFingerprintCard />
      <FailureAlert failure={directory.failure} onRetry={directory.reload} />
      <Departments
        rows={rows}
        loading={directory.value === undefined && directory.loading}
        readOnly={readOnly}
        onAdd={add}
        onEdit={(row) => setEditing({ department: row.department })}
      />
      <DepartmentDrawer editing={editing} taken={taken} onClose={() => setEditing(undefined)} />
    </div>
  );
}

interface DepartmentsProps {
  readonly rows: readonly DirectoryRow[];
  readonly loading: boolean;
  readonly readOnly: boolean;
  readonly onAdd: () => void;
  readonly onEdit: (row: DirectoryRow) => void;
}

/** rows of one page of the table; a search field is worth its place from this many on */
const PAGE = 50;
const SEARCH_FROM = 8;

function Departments({ rows, loading, readOnly, onAdd, onEdit }: DepartmentsProps) {
  const [text, setText] = useState('');
  const shown = useMemo(() => rows.filter((row) => matches(row, text)), [rows, text]);
  const empty =
    rows.length === 0 ? (
      <EmptyState
        title={directoryText.empty.title}
        description={directoryText.empty.hint}
        action={
          <Button type="primary" icon={<PlusOutlined />} disabled={readOnly} onClick={onAdd} data-testid="directory.empty.add">
            {directoryText.add}
          </Button>
        }
      />
    ) : (
      <EmptyState compact title={directoryText.noMatch} />
    );
  return (
    <>
      {rows.length >= SEARCH_FROM && (
        <Input.Search
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={directoryText.searchPlaceholder}
          aria-label={directoryText.searchPlaceholder}
          allowClear
          style={{ width: 320 }}
          data-testid="directory.search"
        />
      )}
      <Table<DirectoryRow>
        size="small"
        rowKey={(row) => row.department.uscc}
        columns={directoryColumns(onEdit, readOnly)}
        dataSource={shown}
        tableLayout="fixed"
        scroll={{ x: DIRECTORY_MIN_WIDTH }}
        loading={loading}
        pagination={shown.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
        locale={{ emptyText: loading ? ' ' : empty }}
        data-testid="directory.table"
      />
    </>
  );
}

function matches({ department }: DirectoryRow, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return true;
  const { name, uscc, documentCode, address, telephone } = department;
  return [name, uscc, documentCode, address, telephone].some((value) => value.toLowerCase().includes(wanted));
}
