/** A key isn't believed any more. Final, so it says what follows, asks upon what, and is never the default answer. */
import { Alert, App, Button, Flex, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { RevocationReason } from '#shared/ledger/entry.ts';
import type { KeyRow } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { fieldNote } from '../../components/field-note.tsx';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { keysText, reasonText } from './keys-text.ts';

export interface RevokeKeyDialogProps {
  /** undefined: closed */
  readonly asked: KeyRow | undefined;
  readonly departmentName: string;
  /** a key of this department itself */
  readonly own: boolean;
  /** the only key of its department that is believed */
  readonly last: boolean;
  readonly onClose: () => void;
}

const words = keysText.revokeDialog;
const REASONS: readonly RevocationReason[] = ['lost', 'compromised', 'retired', 'mistaken'];
/** characters */
const MIN_NOTE = 2;

export function RevokeKeyDialog({ asked, departmentName, own, last, onClose }: RevokeKeyDialogProps) {
  return (
    <Modal
      open={asked !== undefined}
      title={words.title(departmentName)}
      width={660}
      centered
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
      footer={null}
      data-testid="key.revoke.dialog"
    >
      {asked && <RevokeKey key={asked.fingerprint} value={asked} own={own} last={last} onClose={onClose} />}
    </Modal>
  );
}

interface RevokeKeyProps extends Pick<RevokeKeyDialogProps, 'own' | 'last' | 'onClose'> {
  readonly value: KeyRow;
}

function RevokeKey({ value, own, last, onClose }: RevokeKeyProps) {
  const { reason, setReason, note, setNote, tried, busy, failure, revoke } = useRevocation(value, onClose);
  const missing = tried && note.trim().length < MIN_NOTE;
  return (
    <Form layout="vertical" className="key-form" onFinish={() => void revoke()}>
      <div className="dialog-scroll">
        <Alert
          className="directory-notice"
          type="error"
          showIcon
          title={words.warning}
          description={
            <>
              <div>{words.consequence}</div>
              {own && <div>{words.ownConsequence}</div>}
              {last && <div data-testid="key.revoke.last">{words.lastKey}</div>}
            </>
          }
        />
        <Fingerprint value={value.fingerprint} testId="key.revoke.fingerprint" />
        <Form.Item label={words.reason} required>
          <Radio.Group value={reason} onChange={(event) => setReason(event.target.value as RevocationReason)} className="key-reasons">
            {REASONS.map((each) => (
              <Radio key={each} value={each} data-testid={`key.reason.${each}`}>
                <b>{reasonText[each].label}</b>
                <div className="directory-secondary">{reasonText[each].meaning}</div>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item label={words.note} htmlFor="key-note" required {...(missing ? fieldNote('error', words.noteMissing) : {})}>
          <Input.TextArea
            id="key-note"
            value={note}
            onChange={(event) => setNote(event.target.value)}
            placeholder={words.notePlaceholder}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 4 }}
            data-testid="key.note"
          />
        </Form.Item>
        <FailureAlert failure={failure} />
      </div>
      <Flex justify="end" gap={8}>
        <Button onClick={onClose} data-testid="key.revoke.cancel">
          {words.cancel}
        </Button>
        <Button danger type="primary" htmlType="submit" disabled={reason === undefined} loading={busy} data-testid="key.revoke.ok">
          {words.ok}
        </Button>
      </Flex>
    </Form>
  );
}

function useRevocation({ departmentId, fingerprint }: KeyRow, onDone: () => void) {
  const { message } = App.useApp();
  const [reason, setReason] = useState<RevocationReason | undefined>(undefined);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const revoke = async () => {
    setTried(true);
    if (reason === undefined || note.trim().length < MIN_NOTE) return;
    setBusy(true);
    const result = await workstation().revokeKey({ departmentId, fingerprint, reason, note: note.trim() });
    setBusy(false);
    setFailure(result.ok ? undefined : result.error);
    if (!result.ok) return;
    useSession.getState().touch();
    void message.success(words.done);
    onDone();
  };
  return { reason, setReason, note, setNote, tried, busy, failure, revoke };
}
