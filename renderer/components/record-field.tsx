/** One field of a form: label, control, and what the checks say about it. */
import { AutoComplete, DatePicker, Form, Input, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactElement, ReactNode } from 'react';
import { type FieldsForm, fieldId } from './fields-form.ts';

/** what people type; the first is what is kept and shown */
const DATE_FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D', 'YYYY-M-D', 'YYYY年M月D日'];

export interface FieldProps<Field extends string> {
  readonly form: FieldsForm<Field>;
  readonly field: Field;
  readonly label?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
}

interface FieldFrameProps<Field extends string> extends Pick<FieldProps<Field>, 'form' | 'field' | 'label'> {
  readonly children: ReactElement;
  readonly below?: ReactNode;
}

export function FieldFrame<Field extends string>({ form, field, label, children, below }: FieldFrameProps<Field>) {
  const sayings = form.sayings(field);
  const status = sayings.some(({ level }) => level !== 'warning') ? 'error' : sayings.length > 0 ? 'warning' : undefined;
  const help = sayings.map(({ code, message }) => <div key={`${code} ${message}`}>{message}</div>);
  return (
    <Form.Item
      label={label ?? form.label(field)}
      htmlFor={fieldId(field)}
      required={form.required(field)}
      {...(status && { validateStatus: status, help: <div data-testid={`${form.testId}.${field}.problem`}>{help}</div> })}
      extra={below}
    >
      {children}
    </Form.Item>
  );
}

/** the parts that every control has in common */
function common<Field extends string>({ form, field, placeholder }: FieldProps<Field>) {
  return {
    id: fieldId(field),
    placeholder: placeholder ?? form.placeholder(field),
    onBlur: () => form.touch(field),
    'data-testid': `${form.testId}.${field}`,
  };
}

export function TextField<Field extends string>(props: FieldProps<Field> & { readonly below?: ReactNode; readonly disabled?: boolean }) {
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

export function LongTextField<Field extends string>(props: FieldProps<Field> & { readonly rows?: number }) {
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
export function SuggestField<Field extends string>(props: FieldProps<Field> & { readonly suggestions: readonly string[] }) {
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

export function ChoiceField<Field extends string>(
  props: FieldProps<Field> & { readonly options: readonly string[]; readonly clearable?: boolean },
) {
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

export function DateField<Field extends string>(props: FieldProps<Field>) {
  return (
    <FieldFrame {...props}>
      <DateInput {...props} />
    </FieldFrame>
  );
}

export function DateInput<Field extends string>(props: FieldProps<Field> & { readonly disabled?: boolean }) {
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
