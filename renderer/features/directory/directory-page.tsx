/** 部门名录: the own key, with whom packages are exchanged, and whose keys were compared. */
import { IdcardOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Table, Tooltip } from 'antd';
import { useMemo, useState } from 'react';
import type { Department } from '#shared/domain/department.ts';
import type { DirectoryRow } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useAsync } from '../../components/use-async.ts';
import { DepartmentDetails } from './department-details.tsx';
import { DepartmentDrawer } from './department-drawer.tsx';
import './directory.css';
import { DIRECTORY_MIN_WIDTH, directoryColumns, type RowActions } from './directory-columns.tsx';
import { OwnKeyCard } from './own-key-card.tsx';
import { directoryText } from './text.ts';
import { useImportCard } from './use-import-card.tsx';

const NONE: readonly DirectoryRow[] = [];

export function DirectoryPage() {
  const demo = useSession((session) => Boolean(session.info?.demo));
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const directory = useAsync(() => workstation().directory());
  const [editing, setEditing] = useState<{ readonly department: Department | undefined } | undefined>(undefined);
  const [shown, setShown] = useState<string | undefined>(undefined);
  const card = useImportCard(setShown);
  const rows = directory.value ?? NONE;
  const taken = useMemo(() => rows.map((row) => row.department.uscc), [rows]);
  const add = () => setEditing({ department: undefined });
  const edit = (row: DirectoryRow) => setEditing({ department: row.department });
  return (
    <FileDrop
      hint={directoryText.dropHint}
      onFiles={(files) => {
        if (!readOnly) card.drop(files);
      }}
      testId="directory.drop"
    >
      <div className="directory" data-testid="directory">
        <PageHeader
          title={directoryText.title}
          description={directoryText.subtitle}
          actions={<HeaderActions readOnly={readOnly} onAdd={add} onImport={card.choose} />}
        />
        {demo && <Alert type="info" showIcon title={directoryText.demoNotice} data-testid="directory.demo" />}
        <OwnKeyCard readOnly={readOnly} />
        <FailureAlert failure={directory.failure} onRetry={directory.reload} />
        <Departments
          rows={rows}
          loading={directory.value === undefined && directory.loading}
          readOnly={readOnly}
          onAdd={add}
          onImport={card.choose}
          onShow={(row) => setShown(row.department.uscc)}
          onEdit={edit}
        />
      </div>
      <DepartmentDetails
        row={rows.find((row) => row.department.uscc === shown)}
        readOnly={readOnly}
        onClose={() => setShown(undefined)}
        onEdit={edit}
        onImportCard={card.choose}
      />
      <DepartmentDrawer editing={editing} taken={taken} onClose={() => setEditing(undefined)} />
      {card.dialog}
    </FileDrop>
  );
}

interface HeaderActionsProps {
  readonly readOnly: boolean;
  readonly onAdd: () => void;
  readonly onImport: () => void;
}

function HeaderActions({ readOnly, onAdd, onImport }: HeaderActionsProps) {
  return (
    <>
      <Tooltip title={readOnly ? directoryText.readOnly : ''}>
        <Button icon={<PlusOutlined />} disabled={readOnly} onClick={onAdd} data-testid="directory.add">
          {directoryText.add}
        </Button>
      </Tooltip>
      <Tooltip title={readOnly ? directoryText.readOnly : directoryText.dropTip} mouseEnterDelay={0.6}>
        <Button type="primary" icon={<IdcardOutlined />} disabled={readOnly} onClick={onImport} data-testid="directory.importCard">
          {directoryText.importCard}
        </Button>
      </Tooltip>
    </>
  );
}

interface DepartmentsProps extends HeaderActionsProps, RowActions {
  readonly rows: readonly DirectoryRow[];
  readonly loading: boolean;
}

/** rows of one page of the table; a search field is worth its place from this many on */
const PAGE = 50;
const SEARCH_FROM = 8;

function Departments({ rows, loading, readOnly, onAdd, onImport, onShow, onEdit }: DepartmentsProps) {
  const [text, setText] = useState('');
  const shown = useMemo(() => rows.filter((row) => matches(row, text)), [rows, text]);
  const empty = rows.length === 0 ? <Nobody readOnly={readOnly} onAdd={onAdd} onImport={onImport} /> : <NoMatch />;
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
        columns={directoryColumns({ onShow, onEdit }, readOnly)}
        dataSource={shown}
        tableLayout="fixed"
        scroll={{ x: DIRECTORY_MIN_WIDTH }}
        loading={loading}
        rowClassName="directory-row"
        onRow={(row) => ({ onClick: () => onShow(row) })}
        pagination={shown.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
        locale={{ emptyText: loading ? ' ' : empty }}
        data-testid="directory.table"
      />
    </>
  );
}

function Nobody({ readOnly, onAdd, onImport }: HeaderActionsProps) {
  return (
    <EmptyState
      compact
      title={directoryText.empty.title}
      description={directoryText.empty.hint}
      action={
        <>
          <Button
            type="primary"
            icon={<IdcardOutlined />}
            disabled={readOnly}
            onClick={onImport}
            style={{ marginInlineEnd: 8 }}
            data-testid="directory.empty.importCard"
          >
            {directoryText.importCard}
          </Button>
          <Button icon={<PlusOutlined />} disabled={readOnly} onClick={onAdd} data-testid="directory.empty.add">
            {directoryText.add}
          </Button>
        </>
      }
    />
  );
}

function NoMatch() {
  return <EmptyState compact title={directoryText.noMatch} />;
}

function matches({ department }: DirectoryRow, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return true;
  const { name, uscc, documentCode, address, telephone } = department;
  return [name, uscc, documentCode, address, telephone].some((value) => value.toLowerCase().includes(wanted));
}
