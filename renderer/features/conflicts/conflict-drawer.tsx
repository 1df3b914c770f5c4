/** The versions of one thing side by side, the choice of the one that holds, and why. */
import { Alert, App, Button, Drawer, Flex, Input, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { ConflictDetail, ConflictRow } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { ConflictTable } from './conflict-table.tsx';
import { conflictText } from './text.ts';

const words = conflictText.drawer;

export interface ConflictDrawerProps {
  readonly conflict: ConflictRow | undefined;
  readonly onClose: () => void;
}

export function ConflictDrawer({ conflict, onClose }: ConflictDrawerProps) {
  return (
    <Drawer
      open={conflict !== undefined}
      title={conflict && words.title[conflict.kind]}
      size={920}
      mask={{ closable: false }}
      onClose={onClose}
      destroyOnHidden
      styles={{ body: { padding: 0, display: 'flex', flexDirection: 'column' } }}
      data-testid="conflict.drawer"
    >
      {conflict && <Comparison key={`${conflict.recordId}.${conflict.kind}`} conflict={conflict} onClose={onClose} />}
    </Drawer>
  );
}

function Comparison({ conflict, onClose }: { readonly conflict: ConflictRow; readonly onClose: () => void }) {
  const { recordId, kind, mine } = conflict;
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const detail = useAsync(() => workstation().conflictDetail({ recordId, kind }), [recordId, kind]);
  const [side, setSide] = useState<string | undefined>(undefined);
  const [reason, setReason] = useState('');
  const { settle, busy, failure, tried } = useSettling(conflict, onClose);
  const editable = mine && !readOnly;
  return (
    <>
      <Flex vertical gap={12} style={{ flex: 1, minHeight: 0, padding: '16px 24px', overflowY: 'auto' }}>
        <div>
          <Typography.Text strong>{conflict.title}</Typography.Text>
          <div className="conflict-secondary">{conflict.decisionNumber}</div>
        </div>
        <FailureAlert failure={detail.failure} title={conflictText.failed} onRetry={detail.reload} />
        <FailureAlert failure={failure} title={words.failedTitle} />
        <Explanation conflict={conflict} readOnly={readOnly} />
        {detail.value ? (
          <ConflictTable detail={detail.value} chosen={side} {...(editable && { onChoose: setSide })} />
        ) : (
          <Skeleton active paragraph={{ rows: 6 }} />
        )}
        {editable && <Reason value={reason} onChange={setReason} tried={tried} chosen={side !== undefined} />}
      </Flex>
      <Flex justify="end" gap={8} style={{ padding: '12px 24px', borderTop: '1px solid var(--ant-color-border-secondary)' }}>
        <Button onClick={onClose} disabled={busy} data-testid="conflict.cancel">
          {editable ? words.cancel : words.close}
        </Button>
        {editable && (
          <Button type="primary" loading={busy} onClick={() => void settle(detail.value, side, reason)} data-testid="conflict.ok">
            {words.ok}
          </Button>
        )}
      </Flex>
    </>
  );
}

function Explanation({ conflict, readOnly }: { readonly conflict: ConflictRow; readonly readOnly: boolean }) {
  if (!conflict.mine) return <Alert type="info" showIcon title={words.foreign(conflict.ownerName)} data-testid="conflict.foreign" />;
  if (readOnly) return <Alert type="warning" showIcon title={conflictText.readOnly} />;
  return <Alert type="info" showIcon title={`${words.choose}${words.consequence}`} />;
}

interface ReasonProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** 采用这一版 was pressed: what is missing is told now */
  readonly tried: boolean;
  readonly chosen: boolean;
}

function Reason({ value, onChange, tried, chosen }: ReasonProps) {
  const missing = tried && value.trim() === '';
  return (
    <Flex vertical gap={4}>
      <label htmlFor="conflict-reason">{words.reason}</label>
      <Input.TextArea
        id="conflict-reason"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={words.reasonPlaceholder}
        maxLength={500}
        autoSize={{ minRows: 2, maxRows: 4 }}
        {...(missing && { status: 'error' as const })}
        data-testid="conflict.reason"
      />
      {tried && !chosen && (
        <Typography.Text type="danger" role="alert">
          {words.notChosen}
        </Typography.Text>
      )}
      {missing && (
        <Typography.Text type="danger" role="alert">
          {words.reasonMissing}
        </Typography.Text>
      )}
    </Flex>
  );
}

function useSettling({ recordId, kind }: ConflictRow, onDone: () => void) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const settle = async (detail: ConflictDetail | undefined, entryId: string | undefined, reason: string) => {
    setTried(true);
    if (!detail || entryId === undefined || reason.trim() === '') return;
    setBusy(true);
    const result = await workstation().settleConflict({ recordId, kind, entryId, reason: reason.trim() });
    setBusy(false);
    setFailure(result.ok ? undefined : result.error);
    if (!result.ok) return;
    useSession.getState().touch();
    message.success(words.done);
    onDone();
  };
  return { settle, busy, tried, failure };
}
