/** The face before the shell: one card in the middle of the window, with the product's name above and the 涉密 notice below. */
import { Card, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import './center-card.css';
import { ClassifiedNotice } from './classified-notice.tsx';

export interface CenterCardProps {
  readonly product: string;
  /** pixels */
  readonly width: number;
  readonly children: ReactNode;
  /** under the card, beside the notice */
  readonly footer?: ReactNode;
  /** false where the page shows the whole notice itself */
  readonly notice?: boolean;
  readonly testId: string;
}

/** narrower cards hold a few lines only */
const LOW_BELOW = 500;

export function CenterCard({ product, width, children, footer, notice = true, testId }: CenterCardProps) {
  return (
    <main className="center-card" data-testid={testId}>
      <div className={width < LOW_BELOW ? 'center-card-column center-card-low' : 'center-card-column'} style={{ maxWidth: width }}>
        <Typography.Title level={1} className="center-card-product">
          {product}
        </Typography.Title>
        <Card variant="outlined" styles={{ body: { padding: 24 } }}>
          {children}
        </Card>
        <Flex justify="space-between" gap={16} wrap className="center-card-footer">
          {notice && <ClassifiedNotice kind="line" />}
          {footer}
        </Flex>
      </div>
    </main>
  );
}
