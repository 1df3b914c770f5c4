/** How far a key is believed, as a tag that explains itself. */
import { Tag, Tooltip } from 'antd';
import type { KeyTrust } from '#shared/workstation/api.ts';
import { keyStateText } from './keys-text.ts';

const COLORS: Readonly<Record<KeyTrust, string>> = {
  none: 'default',
  unconfirmed: 'warning',
  confirmed: 'success',
  superseded: 'default',
  revoked: 'error',
};

export function KeyTag({ trust, testId }: { readonly trust: KeyTrust; readonly testId?: string }) {
  const { label, hint } = keyStateText[trust];
  return (
    <Tooltip title={hint}>
      <Tag color={COLORS[trust]} style={{ margin: 0 }} data-state={trust} {...(testId !== undefined && { 'data-testid': testId })}>
        {label}
      </Tag>
    </Tooltip>
  );
}
