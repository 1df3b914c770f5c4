/** The filters that both lists of records have. */
import { Checkbox, DatePicker, Flex, Select, Typography } from 'antd';
import dayjs from 'dayjs';
import type { ApprovalQuery, ApprovalStatus } from '#shared/workstation/api.ts';
import { todayHere } from './record-format.ts';
import { recordListText } from './record-list-text.ts';
import { recordText } from './record-text.ts';

const words = recordListText.filters;
const STATUSES = Object.keys(recordText.status) as readonly ApprovalStatus[];
const DATE_FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D', 'YYYY年M月D日'];

export interface RecordFilterProps {
  readonly query: ApprovalQuery;
  readonly onChange: (part: Partial<ApprovalQuery>) => void;
  /** beginning of the test ids */
  readonly name: string;
}

export interface FilterOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** how many records have it */
  readonly count?: number;
}

interface FilterChoiceProps<T extends string> {
  readonly name: string;
  readonly width: number;
  readonly value: readonly T[];
  readonly options: readonly FilterOption<T>[];
  readonly onChange: (value: readonly T[]) => void;
  readonly testId: string;
}

export function FilterChoice<T extends string>({ name, width, value, options, onChange, testId }: FilterChoiceProps<T>) {
  return (
    <Select<T[], FilterOption<T>>
      mode="multiple"
      style={{ width }}
      value={[...value]}
      options={[...options]}
      onChange={onChange}
      placeholder={name}
      aria-label={name}
      allowClear
      maxTagCount={0}
      maxTagPlaceholder={(hidden) => words.chosen(name, hidden.length)}
      popupMatchSelectWidth={options.some((option) => option.count !== undefined) ? 360 : 180}
      showSearch={{ optionFilterProp: 'label' }}
      notFoundContent={words.empty}
      optionRender={(option) => (
        <Flex justify="space-between" gap={12}>
          <Typography.Text ellipsis={{ tooltip: option.data.label }}>{option.data.label}</Typography.Text>
          {option.data.count !== undefined && (
            <Typography.Text type="secondary">{option.data.count.toLocaleString('zh-CN')}</Typography.Text>
          )}
        </Flex>
      )}
      data-testid={testId}
    />
  );
}

export function StatusFilter({ query, onChange, name }: RecordFilterProps) {
  return (
    <FilterChoice
      name={words.status}
      width={124}
      value={query.statuses}
      options={STATUSES.map((value) => ({ value, label: recordText.status[value] }))}
      onChange={(statuses) => onChange({ statuses })}
      testId={`${name}.filter.status`}
    />
  );
}

/** The days of the decision, from and to; `placeholder` says what the list calls them. */
export function DecidedFilter({ query, onChange, name, placeholder }: RecordFilterProps & { readonly placeholder: [string, string] }) {
  const today = dayjs(todayHere());
  return (
    <DatePicker.RangePicker
      style={{ width: 250 }}
      value={[toDay(query.decidedFrom), toDay(query.decidedTo)]}
      onChange={(range) => onChange({ decidedFrom: fromDay(range?.[0]), decidedTo: fromDay(range?.[1]) })}
      format={DATE_FORMATS}
      allowEmpty={[true, true]}
      placeholder={placeholder}
      presets={[
        { label: words.presets.week, value: [today.subtract(6, 'day'), today] },
        { label: words.presets.month, value: [today.startOf('month'), today] },
        { label: words.presets.quarter, value: [today.subtract(3, 'month'), today] },
        { label: words.presets.year, value: [today.startOf('year'), today] },
      ]}
      data-testid={`${name}.filter.decided`}
    />
  );
}

export function OverdueFilter({ query, onChange, name }: RecordFilterProps) {
  return (
    <Checkbox
      checked={query.overdueOnly}
      onChange={(event) => onChange({ overdueOnly: event.target.checked })}
      data-testid={`${name}.filter.overdue`}
    >
      {words.overdue}
    </Checkbox>
  );
}

function toDay(date: string | undefined): dayjs.Dayjs | null {
  return date ? dayjs(date) : null;
}

function fromDay(day: dayjs.Dayjs | null | undefined): string | undefined {
  return day?.format('YYYY-MM-DD');
}
