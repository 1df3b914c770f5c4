/** 会议 */
import { PageHeader } from '../../components/page-header.tsx';

export interface MeetingPageProps {
  readonly meetingId: string;
  readonly tab?: 'agenda' | 'answers' | 'documents' | 'actions';
}

export function MeetingPage(_props: MeetingPageProps) {
  return <PageHeader title="会议" />;
}
