/** 生成数据包: choose what and for whom, seal it and say where to, write it, and hand it over. */
import { Button, Drawer, Flex, Form, Steps } from 'antd';
import { useEffect, useState } from 'react';
import { ok } from '#shared/domain/result.ts';
import { useSelection } from '../../app/selection.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { useTarget } from '../../components/use-target.ts';
import { type ChooseValues, CreateChoose } from './create-choose.tsx';
import { CreateConfirm } from './create-confirm.tsx';
import { PackageDone } from './package-done.tsx';
import { type PackagePlan, packageSources } from './package-source.ts';
import { nameForSeveral, SEALED, type Sealing, type SealingQuestion, sealingOutput, sealingProblem, sealTarget } from './sealing.ts';
import { createText } from './text.ts';
import { useWriting, type Writing } from './use-writing.tsx';

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

interface CreatePackageProps {
  readonly onClose: () => void;
  readonly onBusy: (busy: boolean) => void;
}

function CreatePackage({ onClose, onBusy }: CreatePackageProps) {
  const [plan, setPlan] = useState<PackagePlan | undefined>(undefined);
  const [form] = Form.useForm<ChooseValues>();
  const selection = useSelection((state) => state.records);
  const sources = useAsync(() => packageSources(selection), [selection]);
  const directory = useAsync(() => workstation().directory());
  const writing = useWriting(createText.progress.title);
  const { busy, written } = writing;
  useEffect(() => onBusy(busy), [onBusy, busy]);

  const next = async () => {
    const values = await form.validateFields().catch(() => undefined);
    const source = sources.value?.find((candidate) => candidate.kind === values?.source);
    const recipients = directory.value?.filter((row) => values?.recipients.includes(row.department.uscc)) ?? [];
    if (!values || !source || recipients.length === 0) return;
    setPlan({ purpose: source.purpose, records: source.records, recipients, title: values.title.trim() });
  };

  return (
    <div className="create">
      <Steps
        size="small"
        current={written ? 2 : plan ? 1 : 0}
        items={[{ title: createText.steps.choose }, { title: createText.steps.confirm }, { title: createText.steps.done }]}
        className="create-steps"
      />
      {/* stays mounted behind the second step, so that 上一步 finds everything as it was */}
      <div hidden={plan !== undefined} className={plan ? '' : 'create-step'}>
        <div className="create-body">
          <FailureAlert failure={sources.failure ?? directory.failure} onRetry={sources.reload} style={{ marginBottom: 12 }} />
          <CreateChoose form={form} sources={sources.value} directory={directory.value} onLeave={onClose} />
        </div>
        <Flex justify="end" gap={8} className="create-footer">
          <Button onClick={onClose} data-testid="packages.create.cancel">
            {createText.cancel}
          </Button>
          <Button type="primary" disabled={sources.value?.length === 0} onClick={() => void next()} data-testid="packages.next">
            {createText.next}
          </Button>
        </Flex>
      </div>
      {plan && !written && <ConfirmStep plan={plan} writing={writing} onBack={() => setPlan(undefined)} onClose={onClose} />}
      {written && (
        <>
          <div className="create-body">
            <PackageDone written={written} title={createText.done.title} next={createText.done.next} />
          </div>
          <Flex justify="end" gap={8} className="create-footer">
            <Button type="primary" onClick={onClose} data-testid="packages.done.close">
              {createText.close}
            </Button>
          </Flex>
        </>
      )}
      {writing.dialog}
    </div>
  );
}

interface ConfirmStepProps {
  readonly plan: PackagePlan;
  readonly writing: Writing;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function ConfirmStep({ plan, writing, onBack, onClose }: ConfirmStepProps) {
  const [sealing, setSealing] = useState<Sealing>(SEALED);
  const [attempts, setAttempts] = useState(0);
  const estimate = useAsync(() => workstation().estimatePackage({ records: plan.records }), [plan.records]).value;
  const target = useTarget({ kind: 'package', neededBytes: estimate?.bytes });
  const question: SealingQuestion = { purpose: plan.purpose, recipients: plan.recipients.map(sealTarget) };
  const { busy } = writing;
  const begin = () => {
    setAttempts((before) => before + 1);
    if (sealingProblem(sealing, question.recipients)) return;
    writing.start({
      name: () => suggestName(plan, sealing.sealed),
      target: target.resolve,
      write: async (input) => {
        const recipients = question.recipients.map((recipient) => recipient.id);
        const { records, title } = plan;
        const result = await workstation().exportPackage({ ...input, ...sealingOutput(sealing), recipients, records, title });
        return result.ok ? ok({ rows: result.value }) : result;
      },
    });
  };
  return (
    <>
      <div className="create-body">
        <FailureAlert failure={writing.failure} title={createText.failedTitle} style={{ marginBottom: 12 }} />
        <CreateConfirm
          plan={plan}
          question={question}
          sealing={sealing}
          onSealing={setSealing}
          attempts={attempts}
          target={target}
          busy={busy}
          onLeave={onClose}
        />
      </div>
      <Flex justify="end" gap={8} className="create-footer">
        <Button onClick={onBack} disabled={busy} data-testid="packages.back">
          {createText.back}
        </Button>
        <Button type="primary" loading={busy} onClick={begin} data-testid="packages.export">
          {createText.confirm.export}
        </Button>
      </Flex>
    </>
  );
}

async function suggestName({ recipients, purpose }: PackagePlan, sealed: boolean) {
  const [first] = recipients;
  const name = await workstation().suggestPackageName({ recipient: first?.department.uscc ?? '', purpose, sealed });
  return name.ok ? ok(nameForSeveral(name.value, first?.department.name ?? '', recipients.length)) : name;
}
