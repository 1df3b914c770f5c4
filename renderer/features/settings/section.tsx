/** One titled part of a settings tab. */
import { Typography } from 'antd';
import type { ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  readonly intro?: string;
  readonly children: ReactNode;
}

export function Section({ title, intro, children }: SectionProps) {
  return (
    <section>
      <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
        {title}
      </Typography.Title>
      {intro && (
        <Typography.Paragraph type="secondary" style={{ margin: '4px 0 16px' }}>
          {intro}
        </Typography.Paragraph>
      )}
      {children}
    </section>
  );
}
