/** 行政相对人 in a form; the identity fields follow its kind. */
import { Checkbox, Col, Flex, Form, Input, Radio } from 'antd';
import { NO_USCC } from '#shared/domain/codes.ts';
import { CITIZEN_ID, type CounterpartField, hasNoUscc, kindOf } from './counterpart-model.ts';
import type { FieldsForm } from './fields-form.ts';
import { Cells, FormGroup, Half, Whole } from './form-layout.tsx';
import { ChoiceField, FieldFrame, TextField } from './record-field.tsx';
import { recordText } from './record-text.ts';

const words = recordText.form;

export interface CounterpartForm extends FieldsForm<CounterpartField> {
  /** the code is doubtful: a reason lets it in */
  readonly doubtful: boolean;
  /** undefined: the doubtful code isn't accepted; otherwise the reason as typed */
  readonly acceptedReason: string | undefined;
  readonly setAcceptedReason: (reason: string | undefined) => void;
}

interface GroupProps {
  readonly form: CounterpartForm;
}

export function CounterpartGroup({ form }: GroupProps) {
  return (
    <FormGroup title={words.counterpart}>
      <Cells>
        <Whole>
          <FieldFrame form={form} field="counterpartKind">
            <Radio.Group
              value={form.values.counterpartKind}
              options={[...words.kinds]}
              onChange={(event) => form.set('counterpartKind', String(event.target.value))}
              data-testid={`${form.testId}.counterpartKind`}
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
          label={citizen ? form.label('citizenId') : words.identityNumber}
          placeholder={citizen ? words.citizenIdPlaceholder : words.otherCertificatePlaceholder}
        />
      </Col>
    </>
  );
}

function OrganisationIdentity({ form }: GroupProps) {
  const none = hasNoUscc(form.values);
  const noUscc = (
    <Checkbox
      checked={none}
      onChange={(event) => form.set('uscc', event.target.checked ? NO_USCC : '')}
      data-testid={`${form.testId}.noUscc`}
    >
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
  const { acceptedReason, setAcceptedReason, doubtful } = form;
  if (!doubtful && acceptedReason === undefined) return null;
  return (
    <Form.Item extra={words.acceptHelp} className="record-form-accept">
      <Flex vertical gap={6}>
        <Checkbox
          checked={acceptedReason !== undefined}
          onChange={(event) => setAcceptedReason(event.target.checked ? '' : undefined)}
          data-testid={`${form.testId}.accept`}
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
            data-testid={`${form.testId}.acceptedReason`}
          />
        )}
      </Flex>
    </Form.Item>
  );
}
