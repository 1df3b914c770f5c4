/** 印发: who signs, what the checks say, what it means. */
import { Alert, App, Button, Flex, Form, Input, Modal } from 'antd';
import { useMemo, useState } from 'react';
import { todayIn } from '#shared/domain/dates.ts';
import { MEETING_DOCUMENTS } from '#shared/domain/meeting.ts';
import { checkMeetingDocument } from '#shared/domain/meeting-document-checks.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { ProblemList } from '../../components/paper/problems-panel.tsx';
import { useWrite } from '../../components/use-write.ts';
import { documentText } from './document-text.ts';
import type { DocumentEditor } from './use-document-editor.ts';

const words = documentText.issueDialog;

export interface IssueDocumentDialogProps {
  readonly open: boolean;
  readonly editor: DocumentEditor;
  readonly onClose: () => void;
}

export function IssueDocumentDialog({ open, editor, onClose }: IssueDocumentDialogProps) {
  const name = MEETING_DOCUMENTS[editor.content.form];
  return (
    <Modal open={open} title={words.title(name)} onCancel={onClose} footer={null} width={600} mask={{ closable: false }} destroyOnHidden>
      <IssueForm editor={editor} name={name} onClose={onClose} />
    </Modal>
  );
}

function IssueForm({ editor, name, onClose }: Omit<IssueDocumentDialogProps, 'open'> & { readonly name: string }) {
  const { message } = App.useApp();
  const [signer, setSigner] = useState('');
  const [insistent, setInsistent] = useState(false);
  const { busy, failure, write } = useWrite();
  const problems = useMemo(
    () => checkMeetingDocument(editor.content, { stage: 'issue', today: todayIn('Asia/Shanghai', new Date()), signer: 'signer' }),
    [editor.content],
  );
  const errors = problems.filter(({ level }) => level === 'error');
  const warnings = problems.filter(({ level }) => level === 'warning');
  const missing = signer.trim() === '';
  const issue = async () => {
    setInsistent(true);
    if (missing) return;
    if (!(await editor.save())) return onClose();
    const done = await write(async () => {
      const result = await workstation().issueMeetingDocument({ documentId: editor.documentId, signer: signer.trim() });
      return result.ok ? { ok: true, value: true } : result;
    });
    if (done) void message.success(words.done);
  };
  return (
    <Flex vertical gap={12}>
      <Form layout="vertical" requiredMark={false} onFinish={() => void issue()}>
        <Form.Item
          label={words.signer}
          style={{ marginBottom: 0 }}
          {...(insistent && missing && { validateStatus: 'error' as const, help: words.signerRequired })}
        >
          <Input
            value={signer}
            maxLength={50}
            autoFocus
            onChange={(event) => setSigner(event.target.value)}
            data-testid="document.issue.signer"
          />
        </Form.Item>
      </Form>
      {errors.length > 0 && (
        <Alert type="error" showIcon title={words.errors(errors.length)} description={<ProblemList problems={errors} />} />
      )}
      {warnings.length > 0 && (
        <Alert type="warning" showIcon title={words.warnings(warnings.length)} description={<ProblemList problems={warnings} />} />
      )}
      <Alert type="info" showIcon title={words.consequence} />
      <FailureAlert failure={failure} title={words.failed} />
      <Flex justify="end" gap={8}>
        <Button onClick={onClose} disabled={busy}>
          {words.back}
        </Button>
        <Button type="primary" loading={busy} disabled={errors.length > 0} onClick={() => void issue()} data-testid="document.issue.ok">
          {words.ok(name)}
        </Button>
      </Flex>
    </Flex>
  );
}
