/** What is shown where nothing is yet: why it is empty, and the one thing to do about it. */
import { Empty, Typography } from 'antd';
import type { ReactNode } from 'react';
import { componentText } from './text.ts';

export interface EmptyStateProps {
  readonly title?: ReactNode;
  readonly description?: ReactNode;
  /** buttons */
  readonly action?: ReactNode;
  /** less air around it, for cards */
  readonly compact?: boolean;
}

export function EmptyState({ title = componentText.noData, description, action, compact = false }: EmptyStateProps) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      style={{ margin: 0, padding: compact ? '16px 8px' : '48px 16px' }}
      description={
        <>
          <Typography.Text>{title}</Typography.Text>
          {description && (
            <Typography.Paragraph type="secondary" style={{ margin: '4px auto 0', maxWidth: 480, textWrap: 'balance' }}>
              {description}
            </Typography.Paragraph>
          )}
        </>
      }
    >
      {action}
    </Empty>
  );
}
