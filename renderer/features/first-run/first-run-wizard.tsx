/**
 * 首次使用: who this department is, a passphrase, and the recovery code. Keys are made after the passphrase step; the
 * ledger is opened only when the user has shown that the recovery code was copied.
 */
import { Steps } from 'antd';
import { useState } from 'react';
import type { Department } from '#shared/domain/department.ts';
import { checkDepartment } from '#shared/domain/department-checks.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import type { IpcOutputs, Unlocked } from '#shared/ipc.ts';
import type { LedgerState, OnProgress, Progress } from '#shared/workstation/api.ts';
import { CenterCard } from '../../components/center-card.tsx';
import { type DepartmentDraft, emptyDepartment } from '../../components/department-fields.tsx';
import { DepartmentStep } from './department-step.tsx';
import { PassphraseStep } from './passphrase-step.tsx';
import { RecoveryStep } from './recovery-step.tsx';
import { firstRunText } from './text.ts';
import { WelcomeStep } from './welcome-step.tsx';

export interface FirstRunWizardProps {
  /** opens the new ledger; when it succeeds the wizard is taken away */
  readonly onEnter: (unlocked: Unlocked, onProgress: OnProgress) => Promise<Result<LedgerState>>;
}

type Created = IpcOutputs['createProfile'];

export function FirstRunWizard({ onEnter }: FirstRunWizardProps) {
  const [step, setStep] = useState<0 | 1 | 2 | 3>(0);
  const [draft, setDraft] = useState<DepartmentDraft>(emptyDepartment);
  const [operator, setOperator] = useState('');
  const [created, setCreated] = useState<Created | undefined>(undefined);
  const [progress, setProgress] = useState<Progress | undefined>(undefined);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);

  const create = async (passphrase: string): Promise<Failure | undefined> => {
    const department: Department | undefined = checkDepartment(draft).department;
    if (!department) {
      setStep(1);
      return undefined;
    }
    const result = await window.host.createProfile({ department, operator: operator.trim(), passphrase });
    if (!result.ok) return result.error;
    setCreated(result.value);
    setStep(3);
    return undefined;
  };
  const enter = async (profile: Created) => {
    setProgress({ text: firstRunText.recovery.opening, fraction: undefined });
    const opened = await onEnter(profile, setProgress);
    if (opened.ok) return;
    setProgress(undefined);
    setFailure(opened.error);
  };

  return (
    <CenterCard product={firstRunText.product} width={step === 0 ? 860 : 760} testId="first-run" notice={step !== 0}>
      {step > 0 && (
        <Steps
          size="small"
          current={step}
          items={firstRunText.steps.map((title) => ({ title }))}
          style={{ marginBottom: 24 }}
          responsive={false}
        />
      )}
      {step === 0 && <WelcomeStep onStart={() => setStep(1)} />}
      {step === 1 && (
        <DepartmentStep
          draft={draft}
          onDraft={setDraft}
          operator={operator}
          onOperator={setOperator}
          onBack={() => setStep(0)}
          onNext={() => setStep(2)}
        />
      )}
      {step === 2 && <PassphraseStep context={{ departmentName: draft.name, operator }} onBack={() => setStep(1)} onCreate={create} />}
      {step === 3 && created && <RecoveryStep created={created} progress={progress} failure={failure} onDone={() => void enter(created)} />}
    </CenterCard>
  );
}
