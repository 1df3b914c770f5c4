/** 议题: the agenda, what is proposed for it, and proposing (办法 28(一), 30). */
import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Typography } from 'antd';
import { useState } from 'react';
import { todayIn } from '#shared/domain/dates.ts';
import type { AgendaItem } from '#shared/domain/meeting.ts';
import type { MeetingDetail } from '#shared/workstation/meetings/meetings-api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { useConfirm } from '../../components/confirm.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useWrite } from '../../components/use-write.ts';
import { AgendaItemCard } from './agenda-item-card.tsx';
import { ItemDialog } from './item-dialog.tsx';
import { newItem } from './item-model.ts';
import { text } from './text.ts';
import { useOwnDepartment, useReadOnly } from './use-own.ts';

const words = text.detail.agenda;

export function AgendaTab({ detail }: { readonly detail: MeetingDetail }) {
  const { row, arrangement, proposals, references, histories, conclusions } = detail;
  const own = useOwnDepartment();
  const readOnly = useReadOnly();
  const { message } = App.useApp();
  const [edited, setEdited] = useState<AgendaItem>();
  const withdraw = useWithdraw(row.meetingId);
  const collecting = isCollecting(detail, todayIn('Asia/Shanghai', new Date()));
  const propose = collecting && !readOnly && (
    <Button icon={<PlusOutlined />} type="primary" onClick={() => setEdited(newItem(own))} data-testid="meeting.propose">
      {words.propose}
    </Button>
  );
  const nothing = arrangement.agenda.length === 0 && proposals.length === 0;
  return (
    <div className="meeting-cards">
      <FailureAlert failure={withdraw.failure} title={text.failed} />
      {nothing ? <EmptyState title={collecting ? words.noneCollecting : words.none} action={propose} /> : propose && <div>{propose}</div>}
      {arrangement.agenda.map((item, index) => (
        <AgendaItemCard
          key={item.itemId}
          item={item}
          index={index}
          references={references}
          before={histories.find(({ itemId }) => itemId === item.itemId)?.before ?? []}
          conclusion={conclusions.find(({ itemId }) => itemId === item.itemId)}
        />
      ))}
      {proposals.length > 0 && <Typography.Text strong>{words.proposals}</Typography.Text>}
      {proposals.map((proposal, index) => (
        <AgendaItemCard
          key={proposal.item.itemId}
          item={proposal.item}
          index={arrangement.agenda.length + index}
          references={references}
          actions={
            proposal.own &&
            !readOnly && (
              <>
                {collecting && (
                  <Button size="small" onClick={() => setEdited(proposal.item)} data-testid="meeting.proposal.change">
                    {words.change}
                  </Button>
                )}
                <Button size="small" onClick={() => withdraw.start(proposal.item)} data-testid="meeting.proposal.withdraw">
                  {words.withdraw}
                </Button>
              </>
            )
          }
        />
      ))}
      <ItemDialog
        item={edited}
        title={words.propose}
        onDone={async (item) => {
          const proposed = await workstation().proposeItem({ meetingId: row.meetingId, item });
          if (proposed.ok) void message.success(words.proposed);
          return proposed;
        }}
        onClose={() => setEdited(undefined)}
      />
    </div>
  );
}

/** Parties propose until the day; the convener puts its items on the agenda itself. */
export function isCollecting({ row, arrangement, parties }: MeetingDetail, today: string): boolean {
  const open = row.stage !== 'held' && row.stage !== 'cancelled';
  return open && !row.own && parties.some(({ own }) => own) && arrangement.collectUntil !== '' && today <= arrangement.collectUntil;
}

function useWithdraw(meetingId: string) {
  const confirm = useConfirm();
  const { failure, write } = useWrite();
  const start = async ({ itemId, title }: AgendaItem) => {
    const yes = await confirm({ title: words.withdrawTitle(title), content: words.withdrawBody, okText: words.withdraw, danger: true });
    if (yes) await write(() => workstation().withdrawItem({ meetingId, itemId }));
  };
  return { failure, start: (item: AgendaItem) => void start(item) };
}
