/** A document of a meeting: in its editor while it is a draft, otherwise as it was issued (办法 31(三)). */
import { Spin } from 'antd';
import { useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useAsync } from '../../components/use-async.ts';
import { DocumentEditorPage } from './document-editor-page.tsx';
import { IssuedDocumentPage } from './issued-document-page.tsx';
import './meetings.css';
import { documentText } from './document-text.ts';
import { text } from './text.ts';

export interface MeetingDocumentPageProps {
  readonly documentId: string;
}

export function MeetingDocumentPage({ documentId }: MeetingDocumentPageProps) {
  const back = useNavigation((navigation) => navigation.back);
  const { value, failure, reload } = useAsync(() => workstation().meetingDocument(documentId), [documentId]);
  if (value?.row.documentId === documentId) {
    if (value.row.issued) return <IssuedDocumentPage key={documentId} row={value.row} meetingId={value.meetingId} />;
    return <DocumentEditorPage key={documentId} documentId={documentId} meetingId={value.meetingId} start={value.content} />;
  }
  return (
    <div>
      <PageHeader title={documentText.title} onBack={back} />
      {failure ? (
        <FailureAlert failure={failure} title={documentText.failed} onRetry={reload} />
      ) : (
        <Spin delay={300} description={text.loading} />
      )}
    </div>
  );
}
