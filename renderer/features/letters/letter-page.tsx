/** One letter: the editor while it is a draft, otherwise what was issued or came. */
import { Spin } from 'antd';
import type { LetterDetail, LetterDraftInput } from '#shared/workstation/letters/letters-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useAsync } from '../../components/use-async.ts';
import { LetterDetailPage } from './letter-detail-page.tsx';
import { LetterEditorPage } from './letter-editor-page.tsx';
import './letters.css';
import { text } from './text.ts';

export function LetterPage({ letterId }: { readonly letterId: string }) {
  const back = useNavigation((navigation) => navigation.back);
  const { value, failure, reload } = useAsync(() => workstation().letterDetail(letterId), [letterId]);
  const detail = value?.row.letterId === letterId ? value : undefined;
  const start = detail && draftOf(detail);
  if (detail && start) return <LetterEditorPage key={letterId} start={start} about={detail.about} />;
  if (detail) return <LetterDetailPage key={letterId} detail={detail} />;
  return (
    <div>
      <PageHeader title={text.list.title} onBack={back} />
      {failure ? (
        <FailureAlert failure={failure} title={text.editor.failed} onRetry={reload} />
      ) : (
        <Spin delay={300} description={text.editor.loading}>
          <div style={{ height: 160 }} />
        </Spin>
      )}
    </div>
  );
}

function draftOf({ row, content, about, recipientIds, transfer }: LetterDetail): LetterDraftInput | undefined {
  if (row.state !== 'draft' || !content) return undefined;
  return {
    letterId: row.letterId,
    content,
    about: about.map((record) => record.recordId),
    recipientIds,
    ...(row.dueOn && { dueOn: row.dueOn }),
    ...(transfer.length > 0 && { transfer }),
  };
}
