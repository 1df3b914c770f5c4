/** One step of 办法 21(三), as it was taken: when, with whom, what came of it, and the papers that prove it. */
import { App, DatePicker, Form, Input, Modal, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { todayIn } from '#shared/domain/dates.ts';
import { REVIEW_ACTS } from '#shared/ledger/letter-entries.ts';
import type { ReviewStep } from '#shared/ledger/review-register.ts';
import type { NewAttachment } from '#shared/workstation/api.ts';
import type { ReviewAct, ReviewDetail } from '#shared/workstation/handling/handling-api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { AttachmentFields } from '../../components/attachment-fields.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { testId } from '../../components/test-id.ts';
import { useWrite } from '../../components/use-write.ts';
import { text } from './text.ts';

const words = text.reviews;

interface Values {
  readonly on: Dayjs;
  readonly act?: ReviewAct;
  readonly persons?: string;
  readonly note?: string;
}

export interface StepDialogProps {
  readonly review: ReviewDetail;
  /** closed when undefined */
  readonly step: ReviewStep | undefined;
  readonly onClose: () => void;
}

export function StepDialog({ review, step, onClose }: StepDialogProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [files, setFiles] = useState<readonly NewAttachment[]>([]);
  const { busy, failure, write, reset } = useWrite();
  const submit = async (chosen: ReviewStep) => {
    const { on, act, persons, note } = await form.validateFields();
    const input = { reviewId: review.reviewId, step: chosen, on: on.format('YYYY-MM-DD'), note: note ?? '', files };
    const done = await write(async () => {
      const taken = await workstation().stepReview({ ...input, ...(act ? { act } : {}), ...(persons ? { persons } : {}) });
      return taken.ok ? { ok: true, value: true } : taken;
    });
    if (!done) return;
    message.success(words.done(words.steps[chosen]));
    onClose();
  };
  return (
    <Modal
      open={step !== undefined}
      title={step && words.steps[step]}
      mask={{ closable: false }}
      onCancel={onClose}
      afterClose={() => {
        reset();
        setFiles([]);
      }}
      destroyOnHidden
      okText={step && words.form.ok(words.steps[step])}
      cancelText={words.form.cancel}
      confirmLoading={busy}
      onOk={() => step && void submit(step).catch(() => undefined)}
      okButtonProps={testId('reviews.step.ok')}
    >
      <FailureAlert failure={failure} title={text.failed} style={{ marginBottom: 12 }} />
      {step && (
        <>
          <Fields form={form} step={step} />
          <Form.Item label={words.form.files[step]} layout="vertical" style={{ marginBottom: 0 }}>
            <AttachmentFields
              form={{ added: files, setAdded: setFiles, kept: [], setKept: () => undefined, testId: 'reviews.step' }}
              existing={[]}
            />
          </Form.Item>
        </>
      )}
    </Modal>
  );
}

function Fields({ form, step }: { readonly form: ReturnType<typeof Form.useForm<Values>>[0]; readonly step: ReviewStep }) {
  const today = dayjs(todayIn('Asia/Shanghai', new Date()));
  return (
    <Form<Values> form={form} layout="vertical" requiredMark={false} preserve={false} initialValues={{ on: today }}>
      {step === 'decided' && (
        <Form.Item name="act" label={words.form.act}>
          <Radio.Group>
            {REVIEW_ACTS.map((act) => (
              <Radio key={act} value={act} data-testid={`reviews.act.${act}`}>
                {words.acts[act]}
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
      )}
      <Form.Item name="on" label={words.form.on}>
        <DatePicker allowClear={false} disabledDate={(day) => day.isAfter(today, 'day')} data-testid="reviews.step.on" />
      </Form.Item>
      {(step === 'heard' || step === 'meeting') && (
        <Form.Item name="persons" label={words.form.persons[step]}>
          <Input maxLength={500} data-testid="reviews.step.persons" />
        </Form.Item>
      )}
      <Form.Item name="note" label={words.form.note[step]}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 8 }} data-testid="reviews.step.note" />
      </Form.Item>
    </Form>
  );
}
