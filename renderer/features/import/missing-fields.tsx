/** Required fields (办法 20(二)) that the table doesn't give: each gets a column, or one text for the whole batch. */
import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { Card, Flex, Input, Radio, Select, Typography } from 'antd';
import { useState } from 'react';
import type { ApprovalField } from '#shared/domain/approval.ts';
import type { ColumnMapping, OpenedTable } from '#shared/workstation/api.ts';
import { assignColumn, fieldsOfColumn, isSatisfied, type MissingField, setConstant } from './mapping-model.ts';
import { text } from './text.ts';

const words = text.mapping;

export interface MissingFieldsProps {
  readonly required: readonly MissingField[];
  readonly table: OpenedTable;
  readonly mapping: ColumnMapping;
  readonly onChange: (mapping: ColumnMapping) => void;
}

export function MissingFields({ required, table, mapping, onChange }: MissingFieldsProps) {
  const open = required.filter((item) => !isSatisfied(mapping, item.field)).length;
  return (
    <Card
      size="small"
      className={open > 0 ? 'import-missing open' : 'import-missing'}
      title={open > 0 ? words.missingTitle(open) : words.allFilled}
      data-testid="import.missing"
      data-open={open}
    >
      <Typography.Paragraph type="secondary" style={{ marginBottom: 8 }}>
        {words.missingHelp}
      </Typography.Paragraph>
      {required.map((item) => (
        <MissingLine key={item.field} item={item} table={table} mapping={mapping} onChange={onChange} />
      ))}
    </Card>
  );
}

type LineProps = Omit<MissingFieldsProps, 'required'> & { readonly item: MissingField };

function MissingLine({ item, table, mapping, onChange }: LineProps) {
  const { field } = item;
  const column = mapping.columns[field];
  const [way, setWay] = useState<Way>(column === undefined ? 'constant' : 'column');
  const choose = (next: Way) => {
    setWay(next);
    onChange(setConstant(mapping, field, next === 'column' ? undefined : ''));
  };
  const assign = (index: number) => {
    const others = fieldsOfColumn(mapping, index).filter((other) => other !== field);
    onChange(assignColumn(mapping, index, [...others, field]));
  };
  return (
    <div className="import-missing-line" data-testid={`import.missing.${field}`}>
      <MissingText item={item} filled={isSatisfied(mapping, field)} />
      <Radio.Group value={way} onChange={(event) => choose(event.target.value)} optionType="button" size="small" options={[...WAYS]} />
      {way === 'column' ? (
        <ColumnSelect table={table} value={column} field={field} onChange={assign} />
      ) : (
        <Input
          value={mapping.constants[field] ?? ''}
          maxLength={500}
          placeholder={words.constantPlaceholder(item.label)}
          aria-label={item.label}
          onChange={(event) => onChange(setConstant(mapping, field, event.target.value))}
          data-testid={`import.constant.${field}`}
        />
      )}
    </div>
  );
}

type Way = 'column' | 'constant';
const WAYS = [
  { value: 'constant', label: words.useConstant },
  { value: 'column', label: words.useColumn },
] as const;

function MissingText({ item, filled }: { readonly item: MissingField; readonly filled: boolean }) {
  return (
    <Flex gap={8} align="baseline">
      {filled ? <CheckCircleFilled className="import-ok" /> : <ExclamationCircleFilled className="import-bad" />}
      <div>
        <Typography.Text strong>{item.label}</Typography.Text>
        <Typography.Text type="secondary" className="import-missing-message">
          {item.message}
        </Typography.Text>
      </div>
    </Flex>
  );
}

interface ColumnSelectProps {
  readonly table: OpenedTable;
  readonly value: number | undefined;
  readonly field: ApprovalField;
  readonly onChange: (index: number) => void;
}

function ColumnSelect({ table, value, field, onChange }: ColumnSelectProps) {
  return (
    <Select<number>
      value={value ?? null}
      onChange={onChange}
      placeholder={words.columnPlaceholder}
      options={table.columns.map((column) => ({ value: column.index, label: `${column.letter}　${column.header || words.emptyHeader}` }))}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      data-testid={`import.fieldColumn.${field}`}
    />
  );
}
