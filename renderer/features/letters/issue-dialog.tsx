/** 签发: number, date, signer, what the checks say, what it means; afterwards what comes next. */
import { Alert, AutoComplete, Button, DatePicker, Flex, Form, Input, Modal, Result as ResultPage, Spin } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { memo, useMemo, useState } from 'react';
import { todayIn } from '#shared/domain/dates.ts';
import { formatDocumentNumber } from '#shared/domain/document-number.ts';
import { checkLetter } from '#shared/domain/letter-checks.ts';
import type { Failure } from '#shared/domain/result.ts';
import type { LetterDetail, LetterRow } from '#shared/workstation/letters/letters-api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { ProblemList } from '../../components/paper/problems-panel.tsx';
import { useAsync } from '../../components/use-async.ts';
import { LetterActions } from './letter-actions.tsx';
import { text } from './text.ts';
import type { LetterEditor } from './use-letter-editor.ts';
import { verbatimOf } from './verbatim.ts';

const words = text.issue;

export interface IssueDialogProps {
  readonly open: boolean;
  readonly editor: LetterEditor;
  readonly about: LetterDetail['about'];
  readonly onClose: () => void;
}

/** While it is closed, the keys typed into the letter don't concern it. */
export const IssueDialog = memo(IssueModal, (before, after) => !before.open && !after.open);

function IssueModal({ open, onClose, ...props }: IssueDialogProps) {
  const [issued, setIssued] = useState<LetterRow>();
  // the editor's letter is frozen: after closing the page shows it as issued
  const close = () => {
    onClose();
    if (issued) useSession.getState().touch();
  };
  return (
    <Modal
      open={open}
      title={issued ? null : words.title}
      onCancel={close}
      footer={null}
      width={640}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {issued ? <Issued row={issued} onView={close} /> : <IssueStart {...props} onClose={close} onIssued={setIssued} />}
    </Modal>
  );
}

/** The form begins when the 机关代字 is known that letters of this kind have: one that appears later would change the number under the hand. */
function IssueStart(props: Omit<IssueFormProps, 'code'>) {
  const { kind } = props.editor.content;
  const [proposal, setProposal] = useState<string>();
  const proposed = useAsync(() => workstation().proposedCode(kind), [kind]);
  if (proposal === undefined && proposed.value !== undefined) setProposal(proposed.value);
  if (proposal !== undefined) return <IssueForm {...props} code={proposal} />;
  return proposed.failure ? (
    <FailureAlert failure={proposed.failure} title={words.failed} onRetry={proposed.reload} />
  ) : (
    <Spin delay={300} style={{ display: 'block', padding: 48 }} />
  );
}

function Issued({ row, onView }: { readonly row: LetterRow; readonly onView: () => void }) {
  return (
    <ResultPage
      status="success"
      title={words.done(row.number)}
      subTitle={words.doneBody}
      data-testid="letter.issued"
      extra={
        <Flex gap={8} justify="center" wrap>
          <LetterActions row={row} />
          <Button type="primary" onClick={onView} data-testid="letter.issued.view">
            {words.view}
          </Button>
        </Flex>
      }
    />
  );
}

interface Values {
  readonly code: string;
  readonly date: Dayjs;
  readonly signer: string;
}

interface IssueFormProps extends Pick<IssueDialogProps, 'editor' | 'about' | 'onClose'> {
  /** 机关代字 to begin with */
  readonly code: string;
  readonly onIssued: (row: LetterRow) => void;
}

function IssueForm({ code, editor, about, onClose, onIssued }: IssueFormProps) {
  const [form] = Form.useForm<Values>();
  const [start] = useState(() => ({
    code,
    date: dayjs(editor.content.date ?? todayIn('Asia/Shanghai', new Date())),
    signer: '',
  }));
  const values: Partial<Values> = { ...start, ...Form.useWatch((all: Partial<Values>) => all, form) };
  const problems = useIssueProblems(editor, about, values);
  const errors = problems.filter(({ level }) => level === 'error');
  const number = useNextNumber(values.code ?? '', values.date?.year() ?? 0);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const issue = async () => {
    const filled = await form.validateFields().catch(() => undefined);
    if (!filled) return;
    setBusy(true);
    setFailure(undefined);
    try {
      if (!(await editor.save())) return onClose();
      const result = await workstation().issueLetter({
        letterId: editor.draft.letterId,
        code: filled.code.trim(),
        date: filled.date.format('YYYY-MM-DD'),
        signer: filled.signer.trim(),
      });
      if (result.ok) onIssued(result.value);
      else setFailure(result.error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Flex vertical gap={12}>
      <IssueFields form={form} start={start} codes={number.codes} next={number.text} />
      {errors.length > 0 && (
        <Alert type="error" showIcon title={words.errors(errors.length)} description={<ProblemList problems={errors} />} />
      )}
      {problems.length > errors.length && (
        <Alert
          type="warning"
          showIcon
          title={words.warnings(problems.length - errors.length)}
          description={<ProblemList problems={problems.filter(({ level }) => level === 'warning')} />}
        />
      )}
      <Alert type="info" showIcon title={words.consequence} />
      <FailureAlert failure={failure} title={words.failed} />
      <Flex justify="end" gap={8}>
        <Button onClick={onClose} disabled={busy} data-testid="letter.issue.cancel">
          {words.cancel}
        </Button>
        <Button
          type="primary"
          loading={busy}
          disabled={errors.length > 0 || !number.known}
          onClick={() => void issue()}
          data-testid="letter.issue.ok"
        >
          {words.ok(number.text)}
        </Button>
      </Flex>
    </Flex>
  );
}

interface IssueFieldsProps {
  readonly form: ReturnType<typeof Form.useForm<Values>>[0];
  readonly start: Values;
  readonly codes: readonly string[];
  readonly next: string;
}

function IssueFields({ form, start, codes, next }: IssueFieldsProps) {
  return (
    <Form<Values> form={form} layout="vertical" initialValues={start} requiredMark={false}>
      <div className="letter-issue-fields">
        <Form.Item name="code" label={words.code} rules={[{ required: true, whitespace: true, message: words.codeRequired }]}>
          <AutoComplete options={codes.map((value) => ({ value }))} data-testid="letter.issue.code" />
        </Form.Item>
        <Form.Item label={words.number}>
          <strong data-testid="letter.issue.number">{next}</strong>
        </Form.Item>
        <Form.Item name="date" label={words.date} rules={[{ required: true, message: words.dateRequired }]}>
          <DatePicker allowClear={false} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="signer" label={words.signer} rules={[{ required: true, whitespace: true, message: words.signerRequired }]}>
          <Input maxLength={50} autoFocus data-testid="letter.issue.signer" />
        </Form.Item>
      </div>
    </Form>
  );
}

/** What issuing would say: the same checks as the service makes, with date and signer. A signer not yet typed isn't told as a fault. */
function useIssueProblems(editor: LetterEditor, about: LetterDetail['about'], { date, signer }: Partial<Values>) {
  const day = date?.format('YYYY-MM-DD');
  return useMemo(() => {
    const content = { ...editor.content, ...(day && { date: day }) };
    const context = {
      stage: 'issue',
      today: todayIn('Asia/Shanghai', new Date()),
      verbatim: verbatimOf(about),
      ...(signer?.trim() ? { signer: signer.trim() } : {}),
    } as const;
    return checkLetter(content, context).filter((problem) => problem.at.part !== 'signer');
  }, [editor.content, about, day, signer]);
}

function useNextNumber(code: string, year: number) {
  const rows = useAsync(() => workstation().numberRegister()).value;
  const trimmed = code.trim();
  const row = rows?.find((candidate) => candidate.code === trimmed && candidate.year === year);
  const codes = [...new Set((rows ?? []).map((candidate) => candidate.code))];
  if (row && row.next === undefined) return { known: false, text: row.nextProblem || words.noNumber, codes };
  if (!rows || trimmed === '') return { known: false, text: '', codes };
  return { known: true, text: formatDocumentNumber({ code: trimmed, year, sequence: row?.next ?? 1 }), codes };
}
