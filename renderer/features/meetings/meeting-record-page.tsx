/** 会议记录 */
import { PageHeader } from '../../components/page-header.tsx';

export interface MeetingRecordPageProps {
  readonly meetingId: string;
}

export function MeetingRecordPage(_props: MeetingRecordPageProps) {
  return <PageHeader title="会议记录" />;
}
