/** The head of every page: what it is, one sentence about it, and what can be done here. */
import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button, Tooltip, Typography } from 'antd';
import type { ReactNode } from 'react';
import './page-header.css';
import { componentText } from './text.ts';

export interface PageHeaderProps {
  readonly title: ReactNode;
  /** one line under the title */
  readonly description?: ReactNode;
  /** small things right after the title: a tag, a count */
  readonly extra?: ReactNode;
  /** buttons at the right; the main one last */
  readonly actions?: ReactNode;
  /** shows a back arrow before the title */
  readonly onBack?: (() => void) | undefined;
}

export function PageHeader({ title, description, extra, actions, onBack }: PageHeaderProps) {
  return (
    <header className="page-header">
      {onBack && (
        <Tooltip title={componentText.back}>
          <Button type="text" icon={<ArrowLeftOutlined />} aria-label={componentText.back} onClick={onBack} data-testid="page.back" />
        </Tooltip>
      )}
      <div className="page-header-text">
        <div className="page-header-title">
          <Typography.Title level={1} style={{ margin: 0, fontSize: 20, lineHeight: '28px' }}>
            {title}
          </Typography.Title>
          {extra}
        </div>
        {description && <Typography.Text type="secondary">{description}</Typography.Text>}
      </div>
      {actions && <div className="page-header-actions">{actions}</div>}
    </header>
  );
}
