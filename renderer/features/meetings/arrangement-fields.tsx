/** The fields of an arrangement, without its agenda. */
import { DatePicker, Flex, Form, Input, InputNumber, Select, TimePicker } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import type { Arrangement, MeetingKind } from '#shared/domain/meeting.ts';
import { fieldNote } from '../../components/field-note.tsx';
import { DepartmentNames } from '../../components/paper/department-names.tsx';
import { KIND_OPTIONS } from './apply-dialog.tsx';
import { type ArrangementField, type ArrangementProblem, dayHint } from './arrangement-model.ts';
import { partiesOf } from './item-model.ts';
import { text } from './text.ts';
import { useOthers } from './use-own.ts';

const words = text.form;

/** The id of the input of a field. */
export function fieldIdOf(field: ArrangementField): string {
  return `meeting-${field}`;
}

export interface ArrangementFieldsProps {
  readonly arrangement: Arrangement;
  readonly today: string;
  readonly isNew: boolean;
  readonly problems: readonly ArrangementProblem[];
  readonly onChange: (changes: Partial<Arrangement>) => void;
  readonly onKind: (kind: MeetingKind) => void;
}

type Line = 'title' | 'place' | 'chair' | 'recorder' | 'contact';

export function ArrangementFields(props: ArrangementFieldsProps) {
  const { arrangement, problems, onChange, onKind } = props;
  const field = (name: ArrangementField, label: string, input: ReactNode, hint?: string, wide = false) => {
    const problem = problems.find((each) => each.field === name);
    const note = problem ? fieldNote('error', problem.message) : hint ? fieldNote('hint', hint) : {};
    return (
      <Form.Item label={label} htmlFor={fieldIdOf(name)} className={wide ? 'wide' : ''} layout="vertical" {...note}>
        {input}
      </Form.Item>
    );
  };
  const line = (name: Line, maxLength: number, placeholder?: string) => (
    <Input
      id={fieldIdOf(name)}
      value={arrangement[name]}
      maxLength={maxLength}
      {...(placeholder !== undefined && { placeholder })}
      onChange={(event) => onChange({ [name]: event.target.value })}
      data-testid={`meetingForm.${name}`}
    />
  );
  return (
    <>
      {field(
        'kind',
        words.kind,
        <Select id={fieldIdOf('kind')} value={arrangement.kind} options={KIND_OPTIONS} onChange={onKind} data-testid="meetingForm.kind" />,
      )}
      {field(
        'issue',
        words.issue,
        <InputNumber
          id={fieldIdOf('issue')}
          value={arrangement.issue}
          min={0}
          max={9999}
          precision={0}
          onChange={(issue) => onChange({ issue: issue ?? 0 })}
          data-testid="meetingForm.issue"
        />,
        words.issueHint,
      )}
      {field('title', words.title, line('title', 200), undefined, true)}
      <When {...props} />
      {field('place', words.place, line('place', 200))}
      {field('chair', words.chair, line('chair', 100))}
      {field('recorder', words.recorder, line('recorder', 100))}
      {field('contact', words.contact, line('contact', 200, words.contactPlaceholder))}
      {field('parties', words.parties, <Parties arrangement={arrangement} onChange={onChange} />, words.partiesHint, true)}
      {field(
        'collectUntil',
        words.collectUntil,
        <DatePicker
          id={fieldIdOf('collectUntil')}
          value={arrangement.collectUntil ? dayjs(arrangement.collectUntil) : null}
          style={{ width: '100%' }}
          onChange={(day) => onChange({ collectUntil: day ? day.format('YYYY-MM-DD') : '' })}
        />,
        words.collectHint,
      )}
      {field(
        'remarks',
        words.remarks,
        <Input.TextArea
          id={fieldIdOf('remarks')}
          value={arrangement.remarks}
          maxLength={2000}
          autoSize={{ minRows: 1, maxRows: 6 }}
          onChange={(event) => onChange({ remarks: event.target.value })}
          data-testid="meetingForm.remarks"
        />,
      )}
    </>
  );
}

/** Day and times, with what kind of day it is (国务院办公厅 放假安排). */
function When({ arrangement, today, problems, onChange }: ArrangementFieldsProps) {
  const { date, startTime, endTime } = arrangement;
  const hint = dayHint(date, today);
  const problem = problems.find(({ field }) => field === 'date');
  const timeProblem = problems.find(({ field }) => field === 'startTime' || field === 'endTime');
  const note = problem ? fieldNote('error', problem.message) : hint && fieldNote(hint.level, hint.message);
  const time = (name: 'startTime' | 'endTime', value: string) => (
    <TimePicker
      id={fieldIdOf(name)}
      value={value === '' ? null : dayjs(`2000-01-01T${value}`)}
      format="HH:mm"
      minuteStep={5}
      needConfirm={false}
      placeholder={words[name]}
      aria-label={words[name]}
      style={{ flex: 1 }}
      onChange={(chosen) => onChange({ [name]: chosen ? chosen.format('HH:mm') : '' })}
    />
  );
  return (
    <>
      <Form.Item label={words.date} htmlFor={fieldIdOf('date')} layout="vertical" {...note}>
        <DatePicker
          id={fieldIdOf('date')}
          value={date ? dayjs(date) : null}
          allowClear={false}
          style={{ width: '100%' }}
          onChange={(day) => day && onChange({ date: day.format('YYYY-MM-DD') })}
        />
      </Form.Item>
      <Form.Item
        label={`${words.startTime}、${words.endTime}`}
        htmlFor={fieldIdOf('startTime')}
        layout="vertical"
        {...(timeProblem && fieldNote('error', timeProblem.message))}
      >
        <Flex gap={8}>
          {time('startTime', startTime)}
          {time('endTime', endTime)}
        </Flex>
      </Form.Item>
    </>
  );
}

function Parties({ arrangement, onChange }: Pick<ArrangementFieldsProps, 'arrangement' | 'onChange'>) {
  const others = useOthers();
  return (
    <DepartmentNames
      id={fieldIdOf('parties')}
      label={words.parties}
      placeholder={words.parties}
      names={arrangement.parties.map(({ name }) => name)}
      disabled={false}
      onChange={(names) => onChange({ parties: [...partiesOf(names, others)] })}
    />
  );
}
