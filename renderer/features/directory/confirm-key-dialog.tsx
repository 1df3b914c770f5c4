/** A registered key is believed from now on, because a person compared its fingerprint. */
import { Alert, App, Button, Flex, Modal } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { KeyRow } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { FingerprintCheck, isChecked, NO_CHECK } from '../../components/fingerprint-check.tsx';
import { FingerprintSide } from './fingerprint-side.tsx';
import { keysText } from './keys-text.ts';

export interface ConfirmKeyDialogProps {
  /** undefined: closed */
  readonly asked: KeyRow | undefined;
  readonly departmentName: string;
  readonly onClose: () => void;
}

const words = keysText.confirmDialog;

export function ConfirmKeyDialog({ asked, departmentName, onClose }: ConfirmKeyDialogProps) {
  return (
    <Modal
      open={asked !== undefined}
      title={words.title(departmentName)}
      width={860}
      centered
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
      footer={null}
      data-testid="key.confirm.dialog"
    >
      {asked && <ConfirmKey key={asked.fingerprint} value={asked} onClose={onClose} />}
    </Modal>
  );
}

function ConfirmKey({ value, onClose }: { readonly value: KeyRow; readonly onClose: () => void }) {
  const { message } = App.useApp();
  const [check, setCheck] = useState(NO_CHECK);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const confirm = async () => {
    setBusy(true);
    const { departmentId, fingerprint } = value;
    const result = await workstation().confirmKnownKey({ departmentId, fingerprint, against: check.against.trim() });
    setBusy(false);
    setFailure(result.ok ? undefined : result.error);
    if (!result.ok) return;
    useSession.getState().touch();
    void message.success(words.done);
    onClose();
  };
  return (
    <Flex vertical gap={12}>
      <div className="dialog-scroll">
        <Alert type="info" showIcon title={words.hint} />
        <FingerprintSide
          label={words.fingerprint}
          departmentId={value.departmentId}
          fingerprint={value.fingerprint}
          testIds={{ fingerprint: 'key.fingerprint', qr: 'key.qr' }}
        />
        <FingerprintCheck check={check} onCheck={setCheck} id="key-against" testIds={{ tick: 'key.compared', against: 'key.against' }} />
        <FailureAlert failure={failure} />
      </div>
      <Flex justify="end" gap={8}>
        <Button onClick={onClose} data-testid="key.confirm.cancel">
          {words.cancel}
        </Button>
        <Button type="primary" disabled={!isChecked(check)} loading={busy} onClick={() => void confirm()} data-testid="key.confirm.ok">
          {words.ok}
        </Button>
      </Flex>
    </Flex>
  );
}
