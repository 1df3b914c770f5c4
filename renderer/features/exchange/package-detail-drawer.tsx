/** Everything known about one package: its way, digests that can be copied, who signed for it, who else got it. */

import { DownOutlined } from '@ant-design/icons';
import { Button, Drawer, Dropdown, Flex, type MenuProps, Typography } from 'antd';
import { hasRecords } from '#shared/ledger/entry.ts';
import type { PackageRow } from '#shared/workstation/api.ts';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import { localTime } from '../../components/local-time.ts';
import { sizeText } from '../../components/size.ts';
import { detailText, purposeTitle } from './delivery-text.ts';
import { Digests } from './package-done.tsx';
import { IncomingState, PackageSteps } from './package-steps.tsx';
import { SealedTag } from './sealed-tag.tsx';
import { packagesText } from './text.ts';

const words = detailText;

export interface PackageDetailDrawerProps {
  /** closed when undefined */
  readonly row: PackageRow | undefined;
  /** all of the list, to find who else got this package */
  readonly rows: readonly PackageRow[];
  readonly menu: (row: PackageRow) => MenuProps;
  readonly onClose: () => void;
}

export function PackageDetailDrawer({ row, rows, menu, onClose }: PackageDetailDrawerProps) {
  const actions = row && withoutDetail(menu(row));
  return (
    <Drawer
      open={row !== undefined}
      title={words.title}
      size={720}
      onClose={onClose}
      extra={
        actions &&
        actions.items?.length !== 0 && (
          <Dropdown trigger={['click']} menu={actions}>
            <Button data-testid="packages.detail.menu">
              {words.more} <DownOutlined />
            </Button>
          </Dropdown>
        )
      }
      data-testid="packages.detail.drawer"
    >
      {row && <Detail row={row} rows={rows} />}
    </Drawer>
  );
}

function withoutDetail(menu: MenuProps): MenuProps {
  return { ...menu, items: menu.items?.filter((item) => item?.key !== 'detail') ?? [] };
}

function Detail({ row, rows }: { readonly row: PackageRow; readonly rows: readonly PackageRow[] }) {
  const { facts } = words;
  const out = row.direction === 'out';
  const others = rows.filter(
    (other) => other.packageId === row.packageId && other.direction === row.direction && other.rowId !== row.rowId,
  );
  return (
    <DescriptionGrid
      columns={1}
      labelWidth={104}
      items={[
        { key: 'title', label: facts.title, value: row.title },
        { key: 'purpose', label: facts.purpose, value: purposeTitle[row.purpose] },
        { key: 'department', label: facts.direction[row.direction], value: <Department row={row} /> },
        ...(others.length > 0
          ? [{ key: 'others', label: facts.others, value: others.map((other) => <Other key={other.rowId} row={other} />) }]
          : []),
        { key: 'sequence', label: facts.sequence, value: packagesText.sequence(row.sequence, row.seriesLabel) },
        { key: 'at', label: facts.at[row.direction], value: localTime(row.at) },
        { key: 'content', label: facts.content, value: words.content(row.records, row.attachments) },
        { key: 'state', label: facts.state, value: <State row={row} /> },
        ...(out
          ? [
              { key: 'handover', label: facts.handover, value: row.handover || words.notHandedOver },
              { key: 'resent', label: facts.resent, value: row.resent > 0 ? words.times(row.resent) : words.never },
            ]
          : []),
        { key: 'sealed', label: facts.sealed, value: <SealedTag sealed={row.sealed} /> },
        { key: 'file', label: facts.file, value: <File row={row} /> },
        { key: 'digests', label: facts.digests, value: <Digests row={row} /> },
        {
          key: 'packageId',
          label: facts.packageId,
          value: (
            <Typography.Text className="digest" copyable>
              {row.packageId}
            </Typography.Text>
          ),
        },
      ]}
    />
  );
}

function Department({ row }: { readonly row: PackageRow }) {
  return (
    <>
      <div>{row.departmentName}</div>
      <div className="preview-secondary">{row.departmentId}</div>
    </>
  );
}

function Other({ row }: { readonly row: PackageRow }) {
  return (
    <div>
      {row.departmentName}
      <span className="preview-secondary">　{row.state}</span>
    </div>
  );
}

function State({ row }: { readonly row: PackageRow }) {
  return (
    <Flex vertical gap={4}>
      {row.direction === 'out' ? <PackageSteps row={row} /> : <IncomingState row={row} />}
      {hasRecords(row.purpose) && <span className="preview-secondary">{words.answered(row.claimed, row.returned, row.overdue)}</span>}
    </Flex>
  );
}

function File({ row }: { readonly row: PackageRow }) {
  if (!row.fileName) return <>{words.never}</>;
  return (
    <>
      {row.fileName}
      {row.fileSize !== undefined && <span className="preview-secondary">　{sizeText(row.fileSize)}</span>}
    </>
  );
}
