/** The rows of the preview, read from the worker fifty at a time; a row opens to its problems and differences. */
import { Card, Segmented, Table, type TableColumnsType, type TableProps, Tag, Tooltip, Typography } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { APPROVAL_FIELD_LABELS } from '#shared/domain/approval.ts';
import type { ImportPreview, PreviewRow, RowOutcome, RowProblem } from '#shared/workstation/api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { firstReason, text } from './text.ts';

const words = text.preview;
const PAGE_ROWS = 50;

export type Show = RowOutcome | 'all' | 'changed';
const OUTCOME_COLORS = { accepted: 'green', warned: 'orange', rejected: 'red' } as const;

export interface PreviewRowsProps {
  readonly preview: ImportPreview;
  readonly show: Show;
  readonly onShow: (show: Show) => void;
  readonly actions: ReactNode;
}

export function PreviewRows({ preview, show, onShow, actions }: PreviewRowsProps) {
  const [page, setPage] = useState(1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter starts at its first page
  useEffect(() => setPage(1), [show, preview]);
  const { value, failure, loading, reload } = useAsync(
    () => workstation().previewRows({ importId: preview.importId, show, offset: (page - 1) * PAGE_ROWS, limit: PAGE_ROWS }),
    [preview, show, page],
  );
  return (
    <Card size="small" styles={{ body: { padding: 0 } }} title={<ShowChoice show={show} onShow={onShow} />} extra={actions}>
      <FailureAlert failure={failure} title={text.failed.rows} onRetry={reload} />
      <Table<PreviewRow>
        size="small"
        rowKey="row"
        columns={COLUMNS.filter((column) => column.key !== POINTLESS[show])}
        dataSource={[...(value?.rows ?? [])]}
        loading={loading && { delay: 200 }}
        locale={{ emptyText: words.noRows }}
        tableLayout="fixed"
        expandable={EXPANDABLE}
        pagination={{ ...PAGINATION, current: page, total: value?.total ?? 0, onChange: setPage }}
        data-testid="import.rows"
      />
    </Card>
  );
}

const SHOWS = ['all', 'rejected', 'warned', 'accepted', 'changed'] as const;

function ShowChoice({ show, onShow }: Pick<PreviewRowsProps, 'show' | 'onShow'>) {
  return (
    <Segmented<Show>
      size="small"
      value={show}
      onChange={onShow}
      options={SHOWS.map((value) => ({ value, label: words.show[value] }))}
      data-testid="import.show"
    />
  );
}

const PAGINATION = { pageSize: PAGE_ROWS, showSizeChanger: false, hideOnSinglePage: true, showTotal: words.total, size: 'small' } as const;

const EXPANDABLE: NonNullable<TableProps<PreviewRow>['expandable']> = {
  expandedRowRender: (row) => <RowDetails row={row} />,
  rowExpandable: (row) => row.problems.length > 0 || row.changes.length > 0,
  expandRowByClick: true,
  columnWidth: 36,
};

const COLUMNS: TableColumnsType<PreviewRow> = [
  { title: words.columns.row, dataIndex: 'row', width: 64, align: 'right' },
  {
    title: words.columns.outcome,
    dataIndex: 'outcome',
    width: 82,
    render: (outcome: RowOutcome) => <Tag color={OUTCOME_COLORS[outcome]}>{text.outcome[outcome]}</Tag>,
  },
  {
    title: words.columns.relation,
    key: 'relation',
    dataIndex: 'relation',
    width: 96,
    render: (relation: PreviewRow['relation']) =>
      relation ? <Tooltip title={text.relationHelp[relation]}>{text.relation[relation]}</Tooltip> : '',
  },
  { title: words.columns.number, key: 'number', width: 216, ellipsis: true, render: (_, row) => row.draft.decisionNumber },
  { title: words.columns.counterpart, key: 'counterpart', ellipsis: true, render: (_, row) => row.draft.counterpartName },
  {
    title: words.columns.problems,
    key: 'problems',
    ellipsis: true,
    render: (_, row) => {
      const reason = firstReason(row);
      return reason ? <Typography.Text title={reason}>{reason}</Typography.Text> : '';
    },
  },
];

/** a row that isn't taken in isn't compared with the ledger; one that passed has no problems */
const POINTLESS: Readonly<Partial<Record<Show, string>>> = { rejected: 'relation', accepted: 'problems' };

function RowDetails({ row }: { readonly row: PreviewRow }) {
  return (
    <div className="import-details">
      {row.problems.length > 0 && <ProblemTable problems={row.problems} />}
      {row.changes.length > 0 && <ChangeTable changes={row.changes} />}
    </div>
  );
}

function fieldLabel(field: string): string {
  return (APPROVAL_FIELD_LABELS as Readonly<Record<string, string>>)[field] ?? field;
}

const LEVEL_TYPES = { error: 'danger', warning: 'warning', acceptable: 'danger' } as const;

function ProblemTable({ problems }: { readonly problems: readonly RowProblem[] }) {
  const heads = words.problemColumns;
  return (
    <table className="import-table" data-testid="import.problems">
      <thead>
        <tr>
          <th>{heads.sheet}</th>
          <th>{heads.row}</th>
          <th>{heads.column}</th>
          <th>{heads.field}</th>
          <th>{heads.value}</th>
          <th>{heads.reason}</th>
        </tr>
      </thead>
      <tbody>
        {problems.map((problem) => (
          <tr key={`${problem.field} ${problem.code} ${problem.column}`}>
            <td className="import-short">{problem.sheet}</td>
            <td>{problem.row}</td>
            <td className="import-short">{problem.column || words.noColumn}</td>
            <td className="import-short">{fieldLabel(problem.field)}</td>
            <td className="import-value">{problem.value || words.emptyValue}</td>
            <td>
              <Typography.Text type={LEVEL_TYPES[problem.level]}>{problem.reason}</Typography.Text>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ChangeTable({ changes }: { readonly changes: PreviewRow['changes'] }) {
  const heads = words.changes;
  return (
    <table className="import-table import-changes" data-testid="import.changes">
      <thead>
        <tr>
          <th>{heads.field}</th>
          <th>{heads.before}</th>
          <th>{heads.after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.label}>
            <td>{change.label}</td>
            <td>{change.before || words.emptyValue}</td>
            <td>{change.after || words.emptyValue}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
