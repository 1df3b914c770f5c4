/** The items of the list, open ones by their day first. */
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import type { ActionRow } from '#shared/workstation/meetings/meetings-api.ts';
import { RowTable } from '../../components/row-table.tsx';
import { ActionProgress, DaysTag, isOverdue, StateTag } from './action-state.tsx';
import { text } from './text.ts';

export interface ActionTableProps {
  /** undefined while they are read */
  readonly rows: readonly ActionRow[] | undefined;
  readonly empty: ReactNode;
  readonly onOpen: (actionId: string) => void;
}

export function ActionTable({ rows, empty, onOpen }: ActionTableProps) {
  return (
    <RowTable<ActionRow>
      rows={rows}
      idOf={({ actionId }) => actionId}
      columns={COLUMNS}
      actionsTitle={text.columns.actions}
      open={text.look}
      empty={empty}
      name="actions"
      dataOf={(row) => ({
        'data-state': row.state,
        'data-overdue': isOverdue(row),
        'data-may-report': row.mayReport,
        'data-may-judge': row.mayJudge,
      })}
      onOpen={onOpen}
    />
  );
}

const COLUMNS: TableColumnsType<ActionRow> = [
  {
    key: 'task',
    title: text.columns.task,
    render: (_, { task, meetingTitle, itemTitle }) => (
      <>
        <div className="actions-task">{task}</div>
        <div className="actions-secondary">{text.from(meetingTitle, itemTitle)}</div>
      </>
    ),
  },
  {
    key: 'owner',
    title: text.columns.owner,
    width: 230,
    render: (_, { owner, askedBy }) => (
      <>
        <div>{owner}</div>
        <div className="actions-secondary">{text.askedBy(askedBy)}</div>
      </>
    ),
  },
  {
    key: 'due',
    title: text.columns.due,
    width: 150,
    render: (_, row) => (
      <>
        <div>{row.dueOn}</div>
        <DaysTag row={row} />
      </>
    ),
  },
  {
    key: 'progress',
    title: text.columns.progress,
    width: 130,
    render: (_, row) => <ActionProgress percent={row.percent} state={row.state} />,
  },
  { key: 'state', title: text.columns.state, width: 90, render: (_, { state }) => <StateTag state={state} /> },
];
