/** What narrows the list: status, dates, matter, recipient, source; and the same again as tags that can be taken away. */
import { Button, Flex, Tag } from 'antd';
import type { ApprovalFacets, ApprovalQuery } from '#shared/workstation/api.ts';
import { DecidedFilter, FilterChoice, OverdueFilter, StatusFilter } from '../../components/record-filters.tsx';
import { recordListText } from '../../components/record-list-text.ts';
import { recordText } from '../../components/record-text.ts';
import { text } from './text.ts';

const words = text.list.filters;
const common = recordListText.filters;

export interface FilterProps {
  readonly query: ApprovalQuery;
  readonly facets: ApprovalFacets | undefined;
  readonly onChange: (part: Partial<ApprovalQuery>) => void;
}

export function FilterBar({ query, facets, onChange }: FilterProps) {
  const shared = { query, onChange, name: 'approvals' };
  return (
    <Flex gap={8} wrap align="center">
      <StatusFilter {...shared} />
      <DecidedFilter {...shared} placeholder={[words.decidedFrom, words.decidedTo]} />
      <FilterChoice
        name={words.matter}
        width={150}
        value={query.matters}
        options={(facets?.matters ?? []).map((item) => ({ ...item, label: item.value }))}
        onChange={(matters) => onChange({ matters })}
        testId="approvals.filter.matter"
      />
      <FilterChoice
        name={words.recipient}
        width={150}
        value={query.recipients}
        options={facets?.recipients ?? []}
        onChange={(recipients) => onChange({ recipients })}
        testId="approvals.filter.recipient"
      />
      <FilterChoice
        name={words.source}
        width={150}
        value={query.sources}
        options={(facets?.sources ?? []).map((item) => ({ ...item, label: item.value }))}
        onChange={(sources) => onChange({ sources })}
        testId="approvals.filter.source"
      />
      <OverdueFilter {...shared} />
    </Flex>
  );
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
    common.status,
    query.statuses.map((status) => recordText.status[status]),
    { statuses: [] },
  );
  add('decided', words.decided, decidedWords(query), { decidedFrom: undefined, decidedTo: undefined });
  add('matters', words.matter, query.matters, { matters: [] });
  add('recipients', words.recipient, query.recipients.map(recipientName), { recipients: [] });
  add('sources', words.source, query.sources, { sources: [] });
  if (query.overdueOnly) found.push({ key: 'overdue', label: common.overdue, cleared: { overdueOnly: false } });
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
        {common.clear}
      </Button>
    </Flex>
  );
}
