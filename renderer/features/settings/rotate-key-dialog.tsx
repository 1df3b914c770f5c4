/**
 * A new signing key in place of the one in use. Two reasons with opposite consequences: the old key vouches for the new
 * one, or it is declared invalid and everybody has to compare again (exchange package, Trust).
 */
import { Alert, Button, Flex, Form, Modal, Radio, Result, Typography } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { OwnKeyPapers } from '../../components/own-key-papers.tsx';
import { PassphraseInput } from '../../components/passphrase-input.tsx';
import { settingsKeysText } from './keys-text.ts';

export interface RotateKeyDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

type Kind = keyof typeof settingsKeysText.dialog.kinds;
const KINDS: readonly Kind[] = ['routine', 'compromised'];

interface Rotated {
  readonly kind: Kind;
  /** empty when it couldn't be read, see `failure` */
  readonly fingerprint: string;
  readonly failure: Failure | undefined;
}

export function RotateKeyDialog({ open, onClose }: RotateKeyDialogProps) {
  const [busy, setBusy] = useState(false);
  return (
    <Modal
      open={open}
      title={settingsKeysText.dialog.title}
      width={640}
      centered
      closable={!busy}
      keyboard={!busy}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
      styles={{ body: { maxHeight: 'calc(100vh - 130px)', overflowY: 'auto' } }}
      data-testid="settings.rotate.dialog"
    >
      <RotateKey onBusy={setBusy} onClose={onClose} />
    </Modal>
  );
}

function RotateKey({ onBusy, onClose }: { readonly onBusy: (busy: boolean) => void; readonly onClose: () => void }) {
  const [rotated, setRotated] = useState<Rotated | undefined>(undefined);
  if (rotated) return <RotateDone rotated={rotated} onClose={onClose} />;
  return <RotateForm onBusy={onBusy} onClose={onClose} onRotated={setRotated} />;
}

interface RotateFormProps {
  readonly onBusy: (busy: boolean) => void;
  readonly onClose: () => void;
  readonly onRotated: (rotated: Rotated) => void;
}

function RotateForm({ onBusy, onClose, onRotated }: RotateFormProps) {
  const { kind, setKind, passphrase, setPassphrase, busy, failure, rotate } = useRotation(onBusy, onRotated);
  const words = settingsKeysText.dialog;
  return (
    <Form layout="vertical" className="rotate-form" onFinish={() => void rotate()}>
      <Form.Item label={words.kindLabel} required>
        <Radio.Group value={kind} onChange={(event) => setKind(event.target.value as Kind)} className="rotate-kinds">
          {KINDS.map((each) => (
            <Radio key={each} value={each} data-testid={`settings.rotate.kind.${each}`}>
              <b>{words.kinds[each].label}</b>
              <div>
                <Typography.Text type="secondary">{words.kinds[each].meaning}</Typography.Text>
              </div>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      {kind && <Alert type={kind === 'compromised' ? 'error' : 'warning'} showIcon title={words.warning[kind]} />}
      <Form.Item label={words.passphrase} htmlFor="rotate-passphrase" required extra={words.passphraseHint}>
        <PassphraseInput id="rotate-passphrase" value={passphrase} onChange={setPassphrase} testId="settings.rotate.passphrase" />
      </Form.Item>
      <FailureAlert failure={failure} title={words.failedTitle} />
      <Flex justify="end" gap={8}>
        <Button onClick={onClose} disabled={busy} data-testid="settings.rotate.cancel">
          {words.cancel}
        </Button>
        <Button
          type="primary"
          danger={kind === 'compromised'}
          htmlType="submit"
          disabled={kind === undefined || passphrase === ''}
          loading={busy}
          data-testid="settings.rotate.ok"
        >
          {words.ok}
        </Button>
      </Flex>
    </Form>
  );
}

function useRotation(onBusy: (busy: boolean) => void, onRotated: (rotated: Rotated) => void) {
  const [kind, setKind] = useState<Kind | undefined>(undefined);
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const during = (working: boolean) => {
    setBusy(working);
    onBusy(working);
  };
  const rotate = async () => {
    if (kind === undefined || passphrase === '' || busy) return;
    during(true);
    const result = await window.host.rotateKey({ passphrase, compromised: kind === 'compromised' });
    setPassphrase('');
    setFailure(result.ok ? undefined : result.error);
    if (result.ok) {
      // The key file has the new key already; when the ledger can't be written now, it is noted at the next unlock.
      const noted = await workstation().noteOwnKeys();
      useSession.getState().touch();
      onRotated({ kind, fingerprint: noted.ok ? noted.value.fingerprint : '', failure: noted.ok ? undefined : noted.error });
    }
    during(false);
  };
  return { kind, setKind, passphrase, setPassphrase, busy, failure, rotate };
}

function RotateDone({ rotated, onClose }: { readonly rotated: Rotated; readonly onClose: () => void }) {
  const words = settingsKeysText.done;
  return (
    <div data-testid="settings.rotate.done">
      <Result status="success" title={words.title} styles={{ root: { padding: '8px 24px 16px' } }} />
      <FailureAlert failure={rotated.failure} title={words.noteFailed} style={{ marginBottom: 12 }} />
      {rotated.fingerprint && (
        <>
          <Typography.Text type="secondary">{words.fingerprint}</Typography.Text>
          <Fingerprint value={rotated.fingerprint} testId="settings.rotate.fingerprint" />
        </>
      )}
      <Typography.Title level={3} style={{ margin: '16px 0 4px', fontSize: 14 }}>
        {words.nextTitle}
      </Typography.Title>
      <ol className="settings-steps">
        {words.next[rotated.kind].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <Flex justify="space-between" gap={8} style={{ marginTop: 16 }}>
        <Flex gap={8}>
          <OwnKeyPapers primary testIds={{ card: 'settings.rotate.saveCard', sheet: 'settings.rotate.saveKeySheet' }} />
        </Flex>
        <Button onClick={onClose} data-testid="settings.rotate.close">
          {words.close}
        </Button>
      </Flex>
    </div>
  );
}
