/** Moving the cursor while somebody types on. */
import { flushSync } from 'react-dom';

/**
 * Draws the change at once and puts the cursor there: the next key, which may come within a millisecond, belongs to the
 * line that it was typed for.
 */
export function changeAndFocus(change: () => void, id: string): void {
  flushSync(change);
  document.getElementById(id)?.focus();
}

/** For what is drawn only after a dialog has gone. */
export function focusLater(id: string): void {
  setTimeout(() => document.getElementById(id)?.focus());
}
