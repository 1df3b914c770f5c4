/** What the lists of 函件办理 have in common: what the list is about, what can be begun, what narrows it. */
import { Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { text } from './text.ts';

export interface HandlingPanelProps {
  readonly testId: string;
  readonly hint: string;
  /** begins something new */
  readonly action?: ReactNode;
  /** narrows the list */
  readonly filter?: ReactNode;
  readonly list: { readonly failure: Failure | undefined; readonly reload: () => void };
  readonly children: ReactNode;
}

export function HandlingPanel({ testId, hint, action, filter, list, children }: HandlingPanelProps) {
  return (
    <div className="handling-panel" data-testid={testId}>
      <Flex justify="space-between" align="center" gap={16}>
        <Typography.Text type="secondary">{hint}</Typography.Text>
        {action}
      </Flex>
      {filter}
      <FailureAlert failure={list.failure} title={text.failed} onRetry={list.reload} />
      {children}
    </div>
  );
}
