/** Keys that work anywhere on a page. */
import { useEffect, useRef } from 'react';

export interface HotkeyOptions {
  /** false switches it off, e.g. while a dialog of the page is open */
  readonly enabled?: boolean;
  /** also while the cursor is in an input (default: only combinations with Ctrl or Alt, and function keys) */
  readonly inInputs?: boolean;
}

interface Combination {
  readonly control: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

/**
 * Calls `action` when the combination is pressed: `Ctrl+L`, `Alt+1`, `F1`, `/`, `Ctrl+Shift+E`. Letters in any case.
 */
export function useHotkey(combination: string, action: (event: KeyboardEvent) => void, options: HotkeyOptions = {}): void {
  const { enabled = true, inInputs } = options;
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => {
    if (!enabled) return;
    const wanted = parseCombination(combination);
    const everywhere = inInputs ?? (wanted.control || wanted.alt || /^F\d+$/i.test(wanted.key));
    const listener = (event: KeyboardEvent) => {
      if (event.isComposing || event.repeat || !matchesCombination(event, wanted)) return;
      if (!everywhere && isTyping(event.target)) return;
      event.preventDefault();
      latest.current(event);
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, [combination, enabled, inInputs]);
}

export function parseCombination(combination: string): Combination {
  const parts = combination.split('+').map((part) => part.trim().toLowerCase());
  return {
    control: parts.includes('ctrl'),
    alt: parts.includes('alt'),
    shift: parts.includes('shift'),
    key: parts.at(-1) ?? '',
  };
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export function matchesCombination(event: KeyPress, wanted: Combination): boolean {
  // a character key such as ? or / may need Shift on some keyboards; it is only compared for letters and named keys
  const shiftMatters = wanted.shift || wanted.key.length > 1 || /^[a-z0-9]$/.test(wanted.key);
  return (
    (event.ctrlKey || event.metaKey) === wanted.control &&
    event.altKey === wanted.alt &&
    (!shiftMatters || event.shiftKey === wanted.shift) &&
    (event.key.toLowerCase() === wanted.key || event.code.toLowerCase() === `digit${wanted.key}`)
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}
