/** The passphrase. */
import { Alert, Button, Flex, Form, type InputRef, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { AppInfo, Unlocked } from '#shared/ipc.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PassphraseInput } from '../../components/passphrase-input.tsx';
import { lockText } from './text.ts';
import { useWait } from './use-wait.ts';

interface UnlockFormProps {
  readonly info: AppInfo;
  /** the passphrase was right, but the ledger couldn't be opened */
  readonly openFailure: Failure | undefined;
  readonly onUnlocked: (unlocked: Unlocked) => Promise<void>;
  readonly onForgotten: () => void;
}

export function UnlockForm({ info, openFailure, onUnlocked, onForgotten }: UnlockFormProps) {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const wait = useWait(info.waitMilliseconds);
  const input = useRef<InputRef>(null);
  const waiting = wait.seconds > 0;
  useEffect(() => {
    if (!busy && !waiting) input.current?.focus();
  }, [busy, waiting]);

  const submit = async () => {
    if (busy || waiting || passphrase === '') return;
    setBusy(true);
    const result = await window.host.unlock({ passphrase });
    setPassphrase('');
    if (result.ok) {
      await onUnlocked(result.value);
      return;
    }
    setFailure(result.error);
    await wait.refresh();
    setBusy(false);
  };

  return (
    <Form layout="vertical" onFinish={() => void submit()}>
      {openFailure && !failure && <FailureAlert failure={openFailure} title={lockText.openFailedTitle} style={{ marginBottom: 16 }} />}
      {failure && !waiting && (
        <Alert type="error" showIcon role="alert" title={failure.message} style={{ marginBottom: 16 }} data-testid="lock.failure" />
      )}
      {waiting && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={lockText.waiting(wait.seconds)}
          style={{ marginBottom: 16 }}
          data-testid="lock.wait"
        />
      )}
      {info.demoPassphrase !== undefined && <DemoPassphrase passphrase={info.demoPassphrase} onFill={setPassphrase} />}
      <Form.Item label={lockText.passphrase} htmlFor="lock-passphrase">
        <PassphraseInput
          id="lock-passphrase"
          size="large"
          value={passphrase}
          onChange={setPassphrase}
          disabled={busy || waiting}
          autoFocus
          inputRef={input}
          testId="lock.passphrase"
        />
      </Form.Item>
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        block
        loading={busy}
        disabled={waiting || passphrase === ''}
        data-testid="lock.submit"
      >
        {busy ? lockText.checking : lockText.submit}
      </Button>
      <Flex justify="center" style={{ marginTop: 8 }}>
        <Button type="link" onClick={onForgotten} disabled={busy} data-testid="lock.forgotten">
          {lockText.forgotten}
        </Button>
      </Flex>
    </Form>
  );
}

function DemoPassphrase({ passphrase, onFill }: { readonly passphrase: string; readonly onFill: (passphrase: string) => void }) {
  return (
    <Alert
      type="info"
      style={{ marginBottom: 16 }}
      title={
        <>
          {lockText.demoPassphrase}：
          <Typography.Text className="code-text" data-testid="lock.demo-passphrase">
            {passphrase}
          </Typography.Text>
        </>
      }
      action={
        <Button size="small" onClick={() => onFill(passphrase)} data-testid="lock.demo-fill">
          {lockText.demoFill}
        </Button>
      }
    />
  );
}
