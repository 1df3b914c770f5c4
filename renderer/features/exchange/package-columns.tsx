/** The columns of the package list; two lines a row, so that nothing needs to scroll sideways. */
import { Badge, Button, Flex, type TableColumnsType, Tooltip, Typography } from 'antd';
import type { PackageRow } from '#shared/workstation/api.ts';
import { packagesText, purposeText } from './text.ts';

export interface PackageActions {
  readonly onInbox: () => void;
  readonly onReceipt: (departmentId: string) => void;
  readonly disabled: boolean;
}

const words = packagesText.columns;

export function packageColumns(direction: PackageRow['direction'], actions: PackageActions): TableColumnsType<PackageRow> {
  const out = direction === 'out';
  const columns: TableColumnsType<PackageRow> = [
    {
      key: 'at',
      title: out ? words.exportedAt : words.importedAt,
      width: 100,
      render: (_, row) => <span className="numeric">{row.at}</span>,
    },
    { key: 'title', title: words.title, render: (_, row) => <Title row={row} /> },
    { key: 'department', title: out ? words.recipient : words.sender, dataIndex: 'departmentName', width: 192 },
    { key: 'records', title: words.records, width: 68, align: 'right', render: (_, row) => row.records.toLocaleString('zh-CN') },
    { key: 'state', title: words.state, width: 172, render: (_, row) => <State row={row} /> },
    { key: 'file', title: words.file, width: 204, render: (_, row) => <File row={row} /> },
  ];
  if (out) return columns;
  return [...columns, { key: 'actions', title: words.actions, width: 104, render: (_, row) => <Actions row={row} actions={actions} /> }];
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

function Actions({ row, actions }: { readonly row: PackageRow; readonly actions: PackageActions }) {
  if (row.purpose !== 'approvals') return null;
  if (row.receiptDue) {
    return (
      <Button
        type="link"
        size="small"
        style={{ padding: 0 }}
        disabled={actions.disabled}
        onClick={() => actions.onReceipt(row.departmentId)}
        data-testid={`packages.rowReceipt.${row.packageId}`}
      >
        {packagesText.createReceipt}
      </Button>
    );
  }
  if (row.claimed + row.returned >= row.records) return null;
  return (
    <Button type="link" size="small" style={{ padding: 0 }} onClick={actions.onInbox} data-testid={`packages.rowInbox.${row.packageId}`}>
      {packagesText.showRecords}
    </Button>
  );
}
