/** A new passphrase by the recovery code; afterwards the new recovery code is shown, for the old one is used up. */
import { Alert, Button, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { AppInfo, IpcOutputs, Unlocked } from '#shared/ipc.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { acceptablePassphrase, emptyPassphrase, NewPassphraseFields } from '../../components/new-passphrase-fields.tsx';
import { RecoveryCode } from '../../components/recovery-code.tsx';
import { lockText } from './text.ts';
import { useWait } from './use-wait.ts';

const words = lockText.recover;
const CODE_CHARACTERS = 32;

interface RecoverFormProps {
  readonly info: AppInfo;
  readonly onUnlocked: (unlocked: Unlocked) => Promise<void>;
  readonly onBack: () => void;
}

export function RecoverForm({ info, onUnlocked, onBack }: RecoverFormProps) {
  const [code, setCode] = useState('');
  const [fresh, setFresh] = useState(emptyPassphrase);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [recovered, setRecovered] = useState<IpcOutputs['recover'] | undefined>(undefined);
  const wait = useWait(info.waitMilliseconds);
  const waiting = wait.seconds > 0;
  const characters = code.replace(/[\s-]/g, '').length;
  const ready = characters === CODE_CHARACTERS && acceptablePassphrase(fresh) && !waiting;

  const submit = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const result = await window.host.recover({ code, newPassphrase: fresh.passphrase });
    setBusy(false);
    if (result.ok) {
      setCode('');
      setFresh(emptyPassphrase);
      setRecovered(result.value);
      return;
    }
    setFailure(result.error);
    await wait.refresh();
  };

  if (recovered) {
    return (
      <>
        <Typography.Title level={2} style={{ fontSize: 16, margin: '0 0 12px' }}>
          {words.newCodeTitle}
        </Typography.Title>
        <RecoveryCode
          code={recovered.recoveryCode}
          department={recovered.department.name}
          operator={recovered.operator}
          doneText={words.enter}
          onDone={() => void onUnlocked(recovered)}
        />
      </>
    );
  }
  return (
    <Form layout="vertical" onFinish={() => void submit()} data-testid="lock.recover">
      <Typography.Title level={2} style={{ fontSize: 16 }}>
        {words.title}
      </Typography.Title>
      <Typography.Paragraph type="secondary">{words.intro}</Typography.Paragraph>
      <FailureAlert failure={waiting ? undefined : failure} title={words.failedTitle} style={{ marginBottom: 16 }} />
      {waiting && (
        <Alert type="warning" showIcon title={lockText.waiting(wait.seconds)} style={{ marginBottom: 16 }} data-testid="lock.wait" />
      )}
      <Form.Item label={words.code} htmlFor="lock-code" extra={words.codeCount(characters)}>
        <Input
          id="lock-code"
          className="code-text"
          autoComplete="off"
          autoFocus
          maxLength={100}
          placeholder={words.codePlaceholder}
          value={code}
          onChange={(event) => setCode(event.target.value.toUpperCase())}
          data-testid="lock.recovery-code"
        />
      </Form.Item>
      <NewPassphraseFields value={fresh} onChange={setFresh} idPrefix="lock" />
      <Flex justify="space-between" gap={8} wrap>
        <Button onClick={onBack} disabled={busy}>
          {words.back}
        </Button>
        <Button type="primary" htmlType="submit" loading={busy} disabled={!ready} data-testid="lock.recover-submit">
          {words.submit}
        </Button>
      </Flex>
    </Form>
  );
}
