/** A new passphrase in place of the current one. */
import { App, Button, Form } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { AppInfo } from '#shared/ipc.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { acceptablePassphrase, emptyPassphrase, NewPassphraseFields } from '../../components/new-passphrase-fields.tsx';
import { PassphraseInput } from '../../components/passphrase-input.tsx';
import { settingsText } from './text.ts';

const words = settingsText.passphrase;

export function ChangePassphrase({ info }: { readonly info: AppInfo }) {
  const { message } = App.useApp();
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState(emptyPassphrase);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const context = { departmentName: info.department?.name ?? '', operator: info.operator ?? '' };
  const ready = current !== '' && acceptablePassphrase(fresh, context);
  const submit = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const result = await window.host.changePassphrase({ current, next: fresh.passphrase });
    setBusy(false);
    setCurrent('');
    setFailure(result.ok ? undefined : result.error);
    if (!result.ok) return;
    setFresh(emptyPassphrase);
    void message.success(words.done);
  };
  return (
    <Form layout="vertical" onFinish={() => void submit()} style={{ maxWidth: 400 }}>
      <Form.Item label={words.current} htmlFor="settings-current" required>
        <PassphraseInput id="settings-current" value={current} onChange={setCurrent} testId="settings.current-passphrase" />
      </Form.Item>
      <NewPassphraseFields value={fresh} onChange={setFresh} context={context} idPrefix="settings" />
      <FailureAlert failure={failure} title={words.failedTitle} style={{ marginBottom: 16 }} />
      <Button type="primary" htmlType="submit" disabled={!ready} loading={busy} data-testid="settings.change-passphrase">
        {words.submit}
      </Button>
    </Form>
  );
}
