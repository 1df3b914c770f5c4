/** The columns of the package list; two lines a row, so that nothing needs to scroll sideways. */
import { Badge, Button, Flex, type TableColumnsType, Tooltip, Typography } from 'antd';
import type { PackageRow } from '#shared/workstation/api.ts';
import { packagesText, purposeText } from './text.ts';

const words = packagesText.columns;

/** pixels below which the list scrolls sideways */
export const PACKAGES_MIN_WIDTH = 980;

/** For `tableLayout="fixed"`: what has no width shares the spare room. */
export function packageColumns(direction: PackageRow['direction'], onInbox: () => void): TableColumnsType<PackageRow> {
  const out = direction === 'out';
  const columns: TableColumnsType<PackageRow> = [
    {
      key: 'at',
      title: out ? words.exportedAt : words.importedAt,
      width: 100,
      render: (_, row) => <span className="numeric">{row.at}</span>,
    },
    { key: 'title', title: words.title, render: (_, row) => <Title row={row} /> },
    { key: 'department', title: out ? words.recipient : words.sender, dataIndex: 'departmentName', className: 'name-text' },
    { key: 'records', title: words.records, width: 68, align: 'right', render: (_, row) => row.records.toLocaleString('zh-CN') },
    { key: 'state', title: words.state, width: 190, render: (_, row) => <State row={row} /> },
  ];
  if (out) return [...columns, { key: 'file', title: words.file, render: (_, row) => <File row={row} /> }];
  return [
    ...columns,
    { key: 'file', title: words.digest, width: 176, render: (_, row) => <File row={row} /> },
    { key: 'actions', title: words.actions, width: 100, render: (_, row) => <ToInbox row={row} onInbox={onInbox} /> },
  ];
}

function Title({ row }: { readonly row: PackageRow }) {
  return (
    <>
      <div>{row.title}</div>
      <div className="preview-secondary">
        {purposeText[row.purpose]}　{packagesText.sequence(row.sequence)}
      </div>
    </>
  );
}

/** blue while somebody still has to answer, green when nothing is open, red when something came back to us */
function stateOf(row: PackageRow): 'default' | 'processing' | 'success' | 'error' {
  if (row.purpose === 'receipt') return 'default';
  if (row.direction === 'out' && row.returned > 0) return 'error';
  return row.claimed + row.returned >= row.records ? 'success' : 'processing';
}

function State({ row }: { readonly row: PackageRow }) {
  return (
    <Flex gap={8} align="baseline">
      <Badge status={stateOf(row)} />
      <span>{row.state}</span>
    </Flex>
  );
}

function File({ row }: { readonly row: PackageRow }) {
  return (
    <>
      {row.fileName && (
        <div className="package-file" title={row.fileName}>
          {row.fileName}
        </div>
      )}
      <Tooltip title={`${words.digest}：${row.fileSha256}`} styles={{ root: { maxWidth: 560 } }}>
        <Typography.Text
          type="secondary"
          className="package-digest"
          copyable={{ text: row.fileSha256, tooltips: [packagesText.copyDigest, packagesText.copied] }}
        >
          {row.fileSha256.slice(0, 8)}…{row.fileSha256.slice(-8)}
        </Typography.Text>
      </Tooltip>
    </>
  );
}

function ToInbox({ row, onInbox }: { readonly row: PackageRow; readonly onInbox: () => void }) {
  if (row.purpose !== 'approvals' || row.claimed + row.returned >= row.records) return null;
  return (
    <Button type="link" size="small" style={{ padding: 0 }} onClick={onInbox} data-testid={`packages.toInbox.${row.packageId}`}>
      {packagesText.showRecords}
    </Button>
  );
}
