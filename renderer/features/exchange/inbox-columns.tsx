/** The columns of 待认领, and how a due day and a status are shown. Never by colour alone. */
import { Flex, Tag, Tooltip, Typography } from 'antd';
import type { ApprovalRow, ApprovalStatus, SortField } from '#shared/workstation/api.ts';
import type { RecordGridColumn } from '../../components/record-grid.tsx';
import { inboxText, kindText, statusText } from './text.ts';

type Column = RecordGridColumn<ApprovalRow, SortField>;

const STATUS_COLORS: Readonly<Record<ApprovalStatus, string>> = {
  notPushed: 'default',
  pushed: 'blue',
  handedOver: 'geekblue',
  received: 'cyan',
  claimed: 'green',
  returned: 'red',
  toClaim: 'orange',
};

const words = inboxText.columns;

const DUE: Column = {
  key: 'dueOn',
  title: words.dueOn,
  width: 208,
  sortField: 'dueOn',
  render: (row) => <Due row={row} />,
  tooltip: (row) => (row.daysLeft === undefined ? row.dueOn : `${row.dueOn} ${daysText(row.daysLeft)}`),
};

const STATUS: Column = {
  key: 'status',
  title: words.status,
  width: 96,
  sortField: 'status',
  render: (row) => (
    <Tag color={STATUS_COLORS[row.status]} style={{ margin: 0 }} data-status={row.status}>
      {statusText[row.status]}
    </Tag>
  ),
  tooltip: () => '',
};

const COMMON: readonly Column[] = [
  { key: 'counterpartName', title: words.counterpartName, width: 200, grow: 2, sortField: 'counterpartName' },
  { key: 'decisionNumber', title: words.decisionNumber, width: 222, grow: 1, sortField: 'decisionNumber' },
  { key: 'senderName', title: words.senderName, width: 184, grow: 1 },
  { key: 'decidedOn', title: words.decidedOn, width: 112, sortField: 'decidedOn' },
  { key: 'address', title: words.address, width: 220 },
  { key: 'contact', title: words.contact, width: 140 },
  { key: 'validity', title: words.validity, width: 200, sortField: 'validTo' },
  { key: 'content', title: words.content, width: 260 },
];

const KIND: Column = { key: 'kind', title: words.kind, width: 92, render: (row) => kindText[row.kind], tooltip: () => '' };

const MATTER: Column = { key: 'matter', title: words.matter, width: 200, grow: 2, sortField: 'matter', pinned: true, link: true };

/** what waits for an answer shows how long there is to give it; the rest shows what was answered */
export const WAITING_COLUMNS: readonly Column[] = [MATTER, KIND, DUE, ...COMMON];
export const ANSWERED_COLUMNS: readonly Column[] = [MATTER, KIND, STATUS, ...COMMON];
export const ALL_COLUMNS: readonly Column[] = [MATTER, KIND, STATUS, DUE, ...COMMON];

function Due({ row }: { readonly row: ApprovalRow }) {
  const days = row.daysLeft;
  if (!row.dueOn) return <Typography.Text type="secondary">—</Typography.Text>;
  const type = days === undefined || days > 1 ? undefined : days < 0 ? 'danger' : 'warning';
  return (
    <Flex gap={6} align="center" component="span">
      <Typography.Text {...(type && { type })}>{row.dueOn}</Typography.Text>
      {days !== undefined && (
        <Typography.Text {...(type && { type })} strong={days <= 0}>
          {daysText(days)}
        </Typography.Text>
      )}
      {row.dueEstimated && (
        <Tooltip title={inboxText.estimatedHelp}>
          <Tag variant="outlined" style={{ margin: 0 }}>
            {inboxText.estimated}
          </Tag>
        </Tooltip>
      )}
    </Flex>
  );
}

export function daysText(days: number): string {
  if (days < 0) return inboxText.over(-days);
  return days === 0 ? inboxText.today : inboxText.left(days);
}

/** overdue, or due today or on the next working day */
export function dueTone(row: ApprovalRow): 'none' | 'warning' | 'error' {
  if (row.daysLeft === undefined || row.daysLeft > 1) return 'none';
  return row.daysLeft < 0 ? 'error' : 'warning';
}
