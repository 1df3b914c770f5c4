/** Another recovery code; the one before is void at once. */
import { App, Button, Form, Modal } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { AppInfo } from '#shared/ipc.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PassphraseInput } from '../../components/passphrase-input.tsx';
import { RecoveryCode } from '../../components/recovery-code.tsx';
import { settingsText } from './text.ts';

const words = settingsText.recovery;

export function NewRecoveryCode({ info }: { readonly info: AppInfo }) {
  const { message } = App.useApp();
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [code, setCode] = useState<string | undefined>(undefined);
  const submit = async () => {
    if (passphrase === '' || busy) return;
    setBusy(true);
    const result = await window.host.newRecoveryCode({ passphrase });
    setBusy(false);
    setPassphrase('');
    setFailure(result.ok ? undefined : result.error);
    if (result.ok) setCode(result.value.recoveryCode);
  };
  const done = () => {
    setCode(undefined);
    void message.success(words.doneMessage);
  };
  return (
    <Form layout="vertical" onFinish={() => void submit()} style={{ maxWidth: 400 }}>
      <Form.Item label={words.current} htmlFor="settings-recovery-passphrase" required>
        <PassphraseInput
          id="settings-recovery-passphrase"
          value={passphrase}
          onChange={setPassphrase}
          testId="settings.recovery-passphrase"
        />
      </Form.Item>
      <FailureAlert failure={failure} title={words.failedTitle} style={{ marginBottom: 16 }} />
      <Button htmlType="submit" disabled={passphrase === ''} loading={busy} data-testid="settings.new-recovery-code">
        {words.submit}
      </Button>
      {/* the code in use is void already, so the new one must be copied before this closes */}
      <Modal
        open={code !== undefined}
        title={words.modalTitle}
        closable={false}
        keyboard={false}
        mask={{ closable: false }}
        footer={null}
        width={680}
        destroyOnHidden
      >
        {code !== undefined && (
          <RecoveryCode
            code={code}
            department={info.department?.name ?? ''}
            operator={info.operator ?? ''}
            doneText={words.done}
            onDone={done}
          />
        )}
      </Modal>
    </Form>
  );
}
