/** A person's word that a fingerprint was compared: a tick, and with what it was compared (exchange package, Trust). */
import { AutoComplete, Checkbox, Flex, Typography } from 'antd';
import { keyText } from './key-text.ts';

export interface TrustCheck {
  readonly ticked: boolean;
  /** with whom and how it was compared; kept in the ledger */
  readonly against: string;
}

export const NO_CHECK: TrustCheck = { ticked: false, against: '' };

/** characters: an empty statement would be worthless in a dispute */
const MIN_AGAINST = 2;

/** Whether both were given, so that the key may be confirmed. */
export function isChecked(check: TrustCheck): boolean {
  return check.ticked && check.against.trim().length >= MIN_AGAINST;
}

export interface FingerprintCheckProps {
  readonly check: TrustCheck;
  readonly onCheck: (check: TrustCheck) => void;
  /** of the input, for its label */
  readonly id: string;
  readonly testIds: { readonly tick: string; readonly against: string };
  readonly words?: Partial<Record<'tick' | 'against' | 'placeholder' | 'required', string>>;
}

export function FingerprintCheck({ check, onCheck, id, testIds, words }: FingerprintCheckProps) {
  const text = { ...keyText.check, ...words };
  return (
    <Flex vertical gap={8}>
      <Flex justify="space-between" gap={4} wrap>
        <Checkbox
          checked={check.ticked}
          onChange={(event) => onCheck({ ...check, ticked: event.target.checked })}
          data-testid={testIds.tick}
        >
          {text.tick}
        </Checkbox>
        {!isChecked(check) && <Typography.Text type="secondary">{text.required}</Typography.Text>}
      </Flex>
      <Flex align="center" gap={8}>
        <label htmlFor={id} style={{ flex: 'none' }}>
          {text.against}
        </label>
        <AutoComplete
          id={id}
          value={check.against}
          onChange={(against: string) => onCheck({ ...check, against })}
          options={text.options.map((value) => ({ value }))}
          // Suggestions that no longer fit what was typed, or add nothing to it, close, so that they don't cover the buttons below.
          showSearch={{ filterOption: (typed, option) => option !== undefined && option.value !== typed && option.value.startsWith(typed) }}
          placeholder={text.placeholder}
          maxLength={200}
          style={{ flex: 1 }}
          data-testid={testIds.against}
        />
      </Flex>
    </Flex>
  );
}
