/** One meeting: how far it is, what comes next, and all that belongs to it in tabs (办法 29–31). */
import { Alert, Spin, Tabs, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import type { MeetingDetail } from '#shared/workstation/meetings/meetings-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { RecordTimeline } from '../../components/record-timeline.tsx';
import { useAsync } from '../../components/use-async.ts';
import { ActionsTab } from './actions-tab.tsx';
import { AgendaTab } from './agenda-tab.tsx';
import { AnswersTab } from './answers-tab.tsx';
import { ArrangementTab } from './arrangement-tab.tsx';
import { DocumentsTab } from './documents-tab.tsx';
import { MeetingActions } from './meeting-actions.tsx';
import './meetings.css';
import { MEETING_TABS, type MeetingTab } from './meeting-tabs.ts';
import { RecordTab } from './record-tab.tsx';
import { StageTag } from './stage-tag.tsx';
import { text } from './text.ts';

const words = text.detail;

export interface MeetingPageProps {
  readonly meetingId: string;
  readonly tab?: 'agenda' | 'answers' | 'documents' | 'actions';
}

export function MeetingPage({ meetingId, tab }: MeetingPageProps) {
  const back = useNavigation((navigation) => navigation.back);
  const { value, failure, reload } = useAsync(() => workstation().meetingDetail(meetingId), [meetingId]);
  const [shown, setShown] = useState<MeetingTab>(tab ?? 'arrangement');
  if (!value) {
    return (
      <div>
        <PageHeader title={text.list.title} onBack={back} />
        {failure ? (
          <FailureAlert failure={failure} title={text.readFailed} onRetry={reload} />
        ) : (
          <Spin delay={300} description={text.loading} />
        )}
      </div>
    );
  }
  const { row } = value;
  return (
    <div data-testid="meeting" data-stage={row.stage}>
      <PageHeader
        title={row.title}
        extra={
          <>
            <Tag variant="outlined">{row.kindName}</Tag>
            <StageTag stage={row.stage} />
          </>
        }
        description={[`${row.date} ${row.time}`, row.place, row.own ? '' : row.convener].filter((part) => part !== '').join('　')}
        onBack={back}
        actions={<MeetingActions detail={value} onTab={setShown} />}
      />
      {row.unsent && <Alert type="warning" showIcon title={words.unsent} style={{ marginBottom: 8 }} data-testid="meeting.unsent" />}
      <Tabs
        activeKey={shown}
        onChange={(key) => setShown(MEETING_TABS.find((name) => name === key) ?? 'arrangement')}
        destroyOnHidden
        items={MEETING_TABS.map((name) => ({
          key: name,
          label: <span data-testid={`meeting.tab.${name}`}>{`${words.tabs[name]}${countOf(value, name)}`}</span>,
          children: contentOf(value, name),
        }))}
      />
    </div>
  );
}

function countOf({ row, proposals, documents, actions }: MeetingDetail, tab: MeetingTab): string {
  const counts: Partial<Record<MeetingTab, number>> = {
    agenda: row.items + proposals.length,
    documents: documents.length,
    actions: actions.length,
  };
  const count = counts[tab] ?? 0;
  return count > 0 ? ` ${count}` : '';
}

function contentOf(detail: MeetingDetail, tab: MeetingTab): ReactNode {
  switch (tab) {
    case 'arrangement':
      return <ArrangementTab detail={detail} />;
    case 'agenda':
      return <AgendaTab detail={detail} />;
    case 'answers':
      return <AnswersTab detail={detail} />;
    case 'record':
      return <RecordTab detail={detail} />;
    case 'documents':
      return <DocumentsTab detail={detail} />;
    case 'actions':
      return <ActionsTab detail={detail} />;
    case 'history':
      return <RecordTimeline items={detail.timeline} testId="meeting" />;
  }
}
