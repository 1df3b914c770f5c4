/** Chooses departments of 部门名录 in the order given, each with whether a package can be sealed for it. */
import { Flex, Select, Tag } from 'antd';
import type { DirectoryRow } from '#shared/workstation/api.ts';
import { createText } from './text.ts';

export interface RecipientSelectProps {
  readonly rows: readonly DirectoryRow[];
  /** given by Form.Item where it stands in a form */
  readonly value?: readonly string[];
  readonly onChange?: (ids: readonly string[]) => void;
  readonly id?: string;
  readonly placeholder: string;
  readonly testId: string;
}

export function RecipientSelect({ rows, value = [], onChange, id, placeholder, testId }: RecipientSelectProps) {
  const options = rows.map(({ department, canSeal }) => ({ value: department.uscc, label: department.name, canSeal }));
  return (
    <Select<string[], (typeof options)[number]>
      mode="multiple"
      {...(id && { id })}
      value={[...value]}
      onChange={(ids: string[]) => onChange?.(ids)}
      showSearch={{ filterOption: (input, option) => matches(input, option?.label, option?.value) }}
      placeholder={placeholder}
      aria-label={placeholder}
      options={options}
      style={{ width: '100%' }}
      optionRender={({ data }) => (
        <Flex justify="space-between" align="center" gap={16}>
          <span className="recipient-name" title={data.label}>
            {data.label}
          </span>
          <Flex gap={8} align="center" flex="none">
            {!data.canSeal && <Tag style={{ margin: 0 }}>{createText.recipient.unconfirmed}</Tag>}
            <span className="preview-secondary">{data.value}</span>
          </Flex>
        </Flex>
      )}
      data-testid={testId}
    />
  );
}

function matches(input: string, ...texts: readonly (string | undefined)[]): boolean {
  return texts.some((text) => text?.toLowerCase().includes(input.trim().toLowerCase()));
}
