/** 召集会议 */
import { PageHeader } from '../../components/page-header.tsx';

export interface MeetingFormPageProps {
  readonly meetingId?: string;
  readonly applications: readonly string[];
  readonly carried: readonly string[];
}

export function MeetingFormPage(_props: MeetingFormPageProps) {
  return <PageHeader title="召集会议" />;
}
