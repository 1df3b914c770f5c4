/** The form's fields in their groups; the identity fields follow the kind of counterpart. */
import { Card, Checkbox, Col, Flex, Form, Input, Radio, Row } from 'antd';
import type { ReactNode } from 'react';
import { APPROVAL_FIELD_LABELS } from '#shared/domain/approval.ts';
import { NO_USCC } from '#shared/domain/codes.ts';
import { readCategory } from '#shared/domain/licence-category.ts';
import type { ApprovalFacets } from '#shared/workstation/api.ts';
import { ChoiceField, DateField, FieldFrame, LongTextField, SuggestField, TextField, ValidToField } from './form-field.tsx';
import { CITIZEN_ID, hasNoUscc, kindOf, problemsAt } from './form-model.ts';
import { text } from './text.ts';
import type { ApprovalForm } from './use-approval-form.ts';

const words = text.form;

interface GroupProps {
  readonly form: ApprovalForm;
}

export function FormGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card size="small" title={title} className="approval-form-group">
      {children}
    </Card>
  );
}

function Cells({ children }: { readonly children: ReactNode }) {
  return <Row gutter={24}>{children}</Row>;
}

function Half({ children }: { readonly children: ReactNode }) {
  return <Col span={12}>{children}</Col>;
}

function Third({ children }: { readonly children: ReactNode }) {
  return <Col span={8}>{children}</Col>;
}

function Whole({ children }: { readonly children: ReactNode }) {
  return <Col span={24}>{children}</Col>;
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
          <ValidToField form={form} field="validTo" />
        </Third>
      </Cells>
    </FormGroup>
  );
}

export function CounterpartGroup({ form }: GroupProps) {
  return (
    <FormGroup title={words.groups.counterpart}>
      <Cells>
        <Whole>
          <FieldFrame form={form} field="counterpartKind">
            <Radio.Group
              value={form.values.counterpartKind}
              options={[...words.kinds]}
              onChange={(event) => form.set('counterpartKind', String(event.target.value))}
              data-testid="form.counterpartKind"
            />
          </FieldFrame>
        </Whole>
        <Half>
          <TextField form={form} field="counterpartName" />
        </Half>
        {kindOf(form.values) === 'person' ? <PersonIdentity form={form} /> : <OrganisationIdentity form={form} />}
        <Half>
          <TextField form={form} field="contact" />
        </Half>
        <Half>
          <TextField form={form} field="address" maxLength={500} />
        </Half>
      </Cells>
    </FormGroup>
  );
}

function PersonIdentity({ form }: GroupProps) {
  const citizen = form.values.certificateType === CITIZEN_ID;
  return (
    <>
      <Col span={5}>
        <ChoiceField form={form} field="certificateType" options={words.certificateTypes} />
      </Col>
      <Col span={7}>
        <TextField
          form={form}
          field="citizenId"
          maxLength={64}
          label={citizen ? APPROVAL_FIELD_LABELS.citizenId : words.labels.identityNumber}
          placeholder={citizen ? words.placeholders.citizenId : words.placeholders.otherCertificate}
        />
      </Col>
    </>
  );
}

function OrganisationIdentity({ form }: GroupProps) {
  const none = hasNoUscc(form.values);
  const noUscc = (
    <Checkbox checked={none} onChange={(event) => form.set('uscc', event.target.checked ? NO_USCC : '')} data-testid="form.noUscc">
      {words.noUscc}
    </Checkbox>
  );
  return (
    <Half>
      {none ? (
        <TextField form={form} field="registrationNumber" maxLength={64} below={noUscc} />
      ) : (
        <>
          <TextField form={form} field="uscc" maxLength={30} below={noUscc} />
          <Acceptance form={form} />
        </>
      )}
    </Half>
  );
}

/** A code with a failing check character can be right all the same (of three million real ones 189 fail): a reason lets it in. */
function Acceptance({ form }: GroupProps) {
  const doubtful = problemsAt('uscc', form.values, form.checked).some((problem) => problem.level === 'acceptable');
  const { acceptedReason, setAcceptedReason } = form;
  if (!doubtful && acceptedReason === undefined) return null;
  return (
    <Form.Item extra={words.acceptHelp} className="approval-form-accept">
      <Flex vertical gap={6}>
        <Checkbox
          checked={acceptedReason !== undefined}
          onChange={(event) => setAcceptedReason(event.target.checked ? '' : undefined)}
          data-testid="form.accept"
        >
          {words.accept}
        </Checkbox>
        {acceptedReason !== undefined && (
          <Input
            value={acceptedReason}
            maxLength={200}
            onChange={(event) => setAcceptedReason(event.target.value)}
            placeholder={words.acceptPlaceholder}
            aria-label={words.accept}
            autoFocus
            data-testid="form.acceptedReason"
          />
        )}
      </Flex>
    </Form.Item>
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
