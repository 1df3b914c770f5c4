/** One item: what was decided, how far it has come with what evidence, and what this department can do now. */
import { Button, Drawer, Flex, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import type { ActionDetail, ActionRow } from '#shared/workstation/meetings/meetings-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PackDialog, type Parcel } from '../../components/pack-dialog.tsx';
import { RecordAttachments } from '../../components/record-attachments.tsx';
import { RecordTimeline } from '../../components/record-timeline.tsx';
import { useAsync } from '../../components/use-async.ts';
import { ActionProgress, DaysTag, StateTag } from './action-state.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { JudgeDialog } from './judge-dialog.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { text } from './text.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

const words = text.drawer;
type Dialog = 'report' | 'judge' | 'change' | 'withdraw' | 'pack';

export function ActionDrawer({ actionId, onClose }: { readonly actionId: string | undefined; readonly onClose: () => void }) {
  return (
    <Drawer open={actionId !== undefined} size={720} title={words.title} onClose={onClose} destroyOnHidden data-testid="actions.drawer">
      {actionId !== undefined && <Content key={actionId} actionId={actionId} />}
    </Drawer>
  );
}

function Content({ actionId }: { readonly actionId: string }) {
  const detail = useAsync(() => workstation().actionDetail(actionId), [actionId]);
  const [dialog, setDialog] = useState<Dialog>();
  const row = detail.value;
  const close = () => setDialog(undefined);
  if (!row) return <FailureAlert failure={detail.failure} title={text.failed} onRetry={detail.reload} />;
  return (
    <Flex vertical gap={16}>
      <Typography.Text strong className="actions-task" data-testid="actions.task">
        {row.task}
      </Typography.Text>
      <Tools row={row} onDialog={setDialog} />
      <Facts row={row} />
      <RecordAttachments attachments={row.files} testId="actions" />
      <RecordTimeline items={row.timeline} testId="actions" />
      <ReportDialog row={row} open={dialog === 'report'} onClose={close} />
      <JudgeDialog row={row} open={dialog === 'judge'} onClose={close} />
      <ChangeDialog row={row} open={dialog === 'change'} onClose={close} />
      <WithdrawDialog row={row} open={dialog === 'withdraw'} onClose={close} />
      <PackDialog open={dialog === 'pack'} title={text.packTitle} parcel={parcelOf(row)} testId="actions" onClose={close} />
    </Flex>
  );
}

/** All of its meeting: a package about one item alone would leave its parties with half of what belongs together. */
function parcelOf({ meetingId, meetingTitle }: ActionRow): Parcel {
  const about = { meetings: [meetingId], applications: [] };
  return {
    purpose: 'meetings',
    title: text.parcelTitle(meetingTitle).slice(0, 100),
    recipients: () => workstation().meetingRecipients(about),
    write: (output) => workstation().exportMeetings({ ...output, ...about, liaisons: false }),
  };
}

function Tools({ row, onDialog }: { readonly row: ActionDetail; readonly onDialog: (dialog: Dialog) => void }) {
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const said = row.timeline.length > 0;
  return (
    <Flex gap={8} wrap>
      {row.mayJudge && (
        <Button type="primary" disabled={readOnly} onClick={() => onDialog('judge')} data-testid="actions.judge">
          {words.judge}
        </Button>
      )}
      {row.mayReport && (
        <Button
          {...(row.mayJudge || row.state === 'reported' ? {} : { type: 'primary' as const })}
          disabled={readOnly}
          onClick={() => onDialog('report')}
          data-testid="actions.report"
        >
          {words.report}
        </Button>
      )}
      {row.mayChange && (
        <>
          <Button disabled={readOnly} onClick={() => onDialog('change')} data-testid="actions.change">
            {words.change}
          </Button>
          <Button danger disabled={readOnly} onClick={() => onDialog('withdraw')} data-testid="actions.withdraw">
            {words.withdraw}
          </Button>
        </>
      )}
      {said && (
        <Tooltip title={text.packHint}>
          <Button disabled={readOnly} onClick={() => onDialog('pack')} data-testid="actions.pack">
            {text.pack}
          </Button>
        </Tooltip>
      )}
    </Flex>
  );
}

function Facts({ row }: { readonly row: ActionRow }) {
  const go = useNavigation((navigation) => navigation.go);
  const meeting = (
    <Button
      type="link"
      size="small"
      className="actions-link"
      onClick={() => go({ name: 'meeting', meetingId: row.meetingId, tab: 'actions' })}
      data-testid="actions.meeting"
    >
      {row.meetingTitle}
    </Button>
  );
  const due = (
    <Flex gap={8} align="center">
      {row.dueOn}
      <DaysTag row={row} />
    </Flex>
  );
  const state = (
    <Flex gap={8} align="center">
      <StateTag state={row.state} />
      {row.state === 'reported' && !row.mayJudge && <Typography.Text type="secondary">{words.waits.reported(row.judge)}</Typography.Text>}
    </Flex>
  );
  return (
    <DescriptionGrid
      columns={1}
      items={[
        { key: 'meeting', label: words.meeting, value: row.meetingTitle === '' ? '' : meeting },
        { key: 'item', label: words.item, value: row.itemTitle },
        { key: 'owner', label: words.owner, value: row.owner },
        { key: 'askedBy', label: words.askedBy, value: row.askedBy },
        { key: 'due', label: words.due, value: due },
        { key: 'state', label: words.state, value: state },
        { key: 'progress', label: words.progress, value: <ActionProgress percent={row.percent} state={row.state} /> },
      ]}
    />
  );
}
