/** Who is there: as they announced themselves, then as they came; when it began and ended (办法 31(二)). */
import { CloseOutlined, PlusOutlined, UserAddOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { memo, useCallback, useRef } from 'react';
import type { Attendee, RecordHead } from '#shared/domain/meeting.ts';
import type { MeetingParty } from '#shared/workstation/meetings/meetings-api.ts';
import { OWNERS } from './action-lines.tsx';
import { placeId } from './record-check.ts';
import { changeAndFocus } from './record-focus.ts';
import { announced, MAX_ATTENDEES, nextAttendee, removedAt, replacedAt, withHead } from './record-model.ts';
import { recordText } from './record-text.ts';
import { TypedInput } from './typed-input.tsx';
import { clockOf } from './typed-time.ts';
import type { RecordEditor } from './use-record.ts';

const words = recordText.attendance;

export interface AttendancePanelProps {
  readonly parties: readonly MeetingParty[];
  /** ids of departments, by name */
  readonly departmentIds: ReadonlyMap<string, string>;
  readonly editor: RecordEditor;
}

export function AttendancePanel({ parties, departmentIds, editor }: AttendancePanelProps) {
  const { head } = editor.record;
  const { attendance } = head;
  const { editable } = editor;
  const coming = announced(parties, attendance);
  const refused = parties.filter(({ answer }) => answer === 'refused');
  const lines = useLines(editor, departmentIds);
  return (
    <div className="record-item" data-testid="record.attendance">
      <h2>{recordText.head}</h2>
      <Times head={head} editor={editor} />
      <section className="record-section" aria-label={words.title} data-section>
        <h3>
          {words.title}
          <span className="record-secondary" data-testid="record.attendance.count">
            {words.count(attendance.filter(({ state }) => state === 'present' || state === 'late').length, attendance.length)}
          </span>
        </h3>
        {editable && coming.length > 0 && (
          <Button
            icon={<UserAddOutlined />}
            title={words.fillHint}
            onClick={() =>
              editor.changeRecord((now) =>
                withHead(now, { attendance: [...now.head.attendance, ...announced(parties, now.head.attendance)].slice(0, MAX_ATTENDEES) }),
              )
            }
            data-testid="record.attendance.fill"
          >
            {words.fill(coming.length)}
          </Button>
        )}
        {refused.map(({ name, reason }) => (
          <Alert key={name} type="warning" showIcon title={words.refused(name, reason)} />
        ))}
        {attendance.length === 0 && <div className="record-secondary">{words.none}</div>}
        {attendance.map((attendee, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
          <AttendeeLine key={index} attendee={attendee} index={index} editable={editable} {...lines} />
        ))}
        {editable && (
          <Button
            id={placeId({ itemId: undefined, field: 'attendance' })}
            size="small"
            icon={<PlusOutlined />}
            disabled={attendance.length >= MAX_ATTENDEES}
            onClick={() => lines.onAdd()}
            data-testid="record.attendee.add"
          >
            {words.add}
          </Button>
        )}
      </section>
    </div>
  );
}

function useLines({ changeRecord, removed, record }: RecordEditor, departmentIds: ReadonlyMap<string, string>) {
  const latest = useRef({ attendance: record.head.attendance, departmentIds });
  latest.current = { attendance: record.head.attendance, departmentIds };
  const onChange = useCallback(
    (index: number, changes: Partial<Attendee>) =>
      changeRecord((now) => {
        const attendee = now.head.attendance[index];
        if (!attendee) return now;
        const changed = withDepartment({ ...attendee, ...changes }, latest.current.departmentIds);
        return withHead(now, { attendance: replacedAt(now.head.attendance, index, changed) });
      }),
    [changeRecord],
  );
  const onAdd = useCallback(() => {
    const index = latest.current.attendance.length;
    changeAndFocus(
      () => changeRecord((now) => withHead(now, { attendance: [...now.head.attendance, nextAttendee(now.head.attendance)] })),
      latest.current.attendance.at(-1)?.department ? nameId(index) : departmentFieldId(index),
    );
  }, [changeRecord]);
  const onRemove = useCallback(
    (index: number) => {
      const value = latest.current.attendance[index];
      if (!value) return;
      if (value.name !== '') removed({ kind: 'attendee', index, value });
      changeAndFocus(
        () => changeRecord((now) => withHead(now, { attendance: removedAt(now.head.attendance, index) })),
        index > 0 ? nameId(index - 1) : placeId({ itemId: undefined, field: 'attendance' }),
      );
    },
    [changeRecord, removed],
  );
  return { onChange, onAdd, onRemove };
}

function withDepartment({ departmentId: _, ...attendee }: Attendee, ids: ReadonlyMap<string, string>): Attendee {
  const departmentId = ids.get(attendee.department.trim());
  return departmentId === undefined ? attendee : { departmentId, ...attendee };
}

function Times({ head, editor }: { readonly head: RecordHead; readonly editor: RecordEditor }) {
  return (
    <section className="record-section" aria-label={recordText.head} data-section>
      <div className="record-times">
        <Time
          label={words.startedAt}
          value={head.startedAt}
          id="record-startedAt"
          editor={editor}
          onSet={(startedAt) => editor.changeHead({ startedAt })}
        />
        <Time
          label={words.endedAt}
          value={head.endedAt}
          id={placeId({ itemId: undefined, field: 'endedAt' })}
          editor={editor}
          onSet={(endedAt) => editor.changeHead({ endedAt })}
        />
      </div>
      <textarea
        className="record-input"
        rows={2}
        value={head.remarks}
        maxLength={10_000}
        readOnly={!editor.editable}
        placeholder={words.remarks}
        aria-label={words.remarks}
        onChange={(event) => editor.changeHead({ remarks: event.target.value })}
        data-testid="record.remarks"
      />
    </section>
  );
}

interface TimeProps {
  readonly label: string;
  readonly value: string;
  readonly id: string;
  readonly editor: RecordEditor;
  readonly onSet: (value: string) => void;
}

const CLOCK = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hour12: false });

function Time({ label, value, id, editor, onSet }: TimeProps) {
  return (
    <label htmlFor={id}>
      {label}
      <TypedInput
        id={id}
        value={value}
        placeholder={words.timePlaceholder}
        label={label}
        readOnly={!editor.editable}
        read={clockOf}
        onSet={onSet}
        testId={id}
      />
      {editor.editable && value === '' && (
        <Button size="small" onClick={() => onSet(CLOCK.format(new Date()))} data-testid={`${id}.now`}>
          {words.now}
        </Button>
      )}
    </label>
  );
}

const nameId = (index: number) => placeId({ itemId: undefined, field: 'attendance', index });
const departmentFieldId = (index: number) => `record-attendance-department-${index}`;
const STATES = ['present', 'late', 'leave', 'absent'] as const;
const ROLES = ['attendee', 'observer'] as const;

interface AttendeeLineProps extends ReturnType<typeof useLines> {
  readonly attendee: Attendee;
  readonly index: number;
  readonly editable: boolean;
}

const AttendeeLine = memo(function AttendeeLine({ attendee, index, editable, onChange, onAdd, onRemove }: AttendeeLineProps) {
  const text = (field: 'department' | 'name' | 'position' | 'note', maxLength: number, id?: string, list?: string) => (
    <input
      {...(id !== undefined && { id })}
      {...(list !== undefined && { list })}
      className="record-input"
      value={attendee[field]}
      title={attendee[field]}
      maxLength={maxLength}
      readOnly={!editable}
      autoComplete="off"
      placeholder={words[field]}
      aria-label={`${words.title} ${index + 1}，${words[field]}`}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || !editable) return;
        if (event.key === 'Enter') onAdd();
        else if (event.key === 'Backspace' && field === 'name' && attendee.name === '') onRemove(index);
        else return;
        event.preventDefault();
      }}
      onChange={(event) => onChange(index, { [field]: event.target.value })}
      data-testid={`record.attendee.${field}.${index}`}
    />
  );
  return (
    <div className="record-attendee">
      {text('department', 100, departmentFieldId(index), OWNERS)}
      {text('name', 50, nameId(index))}
      {text('position', 100)}
      <select
        className="record-input"
        value={attendee.state}
        disabled={!editable}
        aria-label={`${attendee.name}，${words.state}`}
        onChange={(event) => onChange(index, { state: event.target.value as Attendee['state'] })}
        data-testid={`record.attendee.state.${index}`}
      >
        {STATES.map((state) => (
          <option key={state} value={state}>
            {recordText.states[state]}
          </option>
        ))}
      </select>
      <select
        className="record-input"
        value={attendee.as}
        disabled={!editable}
        aria-label={`${attendee.name}，${words.as}`}
        onChange={(event) => onChange(index, { as: event.target.value as Attendee['as'] })}
      >
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {recordText.as[role]}
          </option>
        ))}
      </select>
      {text('note', 300)}
      {editable && (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          tabIndex={-1}
          aria-label={`${words.remove}（${index + 1}）`}
          onClick={() => onRemove(index)}
        />
      )}
    </div>
  );
});
