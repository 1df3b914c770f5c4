/**
 * 发言: a line each. Plain inputs, because a long meeting has hundreds of lines and each key must be heard at once; a line is
 * drawn anew only when it changes.
 */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, memo, useCallback, useRef } from 'react';
import type { Attendee, ItemRecord, Speech } from '#shared/domain/meeting.ts';
import { changeAndFocus } from './record-focus.ts';
import { MAX_SPEECHES, removedAt, replacedAt, speechAfter, spokenBy } from './record-model.ts';
import { recordText } from './record-text.ts';
import type { RecordEditor } from './use-record.ts';

const words = recordText.item;
/** the names of those who are there, for the browser's own completion */
export const SPEAKERS = 'record-speakers';

export interface SpeechLinesProps {
  readonly item: ItemRecord;
  readonly attendance: readonly Attendee[];
  readonly editor: RecordEditor;
}

export function SpeechLines({ item, attendance, editor }: SpeechLinesProps) {
  const { itemId, speeches } = item;
  const { changeItem, removed, editable } = editor;
  const latest = useRef({ speeches, attendance });
  latest.current = { speeches, attendance };
  const change = useCallback(
    (index: number, next: (speech: Speech, attendance: readonly Attendee[]) => Speech) =>
      changeItem(itemId, (now) => {
        const speech = now.speeches[index];
        return speech ? { ...now, speeches: replacedAt(now.speeches, index, next(speech, latest.current.attendance)) } : now;
      }),
    [changeItem, itemId],
  );
  const add = useCallback(
    (index: number) => {
      changeAndFocus(() => changeItem(itemId, (now) => speechAfter(now, index)), speakerId(index + 1));
    },
    [changeItem, itemId],
  );
  const remove = useCallback(
    (index: number) => {
      const value = latest.current.speeches[index];
      if (!value) return;
      if (value.speaker !== '' || value.text !== '') removed({ kind: 'speech', itemId, index, value });
      const next = index > 0 ? textId(index - 1) : 'record-speech-add';
      changeAndFocus(() => changeItem(itemId, (now) => ({ ...now, speeches: removedAt(now.speeches, index) })), next);
    },
    [changeItem, removed, itemId],
  );
  return (
    <section className="record-section" aria-label={words.speeches} data-section>
      <h3>{words.speeches}</h3>
      {speeches.map((speech, index) => (
        <SpeechLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
          key={index}
          speech={speech}
          index={index}
          editable={editable}
          onChange={change}
          onNext={add}
          onRemove={remove}
        />
      ))}
      {editable && (
        <Button
          id="record-speech-add"
          size="small"
          icon={<PlusOutlined />}
          disabled={speeches.length >= MAX_SPEECHES}
          onClick={() => add(speeches.length - 1)}
          data-testid="record.speech.add"
        >
          {words.addSpeech}
        </Button>
      )}
    </section>
  );
}

const speakerId = (index: number) => `record-speaker-${index}`;
const textId = (index: number) => `record-speech-${index}`;

interface SpeechLineProps {
  readonly speech: Speech;
  readonly index: number;
  readonly editable: boolean;
  readonly onChange: (index: number, next: (speech: Speech, attendance: readonly Attendee[]) => Speech) => void;
  readonly onNext: (index: number) => void;
  readonly onRemove: (index: number) => void;
}

const SpeechLine = memo(function SpeechLine({ speech, index, editable, onChange, onNext, onRemove }: SpeechLineProps) {
  const onSpeakerKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && isPlain(event)) document.getElementById(textId(index))?.focus();
    else if (event.key === 'Backspace' && speech.speaker === '' && speech.text === '') onRemove(index);
    else return;
    event.preventDefault();
  };
  const onTextKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && isPlain(event)) onNext(index);
    else if (event.key === 'Backspace' && speech.text === '') document.getElementById(speakerId(index))?.focus();
    else return;
    event.preventDefault();
  };
  const name = words.speech(index);
  return (
    <div className="record-speech">
      <div>
        <input
          id={speakerId(index)}
          className="record-input"
          list={SPEAKERS}
          value={speech.speaker}
          placeholder={words.speaker}
          aria-label={`${name}，${words.speaker}`}
          maxLength={50}
          readOnly={!editable}
          autoComplete="off"
          onKeyDown={onSpeakerKey}
          onChange={(event) => {
            const { value } = event.target;
            onChange(index, (now, attendance) => spokenBy(now, value, attendance));
          }}
          data-testid={speakerId(index)}
        />
        <div className="record-secondary record-one-line" title={speech.department}>
          {speech.department}
        </div>
      </div>
      <textarea
        id={textId(index)}
        className="record-input"
        value={speech.text}
        placeholder={words.speechPlaceholder}
        aria-label={name}
        maxLength={10_000}
        readOnly={!editable}
        rows={1}
        onKeyDown={onTextKey}
        onChange={(event) => {
          const { value } = event.target;
          onChange(index, (now) => ({ ...now, text: value }));
        }}
        data-testid={textId(index)}
      />
      {editable && (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          tabIndex={-1}
          aria-label={`${words.removeSpeech}（${index + 1}）`}
          title={words.removeSpeech}
          onClick={() => onRemove(index)}
        />
      )}
    </div>
  );
});

function isPlain({ shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return !shiftKey && !ctrlKey && !altKey && !metaKey;
}
