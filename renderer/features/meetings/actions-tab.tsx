/** 督办事项 that this meeting decided; they are handled on their own page (办法 31(三)). */
import { type TableColumnsType, Tag, Typography } from 'antd';
import type { ActionRow, MeetingDetail } from '#shared/workstation/meetings/meetings-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { text } from './text.ts';

const words = text.detail.actions;
const COLORS = { open: 'blue', reported: 'orange', done: 'green', withdrawn: 'default' } as const;

export function ActionsTab({ detail }: { readonly detail: MeetingDetail }) {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <RowTable<ActionRow>
      rows={detail.actions}
      idOf={(row) => row.actionId}
      columns={COLUMNS}
      actionsTitle={words.columns.actions}
      open={words.open}
      empty={<EmptyState title={words.none} description={words.noneHint} />}
      name="meeting.actions"
      dataOf={(row) => ({ 'data-state': row.state })}
      onOpen={(actionId) => go({ name: 'actions', show: actionId })}
    />
  );
}

const COLUMNS: TableColumnsType<ActionRow> = [
  {
    key: 'task',
    title: words.columns.task,
    render: (_, row) => (
      <>
        <div>{row.task}</div>
        <div className="meeting-secondary">{row.itemTitle}</div>
      </>
    ),
  },
  { key: 'owner', title: words.columns.owner, width: 190, dataIndex: 'owner' },
  {
    key: 'due',
    title: words.columns.due,
    width: 150,
    render: (_, { dueOn, daysLeft }) => (
      <>
        {dueOn}
        {daysLeft !== undefined && (
          <div>
            <Typography.Text type={daysLeft < 0 ? 'danger' : 'secondary'} style={{ fontSize: 12 }}>
              {daysLeft < 0 ? words.late(-daysLeft) : words.left(daysLeft)}
            </Typography.Text>
          </div>
        )}
      </>
    ),
  },
  {
    key: 'state',
    title: words.columns.state,
    width: 170,
    render: (_, { state, percent }) => (
      <>
        <Tag color={COLORS[state]}>{words.states[state]}</Tag>
        {state === 'open' && words.percent(percent)}
      </>
    ),
  },
];
