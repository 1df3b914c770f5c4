/** 生成数据包: choose what and for whom, look at what it will hold and what that means, write it, and hand it over. */
import { App, Button, Drawer, Flex, Form, Steps } from 'antd';
import { useEffect, useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { useSelection } from '../../app/selection.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { ProgressModal } from '../../components/progress-modal.tsx';
import { useAsync } from '../../components/use-async.ts';
import { type ChooseValues, CreateChoose } from './create-choose.tsx';
import { CreateConfirm } from './create-confirm.tsx';
import { isCancelled } from './failures.ts';
import { PackageDone, type WrittenPackage } from './package-done.tsx';
import { type PackagePlan, packageSources } from './package-source.ts';
import { createText } from './text.ts';
import { useJob } from './use-job.ts';

export interface CreatePackageDrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function CreatePackageDrawer({ open, onClose }: CreatePackageDrawerProps) {
  const clearSelection = useSelection((selection) => selection.clear);
  const [busy, setBusy] = useState(false);
  const close = () => {
    clearSelection();
    onClose();
  };
  return (
    <Drawer
      open={open}
      title={createText.title}
      size={720}
      mask={{ closable: false }}
      keyboard={!busy}
      closable={!busy}
      onClose={close}
      destroyOnHidden
      styles={{ body: { padding: 0 } }}
      data-testid="packages.drawer"
    >
      <CreatePackage onClose={close} onBusy={setBusy} />
    </Drawer>
  );
}

type Stage =
  | { readonly kind: 'choose' }
  | { readonly kind: 'confirm'; readonly plan: PackagePlan; readonly failure: Failure | undefined }
  | { readonly kind: 'done'; readonly written: WrittenPackage };

const STEP = { choose: 0, confirm: 1, done: 2 } as const;

interface CreatePackageProps {
  readonly onClose: () => void;
  readonly onBusy: (busy: boolean) => void;
}

function CreatePackage({ onClose, onBusy }: CreatePackageProps) {
  const [stage, setStage] = useState<Stage>({ kind: 'choose' });
  const [form] = Form.useForm<ChooseValues>();
  const selection = useSelection((state) => state.records);
  const sources = useAsync(() => packageSources(selection), [selection]);
  const directory = useAsync(() => workstation().directory());
  const { write, writing, dialog } = useWriting(setStage);
  useEffect(() => onBusy(writing), [onBusy, writing]);

  const next = async () => {
    const values = await form.validateFields().catch(() => undefined);
    const source = sources.value?.find((candidate) => candidate.kind === values?.source);
    const recipient = directory.value?.find((row) => row.department.uscc === values?.recipient);
    if (!values || !source || !recipient) return;
    setStage({ kind: 'confirm', plan: { records: source.records, recipient, title: values.title.trim() }, failure: undefined });
  };

  return (
    <div className="create">
      <Steps
        size="small"
        current={STEP[stage.kind]}
        items={[{ title: createText.steps.choose }, { title: createText.steps.confirm }, { title: createText.steps.done }]}
        className="create-steps"
      />
      <div className="create-body">
        <FailureAlert failure={sources.failure ?? directory.failure} onRetry={sources.reload} style={{ marginBottom: 12 }} />
        {/* stays mounted behind the second step, so that 上一步 finds everything as it was */}
        <div hidden={stage.kind !== 'choose'}>
          <CreateChoose form={form} sources={sources.value} directory={directory.value} onLeave={onClose} />
        </div>
        {stage.kind === 'confirm' && (
          <>
            <FailureAlert failure={stage.failure} title={createText.failedTitle} style={{ marginBottom: 12 }} />
            <CreateConfirm plan={stage.plan} />
          </>
        )}
        {stage.kind === 'done' && (
          <PackageDone
            written={stage.written}
            title={createText.done.title}
            next={createText.done.next(stage.written.row.departmentName)}
          />
        )}
      </div>
      <Flex justify="end" gap={8} className="create-footer">
        <Footer
          stage={stage}
          writing={writing}
          empty={sources.value?.length === 0}
          onClose={onClose}
          onNext={() => void next()}
          onBack={() => setStage({ kind: 'choose' })}
          onWrite={(plan) => void write(plan)}
        />
      </Flex>
      {dialog}
    </div>
  );
}

interface FooterProps {
  readonly stage: Stage;
  readonly writing: boolean;
  readonly empty: boolean;
  readonly onClose: () => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
  readonly onWrite: (plan: PackagePlan) => void;
}

function Footer({ stage, writing, empty, onClose, onNext, onBack, onWrite }: FooterProps) {
  switch (stage.kind) {
    case 'choose':
      return (
        <>
          <Button onClick={onClose} data-testid="packages.create.cancel">
            {createText.cancel}
          </Button>
          <Button type="primary" disabled={empty} onClick={onNext} data-testid="packages.next">
            {createText.next}
          </Button>
        </>
      );
    case 'confirm':
      return (
        <>
          <Button onClick={onBack} disabled={writing} data-testid="packages.back">
            {createText.back}
          </Button>
          <Button type="primary" loading={writing} onClick={() => onWrite(stage.plan)} data-testid="packages.export">
            {createText.confirm.export}
          </Button>
        </>
      );
    case 'done':
      return (
        <Button type="primary" onClick={onClose} data-testid="packages.done.close">
          {createText.close}
        </Button>
      );
  }
}

/** Asks where to, writes with progress, and says how it went. */
function useWriting(setStage: (stage: Stage) => void) {
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const job = useJob();
  const failed = (plan: PackagePlan, failure: Failure) => setStage({ kind: 'confirm', plan, failure });

  const write = async (plan: PackagePlan) => {
    const recipient = plan.recipient.department.uscc;
    setAsking(true);
    const target = await chooseTarget(recipient).finally(() => setAsking(false));
    if (!target.ok) return failed(plan, target.error);
    if (!target.value) return;
    const { token } = target.value;
    const result = await job.run((input) =>
      workstation().exportPackage({ ...input, token, recipient, records: plan.records, title: plan.title }),
    );
    if (result.ok) {
      useSession.getState().touch();
      setStage({ kind: 'done', written: { row: result.value, token } });
    } else if (isCancelled(result.error)) message.info(createText.progress.cancelled);
    else failed(plan, result.error);
  };

  const dialog = (
    <ProgressModal
      open={job.running}
      title={createText.progress.title}
      progress={job.progress}
      onCancel={job.cancel}
      cancelText={createText.progress.cancel}
    />
  );
  return { write, writing: asking || job.running, dialog };
}

async function chooseTarget(recipient: string) {
  const name = await workstation().suggestPackageName({ recipient, purpose: 'approvals' });
  return name.ok ? window.host.chooseSave({ kind: 'package', suggestedName: name.value }) : name;
}
