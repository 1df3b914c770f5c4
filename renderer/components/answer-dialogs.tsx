/** 认领 and 退回: what it means, what may or must be said with it, and that it can't be taken back (entries are facts). */
import { Alert, App, Button, Flex, Input, Modal, Space, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import type { ApprovalRow, RecordKind } from '#shared/workstation/api.ts';
import { useSession } from '../app/session.ts';
import { workstation } from '../app/workstation-client.ts';
import { answerText } from './answer-text.ts';
import { FailureAlert } from './failure-alert.tsx';
import './answer-dialogs.css';

export interface AnswerDialogProps {
  readonly open: boolean;
  readonly records: readonly string[];
  /** those of the records that the list holds, to show what is meant */
  readonly known: readonly ApprovalRow[];
  readonly onClose: () => void;
  /** the answer is in the ledger */
  readonly onDone: () => void;
}

/** how many of the chosen records the dialog names */
const NAMED = 3;

export function ClaimDialog(props: AnswerDialogProps) {
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  const { busy, failure, send, reset } = useAnswer(props.onDone);
  const words = answerText.claimDialog;
  const claim = () =>
    send(async () => {
      const trimmed = note.trim();
      const result = await workstation().claim({ records: props.records, ...(trimmed && { note: trimmed }) });
      if (!result.ok) return result.error;
      if (result.value.claimed > 0) message.success(words.done(result.value.claimed));
      else message.info(words.none);
      return undefined;
    });
  return (
    <AnswerModal
      {...props}
      title={words.title(props.records.length)}
      consequence={words.consequence[kindsOf(props.known)]}
      failure={failure}
      busy={busy}
      afterClose={() => {
        setNote('');
        reset();
      }}
      cancelText={words.cancel}
      ok={
        <Button type="primary" loading={busy} onClick={() => void claim()} data-testid="inbox.claim.ok">
          {words.ok(props.records.length)}
        </Button>
      }
    >
      <label htmlFor="inbox-note">{words.note}</label>
      <Input.TextArea
        id="inbox-note"
        value={note}
        onChange={(event) => setNote(event.target.value)}
        placeholder={words.notePlaceholder}
        maxLength={500}
        autoSize={{ minRows: 2, maxRows: 4 }}
        data-testid="inbox.note"
      />
    </AnswerModal>
  );
}

export function ReturnDialog(props: AnswerDialogProps) {
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const { busy, failure, send, reset } = useAnswer(props.onDone);
  const words = answerText.returnDialog;
  const missing = reason.trim() === '';
  const giveBack = () => {
    setAsked(true);
    if (missing) return;
    void send(async () => {
      const result = await workstation().returnRecords({ records: props.records, reason: reason.trim() });
      if (!result.ok) return result.error;
      if (result.value.returned > 0) message.success(words.done(result.value.returned));
      else message.info(words.none);
      return undefined;
    });
  };
  return (
    <AnswerModal
      {...props}
      title={words.title(props.records.length)}
      consequence={words.consequence[kindsOf(props.known)]}
      failure={failure}
      busy={busy}
      afterClose={() => {
        setReason('');
        setAsked(false);
        reset();
      }}
      cancelText={words.cancel}
      ok={
        <Button danger type="primary" loading={busy} onClick={giveBack} data-testid="inbox.return.ok">
          {words.ok(props.records.length)}
        </Button>
      }
    >
      <label htmlFor="inbox-reason">{words.reason}</label>
      <Input.TextArea
        id="inbox-reason"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        placeholder={words.reasonPlaceholder}
        maxLength={500}
        showCount
        autoSize={{ minRows: 3, maxRows: 6 }}
        {...(asked && missing && { status: 'error' as const })}
        data-testid="inbox.reason"
      />
      {asked && missing && <Typography.Text type="danger">{words.reasonMissing}</Typography.Text>}
      <Typography.Text type="secondary" style={{ marginTop: 4 }}>
        {words.suggestions}
      </Typography.Text>
      <Space size={[8, 8]} wrap>
        {(kindsOf(props.known) === 'supervision' ? words.supervisionReasons : words.reasons).map((suggestion, position) => (
          <Button key={suggestion} size="small" onClick={() => setReason(suggestion)} data-testid={`inbox.reason.${position}`}>
            {suggestion}
          </Button>
        ))}
      </Space>
    </AnswerModal>
  );
}

/** What is answered, as far as the list holds it. */
function kindsOf(known: readonly ApprovalRow[]): RecordKind | 'both' {
  const kinds = [...new Set(known.map(({ kind }) => kind))];
  return kinds.length > 1 ? 'both' : (kinds[0] ?? 'both');
}

/** One answer at a time; `work` gives back why it failed. */
function useAnswer(onDone: () => void) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const send = async (work: () => Promise<Failure | undefined>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const problem = await work();
      setFailure(problem);
      if (problem) return;
      useSession.getState().touch();
      onDone();
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, send, reset: () => setFailure(undefined) };
}

interface AnswerModalProps extends AnswerDialogProps {
  readonly title: string;
  readonly consequence: string;
  readonly failure: Failure | undefined;
  readonly busy: boolean;
  readonly cancelText: string;
  readonly ok: ReactNode;
  readonly afterClose: () => void;
  readonly children: ReactNode;
}

function AnswerModal(props: AnswerModalProps) {
  const { open, records, known, title, consequence, failure, busy, cancelText, ok, afterClose, onClose, children } = props;
  const named = known.slice(0, NAMED);
  return (
    <Modal
      open={open}
      title={title}
      width={600}
      centered
      mask={{ closable: false }}
      closable={!busy}
      keyboard={!busy}
      onCancel={onClose}
      afterClose={afterClose}
      footer={
        <>
          <Button onClick={onClose} disabled={busy} data-testid="inbox.cancel">
            {cancelText}
          </Button>
          {ok}
        </>
      }
    >
      <Flex vertical gap={12}>
        {named.length > 0 && (
          <ul className="answer-records">
            {named.map((row) => (
              <li key={row.recordId}>
                <span className="answer-secondary">{row.decisionNumber}　</span>
                {row.counterpartName}　{row.matter}
              </li>
            ))}
            {records.length > named.length && <li>{answerText.claimDialog.more(records.length)}</li>}
          </ul>
        )}
        <Alert type="warning" showIcon title={consequence} />
        <FailureAlert failure={failure} />
        <Flex vertical gap={4}>
          {children}
        </Flex>
      </Flex>
    </Modal>
  );
}
