/** Evidence files of the record: those it has, those that will be added. Nothing is read before saving. */
import { CloseOutlined, PaperClipOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Flex, Tag, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Attachment } from '#shared/domain/approval.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import type { ChosenFile } from '#shared/ipc.ts';
import type { NewAttachment } from '#shared/workstation/api.ts';
import { DropButton } from './drop-button.tsx';
import { FailureAlert } from './failure-alert.tsx';
import './record.css';
import { recordText } from './record-text.ts';
import { sizeText } from './size.ts';

const words = recordText.form;

/** Files of a form: what is added, and what stays of those that the record has. */
export interface FilesForm {
  readonly added: readonly NewAttachment[];
  readonly setAdded: (files: readonly NewAttachment[]) => void;
  readonly kept: readonly Attachment[];
  readonly setKept: (files: readonly Attachment[]) => void;
  readonly testId: string;
}

export interface AttachmentFieldsProps {
  readonly form: FilesForm;
  /** what the record has before this correction */
  readonly existing: readonly Attachment[];
}

export function AttachmentFields({ form, existing }: AttachmentFieldsProps) {
  const [failure, setFailure] = useState<Failure>();
  const add = (result: Result<readonly ChosenFile[]>) => {
    setFailure(result.ok ? undefined : result.error);
    if (result.ok) form.setAdded([...form.added, ...result.value]);
  };
  return (
    <Flex vertical gap={8} data-testid={`${form.testId}.attachments`}>
      <FailureAlert failure={failure} title={words.attachmentFailed} onClose={() => setFailure(undefined)} />
      {existing.map((file) => {
        const kept = form.kept.includes(file);
        return (
          <FileLine
            key={file.sha256 + file.name}
            name={file.name}
            size={file.size}
            removed={!kept}
            onToggle={() => form.setKept(existing.filter((other) => (other === file ? !kept : form.kept.includes(other))))}
          />
        );
      })}
      {form.added.map((file) => (
        <FileLine
          key={file.token}
          name={file.name}
          size={file.size}
          tag={<Tag color="green">{words.attachmentNew}</Tag>}
          onToggle={() => form.setAdded(form.added.filter((other) => other !== file))}
        />
      ))}
      <DropButton kind="attachment" multiple className="record-drop" onFiles={add} testId={`${form.testId}.addAttachment`}>
        {(hovering) => (
          <>
            <PaperClipOutlined /> {hovering ? words.dropNow : words.dropHere}
          </>
        )}
      </DropButton>
    </Flex>
  );
}

interface FileLineProps {
  readonly name: string;
  readonly size: number;
  readonly removed?: boolean;
  readonly tag?: ReactNode;
  readonly onToggle: () => void;
}

function FileLine({ name, size, removed = false, tag, onToggle }: FileLineProps) {
  return (
    <Flex align="center" gap={8} className="record-file">
      <PaperClipOutlined />
      <Typography.Text delete={removed} ellipsis={{ tooltip: name }} style={{ flex: 1 }}>
        {name}
      </Typography.Text>
      {removed ? <Tag color="red">{words.attachmentRemoved}</Tag> : tag}
      <Typography.Text type="secondary">{sizeText(size)}</Typography.Text>
      <Button
        type="text"
        size="small"
        icon={removed ? <UndoOutlined /> : <CloseOutlined />}
        aria-label={removed ? words.restore : words.remove}
        title={removed ? words.restore : words.remove}
        onClick={onToggle}
      />
    </Flex>
  );
}
