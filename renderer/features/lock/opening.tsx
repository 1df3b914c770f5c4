/** While the ledger is read, checked and folded. */
import { Flex, Typography } from 'antd';
import type { Progress } from '#shared/workstation/api.ts';
import { ProgressLine } from '../../components/progress-modal.tsx';

export function Opening({ progress }: { readonly progress: Progress }) {
  return (
    <Flex vertical gap={8} style={{ padding: '12px 0' }} aria-live="polite" data-testid="lock.progress">
      <ProgressLine fraction={progress.fraction} />
      <Typography.Text type="secondary">{progress.text}</Typography.Text>
    </Flex>
  );
}
