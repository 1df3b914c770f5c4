/** The head of the editor: what is written, whether it is saved, and what can be done with it. */
import { FileAddOutlined, PrinterOutlined, RedoOutlined, SafetyCertificateOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Space, Tag, Tooltip } from 'antd';
import { memo } from 'react';
import { useNavigation } from '../../app/navigation.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { SaveLine } from '../../components/paper/save-line.tsx';
import { text } from './text.ts';
import type { LetterEditor } from './use-letter-editor.ts';

const words = text.editor;

export interface EditorHeadProps extends ActionsProps, Pick<LetterEditor, 'saveState' | 'savedAt'> {
  readonly title: string;
  readonly kind: string;
}

/** Rendered when something in it changes, and not with every key. */
export const EditorHead = memo(function EditorHead({ title, kind, saveState, savedAt, ...actions }: EditorHeadProps) {
  return (
    <PageHeader
      title={title || text.list.untitled}
      extra={<Tag variant="outlined">{kind}</Tag>}
      description={<SaveLine saving={{ saveState, savedAt }} testId="letter" />}
      onBack={back}
      actions={<Actions {...actions} />}
    />
  );
});

function back(): void {
  useNavigation.getState().back();
}

interface ActionsProps extends Pick<LetterEditor, 'canUndo' | 'canRedo' | 'readOnly' | 'undo' | 'redo'> {
  readonly onPrint: () => void;
  readonly onTemplate: () => void;
  readonly onIssue: () => void;
}

const Actions = memo(function Actions({ canUndo, canRedo, readOnly, undo, redo, onPrint, onTemplate, onIssue }: ActionsProps) {
  return (
    <>
      <Space.Compact>
        <Tooltip title={words.undo}>
          <Button
            icon={<UndoOutlined />}
            disabled={!canUndo || readOnly}
            onClick={undo}
            aria-label={words.undo}
            data-testid="letter.undo"
          />
        </Tooltip>
        <Tooltip title={words.redo}>
          <Button
            icon={<RedoOutlined />}
            disabled={!canRedo || readOnly}
            onClick={redo}
            aria-label={words.redo}
            data-testid="letter.redo"
          />
        </Tooltip>
      </Space.Compact>
      <Button icon={<FileAddOutlined />} disabled={readOnly} onClick={onTemplate} data-testid="letter.saveTemplate">
        {words.saveTemplate}
      </Button>
      <Button icon={<PrinterOutlined />} onClick={onPrint} data-testid="letter.print">
        {words.print}
      </Button>
      <Button type="primary" icon={<SafetyCertificateOutlined />} disabled={readOnly} onClick={onIssue} data-testid="letter.issue">
        {words.issue}
      </Button>
    </>
  );
});
