/** Tells that computers of one department said different things about one thing, and leads to where it is settled. */
import { Alert, Button } from 'antd';
import type { CSSProperties } from 'react';
import { useNavigation } from '../app/navigation.ts';
import { componentText } from './text.ts';

export interface ConflictNoticeProps {
  /** nothing is shown when 0 */
  readonly conflicts: number;
  /** they are about this record only */
  readonly recordId?: string;
  readonly style?: CSSProperties;
}

export function ConflictNotice({ conflicts, recordId, style }: ConflictNoticeProps) {
  const go = useNavigation((navigation) => navigation.go);
  const words = componentText.conflicts;
  if (conflicts === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      {...(style && { style })}
      title={recordId === undefined ? words.some(conflicts) : words.one}
      action={
        <Button
          size="small"
          onClick={() => go({ name: 'conflicts', ...(recordId !== undefined && { recordId }) })}
          data-testid="conflicts.open"
        >
          {words.open}
        </Button>
      }
      data-testid="conflicts.notice"
      data-count={conflicts}
    />
  );
}
