/** The form's fields in their groups; those of the counterpart are shared with supervision information. */
import { Checkbox, Col, Flex, Form, Input } from 'antd';
import { APPROVAL_FIELD_LABELS } from '#shared/domain/approval.ts';
import { LONG_TERM } from '#shared/domain/approval-format.ts';
import { readCategory } from '#shared/domain/licence-category.ts';
import type { ApprovalFacets } from '#shared/workstation/api.ts';
import { fieldId } from '../../components/fields-form.ts';
import { Cells, FormGroup, Half, Third, Whole } from '../../components/form-layout.tsx';
import { ChoiceField, DateField, DateInput, FieldFrame, LongTextField, SuggestField, TextField } from '../../components/record-field.tsx';
import { isLongTerm } from './form-model.ts';
import { text } from './text.ts';
import type { ApprovalForm } from './use-approval-form.ts';

const words = text.form;

interface GroupProps {
  readonly form: ApprovalForm;
}

export function MatterGroup({ form, facets }: GroupProps & { readonly facets: ApprovalFacets | undefined }) {
  return (
    <FormGroup title={words.groups.matter}>
      <Cells>
        <Whole>
          <SuggestField form={form} field="matter" maxLength={500} suggestions={(facets?.matters ?? []).map((item) => item.value)} />
        </Whole>
        <Half>
          <TextField form={form} field="decisionNumber" maxLength={128} />
        </Half>
        <Half>
          <TextField form={form} field="decisionTitle" />
        </Half>
        <Third>
          <DateField form={form} field="decidedOn" />
        </Third>
        <Third>
          <DateField form={form} field="validFrom" />
        </Third>
        <Third>
          <ValidToField form={form} />
        </Third>
      </Cells>
    </FormGroup>
  );
}

export function DecisionGroup({ form, departments }: GroupProps & { readonly departments: readonly string[] }) {
  return (
    <FormGroup title={words.groups.decision}>
      <Cells>
        <Whole>
          <LongTextField form={form} field="content" maxLength={4000} />
        </Whole>
        <Half>
          <SuggestField form={form} field="approvedBy" suggestions={departments} />
        </Half>
        <CategoryField form={form} />
        <Half>
          <TextField form={form} field="certificateName" />
        </Half>
        <Half>
          <TextField form={form} field="certificateNumber" maxLength={128} />
        </Half>
        <Whole>
          <LongTextField form={form} field="note" rows={2} />
        </Whole>
      </Cells>
    </FormGroup>
  );
}

/** 其他 has to say what it stands for (双公示 XK_XKLB); both stand in one text, 其他-备案. */
function CategoryField({ form }: GroupProps) {
  const value = form.values.category;
  const reading = value ? readCategory(value) : undefined;
  const other = reading?.category === '其他';
  const shown: ApprovalForm = reading ? { ...form, values: { ...form.values, category: reading.category } } : form;
  return (
    <>
      <Col span={other ? 5 : 12}>
        <ChoiceField form={shown} field="category" options={words.categories} clearable />
      </Col>
      {other && (
        <Col span={7}>
          <Form.Item label={words.labels.categoryNote} htmlFor="form-categoryNote">
            <Input
              id="form-categoryNote"
              value={reading.note ?? ''}
              maxLength={200}
              placeholder={words.placeholders.categoryNote}
              onChange={(event) => form.set('category', event.target.value ? `其他-${event.target.value}` : '其他')}
              data-testid="form.categoryNote"
            />
          </Form.Item>
        </Col>
      )}
    </>
  );
}

/** 有效期至: a date, or 长期. */
function ValidToField({ form }: GroupProps) {
  const longTerm = isLongTerm(form.values);
  return (
    <FieldFrame form={form} field="validTo">
      <Flex align="center" gap={12}>
        {longTerm ? (
          <Input id={fieldId('validTo')} value={words.longTerm} readOnly variant="filled" aria-label={APPROVAL_FIELD_LABELS.validTo} />
        ) : (
          <DateInput form={form} field="validTo" />
        )}
        <Checkbox
          checked={longTerm}
          onChange={(event) => form.set('validTo', event.target.checked ? LONG_TERM : '')}
          style={{ whiteSpace: 'nowrap' }}
          data-testid="form.longTerm"
        >
          {words.longTerm}
        </Checkbox>
      </Flex>
    </FieldFrame>
  );
}
