/** What an item refers to: approvals and supervision information by any of their words, and letters. */
import { Select } from 'antd';
import { useRef, useState } from 'react';
import { letterTitle } from '#shared/domain/letter.ts';
import { type ApprovalRow, EMPTY_QUERY } from '#shared/workstation/api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { useAsync } from '../../components/use-async.ts';
import { text } from './text.ts';

const words = text.items;
/** records offered while typing */
const MOST_FOUND = 20;

export interface ReferenceSelectProps {
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

export function RecordSelect({ value, onChange }: ReferenceSelectProps) {
  const [start] = useState(value);
  const known = useAsync(() => workstation().recordRows({ records: start }), [start]).value ?? [];
  const [found, setFound] = useState<readonly Option[]>([]);
  const newest = useRef(0);
  const search = async (typed: string) => {
    newest.current += 1;
    const round = newest.current;
    const queried = await workstation().queryApprovals({ ...EMPTY_QUERY, kinds: ['approval', 'supervision'], text: typed });
    const page = queried.ok ? await workstation().approvalPage(0, MOST_FOUND) : queried;
    // a later word is being looked for already
    if (round !== newest.current || !page.ok) return;
    setFound((before) => [...before.filter((option) => value.includes(option.value)), ...page.value.map(optionOf)]);
  };
  const options = new Map([...known.map(optionOf), ...found].map((option) => [option.value, option]));
  return (
    <Select<string[]>
      mode="multiple"
      value={[...value]}
      placeholder={words.recordsPlaceholder}
      showSearch={{ filterOption: false, onSearch: (typed: string) => void search(typed) }}
      onFocus={() => void search('')}
      onChange={onChange}
      options={[...options.values()]}
      data-testid="meeting.item.records"
    />
  );
}

function optionOf({ recordId, decisionNumber, matter, counterpartName }: ApprovalRow): Option {
  return { value: recordId, label: [decisionNumber, matter, counterpartName].filter((part) => part !== '').join('　') };
}

export function LetterSelect({ value, onChange }: ReferenceSelectProps) {
  const letters = useAsync(() => workstation().letters({ text: '', state: 'all', kinds: [], openOnly: false })).value ?? [];
  return (
    <Select<string[]>
      mode="multiple"
      value={[...value]}
      placeholder={words.lettersPlaceholder}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={onChange}
      options={letters
        .filter(({ state }) => state === 'issued' || state === 'received')
        .map(({ letterId, number, title }) => ({ value: letterId, label: `${number} ${letterTitle(title)}`.trim() }))}
      data-testid="meeting.item.letters"
    />
  );
}
