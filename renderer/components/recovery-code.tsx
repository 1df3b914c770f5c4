/**
 * The recovery code, shown once: large groups, print, PDF, and a proof that it was copied (a tick and the last group)
 * before one may go on.
 */
import { FilePdfOutlined, PrinterOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Flex, Form, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { FailureAlert } from './failure-alert.tsx';
import { fieldNote } from './field-note.tsx';
import { PrintSheet } from './print-sheet.tsx';
import './recovery-code.css';
import { componentText } from './text.ts';

const words = componentText.recovery;

export interface RecoveryCodeProps {
  /** groups joined by hyphens, as the main process gave it */
  readonly code: string;
  readonly department: string;
  readonly operator: string;
  /** what the button says, e.g. 进入工作站 */
  readonly doneText: string;
  readonly busy?: boolean;
  readonly onDone: () => void;
}

type Job = { readonly kind: 'print' } | { readonly kind: 'pdf'; readonly token: string };

export function RecoveryCode({ code, department, operator, doneText, busy = false, onDone }: RecoveryCodeProps) {
  const groups = code.split('-');
  const [kept, setKept] = useState(false);
  const [typed, setTyped] = useState('');
  const [job, setJob] = useState<Job | undefined>(undefined);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [savedAs, setSavedAs] = useState<string | undefined>(undefined);
  const right = sameGroup(typed, groups.at(-1) ?? '');
  const complete = typed.trim().length >= 4;

  const choosePdf = async () => {
    const chosen = await window.host.chooseSave({ kind: 'pdf', suggestedName: words.fileName(department) });
    if (!chosen.ok) setFailure(chosen.error);
    else if (chosen.value) setJob({ kind: 'pdf', token: chosen.value.token });
  };
  const run = async (current: Job) => {
    const result = current.kind === 'print' ? await window.host.print() : await window.host.printToPdf({ token: current.token });
    setJob(undefined);
    setFailure(result.ok ? undefined : result.error);
    if (result.ok && result.value) setSavedAs(result.value.fileName);
  };

  return (
    <Flex vertical gap={16} data-testid="recovery">
      <Alert type="warning" showIcon title={words.intro} description={words.advice} />
      <CodeGroups groups={groups} />
      <Flex gap={8}>
        <Button
          icon={<PrinterOutlined />}
          disabled={job !== undefined}
          onClick={() => setJob({ kind: 'print' })}
          data-testid="recovery.print"
        >
          {words.print}
        </Button>
        <Button icon={<FilePdfOutlined />} disabled={job !== undefined} onClick={() => void choosePdf()} data-testid="recovery.pdf">
          {words.pdf}
        </Button>
      </Flex>
      {savedAs && <Alert type="success" showIcon title={words.pdfSaved(savedAs)} />}
      <FailureAlert failure={failure} onClose={() => setFailure(undefined)} />
      <Form layout="vertical" onFinish={() => kept && right && onDone()}>
        <Form.Item
          label={words.lastGroup}
          htmlFor="recovery-last-group"
          {...(complete && !right && fieldNote('error', words.lastGroupWrong))}
        >
          <Input
            id="recovery-last-group"
            className="code-text"
            style={{ width: 160 }}
            maxLength={8}
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
            data-testid="recovery.last-group"
          />
        </Form.Item>
        <Flex justify="space-between" align="center" gap={16} wrap>
          <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)} data-testid="recovery.kept">
            {words.kept}
          </Checkbox>
          <Button type="primary" htmlType="submit" size="large" disabled={!kept || !right} loading={busy} data-testid="recovery.done">
            {doneText}
          </Button>
        </Flex>
      </Form>
      {job && (
        <PrintSheet onReady={() => void run(job)}>
          <Paper groups={groups} department={department} operator={operator} />
        </PrintSheet>
      )}
    </Flex>
  );
}

function CodeGroups({ groups }: { readonly groups: readonly string[] }) {
  return (
    <ol className="recovery-groups" data-testid="recovery.code">
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups never move, and two may be equal
        <li key={index} aria-label={words.group(index + 1)}>
          <span className="recovery-position" aria-hidden>
            {index + 1}
          </span>
          <span className="recovery-characters">{group}</span>
        </li>
      ))}
    </ol>
  );
}

function Paper({
  groups,
  department,
  operator,
}: {
  readonly groups: readonly string[];
  readonly department: string;
  readonly operator: string;
}) {
  return (
    <article>
      <h1 className="recovery-paper-title">{words.sheetTitle}</h1>
      <p>
        {words.sheetDepartment}：{department}
        <br />
        {words.sheetOperator}：{operator}
        <br />
        {words.sheetDate}：{dayjs().format('YYYY年M月D日')}
      </p>
      <CodeGroups groups={groups} />
      {words.sheetNotes.map((note) => (
        <p key={note} className="recovery-paper-note">
          {note}
        </p>
      ))}
      <p style={{ marginTop: 48 }}>{words.sheetKeeper}</p>
    </article>
  );
}

/** forgiving as the main process is: any case, O for 0, I and L for 1 */
function sameGroup(typed: string, group: string): boolean {
  const plain = (text: string) => text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return plain(typed) === plain(group);
}
