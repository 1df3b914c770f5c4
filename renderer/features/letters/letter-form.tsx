/** The parts of a letter in the order in which they stand on the page (GB/T 9704-2012 10.1). */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, DatePicker, Flex, Input, Radio, Typography } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { BlockList } from '../../components/paper/block-list.tsx';
import { DepartmentNames } from '../../components/paper/department-names.tsx';
import { paperText } from '../../components/paper/paper-text.ts';
import { EnclosuresEditor } from './enclosures-editor.tsx';
import { placeId } from './places.ts';
import { text } from './text.ts';
import type { LetterEditor } from './use-letter-editor.ts';

const words = text.editor;
const parts = words.parts;
const hints = words.hints;

export function LetterForm({ editor }: { readonly editor: LetterEditor }) {
  return (
    <div className="letter-form" data-testid="letter.form">
      <HeadParts editor={editor} />
      <Part label={parts.body} hint={paperText.blocks.keys} wide>
        <BlockList
          blocks={editor.content.body}
          place={placeId({ part: 'body' })}
          disabled={editor.readOnly}
          label={parts.body}
          onChange={(body, part) => editor.change({ body }, part)}
        />
      </Part>
      <Part label={parts.enclosures} wide>
        <EnclosuresEditor
          enclosures={editor.content.enclosures}
          disabled={editor.readOnly}
          onChange={(enclosures, part) => editor.change({ enclosures }, part)}
        />
      </Part>
      <FootParts editor={editor} />
    </div>
  );
}

function HeadParts({ editor }: { readonly editor: LetterEditor }) {
  const { content, change, readOnly } = editor;
  return (
    <>
      <Part label={parts.urgency}>
        <Radio.Group
          value={content.urgency}
          disabled={readOnly}
          optionType="button"
          size="small"
          options={[
            { value: '', label: words.parts.none },
            { value: '加急', label: '加急' },
            { value: '特急', label: '特急' },
          ]}
          onChange={(event) => change({ urgency: event.target.value })}
          aria-label={parts.urgency}
          data-testid="letter.urgency"
        />
      </Part>
      <Part label={parts.letterhead} htmlFor={placeId({ part: 'letterhead' })}>
        <Input
          id={placeId({ part: 'letterhead' })}
          value={content.letterhead}
          maxLength={60}
          disabled={readOnly}
          onChange={(event) => change({ letterhead: event.target.value }, 'letterhead')}
          data-testid="letter-letterhead"
        />
      </Part>
      <Part label={parts.title} hint={hints.title} htmlFor={placeId({ part: 'title' })}>
        <Input.TextArea
          id={placeId({ part: 'title' })}
          value={content.title}
          autoSize={{ minRows: 2, maxRows: 4 }}
          maxLength={200}
          disabled={readOnly}
          onChange={(event) => change({ title: event.target.value }, 'title')}
          data-testid="letter-title"
        />
      </Part>
      <Part label={parts.recipients} hint={hints.recipients} htmlFor={placeId({ part: 'recipients' })}>
        <DepartmentNames
          id={placeId({ part: 'recipients' })}
          label={parts.recipients}
          placeholder={parts.recipients}
          names={content.recipients}
          disabled={readOnly}
          onChange={(recipients) => change({ recipients })}
        />
      </Part>
    </>
  );
}

function FootParts({ editor }: { readonly editor: LetterEditor }) {
  const { content, change, readOnly, draft } = editor;
  return (
    <>
      <Part label={parts.signatories} hint={hints.signatories}>
        <Signatories editor={editor} />
      </Part>
      <Part label={parts.date} hint={hints.date} htmlFor={placeId({ part: 'date' })}>
        <DatePicker
          id={placeId({ part: 'date' })}
          value={content.date ? dayjs(content.date) : null}
          disabled={readOnly}
          onChange={(day) => change({ date: day ? day.format('YYYY-MM-DD') : undefined })}
        />
      </Part>
      <Part label={parts.seal} hint={hints.seal}>
        <Checkbox checked={content.seal} disabled={readOnly} onChange={(event) => change({ seal: event.target.checked })}>
          {parts.seal}
        </Checkbox>
      </Part>
      <Part label={parts.annotation} hint={hints.annotation} htmlFor={placeId({ part: 'annotation' })}>
        <Input.TextArea
          id={placeId({ part: 'annotation' })}
          value={content.annotation}
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={200}
          disabled={readOnly}
          onChange={(event) => change({ annotation: event.target.value.replaceAll('\n', '') }, 'annotation')}
          data-testid="letter-annotation"
        />
      </Part>
      <Part label={parts.copies} htmlFor={placeId({ part: 'copies' })}>
        <DepartmentNames
          id={placeId({ part: 'copies' })}
          label={parts.copies}
          placeholder={hints.copies}
          names={content.copies}
          disabled={readOnly}
          onChange={(copies) => change({ copies })}
        />
      </Part>
      <Part label={parts.dueOn} htmlFor="letter-dueOn">
        <DatePicker
          id="letter-dueOn"
          value={draft.dueOn ? dayjs(draft.dueOn) : null}
          disabled={readOnly}
          onChange={(day) => editor.setDueOn(day ? day.format('YYYY-MM-DD') : undefined)}
        />
      </Part>
    </>
  );
}

function Signatories({ editor }: { readonly editor: LetterEditor }) {
  const { content, change, readOnly } = editor;
  const set = (index: number, name: string) =>
    change({ signatories: content.signatories.map((other, at) => (at === index ? name : other)) }, `signatory${index}`);
  return (
    <Flex vertical gap={4}>
      {content.signatories.map((name, index) => {
        const id = placeId({ part: 'signatories', index });
        return (
          <Input
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
            key={index}
            id={id}
            value={name}
            maxLength={60}
            disabled={readOnly}
            aria-label={`${parts.signatories} ${index + 1}`}
            onChange={(event) => set(index, event.target.value)}
            onBlur={() => {
              if (name === '' && content.signatories.length > 1)
                change({ signatories: content.signatories.filter((_, at) => at !== index) });
            }}
            data-testid={id}
          />
        );
      })}
      {!readOnly && content.signatories.length < 5 && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => change({ signatories: [...content.signatories, ''] })}
          style={{ alignSelf: 'start' }}
        >
          {words.addSignatory}
        </Button>
      )}
    </Flex>
  );
}

interface PartProps {
  readonly label: string;
  readonly hint?: string;
  readonly htmlFor?: string;
  /** label above instead of beside it */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

function Part({ label, hint, htmlFor, wide = false, children }: PartProps) {
  return (
    <div className={wide ? 'letter-part wide' : 'letter-part'}>
      <div className="letter-part-label">{htmlFor ? <label htmlFor={htmlFor}>{label}</label> : label}</div>
      <div className="letter-part-field">
        {children}
        {hint && (
          <Typography.Text type="secondary" className="letter-part-hint">
            {hint}
          </Typography.Text>
        )}
      </div>
    </div>
  );
}
