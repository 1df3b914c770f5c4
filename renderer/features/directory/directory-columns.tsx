/** The columns of 部门名录. */
import { LockOutlined, UnlockOutlined } from '@ant-design/icons';
import { Button, Flex, type TableColumnsType, Tag, Tooltip, Typography } from 'antd';
import type { DirectoryRow } from '#shared/workstation/api.ts';
import { fingerprintGroups } from '../../components/fingerprint.tsx';
import { KeyTag } from './key-tag.tsx';
import { directoryText } from './text.ts';

const words = directoryText.columns;

/** pixels below which the list scrolls sideways; narrow windows leave the contact to the details */
export const DIRECTORY_MIN_WIDTH = 800;

export interface RowActions {
  readonly onShow: (row: DirectoryRow) => void;
  readonly onEdit: (row: DirectoryRow) => void;
}

export function directoryColumns({ onShow, onEdit }: RowActions, readOnly: boolean): TableColumnsType<DirectoryRow> {
  return [
    { key: 'name', title: words.name, render: (_, row) => <Name row={row} /> },
    { key: 'roles', title: words.roles, width: 72, render: (_, row) => <Roles row={row} /> },
    { key: 'contact', title: words.contact, width: '20%', responsive: ['xl'], render: (_, row) => <Contact row={row} /> },
    { key: 'key', title: words.key, width: 196, render: (_, row) => <Key row={row} /> },
    { key: 'sealed', title: words.sealed, width: 118, render: (_, row) => <Sealed row={row} /> },
    { key: 'packages', title: words.packages, width: 72, render: (_, row) => <Packages row={row} /> },
    {
      key: 'actions',
      title: words.actions,
      width: 96,
      render: (_, row) => <Actions row={row} onShow={onShow} onEdit={onEdit} readOnly={readOnly} />,
    },
  ];
}

function Name({ row }: { readonly row: DirectoryRow }) {
  const { department } = row;
  return (
    <>
      <div className="name-text">
        {department.name}
        {row.coordinator && (
          <Tag color="geekblue" style={{ marginInlineStart: 6 }} data-testid={`directory.coordinator.${department.uscc}`}>
            {directoryText.coordinator}
          </Tag>
        )}
      </div>
      <div className="directory-secondary directory-code">{department.uscc}</div>
    </>
  );
}

export function Roles({ row }: { readonly row: DirectoryRow }) {
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
  const waiting = row.keyState === 'confirmed' ? row.keys.filter((key) => key.trust === 'unconfirmed').length : 0;
  const confirmed = row.keyState === 'confirmed' && row.confirmedAt !== '';
  return (
    <>
      <KeyTag trust={row.keyState} testId={`directory.key.${row.department.uscc}`} />
      {confirmed && <span className="directory-secondary">　{directoryText.confirmedAt(row.confirmedAt.slice(0, 10))}</span>}
      {row.fingerprint && (
        <div className="directory-secondary" title={fingerprintGroups(row.fingerprint).join(' ')}>
          <span className="directory-code">{fingerprintGroups(row.fingerprint).slice(0, 2).join(' ')} …</span>
          {row.keys.length > 1 && `　${directoryText.keys(row.keys.length)}`}
        </div>
      )}
      {waiting > 0 && (
        <Typography.Text type="warning" style={{ fontSize: 12 }}>
          {directoryText.waiting(waiting)}
        </Typography.Text>
      )}
    </>
  );
}

export function Sealed({ row }: { readonly row: Pick<DirectoryRow, 'canSeal' | 'department'> }) {
  const { label, hint } = row.canSeal ? directoryText.seal.yes : directoryText.seal.no;
  return (
    <Tooltip title={hint}>
      <Typography.Text
        {...(row.canSeal ? { type: 'success' as const } : { type: 'secondary' as const })}
        data-testid={`directory.seal.${row.department.uscc}`}
        data-seal={row.canSeal}
      >
        {row.canSeal ? <LockOutlined aria-hidden /> : <UnlockOutlined aria-hidden />} {label}
      </Typography.Text>
    </Tooltip>
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

interface ActionsProps extends RowActions {
  readonly row: DirectoryRow;
  readonly readOnly: boolean;
}

/** The row itself opens the details too; these stand for keyboard and screen reader. */
function Actions({ row, onShow, onEdit, readOnly }: ActionsProps) {
  const { uscc } = row.department;
  return (
    <Flex gap={12}>
      <Button
        type="link"
        size="small"
        style={{ padding: 0 }}
        onClick={(event) => {
          event.stopPropagation();
          onShow(row);
        }}
        data-testid={`directory.detail.${uscc}`}
      >
        {directoryText.detail}
      </Button>
      <Button
        type="link"
        size="small"
        style={{ padding: 0 }}
        disabled={readOnly}
        onClick={(event) => {
          event.stopPropagation();
          onEdit(row);
        }}
        data-testid={`directory.edit.${uscc}`}
      >
        {directoryText.edit}
      </Button>
    </Flex>
  );
}
