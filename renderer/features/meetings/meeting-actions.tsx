/** What can be done with a meeting; what comes next is the main button. */
import { InboxOutlined, MailOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { assertNever } from '#shared/domain/result.ts';
import type { MeetingDetail } from '#shared/workstation/meetings/meetings-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PackDialog } from '../../components/pack-dialog.tsx';
import { useWrite } from '../../components/use-write.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import type { MeetingTab } from './meeting-tabs.ts';
import { type NextStep, nextStep } from './next-step.ts';
import { meetingParcel } from './parcels.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { text } from './text.ts';
import { useReadOnly } from './use-own.ts';

const words = text.detail;

export interface MeetingActionsProps {
  readonly detail: MeetingDetail;
  readonly onTab: (tab: MeetingTab) => void;
}

export function MeetingActions({ detail, onTab }: MeetingActionsProps) {
  const { row, noticeLetterId } = detail;
  const { meetingId } = row;
  const go = useNavigation((navigation) => navigation.go);
  const readOnly = useReadOnly();
  const { message } = App.useApp();
  const [dialog, setDialog] = useState<'answer' | 'pack' | 'cancel'>();
  const notice = useNotice(detail);
  const next = nextStep(detail);
  const arranged = row.stage !== 'held' && row.stage !== 'cancelled';
  const take = (step: NextStep) => {
    switch (step) {
      case 'answer':
      case 'pack':
        return setDialog(step);
      case 'arrange':
        return go({ name: 'meetingForm', meetingId });
      case 'notice':
        return notice.begin();
      case 'record':
      case 'closeRecord':
        return go({ name: 'meetingRecord', meetingId });
      case 'document':
      case 'confirm':
        return onTab('documents');
      case 'actions':
        return onTab('actions');
      default:
        return assertNever(step);
    }
  };
  return (
    <>
      <FailureAlert failure={notice.failure} title={text.failed} />
      {row.own && arranged && (
        <>
          <Button danger disabled={readOnly} onClick={() => setDialog('cancel')} data-testid="meeting.cancel">
            {words.cancelMeeting}
          </Button>
          <Button disabled={readOnly} onClick={() => go({ name: 'meetingForm', meetingId })} data-testid="meeting.change">
            {words.change}
          </Button>
        </>
      )}
      {row.own && arranged && next !== 'notice' && (
        <Button icon={<MailOutlined />} disabled={readOnly} loading={notice.busy} onClick={notice.begin} data-testid="meeting.notice">
          {noticeLetterId === undefined ? words.notice : words.toNotice}
        </Button>
      )}
      {next !== 'pack' && (
        <Button icon={<InboxOutlined />} disabled={readOnly} onClick={() => setDialog('pack')} data-testid="meeting.pack">
          {words.pack}
        </Button>
      )}
      {next && (
        <Button
          type="primary"
          disabled={readOnly && next !== 'actions' && next !== 'confirm'}
          loading={next === 'notice' && notice.busy}
          onClick={() => take(next)}
          data-testid="meeting.next"
          data-next={next}
        >
          {next === 'arrange' ? words.next.arrange(detail.proposals.length) : words.next[next]}
        </Button>
      )}
      <AnswerDialog open={dialog === 'answer'} detail={detail} onClose={() => setDialog(undefined)} />
      <PackDialog
        open={dialog === 'pack'}
        title={words.packTitle}
        parcel={meetingParcel(row)}
        testId="meeting"
        onClose={() => setDialog(undefined)}
      />
      <ReasonDialog
        open={dialog === 'cancel'}
        title={words.cancelTitle}
        hint={words.cancelHint}
        label={words.cancelReason}
        okText={words.cancelOk}
        cancelText={words.cancelBack}
        danger
        name="meeting.cancelDialog"
        write={(reason) => workstation().cancelMeeting({ meetingId, reason })}
        onDone={() => void message.success(words.cancelled)}
        onClose={() => setDialog(undefined)}
      />
    </>
  );
}

/** The 会议通知 as a letter: begun once, opened afterwards. */
function useNotice({ row, noticeLetterId }: MeetingDetail) {
  const go = useNavigation((navigation) => navigation.go);
  const { busy, failure, write } = useWrite();
  const begin = async () => {
    if (noticeLetterId !== undefined) return go({ name: 'letter', letterId: noticeLetterId });
    const begun = await write(() => workstation().beginMeetingNotice(row.meetingId));
    if (begun) go({ name: 'letter', letterId: begun.letterId });
  };
  return { busy, failure, begin: () => void begin() };
}
