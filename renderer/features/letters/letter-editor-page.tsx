/** Writing a letter: its parts at the left, the page that will be issued at the right, what the checks say between them. */
import { FileAddOutlined, PrinterOutlined, RedoOutlined, SafetyCertificateOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, Button, Space, Tag, Tooltip } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { todayIn } from '#shared/domain/dates.ts';
import { LETTER_KINDS, type LetterContent, letterTitle } from '#shared/domain/letter.ts';
import { checkLetter } from '#shared/domain/letter-checks.ts';
import type { LetterDetail, LetterDraftInput } from '#shared/workstation/letters/letters-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { paperText } from '../../components/paper/paper-text.ts';
import { PreviewPane } from '../../components/paper/preview-pane.tsx';
import { ProblemsPanel } from '../../components/paper/problems-panel.tsx';
import { SaveLine } from '../../components/paper/save-line.tsx';
import { useHistoryKeys } from '../../components/paper/use-history-keys.ts';
import { usePreview } from '../../components/paper/use-preview.ts';
import { usePrint } from '../../components/paper/use-print.tsx';
import { useAsync } from '../../components/use-async.ts';
import { useHotkey } from '../../components/use-hotkey.ts';
import { useSavedLeaving } from '../../components/use-saved-leaving.ts';
import { IssueDialog } from './issue-dialog.tsx';
import { LetterForm } from './letter-form.tsx';
import { focusPlace } from './places.ts';
import { SaveTemplateDialog } from './save-template-dialog.tsx';
import { text } from './text.ts';
import { type LetterEditor, useLetterEditor } from './use-letter-editor.ts';

const words = text.editor;
const previewLetter = (content: LetterContent) => workstation().previewLetter({ content });

export interface LetterEditorPageProps {
  readonly start: LetterDraftInput;
  /** names and numbers of the records it is about: the checks leave them as they are */
  readonly about: LetterDetail['about'];
}

export function LetterEditorPage({ start, about }: LetterEditorPageProps) {
  const [initial] = useState(start);
  const idsOf = useRecipientIds();
  const editor = useLetterEditor(initial, idsOf);
  const [dialog, setDialog] = useState<'issue' | 'template'>();
  const preview = usePreview(editor.content, previewLetter);
  const print = usePrint();
  const problems = useProblems(editor.content, about);
  // a new preview changes nothing in it, and it is most of the page
  const form = useMemo(() => <LetterForm editor={editor} />, [editor]);
  useSavedLeaving(editor);
  useHotkey('Ctrl+S', () => void editor.save(), { enabled: dialog === undefined });
  useHotkey('Ctrl+P', () => preview.preview && print.print(preview.preview.pdf), { enabled: dialog === undefined });
  useHistoryKeys(editor, dialog === undefined);
  return (
    <div className="page-fill letter-editor" data-testid="letter.editor">
      <PageHeader
        title={letterTitle(editor.content.title) || text.list.untitled}
        extra={<Tag variant="outlined">{LETTER_KINDS[editor.content.kind].name}</Tag>}
        description={<SaveLine saving={editor} testId="letter" />}
        onBack={() => useNavigation.getState().back()}
        actions={
          <Actions
            editor={editor}
            onPrint={() => preview.preview && print.print(preview.preview.pdf)}
            onTemplate={() => setDialog('template')}
            onIssue={() => setDialog('issue')}
          />
        }
      />
      {editor.readOnly && <Alert type="warning" showIcon title={words.readOnly} />}
      <FailureAlert failure={editor.failure} title={paperText.save.failed} onRetry={() => void editor.save()} />
      <FailureAlert failure={print.failure} title={paperText.printFailed} onClose={print.close} />
      <div className="letter-columns">
        <div className="letter-left">
          <ProblemsPanel problems={problems} onGo={(problem) => focusPlace(editor.content, problem.at)} />
          {form}
        </div>
        <PreviewPane preview={preview.preview} failure={preview.failure} />
      </div>
      <IssueDialog open={dialog === 'issue'} editor={editor} about={about} onClose={() => setDialog(undefined)} />
      <SaveTemplateDialog open={dialog === 'template'} content={editor.content} onClose={() => setDialog(undefined)} />
      {print.sheet}
    </div>
  );
}

interface ActionsProps {
  readonly editor: LetterEditor;
  readonly onPrint: () => void;
  readonly onTemplate: () => void;
  readonly onIssue: () => void;
}

function Actions({ editor, onPrint, onTemplate, onIssue }: ActionsProps) {
  return (
    <>
      <Space.Compact>
        <Tooltip title={words.undo}>
          <Button
            icon={<UndoOutlined />}
            disabled={!editor.canUndo || editor.readOnly}
            onClick={editor.undo}
            aria-label={words.undo}
            data-testid="letter.undo"
          />
        </Tooltip>
        <Tooltip title={words.redo}>
          <Button
            icon={<RedoOutlined />}
            disabled={!editor.canRedo || editor.readOnly}
            onClick={editor.redo}
            aria-label={words.redo}
            data-testid="letter.redo"
          />
        </Tooltip>
      </Space.Compact>
      <Button icon={<FileAddOutlined />} disabled={editor.readOnly} onClick={onTemplate} data-testid="letter.saveTemplate">
        {words.saveTemplate}
      </Button>
      <Button icon={<PrinterOutlined />} onClick={onPrint} data-testid="letter.print">
        {words.print}
      </Button>
      <Button type="primary" icon={<SafetyCertificateOutlined />} disabled={editor.readOnly} onClick={onIssue} data-testid="letter.issue">
        {words.issue}
      </Button>
    </>
  );
}

/** Which of the names on the letter are departments of 部门名录, without us. */
function useRecipientIds(): (content: LetterContent) => readonly string[] {
  const directory = useAsync(() => workstation().directory()).value;
  const own = useSession((session) => session.info?.department?.uscc);
  return useCallback(
    ({ recipients, copies }: LetterContent) =>
      (directory ?? [])
        .filter(({ department }) => department.uscc !== own && [...recipients, ...copies].includes(department.name))
        .map(({ department }) => department.uscc),
    [directory, own],
  );
}

function useProblems(content: LetterContent, about: LetterDetail['about']) {
  return useMemo(
    () =>
      checkLetter(content, {
        stage: 'draft',
        today: todayIn('Asia/Shanghai', new Date()),
        verbatim: verbatimOf(about),
      }),
    [content, about],
  );
}

export function verbatimOf(about: LetterDetail['about']): readonly string[] {
  return about.flatMap(({ title, subtitle }) => [title, ...subtitle.split(/[　，、]/)]).filter((word) => word.trim().length > 1);
}
