/** Writing a letter: its parts at the left, the page that will be issued at the right, what the checks say between them. */
import { Alert } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { LETTER_KINDS, type LetterContent, letterTitle } from '#shared/domain/letter.ts';
import type { LetterProblem } from '#shared/domain/letter-problem.ts';
import type { LetterDetail, LetterDraftInput } from '#shared/workstation/letters/letters-api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { paperText } from '../../components/paper/paper-text.ts';
import { PreviewPane } from '../../components/paper/preview-pane.tsx';
import { ProblemsPanel } from '../../components/paper/problems-panel.tsx';
import { useHistoryKeys } from '../../components/paper/use-history-keys.ts';
import { usePreview } from '../../components/paper/use-preview.ts';
import { usePrint } from '../../components/paper/use-print.tsx';
import { useAsync } from '../../components/use-async.ts';
import { useHotkey } from '../../components/use-hotkey.ts';
import { useSavedLeaving } from '../../components/use-saved-leaving.ts';
import { EditorHead } from './editor-head.tsx';
import { IssueDialog } from './issue-dialog.tsx';
import { LetterForm } from './letter-form.tsx';
import { focusPlace } from './places.ts';
import { SaveTemplateDialog } from './save-template-dialog.tsx';
import { text } from './text.ts';
import { useLetterEditor } from './use-letter-editor.ts';
import { useProblems } from './use-problems.ts';

const words = text.editor;
const previewLetter = (content: LetterContent) => workstation().previewLetter({ content });

export interface LetterEditorPageProps {
  readonly start: LetterDraftInput;
  /** names and numbers of the records it is about: the checks leave them as they are */
  readonly about: LetterDetail['about'];
}

/** A key changes the draft, which this page holds: every part of it is a `memo` that is given what it shows, and nothing else. */
export function LetterEditorPage({ start, about }: LetterEditorPageProps) {
  const [initial] = useState(start);
  const editor = useLetterEditor(initial, useRecipientIds());
  const { content, readOnly } = editor;
  const [dialog, setDialog] = useState<'issue' | 'template'>();
  const preview = usePreview(content, previewLetter);
  const print = usePrint();
  const problems = useProblems(content, editor.draft.about);
  const latest = useLatest({ content, print: () => preview.preview && print.print(preview.preview.pdf) });
  const onPrint = useCallback(() => void latest.current.print(), [latest]);
  const onGo = useCallback((problem: LetterProblem) => void focusPlace(latest.current.content, problem.at), [latest]);
  const onTemplate = useCallback(() => setDialog('template'), []);
  const onIssue = useCallback(() => setDialog('issue'), []);
  const onClose = useCallback(() => setDialog(undefined), []);
  useSavedLeaving(editor);
  useHotkey('Ctrl+S', () => void editor.save(), { enabled: dialog === undefined });
  useHotkey('Ctrl+P', onPrint, { enabled: dialog === undefined });
  useHistoryKeys(editor, dialog === undefined);
  const { canUndo, canRedo, undo, redo, saveState, savedAt } = editor;
  const actions = { canUndo, canRedo, readOnly, undo, redo, onPrint, onTemplate, onIssue };
  return (
    <div className="page-fill letter-editor" data-testid="letter.editor">
      <EditorHead
        title={letterTitle(content.title)}
        kind={LETTER_KINDS[content.kind].name}
        saveState={saveState}
        savedAt={savedAt}
        {...actions}
      />
      {readOnly && <Alert type="warning" showIcon title={words.readOnly} />}
      <FailureAlert failure={editor.failure} title={paperText.save.failed} onRetry={() => void editor.save()} />
      <FailureAlert failure={print.failure} title={paperText.printFailed} onClose={print.close} />
      <div className="letter-columns">
        <div className="letter-left">
          <ProblemsPanel problems={problems} onGo={onGo} />
          <LetterForm content={content} dueOn={editor.draft.dueOn} readOnly={readOnly} change={editor.change} setDueOn={editor.setDueOn} />
        </div>
        <PreviewPane preview={preview.preview} failure={preview.failure} />
      </div>
      <IssueDialog open={dialog === 'issue'} editor={editor} about={about} onClose={onClose} />
      <SaveTemplateDialog open={dialog === 'template'} content={content} onClose={onClose} />
      {print.sheet}
    </div>
  );
}

/** The values of the last render, for callbacks that stay the same. */
function useLatest<T>(value: T) {
  const latest = useRef(value);
  latest.current = value;
  return latest;
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
