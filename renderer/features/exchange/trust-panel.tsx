/**
 * Whose key signed a package, and whether this department has compared it before (exchange package, Trust). A new key
 * needs a person's word, with what it was compared; another key than the confirmed one is refused.
 */
import { Alert, AutoComplete, Checkbox, Flex, Typography } from 'antd';
import { assertNever } from '#shared/domain/result.ts';
import type { OpenedPackage } from '#shared/workstation/api.ts';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { importText } from './text.ts';

export interface TrustCheck {
  readonly ticked: boolean;
  /** with whom and how it was compared; kept in the ledger */
  readonly against: string;
}

export const NO_CHECK: TrustCheck = { ticked: false, against: '' };

/** at least a word: an empty statement would be worthless in a dispute */
export function isChecked(check: TrustCheck): boolean {
  return check.ticked && check.against.trim().length >= 2;
}

export interface TrustPanelProps {
  readonly opened: OpenedPackage;
  readonly check: TrustCheck;
  readonly onCheck: (check: TrustCheck) => void;
}

const trust = importText.trust;

export function TrustPanel({ opened, check, onCheck }: TrustPanelProps) {
  const fingerprint = (
    <div>
      <Typography.Text type="secondary">{importText.fingerprint}</Typography.Text>
      <Fingerprint value={opened.fingerprint} testId="packages.fingerprint" />
    </div>
  );
  switch (opened.trust) {
    case 'confirmed':
      return (
        <Alert
          className="notice"
          type="success"
          showIcon
          title={trust.confirmed.title}
          description={trust.confirmed.hint}
          data-testid="packages.trust.confirmed"
        />
      );
    case 'changed':
      return (
        <Flex vertical gap={8} data-testid="packages.trust.changed">
          <Alert className="notice" type="error" showIcon title={trust.changed.title} description={trust.changed.hint} />
          {fingerprint}
        </Flex>
      );
    case 'unknown':
      return (
        <Flex vertical gap={8} data-testid="packages.trust.unknown">
          <Alert className="notice" type="warning" showIcon title={trust.unknown.title} description={trust.unknown.hint} />
          {fingerprint}
          <ConfirmFingerprint check={check} onCheck={onCheck} />
        </Flex>
      );
    default:
      return assertNever(opened.trust);
  }
}

function ConfirmFingerprint({ check, onCheck }: Pick<TrustPanelProps, 'check' | 'onCheck'>) {
  return (
    <Flex vertical gap={8}>
      <Checkbox
        checked={check.ticked}
        onChange={(event) => onCheck({ ...check, ticked: event.target.checked })}
        data-testid="packages.confirmFingerprint"
      >
        {trust.unknown.check}
      </Checkbox>
      <Flex align="center" gap={8}>
        <label htmlFor="packages-against" style={{ flex: 'none' }}>
          {trust.unknown.against}
        </label>
        <AutoComplete
          id="packages-against"
          value={check.against}
          onChange={(against: string) => onCheck({ ...check, against })}
          options={trust.unknown.options.map((value) => ({ value }))}
          // Suggestions that no longer fit what was typed close, so that they don't cover the buttons below.
          showSearch={{ filterOption: (typed, option) => option?.value.startsWith(typed) ?? false }}
          placeholder={trust.unknown.againstPlaceholder}
          maxLength={200}
          style={{ flex: 1 }}
          data-testid="packages.against"
        />
      </Flex>
      {!isChecked(check) && <Typography.Text type="secondary">{trust.unknown.required}</Typography.Text>}
    </Flex>
  );
}
