/** Writing a document of a meeting: its parts at the left, the page that will be issued at the right, what the checks say above. */
import { DeleteOutlined, PrinterOutlined, RedoOutlined, SafetyCertificateOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, Button, Space, Tag, Tooltip } from 'antd';
import { useMemo, useState } from 'react';
import { todayIn } from '#shared/domain/dates.ts';
import { MEETING_DOCUMENTS, type MeetingDocumentContent } from '#shared/domain/meeting.ts';
import { checkMeetingDocument, type MeetingDocumentPlace } from '#shared/domain/meeting-document-checks.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { useConfirm } from '../../components/confirm.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { numberOf } from '../../components/paper/body-model.ts';
import { focusText } from '../../components/paper/focus-text.ts';
import { paperText } from '../../components/paper/paper-text.ts';
import { PreviewPane } from '../../components/paper/preview-pane.tsx';
import { ProblemsPanel } from '../../components/paper/problems-panel.tsx';
import { SaveLine } from '../../components/paper/save-line.tsx';
import { useHistoryKeys } from '../../components/paper/use-history-keys.ts';
import { usePreview } from '../../components/paper/use-preview.ts';
import { usePrint } from '../../components/paper/use-print.tsx';
import { useHotkey } from '../../components/use-hotkey.ts';
import { useSavedLeaving } from '../../components/use-saved-leaving.ts';
import { useWrite } from '../../components/use-write.ts';
import { DocumentForm } from './document-form.tsx';
import { placesOf } from './document-model.ts';
import { documentText } from './document-text.ts';
import { IssueDocumentDialog } from './issue-document-dialog.tsx';
import { text } from './text.ts';
import { type DocumentEditor, useDocumentEditor } from './use-document-editor.ts';

const words = documentText;
const previewDocument = (content: MeetingDocumentContent) => workstation().previewMeetingDocument(content);

export interface DocumentEditorPageProps {
  readonly documentId: string;
  readonly meetingId: string;
  readonly start: MeetingDocumentContent;
}

export function DocumentEditorPage({ documentId, meetingId, start }: DocumentEditorPageProps) {
  const [initial] = useState(start);
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const editor = useDocumentEditor(documentId, initial, readOnly);
  const { content } = editor;
  const [issuing, setIssuing] = useState(false);
  const preview = usePreview(content, previewDocument);
  const print = usePrint();
  const problems = useMemo(() => checkMeetingDocument(content, { stage: 'draft', today: todayIn('Asia/Shanghai', new Date()) }), [content]);
  // a new preview changes nothing in it, and it is most of the page
  const form = useMemo(() => <DocumentForm editor={editor} />, [editor]);
  const printNow = () => preview.preview && print.print(preview.preview.pdf);
  useSavedLeaving(editor);
  useHotkey('Ctrl+S', () => void editor.save(), { enabled: !issuing });
  useHotkey('Ctrl+P', printNow, { enabled: !issuing });
  useHistoryKeys(editor, !issuing);
  return (
    <div className="page-fill letter-editor" data-testid="document.editor" data-form={content.form}>
      <PageHeader
        title={`${content.title}${content.issue}`}
        extra={<Tag variant="outlined">{MEETING_DOCUMENTS[content.form]}</Tag>}
        description={<SaveLine saving={editor} testId="document" />}
        onBack={() => useNavigation.getState().back()}
        actions={<Actions editor={editor} meetingId={meetingId} onPrint={printNow} onIssue={() => setIssuing(true)} />}
      />
      {readOnly && <Alert type="warning" showIcon title={text.readOnly} />}
      <FailureAlert failure={editor.failure} title={paperText.save.failed} onRetry={() => void editor.save()} />
      <FailureAlert failure={print.failure} title={paperText.printFailed} onClose={print.close} />
      <div className="letter-columns">
        <div className="letter-left">
          <ProblemsPanel problems={problems} onGo={({ at }) => goTo(content, at)} />
          {form}
        </div>
        <PreviewPane preview={preview.preview} failure={preview.failure} title={words.previewTitle} />
      </div>
      <IssueDocumentDialog open={issuing} editor={editor} onClose={() => setIssuing(false)} />
      {print.sheet}
    </div>
  );
}

/** A heading's number isn't part of its input. */
function goTo({ body }: MeetingDocumentContent, at: MeetingDocumentPlace): void {
  const block = at.block === undefined ? undefined : body[at.block];
  const before = block?.type === 'heading' ? numberOf(block.text).length : 0;
  focusText(placesOf(at), { start: at.start - before, end: at.end - before });
}

interface ActionsProps {
  readonly editor: DocumentEditor;
  readonly meetingId: string;
  readonly onPrint: () => void;
  readonly onIssue: () => void;
}

function Actions({ editor, meetingId, onPrint, onIssue }: ActionsProps) {
  const discard = useDiscard(editor, meetingId);
  return (
    <>
      <FailureAlert failure={discard.failure} title={text.failed} />
      <Space.Compact>
        <Tooltip title={words.undo}>
          <Button
            icon={<UndoOutlined />}
            disabled={!editor.canUndo || editor.readOnly}
            onClick={editor.undo}
            aria-label={words.undo}
            data-testid="document.undo"
          />
        </Tooltip>
        <Tooltip title={words.redo}>
          <Button
            icon={<RedoOutlined />}
            disabled={!editor.canRedo || editor.readOnly}
            onClick={editor.redo}
            aria-label={words.redo}
            data-testid="document.redo"
          />
        </Tooltip>
      </Space.Compact>
      <Button icon={<DeleteOutlined />} disabled={editor.readOnly} onClick={discard.start} data-testid="document.discard">
        {words.discard}
      </Button>
      <Button icon={<PrinterOutlined />} onClick={onPrint} data-testid="document.print">
        {words.print}
      </Button>
      <Button type="primary" icon={<SafetyCertificateOutlined />} disabled={editor.readOnly} onClick={onIssue} data-testid="document.issue">
        {words.issue}
      </Button>
    </>
  );
}

function useDiscard(editor: DocumentEditor, meetingId: string) {
  const confirm = useConfirm();
  const { failure, write } = useWrite();
  const run = async () => {
    const yes = await confirm({ title: words.discardTitle, content: words.discardBody, okText: words.discard, danger: true });
    if (!yes || !(await editor.save())) return;
    // the page goes first: a discarded draft can't be read anew
    const done = await workstation().discardMeetingDocument(editor.documentId);
    if (!done.ok) return void (await write(async () => done));
    useNavigation.setState({ guard: undefined });
    useNavigation.getState().go({ name: 'meeting', meetingId, tab: 'documents' });
    useSession.getState().touch();
  };
  return { failure, start: () => void run() };
}
