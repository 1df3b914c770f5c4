/** Whether what stands on the screen is in the ledger, told in one line. */
import { Typography } from 'antd';
import type { Autosave } from '../use-autosave.ts';
import { paperText } from './paper-text.ts';

const words = paperText.save;

export interface SaveLineProps {
  readonly saving: Pick<Autosave, 'saveState' | 'savedAt'>;
  readonly testId: string;
  /** 10:32:05 instead of 10:32, where every few seconds count */
  readonly seconds?: boolean;
}

export function SaveLine({ saving: { saveState, savedAt }, testId, seconds = false }: SaveLineProps) {
  const shown = saveState === 'saved' && savedAt ? words.savedAt((seconds ? SECONDS : MINUTES).format(savedAt)) : words[saveState];
  return (
    <Typography.Text
      type={saveState === 'failed' ? 'danger' : 'secondary'}
      aria-live="polite"
      data-testid={`${testId}.saveState`}
      data-state={saveState}
    >
      {shown}
    </Typography.Text>
  );
}

const ZONE = { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hour12: false } as const;
const MINUTES = new Intl.DateTimeFormat('zh-CN', ZONE);
const SECONDS = new Intl.DateTimeFormat('zh-CN', { ...ZONE, second: '2-digit' });
