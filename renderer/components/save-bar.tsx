/** Stays at the foot of a form: whether it can be saved, what is missing, and the buttons. */
import { Button, Flex, Tooltip, Typography } from 'antd';
import type { Failure } from '#shared/domain/result.ts';
import { FailureAlert } from './failure-alert.tsx';
import './record.css';
import { recordText } from './record-text.ts';

const words = recordText.form;

export interface SaveBarProps {
  /** undefined while nothing was checked yet */
  readonly state: { readonly blocking: number; readonly warnings: number } | undefined;
  /** a try to save has been made */
  readonly insistent: boolean;
  readonly onFirstProblem: () => void;
  readonly saving: boolean;
  readonly failure: Failure | undefined;
  readonly saveText: string;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  readonly testId: string;
}

export function SaveBar({ saving, failure, saveText, onSave, onCancel, testId, ...form }: SaveBarProps) {
  return (
    <div className="record-form-foot">
      <FailureAlert failure={failure} title={words.failed} style={{ marginBottom: 8 }} />
      <Flex align="center" gap={8}>
        <FormState {...form} testId={testId} />
        <Button onClick={onCancel} disabled={saving} data-testid={`${testId}.cancel`}>
          {words.cancel}
        </Button>
        <Tooltip title={words.keySave} mouseEnterDelay={0.6}>
          <Button type="primary" loading={saving} onClick={onSave} data-testid={`${testId}.save`}>
            {saveText}
          </Button>
        </Tooltip>
      </Flex>
    </div>
  );
}

function FormState({ state, insistent, onFirstProblem, testId }: Pick<SaveBarProps, 'state' | 'insistent' | 'onFirstProblem' | 'testId'>) {
  const blocking = state?.blocking ?? 0;
  const warnings = state?.warnings ?? 0;
  return (
    <Flex align="center" gap={4} flex={1} aria-live="polite" data-testid={`${testId}.state`} data-blocking={blocking}>
      {state === undefined ? (
        <Typography.Text type="secondary">{words.checking}</Typography.Text>
      ) : blocking > 0 ? (
        <>
          <Typography.Text type={insistent ? 'danger' : 'secondary'}>{words.remaining(blocking)}</Typography.Text>
          <Button type="link" size="small" onClick={onFirstProblem}>
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
