/** Numbers that are missing, told on top of the page until they are filled or explained. */
import { Alert, Button } from 'antd';
import type { GapRow } from '#shared/workstation/api.ts';
import { gapText as words } from './gap-text.ts';
import { openGaps, openSequences, sequencesText } from './sequences.ts';

export interface GapAlertProps {
  readonly gaps: readonly GapRow[];
  readonly onOpen: () => void;
}

export function GapAlert({ gaps, onOpen }: GapAlertProps) {
  const open = openGaps(gaps);
  if (open.length === 0) return null;
  const lines = (['in', 'out'] as const).flatMap((direction) => {
    const told = gapsText(open.filter((gap) => gap.direction === direction));
    return told ? [{ direction, text: words.alert[direction](told) }] : [];
  });
  return (
    <Alert
      type="warning"
      showIcon
      className="gap-alert"
      title={lines.map((line) => (
        <div key={line.direction} className="gap-alert-line" title={line.text}>
          {line.text}
        </div>
      ))}
      action={
        <Button size="small" onClick={onOpen} data-testid="packages.gaps.open">
          {words.open}
        </Button>
      }
      data-testid="packages.gaps"
    />
  );
}

/** how many departments the alert names */
const NAMED = 2;

function gapsText(gaps: readonly GapRow[]): string {
  const named = gaps.slice(0, NAMED).map((gap) => words.of(gap.departmentName, sequencesText(openSequences(gap), gap.seriesLabel)));
  return `${named.join('、')}${gaps.length > NAMED ? words.more(gaps.length) : ''}`;
}
