/** One part of a document in its form: its label, its input, and what helps to fill it. */
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import './paper.css';

export interface PartProps {
  readonly label: string;
  readonly hint?: string;
  readonly htmlFor?: string;
  /** label above instead of beside it */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Part({ label, hint, htmlFor, wide = false, children }: PartProps) {
  return (
    <div className={wide ? 'letter-part wide' : 'letter-part'}>
      <div className="letter-part-label">{htmlFor ? <label htmlFor={htmlFor}>{label}</label> : label}</div>
      <div className="letter-part-field">
        {children}
        {hint && (
          <Typography.Text type="secondary" className="letter-part-hint">
            {hint}
          </Typography.Text>
        )}
      </div>
    </div>
  );
}
