/** The parts of a document in the order in which they are read (GB/T 9704-2012 10.3). */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useCallback } from 'react';
import type { MeetingDocumentContent } from '#shared/domain/meeting.ts';
import { BlockList } from '../../components/paper/block-list.tsx';
import { DepartmentNames } from '../../components/paper/department-names.tsx';
import { paperText } from '../../components/paper/paper-text.ts';
import { Part } from '../../components/paper/part.tsx';
import type { ChangeBlocks } from '../../components/paper/use-block-actions.ts';
import { partsOf, placeId } from './document-model.ts';
import { documentText } from './document-text.ts';
import type { DocumentEditor } from './use-document-editor.ts';

const words = documentText;
const parts = words.parts;

export function DocumentForm({ editor }: { readonly editor: DocumentEditor }) {
  const { content, change, readOnly } = editor;
  const onBody = useCallback<ChangeBlocks>((next, part) => change(({ body }) => ({ body: [...next(body)] }), part), [change]);
  const shown = new Set(partsOf(content.form));
  const line = (part: 'title' | 'issue' | 'department' | 'chair' | 'recorder', label: string, maxLength: number, hint?: string) =>
    shown.has(part) && (
      <Part label={label} htmlFor={placeId({ part })} {...(hint !== undefined && { hint })}>
        <Input
          id={placeId({ part })}
          value={content[part]}
          maxLength={maxLength}
          disabled={readOnly}
          onChange={(event) => change({ [part]: event.target.value }, part)}
          data-testid={placeId({ part })}
        />
      </Part>
    );
  const names = (part: 'signatories' | 'copies') =>
    shown.has(part) && (
      <Part label={parts[part]} htmlFor={placeId({ part })}>
        <DepartmentNames
          id={placeId({ part })}
          label={parts[part]}
          placeholder={parts[part]}
          names={content[part]}
          disabled={readOnly}
          onChange={(chosen) => change({ [part]: chosen })}
        />
      </Part>
    );
  return (
    <div className="letter-form" data-testid="document.form">
      {line('title', parts.title[content.form], 200)}
      {line('issue', parts.issue, 60, words.issueHint)}
      {line('department', parts.department, 100)}
      <Part label={parts.date} htmlFor={placeId({ part: 'date' })}>
        <DatePicker
          id={placeId({ part: 'date' })}
          value={dayjs(content.date)}
          allowClear={false}
          disabled={readOnly}
          onChange={(day) => day && change({ date: day.format('YYYY-MM-DD') })}
        />
      </Part>
      <Part label={parts.body} hint={paperText.blocks.keys} wide>
        <BlockList blocks={content.body} place={placeId({ part: 'body' })} disabled={readOnly} label={parts.body} onChange={onBody} />
      </Part>
      <Part label={parts.present} wide>
        <Present content={content} disabled={readOnly} onChange={change} />
      </Part>
      {line('chair', parts.chair, 100)}
      {line('recorder', parts.recorder, 100)}
      {names('signatories')}
      {names('copies')}
    </div>
  );
}

interface PresentProps {
  readonly content: MeetingDocumentContent;
  readonly disabled: boolean;
  readonly onChange: DocumentEditor['change'];
}

/** 出席：… 请假：… 列席：… */
function Present({ content: { present }, disabled, onChange }: PresentProps) {
  const set = (index: number, changes: Partial<MeetingDocumentContent['present'][number]>, part: string) =>
    onChange({ present: present.map((line, at) => (at === index ? { ...line, ...changes } : line)) }, part);
  return (
    <>
      {present.map((line, index) => {
        const id = placeId({ part: 'present', index });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
          <div key={index} className="meeting-document-present">
            <Input
              value={line.label}
              maxLength={20}
              disabled={disabled}
              aria-label={`${words.presentLabel} ${index + 1}`}
              onChange={(event) => set(index, { label: event.target.value }, `${id}-label`)}
            />
            <Input.TextArea
              id={id}
              value={line.names}
              maxLength={5000}
              autoSize={{ minRows: 1, maxRows: 8 }}
              disabled={disabled}
              aria-label={`${line.label}，${words.presentNames}`}
              onChange={(event) => set(index, { names: event.target.value }, id)}
              data-testid={id}
            />
            <Button
              type="text"
              icon={<CloseOutlined />}
              disabled={disabled}
              title={words.presentRemove}
              aria-label={`${words.presentRemove}：${line.label}`}
              onClick={() => onChange({ present: present.filter((_, at) => at !== index) })}
            />
          </div>
        );
      })}
      {present.length < 10 && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={disabled}
          onClick={() => onChange({ present: [...present, { label: '', names: '' }] })}
        >
          {words.presentAdd}
        </Button>
      )}
    </>
  );
}
