/** 定稿: what is missing, each leading to its place; who signs; afterwards what comes next. */
import { Alert, Button, Flex, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { MeetingDetail } from '#shared/workstation/meetings/meetings-api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useWrite } from '../../components/use-write.ts';
import { type RecordPlace, type RecordProblem, recordProblems } from './record-check.ts';
import { tidied } from './record-model.ts';
import { recordText } from './record-text.ts';
import type { RecordEditor } from './use-record.ts';

const words = recordText.closing;

export interface CloseDialogProps {
  readonly open: boolean;
  readonly detail: MeetingDetail;
  readonly today: string;
  readonly editor: RecordEditor;
  readonly onGo: (place: RecordPlace) => void;
  readonly onClose: () => void;
  readonly onClosed: () => void;
}

export function CloseDialog({ open, ...props }: CloseDialogProps) {
  return (
    <Modal open={open} title={words.title} onCancel={props.onClose} footer={null} width={640} mask={{ closable: false }} destroyOnHidden>
      <CloseForm {...props} />
    </Modal>
  );
}

function CloseForm({ detail, today, editor, onGo, onClose, onClosed }: Omit<CloseDialogProps, 'open'>) {
  const { arrangement, closed, row } = detail;
  const [names, setNames] = useState({ chair: arrangement.chair, recorder: arrangement.recorder, reason: '' });
  const { busy, failure, write } = useWrite();
  const record = tidied(editor.record);
  const problems = [...recordProblems(record, { date: arrangement.date, today }), ...nameProblems(names, closed)];
  const submit = async () => {
    // what is still unsaved would be noted after closing, and refused
    if (!(await editor.saving.save())) return onClose();
    const done = await write(async () => {
      const result = await workstation().closeMeeting({ meetingId: row.meetingId, record, ...names });
      return result.ok ? { ok: true, value: true } : result;
    });
    if (done) onClosed();
  };
  return (
    <Flex vertical gap={12} data-testid="record.close" data-problems={problems.length}>
      <Form layout="vertical" requiredMark={false}>
        <div className="record-close-names">
          <Name label={words.chair} value={names.chair} testId="record.close.chair" onChange={(chair) => setNames({ ...names, chair })} />
          <Name
            label={words.recorder}
            value={names.recorder}
            testId="record.close.recorder"
            onChange={(recorder) => setNames({ ...names, recorder })}
          />
        </div>
        {closed && (
          <Name
            label={words.reason}
            value={names.reason}
            testId="record.close.reason"
            onChange={(reason) => setNames({ ...names, reason })}
          />
        )}
      </Form>
      {problems.length > 0 ? (
        <Alert type="error" showIcon title={words.problems(problems.length)} description={<Problems problems={problems} onGo={onGo} />} />
      ) : (
        <Alert type="success" showIcon title={words.ready} />
      )}
      <Alert type="info" showIcon title={row.own ? words.consequence : words.partyConsequence} />
      <FailureAlert failure={failure} title={words.failed} />
      <Flex justify="end" gap={8}>
        <Button onClick={onClose} disabled={busy}>
          {words.back}
        </Button>
        <Button type="primary" loading={busy} disabled={problems.length > 0} onClick={() => void submit()} data-testid="record.close.ok">
          {closed ? words.correctOk : words.ok}
        </Button>
      </Flex>
    </Flex>
  );
}

interface Names {
  readonly chair: string;
  readonly recorder: string;
  readonly reason: string;
}

function nameProblems({ chair, recorder, reason }: Names, closed: boolean): readonly RecordProblem[] {
  const missing = [
    chair.trim() === '' && recordText.problem.chair,
    recorder.trim() === '' && recordText.problem.recorder,
    closed && reason.trim().length < 2 && recordText.problem.reason,
  ];
  return missing.flatMap((message) => (message === false ? [] : [{ message, at: undefined }]));
}

interface NameProps {
  readonly label: string;
  readonly value: string;
  readonly testId: string;
  readonly onChange: (value: string) => void;
}

function Name({ label, value, testId, onChange }: NameProps) {
  return (
    <Form.Item label={label} htmlFor={testId} style={{ marginBottom: 8 }}>
      <Input id={testId} value={value} maxLength={100} onChange={(event) => onChange(event.target.value)} data-testid={testId} />
    </Form.Item>
  );
}

function Problems({ problems, onGo }: { readonly problems: readonly RecordProblem[]; readonly onGo: (place: RecordPlace) => void }) {
  return (
    <ul className="record-problems">
      {problems.map(({ message, at }) => (
        <li key={`${at?.itemId} ${at?.field} ${at?.index} ${message}`}>
          {at ? (
            <Button type="link" className="meeting-link" onClick={() => onGo(at)} data-testid={`record.problem.${at.field}`}>
              {message}
            </Button>
          ) : (
            message
          )}
        </li>
      ))}
    </ul>
  );
}
