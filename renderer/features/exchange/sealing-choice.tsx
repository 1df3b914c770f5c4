/** 加密封装 or 不加密: who can open it, what an open file means, and the way out when a recipient's key isn't confirmed. */
import { Alert, Button, Checkbox, Flex, Input, Radio, Typography } from 'antd';
import { useEffect, useRef } from 'react';
import { useNavigation } from '../../app/navigation.ts';
import './exchange.css';
import { namesOf, type Sealing, type SealingQuestion, sealingProblem, unsealable } from './sealing.ts';
import { sealingText } from './sealing-text.ts';

export interface SealingChoiceProps {
  readonly question: SealingQuestion;
  readonly value: Sealing;
  readonly onChange: (value: Sealing) => void;
  /** how often the main button was pressed: from the first time on, what is missing is told */
  readonly attempts: number;
  /** before another page is opened */
  readonly onLeave: () => void;
}

export function SealingChoice({ question, value, onChange, attempts, onLeave }: SealingChoiceProps) {
  const { sealed, unsealed, label } = sealingText;
  const { recipients } = question;
  const tried = attempts > 0;
  const top = useRef<HTMLDivElement>(null);
  // what is missing may stand out of sight above or below the button that was pressed
  // biome-ignore lint/correctness/useExhaustiveDependencies: each press brings it into sight, typing doesn't
  useEffect(() => {
    if (tried && sealingProblem(value, recipients)) top.current?.scrollIntoView({ block: 'start' });
  }, [attempts]);
  return (
    <div ref={top}>
      <Typography.Text strong>{label}</Typography.Text>
      <Radio.Group
        value={value.sealed}
        onChange={(event) => onChange({ ...value, sealed: event.target.value === true })}
        className="sealing-choice"
        aria-label={label}
      >
        <div className={`sealing-option${value.sealed ? ' is-chosen' : ''}`}>
          <Radio value={true} data-testid="packages.sealed">
            <div>{sealed.label}</div>
            <div className="preview-secondary">{recipients.length > 0 ? sealed.who(namesOf(recipients)) : sealed.nobody}</div>
          </Radio>
          {value.sealed && <Blocked question={question} tried={tried} onLeave={onLeave} />}
        </div>
        <div className={`sealing-option${value.sealed ? '' : ' is-chosen'}`}>
          <Radio value={false} data-testid="packages.unsealed.choice">
            <div>{unsealed.label}</div>
            <div className="preview-secondary">{unsealed.hint}</div>
          </Radio>
          {!value.sealed && <Consequences question={question} value={value} onChange={onChange} tried={tried} />}
        </div>
      </Radio.Group>
    </div>
  );
}

interface Told {
  readonly tried: boolean;
}

function Blocked({ question, tried, onLeave }: Pick<SealingChoiceProps, 'question' | 'onLeave'> & Told) {
  const go = useNavigation((navigation) => navigation.go);
  const words = sealingText.sealed;
  const blocked = unsealable(question.recipients);
  if (blocked.length === 0) return null;
  return (
    <Alert
      className="notice sealing-detail"
      type={tried ? 'error' : 'warning'}
      showIcon
      title={
        <Flex vertical align="flex-start" gap={4}>
          <strong>{words.blocked(namesOf(blocked))}</strong>
          {words.way}
          <Button
            size="small"
            onClick={() => {
              onLeave();
              go({ name: 'directory' });
            }}
            data-testid="packages.sealed.directory"
          >
            {words.open}
          </Button>
        </Flex>
      }
      data-testid="packages.sealed.blocked"
    />
  );
}

function Consequences({ question, value, onChange, tried }: Pick<SealingChoiceProps, 'question' | 'value' | 'onChange'> & Told) {
  const words = sealingText.unsealed;
  const problem = tried ? sealingProblem(value, question.recipients) : undefined;
  const noReason = tried && value.reason.trim() === '';
  return (
    <Flex vertical gap={8} className="sealing-detail">
      <Alert
        className="notice"
        type="error"
        showIcon
        title={
          <>
            <strong>{words.title}</strong>
            <ul className="sealing-consequences">
              {words.consequences(question.purpose).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </>
        }
        data-testid="packages.unsealed"
      />
      <Checkbox
        checked={value.understood}
        onChange={(event) => onChange({ ...value, understood: event.target.checked })}
        data-testid="packages.unsealed.tick"
      >
        {words.tick}
      </Checkbox>
      {problem === 'notUnderstood' && (
        <Typography.Text type="danger" role="alert">
          {words.tickMissing}
        </Typography.Text>
      )}
      <Flex vertical gap={4}>
        <label htmlFor="packages-unsealed-reason">{words.reason}</label>
        <Input.TextArea
          id="packages-unsealed-reason"
          value={value.reason}
          onChange={(event) => onChange({ ...value, reason: event.target.value })}
          placeholder={words.reasonPlaceholder}
          maxLength={200}
          autoSize={{ minRows: 1, maxRows: 3 }}
          {...(noReason && { status: 'error' as const })}
          data-testid="packages.unsealed.reason"
        />
        {noReason && (
          <Typography.Text type="danger" role="alert">
            {words.reasonMissing}
          </Typography.Text>
        )}
      </Flex>
    </Flex>
  );
}
