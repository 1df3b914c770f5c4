/** Everything that ever happened to an approval, newest first: who, when, and what changed (办法 9, 28). */
import { Card, Timeline, Typography } from 'antd';
import type { TimelineItem } from '#shared/workstation/api.ts';
import { ChangeTable } from './change-table.tsx';
import { text } from './text.ts';

export function ApprovalTimeline({ items }: { readonly items: readonly TimelineItem[] }) {
  return (
    <Card size="small" title={text.detail.groups.timeline} data-testid="approval.timeline">
      <Timeline
        items={items.map((item, index) => ({ key: item.entryId, color: index === 0 ? 'blue' : 'gray', content: <Step item={item} /> }))}
      />
    </Card>
  );
}

function Step({ item }: { readonly item: TimelineItem }) {
  return (
    <div className="approval-step" data-testid="approval.timeline.item">
      <Typography.Text strong>{item.title}</Typography.Text>
      <Typography.Text type="secondary" className="approval-step-meta">
        <span>{item.at}</span>
        <span>{item.actor}</span>
      </Typography.Text>
      {item.details.map((detail) => (
        <Typography.Text key={detail} className="approval-step-detail">
          {detail}
        </Typography.Text>
      ))}
      {item.changes.length > 0 && <ChangeTable changes={item.changes} />}
    </div>
  );
}
