/** The keys of one department, each with its fingerprint, its computer, what may be done with it, and everything that was. */
import { DesktopOutlined } from '@ant-design/icons';
import { Button, Flex, Timeline, Typography } from 'antd';
import { useState } from 'react';
import type { KeyRow } from '#shared/workstation/api.ts';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { keyText } from '../../components/key-text.ts';
import { localTime } from '../../components/local-time.ts';
import { ConfirmKeyDialog } from './confirm-key-dialog.tsx';
import { canConfirm, canRevoke, isLastConfirmed, orderKeys, shortFingerprint } from './key-actions.ts';
import { KeyTag } from './key-tag.tsx';
import { keysText } from './keys-text.ts';
import { RevokeKeyDialog } from './revoke-key-dialog.tsx';

export interface KeyListProps {
  readonly departmentName: string;
  readonly keys: readonly KeyRow[];
  /** keys of this department itself */
  readonly own?: boolean;
  readonly readOnly: boolean;
}

interface Asked {
  readonly action: 'confirm' | 'revoke';
  readonly key: KeyRow;
}

export function KeyList({ departmentName, keys, own = false, readOnly }: KeyListProps) {
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const close = () => setAsked(undefined);
  const about = (action: Asked['action']) => (asked?.action === action ? asked.key : undefined);
  return (
    <Flex vertical gap={12}>
      {orderKeys(keys).map((key) => (
        <KeyItem key={key.fingerprint} value={key} readOnly={readOnly} onAsk={(action) => setAsked({ action, key })} />
      ))}
      <ConfirmKeyDialog asked={about('confirm')} departmentName={departmentName} onClose={close} />
      <RevokeKeyDialog
        asked={about('revoke')}
        departmentName={departmentName}
        own={own}
        last={!own && asked !== undefined && isLastConfirmed(asked.key, keys)}
        onClose={close}
      />
    </Flex>
  );
}

interface KeyItemProps {
  readonly value: KeyRow;
  readonly readOnly: boolean;
  readonly onAsk: (action: Asked['action']) => void;
}

function KeyItem({ value, readOnly, onAsk }: KeyItemProps) {
  const short = shortFingerprint(value.fingerprint);
  return (
    <section className={`key-item key-item-${value.trust}`} data-testid={`key.${short}`}>
      <Flex align="center" gap={8} wrap>
        <KeyTag trust={value.trust} testId={`key.state.${short}`} />
        <Typography.Text>
          <DesktopOutlined aria-hidden /> {keyText.workstation(value.workstation)}
        </Typography.Text>
        <Flex gap={8} className="key-item-actions">
          {canConfirm(value) && (
            <Button size="small" type="primary" disabled={readOnly} onClick={() => onAsk('confirm')} data-testid={`key.confirm.${short}`}>
              {keysText.confirm}
            </Button>
          )}
          {canRevoke(value) && (
            <Button size="small" danger disabled={readOnly} onClick={() => onAsk('revoke')} data-testid={`key.revoke.${short}`}>
              {keysText.revoke}
            </Button>
          )}
        </Flex>
      </Flex>
      <Fingerprint value={value.fingerprint} testId={`key.fingerprint.${short}`} />
      <History value={value} />
    </section>
  );
}

function History({ value }: { readonly value: KeyRow }) {
  if (value.history.length === 0) return <Typography.Text type="secondary">{keysText.noHistory}</Typography.Text>;
  return (
    <Timeline
      className="key-history"
      items={value.history.map((item, index) => ({
        key: `${item.at} ${item.text}`,
        color: index === value.history.length - 1 ? 'blue' : 'gray',
        content: (
          <div>
            <Typography.Text>{item.text}</Typography.Text>
            <div className="directory-secondary">{keysText.historyBy(localTime(item.at), item.operator)}</div>
          </div>
        ),
      }))}
    />
  );
}
