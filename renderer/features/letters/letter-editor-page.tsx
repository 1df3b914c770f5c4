/** Writing a letter: its parts at the left, the page that will be issued at the right, what the checks say between them. */
import { Alert } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { LETTER_KINDS, type LetterContent, letterTitle } from '#shared/domain/letter.ts';
import type { LetterProblem } from '#shared/domain/letter-problem.ts';
import type { LetterDetail, LetterDraftInput } from '#shared/workstation/letters/letters-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { useConfirm } from '../../components/confirm.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { useHotkey } from '../../components/use-hotkey.ts';
import { EditorHead } from './editor-head.tsx';
import { IssueDialog } from './issue-dialog.tsx';
import { LetterForm } from './letter-form.tsx';
import { focusPlace } from './places.ts';
import { PreviewPane } from './preview-pane.tsx';
import { ProblemsPanel } from './problems-panel.tsx';
import { SaveTemplateDialog } from './save-template-dialog.tsx';
import { text } from './text.ts';
import { type LetterEditor, useLetterEditor } from './use-letter-editor.ts';
import { usePreview } from './use-preview.ts';
import { usePrint } from './use-print.tsx';
import { useProblems } from './use-problems.ts';

const words = text.editor;

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
  const preview = usePreview(content);
  const print = usePrint();
  const problems = useProblems(content, editor.draft.about);
  const latest = useLatest({ content, print: () => preview.preview && print.print(preview.preview.pdf) });
  const onPrint = useCallback(() => void latest.current.print(), [latest]);
  const onGo = useCallback((problem: LetterProblem) => void focusPlace(latest.current.content, problem.at), [latest]);
  const onTemplate = useCallback(() => setDialog('template'), []);
  const onIssue = useCallback(() => setDialog('issue'), []);
  const onClose = useCallback(() => setDialog(undefined), []);
  useLeaving(editor);
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
      <FailureAlert failure={editor.failure} title={words.save.failed} onRetry={() => void editor.save()} />
      <FailureAlert failure={print.failure} title={text.detail.printFailed} onClose={print.close} />
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

export function verbatimOf(about: LetterDetail['about']): readonly string[] {
  return about.flatMap(({ title, subtitle }) => [title, ...subtitle.split(/[　，、]/)]).filter((word) => word.trim().length > 1);
}

/** Leaving saves first; only when that fails is the user asked. The lists are told when the page has gone. */
function useLeaving(editor: LetterEditor): void {
  const confirm = useConfirm();
  const setGuard = useNavigation((navigation) => navigation.setGuard);
  const { save, saveState } = editor;
  const dirty = saveState !== 'saved';
  useEffect(() => {
    if (!dirty) return;
    setGuard(async () => {
      if (await save()) return true;
      return confirm({
        title: words.leaveTitle,
        content: words.leaveBody,
        okText: words.leaveOk,
        cancelText: words.leaveCancel,
        danger: true,
      });
    });
    return () => setGuard(undefined);
  }, [dirty, save, confirm, setGuard]);
  const { savedAt } = editor;
  const wrote = useRef(savedAt);
  wrote.current = savedAt;
  useEffect(
    () => () => {
      if (wrote.current) useSession.getState().touch();
    },
    [],
  );
}

/** The input's own undo knows one field only, so the keys are taken before it hears them. */
function useHistoryKeys({ undo, redo }: LetterEditor, enabled: boolean): void {
  const latest = useRef({ undo, redo });
  latest.current = { undo, redo };
  useEffect(() => {
    if (!enabled) return;
    const listener = (event: KeyboardEvent) => {
      if (event.isComposing || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === 'z' && !event.shiftKey) latest.current.undo();
      else if (key === 'y' || (key === 'z' && event.shiftKey)) latest.current.redo();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', listener, true);
    return () => window.removeEventListener('keydown', listener, true);
  }, [enabled]);
}
