/** 录入 and 更正 of supervision information, checked while typing (办法 21). */
import { App, Button, Result as ResultPage } from 'antd';
import { useState } from 'react';
import { ok, type Result } from '#shared/domain/result.ts';
import { type Supervision, supervisionTitle } from '#shared/domain/supervision.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSelection } from '../../app/selection.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { CorrectionDialog } from '../../components/correction-dialog.tsx';
import { CounterpartGroup } from '../../components/counterpart-fields.tsx';
import { FormGroup } from '../../components/form-layout.tsx';
import { checkState, RecordFormFrame, type RecordFormFrameProps, RecordFormLoading } from '../../components/record-form-frame.tsx';
import { useAsync } from '../../components/use-async.ts';
import { useLeaveGuard } from '../../components/use-leave-guard.ts';
import { ApprovalPicker } from './approval-picker.tsx';
import { DecisionGroup, FactsGroup } from './form-groups.tsx';
import { valuesOf } from './form-model.ts';
import './supervision.css';
import { text } from './text.ts';
import { goToFirst, useSaveCorrection, useSaveNew } from './use-save.ts';
import { type FormStart, type SupervisionForm, useSupervisionForm } from './use-supervision-form.ts';

const words = text.form;

export function SupervisionFormPage({ recordId }: { readonly recordId?: string }) {
  return recordId === undefined ? <NewSupervision /> : <Correction key={recordId} recordId={recordId} />;
}

interface Saved {
  readonly recordId: string;
  readonly supervision: Supervision;
}

function NewSupervision() {
  const go = useNavigation((navigation) => navigation.go);
  const setRecords = useSelection((selection) => selection.setRecords);
  const [saved, setSaved] = useState<Saved>();
  if (!saved) return <NewForm onSaved={(recordId, supervision) => setSaved({ recordId, supervision })} />;
  const { recordId, supervision } = saved;
  const push = () => {
    setRecords([recordId]);
    go({ name: 'packages' });
  };
  return (
    <ResultPage
      status="success"
      title={words.saved}
      subTitle={words.savedBody(supervisionTitle(supervision), supervision.counterpart.name)}
      data-testid="supervision.saved"
      extra={[
        <Button key="push" type="primary" autoFocus onClick={push} data-testid="supervision.push">
          {words.push}
        </Button>,
        <Button key="another" onClick={() => setSaved(undefined)} data-testid="supervision.another">
          {words.another}
        </Button>,
        <Button key="view" onClick={() => go({ name: 'supervisionRecord', recordId })} data-testid="supervision.view">
          {words.view}
        </Button>,
        <Button key="list" onClick={() => go({ name: 'supervision' })}>
          {words.toList}
        </Button>,
      ]}
    />
  );
}

function NewForm({ onSaved }: { readonly onSaved: (recordId: string, supervision: Supervision) => void }) {
  const department = useSession((session) => session.info?.department);
  const [start] = useState<FormStart>(() => ({
    values: valuesOf({ madeBy: department?.roles.includes('supervision') ? department.name : '' }),
    ...{ acceptedReason: undefined, attachments: [], approvals: [], unknownApprovals: [] },
  }));
  const form = useSupervisionForm(start);
  useLeaveGuard(form.dirty);
  const { saving, failure, save } = useSaveNew(form, onSaved);
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
  readonly recordId: string;
  readonly before: Supervision;
  readonly start: FormStart;
}

async function readForCorrection(recordId: string): Promise<Result<CorrectionStart>> {
  const [detail, draft] = await Promise.all([workstation().supervisionDetail(recordId), workstation().supervisionDraft(recordId)]);
  if (!detail.ok) return detail;
  if (!draft.ok) return draft;
  const before = detail.value.supervision;
  return ok({
    recordId,
    before,
    start: {
      values: valuesOf(draft.value.draft),
      acceptedReason: before.counterpart.identity.acceptedReason,
      attachments: before.attachments ?? [],
      approvals: draft.value.approvals,
      unknownApprovals: detail.value.approvals.filter(({ known }) => !known).map((each) => each.recordId),
    },
  });
}

function Correction({ recordId }: { readonly recordId: string }) {
  const { value, failure, reload } = useAsync(() => readForCorrection(recordId), [recordId]);
  if (value) return <CorrectionForm {...value} />;
  return <RecordFormLoading title={words.correctTitle} failure={failure} failed={text.detail.failed} onRetry={reload} />;
}

function CorrectionForm(read: CorrectionStart) {
  const { message } = App.useApp();
  // what was read first stays: reading again must not take away what is being typed
  const [{ recordId, before, start }] = useState(read);
  const form = useSupervisionForm(start);
  const release = useLeaveGuard(form.dirty);
  const correction = useSaveCorrection(form, recordId, before, () => {
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
  readonly form: SupervisionForm;
  readonly start: FormStart;
}

function FormBody({ form, start, ...frame }: FormBodyProps) {
  const ownName = useSession((session) => session.info?.department?.name);
  return (
    <RecordFormFrame
      {...frame}
      form={form}
      existing={start.attachments}
      filesTitle={words.groups.attachments}
      state={checkState(form.checked?.problems)}
      insistent={form.showAll}
      onFirstProblem={() => goToFirst(form)}
      testIds={{ page: 'supervision.form', bar: 'supervision' }}
    >
      <DecisionGroup form={form} departments={ownName ? [ownName] : []} />
      <CounterpartGroup form={form} />
      <FormGroup title={words.groups.approvals}>
        <ApprovalPicker form={form} />
      </FormGroup>
      <FactsGroup form={form} />
    </RecordFormFrame>
  );
}
