/** Why a number is missing and won't come: said once, kept in the ledger, not asked again. */
import { App, Button, Checkbox, Flex, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { GapRow } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { gapText } from './gap-text.ts';
import { openSequences, sequencesText } from './sequences.ts';

const words = gapText.dialog;

export interface GapExplainDialogProps {
  /** closed when undefined */
  readonly gap: GapRow | undefined;
  readonly onClose: () => void;
}

export function GapExplainDialog({ gap, onClose }: GapExplainDialogProps) {
  const { message } = App.useApp();
  const [left, setLeft] = useState<readonly number[]>([]);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const open = gap ? openSequences(gap) : [];
  const chosen = open.filter((sequence) => !left.includes(sequence));
  const reset = () => {
    setLeft([]);
    setReason('');
    setTried(false);
    setFailure(undefined);
  };
  const explain = async () => {
    setTried(true);
    if (!gap || chosen.length === 0 || reason.trim() === '') return;
    setBusy(true);
    const result = await workstation().explainGap({ gapId: gap.gapId, sequences: chosen, reason: reason.trim() });
    setBusy(false);
    setFailure(result.ok ? undefined : result.error);
    if (!result.ok) return;
    useSession.getState().touch();
    message.success(words.done);
    onClose();
  };
  return (
    <Modal
      open={gap !== undefined}
      title={words.title}
      width={560}
      centered
      mask={{ closable: false }}
      closable={!busy}
      keyboard={!busy}
      onCancel={onClose}
      afterClose={reset}
      footer={
        <>
          <Button onClick={onClose} disabled={busy} data-testid="gap.cancel">
            {words.cancel}
          </Button>
          <Button type="primary" loading={busy} onClick={() => void explain()} data-testid="gap.ok">
            {words.ok}
          </Button>
        </>
      }
    >
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{words.hint}</Typography.Text>
        <FailureAlert failure={failure} title={words.failedTitle} />
        {gap && (
          <Which gap={gap} open={open} chosen={chosen} onChange={(kept) => setLeft(open.filter((sequence) => !kept.includes(sequence)))} />
        )}
        {tried && chosen.length === 0 && <Missing text={words.whichMissing} />}
        <Flex vertical gap={4}>
          <label htmlFor="gap-reason">{words.reason}</label>
          <Input.TextArea
            id="gap-reason"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            placeholder={words.reasonPlaceholder}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 5 }}
            {...(tried && reason.trim() === '' && { status: 'error' as const })}
            data-testid="gap.reason"
          />
          {tried && reason.trim() === '' && <Missing text={words.reasonMissing} />}
        </Flex>
      </Flex>
    </Modal>
  );
}

interface WhichProps {
  readonly gap: GapRow;
  readonly open: readonly number[];
  readonly chosen: readonly number[];
  readonly onChange: (chosen: readonly number[]) => void;
}

/** One number needs no choice. */
function Which({ gap, open, chosen, onChange }: WhichProps) {
  const [only] = open;
  if (open.length === 1 && only !== undefined) {
    return (
      <div>
        <Typography.Text strong>{gap.departmentName}</Typography.Text>　{sequencesText([only], gap.seriesLabel)}
      </div>
    );
  }
  return (
    <div>
      <Typography.Text strong>{gap.departmentName}</Typography.Text>
      <div>{words.which}</div>
      <Checkbox.Group
        value={[...chosen]}
        onChange={(values) => onChange(values)}
        options={open.map((sequence) => ({ value: sequence, label: sequencesText([sequence]) }))}
        style={{ maxHeight: 160, overflowY: 'auto', gap: '4px 16px' }}
      />
    </div>
  );
}

function Missing({ text }: { readonly text: string }) {
  return (
    <Typography.Text type="danger" role="alert">
      {text}
    </Typography.Text>
  );
}
