/** How far the push of a record has come (办法 20(一), 21(二)), and how long there is to claim it. Never by colour alone. */
import { Flex, Tag, Tooltip, Typography } from 'antd';
import type { ApprovalRow, ApprovalStatus } from '#shared/workstation/api.ts';
import { recordText as text } from './record-text.ts';

const COLORS: Readonly<Record<ApprovalStatus, string>> = {
  notPushed: 'default',
  pushed: 'blue',
  handedOver: 'geekblue',
  received: 'cyan',
  claimed: 'green',
  returned: 'red',
  toClaim: 'orange',
};

export interface StatusTagProps {
  readonly status: ApprovalStatus;
  /** with a border, for grey grounds */
  readonly outlined?: boolean;
}

export function StatusTag({ status, outlined = false }: StatusTagProps) {
  return (
    <Tag
      color={COLORS[status]}
      variant={outlined ? 'outlined' : 'filled'}
      title={text.statusHelp[status]}
      style={{ marginInlineEnd: 0 }}
      data-status={status}
    >
      {text.status[status]}
    </Tag>
  );
}

type Due = Pick<ApprovalRow, 'dueOn' | 'dueEstimated' | 'daysLeft'>;

/** The last day and the working days left; red when overdue, amber on the last day or the one before. */
export function DueDay({ due, full = false }: { readonly due: Due; readonly full?: boolean }) {
  if (!due.dueOn) return <Typography.Text type="secondary">{text.empty}</Typography.Text>;
  const type = dueType(due.daysLeft);
  return (
    <Flex gap={6} align="center" wrap={full} component="span">
      <Typography.Text {...(type && { type })}>{due.dueOn}</Typography.Text>
      {due.daysLeft !== undefined && (
        <Typography.Text {...(type && { type })} strong={due.daysLeft <= 0}>
          {dueText(due.daysLeft)}
        </Typography.Text>
      )}
      {due.dueEstimated && (
        <Tooltip title={`${text.due.estimated}。${text.due.estimatedHelp}`}>
          <Tag variant="outlined" style={{ marginInlineEnd: 0 }}>
            {full ? text.due.estimated : text.due.estimatedShort}
          </Tag>
        </Tooltip>
      )}
    </Flex>
  );
}

function dueType(daysLeft: number | undefined): 'danger' | 'warning' | undefined {
  if (daysLeft === undefined || daysLeft > 1) return undefined;
  return daysLeft < 0 ? 'danger' : 'warning';
}

export function dueText(daysLeft: number): string {
  if (daysLeft < 0) return text.due.overdue(-daysLeft);
  return daysLeft === 0 ? text.due.today : text.due.left(daysLeft);
}
