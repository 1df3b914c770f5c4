/** The parts of a letter in the order in which they stand on the page (GB/T 9704-2012 10.1). */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, DatePicker, Flex, Input, Radio } from 'antd';
import dayjs from 'dayjs';
import { memo, useCallback } from 'react';
import type { IsoDate } from '#shared/domain/approval.ts';
import type { LetterContent } from '#shared/domain/letter.ts';
import { BlockList } from '../../components/paper/block-list.tsx';
import { DepartmentNames } from '../../components/paper/department-names.tsx';
import { GrowingText } from '../../components/paper/growing-text.tsx';
import { paperText } from '../../components/paper/paper-text.ts';
import { Part } from '../../components/paper/part.tsx';
import type { ChangeBlocks } from '../../components/paper/use-block-actions.ts';
import { EnclosuresEditor } from './enclosures-editor.tsx';
import { placeId } from './places.ts';
import { text } from './text.ts';
import type { ChangeLetter, LetterEditor } from './use-letter-editor.ts';

const words = text.editor;
const parts = words.parts;
const hints = words.hints;

export interface LetterFormProps extends Pick<LetterEditor, 'content' | 'readOnly' | 'change' | 'setDueOn'> {
  readonly dueOn: IsoDate | undefined;
}

/** Each part is a `memo` with a value of its own, so that a key renders the part that it is typed into and nothing else. */
export const LetterForm = memo(function LetterForm({ content, dueOn, readOnly, change, setDueOn }: LetterFormProps) {
  const common = { disabled: readOnly, change };
  return (
    <div className="letter-form" data-testid="letter.form">
      <UrgencyPart value={content.urgency} {...common} />
      <LetterheadPart value={content.letterhead} {...common} />
      <TitlePart value={content.title} {...common} />
      <NamesPart part="recipients" hint={hints.recipients} placeholder={parts.recipients} value={content.recipients} {...common} />
      <BodyPart value={content.body} {...common} />
      <EnclosuresPart value={content.enclosures} {...common} />
      <SignatoriesPart value={content.signatories} {...common} />
      <DatePart value={content.date} {...common} />
      <SealPart value={content.seal} {...common} />
      <AnnotationPart value={content.annotation} {...common} />
      <NamesPart part="copies" placeholder={hints.copies} value={content.copies} {...common} />
      <DueOnPart value={dueOn} disabled={readOnly} setDueOn={setDueOn} />
    </div>
  );
});

interface ValueProps<K extends keyof LetterContent> {
  readonly value: LetterContent[K];
  readonly disabled: boolean;
  readonly change: ChangeLetter;
}

const UrgencyPart = memo(function UrgencyPart({ value, disabled, change }: ValueProps<'urgency'>) {
  return (
    <Part label={parts.urgency}>
      <Radio.Group
        value={value}
        disabled={disabled}
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
  );
});

const LetterheadPart = memo(function LetterheadPart({ value, disabled, change }: ValueProps<'letterhead'>) {
  const id = placeId({ part: 'letterhead' });
  return (
    <Part label={parts.letterhead} htmlFor={id}>
      <Input
        id={id}
        value={value}
        maxLength={60}
        disabled={disabled}
        onChange={(event) => change({ letterhead: event.target.value }, 'letterhead')}
        data-testid="letter-letterhead"
      />
    </Part>
  );
});

const TitlePart = memo(function TitlePart({ value, disabled, change }: ValueProps<'title'>) {
  const id = placeId({ part: 'title' });
  return (
    <Part label={parts.title} hint={hints.title} htmlFor={id}>
      <GrowingText
        id={id}
        value={value}
        least={2}
        most={4}
        maxLength={200}
        disabled={disabled}
        onChange={(event) => change({ title: event.target.value }, 'title')}
        data-testid="letter-title"
      />
    </Part>
  );
});

interface NamesPartProps extends ValueProps<'recipients' | 'copies'> {
  readonly part: 'recipients' | 'copies';
  readonly placeholder: string;
  readonly hint?: string;
}

const NamesPart = memo(function NamesPart({ part, placeholder, hint, value, disabled, change }: NamesPartProps) {
  const id = placeId({ part });
  return (
    <Part label={parts[part]} htmlFor={id} {...(hint && { hint })}>
      <DepartmentNames
        id={id}
        label={parts[part]}
        placeholder={placeholder}
        names={value}
        disabled={disabled}
        onChange={(names) => change({ [part]: names })}
      />
    </Part>
  );
});

const BODY = { part: 'body' } as const;

const BodyPart = memo(function BodyPart({ value, disabled, change }: ValueProps<'body'>) {
  const onChange = useCallback<ChangeBlocks>((changed, part) => change(({ body }) => ({ body: [...changed(body)] }), part), [change]);
  return (
    <Part label={parts.body} hint={paperText.blocks.keys} wide>
      <BlockList blocks={value} place={placeId(BODY)} disabled={disabled} label={parts.body} onChange={onChange} />
    </Part>
  );
});

const EnclosuresPart = memo(function EnclosuresPart({ value, disabled, change }: ValueProps<'enclosures'>) {
  return (
    <Part label={parts.enclosures} wide>
      <EnclosuresEditor enclosures={value} disabled={disabled} change={change} />
    </Part>
  );
});

const DatePart = memo(function DatePart({ value, disabled, change }: ValueProps<'date'>) {
  const id = placeId({ part: 'date' });
  return (
    <Part label={parts.date} hint={hints.date} htmlFor={id}>
      <DatePicker
        id={id}
        value={value ? dayjs(value) : null}
        disabled={disabled}
        onChange={(day) => change({ date: day ? day.format('YYYY-MM-DD') : undefined })}
      />
    </Part>
  );
});

const SealPart = memo(function SealPart({ value, disabled, change }: ValueProps<'seal'>) {
  return (
    <Part label={parts.seal} hint={hints.seal}>
      <Checkbox checked={value} disabled={disabled} onChange={(event) => change({ seal: event.target.checked })}>
        {parts.seal}
      </Checkbox>
    </Part>
  );
});

const AnnotationPart = memo(function AnnotationPart({ value, disabled, change }: ValueProps<'annotation'>) {
  const id = placeId({ part: 'annotation' });
  return (
    <Part label={parts.annotation} hint={hints.annotation} htmlFor={id}>
      <GrowingText
        id={id}
        value={value}
        most={4}
        maxLength={200}
        disabled={disabled}
        onChange={(event) => change({ annotation: event.target.value.replaceAll('\n', '') }, 'annotation')}
        data-testid="letter-annotation"
      />
    </Part>
  );
});

interface DueOnProps {
  readonly value: IsoDate | undefined;
  readonly disabled: boolean;
  readonly setDueOn: LetterEditor['setDueOn'];
}

const DueOnPart = memo(function DueOnPart({ value, disabled, setDueOn }: DueOnProps) {
  return (
    <Part label={parts.dueOn} htmlFor="letter-dueOn">
      <DatePicker
        id="letter-dueOn"
        value={value ? dayjs(value) : null}
        disabled={disabled}
        onChange={(day) => setDueOn(day ? day.format('YYYY-MM-DD') : undefined)}
      />
    </Part>
  );
});

const SignatoriesPart = memo(function SignatoriesPart({ value, disabled, change }: ValueProps<'signatories'>) {
  return (
    <Part label={parts.signatories} hint={hints.signatories}>
      <Signatories value={value} disabled={disabled} change={change} />
    </Part>
  );
});

function Signatories({ value, disabled, change }: ValueProps<'signatories'>) {
  const set = (index: number, name: string) =>
    change({ signatories: value.map((other, at) => (at === index ? name : other)) }, `signatory${index}`);
  return (
    <Flex vertical gap={4}>
      {value.map((name, index) => {
        const id = placeId({ part: 'signatories', index });
        return (
          <Input
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
            key={index}
            id={id}
            value={name}
            maxLength={60}
            disabled={disabled}
            aria-label={`${parts.signatories} ${index + 1}`}
            onChange={(event) => set(index, event.target.value)}
            onBlur={() => {
              if (name === '' && value.length > 1) change({ signatories: value.filter((_, at) => at !== index) });
            }}
            data-testid={id}
          />
        );
      })}
      {!disabled && value.length < 5 && (
        <Button size="small" icon={<PlusOutlined />} onClick={() => change({ signatories: [...value, ''] })} style={{ alignSelf: 'start' }}>
          {words.addSignatory}
        </Button>
      )}
    </Flex>
  );
}
