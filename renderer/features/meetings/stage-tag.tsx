/** How far a meeting is. */
import { Tag } from 'antd';
import type { MeetingStage } from '#shared/workstation/meetings/meetings-api.ts';
import { text } from './text.ts';

const COLORS: Readonly<Record<MeetingStage, string>> = {
  collecting: 'purple',
  arranged: 'blue',
  today: 'orange',
  toRecord: 'gold',
  held: 'green',
  cancelled: 'default',
};

export function StageTag({ stage }: { readonly stage: MeetingStage }) {
  return (
    <Tag color={COLORS[stage]} data-testid="meeting.stage" data-stage={stage}>
      {text.stages[stage]}
    </Tag>
  );
}
