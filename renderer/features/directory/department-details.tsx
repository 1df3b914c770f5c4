/** Everything about one department: its facts, its keys with their history, and whether it coordinates the directory. */
import { EditOutlined, IdcardOutlined } from '@ant-design/icons';
import { Button, Drawer, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { DirectoryRow } from '#shared/workstation/api.ts';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { CoordinatorSwitch } from './coordinator-switch.tsx';
import { Roles, Sealed } from './directory-columns.tsx';
import { KeyList } from './key-list.tsx';
import { KeyTag } from './key-tag.tsx';
import { directoryText } from './text.ts';

export interface DepartmentDetailsProps {
  /** undefined: closed */
  readonly row: DirectoryRow | undefined;
  readonly readOnly: boolean;
  readonly onClose: () => void;
  readonly onEdit: (row: DirectoryRow) => void;
  readonly onImportCard: () => void;
}

const words = directoryText.details;

export function DepartmentDetails({ row, readOnly, onClose, onEdit, onImportCard }: DepartmentDetailsProps) {
  return (
    <Drawer
      open={row !== undefined}
      title={row?.department.name}
      extra={row && <HeadTags row={row} />}
      size={740}
      onClose={onClose}
      destroyOnHidden
      push={false}
      data-testid="directory.details"
    >
      {row && (
        <>
          <DetailSection
            title={words.facts}
            action={
              <Button
                size="small"
                icon={<EditOutlined />}
                disabled={readOnly}
                onClick={() => onEdit(row)}
                data-testid="directory.details.edit"
              >
                {directoryText.edit}
              </Button>
            }
          >
            <Facts row={row} />
          </DetailSection>
          <DetailSection
            title={words.keys}
            action={
              row.keys.length > 0 && (
                <Button
                  size="small"
                  icon={<IdcardOutlined />}
                  disabled={readOnly}
                  onClick={onImportCard}
                  data-testid="directory.details.importCard"
                >
                  {directoryText.importCard}
                </Button>
              )
            }
          >
            <Keys row={row} readOnly={readOnly} onImportCard={onImportCard} />
          </DetailSection>
          <DetailSection title={directoryText.coordination.title}>
            <CoordinatorSwitch row={row} readOnly={readOnly} />
          </DetailSection>
        </>
      )}
    </Drawer>
  );
}

function HeadTags({ row }: { readonly row: DirectoryRow }) {
  return (
    <>
      {row.coordinator && <Tag color="geekblue">{directoryText.coordinator}</Tag>}
      <KeyTag trust={row.keyState} />
    </>
  );
}

interface DetailSectionProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function DetailSection({ title, action, children }: DetailSectionProps) {
  return (
    <section className="detail-section">
      <div className="detail-section-head">
        <Typography.Title level={2} style={{ fontSize: 15, margin: 0 }}>
          {title}
        </Typography.Title>
        {action}
      </div>
      {children}
    </section>
  );
}

function Facts({ row }: { readonly row: DirectoryRow }) {
  const { department } = row;
  return (
    <DescriptionGrid
      labelWidth={118}
      items={[
        { key: 'uscc', label: words.uscc, value: <span className="directory-code">{department.uscc}</span>, span: 'filled' },
        { key: 'roles', label: words.roles, value: <Roles row={row} /> },
        { key: 'documentCode', label: words.documentCode, value: department.documentCode },
        { key: 'telephone', label: words.telephone, value: department.telephone },
        { key: 'sealed', label: words.sealed, value: <Sealed row={row} /> },
        { key: 'address', label: words.address, value: department.address },
        { key: 'packages', label: words.packages, value: words.packagesValue(row.packagesOut, row.packagesIn) },
      ]}
    />
  );
}

function Keys({ row, readOnly, onImportCard }: Pick<DepartmentDetailsProps, 'readOnly' | 'onImportCard'> & { readonly row: DirectoryRow }) {
  if (row.keys.length > 0) return <KeyList departmentName={row.department.name} keys={row.keys} readOnly={readOnly} />;
  return (
    <EmptyState
      compact
      title={words.noKeys.title}
      description={words.noKeys.hint}
      action={
        <Button icon={<IdcardOutlined />} disabled={readOnly} onClick={onImportCard} data-testid="directory.details.importCard">
          {directoryText.importCard}
        </Button>
      }
    />
  );
}
