/** What a department says about itself, checked while it is typed. Used at first run and in the settings. */
import { Checkbox, Col, Form, Input, Row } from 'antd';
import type { ReactNode } from 'react';
import { readUscc } from '#shared/domain/codes.ts';
import { checkDepartment, type DepartmentField } from '#shared/domain/department-checks.ts';
import { type FieldNote, fieldNote } from './field-note.tsx';
import { componentText } from './text.ts';
import { useLeftFields } from './use-left-fields.ts';

const words = componentText.department;

/** every field present, as the inputs hold it */
export interface DepartmentDraft {
  readonly name: string;
  readonly uscc: string;
  readonly roles: readonly string[];
  readonly address: string;
  readonly telephone: string;
  readonly documentCode: string;
}
export const emptyDepartment: DepartmentDraft = { name: '', uscc: '', roles: [], address: '', telephone: '', documentCode: '' };

export interface DepartmentFieldsProps {
  readonly value: DepartmentDraft;
  readonly onChange: (value: DepartmentDraft) => void;
  /** show every problem, also of fields not touched yet (after the user tried to go on) */
  readonly showAll: boolean;
  /** the department exists already: its USCC is its identity and stays */
  readonly usccFixed?: boolean;
  /** of the test ids, e.g. `first-run` gives `first-run.name` */
  readonly idPrefix: string;
}

export function DepartmentFields({ value, onChange, showAll, usccFixed = false, idPrefix }: DepartmentFieldsProps) {
  const { left, leave } = useLeftFields<DepartmentField>();
  const { problems } = checkDepartment(value);
  const note = (field: DepartmentField, extra?: ReactNode): FieldNote => {
    const problem = showAll || left.has(field) ? problems.find((candidate) => candidate.field === field) : undefined;
    if (problem) return fieldNote(problem.level, problem.message);
    return extra === undefined ? {} : { extra };
  };
  const text = (field: Exclude<DepartmentField, 'roles'>, placeholder?: string, disabled = false) => (
    <Input
      id={`${idPrefix}-${field}`}
      value={value[field]}
      disabled={disabled}
      {...(placeholder !== undefined && { placeholder })}
      {...(field === 'uscc' && { className: 'code-text', maxLength: 30 })}
      onChange={(event) => onChange({ ...value, [field]: event.target.value })}
      onBlur={() => leave(field)}
      data-testid={`${idPrefix}.${field}`}
    />
  );
  const id = (field: DepartmentField) => `${idPrefix}-${field}`;
  return (
    <Row gutter={24}>
      <Col span={14}>
        <Form.Item label={words.name} htmlFor={id('name')} required {...note('name')}>
          {text('name', words.namePlaceholder)}
        </Form.Item>
      </Col>
      <Col span={10}>
        <Form.Item
          label={words.uscc}
          htmlFor={id('uscc')}
          required
          {...(usccFixed ? { extra: words.usccFixed } : usccNote(value.uscc, note('uscc')))}
        >
          {text('uscc', words.usccPlaceholder, usccFixed)}
        </Form.Item>
      </Col>
      <Col span={14}>
        <Form.Item label={words.roles} required {...note('roles', words.rolesHelp)}>
          <Checkbox.Group
            value={[...value.roles]}
            onChange={(roles) => {
              leave('roles');
              onChange({ ...value, roles });
            }}
            options={[
              { value: 'approval', label: <span data-testid={`${idPrefix}.role-approval`}>{words.approval}</span> },
              { value: 'supervision', label: <span data-testid={`${idPrefix}.role-supervision`}>{words.supervision}</span> },
            ]}
          />
        </Form.Item>
      </Col>
      <Col span={10}>
        <Form.Item label={words.documentCode} htmlFor={id('documentCode')} {...note('documentCode', documentCodeHelp(value.documentCode))}>
          {text('documentCode', words.documentCodePlaceholder)}
        </Form.Item>
      </Col>
      <Col span={14}>
        <Form.Item label={words.address} htmlFor={id('address')} {...note('address')}>
          {text('address')}
        </Form.Item>
      </Col>
      <Col span={10}>
        <Form.Item label={words.telephone} htmlFor={id('telephone')} {...note('telephone')}>
          {text('telephone')}
        </Form.Item>
      </Col>
    </Row>
  );
}

/** says at once how many characters are there, or that the check character is right */
function usccNote(text: string, note: FieldNote): FieldNote {
  const { value, state } = readUscc(text);
  if (value === '' || note.validateStatus === 'error') return note;
  if (state === 'valid') return fieldNote('success', words.usccValid);
  if (state === 'wrongLength') return { extra: words.usccLength(value.length) };
  return note;
}

function documentCodeHelp(code: string): string {
  const plain = code.trim();
  return plain === '' ? words.documentCodeHelp : words.documentPreview(plain, new Date().getFullYear());
}
