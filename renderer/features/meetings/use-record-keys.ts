/** The record from the keyboard alone. */
import { useEffect } from 'react';
import { useHotkey } from '../../components/use-hotkey.ts';

export interface RecordKeys {
  readonly enabled: boolean;
  /** -1: the meeting as a whole; from 0: items */
  readonly selected: number;
  readonly count: number;
  readonly onSelect: (index: number) => void;
  readonly onRestore: () => void;
  readonly onSave: () => void;
  readonly onHelp: () => void;
}

export function useRecordKeys({ enabled, selected, count, onSelect, onRestore, onSave, onHelp }: RecordKeys): void {
  useHotkey('Alt+ArrowUp', () => onSelect(Math.max(-1, selected - 1)), { enabled });
  useHotkey('Alt+ArrowDown', () => onSelect(Math.min(count - 1, selected + 1)), { enabled });
  useHotkey('Ctrl+Shift+Z', onRestore, { enabled });
  useHotkey('Ctrl+S', onSave, { enabled });
  useHotkey('Ctrl+/', onHelp, { enabled });
  useHotkey('F6', () => focusSection(1), { enabled });
  useHotkey('Shift+F6', () => focusSection(-1), { enabled });
  // Ctrl and a digit alone change the page (shell), so these take Shift
  useEffect(() => {
    if (!enabled) return;
    const listener = (event: KeyboardEvent) => {
      const digit = /^Digit(\d)$/.exec(event.code)?.[1];
      if (digit === undefined || !event.ctrlKey || !event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (Number(digit) <= count) onSelect(Number(digit) - 1);
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, [enabled, count, onSelect]);
}

const FIELDS =
  'input:not([type=radio]):not(:disabled), input[type=radio]:checked:not(:disabled), textarea, select:not(:disabled), button:not([tabindex="-1"])';

/** The next part of the page; from the last one on to the first. */
function focusSection(step: 1 | -1): void {
  const sections = [...document.querySelectorAll<HTMLElement>('.record-main [data-section]')];
  const here = sections.findIndex((section) => section.contains(document.activeElement));
  const from = here < 0 && step < 0 ? 0 : here;
  for (let tried = 1; tried <= sections.length; tried++) {
    const section = sections[(from + step * tried + sections.length * 2) % sections.length];
    const field = section?.querySelector<HTMLElement>(FIELDS);
    if (!field) continue;
    section?.scrollIntoView({ block: 'nearest' });
    field.focus();
    return;
  }
}
