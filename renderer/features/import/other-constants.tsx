/** One text for the whole batch in fields that aren't required, e.g. 审批部门. */
import { CloseOutlined } from '@ant-design/icons';
import { Button, Flex, Input, Select, Typography } from 'antd';
import { APPROVAL_FIELD_LABELS, APPROVAL_FIELDS, type ApprovalField } from '#shared/domain/approval.ts';
import type { ColumnMapping } from '#shared/workstation/api.ts';
import { entriesOf, type MissingField, setConstant } from './mapping-model.ts';
import { text } from './text.ts';

const words = text.mapping;

export interface OtherConstantsProps {
  readonly mapping: ColumnMapping;
  readonly onChange: (mapping: ColumnMapping) => void;
  /** these have their own place above */
  readonly required: readonly MissingField[];
}

export function OtherConstants({ mapping, onChange, required }: OtherConstantsProps) {
  const elsewhere = new Set<ApprovalField>(required.map((item) => item.field));
  const shown = entriesOf(mapping.constants).filter(([field]) => !elsewhere.has(field));
  const free = APPROVAL_FIELDS.filter(
    (field) => !elsewhere.has(field) && mapping.columns[field] === undefined && mapping.constants[field] === undefined,
  );
  return (
    <Flex vertical gap={8} className="import-constants">
      {shown.map(([field, value]) => (
        <Flex key={field} gap={8} align="center">
          <Typography.Text style={{ width: 130 }}>{APPROVAL_FIELD_LABELS[field]}</Typography.Text>
          <Input
            value={value}
            maxLength={500}
            style={{ flex: 1, maxWidth: 480 }}
            placeholder={words.constantPlaceholder(APPROVAL_FIELD_LABELS[field])}
            aria-label={APPROVAL_FIELD_LABELS[field]}
            onChange={(event) => onChange(setConstant(mapping, field, event.target.value))}
            data-testid={`import.constant.${field}`}
          />
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={words.removeConstant}
            title={words.removeConstant}
            onClick={() => onChange(setConstant(mapping, field, undefined))}
          />
        </Flex>
      ))}
      <Select<ApprovalField>
        value={null}
        placeholder={words.addConstant}
        options={free.map((field) => ({ value: field, label: APPROVAL_FIELD_LABELS[field] }))}
        onChange={(field) => onChange(setConstant(mapping, field, ''))}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 220 }}
        data-testid="import.addConstant"
      />
    </Flex>
  );
}
