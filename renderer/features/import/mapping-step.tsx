/** ② which column is which field, and what fills the required fields that the table lacks. */
import { Alert, Button, Card, Flex, InputNumber, Select, Table, type TableColumnsType, Tag, Tooltip, Typography } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { APPROVAL_FIELD_LABELS, APPROVAL_FIELDS, type ApprovalField } from '#shared/domain/approval.ts';
import type { ColumnMapping, OpenedTable, TableColumn } from '#shared/workstation/api.ts';
import { assignColumn, fieldsOfColumn, isSatisfied, requiredFields } from './mapping-model.ts';
import { MissingFields } from './missing-fields.tsx';
import { OtherConstants } from './other-constants.tsx';
import { SourceField } from './source-field.tsx';
import { text } from './text.ts';
import type { ImportFlow } from './use-import.ts';

const words = text.mapping;

export interface MappingStepProps {
  readonly flow: ImportFlow;
  readonly table: OpenedTable;
}

export function MappingStep({ flow, table }: MappingStepProps) {
  const { mapping, setMapping } = flow;
  const required = useMemo(() => requiredFields(table, mapping), [table, mapping]);
  const open = required.filter((item) => !isSatisfied(mapping, item.field));
  return (
    <Flex vertical gap={12}>
      <FileCard flow={flow} table={table} />
      {table.notes.length > 0 && <Notes notes={table.notes} />}
      {required.length > 0 && <MissingFields required={required} table={table} mapping={mapping} onChange={setMapping} />}
      <Card size="small" styles={{ body: { padding: 0 } }}>
        <MappingTable table={table} mapping={mapping} onChange={setMapping} />
        <OtherConstants mapping={mapping} onChange={setMapping} required={required} />
      </Card>
      <Flex className="import-foot" gap={8} align="center">
        <Typography.Text type="secondary" style={{ flex: 1 }} {...(open.length > 0 && { type: 'warning' as const })}>
          {open.length > 0 ? words.stillMissing : words.allFilled}
        </Typography.Text>
        <Button onClick={flow.restart} data-testid="import.back">
          {words.back}
        </Button>
        <Button
          type="primary"
          onClick={flow.check}
          disabled={flow.source.trim() === ''}
          loading={flow.job.running}
          data-testid="import.next"
        >
          {words.next}
        </Button>
      </Flex>
    </Flex>
  );
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  return (
    <Alert
      type="info"
      showIcon
      className="import-notice"
      data-testid="import.notes"
      title={
        <>
          {words.notes}
          <ul className="import-notes">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      }
    />
  );
}

function FileCard({ flow, table }: MappingStepProps) {
  return (
    <Card size="small">
      <Flex gap="8px 20px" wrap align="center">
        <Flex vertical style={{ minWidth: 200, flex: 1 }}>
          <Typography.Text strong ellipsis={{ tooltip: table.fileName }} data-testid="import.fileName">
            {table.fileName}
          </Typography.Text>
          <Typography.Text type="secondary" data-testid="import.format">
            {table.format} · {words.rows(table.dataRows)}
          </Typography.Text>
        </Flex>
        <div className="import-field">
          <span>{words.source}</span>
          <SourceField value={flow.source} onChange={flow.setSource} known={table.knownSourceSystems} onDone={flow.takeSource} />
        </div>
        {table.sheets.length > 1 && (
          <div className="import-field">
            <span>{words.sheet}</span>
            <Select
              value={table.sheet}
              onChange={(sheet) => flow.look({ sheet })}
              options={table.sheets.map((sheet) => ({ value: sheet.name, label: words.sheetLabel(sheet.name, sheet.rows, sheet.hidden) }))}
              style={{ minWidth: 160 }}
              popupMatchSelectWidth={false}
              aria-label={words.sheet}
              data-testid="import.sheet"
            />
          </div>
        )}
        <HeaderRows flow={flow} table={table} />
      </Flex>
    </Card>
  );
}

function HeaderRows({ flow, table }: MappingStepProps) {
  const first = table.headerRows[0] ?? 1;
  const lines = Math.max(1, table.headerRows.length);
  const [row, setRow] = useState<number | null>(first);
  useEffect(() => setRow(first), [first]);
  const look = (from: number, span: number) => {
    if (from === first && span === lines) return setRow(first);
    flow.look({ sheet: table.sheet, headerRows: Array.from({ length: span }, (_, index) => from + index) });
  };
  return (
    <Flex align="center" gap={6}>
      <span>{words.headerRow}</span>
      <InputNumber
        value={row}
        onChange={setRow}
        min={1}
        max={200}
        precision={0}
        style={{ width: 68 }}
        aria-label={words.headerRow}
        onBlur={() => look(row ?? first, lines)}
        onPressEnter={() => look(row ?? first, lines)}
        data-testid="import.headerRow"
      />
      <span>{words.headerRowUnit}</span>
      <Select
        value={lines}
        options={[1, 2, 3].map((value) => ({ value, label: words.lines(value) }))}
        prefix={words.headerLines}
        onChange={(span) => look(first, span)}
        style={{ width: 96 }}
        data-testid="import.headerLines"
      />
    </Flex>
  );
}

interface MappingTableProps {
  readonly table: OpenedTable;
  readonly mapping: ColumnMapping;
  readonly onChange: (mapping: ColumnMapping) => void;
}

function MappingTable({ table, mapping, onChange }: MappingTableProps) {
  const columns: TableColumnsType<TableColumn> = [
    { title: words.columns.letter, dataIndex: 'letter', width: 52, align: 'center' },
    {
      title: words.columns.header,
      dataIndex: 'header',
      width: 190,
      render: (header: string) => header || <Typography.Text type="secondary">{words.emptyHeader}</Typography.Text>,
    },
    {
      title: words.columns.field,
      key: 'field',
      width: 300,
      render: (_, column) => (
        <FieldSelect
          column={column}
          fields={fieldsOfColumn(mapping, column.index)}
          onChange={(fields) => onChange(assignColumn(mapping, column.index, fields))}
        />
      ),
    },
    { title: words.columns.samples, dataIndex: 'samples', render: (samples: readonly string[]) => <Samples samples={samples} /> },
  ];
  return (
    <Table
      size="small"
      rowKey="index"
      columns={columns}
      dataSource={[...table.columns]}
      pagination={false}
      tableLayout="fixed"
      rowClassName={(column) => (fieldsOfColumn(mapping, column.index).length > 0 ? '' : 'import-unmapped')}
      title={() => <MappingTitle table={table} mapping={mapping} />}
      data-testid="import.mapping"
    />
  );
}

function MappingTitle({ table, mapping }: Pick<MappingTableProps, 'table' | 'mapping'>) {
  const mapped = table.columns.filter((column) => fieldsOfColumn(mapping, column.index).length > 0).length;
  return (
    <Flex gap={8} align="center">
      <Typography.Text>{words.mapped(mapped, table.columns.length)}</Typography.Text>
      {table.mappingFrom === 'remembered' ? (
        <Tooltip title={words.rememberedHelp}>
          <Tag color="blue" data-testid="import.remembered">
            {words.remembered}
          </Tag>
        </Tooltip>
      ) : (
        <Typography.Text type="secondary">{words.guessed}</Typography.Text>
      )}
    </Flex>
  );
}

function Samples({ samples }: { readonly samples: readonly string[] }) {
  return (
    <div className="import-samples">
      {samples.map((sample, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the three have no identity but their place
        <span key={index} title={sample}>
          {sample}
        </span>
      ))}
    </div>
  );
}

const FIELD_OPTIONS = APPROVAL_FIELDS.map((value) => ({ value, label: APPROVAL_FIELD_LABELS[value] }));

interface FieldSelectProps {
  readonly column: TableColumn;
  readonly fields: readonly ApprovalField[];
  readonly onChange: (fields: readonly ApprovalField[]) => void;
}

function FieldSelect({ column, fields, onChange }: FieldSelectProps) {
  return (
    <Select<(ApprovalField | '')[]>
      mode="multiple"
      value={[...fields]}
      options={[{ value: '' as const, label: words.none }, ...FIELD_OPTIONS]}
      onChange={(chosen) => onChange(chosen.includes('') ? [] : chosen.filter((field) => field !== ''))}
      placeholder={words.none}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      aria-label={`${column.letter} ${column.header}`}
      data-testid={`import.column.${column.letter}`}
    />
  );
}
