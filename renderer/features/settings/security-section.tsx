/** The signing key, the passphrase, the recovery code, and when the workstation locks itself. */
import { App, Form, Select } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { AppInfo } from '#shared/ipc.ts';
import { readAppInfo } from '../../app/locking.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { ChangePassphrase } from './change-passphrase.tsx';
import { KeySection } from './key-section.tsx';
import { settingsKeysText } from './keys-text.ts';
import { NewRecoveryCode } from './new-recovery-code.tsx';
import { Section } from './section.tsx';
import { settingsText } from './text.ts';

export function SecuritySection({ info }: { readonly info: AppInfo }) {
  return (
    <>
      <Section title={settingsKeysText.title} intro={settingsKeysText.intro}>
        <KeySection info={info} />
      </Section>
      <Section title={settingsText.idle.title} intro={settingsText.idle.intro}>
        <IdleMinutes minutes={info.idleMinutes} />
      </Section>
      <Section title={settingsText.passphrase.title} intro={settingsText.passphrase.intro}>
        <ChangePassphrase info={info} />
      </Section>
      <Section title={settingsText.recovery.title} intro={settingsText.recovery.intro}>
        <NewRecoveryCode info={info} />
      </Section>
    </>
  );
}

/** 10 is the default; longer than an hour defeats the purpose of locking */
const IDLE_CHOICES = [3, 5, 10, 15, 30, 60] as const;

function IdleMinutes({ minutes }: { readonly minutes: number }) {
  const { message } = App.useApp();
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const words = settingsText.idle;
  const change = async (value: number) => {
    const result = await window.host.setIdleMinutes({ minutes: value });
    if (result.ok) await readAppInfo();
    setFailure(result.ok ? undefined : result.error);
    if (result.ok) void message.success(words.saved(value));
  };
  const choices = [...new Set([...IDLE_CHOICES, minutes])].sort((a, b) => a - b);
  return (
    <Form layout="vertical">
      <Form.Item label={words.label} htmlFor="settings-idle" style={{ marginBottom: 8 }}>
        <Select
          id="settings-idle"
          value={minutes}
          style={{ width: 160 }}
          options={choices.map((value) => ({ value, label: words.minutes(value) }))}
          onChange={(value: number) => void change(value)}
          data-testid="settings.idle-minutes"
        />
      </Form.Item>
      <FailureAlert failure={failure} title={words.failedTitle} />
    </Form>
  );
}
