/** What narrows the list: status, dates, matter, recipient, source; and the same again as tags that can be taken away. */
import { Button, Checkbox, DatePicker, Flex, Select, Tag, Typography } from 'antd';
import dayjs from 'dayjs';
import type { ApprovalFacets, ApprovalQuery, ApprovalStatus } from '#shared/workstation/api.ts';
import { todayHere } from '../../components/record-format.ts';
import { recordText } from '../../components/record-text.ts';
import { text } from './text.ts';

const words = text.list.filters;
const STATUSES = Object.keys(recordText.status) as readonly ApprovalStatus[];
const DATE_FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D', 'YYYY年M月D日'];

export interface FilterProps {
  readonly query: ApprovalQuery;
  readonly facets: ApprovalFacets | undefined;
  readonly onChange: (part: Partial<ApprovalQuery>) => void;
}

export function FilterBar({ query, facets, onChange }: FilterProps) {
  return (
    <Flex gap={8} wrap align="center" className="approvals-filters">
      <Choice
        name={words.status}
        width={124}
        value={query.statuses}
        options={STATUSES.map((value) => ({ value, label: recordText.status[value] }))}
        onChange={(statuses) => onChange({ statuses })}
        testId="approvals.filter.status"
      />
      <DateRange query={query} onChange={onChange} />
      <Choice
        name={words.matter}
        width={150}
        value={query.matters}
        options={(facets?.matters ?? []).map((item) => ({ ...item, label: item.value }))}
        onChange={(matters) => onChange({ matters })}
        testId="approvals.filter.matter"
      />
      <Choice
        name={words.recipient}
        width={150}
        value={query.recipients}
        options={facets?.recipients ?? []}
        onChange={(recipients) => onChange({ recipients })}
        testId="approvals.filter.recipient"
      />
      <Choice
        name={words.source}
        width={150}
        value={query.sources}
        options={(facets?.sources ?? []).map((item) => ({ ...item, label: item.value }))}
        onChange={(sources) => onChange({ sources })}
        testId="approvals.filter.source"
      />
      <Checkbox
        checked={query.overdueOnly}
        onChange={(event) => onChange({ overdueOnly: event.target.checked })}
        data-testid="approvals.filter.overdue"
      >
        {words.overdue}
      </Checkbox>
    </Flex>
  );
}

interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly count?: number;
}

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly width: number;
  readonly value: readonly T[];
  readonly options: readonly Option<T>[];
  readonly onChange: (value: readonly T[]) => void;
  readonly testId: string;
}

function Choice<T extends string>({ name, width, value, options, onChange, testId }: ChoiceProps<T>) {
  return (
    <Select<T[], Option<T>>
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

function DateRange({ query, onChange }: Pick<FilterProps, 'query' | 'onChange'>) {
  const today = dayjs(todayHere());
  return (
    <DatePicker.RangePicker
      style={{ width: 250 }}
      value={[toDay(query.decidedFrom), toDay(query.decidedTo)]}
      onChange={(range) =>
        onChange({ decidedFrom: range?.[0]?.format('YYYY-MM-DD') ?? undefined, decidedTo: range?.[1]?.format('YYYY-MM-DD') ?? undefined })
      }
      format={DATE_FORMATS}
      allowEmpty={[true, true]}
      placeholder={[words.decidedFrom, words.decidedTo]}
      presets={[
        { label: text.list.datePresets.week, value: [today.subtract(6, 'day'), today] },
        { label: text.list.datePresets.month, value: [today.startOf('month'), today] },
        { label: text.list.datePresets.quarter, value: [today.subtract(3, 'month'), today] },
        { label: text.list.datePresets.year, value: [today.startOf('year'), today] },
      ]}
      data-testid="approvals.filter.decided"
    />
  );
}

function toDay(date: string | undefined): dayjs.Dayjs | null {
  return date ? dayjs(date) : null;
}

interface ActiveFilter {
  readonly key: string;
  readonly label: string;
  readonly cleared: Partial<ApprovalQuery>;
}

/** The filters in words; empty when nothing narrows the list. */
export function activeFilters(query: ApprovalQuery, facets: ApprovalFacets | undefined): readonly ActiveFilter[] {
  const found: ActiveFilter[] = [];
  const add = (key: string, name: string, values: readonly string[], cleared: Partial<ApprovalQuery>) => {
    if (values.length > 0) found.push({ key, label: text.list.tag(name, values.join('、')), cleared });
  };
  const recipientName = (id: string) => facets?.recipients.find((item) => item.value === id)?.label ?? id;
  const typed = query.text.trim();
  add('text', words.text, typed ? [typed] : [], { text: '' });
  add(
    'statuses',
    words.status,
    query.statuses.map((status) => recordText.status[status]),
    { statuses: [] },
  );
  add('decided', words.decided, decidedWords(query), { decidedFrom: undefined, decidedTo: undefined });
  add('matters', words.matter, query.matters, { matters: [] });
  add('recipients', words.recipient, query.recipients.map(recipientName), { recipients: [] });
  add('sources', words.source, query.sources, { sources: [] });
  if (query.overdueOnly) found.push({ key: 'overdue', label: words.overdue, cleared: { overdueOnly: false } });
  return found;
}

function decidedWords({ decidedFrom, decidedTo }: ApprovalQuery): readonly string[] {
  if (decidedFrom && decidedTo) return [text.list.between(decidedFrom, decidedTo)];
  if (decidedFrom) return [text.list.since(decidedFrom)];
  return decidedTo ? [text.list.until(decidedTo)] : [];
}

export function ActiveFilters({ query, facets, onChange, onClear }: FilterProps & { readonly onClear: () => void }) {
  const filters = activeFilters(query, facets);
  // 本部门 and 外部门 are shown by their own switch
  if (filters.length === 0) return null;
  return (
    <Flex gap={6} wrap align="center" data-testid="approvals.filters">
      {filters.map((filter) => (
        <Tag
          key={filter.key}
          closable
          color="blue"
          variant="filled"
          className="approvals-filter-tag"
          onClose={() => onChange(filter.cleared)}
        >
          <span title={filter.label}>{filter.label}</span>
        </Tag>
      ))}
      <Button type="link" size="small" onClick={onClear} data-testid="approvals.filters.clear">
        {words.clear}
      </Button>
    </Flex>
  );
}
