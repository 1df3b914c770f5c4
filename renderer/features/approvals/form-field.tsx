/** One field of the form: label, control, and what the checks say about it. */
import { AutoComplete, Checkbox, DatePicker, Flex, Form, Input, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactElement, ReactNode } from 'react';
import { APPROVAL_FIELD_LABELS, type ApprovalField } from '#shared/domain/approval.ts';
import { LONG_TERM } from '#shared/domain/approval-format.ts';
import { isLongTerm, problemsAt, REQUIRED_FIELDS } from './form-model.ts';
import { text } from './text.ts';
import type { ApprovalForm } from './use-approval-form.ts';

const words = text.form;
/** what people type; the first is what is kept and shown */
const DATE_FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D', 'YYYY-M-D', 'YYYY年M月D日'];

export interface FieldProps {
  readonly form: ApprovalForm;
  readonly field: ApprovalField;
  readonly label?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
}

/** Id of a field's control, for labels and for going to the first problem. */
export function fieldId(field: ApprovalField): string {
  return `form-${field}`;
}

interface FieldFrameProps extends Pick<FieldProps, 'form' | 'field' | 'label'> {
  readonly children: ReactElement;
  readonly below?: ReactNode;
}

export function FieldFrame({ form, field, label, children, below }: FieldFrameProps) {
  const shown = form.showAll || form.touched.has(field);
  const problems = shown ? problemsAt(field, form.values, form.checked) : [];
  const status = problems.some((problem) => problem.level !== 'warning') ? 'error' : problems.length > 0 ? 'warning' : undefined;
  const help = problems.map((problem) => <div key={`${problem.code} ${problem.message}`}>{problem.message}</div>);
  return (
    <Form.Item
      label={label ?? APPROVAL_FIELD_LABELS[field]}
      htmlFor={fieldId(field)}
      required={REQUIRED_FIELDS.has(field)}
      {...(status && { validateStatus: status, help: <div data-testid={`form.${field}.problem`}>{help}</div> })}
      extra={below}
    >
      {children}
    </Form.Item>
  );
}

/** the parts that every control has in common */
function common({ form, field, placeholder }: FieldProps) {
  return {
    id: fieldId(field),
    placeholder: placeholder ?? placeholderOf(field),
    onBlur: () => form.touch(field),
    'data-testid': `form.${field}`,
  };
}

function placeholderOf(field: ApprovalField): string {
  return field === 'counterpartKind' ? '' : words.placeholders[field];
}

export function TextField(props: FieldProps & { readonly below?: ReactNode; readonly disabled?: boolean }) {
  const { form, field, maxLength = 200, below, disabled = false } = props;
  return (
    <FieldFrame {...props} below={below}>
      <Input
        {...common(props)}
        value={form.values[field]}
        maxLength={maxLength}
        disabled={disabled}
        onChange={(event) => form.set(field, event.target.value)}
      />
    </FieldFrame>
  );
}

export function LongTextField(props: FieldProps & { readonly rows?: number }) {
  const { form, field, maxLength = 2000, rows = 3 } = props;
  return (
    <FieldFrame {...props}>
      <Input.TextArea
        {...common(props)}
        value={form.values[field]}
        maxLength={maxLength}
        autoSize={{ minRows: rows, maxRows: 12 }}
        onChange={(event) => form.set(field, event.target.value)}
      />
    </FieldFrame>
  );
}

/** Text with the values that stand in the ledger already. */
export function SuggestField(props: FieldProps & { readonly suggestions: readonly string[] }) {
  const { form, field, suggestions, maxLength = 200 } = props;
  const { id, placeholder, onBlur, 'data-testid': testId } = common(props);
  return (
    <FieldFrame {...props}>
      <AutoComplete
        id={id}
        value={form.values[field]}
        onChange={(value) => form.set(field, value ?? '')}
        options={suggestions.map((value) => ({ value }))}
        showSearch={{ filterOption: (typed, option) => option?.value !== typed && String(option?.value ?? '').includes(typed) }}
      >
        <Input placeholder={placeholder} maxLength={maxLength} onBlur={onBlur} data-testid={testId} />
      </AutoComplete>
    </FieldFrame>
  );
}

export function ChoiceField(props: FieldProps & { readonly options: readonly string[]; readonly clearable?: boolean }) {
  const { form, field, options, clearable = false } = props;
  const value = form.values[field];
  const shown = value && !options.includes(value) ? [...options, value] : options;
  return (
    <FieldFrame {...props}>
      <Select<string>
        {...common(props)}
        value={value || null}
        allowClear={clearable}
        options={shown.map((option) => ({ value: option, label: option }))}
        onChange={(chosen) => form.set(field, chosen ?? '')}
      />
    </FieldFrame>
  );
}

export function DateField(props: FieldProps) {
  return (
    <FieldFrame {...props}>
      <DateInput {...props} />
    </FieldFrame>
  );
}

function DateInput(props: FieldProps & { readonly disabled?: boolean }) {
  const { form, field, disabled = false } = props;
  const date = dayjs(form.values[field]);
  return (
    <DatePicker
      {...common(props)}
      value={form.values[field] && date.isValid() ? date : null}
      onChange={(chosen) => form.set(field, chosen ? chosen.format('YYYY-MM-DD') : '')}
      format={DATE_FORMATS}
      disabled={disabled}
      style={{ width: '100%' }}
    />
  );
}

/** 有效期至: a date, or 长期. */
export function ValidToField(props: FieldProps) {
  const { form, field } = props;
  const longTerm = isLongTerm(form.values);
  return (
    <FieldFrame {...props}>
      <Flex align="center" gap={12}>
        {longTerm ? (
          <Input id={fieldId(field)} value={words.longTerm} readOnly variant="filled" aria-label={APPROVAL_FIELD_LABELS.validTo} />
        ) : (
          <DateInput {...props} />
        )}
        <Checkbox
          checked={longTerm}
          onChange={(event) => form.set(field, event.target.checked ? LONG_TERM : '')}
          style={{ whiteSpace: 'nowrap' }}
          data-testid="form.longTerm"
        >
          {words.longTerm}
        </Checkbox>
      </Flex>
    </FieldFrame>
  );
}
