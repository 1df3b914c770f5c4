/** What falls due first, over both directions, with the days left. */
import { Button, Card, Tag, Tooltip } from 'antd';
import type { ApprovalRow, RecordKind } from '#shared/workstation/api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { homeText } from './text.ts';

export interface UrgentCardProps {
  readonly rows: readonly ApprovalRow[];
  readonly onOpen: (recordId: string, kind: RecordKind) => void;
  readonly onAll: () => void;
}

export function UrgentCard({ rows, onOpen, onAll }: UrgentCardProps) {
  return (
    <Card
      size="small"
      title={homeText.urgent.title}
      extra={
        rows.length > 0 && (
          <Button type="link" size="small" onClick={onAll} data-testid="home.urgent.all">
            {homeText.urgent.all}
          </Button>
        )
      }
      styles={{ body: { padding: 0 } }}
      data-testid="home.urgent"
    >
      {rows.length === 0 ? (
        <EmptyState compact title={homeText.urgent.none} description={homeText.urgent.noneHint} />
      ) : (
        <ul className="home-list home-urgent">
          {rows.map((row) => (
            <li key={row.recordId}>
              <UrgentRow row={row} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function UrgentRow({ row, onOpen }: { readonly row: ApprovalRow; readonly onOpen: UrgentCardProps['onOpen'] }) {
  const other =
    row.own && row.status === 'notPushed'
      ? homeText.urgent.toPush
      : row.own
        ? homeText.urgent.to(row.recipientName)
        : homeText.urgent.from(row.senderName);
  return (
    <button
      type="button"
      className="home-row"
      title={homeText.urgent.open}
      onClick={() => onOpen(row.recordId, row.kind)}
      data-testid={`home.urgent.${row.recordId}`}
    >
      <span className="home-row-main">
        <span className="home-row-line">
          {row.counterpartName}　{row.matter}
        </span>
        <span className="home-row-line home-row-secondary">
          {row.decisionNumber}　{other}
        </span>
      </span>
      <span className="home-row-side">
        <DueTag row={row} />
        <span className="home-row-line home-row-secondary">{row.dueOn}</span>
      </span>
    </button>
  );
}

/** Red when overdue, orange up to one working day, blue otherwise. */
function DueTag({ row }: { readonly row: ApprovalRow }) {
  const days = row.daysLeft;
  if (days === undefined) return <Tag style={{ margin: 0 }}>{homeText.status[row.status]}</Tag>;
  const color = days < 0 ? 'error' : days <= 1 ? 'warning' : 'processing';
  const tag = (
    <Tag color={color} style={{ margin: 0 }}>
      {days < 0 ? homeText.due.over(-days) : homeText.due.left(days)}
      {row.dueEstimated && '*'}
    </Tag>
  );
  return row.dueEstimated ? <Tooltip title={homeText.due.estimated}>{tag}</Tooltip> : tag;
}
