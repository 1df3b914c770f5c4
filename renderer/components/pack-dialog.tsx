/** Puts letters or meetings, with their papers, into a package for those of their recipients that are in 部门名录. */
import { Alert, Button, Checkbox, Flex, Form, Input, Modal, Result as ResultPage, Select } from 'antd';
import { useRef, useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { DirectoryRow, PackageOutput, PackageRow, Progress, WorkstationApi } from '#shared/workstation/api.ts';
import { useNavigation } from '../app/navigation.ts';
import { useSession } from '../app/session.ts';
import { progress as proxied, workstation } from '../app/workstation-client.ts';
import { FailureAlert } from './failure-alert.tsx';
import { packText as words } from './pack-text.ts';
import { ProgressModal } from './progress-modal.tsx';
import { TargetChooser, useTarget } from './target-chooser.tsx';
import { useAsync } from './use-async.ts';

/** What is handed over. */
export interface Parcel {
  readonly purpose: Parameters<WorkstationApi['suggestPackageName']>[0]['purpose'];
  /** tells it apart in the list of packages */
  readonly title: string;
  /** to whom it belongs, as far as they are in the directory; they can be changed */
  readonly recipients: () => Promise<Result<readonly string[]>>;
  readonly write: (
    output: PackageOutput & { readonly recipients: readonly string[]; readonly title: string },
  ) => Promise<Result<readonly PackageRow[]>>;
}

export interface PackDialogProps {
  readonly open: boolean;
  /** 把公函装入数据包 */
  readonly title: string;
  readonly parcel: Parcel;
  /** begins its test ids */
  readonly testId: string;
  readonly onClose: () => void;
}

export function PackDialog({ open, title, parcel, testId, onClose }: PackDialogProps) {
  const [done, setDone] = useState<readonly PackageRow[]>();
  const close = () => {
    if (done) useSession.getState().touch();
    setDone(undefined);
    onClose();
  };
  return (
    <Modal open={open} title={done ? null : title} onCancel={close} footer={null} width={640} mask={{ closable: false }} destroyOnHidden>
      {done ? (
        <Packed rows={done} testId={testId} onClose={close} />
      ) : (
        <PackForm parcel={parcel} testId={testId} onClose={close} onDone={setDone} />
      )}
    </Modal>
  );
}

interface PackedProps extends Pick<PackDialogProps, 'testId' | 'onClose'> {
  readonly rows: readonly PackageRow[];
}

function Packed({ rows, testId, onClose }: PackedProps) {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <ResultPage
      status="success"
      title={words.done(rows[0]?.fileName ?? '')}
      subTitle={words.doneBody}
      data-testid={`${testId}.packed`}
      extra={
        <Flex gap={8} justify="center">
          <Button onClick={onClose} data-testid={`${testId}.packed.close`}>
            {words.close}
          </Button>
          <Button
            type="primary"
            onClick={() => {
              onClose();
              go({ name: 'packages' });
            }}
            data-testid={`${testId}.packed.packages`}
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

interface PackFormProps extends Pick<PackDialogProps, 'parcel' | 'testId' | 'onClose'> {
  readonly onDone: (rows: readonly PackageRow[]) => void;
}

function PackForm({ parcel, testId, onClose, onDone }: PackFormProps) {
  const [form] = Form.useForm<Values>();
  const directory = useAsync(() => workstation().directory());
  const known = useAsync(parcel.recipients);
  const target = useTarget({ kind: 'package' });
  const packing = usePacking(parcel, onDone);
  const own = useSession((session) => session.info?.department?.uscc);
  const chosen = Form.useWatch('recipients', form) ?? known.value ?? [];
  const unsealed = Form.useWatch('unsealed', form) === true;
  if (!directory.value || !known.value) return <FailureAlert failure={directory.failure ?? known.failure} />;
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
      initialValues={{ recipients: known.value, unsealed: false, reason: '' }}
    >
      {others.length === 0 && <Alert type="warning" showIcon title={words.noDirectory} style={{ marginBottom: 12 }} />}
      <Form.Item name="recipients" label={words.recipients} rules={[{ required: true, message: words.recipientsRequired }]}>
        <Select
          mode="multiple"
          options={others.map(({ department }) => ({ value: department.uscc, label: department.name }))}
          data-testid={`${testId}.pack.recipients`}
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
        <Checkbox data-testid={`${testId}.pack.unsealed`}>{words.unsealed}</Checkbox>
      </Form.Item>
      {unsealed && (
        <Form.Item name="reason" label={words.reason} rules={[{ required: true, whitespace: true, message: words.reasonRequired }]}>
          <Input maxLength={200} data-testid={`${testId}.pack.reason`} />
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
          data-testid={`${testId}.pack.ok`}
        >
          {words.ok}
        </Button>
      </Flex>
      <ProgressModal open={packing.writing} title={words.progress} progress={packing.progress} onCancel={packing.cancel} />
    </Form>
  );
}

type ResolveTarget = ReturnType<typeof useTarget>['resolve'];

function usePacking(parcel: Parcel, onDone: PackFormProps['onDone']) {
  const [busy, setBusy] = useState(false);
  const [writing, setWriting] = useState(false);
  const [progress, setProgress] = useState<Progress>();
  const [failure, setFailure] = useState<Failure>();
  const jobId = useRef<string>(undefined);
  const write = async (values: Values, resolve: ResolveTarget, directory: readonly DirectoryRow[]) => {
    const { recipients } = values;
    const sealed = !values.unsealed;
    const name = await suggestedName(parcel.purpose, recipients, sealed, directory);
    if (!name.ok) return name;
    const target = await resolve(name.value);
    if (!target.ok) return target;
    if (!target.value) return ok(undefined);
    const job = crypto.randomUUID();
    jobId.current = job;
    setWriting(true);
    return parcel.write({
      jobId: job,
      token: target.value.token,
      sealed,
      ...(sealed ? {} : { unsealedReason: values.reason.trim() }),
      recipients,
      title: parcel.title.slice(0, 100),
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
async function suggestedName(
  purpose: Parcel['purpose'],
  recipients: readonly string[],
  sealed: boolean,
  directory: readonly DirectoryRow[],
): Promise<Result<string>> {
  const [first = ''] = recipients;
  const name = await workstation().suggestPackageName({ recipient: first, purpose, sealed });
  const department = directory.find((row) => row.department.uscc === first)?.department.name;
  if (!name.ok || recipients.length < 2 || !department) return name;
  return ok(name.value.replace(department, `${department}等${recipients.length}个部门`));
}
