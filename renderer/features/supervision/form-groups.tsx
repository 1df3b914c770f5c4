/** The form's own fields in their groups; those of the counterpart are shared with approvals. */
import { SUPERVISION_KIND_LABELS, supervisionKindSchema } from '#shared/domain/supervision.ts';
import { Cells, FormGroup, Half, Third, Whole } from '../../components/form-layout.tsx';
import { ChoiceField, DateField, LongTextField, SuggestField, TextField } from '../../components/record-field.tsx';
import { text } from './text.ts';
import type { SupervisionForm } from './use-supervision-form.ts';

const words = text.form;
const KINDS = supervisionKindSchema.options.map((kind) => SUPERVISION_KIND_LABELS[kind]);

interface GroupProps {
  readonly form: SupervisionForm;
}

export function DecisionGroup({ form, departments }: GroupProps & { readonly departments: readonly string[] }) {
  return (
    <FormGroup title={words.groups.decision}>
      <Cells>
        <Third>
          <ChoiceField form={form} field="kind" options={KINDS} />
        </Third>
        <Third>
          <TextField form={form} field="measure" />
        </Third>
        <Third>
          <DateField form={form} field="decidedOn" />
        </Third>
        <Half>
          <TextField form={form} field="decisionNumber" maxLength={128} />
        </Half>
        <Half>
          <TextField form={form} field="decisionTitle" />
        </Half>
        <Half>
          <SuggestField form={form} field="madeBy" suggestions={departments} />
        </Half>
      </Cells>
    </FormGroup>
  );
}

export function FactsGroup({ form }: GroupProps) {
  return (
    <FormGroup title={words.groups.facts}>
      <Cells>
        <Whole>
          <LongTextField form={form} field="facts" maxLength={4000} />
        </Whole>
        <Whole>
          <LongTextField form={form} field="legalBasis" rows={2} />
        </Whole>
        <Whole>
          <LongTextField form={form} field="content" maxLength={4000} rows={2} />
        </Whole>
        <Whole>
          <LongTextField form={form} field="note" rows={2} />
        </Whole>
      </Cells>
    </FormGroup>
  );
}
