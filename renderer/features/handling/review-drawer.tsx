/** One 函告 from its arrival to the answer: what was done by whom and when, what can be done now, and why the rest can't. */
import { Alert, App, Button, DatePicker, Descriptions, Drawer, Flex, Tag, Timeline, Tooltip, Typography } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { REVIEW_STEPS } from '#shared/ledger/letter-entries.ts';
import type { ReviewStep } from '#shared/ledger/review-register.ts';
import type { ReviewDetail } from '#shared/workstation/handling/handling-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useWrite } from '../../components/use-write.ts';
import { Clock } from './review-clock.tsx';
import { SaveFileButton } from './save-file-button.tsx';
import { StepDialog } from './step-dialog.tsx';
import { text } from './text.ts';

const words = text.reviews;

export function ReviewDrawer({ review, onClose }: { readonly review: ReviewDetail | undefined; readonly onClose: () => void }) {
  return (
    <Drawer open={review !== undefined} size={720} title={review?.kindName} onClose={onClose} destroyOnHidden data-testid="reviews.drawer">
      {review && <Content review={review} />}
    </Drawer>
  );
}

function Content({ review }: { readonly review: ReviewDetail }) {
  const go = useNavigation((navigation) => navigation.go);
  const [step, setStep] = useState<ReviewStep | undefined>(undefined);
  return (
    <Flex vertical gap={16}>
      <Descriptions
        size="small"
        column={2}
        title={review.title}
        extra={
          <Button onClick={() => go({ name: 'letter', letterId: review.reviewId })} data-testid="reviews.letter">
            {text.openLetter}
          </Button>
        }
        items={[
          { key: 'from', label: words.columns.other, children: review.own ? review.to : review.from },
          { key: 'received', label: review.own ? words.sent : words.columns.received, children: review.receivedOn },
          ...(review.counterpart === '' ? [] : [{ key: 'counterpart', label: words.counterpart, children: review.counterpart }]),
          { key: 'clock', label: words.columns.clock, children: <Clock row={review} /> },
        ]}
      />
      {review.apart.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={words.apart}
          description={review.apart.map(({ act, on, by }) => `${act}（${words.by(on, by)}）`).join('；')}
        />
      )}
      {!review.own && review.act === undefined && <Target key={review.reviewId} review={review} />}
      {!review.own && <Steps review={review} onStep={setStep} />}
      <Decision review={review} />
      <StepDialog review={review} step={step} onClose={() => setStep(undefined)} />
    </Flex>
  );
}

/** 21(三) names no day for the decision: the department may set one for itself. */
function Target({ review }: { readonly review: ReviewDetail }) {
  const { message } = App.useApp();
  const [day, setDay] = useState<Dayjs | null>(review.targetOn === '' ? null : dayjs(review.targetOn));
  const { busy, failure, write } = useWrite();
  const save = async () => {
    const targetOn = day?.format('YYYY-MM-DD') ?? '';
    const saved = await write(async () => {
      const result = await workstation().setReviewTarget({ reviewId: review.reviewId, targetOn });
      return result.ok ? { ok: true, value: true } : result;
    });
    if (saved) void message.success(targetOn === '' ? words.targetRemoved : words.targetSaved);
  };
  return (
    <div>
      <FailureAlert failure={failure} title={text.failed} />
      <Flex gap={8} align="center">
        <Typography.Text>{words.target}</Typography.Text>
        <DatePicker value={day} onChange={setDay} data-testid="reviews.target" />
        <Button loading={busy} onClick={() => void save()} data-testid="reviews.target.save">
          {words.setTarget}
        </Button>
        <Typography.Text type="secondary">{words.noDeadline}</Typography.Text>
      </Flex>
    </div>
  );
}

function Steps({ review, onStep }: { readonly review: ReviewDetail; readonly onStep: (step: ReviewStep) => void }) {
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  return (
    <Timeline
      items={REVIEW_STEPS.map((step) => {
        const done = review.done.find((each) => each.step === step);
        const possible = review.possible.includes(step);
        return {
          key: step,
          color: done ? 'green' : step === review.next ? 'blue' : 'gray',
          content: (
            <Flex justify="space-between" gap={16} data-testid={`reviews.step.${step}`} data-done={done !== undefined}>
              <div>
                <Typography.Text strong={step === review.next}>{words.steps[step]}</Typography.Text>
                {step === 'decided' && review.act && <Tag style={{ marginInlineStart: 8 }}>{words.acts[review.act]}</Tag>}
                {done ? <Done done={done} /> : step === review.next && <Next review={review} step={step} />}
              </div>
              {(!done || possible) && (
                <Tooltip title={review.refusals[step]}>
                  <Button size="small" disabled={!possible || readOnly} onClick={() => onStep(step)} data-testid={`reviews.take.${step}`}>
                    {words.register}
                  </Button>
                </Tooltip>
              )}
            </Flex>
          ),
        };
      })}
    />
  );
}

/** What is to be done now: its clock, or what has to come before it. */
function Next({ review, step }: { readonly review: ReviewDetail; readonly step: ReviewStep }) {
  const refusal = review.refusals[step];
  if (refusal !== undefined) return <div className="handling-secondary">{refusal}</div>;
  return step === 'notified' ? null : <Clock row={review} />;
}

/** Who took the step, when, on which day after the arrival, with whom, what came of it, and what proves it. */
function Done({ done }: { readonly done: ReviewDetail['done'][number] }) {
  const { step, persons } = done;
  return (
    <>
      <div className="handling-secondary">
        {words.by(done.on, done.by)}　{words.onDay(done.day)}
      </div>
      {persons !== '' && (step === 'heard' || step === 'meeting') && <div className="handling-text">{words.persons[step](persons)}</div>}
      {done.note !== '' && <p className="handling-text">{done.note}</p>}
      {done.files.map((file) => (
        <div key={`${file.sha256} ${file.name}`}>
          <SaveFileButton file={file} testId={`reviews.file.${step}`} />
        </div>
      ))}
    </>
  );
}

/** 依法作出处理决定，同时推送至监管部门: the letter that answers. */
function Decision({ review }: { readonly review: ReviewDetail }) {
  const go = useNavigation((navigation) => navigation.go);
  const { busy, failure, write } = useWrite();
  const begin = async () => {
    const begun = await write(() => workstation().beginDecisionLetter(review.reviewId));
    if (begun) go({ name: 'letter', letterId: begun.letterId });
  };
  if (review.decisionLetterId !== '') {
    return (
      <Button
        type="link"
        style={{ padding: 0, alignSelf: 'start' }}
        onClick={() => go({ name: 'letter', letterId: review.decisionLetterId })}
      >
        {words.decisionLetter(review.decisionLetter)}
      </Button>
    );
  }
  if (review.own || review.act === undefined || review.apart.length > 0) return null;
  return (
    <>
      <FailureAlert failure={failure} title={text.failed} />
      <Button
        type="primary"
        loading={busy}
        onClick={() => void begin()}
        style={{ alignSelf: 'start' }}
        data-testid="reviews.decisionLetter"
      >
        {words.draftLetter}
      </Button>
    </>
  );
}
