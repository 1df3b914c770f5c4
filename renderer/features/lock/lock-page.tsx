/** 锁定页: nothing of the ledger is here; the key is asked for, and then the ledger is opened. */
import { useState } from 'react';
import type { Failure, Result } from '#shared/domain/result.ts';
import type { AppInfo, Unlocked } from '#shared/ipc.ts';
import type { LedgerState, OnProgress, Progress } from '#shared/workstation/api.ts';
import { CenterCard } from '../../components/center-card.tsx';
import { LockHeading } from './lock-heading.tsx';
import { Opening } from './opening.tsx';
import { RecoverForm } from './recover-form.tsx';
import { lockText } from './text.ts';
import { UnlockForm } from './unlock-form.tsx';

export interface LockPageProps {
  readonly info: AppInfo;
  /** opens the ledger; when it succeeds this page is taken away */
  readonly onEnter: (unlocked: Unlocked, onProgress: OnProgress) => Promise<Result<LedgerState>>;
}

export function LockPage({ info, onEnter }: LockPageProps) {
  const [recovering, setRecovering] = useState(false);
  const [progress, setProgress] = useState<Progress | undefined>(undefined);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const enter = async (unlocked: Unlocked) => {
    setFailure(undefined);
    setProgress({ text: lockText.opening, fraction: undefined });
    const opened = await onEnter(unlocked, setProgress);
    if (opened.ok) return;
    setProgress(undefined);
    setFailure(opened.error);
    setRecovering(false);
  };
  return (
    <CenterCard product={lockText.product} width={recovering ? 640 : 460} testId="lock" footer={lockText.version(info.version)}>
      <LockHeading info={info} />
      {progress ? (
        <Opening progress={progress} />
      ) : recovering ? (
        <RecoverForm info={info} onUnlocked={enter} onBack={() => setRecovering(false)} />
      ) : (
        <UnlockForm info={info} openFailure={failure} onUnlocked={enter} onForgotten={() => setRecovering(true)} />
      )}
    </CenterCard>
  );
}
