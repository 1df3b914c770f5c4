/** Stays at the foot of the form: whether it can be saved, what is missing, and the buttons. */
import { Button, Flex, Tooltip, Typography } from 'antd';
import type { Failure } from '#shared/domain/result.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { fieldId } from './form-field.tsx';
import { obstacles, shownAt } from './form-model.ts';
import { text } from './text.ts';
import type { ApprovalForm } from './use-approval-form.ts';

const words = text.form;

export interface SaveBarProps {
  readonly form: ApprovalForm;
  readonly saving: boolean;
  readonly failure: Failure | undefined;
  readonly saveText: string;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}

export function SaveBar({ form, saving, failure, saveText, onSave, onCancel }: SaveBarProps) {
  return (
    <div className="approval-form-foot">
      <FailureAlert failure={failure} title={words.failed} style={{ marginBottom: 8 }} />
      <Flex align="center" gap={8}>
        <FormState form={form} />
        <Button onClick={onCancel} disabled={saving} data-testid="form.cancel">
          {words.cancel}
        </Button>
        <Tooltip title={words.keySave} mouseEnterDelay={0.6}>
          <Button type="primary" loading={saving} onClick={onSave} data-testid="form.save">
            {saveText}
          </Button>
        </Tooltip>
      </Flex>
    </div>
  );
}

function FormState({ form }: { readonly form: ApprovalForm }) {
  const blocking = obstacles(form.checked).length;
  const warnings = (form.checked?.problems.length ?? 0) - blocking;
  return (
    <Flex align="center" gap={4} flex={1} aria-live="polite" data-testid="form.state" data-blocking={blocking}>
      {form.checked === undefined ? (
        <Typography.Text type="secondary">{words.checking}</Typography.Text>
      ) : blocking > 0 ? (
        <>
          <Typography.Text type={form.showAll ? 'danger' : 'secondary'}>{words.remaining(blocking)}</Typography.Text>
          <Button type="link" size="small" onClick={() => goToFirst(form)}>
            {words.firstProblem}
          </Button>
        </>
      ) : (
        <Typography.Text type={warnings > 0 ? 'warning' : 'success'}>
          {warnings > 0 ? words.warnings(warnings) : words.ready}
        </Typography.Text>
      )}
    </Flex>
  );
}

/** Shows all problems and puts the cursor into the first field that has one. */
export function goToFirst(form: ApprovalForm): void {
  form.setShowAll();
  const first = obstacles(form.checked)[0];
  if (first) focusField(fieldId(shownAt(first.field, form.values)));
}

export function focusField(id: string): void {
  const element = document.getElementById(id);
  element?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  element?.focus({ preventScroll: true });
}
