/** The head of the editor: what is written, whether it is saved, and what can be done with it. */
import { FileAddOutlined, PrinterOutlined, RedoOutlined, SafetyCertificateOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Space, Tag, Tooltip, Typography } from 'antd';
import { memo } from 'react';
import { useNavigation } from '../../app/navigation.ts';
import { PageHeader } from '../../components/page-header.tsx';
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
      description={<SaveLine saveState={saveState} savedAt={savedAt} />}
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

function SaveLine({ saveState, savedAt }: Pick<LetterEditor, 'saveState' | 'savedAt'>) {
  const shown = saveState === 'saved' && savedAt ? words.save.savedAt(timeOf(savedAt)) : words.save[saveState];
  return (
    <Typography.Text
      type={saveState === 'failed' ? 'danger' : 'secondary'}
      aria-live="polite"
      data-testid="letter.saveState"
      data-state={saveState}
    >
      {shown}
    </Typography.Text>
  );
}

const CLOCK = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hour12: false });

function timeOf(date: Date): string {
  return CLOCK.format(date);
}
