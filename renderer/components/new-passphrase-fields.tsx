/** A new passphrase, twice, with a bar that says how hard it is to guess and what would make it harder. */
import { Flex, Form, Typography } from 'antd';
import { estimatePassphrase, type PassphraseContext, type PassphraseStrength } from '#shared/domain/passphrase.ts';
import { fieldNote } from './field-note.tsx';
import './new-passphrase-fields.css';
import { PassphraseInput } from './passphrase-input.tsx';
import { componentText } from './text.ts';
import { useLeftFields } from './use-left-fields.ts';

const words = componentText.passphrase;

export interface NewPassphrase {
  readonly passphrase: string;
  readonly repeat: string;
}
export const emptyPassphrase: NewPassphrase = { passphrase: '', repeat: '' };

/** strong enough, and both inputs are the same */
export function acceptablePassphrase(value: NewPassphrase, context: PassphraseContext = {}): boolean {
  return value.passphrase === value.repeat && estimatePassphrase(value.passphrase, context).allowed;
}

export interface NewPassphraseFieldsProps {
  readonly value: NewPassphrase;
  readonly onChange: (value: NewPassphrase) => void;
  /** names that a finder of the computer would try first */
  readonly context?: PassphraseContext;
  /** of the test ids: `first-run` gives `first-run.new-passphrase` and `first-run.repeat-passphrase` */
  readonly idPrefix: string;
  readonly autoFocus?: boolean;
}

export function NewPassphraseFields({ value, onChange, context, idPrefix, autoFocus = false }: NewPassphraseFieldsProps) {
  const { left, leave, enter } = useLeftFields<'repeat'>();
  const strength = estimatePassphrase(value.passphrase, context);
  // while the second one is still being typed it is no mistake that it is shorter
  const differs =
    value.repeat !== '' && value.repeat !== value.passphrase && (left.has('repeat') || !value.passphrase.startsWith(value.repeat));
  return (
    <>
      <Form.Item label={words.fresh} htmlFor={`${idPrefix}-new-passphrase`} required>
        <PassphraseInput
          id={`${idPrefix}-new-passphrase`}
          value={value.passphrase}
          onChange={(passphrase) => onChange({ ...value, passphrase })}
          autoFocus={autoFocus}
          fresh
          testId={`${idPrefix}.new-passphrase`}
        />
        <StrengthMeter strength={strength} />
      </Form.Item>
      <Form.Item
        label={words.repeat}
        htmlFor={`${idPrefix}-repeat-passphrase`}
        required
        {...(differs && fieldNote('error', words.different))}
      >
        <PassphraseInput
          id={`${idPrefix}-repeat-passphrase`}
          value={value.repeat}
          onChange={(repeat) => onChange({ ...value, repeat })}
          onFocusChange={(focused) => (focused ? enter('repeat') : leave('repeat'))}
          fresh
          testId={`${idPrefix}.repeat-passphrase`}
        />
      </Form.Item>
    </>
  );
}

function StrengthMeter({ strength }: { readonly strength: PassphraseStrength }) {
  const empty = strength.length === 0;
  return (
    <div className="strength" data-testid="passphrase.strength" data-score={strength.score} aria-live="polite">
      <Flex align="center" gap={8}>
        <div className="strength-bar" aria-hidden>
          {[0, 1, 2, 3].map((part) => (
            <span key={part} className={!empty && part < Math.max(1, strength.score) ? `strength-on-${strength.score}` : ''} />
          ))}
        </div>
        <Typography.Text type="secondary" style={{ fontSize: 12, whiteSpace: 'nowrap' }}>
          {words.strength}：{empty ? words.scoreNone : words.scores[strength.score]}
        </Typography.Text>
      </Flex>
      {empty ? (
        <Typography.Text type="secondary" className="strength-advice">
          {words.rule}
        </Typography.Text>
      ) : (
        strength.advice.slice(0, 2).map((advice) => (
          <Typography.Text key={advice} type={strength.allowed ? 'secondary' : 'warning'} className="strength-advice">
            {advice}
          </Typography.Text>
        ))
      )}
    </div>
  );
}
