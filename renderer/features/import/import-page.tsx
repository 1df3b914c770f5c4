/** 导入表格: four steps on one page (办法 20(一): tables of a department's own systems). */
import { Alert, Button, Card, Steps } from 'antd';
import { useEffect } from 'react';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { ClassifiedNotice } from '../../components/classified-notice.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ProgressModal } from '../../components/progress-modal.tsx';
import { ChooseStep } from './choose-step.tsx';
import { DoneStep } from './done-step.tsx';
import './import.css';
import { MappingStep } from './mapping-step.tsx';
import { PreviewStep } from './preview-step.tsx';
import { text } from './text.ts';
import { type ImportFlow, type Step, useImport } from './use-import.ts';

const ORDER: readonly Step[] = ['choose', 'mapping', 'preview', 'done'];

export function ImportPage() {
  const flow = useImport();
  const confirm = useConfirm();
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const unfinished = flow.table !== undefined && flow.step !== 'done';
  useImportGuard(unfinished);
  const { guard } = text;
  const stop = async () => {
    if (await confirm({ title: guard.title, content: guard.body, okText: guard.ok, cancelText: guard.cancel, danger: true }))
      flow.restart();
  };
  return (
    <div className="import" data-testid="import" data-step={flow.step}>
      <PageHeader
        title={text.title}
        description={flow.step === 'choose' ? text.description : undefined}
        actions={
          unfinished && (
            <Button onClick={() => void stop()} data-testid="import.stop">
              {text.stop}
            </Button>
          )
        }
      />
      <Card size="small" className="import-steps">
        <Steps
          size="small"
          current={ORDER.indexOf(flow.step)}
          items={text.steps.map((title) => ({ title }))}
          {...(flow.step === 'done' && { status: 'finish' })}
        />
      </Card>
      {readOnly && <Alert type="warning" showIcon title={text.readOnly} />}
      <FailureAlert failure={flow.problem?.failure} title={flow.problem?.title} onClose={() => flow.fail(undefined)} />
      <CurrentStep flow={flow} />
      {flow.step === 'choose' && <ClassifiedNotice kind="line" />}
      <ProgressModal
        open={flow.job.title !== undefined}
        title={flow.job.title ?? ''}
        progress={flow.job.progress}
        onCancel={flow.job.cancel}
      />
    </div>
  );
}

function CurrentStep({ flow }: { readonly flow: ImportFlow }) {
  switch (flow.step) {
    case 'choose':
      return <ChooseStep flow={flow} />;
    case 'mapping':
      return flow.table ? <MappingStep flow={flow} table={flow.table} /> : null;
    case 'preview':
      return flow.table && flow.preview ? <PreviewStep flow={flow} table={flow.table} preview={flow.preview} /> : null;
    case 'done':
      return flow.table && flow.outcome ? <DoneStep flow={flow} table={flow.table} outcome={flow.outcome} /> : null;
  }
}

/** An open table is lost by leaving: that is asked first. */
function useImportGuard(unfinished: boolean): void {
  const confirm = useConfirm();
  const setGuard = useNavigation((navigation) => navigation.setGuard);
  useEffect(() => {
    if (!unfinished) return;
    const { guard } = text;
    setGuard(() => confirm({ title: guard.title, content: guard.body, okText: guard.ok, cancelText: guard.cancel, danger: true }));
    return () => setGuard(undefined);
  }, [unfinished, confirm, setGuard]);
}
