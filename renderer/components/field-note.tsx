/**
 * What stands under an input: a mistake, a warning or a hint. antd's own `help` reserves room for one line only, and
 * messages that say what to do next are often longer.
 */
import { Typography } from 'antd';
import type { ReactNode } from 'react';

export interface FieldNote {
  readonly validateStatus?: 'error' | 'warning' | 'success';
  readonly extra?: ReactNode;
}

/** Spread it onto a Form.Item. */
export function fieldNote(level: 'error' | 'warning' | 'success' | 'hint', message: ReactNode): FieldNote {
  if (level === 'hint') return { extra: message };
  const type = level === 'error' ? 'danger' : level;
  return {
    validateStatus: level,
    extra: (
      <Typography.Text type={type} role={level === 'success' ? 'status' : 'alert'}>
        {message}
      </Typography.Text>
    ),
  };
}
