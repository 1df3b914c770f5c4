/** Step 3: the recovery code, shown once; then the ledger is made. */
import { Alert, Typography } from 'antd';
import type { Failure } from '#shared/domain/result.ts';
import type { IpcOutputs } from '#shared/ipc.ts';
import type { Progress } from '#shared/workstation/api.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { ProgressLine } from '../../components/progress-modal.tsx';
import { RecoveryCode } from '../../components/recovery-code.tsx';
import { firstRunText } from './text.ts';

const words = firstRunText.recovery;

interface RecoveryStepProps {
  readonly created: IpcOutputs['createProfile'];
  readonly progress: Progress | undefined;
  readonly failure: Failure | undefined;
  readonly onDone: () => void;
}

export function RecoveryStep({ created, progress, failure, onDone }: RecoveryStepProps) {
  if (failure) {
    return (
      <>
        <FailureAlert failure={failure} title={words.failedTitle} />
        <Alert type="info" showIcon title={words.failedHint} style={{ marginTop: 16 }} />
      </>
    );
  }
  if (progress) {
    return (
      <div aria-live="polite">
        <ProgressLine fraction={progress.fraction} />
        <Typography.Text type="secondary">{progress.text}</Typography.Text>
      </div>
    );
  }
  return (
    <>
      <Typography.Title level={2} style={{ fontSize: 16, margin: '0 0 12px' }}>
        {words.title}
      </Typography.Title>
      <RecoveryCode
        code={created.recoveryCode}
        department={created.department.name}
        operator={created.operator}
        doneText={words.enter}
        onDone={onDone}
      />
    </>
  );
}
