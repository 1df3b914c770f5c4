/** The columns of the package list; two lines a row, so that nothing needs to scroll sideways. Files and digests stand in the detail. */

import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown, Flex, type MenuProps, type TableColumnsType } from 'antd';
import { hasRecords } from '#shared/ledger/entry.ts';
import type { PackageRow } from '#shared/workstation/api.ts';
import { detailText } from './delivery-text.ts';
import { IncomingState, PackageSteps } from './package-steps.tsx';
import { SealedSign } from './sealed-tag.tsx';
import { packagesText, purposeText } from './text.ts';

const words = packagesText.columns;

/** pixels below which the list scrolls sideways */
export const PACKAGES_MIN_WIDTH = 780;

export interface PackageColumnActions {
  readonly menu: (row: PackageRow) => MenuProps;
  readonly onDetail: (row: PackageRow) => void;
  readonly onInbox: () => void;
}

/** For `tableLayout="fixed"`: what has no width shares the spare room. */
export function packageColumns(direction: PackageRow['direction'], actions: PackageColumnActions): TableColumnsType<PackageRow> {
  const out = direction === 'out';
  return [
    {
      key: 'at',
      title: out ? words.exportedAt : words.importedAt,
      width: 92,
      render: (_, row) => <span className="numeric">{row.at}</span>,
    },
    { key: 'title', title: words.title, render: (_, row) => <Title row={row} onDetail={actions.onDetail} /> },
    { key: 'department', title: out ? words.recipient : words.sender, dataIndex: 'departmentName', className: 'name-text' },
    { key: 'records', title: words.records, width: 56, align: 'right', render: (_, row) => recordsText(row) },
    {
      key: 'state',
      title: out ? words.progress : words.state,
      width: out ? 296 : 180,
      render: (_, row) => (out ? <PackageSteps row={row} /> : <IncomingState row={row} />),
    },
    { key: 'actions', title: words.actions, width: out ? 52 : 100, render: (_, row) => <Actions row={row} {...actions} /> },
  ];
}

/** cards and whole ledgers aren't counted in records */
function recordsText(row: PackageRow): string {
  return row.purpose === 'directory' || row.purpose === 'sync' ? '—' : row.records.toLocaleString('zh-CN');
}

function Title({ row, onDetail }: { readonly row: PackageRow; readonly onDetail: (row: PackageRow) => void }) {
  return (
    <>
      <Flex gap={6} align="baseline">
        <SealedSign sealed={row.sealed} />
        <button type="button" className="package-title" onClick={() => onDetail(row)} data-testid={`packages.open.${row.rowId}`}>
          {row.title}
        </button>
      </Flex>
      <div className="preview-secondary">
        {purposeText[row.purpose]}　{packagesText.sequence(row.sequence, row.seriesLabel)}
      </div>
    </>
  );
}

function Actions({ row, menu, onInbox }: { readonly row: PackageRow } & PackageColumnActions) {
  const waiting = row.direction === 'in' && hasRecords(row.purpose) && row.claimed + row.returned < row.records;
  return (
    <Flex gap={4} align="center" justify="flex-end">
      {waiting && (
        <Button type="link" size="small" style={{ padding: 0 }} onClick={onInbox} data-testid={`packages.toInbox.${row.packageId}`}>
          {packagesText.showRecords}
        </Button>
      )}
      <Dropdown trigger={['click']} menu={menu(row)} placement="bottomRight">
        <Button
          type="text"
          size="small"
          icon={<MoreOutlined />}
          aria-label={detailText.more}
          title={detailText.more}
          data-testid={`packages.row.menu.${row.rowId}`}
        />
      </Dropdown>
    </Flex>
  );
}
