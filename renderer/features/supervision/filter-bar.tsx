/** What narrows the list: kind, status, day of the decision, lateness. */
import { Button, Checkbox, DatePicker, Flex, Select } from 'antd';
import dayjs from 'dayjs';
import { SUPERVISION_KIND_LABELS, supervisionKindSchema } from '#shared/domain/supervision.ts';
import type { ApprovalQuery, ApprovalStatus } from '#shared/workstation/api.ts';
import { recordText } from '../../components/record-text.ts';
import { text } from './text.ts';

const words = text.list.filters;
const STATUSES = Object.keys(recordText.status) as readonly ApprovalStatus[];
const DATE_FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D', 'YYYY年M月D日'];

export interface FilterBarProps {
  readonly query: ApprovalQuery;
  readonly onChange: (part: Partial<ApprovalQuery>) => void;
  readonly onClear: () => void;
}

export function FilterBar({ query, onChange, onClear }: FilterBarProps) {
  const narrowed =
    query.text.trim() !== '' ||
    query.statuses.length > 0 ||
    (query.supervisionKinds ?? []).length > 0 ||
    query.decidedFrom !== undefined ||
    query.decidedTo !== undefined ||
    query.overdueOnly;
  return (
    <Flex gap={8} wrap align="center">
      <Choice
        name={words.kind}
        value={query.supervisionKinds ?? []}
        options={supervisionKindSchema.options.map((value) => ({ value, label: SUPERVISION_KIND_LABELS[value] }))}
        onChange={(supervisionKinds) => onChange({ supervisionKinds })}
        testId="supervision.filter.kind"
      />
      <Choice
        name={words.status}
        value={query.statuses}
        options={STATUSES.map((value) => ({ value, label: recordText.status[value] }))}
        onChange={(statuses) => onChange({ statuses })}
        testId="supervision.filter.status"
      />
      <DatePicker.RangePicker
        style={{ width: 250 }}
        value={[toDay(query.decidedFrom), toDay(query.decidedTo)]}
        onChange={(range) => onChange({ decidedFrom: fromDay(range?.[0]), decidedTo: fromDay(range?.[1]) })}
        format={DATE_FORMATS}
        allowEmpty={[true, true]}
        placeholder={[words.decidedFrom, words.decidedTo]}
        data-testid="supervision.filter.decided"
      />
      <Checkbox
        checked={query.overdueOnly}
        onChange={(event) => onChange({ overdueOnly: event.target.checked })}
        data-testid="supervision.filter.overdue"
      >
        {words.overdue}
      </Checkbox>
      {narrowed && (
        <Button type="link" size="small" onClick={onClear} data-testid="supervision.filters.clear">
          {words.clear}
        </Button>
      )}
    </Flex>
  );
}

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly value: readonly T[];
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: readonly T[]) => void;
  readonly testId: string;
}

function Choice<T extends string>({ name, value, options, onChange, testId }: ChoiceProps<T>) {
  return (
    <Select<T[]>
      mode="multiple"
      style={{ width: 132 }}
      value={[...value]}
      options={[...options]}
      onChange={onChange}
      placeholder={name}
      aria-label={name}
      allowClear
      maxTagCount={0}
      maxTagPlaceholder={(hidden) => words.chosen(name, hidden.length)}
      popupMatchSelectWidth={180}
      showSearch={{ optionFilterProp: 'label' }}
      notFoundContent={words.empty}
      data-testid={testId}
    />
  );
}

function toDay(date: string | undefined): dayjs.Dayjs | null {
  return date ? dayjs(date) : null;
}

function fromDay(day: dayjs.Dayjs | null | undefined): string | undefined {
  return day?.format('YYYY-MM-DD');
}
