/** Whether a package is sealed, as a tag with a word or as a small sign with the word behind it. */
import { LockOutlined, UnlockOutlined } from '@ant-design/icons';
import { Tag, Tooltip } from 'antd';
import { sealingText } from './sealing-text.ts';

export function SealedTag({ sealed, testId }: { readonly sealed: boolean; readonly testId?: string }) {
  const state = sealed ? 'sealed' : 'unsealed';
  return (
    <Tooltip title={sealingText.stateHint[state]}>
      <Tag
        color={sealed ? 'success' : 'warning'}
        icon={sealed ? <LockOutlined /> : <UnlockOutlined />}
        style={{ margin: 0 }}
        data-sealed={sealed}
        {...(testId && { 'data-testid': testId })}
      >
        {sealingText.state[state]}
      </Tag>
    </Tooltip>
  );
}

export function SealedSign({ sealed }: { readonly sealed: boolean }) {
  const state = sealed ? 'sealed' : 'unsealed';
  const Icon = sealed ? LockOutlined : UnlockOutlined;
  return (
    <Tooltip title={sealingText.stateHint[state]}>
      <Icon className={`sealed-sign is-${state}`} aria-label={sealingText.state[state]} data-sealed={sealed} />
    </Tooltip>
  );
}
