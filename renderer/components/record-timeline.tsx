/** Everything that ever happened to a record, newest first: who, when, and what changed (办法 9, 28). */
import { Card, Timeline, Typography } from 'antd';
import type { TimelineItem } from '#shared/workstation/api.ts';
import { ChangeTable } from './change-table.tsx';
import './record.css';
import { recordText } from './record-text.ts';

export function RecordTimeline({ items, testId }: { readonly items: readonly TimelineItem[]; readonly testId: string }) {
  return (
    <Card size="small" title={recordText.timeline} data-testid={`${testId}.timeline`}>
      <Timeline
        items={items.map((item, index) => ({
          key: item.entryId,
          color: index === 0 ? 'blue' : 'gray',
          content: <Step item={item} testId={testId} />,
        }))}
      />
    </Card>
  );
}

function Step({ item, testId }: { readonly item: TimelineItem; readonly testId: string }) {
  return (
    <div className="record-step" data-testid={`${testId}.timeline.item`}>
      <Typography.Text strong>{item.title}</Typography.Text>
      <Typography.Text type="secondary" className="record-step-meta">
        <span>{item.at}</span>
        <span>{item.actor}</span>
      </Typography.Text>
      {item.details.map((detail) => (
        <Typography.Text key={detail} className="record-step-detail">
          {detail}
        </Typography.Text>
      ))}
      {item.changes.length > 0 && <ChangeTable changes={item.changes} />}
    </div>
  );
}
