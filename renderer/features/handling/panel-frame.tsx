/** What the lists of 函件办理 have in common: what the list is about, what can be begun, and a table whose rows open a drawer. */
import { Button, Flex, Table, type TableColumnsType, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { text } from './text.ts';

/** rows of one page of a table */
const PAGE = 50;

export interface HandlingPanelProps {
  readonly testId: string;
  readonly hint: string;
  /** begins something new */
  readonly action?: ReactNode;
  /** narrows the list */
  readonly filter?: ReactNode;
  readonly list: { readonly failure: Failure | undefined; readonly reload: () => void };
  readonly children: ReactNode;
}

export function HandlingPanel({ testId, hint, action, filter, list, children }: HandlingPanelProps) {
  return (
    <div className="handling-panel" data-testid={testId}>
      <Flex justify="space-between" align="center" gap={16}>
        <Typography.Text type="secondary">{hint}</Typography.Text>
        {action}
      </Flex>
      {filter}
      <FailureAlert failure={list.failure} title={text.failed} onRetry={list.reload} />
      {children}
    </div>
  );
}

export interface HandlingTableProps<Row extends object> {
  /** undefined while they are read */
  readonly rows: readonly Row[] | undefined;
  readonly idOf: (row: Row) => string;
  readonly columns: TableColumnsType<Row>;
  readonly actionsTitle: string;
  readonly empty: ReactNode;
  /** beginning of the test ids of rows and buttons */
  readonly name: string;
  /** further data attributes of a row */
  readonly dataOf: (row: Row) => Readonly<Record<`data-${string}`, string | boolean>>;
  readonly onOpen: (id: string) => void;
}

/** Rows open by a double click, as in every list, and by their button. */
export function HandlingTable<Row extends object>(props: HandlingTableProps<Row>) {
  const { rows = [], idOf, columns, actionsTitle, empty, name, dataOf, onOpen } = props;
  return (
    <Table<Row>
      size="small"
      rowKey={idOf}
      columns={[
        ...columns,
        {
          key: 'actions',
          title: actionsTitle,
          width: 80,
          render: (_, row) => (
            <Button
              type="link"
              size="small"
              style={{ padding: 0 }}
              onClick={() => onOpen(idOf(row))}
              data-testid={`${name}.open.${idOf(row)}`}
            >
              {text.look}
            </Button>
          ),
        },
      ]}
      dataSource={[...rows]}
      tableLayout="fixed"
      pagination={rows.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
      locale={{ emptyText: props.rows ? empty : ' ' }}
      onRow={(row) => ({ 'data-testid': `${name}.row.${idOf(row)}`, ...dataOf(row), onDoubleClick: () => onOpen(idOf(row)) }) as object}
    />
  );
}
