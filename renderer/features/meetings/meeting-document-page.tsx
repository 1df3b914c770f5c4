/** 会议文件 */
import { PageHeader } from '../../components/page-header.tsx';

export interface MeetingDocumentPageProps {
  readonly documentId: string;
}

export function MeetingDocumentPage(_props: MeetingDocumentPageProps) {
  return <PageHeader title="会议文件" />;
}
