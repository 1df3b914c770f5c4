/** The columns of 部门名录. */
import { Button, Flex, type TableColumnsType, Tag, Tooltip } from 'antd';
import type { DirectoryRow } from '#shared/workstation/api.ts';
import { fingerprintGroups } from '../../components/fingerprint.tsx';
import { directoryText } from './text.ts';

const words = directoryText.columns;

const KEY_COLORS: Readonly<Record<DirectoryRow['keyState'], string>> = { none: 'default', unconfirmed: 'warning', confirmed: 'success' };

/** pixels below which the list scrolls sideways */
export const DIRECTORY_MIN_WIDTH = 1020;

export function directoryColumns(onEdit: (row: DirectoryRow) => void, readOnly: boolean): TableColumnsType<DirectoryRow> {
  return [
    { key: 'name', title: words.name, render: (_, row) => <Name row={row} /> },
    { key: 'roles', title: words.roles, width: 104, render: (_, row) => <Roles row={row} /> },
    { key: 'contact', title: words.contact, render: (_, row) => <Contact row={row} /> },
    { key: 'documentCode', title: words.documentCode, width: 96, render: (_, row) => row.department.documentCode || '—' },
    { key: 'key', title: words.fingerprint, width: 290, render: (_, row) => <Key row={row} /> },
    { key: 'packages', title: words.packages, width: 80, render: (_, row) => <Packages row={row} /> },
    {
      key: 'actions',
      title: words.actions,
      width: 60,
      render: (_, row) => (
        <Button
          type="link"
          size="small"
          style={{ padding: 0 }}
          disabled={readOnly}
          onClick={() => onEdit(row)}
          data-testid={`directory.edit.${row.department.uscc}`}
        >
          {directoryText.edit}
        </Button>
      ),
    },
  ];
}

function Name({ row }: { readonly row: DirectoryRow }) {
  const { department } = row;
  return (
    <>
      <div className="name-text">{department.name}</div>
      <div className="directory-secondary directory-code">{department.uscc}</div>
    </>
  );
}

function Roles({ row }: { readonly row: DirectoryRow }) {
  return (
    <Flex gap={4} wrap>
      {row.department.roles.map((role) => (
        <Tag key={role} color={role === 'approval' ? 'blue' : 'cyan'} style={{ margin: 0 }}>
          {directoryText.role[role]}
        </Tag>
      ))}
    </Flex>
  );
}

function Contact({ row }: { readonly row: DirectoryRow }) {
  const { telephone, address } = row.department;
  return (
    <>
      <div>{telephone || '—'}</div>
      {address && <div className="directory-secondary">{address}</div>}
    </>
  );
}

function Key({ row }: { readonly row: DirectoryRow }) {
  const state = directoryText.keyState[row.keyState];
  return (
    <>
      <Tooltip title={state.hint}>
        <Tag
          color={KEY_COLORS[row.keyState]}
          style={{ margin: 0 }}
          data-testid={`directory.key.${row.department.uscc}`}
          data-state={row.keyState}
        >
          {state.label}
        </Tag>
      </Tooltip>
      {row.confirmedAt && <span className="directory-secondary">　{directoryText.confirmedAt(row.confirmedAt)}</span>}
      {row.fingerprint && (
        <div className="row-fingerprint" title={row.fingerprint}>
          {fingerprintGroups(row.fingerprint).map((group, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: groups never move, and two may be equal
            <span key={position}>{group}</span>
          ))}
        </div>
      )}
    </>
  );
}

function Packages({ row }: { readonly row: DirectoryRow }) {
  return (
    <>
      <div>{directoryText.packagesOut(row.packagesOut)}</div>
      <div>{directoryText.packagesIn(row.packagesIn)}</div>
    </>
  );
}
