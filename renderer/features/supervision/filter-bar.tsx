/** What narrows the list: kind, status, day of the decision, lateness. */
import { Button, Flex } from 'antd';
import { SUPERVISION_KIND_LABELS, supervisionKindSchema } from '#shared/domain/supervision.ts';
import type { ApprovalQuery } from '#shared/workstation/api.ts';
import { DecidedFilter, FilterChoice, OverdueFilter, StatusFilter } from '../../components/record-filters.tsx';
import { recordListText } from '../../components/record-list-text.ts';
import { text } from './text.ts';

const words = text.list.filters;

export interface FilterBarProps {
  readonly query: ApprovalQuery;
  readonly onChange: (part: Partial<ApprovalQuery>) => void;
  readonly onClear: () => void;
}

export function FilterBar({ query, onChange, onClear }: FilterBarProps) {
  const shared = { query, onChange, name: 'supervision' };
  const narrowed =
    query.text.trim() !== '' ||
    query.statuses.length > 0 ||
    (query.supervisionKinds ?? []).length > 0 ||
    query.decidedFrom !== undefined ||
    query.decidedTo !== undefined ||
    query.overdueOnly;
  return (
    <Flex gap={8} wrap align="center">
      <FilterChoice
        name={words.kind}
        width={132}
        value={query.supervisionKinds ?? []}
        options={supervisionKindSchema.options.map((value) => ({ value, label: SUPERVISION_KIND_LABELS[value] }))}
        onChange={(supervisionKinds) => onChange({ supervisionKinds })}
        testId="supervision.filter.kind"
      />
      <StatusFilter {...shared} />
      <DecidedFilter {...shared} placeholder={[words.decidedFrom, words.decidedTo]} />
      <OverdueFilter {...shared} />
      {narrowed && (
        <Button type="link" size="small" onClick={onClear} data-testid="supervision.filters.clear">
          {recordListText.filters.clear}
        </Button>
      )}
    </Flex>
  );
}
