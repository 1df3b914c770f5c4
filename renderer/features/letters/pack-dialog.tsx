/** Puts an issued letter, with its PDF and 附件, into a package for those of its recipients that are in 部门名录. */
import { Alert, Button, Checkbox, Flex, Form, Input, Modal, Result as ResultPage, Select } from 'antd';
import { useRef, useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { DirectoryRow, PackageRow, Progress } from '#shared/workstation/api.ts';
import type { LetterRow } from '#shared/workstation/letters/letters-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { progress as proxied, workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { ProgressModal } from '../../components/progress-modal.tsx';
import { TargetChooser, useTarget } from '../../components/target-chooser.tsx';
import { useAsync } from '../../components/use-async.ts';
import { text } from './text.ts';

const words = text.pack;

export interface PackDialogProps {
  readonly open: boolean;
  readonly row: LetterRow;
  readonly onClose: () => void;
}

export function PackDialog({ open, row, onClose }: PackDialogProps) {
  const [done, setDone] = useState<readonly PackageRow[]>();
  const close = () => {
    if (done) useSession.getState().touch();
    setDone(undefined);
    onClose();
  };
  return (
    <Modal
      open={open}
      title={done ? null : words.title}
      onCancel={close}
      footer={null}
      width={640}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {done ? <Packed rows={done} onClose={close} /> : <PackForm row={row} onClose={close} onDone={setDone} />}
    </Modal>
  );
}

function Packed({ rows, onClose }: { readonly rows: readonly PackageRow[]; readonly onClose: () => void }) {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <ResultPage
      status="success"
      title={words.done(rows[0]?.fileName ?? '')}
      subTitle={words.doneBody}
      data-testid="letter.packed"
      extra={
        <Flex gap={8} justify="center">
          <Button onClick={onClose} data-testid="letter.packed.close">
            {words.close}
          </Button>
          <Button
            type="primary"
            onClick={() => {
              onClose();
              go({ name: 'packages' });
            }}
            data-testid="letter.packed.packages"
          >
            {words.toPackages}
          </Button>
        </Flex>
      }
    />
  );
}

interface Values {
  readonly recipients: readonly string[];
  readonly unsealed: boolean;
  readonly reason: string;
}

interface PackFormProps extends Pick<PackDialogProps, 'row' | 'onClose'> {
  readonly onDone: (rows: readonly PackageRow[]) => void;
}

function PackForm({ row, onClose, onDone }: PackFormProps) {
  const [form] = Form.useForm<Values>();
  const directory = useAsync(() => workstation().directory());
  const detail = useAsync(() => workstation().letterDetail(row.letterId), [row.letterId]);
  const target = useTarget({ kind: 'package' });
  const packing = usePacking(row, onDone);
  const own = useSession((session) => session.info?.department?.uscc);
  const chosen = Form.useWatch('recipients', form) ?? detail.value?.recipientIds ?? [];
  const unsealed = Form.useWatch('unsealed', form) === true;
  if (!directory.value || !detail.value) return <FailureAlert failure={directory.failure ?? detail.failure} />;
  const others = directory.value.filter(({ department }) => department.uscc !== own);
  const closed = others.filter((other) => chosen.includes(other.department.uscc) && !other.canSeal);
  const start = async () => {
    const values = await form.validateFields().catch(() => undefined);
    if (values) await packing.start(values, target.resolve, others);
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      disabled={packing.busy}
      initialValues={{ recipients: detail.value.recipientIds, unsealed: false, reason: '' }}
    >
      {others.length === 0 && <Alert type="warning" showIcon title={words.noDirectory} style={{ marginBottom: 12 }} />}
      <Form.Item name="recipients" label={words.recipients} rules={[{ required: true, message: words.recipientsRequired }]}>
        <Select
          mode="multiple"
          options={others.map(({ department }) => ({ value: department.uscc, label: department.name }))}
          data-testid="letter.pack.recipients"
        />
      </Form.Item>
      {closed.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={words.unsealable(closed.map(({ department }) => department.name).join('、'))}
          style={{ marginBottom: 12 }}
        />
      )}
      <Form.Item name="unsealed" valuePropName="checked" hidden={closed.length === 0 && !unsealed}>
        <Checkbox data-testid="letter.pack.unsealed">{words.unsealed}</Checkbox>
      </Form.Item>
      {unsealed && (
        <Form.Item name="reason" label={words.reason} rules={[{ required: true, whitespace: true, message: words.reasonRequired }]}>
          <Input maxLength={200} data-testid="letter.pack.reason" />
        </Form.Item>
      )}
      <TargetChooser target={target} disabled={packing.busy} />
      <FailureAlert failure={packing.failure} title={words.failed} style={{ marginTop: 12 }} />
      <Flex justify="end" gap={8} style={{ marginTop: 16 }}>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button
          type="primary"
          loading={packing.busy}
          disabled={others.length === 0 || (closed.length > 0 && !unsealed)}
          onClick={() => void start()}
          data-testid="letter.pack.ok"
        >
          {words.ok}
        </Button>
      </Flex>
      <ProgressModal open={packing.writing} title={words.progress} progress={packing.progress} onCancel={packing.cancel} />
    </Form>
  );
}

type ResolveTarget = ReturnType<typeof useTarget>['resolve'];

function usePacking(row: LetterRow, onDone: PackFormProps['onDone']) {
  const [busy, setBusy] = useState(false);
  const [writing, setWriting] = useState(false);
  const [progress, setProgress] = useState<Progress>();
  const [failure, setFailure] = useState<Failure>();
  const jobId = useRef<string>(undefined);
  const write = async (values: Values, resolve: ResolveTarget, directory: readonly DirectoryRow[]) => {
    const { recipients } = values;
    const sealed = !values.unsealed;
    const name = await suggestedName(recipients, sealed, directory);
    if (!name.ok) return name;
    const target = await resolve(name.value);
    if (!target.ok) return target;
    if (!target.value) return ok(undefined);
    const job = crypto.randomUUID();
    jobId.current = job;
    setWriting(true);
    return workstation().exportLetters({
      jobId: job,
      token: target.value.token,
      sealed,
      ...(sealed ? {} : { unsealedReason: values.reason.trim() }),
      recipients,
      letters: [row.letterId],
      title: `${row.number} ${row.title}`.slice(0, 100),
      onProgress: proxied((next) => setProgress(next)),
    });
  };
  const start = async (...input: Parameters<typeof write>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const written = await write(...input);
      if (!written.ok) setFailure(written.error);
      else if (written.value) onDone(written.value);
    } finally {
      setBusy(false);
      setWriting(false);
    }
  };
  const cancel = () => {
    if (jobId.current) void workstation().cancel(jobId.current);
  };
  return { busy, writing, progress, failure, start, cancel };
}

/** With several recipients the name must not look as if the file were for one of them alone. */
async function suggestedName(recipients: readonly string[], sealed: boolean, directory: readonly DirectoryRow[]): Promise<Result<string>> {
  const [first = ''] = recipients;
  const name = await workstation().suggestPackageName({ recipient: first, purpose: 'letters', sealed });
  const department = directory.find((row) => row.department.uscc === first)?.department.name;
  if (!name.ok || recipients.length < 2 || !department) return name;
  return ok(name.value.replace(department, `${department}等${recipients.length}个部门`));
}
