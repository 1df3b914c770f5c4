/** 录入 and 更正: the same fields and the same checks as an import, while typing. */
import { App, Button, Result as ResultPage } from 'antd';
import { useState } from 'react';
import type { ApprovalDraft } from '#shared/domain/approval.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { ApprovalDetail } from '#shared/workstation/api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { CorrectionDialog } from '../../components/correction-dialog.tsx';
import { CounterpartGroup } from '../../components/counterpart-fields.tsx';
import { checkState, RecordFormFrame, type RecordFormFrameProps, RecordFormLoading } from '../../components/record-form-frame.tsx';
import { useAsync } from '../../components/use-async.ts';
import { useLeaveGuard } from '../../components/use-leave-guard.ts';
import { DecisionGroup, MatterGroup } from './form-groups.tsx';
import { alike, type FormValues, valuesOf } from './form-model.ts';
import { text } from './text.ts';
import { type FormStart, useApprovalForm } from './use-approval-form.ts';
import { goToFirst, useSaveCorrection, useSaveNew } from './use-save.ts';

const words = text.form;

export function ApprovalFormPage({ recordId }: { readonly recordId?: string }) {
  return recordId === undefined ? <NewApproval /> : <Correction key={recordId} recordId={recordId} />;
}

interface Saved {
  readonly recordId: string;
  readonly values: FormValues;
}

function NewApproval() {
  const department = useSession((session) => session.info?.department);
  const go = useNavigation((navigation) => navigation.go);
  const [saved, setSaved] = useState<Saved>();
  const [seed, setSeed] = useState<ApprovalDraft>({ approvedBy: department?.roles.includes('approval') ? department.name : '' });
  const again = (draft: ApprovalDraft) => {
    setSeed(draft);
    setSaved(undefined);
  };
  if (!saved) return <NewForm seed={seed} onSaved={setSaved} />;
  return (
    <ResultPage
      status="success"
      title={words.saved}
      subTitle={words.savedBody(saved.values.matter, saved.values.counterpartName)}
      data-testid="form.saved"
      extra={[
        <Button
          key="another"
          type="primary"
          autoFocus
          onClick={() => again({ approvedBy: saved.values.approvedBy })}
          data-testid="form.another"
        >
          {words.another}
        </Button>,
        <Button key="alike" onClick={() => again(alike(saved.values))} data-testid="form.alike">
          {words.anotherAlike}
        </Button>,
        <Button key="view" onClick={() => go({ name: 'approval', recordId: saved.recordId })} data-testid="form.view">
          {words.view}
        </Button>,
        <Button key="list" onClick={() => go({ name: 'approvals' })}>
          {words.toList}
        </Button>,
      ]}
    />
  );
}

function NewForm({ seed, onSaved }: { readonly seed: ApprovalDraft; readonly onSaved: (saved: Saved) => void }) {
  const [start] = useState<FormStart>(() => ({ values: valuesOf(seed), acceptedReason: undefined, attachments: [] }));
  const form = useApprovalForm(start);
  useLeaveGuard(form.dirty);
  const { saving, failure, save } = useSaveNew(form, (recordId) => onSaved({ recordId, values: form.values }));
  return (
    <FormBody
      title={words.newTitle}
      description={words.newDescription}
      form={form}
      start={start}
      saving={saving}
      failure={failure}
      saveText={words.save}
      onSave={save}
    />
  );
}

interface CorrectionStart {
  readonly detail: ApprovalDetail;
  readonly draft: ApprovalDraft;
}

async function readForCorrection(recordId: string): Promise<Result<CorrectionStart>> {
  const [detail, draft] = await Promise.all([workstation().approvalDetail(recordId), workstation().draftOf(recordId)]);
  if (!detail.ok) return detail;
  return draft.ok ? ok({ detail: detail.value, draft: draft.value }) : draft;
}

function Correction({ recordId }: { readonly recordId: string }) {
  const { value, failure, reload } = useAsync(() => readForCorrection(recordId), [recordId]);
  if (value) return <CorrectionForm {...value} />;
  return <RecordFormLoading title={words.correctTitle} failure={failure} failed={text.detail.failed} onRetry={reload} />;
}

function CorrectionForm({ detail, draft }: CorrectionStart) {
  const { message } = App.useApp();
  const [start] = useState<FormStart>(() => ({
    values: valuesOf(draft),
    acceptedReason: detail.approval.counterpart.identity.acceptedReason,
    attachments: detail.approval.attachments ?? [],
  }));
  const form = useApprovalForm(start);
  const release = useLeaveGuard(form.dirty);
  const correction = useSaveCorrection(form, detail, () => {
    release();
    void message.success(words.corrected);
    useNavigation.getState().back();
  });
  return (
    <>
      <FormBody
        title={words.correctTitle}
        description={words.correctDescription}
        form={form}
        start={start}
        saving={correction.saving}
        failure={correction.changes ? undefined : correction.failure}
        saveText={words.saveCorrection}
        onSave={correction.review}
      />
      <CorrectionDialog correction={correction} />
    </>
  );
}

interface FormBodyProps extends Pick<RecordFormFrameProps, 'title' | 'description' | 'saving' | 'failure' | 'saveText' | 'onSave'> {
  readonly form: ReturnType<typeof useApprovalForm>;
  readonly start: FormStart;
}

function FormBody({ form, start, ...frame }: FormBodyProps) {
  const ownName = useSession((session) => session.info?.department?.name);
  const { value: facets } = useAsync(() => workstation().approvalFacets());
  return (
    <RecordFormFrame
      {...frame}
      form={form}
      existing={start.attachments}
      filesTitle={words.groups.attachments}
      state={checkState(form.checked?.problems)}
      insistent={form.showAll}
      onFirstProblem={() => goToFirst(form)}
      testIds={{ page: 'form', bar: 'form' }}
    >
      <MatterGroup form={form} facets={facets} />
      <CounterpartGroup form={form} />
      <DecisionGroup form={form} departments={ownName ? [ownName] : []} />
    </RecordFormFrame>
  );
}
