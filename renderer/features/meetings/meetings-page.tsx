/** 会议 */
import { PageHeader } from '../../components/page-header.tsx';

export interface MeetingsPageProps {
  readonly tab?: 'meetings' | 'applications' | 'carried';
}

export function MeetingsPage(_props: MeetingsPageProps) {
  return <PageHeader title="会议" />;
}
